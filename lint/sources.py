"""Configuration and style files as nodes that know their places: YAML, and the table of a pyproject.toml."""

from __future__ import annotations

import os
import re
import sys

from lint.compiler.rulefile import MOST_BYTES, Mapping, Node, Problem, Scalar, Sequence, read_file
from lint.save import ReadError, read

_HEADER = re.compile(r"\s*\[+\s*tool\s*\.\s*onym\s*[].]")


def read_nodes(path: str) -> tuple[Node | None, list[Problem]]:
    """Return what a file says, or None, and what is wrong with it."""
    return _table(path) if os.path.basename(path) == "pyproject.toml" else read_file(path)


def node_of(path: str) -> Node | None:
    """Return what a configuration or style file says; None if it cannot be read."""
    return read_nodes(path)[0]


def place_of(path: str, *keys: str | int) -> tuple[int, int]:
    """Return line and column of what a file says under keys and numbers of items, as deep as they lead.

    A single value stands for a list of one.
    """
    return place_in(node_of(path), *keys)


def place_in(node: Node | None, *keys: str | int) -> tuple[int, int]:
    """Return the same of a file that is read."""
    place = 1, 1
    for key in keys:
        if isinstance(key, str):
            entries = node.entries if isinstance(node, Mapping) else ()
            node = next((value for name, value in entries if name.value == key), None)
        elif isinstance(node, Sequence):
            node = node.items[key] if key < len(node.items) else None
        if node is None:
            break
        place = node.line, node.column
    return place


def _table(path: str) -> tuple[Node | None, list[Problem]]:
    """Read ``[tool.onym]`` as the same nodes a YAML file gives; places are the lines where keys and tables begin."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        text = read(path, limit=MOST_BYTES).decode("utf-8", "replace")
        table = tomllib.loads(text)["tool"]["onym"]
    except ReadError as error:
        return None, [Problem(path, 1, 1, error.message)]
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        return None, [Problem(path, line, column, f"this is not valid TOML: {re.sub(r' [(]at .*', '', str(error))}")]
    except RecursionError:
        return None, [Problem(path, 1, 1, "lists or tables nest too deep here: flatten them")]
    except (KeyError, TypeError):
        return None, [Problem(path, 1, 1, "there is no table [tool.onym] here: add it, or name another file")]
    return _Lines(text).node(table), []


class _Lines:
    """The lines of a TOML file, in which the places of what a parser has read are looked up again."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._head = next((number for number, line in enumerate(self._lines, 1) if _HEADER.match(line)), 1)

    def node(self, value: object) -> Node:
        """Return the table as a node."""
        return self._node(value, self._head, "")

    def _node(self, value: object, line: int, key: str) -> Node:
        if isinstance(value, dict):
            found = [(name, self._line_of(name, line), inner) for name, inner in value.items()]
            entries = tuple((Scalar(name, at, 1), self._node(inner, at, name)) for name, at, inner in found)
            return Mapping(entries, line, 1)
        if isinstance(value, list):
            headers = self._headers(key)
            if len(headers) != len(value):
                headers = [line] * len(value)
            return Sequence(tuple(self._node(*item, key) for item in zip(value, headers, strict=True)), line, 1)
        return Scalar(str(value).lower() if isinstance(value, bool) else str(value), line, 1)

    def _line_of(self, key: str, start: int) -> int:
        """Return the first line from ``start`` on that sets a key or opens its table, or ``start`` itself."""
        name = rf"[\"']?{re.escape(key)}[\"']?"
        sets = re.compile(rf"\s*(?:\[.*\.\s*)?{name}\s*[]=.]|.*[{{,]\s*{name}\s*=")
        numbered = enumerate(self._lines[start - 1 :], start)
        return next((number for number, text in numbered if sets.match(text)), start)

    def _headers(self, key: str) -> list[int]:
        """Return the lines that open the tables of a list: ``[[tool.onym.overrides]]``."""
        opens = re.compile(rf"\s*\[\[\s*tool\s*\.\s*onym\s*\.\s*{re.escape(key)}\s*\]\]")
        return [number for number, text in enumerate(self._lines, 1) if opens.match(text)]
