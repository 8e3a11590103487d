"""What tests of several files share: a cache of their own, and the command line run inside this process."""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from lint.__main__ import run as run_command_line

# Tests of formats and promises take as many times their usual examples as this is of the hundred of Hypothesis.
settings.register_profile("thorough", max_examples=1_000, deadline=None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask browsers, word processors and servers again: a machine may be busy, and what is wrong fails three times."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep compiled rules out of the user's cache; parallel workers share one."""
    base = tmp_path_factory.getbasetemp()
    os.environ["ONYM_CACHE_DIR"] = str((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "onym-cache")
    for name in ("FORCE_COLOR", "NO_COLOR"):
        os.environ.pop(name, None)


class Ran(NamedTuple):
    """What a command line did: its exit code and what it wrote."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def found(self) -> list[tuple[str, str]]:
        """The copy at each finding, and what its fix writes there."""
        return [
            (finding["text"], finding["fix"]["edits"][0]["text"] if finding["fix"] else "")
            for finding in self.report["findings"]
        ]


Onym = Callable[..., Ran]


@pytest.fixture
def onym(monkeypatch: pytest.MonkeyPatch) -> Onym:
    """Run ``onym ARGUMENTS`` as a process would, with bytes on its standard input."""

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["onym", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8", write_through=True))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8", write_through=True))
            code = run_command_line()
            gc.enable()  # which a process that ends with its run does without
            sys.stdout.flush()
            sys.stderr.flush()
            return Ran(code, out.getvalue(), err.getvalue().decode())

    return run


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is the working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path
