"""The log of the decisions as a desk keeps it: a table, or JSON lines that another session can take over."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lint.review.fold import like
from lint.review.store import Store
from lint.review.views import PAGE

COLUMNS = (
    *("seq", "at", "editor", "act", "name", "form", "written_form", "article", "line", "column", "region", "reason"),
    *("fingerprint", "check_id", "verdict", "undone_by", "written_at"),
)


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the log as CSV; a cell that a spreadsheet would take for a formula is quoted."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    table.writerows({key: _harmless(row[key]) for key in COLUMNS} for row in rows)
    return out.getvalue()


def as_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the log as JSON lines."""
    return "".join(json.dumps(dict(row), ensure_ascii=False) + "\n" for row in rows)


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def page(store: Store, q: str = "", before: int = 0) -> dict[str, Any]:
    """Return a page of the log, the newest first, with what has been taken back."""
    values: list[Any] = [before or 1 << 60, like(q), like(q), like(q)]
    rows = store.read(
        "SELECT event.*, (SELECT seq FROM event AS later WHERE later.undoes = event.seq) AS undone FROM event"
        " WHERE seq < ? AND (said LIKE ? ESCAPE '\\' OR editor LIKE ? ESCAPE '\\' OR act LIKE ? ESCAPE '\\')"
        f" ORDER BY seq DESC LIMIT {PAGE + 1}",
        values,
    )
    return {"rows": [dict(row) for row in rows[:PAGE]], "before": rows[PAGE - 1]["seq"] if len(rows) > PAGE else 0}


def rows(store: Store) -> Iterator[dict[str, Any]]:
    """Yield every decision on every place, as the desk's log has it."""
    query = """SELECT event.seq, at, editor, act, cluster.title AS name, finding.form, effect.new_value AS written_form,
      article.path AS article, finding.line, finding.column, finding.region, event.reason, fingerprint, check_id,
      effect.new_verdict AS verdict, (SELECT seq FROM event AS later WHERE later.undoes = event.seq) AS undone_by,
      (SELECT at FROM event AS wrote JOIN writing ON writing.seq = wrote.seq WHERE writing.article = article.id
        AND writing.result = 'written' AND wrote.seq > event.seq LIMIT 1) AS written_at
      FROM effect JOIN event ON event.seq = effect.seq JOIN finding ON finding.id = effect.finding
      JOIN cluster ON cluster.id = finding.cluster JOIN article ON article.id = finding.article
      ORDER BY event.seq, finding.id"""
    for row in store.read(query):
        yield dict(row)
