"""Diffs: headers that git reads, and lines in bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lint.diff import patch, unified


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
        ("x\u202ey.txt", b'"a/x\\342\\200\\256y.txt"'),
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


OLD, NEW = "President Selenskyj came.\n", "President Zelensky came.\n"


@pytest.mark.parametrize("beside", ["", "x\r\n", "a\tb\n", "Київ «так» 😀\n", "x::y\n"])
def test_what_anybody_may_see_is_a_unified_diff(beside: str) -> None:
    old, new = (beside + text for text in (OLD, NEW))
    assert patch("a.txt", old.encode(), new.encode()) == unified("a.txt", old.encode(), new.encode())


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("name", ["a.txt", "a b.txt", "x\u202ey.txt", 'q"\\.txt', "наше.txt"])
@pytest.mark.parametrize(
    ("beside", "encoding", "shown"),
    [
        ("\x1b[2J", "utf-8", "\\x1b[2J"),
        ("\u202e\u2066x", "utf-8", "\\u202e\\u2066x"),
        ("a\u200bb", "utf-8", "a\\u200bb"),
        ("a\rb", "utf-8", "a\\rb"),
        ("::error::x", "utf-8", "::error::x"),
        ("  ::error::x", "utf-8", "::error::x"),
        ("x ##[error]y", "utf-8", "x ##[error]y"),
        ("Café", "cp1252", "Caf\ufffd"),
        ("Київ", "utf-16", "Київ"),
        ("x" * 999 + "\x07", "utf-8", "x\\x07"),
    ],
)
def test_what_could_steer_a_screen_is_a_binary_patch(
    desk: Path, name: str, beside: str, encoding: str, shown: str
) -> None:
    old, new = (f"{beside}\n{text}".encode(encoding) for text in (OLD, NEW))
    (desk / name).write_bytes(old)
    written = patch(name, old, new)
    comment = [line.decode() for line in written.split(b"\n") if line.startswith(b"#")]
    assert "# +President Zelensky came." in comment
    assert any(shown in line for line in comment)
    assert all(letter.isprintable() or letter == "\n" for letter in written.decode())
    assert not any(line.startswith("::") for line in written.decode().split("\n"))
    shutil.rmtree(desk / ".git")
    subprocess.run(["git", "init", "-q"], cwd=desk, check=True)
    subprocess.run(["git", "apply", "-"], cwd=desk, input=written, capture_output=True, check=True)
    assert (desk / name).read_bytes() == new
