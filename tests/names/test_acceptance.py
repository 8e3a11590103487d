"""Recognition: what is a spelling of a native form, of which system, and what is another name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.names.acceptance import accept, fold, forms, lattice, match, patronymic_endings, prepare
from lint.names.romanisation import Table, romanise
from lint.names.systems import compile_system

RULES = Path(__file__).parents[2] / "rules" / "systems"


def table(language: str) -> Table:
    return compile_system(yaml.load((RULES / f"{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


TABLES = {language: table(language) for language in ("uk", "ru", "be", "bg")}


@pytest.mark.parametrize(
    ("language", "native", "form", "cost", "system", "reason"),
    [
        ("uk", "Зеленський", "Zelensky", 0, "en", "English"),
        ("uk", "Зеленський", "Selenskyj", 0, "de", "German transcription"),
        ("uk", "Зеленський", "Zełenski", 0, "pl", "Polish transcription"),
        ("uk", "Зеленський", "Selensky", 0.25, "de", "German transcription, less usual"),
        ("uk", "Зеленський", "Zelenskyy", 0.1, "bgnpcgn-1965", "BGN/PCGN 1965, without diacritics"),
        ("uk", "Зеленський", "Zelenskiy", 0, "tr", "Turkish transcription"),
        ("uk", "Єрмак", "Jermak", 0, "de", "German transcription"),
        ("uk", "Андрій", "Andrij", 0, "de", "German transcription"),
        ("uk", "Київ", "Kiew", 0, "de", "German transcription"),
        ("uk", "Держпром", "Derschprom", 0, "de", "German transcription"),
        ("uk", "Держпром", "Deržprom", 0, "cs", "Czech transcription"),
        ("uk", "Держпром", "Derzhprom", 0, "en", "English"),
        ("uk", "Шмигаль", "Šmyhal", 0, "cs", "Czech transcription"),
        ("uk", "Ющенко", "Juscenko", 0.1, "cs", "Czech transcription, without diacritics"),
        ("uk", "Володимир", "Vladimir", None, None, None),
        ("ru", "Горбачёв", "Gorbatschow", 0, "de", "German transcription"),
        ("ru", "Горбачев", "Gorbatschow", 0, "de", "German transcription"),
        ("ru", "Сахаров", "Sakharoff", 0, "old-off", "older spelling in -off"),
        ("ru", "Шишков", "Xixkov", 0, "ca", "Catalan transcription"),
        ("ru", "Шарапова", "Šarapovová", 0, "cs", "Czech transcription"),
        ("be", "Лукашэнка", "Lukasjenka", 0, "sv", "Swedish transcription"),
        ("bg", "Първанов", "Pyrwanow", 0, "pl", "Polish transcription"),
    ],
)
def test_spelling(
    language: str, native: str, form: str, cost: float | None, system: str | None, reason: str | None
) -> None:
    found = accept(form, native, TABLES[language])
    assert (found and (found.cost, found.system, found.reason)) == (None if cost is None else (cost, system, reason))


@pytest.mark.parametrize(
    ("language", "native", "form"),
    [
        ("uk", "Зеленський", "Zelinsky"),
        ("uk", "Зеленський", "Zielinski"),
        ("uk", "Зеленський", "Zelenska"),
        ("uk", "Зеленська", "Zelensky"),
        ("uk", "Зеленський", "Zelenskys"),
        ("uk", "Зеленський", "Zelensko"),
        ("uk", "Зеленський", "Zelenskaya"),
        ("uk", "Єрмак", "Yermakov"),
        ("uk", "Єрмак", "Yarmak"),
        ("uk", "Держпром", "Derprom"),
        ("uk", "Бабин", "Babyna"),
        ("ru", "Путин", "Putins"),
        ("ru", "Иванов", "Ivanova"),
        ("ru", "Иванова", "Ivanov"),
        ("ru", "Толстой", "Tolstaya"),
        ("ru", "Олег", "Olga"),
        ("ru", "Быков", "Bokov"),
        ("ru", "Александр", "Aleksandra"),
        ("bg", "Радев", "Radov"),
        ("be", "Лукашэнка", "Lukashenkaya"),
    ],
)
def test_another_name_is_not_accepted(language: str, native: str, form: str) -> None:
    assert accept(form, native, TABLES[language]) is None


def test_one_foreign_letter_group_is_said() -> None:
    found = accept("Selenskyi", "Зеленський", TABLES["uk"], prefer=("de",))
    assert found is not None
    assert (found.cost, found.system) == (1.0, "de")
    assert found.reason == "German transcription, 1 letter group otherwise"


@pytest.mark.parametrize(
    ("language", "native", "form", "cost"),
    [
        # English borrows from another column what it does not write itself for another letter.
        ("uk", "Тимошенко", "Timoshenko", 0),
        ("uk", "Шевченко", "Schewtchenko", 1.0),
        ("uk", "Шевченко", "Schewchenko", None),
        ("ru", "Жаров", "Zharow", 1.0),
        # s is с, and so з for no column but those that write it so themselves.
        ("uk", "Зінкевич", "Sinkewytsch", 0),
        ("uk", "Зінкевич", "Sinkevych", None),
        ("uk", "Сінкевич", "Zinkevych", None),
        ("be", "Лявіцкі", "Lavitski", None),
        # Letters that the press does not keep apart are borrowed for each other.
        ("ru", "Дробышевский", "Drobischewski", 1.0),
        # What is a second choice where it comes from is not lent: sh for ж is German only.
        ("ru", "Жаров", "Sharow", 0.25),
        ("ru", "Джалилов", "Dshalilow", 0.25),
        ("ru", "Жаров", "Sharov", None),
        # Endings of Lithuanian and Latvian nominatives are neither lent nor take what is borrowed.
        ("uk", "Іваненко", "Ivanenka", 0),
        ("uk", "Іваненко", "Iwanenka", None),
        # Names of foreign origin go back to the spelling they came from.
        ("uk", "Штольц", "Stolz", 0.25),
        ("ru", "Дворжак", "Dvořak", 0.25),
        ("ru", "Кучиньский", "Kuczyński", 0.25),
        ("uk", "Базилевич", "Bazyłewicz", 0.25),
        ("uk", "Корольов", "Korolev", 0.25),
        # ISO 9 tells letters apart by marks alone.
        ("ru", "Кязимов", "Kâzimov", 0),
        ("ru", "Кязимов", "Kazimov", None),
        ("ru", "Грязнов", "Grjaznov", 0),
    ],
)
def test_what_may_be_borrowed(language: str, native: str, form: str, cost: float | None) -> None:
    found = accept(form, native, TABLES[language], aside=True)
    assert (found and found.cost) == cost


def test_limit_is_kept() -> None:
    assert accept("Selenskyi", "Зеленський", TABLES["uk"], limit=0.35) is None
    assert accept("Selensky", "Зеленський", TABLES["uk"], limit=0.35) is not None
    assert accept("Selensky", "Зеленський", TABLES["uk"], limit=0) is None
    assert accept("Selenskyj", "Зеленський", TABLES["uk"], limit=0) is not None


@pytest.mark.parametrize(
    ("prefer", "system"), [((), "de"), (("cs",), "cs"), (("en", "cs"), "cs"), (("en", "xx", "fi", "cs"), "fi")]
)
def test_preferred_system_wins_a_tie(prefer: tuple[str, ...], system: str) -> None:
    found = accept("Jermak", "Єрмак", TABLES["uk"], prefer=prefer)
    assert found is not None
    assert found.system == system


@pytest.mark.parametrize(
    ("form", "accepted"),
    [
        ("Volodymyr Zelensky", True),
        ("Volodymyr Oleksandrovych Zelensky", True),
        ("VOLODYMYR ZELENSKY", True),
        ("Wolodymyr Selenskyj", True),
        ("Zelensky", False),
        ("Zelensky Volodymyr", False),
        ("Volodymyr", False),
        ("Volodymyr Zelenska", False),
    ],
)
def test_full_name_may_lack_its_patronymic(form: str, accepted: bool) -> None:
    found = accept(form, "Володимир Олександрович Зеленський", TABLES["uk"])
    assert (found is not None) == accepted


@pytest.mark.parametrize(
    ("native", "form"),
    [("Віктор Янукович", "Viktor"), ("Віктор Федорович Янукович", "Viktor Fedorovych"), ("Фам Ван Донг", "Fam Donh")],
)
def test_family_name_may_not_be_missing(native: str, form: str) -> None:
    assert accept(form, native, TABLES["uk"]) is None


@pytest.mark.parametrize("form", ["Luhans'k", "Luhans’k", "Luhansʹk", "Luhansʼk", "Luhans‘k", "LUHANS'K"])
def test_apostrophes_are_one(form: str) -> None:
    found = accept(form, "Луганськ", TABLES["uk"])
    assert found is not None
    assert found.cost == 0


def test_decomposed_letters_are_read() -> None:
    found = accept("Z\u030cukov", "Жуков", TABLES["ru"])
    assert found is not None
    assert found.cost == 0


def test_forms_of_a_column_come_in_order_of_cost() -> None:
    assert forms("Зеленський", TABLES["uk"], "en") == ("Zelensky", "Zelenskyi", "Zelenskyy", "Zelenskiy")
    assert forms("Київ", TABLES["uk"], "en") == ("Kyiv", "Kiev")
    assert len(forms("Щербаківський", TABLES["uk"], "fr", most=5)) == 5


NATIVE = {
    language: st.text(alphabet=TABLES[language]["letters"], min_size=1, max_size=9) for language in ("uk", "ru", "bg")
}


@pytest.mark.parametrize(("form", "system"), [("Putins", "lv"), ("Putinas", "lt")])
def test_column_that_declines_recognises_only_where_it_is_asked(form: str, system: str) -> None:
    assert accept(form, "Путин", TABLES["ru"]) is None
    found = accept(form, "Путин", TABLES["ru"], aside=True)
    assert found is not None
    assert (found.cost, found.system) == (0, system)


@given(st.data())
def test_what_romanise_writes_costs_nothing(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(NATIVE)))
    native = data.draw(NATIVE[language])
    target = data.draw(st.sampled_from(TABLES[language]["columns"]))
    found = accept(romanise(native, TABLES[language], target), native, TABLES[language], prefer=(target,), aside=True)
    assert found is not None
    assert (found.cost, found.system) == (0, target)


@given(st.data())
def test_forms_cost_their_second_choices_at_most(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(NATIVE)))
    native = data.draw(NATIVE[language])
    target = data.draw(st.sampled_from(TABLES[language]["columns"]))
    costs = []
    for form in forms(native, TABLES[language], target, most=6)[:3]:
        found = accept(form, native, TABLES[language], limit=3, aside=True)
        assert found is not None
        costs.append(found.cost)
        if TABLES[language]["marked"] >> TABLES[language]["columns"].index(found.system) & 1:
            continue
        bare = accept(fold(prepare(form)), native, TABLES[language], limit=3, aside=True)
        assert bare is not None
        assert bare.cost <= found.cost + 0.1 + 1e-6
    assert costs[0] == 0


@given(st.text(max_size=12))
def test_any_text_is_answered(form: str) -> None:
    ready = lattice("Зеленський", TABLES["uk"])
    found = match(form, ready)
    assert found is None or 0 <= found.cost <= 1.1


@pytest.mark.parametrize(
    ("language", "word", "is_one"),
    [
        ("ru", "Владимирович", True),
        ("ru", "vladimirovich", True),
        ("ru", "wladimirowitsch", True),
        ("ru", "sergueievitch", True),
        ("ru", "ilyich", True),
        ("ru", "iljitsch", True),
        ("ru", "vladimirovicius", True),
        ("ru", "heinrich", False),
        ("ru", "mitch", False),
        ("ru", "vladimir", False),
        ("uk", "oleksandrivna", True),
        ("uk", "ołeksandrowycz", True),
        ("uk", "oleksandr", False),
        ("be", "ryhoravic", True),
        ("be", "ulrich", False),
        ("bg", "ivanov", False),
    ],
)
def test_patronymic_endings(language: str, word: str, is_one: bool) -> None:
    assert fold(word).endswith(patronymic_endings(TABLES[language])) == is_one
