"""How the parts of a person's name stand: patterns, cuts, shapes, and full names accepted in any order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import names
from lint.names.layout import (
    Cut,
    arrange,
    compile_layouts,
    cut,
    is_pattern,
    lines,
    shape,
    shape_of,
    squeezed,
)
from lint.packs import Packs

PATTERNS = ["F A", "F A-b", "F A-B", "F A B", "F Ab", "A F", "A-b F", "A-B F", "A B F", "Ab F"]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return Packs()


@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("F A-b", "Kim Jong-un"),
        ("F A-B", "Kim Jong-Un"),
        ("F A B", "Kim Jong Un"),
        ("F Ab", "Kim Jongun"),
        ("A-b F", "Jong-un Kim"),
        ("A F", "Jong Un Kim"),
    ],
)
def test_a_pattern_lays_a_name(pattern: str, form: str) -> None:
    assert arrange(pattern, "Kim", ["Jong", "un"]) == form


@pytest.mark.parametrize("text", ["", "F", "A", "F B", "F-A", "A b-C F", "F A_b"])
def test_what_is_no_pattern(text: str) -> None:
    assert not is_pattern(text)


def test_a_wrong_pattern_is_named() -> None:
    raw: dict[str, Any] = {"layouts": {"ko": {"right": {"*": ["F_A"]}}}, "particles": [], "free": [], "like": {}}
    with pytest.raises(ValueError, match="'F_A' is no pattern"):
        compile_layouts(raw)


@pytest.mark.parametrize(
    ("language", "native", "parts"),
    [
        ("ko", "김정은", Cut("김", ("정", "은"), "정은")),
        ("ko", "김 정은", Cut("김", ("정", "은"), "정은")),
        ("ko", "남궁민", Cut("남궁", ("민",), "민")),
        ("ko", "조국", Cut("조", ("국",), "국")),
        ("zh", "Xi Jinping", Cut("Xi", ("Jin", "ping"), "Jinping")),
        ("zh", "Li Xi'an", Cut("Li", ("Xi", "an"), "Xi'an")),
        ("zh", "Wang Yi", Cut("Wang", ("Yi",), "Yi")),
        ("ja", "あべ しんぞう", Cut("あべ", ("しんぞう",), "しんぞう")),
        ("ja", "安倍晋三", None),
    ],
)
def test_a_native_name_is_cut(packs: Packs, language: str, native: str, parts: Cut | None) -> None:
    assert cut(native, packs.persons["layouts"][language], packs.system(language)) == parts


def test_a_name_of_two_syllables_is_not_looked_for_turned_round(packs: Packs) -> None:
    layout = packs.persons["layouts"]["zh"]
    assert lines(Cut("Wang", ("Yi",), "Yi"), layout) == (("Wang", "Yi"),)
    assert ("Jinping", "Xi") in lines(Cut("Xi", ("Jin", "ping"), "Jinping"), layout)


@pytest.mark.parametrize(
    ("form", "found"),
    [("Kim Jong-un", "W W-w"), ("Kim Jong‐Un", "W W-W"), ("Kim\u00a0Jong Un", "W W W"), ("Deir ez-Zor", "W w-W")],
)
def test_shape(form: str, found: str) -> None:
    assert shape(form) == found


@given(st.sampled_from(PATTERNS), st.integers(1, 4))
def test_a_pattern_has_the_shape_of_what_it_lays(pattern: str, pieces: int) -> None:
    assert shape_of(pattern, pieces) == shape(arrange(pattern, "Kim", ["Ha"] * pieces))


@pytest.mark.parametrize("words", [["Ben", "Gvir"], ["Ben-Gvir"], ["Bengvir"], ["Bén", "Gvir"], ["Ben’Gvir"]])
def test_squeezed(words: list[str]) -> None:
    assert squeezed(words) == "bengvir"


@pytest.mark.parametrize(
    ("native", "language", "target", "form"),
    [
        ("あべ しんぞう", "ja", "en", "Shinzo Abe"),
        ("あべ しんぞう", "ja", "hu", "Abe Sinzó"),
        ("あべ しんぞう", "ja", "hepburn", "Abe Shinzō"),
        ("김 정은", "ko", "dprk", "Kim Jong Un"),
        ("김 정은", "ko", "rr", "Gim Jeongeun"),
        ("김 정은", "ko", "pl", "Kim Dzong Un"),
        ("이 명박", "ko", "en", "Lee Myeong-bak"),
        ("Xi Jinping", "zh", "de", "Xi Jinping"),
        ("Xi Jinping", "zh", "cs", "Si Ťin-pching"),
    ],
)
def test_a_full_name_is_written(native: str, language: str, target: str, form: str) -> None:
    assert names.romanise(native, language, target) == form


@pytest.mark.parametrize(
    ("native", "language", "form"),
    [
        *(
            ("김정은", "ko", form)
            for form in ("Kim Jong Un", "Kim Jong-un", "Kim Jongun", "Kim Chŏng-ŭn", "Jong-un Kim")
        ),
        *(("あべ しんぞう", "ja", form) for form in ("Shinzo Abe", "Abe Shinzo", "Shinzō Abe", "Shinzou Abe")),
        *(("Xi Jinping", "zh", form) for form in ("Xi Jinping", "Xi Jin-ping", "Hsi Chin-p'ing", "Si Ťin-pching")),
        ("호균", "ko", "Ho-gyun"),
        ("선우학원", "ko", "So’nu Hak-wo’n"),
        ("동방국", "ko", "Tongpang Kuk"),
    ],
)
def test_a_full_name_is_accepted(native: str, language: str, form: str) -> None:
    found = names.accept(native, language, form)
    assert found is not None
    assert found.cost <= 0.5


@pytest.mark.parametrize(
    ("native", "language", "form"),
    [
        ("김정은", "ko", "Kim Yo Jong"),
        ("김정은", "ko", "Kim Jong"),
        ("あべ しんぞう", "ja", "Shinzo Ito"),
        ("Xi Jinping", "zh", "Xi Mingze"),
        ("Wang Yi", "zh", "Yi Wang"),
    ],
)
def test_another_full_name_is_not(native: str, language: str, form: str) -> None:
    assert names.accept(native, language, form) is None


def test_languages_with_a_layout_put_the_family_name_first(packs: Packs) -> None:
    assert {"zh", "ja", "ko", "vi", "hu", "km"} <= packs.family_first
    for language, layout in packs.persons["layouts"].items():
        assert language in packs.languages or "-" in language or language in ("vi", "km")
        assert "*" in layout["right"]
