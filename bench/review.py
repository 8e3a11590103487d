"""How fast the review is: 6,000 articles are checked while somebody decides, and every click is timed.

Usage: ``python -m bench.review [ARTICLES] [JOBS]``. The articles are made of those in seeds/, about 5 kB each.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from starlette.testclient import TestClient

from lint.review import session
from lint.review.app import Review
from lint.review.store import Store
from lint.run import Runner, Settings

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
SIZE = 5_000
"""Code points of an article."""


def fill(folder: Path, articles: int) -> list[str]:
    """Write articles of one language each, in 40 folders, and return their paths."""
    chance = random.Random(6)
    texts: dict[str, list[str]] = {}
    for path in sorted(SEEDS.glob("*.txt")):
        texts.setdefault(path.name[:2], []).extend(path.read_text("utf-8").split("\n\n"))
    paths = []
    for number in range(articles):
        language = chance.choice(sorted(texts))
        copy = ""
        while len(copy) < SIZE:
            copy += chance.choice(texts[language]) + f" {number}\n\n"
        path = folder / f"desk-{number % 40:02}" / f"{language}-{number:05}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(copy, "utf-8")
        paths.append(str(path))
    return paths


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds an act takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def main(articles: int = 6_000, jobs: int = 1) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        paths = fill(Path(folder), articles)
        store, settings = Store(str(Path(folder) / "session.sqlite3")), Settings()
        session.begin(store, [folder], paths)
        review = Review(store, Runner(settings), "bench")
        browser = TestClient(review.application(), headers={"Onym-Fragment": "1"}, follow_redirects=False)
        start = time.perf_counter()
        checking = threading.Thread(target=session.check, args=(store, session.waiting(store), settings, jobs))
        checking.start()
        while not (store.one("SELECT checked FROM session") or {"checked": 0})["checked"]:
            time.sleep(0.01)
        print(f"first 50 articles  {time.perf_counter() - start:8.2f} s")
        print(f"first page         {timed(lambda: browser.get('/names')):8.1f} ms")
        meanwhile = []
        while checking.is_alive():
            row = store.one("SELECT id FROM finding ORDER BY RANDOM() LIMIT 1")
            said = {"act": "leave", "finding": str(row["id"] if row else 0), "seen": "999999999"}
            meanwhile.append(timed(partial(browser.post, "/decide", data=said)))
            time.sleep(0.2)
        print(f"all {articles:,} checked  {time.perf_counter() - start:8.1f} s")
        report("a decision meanwhile", meanwhile)
        clicks(store, browser)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory             {most:8.0f} MB")


def clicks(store: Store, browser: TestClient) -> None:
    """Time each page and each act on a session that is checked."""
    figures = store.one("SELECT COUNT(*) AS places, COUNT(DISTINCT cluster) AS names FROM finding WHERE gone = 0")
    largest = store.one("SELECT id, ready FROM cluster ORDER BY ready DESC LIMIT 1")
    assert figures is not None
    assert largest is not None
    print(f"{figures['places']:,} places, {figures['names']:,} names, the largest with {largest['ready']:,}")
    pages = ("names", "names?q=zel", "names?desk=desk-01", f"names/{largest['id']}", "articles", "articles/9", "write")
    for page in pages:
        report(page, [timed(partial(browser.get, f"/{page}")) for _ in range(7)])
    whole = {"act": "fix", "cluster": str(largest["id"])}
    report("fix the largest name", [timed(lambda: browser.post("/decide", data=whole))])
    report("undo it", [timed(lambda: browser.post("/undo"))])


def report(what: str, times: list[float]) -> None:
    """Print the middle and the slowest of some times."""
    if times:
        times = sorted(times)
        print(f"{what:28} {times[len(times) // 2]:8.1f} ms, slowest {times[-1]:8.1f} ms of {len(times)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
