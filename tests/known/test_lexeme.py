"""A word apart from its places: told once, kept for the next document, and never wrongly kept apart from another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.known import lexeme
from lint.known.lexeme import letter_keys
from lint.known.recogniser import Recogniser
from lint.names.near import is_letter_off
from lint.names.tokens import words
from lint.packs import Packs

ALPHABET = "abcnoüéß"


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(Packs())


def test_a_word_is_made_once(recogniser: Recogniser) -> None:
    known = recogniser.lexemes("en")
    assert known["Kyiv"] is known["Kyiv"]
    assert known["Kyiv"] is not recogniser.lexemes("de")["Kyiv"]


def test_words_are_kept_while_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexeme, "MOST", 2)
    recogniser = Recogniser(Packs())
    known = recogniser.lexemes("en")
    graz, linz = known["Graz"], known["Linz"]
    for text in ("Wels", "Steyr", "Enns"):
        recogniser.age()
        assert known["Graz"] is graz
        assert known[text].text == text
        assert len(known) <= 2
    assert known["Linz"] is not linz


@pytest.mark.parametrize(
    ("text", "is_word", "may_be_name"),
    [
        ("Monday", True, False),
        ("House", True, False),
        ("Chumaniuk", False, True),
        ("O'Hara", False, True),
        ("XY", False, False),
    ],
)
def test_words_and_names(recogniser: Recogniser, text: str, is_word: bool, may_be_name: bool) -> None:
    found = recogniser.lexemes("en")[text]
    assert (found.is_word, found.may_be_name) == (is_word, may_be_name)


@settings(max_examples=200, deadline=None)
@given(st.text(ALPHABET, min_size=3, max_size=6), st.text(ALPHABET, min_size=3, max_size=6))
def test_what_is_a_letter_off_shares_a_key(one: str, other: str) -> None:
    if is_letter_off(one, other) and one[0] == other[0]:
        assert not letter_keys(one).isdisjoint(letter_keys(other))


@settings(max_examples=200, deadline=None)
@given(st.text("aB ’'-–_1é\n.", max_size=20))
def test_the_words_of_a_text_are_its_runs_of_letters(text: str) -> None:
    small = set(re.findall(r"(?<!\w)[a-zé][^\W\d_]*", text))
    assert {word for word in words(text) if word[0].islower()} == small
