"""A run over many files: what cannot be read is named with its place, and every good file beside it is linted."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from lint import config, lexicon, run, save
from lint.cli import FORMATS
from lint.engine import Engine
from lint.files import discover, matches
from lint.result import Failure

KNOWN = "--select=name-variant"
GOOD = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"
BROKEN = {
    "binary.txt": b"\x7fELF\x02\x01\x01\0\0\0",
    "latin.txt": "Gespräch in Köln\n".encode("latin-1"),
    "second-line.md": b"Fine.\n\tand \xff.\n",
    "utf-16-without-bom.txt": GOOD.encode("utf-16-le"),
    "utf-32.txt": GOOD.encode("utf-32"),
}
PLACES = {
    "binary.txt": (1, 8),
    "latin.txt": (1, 6),
    "second-line.md": (2, 6),
    "utf-16-without-bom.txt": (1, 2),
    "utf-32.txt": (1, 1),
    "pipe.txt": (None, None),
    "socket.txt": (None, None),
    "dangling.txt": (None, None),
    "rules.yaml": (2, 1),
    "sub/onym.yaml": (1, 1),
}


@pytest.fixture
def broken(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files and rules that cannot be used, with good files between them."""
    for name, data in BROKEN.items():
        (desk / name).write_bytes(data)
    (desk / "empty.txt").write_bytes(b"")
    (desk / "a-good.txt").write_text(GOOD, "utf-8")
    (desk / "utf-16.txt").write_bytes(GOOD.encode("utf-16"))
    (desk / "z-good.html").write_text(f"<p>{GOOD}", "utf-8")
    os.mkfifo(desk / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
    (desk / "dangling.txt").symlink_to("nowhere")
    (desk / "rules.yaml").write_text("- native: {uk: Василь Стус}\n- native: {uk: Łódź}\n", "utf-8")
    (desk / "onym.yaml").write_text("rules: [rules.yaml]\n", "utf-8")
    (desk / "sub").mkdir()
    (desk / "sub" / "onym.yaml").write_text("nonsense: 1\n", "utf-8")
    (desk / "sub" / "lost.txt").write_text(GOOD, "utf-8")
    return desk


def test_every_good_file_is_linted_and_every_broken_one_named_with_its_place(onym: Any, broken: Path) -> None:
    ran = onym("check", KNOWN, ".", "--output-format=json")
    assert ran.code == 2
    paths = [finding["path"] for finding in ran.report["findings"]]
    assert paths == ["a-good.txt"] * 2 + ["utf-16.txt"] * 2 + ["z-good.html"] * 2
    assert ran.report["files"] == 4
    found = {error["path"]: (error["line"], error["column"]) for error in ran.report["errors"]}
    assert found == PLACES


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("verb", ["check", "fix"])
def test_every_output_format_tells_of_what_is_broken_and_exits_2(onym: Any, broken: Path, verb: str, form: str) -> None:
    ran = onym(verb, KNOWN, ".", "--output-format", form)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    for name in PLACES:
        assert name in ran.text, name
    if verb == "check":
        in_groups = form in ("grouped", "markdown")  # the spelling stands once, with the number of its places
        assert ran.text.count("Anthony") >= (1 if in_groups else 3)
    else:
        assert "Anthony" not in (broken / "z-good.html").read_text("utf-8")
        assert "Anthony" not in (broken / "utf-16.txt").read_bytes().decode("utf-16")
        assert {name: (broken / name).read_bytes() for name in BROKEN} == BROKEN


def test_sarif_says_that_the_run_was_not_successful(onym: Any, broken: Path) -> None:
    report = json.loads(onym("check", KNOWN, ".", "--output-format=sarif").out)
    (invocation,) = report["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == len(PLACES)


def test_diff_and_statistics_tell_of_failures_on_standard_error(onym: Any, broken: Path) -> None:
    for arguments in (("fix", "--diff"), ("check", "--statistics")):
        ran = onym(*arguments, KNOWN, ".")
        assert ran.code == 2
        for name in PLACES:
            assert name in ran.err, name


def test_one_file_that_is_missing(onym: Any, desk: Path) -> None:
    ran = onym("check", KNOWN, "missing.txt", "--output-format=json")
    assert ran.code == 2
    assert ran.report["errors"] == [
        {
            "path": "missing.txt",
            "line": None,
            "column": None,
            "message": "the file cannot be read: no such file or directory",
        }
    ]


def test_a_file_that_may_not_be_read(onym: Any, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "closed.txt").write_text(GOOD, "utf-8")
    (desk / "open.txt").write_text(GOOD, "utf-8")
    opened = os.open

    def refuse(path: Any, *arguments: Any, **more: Any) -> int:
        if str(path).endswith("closed.txt"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *arguments, **more)

    monkeypatch.setattr(os, "open", refuse)
    ran = onym("check", KNOWN, ".", "--output-format=json")
    assert ran.code == 2
    assert [error["message"] for error in ran.report["errors"]] == ["the file cannot be read: permission denied"]
    assert {finding["path"] for finding in ran.report["findings"]} == {"open.txt"}


def test_a_bad_configuration_costs_its_own_folder_and_is_told_once(onym: Any, desk: Path) -> None:
    for name in ("good", "bad", "bad/deep"):
        (desk / name).mkdir()
        (desk / name / "a.txt").write_text(GOOD, "utf-8")
        (desk / name / "b.txt").write_text(GOOD, "utf-8")
    (desk / "bad" / "onym.yaml").write_text("language: en\nchecks: {name-variant: loud}\nnonsense: 1\n", "utf-8")
    for jobs in ("-j1", "-j2"):
        ran = onym("fix", KNOWN, ".", "--output-format=json", jobs)
        assert ran.code == 2
        places = [(error["path"], error["line"]) for error in ran.report["errors"]]
        assert places == [("bad/onym.yaml", 2), ("bad/onym.yaml", 3)]
        assert ran.report["files"] == 2
        named = onym("check", KNOWN, "bad/a.txt", "bad/b.txt", "--output-format=json", jobs)
        assert (named.code, named.report["errors"]) == (2, ran.report["errors"])
    assert "Anthony" not in (desk / "good" / "a.txt").read_text("utf-8")
    assert (desk / "bad" / "deep" / "a.txt").read_text("utf-8") == GOOD


def test_named_paths_are_reported_as_they_were_named(onym: Any, desk: Path) -> None:
    (desk / "sub").mkdir()
    (desk / "sub" / "a.txt").write_text(GOOD, "utf-8")
    for given, shown in (
        ("sub/a.txt", "sub/a.txt"),
        ("./sub/a.txt", "./sub/a.txt"),
        ("sub", "sub/a.txt"),
        ("./sub/", "sub/a.txt"),
        (".", "sub/a.txt"),
        (desk / "sub", f"{desk}/sub/a.txt"),
    ):
        report = onym("check", KNOWN, given, "--output-format=json").report
        assert {finding["path"] for finding in report["findings"]} == {shown}


def test_a_runner_reads_each_configuration_once(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Any] = []
    real = config.load

    def load(*arguments: Any) -> config.Config:
        loads.append(arguments)
        return real(*arguments)

    monkeypatch.setattr(config, "load", load)
    (desk / "onym.yaml").write_text("language: de\n", "utf-8")
    runner = run.Runner(run.Settings())
    engines = {id(runner.engine_for(str(desk / name))) for name in ("a.txt", "b.txt", "sub/c.txt")}
    assert len(engines) == len(loads) == 1
    (desk / "onym.yaml").write_text("nonsense: 1\n", "utf-8")
    bad = run.Runner(run.Settings())
    for _ in range(2):
        with pytest.raises(config.ConfigError):
            bad.engine_for("a.txt")
    assert len(loads) == 2
    assert list(bad.broken()) == [Failure("onym.yaml", 1, 1, next(bad.broken()).message)]


def test_checking_never_calls_what_writes(onym: Any, broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "save", lambda *_: 1 / 0)
    monkeypatch.setattr(save, "sweep", lambda *_: 1 / 0)
    for arguments in (("check",), ("fix", "--diff")):
        ran = onym(*arguments, KNOWN, ".", "--output-format=json")
        assert "ZeroDivisionError" not in ran.out.decode("utf-8", "replace") + ran.err


def test_nothing_to_read_is_clean(onym: Any, desk: Path) -> None:
    ran = onym("check", KNOWN)
    assert (ran.code, ran.text) == (0, "Nothing to check: no files\n")


@pytest.mark.parametrize(
    ("path", "pattern", "excluded"),
    [
        ("a.txt", "a.txt", True),
        ("sub/a.txt", "a.txt", True),
        ("sub/a.txt", "sub", True),
        ("sub/a.txt", "sub/", True),
        ("sub/deep/a.txt", "sub/*", True),
        ("sub/deep/a.txt", "deep", True),
        ("sub/a.txt", "sub/a.txt", True),
        ("sub/a.txt", "*.txt", True),
        ("sub/a.txt", "sub/b.txt", False),
        ("subway/a.txt", "sub", False),
        ("a.txt.md", "a.txt", False),
        ("deep/sub/a.txt", "sub/a.txt", False),
        ("a.txt", "b*", False),
    ],
)
def test_patterns_of_exclude(desk: Path, path: str, pattern: str, excluded: bool) -> None:
    assert matches(str(desk / path), str(desk), (pattern,)) is excluded


def test_folders_are_walked_in_order(desk: Path) -> None:
    for name in ("b/z.txt", "b/a.md", "a.txt", "c.htm", "b.pdf"):
        (desk / name).parent.mkdir(exist_ok=True)
        (desk / name).write_bytes(b"")
    assert list(discover(["."])) == ["a.txt", "c.htm", "b/a.md", "b/z.txt"]
    assert list(discover(["b.pdf", "b", ".", "b/../a.txt"])) == ["b.pdf", "b/a.md", "b/z.txt", "a.txt", "c.htm"]


LISTED = ("--no-packs", "--select=house-term", "--rules=rules.yaml", "--output-format=json", "-j1")


@pytest.fixture
def listed(broken: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files of which few have a listed form, in many encodings, and the paths of those that are read as a document."""
    (broken / "rules.yaml").write_text(
        "- {write: Kyiv, instead-of: [Kiev, Kiew]}\n- {write: Köln, instead-of: [Cöln]}\n"
    )
    (broken / "old").mkdir()
    (broken / "old" / "onym.yaml").write_text("encoding: windows-1252\n", "utf-8")
    for name, text, encoding in (
        ("a.txt", "From Kiev to Cöln.", "utf-8"),
        ("b.txt", "From Kiev to Cöln.", "utf-16"),
        ("c.txt", "From Kiev to Cöln.", "utf-8-sig"),
        ("old/d.txt", "From Cöln, by rail.", "windows-1252"),
        ("e.html", "<p>From Ki<b>ev</b> and K&#105;ev.", "utf-8"),
        ("f.txt", "Kievan, from pre-Kiev times.", "utf-8"),
        ("g.txt", "No names.", "utf-8"),
        ("h.txt", "No names in Größenberg.", "utf-8"),
    ):
        (broken / name).write_bytes(text.encode(encoding))
    monkeypatch.setattr(lexicon, "WORTH_AN_AUTOMATON", 0)
    monkeypatch.setattr(lexicon, "WORTH_LOADING", 0)
    seen: list[str] = []
    read = Engine.read
    monkeypatch.setattr(Engine, "read", lambda self, path, data: seen.append(path) or read(self, path, data))
    return seen


def test_files_without_a_listed_form_are_told_by_their_bytes(
    onym: Any, listed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = onym("check", *LISTED)
    assert set(listed) & {f"{name}.txt" for name in "abcfgh"} == {"a.txt", "b.txt", "c.txt", "f.txt"}
    found = [finding["path"] for finding in ran.report["findings"]]
    assert found == ["a.txt", "a.txt", "b.txt", "b.txt", "c.txt", "c.txt", "e.html", "e.html", "old/d.txt"]
    monkeypatch.setattr(Engine, "is_clear", lambda *_: False)
    whole = onym("check", *LISTED)
    assert (ran.code, ran.out, ran.err) == (whole.code, whole.out, whole.err)
    assert "g.txt" in listed


@pytest.mark.usefixtures("listed")
def test_a_fix_of_listed_forms_leaves_the_other_files_alone(onym: Any, desk: Path) -> None:
    before = (desk / "g.txt").stat()
    onym("fix", *LISTED)
    assert (desk / "a.txt").read_text("utf-8") == "From Kyiv to Köln."
    assert (desk / "old" / "d.txt").read_text("windows-1252") == "From Köln, by rail."
    after = (desk / "g.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.usefixtures("listed")
def test_what_is_found_as_fast_as_it_is_recalled_is_not_kept(
    onym: Any, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONYM_CACHE_DIR", str(desk / "kept"))
    monkeypatch.setattr(run, "WORTH_KEEPING", 2)
    onym("check", *LISTED)
    assert list((desk / "kept").rglob("found-*.bin")) == []
    onym("check", "--no-packs", "--select=house-term,repeated-text", "--rules=rules.yaml", "-j1")
    assert list((desk / "kept").rglob("found-*.bin")) != []
