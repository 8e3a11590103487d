"""Rules that change outside a session: the batch is checked again, and a broken configuration changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lint.review import renewal, session
from lint.review.app import Review
from lint.review.store import MEMORY, Store
from lint.run import Runner

Reviewed = Callable[..., Review]
Client = Callable[[Review], TestClient]


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "PAUSE", 0.0)
    monkeypatch.setattr(renewal, "TIMES", 0)


def forms(store: Store) -> set[str]:
    return {row["form"] for row in store.read("SELECT form FROM finding WHERE gone = 0")}


def ended(review: Review, browser: TestClient) -> None:
    """Ask for a page, and wait until what it has begun is over."""
    browser.get("/names")
    for _ in range(500):
        time.sleep(0.02)
        with review.store.checking:
            row = review.store.one("SELECT ended FROM session")
            if row is not None and row["ended"]:
                return
    raise AssertionError("the second check does not end")


def test_a_house_file_that_somebody_changes(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    browser = client(review)
    ended(review, browser)
    assert "Kiew" in forms(review.store)
    house = article.parent / "onym.yaml"
    house.write_text("allow: [Kiew]\n", "utf-8")
    ended(review, browser)
    assert "Kiew" not in forms(review.store)
    house.unlink()
    ended(review, browser)
    assert "Kiew" in forms(review.store)


def test_who_comes_back_after_the_rules_have_changed(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    ended(review, client(review))
    (article.parent / "onym.yaml").write_text("allow: [Kiew]\n", "utf-8")
    again = Review(review.store, review.runner, "kd")
    ended(again, client(again))
    assert "Kiew" not in forms(review.store)


def test_nothing_is_checked_again_under_the_same_rules(
    article: Path, reviewed: Reviewed, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = reviewed(article)
    (article.parent / "onym.yaml").write_text("allow: [Kiew]\n", "utf-8")
    browser = client(review)
    ended(review, browser)
    monkeypatch.setattr(renewal.session, "check_again", lambda *_: pytest.fail("checked again"))
    article.write_text(article.read_text("utf-8") + "\nMore of it.\n", "utf-8")
    for page in ("/names", "/articles", "/news"):
        assert browser.get(page).status_code < 300


def test_a_broken_configuration_is_told_and_changes_nothing(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    browser = client(review)
    ended(review, browser)
    before = forms(review.store)
    house = article.parent / "onym.yaml"
    house.write_text("allow: [Kiew\n", "utf-8")
    page = browser.get("/names").text
    assert "onym.yaml:" in page
    assert "data-faults>" in page
    assert "onym.yaml:1:8" in browser.get("/news").text
    assert forms(review.store) == before
    house.write_text("allow: [Kiew]  \n", "utf-8")
    ended(review, browser)
    assert forms(review.store) == before - {"Kiew"}
    assert "data-faults hidden>" in browser.get("/names").text


def test_a_batch_that_could_not_be_read_is_read_when_it_can(article: Path, runner: Runner, client: Client) -> None:
    house = article.parent / "onym.yaml"
    house.write_text("allow: [Kiew\n", "utf-8")
    store = Store(MEMORY)
    session.begin(store, [str(article)], [str(article)])
    session.check(store, [str(article)], runner.settings)
    assert forms(store) == set()
    review = Review(store, runner, "kd")
    browser = client(review)
    browser.get("/names")
    house.write_text("language: en\n# mended\n", "utf-8")
    ended(review, browser)
    assert "Kiew" in forms(review.store)


def test_names_that_nobody_can_judge(tmp_path: Path, reviewed: Reviewed, client: Client) -> None:
    brief = tmp_path / "brief.txt"
    brief.write_text("Wolodymyr Selenskyj, Andrij Jermak, Anthony Blinken. Kiew.\n", "utf-8")
    review = reviewed(brief)
    browser = client(review)
    ended(review, browser)
    page = browser.get("/names").text
    assert "4 known names in 1 article could not be judged" in page
    assert "are clean" not in page
    assert "language not certain" in browser.get("/articles").text
    assert "4 known names in 1 article" in browser.get("/articles/1").text
    (tmp_path / "onym.yaml").write_text("language: en\n", "utf-8")
    ended(review, browser)
    assert "could not be judged" not in browser.get("/names").text
    assert "Kiew" in forms(review.store)
