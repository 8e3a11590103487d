"""The one tokenisation everything shares: words that begin with a capital letter, and what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import filterfalse

from lint.typed import NamedTuple

# Anything that can begin a capitalised word: the class leaves out the lower-case letters that are frequent in news
# copy, so that the scan stops rarely; str.isupper has the last word. The class comes first, what stands before it
# second, since only a pattern that begins with a class is looked for at the speed of C.
_CAPITALISED = re.compile(
    r"[^\x00-@\[-`a-z\W\d_ß-öø-ÿа-ѓєії](?:"
    r"(?<![\w'’ʼ].)[\w\u0300-\u036f\u200b-\u200d\u2060\u00ad]*(?:['’ʼ][^\W\d_][\w\u0300-\u036f]*)*"  # no part of a word
    r"|(?<=[a-zA-Z]['’].)[\w\u0300-\u036f]*(?:['’][^\W\d_]\w*)*"  # after an elision: d'Ukraine
    r")"
)

# Words that are not copy: addresses, handles, tags and file names. None of them is ever touched.
_VERBATIM = r"""
      \b(?:[a-z][a-z0-9+.-]{1,12}://|www\.)[^\s<>"»”]+      # addresses
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                          # e-mail
    | (?<![\w/.])[@#][\w-]+                                  # handles and tags
    | (?<![\w.])(?:[\w-]+\.)+(?:com|org|net|info|eu|ch|de|at|fr|uk|ua|ru|pl|it|es|nl|io|gov|edu)\b(?:/[^\s<>"»”]*)?
    | (?<![\w/])[\w.-]+\.(?:jpe?g|png|gif|webp|svg|tiff?|pdf|docx?|xlsx?|odt|txt|html?|xml|json|mp[34]|mov|csv|md)\b
    | (?<!\w)(?:[A-Za-z]:\\|~?/(?:[\w.-]+/)+)[\w.\\/-]+     # paths
    """
# What every such word has in it.
_HINT = re.compile(r"[@#\\/.](?:(?<!\.)|(?<=\w\.)(?=\w)|(?<=[Ww]{3}\.))")
_SPACE = re.compile(r"\s")
_SMALL = re.compile(r"[^\x00-`\W\d_](?<!\w.)[^\W\d_]*")  # the class first, or the scan would stop at every letter
_CUTS = bytes(code if code > 127 or chr(code).isalnum() or code == 95 else 32 for code in range(256))
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SENTENCE_END = frozenset(".!?…:;|•·։\n\r\u2028\u2029")
_OPENING = frozenset(" \t\u00a0\u202f\"'“”„‟‘’‚«»‹›([{*_–—-•·>")


class Token(NamedTuple):
    """A capitalised word at ``[start, end)`` in code points of the text.

    ``text`` is the word as composed characters (NFC) without invisible ones, which is what names are compared by.
    ``initial`` says that a sentence, heading or block begins here, where any word has a capital.
    """

    start: int
    end: int
    text: str
    initial: bool


_new = tuple.__new__  # a third of the time of calling the class


@lru_cache(maxsize=1)
def _verbatim() -> re.Pattern[str]:
    return re.compile(_VERBATIM, re.VERBOSE | re.IGNORECASE)  # seldom wanted, and long in the making


def verbatim(text: str) -> list[tuple[int, int]]:
    """Return the stretches of text that are addresses, handles, tags, file names or paths; linear in the text."""
    found: list[tuple[int, int]] = []
    done = 0
    for hint in _HINT.finditer(text):
        if hint.start() < done:
            continue
        # Most copy has no such word, so that only the words with a hint of one are looked at closely.
        start = hint.start()
        while start > done and not text[start - 1].isspace():
            start -= 1
        space = _SPACE.search(text, hint.end())
        done = space.start() if space else len(text)
        found += [match.span() for match in _verbatim().finditer(text, start, done)]
    return found


def tokens(text: str, starts: Sequence[int] = ()) -> list[Token]:
    """Return the capitalised words of a text in order; ``starts`` are the offsets at which a block begins."""
    skipped = verbatim(text)
    begins = frozenset(starts)
    found: list[Token] = []
    skip = 0
    for match in _CAPITALISED.finditer(text):
        start, end = match.span()
        word = text[start:end]
        if not word.isascii():
            while ord(text[end - 1]) in _INVISIBLE:
                end -= 1  # a hint for the line break belongs to what follows
            word = unicodedata.normalize("NFC", text[start:end].translate(_INVISIBLE))
            if not word[:1].isupper():
                continue
        if skipped:
            while skip < len(skipped) and skipped[skip][1] <= start:
                skip += 1
            if skip < len(skipped) and skipped[skip][0] < end:
                continue
        if start in begins:
            initial = True
        elif start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
            initial = False  # most words follow a word, and nothing else need be looked at
        else:
            initial = _begins_sentence(text, start, begins)
        found.append(_new(Token, (start, end, word, initial)))
    return found


def _begins_sentence(text: str, start: int, begins: frozenset[int]) -> bool:
    place = start - 1
    while place >= 0 and place + 1 not in begins and text[place] in _OPENING:
        place -= 1
    return place < 0 or place + 1 in begins or text[place] in _SENTENCE_END


def words(text: str) -> set[str]:
    """Return the words of a text, runs of letters, as they stand; of what has a capital there is only a part."""
    # Cut at what is no letter in ASCII, at the speed of C; the few that have something else in them are cut again.
    found = set(text.encode("utf-8", "surrogatepass").translate(_CUTS).decode("utf-8", "surrogatepass").split())
    odd = list(filterfalse(str.isalpha, found))
    found.difference_update(odd)
    found.update(_SMALL.findall(" ".join(odd)))
    return found


def gap(text: str, left: Token, right: Token) -> str:
    """Return what stands between two neighbouring tokens."""
    return text[left.end : right.start]


def matches_case(word: str, model: str) -> str:
    """Write a word in the letter case of a model: all capitals stay all capitals, anything else stays as it is."""
    if len(model) > 1 and model.isupper() and not word.isupper():
        return word.upper()
    return word
