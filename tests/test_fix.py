"""Choosing fixes that go in together, and cutting their edits down to the letters that change."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lint.document import Span
from lint.finding import Edit, Finding, Fix, Safety
from lint.fix import choose, edits, minimal

TEXT = "abcdefghijklmnopqrstuvwxyz"


def fix(*places: tuple[int, int, str], safety: Safety = Safety.SAFE) -> Fix:
    return Fix("", tuple(Edit(Span(start, end), text) for start, end, text in places), safety)


def finding(each: Fix | None) -> Finding:
    return Finding("name-variant", Span(0, 1), "", fix=each)


def applied(text: str, found: list[Edit]) -> str:
    for edit in reversed(found):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def test_only_fixes_that_are_safe_enough_are_taken() -> None:
    shown, unsafe, safe = (fix((place, place + 1, "X"), safety=safety) for place, safety in enumerate(Safety))
    findings = [finding(each) for each in (shown, unsafe, safe, None, Fix("", (), Safety.SAFE))]
    assert choose(findings, Safety.SAFE) == [safe]
    assert choose(findings, Safety.UNSAFE) == [unsafe, safe]


def test_the_first_by_place_wins_and_a_set_of_edits_is_taken_whole_or_not_at_all() -> None:
    first, second, whole = fix((2, 5, "X")), fix((4, 6, "Y")), fix((0, 1, "Z"), (8, 9, "Z"))
    assert choose(map(finding, (second, first)), Safety.SAFE) == [first]
    assert choose(map(finding, (second, whole)), Safety.SAFE) == [whole, second]
    assert choose(map(finding, (fix((0, 1, "A"), (4, 5, "A")), first)), Safety.SAFE) == [fix((0, 1, "A"), (4, 5, "A"))]


def test_neighbours_do_not_meet_and_two_at_one_place_do() -> None:
    left, right = fix((0, 2, "X")), fix((2, 4, "Y"))
    assert choose(map(finding, (left, right)), Safety.SAFE) == [left, right]
    assert len(choose(map(finding, (fix((2, 2, "X")), right)), Safety.SAFE)) == 1
    assert choose(map(finding, (left, left)), Safety.SAFE) == [left]


spans = st.tuples(st.integers(0, 20), st.integers(0, 4), st.text("xy", max_size=2)).map(
    lambda drawn: (drawn[0], drawn[0] + drawn[1], drawn[2])
)
fixes = st.lists(st.lists(spans, min_size=1, max_size=2, unique_by=lambda span: span[0]), max_size=8)


@given(fixes)
def test_chosen_fixes_never_overlap(drawn: list[list[tuple[int, int, str]]]) -> None:
    chosen = choose([finding(fix(*places)) for places in drawn], Safety.SAFE)
    taken = sorted(edit.span for each in chosen for edit in each.edits)
    several = [each for each in chosen if len(each.edits) > 1]
    for one, other in pairwise(taken):
        own = any({one, other} <= {edit.span for edit in each.edits} for each in several)
        assert own or (one.end <= other.start and one.start != other.start)
    assert bool(chosen) is bool(drawn)


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_minimal_edits_do_what_the_whole_one_does(old: str, new: str) -> None:
    found = list(minimal(Edit(Span(1, 1 + len(old)), new), f"<{old}>"))
    assert applied(f"<{old}>", found) == f"<{new}>"
    if old and new:
        assert sum(len(edit.text) + edit.span.end - edit.span.start for edit in found) <= len(old) + len(new)
    assert (found == []) is (old == new)


def test_minimal_edits_leave_what_stays() -> None:
    assert list(minimal(Edit(Span(0, 9), "Zelensky"), "Selenskyj")) == [
        Edit(Span(0, 1), "Z"),
        Edit(Span(8, 9), ""),
    ]
    assert list(minimal(Edit(Span(2, 5), ""), TEXT)) == [Edit(Span(2, 5), "")]


def test_edits_of_several_fixes_come_in_the_order_of_the_text_each_once() -> None:
    assert edits([fix((5, 6, "X")), fix((0, 1, "Y")), fix((5, 6, "X"))], TEXT) == [
        Edit(Span(0, 1), "Y"),
        Edit(Span(5, 6), "X"),
    ]
