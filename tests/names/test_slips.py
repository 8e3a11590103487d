"""The long names that a word may be a slip of."""

from __future__ import annotations

from typing import Any

import pytest

from lint.names.headword import Name, headword
from lint.names.slips import index_of_slips, meant
from lint.packs import Packs


def name(number: int, **record: Any) -> Name:
    return headword(number, {"id": f"name-{number}", "kind": "person", "whole": False, **record})


NAMES = [
    name(0, native={"en": "Ann Lee"}),
    name(1, native={"en": "Tom Zanderson"}, prefer={"sv": "Tom Zandersson"}, wrong=[{"full": "Tom Sanderson"}]),
    name(2, native={"uk": "Держпром"}, spoken={"uk": "Держпром"}, whole=True),
    name(3, native={"en": "Tim Zandersohn"}),
    name(4, native={"en": "Antony Blinken"}),
]


@pytest.fixture(scope="module")
def index() -> dict[str, Any]:
    return index_of_slips(NAMES, {"uk": Packs().system("uk")})


@pytest.mark.parametrize(
    ("word", "language", "numbers"),
    [
        ("Zandreson", "en", [1]),
        ("Zandrson", "en", [1]),
        ("Zanderrson", "en", [1]),
        ("Zandersoon", "en", [1, 3]),
        ("Zanderssonn", "sv", [1]),
        ("Derzprom", "en", [2]),
        ("Derprom", "en", [2]),  # without a letter group
        ("Deschprom", "de", [2]),
        ("Zanderson", "en", [3]),  # the right spelling is no slip of itself
        ("Zandresson", "en", []),  # nobody writes so in English, with no slip or with one
        ("Sandersen", "en", []),  # what a rule calls wrong has no slips
        ("Zandersen", "en", [1]),
        ("Zandersom", "en", []),  # the last letter makes another word
        ("Sznderson", "en", []),
        ("Blinen", "en", [4]),  # the n that is left stands twice
        ("Lea", "en", []),
        ("Le", "en", []),
        ("", "en", []),
    ],
)
def test_names_that_a_word_is_a_slip_of(index: dict[str, Any], word: str, language: str, numbers: list[int]) -> None:
    assert list(dict.fromkeys(meant(word, language, index))) == numbers
