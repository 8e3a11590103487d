"""Reviewdog's Diagnostic Format: comments with suggestions on any code host."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from lint.document import Document
from lint.finding import Severity
from lint.formats import FormatError, Place, encodings, named
from lint.position import Unit, lines, measured
from lint.reporters import NO_PAGES
from lint.reporters.places import Placed, placed
from lint.result import Failure, Result
from lint.terminal import printable
from lint.typed import TextIO

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}

Value = dict[str, object]


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write ``{"source": {"name": "onym"}, "diagnostics": [...]}``, a diagnostic a line; the output is ASCII.

    Columns count the bytes that the line has in UTF-8, from 1, as the format demands.
    """
    found = [json.dumps(value) for value in diagnostics(results)]
    listed = "[\n" + ",\n".join(found) + "\n]" if found else "[]"
    out.write(f'{{"source": {{"name": "onym"}}, "diagnostics": {listed}}}\n')


def diagnostics(results: Iterable[Result]) -> Iterator[Value]:
    """Yield one diagnostic a finding and one a failure."""
    for result in results:
        if result.document is not None and result.findings:
            source = _Lines(result.document)
            for each in placed(result):
                yield _diagnostic(result.path, each, source)
        if result.error:
            yield _failed(result.error)


class _Lines:
    """The lines of a file, to count the bytes before a column; a file inside a zip has none."""

    def __init__(self, document: Document) -> None:
        try:
            data = named(document.path).write(document, ())
            self._lines = lines(encodings.decode(data).text)
        except FormatError:
            self._lines = []

    def position(self, line: int, column: int) -> Value:
        known = self._lines[line - 1] if line <= len(self._lines) else ""
        return {"line": line, "column": measured(known, column - 1, Unit.UTF8) + 1 if known else column}

    def range(self, place: Place) -> Value:
        return {
            "start": self.position(place.line, place.column),
            "end": self.position(place.end_line, place.end_column),
        }


def _diagnostic(path: str, placed: Placed, source: _Lines) -> Value:
    finding = placed.finding
    found: Value = {
        "message": printable(finding.message),
        "location": {"path": path, "range": source.range(placed.place)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.check},
    }
    if placed.related:
        found["related_locations"] = [
            {"message": printable(related.note), "location": {"path": path, "range": source.range(place)}}
            for related, place in zip(finding.related, placed.related, strict=True)
        ]
    # Each suggestion can be taken alone, so that a fix of several edits is not one.
    if len(placed.rewrites) == 1 and placed.place.byte_start is not None:
        place, text = placed.rewrites[0]
        found["suggestions"] = [{"range": source.range(place), "text": text}]
    return found


def _failed(error: Failure) -> Value:
    location: Value = {"path": error.path}
    if error.line is not None:
        location["range"] = {"start": {"line": error.line}}
    return {
        "message": printable(error.message),
        "location": location,
        "severity": "ERROR",
        "code": {"value": "onym-failed"},
    }
