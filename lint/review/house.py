"""The house's own rules: kept as drafts while one decides, written with the rest; and decisions of another session."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from lint import save
from lint.config import ConfigError
from lint.review.beside import amended, config_of, drafts, read
from lint.review.fold import Act, ConflictError, Who, decide, said_event
from lint.review.store import Store
from lint.run import Runner
from lint.typed import Any, NamedTuple

KINDS = ("prefer", "accept", "allow")


class Rule(NamedTuple):
    """A rule of the house's, as `lint.review.beside.amended` takes it, and the configuration that it goes into."""

    change: Mapping[str, str]
    path: str


def asked(store: Store, runner: Runner, said: Mapping[str, str]) -> Rule:
    """Read a rule from what a form says; raises ValueError for one that cannot be said."""
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
    return Rule({"kind": kind, "form": form, "name": name, "language": language}, config_of(store, engine))


def keep(store: Store, runner: Runner, who: Who, said: Mapping[str, str], words: str = "") -> str:
    """Keep a rule for writing and return the file it will go to; raises ValueError for one that cannot be said.

    ``words`` say the rule in the log.
    """
    rule = asked(store, runner, said)
    lines(rule)  # which raises what cannot be done now, not at the end
    cluster = said.get("cluster", "")
    with store.writing() as write:
        seq = said_event(write, who, "rule", words or f"{rule.change['kind']}: {rule.change['form']}", 0)
        change = json.dumps({**rule.change, "cluster": cluster})
        write.execute("INSERT INTO draft (seq, path, change) VALUES (?,?,?)", (seq, rule.path, change))
    return os.path.basename(rule.path)


def lines(rule: Rule) -> list[str]:
    """Return the configuration with a rule in it, the lines about the change, each with its sign; raises ValueError."""
    from difflib import unified_diff

    try:
        old = (read(rule.path) or b"").decode("utf-8")
    except save.ReadError as error:
        raise ValueError(error.message) from error
    new = amended(old, rule.change)
    return list(unified_diff(old.splitlines(), new.splitlines(), n=3, lineterm=""))[3:]


def kept(store: Store, cluster: int) -> list[dict[str, Any]]:
    """Return the rules of a name that are kept for writing."""
    return [row for row in shown(store) if row.get("cluster") == str(cluster)]


def shown(store: Store) -> list[dict[str, Any]]:
    """Return the rules that are kept for writing."""
    return [{"id": row["id"], "path": row["path"], **json.loads(row["change"])} for row in drafts(store)]


def drop(store: Store, number: int) -> None:
    """Let go of a kept rule."""
    with store.writing() as connection:
        connection.execute("DELETE FROM draft WHERE id = ?", (number,))


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
