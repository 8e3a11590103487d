"""Given names that are one name in several languages."""

from __future__ import annotations

import pytest

from lint.names.equivalents import are_one, compile_equivalents, kinship
from lint.names.headword import Standing
from lint.packs import Packs


@pytest.fixture(scope="module")
def packs() -> Packs:
    return Packs()


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Oleksandr", "Alexander", True),
        ("Mykola", "Nikolai", True),
        ("William", "Bill", True),
        ("Josef", "Sepp", True),
        ("Jorge", "Yuri", False),
        ("George", "Yuri", True),
        ("Oleh", "Olga", False),
        ("Marko", "Mark", False),
        ("Anton", "Andriy", False),
    ],
)
def test_are_one(packs: Packs, a: str, b: str, one: bool) -> None:
    assert are_one(a, b, packs.equivalents, packs.given) is one
    assert are_one(b, a, packs.equivalents, packs.given) is one


@pytest.mark.parametrize(
    ("form", "own", "language", "found"),
    [
        ("Alexander", "Олександр", "en", (Standing.EQUIVALENT, "en", "equivalent")),
        ("Alejandro", "Олександр", "es", (Standing.EQUIVALENT, "es", "equivalent")),
        ("Alejandro", "Олександр", "en", (Standing.SISTER, "es", "equivalent")),
        ("Vova", "Володимир", "en", (Standing.SHORT, "", "short form")),
        ("Bill", "William", "en", (Standing.SHORT, "", "short form")),
        ("William", "Bill", "en", (Standing.SHORT, "", "short form")),
        ("Paul", "Олександр", "en", None),
        ("Zebulon", "Олександр", "en", None),
    ],
)
def test_kinship(packs: Packs, form: str, own: str, language: str, found: tuple[Standing, str, str] | None) -> None:
    assert kinship(form, [own], language, packs.equivalents, packs.given) == found


def test_a_transcribed_form_says_whose_it_is(packs: Packs) -> None:
    found = kinship("Dmitry", ["Дмитро"], "en", packs.equivalents, packs.given)
    assert found is not None
    assert found[0] is Standing.SISTER
    assert found[2] == "form"


def test_a_line_stands_for_all_native_forms() -> None:
    table = compile_equivalents(
        {"names": [{"of": "Петро", "en": "Peter", "short": ["Pete"]}]}, {"same": ["Петро Пётр Пятро", "Олег Алег"]}
    )
    assert {table["natives"][native] for native in ("Петро", "Пётр", "Пятро")} == {0}
    assert table["natives"]["Олег"] == table["natives"]["Алег"] != 0
    assert table["forms"] == {"Peter": ((0, "en"),), "Pete": ((0, "short"),)}
