"""Diffs: headers that git reads, and lines in bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lint.diff import unified


def test_nothing_changed_is_no_diff() -> None:
    assert unified("a.txt", b"x\n", b"x\n") == b""


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("a.txt", b"a/a.txt"),
        ("./a.txt", b"a/a.txt"),
        ("sub/../a.txt", b"a/a.txt"),
        ("a b.txt", b"a/a b.txt\t"),
        ("наше.txt", "a/наше.txt".encode()),
        ('q"\\.txt', b'"a/q\\"\\\\.txt"'),
        ("line\nbreak.txt", b'"a/line\\012break.txt"'),
        ("\x1b[2J.txt", b'"a/\\033[2J.txt"'),
        ("../a.txt", b"a/../a.txt"),
    ],
)
def test_names_of_files(desk: Path, path: str, header: bytes) -> None:
    assert unified(path, b"x\n", b"y\n").split(b"\n")[0] == b"--- " + header


def test_a_path_below_the_working_directory_is_relative_to_it(desk: Path) -> None:
    assert unified(f"{desk}/sub/a.txt", b"x\n", b"y\n").startswith(b"--- a/sub/a.txt\n+++ b/sub/a.txt\n")
    elsewhere = f"{os.path.dirname(desk)}/a.txt"
    assert unified(elsewhere, b"x\n", b"y\n").startswith(f"--- a{elsewhere}\n".encode())


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (b"x\r\n", b"y\r\n", [b"-x\r", b"+y\r"]),
        (b"x", b"y", [b"-x", b"\\ No newline at end of file", b"+y", b"\\ No newline at end of file"]),
        (b"x\x0cz\xc2\x85\n", b"y\x0cz\xc2\x85\n", [b"-x\x0cz\xc2\x85", b"+y\x0cz\xc2\x85"]),
        (b"\xff\n", b"\xfe\n", [b"-\xff", b"+\xfe"]),
        (b"x\n", b"", [b"-x"]),
    ],
)
def test_lines_end_at_line_feeds_only(old: bytes, new: bytes, lines: list[bytes]) -> None:
    assert unified("a.txt", old, new).split(b"\n")[3:-1] == lines
