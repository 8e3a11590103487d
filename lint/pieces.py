"""A document too long for one look, cut at the ends of paragraphs into pieces that are looked at one after another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lint.document import Document, Region, Span
from lint.finding import Finding

# In code points. Longer than most books: what stands farther apart than this is nobody's one piece of copy, and names
# in it are compared with one another at a cost, in memory above all, that no desk would bear.
LONGEST = 250_000

_REACH = 10_000  # how far before the limit a place to cut is looked for
_ENDS = ("\n\n", "\r\n\r\n", "\n", ". ", " ")


def pieces(document: Document) -> Iterator[tuple[int, Document]]:
    """Yield the pieces of a document, each with the offset at which it begins; a short document is its own piece."""
    text = document.text
    if len(text) <= LONGEST or document.segments:
        yield 0, document
        return
    starts = [region.span.start for region in document.regions]
    start = 0
    while start < len(text):
        end = _cut(text, start)
        regions = tuple(_regions(document.regions, starts, Span(start, end)))
        yield start, document._replace(text=text[start:end], regions=regions, origin=None)
        start = end


def _cut(text: str, start: int) -> int:
    """Return where a piece ends: behind the last paragraph, line, sentence or word that has room in it."""
    limit = start + LONGEST
    if limit >= len(text):
        return len(text)
    for end in _ENDS:
        place = text.rfind(end, limit - _REACH, limit)
        if place >= 0:
            return place + len(end)
    return limit


def _regions(regions: Sequence[Region], starts: list[int], piece: Span) -> Iterator[Region]:
    """Yield the regions of a piece, those cut by its ends as far as they lie in it, counted from its beginning."""
    first = bisect_left(starts, piece.start)
    while first and regions[first - 1].span.end > piece.start:
        first -= 1
    for region in regions[first : bisect_left(starts, piece.end)]:
        start, end = max(region.span.start, piece.start), min(region.span.end, piece.end)
        if start < end:
            yield region._replace(span=Span(start - piece.start, end - piece.start))


def shifted(finding: Finding, offset: int) -> Finding:
    """Return a finding of a piece as one of the whole document."""
    if not offset:
        return finding
    fix = finding.fix
    if fix:
        fix = fix._replace(edits=tuple(edit._replace(span=_moved(edit.span, offset)) for edit in fix.edits))
    related = tuple(each._replace(span=_moved(each.span, offset)) for each in finding.related)
    return finding._replace(span=_moved(finding.span, offset), related=related, fix=fix)


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)
