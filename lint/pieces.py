"""A document too long for one look, cut at the ends of paragraphs into pieces that are looked at one after another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from lint.document import Document, Later, Region, Segment, Span
from lint.finding import Finding

# In code points. Longer than most books: what stands farther apart than this is nobody's one piece of copy, and names
# in it are compared with one another at a cost, in memory above all, that no desk would bear.
LONGEST = 250_000

_REACH = 10_000  # how far before the limit a place to cut is looked for
_ENDS = ("\n\n", "\r\n\r\n", "\n", ". ", " ")


def pieces(document: Document) -> Iterator[tuple[int, Document]]:
    """Yield the pieces of a document, each with the offset at which it begins; a short document is its own piece."""
    if len(document.text) <= LONGEST:
        yield 0, document
        return
    cutter = _Cutter(document)
    start = 0
    while start < len(document.text):
        end = cutter.end(start)
        yield start, cutter.piece(Span(start, end))
        start = end


def stretches(parts: Iterable[str]) -> Iterator[str]:
    """Yield the text that parts make up, cut at the same places as a document of it without segments."""
    held = ""
    for part in parts:
        held, start = held + part, 0
        while len(held) - start > LONGEST:
            end = _end(held, start)
            yield held[start:end]
            start = end
        held = held[start:]
    if held:
        yield held


def piece_of(document: Document, stretch: Span) -> Document:
    """Return the piece of a document that lies in a stretch of it."""
    return _Cutter(document).piece(stretch)


class _Cutter:
    """Cuts one document, whose regions and segments are looked up by where they begin."""

    def __init__(self, document: Document) -> None:
        self._document = document
        regions = document.regions
        self._within = regions.within if isinstance(regions, Later) else None
        self._starts = [] if self._within else [region.span.start for region in regions]
        self._targets = [segment.target.start for segment in document.segments]

    def piece(self, stretch: Span) -> Document:
        """Return what lies in a stretch, its places counted from its beginning."""
        within = self._within
        return self._document._replace(
            text=self._document.text[stretch.start : stretch.end],
            regions=Later(partial(within, stretch)) if within else tuple(self._regions(stretch)),
            segments=tuple(self._segments(stretch)),
            origin=None,
        )

    def end(self, start: int) -> int:
        """Return where a piece ends: before a segment, or behind a paragraph, line, sentence or word."""
        text, segments, limit = self._document.text, self._document.segments, start + LONGEST
        last = bisect_left(self._targets, limit) - 1
        if limit < len(text) and last >= 0 and start < self._targets[last] and segments[last].target.end > limit:
            return self._targets[last]
        return _end(text, start)

    def _segments(self, stretch: Span) -> Iterator[Segment]:
        """Yield the segments that lie in a stretch; one that is cut has not all that its original is held against."""
        first, last = (bisect_left(self._targets, place) for place in stretch)
        for segment in self._document.segments[first:last]:
            if segment.target.end <= stretch.end:
                yield segment._replace(target=_moved(segment.target, -stretch.start))

    def _regions(self, stretch: Span) -> Iterator[Region]:
        """Yield the regions of a stretch, those cut by its ends as far as they lie in it."""
        regions = self._document.regions
        first = bisect_left(self._starts, stretch.start)
        while first and regions[first - 1].span.end > stretch.start:
            first -= 1
        for region in regions[first : bisect_left(self._starts, stretch.end)]:
            start, end = max(region.span.start, stretch.start), min(region.span.end, stretch.end)
            if start < end:
                yield region._replace(span=_moved(Span(start, end), -stretch.start))


def _end(text: str, start: int) -> int:
    """Return where a piece of a text ends: behind a paragraph, line, sentence or word."""
    limit = start + LONGEST
    if limit >= len(text):
        return len(text)
    for end in _ENDS:
        place = text.rfind(end, limit - _REACH, limit)
        if place >= 0:
            return place + len(end)
    return limit


def joined(parts: Iterable[tuple[int, Iterable[Region]]]) -> Iterator[Region]:
    """Yield the regions of pieces as those of the whole document, given the offset of each piece."""
    for offset, regions in parts:
        for region in regions:
            yield region._replace(span=_moved(region.span, offset)) if offset else region


def shifted(finding: Finding, offset: int) -> Finding:
    """Return a finding of a piece as one of the whole document."""
    return moved(finding, partial(_moved, offset=offset)) if offset else finding


def moved(finding: Finding, to: Callable[[Span], Span]) -> Finding:
    """Return a finding with each of its places put where ``to`` says."""
    fix = finding.fix
    if fix:
        fix = fix._replace(edits=tuple(edit._replace(span=to(edit.span)) for edit in fix.edits))
    related = tuple(each._replace(span=to(each.span)) for each in finding.related)
    return finding._replace(span=to(finding.span), related=related, fix=fix)


def places_of(finding: Finding) -> Iterator[Span]:
    """Yield all places that a finding speaks of."""
    yield finding.span
    yield from (related.span for related in finding.related)
    yield from (edit.span for edit in (finding.fix.edits if finding.fix else ()))


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)
