"""Headwords: the parts of a name, and the index that finds it."""

from __future__ import annotations

from typing import Any

import pytest

from lint.names.acceptance import fold, forms, prepare
from lint.names.headword import (
    Name,
    Parts,
    family_of,
    headword,
    index,
    index_key,
    sieve_for,
    split,
)
from lint.names.layout import squeezed
from lint.packs import Packs


@pytest.mark.parametrize(
    ("form", "whole", "parts"),
    [
        ("Volodymyr Zelensky", False, Parts(("Volodymyr",), "", ("Zelensky",))),
        ("Recep Tayyip Erdoğan", False, Parts(("Recep", "Tayyip"), "", ("Erdoğan",))),
        ("Ursula von der Leyen", False, Parts(("Ursula",), "von der", ("Leyen",))),
        ("Bashar al-Assad", False, Parts(("Bashar",), "al-", ("Assad",))),
        ("Pelé", False, Parts((), "", ("Pelé",))),
        ("Frankfurt am Main", True, Parts((), "", ("Frankfurt", "am", "Main"))),
        ("Kim Jong-un", True, Parts((), "", ("Kim", "Jong", "un"))),
        ("Kryvyi Rih", True, Parts((), "", ("Kryvyi", "Rih"))),
    ],
)
def test_split(form: str, whole: bool, parts: Parts) -> None:
    assert split(form, whole) == parts


@pytest.mark.parametrize(
    ("form", "surnames", "particles", "parts"),
    [
        ("Itamar Ben Gvir", ("bengvir",), (), Parts(("Itamar",), "", ("Ben", "Gvir"))),
        ("Itamar Ben-Gvir", ("bengvir",), (), Parts(("Itamar",), "", ("Ben", "Gvir"))),
        ("Itamar Bengvir", ("bengvir",), (), Parts(("Itamar",), "", ("Bengvir",))),
        ("Orbán Viktor", ("orban",), (), Parts(("Viktor",), "", ("Orbán",), turned=True)),
        ("Viktor Orban", ("orban",), (), Parts(("Viktor",), "", ("Orban",))),
        ("Alexander Van der Bellen", (), ("van",), Parts(("Alexander",), "Van der", ("Bellen",))),
        ("Bachar Al-Assad", (), ("al",), Parts(("Bachar",), "Al-", ("Assad",))),
    ],
)
def test_split_where_a_rule_tells_surname_or_particles(
    form: str, surnames: tuple[str, ...], particles: tuple[str, ...], parts: Parts
) -> None:
    assert split(form, False, surnames, particles) == parts
    assert squeezed(family_of(form, parts).split()) == squeezed(parts.family)


def name(number: int, **record: Any) -> Name:
    return headword(number, {"id": f"name-{number}", "kind": "person", "whole": False, **record})


def test_a_name_is_found_by_its_surname_and_by_every_form_that_is_written_down() -> None:
    exact = index([name(0, native={"en": "Antony Blinken"}, prefer={"de": "Antony Blinkern"})], {})
    assert exact[index_key("Blinken")] == [0]
    assert exact[index_key("Blinkern")] == [0]
    assert index_key("Antony") not in exact


def test_places_and_names_with_the_family_name_first_are_read_as_a_whole() -> None:
    names = {name.id: name for catalogue in Packs().catalogues for name in catalogue.names}
    assert names["kim-jong-un"].whole
    assert names["kyiv"].whole
    assert not names["volodymyr-zelensky"].whole


@pytest.mark.parametrize(
    ("form", "language"),
    [("Zelensky", "en"), ("Selenskyj", "de"), ("Zełenski", "pl"), ("Selenskis", "de"), ("ZELENSKYY", "en")],
)
def test_a_spelling_of_a_name_passes_its_sieve(form: str, language: str) -> None:
    packs = Packs()
    systems = {of: packs.system(of) for of in packs.system_languages}
    made = name(0, native={"uk": "Володимир Зеленський"}, spoken={"uk": "Володимир Зеленський"})
    assert sieve_for(made, systems, {}).lets(fold(prepare(form)))


def test_the_sieve_for_a_name_leave_out_those_no_spelling_has() -> None:
    sieve = sieve_for(name(0, native={"de": "Andreas Müller"}), {}, {"ü": "ue"})
    assert all(map(sieve.lets, ("muller", "mueller")))
    assert not any(map(sieve.lets, ("moller", "mullert", "muellex", "andreas")))


def test_no_spelling_that_a_table_writes_is_kept_from_its_name() -> None:
    packs = Packs()
    (catalogue,) = packs.catalogues
    for of in list(catalogue.names)[::60]:
        for language, native in of.spoken.items():
            first, table = of.parts(native).family[0], packs.system(language)
            for column in set(table["columns"]) & set(packs.languages):
                for form in forms(first, table, column, 4):
                    assert catalogue.sieves[of.number].lets(fold(prepare(form))), (of.id, form)
