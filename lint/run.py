"""A run over many files: each read, linted or mended on its own, so that one bad file never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from lint import config, save
from lint.engine import Engine, Selection, Unstable
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
    selection: Selection = Selection()
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
        self._engines: dict[str | None, Engine] = {}
        self._found: dict[str, str | None] = {}

    def engine_for(self, path: str) -> Engine:
        """Return the engine of the configuration nearest to a file; raises ConfigError."""
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._found:
            self._found[folder] = self.settings.config or config.find(folder)
        found = self._found[folder]
        engine = self._engines.get(found)
        if engine is None:
            settings = self.settings
            loaded = config.load(found, settings.style)
            loaded = loaded._replace(rules=(*settings.rules, *loaded.rules))
            engine = Engine(loaded, settings.selection, settings.language, settings.packs, settings.cache)
            self._engines[found] = engine
        return engine

    def broken(self) -> Iterator[Failure]:
        """Yield the rules that could not be used, each once."""
        seen: set[Failure] = set()
        for engine in self._engines.values():
            for fault in engine.packs.broken:
                failure = Failure(*fault)
                if failure not in seen:
                    seen.add(failure)
                    yield failure

    def is_left_out(self, path: str) -> bool:
        """Say whether the configuration leaves a file out."""
        loaded = self.engine_for(path).config
        return is_excluded(os.path.abspath(path), loaded.root, loaded.exclude)

    def read(self, path: str) -> Outcome:
        """Lint one file, or mend it, and say what became of it; never raises for a bad file."""
        try:
            return self.handle(path, save.read(path))
        except save.ReadError as error:
            return Outcome(Result(path, None, (), Failure(path, None, None, error.message)))

    def handle(self, path: str, data: bytes) -> Outcome:
        """Lint or mend the bytes of one file."""
        try:
            engine = self.engine_for(path)
        except config.ConfigError as error:
            return Outcome(Result(path, None, (), Failure(*error.broken[0])))
        try:
            document = engine.read(path, data)
        except FormatError as error:
            return Outcome(Result(path, None, (), Failure(path, error.line, error.column, error.message)))
        if self.settings.least is None:
            return Outcome(Result(path, document, tuple(engine.lint(document))))
        before = engine.lint(document)
        try:
            new, left = engine.mend(document, self.settings.least)
            if new == data:
                return Outcome(Result(path, document, tuple(left)))
            mended = max(len(before) - len(left), 1)
            if self.settings.write:
                save.save(path, data, new)
        except Unstable as error:
            return Outcome(Result(path, document, tuple(before), Failure(path, None, None, str(error))))
        except (save.SaveError, FormatError) as error:
            return Outcome(Result(path, document, tuple(before), Failure(path, None, None, error.message)))
        return Outcome(Result(path, engine.read(path, new), tuple(left)), data, new, mended)


def outcomes(
    paths: Iterable[str], settings: Settings, jobs: int | None, progress: Callable[[int, int], None] | None = None
) -> Iterator[Outcome]:
    """Yield what became of every file, in the order of the paths, rules that could not be used last."""
    runner = Runner(settings)
    named = set(paths)
    files: list[str] = []
    for path in discover(named if not isinstance(paths, (list, tuple)) else paths):
        try:
            if (path in named and not settings.force_exclude) or not runner.is_left_out(path):
                files.append(path)
        except config.ConfigError as error:
            yield from (Outcome(Result(fault.path, None, (), Failure(*fault))) for fault in error.broken)
            return
    jobs = jobs or ((os.cpu_count() or 1) if len(files) >= WORTH_A_POOL else 1)
    found: Iterable[tuple[Outcome, tuple[Failure, ...]]]
    seen: dict[Failure, None] = {}
    for number, (outcome, broken) in enumerate(_in_order(files, settings, runner, jobs), 1):
        seen.update(dict.fromkeys(broken))
        if progress:
            progress(number, len(files))
        yield outcome
    seen.update(dict.fromkeys(runner.broken()))
    for failure in seen:
        yield Outcome(Result(failure.path, None, (), failure))


def piped(name: str, data: bytes, settings: Settings) -> Iterator[Outcome]:
    """Yield what became of text on standard input; ``old`` holds it even where nothing changed."""
    runner = Runner(settings)
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
