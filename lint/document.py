"""What a piece of copy is once a format has read it: text, and regions of that text."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of ``Document.text``, counted in code points."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        """Say whether an offset lies inside this stretch."""
        return isinstance(offset, int) and self.start <= offset < self.end

    def holds(self, other: Span) -> bool:
        """Say whether another span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


class Kind(Enum):
    """What a region is to a news desk."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    ALT = "alt"
    CREDIT = "credit"
    BODY = "body"
    QUOTE = "quote"
    CELL = "cell"


class Region(NamedTuple):
    """A block of copy (or a quotation inside one) with its kind and, where the file says so, its language.

    Blocks do not overlap and stand in the order of the text; quotations lie inside a block and follow it.
    """

    span: Span
    kind: Kind
    language: str | None = None


class Document(NamedTuple):
    """Copy as the checks see it.

    ``text`` is built of slices of the source, so that every offset in it has a place in the file; ``language`` is what
    the file's own metadata says (BCP 47) or None; ``origin`` belongs to the format that read the file, nobody else
    looks inside.
    """

    path: str
    text: str
    regions: tuple[Region, ...]
    origin: object
    language: str | None = None
