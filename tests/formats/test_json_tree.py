"""JSON with places: the same values as the standard library, the same refusals, and no stack."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.formats import FormatError, encodings, json_tree
from lint.formats.json_tree import Object, String


def built(node, text):
    if isinstance(node, String):
        return json_tree.value(text, node)
    if isinstance(node, Object):
        return {key: built(inner, text) for key, inner in node.members}
    return [built(inner, text) for inner in node] if isinstance(node, list) else None


def strings_of(value):
    if isinstance(value, dict):
        return {key: strings_of(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [strings_of(inner) for inner in value]
    return value if isinstance(value, str) else None


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
PARTS = ['"', "a", "{", "}", "[", "]", ",", ":", "1", "-", "0.5", "e3", "null", "tru", "\\", "\\n", "\\u12", "\\u00e9"]
PARTS += [" ", "\n", "\t", "NaN", "-Infinity", '"a"', '"b":', "\x01", "\u00a0", "01"]


@given(values, st.booleans(), st.sampled_from([None, 1]))
@settings(max_examples=200 * settings.default.max_examples // 100, deadline=None)
def test_values_are_those_of_the_standard_library(value, ascii_only, indent):
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert built(json_tree.parse(text), text) == strings_of(value)


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
@settings(max_examples=1000 * settings.default.max_examples // 100, deadline=None)
def test_what_the_standard_library_refuses_is_refused(text):
    try:
        expected = json.loads(text)
    except ValueError:
        with pytest.raises(FormatError):
            json_tree.parse(text)
    else:
        assert built(json_tree.parse(text), text) == strings_of(expected)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "expected a value, the file ends here"),
        ("[\n1,\n]", 3, 1, "expected a value after the comma, or no comma, found ']'"),
        ('{"a" 1}', 1, 6, "expected a colon, found '1}'"),
        ("{a: 1}", 1, 2, "expected a key"),
        ('["a]', 1, 2, "expected the end of this string"),
        ('["\\x"]', 1, 3, "expected an escape"),
        ('["a\nb"]', 1, 4, "expected \\n inside a string, found a line break"),
        ('["a\x07b"]', 1, 4, "expected \\u0007 inside a string, found U+0007"),
        ('{"a": 1,}', 1, 9, "after the comma, or no comma, found '}'"),
        ("[1}", 1, 3, "expected a comma or the end of the array"),
        ("{}{}", 1, 3, "expected the end of the file"),
        ("[" * 100_000, 1, 201, "at most 200"),
        ('{"a":' * 100_000, 1, 997, "at most 200"),
    ],
)
def test_errors_say_where_and_what(text, line, column, message):
    with pytest.raises(FormatError, match="this is no JSON") as error:
        json_tree.parse(text)
    assert message in error.value.message
    assert (error.value.line, error.value.column) == (line, column)


@pytest.mark.parametrize("count", [0, 499, 500, 501, 1200])
def test_a_string_may_hold_any_number_of_escapes(count):
    value = {"a": "é\n" * count, "b": ["x\t" * count, "y"], "c\n" * count: "z"}
    text = json.dumps(value)
    assert built(json_tree.parse(text), text) == value


def test_half_a_surrogate_pair_is_no_letter():
    text = '"\\ud83d\\ude00 \\ud83d \\ude00"'
    assert built(json_tree.parse(text), text) == "😀 \ufffd \ufffd"


@pytest.mark.parametrize(
    ("source", "encoding", "expected"),
    [
        ('"a"', "utf-8", "é"),
        ('"é \\u00e9"', "utf-8", "é"),
        ('"\\u00e9 \\u0041"', "utf-8", "\\u00e9"),
        ('"\\u00E9"', "utf-8", "\\u00E9"),
        ('"a"', "cp1252", "\\u00e9"),
    ],
)
def test_new_text_is_written_as_the_file_does_it(source, encoding, expected):
    escape = json_tree.escape_of(encodings.Source(source, encoding, b""))
    assert escape("é") == expected
    hard = '\n\t"\\\x01\x7f😀'
    assert json.loads(f'"{escape(hard)}"') == hard
