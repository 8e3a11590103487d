"""The table of promises says what is true: every promise has its tests, and every test named there exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
ROWS = {
    int(number): cells
    for number, cells in re.findall(
        r"^\| (\d+) (.*)$", (TESTS.parent / "docs" / "promises.md").read_text("utf-8"), re.MULTILINE
    )
}


def names_of(path: Path) -> set[str]:
    names = [node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
    assert len(names) == len(set(names))
    return {name for name in names if name.startswith("test_")}


def promised(name: str) -> set[int]:
    """Return the numbers of the promises that a test's name begins with: ``test_1_and_3_...``."""
    found = re.match(r"test_((?:\d+_(?:and_)?)+)", name)
    return set(map(int, re.findall(r"\d+", found[1]))) if found else set()


def test_there_are_twenty_two_promises() -> None:
    assert list(ROWS) == list(range(1, 23))


@pytest.mark.parametrize("number", ROWS)
def test_each_has_a_test_of_its_name_and_each_named_test_exists(number: int) -> None:
    named = re.findall(r"`([\w/]+\.py)`: ((?:`test_\w+`(?:, )?)+)", ROWS[number])
    assert named
    listed = {(path, name) for path, names in named for name in re.findall(r"`(\w+)`", names)}
    for path, name in listed:
        assert name in names_of(TESTS / path), (path, name)
    own = {
        (str(path.relative_to(TESTS)), name)
        for path in (TESTS / "test_promises.py", *(TESTS / "promises").glob("test_*.py"))
        for name in names_of(path)
        if number in promised(name)
    }
    assert own
    assert own <= listed
