"""What the commands do once the command line is parsed; each returns its exit code.

0 is clean, or all fixed; 1 says findings remain; 2 that the run itself failed, in part or whole.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from lint import checks, reporters, run
from lint.engine import Selection
from lint.finding import Safety
from lint.result import Failure, Result
from lint.terminal import is_coloured, printable

if TYPE_CHECKING:
    from lint.schema import Shape

CLEAN, FOUND, FAILED = 0, 1, 2


def check(said: Mapping[str, Any]) -> int:
    """Report findings."""
    if (said["add_baseline"] or said["prune_baseline"]) and not said["baseline"]:
        raise click.UsageError("--add-baseline and --prune-baseline need --baseline FILE")
    if said["baseline"] and said["since"]:
        raise click.UsageError("--baseline and --since are two ways to see only what is new: give one")
    settings = _settings(said, None)
    results = [outcome.result for outcome in _outcomes(said, settings)]
    if said["since"]:
        from lint.since import SinceError, since

        try:
            results = list(since(said["since"], results))
        except SinceError as error:
            raise click.UsageError(f"--since: {error.message}") from error
    if said["baseline"]:
        results = _without_old(said, results)
    _report(said, results)
    return _exit_code(said, results)


def _without_old(said: Mapping[str, Any], results: list[Result]) -> list[Result]:
    """Take away what the baseline holds, or change the baseline as the command line says."""
    from lint import baseline

    path = said["baseline"]
    results = [result for result in results if not _is_same(result.path, path)]
    try:
        if said["add_baseline"]:
            old = baseline.read(path) if os.path.exists(path) else {}
            new = baseline.recorded(path, results)
            baseline.write(path, old | new)
            results = [result._replace(findings=()) for result in results]
            click.echo(f"onym: {path} holds {sum(map(len, new.values())):,} findings of these files", err=True)
            return results
        entries = baseline.read(path)
        compared = baseline.compared(path, entries, results)
        stale = sum(map(len, compared.stale.values()))
        if said["prune_baseline"]:
            baseline.write(path, baseline.without(entries, compared.stale))
        if stale and not said["quiet"]:
            verb = "were taken out" if said["prune_baseline"] else "no longer occur (--prune-baseline takes them out)"
            click.echo(f"onym: {stale:,} of the findings in {printable(path)} {verb}", err=True)
        return compared.results
    except baseline.BaselineError as error:
        return [*results, Result(error.path, None, (), Failure(error.path, None, None, error.message))]


def _is_same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def fix(said: Mapping[str, Any]) -> int:
    """Write fixes, or show them as a diff, and report what remains."""
    least = Safety.UNSAFE if said["unsafe_fixes"] else Safety.SAFE
    piped = list(said["paths"]) == ["-"]
    settings = _settings(said, least)._replace(write=not said["diff"] and not piped)
    outcomes = list(_outcomes(said, settings))
    results = [outcome.result for outcome in outcomes]
    changed = [outcome for outcome in outcomes if outcome.new is not None]
    if said["diff"]:
        _show_changes(changed)
        _describe_failures(results)
    elif piped:
        for outcome in outcomes:
            data = outcome.new if outcome.new is not None else outcome.old
            if data is not None:
                sys.stdout.buffer.write(data)
        sys.stdout.flush()
        _report(said, results, to_stderr=True)
    else:
        _report(said, results)
    if not said["quiet"]:
        _summarise_fixes(sum(outcome.mended for outcome in changed), len(changed), said["diff"])
    code = _exit_code(said, results)
    if said["diff"] and code == CLEAN and changed and not said["exit_zero"]:
        return FOUND
    return code


def _show_changes(changed: Iterable[run.Outcome]) -> None:
    """Write diffs as bytes that ``git apply`` takes; on a terminal as lines that cannot steer it."""
    from lint.diff import unified

    sys.stdout.flush()
    for outcome in changed:
        diff = unified(outcome.result.path, outcome.old or b"", outcome.new or b"")
        if sys.stdout.isatty():
            sys.stdout.writelines(printable(line) + "\n" for line in diff.decode("utf-8", "replace").split("\n")[:-1])
        else:
            sys.stdout.buffer.write(diff)
    sys.stdout.flush()


def _describe_failures(results: Iterable[Result]) -> None:
    for result in results:
        if result.error:
            click.echo(_described(result.error), err=True)


def _summarise_fixes(mended: int, files: int, only_shown: bool) -> None:
    if not mended:
        return
    verb = "would mend" if only_shown else "mended"
    findings = "1 finding" if mended == 1 else f"{mended} findings"
    click.echo(f"onym {verb} {findings} in {'1 file' if files == 1 else f'{files} files'}", err=True)


def _settings(said: Mapping[str, Any], least: Safety | None) -> run.Settings:
    language = said["language"]
    if language and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language):
        raise click.UsageError(f"--language: {language!r} is no language code; write en, de, uk or the like")
    return run.Settings(
        config=said["config_path"],
        style=said["style"],
        language=language,
        selection=Selection(
            frozenset(_check_ids("--select", said["select"])) if said["select"] else None,
            frozenset(_check_ids("--ignore", said["ignore"])) if said["ignore"] else frozenset(),
        ),
        rules=tuple(said["rules"]),
        packs=not said["no_packs"],
        cache=not said["no_cache"],
        least=least,
        force_exclude=said["force_exclude"],
    )


def _check_ids(option: str, said: str) -> Iterator[str]:
    for check_id in said.split(","):
        if check_id.strip() not in checks.IDS:
            known = ", ".join(checks.IDS)
            raise click.UsageError(f"{option}: there is no check {check_id.strip()!r}; there are {known}")
        yield check_id.strip()


def _outcomes(said: Mapping[str, Any], settings: run.Settings) -> Iterator[run.Outcome]:
    paths = list(said["paths"]) or ["."]
    if "-" in paths and len(paths) > 1:
        raise click.UsageError("standard input (-) is read alone, without other paths")
    if said["stdin_filename"] and paths != ["-"]:
        raise click.UsageError("--stdin-filename names what standard input holds: give - as the path")
    if paths == ["-"]:
        yield from run.piped(said["stdin_filename"] or "stdin.txt", sys.stdin.buffer.read(), settings)
        return
    yield from run.outcomes(paths, settings, said["jobs"], _progress(said))


def _progress(said: Mapping[str, Any]) -> Any:
    """Return what shows progress on a terminal during a long run, or None."""
    if said["quiet"] or not sys.stderr.isatty():
        return None

    def show(number: int, of: int) -> None:
        if of >= run.WORTH_A_POOL and (number % 16 == 0 or number == of):
            end = "\r\x1b[K" if number == of else ""
            sys.stderr.write(f"\r{number:,} of {of:,} files{end}")
            sys.stderr.flush()

    return show


def _report(said: Mapping[str, Any], results: Iterable[Result], to_stderr: bool = False) -> None:
    out = sys.stderr if to_stderr else sys.stdout
    if said["statistics"]:
        counts = Counter(finding.check for result in results for finding in result.findings)
        for check_id, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            out.write(f"{count:>7,}  {check_id}\n")
        _describe_failures(results)
        return
    name = said["output_format"] or ("concise" if said["quiet"] else "full")
    pages = {check_id: checks.named(check_id).__doc__ or "" for check_id in checks.IDS} if name == "sarif" else {}
    reporters.write(name, results, out, colour=is_coloured(out), pages=pages)


def _exit_code(said: Mapping[str, Any], results: Iterable[Result]) -> int:
    results = list(results)
    if any(result.error for result in results):
        return FAILED
    found = any(result.findings for result in results)
    return FOUND if found and not said["exit_zero"] else CLEAN


def _described(failure: Failure) -> str:
    place = ":".join(str(part) for part in (failure.path, failure.line, failure.column) if part is not None)
    return printable(f"{place}: {failure.message}")


def explain(subject: str, language: str) -> int:
    """Print a check's page, or a name's card."""
    if subject in checks.IDS:
        click.echo((checks.named(subject).__doc__ or "").strip())
        return CLEAN
    from lint.card import card

    text = card(subject, language)
    if text is None:
        known = ", ".join(checks.IDS)
        click.echo(f"onym: no check and no name is called {subject!r}; the checks are {known}", err=True)
        return FAILED
    click.echo(text)
    return CLEAN


def language_server(style: str | None, language: str | None) -> int:
    """Serve a text editor until it leaves."""
    try:
        from lint.lsp.server import serve
    except ImportError as error:
        raise click.UsageError(f'{error.name} is missing: install it with pip install "onym[lsp]"') from error
    serve(run.Settings(style=style, language=language))
    return CLEAN


def init(folder: str) -> int:
    """Write a first configuration."""
    from lint.start import start

    try:
        written = start(folder)
    except FileExistsError as error:
        click.echo(printable(f"onym: {error.filename} is there already; nothing was written"), err=True)
        return FAILED
    except OSError as error:
        click.echo(printable(f"onym: {error.filename} cannot be written: {error.strerror}"), err=True)
        return FAILED
    for path in written:
        click.echo(printable(f"wrote {path}"))
    return CLEAN


def names(verb: str, lines: Iterable[str]) -> int:
    """Answer lines about names, a JSON object a line; a line that cannot be answered gets {"error": ...}."""
    from lint.answers import answer

    failed = False
    for line in lines:
        text, good = answer(verb, line.rstrip("\r\n").split("\t"))
        failed = failed or not good
        sys.stdout.write(text + "\n")
        sys.stdout.flush()  # who asks line by line is waiting for it
    return FAILED if failed else CLEAN


def rules_test(files: tuple[str, ...]) -> int:
    """Run the examples inside rule files."""
    from lint.proof import prove

    proved = prove(files)
    for failure in proved.failures:
        click.echo(_described(failure), err=True)
    files_word = "1 file" if proved.files == 1 else f"{proved.files} files"
    click.echo(f"{proved.examples:,} examples in {files_word}, {len(proved.failures)} wrong")
    return FAILED if proved.failures else CLEAN


def rules_audit(files: tuple[str, ...], languages: str) -> int:
    """Print what every name comes out as."""
    from lint.card import audit

    for row in audit(tuple(language.strip() for language in languages.split(",")), files):
        click.echo("\t".join(map(printable, row)))
    return CLEAN


def rules_schema(kind: str) -> int:
    """Print a JSON Schema."""
    import json

    from lint import shapes
    from lint.schema import json_schema

    described: Mapping[str, tuple[Shape, str]] = {
        "rules": (shapes.RULE_FILE, "onym rule file"),
        "config": (shapes.CONFIG, "onym configuration"),
        "style": (shapes.STYLE, "onym style"),
    }
    shape, title = described[kind]
    schema = json_schema(shape, title, f"https://onym.dev/schema/{kind}.json")
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
    return CLEAN
