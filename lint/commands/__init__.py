"""What the commands do once the command line is parsed; each returns its exit code.

0 is clean, or all fixed; 1 says findings remain; 2 that the run itself failed, in part or whole.
"""

from __future__ import annotations

import gc
import io
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from lint import checks, formats, reporters, run
from lint.commands.telling import CLEAN, FAILED, FOUND, describe_failures, echo, shown_progress, usage_error
from lint.engine import Selection
from lint.finding import Safety
from lint.languages import meant
from lint.result import Result
from lint.terminal import counted, is_coloured, printable
from lint.typed import Any, TextIO

_OF_WHOLE_LINES = frozenset({"html", "rdjson", "rdjsonl"})  # and of whole paragraphs
_FOR_PEOPLE = frozenset({None, "full", "explained", "concise", "grouped"})


def check(said: Mapping[str, Any]) -> int:
    """Report findings, once or as often as the files change."""
    settings = _settings(said, None)
    if (said["reason"] and not said["add_noqa"]) or (said["add_noqa"] and (said["source"] or "-" in said["paths"])):
        raise usage_error("--add-noqa writes into files that are read by themselves; --reason is for it")
    if said["baseline"] and said["since"]:
        raise usage_error("--baseline and --since are two ways to see only what is new: give one")
    return _watch(said, settings) if said["watch"] else _check(said, settings)


def _check(said: Mapping[str, Any], settings: run.Settings) -> int:
    from lint.commands.dismissal import dismissed

    results = [outcome.result for outcome in _outcomes(said, settings)]
    if said["output_file"]:
        own = os.path.realpath(said["output_file"])
        results = [result for result in results if os.path.realpath(result.path) != own]
    results = dismissed(said, settings, results)
    written = _report(said, results)
    return _exit_code(said, results) if written else FAILED


def _watch(said: Mapping[str, Any], settings: run.Settings) -> int:
    """Check the files, and again those that change, until somebody interrupts it."""
    from lint.watch import changes

    if "-" in said["paths"] or said["output_format"] not in _FOR_PEOPLE or said["output_file"]:
        raise usage_error("--watch is for people at a terminal: give files or folders, and no other form of output")
    gc.enable()  # each round has rules of its own
    try:
        for number, changed in enumerate(changes(said["paths"] or ["."], said["rules"])):
            if number:
                for path in changed:
                    echo(f"onym: {printable(path)} has changed", err=True)
            _check({**said, "paths": changed, "asked": said["paths"]}, settings._replace(force_exclude=True))
            sys.stdout.flush()
    except KeyboardInterrupt:
        pass
    return CLEAN


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
        describe_failures(results)
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
    """Write diffs that ``git apply`` takes; on a terminal, lines with escapes in the place of what would steer it."""
    from lint.diff import patch, unified, unpacked

    sys.stdout.flush()
    diff_of = unified if sys.stdout.isatty() else patch
    for outcome in changed:
        path, old, new = outcome.result.path, outcome.old or b"", outcome.new or b""
        diff = unpacked(path, old, new) if formats.is_zipped(path) else diff_of(path, old, new)
        if sys.stdout.isatty():
            sys.stdout.writelines(printable(line) + "\n" for line in diff.decode("utf-8", "replace").split("\n")[:-1])
        else:
            sys.stdout.buffer.write(diff)
    sys.stdout.flush()


def _summarise_fixes(mended: int, files: int, only_shown: bool) -> None:
    if not mended:
        return
    verb = "would mend" if only_shown else "mended"
    echo(f"onym {verb} {counted(mended, 'finding')} in {counted(files, 'file')}", err=True)


def _settings(said: Mapping[str, Any], least: Safety | None) -> run.Settings:
    language = said["language"]
    if language and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language):
        raise usage_error(f"--language: {language!r} is no language code; write en, de, uk or the like")
    if language and (better := meant(language.lower())):
        raise usage_error(f"--language: {language!r} stands for no language here; did you mean {better!r}?")
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
        track_changes=said.get("track_changes"),
        comments=said.get("comments", False),
        source=said.get("source"),
        abridged=_shows_places(said),
    )


def _shows_places(said: Mapping[str, Any]) -> bool:
    """Say whether the report of a check shows places and what stands about them, and no more of the copy."""
    return said["output_format"] not in _OF_WHOLE_LINES and not said.get("source") and not said.get("add_noqa")


def _check_ids(option: str, said: str) -> Iterator[str]:
    for check_id in said.split(","):
        if check_id.strip() not in checks.IDS:
            known = ", ".join(checks.IDS)
            raise usage_error(f"{option}: there is no check {check_id.strip()!r}; there are {known}")
        yield check_id.strip()


def _outcomes(said: Mapping[str, Any], settings: run.Settings) -> Iterator[run.Outcome]:
    paths = list(said["paths"]) or ["."]
    if "-" in paths and len(paths) > 1:
        raise usage_error("standard input (-) is read alone, without other paths")
    if said["stdin_filename"] and paths != ["-"]:
        raise usage_error("--stdin-filename names what standard input holds: give - as the path")
    if said.get("source") and (len(paths) > 1 or os.path.isdir(paths[0])):
        raise usage_error("--source is the original of one translation: name one file")
    if paths == ["-"]:
        yield from run.piped(said["stdin_filename"] or "stdin.txt", sys.stdin.buffer.read(), settings)
        return
    yield from run.outcomes(paths, settings, said["jobs"], _progress(said), said.get("asked"))


def _progress(said: Mapping[str, Any]) -> Callable[[int, int], None] | None:
    """Return what shows progress on a terminal during a long run, or None."""
    return None if said["quiet"] else shown_progress


def _report(said: Mapping[str, Any], results: Iterable[Result], to_stderr: bool = False) -> bool:
    """Write the report to where it belongs, and say whether it is there."""
    if not said.get("output_file"):
        out = sys.stderr if to_stderr else sys.stdout
        _write_report(said, results, out, is_coloured(out))
        return True
    from lint.save import SaveError, put

    out = io.StringIO()
    _write_report(said, results, out, False)
    try:
        put(said["output_file"], out.getvalue().encode("utf-8", "backslashreplace"))
    except SaveError as error:
        echo(printable(f"onym: {said['output_file']}: {error.message}"), err=True)
        return False
    return True


def _write_report(said: Mapping[str, Any], results: Iterable[Result], out: TextIO, colour: bool) -> None:
    if said["statistics"]:
        counts = Counter(finding.check for result in results for finding in result.findings)
        for check_id, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            out.write(f"{count:>7,}  {check_id}\n")
        describe_failures(results)
        return
    name = said["output_format"] or ("concise" if said["quiet"] else "full")
    if said.get("explain") and name == "full":
        name = "explained"
    pages = {check_id: checks.named(check_id).__doc__ or "" for check_id in checks.IDS} if name == "sarif" else {}
    reporters.write(name, results, out, colour=colour, pages=pages)


def _exit_code(said: Mapping[str, Any], results: Iterable[Result]) -> int:
    results = list(results)
    if any(result.error for result in results):
        return FAILED
    found = any(result.findings for result in results)
    return FOUND if found and not said["exit_zero"] else CLEAN


def explain(subject: str, language: str) -> int:
    """Print a check's page, or a name's card."""
    if subject in checks.IDS:
        echo((checks.named(subject).__doc__ or "").strip())
        return CLEAN
    from lint.card import card

    text = card(subject, language) or card(subject.title(), language)
    if text is None:
        known = ", ".join(checks.IDS)
        echo(f"onym: no check and no name is called {subject!r}; the checks are {known}", err=True)
        echo("onym: a name is found by its id or by any of its spellings, which --language may narrow", err=True)
        return FAILED
    echo(text)
    return CLEAN


def review(paths: tuple[str, ...], style: str | None, language: str | None, jobs: int, opens: bool) -> int:
    """Serve the review of some paths until it is interrupted."""
    try:
        from lint.review.serve import review as serve
        from lint.review.store import StoreError
    except ImportError as error:
        raise usage_error(f'{error.name} is missing: install it with pip install "onym[review]"') from error
    try:
        serve(paths, run.Settings(style=style, language=language), jobs, opens)
    except StoreError as error:
        echo(printable(f"onym: {error.message}"), err=True)
        return FAILED
    return CLEAN


def serve(style: str | None, language: str | None, opens: bool) -> int:
    """Serve texts that are pasted or dropped until it is interrupted."""
    try:
        from lint.review.serve import serve as answer
    except ImportError as error:
        raise usage_error(f'{error.name} is missing: install it with pip install "onym[review]"') from error
    answer(run.Settings(style=style, language=language), opens)
    return CLEAN


def language_server(style: str | None, language: str | None) -> int:
    """Serve a text editor until it leaves."""
    try:
        from lint.lsp.features import serve
    except ImportError as error:
        raise usage_error(f'{error.name} is missing: install it with pip install "onym[lsp]"') from error
    serve(run.Settings(style=style, language=language))
    return CLEAN


def init(folder: str) -> int:
    """Look at a folder and write a first configuration."""
    from lint.commands.start import start

    try:
        written, seen = start(folder, shown_progress)
    except FileExistsError as error:
        echo(printable(f"onym: {error.filename} is there already; nothing was written"), err=True)
        return FAILED
    except OSError as error:
        echo(printable(f"onym: {error.filename} cannot be written: {error.strerror}"), err=True)
        return FAILED
    for path in written:
        echo(printable(f"wrote {path}"))
    if seen.read:
        languages = ", ".join(f"{language} {count:,}" for language, count in seen.languages.most_common())
        echo(f"read {seen.read:,} of {seen.files:,} files ({languages})")
        echo(f"{counted(seen.variants, 'place')} where a known name is spelt otherwise: onym check shows them")
        unlisted = counted(len(seen.unlisted), "name")
        echo(f"{unlisted} that no rule knows, in several spellings each: names.yaml proposes rules")
    return CLEAN


def names(verb: str, lines: Iterable[str]) -> int:
    """Answer lines about names, a JSON object a line; a line that cannot be answered gets {"error": ...}."""
    from lint.commands.answers import answer

    failed = False
    for line in lines:
        text, good = answer(verb, line.rstrip("\r\n").split("\t"))
        failed = failed or not good
        sys.stdout.write(text + "\n")
        sys.stdout.flush()  # who asks line by line is waiting for it
    return FAILED if failed else CLEAN
