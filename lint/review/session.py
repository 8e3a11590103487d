"""Filling a session: articles and their places go in as they are checked, and again when a file has changed."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from lint import __version__
from lint.finding import Safety
from lint.review.fold import counts, now, said_event, store_effects, tally
from lint.review.follow import PROGRAM, follow
from lint.review.found import Article, Spot, look
from lint.review.store import Row, Store
from lint.run import Runner, Settings

AT_ONCE = 50
"""Articles that are stored in one transaction, so that decisions never wait long."""

BANDS = {int(Safety.SAFE): "sure", int(Safety.UNSAFE): "look", int(Safety.SHOW): "ask"}


def place_of(roots: Iterable[str], folder: str) -> str:
    """Return the file of the session that reviews these paths, below a folder of the cache."""
    whole = "\0".join(sorted(os.path.abspath(root) for root in roots))
    return os.path.join(folder, "review", sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:24] + ".sqlite3")


def begin(store: Store, roots: Iterable[str], paths: Iterable[str]) -> bool:
    """Note what is to be checked; say whether the session was there already. New files join it, old ones stay."""
    roots, paths = list(roots), list(paths)
    with store.writing() as write:
        was_there = write.execute("SELECT 1 FROM session").fetchone() is not None
        if not was_there:
            row = (os.urandom(8).hex(), now(), __version__, json.dumps(roots))
            write.execute("INSERT INTO session (id, created, onym, roots) VALUES (?,?,?,?)", row)
        queued = ((path, os.path.splitext(path)[1].lower().lstrip("."), "queued") for path in paths)
        write.executemany("INSERT OR IGNORE INTO article (path, format, state) VALUES (?,?,?)", queued)
        total = write.execute("SELECT COUNT(*) FROM article").fetchone()[0]
        write.execute("UPDATE session SET total = ?, ended = 0", (total,))
        return was_there


def waiting(store: Store) -> list[str]:
    """Return the paths that are still to be checked: new ones, and those that are not as they were.

    An article is ``stale`` when it is the same and something else decides now what is reported in it.
    """
    articles = store.read("SELECT path, state, size, mtime_ns FROM article")
    return [row["path"] for row in articles if row["state"] in ("queued", "stale") or not _is_as_it_was(row)]


def _is_as_it_was(article: Row) -> bool:
    try:
        status = os.stat(article["path"])
    except OSError:
        return bool(article["state"] == "gone")
    return (status.st_size, status.st_mtime_ns) == (article["size"], article["mtime_ns"])


def check(
    store: Store, paths: Iterable[str], settings: Settings, jobs: int = 1, stop: Callable[[], bool] = lambda: False
) -> None:
    """Check articles and store them as they come; the newest files first, so that today's copy is there at once."""
    batch: list[Article] = []
    for article in _looked(sorted(paths, key=_newest), settings, jobs):
        batch.append(article)
        if len(batch) == AT_ONCE:
            add(store, batch)
            batch = []
        if stop():
            return
    add(store, batch)
    end(store)


def check_waiting(store: Store, settings: Settings, jobs: int = 1, stop: Callable[[], bool] = lambda: False) -> None:
    """Check what is still to be checked, as soon as nobody else does."""
    with store.checking:
        check(store, waiting(store), settings, jobs, stop)


def check_again(store: Store, settings: Settings) -> None:
    """Check every article under rules that have changed, as soon as nobody else checks under the old ones."""
    with store.checking:
        with store.writing() as write:
            write.execute("UPDATE article SET state = 'stale' WHERE state IN ('checked', 'written', 'failed')")
            write.execute("UPDATE session SET ended = 0, checked = 0")
        check(store, waiting(store), settings)


def end(store: Store) -> None:
    """Note that everything is checked."""
    with store.writing() as write:
        write.execute("UPDATE session SET ended = 1")


def _newest(path: str) -> tuple[int, str]:
    try:
        return -os.stat(path).st_mtime_ns, path
    except OSError:
        return 0, path


_runners: dict[Settings, Runner] = {}


def _looked(paths: list[str], settings: Settings, jobs: int) -> Iterator[Article]:
    if jobs <= 1 or len(paths) < AT_ONCE:
        runner = Runner(settings)
        for path in paths:
            yield look(runner, path)
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial
    from multiprocessing import get_context

    # Forked from a process with threads a worker could inherit a lock that nobody will ever give back.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_in_worker, settings), paths, chunksize=4)


def _in_worker(settings: Settings, path: str) -> Article:
    if settings not in _runners:
        _runners[settings] = Runner(settings)
    return look(_runners[settings], path)


def add(store: Store, articles: Iterable[Article]) -> None:
    """Store articles; places that were decided when the file was other than now keep their decision.

    New ones follow what was decided of their name.
    """
    with store.writing() as write:
        newest = write.execute("SELECT COALESCE(MAX(id), 0) FROM finding").fetchone()[0]
        for article in articles:
            _add(write, article)
        follow(write, newest)
        done = write.execute("SELECT COUNT(*) FROM article WHERE state NOT IN ('queued', 'stale')").fetchone()[0]
        write.execute("UPDATE session SET checked = ?", (done,))


def _add(write: sqlite3.Connection, article: Article) -> None:
    before = write.execute("SELECT * FROM article WHERE path = ?", (article.path,)).fetchone()
    known = None if before is None or before["state"] == "queued" else before
    state = _state(write, article, known)
    if known is None:
        _insert(write, _store(write, article, state), article.spots)
        return
    is_stale = known["state"] == "stale"
    is_same = known["sha256"] == article.sha256 and not article.error
    if is_same and (not is_stale or _is_found(write, known["id"], article.spots)):
        _keep(write, article, state if is_stale else known["state"])
        return
    decided = _decided(write, known["id"], is_stale or state == "written")
    number = _store(write, article, state)
    _forget(write, number)
    added = zip(_insert(write, number, article.spots), article.spots, strict=True)
    _carry(write, [(finding, decided[spot.fingerprint]) for finding, spot in added if spot.fingerprint in decided])


def _state(write: sqlite3.Connection, article: Article, known: Row | None) -> str:
    """Return the state of an article that has just been looked at; ``known`` is what was stored of it before."""
    if article.error:
        return "gone" if not article.sha256 and not os.path.exists(article.path) else "failed"
    if known is None or known["sha256"] in (None, "", article.sha256):
        return "checked"
    return "written" if _is_ours(write, known["id"], article.sha256) else "changed"


def _keep(write: sqlite3.Connection, article: Article, state: str) -> None:
    """Store what may have changed of an article whose places have not."""
    values = {key: getattr(article, key) for key in ("language", "unjudged", "script", "size", "mtime_ns")}
    columns = ", ".join(f"{key} = :{key}" for key in (*values, "state"))
    write.execute(f"UPDATE article SET {columns} WHERE path = :path", {**values, "state": state, "path": article.path})


_STORED = (
    "path", "format", "language", "desk", "day", "title", "sha256", "size", "mtime_ns", "unjudged", "script", "error",
)  # fmt: skip


def _store(write: sqlite3.Connection, article: Article, state: str) -> int:
    """Store an article without its places, in place of what was known of it, and return its number."""
    row = {key: getattr(article, key) for key in _STORED}
    row |= {"text": zlib.compress(article.text.encode("utf-8", "surrogatepass")), "state": state}
    columns, marks = ", ".join(row), ", ".join(f":{key}" for key in row)
    update = ", ".join(f"{key} = excluded.{key}" for key in row if key != "path")
    write.execute(f"INSERT INTO article ({columns}) VALUES ({marks}) ON CONFLICT (path) DO UPDATE SET {update}", row)
    return int(write.execute("SELECT id FROM article WHERE path = ?", (article.path,)).fetchone()[0])


def _is_found(write: sqlite3.Connection, article: int, spots: Iterable[Spot]) -> bool:
    """Say whether an article has the very places that were found in it before."""
    query = 'SELECT fingerprint, start, "end", proposed, safety FROM finding WHERE article = ? AND gone = 0'
    before = Counter(tuple(row) for row in write.execute(query, (article,)))
    return before == Counter((spot.fingerprint, spot.start, spot.end, spot.proposed, spot.safety) for spot in spots)


def _is_ours(write: sqlite3.Connection, article: int, digest: str) -> bool:
    """Say whether a file is as this session has written it, or has put it back."""
    query = """SELECT 1 FROM writing WHERE article = ? AND
      (result = 'written' AND sha_after = ? OR result = 'unwritten' AND sha_before = ?)"""
    return write.execute(query, (article, digest, digest)).fetchone() is not None


def _decided(write: sqlite3.Connection, article: int, back: bool) -> dict[str, tuple[str, str | None]]:
    """Return what was decided by fingerprint; a file that was put ``back`` has its older decisions again."""
    rows = write.execute(
        "SELECT fingerprint, after_writing, verdict, value FROM finding JOIN verdict ON verdict.finding = finding.id"
        f" WHERE article = ? {'' if back else 'AND gone = 0'} ORDER BY finding.id",
        (article,),
    ).fetchall()
    return {
        mark: (row["verdict"], row["value"])
        for key in ("after_writing", "fingerprint")
        for row in rows
        if (mark := row[key]) is not None
    }


def _forget(write: sqlite3.Connection, article: int) -> None:
    """Take an article's places out of the counts; the log still knows them."""
    write.execute("DELETE FROM right_form WHERE article = ?", (article,))
    here = write.execute(
        "SELECT COALESCE(verdict, 'open') AS verdict, -COUNT(*) AS places FROM finding"
        " LEFT JOIN verdict ON verdict.finding = finding.id WHERE article = ? AND gone = 0 GROUP BY 1",
        (article,),
    ).fetchall()
    tally(write, {row["verdict"]: row["places"] for row in here})
    write.execute("UPDATE finding SET gone = 1 WHERE article = ? AND gone = 0", (article,))
    touched = "SELECT DISTINCT cluster FROM finding WHERE article = ?"
    for row in write.execute(touched, (article,)).fetchall():
        recount(write, row["cluster"])


def _insert(write: sqlite3.Connection, article: int, spots: Sequence[Spot]) -> list[int]:
    """Store the places of one article and return their numbers; what is counted is counted once for all of them."""
    clusters = [_cluster(write, spot) for spot in spots]
    numbers = []
    for cluster, spot in zip(clusters, spots, strict=True):
        values = (
            *(article, cluster, spot.fingerprint, spot.check, spot.start, spot.end, spot.line, spot.column),
            *(spot.region, spot.quotation, spot.language, spot.form, spot.proposed, spot.safety, spot.certainty),
            *(spot.message, spot.before, spot.after, json.dumps(spot.related)),
        )
        numbers.append(int(write.execute(_NEW_FINDING, values).lastrowid or 0))
    tally(write, {"open": len(spots)})
    ready = Counter(cluster for cluster, spot in zip(clusters, spots, strict=True) if spot.proposed is not None)
    counted = [(many, many, ready[cluster], cluster) for cluster, many in Counter(clusters).items()]
    write.executemany(
        "UPDATE cluster SET places = places + ?, open = open + ?, ready = ready + ?, articles = articles + 1"
        " WHERE id = ?",
        counted,
    )
    forms = Counter((cluster, spot.form) for cluster, spot in zip(clusters, spots, strict=True))
    write.executemany(
        "INSERT INTO form VALUES (?,?,?,1) ON CONFLICT DO UPDATE SET"
        " places = places + excluded.places, articles = articles + 1",
        ((*key, many) for key, many in forms.items()),
    )
    right = {(article, cluster, *pair) for cluster, spot in zip(clusters, spots, strict=True) for pair in spot.right}
    write.executemany("INSERT OR REPLACE INTO right_form VALUES (?,?,?,?)", right)
    return numbers


_NEW_FINDING = (
    'INSERT INTO finding (article, cluster, fingerprint, check_id, start, "end", line, column, region, quotation,'
    " language, form, proposed, safety, certainty, message, before, after, related)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


def _cluster(write: sqlite3.Connection, spot: Spot) -> int:
    """Return the number of the name that a place speaks of; it is as doubtful as its most doubtful place."""
    band = BANDS[spot.safety if spot.proposed is not None else int(Safety.SHOW)]
    cluster = write.execute("SELECT * FROM cluster WHERE key = ?", (spot.key,)).fetchone()
    if cluster is None:
        values = (spot.key, spot.kind, spot.name, spot.title, spot.native, spot.recommended, spot.reason)
        columns = "key, kind, name, title, native, recommended, reason, evidence, band"
        row = (*values, json.dumps(spot.evidence), band)
        return int(write.execute(f"INSERT INTO cluster ({columns}) VALUES (?,?,?,?,?,?,?,?,?)", row).lastrowid or 0)
    order = list(BANDS.values())
    if order.index(band) > order.index(cluster["band"]):
        write.execute("UPDATE cluster SET band = ? WHERE id = ?", (band, cluster["id"]))
    # What is right for a name is what the rules say now.
    if spot.kind == "name" and spot.recommended != cluster["recommended"]:
        said = (spot.recommended, spot.reason, cluster["id"])
        write.execute("UPDATE cluster SET recommended = ?, reason = ? WHERE id = ?", said)
    # A term is called by its plainest form, not by the one with an ending that happened to come first.
    if spot.kind == "case" and spot.recommended and len(spot.recommended) < len(cluster["recommended"] or ""):
        plain = (spot.title, spot.recommended, cluster["id"])
        write.execute("UPDATE cluster SET title = ?, recommended = ? WHERE id = ?", plain)
    return int(cluster["id"])


def recount(write: sqlite3.Connection, cluster: int) -> None:
    """Count a cluster's places anew."""
    rows: list[Row] = write.execute(
        "SELECT form, article, proposed, COALESCE(verdict, 'open') AS verdict FROM finding"
        " LEFT JOIN verdict ON verdict.finding = finding.id WHERE cluster = ? AND gone = 0",
        (cluster,),
    ).fetchall()
    waiting = [row for row in rows if row["verdict"] == "open"]
    ready = sum(row["proposed"] is not None for row in waiting)
    counted = (len(rows), len({row["article"] for row in rows}), len(waiting), ready, cluster)
    write.execute("UPDATE cluster SET places = ?, articles = ?, open = ?, ready = ? WHERE id = ?", counted)
    write.execute("DELETE FROM form WHERE cluster = ?", (cluster,))
    places = Counter(row["form"] for row in rows)
    pairs = Counter(form for form, _ in {(row["form"], row["article"]) for row in rows})
    write.executemany(
        "INSERT INTO form VALUES (?,?,?,?)", ((cluster, form, count, pairs[form]) for form, count in places.items())
    )


def _carry(write: sqlite3.Connection, decided: list[tuple[int, tuple[str, str | None]]]) -> None:
    """Give places of a changed file the decisions that were made of them before, as an event of the program's."""
    if not decided:
        return
    seq = said_event(write, PROGRAM, "carry", "carried over to the changed file", len(decided))
    rows = []
    for finding, (verdict, value) in decided:
        row = write.execute(
            "SELECT *, 'open' AS verdict, NULL AS value FROM finding WHERE id = ?", (finding,)
        ).fetchone()
        rows.append((row, verdict, value))
    store_effects(write, seq, rows)


def refresh(store: Store, runner: Runner, article: int) -> None:
    """Check an article again if its file is not as it was."""
    row = store.one("SELECT path, size, mtime_ns, state FROM article WHERE id = ?", (article,))
    if row is not None and row["state"] != "queued" and not _is_as_it_was(row):
        add(store, [look(runner, row["path"])])


def looked_at(store: Store, article: int) -> None:
    """Note that a person has seen a file that changed after it was checked."""
    with store.writing() as write:
        write.execute("UPDATE article SET state = 'checked' WHERE id = ? AND state = 'changed'", (article,))


def summary(store: Store) -> dict[str, int]:
    """Count what is decided and open, and the files that changed: what somebody who comes back wants to know."""
    known = counts(store)
    decided = known["fixed"] + known["left"] + known["later"] + known["never"]
    articles = store.read(
        "SELECT path, state, size, mtime_ns FROM article WHERE state IN ('checked', 'written', 'changed')"
    )
    changed = sum(row["state"] == "changed" or not _is_as_it_was(row) for row in articles)
    return {"d": decided, "o": known["open"], "c": changed}
