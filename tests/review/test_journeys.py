"""What an editor does, in a real browser before a real server: keys, focus, crashes, two windows, four languages."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
pytest.importorskip("playwright.sync_api", reason="the journeys need playwright (pip install playwright)")
from playwright.sync_api import Page, expect  # noqa: E402

from lint.review.words import LANGUAGES  # noqa: E402

Serve = Callable[..., Any]
PAGES = ("names", "names/1", "articles", "articles/1", "captions", "decisions", "write", "settings")
AXE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SHOTS = os.environ.get("ONYM_SCREENSHOTS")
expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong


class Editor:
    """One window: a page before a review, and whatever went wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.errors = page, []  # type: ignore[var-annotated]
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.goto(address)
        self.base = page.url.removesuffix("names")
        expect(page.locator("html[data-ended='1']")).to_be_attached(timeout=30_000)
        self.at("names")

    def at(self, path: str) -> None:
        """Open a page of the review."""
        self.page.goto(self.base + path)

    def press(self, *keys: str) -> None:
        """Press keys, and see after each that something has the focus and can be seen."""
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def focused(self) -> Any:
        return self.page.locator(":focus")

    def stored(self) -> None:
        """Wait until every act is stored."""
        expect(self.page.locator("html[data-waiting='0']")).to_be_attached()


@pytest.fixture
def window(chromium: Any) -> Iterator[Callable[..., Editor]]:
    contexts: list[Any] = []

    def open_(address: str, **more: Any) -> Editor:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **more})
        contexts.append(context)
        return Editor(context.new_page(), address)

    yield open_
    for context in contexts:
        context.close()


def verdicts(served: Any) -> dict[str, int]:
    with sqlite3.connect(served.database) as connection:
        rows = connection.execute(
            "SELECT COALESCE(verdict, 'open'), COUNT(*) FROM finding LEFT JOIN verdict ON finding = id"
            " WHERE gone = 0 GROUP BY 1"
        )
        return dict(rows.fetchall())


def test_one_article_by_keys_alone(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    editor = window(served.start())
    page, places = editor.page, sum(verdicts(served).values())
    expect(editor.focused).to_have_class("row listed")
    names = page.locator(".row.listed").count()
    for _ in range(names):
        editor.press("Shift+A")
    editor.stored()
    editor.press("g", "c")
    expect(page.locator(".row.pair").first).to_be_focused()
    editor.press("1")
    editor.stored()
    decided = verdicts(served)
    editor.press("g", "w")
    button = page.locator('[data-act="write"]')
    expect(button).to_be_visible()
    button.focus()
    before = article.read_bytes()
    editor.press("Enter")
    expect(page.locator(".notice").first).to_contain_text("Written:")
    assert decided["fixed"] >= places - 3
    assert article.read_bytes() != before
    page.locator('[data-act="unwrite"]').press("Enter")
    expect(page.locator(".notice").first).to_contain_text("Taken back:")
    assert article.read_bytes() == before
    assert editor.errors == []


def test_the_focus_is_always_somewhere(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    editor = window(serve(article).start())
    for path, keys in (
        ("names", ("j", "s", "Space", "j", "u", "r")),
        ("names/1", ("a", "r", "s", "e", "Escape", "x", "1", "u", "q", "t", "2", "1", "w", "Escape")),
        ("articles/1", ("a", "j", "r", "Shift+U")),
        ("captions", ("b", "u", "1")),
        ("decisions", ("j", "k", "Enter")),
    ):
        editor.at(path)
        for key in keys:
            editor.press(key)
            focused = editor.page.locator("main :focus, footer :focus")
            expect(focused, f"{key} on {path}").to_have_count(1)
            expect(focused, f"{key} on {path}").to_be_in_viewport()
    assert editor.errors == []


def test_acts_are_taken_back_and_the_list_stays(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    editor = window(served.start())
    page = editor.page
    page.locator(".row.listed").first.press("Enter")
    expect(page.locator(".row.place").first).to_be_focused()
    before = verdicts(served)
    editor.press("a", "r")
    editor.stored()
    rows = page.locator(".row.place")
    expect(rows.nth(0)).to_have_attribute("data-verdict", "fixed")
    expect(rows.nth(1)).to_have_attribute("data-verdict", "left")
    editor.press("u")
    editor.stored()
    expect(rows.nth(1)).to_have_attribute("data-verdict", "open")
    editor.press("u")
    editor.stored()
    assert verdicts(served) == before
    editor.press("Shift+U")
    editor.stored()
    expect(rows.nth(0)).to_have_attribute("data-verdict", "fixed")
    expect(rows.nth(1)).to_have_attribute("data-verdict", "open")
    assert editor.errors == []


def test_another_form_and_a_text_by_hand(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    editor = window(served.start())
    page = editor.page
    page.locator(".row.listed", has_text="Volodymyr Zelensky").press("Enter")
    expect(page.locator(".row.place").first).to_be_focused()
    editor.press("e")
    expect(editor.focused).to_have_attribute("name", "value")
    page.keyboard.type("The president")
    editor.press("Enter")
    editor.stored()
    expect(page.locator(".row.place").first).to_contain_text("The president")
    page.locator("input[name=other]").fill("Volodymyr Zelenskyy")
    page.locator("input[name=other]").press("Enter")
    editor.stored()
    with sqlite3.connect(served.database) as connection:
        values = {row[0] for row in connection.execute("SELECT value FROM verdict WHERE verdict = 'fixed'")}
    assert {"The president", "Zelenskyy"} <= values


def test_a_killed_server_loses_nothing(batch: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(*sorted(batch.rglob("*.txt")))
    done = 0
    for _ in range(4):
        editor = window(served.start())
        for _ in range(2):
            editor.press("Shift+A")
        editor.stored()
        now = verdicts(served)["fixed"]
        assert now > done
        done = now
        served.kill()
        assert verdicts(served)["fixed"] == done
    address = served.start()
    editor = window(address)
    expect(editor.page.locator(".notice").first).to_contain_text(f"Decided: {done}")


def test_acts_wait_for_a_server_that_is_away(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    editor = window(served.start())
    editor.page.route("**/decide", lambda route: route.abort())
    editor.press("Shift+A", "s")
    expect(editor.page.locator("[data-alert]")).to_contain_text("Your last 2 acts are not stored yet")
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
    other.page.route("**/news*", lambda route: route.abort())
    one.press("a")
    one.stored()
    other.press("r")
    expect(other.page.locator(".conflict")).to_contain_text("decided otherwise")
    assert "left" not in verdicts(served)
    expect(other.page.locator(".row.place").first).to_be_focused()
    other.press("2")
    other.stored()
    assert verdicts(served)["left"] == 1
    expect(one.page.locator(".row.place").first).to_have_attribute("data-verdict", "left", timeout=5000)


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
    expect(page.locator(".notice").first).to_contain_text("This file changed after the check")
    page.locator('[data-act="look"]').click()
    expect(page.locator('[data-act="look"]')).to_have_count(0)
    editor.at("write")
    page.locator('[data-act="write"]').click()
    expect(page.locator(".notice").first).to_contain_text("Written:")
    assert b"One line more" in article.read_bytes() != now


def test_hostile_copy_does_nothing(tmp_path: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    text = "<script>window.pwn=1</script> <img src=x onerror='window.pwn=2'> Selenskyj \u202e met Nato \x1b[2J. NATO."
    (folder / "<img src=x onerror=window.pwn=3>.txt").write_text(text, "utf-8")
    editor = window(serve(folder).start())
    for path in PAGES:
        editor.at(path)
        assert editor.page.evaluate("window.pwn") is None
    editor.at("articles/1")
    expect(editor.page.locator("article")).to_contain_text("<script>window.pwn=1</script>")
    expect(editor.page.locator("article")).to_contain_text("\\u202e")
    assert editor.errors == []


def key(page: Page, **event: Any) -> None:
    page.evaluate(
        "event => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...event }))",
        event,
    )


def test_keys_on_every_layout_and_nothing_by_accident(
    article: Path, serve: Serve, window: Callable[..., Editor]
) -> None:
    served = serve(article)
    editor = window(served.start())
    page = editor.page
    rows = page.locator(".row.listed")
    expect(rows.first).to_be_focused()
    key(page, key="о", code="KeyJ")
    expect(rows.nth(1)).to_be_focused()
    key(page, key="л", code="KeyK")
    expect(rows.nth(0)).to_be_focused()
    for accident in (
        {"key": "s", "ctrlKey": True},
        {"key": "s", "altKey": True},
        {"key": "s", "metaKey": True},
        {"key": "s", "isComposing": True},
        {"key": "s", "repeat": True},
        {"key": "A", "shiftKey": True, "repeat": True},
        {"key": "ö", "code": "Semicolon"},
    ):
        key(page, **accident)
    page.locator("input[type=search]").first.focus()
    page.keyboard.type("sra")
    expect(page.locator("input[type=search]").first).to_have_value("sra")
    editor.press("Escape")
    expect(rows.first).to_be_focused()
    key(page, key="j", repeat=True)
    expect(rows.nth(1)).to_be_focused()
    assert set(verdicts(served)) == {"open"}
    key(page, key="s", code="KeyS")
    editor.stored()
    key(page, key="a", code="KeyQ")
    expect(page.locator(".row.place").first).to_be_focused()
    assert "later" in verdicts(served)
    editor.at("settings")
    page.locator("select[name=letters]").select_option("off")
    page.locator("form.settings button").first.click()
    editor.at("names")
    before = verdicts(served)
    editor.press("s", "Shift+A", "r")
    editor.press("Home", "ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    assert verdicts(served) == before


def test_four_languages_fit_a_phone(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    editor = window(serve(article).start())
    for language in LANGUAGES:
        editor.page.set_viewport_size({"width": 1280, "height": 800})
        editor.at("settings")
        editor.page.locator("select[name=language]").select_option(language)
        editor.page.locator("form.settings button").first.click()
        expect(editor.page.locator(f"html[lang={language}]")).to_be_attached()
        for width in (390, 320):
            editor.page.set_viewport_size({"width": width, "height": 800})
            for path in PAGES:
                editor.at(path)
                over = editor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert over <= 0, (language, path, width)
    assert editor.errors == []


def test_no_barrier_that_axe_knows(batch: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="this needs axe (pip install axe-playwright-python)")
    source = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    editor = window(serve(*sorted(batch.rglob("*.txt"))).start())
    page = editor.page
    editor.press("Shift+A", "s")
    editor.stored()
    for width, theme in ((1280, "light"), (390, "dark")):
        # As tall as the pages, or axe would count what is under the bars until one scrolls.
        page.set_viewport_size({"width": width, "height": 6000})
        page.emulate_media(color_scheme=theme)
        for path in PAGES:
            editor.at(path)
            page.locator("main details").evaluate_all("all => all.slice(0, 6).forEach((each) => { each.open = true })")
            page.evaluate(source)
            told = page.evaluate("tags => axe.run({ runOnly: tags })", list(AXE))
            faults = [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in told["violations"]]
            assert faults == [], (path, width, theme)
    assert [error for error in editor.errors if "Content Security Policy" not in error] == []


def test_a_word_file_is_dropped_and_given_back(tmp_path: Path, batch: Path, serve: Serve, chromium: Any) -> None:
    page = chromium.new_page(locale="en-GB")
    page.goto(serve(command="serve").start())
    word = next(path for path in sorted(batch.rglob("*.docx")) if path.name.startswith("en"))
    page.locator("input[type=file]").set_input_files(str(word))
    page.locator("form.settings button").click()
    expect(page.locator(".row.place").first).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("html[data-waiting='0']")).to_be_attached()
    page.goto(page.url.replace("articles/1", "write"))
    with page.expect_download() as given:
        page.locator("a.main-act").click()
    with zipfile.ZipFile(given.value.path()) as archive:
        assert b"<w:ins " in archive.read("word/document.xml")
    page.locator('[data-act="forget"]').click()
    expect(page.locator("textarea")).to_be_visible()
    page.context.close()


def test_the_pictures_of_the_page_for_editors(batch: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    if not SHOTS:
        pytest.skip("set ONYM_SCREENSHOTS to a folder to draw them")
    editor = window(serve(batch).start(), viewport={"width": 1000, "height": 480})
    editor.press("Shift+A")
    editor.stored()
    for path, name in (("names", "names"), ("names/1", "name"), ("articles/1", "article"), ("write", "write")):
        editor.at(path)
        expect(editor.page.locator("main")).to_be_visible()
        editor.page.screenshot(path=str(Path(SHOTS) / f"review-{name}.png"))
