"""Likeness: which kind of it holds of two spellings, and what an editor is told."""

from __future__ import annotations

import pytest

from lint.names.likeness import Likeness, Spelt, likeness
from lint.names.readings import readings
from lint.packs import Packs

PACKS = Packs(use_cache=False)


def alike(a: str, b: str, language: str = "en") -> Likeness | None:
    one, other = (Spelt(form, readings(form, PACKS.orthographies)) for form in (a, b))
    return likeness(one, other, language, PACKS.orthographies, PACKS.evidence, PACKS.languages)


@pytest.mark.parametrize(
    ("a", "b", "evidence"),
    [
        ("Selenskyj", "Zelensky", "two-orthographies"),
        ("Scholtzer", "Sholtzer", "one-orthography"),
        ("Gaidis", "Gajdis", "third-orthography"),
        ("Hradílková", "Hradilková", "marks-only"),
        ("Gołębiecki", "Gołebiecki", "marks-only"),
        ("Masuda", "Mausda", "swapped"),
        ("Lokomitiv", "Lokomotiv", "one-letter-off"),
        ("Tokyo", "Toyko", "short-slip"),
        ("Holoshekin", "Gloshekin", "faint-reading"),
        ("Ajroud", "Ajroudi", "far-reading"),
        ("Хассан", "Хасан", "third-orthography"),
        ("Жаксылыков", "Джаксылыков", "near-reading"),
        ("Уитмен", "Витмен", "near-reading"),
        ("Гофманн", "Хофман", "near-reading"),
        ("Верхньотарасівка", "Верхнетарасівка", "near-reading"),
        ("Соснівка", "Сосновка", "near-reading"),
        ("Petrivka", "Petrovka", "near-reading"),
        ("Zaozerne", "Zaozernoje", "near-reading"),
        ("Пертищак", "Петрищак", "swapped"),
    ],
)
def test_kinds_of_likeness(a: str, b: str, evidence: str) -> None:
    for found in (alike(a, b), alike(b, a)):
        assert found is not None
        assert found.evidence == evidence
        assert a in found.explanation
        assert b in found.explanation


@pytest.mark.parametrize(
    ("a", "b"),
    [("Austin", "Justin"), ("Houston", "Osteen"), ("Iran", "Iraq"), ("Merkel", "Markus"), ("Иванов", "Иванова"),
     ("Карелин", "Карелия"), ("Коваленко", "Ковальчук"), ("Иванова", "Иваново"), ("Kovaliv", "Kovalevka"),
     ("Москва", "Москвы"), ("Kim", "Kam"), ("Davis", "Dabis")],
)  # fmt: skip
def test_what_is_not_alike(a: str, b: str) -> None:
    assert alike(a, b) is None
    assert alike(b, a) is None


def test_english_is_named_only_in_english_copy() -> None:
    english, german = alike("Scholtzer", "Sholtzer"), alike("Cockell", "Cockel", "de")
    assert english is not None
    assert german is not None
    assert english.explanation == "Scholtzer and Sholtzer sound alike in English"
    assert german.explanation == "Cockell and Cockel sound alike in German"


def test_an_orthography_that_is_not_that_of_the_copy_is_a_condition() -> None:
    found = alike("Gaidis", "Gajdis")
    assert found is not None
    assert found.explanation == "Gaidis and Gajdis sound alike if both are read as German"


def test_a_spelling_whose_letters_show_another_language_is_read_so() -> None:
    readable = [readings(form, PACKS.orthographies) for form in ("Tschumak", "Chumak")]
    foreign, own = Spelt("Tschumak", readable[0]), Spelt("Chumak", readable[1])
    telling = {"Tschumak": "de", "Chumak": ""}.__getitem__
    found = likeness(foreign, own, "en", PACKS.orthographies, PACKS.evidence, PACKS.languages, telling)
    assert found == Likeness("two-orthographies", "Tschumak read as German sounds like Chumak read as English")


@pytest.mark.parametrize("language", ["de", "fr", "it"])
def test_nearly_alike_is_told_in_the_language_of_the_copy(language: str) -> None:
    found = alike("Erhard", "Erhardt", language)
    assert found is not None
    said = PACKS.languages[language]
    assert found.explanation == f"Erhard read as {said} sounds rather like Erhardt read as {said}"


def test_what_only_a_remote_orthography_reads_alike_is_a_slip() -> None:
    found = alike("Bierce", "Bierge", "pt")
    assert found == Likeness("one-letter-off", "Bierce and Bierge are one letter apart")
    assert alike("Munz", "Munich") is None
    marked = alike("Çavuşoğlu", "Chavushoglu")
    assert marked is not None
    assert marked.evidence == "two-orthographies"


@pytest.mark.parametrize(("a", "b"), [("Müller", "Myuller"), ("Pärnu", "Pyarnu"), ("Suzuki", "Sudzuki")])
def test_names_that_came_through_cyrillic(a: str, b: str) -> None:
    found = alike(a, b)
    assert found is not None
    assert found.evidence == "near-reading"
