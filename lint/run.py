"""A run over many files: each read, linted or mended on its own, so that one bad file never stops the rest."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from functools import partial

from lint import config
from lint.files import discover
from lint.result import Failure, Result
from lint.runner import Outcome as Outcome
from lint.runner import Runner as Runner
from lint.runner import Settings as Settings

# For fewer files it takes longer to keep what was found than to find it again.
WORTH_KEEPING = 32

# Below this many files starting a second process costs more than it brings; and where only listed forms are looked for.
WORTH_A_POOL = 64
WORTH_A_POOL_IF_QUICK = 10_000


def outcomes(
    paths: Iterable[str],
    settings: Settings,
    jobs: int | None,
    progress: Callable[[int, int], None] | None = None,
    asked: Collection[str] | None = None,
) -> Iterator[Outcome]:
    """Yield what became of every file, in the order of the paths.

    JSON and tables are read where somebody has ``asked`` for the file by its path (None: by any of the paths), where
    the configuration chooses what is read of them, or where they hold news. Folders, configurations and rules that
    could not be used come last. A file whose configuration cannot be used is left out, and the others are read.
    """
    paths = list(paths)
    runner = Runner(settings)
    failures: set[Failure] = set()

    def unread(error: OSError) -> None:
        failures.add(Failure(str(error.filename), None, None, f"the folder cannot be listed: {error.strerror}"))

    asked = frozenset(paths if asked is None else asked)
    named = frozenset() if settings.force_exclude else asked
    files: list[str] = []
    for path in discover(paths, unread):
        with suppress(config.ConfigError):  # the runner keeps it and reports it once
            left_out = runner.is_left_out(path) and path not in named
            if not left_out and (path in asked or not runner.is_data(path)):
                files.append(path)
    is_quick = len(files) > 1 and runner.is_quick()
    least = WORTH_A_POOL_IF_QUICK if is_quick else WORTH_A_POOL
    jobs = jobs or ((os.cpu_count() or 1) if len(files) >= least else 1)
    remembers = settings.cache and settings.least is None and settings.source is None and not is_quick
    reading = _remembered if remembers and len(files) >= WORTH_KEEPING else _in_order
    for number, (outcome, broken) in enumerate(reading(files, settings, runner, jobs), 1):
        failures.update(broken)
        if progress:
            progress(number, len(files))
        yield outcome
    failures.update(runner.broken())
    for failure in sorted(failures, key=_place):
        yield Outcome(Result(failure.path, None, (), failure))


def _place(failure: Failure) -> tuple[str, int, int, str]:
    return failure.path, failure.line or 0, failure.column or 0, failure.message


def piped(name: str, data: bytes, settings: Settings) -> Iterator[Outcome]:
    """Yield what became of text on standard input; ``old`` holds it even where nothing changed."""
    runner = Runner(settings)
    outcome = Outcome(Result(name, None, ()))
    with suppress(config.ConfigError):  # the runner keeps it and reports it once
        if not settings.force_exclude or not runner.is_left_out(name):
            runner.engine_for(name)
            outcome = runner.handle(name, data)
    yield outcome._replace(old=data)
    for failure in runner.broken():
        yield Outcome(Result(failure.path, None, (), failure))


def _remembered(
    files: list[str], settings: Settings, runner: Runner, jobs: int
) -> Iterator[tuple[Outcome, tuple[Failure, ...]]]:
    """Read the files that are new, and yield them with those whose findings are known, in order."""
    known = {path: recalled for path in files if (recalled := runner.recall(path))}
    read = _in_order([path for path in files if path not in known], settings, runner, jobs)
    for path in files:
        if path in known:
            yield _read_again(known.pop(path), runner)._replace(data=None), ()
        else:
            outcome, broken = next(read)
            if not broken:
                runner.keep(outcome)
            yield outcome._replace(data=None, noted=None), broken
    runner.store()


def _in_order(
    files: list[str], settings: Settings, runner: Runner, jobs: int
) -> Iterator[tuple[Outcome, tuple[Failure, ...]]]:
    alone = files if jobs <= 1 else files[:1]  # the first file makes the rules ready, which forked processes share
    for path in alone:
        yield runner.read(path), ()
    files = files[len(alone) :]
    if not files:
        return
    from concurrent.futures import ProcessPoolExecutor

    _runner_of_worker[settings] = runner
    pool = ProcessPoolExecutor(jobs, initializer=_leave_interrupts)
    try:
        chunk = max(1, min(32, len(files) // (jobs * 4)))
        for outcome, broken in pool.map(partial(_in_worker, settings), files, chunksize=chunk):
            yield _read_again(outcome, runner), broken
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Leave an interrupt to the process that started this one, which then hands out no more work."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


_runner_of_worker: dict[Settings, Runner] = {}


def _in_worker(settings: Settings, path: str) -> tuple[Outcome, tuple[Failure, ...]]:
    """Read one file and return what became of it; its bytes are carried over, and not the document, which is large."""
    runner = _runner_of_worker.get(settings)
    if runner is None:
        gc.disable()  # as in the process that started this one
        runner = _runner_of_worker[settings] = Runner(settings)
    outcome = runner.read(path)
    result = outcome.result
    if result.document is not None and outcome.data is not None:
        outcome = outcome._replace(
            result=result._replace(document=result.document._replace(text="", regions=(), origin=None))
        )
    return outcome, tuple(runner.broken())


def _read_again(outcome: Outcome, runner: Runner) -> Outcome:
    """Put the document back that another process has read, where findings stand in it."""
    result, data = outcome.result, outcome.data if outcome.new is None else outcome.new
    if data is None or result.document is None or not (result.findings or outcome.new):
        return outcome
    document = runner.engine_for(result.path).read(result.path, data)._replace(segments=result.document.segments)
    return outcome._replace(result=result._replace(document=document))
