"""Names that nobody can judge, as nobody tells the language: every run says so, and no run does where somebody does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lint.commands.options import FORMATS
from lint.result import unjudged

NAMES = "Wolodymyr Selenskyj, Andrij Jermak, Anthony Blinken. Kiew.\n"
SAID = "4 known names in brief.txt could not be judged, since the language is not certain"

# In these forms every line, object or case is a finding or a failure.
SILENT = {"concise", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl"}


@pytest.fixture
def brief(desk: Path) -> Path:
    path = desk / "brief.txt"
    path.write_text(NAMES, "utf-8")
    return path


def test_people_are_told_and_nothing_is_called_clear(onym: Any, brief: Path) -> None:
    ran = onym("check", brief.name)
    assert ran.code == 0
    assert ran.text.startswith(f"Nothing found in 1 file\n{SAID}")
    assert "All clear" not in ran.text


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_tells_it_or_holds_findings_only(form: str, onym: Any, brief: Path) -> None:
    ran = onym("check", "--output-format", form, brief.name)
    assert ran.code == 0
    assert ("could not be judged" in ran.text) == (form not in SILENT)


def test_programs_are_told_where(onym: Any, brief: Path) -> None:
    (note,) = onym("check", "--output-format=json", brief.name).report["notes"]
    assert (note["path"], note["unjudged"]) == ("brief.txt", 4)
    lines = onym("check", "--output-format=jsonl", brief.name).text.splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["note", "end"]
    (run,) = onym("check", "--output-format=sarif", brief.name).report["runs"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (told["level"], run["invocations"][0]["executionSuccessful"]) == ("note", True)


@pytest.mark.parametrize("command", [("check", "--statistics"), ("fix", "--diff")])
def test_it_is_told_beside_figures_and_diffs(command: tuple[str, ...], onym: Any, brief: Path) -> None:
    ran = onym(*command, brief.name)
    assert (ran.code, ran.text) == (0, "")
    assert SAID in ran.err


def test_a_fix_tells_it_too(onym: Any, brief: Path) -> None:
    assert SAID in onym("fix", brief.name).text
    assert brief.read_text("utf-8") == NAMES


@pytest.mark.parametrize(
    "configuration",
    [
        "language: en",
        "fallback-language: en",
        "overrides: [{paths: brief.txt, language: en}]",
        "overrides: [{paths: brief.txt, fallback-language: en}]",
        "checks: {name-variant: off}",
        "packs: false",
    ],
)
def test_who_says_the_language_hears_nothing_of_it(configuration: str, onym: Any, brief: Path) -> None:
    (brief.parent / "onym.yaml").write_text(configuration + "\n", "utf-8")
    ran = onym("check", brief.name)
    assert "could not be judged" not in ran.text
    assert ran.code == ("language" in configuration)


@pytest.mark.parametrize(
    "copy",
    [
        "",
        "12:30, 14:00\n",
        "Foobar Bazqux, Quux Corge.\n",  # no names that the rules know
        "President Selenskyj was there, and so was his wife, when they met the others in the city.\n",
        "Präsident Selenskyj war auch dort, als sie sich mit den anderen in der Stadt trafen.\n",
    ],
)
def test_other_copy_is_not_called_uncertain(copy: str, onym: Any, brief: Path) -> None:
    brief.write_text(copy, "utf-8")
    assert "could not be judged" not in onym("check", brief.name).text


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [("no", 1, False), ("en_US", 1, False), ("nn", 0, True), ("cy", 0, True), ("nb-NO", 1, False)],
)
def test_a_page_in_a_language_that_nobody_knows(language: str, code: int, said: bool, onym: Any, desk: Path) -> None:
    (desk / "a.html").write_text(
        f"<html lang={language}><p>Volodymyr Selenskyj kom til Berlin og Antony Blinken var der."
    )
    ran = onym("check", "a.html")
    assert ran.code == code
    assert ("1 known name in a.html could not be judged" in ran.text) == said


def test_a_fallback_holds_only_where_the_words_tell_nothing(onym: Any, brief: Path) -> None:
    (brief.parent / "onym.yaml").write_text("fallback-language: en\n", "utf-8")
    (brief.parent / "long.txt").write_text("Präsident Selenskyj war auch dort, als sie sich in der Stadt trafen.\n")
    found = onym("check", "--output-format=json", ".").found
    assert ("Kiew", "Kyiv") in found
    assert [form for form, _ in found if form == "Selenskyj"] == []  # which is right in German


def test_of_many_files_the_first_are_named() -> None:
    assert unjudged({"a": 1}).startswith("1 known name in a could")
    assert unjudged({"a": 1, "b": 2}).startswith("3 known names in 2 files (a, b) could")
    assert unjudged(dict.fromkeys("abcde", 400)).startswith("2,000 known names in 5 files (a, b, c, ...) could")


@pytest.mark.parametrize(
    ("copy", "script"),
    [
        ("ゼレンスキー大統領は東京で会見した。\n", "Japanese"),
        ("젤렌스키 대통령은 서울을 방문했다.\n", "Korean"),
        ("泽连斯基总统星期一抵达北京。\n", "Chinese"),
        ("التقى الرئيس زيلينسكي في الرياض مع ولي العهد.\n", "Arabic"),
        ("הנשיא זלנסקי נפגש בירושלים עם ראש הממשלה.\n", "Hebrew"),
        ("პრეზიდენტი ზელენსკი თბილისში ჩავიდა.\n", "Georgian"),
        ("राष्ट्रपति ज़ेलेंस्की दिल्ली पहुँचे।\n", "Devanagari"),
    ],
)
def test_copy_without_capital_letters_is_not_called_clear(copy: str, script: str, onym: Any, brief: Path) -> None:
    brief.write_text(copy, "utf-8")
    told = f"names in brief.txt could not be judged, since no capital letter tells a name in {script} writing"
    for _ in range(2):  # the second run may remember the first
        ran = onym("check", brief.name)
        assert ran.code == 0
        assert "All clear" not in ran.text
        assert told in ran.text
    (note,) = onym("check", "--output-format=json", brief.name).report["notes"]
    assert (note["unjudged"], len(note["script"])) == (0, 4)


@pytest.mark.parametrize(
    "copy", ["Η Αθήνα και ο Πειραιάς.\n", "Президент приехал в Киев.\n", "Berlin (東京) and Kyiv.\n"]
)
def test_copy_with_capital_letters_is_judged(copy: str, onym: Any, brief: Path) -> None:
    brief.write_text(copy, "utf-8")
    assert "no capital letter" not in onym("check", brief.name).text


def test_doubts_of_both_kinds_are_told_together() -> None:
    said = unjudged({"a": 2, "b": "Hang", "c": "Arab", "d": "Jpan"})
    assert said.startswith("2 known names in a could not be judged")
    assert "; names in 3 files (b, c, d) could not be judged" in said
    assert "in Arabic, Japanese and Korean writing" in said
