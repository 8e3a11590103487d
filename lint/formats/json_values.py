"""JSON: the strings that are copy, HTML inside them as well; keys, ids, addresses, dates and all layout stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.document import Document, Kind
from lint.formats import Chosen, fields, json_tree, ninjs, slices
from lint.formats.fields import Fields
from lint.formats.fields import comments as comments
from lint.formats.fields import places as places
from lint.formats.fields import rewrites as rewrites
from lint.formats.fields import write as write
from lint.formats.json_tree import Node, Object, String
from lint.formats.ninjs import Copy

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
        self._chosen = [(_pattern(path), kind) for path, kind in chosen.items()] if chosen else None
        self._languages: set[str | None] = set()

    def add(self, node: Node) -> None:
        """Append the copy of a value."""
        self._languages.add(self._said(node) if isinstance(node, Object) else None)
        for string, kind, language, markup in self._copy(node, (), None):
            self._fields.add(json_tree.weave(self._text, string, self._escape), kind, language, markup)

    def document(self, path: str) -> Document:
        """Return the document of all that was added."""
        blocks = self._fields.blocks
        language = self._languages.pop() if len(self._languages) == 1 else None
        return slices.woven(path, self._source, blocks.loom, blocks.regions, blocks.removals, [], language)

    def _copy(self, node: Node, path: Path, language: str | None) -> Iterator[Copy]:
        """Yield the copy below a value; depth is bounded by the parser."""
        if isinstance(node, Object):
            if self._chosen is None and ninjs.is_item(node, self._text):
                yield from ninjs.strings(node, self._text, language)
                return
            language = self._said(node) or language
            for key, inner in node.members:
                yield from self._copy(inner, (*path, key), language)
        elif isinstance(node, String):
            kind = self._kind(node, path)
            if kind:
                yield Copy(node, kind, language, None)
        elif node:
            for place, inner in enumerate(node):
                yield from self._copy(inner, (*path, place), language)

    def _said(self, node: Object) -> str | None:
        """Return the language that an object says its strings are in."""
        for key, inner in node.members:
            if isinstance(inner, String) and fields.is_language(key):
                return fields.language(json_tree.value(self._text, inner))
        return None

    def _kind(self, string: String, path: Path) -> Kind | None:
        """Return the kind of a string that is copy."""
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        usual = fields.kind_of(key)
        if self._chosen is not None:
            for pattern, kind in self._chosen:
                if _matches(pattern, path, key):
                    return Kind(kind) if kind else usual or Kind.CELL
            return None
        if fields.is_label(key):
            return None
        is_copy = fields.is_copy(json_tree.value(self._text, string), usual, names=False)
        return (usual or Kind.CELL) if is_copy else None


def _pattern(path: str) -> str | Path:
    """Return a key as it is, and a path from the root as its steps."""
    if not path.startswith("$"):
        return path
    return tuple(key or (place if place == "*" else int(place)) for key, place in _STEP.findall(path))


def _matches(pattern: str | Path, path: Path, key: str) -> bool:
    if isinstance(pattern, str):
        return pattern == key
    return len(pattern) == len(path) and all(wanted in (step, "*") for wanted, step in zip(pattern, path, strict=True))
