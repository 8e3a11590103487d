"""HTML inside another format: what is read of it is woven of the source about it."""

from __future__ import annotations

from lint.document import Kind
from lint.formats.blocks import Blocks
from lint.formats.decoded import Decoded


def read_html(blocks: Blocks, inside: Decoded, kind: Kind = Kind.BODY, language: str | None = None) -> None:
    """Append what HTML in a decoded text says: its body of a kind, and in a language where it names no other."""
    from lint.formats.html import read_blocks

    first = len(blocks.regions)
    blocks.loom.inside = inside
    said = read_blocks(inside.text(), blocks, kind, language)
    blocks.loom.inside = None
    blocks.thing()
    for index in range(first, len(blocks.regions) if said else 0):
        if blocks.regions[index].language == language:
            blocks.regions[index] = blocks.regions[index]._replace(language=said)
