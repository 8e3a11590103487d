from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.terminal import Style, is_coloured, is_hidden, paint, printable, width

BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
CONTROL = [*range(0x20), *range(0x7F, 0xA0)]
ZERO_WIDTH = [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x3164, 0xE0041]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Plain copy.", "Plain copy."),
        ("Зеленський, Choe Son Hui, 최선희, Łódź", "Зеленський, Choe Son Hui, 최선희, Łódź"),
        ("e\u0301 stays a letter and its accent", "e\u0301 stays a letter and its accent"),
        ("a\tb\r\nc", "a\\tb\\r\\nc"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x85\x9b31m", "\\x85\\x9b31m"),
        ("Zel\u202eensky\u2069", "Zel\\u202eensky\\u2069"),
        ("\ufeffZel\u200bensky", "\\ufeffZel\\u200bensky"),
        ("one\u2028two", "one\\u2028two"),
        ("\U000e0041", "\\U000e0041"),
        ("broken \udcff byte", "broken \\udcff byte"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("code", BIDI + CONTROL + ZERO_WIDTH)
def test_no_hidden_character_is_left(code: int) -> None:
    shown = printable(f"a{chr(code)}b")
    assert chr(code) not in shown
    assert shown.startswith("a\\")


@given(st.text(st.characters(codec=None)))
def test_printable_hides_nothing_and_changes_nothing_else(text: str) -> None:
    shown = printable(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in shown)
    assert printable(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown
    if not any(is_hidden(character) for character in text):
        assert shown == text


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Nato", 4),
        ("日本", 4),
        ("ｶﾞ", 2),
        ("ＮＡＴＯ", 8),
        ("e\u0301", 1),
        ("🎉", 2),
        ("최", 2),
        (unicodedata.normalize("NFD", "최선"), 4),
        ("Зеленський", 10),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "environment", "coloured"),
    [
        (Screen(), {}, True),
        (Screen(), {"TERM": "xterm-256color"}, True),
        (Screen(), {"TERM": "dumb"}, False),
        (Screen(), {"NO_COLOR": "1"}, False),
        (Screen(), {"NO_COLOR": ""}, True),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": ""}, False),
        (Screen(), {"TERM": "dumb", "FORCE_COLOR": "3"}, True),
        (Screen(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_only_where_it_is_wanted(out: io.StringIO, environment: dict[str, str], coloured: bool) -> None:
    assert is_coloured(out, environment) is coloured


def test_paint() -> None:
    assert paint("error", Style.ERROR, colour=True) == "\x1b[1;31merror\x1b[0m"
    assert paint("error", Style.ERROR, colour=False) == "error"
    assert paint("", Style.ERROR, colour=True) == ""
