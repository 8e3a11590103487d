"""Shapes: values come out plain, every problem has its place, and the JSON Schema says what decode says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lint.compiler.rulefile import read
from lint.compiler.schema import (
    Field,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Null,
    Number,
    OneOf,
    Record,
    Shape,
    Text,
    decode,
    json_schema,
)

WORD = Text(pattern="[a-z]+(-[a-z]+)*", description="a kebab-case word")
NAME = Record(
    "name",
    {
        "id": Field(WORD, required=True, description="what the name is called by"),
        "kind": Field(Text(choices=("person", "place"))),
        "prefer": Field(MapOf(Text(), key=Text(pattern="[a-z]{2}"))),
        "not": Field(ListOf(Text(), or_one=True)),
        "rank": Field(Integer(0, 9)),
        "weight": Field(Null(Number(low=0))),
        "safe": Field(Flag()),
    },
    place="line",
)


def decoded(text: str, shape: Shape) -> tuple[Any, list[tuple[int, int, str]]]:
    node, problems = read(text, "f.yaml")
    assert node is not None
    value, more = decode(node, shape, "f.yaml")
    return value, [problem[1:] for problem in [*problems, *more]]


@pytest.mark.parametrize(
    ("text", "shape", "value"),
    [
        ("no", Text(), "no"),
        ("12:30", Text(), "12:30"),
        ("''", Text(empty=True), ""),
        ("place", Text(choices=("person", "place")), "place"),
        ("7", Integer(0, 9), 7),
        ("-12", Integer(), -12),
        ("2", Number(), 2.0),
        ("-.5e-3", Number(), -0.0005),
        ("true", Flag(), True),
        ("false", Flag(), False),
        ("~", Null(Text()), None),
        ("", Null(Flag()), None),
        ("[a, b]", ListOf(Text(), least=2, most=2), ["a", "b"]),
        ("a", ListOf(Text(), or_one=True), ["a"]),
        ("{no: Oslo}", MapOf(Text()), {"no": "Oslo"}),
        ("{no: Oslo}", ListOf(MapOf(Text()), or_one=True), [{"no": "Oslo"}]),
        ("a", OneOf(Text(), ListOf(Text()), MapOf(Text())), "a"),
        ("[a]", OneOf(Text(), ListOf(Text()), MapOf(Text())), ["a"]),
        ("{a: b}", OneOf(Text(), ListOf(Text()), MapOf(Text())), {"a": "b"}),
        ("- id: a\n  not: On\n- id: b", ListOf(NAME), [{"id": "a", "not": ["On"], "line": 1}, {"id": "b", "line": 3}]),
        ("{id: a, weight: }", NAME, {"line": 1, "id": "a", "weight": None}),
    ],
)  # fmt: skip
def test_values(text: str, shape: Shape, value: object) -> None:
    assert decoded(text, shape) == (value, [])


@pytest.mark.parametrize(
    ("text", "shape", "place", "message"),
    [
        ("[a]", Text(), (1, 1), "expected text, found a list"),
        ("- ~", ListOf(Text()), (1, 3), "expected text, found nothing: write one, or remove the key"),
        ("''", Text(), (1, 1), "this text is empty: write something, or remove it"),
        ("A-b", WORD, (1, 1), "expected a kebab-case word, found 'A-b'"),
        ("abc1", Text(pattern="[a-z]+"), (1, 1), "expected text that matches [a-z]+, found 'abc1'"),
        ("persn", Text(choices=("person", "place")), (1, 1), "unknown value 'persn': did you mean 'person'?"),
        ("xyz", Text(choices=("a", "b")), (1, 1), "unknown value 'xyz': expected one of a, b"),
        ("010", Integer(), (1, 1), "expected a whole number, found '010'"),
        ("1_000", Integer(), (1, 1), "expected a whole number, found '1_000'"),
        ("١", Integer(), (1, 1), "expected a whole number, found '١'"),
        ("'7'", Integer(), (1, 1), "expected a whole number, found quoted text: remove the quotes"),
        ("12", Integer(0, 9), (1, 1), "expected a number from 0 to 9, found '12'"),
        ("-1", Integer(low=0), (1, 1), "expected a number of at least 0, found '-1'"),
        ("1.5", Number(high=1), (1, 1), "expected a number of at most 1, found '1.5'"),
        (".inf", Number(), (1, 1), "expected a number, found '.inf'"),
        ("1e999", Number(), (1, 1), "1e999 is too large a number"),
        ("12:30", Number(), (1, 1), "expected a number, found '12:30'"),
        ("yes", Flag(), (1, 1), "expected true or false, found 'yes'"),
        ("'true'", Flag(), (1, 1), "expected true or false, found quoted text: remove the quotes"),
        ("a", ListOf(Text()), (1, 1), "expected a list, found 'a'"),
        ("{a: b}", ListOf(Text(), or_one=True), (1, 1), "expected text or a list, found a mapping"),
        ("[a]", ListOf(Text(), least=2), (1, 1), "expected at least 2 items, found 1"),
        ("[a]", ListOf(Text(), least=2, most=2), (1, 1), "expected 2 items, found 1"),
        ("[a, b]", ListOf(Text(), most=1), (1, 1), "expected 0 to 1 items, found 2"),
        ("[a]", OneOf(Text(), MapOf(Text())), (1, 1), "expected text or a mapping, found a list"),
        ("a:b", MapOf(Text()), (1, 1), "expected a mapping, found 'a:b': put a space after ':'"),
        ("id: a\nprefered: {}", NAME, (2, 1), "unknown key 'prefered': did you mean 'prefer'?"),
        ("# c\nkind: place", NAME, (2, 1), "the key 'id' is missing from this name"),
        ("id: a\nprefer:\n  EN: b", NAME, (3, 3), "expected text that matches [a-z]{2}, found 'EN'"),
    ],
)
def test_problems(text: str, shape: Shape, place: tuple[int, int], message: str) -> None:
    assert decoded(text, shape)[1] == [(*place, message)]


def test_every_problem_is_reported_and_every_sound_item_kept() -> None:
    text = """\
- {id: A, kind: persn}
- {id: good}
- {id: x, prefer: {en: [a], de: B}, rank: 12}
- just text
- {id: y, id: z}
- {id: q, not: *alias}
- {id: also-good, safe: true}
"""
    value, problems = decoded(text, ListOf(NAME))
    assert value == [{"line": 2, "id": "good"}, {"line": 7, "id": "also-good", "safe": True}]
    assert [problem[:2] for problem in problems] == [(5, 11), (6, 16), (1, 8), (1, 17), (3, 24), (3, 43), (4, 3)]


def test_a_fault_costs_a_record_only_what_it_must() -> None:
    shape = Record("file", {"names": Field(ListOf(NAME), required=True), "title": Field(Text())})
    assert decoded("title: []\nnames: [{id: a}, {id: B}]\n", shape)[0] == {"names": [{"line": 2, "id": "a"}]}
    assert decoded("title: a\nnames: b\n", shape)[0] is None
    assert decoded("title: a\n", shape)[0] is None


def test_a_map_leaves_out_the_entry_at_fault() -> None:
    value, problems = decoded("{a: b, a: c, <<: d, e: f, g: [h]}", MapOf(Text()))
    assert value == {"e": "f"}
    assert len(problems) == 3


@pytest.mark.parametrize(
    "make",
    [
        lambda: OneOf(Text(), Flag()),
        lambda: OneOf(ListOf(Text()), ListOf(Flag())),
        lambda: OneOf(MapOf(Text()), NAME),
        lambda: OneOf(ListOf(ListOf(Text()), or_one=True)),
        lambda: OneOf(Null(Text()), Null(ListOf(Text()))),
    ],
)
def test_shapes_that_one_node_could_fit_twice_are_refused(make: Any) -> None:
    with pytest.raises(ValueError, match="two of the shapes"):
        make()


def test_the_json_schema_explains_itself() -> None:
    schema = json_schema(ListOf(NAME), "Names", "https://example.org/names.json")
    Draft202012Validator.check_schema(schema)
    assert (schema["$id"], schema["title"]) == ("https://example.org/names.json", "Names")
    assert schema["items"]["properties"]["id"]["description"] == "what the name is called by"
    assert schema["items"]["title"] == "name"
    assert "line" not in schema["items"]["properties"]
    assert json.loads(json.dumps(schema)) == schema


LETTERS = st.text("abcAé -😀", max_size=4)
# Lambdas, because builds() of a named tuple would draw its defaults too.
SCALARS = (
    st.builds(
        lambda pattern, empty: Text(pattern, empty=empty), st.sampled_from([None, "[a-c]+", "a|b"]), st.booleans()
    )
    | st.sampled_from([Text(choices=("a", "b")), Text(choices=("yes", "no"))])
    | st.sampled_from([Integer(), Integer(-1, 5), Integer(high=5), Number(), Number(-0.5, 5), Number(low=0), Flag()])
)


def collections(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields = st.dictionaries(st.sampled_from("abc"), st.builds(lambda *field: Field(*field), inner, st.booleans()))
    amounts = st.sampled_from([(0, None), (1, None), (2, None), (0, 2), (2, 2)])
    return (
        st.builds(lambda shape, amount: ListOf(shape, False, *amount), inner, amounts)
        | st.builds(lambda shape, amount: ListOf(shape, True, *amount), SCALARS, amounts)
        | st.builds(lambda shape, pattern: MapOf(shape, Text(pattern)), inner, st.sampled_from([None, "[a-c]+"]))
        | st.builds(lambda fields: Record("record", fields), fields)
        | st.builds(lambda *shapes: OneOf(*shapes), SCALARS, inner.map(ListOf), inner.map(MapOf))
        | SCALARS.map(Null)
        | inner.map(ListOf).map(Null)
    )


SHAPES = st.recursive(SCALARS, collections, max_leaves=6)
NO_NUMBER = st.sampled_from(
    [None, "", "a", "odd one", "true", [], {}, ["a"], [None], {"a": "b"}, {"b": None}, {"": "a"}]
)
JUNK = NO_NUMBER | st.sampled_from([True, False, 0, 3, 7, -2, 0.25, -7.5])


def takes_text(shape: Shape) -> bool:
    """Say whether plain text may stand for the shape: there a bare number is text to us and a number to JSON Schema."""
    if isinstance(shape, OneOf):
        return any(takes_text(each) for each in shape.shapes)
    if isinstance(shape, Null) or (isinstance(shape, ListOf) and shape.or_one):
        return takes_text(shape.shape)
    return isinstance(shape, Text)


@st.composite
def values(draw: st.DrawFn, shape: Shape, text: bool = False) -> Any:
    """Draw a value that fits the shape, or misses it by a little; ``text`` says that text may stand at its place."""
    text = text or takes_text(shape)
    if draw(st.integers(0, 9)) == 9:
        return draw(NO_NUMBER if text else JUNK)
    if isinstance(shape, Text):
        return draw(st.sampled_from(shape.choices) if shape.choices else LETTERS)
    if isinstance(shape, Integer):
        return draw(st.integers(-3, 8))
    if isinstance(shape, Number):
        return draw(st.floats(-3, 8) | st.integers(-3, 8))
    if isinstance(shape, Flag):
        return draw(st.booleans())
    if isinstance(shape, Null):
        return draw(st.none() | values(shape.shape, text))
    if isinstance(shape, OneOf):
        return draw(values(draw(st.sampled_from(shape.shapes)), text))
    if isinstance(shape, ListOf):
        if shape.or_one and draw(st.booleans()):
            return draw(values(shape.shape, text))
        return draw(st.lists(values(shape.shape), max_size=3))
    if isinstance(shape, MapOf):
        return draw(st.dictionaries(LETTERS, values(shape.shape), max_size=3))
    assert isinstance(shape, Record)
    keys = draw(st.sets(st.sampled_from([*shape.fields, "d"]))) | draw(st.sampled_from([set(shape.fields), set()]))
    return {key: draw(values(shape.fields[key].shape) if key in shape.fields else NO_NUMBER) for key in sorted(keys)}


def written(value: Any) -> str:
    """Write a value as YAML: text in quotes, everything else bare."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return "~" if value is None else json.dumps(value, ensure_ascii=False)


def expected(value: Any, shape: Shape) -> Any:
    """Return what decode makes of a value that fits."""
    if isinstance(shape, Null):
        return None if value is None else expected(value, shape.shape)
    if isinstance(shape, OneOf):
        kind = list if isinstance(value, list) else dict if isinstance(value, dict) else None
        [shape] = [each for each in shape.shapes if {ListOf: list, MapOf: dict}.get(type(each)) is kind]
        return expected(value, shape)
    if isinstance(shape, ListOf):
        return [expected(item, shape.shape) for item in (value if isinstance(value, list) else [value])]
    if isinstance(shape, MapOf):
        return {key: expected(entry, shape.shape) for key, entry in value.items()}
    if isinstance(shape, Record):
        return {key: expected(entry, shape.fields[key].shape) for key, entry in value.items()}
    return value


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ({"id": "a"}, True),
        (
            {"id": "a-b", "kind": "place", "prefer": {"en": "B"}, "not": "c", "rank": 9, "weight": None, "safe": True},
            True,
        ),
        ({"id": "a", "not": ["c", "d"], "weight": 0.5}, True),
        ({}, False),
        ({"id": "a", "unknown": "b"}, False),
        ({"id": "a", "line": 3}, False),
        ({"id": "a1"}, False),
        ({"id": ""}, False),
        ({"id": "a", "kind": "thing"}, False),
        ({"id": "a", "prefer": {"eng": "b"}}, False),
        ({"id": "a", "not": [["b"]]}, False),
        ({"id": "a", "rank": 10}, False),
        ({"id": "a", "rank": "1"}, False),
        ({"id": "a", "weight": -1}, False),
        ({"id": "a", "safe": "true"}, False),
        ("a", False),
        ([], False),
        (None, False),
    ],
)
def test_decode_and_json_schema_agree_on_a_name(value: object, fits: bool) -> None:
    assert (decoded(written(value), NAME)[1] == []) is fits
    assert Draft202012Validator(json_schema(NAME, "", "")).is_valid(value) is fits


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_decode_and_json_schema_agree(data: st.DataObject) -> None:
    shape = data.draw(SHAPES)
    value = data.draw(values(shape))
    schema = json_schema(shape, "Test", "https://example.org/test.json")
    Draft202012Validator.check_schema(schema)
    found, problems = decoded(written(value), shape)
    assert (problems == []) == Draft202012Validator(schema).is_valid(value)
    if not problems:
        assert found == expected(value, shape)


def test_bare_numbers_are_text_where_text_is_asked_for() -> None:
    assert decoded("{no: 10, de: true}", MapOf(Text())) == ({"no": "10", "de": "true"}, [])
    assert not Draft202012Validator(json_schema(MapOf(Text()), "", "")).is_valid({"no": 10})
