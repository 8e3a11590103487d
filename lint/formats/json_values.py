"""JSON: the strings that are copy, HTML inside them as well; keys, ids, addresses, dates and all layout stay."""

from __future__ import annotations

import re

from lint.document import Document, Kind
from lint.formats import Chosen, fields, json_tree, ninjs, slices
from lint.formats.fields import Fields
from lint.formats.fields import comments as comments
from lint.formats.fields import places as places
from lint.formats.fields import rewrites as rewrites
from lint.formats.fields import write as write
from lint.formats.json_tree import Node, Object, String

SUFFIXES: tuple[str, ...] = (".json",)

PATH = r"\$(\.[^.\[\]]+|\[(\*|[0-9]+)\])+|[^$.\[\]][^\[\]]*"
"""A path from the root (``$.articles[*].body``, ``*`` for any key), or a key wherever it stands (``body``)."""

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\*|[0-9]+)\]")

Path = tuple["str | int", ...]


def read(path: str, data: bytes, encoding: str | None = None, chosen: Chosen | None = None) -> Document:
    """Read the strings of JSON that are copy, or those under the ``chosen`` paths. Raises FormatError."""
    source = slices.decode(data, encoding)
    values = Values(source, chosen)
    values.add(json_tree.parse(source.text))
    return values.document(path)


class Values:
    """Gathers the copy of the values of one file: one of JSON, many of JSON Lines."""

    def __init__(self, source: slices.Source, chosen: Chosen | None) -> None:
        self._source, self._text = source, source.text
        self._escape = json_tree.escape_of(source)
        self._fields = Fields(source.text)
        self._patterns = [(_pattern(path), kind) for path, kind in chosen.items()] if chosen else None
        self._string = self._read_likely if self._patterns is None else self._read_chosen
        self._languages: set[str | None] = set()

    def add(self, node: Node) -> None:
        """Append the copy of a value."""
        self._languages.add(self._said(node) if isinstance(node, Object) else None)
        self._read(node, "", (), None)

    def document(self, path: str) -> Document:
        """Return the document of all that was added."""
        language = self._languages.pop() if len(self._languages) == 1 else None
        return self._fields.document(path, self._source, language)

    def _read(self, node: Node, key: str, path: Path, language: str | None) -> None:
        """Append the copy of a value under its nearest key; depth is bounded by the parser."""
        if isinstance(node, String):
            self._string(node, key, path, language)
        elif isinstance(node, Object):
            if self._patterns is None and ninjs.is_item(node, self._text):
                for copy in ninjs.strings(node, self._text, language):
                    self._add(*copy)
                return
            language = self._said(node) or language
            for name, inner in node.members:
                if isinstance(inner, String):
                    self._string(inner, name, (*path, name), language)
                elif inner is not None:
                    self._read(inner, name, (*path, name), language)
        elif node:
            for place, inner in enumerate(node):
                if inner is not None:
                    self._read(inner, key, (*path, place), language)

    def _read_likely(self, string: String, key: str, path: Path, language: str | None) -> None:
        """Append a string if it looks like copy under its key."""
        usual, (start, end) = fields.kind_of(key), string
        if fields.is_label(key) or (usual is None and fields.is_token(self._text, start, end)):
            return
        if self._text.find("\\", start, end) < 0:
            if fields.is_copy(self._text[start:end], usual, names=False):
                self._fields.add_literal(start, end, self._escape, usual or Kind.CELL, language)
            return
        value = json_tree.decoded(self._text, string, self._escape)
        if fields.is_copy(value.text(), usual, names=False):
            self._fields.add(value, usual or Kind.CELL, language)

    def _read_chosen(self, string: String, key: str, path: Path, language: str | None) -> None:
        """Append a string if a pattern of the configuration names its place."""
        for pattern, kind in self._patterns or ():
            if _matches(pattern, path, key):
                self._add(string, Kind(kind) if kind else fields.kind_of(key) or Kind.CELL, language)
                return

    def _add(self, string: String, kind: Kind, language: str | None, markup: bool | None = None) -> None:
        if self._text.find("\\", *string) < 0:
            self._fields.add_literal(*string, self._escape, kind, language, markup)
        else:
            self._fields.add(json_tree.decoded(self._text, string, self._escape), kind, language, markup)

    def _said(self, node: Object) -> str | None:
        """Return the language that an object says its strings are in."""
        for key, inner in node.members:
            if isinstance(inner, String) and fields.is_language(key):
                return fields.language(json_tree.value(self._text, inner))
        return None


def _pattern(path: str) -> str | Path:
    """Return a key as it is, and a path from the root as its steps."""
    if not path.startswith("$"):
        return path
    return tuple(key or (place if place == "*" else int(place)) for key, place in _STEP.findall(path))


def _matches(pattern: str | Path, path: Path, key: str) -> bool:
    if isinstance(pattern, str):
        return pattern == key
    return len(pattern) == len(path) and all(wanted in (step, "*") for wanted, step in zip(pattern, path, strict=True))
