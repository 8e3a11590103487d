"""A style that speaks of a name or term no rule has says so, and the run goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

COPY = "Volodymyr Selenskyj came.\n"
STYLE = """\
extends: [default]
prefer:
  volodymyr-zelenski: {en: Volodymyr Zelenskyy}
accept:
  antony-blinken: {en: [Tony Blinken]}
write:
  natoo: {en: Nato}
"""


def test_unknown_ids_are_told_with_their_places(onym: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "onym.yaml").write_text(STYLE, "utf-8")
    (tmp_path / "a.txt").write_text(COPY, "utf-8")
    ran = onym("check", "--language", "en", "a.txt")
    assert ran.code == 2
    assert "onym.yaml:3:3" in ran.text
    assert "did you mean 'volodymyr-zelensky'?" in ran.text
    assert "onym.yaml:7:3" in ran.text
    assert "antony-blinken" not in ran.text
    assert "Selenskyj" in ran.text


@pytest.mark.parametrize("how", [["--no-packs"], ["--no-packs", "--style", "wire-en"]])
def test_without_the_packs_a_style_may_speak_of_their_names(
    onym: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "onym.yaml").write_text(STYLE, "utf-8")
    (tmp_path / "a.txt").write_text("Nobody came.\n", "utf-8")
    assert onym("check", "--language", "en", *how, "a.txt").code == 0


def test_names_of_one_s_own_files_are_known(onym: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text("- {id: vasyl-stus, native: {uk: Василь Стус}}\n", "utf-8")
    (tmp_path / "onym.yaml").write_text("rules: [own.yaml]\nprefer: {vasyl-stus: {en: Wasyl Stus}}\n", "utf-8")
    (tmp_path / "a.txt").write_text("a poem by Wasyl Stus\n", "utf-8")
    assert onym("check", "--language", "en", "a.txt").code == 0


def test_every_shipped_style_speaks_of_names_that_are_there(onym: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x\n", "utf-8")
    styles = Path(__file__).parent.parent.parent / "rules" / "styles"
    for style in styles.glob("*.yaml"):
        assert onym("check", "--style", style.stem, str(tmp_path / "a.txt")).code == 0


@pytest.mark.parametrize(
    ("configuration", "message"),
    [
        ("systems: {uk: {en: kmu2011}}\n", "onym.yaml:1:20: failed: systems: the table of uk has no system 'kmu2011'"),
        (
            "systems:\n  uk: {de: passports}\n",
            "onym.yaml:2:12: failed: systems: the table of uk has no system 'passports'",
        ),
        ("systems: {uk: {en: kmu2011}}\n", "did you mean 'kmu2010'?"),
        ("systems: {uk: {en: xyz}}\n", "there are "),
        ("overrides: [{paths: a.txt, systems: {uk: {en: kmu2011}}}]\n", "has no system 'kmu2011'"),
    ],
)
def test_unknown_systems_are_told(
    configuration: str, message: str, onym: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "onym.yaml").write_text(configuration, "utf-8")
    (tmp_path / "a.txt").write_text(COPY, "utf-8")
    ran = onym("check", "--language", "en", "a.txt", "--output-format=concise")
    assert ran.code == 2
    assert message in ran.text
    assert "Selenskyj" in ran.text


@pytest.mark.parametrize("systems", ["{uk: {en: kmu2010}}", "{uk: {de: en}, ru: {en: de}}", "{ko-KP: {en: en}}", "{}"])
def test_systems_that_are_there_are_fine(
    systems: str, onym: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "onym.yaml").write_text(f"systems: {systems}\n", "utf-8")
    (tmp_path / "a.txt").write_text("Nobody came.\n", "utf-8")
    assert onym("check", "--language", "en", "a.txt").code == 0
