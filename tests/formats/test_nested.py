"""A text inside a text: every letter has its place, and new text is escaped twice."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.document import Kind, Span
from lint.finding import Edit
from lint.formats import chardata, html, json_tree, json_values, nested, references, slices
from lint.formats.blocks import Blocks
from lint.formats.decoded import Decoded, chained
from lint.formats.scanner import resolved

PARTS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "Kiew",
    "é",
    "&eacute;",
    "&amp;",
    "&#116;",
    "\n",
    '"',
    "\\",
    " ",
    "😀",
    "<img alt='",
]


def read(source: str, start: int, end: int, kind: Kind = Kind.BODY, language: str | None = None) -> Blocks:
    """Return the blocks of HTML in a string of JSON."""
    blocks = Blocks(source)
    decoded = json_tree.decoded(source, json_tree.String(start, end), json_tree.escape)
    nested.read_html(blocks, decoded, kind, language)
    return blocks


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.booleans(), st.data())
@settings(max_examples=300 * settings.default.max_examples // 100, deadline=None)
def test_the_text_is_that_of_the_inner_format_and_each_edit_finds_its_place(page, ascii_only, data):
    raw = json.dumps([page], ensure_ascii=ascii_only)
    inside = html.read("a.html", page.encode())
    blocks = read(raw, 2, len(raw) - 2)
    assert (blocks.loom.text(), tuple(blocks.regions)) == (inside.text, inside.regions)
    pieces = blocks.loom.pieces
    document = slices.woven("a.json", slices.Source(raw, "utf-8", b""), blocks.loom, blocks.regions, {}, [])
    letters = [index for piece in pieces for index in range(piece.start, piece.end)]
    if not letters:
        return
    index, new = data.draw(st.sampled_from(letters)), data.draw(st.sampled_from(["x", "&", '"', "<", "ü"]))
    edit = Edit(Span(index, index + 1), new)
    expected = html.write(inside, [edit]).decode()
    assert json.loads(json_values.write(document, [edit])) == [expected]


@pytest.mark.parametrize(
    ("raw", "piece"),
    [
        ('"<p>&eacute;</p>"', (0, 1, 4, 12, False)),
        ('"<p>\\u0026eacute;</p>"', (0, 1, 4, 17, False)),
        ('"<p>\\u00e9</p>"', (0, 1, 4, 10, False)),
        ('"<p>\\u003c</p>"', None),
        ('"<p>ab</p>"', (0, 2, 4, 6, True)),
    ],
)
def test_pieces(raw, piece):
    found = [tuple(each)[:5] for each in read(raw, 1, len(raw) - 1).loom.pieces]
    assert found == ([piece] if piece else [(0, 1, 4, 10, False)])


def test_a_body_takes_the_kind_and_the_language_of_what_it_stands_in():
    source = '"<h1>One</h1><p lang=fr>Two</p><table><tr><td>Three</table><p>Four</p>"'
    blocks = read(source, 1, len(source) - 1, Kind.CAPTION, "de")
    assert [(region.kind, region.language) for region in blocks.regions] == [
        (Kind.HEADLINE, "de"),
        (Kind.CAPTION, "fr"),
        (Kind.CELL, "de"),
        (Kind.CAPTION, "de"),
    ]


def test_a_page_names_its_own_language():
    source = '"<html lang=fr><p>Un</p><p lang=de>Zwei</p></html>"'
    blocks = read(source, 1, len(source) - 1, Kind.BODY, "en")
    assert [region.language for region in blocks.regions] == ["fr", "de"]


def test_what_is_read_of_a_decoded_text_goes_on_where_the_loom_was():
    source = '["<p>One", "<p>Two"]'
    blocks = read(source, 2, 8)
    nested.read_html(blocks, json_tree.decoded(source, json_tree.String(12, 18), json_tree.escape))
    assert blocks.loom.text() == "One\n\nTwo\n\n"
    assert [tuple(piece)[:4] for piece in blocks.loom.pieces] == [(0, 3, 5, 8), (5, 8, 15, 18)]


def test_stretches_of_two_makes_are_one_text():
    source = "a &lt;b] ]]<![CDATA[<b>c</b>]]>d"
    text = Decoded(source)
    text.decoded(0, 11, chardata.REFERENCES, chardata.decoded, chardata.escape)
    text.literal(20, 28, slices.verbatim)
    text.decoded(31, 32, chardata.REFERENCES, chardata.decoded, chardata.escape)
    assert text.text() == "a <b] ]]<b>c</b>d"
    loom = slices.Loom(source)
    loom.enter(text, text.text())
    loom.literal(0, len(text.text()))
    loom.leave()
    assert loom.text() == text.text()
    for place, letter in enumerate(text.text()):
        start, end = text.stretch(place, place + 1)
        assert resolved(source[start:end]) == letter
    assert text.stretch(0, 17) == (0, 32)


@pytest.mark.parametrize("inner", [slices.verbatim, references.escape])
@pytest.mark.parametrize("outer", [slices.verbatim, json_tree.escape])
def test_escapes_are_chained(inner, outer):
    assert chained(inner, outer)('a & "b"') == outer(inner('a & "b"'))
    assert chained(inner, outer) is chained(inner, outer)
