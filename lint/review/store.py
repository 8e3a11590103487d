"""A review session on disk: what was found, what was decided and when, in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from threading import Lock, RLock

from lint.typed import Any, TypeAlias

SCHEMAS = ("schema.sql", "schema-2.sql", "schema-3.sql", "schema-4.sql")
"""What each version adds to the one before."""

MEMORY = ":memory:"

Row: TypeAlias = sqlite3.Row


class StoreError(Exception):
    """The session cannot be opened: ``message`` says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Store:
    """One session. All of its methods may be called from any thread; a transaction keeps the others waiting."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.checking = Lock()  # held by whoever checks what waits, for one after another comes to the same articles
        self._lock = RLock()
        if path != MEMORY:
            _touch(path)
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
            _prepare(self._connection)
            self._migrate()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} is no review session ({error}): move it away") from error

    def _migrate(self) -> None:
        found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if found > len(SCHEMAS):
            raise StoreError(f"{self.path} was made by a newer onym: install that, or move the file away")
        for version, name in enumerate(SCHEMAS[found:], found + 1):
            with self.writing() as write:
                for statement in filter(str.strip, _statements(_schema(name))):
                    write.execute(statement)
                write.execute(f"PRAGMA user_version = {version}")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the session for one transaction: all of it is stored or nothing."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def read(self, query: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Return the rows of a query."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def one(self, query: str, values: Sequence[Any] | dict[str, Any] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        with self._lock:
            row: Row | None = self._connection.execute(query, values).fetchone()
            return row

    def setting(self, key: str, default: str = "") -> str:
        """Return a choice of the editor's."""
        row = self.one("SELECT value FROM setting WHERE key = ?", (key,))
        return str(row["value"]) if row else default

    def choose(self, key: str, value: str) -> None:
        """Store a choice of the editor's."""
        with self.writing() as write:
            write.execute(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (key, value)
            )

    def move_to(self, path: str) -> None:
        """Go on in a file with a session that was in memory; nobody who holds the session has to know."""
        _touch(path)
        made = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        with self._lock:
            try:
                self._connection.backup(made)
                _prepare(made)
            except sqlite3.Error:
                made.close()
                os.remove(path)
                raise
            self._connection.close()
            self.path, self._connection = path, made

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def forget(self) -> None:
        """Close the session and delete its files."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            if self.path != MEMORY and os.path.exists(self.path + suffix):
                os.remove(self.path + suffix)


def _touch(path: str) -> None:
    """Make the file of a session, for its owner only."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    # FULL costs a decision one millisecond more than NORMAL and survives a power cut.
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF;")


def _schema(name: str) -> str:
    return files("lint.review").joinpath(name).read_text(encoding="utf-8")


def _statements(script: str) -> Iterator[str]:
    """Split a script at the semicolons that end a statement."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
