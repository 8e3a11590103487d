"""Shapes of rule files, declared once: nodes become plain values, and editors get a JSON Schema of the same shapes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from lint.compiler import rulefile
from lint.compiler.report import LOST, Kind, Lost, Report, either, kind_of, named, unknown
from lint.compiler.rulefile import Broken, Node, Problem, Scalar, shorten
from lint.typed import Any, NamedTuple, Protocol

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})", re.ASCII)
_NUMBER = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?", re.ASCII)


class Shape(Protocol):
    """What a node must look like; one that is not of this module stands for mappings."""

    def _decode(self, node: Node, report: Report) -> object:
        """Return the node's plain value, or LOST; problems go to the report."""

    def _export(self) -> dict[str, Any]:
        """Return the shape as JSON Schema."""


class Text(NamedTuple):
    """Text, one of ``choices``; all of it matches ``pattern``, which Python and ECMAScript must read alike.

    ``meant`` says what a text stands for that is no such value, though it may look like one; None for all others.
    """

    pattern: str | None = None
    choices: tuple[str, ...] | None = None
    description: str = ""
    empty: bool = False
    meant: Callable[[str], str | None] | None = None

    def _decode(self, node: Node, report: Report) -> str | Lost:
        if not isinstance(node, Scalar) or node.value is None:
            return report.unexpected(node, "text")
        if self.choices is not None and node.value not in self.choices:
            return report.add(node, unknown("value", node.value, self.choices))
        if not node.value and not self.empty:
            return report.add(node, "this text is empty: write something, or remove it")
        meant = self.meant(node.value) if self.meant else None
        if meant or (self.pattern is not None and not re.fullmatch(self.pattern, node.value)):
            wanted = self.description or f"text that matches {self.pattern}"
            hint = f": did you mean '{meant}'?" if meant and re.fullmatch(self.pattern or ".*", meant) else ""
            return report.add(node, f"expected {wanted}, found '{shorten(node.value)}'{hint}")
        return node.value

    def _export(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string"}
        if self.choices is not None:
            schema["enum"] = list(self.choices)
        if not self.empty:
            schema["minLength"] = 1
        if self.pattern is not None:
            schema["pattern"] = f"^(?:{self.pattern})$"
        return _described(schema, self.description)


class Integer(NamedTuple):
    """A whole number of at most 16 digits between ``low`` and ``high``, both included."""

    low: int | None = None
    high: int | None = None
    description: str = ""

    def _decode(self, node: Node, report: Report) -> int | Lost:
        text = _bare(node, _INTEGER, "a whole number", report)
        if text is LOST or not _bounded(node, int(text), self.low, self.high, report):
            return LOST
        return int(text)

    def _export(self) -> dict[str, Any]:
        return _described({"type": "integer"} | _limits("minimum", self.low, "maximum", self.high), self.description)


class Number(NamedTuple):
    """A finite number between ``low`` and ``high``, both included."""

    low: float | None = None
    high: float | None = None
    description: str = ""

    def _decode(self, node: Node, report: Report) -> float | Lost:
        text = _bare(node, _NUMBER, "a number", report)
        if text is LOST:
            return LOST
        value = float(text)
        if math.isinf(value):
            return report.add(node, f"{shorten(text)} is too large a number")
        return value if _bounded(node, value, self.low, self.high, report) else LOST

    def _export(self) -> dict[str, Any]:
        return _described({"type": "number"} | _limits("minimum", self.low, "maximum", self.high), self.description)


class Flag(NamedTuple):
    """``true`` or ``false``, and no other words for them."""

    description: str = ""

    def _decode(self, node: Node, report: Report) -> bool | Lost:
        text = _bare(node, re.compile("true|false"), "true or false", report)
        return LOST if text is LOST else text == "true"

    def _export(self) -> dict[str, Any]:
        return _described({"type": "boolean"}, self.description)


class ListOf(NamedTuple):
    """A list of ``least`` to ``most`` items; with ``or_one`` a single item stands for a list of one."""

    shape: Shape
    or_one: bool = False
    least: int = 0
    most: int | None = None
    description: str = ""

    def _decode(self, node: Node, report: Report) -> list[object] | Lost:
        if isinstance(node, rulefile.Sequence):
            items = node.items
        elif self.or_one and kind_of(node) in _kinds(self.shape):
            items = (node,)
        else:
            return report.unexpected(node, either(_kinds(self)))
        if len(items) < self.least or (self.most is not None and len(items) > self.most):
            return report.add(node, f"expected {_amount(self.least, self.most)}, found {len(items)}")
        return [value for item in items if (value := _sound(item, self.shape, report)) is not LOST]

    def _export(self) -> dict[str, Any]:
        inner = self.shape._export()
        schema = {"type": "array", "items": inner} | _limits("minItems", self.least or None, "maxItems", self.most)
        if self.or_one and self.least <= 1 and self.most != 0:
            schema = {"anyOf": [inner, schema]}
        return _described(schema, self.description)


class MapOf(NamedTuple):
    """A mapping whose keys the file chooses, all values of one shape."""

    shape: Shape
    key: Text = Text()
    description: str = ""

    def _decode(self, node: Node, report: Report) -> dict[str, object] | Lost:
        if not isinstance(node, rulefile.Mapping):
            keys = f" (a key is {self.key.description})" if self.key.description else ""
            return report.unexpected(node, either(_kinds(self)) + keys)
        values: dict[str, object] = {}
        for key_node, value_node in node.entries:
            if isinstance(value_node, Broken):
                report.faults += 1
                continue
            key = self.key._decode(key_node, report)
            value = _sound(value_node, self.shape, report)
            if key is not LOST and value is not LOST:
                values[key] = value
        return values

    def _export(self) -> dict[str, Any]:
        schema = {
            "type": "object",
            "propertyNames": self.key._export(),
            "additionalProperties": self.shape._export(),
        }
        return _described(schema, self.description)


class Field(NamedTuple):
    """The value of one key of a record."""

    shape: Shape
    required: bool = False
    description: str = ""


class Record(NamedTuple):
    """A mapping of known keys; ``place`` is the key under which the value gets its own 1-based line.

    A value lacks every key that the file lacks. A fault in a required key loses the record, in another key that key.
    ``meant`` says which key of ours is called otherwise elsewhere, ``missing`` what else whoever left a key out may
    have wanted.
    """

    title: str
    fields: Mapping[str, Field]
    place: str | None = None
    description: str = ""
    meant: Mapping[str, str] = {}
    missing: Mapping[str, str] = {}

    def _decode(self, node: Node, report: Report) -> dict[str, object] | Lost:
        if not isinstance(node, rulefile.Mapping):
            return report.unexpected(node, f"a mapping ({self.title})")
        values: dict[str, object] = {} if self.place is None else {self.place: node.line}
        present = set()
        for key, value_node in node.entries:
            name = key.value or ""
            present.add(name)
            if isinstance(value_node, Broken):
                report.faults += 1
            elif name not in self.fields:
                report.add(key, unknown("key", name, self.fields, self.meant.get(name)))
            elif (value := self.fields[name].shape._decode(value_node, report)) is not LOST:
                values[name] = value
        required = [name for name, field in self.fields.items() if field.required]
        for name in required:
            if name not in present:
                hint = f"; {self.missing[name]}" if name in self.missing else ""
                report.add(node, f"the key '{name}' is missing from this {self.title}{hint}")
        return LOST if any(name not in values for name in required) else values

    def _export(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "object", "title": self.title}
        schema["properties"] = {
            name: _described(field.shape._export(), field.description) for name, field in self.fields.items()
        }
        if required := [name for name, field in self.fields.items() if field.required]:
            schema["required"] = required
        return _described(schema | {"additionalProperties": False}, self.description)


class OneOf:
    """One of several shapes; the kind of the node decides which, so no two may be made of the same kind."""

    def __init__(self, *shapes: Shape) -> None:
        self.shapes = shapes
        _kinds(self)

    def _decode(self, node: Node, report: Report) -> object:
        kind = kind_of(node)
        for shape in self.shapes:
            if kind in _kinds(shape):
                return shape._decode(node, report)
        return report.unexpected(node, either(_kinds(self)))

    def _export(self) -> dict[str, Any]:
        return {"anyOf": [shape._export() for shape in self.shapes]}


class Null(NamedTuple):
    """What the shape says, or nothing (``~`` or an empty value), which becomes None."""

    shape: Shape

    def _decode(self, node: Node, report: Report) -> object:
        return None if kind_of(node) is Kind.NOTHING else self.shape._decode(node, report)

    def _export(self) -> dict[str, Any]:
        return {"anyOf": [self.shape._export(), {"type": "null"}]}


def decode(node: Node, shape: Shape, path: str) -> tuple[Any, list[Problem]]:
    """Return the node as plain values, and every problem in the order of the file.

    A list item or map entry with a problem anywhere inside it is left out and the rest is kept, so that a rule is
    applied wholly or not at all. None, where the shape has no Null, says that nothing could be kept.
    """
    report = Report(path)
    value = shape._decode(node, report)
    return None if value is LOST else value, sorted(report.problems)


def json_schema(shape: Shape, title: str, ident: str) -> dict[str, Any]:
    """Return a JSON Schema (draft 2020-12) of the shape; ``ident`` is its URI.

    The schema judges what YAML 1.2 makes of a file. Only there do they differ from ``decode``: text that YAML takes for
    a number or a truth value (``no: 10``) is text to ``decode``, and an editor asks for quotes.
    """
    return {"$schema": _DIALECT, "$id": ident} | shape._export() | {"title": title}


def _kinds(shape: Shape) -> frozenset[Kind]:
    """Say which kinds of node a shape can be made of; raises ValueError where one kind could mean two things."""
    if isinstance(shape, OneOf):
        kinds = [kind for each in shape.shapes for kind in _kinds(each)]
    elif isinstance(shape, ListOf):
        kinds = [Kind.SEQUENCE, *(_kinds(shape.shape) if shape.or_one else ())]
    elif isinstance(shape, Null):
        kinds = [Kind.NOTHING, *_kinds(shape.shape)]
    else:
        kinds = [Kind.SCALAR if isinstance(shape, (Text, Integer, Number, Flag)) else Kind.MAPPING]
    if len(set(kinds)) < len(kinds):
        raise ValueError("one kind of node could be read as two of the shapes")
    return frozenset(kinds)


def _sound(node: Node, shape: Shape, report: Report) -> object:
    """Decode an item that is dropped as a whole when anything inside it is at fault."""
    before = report.faults
    value = shape._decode(node, report)
    return value if report.faults == before else LOST


def _bare(node: Node, pattern: re.Pattern[str], expected: str, report: Report) -> str | Lost:
    """Return an unquoted scalar that the pattern matches."""
    if not isinstance(node, Scalar) or node.value is None or not pattern.fullmatch(node.value):
        return report.unexpected(node, expected)
    if node.quoted:
        return report.add(node, f"expected {expected}, found quoted text: remove the quotes")
    return node.value


def _bounded(node: Node, value: float, low: float | None, high: float | None, report: Report) -> bool:
    if (low is None or value >= low) and (high is None or value <= high):
        return True
    wanted = f"of at least {low}" if high is None else f"of at most {high}" if low is None else f"from {low} to {high}"
    report.add(node, f"expected a number {wanted}, found {named(node)}")
    return False


def _amount(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {least} items"
    return f"{least} items" if least == most else f"{least} to {most} items"


def _described(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return schema | {"description": description} if description else schema


def _limits(low_name: str, low: float | None, high_name: str, high: float | None) -> dict[str, Any]:
    return {name: limit for name, limit in ((low_name, low), (high_name, high)) if limit is not None}
