"""An editor before the review: one window of a real browser, and what is stored behind it."""

from __future__ import annotations

import sqlite3
from typing import Any

from playwright.sync_api import Page, expect

SLOW = 120_000
"""Milliseconds that a busy machine may take for anything: it is slow, not wrong."""

expect.set_options(timeout=SLOW)


class Editor:
    """One window: a page before a review, and whatever went wrong in it."""

    def __init__(self, page: Page, address: str, ended: bool = True) -> None:
        self.page = page
        page.set_default_timeout(SLOW)
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.goto(address)
        self.base = page.url.removesuffix("names")
        if ended:
            expect(page.locator("html[data-ended='1']")).to_be_attached()
            self.at("names")

    def at(self, path: str) -> None:
        """Open a page of the review, and wait until its script has run."""
        self.settled()
        self.page.goto(self.base + path)
        room, _, one = path.partition("?")[0].partition("/")
        self.ready(room.removesuffix("s") if one else room)

    def ready(self, room: str) -> None:
        """Wait until a page is there that was gone to by a key, and its script has run."""
        expect(self.page.locator(f"html[data-ready]:not([data-leaving]) main[data-here='{room}']")).to_be_attached()

    def settled(self) -> None:
        """Wait until no page is being left: a browser that goes to two pages at once comes to either."""
        expect(self.page.locator("html[data-ready]:not([data-leaving])")).to_be_attached()

    def press(self, *keys: str) -> None:
        """Press keys as fast as they go."""
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def focused(self) -> Any:
        return self.page.locator(":focus")

    def stored(self) -> None:
        """Wait until every act is stored, and the page is there that comes after it."""
        expect(self.page.locator("html[data-ready][data-waiting='0']:not([data-leaving])")).to_be_attached()


def verdicts(served: Any) -> dict[str, int]:
    with sqlite3.connect(served.database) as connection:
        rows = connection.execute(
            "SELECT COALESCE(verdict, 'open'), COUNT(*) FROM finding LEFT JOIN verdict ON finding = id"
            " WHERE gone = 0 GROUP BY 1"
        )
        return dict(rows.fetchall())
