"""What comes between an editor and the work: kills, other windows, changed files, keys that are quicker than pages."""

from __future__ import annotations

import http.client
import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

pytestmark = pytest.mark.slow
pytest.importorskip("playwright.sync_api", reason="the journeys need playwright (pip install playwright)")
from playwright.sync_api import expect  # noqa: E402
from review_editor import SLOW, Editor, verdicts  # noqa: E402

Serve = Callable[..., Any]


class Line:
    """A raw connection to a server, which may break at any moment."""

    def __init__(self, address: str) -> None:
        self.place = urlsplit(address)
        self.root = self.place.path.removesuffix("/enter")
        connection = self._connection()
        connection.request("GET", f"{self.place.path}?{self.place.query}")
        self.cookie = (connection.getresponse().getheader("Set-Cookie") or "").partition(";")[0]

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.place.port or 0, timeout=SLOW / 1000)

    def send(self, **fields: object) -> http.client.HTTPConnection:
        """Send an act, whose answer nobody may wait for."""
        connection = self._connection()
        origin = f"http://127.0.0.1:{self.place.port}"
        headers = {"Cookie": self.cookie, "Origin": origin, "Onym-Fragment": "1"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST", f"{self.root}/decide", urlencode(fields), headers)
        return connection


def test_fifty_kills_lose_nothing(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served, chance = serve(article), random.Random(6)
    window(served.start())  # which waits until all is checked
    served.kill()
    told: dict[str, tuple[int, str]] = {}
    number = 0
    for _ in range(50):
        line = Line(served.start())
        for _ in range(chance.randint(0, 4)):
            number += 1
            finding, act = chance.randint(1, 13), chance.choice(["leave", "later", "never"])
            fields = {"request": f"act-{number}", "finding": finding, "act": act, "seen": 10**9, "client": "w"}
            answer = line.send(**fields).getresponse()
            assert answer.status == 200
            told[f"act-{number}"] = (finding, act)
        line.send(request=f"lost-{number}", finding=chance.randint(1, 13), act="later", seen=10**9, client="w")
        served.kill()
    with sqlite3.connect(served.database) as connection:
        rows = connection.execute("SELECT request, act, scope FROM event WHERE request LIKE 'act-%'").fetchall()
        held = dict(connection.execute("SELECT finding, seq FROM verdict").fetchall())
        folded = dict(connection.execute("SELECT finding, MAX(seq) FROM effect GROUP BY 1").fetchall())
        double = connection.execute("SELECT COUNT(*) - COUNT(DISTINCT request) FROM event").fetchone()
    assert {row[0]: (json.loads(row[2])["finding"], row[1]) for row in rows} == told
    assert held == folded
    assert double == (0,)


def test_after_a_kill_one_is_where_one_was(batch: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(*sorted(batch.rglob("*.txt")))
    editor = window(served.start())
    editor.press("Shift+A", "Shift+A", "s")
    editor.stored()
    decided = sum(many for verdict, many in verdicts(served).items() if verdict != "open")
    row = editor.focused.get_attribute("data-cluster")
    served.kill()
    editor = window(served.start())
    expect(editor.page.locator("main .notice").first).to_contain_text(f"Decided: {decided}")
    expect(editor.focused).to_have_attribute("data-cluster", str(row))


def test_acts_wait_for_a_server_that_is_away(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    editor = window(served.start())
    editor.page.route("**/decide", lambda route: route.abort())
    editor.press("Shift+A", "s")
    expect(editor.page.locator("[data-alert]")).to_contain_text("Your last acts are not stored yet: 2")
    assert "fixed" not in verdicts(served)
    editor.page.unroute("**/decide")
    editor.stored()
    assert verdicts(served)["fixed"] > 0
    expect(editor.page.locator("[data-alert]")).to_be_hidden()


def test_two_windows_at_one_place(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    one = window(served.start())
    one.at("settings")
    one.page.locator('[data-act="invite"]').click()
    other = window(str(one.page.locator("code").text_content()))
    for editor in (one, other):
        editor.at("names")
        editor.page.locator(".row.listed", has_text="Volodymyr Zelensky").press("Enter")
        expect(editor.page.locator(".row.place").first).to_be_focused()
    with other.page.expect_event("requestfailed"):  # since when no older news is on its way
        other.page.route("**/news*", lambda route: route.abort())
    one.press("a")
    one.stored()
    other.press("r")
    expect(other.page.locator(".conflict")).to_contain_text("decided otherwise")
    expect(other.page.locator("[data-alert]")).to_contain_text("decided otherwise")
    assert "left" not in verdicts(served)
    expect(other.page.locator(".row.place").nth(1)).to_be_focused()  # no answer takes the focus from the editor
    other.press("c")
    expect(other.page.locator(".row.place").first).to_be_focused()
    other.press("2")
    other.stored()
    assert verdicts(served)["left"] == 1
    expect(one.page.locator(".row.place").first).to_have_attribute("data-verdict", "left")


def test_keys_for_the_next_page_do_nothing_on_this_one(
    article: Path, serve: Serve, window: Callable[..., Editor]
) -> None:
    served = serve(article)
    editor = window(served.start())
    page = editor.page
    page.locator(".row.listed", has_text="Volodymyr Zelensky").press("Enter")
    expect(page.locator(".row.place").first).to_be_focused()
    held: list[Any] = []
    page.route("**/decide", lambda route: held.append(route))  # an answer that takes its time
    name = page.url
    with page.expect_request("**/decide"):
        editor.press("Shift+A", "r", "s", "x", "1", "a")
    expect(page.locator("html[data-waiting='1']")).to_be_attached()
    while not held:  # the request is told of before it is held
        page.wait_for_timeout(10)
    (only,) = held
    only.continue_()
    expect(page).not_to_have_url(name)
    editor.ready("name")
    editor.stored()
    assert verdicts(served) == {"fixed": 3, "open": 10}
    assert editor.errors == []


def test_going_to_where_one_is_keeps_the_keys(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    editor = window(serve(article).start())
    editor.at("articles/1")
    rows = editor.page.locator(".row.place")
    for key in ("o", "Enter"):
        expect(rows.first).to_be_focused()
        editor.press(key, "j")
        expect(rows.nth(1)).to_be_focused()
        editor.press("k")
    assert editor.errors == []


def test_what_waits_is_shown_where_it_belongs(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    editor = window(served.start())
    page = editor.page
    page.route("**/decide", lambda route: route.abort())
    first = page.locator(".row.listed").first.get_attribute("data-cluster")
    editor.press("s")
    expect(page.locator("[data-alert]")).to_be_visible()
    editor.at(f"names/{int(str(first)) + 1}")
    expect(page.locator("[data-pending]")).to_have_count(0)  # the numbers of names are not those of places
    editor.at("names")
    expect(page.locator(f".row[data-cluster='{first}'][data-pending]")).to_have_count(1)
    page.unroute("**/decide")
    editor.stored()
    expect(page.locator("[data-pending]")).to_have_count(0)
    assert verdicts(served)["later"] == 3


def test_nothing_is_taken_from_who_is_writing(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    editor = window(served.start())
    page = editor.page
    page.locator(".row.listed", has_text="Volodymyr Zelensky").press("Enter")
    expect(page.locator(".row.place").first).to_be_focused()
    editor.press("r")
    editor.stored()
    editor.press("u", "e")  # an undoing, after which the page is fetched anew, and a field to write in
    page.keyboard.type("as")
    editor.stored()
    expect(editor.focused).to_have_value("as")
    editor.press("Enter")
    editor.stored()
    with sqlite3.connect(served.database) as connection:
        written = connection.execute("SELECT value FROM verdict WHERE verdict = 'fixed'").fetchall()
    assert written == [("as",)]
    assert verdicts(served) == {"fixed": 1, "open": 12}


def test_rows_arrive_below_and_follow_what_was_decided(
    sixty: Path, tmp_path: Path, serve: Serve, window: Callable[..., Editor]
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    texts = [path.read_text("utf-8") for path in sorted(sixty.rglob("en-*.txt"))]
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(texts[number % len(texts)], "utf-8")
    served = serve(folder)
    editor = window(served.start(), ended=False)
    page = editor.page
    expect(page.locator(".row.listed").first).to_be_focused()
    row = page.locator(".row.listed", has_text="Volodymyr Zelensky").first
    row.focus()
    at = row.bounding_box()
    editor.press("Shift+A")
    editor.stored()
    expect(page.locator("html[data-ended='1']")).to_be_attached(timeout=3 * SLOW)
    assert row.bounding_box() == at
    with sqlite3.connect(served.database) as connection:
        acts = dict(connection.execute("SELECT act, SUM(done) FROM event GROUP BY act").fetchall())
        cluster = "SELECT id FROM cluster WHERE key = 'name:volodymyr-zelensky:en'"
        open_ = connection.execute(f"SELECT open FROM cluster WHERE id = ({cluster})").fetchone()
        places = connection.execute(f"SELECT COUNT(*) FROM finding WHERE cluster = ({cluster})").fetchone()
    assert open_ == (0,)
    assert acts.keys() <= {"fix", "arrive"}
    assert sum(acts.values()) == places[0]  # whether the check was quicker than the key, or not
    editor.at("names?band=done")
    assert page.evaluate("document.querySelectorAll('*').length") <= 1_500
    assert editor.errors == []


def test_a_file_that_changed_is_looked_at_first(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    editor = window(serve(article).start())
    page = editor.page
    for _ in range(page.locator(".row.listed").count()):
        editor.press("Shift+A")
    editor.stored()
    article.write_text(article.read_text("utf-8") + "\nOne line more about Kiew.\n", "utf-8")
    now = article.read_bytes()
    editor.at("write")
    expect(page.locator(".row.failed")).to_contain_text("look at it first")
    page.locator('[data-act="write"]').click()
    expect(page.locator("ul.notice")).to_contain_text("port.txt")
    assert article.read_bytes() == now
    editor.at("articles/1")
    expect(page.locator("main .notice").first).to_contain_text("This file changed after the check")
    page.locator('[data-act="look"]').click()
    expect(page.locator('[data-act="look"]')).to_have_count(0)
    editor.at("write")
    page.locator('[data-act="write"]').click()
    expect(page.locator("main .notice").first).to_contain_text("Written:")
    assert b"One line more" in article.read_bytes() != now


def test_a_house_file_that_changes_keeps_the_rows_until_one_asks(
    article: Path, serve: Serve, window: Callable[..., Editor]
) -> None:
    editor = window(serve(article).start())
    page = editor.page
    rows = page.locator(".row.listed").count()
    (article.parent / "onym.yaml").write_text("allow: [Kiew]\n", "utf-8")
    notice = page.locator("[data-again]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("The rules have changed")
    assert page.locator(".row.listed").count() == rows
    assert "Kiew" in page.locator("main").inner_text()
    notice.locator("button").click()
    expect(page.locator("main")).not_to_contain_text("Kiew")
    expect(page.locator("[data-again]")).to_be_hidden()
    (article.parent / "onym.yaml").write_text("allow: [Kiew\n", "utf-8")
    expect(page.locator("[data-faults]")).to_contain_text("onym.yaml:1:8")
    (article.parent / "onym.yaml").write_text("allow: [Kiew, Moskau]\n", "utf-8")
    expect(page.locator("[data-faults]")).to_be_hidden()
    assert editor.errors == []
