"""Bytes to text and the means to go back: byte order marks, encodings, and files that are no text."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from lint.formats import FormatError
from lint.typed import BinaryIO, NamedTuple

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# With these a letter's bytes hang on what stands before it, so that no byte could be promised to stay.
STATEFUL = ("utf-7", "hz", "iso2022", "idna", "punycode", "unicode", "raw-unicode", "mbcs", "oem", "undefined")
_PART = 1 << 20  # code points
_BLOCK = 1 << 16  # bytes
ADVICE = "name the encoding in the configuration, for instance `encoding: windows-1252`"


class Joint(NamedTuple):
    """A place of a text where a stretch of the file begins: line and column of the file (from 1), and its byte."""

    place: int
    line: int
    column: int
    byte: int


class Source(NamedTuple):
    """A file's text without its byte order mark, newlines untouched, and what turns it back into the same bytes.

    Where some of a long file was left out, ``joints`` say where each stretch that is there begins.
    """

    text: str
    encoding: str
    bom: bytes
    joints: tuple[Joint, ...] = ()

    def encoded(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes of a stretch of the text, part by part, since a long one may be most of the file."""
        # Some other encodings write two letters as one.
        part = _PART if self.encoding.startswith("utf-") else max(end - start, 1)
        for place in range(start, end, part):
            yield self.text[place : min(place + part, end)].encode(self.encoding)

    def size(self, start: int, end: int) -> int:
        """Return how many bytes a stretch of the text takes."""
        if end - start <= _PART:
            return len(self.text[start:end].encode(self.encoding))
        return sum(map(len, self.encoded(start, end)))


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> Source:
    """Decode a file; a byte order mark wins, then ``encoding`` (configured), ``declared`` (by the file), UTF-8.

    Raises FormatError for an encoding that is not known or cannot keep bytes apart, for bytes that are none of its
    letters, and for binary data (a NUL). An unknown ``declared`` encoding is passed over.
    """
    bom, name = told(data, encoding, declared)
    body = memoryview(data)[len(bom) :]
    try:
        text = str(body, name)
    except UnicodeDecodeError as error:
        before = str(body[: error.start], name, "replace")
        byte = f"byte 0x{body[error.start]:02X} at offset {len(bom) + error.start}"
        raise FormatError(f"{byte} is not {name}: {ADVICE}", *line_and_column(before)) from error
    nul = text.find("\0")
    if nul >= 0:
        offset = len(bom) + len(text[:nul].encode(name))
        message = (
            f"a NUL at byte {offset}: the file is binary, or UTF-16 without a byte order mark (then save it as UTF-8)"
        )
        raise FormatError(message, *line_and_column(text[:nul]))
    if not name.startswith("utf-") and text.encode(name, "replace") != body:
        raise FormatError(f"{name} does not give back the same bytes: save the file as UTF-8")
    return Source(text, name, bom)


def told(head: bytes, encoding: str | None = None, declared: str | None = None) -> tuple[bytes, str]:
    """Return the byte order mark and the encoding of a file, given how it begins; raises FormatError as `decode`."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise FormatError("the file is UTF-32, which is not read: save it as UTF-8", 1, 1)
    bom, name = b"", ""
    if head[:1] > b"\x7f":  # in most files a letter of ASCII comes first
        bom, name = next((mark for mark in BOMS if head.startswith(mark[0])), (bom, name))
    return bom, name or (_canonical(encoding) if encoding else _declared(declared) or "utf-8")


def decoded(file: BinaryIO, name: str) -> Iterator[str]:
    """Yield the text of a file from here on, part by part; raises FormatError, without a place, where `decode` does."""
    decoder = codecs.getincrementaldecoder(name)()
    ended = False
    while not ended:
        data = file.read(_BLOCK)
        ended = not data
        body = decoder.getstate()[0] + data
        try:
            text = decoder.decode(data, ended)
        except UnicodeDecodeError as error:
            raise FormatError(f"the file is not {name}: {ADVICE}") from error
        if "\0" in text:
            raise FormatError("a NUL: the file is binary")
        body = body[: len(body) - len(decoder.getstate()[0])]  # without the beginning of a letter at its end
        if not name.startswith("utf-") and text.encode(name, "replace") != body:
            raise FormatError(f"{name} does not give back the same bytes: save the file as UTF-8")
        yield text


def line_and_column(before: str) -> tuple[int, int]:
    """Return the 1-based line and column of the letter after ``before``; lines end at LF, CRLF and CR."""
    breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
    return breaks + 1, len(before) - max(before.rfind("\n"), before.rfind("\r"))


def _canonical(encoding: str) -> str:
    """Return Python's name of an encoding that can be written back; raises FormatError for any other."""
    try:
        "".encode(encoding)  # refuses what is no encoding of text, such as base64
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError, UnicodeError) as error:
        raise FormatError(f"no encoding is called {encoding!r}: {ADVICE}") from error
    name = {"utf-8-sig": "utf-8"}.get(name, name)
    if name.startswith(STATEFUL) or name in {"utf-16", "utf-32"}:
        raise FormatError(f"{encoding} without a byte order mark cannot be written back byte for byte: {ADVICE}")
    return name


def _declared(encoding: str | None) -> str | None:
    try:
        return _canonical(encoding) if encoding else None
    except FormatError:
        return None
