"""The heads of terms are found alike word by word and by the automaton."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint import lexicon
from lint.lexicon import Lexicon, heads
from lint.shelf import PackedIndex, packed_index

FORMS = ["Kiev", "e-mail", "e", "C++", "O'Neil", "'s-Graven Hage", "& Co", "Kiev-Pass", "Größe", "A B"]


def made(*forms: str) -> Lexicon:
    term = {"kind": "term", "instead-of": list(forms)}
    return Lexicon([PackedIndex(packed_index(heads([term])))])


def by_automaton(lexicon_: Lexicon, text: str) -> list[tuple[int, int, str]]:
    lexicon_._automaton = lexicon_._made()
    return lexicon_.find(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kiev, Kievan, xKiev", ["Kiev"]),
        ("Kiev-Pass", ["Kiev-Pass"]),
        ("pre-Kiev and pre -Kiev", ["Kiev"]),
        ("E-mail and e-mails by e-mail", ["E-mail", "e", "e-mail"]),
        ("O'Neil and O’Neil", ["O'Neil", "O'Neil"]),
        ("C++ and C+++", ["C++", "C++"]),
        ("'s-Graven Hage, ’s-Graven", ["'s-Graven", "'s-Graven"]),
        ("Smith & Co", ["&"]),
        ("größe Größe", ["Größe"]),
        ("_Kiev_", []),
    ],
)
def test_heads_stand_as_whole_words(text: str, found: list[str]) -> None:
    assert [head for _, _, head in made(*FORMS).find(text)] == found
    assert by_automaton(made(*FORMS), text) == made(*FORMS).find(text)


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*FORMS, "’", "'", "-", " ", "\n", "x", "K", "s-Graven", "+", "_"]), max_size=12))
def test_both_ways_find_the_same(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert by_automaton(made(*FORMS), text) == made(*FORMS).find(text)


def test_an_automaton_is_made_when_much_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "WORTH_AN_AUTOMATON", 2)
    monkeypatch.setattr(lexicon, "WORTH_LOADING", 0)
    found = made("Kiev", "e-mail")
    found.find("to")
    assert found._automaton is None
    assert found.find("a long text about Kiev") == [(18, 22, "Kiev")]
    assert found._automaton is not None


def test_a_text_without_a_head_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "WORTH_AN_AUTOMATON", 10_000)
    found = made("Kiev")
    looked: list[str] = []
    heads_of = found._heads_of
    monkeypatch.setattr(found, "_heads_of", lambda run: looked.append(run) or heads_of(run))
    found.find("no no no such word " * 100)
    assert sorted(looked) == ["", *sorted(set(re.findall(r"\w+", "no such word")))]


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*FORMS, "’", "'", "-", " ", "ß", "x", "K", "s-Graven", "+", "_"]), max_size=12))
def test_what_is_absent_from_the_bytes_is_not_found_in_the_text(pieces: list[str]) -> None:
    text, found = "".join(pieces), made(*FORMS)
    assert not found.is_absent(text.encode())  # nobody knows before there is an automaton
    found._automaton = found._made()
    if found.is_absent(text.encode()):
        assert found.find(text) == []


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("", True),
        ("Kievan and xKiev", True),
        ("Kiev", False),
        ("a cat, a dog", True),
        ("pre-Kiev", False),  # only the text tells
        ("Große Größen", True),
        ("O’Neil", False),
    ],
)
def test_bytes_tell_of_most_texts_that_no_head_stands_in_them(text: str, absent: bool) -> None:
    found = made("Kiev", "Größe", "O'Neil")
    found._automaton = found._made()
    assert found.is_absent(text.encode()) is absent
