"""Passages of one document that say the same in nearly the same words, found without comparing each with each."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate, combinations
from zlib import crc32

from lint.document import Kind, Region
from lint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from difflib import Match

# Of a text's runs of so many words, the few with the least checksum stand for it: texts that are alike share some.
SHINGLE, SKETCH, FELLOWS = 3, 8, 4
CROWD = 8  # of more texts that share a run, each is looked at, rather than each pair of them
LONGEST = 2000  # words; longer passages are not compared
SAME_NAME, SLIP = 0.93, 6  # likeness of two spellings of a name; letters of a word in which a slip is believed

_SLACK = 6  # per cent: quotation marks that are counted as apostrophes

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_WORDS_ONLY = bytes(ord(chr(code).lower()) if chr(code).isalnum() or code == 95 else 32 for code in range(128)) * 2
_WITH_APOSTROPHES = bytes(code if chr(code).isalnum() or chr(code) in "_'" else 32 for code in range(128)) * 2
_PART = re.compile(r"\w+")
_SMALL = re.compile(rf"(?<![\w'’])[^\W\dA-Z_]\w{{0,{SLIP - 2}}}(?![\w'’])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class Passage(NamedTuple):
    """A caption or paragraph: its place among the blocks, and its words, those of its credit left out.

    ``bare`` are the words without what does not make them others: letter case, the kind of apostrophe.
    """

    block: int
    region: Region
    words: tuple[str, ...]
    bare: tuple[str, ...]


class Like(NamedTuple):
    """An earlier passage that says the same as another, and what stands in it and in the other where they differ."""

    passage: Passage
    pairs: tuple[tuple[str, str], ...]


class Passages:
    """The passages of a document up to here; ``similar`` is how alike two must be, in per cent of their letters."""

    def __init__(self, orthographies: Any, similar: float) -> None:
        self._orthographies, self._similar = orthographies, similar
        self._sketches: dict[Kind, dict[int, list[Passage]]] = {}

    def like(self, passage: Passage) -> Like | None:
        """Return an earlier passage of the same kind that says the same, and keep this one for those that follow."""
        if len(passage.words) > LONGEST:
            return None
        candidates: dict[int, Passage] = {}
        filed = self._sketches.setdefault(passage.region.kind, {})
        for run in _sketch(passage.bare):
            fellows = filed.get(run)
            if fellows is None:
                filed[run] = [passage]
                continue
            candidates.update((fellow.block, fellow) for fellow in fellows)
            if len(fellows) < FELLOWS:
                fellows.append(passage)
        for block in sorted(candidates)[:FELLOWS]:
            pairs = self._differences(candidates[block], passage)
            if pairs is not None:
                return Like(candidates[block], pairs)
        return None

    def _differences(self, earlier: Passage, later: Passage) -> tuple[tuple[str, str], ...] | None:
        """Return what differs if that is only the spelling of words, in a paragraph also words left out, else None."""
        a, b = earlier.words, later.words
        if abs(len(a) - len(b)) > max(len(a), len(b)) // 5:
            return None
        letters = sum(map(len, a + b))
        if 100 * (letters - _unmatched(earlier, later) - _unmatched(later, earlier)) < self._similar * letters:
            return None  # as most that share a phrase: the long way to find out need not be gone
        from difflib import SequenceMatcher

        matcher = SequenceMatcher(None, earlier.bare, later.bare, autojunk=False)
        same = 0  # letters, of both
        pairs: list[tuple[str, str]] = []
        for tag, a1, a2, b1, b2 in matcher.get_opcodes():
            old, new = a[a1:a2], b[b1:b2]
            if tag == "equal":
                same += sum(map(len, old + new))
                continue
            if any(letter.isdigit() for word in old + new for letter in word):
                return None
            if tag == "replace":
                if len(old) != len(new) or not all(map(self._is_spelling, old, new)):
                    return None
                same += sum(2 * block.size for block in _blocks("".join(old), "".join(new)))
            elif earlier.region.kind is Kind.CAPTION or any(word[0].isupper() for word in old + new):
                return None
            pairs.append((" ".join(old), " ".join(new)))
        return tuple(pairs) if 100 * same >= self._similar * letters else None

    def _is_spelling(self, one: str, other: str) -> bool:
        """Say whether two words may be one in two spellings: a name as languages write it, or a slip of a letter."""
        from lint.names.comparison import compare
        from lint.names.near import is_near

        if one[0].isupper() and other[0].isupper() and compare(one, other, self._orthographies).score >= SAME_NAME:
            return True
        return min(len(one), len(other)) >= SLIP and is_near(one, other)


def echoing(texts: Mapping[int, str], similar: float) -> list[int]:
    """Return the numbers of the texts that share a run of words with another and may be so alike; no others can be."""
    numbers, copy = list(texts), list(texts.values())
    words: list[Any] = []
    ends: list[int] = []
    for number, text in enumerate(copy):
        words += _bare_words(text)
        words.append(number)  # no run crosses from one text to the next
        ends.append(len(words))
    first: dict[tuple[Any, ...], int] = {}
    runs = enumerate(zip(*(words[place:] for place in range(SHINGLE)), strict=False))
    again = [(place, before) for place, run in runs if (before := first.setdefault(run, place)) != place]
    sharing: dict[int, set[int]] = {}  # by the first place of a run, the texts that it stands in
    for place, before in again:
        sharing.setdefault(before, {bisect_right(ends, before)}).add(bisect_right(ends, place))
    found = set().union(*[fellows for fellows in sharing.values() if len(fellows) > CROWD])
    pairs = {pair for fellows in sharing.values() if len(fellows) <= CROWD for pair in combinations(fellows, 2)}
    bare = {each: words[ends[each - 1] if each else 0 : ends[each] - 1] for each in set().union(*pairs)}
    letters = {each: _letters(own) + copy[each].count("'") + copy[each].count("’") for each, own in bare.items()}
    pairs = {(one, other) for one, other in pairs if _are_about_as_long(letters[one], letters[other], similar)}
    small = {each: _small_words(copy[each]) for each in set().union(*pairs)}
    for one, other in pairs:
        lacking = _letters(small[one].difference(bare[other])) + _letters(small[other].difference(bare[one]))
        if 100 * lacking <= (100 - similar) * (len(copy[one]) + len(copy[other])):
            found.update((one, other))
    return [numbers[number] for number in sorted(found)]


def _are_about_as_long(one: int, other: int, similar: float) -> bool:
    """Say whether two texts of so many letters may be so alike."""
    return 200 * min(one, other) >= (similar - _SLACK) * (one + other)


def _small_words(text: str) -> set[str]:
    """Return the short words in small letters, never spellings of one another, without those at an apostrophe."""
    if text.isascii():
        found = text.encode().translate(_WITH_APOSTROPHES).decode().split()
        return {word for word in found if len(word) < SLIP and word.islower() and word.isalpha()}
    found = _SMALL.findall(unicodedata.normalize("NFKC", as_read(text)))
    return {word.casefold() for word in found if word[0].islower()}


def _letters(words: Iterable[str]) -> int:
    return sum(map(len, words))


def _bare_words(text: str) -> list[str]:
    """Return the words of a text in small letters, those with an apostrophe as two, since that is quickly told."""
    if text.isascii():
        return text.encode().translate(_WORDS_ONLY).decode().split()
    return _PART.findall(unicodedata.normalize("NFKC", as_read(text)).casefold())


def _unmatched(one: Passage, other: Passage) -> int:
    """Count the letters of a passage's short words in small letters, nobody's spelling, that the other has not."""
    short = (bare for word, bare in zip(one.words, one.bare, strict=True) if len(word) < SLIP and word[0].islower())
    return sum(len(word) * count for word, count in (Counter(short) - Counter(other.bare)).items())


def _sketch(words: tuple[str, ...]) -> list[int]:
    """Return the least checksums of the runs of words: slices of bytes, as to join each run would cost twice that."""
    encoded = [word.encode() for word in words]
    text = b" ".join(encoded)
    starts = [0, *accumulate(len(word) + 1 for word in encoded)]
    ends = starts[SHINGLE:]
    return sorted({crc32(text[start : end - 1]) for start, end in zip(starts, ends, strict=False)})[:SKETCH]


def _blocks(old: str, new: str) -> list[Match]:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()


def as_read(text: str) -> str:
    """Return a text as a reader sees it: with composed letters and without what is invisible."""
    return text if text.isascii() else unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def passage(block: int, region: Region, text: str) -> Passage:
    """Return the passage of a block whose text, but for a credit, is given."""
    words = tuple(_WORD.findall(as_read(text)))
    if text.isascii():
        return Passage(block, region, words, tuple(map(str.lower, words)))
    return Passage(block, region, words, tuple([word.lower() if word.isascii() else _bare(word) for word in words]))


def _bare(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
