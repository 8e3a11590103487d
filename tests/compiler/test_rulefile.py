"""Rule files: text stays text, every fault has its place, and one broken item costs no other."""

from __future__ import annotations

import os
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.compiler import rulefile
from lint.compiler.rulefile import Broken, Mapping, Node, Scalar, Sequence, read, read_file


def plain(node: Node | None) -> object:
    """Return the node without its places; ``...`` stands for what was refused."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.entries}
    return ... if isinstance(node, Broken) else None


@pytest.fixture(params=["libyaml", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with libyaml's parser and with PyYAML's own."""
    if request.param == "libyaml" and not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(rulefile, "_Loader", yaml.CSafeLoader if request.param == "libyaml" else yaml.SafeLoader)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only a comment\n", None),
        ("---\n", None),
        ("a: ~\nb:\nc: '~'\nd: ''\ne: null\n", {"a": None, "b": None, "c": "~", "d": "", "e": "null"}),
        ("{no: No, On: off, yes: 12:30}", {"no": "No", "On": "off", "yes": "12:30"}),
        ("[010, 1_000, 0x1F, 1e3, .inf, true]", ["010", "1_000", "0x1F", "1e3", ".inf", "true"]),
        ("- Зеленський\n- Ærø\n- 😀\n", ["Зеленський", "Ærø", "😀"]),
        ("\ufeffa: b\n", {"a": "b"}),
        ("a: b\r\nc:\r\n- d\r\n", {"a": "b", "c": ["d"]}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        ("a: 'O''Brien'\nb: O'Brien\n", {"a": "O'Brien", "b": "O'Brien"}),
        ('a: "\\u2028"\n', {"a": "\u2028"}),
        ("'<<': a\n", {"<<": "a"}),
        ("{a: 1}: b\n", {"": ...}),
        ("[" * 64 + "]" * 64, None),
    ],
)
def test_plain_data(text: str, value: object) -> None:
    node, problems = read(text, "f.yaml")
    if text.startswith("[["):
        assert isinstance(node, Sequence)
    else:
        assert plain(node) == value
    assert bool(problems) == (value == {"": ...})


SYNTAX = [
    ("a:\n\t- b\n", 2, 1, "a tab stands in the indentation"),
    ("a: 1\n\tb: 2\n", 2, 1, "a tab stands in the indentation"),
    ("a: 'b\nc: d\n", 1, 4, "a quote opens here and never closes"),
    ('a: "b\n', 1, 4, "a quote opens here and never closes"),
    ("a: 'b\nc: 'd'\n", 1, 4, "a quote opens here and closes lines later"),
    ("a: 'b\n---\n", 1, 4, "still open at the line '---'"),
    ("a: 'O'Brien\n", 1, 7, "write '' for an apostrophe"),
    ("a: ['O'Brien]\n", 1, 8, "write '' for an apostrophe"),
    ("a: 1\nb\nc: 2\n", 2, 1, "a key needs ':' and a space"),
    ("a: b: c\n", 1, 5, "a ': ' cannot stand here"),
    ("a:b\nc: d\n", 2, 2, "put a space after the ':' above"),
    ("a: 😀 b: c\n", 1, 7, "a ': ' cannot stand here"),
    ("a: [b, c\nd: e\n", 1, 4, "a ',' or its ']' is missing"),
    ("a: {b: c\nd: e\n", 1, 4, "a ',' or its '}' is missing"),
    ("a: [b,\n- c\n", 1, 4, "a bracket opens here and is not closed"),
    ("a: [b]]\n", 1, 7, "does not line up"),
    ("[b]]\n", 1, 4, "the data end before this"),
    ("a: {b: [}\n", 1, 9, "a value is missing here"),
    ("a: @b\n", 1, 4, "text cannot begin with '@'"),
    ("a: %b\n", 1, 4, "text cannot begin with '%'"),
    ("a: *\n", 1, 4, "quote the text"),
    ("a:\n  b: c\n d: e\n", 3, 2, "mend the indentation"),
    ("a: b\n- c\n", 2, 1, "mend the indentation"),
    ("a: - b\n", 1, 4, "a '-' list cannot begin here"),
    ("a: | b\n", 1, 6, "nothing may follow '|'"),
    ("%YAML 9.9\n---\na\n", 1, 1, "not YAML 1.1 or 1.2"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), SYNTAX)
def test_a_syntax_error_is_said_in_plain_words(text: str, line: int, column: int, words: str) -> None:
    node, [problem] = read(text, "f.yaml")
    assert node is None
    assert problem[:3] == ("f.yaml", line, column)
    assert words in problem.message
    assert "nothing in the file is used" in problem.message


def test_a_backslash_is_explained() -> None:
    assert "write \\\\, or use '...' quotes" in read('a: "\\q"\n', "f.yaml")[1][0].message


@pytest.mark.parametrize(("text", "words"), [(case[0], case[3]) for case in SYNTAX if "%" not in case[0]])
def test_the_python_parser_names_a_place_too(text: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulefile, "_Loader", yaml.SafeLoader)
    node, [problem] = read(text, "f.yaml")
    assert node is None
    assert words in problem.message or "mend the indentation" in problem.message


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("a: &x b\nc: *x\nd: e\n", {"a": ..., "c": ..., "d": "e"}, [(1, 4), (2, 4)]),
        ("- &x [a]\n- b\n", [..., "b"], [(1, 3)]),
        ("a: !!str b\nc: !own d\ne: ! f\n", {"a": ..., "c": ..., "e": ...}, [(1, 4), (2, 4), (3, 4)]),
        ("<<: {a: b}\nc: d\n", {"": ..., "c": "d"}, [(1, 1)]),
        ("a: 1\nb: {c: 2, 'c': 3}\na: 4\na: 5\n", {"a": ..., "b": {"c": ...}}, [(2, 11), (3, 1), (4, 1)]),
        ("? [a]\n: b\n? ~\n: c\nd: e\n", {"": ..., "d": "e"}, [(1, 3), (3, 3)]),
        ("a: b\n---\nc: d\n", {"a": "b"}, [(2, 1)]),
    ],
)
def test_what_is_refused_is_reported_and_the_rest_is_kept(
    text: str, value: object, places: list[tuple[int, int]]
) -> None:
    node, problems = read(text, "f.yaml")
    assert [problem[1:3] for problem in problems] == places
    found = plain(node)
    if isinstance(found, dict) and "<<" in found:
        found[""] = found.pop("<<")
    assert found == value


def test_a_double_key_names_both_places() -> None:
    [problem] = read("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\n", "f.yaml")[1]
    assert (problem.line, problem.column) == (5, 3)
    assert "line 3, column 3" in problem.message


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("items", "kept"),
    [
        (["a", "'b", "c", "d"], ["a", "c", "d"]),
        (["{id: a}", "{id: b", "{id: c}"], [{"id": "a"}, {"id": "c"}]),
        (["id: a\n  n: 'x", "id: b\n  n: 'y'", "id: c\n  n: 'z'"], [{"id": "b", "n": "y"}, {"id": "c", "n": "z"}]),
        (["id: a\n   n: x", "id: b\n n: y", "id: c"], [{"id": "c"}]),
        (["a", "b: c: d", "e: [f", "@g", "h"], ["a", "h"]),
        (["[" * 70 + "]" * 70, "a"], ["a"]),
        (["a", "b", "'c"], ["a", "b"]),
        (["\n  - a\n  - [b", "\n  - c"], [["c"]]),
        (["a\n\nb: c\n", "d"], ["d"]),
    ],
)
def test_a_broken_item_costs_no_other(items: list[str], kept: list[object]) -> None:
    node, problems = read("# a list\n" + "".join(f"- {item}\n" for item in items), "f.yaml")
    assert plain(node) == kept
    assert len(problems) == len(items) - len(kept)
    assert all("the list item is left out" in problem.message for problem in problems)


def test_places_hold_after_a_broken_item() -> None:
    node, _ = read("- [\n- a\r\n- 'b\n- {c: d}\n", "f.yaml")
    assert node == Sequence(
        (Scalar("a", 2, 3), Mapping(((Scalar("c", 4, 4), Scalar("d", 4, 7)),), 4, 3)),
        1,
        1,
    )


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "[{" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "".join(f"{' ' * depth}a:\n" for depth in range(500)),
        "a: [" * 100_000,
        "- 'x\n" * 200_000,
        "- *x\n" * 200_000,
        "a: 1\n" * 200_000,
        "&" * 100_000,
        "!" * 1_000_000,
        "a" * (1 << 20) + "a",
        "ж" * (1 << 20),
        "\x00" * 1_000_000,
        "a: b\n" * 3 + "\x1b[31m",
    ],
)
def test_hostile_text_is_refused_in_no_time(text: str) -> None:
    spent = []
    for _ in range(3):  # a machine has better and worse moments
        started = time.process_time()
        _, problems = read(text, "f.yaml")
        spent.append(time.process_time() - started)
        assert problems
        assert len(problems) <= rulefile.MOST_PROBLEMS + 1
    assert min(spent) < 0.1


@pytest.mark.parametrize("character", "\x00\x07\x1b\x7f\x85\u2028\u2029\ud800\ufffe")
def test_characters_that_break_lines_or_terminals_are_refused(character: str) -> None:
    node, [problem] = read(f"a: b\nc: d{character}e\n", "f.yaml")
    assert node is None
    assert problem[1:3] == (2, 5)
    assert f"U+{ord(character):04X}" in problem.message


TEXTS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs", "Zl", "Zp")))
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


@given(TREES, st.sampled_from([True, False, None]))
def test_what_yaml_writes_is_read_back(tree: object, flow: bool | None) -> None:
    text = yaml.safe_dump(tree, default_style='"', allow_unicode=True, default_flow_style=flow)
    node, problems = read(text, "f.yaml")
    assert problems == []
    assert plain(node) == tree


PARTS = [
    "- ",
    "a",
    ": ",
    "\n",
    "  ",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    "\t",
    "&x ",
    "*x ",
    "!t ",
    "? ",
    "|",
    "---\n",
]
PARTS += ["é😀", "<<", "~", "\r\n", "%", "\\"]


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_no_text_gets_more_than_problems(parts: list[str]) -> None:
    text = "".join(parts)
    node, problems = read(text, "f.yaml")
    assert node is not None or problems
    lines = text.replace("\r\n", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, Scalar) and here.value and not here.quoted and "\n" not in here.value:
            assert lines[here.line - 1].startswith(here.value.split(" ")[0], here.column - 1)
        elif isinstance(here, Sequence):
            stack += here.items
        elif isinstance(here, Mapping):
            stack += [value for _, value in here.entries]


def test_files(tmp_path: os.PathLike[str]) -> None:
    path = os.path.join(tmp_path, "f.yaml")
    for data, place, words in [
        (b"a: b\n", None, ""),
        (b"\xef\xbb\xbfa: b\n", None, ""),
        ("ж: b\nж: ".encode() + b"\xff", (2, 4), "byte 0xff"),
        (b"\xef\xbb\xbfa\xff", (1, 2), "not UTF-8"),
        ("a: b\n".encode("utf-16"), (1, 1), "UTF-16"),
        (b"a" * ((1 << 20) + 1), (1, 1), "too large"),
    ]:
        with open(path, "wb") as file:
            file.write(data)
        node, problems = read_file(path)
        if place is None:
            assert (plain(node), problems) == ({"a": "b"}, [])
        else:
            assert node is None
            assert problems[0][:3] == (path, *place)
            assert words in problems[0].message


def test_what_is_no_file_is_a_problem(tmp_path: os.PathLike[str]) -> None:
    pipe = os.path.join(tmp_path, "pipe")
    os.mkfifo(pipe)
    for path, words in [(str(tmp_path), "a directory"), (pipe, "a named pipe"), (pipe + "x", "no such file")]:
        node, [problem] = read_file(path)
        assert node is None
        assert problem[:3] == (path, 1, 1)
        assert words in problem.message
