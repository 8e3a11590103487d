"""Findings that a check does not report: old ones, and those that a comment is to switch off from now on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from lint import config, run, save
from lint.commands.telling import echo, usage_error
from lint.result import Failure, Result
from lint.terminal import counted, printable
from lint.typed import Any


def dismissed(said: Mapping[str, Any], settings: run.Settings, results: list[Result]) -> list[Result]:
    """Return the results without what the command line and the configuration dismiss."""
    results = _without_old(said, results)
    if said["since"]:
        from lint.since import SinceError, since

        try:
            results = list(since(said["since"], results))
        except SinceError as error:
            raise usage_error(f"--since: {error.message}") from error
    return _silenced(said, settings, results) if said["add_noqa"] else results


def _without_old(said: Mapping[str, Any], results: list[Result]) -> list[Result]:
    """Take away what the baselines hold, or change them as the command line says."""
    named = _baselines(said, results)
    if not named and (said["add_baseline"] or said["prune_baseline"]):
        raise usage_error("--add-baseline and --prune-baseline need --baseline FILE, or baseline in the configuration")
    if not named:
        return results
    from lint import baseline  # which reads JSON, and a plain run does not

    for path in dict.fromkeys(named.values()):
        own = [result for result in results if named.get(result.path) == path]
        others = [result for result in results if named.get(result.path) != path]
        own = [result for result in own if not _is_same(result.path, path)]
        try:
            own = _added(path, own) if said["add_baseline"] else _compared(said, path, own)
        except baseline.BaselineError as error:
            own.append(Result(error.path, None, (), Failure(error.path, None, None, error.message)))
        results = _in_order(results, [*own, *others])
    return results


def _baselines(said: Mapping[str, Any], results: Iterable[Result]) -> Mapping[str, str]:
    """Return the baseline of each file that has one: the command line's, else that of its configuration."""
    if said["no_baseline"]:
        return {}
    if said["baseline"]:
        return {result.path: said["baseline"] for result in results}
    find, configured = lru_cache(maxsize=None)(config.find), lru_cache(maxsize=None)(_configured)
    found = {}
    for result in results:
        path = configured(said["config_path"] or find(os.path.dirname(result.path)))
        if path:
            found[result.path] = path
    return found


def _configured(path: str | None) -> str | None:
    try:
        known = config.load(path).baseline if path else None
    except config.ConfigError:  # told already
        return None
    return known and os.path.relpath(known)


def _in_order(before: list[Result], after: Iterable[Result]) -> list[Result]:
    place = {result.path: number for number, result in enumerate(before)}
    return sorted(after, key=lambda result: place.get(result.path, len(before)))


def _added(path: str, results: list[Result]) -> list[Result]:
    """Put all findings into a baseline, and return the results without them."""
    from lint import baseline

    old = baseline.read(path) if os.path.exists(path) else {}
    new = baseline.recorded(path, results)
    baseline.write(path, old | new)
    held = counted(sum(map(len, new.values())), "finding")
    echo(f"onym: {printable(path)} holds {held} of these files", err=True)
    return [result._replace(findings=()) for result in results]


def _compared(said: Mapping[str, Any], path: str, results: list[Result]) -> list[Result]:
    """Return the results without what a baseline holds; what it holds in vain is told, and taken out if asked."""
    from lint import baseline

    entries = baseline.read(path)
    compared = baseline.compared(path, entries, results)
    if said["prune_baseline"]:
        baseline.write(path, baseline.without(entries, compared.stale))
    stale = sum(map(len, compared.stale.values()))
    if stale and not said["quiet"]:
        verb = "were taken out" if said["prune_baseline"] else "no longer occur (--prune-baseline takes them out)"
        echo(f"onym: {stale:,} of the findings in {printable(path)} {verb}", err=True)
    return compared.results


def _is_same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _silenced(said: Mapping[str, Any], settings: run.Settings, results: list[Result]) -> list[Result]:
    """Write a comment before the block of each finding and return the results with what has no place for one."""
    from lint.formats import FormatError
    from lint.formats.remarks import has_remarks
    from lint.silence import silence

    runner = run.Runner(settings)
    comments = files = 0
    mute: Counter[str] = Counter()
    left = []
    for result in results:
        if result.document is None or not result.findings:
            left.append(result)
            continue
        if not has_remarks(result.path):
            mute[os.path.splitext(result.path)[1].lower()] += len(result.findings)
        try:
            old = save.read(result.path)
            silenced = silence(runner.engine_for(result.path), result.path, old, result.findings, said["reason"] or "")
            save.save(result.path, old, silenced.data)
        except (save.ReadError, save.SaveError, FormatError) as error:
            left.append(result._replace(error=Failure(result.path, None, None, error.message)))
            continue
        comments, files = comments + silenced.comments, files + bool(silenced.comments)
        left.append(result._replace(document=silenced.document, findings=tuple(silenced.left)))
    if not said["quiet"]:
        echo(f"onym wrote {_many(comments, 'comment')} into {_many(files, 'file')}", err=True)
        for suffix, count in sorted(mute.items()):
            advice = "put the spellings under allow in the configuration, or use a baseline"
            echo(f"onym: {_many(count, 'finding')}: {suffix or 'these'} files have no comments; {advice}", err=True)
    return left


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
