"""Only what is new: an archive full of old faults, of which nobody wants to hear again."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

FAULTY = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"
BASE = ("check", "--select=name-variant", "--language=en", "--baseline=known.json")
NEW = "Later Selenskyj spoke to reporters.\n"


@pytest.fixture
def archive(desk: Path, onym: Any) -> Path:
    for number in range(3):
        (desk / f"{number}.txt").write_text(FAULTY, "utf-8")
    ran = onym(*BASE, "--add-baseline", ".")
    assert (ran.code, ran.err) == (0, "onym: known.json holds 6 findings of these files\n")
    return desk


def lines(ran: Any) -> list[str]:
    return [line.split(": ")[0] for line in ran.text.splitlines()]


def test_five_thousand_old_findings_are_silent_and_the_new_one_speaks(desk: Path, onym: Any) -> None:
    for number in range(50):
        (desk / f"{number:02}.txt").write_text((FAULTY + "\n") * 50, "utf-8")
    assert onym(*BASE, "--add-baseline", "-j1", ".").err == "onym: known.json holds 5,000 findings of these files\n"
    assert onym(*BASE, "-j1", ".").code == 0
    with open(desk / "17.txt", "a", encoding="utf-8") as file:
        file.write(NEW)
    ran = onym(*BASE, "-j1", "-q", ".")
    assert ran.code == 1
    assert lines(ran) == ["17.txt:101:7"]


def test_old_findings_stay_old_when_lines_are_inserted_above(archive: Path, onym: Any) -> None:
    (archive / "1.txt").write_text("A first paragraph.\n\nAnother.\n\n" + FAULTY, "utf-8")
    assert onym(*BASE, ".").code == 0


def test_the_same_fault_once_more_is_new(archive: Path, onym: Any) -> None:
    (archive / "1.txt").write_text(FAULTY + "\n" + FAULTY, "utf-8")
    ran = onym(*BASE, "-q", ".")
    assert ran.code == 1
    assert lines(ran) == ["1.txt:3:21", "1.txt:3:35"]


def test_it_holds_in_any_working_directory(archive: Path, onym: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "sub").mkdir()
    monkeypatch.chdir(archive / "sub")
    assert onym("check", "--select=name-variant", "--language=en", "--baseline=../known.json", "..").code == 0


def test_what_no_longer_occurs_is_told_and_pruned(archive: Path, onym: Any) -> None:
    (archive / "1.txt").write_text("Nothing.\n", "utf-8")
    (archive / "2.txt").unlink()
    before = (archive / "known.json").read_bytes()
    ran = onym(*BASE, ".")
    assert (ran.code, ran.err) == (
        0,
        "onym: 4 of the findings in known.json no longer occur (--prune-baseline takes them out)\n",
    )
    assert (archive / "known.json").read_bytes() == before
    ran = onym(*BASE, "--prune-baseline", ".")
    assert (ran.code, ran.err) == (0, "onym: 4 of the findings in known.json were taken out\n")
    assert list(json.loads((archive / "known.json").read_text())["findings"]) == ["0.txt"]
    assert onym(*BASE, ".").err == ""


def test_files_that_were_not_read_keep_their_entries(archive: Path, onym: Any) -> None:
    assert onym(*BASE, "--prune-baseline", "0.txt").code == 0
    assert onym(*BASE, "--add-baseline", "0.txt").code == 0
    assert onym(*BASE, ".").code == 0


def test_an_unchanged_baseline_is_not_written(archive: Path, onym: Any) -> None:
    before = os.stat(archive / "known.json")
    onym(*BASE, "--add-baseline", ".")
    onym(*BASE, "--prune-baseline", ".")
    after = os.stat(archive / "known.json")
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "the baseline cannot be read"),
        ("{", "the baseline is no JSON"),
        ("[" * 100_000, "the baseline is no JSON"),
        ("[]", "this is no baseline of onym's"),
        ('{"version": 2, "findings": {}}', "this is no baseline of onym's"),
        ('{"version": 1, "findings": {"a.txt": ["x"]}}', "this is no baseline of onym's"),
    ],
)
def test_a_bad_baseline_hides_nothing(desk: Path, onym: Any, text: str | None, said: str) -> None:
    (desk / "a.txt").write_text(FAULTY, "utf-8")
    if text is not None:
        (desk / "known.json").write_text(text)
    ran = onym(*BASE, "a.txt")
    assert ran.code == 2
    assert said in ran.text
    assert ran.text.count("name-variant") == 2


@pytest.mark.parametrize(
    "arguments", [("--add-baseline",), ("--prune-baseline",), ("--baseline=known.json", "--since=HEAD")]
)
def test_usage(desk: Path, onym: Any, arguments: tuple[str, ...]) -> None:
    assert onym("check", *arguments, ".").code == 2


# Since a revision of git


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text("\n" + FAULTY + "\nEnd.\n", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=old")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "core.autocrlf=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


SINCE = ("check", "--select=name-variant", "--language=en", "--since=HEAD", "-q")


def test_nothing_changed_nothing_said(repository: Path, onym: Any) -> None:
    assert (onym(*SINCE, ".").code, onym(*SINCE, ".").text) == (0, "")


def test_only_new_lines_are_reported(repository: Path, onym: Any) -> None:
    (repository / "1.txt").write_text("\n" + FAULTY + "\n" + NEW, "utf-8")
    (repository / "ein Entwurf.txt").write_text(NEW, "utf-8")
    ran = onym(*SINCE, ".")
    assert ran.code == 1
    assert lines(ran) == ["1.txt:4:7", "ein Entwurf.txt:1:7"]


def test_lines_above_that_were_taken_out_change_nothing(repository: Path, onym: Any) -> None:
    (repository / "1.txt").write_text(FAULTY + "\nEnd.\n", "utf-8")
    assert onym(*SINCE, ".").code == 0


@pytest.mark.parametrize("revision", ["nonsense", "--output=x"])
def test_a_revision_that_git_does_not_know(repository: Path, onym: Any, revision: str) -> None:
    ran = onym("check", "--select=name-variant", f"--since={revision}", ".")
    assert ran.code == 2
    assert "--since: git could not say what has changed" in ran.err
    assert not (repository / "x").exists()


def test_outside_a_repository(tmp_path: Path, onym: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.txt").write_text(FAULTY, "utf-8")
    assert onym(*SINCE, "a.txt").code == 2


# A baseline that the configuration names

CONFIGURED = ("check", "--select=name-variant", "--language=en")


@pytest.fixture
def configured(desk: Path, onym: Any) -> Path:
    (desk / "onym.yaml").write_text("baseline: known/onym-baseline.json\n", "utf-8")
    (desk / "known").mkdir()
    (desk / "a.txt").write_text(FAULTY, "utf-8")
    ran = onym(*CONFIGURED, "--add-baseline", ".")
    assert (ran.code, ran.err) == (0, "onym: known/onym-baseline.json holds 2 findings of these files\n")
    return desk


def test_the_baseline_of_the_configuration_holds_without_an_option(configured: Path, onym: Any) -> None:
    assert onym(*CONFIGURED, ".").code == 0
    with open(configured / "a.txt", "a", encoding="utf-8") as file:
        file.write(NEW)
    assert lines(onym(*CONFIGURED, "-q", "a.txt")) == ["a.txt:2:7"]
    assert len(lines(onym(*CONFIGURED, "-q", "--no-baseline", "a.txt"))) == 3


def test_the_baseline_on_the_command_line_takes_its_place(configured: Path, onym: Any) -> None:
    (configured / "empty.json").write_text('{"version": 1, "findings": {}}', "utf-8")
    assert len(lines(onym(*CONFIGURED, "-q", "--baseline=empty.json", "."))) == 2


def test_each_project_has_its_own(configured: Path, onym: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    other = configured / "sub"
    other.mkdir()
    (other / "onym.yaml").write_text("language: en\n", "utf-8")
    (other / "b.txt").write_text(FAULTY, "utf-8")
    (configured / "z.txt").write_text(NEW, "utf-8")
    wanted = ["z.txt:1:7", "sub/b.txt:1:21", "sub/b.txt:1:35"]
    assert lines(onym(*CONFIGURED, "-q", ".")) == wanted
    (other / "onym.yaml").write_text("baseline: own.json\n", "utf-8")
    onym(*CONFIGURED, "--add-baseline", "sub")
    assert lines(onym(*CONFIGURED, "-q", ".")) == wanted[:1]
    monkeypatch.chdir(other)
    assert onym(*CONFIGURED, "-q", "b.txt", "../a.txt").code == 0


def test_a_baseline_that_is_named_and_not_there_is_a_failure(desk: Path, onym: Any) -> None:
    (desk / "onym.yaml").write_text("baseline: missing.json\n", "utf-8")
    (desk / "a.txt").write_text(FAULTY, "utf-8")
    ran = onym(*CONFIGURED, "-q", ".")
    assert ran.code == 2
    assert "missing.json: failed: the baseline cannot be read" in ran.text + ran.err
    assert "write one with --add-baseline" in ran.text + ran.err


def test_what_occurs_no_more_is_pruned_from_the_configured_baseline(configured: Path, onym: Any) -> None:
    (configured / "a.txt").write_text("Fine.\n", "utf-8")
    assert "2 of the findings in known/onym-baseline.json no longer occur" in onym(*CONFIGURED, ".").err
    assert "were taken out" in onym(*CONFIGURED, "--prune-baseline", ".").err
    assert onym(*CONFIGURED, ".").err == ""
