"""A translation beside its original, each a file of its own: which paragraph stands for which."""

from __future__ import annotations

from lint.document import Document, Kind, Region, Segment, Span


def segments(translation: Document, original: Document) -> tuple[Segment, ...]:
    """Pair a translation with its original: block by block if both have as many of them, else all as one.

    Both are as their formats read them: what the desk makes of the blocks hangs on the words of a language.
    """
    originals, blocks = _blocks(original), _blocks(translation)
    if len(originals) == len(blocks):
        pairs = list(zip(originals, blocks, strict=True))
    else:
        pairs = [(_whole(original), _whole(translation))]
    return tuple(
        Segment(
            original.text[source.span.start : source.span.end],
            source.language or original.language,
            target.span,
            target.language,
        )
        for source, target in pairs
    )


def _blocks(document: Document) -> list[Region]:
    """Return the blocks in their order, without the quotations and credits inside them."""
    blocks: list[Region] = []
    for region in document.regions:
        if not blocks or not blocks[-1].span.holds(region.span):
            blocks.append(region)
    return blocks


def _whole(document: Document) -> Region:
    return Region(Span(0, len(document.text)), Kind.BODY)
