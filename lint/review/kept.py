"""Texts that were handed in and are kept on purpose: each a session of its own on the disk, with its bytes."""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
from collections.abc import Iterator

from lint.review.fold import now
from lint.review.store import Store, StoreError
from lint.typed import NamedTuple

_NAME = re.compile(r"kept-([0-9a-f]{16})\.sqlite3")


class Kept(NamedTuple):
    """A text that was kept: its number in addresses, what its file was called, and when it was kept."""

    number: str
    name: str
    at: str


def keep(store: Store, folder: str, name: str, data: bytes) -> str:
    """Go on with a session on the disk, beside the bytes it is about; return its number. Raises OSError, sqlite3.Error.

    What is decided meanwhile is in it.
    """
    number = secrets.token_hex(8)
    store.move_to(_path(folder, number))
    with store.writing() as write:
        write.execute("CREATE TABLE handed (name TEXT NOT NULL, at TEXT NOT NULL, data BLOB NOT NULL)")
        write.execute("INSERT INTO handed VALUES (?,?,?)", (name, now(), data))
    return number


def listed(folder: str) -> Iterator[Kept]:
    """Yield what is kept, the newest first; a file that cannot be opened is passed over."""
    found = []
    for entry in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        match = _NAME.fullmatch(entry)
        opened = opened_store(folder, match.group(1)) if match else None
        if match and opened:
            store, name, at, _ = opened
            store.close()
            found.append(Kept(match.group(1), name, at))
    yield from sorted(found, key=lambda each: each.at, reverse=True)


def opened_store(folder: str, number: str) -> tuple[Store, str, str, bytes] | None:
    """Open what was kept under a number: its session, name, day and bytes; None if there is none."""
    path = _path(folder, number)
    if not os.path.isfile(path):
        return None
    try:
        store = Store(path)
        row = store.one("SELECT name, at, data FROM handed")
    except (StoreError, sqlite3.Error):
        return None
    return (store, row["name"], row["at"], row["data"]) if row else None


def _path(folder: str, number: str) -> str:
    return os.path.join(folder, f"kept-{number}.sqlite3")
