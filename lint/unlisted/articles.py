"""Arabic names whose article a document writes in several ways: al-Saffar, as-Saffar and El-Saffar."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from lint.lazy import pattern
from lint.names.likeness import Likeness
from lint.typed import TYPE_CHECKING
from lint.unlisted.joins import Place, are_bound, spelling_of
from lint.unlisted.observation import ARTICLE, Observed, Occurrence, Spelling, observe

if TYPE_CHECKING:
    from lint.context import Context
    from lint.known.lexeme import Lexeme

_JOINT = pattern(r"-(?=[^\W\d_a-z])")  # one letter first: it is looked for at the speed of C
_ARTICLE = pattern(r"(?<!\w)[^\W\d_]{2,3}$")
_LONGEST = 4  # code points of an article and what stands before it


def articled_otherwise(context: Context) -> Iterator[tuple[Spelling, Spelling, Observed]]:
    """Yield the pairs of spellings of a name behind a hyphen that differ in the article before it.

    A name beside them must say that they are one.
    """
    for forms in _articled(context).values():
        for (_, ones), (_, others) in combinations(sorted(forms.items()), 2):
            a, b = sorted(_spelling(places, context) for places in (ones, others))
            seen = observe(a, b, context, Likeness(ARTICLE, f"{a.form} and {b.form} have one article in two forms"))
            if seen and are_bound(a, b, seen, context) and ("same-given" in seen.evidence or _are_clear(a, b, context)):
                yield a, b, seen


def _are_clear(a: Spelling, b: Spelling, context: Context) -> bool:
    """Say whether nothing but a name or a person's title stands before two spellings: what is a word may be a name."""
    for at in (*a.places, *b.places):
        left = _left(at.token.start, context)
        lists = left and context.packs.words(left.language)
        if left and not at.before and not (lists and left.text in lists["titles"]):
            return False
    return True


def _left(start: int, context: Context) -> Lexeme | None:
    """Return the capitalised word that stands a space before a place, or nothing."""
    number = bisect_left(context.tokens, (start,)) - 1
    return context.lexemes[number] if number >= 0 and context.tokens[number].end + 1 == start else None


def _articled(context: Context) -> Mapping[str, Mapping[str, list[Place]]]:
    """Return the places of every name behind an article, by the name and by the article in small letters."""
    text, tokens, articles = context.document.text, context.tokens, context.packs.evidence["articles"]
    found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for joint in _JOINT.finditer(text.replace("\u2010", "-").replace("\u2011", "-")):
        last = _ARTICLE.search(text, max(0, joint.start() - _LONGEST), joint.start())
        article = last.group() if last else ""
        if article.lower() not in articles:
            continue
        number = bisect_left(tokens, (joint.end(),))
        if number == len(tokens) or tokens[number].start != joint.end():
            continue
        lemma, cell = context.lexemes[number].lemmas[0]
        if lemma.casefold().startswith(articles[article.lower()]):
            place = Place(f"{article}-{lemma}", number, number, tokens[number].end, cell)
            found[lemma][article.lower()].append(place)
    return found


def _spelling(places: list[Place], context: Context) -> Spelling:
    """Return a name with its article, in small letters if it stands so anywhere, and its places."""
    found = spelling_of(max(place.form for place in places), places, context)
    return found._replace(places=tuple(_with_article(at, found.form.index("-") + 1, context) for at in found.places))


def _with_article(at: Occurrence, size: int, context: Context) -> Occurrence:
    """Return the place of a name as that of the article before it too; a given name may stand before any article."""
    start = at.token.start - size
    at = at._replace(token=at.token._replace(start=start, text=context.document.text[start : at.token.end]))
    left = _left(start, context)
    if at.before or left is None or (left.is_word and not left.is_known_given):
        return at
    return at._replace(before=left.text, bound=left.text, bare=False)
