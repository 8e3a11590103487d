from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import position
from lint.position import Unit

LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30)


@pytest.mark.parametrize(
    ("line", "offset", "utf8", "utf16"),
    [
        ("Nato", 2, 2, 2),
        ("Київ", 2, 4, 2),
        ("🎉 Nato", 2, 5, 3),
        ("e\u0301 Nato", 3, 4, 3),
        ("日本", 2, 6, 2),
        ("", 0, 0, 0),
        ("Nato", 9, 4, 4),
    ],
)
def test_measured(line: str, offset: int, utf8: int, utf16: int) -> None:
    assert position.measured(line, offset, Unit.UTF8) == utf8
    assert position.measured(line, offset, Unit.UTF16) == utf16
    assert position.measured(line, offset, Unit.CODE_POINTS) == min(offset, len(line))


@given(LINE, st.data(), st.sampled_from(Unit))
def test_there_and_back(line: str, data: st.DataObject, unit: Unit) -> None:
    offset = data.draw(st.integers(0, len(line)))
    assert position.offset(line, position.measured(line, offset, unit), unit) == offset


@pytest.mark.parametrize(("units", "offset"), [(0, 0), (1, 0), (2, 1), (3, 2), (99, 2)])
def test_half_a_letter_is_its_beginning(units: int, offset: int) -> None:
    assert position.offset("🎉x", units, Unit.UTF16) == offset


def test_lines_end_at_lf_crlf_and_cr_only() -> None:
    assert position.lines("a\r\nb\rc\n\u2028d") == ["a", "b", "c", "\u2028d"]
