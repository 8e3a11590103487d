"""What was found in a file before, kept between runs, so that an archive that has not changed is not read again.

Findings hang on the bytes of a file and its suffix, and on everything that makes an engine: the program, the rules, the
configuration and what the command line says. What is unlike in any of these has another key.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress

from lint import cache
from lint.document import Span
from lint.finding import Edit, Finding, Fix, Related, Safety, Severity
from lint.packs import SHIPPED
from lint.shelf import PackedIndex, packed_index
from lint.typed import Any

MOST_FILES, MOST_DAYS = 100_000, 30
MOST_ENGINES = 8

_DAY = 86_400
_PROGRAM = os.path.dirname(os.path.abspath(__file__))


class Memory:
    """The findings of one engine by the checksum of what they were found in; ``said`` is all that makes the engine."""

    def __init__(self, rules: Iterable[str], *said: object) -> None:
        files = [*_files_of(_PROGRAM, ".py"), *_files_of(SHIPPED, ".yaml"), *rules]
        self._signature = cache.signature(files, *map(canonical, said))
        self._section = f"found-{self._signature.hex()}"
        stored = cache.load_mapped(self._section, self._signature)
        self._index = PackedIndex(stored[1]["found"], default=None) if stored else None
        self._today = int(time.time() // _DAY)
        self._kept: dict[str, tuple[int, Any]] = {}
        self._new = False

    def recall(self, key: str) -> tuple[Finding, ...] | None:
        """Return what was found before in the bytes of which this is the `checksum`, or None if they are new."""
        found = self._kept.get(key) or (self._index.get(key) if self._index is not None else None)
        if found is None:
            return None
        self._kept[key] = self._today, found[1]
        self._new = self._new or found[0] != self._today
        return tuple([_finding(plain) for plain in found[1]])

    def keep(self, key: str, findings: Iterable[Finding]) -> None:
        """Note what was found in the bytes of which this is the `checksum`."""
        self._kept[key] = self._today, [_plain(finding) for finding in findings]
        self._new = True

    def store(self) -> None:
        """Write what was noted for the next run: whole or not at all, the oldest left out where it is too much."""
        if not self._new:
            return
        oldest = self._today - MOST_DAYS
        old = self._index.items() if self._index is not None else ()
        found = {key: entry for key, entry in old if entry[0] >= oldest} | self._kept
        for key in sorted(found, key=lambda key: found[key][0])[: max(0, len(found) - MOST_FILES)]:
            del found[key]
        cache.store(self._section, self._signature, None, {"found": packed_index(found)})
        self._new = False
        _sweep(self._section)


def _sweep(own: str) -> None:
    """Remove what is kept for engines that nobody has used for long, and all but the latest few."""
    place = cache.directory()
    with suppress(OSError):
        stored = [entry for entry in os.scandir(place) if entry.name.startswith("found-")]
        stored.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for number, entry in enumerate(stored):
            stale = time.time() - entry.stat().st_mtime > MOST_DAYS * _DAY
            if (stale or number >= MOST_ENGINES) and not entry.name.startswith(own):
                os.unlink(entry.path)


def canonical(value: object) -> str:
    """Write a value so that equal ones are written alike in every process, sets and mappings too."""
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{canonical(key)}:{canonical(value[key])}' for key in value))}}}"
    if isinstance(value, (set, frozenset)):
        return f"<{','.join(sorted(map(canonical, value)))}>"
    if isinstance(value, (list, tuple)):
        return f"({','.join(map(canonical, value))})"
    return repr(value)


def _files_of(folder: str, suffix: str) -> Iterable[str]:
    for place, _, names in sorted(os.walk(folder)):
        yield from (os.path.join(place, name) for name in sorted(names) if name.endswith(suffix))


def checksum(path: str, parts: Iterable[bytes]) -> str:
    """Return what stands for the bytes of a file, given in parts, and for its suffix."""
    from _blake2 import blake2b

    seen = blake2b(digest_size=16, person=os.path.splitext(path)[1].lower().encode()[:16])
    for part in parts:
        seen.update(part)
    return seen.hexdigest()


def _plain(value: Any) -> Any:
    """Return a finding as plain tuples, which marshal can write."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Mapping):
        return dict(value)
    return int(value) if isinstance(value, int) else value


def _finding(plain: Any) -> Finding:
    found = Finding(*plain)
    fix = found.fix and Fix(
        found.fix[0], tuple(Edit(Span(*span), text) for span, text in found.fix[1]), Safety(found.fix[2])
    )
    return found._replace(
        span=Span(*found.span),
        severity=Severity(found.severity),
        related=tuple(Related(Span(*span), note) for span, note in found.related),
        fix=fix,
    )
