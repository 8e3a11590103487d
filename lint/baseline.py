"""A baseline: the findings that a desk lives with, so that only new ones are reported."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping

from lint import save
from lint.reporters.fingerprint import fingerprint
from lint.result import Result
from lint.typed import NamedTuple

_VERSION = 1

Entries = dict[str, dict[str, str]]
"""Path from the folder of the baseline, with slashes -> fingerprint -> check and copy, for people to read."""


class BaselineError(Exception):
    """The baseline cannot be used: ``message`` says why and what to do."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path, self.message = path, message


class Compared(NamedTuple):
    """What is new in a run, and what the baseline holds of the files of this run that no longer occurs."""

    results: list[Result]
    known: int
    stale: Entries


def read(path: str) -> Entries:
    """Read a baseline; raises BaselineError."""
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
    except OSError as error:
        advice = "write one with --add-baseline" if isinstance(error, FileNotFoundError) else "see to it"
        raise BaselineError(path, f"the baseline cannot be read: {error.strerror}; {advice}") from error
    except (ValueError, RecursionError) as error:
        raise BaselineError(path, f"the baseline is no JSON: {error}; write it anew with --add-baseline") from error
    if not _is_sound(data):
        raise BaselineError(path, "this is no baseline of onym's, or one of another version; write it anew")
    return data["findings"]  # type: ignore[no-any-return]


def _is_sound(data: object) -> bool:
    if not isinstance(data, dict) or data.get("version") != _VERSION or not isinstance(data.get("findings"), dict):
        return False
    return all(
        isinstance(known, dict) and all(isinstance(words, str) for words in known.values())
        for known in data["findings"].values()
    )


def write(path: str, entries: Mapping[str, Mapping[str, str]]) -> None:
    """Write a baseline in place of the old one, sorted, an entry a line, so that its changes can be reviewed.

    Raises BaselineError.
    """
    text = written(entries)
    try:
        old = save.read(path) if os.path.exists(path) else None
        if old is None:
            with open(path, "x", encoding="utf-8") as file:
                file.write(text)
        elif old != text.encode():
            save.save(path, old, text.encode())
    except (OSError, save.ReadError, save.SaveError) as error:
        why = (error.strerror or str(error)).lower() if isinstance(error, OSError) else error.message
        raise BaselineError(path, f"the baseline cannot be written: {why}") from error


def written(entries: Mapping[str, Mapping[str, str]]) -> str:
    """Return what `write` writes."""
    kept = {name: known for name, known in entries.items() if known}
    return json.dumps({"version": _VERSION, "findings": kept}, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def recorded(path: str, results: Iterable[Result]) -> Entries:
    """Return the entries of all findings of a run, for a baseline that lies at ``path``."""
    entries: Entries = {}
    seen: Counter[str] = Counter()
    for result in results:
        if result.document is not None:
            name = _name(path, result.path)
            known = entries.setdefault(name, {})
            for finding in result.findings:
                words = " ".join(result.document.text[finding.span.start : finding.span.end].split())
                known[fingerprint(finding, name, result.document, seen)] = f"{finding.check}: {words[:80]}"
    return entries


def compared(path: str, entries: Mapping[str, Mapping[str, str]], results: Iterable[Result]) -> Compared:
    """Take away what the baseline at ``path`` holds; files that were not read keep their entries."""
    fresh: list[Result] = []
    stale: Entries = {}
    count = 0
    seen: Counter[str] = Counter()
    for result in results:
        if result.document is None:
            fresh.append(result)
            continue
        name = _name(path, result.path)
        known = dict(entries.get(name, {}))
        left = []
        for finding in result.findings:
            if known.pop(fingerprint(finding, name, result.document, seen), None) is None:
                left.append(finding)
            else:
                count += 1
        if known:
            stale[name] = known
        fresh.append(result._replace(findings=tuple(left)))
    gone = {name: dict(known) for name, known in entries.items() if not os.path.exists(_path(path, name))}
    return Compared(fresh, count, stale | gone)


def without(entries: Mapping[str, Mapping[str, str]], stale: Mapping[str, Mapping[str, str]]) -> Entries:
    """Return the entries that are not stale."""
    return {
        name: {mark: words for mark, words in known.items() if mark not in stale.get(name, {})}
        for name, known in entries.items()
    }


def _name(baseline: str, path: str) -> str:
    """Write a path as seen from the folder of the baseline, so that it holds in any working directory."""
    folder = os.path.dirname(os.path.abspath(baseline))
    return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")


def _path(baseline: str, name: str) -> str:
    return os.path.join(os.path.dirname(os.path.abspath(baseline)), name)
