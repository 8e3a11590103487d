"""A plain command line is read as click reads it, and what is not plain is left to click."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import click
import pytest

from lint import cli
from lint.commands.options import OPTIONS, plain
from lint.config import load
from lint.engine import Engine


def by_click(arguments: list[str]) -> dict[str, Any] | None:
    command: Any = cli.onym.commands[arguments[0]]
    try:
        return dict(command.make_context(arguments[0], arguments[1:]).params)
    except (click.ClickException, click.exceptions.Exit):
        return None


@pytest.mark.parametrize(
    "line",
    [
        "check",
        "check a.txt b.txt",
        "check -",
        "check -q -j2 a.txt",
        "check -j 2 --jobs=3 a.txt",
        "check --select=name-variant,house-term a.txt --ignore letter-case",
        "check --rules own.yaml --rules=own.yaml .",
        "check --output-format json --style wire-en --exit-zero --statistics",
        "check --config own.yaml --no-packs --no-cache --force-exclude",
        "check --baseline new.json --add-baseline --since HEAD",
        "check --language de --stdin-filename a.html -",
        "fix --diff --unsafe-fixes a.txt",
        "fix --track-changes a.docx",
        "fix --no-track-changes a.docx",
        "fix -q a.txt",
    ],
)
def test_a_plain_line_is_read_alike(desk: Path, line: str) -> None:
    (desk / "own.yaml").write_text("", "utf-8")
    arguments = line.split()
    asked = plain(arguments)
    assert asked is not None
    command, said = asked
    assert command == arguments[0]
    assert said == by_click(arguments)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--version",
        "-h",
        "explain name-variant",
        "check --help",
        "check --selekt x",
        "check --sel x",
        "check --rules missing.yaml",
        "check --rules",
        "check --select --quiet",
        "check -j 0",
        "check -j x",
        "check --output-format pdf",
        "check --quiet=yes",
        "check -qj2",
        "check -- -odd.txt",
        "check --baseline .",
        "fix --since HEAD",
    ],
)
def test_anything_else_is_left_to_click(desk: Path, line: str) -> None:
    assert plain(line.split()) is None


def test_the_table_is_what_click_knows() -> None:
    for name, options in OPTIONS.items():
        command: Any = cli.onym.commands[name]
        known = {parameter.name: parameter for parameter in command.params if isinstance(parameter, click.Option)}
        assert set(known) == {option.key for option in options}
        for option in options:
            assert known[option.key].help == option.help
            assert known[option.key].is_flag == (option.takes.name == "NOTHING")


def test_documents_hold_no_cycles() -> None:
    """A run counts on it: it never looks for cycles."""
    engine = Engine(load(None))
    copy = "By Jane Doe\n\nPresident Selenskyj met Anthony Blinken, Jermak and Yermak in “Kiev”.\n".encode()
    engine.lint(engine.read("a.txt", copy))
    gc.collect()
    for name in ("a.txt", "a.md", "a.html"):
        engine.lint(engine.read(name, copy))
    engine.lint(engine.read("a.txt", copy + b"More.\n"))
    assert engine.lint(engine.read("a.txt", copy))
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            engine.lint(engine.read("a.txt", copy))
        assert gc.collect() == 0
    finally:
        gc.enable()
