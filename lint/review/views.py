"""What each page shows, read from the session."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping

from lint.review.fold import counts
from lint.review.scope import CALLED, like, narrowed
from lint.review.spelling import merged
from lint.review.store import Row, Store
from lint.review.writing import BETWEEN
from lint.typed import Any, NamedTuple

PAGE = 50
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

    def scope(self) -> dict[str, str]:
        """Return what a bulk act on the list takes, beside the name or the band it is for."""
        return {key: value for key, value in self._asdict().items() if value and key != "band"}


def session(store: Store) -> dict[str, Any]:
    """Return how far the check has come, and how much is decided."""
    row = store.one("SELECT * FROM session")
    newest = store.one("SELECT MAX(seq) AS seq FROM event")
    names = store.read(
        "SELECT COUNT(*), COALESCE(SUM(open = 0), 0) FROM cluster WHERE kind != 'caption' AND places > 0"
    )[0]
    unsure = store.read("SELECT SUM(unjudged) AS names, COUNT(*) AS articles FROM article WHERE unjudged > 0")[0]
    return {
        "untold": _number(store, "SELECT COUNT(*) FROM article WHERE script != ''"),
        "unjudged": {"n": unsure["names"] or 0, "m": unsure["articles"]},
        "checked": row["checked"] if row else 0,
        "total": row["total"] if row else 0,
        "ended": bool(row and row["ended"]),
        "seq": (newest["seq"] or 0) if newest else 0,
        "counts": counts(store),
        "names": names[0],
        "captions": _number(store, "SELECT COUNT(*) FROM cluster WHERE kind = 'caption' AND places > 0"),
        "done": names[1],
        "articles": _number(store, "SELECT COUNT(*) FROM article"),
        "later": _number(
            store,
            "SELECT COUNT(DISTINCT cluster) FROM verdict JOIN finding ON finding.id = finding WHERE verdict = 'later'",
        ),
        "written": store.one("SELECT 1 FROM writing WHERE result = 'written'") is not None,
    }


def to_write(store: Store) -> int:
    """Count the files that have something to write."""
    query = """SELECT COUNT(DISTINCT article) FROM verdict JOIN finding ON finding.id = finding
      WHERE verdict = 'fixed' AND gone = 0"""
    return _number(store, query)


def _number(store: Store, query: str, values: tuple[Any, ...] = ()) -> int:
    row = store.one(query, values)
    return int(row[0]) if row else 0


def names(store: Store, said: Filter, after: str = "") -> dict[str, Any]:
    """Return a page of names: those of the sure band first, in each band those with the most places first.

    ``sure`` sums up what a bulk act on the sure ones of the whole list would mend.
    """
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
        clauses.append(CALLED)
        values += [like(said.q)] * 2
    narrowed = _narrowed(store, said)
    if narrowed is not None:
        clauses.append(f"cluster.id IN ({','.join(map(str, narrowed))})")
    sure = _sure(store, " AND ".join(clauses), values, narrowed)
    place = _place(after)
    if place:
        clauses.append(f"({_RANK}, -cluster.places, cluster.id) > (?, ?, ?)")
        values += place
    where = " AND ".join(clauses)
    order = f"{_RANK}, cluster.places DESC, cluster.id"
    rows = store.read(f"SELECT *, {_RANK} AS rank FROM cluster WHERE {where} ORDER BY {order} LIMIT {PAGE + 1}", values)
    shown = [_cluster(store, row) | (narrowed or {}).get(row["id"], {}) for row in rows[:PAGE]]
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return {
        "rows": shown,
        "after": f"{last['rank']}:{-last['places']}:{last['id']}" if last else "",
        "sure": sure,
    }


def _narrowed(store: Store, said: Filter) -> dict[int, dict[str, int]] | None:
    """Count the open places of each name that a filter of places leaves, and those that can be mended; None without."""
    scope = {key: value for key, value in said.scope().items() if key != "q"}
    if not scope:
        return None
    where, values = narrowed(scope)
    rows = store.read(
        "SELECT finding.cluster AS id, SUM(verdict.finding IS NULL OR verdict = 'open') AS open,"
        " SUM((verdict.finding IS NULL OR verdict = 'open') AND finding.ready) AS ready FROM cluster"
        " JOIN finding ON finding.cluster = cluster.id LEFT JOIN verdict ON verdict.finding = finding.id"
        f" WHERE cluster.kind != 'caption' AND finding.gone = 0 AND {where} GROUP BY 1",
        values,
    )
    return {row["id"]: {"open": row["open"], "ready": row["ready"]} for row in rows}


def _sure(store: Store, where: str, values: list[Any], narrowed: dict[int, dict[str, int]] | None) -> dict[str, Any]:
    """Sum up the names of the sure band that have something to mend, and show the first of them."""
    rows = [
        {**dict(row), "places": narrowed[row["id"]]["ready"] if narrowed else row["ready"]}
        for row in store.read(
            f"SELECT id, title, recommended, ready FROM cluster WHERE {where} AND band = 'sure' AND ready > 0"
            " ORDER BY ready DESC, id",
            values,
        )
    ]
    taken = [row for row in rows if row["places"]]
    return {"names": len(taken), "places": sum(row["places"] for row in taken), "rows": taken[:60]}


def _place(after: str) -> list[int]:
    parts = after.split(":")
    try:
        return [int(part) for part in parts] if len(parts) == 3 else []
    except ValueError:
        return []


def _cluster(store: Store, row: Row) -> dict[str, Any]:
    forms = store.read("SELECT * FROM form WHERE cluster = ? ORDER BY places DESC, spelling", (row["id"],))
    right = store.read(
        "SELECT spelling, SUM(places) AS places FROM right_form WHERE cluster = ? GROUP BY spelling", (row["id"],)
    )
    return {
        **dict(row),
        "evidence": json.loads(row["evidence"]),
        "forms": merged(map(dict, forms)),
        "right": [dict(form) for form in right],
        "language": row["key"].rpartition(":")[2] or None,
    }


PLACES = """SELECT finding.*, article.path, article.desk, article.day, article.state, article.language AS spoken,
  COALESCE(verdict.verdict, 'open') AS verdict, verdict.value AS value, COALESCE(verdict.seq, 0) AS seq,
  (SELECT act FROM event WHERE event.seq = verdict.seq) = 'arrive' AS arrived
  FROM finding JOIN article ON article.id = finding.article LEFT JOIN verdict ON verdict.finding = finding.id"""


def name(store: Store, number: int, start: int = 0) -> dict[str, Any] | None:
    """Return a name with a page of its places, those of one spelling together; None if there is no such name."""
    row = store.one("SELECT * FROM cluster WHERE id = ?", (number,))
    if row is None:
        return None
    places = store.read(
        f"{PLACES} LEFT JOIN form ON form.cluster = finding.cluster AND spelling = finding.form"
        " WHERE finding.cluster = ? AND gone = 0 ORDER BY form.places DESC, form, path, start"
        f" LIMIT {PAGE + 1} OFFSET ?",
        (number, start),
    )
    before, after = neighbours(store, row)
    listed = "SELECT COUNT(*) FROM cluster WHERE kind != 'caption' AND places > 0"
    return {
        "cluster": _cluster(store, row),
        "places": [dict(place) for place in places[:PAGE]],
        "more": start + PAGE if len(places) > PAGE else 0,
        "start": start,
        "take": preview(store, {"cluster": number}),
        "plain": _plain(store, row),
        "arrived": _number(store, _ARRIVED, (number,)),
        "previous": before,
        "next": after,
        "of": _number(store, listed),
    }


def _plain(store: Store, cluster: Row) -> list[str]:
    """Return the spellings that may be written, or that a rule may be about, the most frequent first.

    The right one is none of them, nor is one with an ending or in capitals alone. A spelling without an ending is one
    for which the recommended form is proposed, or the last words of it.
    """
    rows = store.read(
        "SELECT DISTINCT form, finding.proposed FROM finding JOIN form ON form.cluster = finding.cluster"
        " AND spelling = finding.form WHERE finding.cluster = ? AND gone = 0 ORDER BY form.places DESC, form",
        (cluster["id"],),
    )
    right = cluster["recommended"] or ""
    plain = (row["form"] for row in rows if not row["proposed"] or f" {right}".endswith(f" {row['proposed']}"))
    return [form for form in dict.fromkeys(plain) if form != right and (right.isupper() or not form.isupper())]


_ARRIVED = """SELECT COUNT(*) FROM verdict JOIN event ON event.seq = verdict.seq JOIN finding ON finding.id = finding
  WHERE act = 'arrive' AND cluster = ? AND gone = 0"""


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
        values += [like(said.q)] * 2  # type: ignore[list-item]
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
    places = [dict(place) for place in store.read(f"{PLACES} WHERE article = ? AND gone = 0 ORDER BY start", (number,))]
    others = "SELECT {} FROM article WHERE id {} ?"
    before = store.one(others.format("MAX(id) AS id", "<"), (number,))
    after = store.one(others.format("MIN(id) AS id", ">"), (number,))
    decided = sum(place["verdict"] != "open" for place in places)
    return {
        "article": {key: row[key] for key in row.keys() if key != "text"},  # noqa: SIM118
        "pieces": list(_pieces(text, sorted([*places, *_firsts(places)], key=lambda place: place["start"]))),
        "places": places,
        "decided": decided,
        "previous": before["id"] if before else None,
        "next": after["id"] if after else None,
    }


def _firsts(places: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the first places of the pairs of which the second one is kept, or the first one rewritten."""
    for place in places:
        _, is_pair, first = (place["value"] or "").partition(BETWEEN)
        if is_pair:
            start, end = json.loads(place["related"])[0]
            yield {**place, "start": start, "end": end, "value": first}


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


def preview(store: Store, scope: Mapping[str, Any]) -> dict[str, int]:
    """Count what a bulk act would take: places, files, quotations among them, and what must be written by hand."""
    where, values = narrowed(scope)
    row = store.one(
        "SELECT COUNT(*) AS places, COUNT(DISTINCT article) AS files, COALESCE(SUM(quotation), 0) AS quotations,"
        " COALESCE(SUM(proposed IS NULL), 0) AS by_hand FROM finding LEFT JOIN verdict ON verdict.finding = finding.id"
        f" WHERE {where} AND gone = 0 AND COALESCE(verdict, 'open') = 'open'",
        values,
    )
    if scope.get("quotations") == "leave":
        whole = preview(store, {key: value for key, value in scope.items() if key != "quotations"})
        left = whole["quotations"]
    else:
        left = 0
    return {**{key: row[key] for key in ("places", "files", "quotations", "by_hand")}, "left": left} if row else {}


def changed(store: Store, after: int) -> list[dict[str, Any]]:
    """Return the places whose verdict is newer than a number of the log, with who decided it."""
    rows = store.read(
        "SELECT verdict.finding, verdict.verdict, verdict.value, verdict.seq, event.editor FROM verdict"
        " JOIN event ON event.seq = verdict.seq WHERE verdict.seq > ? LIMIT 2000",
        (after,),
    )
    return [dict(row) for row in rows]


def cluster_of(store: Store, scope: Mapping[str, Any] | None, finding: int) -> Row | None:
    """Return the name that an act is about; None for an act on a whole list."""
    if scope and scope.get("cluster"):
        return store.one("SELECT * FROM cluster WHERE id = ?", (scope["cluster"],))
    joined = "SELECT cluster.* FROM cluster JOIN finding ON finding.cluster = cluster.id WHERE finding.id = ?"
    return store.one(joined, (finding,))


def nevers(store: Store) -> int:
    """Count the places that are marked “not this”."""
    query = "SELECT COUNT(*) FROM verdict JOIN finding ON finding.id = finding WHERE verdict = 'never' AND gone = 0"
    return _number(store, query)
