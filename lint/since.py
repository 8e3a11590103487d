"""Only the lines that changed since a revision of git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator

from lint.finding import Finding
from lint.reporters.places import placed
from lint.result import Result

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


class SinceError(Exception):
    """Git could not say what has changed: ``message`` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def since(revision: str, results: Iterable[Result]) -> Iterator[Result]:
    """Leave out findings on lines that are as they were in ``revision``; raises SinceError.

    A finding stays if any line of it, or of a place it is compared with, is new. A file that git does not know is new.
    """
    changes: dict[str, frozenset[str]] = {}
    for result in results:
        if result.document is None or not result.findings:
            yield result
            continue
        path = os.path.abspath(result.path)
        folder = os.path.dirname(path)
        if folder not in changes:
            changes[folder] = _changed(folder, revision)
        if os.path.realpath(path) in changes[folder]:
            yield result._replace(findings=tuple(_on_new_lines(result, revision, path)))
        else:
            yield result._replace(findings=())


def _on_new_lines(result: Result, revision: str, path: str) -> Iterator[Finding]:
    lines = _new_lines(path, revision)
    for each in placed(result):
        places = (each.place, *each.related) if each.finding.spellings else (each.place,)
        if lines is None or any(not lines.isdisjoint(range(p.line, p.end_line + 1)) for p in places):
            yield each.finding


def _changed(folder: str, revision: str) -> frozenset[str]:
    """Return the files of a repository that differ from a revision, or that git does not know yet."""
    root = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n"))
    tracked = _git(root, "diff", "--name-only", "-z", "--end-of-options", revision, "--")
    unknown = _git(root, "ls-files", "--others", "-z")
    names = (tracked + unknown).split(b"\0")
    return frozenset(os.path.realpath(os.path.join(root, os.fsdecode(name))) for name in names if name)


def _new_lines(path: str, revision: str) -> frozenset[int] | None:
    """Return the numbers of the lines that are new; None if the whole file is, or has no lines to git."""
    folder, name = os.path.split(path)
    told = _git(folder, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--end-of-options", revision, "--", name)
    if not _HUNK.search(told):
        return None
    found: set[int] = set()
    for start, count in _HUNK.findall(told):
        found.update(range(int(start), int(start) + int(count or 1)))
    return frozenset(found)


def _git(folder: str, *arguments: str) -> bytes:
    command = ["git", "-C", folder, "--literal-pathspecs", *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise SinceError(f"git cannot be run: {error.strerror}; --since needs it") from error
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise SinceError(f"git could not say what has changed: {said}")
    return ran.stdout
