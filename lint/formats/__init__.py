"""Formats: bytes to Document and back, one file a format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from os.path import splitext

from lint.document import Document, Span
from lint.document import Segment as Segment
from lint.finding import Edit
from lint.typed import NamedTuple, Protocol, cast

Chosen = Mapping[str, "str | None"]
"""The names or paths that the configuration chooses, each with the kind it gives them, or None."""


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


class Selective(Format, Protocol):
    """A format whose files hold more than copy, so that the configuration may choose what is read."""

    def read(self, path: str, data: bytes, encoding: str | None = None, chosen: Chosen | None = None) -> Document:
        """Build a document of what is ``chosen``, or where nothing is, of what looks like copy; raises FormatError."""


class Annotated(Format, Protocol):
    """A format whose files can hold comments for people."""

    def annotate(self, document: Document, notes: Iterable[tuple[Span, str]]) -> bytes:
        """Return the file with a comment for each note, wherever the format has room for one."""


MODULES: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
    ".nitf": "nitf",
    ".newsml": "newsml",
    ".rss": "feed",
    ".atom": "feed",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".tmx": "tmx",
    ".srt": "srt",
    ".vtt": "webvtt",
    ".webvtt": "webvtt",
    ".po": "po",
    ".pot": "po",
    ".json": "json_values",
    ".jsonl": "json_lines",
    ".docx": "docx",
    ".odt": "odt",
    ".ndjson": "json_lines",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".tab": "delimited",
    ".psv": "delimited",
}
"""The module of each suffix, by name, so that a run imports only the formats it meets."""

ZIPPED = frozenset({".docx", ".odt"})
"""Suffixes of containers, whose places have no bytes and whose changes no line of text shows."""


CHOSEN_BY: Mapping[str, str] = {"json_values": "values", "json_lines": "values", "delimited": "columns"}
"""The modules of selective formats, each with the key of the configuration that chooses."""


@lru_cache(maxsize=1)  # of one file it is asked again and again
def _module(path: str) -> str:
    return MODULES.get(splitext(path)[1].lower(), "text")


def read(path: str, data: bytes, encoding: str | None, chosen: Mapping[str, Chosen]) -> Document:
    """Read a file with the format of its name; ``chosen`` is by the key of the configuration. Raises FormatError."""
    key = chosen_by(path)
    if key is not None and key in chosen:
        return cast(Selective, named(path)).read(path, data, encoding, chosen[key])
    return named(path).read(path, data, encoding)


def chosen_by(path: str) -> str | None:
    """Return the key of the configuration that chooses what is read of a file, or None if all its copy is."""
    return CHOSEN_BY.get(_module(path))


def is_zipped(path: str) -> bool:
    """Say whether a file is a container by its suffix."""
    return splitext(path)[1].lower() in ZIPPED


def is_plain(path: str) -> bool:
    """Say whether a file is plain text, every letter of which is copy."""
    return _module(path) == "text"


def named(path: str) -> Format:
    """Return the format of a file by its suffix, whatever its case; a file of any other suffix is plain text."""
    return _loaded(_module(path))


@cache
def _loaded(module: str) -> Format:
    return cast(Format, import_module(f"lint.formats.{module}"))
