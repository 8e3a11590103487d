"""Checkstyle's XML, which most build servers read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lint.finding import Severity
from lint.reporters import NO_PAGES
from lint.reporters.markup import attributes
from lint.reporters.places import placed
from lint.result import Result
from lint.typed import TextIO

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write ``<checkstyle><file name=...><error line=... column=... severity=... message=... source=.../>``."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n')
    for result in results:
        lines = [
            _error(place.line, place.column, _SEVERITIES[finding.severity], finding.message, finding.check)
            for finding, place, _, _ in placed(result)
        ]
        if result.error:
            lines.append(_error(result.error.line, result.error.column, "error", result.error.message, "failed"))
        if lines:
            out.write(f"<file{attributes(name=result.path)}>\n{''.join(lines)}</file>\n")
    out.write("</checkstyle>\n")


def _error(line: int | None, column: int | None, severity: str, message: str, check: str) -> str:
    place = attributes(line=line, column=column, severity=severity, message=message, source=f"onym.{check}")
    return f"  <error{place}/>\n"
