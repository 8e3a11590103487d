"""Names joined in several ways: what is told, what is kept to, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint import config
from lint.engine import Engine, Selection
from lint.finding import Finding


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path: Path = tmp_path_factory.mktemp("project") / "onym.yaml"
    path.write_text("{}\n", "utf-8")
    chosen = Selection(frozenset({"inconsistent-name"}))
    return Engine(config.load(str(path)), chosen, "en", use_packs=False, use_cache=False)


def findings(engine: Engine, text: str) -> list[Finding]:
    return engine.lint(engine.read("copy.txt", text.encode()))


def test_the_whole_name_is_written_with_its_ending(engine: Engine) -> None:
    text = "The judoka Jeong Seung-hwan won. Jeong Seunghwan's coach wept. Jeong Seung-hwan laughed."
    (finding,) = findings(engine, text)
    assert finding.fix is not None
    assert [text[edit.span.start : edit.span.end] for edit in finding.fix.edits] == ["Seunghwan's"]
    assert [edit.text for edit in finding.fix.edits] == ["Seung-hwan's"]


def test_three_ways_are_one_finding(engine: Engine) -> None:
    (finding,) = findings(engine, "Park Ji-hoon came. Park Jihoon sang. Park Ji Hoon left.")
    assert dict(finding.spellings or {}) == {"Ji-hoon": 1, "Jihoon": 1, "Ji Hoon": 1}


def test_what_may_have_an_ending_is_one_finding(engine: Engine) -> None:
    text = "Кореєць Пак Че Хьон прибув. Пак Чехьон зустрівся з мером."
    (finding,) = engine.speaking("uk").lint(engine.read("copy.txt", text.encode()))
    assert dict(finding.spellings or {}) == {"Че Хьон": 1, "Чехьон": 1}


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("pl", "Trener Park Ji-sung przyjechał. Zapytano Park Jisunga o plany.", "Ji-sunga"),
        ("pl", "Trener Park Jisung przyjechał. Zapytano Park Ji-sunga o plany.", "Jisunga"),
        ("cs", "Trenér Kim Min-čche přijel. S Kim Minčchem mluvili novináři.", "Min-čchem"),
        ("de", "Park Jisung jubelte. Park Ji-sungs Tor zählte.", "Jisungs"),
    ],
)
def test_the_part_behind_the_hyphen_keeps_its_ending(engine: Engine, language: str, text: str, written: str) -> None:
    (finding,) = engine.speaking(language).lint(engine.read("copy.txt", text.encode()))
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == [written]


def test_that_the_usual_way_is_kept_to_is_said(engine: Engine) -> None:
    (finding,) = findings(engine, "Park Jihoon came. Park Jihoon sang. Park Jihoon slept. Park Ji-hoon left.")
    assert finding.message == (
        "one name in 2 spellings: Jihoon (3), Ji-hoon (1); keep to “Jihoon”, since the other stands once"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Park Ji-hoon came. Lee Jihoon sang.",
        "The lycée Victor-Hugo is shut. Victor Hugo wrote.",
        "The Paris-London train is late. Paris London is the name of a film.",
        "A NATO-led mission. Natoled is a firm.",
        "Ji-hoon came. Jihoon is a village.",
        "Park Ji-hoon-led talks failed. Park Jihoonled them.",
    ],
)
def test_other_names_are_left_alone(engine: Engine, text: str) -> None:
    assert findings(engine, text) == []
