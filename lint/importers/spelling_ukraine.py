"""SpellingUkraine's vocabulary: a JSON file an entry, whose keys have had three sets of names."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from lint.amend import Value
from lint.importers import Carried, Found, ImportingError, Refused
from lint.typed import Any

_NATIVE = ("sourceSpelling", "name", "ukr")
_RIGHT = ("correctSpelling", "translation", "eng")
_WRONG = ("incorrectSpellings", "mistranslations", "mistakes")
_KINDS = {"person": "person", "people": "person", "name": "person", "organization": "organisation"}


def read(text: str, path: str) -> Iterator[Found]:
    """Yield a name for each entry of a file, of a list in a file, or of the files of a folder."""
    if not os.path.isdir(path):
        yield from _entries(text, os.path.basename(path))
        return
    for name in sorted(os.listdir(path)):
        if name.endswith(".json"):
            with open(os.path.join(path, name), encoding="utf-8-sig") as file:
                yield from _entries(file.read(), name)


def _entries(text: str, name: str) -> Iterator[Found]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportingError(f"{name} is not valid JSON: {error}") from error
    for entry in value if isinstance(value, list) else [value]:
        yield _entry(entry, name) if isinstance(entry, dict) else Refused(name, None, "it is no entry")


def _entry(entry: dict[str, Any], name: str) -> Found:
    native, right, wrong = (
        next((entry[key] for key in keys if entry.get(key)), None) for keys in (_NATIVE, _RIGHT, _WRONG)
    )
    if not isinstance(native, str) or not isinstance(right, str):
        return Refused(name, None, "it lacks the Ukrainian or the English spelling")
    record: dict[str, Value] = {"native": {"uk": native}, "prefer": {"en": right}}
    kind = _KINDS.get(str(entry.get("category", "")).lower())
    if kind:
        record["kind"] = kind
    if isinstance(wrong, list) and wrong:
        record["wrong"] = [{"full": str(form)} for form in wrong]
    return Carried(record)
