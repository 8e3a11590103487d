"""Decisions: every act is an event that is added and never changed; what holds for a place is its newest effect."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone

from lint.review.scope import narrowed
from lint.review.store import Row, Store
from lint.typed import Any, NamedTuple

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
        before = _done_before(write, act.request)
        if before:
            return before
        rows, kept = ([_one(write, who, act)], 0) if act.finding is not None else _of_scope(write, act)
        verdict = VERDICTS[act.act]
        seq = _event(write, who, act, said.replace("{n}", str(len(rows))), len(rows), kept)
        store_effects(write, seq, ((row, verdict, _value(act, row)) for row in rows))
        if act.finding is None:
            _stand(write, seq)
        return Done(seq, len(rows), kept)


def _done_before(write: sqlite3.Connection, request: str) -> Done | None:
    before = write.execute("SELECT seq, done, kept FROM event WHERE request = ?", (request,)).fetchone()
    return Done(*before) if before else None


def _stand(write: sqlite3.Connection, seq: int) -> None:
    """Note what a decision on whole names says of each spelling, for the places that are found later."""
    write.execute(
        "INSERT INTO standing (cluster, form, proposed, safety, seq, verdict, value)"
        " SELECT cluster, form, proposed, MIN(safety), seq, new_verdict, new_value FROM effect"
        " JOIN finding ON finding.id = effect.finding WHERE seq = ? AND new_verdict != 'open'"
        " GROUP BY cluster, form, proposed, new_value",
        (seq,),
    )


def _value(act: Act, row: Row) -> str | None:
    if VERDICTS[act.act] != "fixed":
        return None
    values = (act.scope or {}).get("values")
    if isinstance(values, Mapping):
        found: str | None = values.get(str(row["id"]))
        return found
    return act.value if act.value is not None else row["proposed"]


def _one(write: sqlite3.Connection, who: Who, act: Act) -> Row:
    query = f"SELECT finding.id, proposed, {_HELD} WHERE finding.id = ? AND gone = 0"
    row: Row | None = write.execute(query, (act.finding,)).fetchone()
    if row is None:
        raise ValueError("there is no such place any more")
    wanted = VERDICTS[act.act]
    if wanted == "fixed" and act.value is None and row["proposed"] is None:
        raise ValueError("there is nothing to write here: write it by hand")
    differs = row["verdict"] != wanted or (wanted == "fixed" and row["value"] != _value(act, row))
    if row["seq"] > act.seen and row["verdict"] != "open" and differs:
        event = write.execute("SELECT * FROM event WHERE seq = ?", (row["seq"],)).fetchone()
        # A window sends its acts in order and may send the next one before it has heard of the last. What only follows
        # a decision on the name is nobody's decision on this place.
        if event["client"] != who.client and event["act"] != "arrive":
            about = (row["verdict"], row["value"], event["editor"], event["at"], event["reason"], row["seq"])
            raise ConflictError(*about)
    return row


_HELD = """COALESCE(verdict.verdict, 'open') AS verdict, verdict.value AS value, COALESCE(verdict.seq, 0) AS seq
  FROM finding LEFT JOIN verdict ON verdict.finding = finding.id"""


def _of_scope(write: sqlite3.Connection, act: Act) -> tuple[list[Row], int]:
    """Return the open places of a scope, and count those that stay as they were decided."""
    scope = act.scope or {}
    where, values = narrowed(scope)
    query = f"SELECT finding.id, proposed, form, {_HELD} WHERE {where} AND gone = 0 ORDER BY finding.id"
    rows = write.execute(query, values).fetchall()
    taken = [row for row in rows if row["verdict"] == "open" and _can(act, row)]
    if act.expect is not None:
        shown = scope.get("forms")
        new = sorted({row["form"] for row in taken} - set(shown)) if shown else []
        if len(taken) < act.expect or new:
            raise ChangedScopeError(act.expect, len(taken), new)
    return taken, len(rows) - len(taken)


def _can(act: Act, row: Row) -> bool:
    return VERDICTS[act.act] != "fixed" or _value(act, row) is not None


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


def said_event(
    write: sqlite3.Connection,
    who: Who,
    act: str,
    said: str,
    done: int,
    scope: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> int:
    """Store an event of the program's own and return its number."""
    return _event(write, who, Act(os.urandom(16).hex(), act, scope=scope, reason=reason), said, done, 0)


def store_effects(write: sqlite3.Connection, seq: int, changes: Iterable[tuple[Row, str, str | None]]) -> None:
    """Write the effects of an event: of each place, which has its id, verdict and value, what becomes of it."""
    write.executemany(
        "INSERT INTO effect VALUES (?,?,?,?,?,?)",
        ((seq, row["id"], row["verdict"], row["value"], verdict, value) for row, verdict, value in changes),
    )
    settle(write, seq)


def settle(write: sqlite3.Connection, seq: int) -> None:
    """Make what holds for each place, and what is counted of it, follow from the effects of the newest event."""
    write.execute(
        "INSERT INTO verdict SELECT finding, new_verdict, new_value, seq FROM effect WHERE seq = ?"
        " ON CONFLICT DO UPDATE SET verdict = excluded.verdict, value = excluded.value, seq = excluded.seq",
        (seq,),
    )
    steps = write.execute(
        "SELECT SUM(step), SUM(step * ready), cluster FROM (SELECT cluster, ready,"
        " (new_verdict = 'open') - (old_verdict = 'open') AS step FROM effect JOIN finding ON id = finding"
        " WHERE seq = ?) WHERE step != 0 GROUP BY cluster",
        (seq,),
    ).fetchall()
    write.executemany("UPDATE cluster SET open = open + ?, ready = ready + ? WHERE id = ?", map(tuple, steps))
    moved: Counter[str] = Counter()
    many = "SELECT old_verdict, new_verdict, COUNT(*) FROM effect WHERE seq = ? GROUP BY 1, 2"
    for old, new, places in write.execute(many, (seq,)):
        moved[new] += places
        moved[old] -= places
    tally(write, moved)


def tally(write: sqlite3.Connection, moved: Mapping[str, int]) -> None:
    """Keep count of the places by verdict, so that no page has to count them all."""
    write.executemany(
        "INSERT INTO tally VALUES (?,?) ON CONFLICT DO UPDATE SET places = places + excluded.places", moved.items()
    )


def undo(store: Store, who: Who, request: str, seq: int | None = None, redo: bool = False) -> Done | None:
    """Take an act back: the one named, or this editor's newest that stands; None where there is nothing to take back.

    With a decision on a name goes what followed it later. A place that somebody has decided anew since stays as it is
    and is counted as kept. To redo is to undo the newest undoing.
    """
    with store.writing() as write:
        before = _done_before(write, request)
        if before:
            return before
        target = _target(write, who, seq, redo)
        if target is None:
            return None
        together = [target["seq"], *_arrived(write, target["seq"])]
        listed = ",".join(map(str, together))
        many = write.execute(f"SELECT COUNT(*) FROM effect WHERE seq IN ({listed})").fetchone()[0]
        standing = (
            "FROM effect JOIN verdict ON verdict.finding = effect.finding AND verdict.seq = effect.seq"
            f" WHERE effect.seq IN ({listed})"
        )
        done = write.execute(f"SELECT COUNT(*) {standing}").fetchone()[0]
        act = Act(request, "redo" if redo else "undo")
        new = _event(write, who, act, target["said"], done, many - done, undoes=target["seq"])
        write.execute(
            "INSERT INTO effect SELECT ?, effect.finding, verdict.verdict, verdict.value, old_verdict, old_value"
            f" {standing}",
            (new,),
        )
        settle(write, new)
        _hold(write, target)
        return Done(new, done, many - done)


def _arrived(write: sqlite3.Connection, seq: int) -> list[int]:
    """Return the events by which later places followed a decision, without those that were taken back."""
    query = f"SELECT seq FROM event WHERE act = 'arrive' AND scope = ? AND {_STANDS}"
    return [row["seq"] for row in write.execute(query, (json.dumps({"decision": seq}),))]


def _hold(write: sqlite3.Connection, undone: Row) -> None:
    """Let no more places follow a decision that was taken back, or let them again: what is undone may be an undoing."""
    held, root = False, undone
    while root["undoes"] is not None:
        held, root = not held, write.execute("SELECT * FROM event WHERE seq = ?", (root["undoes"],)).fetchone()
    write.execute("UPDATE standing SET held = ? WHERE seq = ?", (held, root["seq"]))


_STANDS = "NOT EXISTS (SELECT 1 FROM event AS later WHERE later.undoes = event.seq)"


def _target(connection: sqlite3.Connection, who: Who, seq: int | None, redo: bool) -> Row | None:
    """Return the event to take back: never one that has been taken back already."""
    if seq is not None:
        row: Row | None = connection.execute(f"SELECT * FROM event WHERE seq = ? AND {_STANDS}", (seq,)).fetchone()
        return row
    row = connection.execute(*_newest(who, redo)).fetchone()
    return row  # noqa: RET504 sqlite3 types it as Any


def _newest(who: Who, redo: bool) -> tuple[str, tuple[str, ...]]:
    acts = ("undo",) if redo else (*sorted(DECIDED), "redo")
    marks = ",".join("?" * len(acts))
    query = f"SELECT * FROM event WHERE editor = ? AND act IN ({marks}) AND {_STANDS} ORDER BY seq DESC LIMIT 1"
    return query, (who.editor, *acts)


def last(store: Store, who: Who, redo: bool = False) -> Row | None:
    """Return the event that `undo` would take back."""
    return store.one(*_newest(who, redo))


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
    listed = "SELECT band, COUNT(*) AS number FROM cluster WHERE open > 0 AND kind != 'caption' GROUP BY band"
    for row in store.read(listed):
        found[row["band"]] = row["number"]
    return found
