"""The engine: what checks say, weighed by the style; and the two functions that other programs call."""

from __future__ import annotations

from pathlib import Path

import pytest

import lint
from lint import checks, config, formats
from lint.config import ConfigError
from lint.engine import Engine, Selection
from lint.finding import Finding, Safety, Severity

COPY = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"
KNOWN = Selection(frozenset({"name-variant"}))


def engine(**style: object) -> Engine:
    loaded = config.load(None)
    return Engine(loaded._replace(style=loaded.style._replace(**style)), KNOWN, "en")


def found(each: Engine, text: str) -> list[Finding]:
    return each.lint(each.read("copy.txt", text.encode()))


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_the_style_sets_the_severity(level: str) -> None:
    findings = found(engine(checks={"name-variant": {"level": level}}), COPY)
    assert {finding.severity for finding in findings} == {Severity[level.upper()]}
    assert len(findings) == 2


def test_a_check_that_is_off_runs_only_when_it_is_selected() -> None:
    loaded = config.load(None)
    off = {check: {"level": "off"} for check in checks.IDS}
    quiet = loaded._replace(style=loaded.style._replace(checks=off))
    assert found(Engine(quiet, language="en"), COPY) == []
    assert len(found(Engine(quiet, KNOWN, "en"), COPY)) == 2
    both = Selection(frozenset({"name-variant"}), frozenset({"name-variant"}))
    assert found(Engine(quiet, both, "en"), COPY) == []


def test_what_one_check_has_claimed_no_later_one_reports_again() -> None:
    findings = found(Engine(config.load(None), language="en"), COPY + "Selenskyj stayed, Andrij Jermak left.\n")
    places = [finding.span for finding in findings if finding.check != "repeated-text"]
    assert len(places) == len(set(places)) >= 3


def test_findings_come_in_the_order_of_the_text() -> None:
    spans = [finding.span for finding in found(engine(), COPY * 3)]
    assert spans == sorted(spans)
    assert len(spans) == 6


def test_quotes_ask() -> None:
    text = "He said: “I have met Volodymyr Selenskyj here.” Volodymyr Selenskyj came.\n"
    assert {finding.fix.safety for finding in found(engine(), text) if finding.fix} == {Safety.SAFE}
    asked = [finding.fix.safety for finding in found(engine(quotes="ask"), text) if finding.fix]
    assert asked == [Safety.UNSAFE, Safety.SAFE]


def test_speaking_another_language_leaves_the_engine_as_it_is() -> None:
    english = engine()
    document = english.read("copy.txt", COPY.encode())
    assert b"Wolodymyr Selenskyj met Antony" in english.speaking("de").mend(document, Safety.SAFE)[0]
    assert b"Volodymyr Zelensky met Antony" in english.mend(document, Safety.SAFE)[0]
    assert len(found(english, COPY)) == 2


def test_the_public_functions(desk: Path) -> None:
    assert lint.fix_text(COPY) == "President Volodymyr Zelensky met Antony Blinken in the capital.\n"
    assert [COPY[slice(*finding.span)] for finding in lint.check_text(COPY)] == ["Selenskyj", "Anthony"]
    assert lint.check_text("") == lint.check_text(lint.fix_text(COPY)) == []
    (desk / "own.yaml").write_text("allow: [Selenskyj]\n", "utf-8")
    assert len(lint.check_text(COPY, config=str(desk / "own.yaml"))) == 1
    (desk / "bad.yaml").write_text("nonsense: 1\n", "utf-8")
    with pytest.raises(ConfigError, match="unknown key"):
        lint.check_text(COPY, config=str(desk / "bad.yaml"))


@pytest.mark.parametrize(
    "text", ["Selenskyj\r\n\ud800 Volodymyr Selenskyj", "\ud800", "Volodymyr Selenskyj \U0001f389"]
)
def test_text_that_is_no_utf_8_is_refused_and_not_garbled(text: str) -> None:
    if "\ud800" in text:
        with pytest.raises((formats.FormatError, ValueError)):
            lint.fix_text(text, "en")
    else:
        assert lint.fix_text(text, "en") == text.replace("Selenskyj", "Zelensky")
