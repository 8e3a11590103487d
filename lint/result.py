"""What became of one file: its document with the findings in it, or the reason it could not be read."""

from __future__ import annotations

from lint.document import Document
from lint.finding import Finding
from lint.typed import NamedTuple


class Failure(NamedTuple):
    """A file or a rule that could not be read; ``line`` and ``column`` are 1-based code points, None where unknown."""

    path: str
    line: int | None
    column: int | None
    message: str


class Result(NamedTuple):
    """One file as a reporter sees it: ``document`` is None when the file was never read, ``error`` then says why."""

    path: str
    document: Document | None
    findings: tuple[Finding, ...]
    error: Failure | None = None
