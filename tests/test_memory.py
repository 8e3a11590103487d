"""What was found before is known again, and only where nothing that it hangs on has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import cache, memory, run
from lint.document import Span
from lint.engine import Engine, Judged, Selection
from lint.finding import Edit, Finding, Fix, Related, Safety, Severity
from lint.memory import Memory, canonical, checksum

FILES = run.WORTH_KEEPING + 4
FAULTY = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"
CLEAN = "President Volodymyr Zelensky met Antony Blinken in the capital.\n"


@pytest.fixture
def archive(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files, every other one with faults, and a cache of its own."""
    monkeypatch.setenv("ONYM_CACHE_DIR", str(desk / "kept"))
    (desk / "copy").mkdir()
    for number in range(FILES):
        text = FAULTY if number % 2 else CLEAN
        (desk / "copy" / f"{number:02}.txt").write_text(f"{number} days ago, {text}", "utf-8")
    return desk


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were linted, as far as this process did it."""
    seen: list[str] = []
    judge = Engine.judge

    def counted(self: Engine, document: Any) -> Judged:
        seen.append(document.path)
        return judge(self, document)

    monkeypatch.setattr(Engine, "judge", counted)
    return seen


COMMAND = ("check", "--select=name-variant", "copy", "--output-format=json", "-j1")


def test_an_archive_that_has_not_changed_is_not_read_again(onym: Any, archive: Path, read: list[str]) -> None:
    first = onym(*COMMAND)
    assert len(read) == FILES
    again = onym(*COMMAND)
    assert len(read) == FILES
    assert (again.code, again.out, again.err) == (first.code, first.out, first.err) != (0, b"", "")
    fresh = onym(*COMMAND, "--no-cache")
    assert len(read) == 2 * FILES
    assert fresh.out == first.out


def test_what_could_not_be_judged_is_told_at_every_run(onym: Any, archive: Path) -> None:
    (archive / "copy" / "00.txt").write_text("Wolodymyr Selenskyj, Andrij Jermak, Kiew.\n", "utf-8")
    notes = [onym(*COMMAND).report["notes"] for _ in range(2)]
    assert [note["path"] for note in notes[0]] == ["copy/00.txt"]
    assert notes[0] == notes[1]


def test_a_file_that_has_changed_is_read_and_the_others_are_not(onym: Any, archive: Path, read: list[str]) -> None:
    onym(*COMMAND)
    (archive / "copy" / "00.txt").write_text(f"30 days ago, {FAULTY}", "utf-8")
    ran = onym(*COMMAND)
    assert read[FILES:] == ["copy/00.txt"]
    assert ran.report["findings"][0]["path"] == "copy/00.txt"


@pytest.mark.parametrize(
    "changed",
    [
        ("--language=de",),
        ("--style=wire-en",),
        ("--rules=more.yaml",),
        ("--no-packs", "--rules=more.yaml"),
        ("--ignore=letter-case",),
    ],
    ids=" ".join,
)
def test_what_the_command_line_says_counts(onym: Any, archive: Path, read: list[str], changed: tuple[str, ...]) -> None:
    (archive / "more.yaml").write_text("- native: {uk: Василь Стус}\n", "utf-8")
    onym(*COMMAND)
    onym(*COMMAND, *changed)
    assert len(read) == 2 * FILES


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("onym.yaml", "rules: [own.yaml]\n", "rules: [own.yaml]\nallow: [Selenskyj]\n"),
        ("own.yaml", "- native: {uk: Василь Стус}\n", "- native: {uk: Іван Франко}\n"),
    ],
)
def test_rules_and_configuration_count(
    onym: Any, archive: Path, read: list[str], name: str, before: str, after: str
) -> None:
    (archive / "own.yaml").write_text("- native: {uk: Василь Стус}\n", "utf-8")
    (archive / "onym.yaml").write_text("rules: [own.yaml]\n", "utf-8")
    (archive / name).write_text(before, "utf-8")
    onym(*COMMAND)
    (archive / name).write_text(after, "utf-8")
    onym(*COMMAND)
    assert len(read) == 2 * FILES


def test_a_broken_rule_is_told_at_every_run(onym: Any, archive: Path) -> None:
    (archive / "own.yaml").write_text("- native: {uk: Łódź}\n", "utf-8")
    for _ in range(2):
        ran = onym(*COMMAND, "--rules=own.yaml")
        assert ran.code == 2
        assert [error["path"] for error in ran.report["errors"]] == ["own.yaml"]


def test_processes_side_by_side_remember_what_one_alone_does(onym: Any, archive: Path) -> None:
    first = onym(*COMMAND[:-1], "-j2")
    assert onym(*COMMAND).out == first.out
    assert onym(*COMMAND, "--no-cache").out == first.out


@pytest.mark.parametrize("damage", [b"", b"onym", b"?" * 400])
def test_a_damaged_memory_is_made_anew(onym: Any, archive: Path, read: list[str], damage: bytes) -> None:
    first = onym(*COMMAND)
    (stored,) = Path(cache.directory()).glob("found-*.bin")
    stored.write_bytes(damage)
    assert onym(*COMMAND).out == first.out
    assert len(read) == 2 * FILES


def test_what_is_old_or_too_much_is_forgotten(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_FILES", 3)
    kept = Memory((), "engine")
    for number in range(5):
        kept.keep(checksum("a.txt", (b"%d" % number,)), ())
    kept.store()
    assert (
        sum(Memory((), "engine").recall(checksum("a.txt", (b"%d" % number,))) is not None for number in range(5)) == 3
    )
    late = Memory((), "engine")
    late._today += memory.MOST_DAYS + 1
    late.keep(checksum("a.txt", (b"new",)), ())
    late.store()
    again = Memory((), "engine")
    assert again.recall(checksum("a.txt", (b"new",))) == ()
    assert [again.recall(checksum("a.txt", (b"%d" % number,))) for number in range(5)] == [None] * 5


def test_another_suffix_is_another_file(archive: Path) -> None:
    kept = Memory((), "engine")
    kept.keep(checksum("a.txt", (b"copy",)), ())
    assert kept.recall(checksum("b.TXT", (b"copy",))) == ()
    assert kept.recall(checksum("a.html", (b"copy",))) is None


@given(st.integers(0, 99), st.text(), st.sampled_from(list(Safety)), st.sampled_from(list(Severity)))
def test_a_finding_comes_back_as_it_was(place: int, text: str, safety: Safety, severity: Severity) -> None:
    span = Span(place, place + 2)
    finding = Finding(
        "name-variant", span, text, severity, 0.5, (Related(span, text),), text, None, {text: 2}, (text,),
        Fix(text, (Edit(span, text),), safety),
    )  # fmt: skip
    for each in (finding, finding._replace(fix=None, spellings=None, related=())):
        (again,) = [memory._finding(memory._plain(each))]
        assert again == each
        assert type(again.severity) is Severity
        assert type(again.span) is Span


def test_a_setting_is_written_alike_whatever_the_order_of_its_sets() -> None:
    assert canonical(Selection(frozenset("ab"))) == canonical(Selection(frozenset("ba")))
    assert canonical({"b": 1, "a": {"x"}}) == canonical({"a": {"x"}, "b": 1})
    assert canonical(Selection(frozenset("a"))) != canonical(Selection(None, frozenset("a")))
