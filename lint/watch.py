"""Files watched while somebody writes: looked at again and again, without a service of the system's."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from lint.config import ConfigError, find, load
from lint.files import discover
from lint.typed import TypeAlias

PAUSE = 0.5
"""Seconds between two looks; a look that takes long makes the pause longer."""

_Stamp: TypeAlias = "tuple[int, int]"


def changes(
    paths: Iterable[str], beside: Iterable[str] = (), pause: Callable[[float], None] = time.sleep
) -> Iterator[list[str]]:
    """Yield the files that are new or were changed since the last look, at once and then whenever there are some.

    Where a configuration changes, a style or rule file that it names, or a file ``beside`` them, every file counts.
    """
    paths, beside = list(paths), list(beside)
    old: dict[str, _Stamp] = {}
    old_rules: dict[str, _Stamp] | None = None
    while True:
        started = time.monotonic()
        files = list(discover(paths))
        new = _stamps(files)
        rules = _stamps([*beside, *rules_of(files)])
        changed = [path for path in new if rules != old_rules or new[path] != old.get(path)]
        old, old_rules = new, rules
        if changed:
            yield changed
        pause(max(PAUSE, 10 * (time.monotonic() - started)))


def _stamps(files: Iterable[str]) -> dict[str, _Stamp]:
    """Return size and time of change of the files that are there."""
    found = {}
    for path in files:
        try:
            status = os.stat(path)
        except OSError:
            continue
        found[path] = status.st_size, status.st_mtime_ns
    return found


def rules_of(files: Iterable[str]) -> Iterator[str]:
    """Yield the configurations of these files, with the styles and rule files that they name."""
    for found in sorted({find(folder) or "" for folder in {os.path.dirname(os.path.abspath(path)) for path in files}}):
        yield found
        with suppress(ConfigError):  # the check tells of it
            loaded = load(found or None)
            yield from (*loaded.sources, *loaded.rules)
