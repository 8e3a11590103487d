"""Romanisation: the tables prove themselves, and what decides which row wins."""

from __future__ import annotations

import marshal
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.names.acceptance import accept, fold, prepare
from lint.names.romanisation import Table, romanise, segments
from lint.names.systems import compile_system

SYSTEMS = sorted((Path(__file__).parents[2] / "rules" / "systems").glob("[a-z][a-z].yaml"))
CYRILLIC = {"uk", "ru", "be", "bg"}


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


RAW = {path.stem: read(path) for path in SYSTEMS if path.stem in CYRILLIC}
TABLES: dict[str, Table] = {language: compile_system(raw) for language, raw in RAW.items()}
EXAMPLES = [(language, *example) for language, raw in RAW.items() for example in raw["examples"]]


def small(rows: list[dict[str, Any]], **more: Any) -> Table:
    """A table of two columns, `b` like `a`, for tests of the rules of precedence."""
    return compile_system(
        {
            "language": "xx",
            "script": "Cyrl",
            "classes": {"vowel": "аеіо"},
            "targets": {"a": {"title": "A"}, "b": {"title": "B", "like": "a"}, "c": {"title": "C"}},
            "rows": rows,
            **more,
        }
    )


@pytest.mark.parametrize(("language", "native", "target", "form"), EXAMPLES)
def test_example_of_a_system_holds(language: str, native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES[language], target) == form


@pytest.mark.parametrize("language", sorted(CYRILLIC))
def test_system_has_examples_of_many_columns(language: str) -> None:
    assert len(RAW[language]["examples"]) >= 60
    assert len({target for _, target, _ in RAW[language]["examples"]}) >= 10


@pytest.mark.parametrize("language", sorted(CYRILLIC))
def test_every_column_writes_every_letter(language: str) -> None:
    table = TABLES[language]
    for target in table["columns"]:
        for letter in table["letters"].replace("’", ""):
            written = romanise(letter, table, target)
            assert not any("\u0400" <= mark <= "\u052f" for mark in written), (target, letter)


@pytest.mark.parametrize("language", sorted(CYRILLIC))
def test_table_is_plain_enough_to_marshal(language: str) -> None:
    assert marshal.loads(marshal.dumps(TABLES[language])) == TABLES[language]


@pytest.mark.parametrize(
    ("native", "target", "form"),
    [
        ("Зеленський", "en", "Zelensky"),
        ("ЗЕЛЕНСЬКИЙ", "en", "ZELENSKY"),
        ("зеленський", "en", "zelensky"),
        ("Щербак", "de", "Schtscherbak"),
        ("ЩЕРБАК", "de", "SCHTSCHERBAK"),
        ("Є. Ющенко", "en", "Ye. Yushchenko"),
        ("Володимир Зеленський", "de", "Wolodymyr Selenskyj"),
        ("Івано-Франківськ", "en", "Ivano-Frankivsk"),
        ("Знам'янка", "kmu2010", "Znamianka"),
        ("Знамʼянка", "kmu2010", "Znamianka"),
        ("ІВАН", "tr", "İVAN"),
        ("Іван 4 & Co", "en", "Ivan 4 & Co"),
        ("", "en", ""),
    ],
)
def test_case_words_and_strange_characters(native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES["uk"], target) == form


def test_longer_grapheme_wins() -> None:
    table = small([{"from": "к", "to": {"*": "k"}}, {"from": "кс", "to": {"*": "x"}}, {"from": "с", "to": {"*": "s"}}])
    assert romanise("кскс", table, "a") == "xx"


def test_heavier_condition_wins_over_an_earlier_row() -> None:
    rows = [
        {"from": "к", "to": {"*": "k"}},
        {"from": "к", "at": "before vowel", "to": {"*": "c"}},
        {"from": "к", "at": "before е", "to": {"*": "q"}},
        {"from": "е", "to": {"*": "e"}},
        {"from": "а", "to": {"*": "a"}},
    ]
    assert romanise("какек", small(rows), "a") == "caqek"


def test_earlier_row_wins_among_equals() -> None:
    rows = [{"from": "к", "to": {"*": "k"}}, {"from": "к", "to": {"*": "q"}}]
    assert romanise("к", small(rows), "a") == "k"


def test_positions_see_the_edges_of_every_word() -> None:
    rows = [
        {"from": "а", "to": {"*": "a"}},
        {"from": "а", "at": "initial", "to": {"*": "I"}},
        {"from": "а", "at": "final", "to": {"*": "F"}},
    ]
    assert romanise("ааа ааа-ааа", small(rows), "a") == "IaF IaF-IaF"


def test_like_comes_before_star_and_null_leaves_the_row() -> None:
    rows = [
        {"from": "к", "to": {"a": "k", "*": "z"}},
        {"from": "к", "at": "initial", "to": {"a": "x", "b": "~", "c": None}},
    ]
    table = small(rows)
    assert [romanise("кк", table, target) for target in "abc"] == ["xk", "kk", "zz"]


def test_empty_output_hands_its_capital_on() -> None:
    rows = [{"from": "ь", "to": {"*": ""}}, {"from": "а", "to": {"*": "a"}}]
    assert romanise("Ьа", small(rows), "a") == "A"


def test_exception_is_a_whole_word() -> None:
    rows = [{"from": letter, "to": {"*": latin}} for letter, latin in zip("кіа", "kia", strict=True)]
    table = small(rows, exceptions={"Кіа": {"a": ["Qia", "Chia"]}})
    assert romanise("Кіа", table, "a") == "Qia"
    assert romanise("КІА", table, "b") == "QIA"
    assert romanise("Кіа", table, "c") == "Kia"
    assert romanise("Кіаа", table, "a") == "Kiaa"


def test_every_member_of_a_list_within_the_list_is_standard() -> None:
    rows = [{"from": "к", "to": {"a": [["k", "c"], "q"], "c": [["c", "k"]]}}]
    table = small(rows)
    assert [romanise("к", table, target) for target in "abc"] == ["k", "k", "c"]
    assert [next(segments("к", table, target))[1] for target in "ac"] == [("k", "c", "q"), ("c", "k")]
    assert [accept(form, "к", table, prefer=("a",)) for form in ("k", "c")] == [(0, "a", "A"), (0, "a", "A")]
    assert accept("q", "к", table) == (0.25, "a", "A, less usual")


def test_row_may_be_of_several_graphemes() -> None:
    table = small([{"from": ["к", "х"], "to": {"*": "k"}}, {"from": "а", "to": {"*": "a"}}])
    assert romanise("кха", table, "a") == "kka"


UNWRITTEN = {
    "caseless": "true",
    "classes": {"consonant": "бкмр", "point": "і"},
    "unwritten": {"sign": "_", "at": ["after consonant & before consonant"], "unless": "point"},
    "doubling": {"sign": "\u0311", "letters": "consonant"},
    "alike": {"ґ": "к"},
    "vowelled": {"мрк": "міррк"},
}
SKELETON = [
    {"from": "_", "to": {"*": [["a", "e", ""], "o"]}},
    {"from": "б", "to": {"*": "b"}},
    {"from": "к", "to": {"*": "kh"}},
    {"from": "м", "to": {"*": "m"}},
    {"from": "р", "to": {"*": "r"}},
    {"from": "і", "to": {"*": "i"}},
    {"from": "а", "to": {"*": "a"}},
    {"from": "ал", "at": "initial", "to": {"*": [["al-", "", "el-"]]}},
]


@pytest.mark.parametrize(
    ("native", "form"),
    [
        ("бк", "Bakh"),
        ("бак", "Bakh"),
        ("біркм", "Birkhm"),
        ("ґб", "Khab"),
        ("мрк", "Mirrkh"),
        ("бк мрк", "Bakh Mirrkh"),
        ("бак\u0311а", "Bakhkha"),
        ("бар\u0316\u0311а", "Barr\u0316a"),
        ("албак", "al-Bakh"),
        ("бк албк", "Bakh al-Bakh"),
    ],
)
def test_what_is_not_written_is_filled_in(native: str, form: str) -> None:
    assert romanise(native, small(SKELETON, **UNWRITTEN), "a") == form


@pytest.mark.parametrize(
    ("form", "native", "cost"),
    [
        ("bekh", "бк", 0),
        ("bkh", "бк", 0),
        ("bokh", "бк", 0.25),
        ("bukh", "бк", None),
        ("bakhkh", "бк", None),
        ("bbar", "бр", None),
        ("barr", "бр", None),
        ("barr", "бр\u0311", 0),
        ("mirkh", "мрк", None),
        ("bakha", "бак\u0311а", 0),
        ("barra", "бара", 0),
        ("bakhkha", "бака", None),
        ("bakh", "албк", 0),
        ("el-bakh", "албк", 0),
    ],
)
def test_any_equal_choice_is_accepted_where_nothing_is_written(form: str, native: str, cost: float | None) -> None:
    found = accept(form, native, small(SKELETON, **UNWRITTEN))
    assert (found and found.cost) == cost


def test_a_doubled_letter_may_be_written_once_first() -> None:
    once = {**UNWRITTEN, "doubling": {"sign": "\u0311", "letters": "consonant", "written": "once"}}
    table = small(SKELETON, **once)
    assert romanise("бак\u0311а", table, "a") == "Bakha"
    found = [accept(form, "бак\u0311а", table) for form in ("bakha", "bakhkha")]
    assert [taken and taken.cost for taken in found] == [0, 0]


SILENT = {
    "classes": {"consonant": "бкмрл", "vowel": "аоиу_", "mark": "ои"},
    "unwritten": {"sign": "_", "silent": "˙", "at": ["after consonant & before consonant"]},
}
SCHWA = [
    {"from": "_", "to": {"*": [["e", ""]]}},
    {"from": "˙", "to": {"*": [["", "e"]]}},
    *({"from": letter, "to": {"*": sound}} for letter, sound in zip("бкмрлаоиу", "bkmrlaoiu", strict=True)),
]


@pytest.mark.parametrize(
    ("native", "form"),
    [
        ("акбол", "akbol"),  # silent between a vowel and a syllable that is not the last one's vowel
        ("акбо", "akebo"),
        ("акб", "akeb"),
        ("кбол", "kebol"),
        ("акбул", "akebul"),
        ("акбол кбо", "akbol kebo"),
        ("ркбол", "rekbol"),
    ],
)
def test_what_is_not_written_is_silent_before_a_written_vowel_that_is_not_last(native: str, form: str) -> None:
    table = small(SCHWA, **SILENT)
    assert romanise(native, table, "a") == form
    found = accept("akebol", "акбол", table)
    assert found
    assert found.cost == 0


def test_letter_without_a_row_cannot_be_doubled() -> None:
    with pytest.raises(ValueError, match="doubling: no row for р"):
        small([row for row in SKELETON if row["from"] != "р"], **UNWRITTEN)


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        ([{"from": "к", "at": "befor vowel", "to": {"*": "k"}}], {}, "row 1 (к): unknown condition 'befor vowel'"),
        ([{"from": "к", "to": {"d": "k"}}], {}, "row 1 (к): no such target: d"),
        ([{"from": "", "to": {"*": "k"}}], {}, "row 1 (): a row has from, to"),
        ([{"from": "к", "into": {"*": "k"}}], {}, "row 1 (к): a row has from, to"),
        ([{"from": "к", "to": "k"}], {}, "row 1 (к): a mapping is wanted"),
        ([], {"targets": {"a": {"like": "b"}, "b": {"like": "a"}}}, "like leads back"),
        ([], {"targets": {"a": {"like": "z"}}}, "like z, which is no target"),
    ],
)
def test_fault_in_a_table_is_named(rows: list[dict[str, Any]], more: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        small(rows, **more)


@pytest.mark.parametrize(("near", "cost"), [({}, 1), ({"near": []}, None), ({"near": ["иі"]}, 1)])
def test_what_stands_for_another_letter_is_borrowed_only_if_that_is_near(
    near: dict[str, Any], cost: float | None
) -> None:
    rows = [
        {"from": "и", "to": {"a": "y", "c": "i"}},
        {"from": "і", "to": {"a": "i", "c": "j"}},
        {"from": "ж", "to": {"a": "z", "c": "s"}},
        {"from": "з", "to": {"a": "s", "c": "z"}},
    ]
    found = accept("iz", "иж", small(rows, **near))
    assert (found and found.cost) == cost


@pytest.mark.parametrize(
    ("form", "kept", "cost"), [("â", "", 0), ("a", "", 0.1), ("a", "kept", None), ("â", "kept", 0)]
)
def test_target_may_keep_its_marks(form: str, kept: str, cost: float | None) -> None:
    table = small([{"from": "я", "to": {"a": "â"}}], targets={"a": {"title": "A", "marks": kept}})
    found = accept(form, "я", table)
    assert (found and found.cost) == cost


def test_unknown_column_is_an_error() -> None:
    with pytest.raises(KeyError):
        romanise("Київ", TABLES["uk"], "xx")


@given(st.text(alphabet=TABLES["uk"]["letters"] + " -AbЄЇЩ", max_size=12), st.sampled_from(TABLES["uk"]["columns"]))
def test_segments_lose_nothing(native: str, target: str) -> None:
    pieces = list(segments(native, TABLES["uk"], target))
    assert "".join(piece for piece, _ in pieces) == native
    assert all(outputs for _, outputs in pieces)


@given(st.text(alphabet=TABLES["ru"]["letters"], min_size=1, max_size=10), st.sampled_from(TABLES["ru"]["columns"]))
def test_case_changes_nothing_else(native: str, target: str) -> None:
    plain = romanise(native, TABLES["ru"], target)
    assert fold(prepare(romanise(native.title(), TABLES["ru"], target))) == fold(prepare(plain))


@pytest.mark.parametrize(
    ("native", "target", "form"),
    [
        ("Санкт-Петербург", "en", "St. Petersburg"),
        ("Санкт-Петербург", "fr", "Saint-Pétersbourg"),
        ("Санкт-Петербурга", "en", "Sankt-Peterburga"),
        ("Ростов-на-Дону", "de", "Rostow am Don"),
        ("Ростов", "de", "Rostow"),
    ],
)
def test_words_joined_by_a_hyphen_may_be_one_exception(native: str, target: str, form: str) -> None:
    assert romanise(native, TABLES["ru"], target) == form
