"""Findings that are to stay: a comment before each block says so in the file, and the reason for people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from lint import formats
from lint.document import Document, Kind, Span
from lint.engine import Engine
from lint.finding import Finding
from lint.formats import FormatError
from lint.formats.remarks import Remark, candidates, has_remarks, remarked
from lint.suppress import active
from lint.typed import NamedTuple


class Silenced(NamedTuple):
    """The file with its new comments, how many they are, and the findings for which no place was found.

    ``document`` is the file as it is read with them; the findings stand in it.
    """

    data: bytes
    document: Document
    comments: int
    left: list[Finding]


def silence(engine: Engine, path: str, data: bytes, findings: Iterable[Finding], reason: str = "") -> Silenced:
    """Write ``onym-disable-next CHECKS: REASON`` before the block of each finding, where its format has comments.

    Without a reason the comment names the copy that it is about. Only what is proved is kept: with a comment, the file
    has the same text in the same blocks, the findings of the block are gone, and all others are as they were. Raises
    FormatError if the bytes cannot be read.
    """
    findings = list(findings)
    before = engine.read(path, data)
    if not has_remarks(path):
        return Silenced(data, before, 0, findings)
    attempt = _Attempt(engine, path, data)
    waiting = [_Block(those, _remarks(before, span, those, reason)) for span, those in _by_block(before, findings)]
    left: list[Finding] = []
    while waiting:
        offered = [block for block in waiting if block.offer()]
        left += [finding for block in waiting if block.offered is None for finding in block.findings]
        accepted = attempt.accepted(offered)
        attempt.kept += accepted
        waiting = [block for block in offered if block not in accepted]
    written, document = attempt.result()
    expected = active(engine.lint(before), document)
    if list(map(_known, engine.lint(document))) != list(map(_known, expected)):
        return Silenced(data, before, 0, findings)
    return Silenced(written, document, len(attempt.kept), sorted(left, key=lambda finding: finding.span))


class _Block:
    """The findings of a block, and the comment for them that is offered now."""

    def __init__(self, findings: list[Finding], remarks: Iterator[Remark]) -> None:
        self.findings, self._remarks = findings, remarks
        self.offered: Remark | None = None

    def offer(self) -> bool:
        """Offer the next comment; return whether there is one."""
        self.offered = next(self._remarks, None)
        return self.offered is not None


class _Attempt:
    """Tries comments in a file, many at once, since each try reads all of it."""

    def __init__(self, engine: Engine, path: str, data: bytes) -> None:
        self._engine, self._path, self._data = engine, path, data
        self._plain = self._read(data)
        self._regions = engine.read(path, data).regions
        self.kept: list[_Block] = []

    def _read(self, data: bytes) -> Document:
        return formats.read(self._path, data, self._engine.config.encoding, self._engine.config.chosen)

    def accepted(self, offered: list[_Block]) -> list[_Block]:
        """Return the blocks whose comments, beside those kept, change nothing and silence their findings."""
        while offered:
            document = self._with([*self.kept, *offered])
            if document is None:
                if len(offered) == 1:
                    return []
                half = len(offered) // 2
                first = self.accepted(offered[:half])
                return first + self._beside(first, offered[half:])
            heard = set(map(id, active([each for block in offered for each in block.findings], document)))
            silent = [block for block in offered if heard.isdisjoint(map(id, block.findings))]
            if len(silent) == len(offered):
                return offered
            offered = silent
        return []

    def _beside(self, first: list[_Block], offered: list[_Block]) -> list[_Block]:
        kept = self.kept
        self.kept = [*kept, *first]
        accepted = self.accepted(offered)
        self.kept = kept
        return accepted

    def _with(self, blocks: list[_Block]) -> Document | None:
        """Return the file with the comments of these blocks, or None if it says anything else than before."""
        data, plain = self._written(blocks), self._plain
        try:
            read = self._read(data)
        except FormatError:
            return None
        same = list(read.regions) == list(plain.regions)
        if not same or (read.text, read.language) != (plain.text, plain.language):
            return None
        return read._replace(regions=self._regions)  # the desk tells blocks apart by the text alone

    def _written(self, blocks: list[_Block]) -> bytes:
        remarks = [block.offered for block in blocks if block.offered]
        return remarked(self._plain, remarks) if remarks else self._data

    def result(self) -> tuple[bytes, Document]:
        """Return the file with the comments that are kept, and how it is read."""
        data = self._written(self.kept)
        return data, self._engine.read(self._path, data)


def _remarks(document: Document, span: Span, findings: list[Finding], reason: str) -> Iterator[Remark]:
    checks = ", ".join(sorted({finding.check for finding in findings}))
    return candidates(document, span, f"onym-disable-next {checks}: {reason or _named(document, findings)}")


def _by_block(document: Document, findings: list[Finding]) -> Iterator[tuple[Span, list[Finding]]]:
    """Yield the blocks that findings begin in, each with them; what lies in no block comes alone."""
    blocks = [region.span for region in document.regions if region.kind is not Kind.QUOTE]
    starts = [block.start for block in blocks]
    found: dict[Span, list[Finding]] = {}
    for finding in findings:
        last = bisect_right(starts, finding.span.start) - 1
        inside = last >= 0 and finding.span.start in blocks[last]
        found.setdefault(blocks[last] if inside else finding.span, []).append(finding)
    yield from found.items()


def _named(document: Document, findings: Iterable[Finding]) -> str:
    forms = dict.fromkeys(" ".join(document.text[each.span.start : each.span.end].split())[:60] for each in findings)
    return ", ".join(forms)


def _known(finding: Finding) -> tuple[str, Span, str]:
    return finding.check, finding.span, finding.message
