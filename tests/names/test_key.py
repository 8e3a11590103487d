"""Blocking keys: no accepted form may be missed, and few keys are needed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.names.acceptance import accept, fold, forms, prepare
from lint.names.key import initials, key, keys
from lint.names.romanisation import Table
from lint.names.systems import compile_system

RULES = Path(__file__).parents[2] / "rules" / "systems"


def table(language: str) -> Table:
    return compile_system(yaml.load((RULES / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


TABLES = {language: table(language) for language in ("uk", "ru", "be", "bg")}


@pytest.mark.parametrize(
    ("form", "skeleton"),
    [
        ("Zelensky", "slnsk"),
        ("SELENSKYJ", "slnsk"),
        ("Zełenski", "slnsk"),
        ("Tschaikowski", "skfsk"),
        ("Czajkowski", "skfsk"),
        ("Čajkovskij", "skfsk"),
        ("Maxim", "mksm"),
        ("Maksim", "mksm"),
        ("Luhans’k", "lgnsk".replace("g", "")),
        ("Anna", "n"),
        ("Io", ""),
        ("", ""),
    ],
)
def test_key(form: str, skeleton: str) -> None:
    assert key(form) == skeleton


@pytest.mark.parametrize(
    ("one", "two"), [("Zelensky", "Yermak"), ("Putin", "Purin"), ("Kravchuk", "Kuchma"), ("Radev", "Rudet")]
)
def test_other_consonants_are_another_key(one: str, two: str) -> None:
    assert key(one) != key(two)


@given(st.data())
@settings(max_examples=300)
def test_every_accepted_form_is_found(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(TABLES)))
    native = data.draw(st.text(alphabet=TABLES[language]["letters"], min_size=1, max_size=8))
    one, two = (data.draw(st.sampled_from(TABLES[language]["columns"])) for _ in range(2))
    first, second = (forms(native, TABLES[language], target, most=4) for target in (one, two))
    cut = data.draw(st.integers(0, 8))
    candidates = {*first, *second, *(fold(prepare(form)) for form in first)}
    candidates |= {a[:cut] + b[cut + shift :] for a in first[:2] for b in second[:2] for shift in (-1, 0, 1)}
    found = keys(native, TABLES[language])
    letters = initials(native, TABLES[language])
    for form in candidates:
        if accept(form, native, TABLES[language]) is not None:
            assert key(form) in found, form
            assert fold(prepare(form))[:1] in letters, form


@given(st.lists(st.text(alphabet="abcdfghjklstvxzčšž", max_size=4), max_size=4))
def test_key_is_made_of_the_keys_of_parts(parts: list[str]) -> None:
    assert key("".join(parts)) == key("".join(key(part) for part in parts))


@pytest.mark.parametrize(
    ("language", "native"),
    [("uk", "Зеленський"), ("uk", "Єрмак"), ("ru", "Путин"), ("bg", "Радев"), ("be", "Лукашэнка")],
)
def test_keys_are_few(language: str, native: str) -> None:
    assert 1 <= len(keys(native, TABLES[language])) <= 4


@pytest.mark.parametrize(
    ("native", "letters"),
    [("Зеленський", set("zsc")), ("Єрмак", set("yjie")), ("Харків", set("kchjx"))],
)
def test_initials_are_few(native: str, letters: set[str]) -> None:
    assert initials(native, TABLES["uk"]) <= letters
