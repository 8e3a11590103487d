"""A rule before it is kept: the line in the house file, and what changes in the batch, as the command line sees it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from lint.review import beside, house, weigh, writing
from lint.review.app import Review
from lint.review.fold import Who
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
