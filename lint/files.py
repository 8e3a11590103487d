"""Which files a run reads: paths as given, folders walked for the formats that are known."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator

from lint import formats, save
from lint.config import Config

_NEVER = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".mypy_cache"})
_HEAD = 1 << 20  # bytes: with the keys of an item in alphabetical order, its texts stand before what tells it


def discover(paths: Iterable[str], unread: Callable[[OSError], None] | None = None) -> Iterator[str]:
    """Yield every file to read, each once: files as they are named, folders walked in order of name.

    In a folder only files of known formats count, and nothing behind a link to a folder; `is_data` says which of
    these nobody wants read. ``unread`` is told of a folder that cannot be listed.
    """
    paths = list(paths)
    found = (path for given in paths for path in (_walk(given, unread) if os.path.isdir(given) else (given,)))
    return found if len(paths) == 1 else _once(found)


def _once(paths: Iterable[str]) -> Iterator[str]:
    """Yield each file once, by whatever paths it comes."""
    seen: set[str] = set()
    for path in paths:
        whole = os.path.abspath(path)
        if whole not in seen:
            seen.add(whole)
            yield path


def _walk(folder: str, unread: Callable[[OSError], None] | None) -> Iterator[str]:
    for place, folders, names in os.walk(folder, onerror=unread):
        folders[:] = sorted(name for name in folders if name not in _NEVER)
        inside = os.path.normpath(os.path.join(place, "_"))[:-1]
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in formats.MODULES:
                yield inside + name


def is_data(path: str, chosen: Collection[str]) -> bool:
    """Say whether a file is JSON or a table that holds no news, and that the configuration does not choose to read.

    ``chosen`` has the keys of the configuration that choose. What cannot be read is data too: nobody asked for it.
    """
    key = formats.chosen_by(path)
    if key is None or key in chosen:
        return False
    if key != "values":
        return True
    from lint.formats import ninjs

    try:
        return not ninjs.may_begin(save.head(path, _HEAD))
    except save.ReadError:
        return True


def overriding(path: str, config: Config) -> tuple[int, ...]:
    """Return the numbers of the overrides of a configuration that hold for a file."""
    whole = os.path.abspath(path)
    return tuple(n for n, patterns in enumerate(config.overrides) if matches(whole, config.root, patterns))


def matches(path: str, root: str, patterns: Collection[str]) -> bool:
    """Say whether a pattern of the configuration at ``root`` meets a file, its name, or a folder that it lies in."""
    if not patterns:
        return False
    from fnmatch import fnmatch

    relative = os.path.relpath(path, root)
    parts = relative.split(os.sep)
    heads = [os.sep.join(parts[: size + 1]) for size in range(len(parts))]
    return any(fnmatch(part, pattern.rstrip("/")) for pattern in patterns for part in (*heads, *parts))
