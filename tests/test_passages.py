"""Passages that say the same: the quick look leaves out none that the close one finds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.document import Kind, Region, Span
from lint.packs import Packs
from lint.passages import Passages, echoing, passage

WORDS = ("the", "don't", "don’t", "Kyiv", "Київ", "Straße", "STRASSE", "x²", "snake_case", "a", "2014", "ﬁre", "fire")
text = st.lists(st.sampled_from(WORDS), max_size=12).flatmap(
    lambda words: st.lists(
        st.sampled_from((" ", ", ", " – ", "\n", ". “")), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(part for pair in zip(words, gaps, strict=True) for part in pair))
)


@pytest.fixture(scope="module")
def orthographies() -> Any:
    return Packs().orthographies


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(text, min_size=2, max_size=5))
def test_what_is_alike_shares_a_run_of_words(texts: list[str], orthographies: Any) -> None:
    passages = Passages(orthographies, 80)
    near = set(echoing(dict(enumerate(texts)), 80))
    for number, said in enumerate(texts):
        found = passages.like(passage(number, Region(Span(0, len(said)), Kind.BODY), said))
        assert found is None or {number, found.passage.block} <= near


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("She said so in Kyiv.", "Once she said so again", True),
        ("She said: “don’t go”", "He said don't go there", True),
        ("She said so in Kyiv.", "She had said it in Lviv", False),
        ("Two words", "Two words", False),
    ],
)
def test_a_run_is_three_words(one: str, other: str, alike: bool) -> None:
    assert echoing({3: one, 7: other}, 80) == ([3, 7] if alike else [])
