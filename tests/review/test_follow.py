"""Places that are found after a decision on their name follow it: the same spelling and proposal, nothing else."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from lint.review import session, views
from lint.review.fold import Act, Who, counts, decide, folded, undo
from lint.review.found import Article, Spot
from lint.review.store import MEMORY, SCHEMAS, Store, _schema, _statements

KD = Who("kd", "k1")
ZELENSKY = "name:zelensky:en"


def spot(number: int, form: str = "Selensky", proposed: str | None = "Zelensky", **more: Any) -> Spot:
    made = Spot(
        key=ZELENSKY, kind="name", name="zelensky", title="Zelensky", native=None, recommended="Zelensky", reason="r",
        evidence=(), fingerprint=f"{form}{proposed}{number}", check="name-variant", start=number, end=number + 1,
        line=1, column=number + 1, region="body", quotation=False, language="en", form=form, proposed=proposed,
        safety=2, certainty=1.0, message="m", before="", after="", related=(),
    )  # fmt: skip
    return made._replace(**more)


def article(path: str, *spots: Spot, desk: str = "world", digest: str = "1") -> Article:
    return Article(path, "txt", "en", desk, "2026-01-01", path, digest, 1, 1, "text", spots)


def begun(*spots: Spot) -> Store:
    store = Store(MEMORY)
    session.begin(store, ["."], [f"{letter}.txt" for letter in "abcde"])
    session.add(store, [article("a.txt", *(spots or (spot(1), spot(2))))])
    return store


def found(store: Store, path: str, *spots: Spot, **more: str) -> list[tuple[str, str | None]]:
    """Add an article, and return what holds for its places."""
    session.add(store, [article(path, *spots, **more)])
    rows = store.read(
        "SELECT COALESCE(verdict, 'open') AS verdict, value FROM finding JOIN article ON article.id = article"
        " LEFT JOIN verdict ON finding = finding.id WHERE path = ? AND gone = 0 ORDER BY finding.id",
        (path,),
    )
    return [(row["verdict"], row["value"]) for row in rows]


def whole(store: Store, act: str = "fix", request: str = "1", **scope: object) -> int:
    return decide(store, KD, Act(request, act, scope={"cluster": 1, **scope}), "fixed {n} places of Zelensky").seq


def test_a_later_place_follows_the_decision_on_its_name() -> None:
    store = begun()
    decision = whole(store)
    assert found(store, "b.txt", spot(3), spot(4, "Selenskyj")) == [("fixed", "Zelensky"), ("open", None)]
    assert counts(store)["fixed"] == 3
    event = store.one("SELECT * FROM event WHERE act = 'arrive'")
    assert event is not None
    assert (event["editor"], event["done"], event["said"]) == ("onym", 1, "fixed 2 places of Zelensky")
    assert json.loads(event["scope"]) == {"decision": decision}
    shown = views.name(store, 1)
    assert shown is not None
    assert shown["arrived"] == 1
    assert [bool(place["arrived"]) for place in shown["places"]] == [False, False, True, False]


@pytest.mark.parametrize("act", ["leave", "later", "never"])
def test_every_verdict_is_followed(act: str) -> None:
    store = begun(spot(1), spot(2, proposed=None))
    whole(store, act)
    verdict = {"leave": "left"}.get(act, act)
    assert found(store, "b.txt", spot(3), spot(4, proposed=None)) == [(verdict, None)] * 2


def test_another_form_that_was_chosen_is_written_later_too() -> None:
    store = begun()
    whole(store, values={"1": "Zelenskyy", "2": "Zelenskyy"})
    assert found(store, "b.txt", spot(3)) == [("fixed", "Zelenskyy")]


@pytest.mark.parametrize(
    "other",
    [
        spot(3, "Selenskyj"),
        spot(3, proposed="Zelensky's"),
        spot(3, proposed=None, safety=0),
        spot(3, safety=1),
        spot(3, key="name:zelensky:de"),
    ],
)
def test_what_is_not_the_same_is_open(other: Spot) -> None:
    store = begun()
    whole(store)
    assert found(store, "b.txt", other) == [("open", None)]


@pytest.mark.parametrize(
    ("scope", "later", "verdict"),
    [
        ({"quotations": "leave"}, spot(3, quotation=True), "open"),
        ({"quotations": "leave"}, spot(3), "fixed"),
        ({"check": "name-variant"}, spot(3, check="inconsistent-name"), "open"),
        ({"article": 1}, spot(3), "open"),
        ({"findings": [1, 2]}, spot(3), "open"),
        ({"desk": "world"}, spot(3), "fixed"),
        ({"desk": "world", "day": "2026-01-01"}, spot(3), "fixed"),
    ],
)
def test_a_narrower_decision_takes_what_it_would_have_taken(
    scope: dict[str, object], later: Spot, verdict: str
) -> None:
    store = begun()
    whole(store, **scope)
    assert found(store, "b.txt", later)[0][0] == verdict
    if "desk" in scope:
        assert found(store, "c.txt", spot(4), desk="culture") == [("open", None)]


def test_a_decision_on_one_place_is_followed_by_none() -> None:
    store = begun()
    decide(store, KD, Act("1", "fix", finding=1), "")
    assert found(store, "b.txt", spot(3)) == [("open", None)]


def test_a_band_is_a_decision_on_its_names() -> None:
    store = begun()
    decide(store, KD, Act("1", "fix", scope={"band": "sure"}), "")
    assert found(store, "b.txt", spot(3)) == [("fixed", "Zelensky")]


def test_the_newest_decision_that_holds_is_followed() -> None:
    store = begun()
    first = whole(store)
    undo(store, KD, "u1", first)
    assert found(store, "b.txt", spot(3)) == [("open", None)]
    whole(store, "leave", "2")
    assert found(store, "c.txt", spot(4)) == [("left", None)]


def test_undoing_the_decision_takes_back_what_followed_it() -> None:
    store = begun()
    whole(store)
    found(store, "b.txt", spot(3))
    found(store, "c.txt", spot(4))
    done = undo(store, KD, "u")
    assert done is not None
    assert (done.done, done.kept) == (4, 0)
    assert counts(store)["fixed"] == 0
    assert found(store, "d.txt", spot(5)) == [("open", None)]
    undo(store, KD, "r", redo=True)
    assert counts(store)["fixed"] == 4
    assert found(store, "e.txt", spot(6)) == [("fixed", "Zelensky")]
    assert folded(store) == {
        row["finding"]: (row["verdict"], row["value"], row["seq"]) for row in store.read("SELECT * FROM verdict")
    }


def test_what_followed_can_be_taken_back_alone() -> None:
    store = begun()
    whole(store)
    found(store, "b.txt", spot(3))
    arrived = store.one("SELECT seq FROM event WHERE act = 'arrive'")
    assert arrived is not None
    done = undo(store, KD, "u", arrived["seq"])
    assert done is not None
    assert done.done == 1
    assert counts(store)["fixed"] == 2
    again = undo(store, KD, "v")
    assert again is not None
    assert (again.done, again.kept) == (2, 0)


def test_who_decides_otherwise_on_one_of_them_meets_no_conflict() -> None:
    store = begun()
    whole(store)
    found(store, "b.txt", spot(3))
    decide(store, KD, Act("2", "leave", finding=3, seen=0), "")
    assert counts(store)["left"] == 1
    done = undo(store, KD, "u", 1)
    assert done is not None
    assert (done.done, done.kept) == (2, 1)


def test_a_file_that_somebody_changed_waits_for_a_person() -> None:
    store = begun()
    whole(store)
    assert found(store, "a.txt", spot(1), spot(9), digest="2") == [("fixed", "Zelensky"), ("open", None)]


def test_a_place_that_was_opened_again_stays_open() -> None:
    store = begun()
    whole(store)
    decide(store, KD, Act("2", "open", finding=1, seen=9), "")
    assert found(store, "a.txt", spot(1), spot(2), digest="2") == [("open", None), ("fixed", "Zelensky")]


def test_a_session_of_the_first_version_is_brought_up(tmp_path: object) -> None:
    path = f"{tmp_path}/old.sqlite3"
    with sqlite3.connect(path) as old:
        for statement in _statements(_schema(SCHEMAS[0])):
            old.execute(statement)
        old.execute("INSERT INTO article (path, state) VALUES ('a.txt', 'checked')")
        columns = "seq, article, sha_before, sha_after, original, changes, result"
        old.execute(f"INSERT INTO writing ({columns}) VALUES (1, 1, 'a', 'b', 'c', 1, 'written')")
        old.execute("PRAGMA user_version = 1")
    store = Store(path)
    assert [tuple(row) for row in store.read("PRAGMA user_version")] == [(len(SCHEMAS),)]
    assert [row["path"] for row in store.read("SELECT path FROM writing")] == ["a.txt"]
    session.begin(store, ["."], ["b.txt"])
    session.add(store, [article("b.txt", spot(1))])
    whole(store)
    assert counts(store)["fixed"] == 1
