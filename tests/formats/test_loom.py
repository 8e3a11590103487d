"""Text woven of slices of a source: what is one piece, and what stands in for what."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.formats.loom import Loom, Piece, verbatim

SOURCE = "ab&amp;cd\n ef"
PATTERN = re.compile(r"&[a-z]*;|\s+")


def decode(written: str) -> str:
    return {"&amp;": "&", "\n ": " "}.get(written, written)


def shout(new: str) -> str:
    return new.upper()


def test_slices_that_meet_are_one_piece():
    loom = Loom("abcdef")
    loom.literal(0, 2)
    loom.literal(2, 2)
    loom.literal(2, 4)
    assert loom.pieces == [Piece(0, 4, 0, 4, True, verbatim)]
    assert loom.text() == "abcd"


@pytest.mark.parametrize(
    "between",
    [
        lambda loom: loom.gap(),
        lambda loom: loom.stand_in(2, 2, "x"),
        lambda loom: loom.splice(woven("abcdef", (5, 6))),
        lambda loom: loom.literal(4, 5),
    ],
)
def test_slices_with_something_between_are_two(between):
    loom = woven("abcdef", (0, 2))
    between(loom)
    loom.literal(2, 4)
    assert [piece for piece in loom.pieces if piece.source_end in {2, 4} and piece.literal] == [
        Piece(0, 2, 0, 2, True, verbatim),
        Piece(loom.length - 2, loom.length, 2, 4, True, verbatim),
    ]


def test_slices_escaped_in_two_ways_are_two():
    loom = woven("abcd", (0, 2))
    loom.literal(2, 4, shout)
    assert [piece.escape for piece in loom.pieces] == [verbatim, shout]


def test_a_splice_goes_on_where_the_other_loom_stopped():
    loom = woven("abcdef", (0, 1))
    loom.splice(Loom("abcdef"))
    loom.splice(woven("abcdef", (2, 4)))
    loom.literal(4, 6)
    assert loom.pieces == [Piece(0, 1, 0, 1, True, verbatim), Piece(1, 5, 2, 6, True, verbatim)]


def test_what_was_rewound_is_forgotten():
    loom = woven("abcdef", (0, 2))
    loom.gap("|")
    mark = loom.mark()
    loom.literal(2, 4)
    assert loom.since(mark) == "cd"
    loom.rewind(mark)
    loom.literal(4, 6)
    assert (loom.text(), loom.length, len(loom.pieces)) == ("ab|ef", 5, 2)


def test_matches_are_decoded_each_as_a_piece_of_its_own():
    loom = Loom(SOURCE)
    loom.decoded(1, 12, PATTERN, decode, shout)
    assert loom.text() == "b&cd e"
    assert [(SOURCE[piece.source : piece.source_end], piece.literal) for piece in loom.pieces] == [
        ("b", True),
        ("&amp;", False),
        ("cd", True),
        ("\n ", False),
        ("e", True),
    ]
    assert {piece.escape for piece in loom.pieces} == {shout}


def test_a_match_that_says_itself_is_part_of_the_literal():
    loom = Loom("a&x;b c")
    loom.decoded(0, 7, PATTERN, decode)
    assert loom.pieces == [Piece(0, 7, 0, 7, True, verbatim)]


@given(st.lists(st.sampled_from(["a", "&amp;", "\n ", " ", "&x;"])))
def test_decoding_is_that_of_the_pattern(parts):
    loom = Loom("".join(parts))
    loom.decoded(0, len(loom.source), PATTERN, decode)
    assert loom.text() == PATTERN.sub(lambda found: decode(found.group()), loom.source)
    assert [piece.start for piece in loom.pieces] == [0, *(piece.end for piece in loom.pieces)][: len(loom.pieces)]


def woven(source: str, *stretches: tuple[int, int]) -> Loom:
    loom = Loom(source)
    for stretch in stretches:
        loom.literal(*stretch)
    return loom
