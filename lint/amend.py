"""YAML files changed by a program as a careful person would: a line more, and every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from lint.compiler.rulefile import Mapping, Node, Scalar, read, shorten
from lint.compiler.rulefile import Sequence as List
from lint.typed import Any, TypeAlias

_PLAIN = re.compile(r"[^\W\d_](?:[\w .'’-]*[\w.'’])?")
_LINE_END = re.compile(r"[^\r\n]*")

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"


class AmendError(Exception):
    """The file cannot take the change: ``message`` says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def put(text: str, path: Sequence[str], value: str) -> str:
    """Set the text at a path of keys, making the mappings on the way; raises AmendError."""
    return _proved(text, path, value, _put)


def add(text: str, path: Sequence[str], value: str) -> str:
    """Add a text to the list at a path of keys, unless it is there; one value becomes a list; raises AmendError."""
    return _proved(text, path, value, _add)


def append(text: str, record: Value, key: str = "names") -> str:
    """Add a record to a rule file: a list of rules, or a mapping with a list under ``key``; raises AmendError."""
    root = _composed(text)
    if root is None or isinstance(root, yaml.SequenceNode):
        path: tuple[str, ...] = ()
    elif isinstance(root, yaml.MappingNode):
        path = (key,)
    else:
        raise AmendError("the rule file is no list of rules: mend it first")
    before = _value(text)
    new = _add_to_list(text, root, path, flow(record))
    wanted: Value = [*_listed(_at(before, path)), record]
    if _at(_value(new), path) != wanted or (path and _others(_value(new), path) != _others(before, path)):
        raise AmendError("the rule cannot be added without disturbing the file: add it by hand")
    return new


def flow(value: Value) -> str:
    """Write a value on one line: ``{en: Kyiv, de: [Kiew, Kyjiw]}``."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is not None and _PLAIN.fullmatch(value):
        return value
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in value or "") + '"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _proved(text: str, path: Sequence[str], value: str, change: Any) -> str:
    """Make a change, and see that the file then says the same and the new thing."""
    if not path:
        raise ValueError("a path has at least one key")
    before = _value(text)
    new: str = change(text, tuple(path), value)
    after = _value(new)
    found = _at(after, path)
    is_there = found == value if change is _put else value in _listed(found)
    if not is_there or _others(after, path) != _others(before, path):
        raise AmendError(f"{'.'.join(path)} cannot be changed without disturbing the file: change it by hand")
    return new


def _put(text: str, path: tuple[str, ...], value: str) -> str:
    root = _composed(text)
    node, left = _deepest(root, path)
    if not left:
        if not isinstance(node, yaml.ScalarNode):
            raise AmendError(f"{'.'.join(path)} holds more than one value: change it by hand")
        return text[: node.start_mark.index] + flow(value) + text[node.end_mark.index :]
    return _grown(text, node, path, left, flow(value))


def _add(text: str, path: tuple[str, ...], value: str) -> str:
    return text if value in _listed(_at(_value(text), path)) else _add_to_list(text, _composed(text), path, flow(value))


def _add_to_list(text: str, root: Any, path: tuple[str, ...], written: str) -> str:
    node, left = _deepest(root, path)
    if left:
        return _grown(text, node, path, left, f"[{written}]")
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value and not node.style):
        at = len(text) if node is None else node.end_mark.index
        if path:
            return f"{text[:at]} [{written}]{text[at:]}"
        return f"{text}{_newline_before(text, at)}- {written}{_newline(text)}"
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        return f"{text[:start]}[{text[start:end]}, {written}]{text[end:]}"
    if not isinstance(node, yaml.SequenceNode):
        raise AmendError(f"{'.'.join(path) or 'the file'} is no list: change it by hand")
    if node.flow_style:
        return _into_brackets(text, node, written)
    return _on_a_line(text, node, f"- {written}")


def _grown(text: str, node: Any, path: tuple[str, ...], left: tuple[str, ...], written: str) -> str:
    """Add the keys that are missing to the deepest mapping that is there."""
    for key in left[:0:-1]:
        written = f"{{{flow(key)}: {written}}}"
    entry = f"{flow(left[0])}: {written}"
    if node is None:
        return f"{text}{_newline_before(text, len(text))}{entry}{_newline(text)}"
    if isinstance(node, yaml.ScalarNode) and not node.value and not node.style:
        at = node.end_mark.index
        return f"{text[:at]} {{{entry}}}{text[at:]}"
    if not isinstance(node, yaml.MappingNode):
        where = ".".join(path[: len(path) - len(left)]) or "the file"
        raise AmendError(f"{where} is no mapping: change it by hand")
    return _into_brackets(text, node, entry) if node.flow_style else _on_a_line(text, node, entry)


def _into_brackets(text: str, node: Any, written: str) -> str:
    """Put a further item before the closing bracket, behind the last one."""
    if not node.value:
        at = node.start_mark.index + 1
        return text[:at] + written + text[at:]
    at = _end(node.value[-1])
    return f"{text[:at]}, {written}{text[at:]}"


def _on_a_line(text: str, node: Any, written: str) -> str:
    """Put a further item of a block on a line of its own, below the last one and as far in."""
    at = _LINE_END.match(text, _end(node.value[-1])).end()  # type: ignore[union-attr]
    indent = " " * node.start_mark.column
    if at and text[at - 1] in "\r\n":  # a block scalar has its newline in it
        return f"{text[:at]}{indent}{written}{_newline(text)}{text[at:]}"
    return f"{text[:at]}{_newline(text)}{indent}{written}{text[at:]}"


def _end(item: Any) -> int:
    """Return where the last letter of an item stands; the end of a block collection lies somewhere below it."""
    node = item[1] if isinstance(item, tuple) else item
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    if isinstance(node, yaml.ScalarNode) and not node.value and not node.style and isinstance(item, tuple):
        return max(_end(item[0]), node.start_mark.index)
    end: int = node.end_mark.index
    return end


def _deepest(root: Any, path: tuple[str, ...]) -> tuple[Any, tuple[str, ...]]:
    """Follow a path as far as it is there; return the last node and the keys that are missing."""
    node = root
    for number, key in enumerate(path):
        if not isinstance(node, yaml.MappingNode):
            return node, path[number:]
        found = [value for name, value in node.value if name.value == key]
        if not found:
            return node, path[number:]
        node = found[-1]
    return node, ()


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _newline_before(text: str, at: int) -> str:
    return "" if not at or text[at - 1] in "\r\n" else _newline(text)


def _composed(text: str) -> Any:
    _value(text)
    return yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)


def _value(text: str) -> Value:
    """Return what a file says; raises AmendError for one that is broken."""
    if text.startswith("\ufeff"):
        raise AmendError("the file begins with a byte order mark: save it as plain UTF-8")
    node, problems = read(text, "")
    if problems:
        problem = problems[0]
        place = f"line {problem.line}, column {problem.column}"
        raise AmendError(f"the file is broken ({place}: {shorten(problem.message)}): mend it first")
    return _plain(node)


def _plain(node: Node | None) -> Value:
    if isinstance(node, Mapping):
        return {str(key.value): _plain(value) for key, value in node.entries}
    if isinstance(node, List):
        return [_plain(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None


def _at(value: Value, path: Sequence[str]) -> Value:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _others(value: Value, path: Sequence[str]) -> Value:
    """Return a value without what stands at a path, and without what is empty for that."""
    if not isinstance(value, dict):
        return {}
    rest: dict[str, Value] = {key: inner for key, inner in value.items() if key != path[0]}
    inner = _others(value.get(path[0]), path[1:]) if len(path) > 1 else None
    return {**rest, path[0]: inner} if inner else rest
