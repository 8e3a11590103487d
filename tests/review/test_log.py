"""The log: searched by all that an editor remembers, and summed up by check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lint.review import log, session, writing
from lint.review.app import Review
from lint.review.fold import Act, Who, decide, undo
from lint.review.store import Store
from lint.run import Settings

KD, ANNA = Who("kd", "k1"), Who("anna", "a1")
Reviewed = Callable[..., Review]


@pytest.fixture
def decided(article: Path, reviewed: Reviewed) -> Review:
    review = reviewed(article)
    rows = {row["form"]: row["id"] for row in review.store.read("SELECT id, form FROM finding")}
    decide(review.store, KD, Act("1", "fix", finding=rows["Selenskyj"]), "fixed 1 places of Volodymyr Zelensky")
    decide(review.store, ANNA, Act("2", "leave", finding=rows["Nato"], reason="quotation"), "left 1 places of NATO")
    decide(review.store, KD, Act("3", "never", finding=rows["Kiew"], reason="person"), "not 1 places of Kyiv")
    return review


@pytest.mark.parametrize(
    ("word", "acts"),
    [
        ("", ["never", "leave", "fix"]),
        ("anna", ["leave"]),
        ("selensky", ["fix"]),
        ("Zelensky", ["fix"]),
        ("quotation", ["leave"]),
        ("port.txt", ["never", "leave", "fix"]),
        ("never", ["never"]),
        ("%", []),
        ("nobody", []),
    ],
)
def test_what_is_found(word: str, acts: list[str], decided: Review) -> None:
    assert [row["act"] for row in log.page(decided.store, word)["rows"]] == acts


def test_a_search_goes_on_on_the_next_page(
    article: Path, reviewed: Reviewed, client: Callable[[Review], TestClient]
) -> None:
    review = reviewed(article)
    for number in range(60):
        decide(review.store, KD, Act(f"r{number}", "leave", finding=1, seen=999), "left Zelensky")
    page = client(review).get("/decisions?q=zelensky").text
    assert page.count('class="row logged') == 50
    assert "q=zelensky" in page.partition('class="more"')[2]
    assert client(review).get("/decisions?q=zelensky&before=11").text.count('class="row logged') == 10


def shares(store: Store) -> dict[str, tuple[int, int, int, str]]:
    return {each.check: (each.fixed, each.left, each.never, each.share) for each in log.ratios(store)}


def test_how_often_each_check_was_followed(decided: Review, client: Callable[[Review], TestClient]) -> None:
    assert shares(decided.store) == {"name-variant": (1, 0, 1, "50 %"), "letter-case": (0, 1, 0, "0 %")}
    page = client(decided).get("/decisions").text
    assert 'data-check="letter-case"' in page
    undo(decided.store, ANNA, "u")
    assert "letter-case" not in shares(decided.store)


def test_what_is_written_and_checked_again_counts_once(decided: Review) -> None:
    before = shares(decided.store)
    writing.write(decided.store, decided.runner, KD)
    session.check(decided.store, session.waiting(decided.store), Settings())
    assert shares(decided.store) == before


def test_what_is_new_here_is_said_until_it_is_put_away(
    article: Path, reviewed: Reviewed, client: Callable[[Review], TestClient], tmp_path: Path
) -> None:
    first = reviewed(article, store=Store(str(tmp_path / "review" / "one.sqlite3")))
    browser = client(first)
    assert "data-welcome" in browser.get("/names").text
    assert browser.post("/welcome", headers={"Host": "testserver"}).status_code == 303
    assert "data-welcome" not in browser.get("/names").text
    other = reviewed(article, store=Store(str(tmp_path / "review" / "two.sqlite3")))
    assert "data-welcome" not in client(other).get("/names").text
