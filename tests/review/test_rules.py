"""A rule before it is kept: the line in the house file, and what changes in the batch, as the command line sees it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from lint.review import beside, house, session, views, weigh, writing
from lint.review.app import Review
from lint.review.fold import Who
from lint.review.store import Store
from lint.run import Runner, Settings

KD = Who("kd", "k1")
Reviewed = Callable[..., Review]
Client = Callable[[Review], TestClient]
PREFER = {"kind": "prefer", "form": "Volodymyr Zelenskyy", "name": "volodymyr-zelensky", "language": "en"}
ACCEPT = {**PREFER, "kind": "accept", "form": "Volodymyr Selenskyj"}
ALLOW = {"kind": "allow", "form": "Kiew", "name": "", "language": ""}


def found(onym: Callable[..., Any], *paths: Path) -> list[tuple[str, str]]:
    told = json.loads(onym("check", "--output-format", "json", *paths).out)
    return [(each["text"], (each["fix"] or {"title": ""})["title"]) for each in told["findings"]]


@pytest.mark.parametrize("change", [PREFER, ACCEPT, ALLOW])
def test_the_figures_are_those_of_the_command_line(
    change: dict[str, str], article: Path, reviewed: Reviewed, onym: Callable[..., Any]
) -> None:
    if change["kind"] == "accept":  # which is right where one document keeps to it
        article.write_text(
            article.read_text("utf-8").replace("Zelenskyy", "Selenskyj").replace("Zelensky", "Selenskyj")
        )
    review = reviewed(article)
    form = "Kiew" if change["kind"] == "allow" else "Selenskyj"
    row = review.store.one("SELECT cluster FROM finding WHERE form = ?", (form,))
    assert row is not None
    before = found(onym, article)
    told = weigh.weigh(review.store, review.runner, change, row["cluster"])
    assert (told.read, told.of) == (1, 1)
    house.keep(review.store, review.runner, KD, {**change, "cluster": str(row["cluster"])})
    writing.write(review.store, review.runner, KD)
    after = found(onym, article)
    assert before != after
    assert told.silent - told.fresh == len(before) - len(after)
    same = sum(one == two for one in before for two in after if one == two)
    assert told.changed + told.silent + told.fresh > 0
    assert same > 0
    assert len(told.samples) == min(weigh.MOST_SAMPLES, told.changed + told.silent + told.fresh)


def test_an_allowed_spelling_falls_silent_everywhere(article: Path, reviewed: Reviewed) -> None:
    review = reviewed(article)
    row = review.store.one("SELECT cluster, COUNT(*) AS places FROM finding WHERE form = 'Kiew'")
    assert row is not None
    told = weigh.weigh(review.store, review.runner, ALLOW, row["cluster"])
    assert (told.changed, told.silent, told.fresh) == (0, row["places"], 0)
    assert told.samples[0].copy.marked == "Kiew"
    assert (told.samples[0].before, told.samples[0].after) == ("Kyiv", None)


def test_the_preview_by_forms(article: Path, reviewed: Reviewed, client: Client) -> None:
    config = article.parent / "onym.yaml"
    config.write_text("language: en # ours\n\n# spellings\nallow: [Odessa] # old\n", "utf-8")
    review = reviewed(article)
    review.runner = Runner(Settings())
    browser = client(review)
    row = review.store.one("SELECT id FROM cluster WHERE title = 'Volodymyr Zelensky'")
    assert row is not None
    page = browser.get(f"/names/{row['id']}").text
    assert 'action="/rule"' in page
    shown = browser.get("/rule", params={**PREFER, "cluster": row["id"]})
    assert shown.status_code == 200
    assert "+prefer: {volodymyr-zelensky: {en: Volodymyr Zelenskyy}}" in shown.text
    assert "# spellings" in shown.text
    assert "data-weighed" in shown.text
    assert beside.drafts(review.store) == []
    kept = browser.post("/rules/draft", data={**PREFER, "cluster": str(row["id"])})
    assert (kept.status_code, kept.headers["location"]) == (303, f"/names/{row['id']}")
    assert "data-kept" in browser.get(f"/names/{row['id']}").text
    assert "+prefer" in browser.get("/write").text
    assert "Zelenskyy" not in config.read_text("utf-8")
    browser.post("/write")
    assert config.read_text("utf-8").startswith("language: en # ours\n\n# spellings\nallow: [Odessa] # old\n")
    assert "Zelenskyy" in config.read_text("utf-8")
    browser.post("/unwrite")
    assert "Zelenskyy" not in config.read_text("utf-8")
    assert "data-kept" in browser.get(f"/names/{row['id']}").text


def until(store: Store, query: str, wanted: object) -> None:
    """Wait for what is checked behind the pages; a busy machine is slow, not wrong."""
    deadline = time.monotonic() + 120
    while [tuple(row) for row in store.read(query)] != wanted:
        assert time.monotonic() < deadline, [tuple(row) for row in store.read(query)]
        time.sleep(0.01)


def test_the_batch_is_checked_again_under_a_rule_that_was_written(
    article: Path, reviewed: Reviewed, client: Client
) -> None:
    other = article.with_name("other.txt")
    other.write_text("President Volodymyr Zelensky spoke in the capital on Monday.\n", "utf-8")
    article.with_name("onym.yaml").write_text("language: en\n", "utf-8")
    review = reviewed(article, other)
    review.runner = Runner(Settings())
    store, browser = review.store, client(review)
    kyiv = store.read("SELECT id FROM finding WHERE form = 'Kiew'")[0]["id"]
    number = store.read("SELECT id FROM cluster WHERE title = 'Volodymyr Zelensky'")[0]["id"]
    browser.post("/decide", data={"act": "leave", "finding": kyiv})
    asked = f"SELECT DISTINCT proposed FROM finding WHERE cluster = {number} AND gone = 0 AND form != 'Selenskyj''s'"
    here = "SELECT COUNT(*) FROM finding JOIN article ON article.id = article WHERE gone = 0 AND path LIKE '%other.txt'"
    until(store, asked, [("Zelensky",)])
    until(store, here, [(0,)])
    browser.post("/rules/draft", data={**PREFER, "cluster": str(number)})
    browser.post("/write")
    assert "checked again" in browser.get("/write").text
    until(store, here, [(1,)])
    until(store, "SELECT ended, checked FROM session", [(1, 2)])
    assert [tuple(row) for row in store.read(asked)] == [("Zelenskyy",)]
    assert store.read("SELECT recommended FROM cluster WHERE id = ?", (number,))[0][0] == "Volodymyr Zelenskyy"
    assert store.read("SELECT verdict FROM finding JOIN verdict ON finding = id WHERE form = 'Kiew' AND gone = 0")
    browser.post("/unwrite")
    until(store, here, [(0,)])
    until(store, asked, [("Zelensky",)])


def test_a_name_is_written_in_none_of_its_cases_and_not_in_capitals(tmp_path: Path, reviewed: Reviewed) -> None:
    path = tmp_path / "a.txt"
    path.write_text("SELENSKYJ IN ROME\n\nVolodymyr Selenskyj met the pope. Selenskyj's plan was his.\n", "utf-8")
    store = reviewed(path).store
    row = store.one("SELECT id FROM cluster WHERE title = 'Volodymyr Zelensky'")
    shown = row and views.name(store, row["id"])
    assert shown
    assert {form["spelling"] for form in shown["cluster"]["forms"]} == {"SELENSKYJ", "Selenskyj", "Selenskyj's"}
    assert shown["plain"] == ["Selenskyj"]


def test_rules_are_offered_for_other_spellings_without_an_ending(article: Path, reviewed: Reviewed) -> None:
    store = reviewed(article).store
    row = store.one("SELECT id, recommended FROM cluster WHERE title = 'Volodymyr Zelensky'")
    assert row is not None
    shown = views.name(store, row["id"])
    assert shown is not None
    assert {form["spelling"] for form in shown["cluster"]["forms"]} == {"Selenskyj", "Selenskyj's", "Zelenskyy"}
    assert row["recommended"] == "Volodymyr Zelensky"
    assert sorted(shown["plain"]) == ["Selenskyj", "Zelenskyy"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_copy_about_a_place_is_of_its_own_line(tmp_path: Path, reviewed: Reviewed, end: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"First.{end}The Nato met in Rome.{end}NATO spoke.{end}", "utf-8", newline="")
    row = reviewed(path).store.one("SELECT before, form, after FROM finding")
    assert row is not None
    assert tuple(row) == ("The ", "Nato", " met in Rome.")


def test_who_comes_back_is_told_of_files_that_changed_meanwhile(article: Path, reviewed: Reviewed) -> None:
    review = reviewed(article)
    assert session.summary(review.store)["c"] == 0
    article.write_text(article.read_text("utf-8") + "One line more about Kiew.\n", "utf-8")
    assert session.summary(review.store)["c"] == 1
    session.refresh(review.store, review.runner, 1)
    assert session.summary(review.store)["c"] == 1
    session.looked_at(review.store, 1)
    assert session.summary(review.store)["c"] == 0


def test_an_article_in_which_nothing_changes_keeps_its_places(article: Path, reviewed: Reviewed) -> None:
    review = reviewed(article)
    events = "SELECT COUNT(*) FROM event"
    before = [tuple(row) for row in review.store.read("SELECT * FROM finding")], review.store.one(events)[0]
    session.check_again(review.store, review.runner.settings)
    after = [tuple(row) for row in review.store.read("SELECT * FROM finding")], review.store.one(events)[0]
    assert after == before
    assert tuple(review.store.one("SELECT ended, checked FROM session")) == (1, 1)
    assert review.store.one("SELECT state FROM article")["state"] == "checked"


def test_a_rule_that_cannot_be_shown_is_refused(article: Path, reviewed: Reviewed, client: Client) -> None:
    browser = client(reviewed(article))
    assert browser.get("/rule", params={"kind": "never", "form": "x"}).status_code == 422
    (article.parent / "onym.yaml").write_text("allow: [", "utf-8")
    review = reviewed(article)
    review.runner = Runner(Settings())
    assert client(review).get("/rule", params={**ALLOW, "cluster": "1"}).status_code == 422


def test_without_a_configuration_the_rule_goes_beside_the_copy(article: Path, reviewed: Reviewed) -> None:
    review = reviewed(article)
    asked = house.asked(review.store, review.runner, ALLOW)
    assert asked.path == str(article.parent / "onym.yaml")
