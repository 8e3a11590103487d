"""Names in their own script beside Latin spellings: one name agrees, another does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import names
from lint.names.acceptance import lattice
from lint.names.crossing import LETTERS, letter_by_letter, nearest

ONE = 0.93


@pytest.mark.parametrize(
    ("native", "latin", "language"),
    [
        ("Володимир Зеленський", "Wolodymyr Selenskyj", "uk"),
        ("Владимир Путин", "Vladimir Poutine", "ru"),
        ("محمد مرسي", "Mohamed Morsi", None),
        ("בנימין נתניהו", "Benjamin Netanyahu", "he"),
        ("नरेन्द्र मोदी", "Narendra Modi", "hi"),
        ("Նիկոլ Փաշինյան", "Nikol Paszynian", "hy"),
        ("ირაკლი ღარიბაშვილი", "Irakli Garibashvili", "ka"),
        ("Κυριάκος Μητσοτάκης", "Kiriakos Mitsotakis", "el"),
        ("문재인", "Moon Jae-in", "ko"),
        ("문재인", "Jae-in Moon", "ko"),
        ("あべ しんぞう", "Shinzo Abe", "ja"),
        ("习近平", "Xi Jinping", LETTERS),
        ("ตาก", "Tak", LETTERS),
        ("কলকাতা", "Kalkata", LETTERS),
        ("ನರೇಂದ್ರ ಮೋದಿ", "Narendra Modi", LETTERS),
    ],
)
def test_name_agrees_with_its_spelling_from_either_side(native: str, latin: str, language: str | None) -> None:
    found, back = names.compare(native, latin), names.compare(latin, native)
    assert found.score >= 0.8 if language == LETTERS else found.score >= ONE
    assert (back.score, back.reading_b) == (found.score, found.reading_a)
    assert language in (None, found.reading_a)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("Зеленський", "Zelinsky"),
        ("Зеленський", "Zaluzhny"),
        ("Иванов", "Ivanova"),
        ("محمد", "Mahmoud"),
        ("حسن", "Hussein"),
        ("ברק", "Baruch"),
        ("Սարգսյան", "Sarafyan"),
        ("Τσίπρας", "Tsitsipas"),
        ("박근혜", "Park Chan-wook"),
        ("あべ", "Aso"),
    ],
)
def test_another_name_does_not(native: str, latin: str) -> None:
    assert names.compare(native, latin).score < ONE


def test_two_forms_in_other_scripts() -> None:
    assert names.compare("Зеленський", "Зеленский").score >= ONE
    assert names.compare("Зеленський", "ირაკლი").score < ONE


@pytest.mark.parametrize(("native", "latin"), [("", "Putin"), ("Путин", ""), ("·", "Putin"), ("Путин", "—")])
def test_nothing_agrees_with_nothing(native: str, latin: str) -> None:
    assert names.compare(native, latin).score == 0


def test_nearest_spelling_keeps_the_consonants() -> None:
    table = names._table("ar")
    assert nearest("morsi", lattice("مرسي", table)) == "morsi"
    assert nearest("barak", lattice("مرسي", table)).startswith("m")


@given(st.text(alphabet="абвгдежзиклмнопрстуфхцчшщыэюя", min_size=1, max_size=8), st.sampled_from(["en", "de", "fr"]))
def test_what_a_table_writes_agrees_fully(native: str, target: str) -> None:
    assert names.compare(native, names.romanise(native, "ru", target)).score >= ONE


@pytest.mark.parametrize(
    ("native", "spelt"),
    [
        ("কলকাতা", "kalakaataa"),
        ("মোদি", "modi"),
        ("ਮਨਮੋਹਨ", "manamoohan"),
        ("ตาก", "taak"),
        ("Kim", "Kim"),
        ("", ""),
    ],
)
def test_consonants_of_indic_scripts_have_a_vowel_of_their_own(native: str, spelt: str) -> None:
    assert letter_by_letter(native) == spelt
