"""onym config show: every value that holds for a file, and the line that says it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lint import config, packs
from lint.commands.shown import shown
from lint.compiler import shapes

HOUSE = """\
extends: [wire-en, house.yaml]
language: en
names:
  - native: {uk: Василь Стус}
checks:
  letter-case: off
overrides:
  - paths: sport/
    language: de
    allow: [Jermak, "a: b"]
    checks: {letter-case: {wander: false}, name-variant: info}
  - {paths: "*.md", extends: fr, quotes: fix}
"""
WIRE = Path(packs.SHIPPED, "styles", "wire-en.yaml").read_text("utf-8").splitlines()
WIRE_LINE = WIRE.index("  volodymyr-zelensky: {en: Volodymyr Zelenskyy}") + 1
STYLE = "title: House\nquotes: ask\nchecks:\n  repeated-text: {level: error, least: 20}\n"


@pytest.fixture
def house(desk: Path) -> Path:
    (desk / "onym.yaml").write_text(HOUSE, "utf-8")
    (desk / "house.yaml").write_text(STYLE, "utf-8")
    (desk / "sport").mkdir()
    return desk


def said(path: str) -> dict[str, tuple[Any, str, int | None]]:
    """Return the values by their keys, each with its place."""
    return {
        ".".join(each.keys): (each.value, Path(each.path).name if each.path else "", each.line)
        for each in shown(path).values
    }


@pytest.mark.parametrize(
    ("path", "key", "wanted"),
    [
        ("a.txt", "language", ("en", "onym.yaml", 2)),
        ("a.txt", "checks.letter-case.level", ("off", "onym.yaml", 6)),
        ("a.txt", "checks.letter-case.wander", (True, "", None)),
        ("a.txt", "checks.repeated-text.least", (20, "house.yaml", 4)),
        ("a.txt", "checks.repeated-text.similar", (92, "", None)),
        ("a.txt", "checks.name-variant.level", ("error", "default.yaml", 7)),
        ("a.txt", "quotes", ("ask", "house.yaml", 2)),
        ("a.txt", "marks", ("either", "", None)),
        ("a.txt", "packs", (True, "", None)),
        ("a.txt", "prefer.volodymyr-zelensky.en", ("Volodymyr Zelenskyy", "wire-en.yaml", WIRE_LINE)),
        ("a.txt", "allow", None),
        ("sport/a.txt", "language", ("de", "onym.yaml", 9)),
        ("sport/a.txt", "allow", (["Jermak", "a: b"], "onym.yaml", 10)),
        ("sport/a.txt", "checks.letter-case.level", ("off", "onym.yaml", 6)),
        ("sport/a.txt", "checks.letter-case.wander", (False, "onym.yaml", 11)),
        ("sport/a.txt", "checks.name-variant.level", ("info", "onym.yaml", 11)),
        ("sport", "language", ("de", "onym.yaml", 9)),
        ("sport/a.md", "quotes", ("fix", "onym.yaml", 12)),
        ("sport/a.md", "language", ("de", "onym.yaml", 9)),
    ],
)
def test_a_value_is_shown_with_its_place(house: Path, path: str, key: str, wanted: Any) -> None:
    assert said(path).get(key) == wanted


@pytest.mark.parametrize("path", ["a.txt", "sport/a.md"])
def test_what_is_shown_is_what_the_engine_is_made_of(house: Path, path: str) -> None:
    found = shown(path)
    loaded = config.load(found.configuration, overrides=[number - 1 for number in found.overrides])
    values = {each.keys: each.value for each in found.values}
    assert (values[("language",)], values[("quotes",)]) == (loaded.language, loaded.style.quotes)
    assert frozenset(values.get(("allow",), ())) == loaded.allow
    for check, options in loaded.style.checks.items():
        for option, value in options.items():
            assert values["checks", check, option] == value
    assert {keys[0] for keys in values} <= set(shapes.CONFIG.fields)


def test_the_text_is_yaml_that_a_configuration_may_say(onym: Any, house: Path) -> None:
    ran = onym("config", "show", "sport/a.md")
    assert (ran.code, ran.err) == (0, "")
    assert ran.text.startswith("# sport/a.md: onym.yaml, override 1 and 2\n")
    assert yaml.safe_load(ran.text)["allow"] == ["Jermak", "a: b"]
    (house / "all.yaml").write_bytes(ran.out)
    again = config.load("all.yaml")
    wanted = config.load("onym.yaml", overrides=(0, 1)).style
    assert again.style._replace(checks={}) == wanted._replace(checks={})
    for check, options in wanted.checks.items():
        assert again.style.checks[check].items() >= options.items()
    assert again.style.checks["letter-case"]["level"] == "off"  # for all that the style of an override builds on


def test_json_has_every_value_with_its_place(onym: Any, house: Path) -> None:
    report = onym("config", "show", "sport/a.txt", "--output-format=json").report
    assert (report["path"], report["overrides"]) == ("sport/a.txt", [1])
    assert Path(report["configuration"]) == house / "onym.yaml"
    assert {"keys": ["language"], "value": "de", "path": str(house / "onym.yaml"), "line": 9} in report["values"]


def test_without_a_configuration_the_default_style_holds(onym: Any, desk: Path) -> None:
    text = onym("config", "show").text
    assert text.startswith("# .: no configuration\n")
    assert "# style default, line 7\n" in text
    assert "language" not in text


def test_a_style_and_a_configuration_may_be_named(onym: Any, house: Path) -> None:
    (house / "other.yaml").write_text("extends: fr\n", "utf-8")
    assert "# style wire-de, line" in onym("config", "show", "--style=wire-de", "--config=other.yaml").text
    ran = onym("config", "show", "--config=house.yaml", "a.txt")
    assert (ran.code, "unknown key" in ran.err) == (0, False)  # a style is a configuration, too


def test_a_broken_configuration_is_told_with_its_place(onym: Any, desk: Path) -> None:
    (desk / "onym.yaml").write_text("quotes: never\n", "utf-8")
    ran = onym("config", "show", "a.txt")
    assert (ran.code, ran.out) == (2, b"")
    assert "onym.yaml:1:9: unknown value 'never'" in ran.err
