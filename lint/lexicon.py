"""Literal forms in a text: looked up word by word in an index on the disk, or in a long run found by an automaton.

A form is filed by its head, the word it begins with, and a head by its first run of letters and digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from lint.shelf import PackedIndex
from lint.typed import Any

_RUN = re.compile(r"\w+")
_WITHIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")

# An automaton of so many forms is made when a run has read so many characters for each: making it takes about as long
# as looking that many words up.
WORTH_AN_AUTOMATON = 20

# The same for the library that makes it: to load it takes as long as to look up the words of so many characters.
WORTH_LOADING = 20_000

# Of so many heads, a table of all steps of the automaton is small; it takes a fifth of the time off.
WORTH_A_TABLE = 2000

Automaton = tuple[Any, list[str]]
"""What finds all heads in the bytes of a text, each apostrophe in both its shapes, and the head of each pattern."""

Entry = tuple[str, int, int, str, bool, bool]
"""A head, where in it its first run begins, the number of the term, the form, whether it is left alone, and whether
its capital comes of a sentence that begins with it."""


def heads(terms: Iterable[Mapping[str, Any]]) -> dict[str, list[Entry]]:
    """File the literal forms of house terms under the first run of their heads, "" for a head that has none."""
    found: dict[str, list[Entry]] = {}
    for number, term in enumerate(terms):
        if term["kind"] != "term":
            continue
        for kept, part in ((False, "instead-of"), (True, "not")):
            for form in term.get(part, ()):
                head = form.replace("’", "'").split()[0]
                raised = [(head[0].upper() + head[1:], True)] if form[0].islower() else []
                for spelt, is_raised in [(head, False), *raised]:
                    run = _RUN.search(spelt)
                    key, offset = (run.group(), run.start()) if run else ("", 0)
                    found.setdefault(key, []).append((spelt, offset, number, form, kept, is_raised))
    return found


class Lexicon:
    """The heads of a run's terms, and where they stand in a text."""

    def __init__(self, indexes: Sequence[PackedIndex]) -> None:
        self._indexes = indexes
        self._filed: dict[str, tuple[tuple[str, int], ...]] = {}
        self._automaton: Automaton | None = None
        self._last: tuple[bytes, list[tuple[int, int, int]]] = b"", []
        self._forms = sum(index.about() for index in indexes)
        self._read = 0

    def entries(self, head: str) -> Iterator[tuple[int, Entry]]:
        """Yield the entries under a head, each with the number of its index."""
        run = _RUN.search(head)
        for number, index in enumerate(self._indexes):
            for entry in index.get(run.group() if run else ""):
                if entry[0] == head:
                    yield number, entry

    def is_absent(self, data: bytes) -> bool:
        """Say whether no head stands anywhere in text that is UTF-8; False as long as that would take a long look."""
        return self._automaton is not None and not any(_may_be_whole(data, *hit) for hit in self._hits(data))

    def _hits(self, data: bytes) -> list[tuple[int, int, int]]:
        """Return (number, start, end) of all heads in UTF-8 text; what was looked at last is not looked at again."""
        assert self._automaton
        if data != self._last[0]:
            self._last = data, self._automaton[0].find_matches_as_indexes(data, overlapping=True)
        return self._last[1]

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, head) of the heads that stand in a text as whole words, of two at one place the longer.

        A straight apostrophe in a head stands for a curved one too; none stands within another.
        """
        self._read += len(text)
        if self._automaton is None and self._read > WORTH_LOADING + WORTH_AN_AUTOMATON * self._forms:
            self._automaton = self._made()
        hits = self._by_automaton(self._automaton[1], text) if self._automaton else self._by_word(text)
        found: list[tuple[int, int, str]] = []
        end = 0
        for hit in sorted(hits, key=_by_place):
            if hit[0] >= end and _is_whole(text, *hit):
                found.append(hit)
                end = hit[1]
        return found

    def _by_automaton(self, heads: list[str], text: str) -> Iterator[tuple[int, int, str]]:
        data = text.encode("utf-8", "surrogatepass")
        end = done = 0
        for number, _, last in self._hits(data):  # in the order of their ends
            end += len(data[done:last].decode("utf-8", "surrogatepass"))
            done = last
            yield end - len(heads[number]), end, heads[number]

    def _by_word(self, text: str) -> Iterator[tuple[int, int, str]]:
        met = {run for run in set(_RUN.findall(text)) if self._heads_of(run)}
        for run in _RUN.finditer(text) if met else ():
            if run.group() in met:
                for head, offset in self._heads_of(run.group()):
                    start = run.start() - offset
                    end = start + len(head)
                    if start >= 0 and text[start:end].replace("’", "'") == head:
                        yield start, end, head
        for head, _ in self._heads_of(""):
            for place in re.finditer(re.escape(head), text):
                yield *place.span(), head

    def _heads_of(self, run: str) -> tuple[tuple[str, int], ...]:
        filed = self._filed.get(run)
        if filed is None:
            found = dict.fromkeys(entry[:2] for index in self._indexes for entry in index.get(run))
            filed = self._filed[run] = tuple(found)
        return filed

    def _made(self) -> Automaton:
        """Make the automaton (Aho and Corasick 1975) of all heads, each apostrophe in both its shapes."""
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        patterns: dict[str, str] = {}
        for head in dict.fromkeys(entry[0] for index in self._indexes for filed in index.values() for entry in filed):
            for marks in product("'’", repeat=min(head.count("'"), 3)):
                shaped = head.replace("'", "{}", len(marks)) if "{" not in head else head
                patterns.setdefault(shaped.format(*marks) if "{}" in shaped else shaped, head)
        shapes = [pattern.encode() for pattern in patterns]
        quick = len(shapes) <= WORTH_A_TABLE
        kind = Implementation.DFA if quick else Implementation.ContiguousNFA
        return BytesAhoCorasick(shapes, implementation=kind), list(patterns.values())


def _may_be_whole(data: bytes, _: int, start: int, end: int) -> bool:
    """Say of a head in UTF-8 text that no letter of ASCII makes it part of another word, so that it wants a look."""
    if start and data[start - 1] in _WITHIN:
        return False
    return not (end < len(data) and data[end] in _WITHIN and data[end - 1] in _WITHIN)


def _by_place(hit: tuple[int, int, str]) -> tuple[int, int]:
    return hit[0], -hit[1]


def _is_whole(text: str, start: int, end: int, head: str) -> bool:
    """Say whether no letter stands before a head or behind its last one, and no other part of a word in hyphens."""
    before = text[max(start - 2, 0) : start]
    if _is_letter(before[-1:]) or (before[-1:] == "-" and _is_letter(before[:-1])):
        return False
    return not (head[-1].isalnum() and _is_letter(text[end : end + 1]))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
