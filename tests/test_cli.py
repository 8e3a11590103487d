"""The command line: every flag does what its help says, and what cannot be done exits 2 with a clean message."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from lint import __version__, checks
from lint.cli import FORMATS
from lint.cli import onym as command_line

FAULTY = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"
MENDED = "President Volodymyr Zelensky met Antony Blinken in the capital.\n"
CLEAN = "President Volodymyr Zelensky met Antony Blinken in the capital.\n"
KNOWN = "--select=name-variant"
STUS = "- native: {uk: Василь Стус}\n"
FORMS = {"en": "Vasyl Stus", "de": "Wassyl Stus", "fr": "Vassyl Stous", "nl": "Vasyl Stoes", "pl": "Wasyl Stus"}
COPY = {
    "en": "The poet {} wrote about the camps, and his poems were read in the evening.",
    "de": "Der Dichter {} schrieb über die Lager, und seine Gedichte wurden am Abend gelesen.",
    "fr": "Le poète {} a écrit sur les camps, et ses poèmes ont été lus dans la soirée.",
    "nl": "De dichter {} schreef over de kampen, en zijn gedichten werden die avond gelezen.",
    "pl": "Poeta {} pisał o łagrach, a jego wiersze czytano tego wieczoru w bibliotece.",
}


@pytest.fixture
def faulty(desk: Path) -> Path:
    path = desk / "faulty.txt"
    path.write_text(FAULTY, "utf-8")
    return path


def commands(group: click.Group = command_line, path: str = "onym") -> list[Any]:
    found: list[Any] = []
    for name, command in sorted(group.commands.items()):
        found.append(pytest.param(command, id=f"{path} {name}"))
        if isinstance(command, click.Group):
            found += commands(command, f"{path} {name}")
    return found


# Findings, and what the exit code says of them


def test_a_faulty_file_is_reported_and_exits_1(onym: Any, faulty: Path) -> None:
    ran = onym("check", KNOWN, "faulty.txt", "--output-format=json")
    assert ran.code == 1
    assert ran.found == [("Selenskyj", "Zelensky"), ("Anthony", "Antony")]
    assert ran.report["files"] == 1
    assert [finding["byte_start"] for finding in ran.report["findings"]] == [20, 34]
    assert faulty.read_text("utf-8") == FAULTY


@pytest.mark.parametrize("form", FORMATS)
def test_a_clean_file_exits_0_in_every_output_format(onym: Any, desk: Path, form: str) -> None:
    (desk / "clean.txt").write_text(CLEAN, "utf-8")
    ran = onym("check", KNOWN, "clean.txt", "--output-format", form)
    assert (ran.code, ran.err) == (0, "")
    assert (b"clean.txt" in ran.out) == (form == "junit")  # which lists what passed, too


def test_fix_writes_and_exits_0_when_nothing_remains(onym: Any, faulty: Path) -> None:
    ran = onym("fix", KNOWN, "faulty.txt")
    assert ran.code == 0
    assert faulty.read_text("utf-8") == MENDED
    assert ran.err == "onym mended 2 findings in 1 file\n"
    assert onym("check", KNOWN, "faulty.txt").code == 0


def test_diff_shows_and_writes_nothing(onym: Any, faulty: Path) -> None:
    before = os.stat(faulty)
    ran = onym("fix", KNOWN, "--diff", "faulty.txt")
    assert ran.code == 1
    assert ran.text.splitlines()[:2] == ["--- a/faulty.txt", "+++ b/faulty.txt"]
    assert f"-{FAULTY}+{MENDED}" in ran.text
    assert ran.err == "onym would mend 2 findings in 1 file\n"
    after = os.stat(faulty)
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_unsafe_fixes_wait_until_they_are_asked_for(onym: Any, desk: Path) -> None:
    (desk / "onym.yaml").write_text("quotes: ask\n", "utf-8")
    (desk / "quote.txt").write_text("He said: “I have met Volodymyr Selenskyj here before.”\n", "utf-8")
    asked = onym("check", KNOWN, "quote.txt", "--output-format=json").report["findings"]
    assert [finding["fix"]["safety"] for finding in asked] == ["unsafe"]
    assert onym("fix", KNOWN, "quote.txt").code == 1
    assert "Selenskyj" in (desk / "quote.txt").read_text("utf-8")
    assert onym("fix", KNOWN, "--unsafe-fixes", "quote.txt").code == 0
    assert "Zelensky" in (desk / "quote.txt").read_text("utf-8")


def test_quoted_speech_is_mended_where_nobody_objects(onym: Any, desk: Path) -> None:
    (desk / "quote.txt").write_text("He said: “I have met Volodymyr Selenskyj here before.”\n", "utf-8")
    assert onym("fix", KNOWN, "quote.txt").code == 0


def test_exit_zero_hides_findings_and_no_failure(onym: Any, faulty: Path) -> None:
    assert onym("check", KNOWN, "--exit-zero", "faulty.txt").code == 0
    assert onym("fix", KNOWN, "--exit-zero", "--diff", "faulty.txt").code == 0
    assert onym("check", KNOWN, "--exit-zero", "faulty.txt", "missing.txt").code == 2


def test_statistics_count_by_check_and_keep_failures(onym: Any, faulty: Path) -> None:
    ran = onym("check", KNOWN, "--statistics", "faulty.txt", "missing.txt")
    assert (ran.code, ran.text) == (2, "      2  name-variant\n")
    assert ran.err.startswith("missing.txt: ")


def test_quiet_writes_findings_and_nothing_else(onym: Any, faulty: Path) -> None:
    ran = onym("check", KNOWN, "-q", "faulty.txt")
    assert [line.partition(" ")[0] for line in ran.text.splitlines()] == ["faulty.txt:1:21:", "faulty.txt:1:35:"]
    assert ran.err == ""
    assert onym("fix", KNOWN, "-q", "faulty.txt") == (0, b"", "")


# The report in a file


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_in_a_file_is_what_standard_output_would_have_had(onym: Any, faulty: Path, form: str) -> None:
    wanted = onym("check", KNOWN, "faulty.txt", "--output-format", form)
    ran = onym("check", KNOWN, "faulty.txt", "--output-format", form, "--output-file=report")
    assert (ran.code, ran.out) == (1, b"")
    assert (faulty.parent / "report").read_bytes() == wanted.out
    (faulty.parent / "report").write_bytes(b"an older report, longer than any other" * 9999)
    onym("check", KNOWN, "faulty.txt", "--output-format", form, "--output-file", "report")
    assert (faulty.parent / "report").read_bytes() == wanted.out


def test_a_report_is_no_copy(onym: Any, faulty: Path) -> None:
    arguments = ("check", KNOWN, "--output-format=json", "--output-file=report.json", ".")
    onym(*arguments)
    before = (faulty.parent / "report.json").read_bytes()
    onym(*arguments)
    assert json.loads(before)["files"] == 1
    assert (faulty.parent / "report.json").read_bytes() == before


def test_a_report_holds_no_colour(onym: Any, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    onym("check", KNOWN, "faulty.txt", "--output-file=report")
    assert b"\x1b" not in (faulty.parent / "report").read_bytes()


@pytest.mark.parametrize("path", ["missing/report", "pipe"])
def test_a_report_that_cannot_be_written_exits_2(onym: Any, faulty: Path, path: str) -> None:
    os.mkfifo(faulty.parent / "pipe")
    ran = onym("check", KNOWN, "faulty.txt", f"--output-file={path}")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith(f"onym: {path}: ")
    assert sorted(os.listdir(faulty.parent)) == [".git", "faulty.txt", "pipe"]


# What is selected


def test_select_takes_only_and_ignore_takes_away(onym: Any, faulty: Path) -> None:
    assert onym("check", "--select=letter-case", "faulty.txt").code == 0
    assert onym("check", "--select=letter-case, name-variant", "faulty.txt").code == 1
    assert onym("check", "--select=name-variant", "--ignore=name-variant", "faulty.txt").code == 0


def test_select_beats_off_in_the_configuration(onym: Any, faulty: Path, desk: Path) -> None:
    (desk / "onym.yaml").write_text("checks: {name-variant: off}\n", "utf-8")
    assert onym("check", "--ignore=inconsistent-name", "faulty.txt").code == 0
    assert onym("check", KNOWN, "faulty.txt").code == 1


def test_no_packs_leaves_out_shipped_names_and_keeps_own_ones(onym: Any, faulty: Path, desk: Path) -> None:
    assert onym("check", KNOWN, "--no-packs", "faulty.txt").code == 0
    (desk / "own.yaml").write_text("- native: {uk: Володимир Зеленський}\n", "utf-8")
    ran = onym("check", KNOWN, "--no-packs", "--rules=own.yaml", "faulty.txt", "--output-format=json")
    assert [text for text, _ in ran.found] == ["Selenskyj"]


def test_style_changes_the_preferred_form(onym: Any, faulty: Path) -> None:
    ran = onym("check", KNOWN, "--style=wire-en", "faulty.txt", "--output-format=json")
    assert ran.found == [("Selenskyj", "Zelenskyy"), ("Anthony", "Antony")]
    ran = onym("check", KNOWN, "--style=nosuch", "faulty.txt", "-q")
    assert ran.code == 2
    assert "there is no style 'nosuch': write one of default, " in ran.text


def test_language_decides_what_is_right(onym: Any, faulty: Path) -> None:
    ran = onym("check", KNOWN, "--language=de", "faulty.txt", "--output-format=json")
    assert ran.found == [("Volodymyr", "Wolodymyr"), ("Anthony", "Antony")]


@pytest.mark.parametrize("language", COPY)
def test_one_line_of_native_script_knows_what_each_language_writes(onym: Any, desk: Path, language: str) -> None:
    (desk / "own.yaml").write_text(STUS, "utf-8")
    own = ("--rules=own.yaml", "--no-packs", "--output-format=json", "-")
    right = COPY[language].format(FORMS[language]).encode()
    ran = onym("check", KNOWN, *own, stdin=right)
    assert (ran.code, ran.found, ran.report["errors"]) == (0, [], [])
    foreign = COPY["en"].format(FORMS[language]).encode()
    ran = onym("fix", KNOWN, *own, stdin=foreign)
    assert (ran.code, ran.text) == (0, COPY["en"].format("Vasyl Stus"))
    assert onym("check", KNOWN, *own, stdin=foreign).code == (0 if language == "en" else 1)


# Which files are read


def test_exclude_holds_for_folders_and_for_named_files_on_demand(onym: Any, desk: Path) -> None:
    (desk / "onym.yaml").write_text("exclude: [archive/, '*.draft.txt']\n", "utf-8")
    for name in ("archive/old.txt", "new.draft.txt", "sub/deep.draft.txt", "kept.txt"):
        path = desk / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(FAULTY, "utf-8")
    arguments = ("check", KNOWN, "--output-format=json")
    assert {finding["path"] for finding in onym(*arguments).report["findings"]} == {"kept.txt"}
    assert onym(*arguments, "archive/old.txt").report["files"] == 1
    assert onym(*arguments, "archive/old.txt", "--force-exclude").report["files"] == 0
    assert onym(*arguments, "-", "--stdin-filename=archive/x.txt", stdin=FAULTY.encode()).report["files"] == 1
    ran = onym(*arguments, "-", "--stdin-filename=archive/x.txt", "--force-exclude", stdin=FAULTY.encode())
    assert (ran.code, ran.report["files"]) == (0, 0)


def test_folders_are_walked_for_known_formats_and_each_file_is_read_once(onym: Any, desk: Path) -> None:
    for name in (
        "a.txt",
        "b.md",
        "c.HTML",
        "d.py",
        ".git/e.txt",
        "node_modules/f.txt",
        "s/.onym-1-0123456789abcdef.tmp",
    ):
        path = desk / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(FAULTY, "utf-8")
    (desk / "loop").symlink_to(desk)
    ran = onym("check", KNOWN, "--output-format=json", ".", "a.txt", "./b.md", desk)
    assert ran.report["files"] == 3
    assert {finding["path"] for finding in ran.report["findings"]} == {"a.txt", "b.md", "c.HTML"}


def test_a_folder_that_cannot_be_listed_is_a_failure(onym: Any, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (faulty.parent / "closed").mkdir()
    listed = os.scandir

    def refuse(path: Any = ".") -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = onym("check", KNOWN, "--output-format=json", ".")
    assert ran.code == 2
    assert len(ran.found) == 2
    assert [error["message"] for error in ran.report["errors"]] == ["the folder cannot be listed: permission denied"]


def test_standard_input_is_read_by_its_name(onym: Any, desk: Path) -> None:
    page = b"<p>President Volodymyr <b>Selen</b>skyj spoke.</p><!-- Selenskyj -->\n"
    ran = onym("check", KNOWN, "--output-format=json", "-", "--stdin-filename=x.html", "--language=en", stdin=page)
    assert [text for text, _ in ran.found] == ["Selenskyj"]
    assert ran.report["findings"][0]["path"] == "x.html"
    ran = onym("fix", KNOWN, "-", "--stdin-filename=x.html", "--language=en", stdin=page)
    assert (ran.code, ran.out) == (0, b"<p>President Volodymyr <b>Zelen</b>sky spoke.</p><!-- Selenskyj -->\n")


@pytest.mark.parametrize("data", [b"", b"Mr Zelensky spoke.\r\n", b"\xff broken", b"a\0b"])
def test_what_cannot_be_mended_comes_through_as_it_was(onym: Any, desk: Path, data: bytes) -> None:
    ran = onym("fix", KNOWN, "-", stdin=data)
    assert ran.out == data
    assert ran.code == (2 if b"\xff" in data or b"\0" in data else 0)


# The same output, however it is made


def test_output_is_the_same_for_any_number_of_processes(onym: Any, desk: Path) -> None:
    (desk / "rules.yaml").write_text("- native: {zz: Ґ}\n- nonsense: 1\n" + STUS, "utf-8")
    for number in range(7):
        (desk / f"{number}.txt").write_text(FAULTY * (number % 3), "utf-8")
    (desk / "broken.txt").write_bytes(b"\xff")
    for form in FORMATS:
        arguments = ("check", KNOWN, "--rules=rules.yaml", "--output-format", form, ".")
        one, two = onym(*arguments, "-j1"), onym(*arguments, "-j2")
        assert one == two
        assert one.code == 2
    one = onym("fix", KNOWN, "--diff", "-j1", ".")
    assert one == onym("fix", KNOWN, "--diff", "-j2", ".")
    assert one.out.count(b"--- a/") == 4


def test_output_does_not_hang_on_hashing_or_the_folder(faulty: Path, desk: Path, tmp_path_factory: Any) -> None:
    outputs = set()
    root = str(Path(checks.__file__).parent.parent.parent)
    other = tmp_path_factory.mktemp("elsewhere")
    for seed, folder in (("0", desk), ("1", desk), ("2", other)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root}
        command = [
            sys.executable,
            "-m",
            "lint",
            "check",
            "--output-format=json",
            str(faulty),
            f"--config={desk}/c.yaml",
        ]
        (desk / "c.yaml").write_text("checks: {letter-case: error}\n", "utf-8")
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        assert ran.returncode == 1, ran.stderr.decode()
        outputs.add(ran.stdout)
    assert len(outputs) == 1


def test_no_colour_without_a_terminal_and_colour_on_demand(
    onym: Any, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert b"\x1b" not in onym("check", KNOWN, "faulty.txt").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert b"\x1b[1;31m" in onym("check", KNOWN, "faulty.txt").out


def test_no_cache_finds_the_same(onym: Any, faulty: Path) -> None:
    arguments = ("check", KNOWN, "--no-packs", "--output-format=json", "faulty.txt")
    assert onym(*arguments) == onym(*arguments, "--no-cache")


# Questions


def test_romanise_accept_and_compare_answer_line_by_line(onym: Any, desk: Path) -> None:
    ran = onym("names", "romanise", stdin="Зеленський\tuk\tde\nЗеленський\tuk\tkmu2010\n".encode())
    assert ran.code == 0
    assert [json.loads(line)["form"] for line in ran.text.splitlines()] == ["Selenskyj", "Zelenskyi"]
    ran = onym("names", "accept", stdin="Зеленський\tuk\tSelenskyj\r\nЗеленський\tuk\tPutin\r\n".encode())
    good, bad = map(json.loads, ran.text.splitlines())
    assert {key: good[key] for key in ("native", "language", "form", "accepted", "cost")} == {
        "native": "Зеленський", "language": "uk", "form": "Selenskyj", "accepted": True, "cost": 0,
    }  # fmt: skip
    assert "German" in good["reason"]
    assert (bad["accepted"], bad["cost"], bad["system"], bad["reason"]) == (False, None, None, None)
    ran = onym("names", "compare", stdin=b"\xef\xbb\xbfJermak\tYermak\nJermak\tObama\n")
    same, other = map(json.loads, ran.text.splitlines())
    assert (same["a"], same["b"]) == ("Jermak", "Yermak")
    assert same["score"] > 0.95 > 0.7 > other["score"]
    assert {"reading_a", "reading_b"} <= same.keys()


@pytest.mark.parametrize("verb", ["romanise", "accept", "compare"])
@pytest.mark.parametrize("line", [b"", b"one", b"a\tb\tc\td\te", b"\xff\tuk\tde", b"a\tzz\tb", b"\t\t", b"\0\tuk\ten"])
def test_a_line_that_cannot_be_answered_costs_no_other(onym: Any, desk: Path, verb: str, line: bytes) -> None:
    good = {"romanise": "Київ\tuk\ten", "accept": "Київ\tuk\tKyiv", "compare": "Kyiv\tKiev"}[verb].encode()
    ran = onym("names", verb, stdin=line + b"\n" + good + b"\n")
    first, second = map(json.loads, ran.text.splitlines())
    assert "error" not in second
    assert ran.code == (2 if "error" in first else 0)
    assert "Traceback" not in ran.err


def test_explain_a_check_and_a_name(onym: Any, desk: Path) -> None:
    for check in checks.IDS:
        assert "## What it finds" in onym("explain", check).text
    card = onym("explain", "volodymyr-zelensky").text
    assert "Володимир Зеленський" in card
    assert "Volodymyr Zelensky" in card
    assert "German" in onym("explain", "Selenskyj").text
    ran = onym("explain", "nobody-at-all")
    assert (ran.code, ran.out) == (2, b"")
    assert "no check and no name" in ran.err


def test_init_makes_a_project_that_works(onym: Any, desk: Path) -> None:
    ran = onym("init")
    assert (ran.code, ran.text) == (0, "wrote ./onym.yaml\nwrote ./names.yaml\n")
    (desk / "copy.txt").write_text(
        "A poem by Wassyl Stus, read by Anthony Blinken, came by eMail this morning.\n", "utf-8"
    )
    assert onym("fix", "copy.txt").code == 0
    assert (desk / "copy.txt").read_text("utf-8").startswith("A poem by Vasyl Stus, read by Antony Blinken, came")
    ran = onym("rules", "test", "names.yaml")
    assert (ran.code, ran.text) == (0, "2 examples in 1 file, 0 wrong\n")
    before = (desk / "onym.yaml").read_bytes()
    ran = onym("init")
    assert (ran.code, ran.err) == (2, "onym: ./onym.yaml is there already; nothing was written\n")
    assert (desk / "onym.yaml").read_bytes() == before


def test_rules_test_tells_which_example_does_not_hold(onym: Any, desk: Path) -> None:
    (desk / "own.yaml").write_text(
        "- native: {uk: Василь Стус}\n  examples: [{en: Wassyl Stus wrote, fixed: Vasili Stus wrote}]\n- nonsense: 1\n",
        "utf-8",
    )
    ran = onym("rules", "test", "own.yaml")
    assert ran.code == 2
    assert "own.yaml:1:1: " in ran.err
    assert "becomes 'Vasyl Stus wrote'" in ran.err
    assert "own.yaml:3:" in ran.err


# What cannot be done


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--select=nosuch"),
        ("check", "--select=nosuch,name-variant"),
        ("check", "--ignore=nosuch"),
        ("check", "--output-format=xml"),
        ("check", "--config=missing.yaml"),
        ("check", "--rules=missing.yaml"),
        ("check", "--language=english"),
        ("check", "-j0"),
        ("check", "--nosuch"),
        ("check", "-", "other.txt"),
        ("check", "--stdin-filename=x.txt", "other.txt"),
        ("nosuch",),
        ("explain",),
        ("names", "nosuch"),
        ("rules", "test", "missing.yaml"),
        ("rules", "test", "."),
        ("rules", "schema", "nosuch"),
        ("init", "missing"),
    ],
)
def test_bad_usage_exits_2_and_says_why(onym: Any, desk: Path, arguments: tuple[str, ...]) -> None:
    ran = onym(*arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith("Usage: onym")
    assert "Error: " in ran.err


@pytest.mark.parametrize("arguments", [("explain", "Selenskyj"), ("check", "x.txt"), ("fix", "x.txt"), ("check", "-")])
def test_a_bad_configuration_exits_2_with_its_place(onym: Any, desk: Path, arguments: tuple[str, ...]) -> None:
    (desk / "x.txt").write_text(FAULTY, "utf-8")
    (desk / "onym.yaml").write_text("language: en\nnonsense: 1\n", "utf-8")
    ran = onym(*arguments)
    assert ran.code == 2
    assert "onym.yaml:2:1: " in ran.text + ran.err
    assert "Traceback" not in ran.err
    assert (desk / "x.txt").read_text("utf-8") == FAULTY


def test_a_failure_of_the_program_costs_one_file(onym: Any, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lint.checks import name_variant

    (faulty.parent / "trap.txt").write_text("A trap.\n", "utf-8")
    real = name_variant.check

    def trapped(document: Any, context: Any, options: Any) -> Any:
        if "trap" in document.path:
            raise RecursionError("too deep")
        return real(document, context, options)

    monkeypatch.setattr(name_variant, "check", trapped)
    ran = onym("check", KNOWN, ".", "--output-format=json")
    assert ran.code == 2
    assert len(ran.found) == 2
    assert ran.report["errors"][0]["path"] == "trap.txt"
    assert "RecursionError: too deep; test_cli.py:" in ran.report["errors"][0]["message"]


def test_a_failure_outside_every_file_exits_2(onym: Any, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lint import run

    monkeypatch.setattr(run, "discover", lambda *_: 1 / 0)
    ran = onym("check", "faulty.txt")
    assert ran.code == 2
    assert "ZeroDivisionError" in ran.err


# Help


@pytest.mark.parametrize("arguments", [("check", "."), ("fix", "."), ("explain", "name-variant")])
@pytest.mark.parametrize(("ends", "code"), [(KeyboardInterrupt(), 130), (BrokenPipeError(32, "Broken pipe"), 2)])
def test_who_ends_a_run_is_told_nothing(
    onym: Any, faulty: Path, monkeypatch: pytest.MonkeyPatch, ends: BaseException, code: int, arguments: tuple[str, ...]
) -> None:
    def end(*_: object) -> int:
        raise ends

    monkeypatch.setattr(f"lint.commands.{arguments[0]}", end)
    ran = onym(*arguments)
    assert ran.out.strip() == b""
    assert ran.err.strip() == ""
    assert ran.code == (1 if arguments[0] == "explain" and code == 2 else code)  # click has a code of its own


def test_version(onym: Any) -> None:
    assert onym("--version").text == f"onym, version {__version__}\n"


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_has_its_help(command: click.Command) -> None:
    assert (command.help or "").strip().endswith(".")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.help.endswith((".", ")")), option.name
            assert option.help[0].isupper(), option.name


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_options_and_forms(onym: Any, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    def completed(*words: str) -> str:
        monkeypatch.setenv("COMP_WORDS", " ".join(("onym", *words)))
        monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(len(words)))
        return str(onym().text)

    if shell != "bash" or shutil.which("bash"):  # click asks bash for its version
        monkeypatch.setenv("_ONYM_COMPLETE", f"{shell}_source")
        assert "_onym_completion" in onym().text
    monkeypatch.setenv("_ONYM_COMPLETE", f"{shell}_complete")
    assert {"check", "config", "explain"} <= set(re.findall(r"[a-z]+", completed("")))
    assert "--output-file" in completed("check", "--outp")
    assert "sarif" in completed("check", "--output-format", "s")
