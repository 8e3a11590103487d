"""A text inside a text, such as HTML in a JSON string: the two maps are chained, and so are the two escapes."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from lint.document import Kind, Region, Span
from lint.formats.blocks import Blocks
from lint.formats.slices import Escape, Loom, Piece, source_span, verbatim


def graft(blocks: Blocks, inner: Blocks, outer: Loom, body: Kind = Kind.BODY, language: str | None = None) -> None:
    """Append to ``blocks`` what was read of ``outer.text()``, so that all places are those of ``outer``'s own source.

    ``outer`` holds the decoded text (of a JSON string, of a CDATA section) and must stand for one stretch of the
    source, without a gap, each stand-in for one letter; ``inner`` was read of that text by a format of its own, for
    instance by ``html.read_blocks``. Its body regions become ``body``, and those without a language get ``language``.
    """
    regions = [Region(span, body if kind is Kind.BODY else kind, own or language) for span, kind, own in inner.regions]
    removals = {span: source_span(outer.pieces, Span(*stretch)) for span, stretch in inner.removals.items()}
    blocks.graft(through(inner.loom, outer), regions, removals, inner.comments)


def through(inner: Loom, outer: Loom, loom: Loom | None = None) -> Loom:
    """Return a loom over the source of ``outer`` with the text of ``inner``, whose source is the text of ``outer``.

    Given a ``loom`` over that source, it is appended to; it must be empty or end in a gap.

    A letter that both take as it stands is literal. Anything else stands in for the stretch of the source that says
    it, and new text is escaped for the inner format first, then for the outer one. Linear in the pieces of both.
    """
    loom = Loom(outer.source) if loom is None else loom
    text, under, done = inner.text(), outer.pieces, 0
    index = 0  # of the outer piece that the last place lay in
    for start, end, source, source_end, literal, escape in inner.pieces:
        if start > done:
            loom.gap(text[done:start])
        done = end
        if index >= len(under) or not under[index].start <= source < under[index].end:
            index = bisect_right(under, source, key=_end)
        piece = under[index]
        both = chained(escape, piece.escape)
        if literal and piece.literal and source_end <= piece.end:
            offset = piece.source - piece.start
            loom.literal(source + offset, source_end + offset, both)
        elif literal:
            _cut(loom, Span(source, source_end), start, text, under, index, escape)
        else:
            loom.stand_in(*source_span(under, Span(source, source_end)), text[start:end], both)
    if done < len(text):
        loom.gap(text[done:])
    return loom


def _end(piece: Piece) -> int:
    return piece.end


def _cut(loom: Loom, inner: Span, start: int, text: str, under: list[Piece], index: int, escape: Escape) -> None:
    """Append a literal stretch of the inner source, at ``start`` of its text, cut at the borders of outer pieces."""
    done, last = inner
    shift = start - done
    while done < last:
        piece = under[index]
        end = min(piece.end, last)
        both = chained(escape, piece.escape)
        if piece.literal:
            offset = piece.source - piece.start
            loom.literal(done + offset, end + offset, both)
        else:
            loom.stand_in(piece.source, piece.source_end, text[done + shift : end + shift], both)
        done, index = end, index + 1


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
