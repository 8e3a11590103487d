"""The tokenisation that everything shares."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.names.tokens import matches_case, tokens, verbatim


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("President Zelensky said", ["President", "Zelensky"]),
        ("Selensky's and Selensky’s", ["Selensky's", "Selensky’s"]),
        ("O'Brien met D'Angelo", ["O'Brien", "D'Angelo"]),
        ("la visite d'Ukraine et l’Europe", ["Ukraine", "Europe"]),
        ("NATO-Staaten und Selenskyj-Besuch", ["NATO", "Staaten", "Selenskyj", "Besuch"]),
        ("Kim Jong-un, Kim Jong-Un", ["Kim", "Jong", "Kim", "Jong", "Un"]),
        ("Łódź, Øst, Čapek, Ђоковић, Єрмак", ["Łódź", "Øst", "Čapek", "Ђоковић", "Єрмак"]),
        ("an iPhone and an eBay shop", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/Selensky/Nato?q=Kiew#Jermak",
        "www.Example.org/Selensky",
        "Selensky@Nato.example",
        "@Selensky #Nato",
        "Selensky.jpg and /Users/Jermak/Bild.png",
        "Jermak.com",
    ],
)
def test_what_is_no_copy_has_no_words(text: str) -> None:
    assert tokens(text) == []
    assert verbatim(text)


@pytest.mark.parametrize(
    ("text", "initial"),
    [
        ("Zelensky said", [True]),
        ("said Zelensky", [False]),
        ("It ended. Zelensky left.", [True, True]),
        ("It ended. “Zelensky left.”", [True, True]),
        ("Then: Zelensky", [True, True]),
        ("One\nZelensky", [True, True]),
        ("with Mr Zelensky", [False, False]),
    ],
)
def test_sentence_starts(text: str, initial: list[bool]) -> None:
    assert [token.initial for token in tokens(text)] == initial


def test_a_block_begins_a_sentence() -> None:
    text = "one two Three"
    assert [token.initial for token in tokens(text, [0, 8])] == [True]


def test_invisible_characters_and_composition_do_not_hide_a_word() -> None:
    text = "Ze\u200blensky met Erdog\u0306an"
    assert [token.text for token in tokens(text)] == ["Zelensky", "Erdoğan"]
    assert text[tokens(text)[0].start : tokens(text)[0].end] == "Ze\u200blensky"


@given(st.text(alphabet="aZé'’ -.\nŁ\u0306\u200b@/:1ЄЯ", max_size=60))
def test_every_token_is_a_stretch_of_the_text(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        last = token.end
        assert token.text[0].isupper()
        assert unicodedata.is_normalized("NFC", token.text)
        visible = [character for character in text[token.start : token.end] if character not in "\u200b"]
        assert unicodedata.normalize("NFC", "".join(visible)) == token.text


@pytest.mark.parametrize(
    ("word", "model", "written"),
    [
        ("Zelensky", "SELENSKYJ", "ZELENSKY"),
        ("Zelensky", "Selenskyj", "Zelensky"),
        ("NATO", "Nato", "NATO"),
        ("Kyiv", "K", "Kyiv"),
    ],
)
def test_matches_case(word: str, model: str, written: str) -> None:
    assert matches_case(word, model) == written
