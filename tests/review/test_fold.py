"""Decisions: added and never changed, each taken back by itself, and none lost when the program is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.review import session
from lint.review.fold import Act, ChangedScopeError, ConflictError, Who, counts, decide, folded, last, undo
from lint.review.found import Article, Spot
from lint.review.store import MEMORY, Store, StoreError

ANNA, KD = Who("anna", "a1"), Who("kd", "k1")


def spot(
    number: int, form: str = "Selensky", key: str = "name:zelensky:en", safety: int = 2, quoted: bool = False
) -> Spot:
    proposed = "Zelensky" if safety else None
    return Spot(
        key=key, kind="name", name="zelensky", title="Zelensky", native=None, recommended="Zelensky", reason="r",
        evidence=(), fingerprint=f"{form}{key}{number}", check="name-variant", start=number, end=number + 1, line=1,
        column=number + 1, region="body", quotation=quoted, language="en", form=form, proposed=proposed, safety=safety,
        certainty=1.0, message="m", before="", after="", related=(),
    )  # fmt: skip


def article(path: str, *spots: Spot, digest: str = "1") -> Article:
    return Article(path, "txt", "en", "desk", "2026-01-01", path, digest, 1, 1, "text", spots)


def filled(store: Store | None = None) -> Store:
    """A session with two names: six places of one in two articles (one by hand, one quoted), three of the other."""
    store = store or Store(MEMORY)
    session.begin(store, ["desk"], ["a.txt", "b.txt"])
    one = article("a.txt", spot(1), spot(2), spot(3, "Selenskyj"), spot(4, safety=0), spot(5, "Nato", "case:nato:en"))
    two = article("b.txt", spot(1), spot(2, quoted=True), *(spot(n, "Nato", "case:nato:en") for n in (3, 4)))
    session.add(store, [one, two])
    return store


def held(store: Store) -> dict[int, tuple[str, str | None, int]]:
    rows = store.read("SELECT * FROM verdict")
    return {row["finding"]: (row["verdict"], row["value"], row["seq"]) for row in rows}


def act(request: str, verb: str = "fix", **more: object) -> Act:
    return Act(request, verb, **more)  # type: ignore[arg-type]


def test_what_goes_in_is_counted() -> None:
    store = filled()
    rows = store.read("SELECT title, places, articles, open, band FROM cluster ORDER BY places DESC")
    assert [tuple(row) for row in rows] == [("Zelensky", 6, 2, 6, "ask"), ("Zelensky", 3, 2, 3, "sure")]
    forms = {row["spelling"]: (row["places"], row["articles"]) for row in store.read("SELECT * FROM form")}
    assert forms == {"Selensky": (5, 2), "Selenskyj": (1, 1), "Nato": (3, 2)}
    assert counts(store) | {"open": 9} == counts(store)


def test_all_of_a_name_but_what_must_be_written_by_hand() -> None:
    store = filled()
    done = decide(store, KD, act("1", scope={"cluster": 1}), "fixed Zelensky")
    assert (done.done, done.kept) == (5, 1)
    assert {row["value"] for row in store.read("SELECT value FROM verdict")} == {"Zelensky"}
    assert store.read("SELECT open FROM cluster WHERE id = 1")[0]["open"] == 1


def test_quotations_can_be_left_out() -> None:
    store = filled()
    assert decide(store, KD, act("1", scope={"cluster": 1, "quotations": "leave"}), "").done == 4


def test_a_scope_fills_open_places_only() -> None:
    store = filled()
    decide(store, KD, act("1", "leave", finding=1), "")
    done = decide(store, KD, act("2", scope={"cluster": 1}), "")
    assert (done.done, done.kept) == (4, 2)
    assert held(store)[1][0] == "left"


@pytest.mark.parametrize(
    ("scope", "places"),
    [
        ({"cluster": 1, "forms": ["Selenskyj"]}, 1),
        ({"cluster": 1, "without": ["Selenskyj"]}, 4),
        ({"article": 2}, 4),
        ({"check": "name-variant"}, 8),
        ({"language": "de"}, 0),
        ({"band": "sure"}, 3),
        ({"findings": [1, 2]}, 2),
        ({}, 8),
    ],
)
def test_scopes(scope: dict, places: int) -> None:
    assert decide(filled(), KD, act("1", scope=scope), "").done == places


def test_the_same_request_is_done_once() -> None:
    store = filled()
    first = decide(store, KD, act("1", finding=1), "")
    decide(store, KD, act("2", "leave", finding=1, seen=first.seq), "")
    assert decide(store, KD, act("1", finding=1), "") == first
    assert held(store)[1][0] == "left"


def test_another_text_can_be_written() -> None:
    store = filled()
    decide(store, KD, act("1", "edit", finding=4, value="Zelenskyy"), "")
    assert held(store)[4][:2] == ("fixed", "Zelenskyy")
    with pytest.raises(ValueError, match="by hand"):
        decide(filled(), KD, act("1", finding=4), "")
    values = {"cluster": 1, "values": {"1": "Zelenskyy"}}
    store = filled()
    assert decide(store, KD, act("1", scope=values), "").done == 1


def test_a_promise_that_no_longer_holds_changes_nothing() -> None:
    store = filled()
    with pytest.raises(ChangedScopeError) as caught:
        decide(store, KD, act("1", scope={"cluster": 1}, expect=6), "")
    assert (caught.value.expect, caught.value.found) == (6, 5)
    store = filled()
    session.add(store, [article("c.txt", spot(1, "Selenskij"))])
    with pytest.raises(ChangedScopeError) as caught:
        decide(store, KD, act("2", scope={"cluster": 1, "forms": ["Selensky"]}, expect=5), "")
    assert held(store) == {}
    assert decide(store, KD, act("3", scope={"cluster": 1}, expect=5), "").done == 6


def test_two_editors_at_one_place() -> None:
    store = filled()
    first = decide(store, ANNA, act("1", "leave", finding=1, reason="quotation"), "")
    with pytest.raises(ConflictError) as caught:
        decide(store, KD, act("2", finding=1), "")
    assert (caught.value.editor, caught.value.verdict, caught.value.reason) == ("anna", "left", "quotation")
    assert held(store)[1][0] == "left"
    decide(store, KD, act("3", "leave", finding=1), "")
    decide(store, KD, act("4", finding=1, seen=first.seq + 1), "")
    assert held(store)[1][0] == "fixed"


def test_any_act_is_taken_back_by_itself_and_later_ones_stand() -> None:
    store = filled()
    acts = [decide(store, KD, act(str(number), finding=number), "") for number in (1, 2, 3)]
    done = undo(store, KD, "u", acts[0].seq)
    assert done is not None
    assert (done.done, done.kept) == (1, 0)
    assert {finding: verdict for finding, (verdict, _, _) in held(store).items()} == {1: "open", 2: "fixed", 3: "fixed"}
    assert undo(store, KD, "v", acts[0].seq) is None


def test_what_was_overruled_since_stays() -> None:
    store = filled()
    bulk = decide(store, KD, act("1", scope={"cluster": 1}), "")
    decide(store, ANNA, act("2", "leave", finding=2, seen=bulk.seq), "")
    done = undo(store, KD, "u")
    assert done is not None
    assert (done.done, done.kept) == (4, 1)
    assert held(store)[2][0] == "left"


def test_undo_and_redo_walk_through_an_editors_own_acts() -> None:
    store = filled()
    decide(store, KD, act("1", finding=1), "one")
    decide(store, ANNA, act("2", finding=2), "hers")
    decide(store, KD, act("3", finding=3), "three")
    assert last(store, KD)["said"] == "three"
    undo(store, KD, "u1")
    assert last(store, KD)["said"] == "one"
    assert last(store, KD, redo=True)["said"] == "three"
    undo(store, KD, "r1", redo=True)
    assert {finding for finding, (verdict, _, _) in held(store).items() if verdict == "fixed"} == {1, 2, 3}
    undo(store, KD, "u2")
    undo(store, KD, "u3")
    assert undo(store, KD, "u4") is None
    assert {finding for finding, (verdict, _, _) in held(store).items() if verdict == "fixed"} == {2}


def test_the_log_cannot_be_changed() -> None:
    store = filled()
    decide(store, KD, act("1", finding=1), "")
    for statement in (
        "DELETE FROM event",
        "UPDATE event SET act = 'x'",
        "DELETE FROM effect",
        "UPDATE effect SET seq = 9",
    ):
        with pytest.raises(sqlite3.DatabaseError), store.writing() as write:
            write.execute(statement)


VERBS = st.sampled_from(["fix", "leave", "later", "never", "open"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("one"), st.sampled_from([ANNA, KD]), VERBS, st.integers(1, 9)),
        st.tuples(st.just("all"), st.sampled_from([ANNA, KD]), VERBS, st.integers(1, 2)),
        st.tuples(st.just("undo"), st.sampled_from([ANNA, KD]), st.booleans(), st.integers(0, 12)),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_what_holds_is_what_the_log_says(steps: list[tuple]) -> None:
    store = filled()
    for number, (kind, who, verb, target) in enumerate(steps):
        before = len(store.read("SELECT seq FROM event"))
        try:
            if kind == "one":
                decide(store, who, act(f"{number}", verb, finding=target, seen=10**6), "")
            elif kind == "all":
                decide(store, who, act(f"{number}", verb, scope={"cluster": target}), "")
            else:
                undo(store, who, f"{number}", target or None, redo=verb and not target)
        except ValueError:
            assert len(store.read("SELECT seq FROM event")) == before
    assert held(store) == folded(store)
    open_ = {row["id"]: row["open"] for row in store.read("SELECT id, open FROM cluster")}
    decided = {finding for finding, (verdict, _, _) in folded(store).items() if verdict != "open"}
    for row in store.read("SELECT id, cluster FROM finding"):
        open_[row["cluster"]] -= row["id"] not in decided
    assert set(open_.values()) == {0}
    verdicts = Counter(verdict for verdict, _, _ in folded(store).values())
    verdicts["open"] += 9 - sum(verdicts.values())
    assert {key: counts(store)[key] for key in verdicts} == dict(verdicts)


def test_decisions_are_carried_to_a_changed_file() -> None:
    store = filled()
    decide(store, KD, act("1", scope={"cluster": 1}), "")
    session.add(store, [article("a.txt", spot(1), spot(3, "Selenskyj"), spot(9), digest="2")])
    assert store.read("SELECT state FROM article WHERE path = 'a.txt'")[0]["state"] == "changed"
    rows = store.read(
        "SELECT fingerprint, verdict FROM finding JOIN verdict ON finding = id WHERE gone = 0 AND article = 1"
    )
    assert sorted(row["verdict"] for row in rows) == ["fixed", "fixed"]
    cluster = store.read("SELECT places, articles, open FROM cluster WHERE id = 1")[0]
    assert tuple(cluster) == (5, 2, 1)


def test_a_session_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    store = Store(str(path))
    with store.writing() as write:
        write.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(StoreError, match="newer onym"):
        Store(str(path))
    (tmp_path / "t.sqlite3").write_bytes(b"no database at all, but long enough to be one")
    with pytest.raises(StoreError, match="no review session"):
        Store(str(tmp_path / "t.sqlite3"))


def test_only_its_owner_can_read_a_session_and_it_can_be_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "review" / "s.sqlite3"
    store = filled(Store(str(path)))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    store.forget()
    assert list(path.parent.iterdir()) == []


PROGRAM = """
import sys
from lint.review.fold import Act, Who, decide
from lint.review.store import Store
store = Store(sys.argv[1])
for number in range(int(sys.argv[2]), 10**9):
    verb = ("leave", "fix")[number % 2]
    decide(store, Who("kd", "w"), Act(str(number), verb, finding=number % 3 + 1, seen=10**9), "")
    print(number, flush=True)
"""


@pytest.mark.slow
def test_no_acknowledged_decision_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    path = str(tmp_path / "s.sqlite3")
    filled(Store(path)).close()
    last_told = 0
    root = str(Path(session.__file__).parent.parent.parent)
    for kill in range(50):
        command = [sys.executable, "-c", PROGRAM, path, str(last_told + 1)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": root})
        assert process.stdout is not None
        for _ in range(kill % 7 + 1):
            last_told = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        told = process.stdout.read().split()
        last_told = int(told[-1]) if told else last_told
        process.wait()
        store = Store(path)
        stored = {int(row["request"]) for row in store.read("SELECT request FROM event")}
        assert set(range(1, last_told + 1)) <= stored
        assert held(store) == folded(store)
        last_told = max(stored)
        store.close()
