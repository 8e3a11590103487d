"""Places that are found after a decision on their name: they follow it, as an event of the program's own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from lint.review.fold import Who, said_event, store_effects
from lint.review.scope import covers
from lint.review.store import Row

PROGRAM = Who("onym", "onym")


def follow(write: sqlite3.Connection, since: int) -> None:
    """Let places after number ``since`` follow what was decided of their name, where nobody has decided on them.

    A place follows a decision if it has a spelling that the decision took, for which the same is proposed, at least as
    surely. The newest decision that holds is followed, with an event for each. What is new in a file that was changed
    waits for a person, who has to look at that file anyway.
    """
    if write.execute("SELECT 1 FROM standing WHERE held LIMIT 1").fetchone() is None:
        return
    rows = write.execute(
        "SELECT finding.id, 'open' AS verdict, NULL AS value, check_id, quotation, desk, day, standing.seq,"
        " standing.verdict AS follows, standing.value AS writes"
        " FROM finding JOIN article ON article.id = article"
        " JOIN standing ON standing.cluster = finding.cluster AND standing.form = finding.form"
        " AND standing.proposed IS finding.proposed AND standing.safety <= finding.safety AND held"
        " LEFT JOIN verdict ON verdict.finding = finding.id"
        " WHERE finding.id > ? AND article.state = 'checked' AND verdict.finding IS NULL"
        " ORDER BY finding.id, standing.seq DESC",
        (since,),
    ).fetchall()
    for decision, places in _followed(write, rows).items():
        said, reason = write.execute("SELECT said, reason FROM event WHERE seq = ?", (decision,)).fetchone()
        seq = said_event(write, PROGRAM, "arrive", said, len(places), {"decision": decision}, reason)
        store_effects(write, seq, ((row, row["follows"], row["writes"]) for row in places))


def _followed(write: sqlite3.Connection, rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Return the places that follow each decision: a place the first one of its rows that would have taken it."""
    scopes: dict[int, dict[str, object]] = {}
    found: dict[int, list[Row]] = {}
    last = 0
    for row in rows:
        if row["seq"] not in scopes:
            scope = write.execute("SELECT scope FROM event WHERE seq = ?", (row["seq"],)).fetchone()[0]
            scopes[row["seq"]] = json.loads(scope)
        place = {key: row[key] for key in ("check_id", "quotation", "desk", "day")}
        if row["id"] != last and covers(scopes[row["seq"]], place):
            found.setdefault(row["seq"], []).append(row)
            last = row["id"]
    return found
