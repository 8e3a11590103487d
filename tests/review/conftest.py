"""What the tests of the review share: a batch of articles, a session of it, and a server with a browser before it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from lint.review import session
from lint.review.app import Review
from lint.review.store import MEMORY, Store
from lint.run import Runner, Settings


def _beside(name: str) -> Any:
    """Load a file beside this one, which tests then import as ``review_NAME``."""
    spec = importlib.util.spec_from_file_location(f"review_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


desk = _beside("desk")
editor = _beside("editor") if importlib.util.find_spec("playwright") else None

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
)


@pytest.fixture(scope="session")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The batch, which nobody writes to."""
    return Path(desk.sixty(tmp_path_factory.mktemp("sixty")))


@pytest.fixture
def batch(sixty: Path, tmp_path: Path) -> Path:
    """A copy of the batch to write to."""
    return Path(shutil.copytree(sixty, tmp_path / "copy"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """One article with 13 places to decide."""
    folder = tmp_path / "copy"
    folder.mkdir()
    path = folder / "port.txt"
    shutil.copy(desk.SEEDS / "en-port-conference.txt", path)
    return path


RUNNER = Runner(Settings())


@pytest.fixture
def runner() -> Runner:
    return RUNNER


@pytest.fixture
def reviewed(runner: Runner) -> Callable[..., Review]:
    """Make a review of some files, all of them checked."""

    def make(*paths: Path, store: Store | None = None) -> Review:
        store = store or Store(MEMORY)
        names = [str(path) for path in paths]
        session.begin(store, names, names)
        session.add(store, [session.look(runner, name) for name in names])
        with store.writing() as write:
            write.execute("UPDATE session SET ended = 1")
        return Review(store, runner, "kd")

    return make


@pytest.fixture
def client() -> Callable[[Review], TestClient]:
    """A browser without script: every act is a form that leads to a page."""
    return lambda review: TestClient(review.application(), follow_redirects=False)


class Served:
    """A review in a process of its own, which can be killed and started again."""

    def __init__(self, *paths: Path, cache: Path, command: str = "review") -> None:
        self.paths, self.cache, self.command = paths, cache, command
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start the server and return the address that lets one browser in."""
        arguments = [sys.executable, "-m", "lint", self.command, *map(str, self.paths), "--no-browser"]
        environment = os.environ | {"ONYM_CACHE_DIR": str(self.cache), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, text=True, env=environment, cwd=Path(session.__file__).parents[2]
        )
        assert self.process.stdout is not None
        return self.process.stdout.readline().split()[-1]

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    @property
    def database(self) -> Path:
        """The file of the session."""
        return next((self.cache / "review").glob("*.sqlite3"))


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory, _own_cache: None) -> Path:
    """The compiled rules of this run of the tests, which every server starts from."""
    assert RUNNER.engine_for(".").packs is not None
    return Path(os.environ["ONYM_CACHE_DIR"])


@pytest.fixture(scope="session")
def desk_articles() -> Path:
    """The folder of the articles that the fixtures are made of."""
    return Path(desk.SEEDS)


@pytest.fixture(scope="session")
def server(warm_cache: Path) -> Callable[..., Served]:
    """Make a server with a cache of its own, which has the compiled rules already."""

    def make(*paths: Path, cache: Path, command: str = "review") -> Served:
        if not cache.exists():
            shutil.copytree(warm_cache, cache, ignore=shutil.ignore_patterns("review"))
        return Served(*paths, cache=cache, command=command)

    return make


@pytest.fixture
def serve(tmp_path: Path, server: Callable[..., Served]) -> Iterator[Callable[..., Served]]:
    """Start servers that end with the test."""
    started: list[Served] = []

    def make(*paths: Path, command: str = "review") -> Served:
        served = server(*paths, cache=tmp_path / "cache", command=command)
        started.append(served)
        return served

    yield make
    for served in started:
        if served.process and served.process.poll() is None:
            served.kill()


@pytest.fixture(scope="module")  # it holds an event loop, which tests of other rooms need
def chromium() -> Iterator[Any]:
    """A browser that can reach this machine only."""
    if CHROMIUM is None:
        pytest.skip("the journeys need Chromium (apt install chromium)")
    why = "the journeys need playwright (pip install playwright)"
    playwright = pytest.importorskip("playwright.sync_api", reason=why)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Any) -> Iterator[Callable[..., Any]]:
    contexts: list[Any] = []

    def open_(address: str, ended: bool = True, **more: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **more})
        contexts.append(context)
        return editor.Editor(context.new_page(), address, ended)

    yield open_
    for context in contexts:
        context.close()
