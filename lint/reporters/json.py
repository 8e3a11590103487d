"""All there is to know about each finding as JSON: the output that other programs rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from lint.document import Document
from lint.finding import Fix
from lint.formats import Place, Rewrite
from lint.reporters import NO_PAGES
from lint.reporters.places import Placed, placed
from lint.result import Failure, Result
from lint.typed import TextIO

Value = Mapping[str, object]


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write ``{"files": N, "findings": [...], "errors": [...], "notes": [...]}``, each of them a line.

    Lines and columns are 1-based and count code points of the file, bytes are offsets in the file; ends are exclusive.
    The output is ASCII, so that no encoding can spoil it and no hidden character leaves it.
    """
    files = 0
    findings: list[str] = []
    errors: list[str] = []
    notes: list[str] = []
    for result in results:
        if result.document is not None:
            files += 1
            findings.extend(json.dumps(described(result.path, result.document, each)) for each in placed(result))
        if result.error:
            errors.append(json.dumps(failure(result.error)))
        if result.note:
            notes.append(json.dumps(noted(result)))
    out.write(f'{{"files": {files},\n"findings": {_lines(findings)},\n')
    out.write(f'"errors": {_lines(errors)},\n"notes": {_lines(notes)}}}\n')


def _lines(values: list[str]) -> str:
    return "[\n" + ",\n".join(values) + "\n]" if values else "[]"


def described(path: str, document: Document, placed: Placed) -> Value:
    """Say all there is to know about a finding."""
    finding, place = placed.finding, placed.place
    return {
        "check": finding.check,
        "path": path,
        **_whole(place),
        "text": document.text[finding.span.start : finding.span.end],
        "message": finding.message,
        "severity": finding.severity.name.lower(),
        "certainty": round(finding.certainty, 4),
        "group": finding.group,
        "name": finding.name,
        "related": [
            {
                "line": where.line,
                "column": where.column,
                "byte_start": where.byte_start,
                "byte_end": where.byte_end,
                "text": document.text[related.span.start : related.span.end],
                "note": related.note,
            }
            for related, where in zip(finding.related, placed.related, strict=True)
        ],
        "spellings": None if finding.spellings is None else dict(finding.spellings),
        "evidence": list(finding.evidence),
        "fix": None if finding.fix is None else _fix(finding.fix, placed.rewrites),
    }


def _fix(fix: Fix, rewrites: tuple[Rewrite, ...]) -> Value:
    return {
        "title": fix.title,
        "safety": fix.safety.name.lower(),
        "edits": [{**_whole(place), "text": text} for place, text in rewrites],
    }


def _whole(place: Place) -> dict[str, int | None]:
    return place._asdict()


def failure(error: Failure) -> Value:
    """Say what could not be read, and why."""
    return error._asdict()


def noted(result: Result) -> Value:
    """Say which known names of a file could not be judged, and why."""
    return {"path": result.path, "unjudged": result.unjudged, "script": result.script or None, "message": result.note}
