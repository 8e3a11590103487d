"""Writing what was decided: file by file, each old or new at any moment, and never over somebody else's change."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from lint import fix, save
from lint.config import ConfigError
from lint.document import Span
from lint.engine import Engine
from lint.finding import Edit
from lint.formats import FormatError, named
from lint.review.fold import Who, said_event
from lint.review.store import Row, Store
from lint.run import Runner

PAGE = 20
"""Files whose changes are shown at once: each is read, parsed and written in memory for that."""

PLANNED, WRITTEN, DROPPED, UNWRITTEN = "planned", "written", "dropped", "unwritten"


class Change(NamedTuple):
    """What one file would become; ``error`` says why it cannot be written, and then ``new`` is ``old``."""

    article: int
    path: str
    old: bytes
    new: bytes
    places: int
    error: str | None = None


class Told(NamedTuple):
    """What became of a writing: files and places that were written, and the files that were not, with the reason.

    ``back`` says that a writing was taken back.
    """

    files: int
    places: int
    refused: tuple[tuple[str, str], ...]
    back: bool = False


Read = Callable[[str], bytes]
"""What returns the bytes of an article by its path; raises ReadError."""


def planned(
    store: Store, runner: Runner, articles: Iterable[int] | None = None, read: Read = save.read
) -> Iterator[Change]:
    """Yield what would be written into each file that has decisions to write."""
    for row in _articles(store, articles):
        yield _change(store, runner, row, read)


def _articles(store: Store, articles: Iterable[int] | None) -> list[Row]:
    wanted = None if articles is None else set(articles)
    rows = store.read(
        "SELECT id, path, sha256, state FROM article WHERE id IN (SELECT article FROM finding JOIN verdict"
        " ON verdict.finding = finding.id WHERE verdict.verdict = 'fixed' AND finding.gone = 0) ORDER BY path"
    )
    return [row for row in rows if wanted is None or row["id"] in wanted]


def _change(store: Store, runner: Runner, article: Row, read: Read) -> Change:
    path, number = article["path"], article["id"]
    if article["state"] == "changed":
        return Change(number, path, b"", b"", 0, "it has changed since it was checked: look at it first")
    try:
        old = read(path)
    except save.ReadError as error:
        return Change(number, path, b"", b"", 0, error.message)
    if sha256(old).hexdigest() != article["sha256"]:
        return Change(number, path, old, old, 0, "it has changed since it was checked: look at it first")
    rows = store.read(
        'SELECT finding.id, start, "end", verdict.value FROM finding JOIN verdict ON verdict.finding = finding.id'
        " WHERE article = ? AND verdict.verdict = 'fixed' AND gone = 0 ORDER BY start",
        (number,),
    )
    try:
        new, places = _written(runner.engine_for(path), path, old, rows)
    except (FormatError, ConfigError) as error:
        return Change(number, path, old, old, 0, str(error))
    return Change(number, path, old, new, places)


def _written(engine: Engine, path: str, old: bytes, rows: list[Row]) -> tuple[bytes, int]:
    """Return a file's bytes with the decided texts in it and their number, each cut down to the letters that change."""
    document = engine.read(path, old)
    edits = [Edit(Span(row["start"], row["end"]), row["value"]) for row in rows]
    # Two spellings that are parts of one another cannot both be written: the first stands, the other waits.
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    small = [minimal for edit in kept for minimal in fix.minimal(edit, document.text)]
    return named(path).write(document, sorted(small, key=lambda edit: edit.span)), len(kept)


def write(store: Store, runner: Runner, who: Who, articles: Iterable[int] | None = None) -> Told:
    """Write what was decided; a plan is stored first, so that after a crash it is known which files are new."""
    changes = list(planned(store, runner, articles))
    refused = [(change.path, change.error) for change in changes if change.error]
    ready = [change for change in changes if not change.error and change.new != change.old]
    with store.writing() as connection:
        said = f"wrote {sum(change.places for change in ready)} changes to {len(ready)} files"
        seq = said_event(connection, who, "write", said, sum(change.places for change in ready))
        numbers = [_plan(connection, seq, change) for change in ready]
    files = places = 0
    for number, change in zip(numbers, ready, strict=True):
        try:
            save.save(change.path, change.old, change.new)
        except save.SaveError as error:
            refused.append((change.path, error.message))
            _finish(store, number, DROPPED)
            continue
        files, places = files + 1, places + change.places
        _finish(store, number, WRITTEN)
    return Told(files, places, tuple((path, why or "") for path, why in refused))


def _plan(connection: sqlite3.Connection, seq: int, change: Change) -> int:
    row = (
        *(seq, change.article, sha256(change.old).hexdigest(), sha256(change.new).hexdigest()),
        *(zlib.compress(change.old), change.places, PLANNED),
    )
    columns = "seq, article, sha_before, sha_after, original, changes, result"
    number = connection.execute(f"INSERT INTO writing ({columns}) VALUES (?,?,?,?,?,?,?)", row).lastrowid
    return int(number or 0)


def _finish(store: Store, number: int, result: str) -> None:
    with store.writing() as connection:
        connection.execute("UPDATE writing SET result = ? WHERE id = ?", (result, number))


def resume(store: Store) -> Mapping[str, int]:
    """Look what became of plans that a crash has cut short: a file that is new was written, one that is old was not."""
    found = {WRITTEN: 0, DROPPED: 0}
    rows = store.read(
        "SELECT writing.*, path FROM writing JOIN article ON article.id = writing.article WHERE result = ?", (PLANNED,)
    )
    for row in rows:
        try:
            now = sha256(save.read(row["path"])).hexdigest()
        except save.ReadError:
            now = ""
        result = WRITTEN if now == row["sha_after"] else DROPPED
        found[result] += 1
        _finish(store, row["id"], result)
    return found


def unwrite(store: Store, who: Who) -> Told:
    """Put back what the newest writing has changed, wherever the file is still as it was written."""
    newest = store.one("SELECT MAX(seq) AS seq FROM writing WHERE result = ?", (WRITTEN,))
    rows = store.read(
        "SELECT writing.*, path FROM writing JOIN article ON article.id = writing.article WHERE seq = ? AND result = ?",
        (newest["seq"] if newest else None, WRITTEN),
    )
    files = places = 0
    refused: list[tuple[str, str]] = []
    for row in rows:
        original = zlib.decompress(row["original"])
        try:
            current = save.read(row["path"])
            if sha256(current).hexdigest() != row["sha_after"]:
                refused.append((row["path"], "it has changed since it was written"))
                continue
            save.save(row["path"], current, original)
        except (save.ReadError, save.SaveError) as error:
            refused.append((row["path"], error.message))
            continue
        files, places = files + 1, places + row["changes"]
        _finish(store, row["id"], UNWRITTEN)
    with store.writing() as connection:
        said_event(connection, who, "unwrite", f"took back {places} changes in {files} files", places)
    return Told(files, places, tuple(refused), back=True)


def patch(changes: Iterable[Change]) -> bytes:
    """Return the changes as one diff that ``git apply`` takes; files inside a zip are left out."""
    from lint.diff import unified

    shown = (change for change in changes if not change.error and b"\0" not in change.old[:4096])
    return b"".join(unified(os.path.relpath(change.path), change.old, change.new) for change in shown)


def wanted(store: Store, start: int = 0) -> list[int]:
    """Return a page of the numbers of the articles that have something to write."""
    return [row["id"] for row in _articles(store, None)[start : start + PAGE]]


def can_unwrite(store: Store) -> bool:
    """Say whether there is a writing to take back."""
    return store.one("SELECT 1 FROM writing WHERE result = ?", (WRITTEN,)) is not None


def lines(change: Change, most: int = 40) -> list[tuple[str, str]]:
    """Return the lines that change, each as (``-`` or ``+``, text); nothing for what is no text."""
    from difflib import unified_diff

    try:
        old, new = (data.decode("utf-8").splitlines() for data in (change.old, change.new))
    except UnicodeDecodeError:
        return []
    diff = list(unified_diff(old, new, n=0, lineterm=""))[2:]
    return [(line[0], line[1:]) for line in diff if line[:1] in "+-"][:most]
