"""A text inside a text: every letter has its place, and new text is escaped twice."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.document import Kind, Span
from lint.finding import Edit
from lint.formats import html, json_tree, json_values, nested, slices

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


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.booleans(), st.data())
@settings(max_examples=300 * settings.default.max_examples // 100, deadline=None)
def test_the_text_is_that_of_the_inner_format_and_each_edit_finds_its_place(page, ascii_only, data):
    raw = json.dumps([page], ensure_ascii=ascii_only)
    inner, _ = html.read_blocks(page)
    outer = json_tree.weave(raw, json_tree.String(2, len(raw) - 2), json_tree.escape)
    loom = nested.through(inner.loom, outer)
    assert loom.text() == inner.loom.text()
    document = slices.woven("a.json", slices.Source(raw, "utf-8", b""), loom, inner.regions, {}, [])
    letters = [index for piece in loom.pieces for index in range(piece.start, piece.end)]
    if not letters:
        return
    index, new = data.draw(st.sampled_from(letters)), data.draw(st.sampled_from(["x", "&", '"', "<", "ü"]))
    edit = Edit(Span(index, index + 1), new)
    inside = slices.woven("a.html", slices.Source(page, "utf-8", b""), inner.loom, inner.regions, {}, [])
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
    outer = json_tree.weave(raw, json_tree.String(1, len(raw) - 1), json_tree.escape)
    inner, _ = html.read_blocks(outer.text())
    found = [tuple(each)[:5] for each in nested.through(inner.loom, outer).pieces]
    assert found == ([piece] if piece else [(0, 1, 4, 10, False)])


def test_a_body_takes_the_kind_and_the_language_of_what_it_stands_in():
    source = '"<h1>One</h1><p lang=fr>Two</p><p>Three</p>"'
    outer = json_tree.weave(source, json_tree.String(1, len(source) - 1), json_tree.escape)
    into = html.Blocks(source)
    nested.graft(into, html.read_blocks(outer.text())[0], outer, Kind.CAPTION, "de")
    assert [(region.kind, region.language) for region in into.regions] == [
        (Kind.HEADLINE, "de"),
        (Kind.CAPTION, "fr"),
        (Kind.CAPTION, "de"),
    ]


@pytest.mark.parametrize("inner", [slices.verbatim, html.escape])
@pytest.mark.parametrize("outer", [slices.verbatim, json_tree.escape])
def test_escapes_are_chained(inner, outer):
    assert nested.chained(inner, outer)('a & "b"') == outer(inner('a & "b"'))
    assert nested.chained(inner, outer) is nested.chained(inner, outer)
