"""A run over many files: each read, linted or mended on its own, so that one bad file never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from lint import config, save
from lint.engine import EVERY_CHECK, Engine, Selection, UnstableError
from lint.files import discover, is_excluded
from lint.finding import Safety
from lint.formats import FormatError
from lint.result import Failure, Result

# Below this many files starting a second process costs more than it brings.
WORTH_A_POOL = 64


class Settings(NamedTuple):
    """What the command line says, beside the configuration."""

    config: str | None = None
    style: str | None = None
    language: str | None = None
    selection: Selection = EVERY_CHECK
    rules: tuple[str, ...] = ()
    packs: bool = True
    cache: bool = True
    least: Safety | None = None  # the least safe fix that is applied; None only reports
    write: bool = False
    force_exclude: bool = False


class Outcome(NamedTuple):
    """A result, and what a fix made of the file: ``old`` and ``new`` are None where nothing changed."""

    result: Result
    old: bytes | None = None
    new: bytes | None = None
    mended: int = 0


class Runner:
    """Makes one engine a configuration, and reads files with the one that holds for them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._engines: dict[str | None, Engine | config.ConfigError] = {}
        self._found: dict[str, str | None] = {}
        self._swept: set[str] = set()

    def engine_for(self, path: str) -> Engine:
        """Return the engine of the configuration nearest to a file; raises ConfigError."""
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._found:
            self._found[folder] = self.settings.config or config.find(folder)
        found = self._found[folder]
        if found not in self._engines:
            try:
                self._engines[found] = self._engine(found)
            except config.ConfigError as error:
                self._engines[found] = error
        engine = self._engines[found]
        if isinstance(engine, config.ConfigError):
            raise engine
        return engine

    def _engine(self, found: str | None) -> Engine:
        settings = self.settings
        loaded = config.load(found, settings.style)
        loaded = loaded._replace(rules=(*settings.rules, *loaded.rules))
        return Engine(loaded, settings.selection, settings.language, settings.packs, settings.cache)

    def broken(self) -> Iterator[Failure]:
        """Yield the rules and configurations that could not be used, each once."""
        seen: set[Failure] = set()
        for engine in self._engines.values():
            for fault in engine.broken if isinstance(engine, config.ConfigError) else engine.packs.broken:
                failure = Failure(*fault)._replace(path=_nearby(fault.path))
                if failure not in seen:
                    seen.add(failure)
                    yield failure

    def is_left_out(self, path: str) -> bool:
        """Say whether the configuration leaves a file out."""
        loaded = self.engine_for(path).config
        return is_excluded(os.path.abspath(path), loaded.root, loaded.exclude)

    def read(self, path: str) -> Outcome:
        """Lint one file, or mend it, and say what became of it; never raises for a bad file."""
        if self.settings.write:
            self._sweep(os.path.dirname(os.path.realpath(path)))
        try:
            data = save.read(path)
        except save.ReadError as error:
            return Outcome(Result(path, None, (), Failure(path, None, None, error.message)))
        return self.handle(path, data)

    def _sweep(self, folder: str) -> None:
        """Remove what a run that died has left beside the files of this one."""
        if folder not in self._swept:
            self._swept.add(folder)
            save.sweep(folder)

    def handle(self, path: str, data: bytes) -> Outcome:
        """Lint or mend the bytes of one file; a fault of the program costs this file only."""
        try:
            return self._handle(path, data)
        except config.ConfigError as error:
            return Outcome(Result(path, None, (), Failure(*error.broken[0])))
        except Exception as error:
            return Outcome(Result(path, None, (), Failure(path, None, None, _confession(error))))

    def _handle(self, path: str, data: bytes) -> Outcome:
        engine = self.engine_for(path)
        try:
            document = engine.read(path, data)
        except FormatError as error:
            return Outcome(Result(path, None, (), Failure(path, error.line, error.column, error.message)))
        before = engine.lint(document)
        least = self.settings.least
        if least is None or not any(finding.fix and finding.fix.safety >= least for finding in before):
            return Outcome(Result(path, document, tuple(before)))
        try:
            new, left = engine.mend(document, least)
            if new == data:
                return Outcome(Result(path, document, tuple(left)))
            mended = max(len(before) - len(left), 1)
            if self.settings.write:
                save.save(path, data, new)
        except UnstableError as error:
            return Outcome(Result(path, document, tuple(before), Failure(path, None, None, str(error))))
        except (save.SaveError, FormatError) as error:
            return Outcome(Result(path, document, tuple(before), Failure(path, None, None, error.message)))
        return Outcome(Result(path, engine.read(path, new), tuple(left)), data, new, mended)


def _nearby(path: str) -> str:
    """Return the path of a rule or configuration as it is read from the working directory, if it lies below it."""
    relative = os.path.relpath(path)
    return path if relative.startswith(os.pardir) else relative


def _confession(error: Exception) -> str:
    """Say that the program itself has failed, and where."""
    from traceback import extract_tb

    frame = extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    return f"onym itself failed on this file ({type(error).__name__}: {error}; {where}): please report it"


def outcomes(
    paths: Iterable[str], settings: Settings, jobs: int | None, progress: Callable[[int, int], None] | None = None
) -> Iterator[Outcome]:
    """Yield what became of every file, in the order of the paths.

    Folders, configurations and rules that could not be used come last. A file whose configuration cannot be used is
    left out, and the others are read.
    """
    paths = list(paths)
    runner = Runner(settings)
    failures: set[Failure] = set()

    def unread(error: OSError) -> None:
        failures.add(Failure(str(error.filename), None, None, f"the folder cannot be listed: {error.strerror}"))

    named = frozenset() if settings.force_exclude else frozenset(paths)
    files: list[str] = []
    for path in discover(paths, unread):
        with suppress(config.ConfigError):  # the runner keeps it and reports it once
            if not runner.is_left_out(path) or path in named:
                files.append(path)
    jobs = jobs or ((os.cpu_count() or 1) if len(files) >= WORTH_A_POOL else 1)
    for number, (outcome, broken) in enumerate(_in_order(files, settings, runner, jobs), 1):
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


def _in_order(
    files: list[str], settings: Settings, runner: Runner, jobs: int
) -> Iterator[tuple[Outcome, tuple[Failure, ...]]]:
    if jobs <= 1 or len(files) <= 1:
        for path in files:
            yield runner.read(path), ()
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(_in_worker, settings), files, chunksize=max(1, min(32, len(files) // (jobs * 4))))


_runner_of_worker: dict[Settings, Any] = {}


def _in_worker(settings: Settings, path: str) -> tuple[Outcome, tuple[Failure, ...]]:
    runner = _runner_of_worker.get(settings)
    if runner is None:
        runner = _runner_of_worker[settings] = Runner(settings)
    outcome = runner.read(path)
    return outcome, tuple(runner.broken())
