"""HTML inside another format: what is read of it is woven of the source about it."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from lint.document import Kind
from lint.formats.blocks import Blocks
from lint.formats.decoded import Decoded
from lint.typed import Any


@cache
def _html() -> Any:
    """Return the module of HTML, for which only a file that holds some has to wait."""
    return import_module("lint.formats.html")


def read_html(blocks: Blocks, inside: Decoded, kind: Kind = Kind.BODY, language: str | None = None) -> None:
    """Append what HTML in a decoded text says: its body of a kind, and in a language where it names no other."""
    first = len(blocks.regions)
    text = inside.text()
    blocks.loom.enter(inside, text)
    said = _html().read_blocks(text, blocks, kind, language)
    blocks.loom.leave()
    blocks.thing()
    for index in range(first, len(blocks.regions) if said else 0):
        if blocks.regions[index].language == language:
            blocks.regions[index] = blocks.regions[index]._replace(language=said)
