"""Plain text too long to be held: read piece by piece, and of it kept only what stands about its findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from lint.document import Document, Span
from lint.engine import Engine
from lint.finding import Finding
from lint.formats import FormatError, text
from lint.formats.encodings import Joint, Source, decoded, told
from lint.formats.slices import walk
from lint.memory import Memory, checksum
from lint.pieces import moved, places_of, stretches
from lint.typed import BinaryIO, NamedTuple

# In code points: more than any report shows about a place, and what is looked at to see which lines go with a deletion.
_ABOUT, _ABOUT_DELETION = 200, 4000

_HEAD, _BLOCK = 4, 1 << 20  # bytes


class Abridged(NamedTuple):
    """What is kept of a text: a document of the stretches about some findings, and the findings, placed in it."""

    document: Document
    findings: tuple[Finding, ...]


class Skimmed(NamedTuple):
    """What was found in a text: for a report, and for whoever knows the text by its checksum, placed in the whole."""

    document: Document
    findings: tuple[Finding, ...]
    unjudged: int
    script: str
    checksum: str
    whole: tuple[Finding, ...]


def skim(engine: Engine, path: str, file: BinaryIO) -> Skimmed | None:
    """Lint a file of plain text piece by piece; None if it is no text of its encoding."""
    try:
        scroll = Scroll(path, file, engine.config.encoding)
        for _ in scroll.texts():
            pass  # nobody should wait for findings in what is no text in the end
    except FormatError:
        return None
    found, unjudged, script = engine.judge_scroll(scroll.pieces())
    return Skimmed(*scroll.abridged(found), unjudged, script, checksum(path, scroll.blocks()), tuple(found))


def recall(engine: Engine, memory: Memory, path: str, file: BinaryIO) -> Abridged | None:
    """Return what was found in a file of plain text before, or None if it is new; raises FormatError."""
    scroll = Scroll(path, file, engine.config.encoding)
    found = memory.recall(checksum(path, scroll.blocks()))
    return None if found is None else scroll.abridged(found)


class Scroll:
    """A file of plain text, read from its beginning as often as somebody asks; it must not change meanwhile."""

    def __init__(self, path: str, file: BinaryIO, encoding: str | None = None) -> None:
        """Look at how the file begins; raises FormatError."""
        self._path, self._file = path, file
        file.seek(0)
        self._bom, self._encoding = told(file.read(_HEAD), encoding)

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes of the file."""
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            yield block

    def texts(self) -> Iterator[str]:
        """Yield the text, part by part; raises FormatError, without a place, for what is no text of its encoding."""
        self._file.seek(len(self._bom))
        return decoded(self._file, self._encoding)

    def pieces(self) -> Iterator[tuple[int, Document]]:
        """Yield the pieces in which a long document is looked at, each with the offset at which it begins."""
        offset = 0
        for stretch in stretches(self.texts()):
            yield offset, text.document(self._path, Source(stretch, self._encoding, b""))
            offset += len(stretch)

    def abridged(self, findings: Sequence[Finding]) -> Abridged:
        """Return what a report needs to show the findings, which come with their places in the whole text."""
        windows = list(_windows(findings))
        lengths = accumulate((window.end - window.start for window in windows), initial=0)
        shifts = [place - window.start for place, window in zip(lengths, windows, strict=False)]
        starts = [window.start for window in windows]

        def to(span: Span) -> Span:
            shift = shifts[bisect_right(starts, span.start) - 1]
            return Span(span.start + shift, span.end + shift)

        document = text.document(self._path, self._cut(windows))
        return Abridged(document, tuple([moved(finding, to) for finding in findings]))

    def _cut(self, windows: Iterable[Span]) -> Source:
        """Cut some stretches out of the text, whose lines are counted on the way."""
        texts = self.texts()
        held, offset, here = "", 0, Joint(0, 1, 1, len(self._bom))
        length = 0
        kept: list[str] = []
        joints: list[Joint] = []
        for start, end in windows:
            more: str | None = ""
            # One letter further than the window: a line feed behind it belongs to a carriage return in it.
            while more is not None and offset + len(held) <= end:
                held, offset, here = self._forgotten(held, offset, here, min(start, offset + len(held) - 1))
                more = next(texts, None)
                held += more or ""
            held, offset, here = self._forgotten(held, offset, here, start)
            joints.append(here._replace(place=length))
            kept.append(held[: end - start])
            length += len(kept[-1])
        return Source("".join(kept), self._encoding, self._bom, tuple(joints))

    def _forgotten(self, held: str, offset: int, here: Joint, place: int) -> tuple[str, int, Joint]:
        """Return what is held from a place of the text on, that place, and where in the file it is."""
        if place <= offset:
            return held, offset, here
        source = Source(held, self._encoding, b"", (here._replace(place=0),))
        (here,) = walk(source, [place - offset])
        return held[place - offset :], place, here


def _windows(findings: Iterable[Finding]) -> Iterator[Span]:
    """Yield the stretches about all places of findings, apart from one another; the last may go beyond the text."""
    places = {span: _ABOUT for finding in findings for span in places_of(finding)}
    fixes = [finding.fix for finding in findings if finding.fix]
    places.update((edit.span, _ABOUT_DELETION) for fix in fixes for edit in fix.edits if not edit.text)
    around = sorted(Span(max(span.start - about, 0), span.end + about) for span, about in places.items())
    window = around[0] if around else None
    for span in around[1:]:
        if window and span.start <= window.end:
            window = Span(window.start, max(window.end, span.end))
        elif window:
            yield window
            window = span
    if window:
        yield window
