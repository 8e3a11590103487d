"""YAML of other tools as plain values with the lines of the keys."""

from __future__ import annotations

from lint.compiler.rulefile import Mapping, Node, Scalar, Sequence, read
from lint.importers import ImportingError


def parsed(text: str, path: str) -> Node | None:
    """Read a document; raises ImportingError."""
    node, problems = read(text, path)
    if problems:
        raise ImportingError(problems[0].message, problems[0].line)
    return node


def entries(node: Node | None) -> dict[str, Node]:
    """Return the entries of a mapping; nothing for any other node."""
    return {str(key.value): value for key, value in node.entries} if isinstance(node, Mapping) else {}


def items(node: Node | None) -> list[Node]:
    """Return the items of a list; a single value is a list of one."""
    if isinstance(node, Sequence):
        return list(node.items)
    return [] if node is None else [node]


def text_of(node: Node | None) -> str | None:
    """Return a scalar's text; None for any other node."""
    return node.value if isinstance(node, Scalar) else None
