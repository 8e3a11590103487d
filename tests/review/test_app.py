"""The pages and the acts over HTTP, as a browser without script uses them: every act is a form that leads to a page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lint.review import log
from lint.review.app import Review
from lint.review.fold import Who, counts
from lint.review.words import LANGUAGES

Reviewed = Callable[..., Review]
Client = Callable[[Review], TestClient]
PAGES = ("names", "names/1", "articles", "articles/1", "captions", "decisions", "write", "settings")
SCRIPT = {"Onym-Fragment": "1"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_every_language(
    page: str, language: str, article: Path, reviewed: Reviewed, client: Client
) -> None:
    answer = client(reviewed(article)).get(f"/{page}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert "style=" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)
    assert len(answer.content) < 60_000


@pytest.mark.parametrize("page", ["names/99", "articles/99", "nothing", "static/nothing.js", "static/app.py"])
def test_what_is_not_there(page: str, article: Path, reviewed: Reviewed, client: Client) -> None:
    assert client(reviewed(article)).get(f"/{page}").status_code == 404


def test_a_decision_leads_back_to_its_page(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    browser = client(review)
    came = {"Referer": "http://testserver/names/1?from=0", "Host": "testserver"}
    answer = browser.post("/decide", data={"act": "leave", "finding": "1", "seen": "0"}, headers=came)
    assert (answer.status_code, answer.headers["location"]) == (303, "/names/1?from=0")
    assert counts(review.store)["left"] == 1
    elsewhere = {"Referer": "http://evil.example/names/1"}
    answer = browser.post("/undo", data={}, headers=elsewhere)
    assert (answer.status_code, answer.headers["location"]) == (303, "/names")
    assert counts(review.store)["left"] == 0
    assert browser.post("/redo").status_code == 303
    assert counts(review.store)["left"] == 1


def test_all_of_a_name_and_all_of_a_band(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    browser = client(review)
    ready = review.store.one("SELECT ready FROM cluster WHERE id = 1")["ready"]
    wrong = {"act": "fix", "cluster": "1", "expect": str(ready + 1)}
    assert browser.post("/decide", data=wrong).status_code == 412
    told = browser.post("/decide", data={**wrong, "expect": str(ready)}, headers=SCRIPT).json()
    assert told["done"] == ready
    assert "fixed" in told["undo"]
    many = re.search(r'name="expect" value="(\d+)"', browser.get("/names").text)
    told = browser.post("/decide", data={"act": "fix", "band": "sure"}, headers=SCRIPT).json()
    assert many is not None
    assert told["done"] > 0
    assert told["session"]["counts"]["sure"] == 0


def test_another_form_gives_every_place_its_own_ending(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    row = review.store.one("SELECT id FROM cluster WHERE title = 'Volodymyr Zelensky'")
    data = {"act": "fix", "cluster": row["id"], "form": "Volodymyr Zelenskyy"}
    assert client(review).post("/decide", data=data, headers=SCRIPT).json()["done"] > 1
    values = {row["value"] for row in review.store.read("SELECT value FROM verdict WHERE verdict = 'fixed'")}
    assert values <= {"Zelenskyy", "Zelenskyy's", "Zelenskyy’s"}
    assert len(values) == 2


def test_a_conflict_is_told(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    browser = client(review)
    browser.post("/decide", data={"act": "leave", "finding": "1", "reason": "quotation"})
    review.store.choose("editor", "anna")
    late = {"act": "later", "finding": "1", "seen": "0"}
    answer = browser.post("/decide", data=late, headers=SCRIPT)
    assert answer.status_code == 409
    assert answer.json()["theirs"]["who"] == "kd"
    page = browser.post("/decide", data=late, headers={"Accept-Language": "de"})
    assert page.status_code == 409
    assert "kd hat um" in page.text
    assert counts(review.store)["left"] == 1


@pytest.mark.parametrize(
    "data",
    [
        {"act": "explode", "finding": "1"},
        {"act": "fix", "finding": "999"},
        {"act": "", "cluster": "1"},
        {},
    ],
)
def test_what_cannot_be_done_changes_nothing(
    data: dict[str, str], article: Path, reviewed: Reviewed, client: Client
) -> None:
    review = reviewed(article)
    assert client(review).post("/decide", data=data).status_code == 422
    assert review.store.read("SELECT * FROM event") == []


def test_writing_by_forms(article: Path, reviewed: Reviewed, client: Client) -> None:
    review, old = reviewed(article), article.read_bytes()
    browser = client(review)
    browser.post("/decide", data={"act": "fix", "band": "sure"})
    page = browser.get("/write").text
    assert 'data-act="write"' in page
    assert article.read_bytes() == old
    assert browser.get("/write.patch").text.startswith("--- ")
    assert browser.post("/write").headers["location"] == "/write"
    assert article.read_bytes() != old
    assert "Written:" in browser.get("/write").text
    assert browser.post("/unwrite").status_code == 303
    assert article.read_bytes() == old


def test_the_log_goes_out_and_comes_back(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    browser = client(review)
    browser.post("/decide", data={"act": "fix", "band": "sure"})
    browser.post("/decide", data={"act": "leave", "finding": "1", "seen": "99"})
    lines = browser.get("/decisions.json").text
    rows = list(csv.DictReader(io.StringIO(browser.get("/decisions.csv").text)))
    assert len(rows) == len(lines.splitlines()) > 5
    assert set(rows[0]) == set(log.COLUMNS)
    assert json.loads(lines.splitlines()[0])["editor"] == "kd"
    other = reviewed(article)
    told = client(other).post("/import", data={"log": lines}, headers=SCRIPT).json()
    assert "Taken over" in told["words"]
    assert counts(other.store)["fixed"] == counts(review.store)["fixed"]
    assert client(other).post("/import", data={"log": "no json\n[1]\n"}, headers=SCRIPT).status_code == 200


def test_a_cell_is_never_a_formula() -> None:
    row = dict.fromkeys(log.COLUMNS, "x") | {"form": "=HYPERLINK(1)", "name": "@a", "reason": "-1", "seq": -1}
    text = log.as_csv([row])
    assert "'=HYPERLINK" in text
    assert "'@a" in text
    assert ",'-1," in text
    assert "\n-1," in text


def test_filters_narrow_what_is_seen_and_what_is_taken(sixty: Path, reviewed: Reviewed, client: Client) -> None:
    paths = sorted(sixty.rglob("*.txt"))
    review = reviewed(*paths)
    browser = client(review)
    whole, narrowed = browser.get("/names").text, browser.get("/names?desk=culture&language=en").text
    assert whole.count("data-cluster") > narrowed.count("data-cluster") > 0
    data = {"act": "fix", "band": "sure", "desk": "culture"}
    done = browser.post("/decide", data=data, headers=SCRIPT).json()["done"]
    desks = review.store.read(
        "SELECT DISTINCT desk FROM article JOIN finding ON article = article.id JOIN verdict ON finding = finding.id"
    )
    assert done > 0
    assert [row["desk"] for row in desks] == ["culture"]
    assert "data-cluster" in browser.get("/names?q=zelen").text
    assert "data-cluster" not in browser.get("/names?q=%25%25nobody").text


def test_news(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    browser = client(review)
    assert browser.get("/news?after=0&checked=1&ended=1").status_code == 204
    assert browser.get("/news?after=0&checked=1&ended=0").json()["ended"]
    browser.post("/decide", data={"act": "leave", "finding": "1"})
    told = browser.get("/news?after=0&checked=1").json()
    assert [change["finding"] for change in told["changed"]] == [1]
    assert browser.get(f"/news?after={told['seq']}&checked=1&ended=1").status_code == 204


def test_settings_and_forgetting(article: Path, reviewed: Reviewed, client: Client) -> None:
    review = reviewed(article)
    review.invite = lambda: "http://127.0.0.1:1/x/enter?key=k"
    browser = client(review)
    chosen = {"language": "uk", "theme": "dark", "letters": "off", "editor": " anna "}
    browser.post("/settings", data=chosen)
    browser.post("/settings", data={"language": "xx", "theme": "<b>", "editor": ""})
    page = browser.get("/names").text
    assert '<html lang="uk" data-theme="dark" data-letters="off"' in page
    assert review.who() == Who("anna", "page")
    assert "enter?key=k" in browser.post("/settings", data={"invite": "1"}).text
    assert browser.post("/forget").status_code == 200


@pytest.mark.parametrize(
    ("text", "is_told"),
    [("서울에서 장관이 회의를 열었다. 시장은 도착했다.\n", False), ("The mayor opened the bridge.\n", True)],
)
def test_copy_in_which_no_name_is_told_is_not_called_clean(
    text: str, is_told: bool, tmp_path: Path, reviewed: Reviewed, client: Client
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    browser = client(reviewed(path))
    shown = browser.get("/names").text
    assert ("1 article is clean" in shown) == is_told
    for page in (shown, browser.get("/articles/1").text):
        assert ("written without capital letters" in page) != is_told


def test_hostile_copy_is_shown_as_text(tmp_path: Path, reviewed: Reviewed, client: Client) -> None:
    path = tmp_path / "<img src=x onerror=alert(1)>.txt"
    text = "President Selenskyj <script>window.pwn=1</script> met \u202eNato\x1b[2J ministers.\n\nNATO was glad."
    path.write_text(text, "utf-8")
    browser = client(reviewed(path))
    for page in PAGES:
        shown = browser.get(f"/{page}").text
        assert "<script>window" not in shown
        assert "<img" not in shown
        assert "\u202e" not in shown
        assert "\x1b" not in shown
    assert "&lt;script&gt;window.pwn" in browser.get("/articles/1").text
    assert "\\u202e" in browser.get("/articles/1").text
