"""A text that stands in a source in other letters, such as a string of JSON: what it says, and where each letter is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

Escape = Callable[[str], str]


def verbatim(text: str) -> str:
    """Escape nothing: the text stands in the source as it is."""
    return text


class Decoded:
    """A text with its escapes resolved (of a JSON string, of a CDATA section), and where in the source it stands.

    Its parts are literal and stand-ins by turns; those of which nothing is left in the text are never looked at.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts = [0]  # of the parts in the text, and its end
        self.places: list[int] = []  # where in the source each part begins; what lies between stretches is an empty one
        self.escapes: list[Escape] = []
        self.chunks: list[str] = []  # one a part

    def decoded(
        self, start: int, end: int, written: re.Pattern[str], decode: Callable[[str], str], escape: Escape
    ) -> None:
        """Append ``source[start:end]``; what ``written`` matches, whose one group is the whole, is decoded."""
        parts = written.split(self.source[start:end])
        places = list(accumulate(map(len, parts), initial=start))
        if len(parts) > 1:
            parts[1::2] = map(decode, parts[1::2])
        self._append(parts, places, escape)

    def literal(self, start: int, end: int, escape: Escape) -> None:
        """Append ``source[start:end]`` as it stands."""
        self._append([self.source[start:end]], [start, end], escape)

    def _append(self, parts: list[str], places: list[int], escape: Escape) -> None:
        if self.places:
            parts = ["", *parts]
        self.starts += accumulate(map(len, parts), initial=self.starts.pop())
        self.places += places
        self.escapes += [escape] * len(parts)
        self.chunks += parts

    def text(self) -> str:
        """Return all that was appended."""
        return "".join(self.chunks)

    def part(self, place: int) -> int:
        """Return the number of the part in which a letter of the text lies; odd ones are stand-ins."""
        return bisect_right(self.starts, place) - 1

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source from the letter at ``start`` of the text to the one before ``end``."""
        first, last = self.part(start), self.part(end - 1)
        begin, stop = self.places[first], self.places[last + 1]
        return (
            begin if first & 1 else begin + start - self.starts[first],
            stop if last & 1 else stop + end - self.starts[last + 1],
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
