"""The distance of two strings is that of rapidfuzz."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from lint.names.distance import levenshtein


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("abc", "", 3),
        ("kitten", "sitting", 3),
        ("zelenskyj", "selenski", 3),
        ("ab", "ba", 2),
    ],
)
def test_letters_are_counted(a: str, b: str, distance: int) -> None:
    assert levenshtein(a, b) == distance


@given(st.text("abcd", max_size=12), st.text("abcd", max_size=12))
def test_it_is_the_distance_of_the_library(a: str, b: str) -> None:
    assert levenshtein(a, b) == Levenshtein.distance(a, b)


def test_strings_longer_than_a_machine_word() -> None:
    assert levenshtein("ab" * 50, "ba" * 50 + "c") == Levenshtein.distance("ab" * 50, "ba" * 50 + "c")


@given(st.text("abcd", max_size=12), st.text("abcd", max_size=12))
def test_with_swaps_too(a: str, b: str) -> None:
    assert levenshtein(a, b, swaps=True) == OSA.distance(a, b)
