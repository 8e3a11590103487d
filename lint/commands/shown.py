"""What a configuration comes to for one file, value by value, and the file and line that says it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping

from lint import checks
from lint.amend import flow
from lint.compiler import shapes
from lint.config import Config, Layer, find, layers, load
from lint.files import overriding
from lint.packs import SHIPPED
from lint.sources import node_of, place_in
from lint.typed import Any, NamedTuple

_UNSHOWN = frozenset({"title", "source", "extends", "paths", "overrides"})


class Value(NamedTuple):
    """A value under its keys; ``path`` and ``line`` (1-based) are None where nothing but the program says it."""

    keys: tuple[str, ...]
    value: Any
    path: str | None
    line: int | None


class Shown(NamedTuple):
    """What holds for a file: its configuration, the numbers (from 1) of the overrides that meet it, and every value."""

    path: str
    configuration: str | None
    overrides: tuple[int, ...]
    values: list[Value]


def shown(path: str, configuration: str | None = None, style: str | None = None) -> Shown:
    """Return what holds for a file or folder; ``style`` stands for the styles extended. Raises ConfigError."""
    folder = path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path))
    found = configuration or find(folder)
    overrides = overriding(path, load(found, style))
    said: dict[tuple[str, ...], Value] = {}
    for layer in layers(found, style, overrides):
        for value in _values(layer):
            for keys in [keys for keys in said if _is_within(keys, value.keys) or _is_within(value.keys, keys)]:
                del said[keys]
            said[value.keys] = value
    for keys, unsaid in _defaults(load(found, style, overrides)):
        said.setdefault(keys, Value(keys, unsaid, None, None))
    return Shown(path, found, tuple(number + 1 for number in overrides), sorted(said.values(), key=_rank))


def _is_within(keys: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return keys[: len(others)] == others


def _rank(value: Value) -> tuple[int, int, tuple[str, ...]]:
    """Return the place of a value: by key in the order of the schema, its checks in the order they run in."""
    first, second = value.keys[0], value.keys[1] if len(value.keys) > 1 else ""
    check = checks.IDS.index(second) if first == "checks" else 0
    return list(shapes.CONFIG.fields).index(first), check, value.keys[1 + (first == "checks") :]


def _values(layer: Layer) -> Iterator[Value]:
    """Yield what one layer says."""
    node = node_of(layer.path) if layer.said else None
    for keys, value in _leaves({key: value for key, value in layer.said.items() if key not in _UNSHOWN}):
        line, _ = place_in(node, *layer.inside, *keys)
        if keys[0] == "checks" and len(keys) == 2:
            keys = (*keys, "level")
        yield Value(keys, value, layer.path, line)


def _leaves(value: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _leaves(inner, (*above, key))
        else:
            yield (*above, key), inner


def _defaults(config: Config) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield what holds where nobody says otherwise."""
    yield ("packs",), config.packs
    yield ("track-changes",), config.writing.tracked
    for key in ("forms", "marks", "quotes"):
        yield (key,), getattr(config.style, key)
    for check in checks.IDS:
        for option, value in checks.named(check).Options()._asdict().items():
            yield ("checks", check, option.replace("_", "-")), value


def as_json(found: Shown) -> str:
    """Write what holds as one JSON object."""
    return json.dumps({**found._asdict(), "values": [value._asdict() for value in found.values]}, indent=2)


def as_text(found: Shown) -> Iterator[str]:
    """Yield lines of YAML, each value with the place that says it as a comment."""
    lines = list(_lines(found.values))
    width = min(max((len(line) for line, said in lines if said), default=0), 60)
    yield f"# {found.path}: {_headline(found)}"
    for line, said in lines:
        yield f"{line:{width}}  # {_place(said)}" if said else line


def _headline(found: Shown) -> str:
    named = os.path.relpath(found.configuration) if found.configuration else "no configuration"
    numbers = " and ".join(map(str, found.overrides))
    return f"{named}, override {numbers}" if numbers else named


def _lines(values: list[Value]) -> Iterator[tuple[str, Value | None]]:
    above: tuple[str, ...] = ()
    for value in values:
        pairs = enumerate(zip(above, value.keys[:-1], strict=False))
        shared = next((depth for depth, (old, new) in pairs if old != new), min(len(above), len(value.keys) - 1))
        for depth in range(shared, len(value.keys) - 1):
            yield f"{'  ' * depth}{flow(value.keys[depth])}:", None
        above = value.keys[:-1]
        yield f"{'  ' * len(above)}{flow(value.keys[-1])}: {_written(value.value)}", value


def _written(value: Any) -> str:
    return json.dumps(value) if isinstance(value, (bool, int, float)) else flow(_plain(value))


def _plain(value: Any) -> Any:
    """Return a value for YAML without what the reader has put in, and with every scalar as text."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items() if key != "line"}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return json.dumps(value) if isinstance(value, (bool, int, float)) else value


def _place(value: Value) -> str:
    if value.path is None:
        return "unless said otherwise"
    if value.path.startswith(os.path.join(SHIPPED, "styles")):
        return f"style {os.path.basename(value.path)[:-5]}, line {value.line}"
    relative = os.path.relpath(value.path)
    return f"{value.path if relative.startswith(os.pardir) else relative}:{value.line}"
