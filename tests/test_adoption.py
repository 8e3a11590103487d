"""Switching onym on: what it proposes for a folder, and what a rule would do to an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lint import config
from lint.commands.survey import MOST_FILES, survey

FOUND = (
    "Igor Klimovich came to the town with his wife and their children, and spoke to the people.\n\n"
    "Later Klymovych left; then Igor Klymovych came back to the house that he had bought from them.\n"
)
KNOWN = "President Volodymyr Selenskyj said that he would go to the town with them in the morning.\n"
GERMAN = "Der Dichter schrieb über die Lager, und seine Gedichte wurden am Abend in der Stadt gelesen.\n"


@pytest.fixture
def copy(desk: Path) -> Path:
    (desk / "a.txt").write_text(FOUND, "utf-8")
    (desk / "b.txt").write_text(FOUND + KNOWN, "utf-8")
    (desk / "c.md").write_text(KNOWN, "utf-8")
    (desk / "broken.txt").write_bytes(b"\xff\xfe\x00")
    return desk


def test_init_proposes_what_the_folder_is_like(copy: Path, onym: Any) -> None:
    ran = onym("init")
    assert ran.code == 0
    assert ran.text.splitlines() == [
        "wrote ./onym.yaml",
        "wrote ./names.yaml",
        "read 3 of 4 files (en 3)",
        "2 places where a known name is spelt otherwise: onym check shows them",
        "1 name that no rule knows, in several spellings each: names.yaml proposes rules",
    ]
    loaded = config.load(str(copy / "onym.yaml"))
    assert loaded.language == "en"
    assert "4 files (3 .txt, 1 .md)" in (copy / "onym.yaml").read_text("utf-8")
    rules = (copy / "names.yaml").read_text("utf-8")
    assert "# Klymovych 4, Klimovich 2 (2 files)\n#- native: {en: " in rules
    assert onym("rules", "test", "names.yaml").code == 0
    (copy / "names.yaml").write_text(rules.replace("#- native", "- native"), "utf-8")
    assert onym("rules", "test", "names.yaml").code == 0


def test_a_folder_in_two_languages_gets_none(copy: Path, onym: Any) -> None:
    (copy / "d.txt").write_text(GERMAN, "utf-8")
    onym("init")
    assert config.load(str(copy / "onym.yaml")).language is None


def test_of_a_large_folder_a_sample_is_read(desk: Path) -> None:
    for number in range(MOST_FILES + 2):
        (desk / f"{number:04}.txt").write_text("Kein Name.\n", "utf-8")
    seen = survey(str(desk))
    assert (seen.files, seen.read) == (MOST_FILES + 2, MOST_FILES // 2 + 1)


def test_impact_counts_what_a_rule_would_report(copy: Path, onym: Any) -> None:
    (copy / "new.yaml").write_text(
        "- {write: town hall, instead-of: [town]}\n"
        "- {write: wife, instead-of: [spouse]}\n"
        "- {write: people, instead-of: [children], safe: false}\n",
        "utf-8",
    )
    ran = onym("rules", "impact", "new.yaml", "a.txt", "b.txt", "c.md")
    assert ran.code == 0
    lines = ran.text.splitlines()
    assert lines[0] == "town-hall  4 in 3 of 3 files"
    assert lines[1] == "       4  town"
    assert lines[2].startswith("  a.txt:1: Igor Klimovich came to the town with")
    assert "people  2 in 2 of 3 files, 2 to look at" in lines
    assert lines[-1] == "wife  0 in 0 of 3 files"
    assert any(line.endswith("(the copy does not settle who or what is meant)") for line in lines)


def test_impact_of_a_broken_rule_is_told(copy: Path, onym: Any) -> None:
    (copy / "new.yaml").write_text("- {write: wife, instead-of: [town]}\n- {nonsense: 1}\n", "utf-8")
    ran = onym("rules", "impact", "new.yaml", "a.txt")
    assert ran.code == 2
    assert "new.yaml:2:" in ran.err
    assert ran.text.startswith("wife  1 in 1 of 1 files")
