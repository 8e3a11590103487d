"""Plain text: what stands in the file is the text, and a blank line ends a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.document import Document, Kind, Later, Region, Span
from lint.finding import Edit
from lint.formats import Place, Rewrite, slices
from lint.lazy import pattern

SUFFIXES: tuple[str, ...] = (".txt", ".text")

# A newline, then lines of nothing but white space; each run of white space is looked at once.
_BETWEEN = pattern(r"(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n|\r(?!\n)|\n)\s*")


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read plain text: every block is body copy until the desk has looked at it."""
    return document(path, slices.decode(data, encoding))


def document(path: str, source: slices.Source) -> Document:
    """Return the document of a text that is decoded already."""
    loom = slices.Loom(source.text)
    loom.literal(0, len(source.text))
    text = source.text
    regions = Later(lambda: _blocks(text), lambda stretch: _blocks(text[stretch.start : stretch.end]))
    return slices.woven(path, source, loom, regions, {}, [])


def _blocks(text: str) -> list[Region]:
    return [Region(span, Kind.BODY) for span in paragraphs(text)]


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the stretches between blank lines, without the white space about them."""
    start = len(text) - len(text.lstrip())
    for between in _BETWEEN.finditer(text, start):
        end = between.start()
        while text[end - 1].isspace():
            end -= 1
        yield Span(start, end)
        start = between.end()
    if start < len(text):
        yield Span(start, len(text.rstrip()))


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits applied; a line of which nothing is left goes with its newline."""
    return slices.write(document, edits, slices.remove_lines)


def places(document: Document, spans: Iterable[Span]) -> list[Place]:
    """Say where in the file each span lies."""
    return slices.places(document, spans)


def rewrites(document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what `write` would do to the file."""
    return slices.rewrites(document, edits, slices.remove_lines)


def comments(document: Document) -> list[tuple[int, str]]:
    """Return nothing: plain text has no comments."""
    return []
