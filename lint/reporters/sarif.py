"""SARIF 2.1.0, for code scanning and for the editors that read it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from lint import __version__
from lint.document import Document
from lint.finding import Severity
from lint.formats import Place
from lint.reporters import NO_PAGES
from lint.reporters.fingerprint import fingerprint
from lint.reporters.places import Placed, placed
from lint.result import Failure, Result
from lint.typed import TextIO

MOST = 25_000
"""Results of one run that GitHub accepts."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

Value = dict[str, object]


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write one SARIF log with one run, a result a line.

    Beyond MOST findings only the most severe are written, errors first, and a notification says how many there were.
    ``pages`` maps the id of a check to its documentation in Markdown.
    """
    found: list[tuple[Severity, str]] = []
    notifications: list[Value] = []
    checks = set(pages)
    seen: Counter[str] = Counter()
    count, sound = 0, True
    for result in results:
        if result.document is not None:
            for each in placed(result):
                count += 1
                checks.add(each.finding.check)
                found.append((each.finding.severity, json.dumps(_result(result.path, result.document, each, seen))))
            if len(found) > 2 * MOST:
                found = _most_severe(found)
        if result.error:
            sound = False
            notifications.append(_notification(result.error))
        if result.note:
            location = {"physicalLocation": {"artifactLocation": {"uri": _uri(result.path)}}}
            notifications.append({"level": "note", "message": {"text": result.note}, "locations": [location]})
    if count > MOST:
        found = _most_severe(found)
        text = f"{count} findings: only the {MOST} most severe are listed"
        notifications.append({"level": "warning", "message": {"text": text}})
    rules = [_rule(check, pages.get(check)) for check in sorted(checks)]
    head = {
        "tool": {"driver": {"name": "onym", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": sound, "toolExecutionNotifications": notifications}],
    }
    out.write(f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [\n{json.dumps(head)[:-1]}, "results": [')
    out.write("\n" + ",\n".join(line for _, line in found) + "\n" if found else "")
    out.write("]}]}\n")


def _most_severe(found: list[tuple[Severity, str]]) -> list[tuple[Severity, str]]:
    """Cut to MOST results, those of one severity in the order they came."""
    return sorted(found, key=lambda each: -each[0])[:MOST]


def _rule(check: str, page: str | None) -> Value:
    words = check.replace("-", " ")
    name = words.title().replace(" ", "")
    if not page:
        return {"id": check, "name": name, "shortDescription": {"text": words.capitalize()}}
    summary = " ".join(page.strip().split("\n\n", 1)[0].split())
    return {
        "id": check,
        "name": name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": page, "markdown": page},
    }


def _result(path: str, document: Document, placed: Placed, seen: Counter[str]) -> Value:
    finding = placed.finding
    text = document.text
    found: Value = {
        "ruleId": finding.check,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(path, placed.place, text[finding.span.start : finding.span.end])],
        # The one key that GitHub reads. Its own value is a hash of the line, and a line of copy is a paragraph: two
        # findings in it would be taken for one.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint(finding, path, document, seen)},
        "properties": {
            "certainty": round(finding.certainty, 4),
            "group": finding.group,
            "name": finding.name,
            "spellings": None if finding.spellings is None else dict(finding.spellings),
            "evidence": list(finding.evidence),
        },
    }
    if finding.related:
        found["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.note},
                **_location(path, place, text[related.span.start : related.span.end]),
            }
            for number, (related, place) in enumerate(zip(finding.related, placed.related, strict=True), 1)
        ]
    # Inside a zip there are no bytes for a viewer to change.
    if finding.fix and finding.fix.edits and placed.place.byte_start is not None:
        replacements = [
            {"deletedRegion": _region(place), "insertedContent": {"text": text}} for place, text in placed.rewrites
        ]
        found["fixes"] = [
            {
                "description": {"text": finding.fix.title},
                "artifactChanges": [{"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}],
                "properties": {"safety": finding.fix.safety.name.lower()},
            }
        ]
    return found


def _location(path: str, place: Place, text: str) -> Value:
    region = {**_region(place), "snippet": {"text": text}}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}


def _region(place: Place) -> Value:
    region: Value = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    if place.byte_start is not None and place.byte_end is not None:
        region |= {"byteOffset": place.byte_start, "byteLength": place.byte_end - place.byte_start}
    return region


def _uri(path: str) -> str:
    """Write a path as a URI reference, its bytes as the file system has them."""
    quoted = quote(os.fsencode(path.replace(os.sep, "/")))
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def _notification(failure: Failure) -> Value:
    location: Value = {"artifactLocation": {"uri": _uri(failure.path)}}
    if failure.line is not None:
        location["region"] = {"startLine": failure.line}
        if failure.column is not None:
            location["region"] = {"startLine": failure.line, "startColumn": failure.column}
    return {
        "level": "error",
        "message": {"text": failure.message},
        "locations": [{"physicalLocation": location}],
    }
