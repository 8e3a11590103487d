"""Plain text: the text is the file, a blank line ends a block."""

import pytest

from lint.document import Kind
from lint.formats import MODULES, named, text


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("", []),
        (" \n\t\n", []),
        ("one", ["one"]),
        ("one\ntwo", ["one\ntwo"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\r\n\r\ntwo", ["one", "two"]),
        ("one\r\ntwo", ["one\r\ntwo"]),
        ("one\r\rtwo", ["one", "two"]),
        ("one\n \t\xa0\ntwo\n\n\n", ["one", "two"]),
        ("\n\n  one  \n\n\n\n\ttwo\t", ["one", "two"]),
        ("one\u2028two\x85three", ["one\u2028two\x85three"]),
        ("one\r\n\ntwo\n\r\nthree", ["one", "two", "three"]),
    ],
)
def test_blocks(source, blocks):
    document = text.read("a.txt", source.encode())
    assert document.text == source
    assert [source[slice(*region.span)] for region in document.regions] == blocks
    assert {region.kind for region in document.regions} <= {Kind.BODY}


def test_no_comments():
    assert text.comments(text.read("a.txt", b"<!-- onym-disable -->")) == []


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("a.txt", "text"),
        ("a.MD", "markdown"),
        ("b/a.html", "html"),
        ("a", "text"),
        ("a.md/b", "text"),
        ("a.rtf", "text"),
    ],
)
def test_named(path, module):
    assert named(path).__name__ == f"lint.formats.{module}"


def test_every_suffix_names_the_module_that_claims_it():
    claimed = {suffix: name for name in set(MODULES.values()) for suffix in named("a" + _suffix_of(name)).SUFFIXES}
    assert claimed == dict(MODULES)


def _suffix_of(name: str) -> str:
    return next(suffix for suffix, module in MODULES.items() if module == name)
