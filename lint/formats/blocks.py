"""Blocks of marked-up copy: regions with a gap between them, and what goes when a whole block is deleted."""

from __future__ import annotations

from collections.abc import Sequence

from lint.document import Document, Kind, Region, Span
from lint.formats.lines import whole_lines
from lint.formats.slices import Loom, Stretch, origin_of, trimmed
from lint.typed import NamedTuple

OBJECT = "\ufffc"  # stands for what is no copy (code, a bare address), so that the words beside it stay apart

_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its blocks

Removals = dict[Span, Stretch]  # a region, and what goes when all of it is deleted
Comments = list[tuple[int, str]]  # offset in the text, body


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
        self.comments: Comments = []
        self.removals: Removals = {}
        self._asides: list[tuple[Loom, str | None, Kind]] = []
        self._things = 0
        self._blocks = 0
        self.begin()

    def begin(self) -> None:
        """Begin a block where the loom is now; what it has appended since the last one belongs to none."""
        self.mark, self._comment_mark = self.loom.mark(), len(self.comments)

    def end(
        self, kind: Kind, language: str | None = None, quoted: bool = False, inner: Sequence[Span] = ()
    ) -> Region | None:
        """End the block that was being read and return its region; white space alone makes none.

        ``inner`` are the quotations inside it.
        """
        loom, start = self.loom, self.mark.length
        if loom.length == start and not self._asides:
            return None
        block = None
        body = loom.since(self.mark)
        bare = body.strip()
        if bare and (OBJECT not in bare or bare.replace(OBJECT, "").strip()):
            if body[0] != bare[0]:
                start += body.find(bare[0])
            span = _new(Span, (start, start + len(bare)))
            block = _new(Region, (span, kind, language))
            self.regions.append(block)
            if quoted:
                self.regions.append(Region(span, Kind.QUOTE, language))
            for quote in sorted(inner) if inner else ():
                begin = self.mark.length
                said = trimmed(quote.start, body[quote.start - begin : quote.end - begin])
                if said and span.holds(said):
                    self.regions.append(Region(said, Kind.QUOTE, language))
            self._blocks += 1
            loom.gap()
        else:
            loom.rewind(self.mark)
            for index in range(self._comment_mark, len(self.comments)):
                self.comments[index] = (self.mark.length, self.comments[index][1])
        if self._asides:
            self._end_asides()
        self.begin()
        return block

    def _end_asides(self) -> None:
        loom = self.loom
        for aside, language, kind in self._asides:
            start = loom.length
            loom.splice(aside)
            found = trimmed(start, aside.text())
            if found:
                self.regions.append(Region(found, kind, language))
            loom.gap()
        self._asides.clear()

    def parted(self, spans: list[Span], kind: Kind, language: str | None, cuts: list[Stretch]) -> None:
        """End what was being read as several regions, counted from its start; each goes with one of the cuts."""
        here = self.mark.length
        spans = [Span(here + start, here + end) for start, end in spans]
        self.regions += [Region(span, kind, language) for span in spans]
        self.removals.update(zip(spans, cuts, strict=True))
        self._blocks += len(spans)
        self.loom.gap()
        self.begin()

    def length(self) -> int:
        """Return the length so far of the block that is being read, in code points."""
        return self.loom.length - self.mark.length

    def aside(self, loom: Loom, language: str | None = None, kind: Kind = Kind.ALT) -> None:
        """Set what stands inside a block and is no part of it (an image's caption) after that block."""
        self._things += 1
        if loom.text().strip():
            self._asides.append((loom, language, kind))

    def thing(self) -> None:
        """Note something that is no text and keeps the element about it from being empty."""
        self._things += 1

    def comment(self, body: str) -> None:
        """Note a comment at the present place of the text; it keeps the element about it."""
        self._things += 1
        self.comments.append((self.loom.length, body))

    def opened(self, start: int) -> Opened:
        """Return the state at the start of an element, which begins at ``start`` of the source."""
        return _new(Opened, (self._blocks, self._things, start))

    def closed(self, opened: Opened, end: int) -> None:
        """Note that an element that holds one block and nothing else is removed with that block."""
        if self._blocks == opened.regions + 1 and self._things == opened.things:
            last = len(self.regions) - 1
            while self.regions[last].kind is Kind.QUOTE:
                last -= 1
            self.removals[self.regions[last].span] = _new(Stretch, (opened.start, end, self.loom.inside))


def remove_element(document: Document, span: Span) -> tuple[int, int] | None:
    """Say which element goes with a block, with its line if it stands alone on it."""
    origin = origin_of(document)
    element = origin.removal(span)
    return (whole_lines(origin.source.text, *element) or element) if element else None
