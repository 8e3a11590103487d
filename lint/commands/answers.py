"""Questions about names as lines of text: tab-separated fields in, one JSON object out."""

from __future__ import annotations

import json

from lint import names
from lint.typed import Any

FIELDS = {
    "romanise": ("native", "language", "target"),
    "accept": ("native", "language", "form"),
    "compare": ("a", "b"),
}


def answer(verb: str, fields: list[str]) -> tuple[str, bool]:
    """Return the answer to one line as JSON, and whether there was one."""
    wanted = FIELDS[verb]
    asked: dict[str, Any] = dict(zip(wanted, fields, strict=False))
    if len(fields) != len(wanted):
        message = f"expected {len(wanted)} fields separated by tabs ({', '.join(wanted)}), found {len(fields)}"
        return json.dumps({**asked, "error": message}, ensure_ascii=False), False
    try:
        return json.dumps({**asked, **_found(verb, asked)}, ensure_ascii=False), True
    except names.UnknownLanguageError as error:
        return json.dumps({**asked, "error": str(error)}, ensure_ascii=False), False


def _found(verb: str, asked: dict[str, str]) -> dict[str, Any]:
    if verb == "romanise":
        return {"form": names.romanise(asked["native"], asked["language"], asked["target"])}
    if verb == "accept":
        found = names.accept(asked["native"], asked["language"], asked["form"])
        if found is None:
            return {"accepted": False, "cost": None, "system": None, "reason": None}
        return {"accepted": True, "cost": found.cost, "system": found.system, "reason": found.reason}
    compared = names.compare(asked["a"], asked["b"])
    return {"score": compared.score, "reading_a": compared.reading_a, "reading_b": compared.reading_b}
