"""Entries of a style for names and terms that no rule says: a slip in an id would else be passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lint.config import Config
from lint.packs import Broken, Packs
from lint.typed import Any

_BY_ID = ("prefer", "accept", "write")


def strays(config: Config, packs: Packs) -> Iterator[Broken]:
    """Yield every id under prefer, accept or write that no rule has, where it stands; it says nothing to the run."""
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
