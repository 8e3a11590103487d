"""What goes wrong while a rule file is decoded, said in words for whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from enum import Enum

from lint.compiler.rulefile import Broken, Node, Problem, Scalar, Sequence, shorten
from lint.typed import Final


class Kind(Enum):
    """What a node is before anybody asks what it means."""

    NOTHING = "nothing"
    SCALAR = "text"
    SEQUENCE = "a list"
    MAPPING = "a mapping"


class Lost(Enum):
    """The type of what stands for a value that could not be decoded."""

    LOST = 0


LOST: Final = Lost.LOST  # stands for a value that could not be decoded; None is a value


class Report:
    """What goes wrong while one file is decoded.

    ``faults`` counts the problems and the broken nodes, which were reported when the file was read.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.faults = 0

    def add(self, node: Node, message: str) -> Lost:
        """Note a problem at a node."""
        self.problems.append(Problem(self.path, node.line, node.column, message))
        self.faults += 1
        return LOST

    def unexpected(self, node: Node, expected: str) -> Lost:
        """Note that a node is of the wrong kind."""
        if isinstance(node, Broken):
            self.faults += 1
            return LOST
        message = f"expected {expected}, found {named(node)}"
        if isinstance(node, Scalar) and node.value is None:
            message += ": write one, or remove the key"
        elif isinstance(node, Scalar) and "mapping" in expected and re.match(r"\w+:\S", str(node.value)):
            message += ": put a space after ':'"
        return self.add(node, message)


def kind_of(node: Node) -> Kind | None:
    """Return what a node is; None for a broken one."""
    if isinstance(node, Scalar):
        return Kind.NOTHING if node.value is None else Kind.SCALAR
    if isinstance(node, Broken):
        return None
    return Kind.SEQUENCE if isinstance(node, Sequence) else Kind.MAPPING


def unknown(what: str, found: str, known: Iterable[str], meant: str | None = None) -> str:
    """Say that a key or value is none of those that are known, and which was meant if one is near."""
    known = list(known)
    if near := [meant] if meant else get_close_matches(found, known, 1):
        return f"unknown {what} '{shorten(found)}': did you mean '{near[0]}'?"
    return f"unknown {what} '{shorten(found)}': expected one of {', '.join(known)}"


def named(node: Node) -> str:
    """Say what stands at a node."""
    kind = kind_of(node)
    if isinstance(node, Scalar) and node.value is not None:
        return f"'{shorten(node.value)}'"
    return kind.value if kind else "something broken"


def either(kinds: Iterable[Kind]) -> str:
    """Name the kinds of node that may stand somewhere."""
    return " or ".join(kind.value for kind in Kind if kind in kinds)
