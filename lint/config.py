"""Configuration: found beside the copy, extended, decoded into one frozen value."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from lint import cache
from lint.packs import SHIPPED, Broken

NAMES = ("onym.yaml", ".onym.yaml", "pyproject.toml")
_TABLE = re.compile(rb"\s*\[\s*tool\s*\.\s*onym\s*[].]")


class ConfigError(Exception):
    """The configuration cannot be used; ``broken`` says where and why."""

    def __init__(self, broken: Iterable[Broken]) -> None:
        self.broken = tuple(broken)
        lines = (f"{fault.path}:{fault.line}:{fault.column}: {fault.message}" for fault in self.broken)
        super().__init__("\n".join(lines))


class Style(NamedTuple):
    """The choices of a house: which system, which form, which check at which level.

    ``systems`` is native language -> language of the copy -> system; ``prefer`` and ``accept`` are id -> language ->
    form(s); ``write`` is id of a term -> form or language -> form; ``checks`` is id -> {"level": ..., options}.
    """

    systems: Mapping[str, Mapping[str, str]]
    prefer: Mapping[str, Mapping[str, str]]
    accept: Mapping[str, Mapping[str, list[str]]]
    write: Mapping[str, Any]
    checks: Mapping[str, Mapping[str, Any]]
    forms: str
    quotes: str
    marks: str


class Config(NamedTuple):
    """What holds for one folder of copy."""

    path: str | None
    root: str
    style: Style
    language: str | None
    encoding: str | None
    packs: bool
    rules: tuple[str, ...]
    inline: Mapping[str, Any]
    allow: frozenset[str]
    exclude: tuple[str, ...]


def find(start: str) -> str | None:
    """Return the nearest configuration file at or above a folder, looking no further up than the repository's root."""
    place = os.path.abspath(start)
    while True:
        for name in NAMES:
            path = os.path.join(place, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _has_table(path)):
                return path
        above = os.path.dirname(place)
        if above == place or os.path.exists(os.path.join(place, ".git")):
            return None
        place = above


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return any(_TABLE.match(line) for line in file)
    except OSError:
        return False


def load(path: str | None, style: str | None = None) -> Config:
    """Read a configuration file (or take the shipped defaults) and everything it extends; raises ConfigError.

    ``style`` names a shipped style that is used in place of the ones the file extends.
    """
    root = os.path.dirname(os.path.abspath(path)) if path else os.getcwd()
    raw: dict[str, Any] = dict(_decoded(path, "CONFIG")) if path else {}
    extends = [style] if style else (raw.pop("extends", None) or ["default"])
    raw.pop("extends", None)
    layers = [layer for name in extends for layer in _extended(name, root, path, ())]
    merged: dict[str, Any] = {}
    for layer in [*layers, raw]:
        _merge(merged, layer)
    return Config(
        path=path,
        root=root,
        style=_style(merged),
        language=raw.get("language"),
        encoding=raw.get("encoding"),
        packs=raw.get("packs", True),
        rules=tuple(_matching(root, raw.get("rules", ()), path)),
        inline={key: raw[key] for key in ("names", "terms") if raw.get(key)},
        allow=frozenset(raw.get("allow", ())),
        exclude=tuple(raw.get("exclude", ())),
    )


def _style(merged: Mapping[str, Any]) -> Style:
    checks = {
        check: {"level": choice} if isinstance(choice, str) else choice
        for check, choice in merged.get("checks", {}).items()
    }
    return Style(
        systems=merged.get("systems", {}),
        prefer=merged.get("prefer", {}),
        accept=merged.get("accept", {}),
        write=merged.get("write", {}),
        checks=checks,
        forms=merged.get("forms", "enforce"),
        quotes=merged.get("quotes", "fix"),
        marks=merged.get("marks", "either"),
    )


def _extended(name: str, root: str, source: str | None, seen: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return a style and the styles below it, the lowest first."""
    path = os.path.join(SHIPPED, "styles", f"{name}.yaml")
    if os.sep in name or name.endswith(".yaml"):
        path = os.path.realpath(os.path.join(os.path.dirname(source) if source else root, name))
        if os.path.commonpath([path, os.path.realpath(root)]) != os.path.realpath(root):
            raise ConfigError([Broken(source or root, 1, 1, f"extends: {name} lies outside the project; copy it in")])
    if path in seen:
        raise ConfigError([Broken(path, 1, 1, f"extends: {name} extends itself; take it out of one of the files")])
    if not os.path.isfile(path):
        known = ", ".join(sorted(entry[:-5] for entry in os.listdir(os.path.join(SHIPPED, "styles"))))
        message = f"there is no style {name!r}: write one of {known}, or a path to a .yaml file"
        raise ConfigError([Broken(source or "--style", 1, 1, message)])
    raw = dict(_decoded(path, "STYLE"))
    below = raw.pop("extends", [])
    return [*(layer for under in below for layer in _extended(under, root, path, (*seen, path))), raw]


def _merge(into: dict[str, Any], layer: Mapping[str, Any]) -> None:
    """Lay one layer over another: mappings are merged, everything else is replaced."""
    for key, value in layer.items():
        if key == "checks":
            value = {check: {"level": said} if isinstance(said, str) else said for check, said in value.items()}
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = _copied(value)


def _copied(value: Any) -> Any:
    return {key: _copied(inner) for key, inner in value.items()} if isinstance(value, Mapping) else value


def _decoded(path: str, shape: str) -> Mapping[str, Any]:
    """Decode a configuration or style file, from the cache if it has not changed."""
    section = "config-" + cache.signature([], os.path.abspath(path), shape).hex()
    wanted = cache.signature([path, os.path.join(os.path.dirname(__file__), "shapes.py")], shape)
    stored = cache.load(section, wanted)
    if stored is not None:
        found: Mapping[str, Any] = stored
        return found
    from lint import shapes
    from lint.rulefile import read_file
    from lint.schema import decode

    node, problems = _pyproject(path) if os.path.basename(path) == "pyproject.toml" else read_file(path)
    value: Any = None
    if node is not None and getattr(node, "value", "") is not None:
        value, found_problems = decode(node, getattr(shapes, shape), path)
        problems = [*problems, *found_problems]
    if problems:
        raise ConfigError(Broken(*problem) for problem in problems)
    found = value or {}
    cache.store(section, wanted, found)
    return found


def _pyproject(path: str) -> tuple[Any, list[Any]]:
    """Read ``[tool.onym]`` as the same nodes a YAML file gives; places are those of the table's own lines."""
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    from lint.rulefile import MOST_BYTES, Problem, Scalar, Sequence
    from lint.rulefile import Mapping as Node
    from lint.save import ReadError, read

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
    lines = text.splitlines()
    head = next((number for number, line in enumerate(lines, 1) if _TABLE.match(line.encode())), 1)

    def line_of(key: str) -> int:
        numbered = enumerate(lines[head:], head + 1)
        return next((number for number, line in numbered if line.strip().startswith(key)), head)

    def node(value: object, line: int) -> Any:
        if isinstance(value, dict):
            entries = ((Scalar(key, line_of(key), 1), node(inner, line_of(key))) for key, inner in value.items())
            return Node(tuple(entries), line, 1)
        if isinstance(value, list):
            return Sequence(tuple(node(inner, line) for inner in value), line, 1)
        return Scalar(str(value).lower() if isinstance(value, bool) else str(value), line, 1)

    return node(table, head), []


def _matching(root: str, patterns: Collection[str], source: str | None) -> list[str]:
    if not patterns:
        return []
    from glob import glob, has_magic

    found: list[str] = []
    for pattern in patterns:
        whole = os.path.join(root, pattern)
        paths = sorted(glob(whole, recursive=True)) if has_magic(pattern) else [whole]
        if not paths or not all(os.path.isfile(path) for path in paths):
            message = f"rules: {pattern} matches no file below {root}; mend the path"
            raise ConfigError([Broken(source or root, 1, 1, message)])
        found += paths
    return found
