"""WebVTT: the text of the cues and the names of the voices; times, settings, styles and tags are never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.document import Document, Kind
from lint.formats import FormatError, references, slices
from lint.formats.cues import Cues, line
from lint.formats.cues import places as places
from lint.formats.cues import rewrites as rewrites
from lint.formats.cues import write as write
from lint.formats.slices import Loom

SUFFIXES: tuple[str, ...] = (".vtt", ".webvtt")

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_HEADER = re.compile(r"WEBVTT(?![^ \t\r\n])")
_NOTE = re.compile(r"NOTE(?![^ \t])")
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)[ \t]*", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]*?)[ \t]*>")
_TAG = re.compile(r"<rt\b[^>]*>.*?(?:</rt>|(?=</ruby>)|\Z)|<[^>]*>?")  # how a word is said (rt) is no part of the line


def escape(text: str) -> str:
    """Write new text into a cue."""
    return references.escape(line(text))


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read WebVTT; a block without times is none of its cues. Raises FormatError without the header."""
    source = slices.decode(data, encoding)
    if not _HEADER.match(source.text):
        raise FormatError("WEBVTT is expected in the first line, and a blank line after it: it is no WebVTT", 1, 1)
    reader = _Reader(source.text)
    blocks = list(_blocks(source.text))
    language = next((found[1] for span in blocks[0] if (found := _LANGUAGE.fullmatch(source.text, *span))), None)
    for block in blocks[1:]:
        reader.block(block)
    return reader.cues.document(path, source, language)


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines of each block; blank lines part them. The first block is the header."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if match.end(1) > match.start(1):
            block.append(match.span(1))
        elif block:
            yield block
            block = []
    if block:
        yield block


class _Reader:
    """Reads the blocks after the header and remembers who speaks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.cues = Cues(text)
        self._voice = ""

    def block(self, lines: list[tuple[int, int]]) -> None:
        """Read a block: a note, or cues; styles and regions have no times and are passed over."""
        text = self._text
        if _NOTE.match(text, *lines[0]):
            self.cues.comment(text[lines[0][0] + 4 : lines[-1][1]])
            return
        timed = [number for number, span in enumerate(lines[:2]) if text.find("-->", *span) >= 0]
        if not timed:
            return
        for start, end in lines[timed[0] :]:
            if text.find("-->", start, end) >= 0:
                self.cues.cue(text[start:end])
            else:
                self._line(start, end)

    def _line(self, start: int, end: int) -> None:
        text, apart = self._text, False
        if text.find("<", start, end) < 0:
            self.cues.line(((start, end),), self._weave)
            return
        voices = [*_VOICE.finditer(text, start, end)] if text.find("<v", start, end) >= 0 else ()
        for voice in voices:
            apart = apart or (voice[1] != self._voice and not text[start : voice.start()].strip())
            self._voice = voice[1]
        self.cues.line(_untagged(text, start, end), self._weave, apart)
        for voice in voices:
            name = Loom(text)
            references.weave(name, text, *voice.span(1), escape)
            self.cues.blocks.aside(name, kind=Kind.BYLINE)

    def _weave(self, start: int, end: int) -> None:
        references.weave(self.cues.blocks.loom, self._text, start, end, escape)


def _untagged(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what lies between the tags of a line; a tag that does not end takes the rest of it."""
    for tag in _TAG.finditer(text, start, end):
        yield start, tag.start()
        start = tag.end()
    yield start, end


def comments(document: Document) -> list[tuple[int, str]]:
    """Return the bodies of the notes with the place of the text where each stands."""
    return slices.origin_of(document).comments
