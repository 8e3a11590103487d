"""Captions that stand twice: either can be kept, as it is or rewritten, and the file then holds exactly that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lint.review import captions, session, views, writing
from lint.review.app import Review
from lint.review.fold import Who, counts
from lint.run import Settings

KD = Who("kd", "k1")
Reviewed = Callable[..., Review]
Client = Callable[[Review], TestClient]
CAPTION = "ARCHIVE - Volodymyr Zelensky, President of Ukraine, visits a shipyard in Odesa. Photo: Iryna Kolos/AP/dpa"
HEAD = "Ukraine proposes a fund\n\nThe plan was presented on Saturday in Gdansk by the president.\n\n"
SCRIPT = {"Onym-Fragment": "1"}


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD}{CAPTION}\n{CAPTION}\nKeystone\n", "utf-8")
    return path


def pair(review: Review) -> dict[str, object]:
    (row,), more = captions.captions(review.store)
    assert more == 0
    return row


def decided(review: Review, client: Client, **said: str) -> str:
    """Decide on the pair, write, and return what is in the file."""
    answer = client(review).post("/decide", data={"finding": str(pair(review)["id"]), **said}, headers=SCRIPT)
    assert answer.status_code == 200, answer.text
    writing.write(review.store, review.runner, KD)
    row = review.store.one("SELECT path FROM article")
    assert row is not None
    return Path(row["path"]).read_text("utf-8").removeprefix(HEAD)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"act": "fix"}, f"{CAPTION}\nKeystone\n"),
        ({"act": "first"}, f"{CAPTION}\nKeystone\n"),
        ({"act": "first", "text": f"{CAPTION}\r\n"}, f"{CAPTION}\nKeystone\n"),
        ({"act": "first", "text": "A shipyard."}, "A shipyard.\nKeystone\n"),
        ({"act": "second"}, f"{CAPTION}\nKeystone\n"),
        ({"act": "second", "text": "A harbour."}, "A harbour.\nKeystone\n"),
        ({"act": "second", "text": "A\x1eharbour."}, "Aharbour.\nKeystone\n"),
        ({"act": "second", "text": " "}, f"{CAPTION}\nKeystone\n"),
        ({"act": "leave"}, f"{CAPTION}\n{CAPTION}\nKeystone\n"),
    ],
)
def test_what_is_kept(said: dict[str, str], wanted: str, twice: Path, reviewed: Reviewed, client: Client) -> None:
    assert decided(reviewed(twice), client, **said) == wanted


def test_the_second_of_two_that_differ(tmp_path: Path, reviewed: Reviewed, client: Client) -> None:
    path = tmp_path / "a.txt"
    second = CAPTION.replace("/AP/dpa", "/AFP")
    path.write_text(f"{HEAD}{CAPTION}\n{second}\nKeystone\n", "utf-8")
    review = reviewed(path)
    assert not pair(review)["same"]
    assert decided(review, client, act="second") == f"{second}\nKeystone\n"
    session.check(review.store, session.waiting(review.store), Settings())
    assert captions.captions(review.store)[0] == []
    writing.unwrite(review.store, KD)
    session.check(review.store, session.waiting(review.store), Settings())
    assert path.read_text("utf-8") == f"{HEAD}{CAPTION}\n{second}\nKeystone\n"
    assert pair(review)["kept"] == "second"


def test_a_name_inside_the_caption_that_is_kept_is_still_fixed(
    tmp_path: Path, reviewed: Reviewed, client: Client
) -> None:
    path = tmp_path / "a.txt"
    wrong = CAPTION.replace("Zelensky", "Selenskyj")
    path.write_text(f"{HEAD}{wrong}\n{wrong}\nKeystone\n", "utf-8")
    review = reviewed(path)
    client(review).post("/decide", data={"act": "fix", "band": "sure"})
    assert decided(review, client, act="second") == f"{CAPTION}\nKeystone\n"


def test_before_and_after_are_shown_and_taken_back(twice: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(twice)
    browser = client(review)
    page = browser.get("/captions").text
    assert [page.count(f'value="{act}"') for act in ("first", "second", "leave")] == [2, 2, 1]
    number = str(pair(review)["id"])
    browser.post("/decide", data={"act": "second", "finding": number, "text": "A <harbour>."})
    row = pair(review)
    assert (row["kept"], row["after"]) == ("second", "A <harbour>.")
    page = browser.get("/captions").text
    assert 'data-kept="second"' in page
    assert "A &lt;harbour&gt;.</bdi>" in page
    article = browser.get("/articles/1").text
    assert "\x1e" not in article
    assert article.count("<del>") == 3  # both in the copy, one in the list
    shown = views.article(review.store, 1)
    assert shown is not None
    assert "".join(piece["text"] for piece in shown["pieces"]) == twice.read_text("utf-8")
    assert "A <harbour>. | " in browser.get("/decisions.csv").text
    browser.post("/undo")
    assert pair(review)["kept"] == ""


def test_an_exported_choice_is_taken_over(twice: Path, reviewed: Reviewed, client: Client) -> None:
    one, two = reviewed(twice), reviewed(twice)
    client(one).post("/decide", data={"act": "second", "finding": "1", "text": "A harbour."})
    client(two).post("/import", data={"log": client(one).get("/decisions.json").text})
    assert (pair(two)["kept"], pair(two)["after"]) == ("second", "A harbour.")


@pytest.mark.parametrize("said", [{"act": "second", "finding": "99"}, {"act": "first"}])
def test_where_there_are_no_two_nothing_is_kept(
    said: dict[str, str], twice: Path, reviewed: Reviewed, client: Client
) -> None:
    review = reviewed(twice)
    assert client(review).post("/decide", data=said).status_code == 422
    assert counts(review.store)["fixed"] == 0


def test_a_band_takes_no_caption(twice: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(twice)
    client(review).post("/decide", data={"act": "fix", "band": "sure"})
    assert pair(review)["verdict"] == "open"


def test_there_is_a_further_page(tmp_path: Path, reviewed: Reviewed, client: Client) -> None:
    paths = []
    for number in range(captions.PAGE + 1):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"{HEAD}{CAPTION}\n{CAPTION}\nKeystone\n", "utf-8")
    browser = client(reviewed(*paths))
    assert browser.get("/captions").text.count('class="row pair') == captions.PAGE
    assert browser.get(f"/captions?from={captions.PAGE}").text.count('class="row pair') == 1
