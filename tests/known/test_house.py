"""What a house makes of the marks of a name in Latin letters."""

from __future__ import annotations

import os

import pytest
import yaml

from lint import config
from lint.engine import Engine
from lint.known.house import Form
from lint.names.acceptance import respelt
from lint.packs import SHIPPED

with open(os.path.join(SHIPPED, "words", "respellings.yaml"), encoding="utf-8") as file:
    RESPELLINGS = yaml.safe_load(file)

NAMES = {
    "strauss": {"de": "Franz Josef Strauß"},
    "schroeder": {"de": "Gerhard Schröder"},
    "walesa": {"pl": "Lech Wałęsa"},
    "nguyen": {"vi": "Nguyễn Phú Trọng"},
    "odegaard": {"nb": "Martin Ødegård"},
    "canak": {"hr": "Đuro Čanak"},
}


@pytest.mark.parametrize(("language", "form", "plain"), RESPELLINGS["examples"])
def test_the_examples_of_the_data(language: str, form: str, plain: str) -> None:
    assert respelt(form, RESPELLINGS["respellings"].get(language, {})) == plain


def form(marks: str, name: str, language: str, letters: dict[str, str] | None = None) -> Form:
    loaded = config.load(None)
    rules = [{"id": name, "kind": "person", "native": NAMES[name]} for name in NAMES]
    style = loaded.style._replace(marks=marks, letters=letters or {})
    engine = Engine(loaded._replace(style=style, packs=False, inline={"names": rules}))
    headword = next(one for one in engine.packs.catalogues[0].names if one.id == name)
    found = engine.house.form(headword, language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("marks", "name", "text"),
    [
        ("keep", "schroeder", "Gerhard Schröder"),
        ("either", "schroeder", "Gerhard Schröder"),
        ("drop", "schroeder", "Gerhard Schroder"),
        ("respell", "schroeder", "Gerhard Schroeder"),
        ("drop", "strauss", "Franz Josef Strauss"),
        ("respell", "strauss", "Franz Josef Strauss"),
        ("drop", "odegaard", "Martin Odegard"),
        ("respell", "odegaard", "Martin Oedegaard"),
        ("respell", "walesa", "Lech Walesa"),
        ("respell", "nguyen", "Nguyen Phu Trong"),
        ("drop", "canak", "Duro Canak"),
        ("respell", "canak", "Djuro Canak"),
        ("keep", "canak", "Đuro Čanak"),
    ],
)
def test_marks_in_copy_of_another_language(marks: str, name: str, text: str) -> None:
    assert form(marks, name, "en").text == text


@pytest.mark.parametrize("marks", ["keep", "drop", "respell", "either"])
def test_a_language_keeps_its_own_marks(marks: str) -> None:
    assert form(marks, "schroeder", "de").text == "Gerhard Schröder"


@pytest.mark.parametrize("language", ["de", "en"])
def test_letters_a_house_never_prints(language: str) -> None:
    assert form("keep", "strauss", language, {"ß": "ss"}).text == "Franz Josef Strauss"
    assert form("keep", "schroeder", language, {"ß": "ss"}).text == "Gerhard Schröder"


MIXED = "Gerhard Schröder spoke in Berlin. Later Gerhard {} left the room."


@pytest.mark.parametrize("second", ["Schroeder", "Schroder"])
def test_one_document_keeps_to_one_way(second: str) -> None:
    engine = Engine(config.load(None), language="en")
    text = MIXED.format(second)
    findings = engine.lint(engine.read("copy.txt", text.encode()))
    assert [text[slice(*finding.span)] for finding in findings] == [second]
    plain = MIXED.replace("Schröder", second).format(second)
    assert engine.lint(engine.read("copy.txt", plain.encode())) == []


def test_two_persons_nobody_listed_are_no_inconsistency() -> None:
    engine = Engine(config.load(None), language="en")
    text = "Thomas Müller scored in Munich. Robert Mueller testified in Washington."
    assert engine.lint(engine.read("copy.txt", text.encode())) == []
