"""Blocks of marked-up copy: regions with a gap between them, and what goes when a whole block is deleted."""

from __future__ import annotations

from typing import NamedTuple

from lint.document import Kind, Region, Span
from lint.formats.slices import Loom, trimmed

OBJECT = "\ufffc"  # stands for what is no copy (code, a bare address), so that the words beside it stay apart


class Opened(NamedTuple):
    """The state in which an element began; compared with the state at its end."""

    regions: int
    things: int
    start: int


class Blocks:
    """Gathers the regions of a document while its markup is read in the order of the source."""

    def __init__(self, source: str) -> None:
        self.loom = Loom(source)
        self.regions: list[Region] = []
        self.comments: list[tuple[int, str]] = []
        self.removals: dict[Span, tuple[int, int]] = {}
        self._asides: list[tuple[Loom, str | None]] = []
        self._things = 0
        self._blocks = 0
        self._mark = self.loom.mark()
        self._comment_mark = 0

    def end(self, kind: Kind, language: str | None = None, quoted: bool = False) -> None:
        """End the block that was being read; white space alone makes none."""
        body = self.loom.since(self._mark)
        span = trimmed(self._mark.length, body) if body.replace(OBJECT, "").strip() else None
        if span:
            self.regions.append(Region(span, kind, language))
            if quoted:
                self.regions.append(Region(span, Kind.QUOTE, language))
            self._blocks += 1
            self.loom.gap()
        else:
            self.loom.rewind(self._mark)
            for index in range(self._comment_mark, len(self.comments)):
                self.comments[index] = (self._mark.length, self.comments[index][1])
        for aside, aside_language in self._asides:
            start = self.loom.length
            self.loom.splice(aside)
            found = trimmed(start, aside.text())
            if found:
                self.regions.append(Region(found, Kind.ALT, aside_language))
            self.loom.gap()
        self._asides.clear()
        self._mark, self._comment_mark = self.loom.mark(), len(self.comments)

    def length(self) -> int:
        """Return the length so far of the block that is being read, in code points."""
        return self.loom.length - self._mark.length

    def aside(self, loom: Loom, language: str | None = None) -> None:
        """Set a caption that stands inside a block (an image's) after that block."""
        self._things += 1
        if loom.text().strip():
            self._asides.append((loom, language))

    def thing(self) -> None:
        """Note something that is no text and keeps the element about it from being empty."""
        self._things += 1

    def comment(self, body: str) -> None:
        """Note a comment at the present place of the text; it keeps the element about it."""
        self._things += 1
        self.comments.append((self.loom.length, body))

    def opened(self, start: int) -> Opened:
        """Return the state at the start of an element, which begins at ``start`` of the source."""
        return Opened(self._blocks, self._things, start)

    def closed(self, opened: Opened, end: int) -> None:
        """Note that an element that holds one block and nothing else is removed with that block."""
        if self._blocks == opened.regions + 1 and self._things == opened.things:
            block = next(region for region in reversed(self.regions) if region.kind is not Kind.QUOTE)
            self.removals[block.span] = (opened.start, end)
