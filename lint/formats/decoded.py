"""A text that stands in a source in other letters, such as a string of JSON: what it says, and where each letter is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate

from lint.lazy import cached_property
from lint.typed import NamedTuple, TypeAlias

Escape = Callable[[str], str]


def verbatim(text: str) -> str:
    """Escape nothing: the text stands in the source as it is."""
    return text


class Stretch(NamedTuple):
    """From ``start`` to ``end`` of a source, or of a text ``inside`` it."""

    start: int
    end: int
    inside: Decoded | None = None

    def in_source(self) -> tuple[int, int]:
        """Return start and end in the source."""
        return (self.start, self.end) if self.inside is None else self.inside.stretch(self.start, self.end)


class _Table(NamedTuple):
    """Where each part begins in the text and in the source, and where the last of them ends; escapes one a part.

    Parts are literal and stand-ins by turns; what lies between two stretches is a stand-in of no letters.
    """

    starts: list[int]
    places: list[int]
    escapes: list[Escape]


_Stretch: TypeAlias = "tuple[int, int, re.Pattern[str] | None, Callable[[str], str], Escape]"
"""Start and end in the source, what is written otherwise there (if anything), how that is decoded, and the escape."""


class Decoded:
    """A text with its escapes resolved (of a JSON string, of a CDATA section), and where in the source it stands.

    Where its letters are is found out only if somebody asks, as of most texts nobody does.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._chunks: list[str] = []
        self._stretches: list[_Stretch] = []

    def decoded(
        self, start: int, end: int, written: re.Pattern[str], decode: Callable[[str], str], escape: Escape
    ) -> None:
        """Append ``source[start:end]``; what ``written`` matches, whose one group is the whole, is decoded."""
        parts = written.split(self.source[start:end])
        if len(parts) > 1:
            parts[1::2] = map(decode, parts[1::2])
        self._chunks += parts
        self._stretches.append((start, end, written, decode, escape))

    def literal(self, start: int, end: int, escape: Escape) -> None:
        """Append ``source[start:end]`` as it stands."""
        self._chunks.append(self.source[start:end])
        self._stretches.append((start, end, None, verbatim, escape))

    def text(self) -> str:
        """Return all that was appended."""
        if len(self._chunks) != 1:
            self._chunks = ["".join(self._chunks)]
        return self._chunks[0]

    @cached_property
    def _table(self) -> _Table:
        starts, places, escapes = [0], list[int](), list[Escape]()
        for start, end, written, decode, escape in self._stretches:
            parts = written.split(self.source[start:end]) if written else [self.source[start:end]]
            if places:
                starts.append(starts[-1])
                escapes.append(escape)
            places += accumulate(map(len, parts), initial=start)
            parts[1::2] = map(decode, parts[1::2])
            starts += accumulate(map(len, parts), initial=starts.pop())
            escapes += [escape] * len(parts)
        return _Table(starts, places, escapes)

    def _part(self, place: int) -> int:
        """Return the number of the part in which a letter of the text lies; odd ones are stand-ins."""
        return bisect_right(self._table.starts, place) - 1

    def escape(self, place: int) -> Escape:
        """Return what new text in place of a letter of the text is escaped with."""
        return self._table.escapes[self._part(place)]

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, int, int, bool, Escape]]:
        """Yield a stretch of the text in parts: start and end there and in the source, if it is literal, its escape."""
        starts, places, escapes = self._table
        for part in range(self._part(start), len(escapes)):
            begun, stop = starts[part], starts[part + 1]
            if stop >= end:
                stop = end
            if start < stop:
                if part & 1:
                    yield start, stop, places[part], places[part + 1], False, escapes[part]
                else:
                    shift = places[part] - begun
                    yield start, stop, start + shift, stop + shift, True, escapes[part]
                start = stop
            if stop == end:
                return

    def is_one(self, start: int, end: int) -> bool:
        """Say whether nothing but these letters stands in the source from ``start`` to ``end`` of the text."""
        starts = self._table.starts
        first, last = self._part(start), self._part(end - 1)
        return all(starts[part] < starts[part + 1] for part in range(first | 1, last, 2))

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source from the letter at ``start`` of the text to the one before ``end``."""
        starts, places, _ = self._table
        first, last = self._part(start), self._part(end - 1)
        begin, stop = places[first], places[last + 1]
        return (
            begin if first & 1 else begin + start - starts[first],
            stop if last & 1 else stop + end - starts[last + 1],
        )


@lru_cache(maxsize=256)
def chained(inner: Escape, outer: Escape) -> Escape:
    """Return what escapes new text for the inner format, and the result of that for the outer one."""
    if outer is verbatim:
        return inner
    if inner is verbatim:
        return outer

    def both(text: str) -> str:
        return outer(inner(text))

    return both
