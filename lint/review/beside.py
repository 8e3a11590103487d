"""Files beside the articles that are written with them: the baseline, and the house file with its new rules."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping

from lint import amend, baseline, save
from lint.engine import Engine
from lint.review.store import Row, Store
from lint.typed import NamedTuple

BASELINE = "onym-baseline.json"
"""The baseline of a house that has named none, beside its configuration."""

Entries = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Baseline -> path of an article -> fingerprint -> words for people."""


class Beside(NamedTuple):
    """What a file becomes: ``old`` is None where there is none yet.

    ``drafts`` are the numbers of the rules in it, ``refused`` those that it cannot take, each with the reason.
    """

    path: str
    old: bytes | None
    new: bytes
    drafts: tuple[int, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()


def config_of(store: Store, engine: Engine) -> str:
    """Return the configuration that rules go into, which may be new; raises ValueError where that is no YAML file."""
    path = engine.config.path
    if path is None:
        return os.path.join(_folder(store), "onym.yaml")
    if not path.endswith(".yaml"):
        raise ValueError(f"the rule has no file to go to: {os.path.basename(path)} can be changed by hand only")
    return path


def baseline_of(store: Store, engine: Engine) -> str:
    """Return the baseline that entries go into; a house that has named none gets one beside its configuration."""
    if engine.config.baseline:
        return engine.config.baseline
    folder = os.path.dirname(engine.config.path) if engine.config.path else _folder(store)
    return os.path.join(folder, BASELINE)


def _folder(store: Store) -> str:
    """Return the folder that holds all that is reviewed."""
    row = store.one("SELECT roots FROM session")
    roots = [os.path.abspath(root) for root in json.loads(row["roots"])] if row else [os.getcwd()]
    common = os.path.commonpath(roots)
    return common if os.path.isdir(common) else os.path.dirname(common)


def amended(text: str, change: Mapping[str, str]) -> str:
    """Return a configuration with a rule added, or with the name of its baseline; raises ValueError."""
    try:
        if change["kind"] == "prefer":
            return amend.put(text, ("prefer", change["name"], change["language"]), change["form"])
        if change["kind"] == "accept":
            return amend.add(text, ("accept", change["name"], change["language"]), change["form"])
        if change["kind"] == "baseline":
            return amend.put(text, ("baseline",), change["form"])
        return amend.add(text, ("allow",), change["form"])
    except amend.AmendError as error:
        raise ValueError(error.message) from error


def drafts(store: Store) -> list[Row]:
    """Return the rules that are kept for writing."""
    return store.read("SELECT * FROM draft WHERE written IS NULL ORDER BY id")


def houses(store: Store, unnamed: Iterable[tuple[str, str]] = ()) -> list[Beside]:
    """Return what the configurations become: with the kept rules, and with the baselines that none has named yet.

    ``unnamed`` are pairs of a configuration and the name of its new baseline.
    """
    wanted = [(row["path"], row["id"], json.loads(row["change"])) for row in drafts(store)]
    wanted += [(path, 0, {"kind": "baseline", "form": name}) for path, name in dict.fromkeys(unnamed)]
    return [
        _house(path, [(number, change) for each, number, change in wanted if each == path])
        for path in dict.fromkeys(path for path, _, _ in wanted)
    ]


def _house(path: str, changes: Iterable[tuple[int, Mapping[str, str]]]) -> Beside:
    taken, refused = [], []
    try:
        old = read(path)
        text = (old or b"").decode("utf-8")
    except (ValueError, save.ReadError) as error:
        return Beside(path, b"", b"", refused=tuple((number, str(error)) for number, _ in changes))
    for number, change in changes:
        try:
            text = amended(text, change)
        except ValueError as error:
            refused.append((number, str(error)))
            continue
        taken.append(number)
    return Beside(path, old, text.encode("utf-8"), tuple(taken), tuple(refused))


def baselines(entries: Entries) -> list[Beside]:
    """Return what the baselines become with some more entries; raises BaselineError for one that cannot be read."""
    found = []
    for path, articles in entries.items():
        old = read(path)
        held = baseline.read(path) if old is not None else {}
        folder = os.path.dirname(os.path.abspath(path))
        for article, marks in articles.items():
            name = os.path.relpath(article, folder).replace(os.sep, "/")
            held[name] = {**held.get(name, {}), **marks}
        found.append(Beside(path, old, baseline.written(held).encode()))
    return found


def read(path: str) -> bytes | None:
    """Return the bytes of a file, None if there is none; raises ReadError."""
    return save.read(path) if os.path.lexists(path) else None


def lines(change: Beside) -> list[str]:
    """Return the lines that a file gets and loses, each with its sign."""
    from difflib import unified_diff

    old, new = (data.decode("utf-8", "replace").splitlines() for data in (change.old or b"", change.new))
    diff = list(unified_diff(old, new, n=0, lineterm=""))[2:]
    return [line for line in diff if not line.startswith("@@")]
