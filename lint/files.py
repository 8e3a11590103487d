"""Which files a run reads: paths as given, folders walked for the formats that are known."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator

from lint import formats

_NEVER = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".mypy_cache"})


def discover(paths: Iterable[str], unread: Callable[[OSError], None] | None = None) -> Iterator[str]:
    """Yield every file to read, each once: files as they are named, folders walked in order of name.

    In a folder only files of known formats count, and nothing behind a link to a folder. ``unread`` is told of a
    folder that cannot be listed.
    """
    seen: set[str] = set()
    for given in paths:
        for path in _walk(given, unread) if os.path.isdir(given) else (given,):
            whole = os.path.abspath(path)
            if whole not in seen:
                seen.add(whole)
                yield path


def _walk(folder: str, unread: Callable[[OSError], None] | None) -> Iterator[str]:
    for place, folders, names in os.walk(folder, onerror=unread):
        folders[:] = sorted(name for name in folders if name not in _NEVER)
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in formats.MODULES:
                yield os.path.normpath(os.path.join(place, name))


def is_excluded(path: str, root: str, patterns: Collection[str]) -> bool:
    """Say whether a pattern of the configuration leaves a file out; patterns are relative to the configuration."""
    if not patterns:
        return False
    from fnmatch import fnmatch

    relative = os.path.relpath(path, root)
    parts = relative.split(os.sep)
    heads = [os.sep.join(parts[: size + 1]) for size in range(len(parts))]
    return any(fnmatch(part, pattern.rstrip("/")) for pattern in patterns for part in (*heads, *parts))
