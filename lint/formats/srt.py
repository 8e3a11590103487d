"""SubRip (SRT): the lines of the cues; counters, times, tags and blank lines are never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.document import Document
from lint.formats import FormatError, slices
from lint.formats.cues import Cues, line
from lint.formats.cues import places as places
from lint.formats.cues import rewrites as rewrites
from lint.formats.cues import write as write

SUFFIXES: tuple[str, ...] = (".srt",)

_LINE = re.compile(r"[^\r\n]+")
_COUNTER = re.compile(r"\s*[0-9]+\s*")
# Tags of the format's three traditions: HTML, SubStation Alpha ({\an8}), MicroDVD ({y:i}).
_TAG = re.compile(
    r"</?(?:b|i|u|s|c|v|em|font|rt|ruby|span|strong)(?:[\s.][^<>]*)?>|\{\\[^{}]*\}|\{[A-Za-z]:[^{}]*\}", re.IGNORECASE
)


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read subtitles; a line without a place in a cue is text all the same. Raises FormatError without any times."""
    source = slices.decode(data, encoding)
    text = source.text
    cues = Cues(text)

    def weave(start: int, end: int) -> None:
        cues.blocks.loom.literal(start, end, _untagged_line)

    lines = [match.span() for match in _LINE.finditer(text)]
    timed = [text.find("-->", *span) >= 0 for span in lines]
    if not any(timed) and any(not text[start:end].isspace() for start, end in lines):
        raise FormatError("no line of times (00:00:01,000 --> 00:00:02,000) is in the file: it is no SRT", 1, 1)
    for number, (start, end) in enumerate(lines):
        if timed[number]:
            cues.cue(text[start:end])
        elif not (number + 1 < len(lines) and timed[number + 1] and _COUNTER.fullmatch(text, start, end)):
            cues.line(_untagged(text, start, end), weave)
    return cues.document(path, source)


def _untagged_line(text: str) -> str:
    """Return new text as it is; raises FormatError for what a player would take for a tag."""
    if _TAG.search(text):
        raise FormatError(f"a subtitle cannot hold {text!r}: a tag would be part of the format")
    return line(text)


def _untagged(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what lies between the tags of a line."""
    for tag in _TAG.finditer(text, start, end):
        yield start, tag.start()
        start = tag.end()
    yield start, end


def comments(document: Document) -> list[tuple[int, str]]:
    """Return nothing: SubRip has no comments."""
    return []
