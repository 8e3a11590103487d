"""What became of one file: its document with the findings in it, or the reason it could not be read."""

from __future__ import annotations

from collections.abc import Mapping

from lint.document import Document
from lint.finding import Finding
from lint.terminal import counted
from lint.typed import NamedTuple

UNSURE = (
    "since the language is not certain, or not one that onym knows: say it with --language en, or in onym.yaml with"
    " language: en (fallback-language: en, where copy of several languages lies together)"
)
"""Why names were not judged, and what to do."""

_MOST_NAMED = 3


class Failure(NamedTuple):
    """A file or a rule that could not be read; ``line`` and ``column`` are 1-based code points, None where unknown."""

    path: str
    line: int | None
    column: int | None
    message: str

    @property
    def place(self) -> str:
        """The place as ``path:line:column``, as far as it is known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class Result(NamedTuple):
    """One file as a reporter sees it: ``document`` is None when the file was never read, ``error`` then says why.

    ``unjudged`` counts the known names of which nobody can say whether they are right, as nobody tells the language.
    """

    path: str
    document: Document | None
    findings: tuple[Finding, ...]
    error: Failure | None = None
    unjudged: int = 0

    @property
    def note(self) -> str | None:
        """What a person should know of a file beside its findings, and what to do; None where there is nothing."""
        return f"{counted(self.unjudged, 'known name')} could not be judged, {UNSURE}" if self.unjudged else None


def unjudged(counts: Mapping[str, int]) -> str:
    """Say of how many known names, by file, nobody can say whether they are right, and what to do."""
    files = ", ".join(list(counts)[:_MOST_NAMED]) + (", ..." if len(counts) > _MOST_NAMED else "")
    where = files if len(counts) == 1 else f"{counted(len(counts), 'file')} ({files})"
    return f"{counted(sum(counts.values()), 'known name')} in {where} could not be judged, {UNSURE}"
