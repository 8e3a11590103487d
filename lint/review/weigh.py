"""What a rule of the house's would change in the articles of the batch, before it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import islice, zip_longest

from lint import save
from lint.config import Config, ConfigError
from lint.document import Document, Span
from lint.engine import Engine
from lint.finding import Finding
from lint.formats import FormatError, named
from lint.reporters.excerpt import Excerpt, excerpt
from lint.review.found import unknown
from lint.review.store import Store
from lint.run import Runner
from lint.typed import Any, NamedTuple

MOST_ARTICLES = 120
"""Articles that a rule is tried on, the newest: about two seconds of work."""

MOST_SAMPLES = 8
_COLUMNS = 92


class Sample(NamedTuple):
    """One place: the copy about it, and what is written there without the rule and with it.

    None is written where nothing is reported; "" deletes, or is to be written by hand.
    """

    path: str
    line: int
    copy: Excerpt
    before: str | None
    after: str | None


class Weighed(NamedTuple):
    """How many places are corrected otherwise, reported no more, and newly reported.

    ``read`` articles were tried of ``of`` that the rule may concern.
    """

    changed: int
    silent: int
    fresh: int
    read: int
    of: int
    samples: tuple[Sample, ...]


def weigh(store: Store, runner: Runner, change: Mapping[str, str], cluster: int) -> Weighed:
    """Check the articles in which a name occurs with a rule and without it."""
    numbers = _articles(store, change, cluster)
    engines: dict[int, Engine] = {}
    samples: list[Sample] = []
    read = 0
    for row in store.read(
        f"SELECT path FROM article WHERE id IN ({','.join(map(str, numbers))}) ORDER BY mtime_ns DESC, id LIMIT ?",
        (MOST_ARTICLES,),
    ):
        try:
            engine = runner.engine_for(row["path"])
            document = engine.read(row["path"], save.read(row["path"]))
        except (ConfigError, FormatError, save.ReadError):
            continue
        other = engines.setdefault(id(engine), engine.under(chosen(engine.config, change)))
        samples += _compared(document, engine, other)
        read += 1
    changed = [each for each in samples if each.before is not None and each.after is not None]
    silent = [each for each in samples if each.after is None]
    fresh = [each for each in samples if each.before is None]
    by_turns = (each for group in zip_longest(changed, silent, fresh) for each in group if each)
    return Weighed(len(changed), len(silent), len(fresh), read, len(numbers), tuple(islice(by_turns, MOST_SAMPLES)))


def _articles(store: Store, change: Mapping[str, str], cluster: int) -> list[int]:
    """Return the articles with a place of the name or its right form, or with the spelling that is allowed."""
    if change["kind"] == "allow":
        rows = store.read("SELECT DISTINCT article FROM finding WHERE form = ? AND gone = 0", (change["form"],))
    else:
        rows = store.read(
            "SELECT article FROM finding WHERE cluster = ? AND gone = 0"
            " UNION SELECT article FROM right_form WHERE cluster = ?",
            (cluster, cluster),
        )
    return [row["article"] for row in rows]


def chosen(config: Config, change: Mapping[str, str]) -> Config:
    """Return a configuration with a rule in it."""
    kind, form = change["kind"], change["form"]
    if kind == "allow":
        return config._replace(allow=config.allow | {form})
    name, language = change["name"], change["language"]
    if kind == "prefer":
        prefer = {**config.style.prefer, name: {**config.style.prefer.get(name, {}), language: form}}
        return config._replace(style=config.style._replace(prefer=prefer))
    known: Mapping[str, Any] = config.style.accept.get(name, {})
    listed = known.get(language, [])
    forms = [*([listed] if isinstance(listed, str) else listed), form]
    accept = {**config.style.accept, name: {**known, language: forms}}
    return config._replace(style=config.style._replace(accept=accept))


def _compared(document: Document, engine: Engine, other: Engine) -> Iterator[Sample]:
    before, after = (_written(document, unknown(each, document, each.lint(document))) for each in (engine, other))
    spans = sorted(span for span in {*before, *after} if before.get(span) != after.get(span))
    for span, place in zip(spans, named(document.path).places(document, spans), strict=True):
        copy = excerpt(document.text, span, _COLUMNS)
        yield Sample(os.path.basename(document.path), place.line, copy, before.get(span), after.get(span))


def _written(document: Document, findings: tuple[Finding, ...]) -> dict[Span, str]:
    return {
        edit.span: edit.text
        for finding in findings
        for edit in (finding.fix.edits if finding.fix and finding.fix.edits else ())
    } | {finding.span: "" for finding in findings if not (finding.fix and finding.fix.edits)}
