"""A text inside a text, such as HTML in a JSON string: the two maps are chained, and so are the two escapes."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from lint.document import Kind, Span
from lint.formats.blocks import Blocks
from lint.formats.slices import Escape, Loom, Piece, source_span, verbatim


def graft(blocks: Blocks, inner: Blocks, outer: Loom, body: Kind = Kind.BODY, language: str | None = None) -> None:
    """Append to ``blocks`` what was read of ``outer.text()``, so that all places are those of ``outer``'s own source.

    ``outer`` holds the decoded text (of a JSON string, of a CDATA section) and must stand for one stretch of the
    source, without a gap, each stand-in for one letter; ``inner`` was read of that text by a format of its own, for
    instance by ``html.read_blocks``. Its body regions become ``body``, and those without a language get ``language``.
    """
    regions = [
        region._replace(
            kind=body if region.kind is Kind.BODY else region.kind,
            language=region.language or language,
        )
        for region in inner.regions
    ]
    removals = {span: source_span(outer.pieces, Span(*stretch)) for span, stretch in inner.removals.items()}
    blocks.graft(through(inner.loom, outer), regions, removals, inner.comments)


def through(inner: Loom, outer: Loom) -> Loom:
    """Return a loom over the source of ``outer`` with the text of ``inner``, whose source is the text of ``outer``.

    A letter that both take as it stands is literal. Anything else stands in for the stretch of the source that says
    it, and new text is escaped for the inner format first, then for the outer one. Linear in the pieces of both.
    """
    loom, text, done = Loom(outer.source), inner.text(), 0
    for piece in inner.pieces:
        if piece.start > done:
            loom.gap(text[done : piece.start])
        if piece.literal:
            _literal(loom, piece, text, outer)
        else:
            start, end = source_span(outer.pieces, Span(piece.source, piece.source_end))
            first = _first(outer.pieces, piece.source)
            escape = chained(piece.escape, outer.pieces[first].escape)
            loom.stand_in(start, end, text[piece.start : piece.end], escape)
        done = piece.end
    if done < len(text):
        loom.gap(text[done:])
    return loom


def _first(pieces: list[Piece], place: int) -> int:
    return bisect_right(pieces, place, key=lambda piece: piece.end)


def _literal(loom: Loom, piece: Piece, text: str, outer: Loom) -> None:
    """Append a literal piece of the inner text, cut at the borders of the outer pieces."""
    index, done = _first(outer.pieces, piece.source), piece.source
    shift = piece.start - piece.source
    while done < piece.source_end:
        under = outer.pieces[index]
        end = min(under.end, piece.source_end)
        escape = chained(piece.escape, under.escape)
        if under.literal:
            offset = under.source - under.start
            loom.literal(done + offset, end + offset, escape)
        else:
            loom.stand_in(under.source, under.source_end, text[done + shift : end + shift], escape)
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
