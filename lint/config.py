"""Configuration: found beside the copy, extended, decoded into one frozen value."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from lint import cache
from lint.document import Writing
from lint.packs import SHIPPED, Broken
from lint.typed import Any, NamedTuple

STYLES = os.path.join(SHIPPED, "styles")
NAMES = ("onym.yaml", ".onym.yaml", "pyproject.toml")
_NO_FILE = "matches no file below {}; mend the path"
_TABLE = rb"\s*\[+\s*tool\s*\.\s*onym\s*[].]"


class ConfigError(Exception):
    """The configuration cannot be used; ``broken`` says where and why."""

    def __init__(self, broken: Iterable[Broken]) -> None:
        self.broken = tuple(broken)
        lines = (f"{fault.path}:{fault.line}:{fault.column}: {fault.message}" for fault in self.broken)
        super().__init__("\n".join(lines))


class Style(NamedTuple):
    """The choices of a house: which system, which form, which check at which level.

    ``systems`` is native language -> language of the copy -> system, ``layouts`` the same -> patterns; ``prefer`` and
    ``accept`` are id -> language -> form(s); ``write`` is id of a term -> form or language -> form; ``checks`` is
    id -> {"level": ..., options}.
    """

    systems: Mapping[str, Mapping[str, str]]
    prefer: Mapping[str, Mapping[str, str]]
    accept: Mapping[str, Mapping[str, list[str]]]
    write: Mapping[str, Any]
    checks: Mapping[str, Mapping[str, Any]]
    forms: str
    quotes: str
    marks: str
    letters: Mapping[str, str]
    layouts: Mapping[str, Mapping[str, list[str]]]


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
    chosen: Mapping[str, Mapping[str, str | None]]  # columns, values -> name or path -> kind of region
    writing: Writing = Writing()
    sources: tuple[str, ...] = ()
    overrides: tuple[tuple[str, ...], ...] = ()  # the patterns of the files that each of them holds for
    baseline: str | None = None
    fallback_language: str | None = None  # of copy whose words do not tell theirs


class Layer(NamedTuple):
    """What one file says, or one override in it; ``inside`` are the keys that lead there from the top of the file."""

    path: str
    said: Mapping[str, Any]
    inside: tuple[str | int, ...] = ()


def find(start: str) -> str | None:
    """Return the nearest configuration file at or above a folder, looking no further up than the repository's root."""
    place = os.path.abspath(start)
    while True:
        for name in NAMES:
            path = os.path.join(place, name)
            is_there = os.path.isfile(path) or os.path.islink(
                path
            )  # a link that leads nowhere is told, not passed over
            if is_there and (name != "pyproject.toml" or _has_table(path)):
                return path
        above = os.path.dirname(place)
        if above == place or os.path.exists(os.path.join(place, ".git")):
            return None
        place = above


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return any(re.match(_TABLE, line) for line in file)
    except OSError:
        return False


def load(path: str | None, style: str | None = None, overrides: Collection[int] = ()) -> Config:
    """Read a configuration file (or take the shipped defaults) and everything it extends; raises ConfigError.

    ``style`` names a shipped style that is used in place of the ones the file extends; ``overrides`` are the numbers,
    from 0, of those that hold.
    """
    root = _root(path)
    laid = layers(path, style, overrides)
    merged: dict[str, Any] = {}
    for layer in laid:
        merge(merged, layer.said)
    return Config(
        path=path,
        root=root,
        style=_style(merged),
        language=merged.get("language"),
        encoding=merged.get("encoding"),
        packs=merged.get("packs", True),
        rules=tuple(_matching(root, merged.get("rules", ()), path or "")),
        inline={key: merged[key] for key in ("names", "terms") if merged.get(key)},
        allow=frozenset(merged.get("allow", ())),
        exclude=tuple(merged.get("exclude", ())),
        chosen={key: _kinds(merged[key]) for key in ("columns", "values") if merged.get(key)},
        writing=Writing(tracked=merged.get("track-changes", True)),
        sources=tuple(dict.fromkeys(layer.path for layer in laid if layer.path != path)),
        overrides=tuple(tuple(override["paths"]) for override in merged.get("overrides", ())),
        baseline=os.path.join(root, merged["baseline"]) if "baseline" in merged else None,
        fallback_language=merged.get("fallback-language"),
    )


def layers(path: str | None, style: str | None = None, overrides: Collection[int] = ()) -> list[Layer]:
    """Return what the styles, the configuration and some of its overrides say, the lowest first; raises ConfigError.

    What an override extends is read even where the override does not hold, so that a mistake in it is always told.
    """
    root = _root(path)
    top = Layer(path or "", _decoded(path, "CONFIG") if path else {})
    laid: set[str] = set()
    if style:
        found = [*_below([style], root, Layer("--style", {}), laid)]
    else:
        found = [*_below(top.said.get("extends") or ["default"], root, top, laid)]
    if path:
        found.append(top)
    for number, said in enumerate(top.said.get("overrides", ())):
        override = Layer(top.path, said, ("overrides", number))
        below = [*_below(() if style else said.get("extends", ()), root, override, laid.copy())]
        if number in overrides:
            found += [*below, override]
    return found


def _root(path: str | None) -> str:
    return os.path.dirname(os.path.abspath(path)) if path else os.getcwd()


def _kinds(chosen: Mapping[str, str | None] | Iterable[str]) -> Mapping[str, str | None]:
    """Return what is chosen with the kinds it is given; a bare list gives none."""
    return dict(chosen) if isinstance(chosen, Mapping) else dict.fromkeys(chosen)


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
        letters=merged.get("letters", {}),
        layouts=merged.get("layouts", {}),
    )


def _below(names: Iterable[str], root: str, by: Layer, laid: set[str], seen: tuple[str, ...] = ()) -> Iterator[Layer]:
    """Yield the styles that a layer extends and those below them, the lowest first.

    What several styles build on is laid once, so that it undoes nothing that stands above it; ``laid`` is noted in.
    """
    for number, name in enumerate(names):
        try:
            path, inside = _style_file(name, root, by.path)
            if path in seen:
                raise LookupError(f"{name} extends itself; take it out of one of the files")
        except LookupError as error:
            from lint.sources import place_of

            place = place_of(by.path, *by.inside, "extends", number)
            raise ConfigError([Broken(by.path, *place, f"extends: {error.args[0]}")]) from error
        if seen and path in laid:
            continue
        laid.add(path)
        layer = Layer(path, _decoded(path, "STYLE"))
        yield from _below(layer.said.get("extends", ()), inside, layer, laid, (*seen, path))
        yield layer


def _style_file(name: str, root: str, source: str) -> tuple[str, str]:
    """Return the file of a style, and the folder that it and what it extends by path must lie in.

    Raises LookupError with the reason where there is none.
    """
    path, inside = os.path.join(STYLES, f"{name}.yaml"), root
    if name.startswith("python:"):
        from lint.installed import find_file

        path, inside = find_file(name[len("python:") :])
    elif "/" in name or name.endswith(".yaml"):
        inside = os.path.realpath(root)
        path = os.path.realpath(os.path.join(os.path.dirname(source) or root, name))
        if not path.startswith(inside + os.sep):
            raise LookupError(f"{name} lies outside the project, or the package that brings the style; copy it in")
    if not os.path.isfile(path):
        known = ", ".join(sorted(entry[:-5] for entry in os.listdir(STYLES)))
        raise LookupError(f"there is no style {name!r}: write one of {known}, or a path to a .yaml file")
    return path, inside


def merge(into: dict[str, Any], layer: Mapping[str, Any]) -> None:
    """Lay one layer over another: mappings are merged, everything else is replaced."""
    for key, value in layer.items():
        if key == "checks":
            value = {check: {"level": said} if isinstance(said, str) else said for check, said in value.items()}
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = _copied(value)


def _copied(value: Any) -> Any:
    return {key: _copied(inner) for key, inner in value.items()} if isinstance(value, Mapping) else value


def _decoded(path: str, shape: str) -> Mapping[str, Any]:
    """Decode a configuration or style file, of the wheel or the cache if it has not changed."""
    if os.path.dirname(path) == STYLES:
        brought = cache.brought(f"style-{os.path.basename(path)}", [path])
        if brought is not None:
            said: Mapping[str, Any] = brought[0]
            return said
    section = "config-" + cache.signature([], os.path.abspath(path), shape).hex()
    wanted = cache.signature([path, os.path.join(os.path.dirname(__file__), "compiler", "shapes.py")], shape)
    stored = cache.load(section, wanted)
    if stored is not None:
        kept: Mapping[str, Any] = stored
        return kept
    found = decoded(path, shape)
    cache.store(section, wanted, found)
    return found


def decoded(path: str, shape: str) -> Mapping[str, Any]:
    """Read a configuration or style file and decode it; raises ConfigError."""
    from lint.compiler import shapes
    from lint.compiler.schema import decode
    from lint.sources import read_nodes

    node, problems = read_nodes(path)
    value: Any = None
    if node is not None and getattr(node, "value", "") is not None:
        value, found_problems = decode(node, getattr(shapes, shape), path)
        problems = [*problems, *found_problems]
    if problems:
        raise ConfigError(Broken(*problem) for problem in problems)
    found: Mapping[str, Any] = value or {}
    return found


def _matching(root: str, patterns: Collection[str], source: str) -> list[str]:
    if not patterns:
        return []
    from glob import glob, has_magic

    found: list[str] = []
    for number, pattern in enumerate(patterns):
        whole = os.path.join(root, pattern)
        paths = sorted(glob(whole, recursive=True)) if has_magic(pattern) else [whole]
        if not paths or not all(os.path.isfile(path) for path in paths):
            from lint.sources import place_of

            advice = (
                f"is a folder; write {pattern.rstrip('/')}/*.yaml" if os.path.isdir(whole) else _NO_FILE.format(root)
            )
            message = f"rules: {pattern} {advice}"
            raise ConfigError([Broken(source, *place_of(source, "rules", number), message)])
        found += paths
    return found
