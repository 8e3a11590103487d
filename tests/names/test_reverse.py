"""Reading back: from a Latin form to what one orthography may have written so."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.names.acceptance import accept, forms
from lint.names.reverse import readings
from lint.names.romanisation import Table
from lint.names.systems import compile_system

RULES = Path(__file__).parents[2] / "rules" / "systems"


def table(language: str) -> Table:
    return compile_system(yaml.load((RULES / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


TABLES = {language: table(language) for language in ("uk", "ru")}


@pytest.mark.parametrize(
    ("language", "form", "source", "native"),
    [
        ("uk", "Jermak", "de", "єрмак"),
        ("uk", "Andrij", "de", "андрій"),
        ("uk", "Charkiw", "de", "харків"),
        ("uk", "Kiew", "de", "київ"),
        ("uk", "Tschernihiw", "de", "чернігів"),
        ("uk", "KLYTSCHKO", "de", "кличко"),
        ("ru", "Wladimir", "de", "владимир"),
        ("ru", "Poutine", "fr", "путин"),
        ("ru", "Poetin", "nl", "путин"),
    ],
)
def test_likeliest_native_form(language: str, form: str, source: str, native: str) -> None:
    assert readings(form, TABLES[language], source)[0] == native


def test_german_s_is_two_letters() -> None:
    assert {"зеленський", "селенський"} <= set(readings("Selenskyj", TABLES["uk"], "de"))


@pytest.mark.parametrize("form", ["Xavier", "Quentin", "Čech", "Жук", "Vance"])
def test_form_that_the_column_cannot_write_has_no_reading(form: str) -> None:
    assert readings(form, TABLES["uk"], "de") == ()


def test_words_and_hyphens_stay() -> None:
    assert "володимир кучма" in readings("Wolodymyr Kutschma", TABLES["uk"], "de")
    assert "івано-франківськ" in readings("Iwano-Frankiwsk", TABLES["uk"], "de")


def test_unknown_column_is_an_error() -> None:
    with pytest.raises(KeyError, match="no column xx"):
        readings("Jermak", TABLES["uk"], "xx")


@given(st.text(alphabet="абвгдеклмнопрстуєїщ", min_size=1, max_size=7), st.sampled_from(["de", "fr", "pl", "en"]))
def test_every_reading_is_written_so(native: str, source: str) -> None:
    for form in forms(native, TABLES["uk"], source, most=2):
        for reading in readings(form, TABLES["uk"], source)[:4]:
            found = accept(form, reading, TABLES["uk"], limit=3, prefer=(source,))
            assert found is not None


def test_ties_between_readings_are_no_fault() -> None:
    assert "ходорковский" in readings("Khodorkovsky", TABLES["ru"], "en")
