"""The contract of the name engine's lines: what goes in, what comes out, and what is said when there is no answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.commands.answers import FIELDS, answer


def ask(verb: str, *fields: str) -> dict[str, Any]:
    text, good = answer(verb, list(fields))
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    assert good is ("error" not in found)
    return found


@pytest.mark.parametrize(
    ("native", "language", "target", "form"),
    [
        ("Зеленський", "uk", "en", "Zelensky"),
        ("Зеленський", "uk", "de", "Selenskyj"),
        ("Зеленський", "uk", "pl", "Zełenski"),
        ("Андрій Єрмак", "uk", "en", "Andriy Yermak"),
        ("Владимир Путин", "ru", "de", "Wladimir Putin"),
        ("Владимир Путин", "ru", "fr", "Vladimir Poutine"),
    ],
)
def test_romanise(native: str, language: str, target: str, form: str) -> None:
    found = ask("romanise", native, language, target)
    assert found == {"native": native, "language": language, "target": target, "form": form}


@pytest.mark.parametrize(
    ("form", "accepted"),
    [("Selenskyj", True), ("Zelensky", True), ("Zelenskyy", True), ("Zelinsky", False), ("", False)],
)
def test_accept(form: str, accepted: bool) -> None:
    found = ask("accept", "Зеленський", "uk", form)
    assert list(found) == ["native", "language", "form", "accepted", "cost", "system", "reason"]
    assert found["accepted"] is accepted
    assert (found["cost"] is None) is not accepted
    assert (found["reason"] is None) is not accepted


@pytest.mark.parametrize(("a", "b", "same"), [("Jermak", "Yermak", True), ("Jermak", "Obama", False)])
def test_compare(a: str, b: str, same: bool) -> None:
    found = ask("compare", a, b)
    assert list(found) == ["a", "b", "score", "reading_a", "reading_b"]
    assert 0 <= found["score"] <= 1
    assert (found["score"] > 0.95) is same


@pytest.mark.parametrize(
    ("verb", "fields", "words"),
    [
        ("romanise", ("Київ", "uk"), "expected 3 fields separated by tabs (native, language, target), found 2"),
        ("romanise", ("Київ", "xx", "en"), "no romanisation table for 'xx'"),
        ("romanise", ("Київ", "uk", "xx"), "no target 'xx' for uk"),
        ("accept", ("Київ", "xx", "Kyiv"), "no romanisation table for 'xx'"),
        ("compare", ("a", "b", "c"), "expected 2 fields"),
    ],
)
def test_no_answer_says_why(verb: str, fields: tuple[str, ...], words: str) -> None:
    assert words in ask(verb, *fields)["error"]


@settings(max_examples=200, deadline=None)
@given(
    verb=st.sampled_from(sorted(FIELDS)),
    fields=st.lists(st.text(max_size=12) | st.sampled_from(["uk", "en"]), max_size=4),
)
def test_every_line_gets_one_line_of_json(verb: str, fields: list[str]) -> None:
    ask(verb, *fields)
