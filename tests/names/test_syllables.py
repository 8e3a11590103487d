"""Korean given names by their syllables."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml

from lint.names.romanisation import romanise
from lint.names.syllables import compile_syllables, natives
from lint.packs import Packs

FILE = Path(__file__).parents[2] / "rules" / "syllables" / "ko.yaml"
GIVEN: dict[str, str] = yaml.load(FILE.read_text("utf-8"), Loader=yaml.BaseLoader)["given"]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return Packs()


def test_the_first_spelling_of_a_syllable_is_the_revised_romanization(packs: Packs) -> None:
    system = packs.system("ko")
    assert {native: said.split()[0] for native, said in GIVEN.items()} == {
        native: romanise(native, system, "rr").lower() for native in GIVEN
    }


def test_syllables_are_single() -> None:
    assert all(len(unicodedata.normalize("NFC", native)) == 1 for native in GIVEN)


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Moo-sang", "Mu-sang", True),
        ("Kyung-soo", "Gyeongsu", True),
        ("Chae Young", "Chae-yeong", True),
        ("Jae-wook", "Jaeuk", True),
        ("Yo-jong", "Yeo-jung", False),
        ("Jung-in", "Jong-in", False),
        ("Sung-woo", "Seung-woo", False),
        ("Ji-hoon", "Ji-heon", False),
        ("Min-chae", "Min-jae", False),
        ("Young-ok", "Yong-ok", False),
    ],
)
def test_are_one(packs: Packs, a: str, b: str, one: bool) -> None:
    table = packs.syllables["ko"]
    assert (not natives(a, table).isdisjoint(natives(b, table))) is one


@pytest.mark.parametrize("form", ["Anthony", "Jun-hao", "Yi-ting", "Min", "Jean-Paul", "Moo-sang-ho", ""])
def test_what_is_no_korean_given_name(packs: Packs, form: str) -> None:
    assert not natives(form, packs.syllables["ko"])


def test_surnames_come_from_the_system_too(packs: Packs) -> None:
    families = packs.syllables["ko"]["families"]
    assert set(families["Rhee"]) & set(families["Lee"])
    assert set(families["Hong"]) == {"홍"}
    assert "Wang" not in families


def test_an_example_that_does_not_hold_is_told() -> None:
    raw = {
        "given": {"무": "mu moo", "상": "sang"},
        "columns": ["en"],
        "families": {},
        "examples": [{"pair": ["Mu-sang", "Mo-sang"], "one": "true"}],
    }
    with pytest.raises(ValueError, match="Mu-sang and Mo-sang"):
        compile_syllables(raw, {"exceptions": {}})
