"""Given names and marks: which transcription a name is in, and who merely is called so."""

from __future__ import annotations

from typing import Any

import pytest

from lint.names.given import is_given, marks_of, transcription
from lint.packs import Packs

PACKS = Packs(use_cache=False)
TABLE: Any = PACKS.given
SYSTEMS = {language: PACKS.system(language) for language in PACKS.system_languages}


@pytest.mark.parametrize(
    ("given", "surname", "copy", "column", "written"),
    [
        ("Andrij", "Jermak", "en", "de", "Andriy Yermak"),
        ("Jurij", "Witrenko", "en", "de", "Yuriy Vitrenko"),
        ("Petro", "Poroszenko", "en", "pl", "Petro Poroshenko"),
        ("Michail", "Gorbatchev", "de", "fr", "Michail Gorbatschow"),
        ("Andriy", "Yermak", "de", "en", "Andrij Jermak"),
        ("Andrij", "Kovtun", "en", "de", "Andriy Kovtun"),
        ("", "Tschumatschuk", "en", "de", "Chumachuk"),
    ],
)
def test_the_language_it_was_transcribed_for(given: str, surname: str, copy: str, column: str, written: str) -> None:
    found = transcription(given, surname, copy, TABLE, SYSTEMS)
    assert found is not None
    assert (found.column, found.candidates[0]) == (column, written)
    assert found.evidence


@pytest.mark.parametrize(
    ("given", "surname", "copy"),
    [
        ("Andriy", "Yermak", "en"),
        ("Andrii", "Yermak", "en"),
        ("Andrij", "Jermak", "de"),
        ("Andrej", "Hunko", "en"),
        ("Katja", "Jaeger", "en"),
        ("Tomasz", "Kowalczuk", "en"),
        ("Wladimir", "Klitschko", "en"),
        ("Julian", "Callow", "en"),
        ("Sergey", "Brin", "de"),
        ("Natalie", "Portman", "de"),
        ("", "Fritsch", "en"),
        ("", "Virchow", "en"),
    ],
)
def test_a_name_that_is_right_or_borne_so(given: str, surname: str, copy: str) -> None:
    assert transcription(given, surname, copy, TABLE, SYSTEMS) is None


@pytest.mark.parametrize(
    ("given", "surname", "written"),
    [
        ("Viktor", "Witrenko", "Viktor Vitrenko"),
        ("Igor", "Iwanow", "Igor Ivanov"),
        ("Roman", "Jurenko", "Roman Yurenko"),
    ],
)
def test_one_proved_name_lets_a_weaker_mark_count_for_the_next(given: str, surname: str, written: str) -> None:
    assert transcription(given, surname, "en", TABLE, SYSTEMS) is None
    found = transcription(given, surname, "en", TABLE, SYSTEMS, ["de"])
    assert found is not None
    assert found.candidates == (written,)


@pytest.mark.parametrize("column", TABLE["from"])
def test_no_mark_is_foreign_in_its_own_language(column: str) -> None:
    for surname in ("Tschumatschenko", "Tchernychev", "Poroszenko", "Zhukov", "Sjevtsjenko", "Ševčenko"):
        assert all(mark.column != column for mark in marks_of(surname, column, TABLE))


def test_given_names_are_known_in_every_column() -> None:
    assert all(is_given(form, TABLE) for form in ("Andrij", "Andriy", "Andrii", "Sergueï", "Siergiej"))
    assert not is_given("Portman", TABLE)
