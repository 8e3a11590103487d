"""GitLab's Code Quality report: the widget of a merge request."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

from lint.finding import Severity
from lint.reporters import NO_PAGES
from lint.reporters.fingerprint import fingerprint
from lint.reporters.places import placed
from lint.result import Failure, Result
from lint.terminal import printable
from lint.typed import TextIO

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}

Value = dict[str, object]


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write one array with an object a line.

    No two fingerprints are equal: GitLab shows only one of the findings that share one. What could not be read is a
    blocker at the first line. The output is ASCII.
    """
    seen: Counter[str] = Counter()
    lines: list[str] = []
    for result in results:
        if result.document is not None:
            for finding, place, _, _ in placed(result):
                known = fingerprint(finding, result.path, result.document, seen)
                severity = _SEVERITIES[finding.severity]
                lines.append(_issue(finding.check, finding.message, known, severity, result.path, place.line))
        if result.error:
            lines.append(_failed(result.error))
    out.write("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n")


def _failed(error: Failure) -> str:
    parts = (error.path, str(error.line), str(error.column), error.message)
    known = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return _issue("onym-failed", error.message, known, "blocker", error.path, error.line or 1)


def _issue(check: str, message: str, known: str, severity: str, path: str, line: int) -> str:
    issue: Value = {
        "description": printable(message),
        "check_name": check,
        "fingerprint": known,
        "severity": severity,
        "location": {"path": _from_the_root(path), "lines": {"begin": line}},
    }
    return json.dumps(issue)


def _from_the_root(path: str) -> str:
    """Write a path as GitLab wants it: with slashes and without a leading ``./``."""
    return path.replace(os.sep, "/").removeprefix("./")
