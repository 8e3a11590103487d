"""check --watch: what changes is checked again, and an interrupt is the way to end it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lint import watch

ROOT = Path(watch.__file__).parent.parent
COPY = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"


def rounds(desk: Path, *steps: Callable[[], object], beside: tuple[str, ...] = ()) -> list[list[str]]:
    """Return the files of the first look and of the look after each step, none where nothing has changed."""
    left = iter(steps)
    found: list[list[str]] = [[]]

    def pause(seconds: float) -> None:
        assert seconds >= watch.PAUSE
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()
        found.append([])

    with suppress(KeyboardInterrupt):
        for changed in watch.changes(["."], beside, pause):
            found[-1] = changed
    return found


def writing(path: Path, text: str) -> Callable[[], object]:
    """Return what writes a file, at a time of its own."""

    def write() -> None:
        path.write_text(text, "utf-8")
        os.utime(path, ns=(time.time_ns(), time.time_ns() + len(text)))

    return write


def test_a_look_yields_what_is_new_or_changed(desk: Path) -> None:
    a, b = desk / "a.txt", desk / "sub" / "b.md"
    b.parent.mkdir()
    a.write_text(COPY, "utf-8")
    found = rounds(desk, lambda: None, writing(a, "Other"), writing(b, COPY), a.unlink, writing(desk / "c.py", "x"))
    assert found == [["a.txt"], [], ["a.txt"], ["sub/b.md"], [], []]


def test_a_changed_rule_means_every_file(desk: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (desk / name).write_text(COPY, "utf-8")
    (desk / "more.yaml").write_text("[]\n", "utf-8")
    settings, names, more = desk / "onym.yaml", desk / "names.yaml", desk / "more.yaml"
    names.write_text("[]\n", "utf-8")
    both = ["a.txt", "b.txt"]
    steps = (
        writing(settings, "rules: names.yaml\n"),
        writing(names, "- native: {uk: Василь Стус}\n"),
        lambda: None,
        writing(more, "# changed\n"),
        writing(settings, "nonsense: 1\n"),
        settings.unlink,
    )
    assert rounds(desk, *steps, beside=("more.yaml",)) == [both, both, both, [], both, both, both]


def test_each_change_is_a_line_and_a_report(onym: Any, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "a.txt").write_text(COPY, "utf-8")
    (desk / "b.txt").write_text("Fine.\n", "utf-8")
    steps = iter([writing(desk / "b.txt", COPY), lambda: None, writing(desk / "a.txt", "Fine.\n")])

    def pause(_: float) -> None:
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr(watch.changes, "__defaults__", ((), pause))
    ran = onym("check", "--select=name-variant", "--language=en", "--watch", "-q", ".")
    assert ran.code == 0
    assert ran.err == "onym: b.txt has changed\nonym: a.txt has changed\n"
    assert [line.split(" ")[0] for line in ran.text.splitlines()] == [
        "a.txt:1:21:", "a.txt:1:35:", "b.txt:1:21:", "b.txt:1:35:",
    ]  # fmt: skip


@pytest.mark.parametrize("arguments", [("-",), ("--output-format=json",), ("--output-file=x.txt",)])
def test_it_is_for_people(onym: Any, desk: Path, arguments: tuple[str, ...]) -> None:
    ran = onym("check", "--watch", *arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert "--watch is for people" in ran.err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_an_interrupt_ends_it_cleanly(desk: Path) -> None:
    (desk / "a.txt").write_text(COPY, "utf-8")
    command = [sys.executable, "-m", "lint", "check", "--watch", "-q", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # A shell lets what runs behind it ignore interrupts, and what that starts would ignore them too.
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, preexec_fn=heeds) as ran:
        try:
            assert ran.stdout is not None
            assert ran.stdout.readline().startswith(b"a.txt:1:21: ")
            time.sleep(watch.PAUSE)
            ran.send_signal(signal.SIGINT)
            _, err = ran.communicate(timeout=120)
        finally:
            ran.kill()
    assert (ran.returncode, err) == (0, b"")
