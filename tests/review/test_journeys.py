"""What an editor does, in a real browser before a real server: keys, focus, captions, rules, four languages."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
pytest.importorskip("playwright.sync_api", reason="the journeys need playwright (pip install playwright)")
from playwright.sync_api import Page, expect  # noqa: E402
from review_editor import SLOW, Editor, verdicts  # noqa: E402

from lint.review.words import LANGUAGES  # noqa: E402

Serve = Callable[..., Any]
PAGES = ("names", "names/1", "articles", "articles/1", "captions", "decisions", "write", "settings")
AXE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULE = "rule?kind=prefer&form=Volodymyr+Zelenskyy&name=volodymyr-zelensky&language=en&cluster=1"
SHOTS = os.environ.get("ONYM_SCREENSHOTS")


def shown(page: Page) -> list[str]:
    """Return the rows of the list of names: the name, and each spelling with its number, the right ones last."""
    rows = page.locator(".row.listed")
    return [
        f"{rows.nth(at).locator('.title a').inner_text()}: "
        + ", ".join(rows.nth(at).locator(".forms > span").all_inner_texts())
        for at in range(rows.count())
    ]


def test_what_one_article_holds(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    page = window(served.start()).page
    assert shown(page) == [
        "Volodymyr Zelensky: Selenskyj 1, Selenskyj's 1, Zelenskyy 1, Zelensky 3",
        "Kyiv: Kiew 1",
        "Andriy Yermak: Andrij Jermak 1",
        "Antony Blinken: Anthony 1, Blinken 2",
        "NATO: Nato 1, NATO 2",
        "UNESCO: Unesco 1, UNESCO 1",
        "Kharkiv: Charkiw 1, Kharkiv 1",
        "Oleh Syniehubov: Synjehubow 1",
        "Kostiantynivka: Kostiantynvka 1",
    ]
    expect(page.locator('[data-count="captions"]')).to_have_text("2")
    assert verdicts(served) == {"open": 13}
    with sqlite3.connect(served.database) as connection:
        lines = connection.execute("SELECT line FROM finding WHERE check_id = 'repeated-text' ORDER BY 1").fetchall()
    assert lines == [(8,), (27,)]


def test_one_article_by_keys_alone(
    article: Path, serve: Serve, window: Callable[..., Editor], onym: Callable[..., object]
) -> None:
    other = Path(shutil.copy(article, article.with_name("other.txt")))
    served = serve(article)
    editor = window(served.start())
    page, pressed = editor.page, []

    def press(*keys: str) -> None:
        for key in keys:
            editor.press(key)
            pressed.append(key)

    expect(editor.focused).to_have_class("row listed")
    for _ in range(page.locator(".row.listed").count()):
        press("Shift+A")
        expect(page.locator("main :focus")).to_have_count(1)
        expect(page.locator("main :focus")).to_be_in_viewport()
    editor.stored()
    press("g", "c")
    expect(page.locator(".row.pair").first).to_be_focused()
    press("1")
    expect(page.locator(".row.pair").nth(1)).to_be_focused()
    press("b")
    editor.stored()
    assert verdicts(served) == {"fixed": 12, "left": 1}
    press("g", "w")
    expect(page.locator(".row.change")).to_be_focused()
    press("Shift+Tab", "Shift+Tab")
    expect(page.locator('[data-act="write"]')).to_be_focused()
    before = article.read_bytes()
    press("Enter")
    expect(page.locator("main .notice").first).to_have_text("Written: 12 changes in 1 file.")
    assert len(pressed) <= 25
    onym("fix", "--unsafe-fixes", other)
    assert article.read_bytes() == other.read_bytes() != before
    page.locator('[data-act="unwrite"]').press("Enter")
    expect(page.locator("main .notice").first).to_contain_text("Taken back:")
    assert article.read_bytes() == before
    assert editor.errors == []


def whole_band(editor: Editor, band: str) -> None:
    """Decide on every name of a band by keys: fix what can be fixed, leave the rest."""
    for key in ("Shift+A", "Shift+R"):
        editor.at(f"names?band={band}")
        for _ in range(editor.page.locator(".row.listed").count()):
            editor.press(key)
        editor.stored()
    editor.at(f"names?band={band}")
    expect(editor.page.locator(".row.listed")).to_have_count(0)


def test_the_batch_band_by_band(
    batch: Path, tmp_path: Path, serve: Serve, window: Callable[..., Editor], onym: Callable[..., object]
) -> None:
    paths = sorted(path for path in batch.rglob("*") if path.suffix in (".txt", ".md", ".html"))
    clean = batch / "clean.txt"
    clean.write_text("The mayor opened the bridge on Monday.\n", "utf-8")
    other = Path(shutil.copytree(batch, tmp_path / "other"))
    before = (clean.read_bytes(), clean.stat().st_mtime_ns, clean.stat().st_ino)
    served = serve(*paths, clean)
    editor = window(served.start())
    for _ in range(3):  # what a fix brings to light comes with the next look
        editor.at("names")
        if editor.page.locator("details.whole-band").count():
            editor.press("Shift+S")
            expect(editor.page.locator("details.whole-band button")).to_be_focused()
            editor.press("Enter")
            editor.stored()
        for band in ("sure", "look", "ask"):
            whole_band(editor, band)
        pairs(editor, served)
        assert "open" not in verdicts(served)
        editor.at("write")
        if not editor.page.locator('[data-act="write"]').count():
            break
        editor.page.locator('[data-act="write"]').press("Enter")
        expect(editor.page.locator("main .notice").first).to_contain_text("Written:")
    onym("fix", "--unsafe-fixes", *(other / path.relative_to(batch) for path in paths))
    for path in paths:
        assert path.read_bytes() == (other / path.relative_to(batch)).read_bytes(), path.name
    assert (clean.read_bytes(), clean.stat().st_mtime_ns, clean.stat().st_ino) == before
    assert editor.errors == []


def pairs(editor: Editor, served: Any) -> None:
    """Keep the first of every pair that the program would mend, and both of the others."""
    with sqlite3.connect(served.database) as connection:
        mended = {str(row[0]) for row in connection.execute("SELECT id FROM finding WHERE proposed = ''")}
    while True:
        editor.at("captions")
        rows = editor.page.locator(".row.pair[data-verdict=open]")
        found = [rows.nth(at).get_attribute("data-finding") for at in range(rows.count())]
        if not found:
            return
        for number in found:
            expect(editor.page.locator(f"#f{number}")).to_be_focused()
            editor.press("1" if number in mended else "b")
        editor.stored()


def test_quotations_are_left(tmp_path: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    path = tmp_path / "copy" / "a.txt"
    path.parent.mkdir()
    text = 'NATO met on Monday. Nato ministers spoke. "We in Nato will stay," the minister said. Later Nato left.\n'
    path.write_text(text, "utf-8")
    served = serve(path)
    editor = window(served.start())
    editor.press("Enter")
    expect(editor.page.locator(".row.place").first).to_be_focused()
    editor.press("q")
    expect(editor.page.locator("[data-take]")).to_have_text("To fix: 2. Quotations left: 1. By hand: 0.")
    editor.press("Shift+A")
    editor.ready("names")
    assert verdicts(served) == {"fixed": 2, "open": 1}
    editor.at("write")
    editor.page.locator('[data-act="write"]').press("Enter")
    expect(editor.page.locator("main .notice").first).to_contain_text("Written:")
    quoted = '"We in Nato will stay,"'
    assert path.read_text("utf-8") == text.replace("Nato", "NATO").replace(quoted.replace("Nato", "NATO"), quoted)


def test_the_focus_is_always_somewhere(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    editor = window(serve(article).start())
    for path, keys in (
        ("names", ("j", "s", "Space", "j", "u", "r")),
        ("names/1", ("a", "r", "s", "e", "Escape", "x", "1", "u", "q", "t", "2", "1", "w", "Escape")),
        ("articles/1", ("a", "j", "r", "Shift+U")),
        ("captions", ("b", "u", "1", "2", "e", "Escape", "Shift+E", "Escape")),
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


def test_a_band_says_what_it_has_left(batch: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(batch)
    editor = window(served.start())
    summary = editor.page.locator("details.whole-band summary")
    names, places = map(int, re.findall(r"\d+", summary.inner_text()))
    row = editor.page.locator(".row.listed").first
    away = int(re.findall(r"\d+", row.locator('[data-act="fix"]').inner_text())[0])
    editor.press("s")
    expect(summary).to_have_text(re.compile(rf"\b{names - 1} names, {places - away} places"))
    expect(editor.focused).to_have_class(re.compile("row listed"))
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
        editor.settled()
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
    pages = (*PAGES, "decisions?q=zelensky", RULE)
    for width, theme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        # As tall as the pages, or axe would count what is under the bars until one scrolls.
        page.set_viewport_size({"width": width, "height": 6000})
        page.emulate_media(color_scheme=theme)
        for path in pages:
            editor.at(path)
            page.locator("main details").evaluate_all("all => all.slice(0, 6).forEach((each) => { each.open = true })")
            page.evaluate(source)
            told = page.evaluate("tags => axe.run({ runOnly: tags })", list(AXE))
            faults = [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in told["violations"]]
            assert faults == [], (path, width, theme)
    assert [error for error in editor.errors if "Content Security Policy" not in error] == []


def test_a_word_file_is_dropped_and_given_back(tmp_path: Path, batch: Path, serve: Serve, chromium: Any) -> None:
    page = chromium.new_page(locale="en-GB")
    page.set_default_timeout(SLOW)
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


def test_a_rule_is_seen_before_it_is_kept(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    config = article.with_name("onym.yaml")
    config.write_text("language: en # ours\n", "utf-8")
    editor = window(serve(article).start())
    page = editor.page
    page.locator(".row.listed", has_text="Volodymyr Zelensky").press("Enter")
    expect(page.locator(".row.place").first).to_be_focused()
    editor.press("w")
    expect(page.locator("details.rules button").first).to_be_focused()
    editor.press("1")
    editor.ready("rule")
    expect(page.locator("[data-weighed]")).to_be_visible()
    expect(page.locator("pre")).to_contain_text("language: en # ours")
    expect(page.locator("[data-first]")).to_be_focused()
    editor.press("Escape")
    editor.ready("name")
    editor.press("w", "1")
    editor.ready("rule")
    expect(page.locator("[data-first]")).to_be_focused()
    editor.press("Enter")
    expect(page.locator("[data-kept]")).to_contain_text("onym.yaml")
    assert config.read_text("utf-8") == "language: en # ours\n"
    assert editor.errors == []


def test_the_first_page_explains_itself_once(article: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    served = serve(article)
    editor = window(served.start())
    strip = editor.page.locator("[data-welcome]")
    expect(strip.locator("kbd")).to_have_count(5)
    expect(editor.focused).to_have_class("row listed")
    strip.locator("button").press("Enter")
    expect(strip).to_have_count(0)
    served.kill()
    editor = window(served.start())
    expect(editor.page.locator("[data-welcome]")).to_have_count(0)


def test_the_pictures_of_the_page_for_editors(batch: Path, serve: Serve, window: Callable[..., Editor]) -> None:
    if not SHOTS:
        pytest.skip("set ONYM_SCREENSHOTS to a folder to draw them")
    editor = window(serve(batch).start(), viewport={"width": 1000, "height": 480})
    editor.page.locator("[data-welcome] button").press("Enter")
    expect(editor.page.locator("[data-welcome]")).to_have_count(0)
    editor.at("names")
    editor.press("Shift+A")
    editor.stored()
    for path, name in (("names", "names"), ("names/1", "name"), ("articles/1", "article"), ("write", "write")):
        editor.at(path)
        expect(editor.page.locator("main")).to_be_visible()
        editor.page.screenshot(path=str(Path(SHOTS) / f"review-{name}.png"))
