"""The words of the interface: every language says everything, with the same places to fill."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lint import review
from lint.review.words import LANGUAGES, catalogue, chosen, say

ROOM = Path(review.__file__).parent
OTHERS = [language for language in LANGUAGES if language != "en"]


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_everything(language: str) -> None:
    assert list(catalogue(language)) == list(catalogue("en"))
    for key, text in catalogue(language).items():
        assert text.strip(), key
        assert blanks(text) == blanks(catalogue("en")[key]), key
        assert "!" not in text, key


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_words_of_its_own(language: str) -> None:
    same = {key for key, text in catalogue(language).items() if text == catalogue("en")[key]}
    assert len(same) < 8, same


def test_every_word_of_the_pages_is_there_and_every_word_is_used() -> None:
    pages = "".join(path.read_text("utf-8") for path in sorted((ROOM / "pages").glob("*.html")))
    code = "".join(path.read_text("utf-8") for path in sorted(ROOM.glob("*.py")))
    for key in re.findall(r"""\bt\('([a-z-]+)'[,)]""", pages):
        assert key in catalogue("en"), key
    built = re.compile(r"(said|verdict|reason|theme|filter|chart|edit)-")
    said = {key for key in catalogue("en") if f"'{key}'" in pages or f'"{key}"' in code}
    assert {key for key in catalogue("en") if key not in said | REGIONS and not built.match(key)} == set()


REGIONS = {"headline", "byline", "dateline", "caption", "alt", "credit", "body", "quote", "cell", "cue"}


@pytest.mark.parametrize(
    ("language", "files", "said"),
    [
        ("en", 1, "Write 12 changes to 1 file"),
        ("en", 0, "Write 12 changes to 0 files"),
        ("de", 1, "12 Änderungen in 1 Datei schreiben"),
        ("fr", 2, "Écrire 12 modifications dans 2 fichiers"),
        ("uk", 1, "Записати зміни (12) у файли (1)"),
    ],
)
def test_one_is_said_otherwise_than_many(language: str, files: int, said: str) -> None:
    assert say(language, "write", n=12, m=files) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_go_with_a_number_name_a_number_that_is_said(language: str) -> None:
    for key, text in catalogue(language).items():
        assert set(re.findall(r"\{(\w+):", text)) <= set(blanks(text)), key
        assert not re.search(r"\{\w+:[^|}]*\}", text), key


def test_numbers_are_grouped_and_an_unknown_word_is_an_error() -> None:
    assert say("en", "fix-all", n=12345) == "Fix all 12,345"
    with pytest.raises(KeyError):
        say("en", "no-such-word")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("de-CH,de;q=0.9", "de"), ("pl,uk;q=0.5", "uk"), ("", "en"), ("ja", "en"), ("FR", "fr"), (";;,,", "en")],
)
def test_the_language_of_the_browser(accepted: str, language: str) -> None:
    assert chosen(accepted) == language
