"""The log of the decisions as a desk keeps it: a table, or JSON lines that another session can take over."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lint.review.scope import CALLED, like
from lint.review.store import Store
from lint.review.views import PAGE
from lint.review.writing import BETWEEN
from lint.typed import Any, NamedTuple

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
    if isinstance(value, str):
        value = value.replace(BETWEEN, " | ")
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def page(store: Store, q: str = "", before: int = 0) -> dict[str, Any]:
    """Return a page of the log, the newest first, with what has been taken back.

    A word is looked for in what was done, by whom, and in the names, spellings and articles that it was done to.
    """
    values: list[Any] = [before or 1 << 60]
    searched = ""
    if q:
        values += [like(q)] * 6
        searched = _SEARCHED.format(articles=",".join(map(str, _called(store, q))))
    rows = store.read(
        "SELECT event.*, (SELECT seq FROM event AS later WHERE later.undoes = event.seq) AS undone FROM event"
        f" WHERE seq < ? {searched} ORDER BY seq DESC LIMIT {PAGE + 1}",
        values,
    )
    return {"rows": [dict(row) for row in rows[:PAGE]], "before": rows[PAGE - 1]["seq"] if len(rows) > PAGE else 0}


_SEARCHED = f"""AND (said LIKE ? ESCAPE '\\' OR editor LIKE ? ESCAPE '\\' OR act LIKE ? ESCAPE '\\' OR reason LIKE ?
  ESCAPE '\\' OR seq IN (SELECT effect.seq FROM effect JOIN finding ON finding.id = effect.finding
  WHERE finding.cluster IN (SELECT id FROM cluster WHERE kind != 'caption' AND {CALLED})
  OR finding.article IN ({{articles}})))"""


def _called(store: Store, q: str) -> list[int]:
    """Return the articles whose file is called so; of the folders above it nobody thinks."""
    rows = store.read("SELECT id, path FROM article WHERE path LIKE ? ESCAPE '\\'", (like(q),))
    return [row["id"] for row in rows if q.casefold() in os.path.basename(row["path"]).casefold()]


class Ratio(NamedTuple):
    """What became of the places of one check: how many were fixed, left, put off and refused."""

    check: str
    fixed: int
    left: int
    later: int
    never: int

    @property
    def share(self) -> str:
        """Return the share of those decided for good in which the check was followed, "" where there is none."""
        decided = self.fixed + self.left + self.never
        return f"{round(100 * self.fixed / decided)} %" if decided else ""


def ratios(store: Store) -> list[Ratio]:
    """Return what became of the places of each check; one that was checked again counts once, as decided last."""
    found: dict[str, Counter[str]] = {}
    for row in store.read(
        "SELECT check_id, verdict, COUNT(*) AS places FROM (SELECT MAX(finding.id), check_id, verdict FROM verdict"
        " JOIN finding ON finding.id = finding WHERE verdict != 'open' GROUP BY fingerprint) GROUP BY 1, 2"
    ):
        found.setdefault(row["check_id"], Counter())[row["verdict"]] = row["places"]
    return [
        Ratio(check, *(many[verdict] for verdict in ("fixed", "left", "later", "never")))
        for check, many in sorted(found.items())
    ]


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
