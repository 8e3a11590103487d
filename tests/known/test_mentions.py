"""What counts as part of a name where it stands, and what a fix must leave beside it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint import config
from lint.engine import Engine
from lint.finding import Safety

SIGNS = "ʹʺʻʼʽʾʿˈ’'′"
PAIRS = [("Selenskyj", "Zelensky"), ("Volodimir", "Volodymyr"), ("Charkiw", "Kharkiv"), ("Kharkov", "Kharkiv")]


@cache
def engine(language: str) -> Engine:
    return Engine(config.load(None), language=language)


def mended(text: str, language: str = "en") -> str:
    document = engine(language).read("case.txt", text.encode())
    return engine(language).mend(document, Safety.SAFE)[0].decode()


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(PAIRS), st.text(SIGNS, max_size=2), st.sampled_from([" ", ", ", ". ", "-"]))
def test_a_fix_leaves_the_signs_that_are_no_part_of_the_name(pair: tuple[str, str], signs: str, after: str) -> None:
    """The signs stand in the copy as often as before, and where they stood: at the end of the name."""
    wrong, right = pair
    text = "Volodymyr Zelensky was in Kharkiv. Then {}" + signs + after + "said so."
    if wrong == "Volodimir":
        text = "Then {}" + signs + " Zelensky" + after + "said so."
    assert mended(text.format(wrong)) in (text.format(right), text.format(wrong))
    if not signs:
        assert mended(text.format(wrong)) == text.format(right)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("President Volodymyr Selenskyjʹ left.", "President Volodymyr Zelenskyʹ left."),
        ("President Volodymyrʺ Selenskyj left.", "President Volodymyrʺ Zelensky left."),
        ("The shelling of Kharkovʼ went on.", "The shelling of Kharkivʼ went on."),
        ("The shelling of Charkiwʼs suburbs went on.", "The shelling of Kharkivʼs suburbs went on."),
        ("The train from Rjazanʹ was late.", "The train from Ryazan was late."),
        ("President Volodymyr Selensʹkyj left.", "President Volodymyr Zelensky left."),
        ("The train from Ryazanʹ was late.", "The train from Ryazan was late."),
    ],
)
def test_a_sign_is_part_of_a_name_that_has_it(text: str, fixed: str) -> None:
    assert mended(text) == fixed
