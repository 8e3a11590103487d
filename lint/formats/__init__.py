"""Formats: bytes to Document and back, one file a format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from os.path import splitext
from typing import NamedTuple, Protocol, cast

from lint.document import Document, Span
from lint.finding import Edit


class FormatError(Exception):
    """The file cannot be read as this format: ``message`` says what is wrong and what to do.

    ``line`` and ``column`` are 1-based (code points), or None where no place can be named.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


class Place(NamedTuple):
    """A span's place in the file: 1-based lines and columns in code points, and bytes (None inside a zip)."""

    line: int
    column: int
    end_line: int
    end_column: int
    byte_start: int | None
    byte_end: int | None


class Rewrite(NamedTuple):
    """What becomes of one stretch of the file: ``text`` as it stands in the source, escapes and all."""

    place: Place
    text: str


class Format(Protocol):
    """What every module of this package offers."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: str, data: bytes, encoding: str | None = None) -> Document:
        """Build a document of a file's bytes; raises FormatError."""

    def write(self, document: Document, edits: Iterable[Edit]) -> bytes:
        """Return the file's bytes with the edits applied and every other byte as it was."""

    def places(self, document: Document, spans: Iterable[Span]) -> list[Place]:
        """Say where in the file each span lies."""

    def rewrites(self, document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
        """Say for each edit what `write` would do to the file."""

    def comments(self, document: Document) -> list[tuple[int, str]]:
        """Return the bodies of the comments, each with the offset in the text where it stands."""


MODULES: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""The module of each suffix, by name, so that a run imports only the formats it meets."""


def named(path: str) -> Format:
    """Return the format of a file by its suffix, whatever its case; a file of any other suffix is plain text."""
    module = MODULES.get(splitext(path)[1].lower(), "text")
    return cast(Format, import_module(f"lint.formats.{module}"))
