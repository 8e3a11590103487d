"""Entries of a style for names, terms and systems that are not there: a slip would else be passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lint.config import Config
from lint.languages import primary
from lint.packs import Broken, Packs
from lint.typed import Any

_BY_ID = ("prefer", "accept", "write")


def strays(config: Config, packs: Packs) -> Iterator[Broken]:
    """Yield every id that no rule has, and every system that no table has, where it stands; the run goes on."""
    yield from _ids(config, packs)
    yield from _systems(config, packs)


def _systems(config: Config, packs: Packs) -> Iterator[Broken]:
    for native, chosen in config.style.systems.items():
        columns: Sequence[str] = (packs.system(primary(native)) or {"columns": ()})["columns"]
        for language, system in chosen.items():
            if columns and system not in columns:
                yield Broken(*_place(config, "systems", native, language), _no_system(system, native, columns))


def _place(config: Config, *keys: str) -> tuple[str, int, int]:
    """Return the file that says something, the topmost first, with the line and column."""
    from lint.sources import place_of

    paths = [path for path in (config.path, *config.sources) if path]
    said = ((path, *place_of(path, *keys)) for path in paths)
    return next((place for place in said if place[1:] != (1, 1)), (paths[0], 1, 1))


def _no_system(system: str, native: str, columns: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(system, columns, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(columns)}"
    return f"systems: the table of {native} has no system '{system}': {hint}"


def _ids(config: Config, packs: Packs) -> Iterator[Broken]:
    style = config.style
    said = {*style.prefer, *style.accept, *style.write}
    unknown = {ident for ident in said if not any(ident in catalogue.ids for catalogue in packs.catalogues)}
    if not unknown:
        return
    from lint.sources import node_of  # reads YAML, which a run with its rules compiled does without

    for path in (*config.sources, *([config.path] if config.path else ())):
        for section, entries in _sections(node_of(path)):
            for key, _ in entries:
                if key.value in unknown:
                    message = f"{section}: no rule has the id '{key.value}'{_nearest(key.value, packs)}"
                    yield Broken(path, key.line, key.column, message)


def _sections(node: Any) -> Iterator[tuple[str, Any]]:
    for key, value in getattr(node, "entries", ()):
        if key.value in _BY_ID:
            yield key.value, getattr(value, "entries", ())
        elif key.value == "overrides":
            for override in getattr(value, "items", ()):
                yield from _sections(override)


def _nearest(ident: str, packs: Packs) -> str:
    from difflib import get_close_matches

    ids: Mapping[str, None] = dict.fromkeys(known for catalogue in packs.catalogues for known in catalogue.ids)
    near = get_close_matches(ident, sorted(ids), 1)
    return f": did you mean '{near[0]}'?" if near else "; onym explain NAME tells the id of a name"
