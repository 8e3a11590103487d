"""What became of one file: its document with the findings in it, or the reason it could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from lint.document import Document
from lint.finding import Finding
from lint.languages import SCRIPTS
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
    ``script`` is that of copy in which no capital tells a name (ISO 15924), so that none is found; else it is empty.
    """

    path: str
    document: Document | None
    findings: tuple[Finding, ...]
    error: Failure | None = None
    unjudged: int = 0
    script: str = ""

    @property
    def doubt(self) -> int | str:
        """What keeps names from being judged: how many known ones no language tells, or the script; else nothing."""
        return self.unjudged or self.script

    @property
    def note(self) -> str | None:
        """What a person should know of a file beside its findings, and what to do; None where there is nothing."""
        if self.unjudged:
            return f"{counted(self.unjudged, 'known name')} could not be judged, {UNSURE}"
        return f"names could not be judged, {_untold([self.script])}" if self.script else None


def unjudged(doubts: Mapping[str, int | str]) -> str:
    """Say which names nobody can judge, and what to do; ``doubts`` are those of the files that have any."""
    counts = {path: doubt for path, doubt in doubts.items() if isinstance(doubt, int)}
    scripts = {path: doubt for path, doubt in doubts.items() if isinstance(doubt, str)}
    said = []
    if counts:
        names = counted(sum(counts.values()), "known name")
        said.append(f"{names} in {_where(counts)} could not be judged, {UNSURE}")
    if scripts:
        said.append(f"names in {_where(scripts)} could not be judged, {_untold(scripts.values())}")
    return "; ".join(said)


def _where(paths: Collection[str]) -> str:
    files = ", ".join(list(paths)[:_MOST_NAMED]) + (", ..." if len(paths) > _MOST_NAMED else "")
    return files if len(paths) == 1 else f"{counted(len(paths), 'file')} ({files})"


def _untold(scripts: Iterable[str]) -> str:
    """Say why names are not told in some scripts."""
    called = sorted({SCRIPTS[script] for script in scripts})
    listed = " and ".join(filter(None, (", ".join(called[:-1]), called[-1])))
    return f"since no capital letter tells a name in {listed} writing: only captions and terms were checked"
