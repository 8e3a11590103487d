"""The card of a name, as an editor reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lint.card import audit, card

GOLDEN = Path(__file__).parent / "golden" / "card.txt"

NAMES = """
- id: yurii-shcherbak
  kind: person
  native: {uk: Юрій Щербак, ru: Юрий Щербак}
  prefer: {en: Yuriy Shcherbak, de: Jurij Schtscherbak}
  accept: {en: [Yuri Shcherbak, Yurii Shcherbak], fr: [Iouri Chtcherbak], es: [Yuriy Scherbak]}
- id: anna-weber
  kind: person
  native: {de: Anna Weber}
- id: peter-weber
  kind: person
  native: {de: Peter Weber}
- id: mahmud-amin
  kind: person
  native: {ar: محمود أمين}
  prefer: {en: Mahmoud Amin}
- id: the-two-rivers
  kind: place
  native: {en: Two Rivers}
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "names.yaml").write_text(NAMES, "utf-8")
    (tmp_path / "onym.yaml").write_text("packs: false\nrules: [names.yaml]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def section(subject: str, title: str) -> dict[str, str]:
    """Return the rows of one section of a card: the first word, and what comes after it."""
    text = card(subject, "en") or ""
    rows = text.partition(f"\n{title}\n")[2].partition("\n\n")[0].splitlines()
    return {row.split()[0]: " ".join(row.split()[1:]) for row in rows}


def test_a_whole_card() -> None:
    assert (card("yurii-shcherbak", "en") or "") + "\n" == GOLDEN.read_text("utf-8")


def test_a_card_is_found_by_a_spelling_and_says_why() -> None:
    found = card("Yuriy Shcherbak", "en")
    assert found is not None
    assert found.startswith("yurii-shcherbak (person)\n  “Yuriy”: ")
    assert card("Nobody Known", "en") is None


@pytest.mark.parametrize(
    ("spelling", "said"),
    [
        ("Kiev", "kyiv (place)\n  “Kiev”: another usual spelling\n"),
        ("kiev", "kyiv (place)\n  “Kiev”: another usual spelling\n"),
        ("Selenskyj", "volodymyr-zelensky (person)\n  “Selenskyj”: German transcription\n"),
    ],
)
def test_a_spelling_is_explained_whatever_its_capitals(spelling: str, said: str, onym: Any, desk: Path) -> None:
    (desk / "onym.yaml").unlink()
    ran = onym("explain", spelling)
    assert (ran.code, ran.err) == (0, "")
    assert ran.text.startswith(said)


def test_what_nobody_is_called_is_told_with_what_to_ask(onym: Any) -> None:
    ran = onym("explain", "nobody-at-all")
    assert ran.code == 2
    assert "no check and no name is called 'nobody-at-all'" in ran.err
    assert "by its id or by any of its spellings" in ran.err


def test_forms_that_all_print_stand_in_one_row() -> None:
    text = card("peter-weber", "en") or ""
    assert text.count("Peter Weber") == 2
    assert "Who writes what" not in text
    assert "In every orthography" not in text


def test_a_man_s_surname_is_inflected_as_his() -> None:
    cases = section("peter-weber", "In other cases")
    assert cases["en"] == "possessive Weber’s"
    assert cases["de"] == "genitive Webers"
    assert cases["pl"] == "genitive and accusative Webera, dative Weberowi, instrumental Weberem, locative Weberze"


def test_a_name_that_can_be_a_woman_s_has_both() -> None:
    cases = section("anna-weber", "In other cases")
    assert "genitive and accusative Webera or Weber" in cases["pl"]
    assert cases["hu"].startswith("dative Webernek")


def test_a_script_without_vowels_makes_no_spellings_by_itself() -> None:
    text = card("mahmud-amin", "en") or ""
    assert "Mahmoud Amin" in text
    assert "In every orthography" not in text


def test_a_name_of_several_words_is_not_inflected() -> None:
    assert "In other cases" not in (card("the-two-rivers", "en") or "")


def test_the_audit_has_a_row_a_name_and_brackets_what_no_rule_pins_down() -> None:
    rows = list(audit(("en", "cs"), ("names.yaml",)))
    assert rows[0] == ("id", "native", "en", "cs")
    assert rows[1] == ("yurii-shcherbak", "Юрій Щербак", "Yuriy Shcherbak", "[Jurij Ščerbak]")
    assert len(rows) == 6
