"""Filling a session: articles and their places go in as they are checked, and again when a file has changed."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from lint import __version__
from lint.finding import Safety
from lint.review.fold import Who, now, said_event, store_effects
from lint.review.found import Article, Spot, look
from lint.review.store import Row, Store
from lint.run import Runner, Settings

AT_ONCE = 50
"""Articles that are stored in one transaction, so that decisions never wait long."""

BANDS = {int(Safety.SAFE): "sure", int(Safety.UNSAFE): "look", int(Safety.SHOW): "ask"}
PROGRAM = Who("onym", "onym")


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
    """Return the paths that are still to be checked: new ones, and those that are not as they were."""
    paths = []
    for row in store.read("SELECT path, state, size, mtime_ns FROM article"):
        try:
            status = os.stat(row["path"])
            same = (status.st_size, status.st_mtime_ns) == (row["size"], row["mtime_ns"])
        except OSError:
            same = row["state"] == "gone"
        if row["state"] == "queued" or not same:
            paths.append(row["path"])
    return paths


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
    """Store articles; places that were decided when the file was other than now keep their decision."""
    with store.writing() as write:
        for article in articles:
            _add(write, article)
        done = write.execute("SELECT COUNT(*) FROM article WHERE state != 'queued'").fetchone()[0]
        write.execute("UPDATE session SET checked = ?", (done,))


def _add(write: sqlite3.Connection, article: Article) -> None:
    before = write.execute("SELECT * FROM article WHERE path = ?", (article.path,)).fetchone()
    known = None if before is None or before["state"] == "queued" else before
    state = "checked"
    if article.error:
        state = "gone" if not article.sha256 and not os.path.exists(article.path) else "failed"
    elif known and known["sha256"] not in (None, "", article.sha256):
        state = "changed"
    if known and known["sha256"] == article.sha256 and not article.error:
        times = (article.size, article.mtime_ns, article.path)
        write.execute("UPDATE article SET size = ?, mtime_ns = ? WHERE path = ?", times)
        return
    decided = _decided(write, known["id"]) if known else {}
    row = {
        **{
            key: getattr(article, key)
            for key in ("path", "format", "language", "desk", "day", "title", "sha256", "size")
        },
        "mtime_ns": article.mtime_ns,
        "text": zlib.compress(article.text.encode("utf-8", "surrogatepass")),
        "state": state,
        "error": article.error,
    }
    columns, marks = ", ".join(row), ", ".join(f":{key}" for key in row)
    update = ", ".join(f"{key} = excluded.{key}" for key in row if key != "path")
    write.execute(f"INSERT INTO article ({columns}) VALUES ({marks}) ON CONFLICT (path) DO UPDATE SET {update}", row)
    number = write.execute("SELECT id FROM article WHERE path = ?", (article.path,)).fetchone()[0]
    if known:
        _forget(write, number)
    added = [(_insert(write, number, spot), spot) for spot in article.spots]
    _carry(write, [(finding, decided[spot.fingerprint]) for finding, spot in added if spot.fingerprint in decided])


def _decided(write: sqlite3.Connection, article: int) -> dict[str, tuple[str, str | None]]:
    rows = write.execute(
        "SELECT fingerprint, verdict, value FROM finding JOIN verdict ON verdict.finding = finding.id"
        " WHERE article = ? AND gone = 0 AND verdict != 'open'",
        (article,),
    )
    return {row["fingerprint"]: (row["verdict"], row["value"]) for row in rows}


def _forget(write: sqlite3.Connection, article: int) -> None:
    """Take an article's places out of the counts; the log still knows them."""
    write.execute("UPDATE finding SET gone = 1 WHERE article = ? AND gone = 0", (article,))
    touched = "SELECT DISTINCT cluster FROM finding WHERE article = ?"
    for row in write.execute(touched, (article,)).fetchall():
        recount(write, row["cluster"])


def _insert(write: sqlite3.Connection, article: int, spot: Spot) -> int:
    band = BANDS[spot.safety if spot.proposed is not None else int(Safety.SHOW)]
    cluster = write.execute("SELECT * FROM cluster WHERE key = ?", (spot.key,)).fetchone()
    if cluster is None:
        values = (spot.key, spot.kind, spot.name, spot.title, spot.native, spot.recommended, spot.reason)
        number = write.execute(
            "INSERT INTO cluster (key, kind, name, title, native, recommended, reason, evidence, band)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (*values, json.dumps(spot.evidence), band),
        ).lastrowid
        cluster_id = int(number or 0)
    else:
        cluster_id = cluster["id"]
        if list(BANDS.values()).index(band) > list(BANDS.values()).index(cluster["band"]):
            write.execute("UPDATE cluster SET band = ? WHERE id = ?", (band, cluster_id))
    values = (
        *(article, cluster_id, spot.fingerprint, spot.check, spot.start, spot.end, spot.line, spot.column, spot.region),
        *(spot.quotation, spot.language, spot.form, spot.proposed, spot.safety, spot.certainty, spot.message),
        *(spot.before, spot.after, json.dumps(spot.related)),
    )  # type: ignore[assignment]
    columns = (
        'article, cluster, fingerprint, check_id, start, "end", line, column, region, quotation, language, form,'
        " proposed, safety, certainty, message, before, after, related"
    )
    marks = ",".join("?" * len(values))
    here = write.execute(
        "SELECT form FROM finding WHERE cluster = ? AND article = ? AND gone = 0", (cluster_id, article)
    ).fetchall()
    finding = write.execute(f"INSERT INTO finding ({columns}) VALUES ({marks})", values).lastrowid
    write.execute(
        "UPDATE cluster SET places = places + 1, open = open + 1, articles = articles + ? WHERE id = ?",
        (not here, cluster_id),
    )
    new = spot.form not in {row["form"] for row in here}
    write.execute(
        "INSERT INTO form VALUES (?,?,1,1) ON CONFLICT DO UPDATE SET places = places + 1, articles = articles + ?",
        (cluster_id, spot.form, new),
    )
    return int(finding or 0)


def recount(write: sqlite3.Connection, cluster: int) -> None:
    """Count a cluster's places anew."""
    rows: list[Row] = write.execute(
        "SELECT form, article, COALESCE(verdict, 'open') AS verdict FROM finding"
        " LEFT JOIN verdict ON verdict.finding = finding.id WHERE cluster = ? AND gone = 0",
        (cluster,),
    ).fetchall()
    open_ = sum(row["verdict"] == "open" for row in rows)
    counted = (len(rows), len({row["article"] for row in rows}), open_, cluster)
    write.execute("UPDATE cluster SET places = ?, articles = ?, open = ? WHERE id = ?", counted)
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
