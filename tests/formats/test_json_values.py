"""JSON and JSON Lines: which strings are copy, escapes mapped exactly, HTML inside, and paths that choose."""

import re

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import FormatError, json_lines, json_values


def blocks(source: str, chosen=None, module=json_values) -> list[tuple[str, str]]:
    document = module.read("a.json", source.encode(), None, chosen)
    return [(region.kind.value, document.text[slice(*region.span)]) for region in document.regions]


def edited(source: str, old: str, new: str) -> str:
    document = json_values.read("a.json", source.encode())
    start = document.text.index(old)
    return json_values.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{}", []),
        ("12", []),
        ('"Two words"', [("cell", "Two words")]),
        ('{"headline": "Kiew", "body": "One two", "x": "One two"}',
         [("headline", "Kiew"), ("body", "One two"), ("cell", "One two")]),
        ('{"Two words": 1, "id": "One two", "userId": "One two", "page_url": "One two", "created_at": "Mon May"}', []),
        ('{"x": "Kiew", "y": "2024-01-01T00:00:00Z", "z": "https://a.b/c", "w": "draft"}', []),
        ('{"x": ["One two", ["Three four"]]}', [("cell", "One two"), ("cell", "Three four")]),
        ('{"body": "One two\\n\\nThree four\\nfive"}', [("body", "One two"), ("body", "Three four\nfive")]),
        ('{"body": "<h2>Head</h2><p>S<b>elens</b>kyj</p>"}', [("headline", "Head"), ("body", "Selenskyj")]),
        ('{"caption": "<p>One two</p>", "x": "one < two > 1"}', [("caption", "One two"), ("cell", "one < two > 1")]),
        ('{"x": "Wolod\\u0079myr \\"Sel\\" \\ud83d\\ude00"}', [("cell", 'Wolodymyr "Sel" 😀')]),
        ('{"body": "Same text", "text": "Same text"}', [("body", "Same text"), ("cell", "Same text")]),
        ('{"x": "乌克兰总统", "y": "Україна"}', [("cell", "乌克兰总统")]),
        ('{"a": "One two", "a": "Three four"}', [("cell", "One two"), ("cell", "Three four")]),
        ("[NaN, -Infinity, true, null, 1.5e3]", []),
    ],
)  # fmt: skip
def test_what_is_copy(source, expected):
    assert blocks(source) == expected


SOURCE = '{"a": [{"b": "kiew", "c.d": "x"}, {"b": "lviv"}], "b": "odesa", "t": ["one", "two"], "e": {"b": "e"}}'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("b", ["kiew", "lviv", "odesa", "e"]),
        ("$.b", ["odesa"]),
        ("$.a[*].b", ["kiew", "lviv"]),
        ("$.a[1].b", ["lviv"]),
        ("$.*.b", ["e"]),
        ("$.t[*]", ["one", "two"]),
        ("t", ["one", "two"]),
        ("c.d", ["x"]),
        ("$.nothing", []),
    ],
)
def test_paths(path, expected):
    assert re.fullmatch(json_values.PATH, path)
    assert blocks(SOURCE, {path: None}) == [("cell", text) for text in expected]


@pytest.mark.parametrize("path", ["$", "$.", "$b", "a[0]", "$.a[x]", "$a.b", ""])
def test_what_is_no_path(path):
    assert not re.fullmatch(json_values.PATH, path)


def test_a_path_may_give_the_kind():
    assert blocks('{"b": "kiew", "title": "lviv"}', {"b": "headline", "title": None}) == [
        ("headline", "kiew"),
        ("headline", "lviv"),
    ]


def test_an_object_may_name_the_language_of_its_strings():
    source = '{"language": "de_AT", "a": "Ein Satz", "b": {"lang": "en", "c": "One two"}, "d": {"language": 1}}'
    document = json_values.read("a.json", source.encode())
    assert document.language == "de-AT"
    assert [region.language for region in document.regions] == ["de-AT", "en"]


@pytest.mark.parametrize(
    ("value", "old", "new", "expected"),
    [
        ('"Selens\\u006byj spoke"', "Selenskyj", "Zelensky", '"Zelens\\u006by spoke"'),
        ('"In Kiew \\u00e9"', "Kiew", "Ké", '"In K\\u00e9 \\u00e9"'),
        ('"In Kiew é"', "Kiew", "Ké", '"In Ké é"'),
        ('"In Kiew now"', "Kiew", '"\\\n', '"In \\"\\\\\\n now"'),
        ('"In 😀 Kiew"', "😀", "x", '"In x Kiew"'),
        ('"In \\ud83d\\ude00 Kiew"', "😀", "x", '"In x Kiew"'),
        ('"S<b id=\\"x\\">elens<\\/b>kyj"', "Selenskyj", "Zelensky", '"Z<b id=\\"x\\">elens<\\/b>ky"'),
        ('"<p>&eacute; Kiew</p>"', "é", '<"', '"<p>&lt;\\" Kiew</p>"'),
        ('"<p>\\u0026eacute; Kiew</p>"', "é", "e", '"<p>e Kiew</p>"'),
        ('"<p>One</p>\\n<p>Two</p>"', "One", "", '"\\n<p>Two</p>"'),
        ('"Kiew am Meer"', "Kiew am Meer", "", '""'),
    ],
)  # fmt: skip
def test_edits(value, old, new, expected):
    assert edited(f'{{\n  "x" : {value} }}', old, new) == f'{{\n  "x" : {expected} }}'


def test_a_paragraph_goes_with_the_newlines_about_it():
    source = '{"body": "One two\\n\\nThree four\\n\\nFive six"}'
    assert edited(source, "Three four", "") == '{"body": "One two\\n\\nFive six"}'
    assert edited(source, "Five six", "") == '{"body": "One two\\n\\nThree four"}'


def test_json_lines_are_read_line_by_line():
    source = '{"language": "de", "x": "Ein Satz"}\n\n ["Two words"]\r\n"Three words"'
    assert blocks(source, None, json_lines) == [("cell", "Ein Satz"), ("cell", "Two words"), ("cell", "Three words")]
    with pytest.raises(FormatError) as error:
        json_lines.read("a.jsonl", b'{}\n{}\n{"a":\n"b"}')
    assert error.value.line == 3


def test_a_letter_the_encoding_cannot_hold_is_escaped():
    document = json_values.read("a.json", '{"x": "Köln am Rhein"}'.encode("cp1252"), "cp1252")
    assert json_values.write(document, [Edit(Span(0, 4), "Łódź")]) == b'{"x": "\\u0141\\u00f3d\\u017a am Rhein"}'
