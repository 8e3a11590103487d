"""The house's own rules: kept as drafts while one decides, written with the rest; and decisions of another session."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from lint import amend, save
from lint.config import ConfigError
from lint.review.fold import Act, ConflictError, Who, decide, said_event
from lint.review.store import Row, Store
from lint.run import Runner

KINDS = ("prefer", "accept", "allow")


def keep(store: Store, runner: Runner, who: Who, said: Mapping[str, str]) -> str:
    """Keep a rule for writing and return the file it will go to; raises ValueError for one that cannot be said."""
    kind, form = said.get("kind", ""), said.get("form", "").strip()
    name, language = said.get("name", ""), said.get("language", "")
    if kind not in KINDS or not form or len(form) > 200 or "\n" in form:
        raise ValueError("there is nothing to make a rule of")
    if kind != "allow" and not (name and language):
        raise ValueError("the rule needs a name that the rules know, and the language of the copy")
    row = store.one("SELECT path FROM article ORDER BY id LIMIT 1")
    try:
        engine = runner.engine_for(row["path"] if row else ".")
    except ConfigError as error:
        raise ValueError(f"the rule has no file to go to: {error}") from error
    path = engine.config.path
    if path is None or not path.endswith(".yaml"):
        path = os.path.join(engine.config.root, "onym.yaml")
    change = {"kind": kind, "form": form, "name": name, "language": language}
    amended(_text(path), change)  # which raises what cannot be done now, not at the end
    with store.writing() as write:
        seq = said_event(write, who, "rule", f"{kind}: {form}", 0)
        write.execute("INSERT INTO draft (seq, path, change) VALUES (?,?,?)", (seq, path, json.dumps(change)))
    return os.path.basename(path)


def amended(text: str, change: Mapping[str, str]) -> str:
    """Return a configuration with a rule added; raises ValueError."""
    try:
        if change["kind"] == "prefer":
            return amend.put(text, ("prefer", change["name"], change["language"]), change["form"])
        if change["kind"] == "accept":
            return amend.add(text, ("accept", change["name"], change["language"]), change["form"])
        return amend.add(text, ("allow",), change["form"])
    except amend.AmendError as error:
        raise ValueError(error.message) from error


def drafts(store: Store) -> list[Row]:
    """Return the rules that are kept for writing."""
    return store.read("SELECT * FROM draft ORDER BY id")


def shown(store: Store) -> list[dict[str, Any]]:
    """Return the kept rules, each with the lines that it adds to its file and those it takes away."""
    from difflib import unified_diff

    found: list[dict[str, Any]] = []
    texts: dict[str, str] = {}
    for row in drafts(store):
        old = texts.setdefault(row["path"], _text(row["path"]))
        try:
            new = texts[row["path"]] = amended(old, json.loads(row["change"]))
        except ValueError as error:
            found.append({"id": row["id"], "path": row["path"], "lines": [], "error": str(error)})
            continue
        lines = list(unified_diff(old.splitlines(), new.splitlines(), n=1, lineterm=""))[3:]
        found.append({"id": row["id"], "path": row["path"], "lines": lines, "error": None})
    return found


def drop(store: Store, number: int) -> None:
    """Let go of a kept rule."""
    with store.writing() as connection:
        connection.execute("DELETE FROM draft WHERE id = ?", (number,))


def write(store: Store) -> list[tuple[str, str]]:
    """Write the kept rules; return the files that could not take one any more, which stays a draft, and why."""
    refused: list[tuple[str, str]] = []
    for row in drafts(store):
        try:
            old = _text(row["path"])
            new = amended(old, json.loads(row["change"]))
            if os.path.exists(row["path"]):
                save.save(row["path"], old.encode(), new.encode())
            else:
                with open(row["path"], "x", encoding="utf-8", newline="") as file:
                    file.write(new)
        except (ValueError, OSError, save.SaveError) as error:
            refused.append((row["path"], str(error)))
            continue
        drop(store, row["id"])
    return refused


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def take_over(store: Store, log: str) -> dict[str, int]:
    """Take over decisions that another session has exported: found again by fingerprint, never over a decision here."""
    told = {"taken": 0, "missing": 0, "clashes": 0}
    for mark, said in _newest(log).items():
        row = store.one("SELECT id FROM finding WHERE fingerprint = ? AND gone = 0", (mark,))
        told["missing" if row is None else _taken(store, row["id"], said)] += 1
    return told


def _newest(log: str) -> dict[str, dict[str, Any]]:
    """Return the newest standing decision on each place of a log; lines that are none are passed over."""
    newest: dict[str, dict[str, Any]] = {}
    for line in log.splitlines():
        try:
            said: Any = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(said, dict) and not said.get("undone_by") and said.get("verdict") in _ACTS:
            newest[str(said.get("fingerprint"))] = said
    return newest


def _taken(store: Store, finding: int, said: Mapping[str, Any]) -> str:
    act = Act(
        request=f"import {said.get('at')} {said.get('editor')} {said.get('seq')} {finding}",
        act=_ACTS[said["verdict"]],
        finding=finding,
        value=str(said.get("written_form") or "") if said["verdict"] == "fixed" else None,
        reason=str(said["reason"]) if said.get("reason") else None,
    )
    who = Who(str(said.get("editor", "?"))[:80], "import")
    try:
        decide(store, who, act, f"{said.get('name')}: {said['verdict']}")
    except ConflictError:
        return "clashes"
    except ValueError:
        return "missing"
    return "taken"


_ACTS = {"fixed": "edit", "left": "leave", "later": "later", "never": "never"}
