"""Decisions: every act is an event that is added and never changed; what holds for a place is its newest effect."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple

from lint.review.store import Row, Store

VERDICTS: Mapping[str, str] = {
    "fix": "fixed",
    "edit": "fixed",
    "leave": "left",
    "later": "later",
    "never": "never",
    "open": "open",
}
"""What each act makes of a place."""

DECIDED = frozenset({*VERDICTS, "carry", "arrive"})


class Who(NamedTuple):
    """An editor at one of their windows."""

    editor: str
    client: str


class Act(NamedTuple):
    """What an editor wants: an act on one finding, or on all open findings of a scope.

    ``request`` is the window's own id of the act; sent twice it is done once. ``seen`` is the number of the verdict
    the editor had before their eyes. ``value`` is the text to write where it is not the proposed one.
    """

    request: str
    act: str
    finding: int | None = None
    scope: Mapping[str, Any] | None = None
    seen: int = 0
    value: str | None = None
    reason: str | None = None
    expect: int | None = None


class Done(NamedTuple):
    """What became of an act: its number, how many places it changed, how many it left as they were decided."""

    seq: int
    done: int
    kept: int


class ConflictError(Exception):
    """Somebody else has decided otherwise meanwhile; nothing was changed."""

    def __init__(self, verdict: str, value: str | None, editor: str, at: str, reason: str | None, seq: int) -> None:
        super().__init__(f"{editor} decided otherwise at {at}")
        self.verdict, self.value, self.editor, self.at, self.reason, self.seq = verdict, value, editor, at, reason, seq


class ChangedScopeError(Exception):
    """The scope holds fewer places than the page said, or spellings it did not show; nothing was changed."""

    def __init__(self, expect: int, found: int, new_forms: Sequence[str]) -> None:
        super().__init__(f"{found} places instead of {expect}")
        self.expect, self.found, self.new_forms = expect, found, tuple(new_forms)


def now() -> str:
    """Return the time as the log writes it: UTC, to the second."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def decide(store: Store, who: Who, act: Act, said: str) -> Done:
    """Store an act with its effects; raises ConflictError and ChangedScopeError, ValueError for an act nobody knows.

    ``said`` is the act in words, for the log and for undoing it; ``{n}`` in it becomes the number of places.
    """
    if act.act not in VERDICTS:
        raise ValueError(f"there is no act {act.act!r}")
    with store.writing() as write:
        before = write.execute("SELECT seq, done, kept FROM event WHERE request = ?", (act.request,)).fetchone()
        if before:
            return Done(*before)
        if act.finding is not None:
            rows = [_one(write, who, act)]
            kept = 0
        else:
            rows, kept = _of_scope(write, act)
        verdict = VERDICTS[act.act]
        seq = _event(write, who, act, said.replace("{n}", str(len(rows))), len(rows), kept)
        store_effects(write, seq, ((row, verdict, _value(act, row)) for row in rows))
        return Done(seq, len(rows), kept)


def _value(act: Act, row: Row) -> str | None:
    if VERDICTS[act.act] != "fixed":
        return None
    values = (act.scope or {}).get("values")
    if isinstance(values, Mapping):
        found: str | None = values.get(str(row["id"]))
        return found
    return act.value if act.value is not None else row["proposed"]


def _one(write: sqlite3.Connection, who: Who, act: Act) -> Row:
    row: Row | None = write.execute(f"{_OPENED} WHERE finding.id = ? AND gone = 0", (act.finding,)).fetchone()
    if row is None:
        raise ValueError("there is no such place any more")
    wanted = VERDICTS[act.act]
    if wanted == "fixed" and act.value is None and row["proposed"] is None:
        raise ValueError("there is nothing to write here: write it by hand")
    differs = row["verdict"] != wanted or (wanted == "fixed" and row["value"] != _value(act, row))
    if row["seq"] > act.seen and row["verdict"] != "open" and differs:
        event = write.execute("SELECT * FROM event WHERE seq = ?", (row["seq"],)).fetchone()
        # A window sends its acts in order and may send the next one before it has heard of the last.
        if event["client"] != who.client:
            about = (row["verdict"], row["value"], event["editor"], event["at"], event["reason"], row["seq"])
            raise ConflictError(*about)
    return row


_OPENED = """SELECT finding.*, COALESCE(verdict.verdict, 'open') AS verdict, verdict.value AS value,
  COALESCE(verdict.seq, 0) AS seq FROM finding LEFT JOIN verdict ON verdict.finding = finding.id"""


def _of_scope(write: sqlite3.Connection, act: Act) -> tuple[list[Row], int]:
    """Return the open places of a scope, and count those that stay as they were decided."""
    scope = act.scope or {}
    where, values = narrowed(scope)
    rows = write.execute(f"{_OPENED} WHERE {where} AND gone = 0 ORDER BY finding.id", values).fetchall()
    taken = [row for row in rows if row["verdict"] == "open" and _can(act, row)]
    if act.expect is not None:
        shown = scope.get("forms")
        new = sorted({row["form"] for row in taken} - set(shown)) if shown else []
        if len(taken) < act.expect or new:
            raise ChangedScopeError(act.expect, len(taken), new)
    return taken, len(rows) - len(taken)


def _can(act: Act, row: Row) -> bool:
    return VERDICTS[act.act] != "fixed" or _value(act, row) is not None


def narrowed(scope: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Turn a scope (cluster, forms, article, language, check, band, desk, day, q, quotations …) into a condition."""
    clauses: list[str] = []
    values: list[Any] = []
    for key, column in (
        ("cluster", "cluster"),
        ("article", "article"),
        ("language", "language"),
        ("check", "check_id"),
    ):
        if scope.get(key) is not None:
            clauses.append(f"finding.{column} = ?")
            values.append(scope[key])
    for key, column in (("forms", "form"), ("findings", "id"), ("without", "form")):
        if scope.get(key):
            listed = list(scope[key])
            negated = "NOT " if key == "without" else ""
            clauses.append(f"finding.{column} {negated}IN ({','.join('?' * len(listed))})")
            values += listed
    if scope.get("band"):
        clauses.append("finding.cluster IN (SELECT id FROM cluster WHERE band = ?)")
        values.append(scope["band"])
    for key in ("desk", "day"):
        if scope.get(key):
            clauses.append(f"finding.article IN (SELECT id FROM article WHERE {key} = ?)")
            values.append(scope[key])
    if scope.get("q"):
        clauses.append(f"finding.cluster IN (SELECT id FROM cluster WHERE {CALLED})")
        values += [like(scope["q"])] * 2
    if scope.get("quotations") == "leave":
        clauses.append("finding.quotation = 0")
    return " AND ".join(clauses) or "1", values


CALLED = """(cluster.title LIKE ? ESCAPE '\\' OR cluster.id IN
  (SELECT cluster FROM form WHERE spelling LIKE ? ESCAPE '\\'))"""
"""The condition that a name or one of its spellings holds a text, which goes in twice (see `like`)."""


def like(text: str) -> str:
    """Return the pattern of LIKE for any text that holds this one."""
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _event(
    write: sqlite3.Connection, who: Who, act: Act, said: str, done: int, kept: int, undoes: int | None = None
) -> int:
    scope = None if act.scope is None else json.dumps(dict(act.scope), sort_keys=True)
    if act.finding is not None:
        scope = json.dumps({"finding": act.finding})
    row = (now(), who.editor, who.client, act.request, act.act, scope, act.value, act.reason, undoes, said, done, kept)
    columns = "at, editor, client, request, act, scope, value, reason, undoes, said, done, kept"
    seq = write.execute(f"INSERT INTO event ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", row).lastrowid
    return int(seq or 0)


def said_event(write: sqlite3.Connection, who: Who, act: str, said: str, done: int) -> int:
    """Store an event of the program's own and return its number."""
    return _event(write, who, Act(os.urandom(16).hex(), act), said, done, 0)


def store_effects(write: sqlite3.Connection, seq: int, changes: Iterable[tuple[Row, str, str | None]]) -> None:
    """Write the effects of an event, what holds now, and how many places of each cluster are open."""
    effects: list[tuple[int, int, str, str | None, str, str | None]] = []
    opened: dict[int, list[int]] = {}
    for row, verdict, value in changes:
        effects.append((seq, row["id"], row["verdict"], row["value"], verdict, value))
        step = (verdict == "open") - (row["verdict"] == "open")
        if step:
            both = opened.setdefault(row["cluster"], [0, 0])
            both[0] += step
            both[1] += step * (row["proposed"] is not None)
    write.executemany("INSERT INTO effect VALUES (?,?,?,?,?,?)", effects)
    write.executemany(
        "INSERT INTO verdict VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET"
        " verdict = excluded.verdict, value = excluded.value, seq = excluded.seq",
        ((finding, verdict, value, seq) for seq, finding, _, _, verdict, value in effects),
    )
    steps = ((*both, cluster) for cluster, both in opened.items())
    write.executemany("UPDATE cluster SET open = open + ?, ready = ready + ? WHERE id = ?", steps)
    moved = Counter(effect[4] for effect in effects)
    moved.subtract(effect[2] for effect in effects)
    tally(write, moved)


def tally(write: sqlite3.Connection, moved: Mapping[str, int]) -> None:
    """Keep count of the places by verdict, so that no page has to count them all."""
    write.executemany(
        "INSERT INTO tally VALUES (?,?) ON CONFLICT DO UPDATE SET places = places + excluded.places", moved.items()
    )


def undo(store: Store, who: Who, request: str, seq: int | None = None, redo: bool = False) -> Done | None:
    """Take an act back: the one named, or this editor's newest that stands; None where there is nothing to take back.

    A place that somebody has decided anew since stays as it is and is counted as kept. To redo is to undo the newest
    undoing.
    """
    with store.writing() as write:
        before = write.execute("SELECT seq, done, kept FROM event WHERE request = ?", (request,)).fetchone()
        if before:
            return Done(*before)
        target = _target(write, who, seq, redo)
        if target is None:
            return None
        effects = write.execute(
            "SELECT finding.*, effect.old_verdict, effect.old_value, verdict.verdict AS verdict,"
            " verdict.value AS value, verdict.seq AS held FROM effect JOIN finding ON finding.id = effect.finding"
            " JOIN verdict ON verdict.finding = effect.finding WHERE effect.seq = ? ORDER BY finding.id",
            (target["seq"],),
        ).fetchall()
        standing = [row for row in effects if row["held"] == target["seq"]]
        act = Act(request, "redo" if redo else "undo")
        kept = len(effects) - len(standing)
        new = _event(write, who, act, target["said"], len(standing), kept, undoes=target["seq"])
        store_effects(write, new, ((row, row["old_verdict"], row["old_value"]) for row in standing))
        return Done(new, len(standing), kept)


def _target(write: sqlite3.Connection, who: Who, seq: int | None, redo: bool) -> Row | None:
    """Return the event to take back: never one that has been taken back already."""
    standing = "NOT EXISTS (SELECT 1 FROM event AS later WHERE later.undoes = event.seq)"
    if seq is not None:
        row: Row | None = write.execute(f"SELECT * FROM event WHERE seq = ? AND {standing}", (seq,)).fetchone()
        return row
    acts = ("undo",) if redo else (*sorted(DECIDED), "redo")
    marks = ",".join("?" * len(acts))
    newest = f"SELECT * FROM event WHERE editor = ? AND act IN ({marks}) AND {standing} ORDER BY seq DESC LIMIT 1"
    row = write.execute(newest, (who.editor, *acts)).fetchone()
    return row  # noqa: RET504 sqlite3 types it as Any


def last(store: Store, who: Who, redo: bool = False) -> Row | None:
    """Return the event that `undo` would take back."""
    with store.writing() as write:
        return _target(write, who, None, redo)


def folded(store: Store) -> dict[int, tuple[str, str | None, int]]:
    """Return what holds for each place by replaying the log: the newest effect on it."""
    held: dict[int, tuple[str, str | None, int]] = {}
    for row in store.read("SELECT * FROM effect ORDER BY seq"):
        held[row["finding"]] = (row["new_verdict"], row["new_value"], row["seq"])
    return held


def counts(store: Store) -> dict[str, int]:
    """Count the places by verdict, and the open ones by band (``sure``, ``look``, ``ask``)."""
    found = dict.fromkeys(("open", "fixed", "left", "later", "never", "sure", "look", "ask"), 0)
    for row in store.read("SELECT * FROM tally"):
        found[row["verdict"]] = row["places"]
    for row in store.read(
        "SELECT band, COUNT(*) AS number FROM cluster WHERE open > 0 AND kind != 'caption' GROUP BY band"
    ):
        found[row["band"]] = row["number"]
    return found
