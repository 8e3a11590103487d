"""Annotations on a pull request: the workflow commands of GitHub Actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lint.finding import Severity
from lint.formats import Place
from lint.reporters import NO_PAGES
from lint.reporters.places import placed
from lint.result import Result
from lint.terminal import printable
from lint.typed import TextIO

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write ``::error file=...,line=...::message``, one command a finding, a failure and a note."""
    for result in results:
        for finding, place, _, _ in placed(result):
            where = {"file": result.path, **_numbers(place), "title": f"onym ({finding.check})"}
            out.write(_command(_COMMANDS[finding.severity], where, finding.message))
        if result.error:
            error = result.error
            known = {"file": error.path, "line": error.line, "col": error.column, "title": "onym (failed)"}
            out.write(_command("error", known, error.message))
        if result.note:
            out.write(_command("notice", {"file": result.path, "title": "onym (not judged)"}, result.note))


def _numbers(place: Place) -> dict[str, int]:
    # GitHub refuses columns in an annotation of several lines.
    if place.line != place.end_line:
        return {"line": place.line, "endLine": place.end_line}
    return {"line": place.line, "col": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{name} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    # Line breaks have become visible escapes already, so only the percent sign is left of what a command reads.
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
