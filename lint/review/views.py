"""What each page shows, read from the session."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lint.review.fold import counts, narrowed
from lint.review.store import Row, Store

PAGE = 50
MOST_PLACES = 200
BANDS = ("sure", "look", "ask")

_RANK = "CASE cluster.band WHEN 'sure' THEN 0 WHEN 'look' THEN 1 ELSE 2 END"


class Filter(NamedTuple):
    """What narrows a list: a band or state, a word, and what the places are of."""

    band: str = ""
    q: str = ""
    check: str = ""
    language: str = ""
    desk: str = ""
    day: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """Read a filter from the query of an address."""
        return cls(**{key: query.get(key, "")[:200] for key in cls._fields})


def session(store: Store) -> dict[str, Any]:
    """Return how far the check has come, and how much is decided."""
    row = store.one("SELECT * FROM session")
    newest = store.one("SELECT MAX(seq) AS seq FROM event")
    return {
        "checked": row["checked"] if row else 0,
        "total": row["total"] if row else 0,
        "ended": bool(row and row["ended"]),
        "seq": (newest["seq"] or 0) if newest else 0,
        "counts": counts(store),
        "names": _number(store, "SELECT COUNT(*) FROM cluster WHERE kind != 'caption' AND places > 0"),
        "captions": _number(store, "SELECT COUNT(*) FROM cluster WHERE kind = 'caption' AND places > 0"),
        "articles": _number(store, "SELECT COUNT(*) FROM article"),
        "later": _number(
            store,
            "SELECT COUNT(DISTINCT cluster) FROM verdict JOIN finding ON finding.id = finding WHERE verdict = 'later'",
        ),
        "done": _number(store, "SELECT COUNT(*) FROM cluster WHERE open = 0 AND places > 0"),
        "fixed_files": _number(
            store,
            "SELECT COUNT(DISTINCT article) FROM verdict JOIN finding ON finding.id = finding"
            " WHERE verdict = 'fixed' AND gone = 0",
        ),
    }


def _number(store: Store, query: str, values: tuple[Any, ...] = ()) -> int:
    row = store.one(query, values)
    return int(row[0]) if row else 0


def names(store: Store, said: Filter, after: str = "") -> dict[str, Any]:
    """Return a page of names: those of the sure band first, in each band those with the most places first."""
    clauses = ["cluster.kind != 'caption'", "cluster.places > 0"]
    values: list[Any] = []
    if said.band in BANDS:
        clauses.append("cluster.band = ? AND cluster.open > 0")
        values.append(said.band)
    elif said.band == "done":
        clauses.append("cluster.open = 0")
    elif said.band == "later":
        clauses.append(
            "cluster.id IN (SELECT cluster FROM finding JOIN verdict ON finding = finding.id WHERE verdict = 'later')"
        )
    elif said.band != "all":
        clauses.append("cluster.open > 0")
    if said.q:
        clauses.append(
            "(cluster.title LIKE ? ESCAPE '\\' OR cluster.id IN"
            " (SELECT cluster FROM form WHERE spelling LIKE ? ESCAPE '\\'))"
        )
        values += [_like(said.q)] * 2
    narrowed, more = _of_places(said)
    if narrowed:
        clauses.append(
            f"cluster.id IN (SELECT cluster FROM finding JOIN article ON article.id = article WHERE {narrowed})"
        )
        values += more
    place = _place(after)
    if place:
        clauses.append(f"({_RANK}, -cluster.places, cluster.id) > (?, ?, ?)")
        values += place
    where = " AND ".join(clauses)
    order = f"{_RANK}, cluster.places DESC, cluster.id"
    rows = store.read(f"SELECT *, {_RANK} AS rank FROM cluster WHERE {where} ORDER BY {order} LIMIT {PAGE + 1}", values)
    shown = [_cluster(store, row) for row in rows[:PAGE]]
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return {"rows": shown, "after": f"{last['rank']}:{-last['places']}:{last['id']}" if last else ""}


def _place(after: str) -> list[int]:
    parts = after.split(":")
    try:
        return [int(part) for part in parts] if len(parts) == 3 else []
    except ValueError:
        return []


def _of_places(said: Filter) -> tuple[str, list[str]]:
    clauses, values = [], []
    for column, value in (
        ("finding.check_id", said.check),
        ("finding.language", said.language),
        ("article.desk", said.desk),
        ("article.day", said.day),
    ):
        if value:
            clauses.append(f"{column} = ?")
            values.append(value)
    return " AND ".join(clauses), values


def _like(text: str) -> str:
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _cluster(store: Store, row: Row) -> dict[str, Any]:
    forms = store.read("SELECT * FROM form WHERE cluster = ? ORDER BY places DESC, spelling", (row["id"],))
    languages = store.one("SELECT language FROM finding WHERE cluster = ? LIMIT 1", (row["id"],))
    return {
        **dict(row),
        "evidence": json.loads(row["evidence"]),
        "forms": [dict(form) for form in forms],
        "language": languages["language"] if languages else None,
    }


_PLACES = """SELECT finding.*, article.path, article.desk, article.day, article.state, article.language AS spoken,
  COALESCE(verdict.verdict, 'open') AS verdict, verdict.value AS value, COALESCE(verdict.seq, 0) AS seq
  FROM finding JOIN article ON article.id = finding.article LEFT JOIN verdict ON verdict.finding = finding.id"""


def name(store: Store, number: int) -> dict[str, Any] | None:
    """Return a name with its places, those of one spelling together; None if there is no such name."""
    row = store.one("SELECT * FROM cluster WHERE id = ?", (number,))
    if row is None:
        return None
    frequency = "(SELECT places FROM form WHERE form.cluster = finding.cluster AND spelling = finding.form)"
    order = f"{frequency} DESC, form, path, start"
    places = store.read(f"{_PLACES} WHERE cluster = ? AND gone = 0 ORDER BY {order} LIMIT {MOST_PLACES + 1}", (number,))
    quoted = _number(store, "SELECT COUNT(*) FROM finding WHERE cluster = ? AND gone = 0 AND quotation = 1", (number,))
    by_hand = _number(
        store, "SELECT COUNT(*) FROM finding WHERE cluster = ? AND gone = 0 AND proposed IS NULL", (number,)
    )
    ready = _number(
        store,
        "SELECT COUNT(*) FROM finding LEFT JOIN verdict ON finding = finding.id WHERE cluster = ? AND gone = 0"
        " AND proposed IS NOT NULL AND COALESCE(verdict, 'open') = 'open'",
        (number,),
    )
    before, after = neighbours(store, row)
    return {
        "cluster": _cluster(store, row),
        "places": [dict(place) for place in places[:MOST_PLACES]],
        "more": len(places) > MOST_PLACES,
        "quoted": quoted,
        "by_hand": by_hand,
        "ready": ready,
        "previous": before,
        "next": after,
    }


def neighbours(store: Store, row: Row) -> tuple[int | None, int | None]:
    """Return the names before and after one in the list of those with open places."""
    mine = "(SELECT CASE band WHEN 'sure' THEN 0 WHEN 'look' THEN 1 ELSE 2 END FROM cluster WHERE id = :id)"
    place = f"({mine}, {-row['places']}, {row['id']})"
    base = "FROM cluster WHERE kind != 'caption' AND open > 0 AND id != :id"
    key = f"({_RANK}, -cluster.places, cluster.id)"
    back = store.one(
        f"SELECT id {base} AND {key} < {place} ORDER BY {_RANK} DESC, places, id DESC LIMIT 1", {"id": row["id"]}
    )
    on = store.one(f"SELECT id {base} AND {key} > {place} ORDER BY {_RANK}, places DESC, id LIMIT 1", {"id": row["id"]})
    return back["id"] if back else None, on["id"] if on else None


def articles(store: Store, said: Filter, after: int = 0) -> dict[str, Any]:
    """Return a page of articles with how many of their findings are decided."""
    clauses, values = ["article.id > ?"], [after]
    for column in ("language", "desk", "day"):
        if getattr(said, column):
            clauses.append(f"article.{column} = ?")
            values.append(getattr(said, column))
    if said.q:
        clauses.append("(path LIKE ? ESCAPE '\\' OR title LIKE ? ESCAPE '\\')")
        values += [_like(said.q)] * 2  # type: ignore[list-item]
    rows = store.read(
        "SELECT article.*, (SELECT COUNT(*) FROM finding WHERE article = article.id AND gone = 0) AS findings,"
        " (SELECT COUNT(*) FROM finding JOIN verdict ON finding = finding.id WHERE finding.article = article.id"
        " AND gone = 0 AND verdict != 'open') AS decided"
        f" FROM article WHERE {' AND '.join(clauses)} ORDER BY article.id LIMIT {PAGE + 1}",
        values,
    )
    shown = [{key: row[key] for key in row.keys() if key != "text"} for row in rows[:PAGE]]  # noqa: SIM118 a Row is no mapping
    return {"rows": shown, "after": rows[PAGE - 1]["id"] if len(rows) > PAGE else 0}


def article(store: Store, number: int) -> dict[str, Any] | None:
    """Return an article as blocks of pieces of copy, some of them places; None if there is no such article."""
    row = store.one("SELECT * FROM article WHERE id = ?", (number,))
    if row is None:
        return None
    text = zlib.decompress(row["text"]).decode("utf-8", "surrogatepass") if row["text"] else ""
    places = [
        dict(place) for place in store.read(f"{_PLACES} WHERE article = ? AND gone = 0 ORDER BY start", (number,))
    ]
    others = "SELECT {} FROM article WHERE id {} ?"
    before = store.one(others.format("MAX(id) AS id", "<"), (number,))
    after = store.one(others.format("MIN(id) AS id", ">"), (number,))
    decided = sum(place["verdict"] != "open" for place in places)
    return {
        "article": {key: row[key] for key in row.keys() if key != "text"},  # noqa: SIM118
        "pieces": list(_pieces(text, places)),
        "places": places,
        "decided": decided,
        "previous": before["id"] if before else None,
        "next": after["id"] if after else None,
    }


def _pieces(text: str, places: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the copy in pieces; of two places that cross only the first is marked in the text."""
    at = 0
    for place in places:
        if place["start"] < at:
            continue
        yield {"text": text[at : place["start"]], "place": None}
        yield {"text": text[place["start"] : place["end"]], "place": place}
        at = place["end"]
    yield {"text": text[at:], "place": None}


def captions(store: Store) -> list[dict[str, Any]]:
    """Return the captions and paragraphs that stand twice, each with the other one."""
    rows = store.read(
        f"{_PLACES} JOIN cluster ON cluster.id = finding.cluster WHERE cluster.kind = 'caption' AND gone = 0"
        " ORDER BY path, start LIMIT 500"
    )
    found = []
    for row in rows:
        text = store.one("SELECT text FROM article WHERE id = ?", (row["article"],))
        copy = zlib.decompress(text["text"]).decode("utf-8", "surrogatepass") if text else ""
        others = [copy[start:end] for start, end in json.loads(row["related"])]
        found.append({**dict(row), "other": others[0] if others else ""})
    return found


def decisions(store: Store, q: str = "", before: int = 0) -> dict[str, Any]:
    """Return a page of the log, the newest first, with what has been taken back."""
    values: list[Any] = [before or 1 << 60, _like(q), _like(q), _like(q)]
    rows = store.read(
        "SELECT event.*, (SELECT seq FROM event AS later WHERE later.undoes = event.seq) AS undone FROM event"
        " WHERE seq < ? AND (said LIKE ? ESCAPE '\\' OR editor LIKE ? ESCAPE '\\' OR act LIKE ? ESCAPE '\\')"
        f" ORDER BY seq DESC LIMIT {PAGE + 1}",
        values,
    )
    return {"rows": [dict(row) for row in rows[:PAGE]], "before": rows[PAGE - 1]["seq"] if len(rows) > PAGE else 0}


def choices(store: Store) -> dict[str, list[str]]:
    """Return what the lists can be narrowed to."""
    queries = {
        "check": "SELECT DISTINCT check_id FROM finding ORDER BY 1",
        "language": "SELECT DISTINCT language FROM finding WHERE language IS NOT NULL ORDER BY 1",
        "desk": "SELECT DISTINCT desk FROM article WHERE desk IS NOT NULL ORDER BY 1 LIMIT 200",
        "day": "SELECT DISTINCT day FROM article WHERE day != '' ORDER BY 1 DESC LIMIT 60",
    }
    return {key: [row[0] for row in store.read(query)] for key, query in queries.items()}


def charts(store: Store) -> dict[str, list[tuple[str, int]]]:
    """Return the figures of the charts: names by spellings, findings by folder and by day."""
    queries = {
        "chart-spellings": "SELECT title, COUNT(*) AS number FROM form JOIN cluster ON id = cluster"
        " WHERE kind = 'name' GROUP BY cluster HAVING number > 1 ORDER BY number DESC, title LIMIT 12",
        "chart-desks": "SELECT desk, COUNT(*) AS number FROM finding JOIN article ON article.id = article"
        " WHERE gone = 0 GROUP BY desk ORDER BY number DESC LIMIT 12",
        "chart-days": "SELECT day, COUNT(*) AS number FROM finding JOIN article ON article.id = article"
        " WHERE gone = 0 GROUP BY day ORDER BY day DESC LIMIT 12",
    }
    return {key: [(row[0], row[1]) for row in store.read(query)] for key, query in queries.items()}


def log(store: Store) -> Iterator[dict[str, Any]]:
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


def preview(store: Store, scope: Mapping[str, Any]) -> dict[str, int]:
    """Count what a bulk act would take: places, files, quotations among them, and what must be written by hand."""
    where, values = narrowed(scope)
    row = store.one(
        "SELECT COUNT(*) AS places, COUNT(DISTINCT article) AS files, COALESCE(SUM(quotation), 0) AS quotations,"
        " COALESCE(SUM(proposed IS NULL), 0) AS by_hand FROM finding LEFT JOIN verdict ON verdict.finding = finding.id"
        f" WHERE {where} AND gone = 0 AND COALESCE(verdict, 'open') = 'open'",
        values,
    )
    return {key: row[key] for key in ("places", "files", "quotations", "by_hand")} if row else {}
