"""Text woven of slices: places, edits at the borders, lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.document import Document, Span
from lint.finding import Edit
from lint.formats import Place, slices, text
from lint.formats.slices import Change, Loom, Source


def shout(new: str) -> str:
    return new.upper()


@pytest.fixture
def document() -> Document:
    """The text ``abc&def`` + gap + ``gh`` over a source with markup between the letters."""
    source = Source("<ab<i>c</i>&amp;def><gh>", "utf-8", b"")
    loom = Loom(source.text)
    loom.literal(1, 3)
    loom.literal(6, 7)
    loom.stand_in(11, 16, "&", shout)
    loom.literal(16, 19)
    loom.gap()
    loom.literal(21, 23)
    return slices.woven("a", source, loom, [], {}, [])


def keep(document: Document, span: Span) -> None:
    return None


def test_the_text(document):
    assert document.text == "abc&def\n\ngh"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([(0, 1, "x")], "<xb<i>c</i>&amp;def><gh>"),
        ([(1, 3, "xy")], "<ax<i>y</i>&amp;def><gh>"),
        ([(1, 3, "x")], "<ax<i></i>&amp;def><gh>"),
        ([(1, 3, "xyz")], "<ax<i>yz</i>&amp;def><gh>"),
        ([(0, 3, "zbc")], "<zb<i>c</i>&amp;def><gh>"),
        ([(0, 3, "ab")], "<ab<i></i>&amp;def><gh>"),
        ([(2, 2, "x")], "<abx<i>c</i>&amp;def><gh>"),
        ([(0, 0, "x")], "<xab<i>c</i>&amp;def><gh>"),
        ([(9, 9, "x")], "<ab<i>c</i>&amp;def><xgh>"),
        ([(11, 11, "x")], "<ab<i>c</i>&amp;def><ghx>"),
        ([(3, 4, "and")], "<ab<i>c</i>ANDdef><gh>"),
        ([(3, 4, "&")], "<ab<i>c</i>&amp;def><gh>"),
        ([(3, 5, "&x")], "<ab<i>c</i>&amp;xef><gh>"),
        ([(3, 4, "")], "<ab<i>c</i>def><gh>"),
        ([(6, 10, "")], "<ab<i>c</i>&amp;de><h>"),
        ([(6, 10, "xyz")], "<ab<i>c</i>&amp;dex><yz" + "h>"),
        ([(7, 9, "")], "<ab<i>c</i>&amp;def><gh>"),
        ([(0, 1, "x"), (10, 11, "y")], "<xb<i>c</i>&amp;def><gy>"),
        ([(10, 11, "y"), (0, 1, "x")], "<xb<i>c</i>&amp;def><gy>"),
    ],
)
def test_edits(document, edits, expected):
    assert slices.write(document, [Edit(Span(a, b), new) for a, b, new in edits], keep).decode() == expected


@pytest.mark.parametrize(
    "edits", [[(8, 8, "x")], [(7, 9, "xy")], [(0, 2, "x"), (1, 3, "y")], [(0, 99, "x")], [(3, 1, "x")]]
)
def test_edits_that_cannot_be(document, edits):
    with pytest.raises(ValueError, match="edit at"):
        slices.write(document, [Edit(Span(a, b), new) for a, b, new in edits], keep)


def test_changes_are_what_write_applies(document):
    assert slices.changes(document, [Edit(Span(1, 3), "x"), Edit(Span(3, 4), "and")], keep) == [
        Change(2, 3, "x"),
        Change(6, 7, ""),
        Change(11, 16, "AND"),
    ]


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        ((0, 2), 1, 3),
        ((0, 3), 1, 7),
        ((2, 3), 6, 7),
        ((3, 4), 11, 16),
        ((2, 5), 6, 17),
        ((0, 11), 1, 23),
        ((3, 3), 7, 7),
    ],
)
def test_places(document, span, start, end):
    assert slices.places(document, [Span(*span)]) == [Place(1, start + 1, 1, end + 1, start, end)]


def naive_place(source: str, offset: int) -> tuple[int, int]:
    line = column = 1
    for index, letter in enumerate(source[:offset]):
        if letter == "\n" or (letter == "\r" and source[index + 1 : index + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


@given(
    st.text(alphabet="a\r\n\u2028ö😀", max_size=30), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]), st.booleans()
)
def test_places_are_those_of_a_letter_by_letter_count(body, encoding, mark):
    bom = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    bom = bom if mark or encoding != "utf-8" else b""
    document = text.read("a", bom + body.encode(encoding))
    spans = [Span(start, end) for start in range(len(body) + 1) for end in range(start, min(start + 3, len(body)) + 1)]
    for span, place in zip(spans, text.places(document, spans), strict=True):
        assert (place.line, place.column) == naive_place(body, span.start)
        assert (place.end_line, place.end_column) == naive_place(body, span.end)
        assert place.byte_start == len(bom) + len(body[: span.start].encode(encoding))
        assert place.byte_end == len(bom) + len(body[: span.end].encode(encoding))


def test_places_keep_the_order_of_the_spans():
    document = text.read("a", b"a\nb\nc")
    assert [place.line for place in text.places(document, [Span(4, 5), Span(0, 1), Span(2, 3)])] == [3, 1, 2]


def test_no_spans_and_no_text():
    document = text.read("a", b"")
    assert text.places(document, []) == []
    assert text.places(document, [Span(0, 0)]) == [Place(1, 1, 1, 1, 0, 0)]


@pytest.mark.parametrize(
    ("source", "gone", "left"),
    [
        ("a\nb\nc\n", "b", "a\nc\n"),
        ("a\r\nb\r\nc", "b", "a\r\nc"),
        ("a\rb\rc", "b", "a\rc"),
        ("a\n  b  \nc", "b", "a\nc"),
        ("a\nb", "b", "a\n"),
        ("b\na", "b", "a"),
        ("b", "b", ""),
        ("a\n\nb\n\nc\n", "b", "a\n\nc\n"),
        ("a\r\n\r\nb\r\n\r\nc", "b", "a\r\n\r\nc"),
        ("a\n\nb\n", "b", "a\n"),
        ("b\n\nc", "b", "c"),
        ("a b\nc", "b", "a \nc"),
        ("a\nb c\n", "b", "a\n c\n"),
        ("a\nb\nc", "b\n", "a\nc"),
        ("a\n\nb\nc\n\nd", "b\nc", "a\n\nd"),
    ],
)
def test_a_line_of_which_nothing_is_left_goes(source, gone, left):
    document = text.read("a", source.encode())
    start = source.index(gone)
    assert text.write(document, [Edit(Span(start, start + len(gone)), "")]).decode() == left


def test_all_blocks_go():
    document = text.read("a", b"a\n\nb\n\nc\n")
    assert text.write(document, [Edit(region.span, "") for region in document.regions]) == b""
