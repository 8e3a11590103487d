"""Subtitles: lines shown one after another, put together again where a sentence runs on in the next cue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from lint.document import Document, Kind, Span
from lint.finding import Edit
from lint.formats import FormatError, Place, Rewrite, slices
from lint.formats.blocks import Blocks
from lint.formats.slices import trimmed

PAUSE = 3.0  # seconds without a subtitle after which nothing is taken to run on

_TIME = re.compile(r"(?:([0-9]{1,6}):)?([0-9]{1,2}):([0-9]{1,2})(?:[,.]([0-9]{1,3}))?(?![0-9])")
_ENDINGS, _CLOSING = tuple(".!?:;。！？؟۔।♪)]"), "\"'”’»“"
_BEGINS = re.compile(r"[-–—‐♪#(\[]")  # another speaker, a song, a sound

Weave = Callable[[int, int], None]

_remove = partial(slices.remove_lines, marks="\r\n \t")  # lines of one cue may go together: only newlines part them


def line(text: str) -> str:
    """Return new text as it is; raises FormatError for what would end a subtitle."""
    if "\n" in text or "\r" in text or "-->" in text:
        raise FormatError(f"a subtitle cannot hold {text!r}: newlines and arrows are part of the format")
    return text


def times(timing: str) -> tuple[float, float] | None:
    """Return start and end in seconds of a line such as ``00:00:01,000 --> 00:00:02,500``; None if it has no two."""
    found = [
        int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{seconds}.{part or 0}")
        for hours, minutes, seconds, part in _TIME.findall(timing[:100])
    ]
    return (found[0], found[1]) if len(found) > 1 else None


class Cues:
    """Makes blocks of cues; a block is one cue, or several through which a sentence runs."""

    def __init__(self, source: str) -> None:
        self.blocks = Blocks(source)
        self._source = source
        self._last = ""  # the plain text of the line before, in this block
        self._until: float | None = None  # when the cue before ended, in seconds
        self._apart = False
        self._fresh = False

    def cue(self, timing: str) -> None:
        """Begin a cue with this line of times."""
        when = times(timing)
        self._apart = when is None or self._until is None or when[0] - self._until > PAUSE
        self._until = when[1] if when else None
        self._fresh = True

    def line(self, stretches: Iterable[tuple[int, int]], weave: Weave, apart: bool = False) -> None:
        """Append a line: stretches of the source without its tags, woven into ``blocks.loom`` by ``weave``.

        ``apart`` says that another voice speaks.
        """
        bare = _trimmed(self._source, stretches)
        if not bare:
            return
        runs_on = not (apart or _ends(self._last) or _BEGINS.match(self._source, bare[0][0]))
        if self._fresh and (self._apart or not runs_on):
            self.end()
        elif self._last:
            self.blocks.loom.gap(" " if runs_on else "\n")
        mark = self.blocks.loom.mark()
        for start, end in bare:
            weave(start, end)
        self._last, self._fresh = self.blocks.loom.since(mark), False

    def end(self) -> None:
        """End the block: what comes next is not its sentence."""
        self.blocks.end(Kind.CUE)
        self._last = ""

    def comment(self, body: str) -> None:
        """Note a comment between two cues."""
        self.end()
        self.blocks.comment(body)

    def document(self, path: str, source: slices.Source, language: str | None = None) -> Document:
        """Return the document of all cues."""
        self.end()
        blocks = self.blocks
        return slices.woven(path, source, blocks.loom, blocks.regions, blocks.removals, blocks.comments, language)


def _ends(said: str) -> bool:
    """Say whether a sentence, a song or a sound ends with a line."""
    return said.rstrip(_CLOSING).endswith(_ENDINGS) or said.endswith("…")


def _trimmed(source: str, stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches without the white space at the ends of the line."""
    kept = [(start, end) for start, end in stretches if start < end]
    while kept and source[kept[0][0]].isspace():
        found = trimmed(kept[0][0], source[slice(*kept[0])])
        kept[:1] = [(found.start, kept[0][1])] if found else []
    while kept and source[kept[-1][1] - 1].isspace():
        found = trimmed(kept[-1][0], source[slice(*kept[-1])])
        kept[-1:] = [(kept[-1][0], found.end)] if found else []
    return kept


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits applied; a line of which nothing is left goes with its newline."""
    return slices.write(document, edits, _remove)


def places(document: Document, spans: Iterable[Span]) -> list[Place]:
    """Say where in the file each span lies."""
    return slices.places(document, spans)


def rewrites(document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what `write` would do to the file."""
    return slices.rewrites(document, edits, _remove)
