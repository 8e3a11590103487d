"""Findings that are to stay: a comment before each block says so in the file, and the reason for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lint.document import Document, Kind, Span
from lint.engine import Engine
from lint.finding import Finding
from lint.formats import FormatError
from lint.formats.remarks import has_remarks, remarked
from lint.suppress import active


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
    document = before = engine.read(path, data)
    unchanged = Silenced(data, before, 0, findings)
    if not has_remarks(path):
        return unchanged
    comments, left = 0, []
    for span, those in _by_block(before, findings):
        checks = ", ".join(sorted({finding.check for finding in those}))
        body = f"onym-disable-next {checks}: {reason or _named(before, those)}"
        for candidate in remarked(document, span, body):
            read = _read(engine, document, candidate)
            if read is not None and not active(those, read):
                document, data, comments = read, candidate, comments + 1
                break
        else:
            left += those
    expected = active(engine.lint(before), document)
    if list(map(_known, engine.lint(document))) != list(map(_known, expected)):
        return unchanged
    return Silenced(data, document, comments, left)


def _by_block(document: Document, findings: list[Finding]) -> Iterator[tuple[Span, list[Finding]]]:
    """Yield the blocks that findings begin in, each with them; what lies in no block comes alone."""
    blocks = [region.span for region in document.regions if region.kind is not Kind.QUOTE]
    found: dict[Span, list[Finding]] = {}
    for finding in findings:
        block = next((block for block in blocks if finding.span.start in block), finding.span)
        found.setdefault(block, []).append(finding)
    yield from found.items()


def _named(document: Document, findings: Iterable[Finding]) -> str:
    forms = dict.fromkeys(" ".join(document.text[each.span.start : each.span.end].split())[:60] for each in findings)
    return ", ".join(forms)


def _read(engine: Engine, document: Document, data: bytes) -> Document | None:
    """Return a file with one more comment, or None if it says anything else than before."""
    try:
        read = engine.read(document.path, data)
    except FormatError:
        return None
    same = [region.span for region in read.regions] == [region.span for region in document.regions]
    return read if same and (read.text, read.language) == (document.text, document.language) else None


def _known(finding: Finding) -> tuple[str, Span, str]:
    return finding.check, finding.span, finding.message
