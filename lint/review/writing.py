"""Writing what was decided: file by file, each old or new at any moment, and never over somebody else's change."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

from lint import fix, save
from lint.baseline import BaselineError
from lint.config import ConfigError
from lint.document import Span
from lint.finding import Edit
from lint.formats import FormatError, named
from lint.review.beside import Beside, baseline_of, baselines, config_of, houses
from lint.review.fold import Who, said_event
from lint.review.quiet import Quiet, marks_after, quiet
from lint.review.store import Row, Store
from lint.review.words import say
from lint.run import Runner
from lint.typed import NamedTuple

PAGE = 20
"""Files whose changes are shown at once: each is read, parsed and written in memory for that."""

BETWEEN = "\x1e"
"""Stands in the value of a pair between what its second and its first place become."""

REASONS = ("person", "quotation", "other")
"""Why a place is not what it was taken for."""

PLANNED, WRITTEN, DROPPED, UNWRITTEN = "planned", "written", "dropped", "unwritten"


class Change(NamedTuple):
    """What one file would become; ``error`` says why it cannot be written, and then ``new`` is ``old``.

    ``quiet`` says how its places marked “not this” are switched off, ``baseline`` in which file the entries go.
    ``marks`` are the fingerprints of the other places in the new file.
    """

    article: int
    path: str
    old: bytes
    new: bytes
    places: int
    error: str | None = None
    quiet: Quiet = Quiet(b"")
    baseline: str = ""
    marks: Mapping[int, str] = {}


class Told(NamedTuple):
    """What became of a writing: files and places that were written, and the files that were not, with the reason.

    ``comments`` and ``entries`` switch off what was marked “not this”. ``rules`` were written into configurations.
    ``back`` says that a writing was taken back.
    """

    files: int
    places: int
    refused: tuple[tuple[str, str], ...]
    comments: int = 0
    entries: int = 0
    rules: int = 0
    back: bool = False


Read = Callable[[str], bytes]
"""What returns the bytes of an article by its path; raises ReadError."""


def planned(
    store: Store, runner: Runner, articles: Iterable[int] | None = None, read: Read = save.read, with_quiet: bool = True
) -> Iterator[Change]:
    """Yield what would be written into each file that has decisions to write."""
    for row in _articles(store, articles):
        change = _change(store, runner, row, read, with_quiet)
        if change.error or change.places or change.new != change.old or change.quiet.entries or change.quiet.left:
            yield change


def _articles(store: Store, articles: Iterable[int] | None) -> list[Row]:
    wanted = None if articles is None else set(articles)
    rows = store.read(
        "SELECT id, path, sha256, state FROM article WHERE id IN (SELECT article FROM verdict JOIN finding"
        " ON finding.id = verdict.finding WHERE verdict.verdict IN ('fixed', 'never') AND finding.gone = 0)"
        " ORDER BY path"
    )
    return [row for row in rows if wanted is None or row["id"] in wanted]


def _change(store: Store, runner: Runner, article: Row, read: Read, with_quiet: bool) -> Change:
    path, number = article["path"], article["id"]
    if article["state"] == "changed":
        return Change(number, path, b"", b"", 0, "it has changed since it was checked: look at it first")
    try:
        old = read(path)
    except save.ReadError as error:
        return Change(number, path, b"", b"", 0, error.message)
    if sha256(old).hexdigest() != article["sha256"]:
        return Change(number, path, old, old, 0, "it has changed since it was checked: look at it first")
    rows = store.read(_PLACES, (number,))
    try:
        engine = runner.engine_for(path)
        document = engine.read(path, old)
        edits = _chosen(row for row in rows if row["verdict"] == "fixed")
        small = [minimal for edit in edits for minimal in fix.minimal(edit, document.text)]
        new = named(path).write(document, sorted(small, key=lambda edit: edit.span))
        marks = marks_after(document, edits, (row for row in rows if row["verdict"] != "fixed"))
        reasons = _reasons(store, rows, marks) if with_quiet else {}
        baseline = baseline_of(store, engine) if reasons else ""
        silent = quiet(engine, path, new, reasons, baseline) if reasons else Quiet(new)
    except (FormatError, ConfigError) as error:
        return Change(number, path, old, old, 0, str(error))
    return Change(number, path, old, silent.data, len(edits), None, silent, baseline, marks)


_PLACES = """SELECT finding.id, check_id, start, "end", form, related, COALESCE(verdict, 'open') AS verdict,
  verdict.value, event.reason FROM finding LEFT JOIN verdict ON verdict.finding = finding.id
  LEFT JOIN event ON event.seq = verdict.seq
  WHERE article = ? AND gone = 0 ORDER BY finding.id"""


def _reasons(store: Store, rows: Iterable[Row], marks: Mapping[int, str]) -> dict[str, str]:
    """Return the fingerprints of the places that are “not this”, each with the reason in the editor's words."""
    language = store.setting("language") or "en"
    return {
        marks[row["id"]]: say(language, f"reason-{row['reason']}") if row["reason"] in REASONS else ""
        for row in rows
        if row["verdict"] == "never" and row["id"] in marks
    }


def _chosen(rows: Iterable[Row]) -> list[Edit]:
    """Return what the decided places of a file write, in the order of the text.

    Two places that are parts of one another cannot both be written: the larger stands, the other waits.
    """
    kept: list[Edit] = []
    edits = [edit for row in rows for edit in _edits(row)]
    for edit in sorted(edits, key=lambda edit: (edit.span.start, -edit.span.end)):
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    return kept


def _edits(row: Row) -> Iterator[Edit]:
    """Yield what a decision writes: at its place, and at the first one of a pair."""
    own, is_pair, first = row["value"].partition(BETWEEN)
    if own != row["form"]:
        yield Edit(Span(row["start"], row["end"]), own)
    if is_pair:
        yield Edit(Span(*json.loads(row["related"])[0]), first)


def write(store: Store, runner: Runner, who: Who, articles: Iterable[int] | None = None) -> Told:
    """Write what was decided; a plan is stored first, so that after a crash it is known which files are new.

    The files beside the articles come last: the baselines, and the configurations with their new rules.
    """
    changes = list(planned(store, runner, articles))
    refused = [(change.path, change.error or "") for change in changes if change.error]
    ready = [change for change in changes if not change.error]
    changed = [change for change in ready if change.new != change.old]
    with store.writing() as connection:
        many = sum(change.places for change in changed)
        seq = said_event(connection, who, "write", f"wrote {many} changes to {len(changed)} files", many)
        numbers = [_plan(connection, seq, change) for change in changed]
    written = [change for change in ready if change.new == change.old]
    for number, change in zip(numbers, changed, strict=True):
        try:
            save.save(change.path, change.old, change.new)
        except save.SaveError as error:
            refused.append((change.path, error.message))
            _finish(store, number, DROPPED)
            continue
        written.append(change)
        _finish(store, number, WRITTEN)
    dismissed = [change for change in written if change.quiet.entries]
    entries, more = _write_beside(store, runner, seq, dismissed)
    rules = store.one("SELECT COUNT(*) AS number FROM draft WHERE written = ?", (seq,))
    mended = [change for change in written if change.new != change.old]
    return Told(
        len(mended), sum(change.places for change in mended), (*refused, *more),
        sum(change.quiet.comments for change in mended), entries, rules["number"] if rules else 0,
    )  # fmt: skip


def beside(store: Store, runner: Runner, changes: Iterable[Change]) -> list[Beside]:
    """Return what the files beside the articles become; raises BaselineError and ReadError."""
    entries: dict[str, dict[str, Mapping[str, str]]] = {}
    unnamed = []
    for change in changes:
        if change.quiet.entries:
            entries.setdefault(change.baseline, {})[change.path] = change.quiet.entries
            engine = runner.engine_for(change.path)
            if engine.config.baseline is None:
                unnamed.append((config_of(store, engine), os.path.basename(change.baseline)))
    return [*baselines(entries), *houses(store, unnamed)]


def _write_beside(store: Store, runner: Runner, seq: int, changes: list[Change]) -> tuple[int, list[tuple[str, str]]]:
    """Write the files beside the articles; return the new entries, and the files that could not be written and why."""
    try:
        files = beside(store, runner, changes)
    except (BaselineError, save.ReadError, ValueError) as error:
        return 0, [(getattr(error, "path", changes[0].path if changes else ""), str(error))]
    refused = [(file.path, why) for file in files for _, why in file.refused]
    for file in files:
        if file.new == file.old or (file.refused and not file.drafts and file.old == b""):
            continue
        with store.writing() as connection:
            number = _plan(connection, seq, Change(0, file.path, file.old or b"", file.new, 0), is_new=file.old is None)
        try:
            save.put(file.path, file.new) if file.old is None else save.save(file.path, file.old, file.new)
        except save.SaveError as error:
            refused.append((file.path, error.message))
            _finish(store, number, DROPPED)
            continue
        _finish(store, number, WRITTEN, file.drafts)
    with store.writing() as connection:
        same = ((change.article,) for change in changes if change.new == change.old)
        connection.executemany("UPDATE article SET state = 'stale' WHERE id = ?", same)
        rows = ((seq, change.article, change.path) for change in changes if change.new == change.old)
        connection.executemany(_AGAIN, rows)
    return sum(len(change.quiet.entries) for change in changes), refused


# A file that stays as it is, and is checked again when its entries in the baseline are taken back.
_AGAIN = """INSERT INTO writing (seq, article, path, sha_before, sha_after, original, changes, result)
  VALUES (?, ?, ?, '', '', '', 0, 'written')"""


def _plan(connection: sqlite3.Connection, seq: int, change: Change, is_new: bool = False) -> int:
    before = "" if is_new else sha256(change.old).hexdigest()
    row = (
        *(seq, change.article, before, sha256(change.new).hexdigest()),
        *(zlib.compress(change.old), change.places, PLANNED, change.path),
    )
    columns = "seq, article, sha_before, sha_after, original, changes, result, path"
    number = connection.execute(f"INSERT INTO writing ({columns}) VALUES (?,?,?,?,?,?,?,?)", row).lastrowid
    marks = ((mark, finding) for finding, mark in change.marks.items())
    connection.executemany("UPDATE finding SET after_writing = ? WHERE id = ?", marks)
    return int(number or 0)


def _finish(store: Store, number: int, result: str, rules: Iterable[int] = ()) -> None:
    with store.writing() as connection:
        connection.execute("UPDATE writing SET result = ? WHERE id = ?", (result, number))
        seq = "(SELECT seq FROM writing WHERE writing.id = ?)"
        connection.executemany(f"UPDATE draft SET written = {seq} WHERE id = ?", ((number, rule) for rule in rules))


def resume(store: Store) -> Mapping[str, int]:
    """Look what became of plans that a crash has cut short: a file that is new was written, one that is old was not."""
    found = {WRITTEN: 0, DROPPED: 0}
    for row in store.read("SELECT * FROM writing WHERE result = ?", (PLANNED,)):
        try:
            now = sha256(save.read(row["path"])).hexdigest()
        except save.ReadError:
            now = ""
        result = WRITTEN if now == row["sha_after"] else DROPPED
        found[result] += 1
        kept = store.read("SELECT id FROM draft WHERE path = ? AND written IS NULL", (row["path"],))
        _finish(store, row["id"], result, [rule["id"] for rule in kept] if result == WRITTEN else [])
    return found


def unwrite(store: Store, who: Who) -> Told:
    """Put back what the newest writing has changed, wherever the file is still as it was written."""
    newest = store.one("SELECT MAX(seq) AS seq FROM writing WHERE result = ?", (WRITTEN,))
    of_it = (newest["seq"] if newest else None, WRITTEN)
    files = places = rules = 0
    refused: list[tuple[str, str]] = []
    for row in store.read("SELECT * FROM writing WHERE seq = ? AND result = ?", of_it):
        why = _put_back(row)
        if why:
            refused.append((row["path"], why))
            continue
        files, places = files + bool(row["article"] and row["sha_after"]), places + row["changes"]
        _finish(store, row["id"], UNWRITTEN)
        with store.writing() as connection:
            if row["article"] and not row["sha_after"]:
                connection.execute("UPDATE article SET state = 'stale' WHERE id = ?", (row["article"],))
            drop = "UPDATE draft SET written = NULL WHERE written = ? AND path = ?"
            rules += connection.execute(drop, (row["seq"], row["path"])).rowcount
    with store.writing() as connection:
        said_event(connection, who, "unwrite", f"took back {places} changes in {files} files", places)
    return Told(files, places, tuple(refused), rules=rules, back=True)


def _put_back(row: Row) -> str:
    """Put the old bytes of one file back, or take away one that was not there; return why that was not done, or ""."""
    if not row["sha_after"]:
        return ""
    try:
        current = save.read(row["path"])
        if sha256(current).hexdigest() != row["sha_after"]:
            return "it has changed since it was written"
        if row["sha_before"]:
            save.save(row["path"], current, zlib.decompress(row["original"]))
        else:
            os.remove(row["path"])
    except (save.ReadError, save.SaveError) as error:
        return error.message
    except OSError as error:
        return error.strerror or str(error)
    return ""


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
