"""A run over many files: each read, linted or mended on its own, so that one bad file never stops the rest."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from functools import partial

from lint import config, formats, save
from lint.document import Document, Segment
from lint.engine import EVERY_CHECK, Engine, Selection, UnstableError
from lint.files import discover, is_data, matches, overriding
from lint.finding import Finding, Safety
from lint.formats import FormatError
from lint.result import Failure, Result
from lint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint.memory import Memory

# For fewer files it takes longer to keep what was found than to find it again.
WORTH_KEEPING = 32

# Below this many files starting a second process costs more than it brings; and where only listed forms are looked for.
WORTH_A_POOL = 64
WORTH_A_POOL_IF_QUICK = 10_000


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
    track_changes: bool | None = None  # None leaves it to the configuration
    comments: bool = False  # whether what is left goes into the file as comments, if its format has them
    source: str | None = None  # the original of a translation


class Outcome(NamedTuple):
    """A result, and what a fix made of the file: ``old`` and ``new`` are None where nothing changed.

    ``data`` are the bytes that were read, where a file was.
    """

    result: Result
    old: bytes | None = None
    new: bytes | None = None
    mended: int = 0
    data: bytes | None = None


class Runner:
    """Makes one engine a configuration, and reads files with the one that holds for them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._engines: dict[tuple[str | None, tuple[int, ...]], Engine | config.ConfigError] = {}
        self._found: dict[str, str | None] = {}
        self._swept: set[str] = set()
        self._memories: dict[int, Memory] = {}

    def memory_of(self, engine: Engine) -> Memory:
        """Return what is remembered of the files of an engine."""
        known = self._memories.get(id(engine))
        if known is None:
            from lint.memory import Memory

            known = self._memories[id(engine)] = Memory(engine.config.rules, self.settings, engine.config)
        return known

    def recall(self, path: str) -> tuple[bytes, tuple[Finding, ...]] | None:
        """Return a file's bytes and what was found in them before, or None if it must be read."""
        with suppress(config.ConfigError, save.ReadError):
            engine = self.engine_for(path)
            data = save.read(path)
            found = self.memory_of(engine).recall(path, data)
            return None if found is None else (data, found)
        return None

    def keep(self, outcome: Outcome) -> None:
        """Note what was found in a file, for the next run."""
        result = outcome.result
        is_whole = result.document is not None and result.error is None and not result.unjudged
        if is_whole and outcome.data is not None:
            engine = self.engine_for(result.path)
            if not engine.packs.broken:  # a rule that cannot be used is told at every run, and so is read at every run
                self.memory_of(engine).keep(result.path, outcome.data, result.findings)

    def is_quick(self) -> bool:
        """Say whether the configurations met so far look for listed forms only, found as fast as they are recalled."""
        return all(engine.seeks_listed_forms for engine in self._engines.values() if isinstance(engine, Engine))

    def store(self) -> None:
        """Write what was noted."""
        for memory in self._memories.values():
            memory.store()

    def engine_for(self, path: str) -> Engine:
        """Return the engine of the configuration nearest to a file, and of its overrides; raises ConfigError."""
        folder = os.path.dirname(path)
        if folder not in self._found:
            self._found[folder] = self.settings.config or config.find(folder)
        found = self._found[folder]
        engine = self._made(found, ())
        if engine.config.overrides:
            engine = self._made(found, overriding(path, engine.config))
        return engine

    def _made(self, found: str | None, overrides: tuple[int, ...]) -> Engine:
        """Return an engine, the same one for the same question; raises ConfigError."""
        key = found, overrides
        if key not in self._engines:
            try:
                loaded = self._loaded(found, overrides)
                self._engines[key] = self._made(found, ()).under(loaded) if overrides else self._engine(loaded)
            except config.ConfigError as error:
                self._engines[key] = error
        engine = self._engines[key]
        if isinstance(engine, config.ConfigError):
            raise engine
        return engine

    def _engine(self, loaded: config.Config) -> Engine:
        settings = self.settings
        return Engine(loaded, settings.selection, settings.language, settings.packs, settings.cache)

    def _loaded(self, found: str | None, overrides: tuple[int, ...]) -> config.Config:
        """Return what a configuration says, and the command line in its place."""
        settings = self.settings
        loaded = config.load(found, settings.style, overrides)
        tracked = loaded.writing.tracked if settings.track_changes is None else settings.track_changes
        writing = loaded.writing._replace(tracked=tracked, date=_said_date())
        return loaded._replace(rules=(*settings.rules, *loaded.rules), writing=writing)

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
        return bool(loaded.exclude) and matches(os.path.abspath(path), loaded.root, loaded.exclude)

    def is_data(self, path: str) -> bool:
        """Say whether a file found in a folder is JSON or a table that is not read unless somebody asks for it."""
        return formats.chosen_by(path) is not None and is_data(path, self.engine_for(path).config.chosen)

    def read(self, path: str) -> Outcome:
        """Lint one file, or mend it, and say what became of it; never raises for a bad file."""
        if self.settings.write:
            self._sweep(os.path.dirname(os.path.realpath(path)))
        try:
            data = save.read(path)
        except save.ReadError as error:
            return Outcome(Result(path, None, (), Failure(path, None, None, error.message)))
        return self.handle(path, data)._replace(data=data)

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
            if engine.is_clear(path, data):
                return Outcome(Result(path, Document(path, "", (), None), ()))
            document = engine.read(path, data)
            if self.settings.source is not None:
                document = document._replace(segments=self._segments(path, data, self.settings.source, engine))
        except FormatError as error:
            return Outcome(Result(path, None, (), Failure(path, error.line, error.column, error.message)))
        before, unjudged = engine.judge(document)
        result = Result(path, document, tuple(before), unjudged=unjudged)
        least = self.settings.least
        fixable = least is not None and any(finding.fix and finding.fix.safety >= least for finding in before)
        commented = self.settings.comments and bool(before) and formats.is_zipped(path)
        if least is None or not (fixable or commented):
            return Outcome(result)
        try:
            new, left = engine.mend(document, least, before)
            mended = 0 if new == data else max(len(before) - len(left), 1)
            if commented:
                new = engine.annotate(path, new, left)
            if new == data:
                return Outcome(result._replace(findings=tuple(left)))
            if self.settings.write:
                save.save(path, data, new)
        except UnstableError as error:
            return Outcome(result._replace(error=Failure(path, None, None, str(error))))
        except (save.SaveError, FormatError) as error:
            return Outcome(result._replace(error=Failure(path, None, None, error.message)))
        return Outcome(result._replace(document=engine.read(path, new), findings=tuple(left)), data, new, mended)

    def _segments(self, path: str, data: bytes, source: str, engine: Engine) -> tuple[Segment, ...]:
        """Return the segments of a translation beside the original that the command names; raises FormatError."""
        from lint.alignment import segments

        said = engine.config
        try:
            original = formats.read(source, save.read(source), said.encoding, said.chosen)
            return segments(formats.read(path, data, said.encoding, said.chosen), original)
        except (save.ReadError, FormatError) as error:
            raise FormatError(f"its original {source} cannot be read: {error.message}") from error


def _said_date() -> str | None:
    """Return the date that SOURCE_DATE_EPOCH sets for what a program writes, so that a run can be repeated."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdecimal() or len(seconds) > 11:
        return None
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(seconds)))


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
            data, findings = known.pop(path)
            document = runner.engine_for(path).read(path, data) if findings else Document(path, "", (), None)
            yield Outcome(Result(path, document, findings)), ()
        else:
            outcome, broken = next(read)
            if not broken:
                runner.keep(outcome)
            yield outcome._replace(data=None), broken
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
    if result.document is not None:
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
