"""Respelling: from one orthography to another through the native form."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.names.acceptance import accept, forms
from lint.names.respell import readings, respell
from lint.names.romanisation import Table, compile_system

RULES = Path(__file__).parents[2] / "rules" / "systems"


def table(language: str) -> Table:
    return compile_system(yaml.load((RULES / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


TABLES = {language: table(language) for language in ("uk", "ru")}


@pytest.mark.parametrize(
    ("language", "form", "source", "target", "best"),
    [
        ("uk", "Jermak", "de", "en", "Yermak"),
        ("uk", "Andrij", "de", "en", "Andriy"),
        ("uk", "Charkiw", "de", "en", "Kharkiv"),
        ("uk", "Kiew", "de", "en", "Kyiv"),
        ("uk", "Tschernihiw", "de", "en", "Chernihiv"),
        ("uk", "Zełenski", "pl", "en", "Zelensky"),
        ("uk", "Poroszenko", "pl", "de", "Poroschenko"),
        ("uk", "KLYTSCHKO", "de", "en", "KLYCHKO"),
        ("ru", "Gorbatschow", "de", "en", "Gorbachev"),
        ("ru", "Wladimir", "de", "en", "Vladimir"),
        ("ru", "Poutine", "fr", "en", "Putin"),
        ("ru", "Poetin", "nl", "de", "Putin"),
    ],
)
def test_best_candidate(language: str, form: str, source: str, target: str, best: str) -> None:
    assert respell(form, TABLES[language], source, target)[0] == best


@pytest.mark.parametrize(("form", "source"), [("Jermak", "de"), ("Charkiw", "de"), ("Poroszenko", "pl")])
def test_clear_reading_has_one_candidate(form: str, source: str) -> None:
    assert len(respell(form, TABLES["uk"], source, "en")) == 1


def test_german_s_is_two_letters() -> None:
    found = respell("Selenskyj", TABLES["uk"], "de", "en")
    assert {"Zelensky", "Selensky"} <= set(found)


@pytest.mark.parametrize("form", ["Xavier", "Quentin", "Čech", "Жук", "Vance"])
def test_form_that_the_column_cannot_write_has_no_reading(form: str) -> None:
    assert respell(form, TABLES["uk"], "de", "en") == ()


def test_words_and_hyphens_keep_their_capitals() -> None:
    assert respell("Wolodymyr Kutschma", TABLES["uk"], "de", "en") == ("Volodymyr Kuchma",)
    assert "Ivano-Frankivsk" in respell("Iwano-Frankiwsk", TABLES["uk"], "de", "en")


def test_candidates_are_bounded() -> None:
    assert len(respell("Sassassassassassas", TABLES["ru"], "de", "en", most=5)) == 5


@given(st.text(alphabet="абвгдеклмнопрстуєїщ", min_size=1, max_size=7), st.sampled_from(["de", "fr", "pl", "en"]))
def test_every_reading_is_written_so(native: str, source: str) -> None:
    for form in forms(native, TABLES["uk"], source, most=2):
        for reading in readings(form, TABLES["uk"], source)[:4]:
            found = accept(form, reading, TABLES["uk"], limit=3, prefer=(source,))
            assert found is not None


def test_ties_between_readings_are_no_fault() -> None:
    assert "Chodorkowski" in respell("Khodorkovsky", TABLES["ru"], "en", "de")
