"""Rules that change outside a session: everything is checked again, and what cannot be used of them is told."""

from __future__ import annotations

import os
import time
from itertools import islice
from threading import Lock, Thread

from lint import __version__, cache
from lint.config import ConfigError
from lint.memory import canonical
from lint.review import session
from lint.review.store import Store
from lint.run import Runner
from lint.terminal import printable
from lint.watch import rules_of

PAUSE, TIMES = 2.0, 20
"""Seconds between two looks at the rules, and how many times as long as a look the pause is at least."""

MOST_FAULTS = 20  # that are told: who mends them sees the next ones
_MARK = "rules"


class Renewal:
    """Looks after the rules of one session; ``faults`` says in a line each what of them cannot be used."""

    def __init__(self, store: Store, runner: Runner) -> None:
        self.faults: tuple[str, ...] = ()
        self._store, self._settings = store, runner.settings
        self._lock, self._next, self._seen = Lock(), 0.0, ""

    def look(self, at_once: bool = False) -> Runner | None:
        """Return what reads with the rules of now, if they are others than before; the articles are checked again.

        A configuration that cannot be used leaves everything as it was checked, until somebody has mended it. Rules
        that this session has written are looked at ``at_once``.
        """
        with self._lock:
            started = time.monotonic()
            if started < self._next and not at_once:
                return None
            files = [row["path"] for row in self._store.read("SELECT path FROM article")]
            known = (__version__, canonical(self._settings))
            mark = cache.signature(sorted(set(rules_of(files))), *known).hex()
            self._next = time.monotonic() + max(PAUSE, TIMES * (time.monotonic() - started))
            return self._renewed(mark, files, at_once) if mark != self._seen or at_once else None

    def _renewed(self, mark: str, files: list[str], at_once: bool) -> Runner | None:
        runner, self._seen = Runner(self._settings), mark
        is_usable = _is_usable(runner, files)
        self.faults = tuple(
            printable(f"{fault.place}: {fault.message}") for fault in islice(runner.broken(), MOST_FAULTS)
        )
        before = self._store.setting(_MARK)
        if before and not at_once and (before == mark or not is_usable):
            return None
        self._store.choose(_MARK, mark)
        if before or at_once:  # else the session was begun under these rules
            Thread(target=session.check_again, args=(self._store, self._settings), daemon=True).start()
        return runner


def _is_usable(runner: Runner, files: list[str]) -> bool:
    """Say whether the configuration of every folder can be used."""
    try:
        for path in {os.path.dirname(path): path for path in files}.values():
            runner.engine_for(path)
    except ConfigError:
        return False
    return True
