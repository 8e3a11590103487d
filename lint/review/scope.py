"""What a bulk act takes: a scope, as the page has said it, as a condition on places."""

from __future__ import annotations

from collections.abc import Mapping

from lint.typed import Any

_COLUMNS = {"cluster": "cluster", "article": "article", "language": "language", "check": "check_id"}
_LISTS = {"forms": "form IN", "without": "form NOT IN", "findings": "id IN"}

CALLED = """(cluster.title LIKE ? ESCAPE '\\' OR EXISTS
  (SELECT 1 FROM form WHERE form.cluster = cluster.id AND spelling LIKE ? ESCAPE '\\'))"""
"""The condition that a name or one of its spellings holds a text, which goes in twice (see `like`)."""


def like(text: str) -> str:
    """Return the pattern of LIKE for any text that holds this one."""
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def narrowed(scope: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Turn a scope (cluster, forms, article, language, check, band, desk, day, q, quotations …) into a condition.

    A band and a word narrow the list of names, on which no caption stands.
    """
    clauses: list[str] = []
    values: list[Any] = []
    for key, column in _COLUMNS.items():
        if scope.get(key) is not None:
            clauses.append(f"finding.{column} = ?")
            values.append(scope[key])
    for key, column in _LISTS.items():
        if scope.get(key):
            listed = list(scope[key])
            clauses.append(f"finding.{column} ({','.join('?' * len(listed))})")
            values += listed
    for key in ("desk", "day"):
        if scope.get(key):
            clauses.append(f"finding.article IN (SELECT id FROM article WHERE {key} = ?)")
            values.append(scope[key])
    called, more = _of_names(scope)
    if called:
        clauses.append(f"finding.cluster IN (SELECT id FROM cluster WHERE kind != 'caption' AND {called})")
        values += more
    if scope.get("quotations") == "leave":
        clauses.append("finding.quotation = 0")
    return " AND ".join(clauses) or "1", values


def _of_names(scope: Mapping[str, Any]) -> tuple[str, list[str]]:
    clauses, values = [], []
    if scope.get("band"):
        clauses.append("band = ?")
        values.append(scope["band"])
    if scope.get("q"):
        clauses.append(CALLED)
        values += [like(scope["q"])] * 2
    return " AND ".join(clauses), values


def covers(scope: Mapping[str, Any], place: Mapping[str, Any]) -> bool:
    """Say whether a decision on a name would have taken a place that was found later.

    ``place`` has check_id, quotation, desk and day. A decision on one article, or on places picked by hand, takes none.
    """
    if scope.get("article") or scope.get("findings"):
        return False
    if scope.get("quotations") == "leave" and place["quotation"]:
        return False
    asked = {"check": "check_id", "desk": "desk", "day": "day"}
    return all(scope[key] == place[column] for key, column in asked.items() if scope.get(key))
