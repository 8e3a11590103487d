"""One file after another under the configuration nearest to it: read, linted or mended, whatever state it is in."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress

from lint import config, formats, save
from lint.document import Document, Segment
from lint.engine import EVERY_CHECK, Engine, Selection, UnstableError
from lint.files import is_data, matches, overriding
from lint.finding import Finding, Safety
from lint.formats import FormatError
from lint.result import Failure, Result
from lint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint.memory import Memory

LONG = 1 << 22  # bytes; a shorter text is held at less cost than the rules are


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
    abridged: bool = False  # whether of a very long text only what stands about its findings need be kept


class Outcome(NamedTuple):
    """A result, and what a fix made of the file: ``old`` and ``new`` are None where nothing changed.

    ``data`` are the bytes that were read, where a file was and they were held; ``noted`` is the checksum of a file that
    was too long for it, with its findings by their places in the whole of it.
    """

    result: Result
    old: bytes | None = None
    new: bytes | None = None
    mended: int = 0
    data: bytes | None = None
    noted: tuple[str, tuple[Finding, ...]] | None = None


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

            settings = self.settings._replace(abridged=False)  # which changes nothing that is found
            known = self._memories[id(engine)] = Memory(engine.config.rules, settings, engine.config)
        return known

    def recall(self, path: str) -> Outcome | None:
        """Return what was found in a file before, its document yet to be read, or None if it must be read."""
        from lint.memory import checksum

        with suppress(config.ConfigError, save.ReadError, FormatError):
            engine = self.engine_for(path)
            if self._is_long(path):
                from lint.scroll import recall

                with save.opened(path) as file:
                    known = recall(engine, self.memory_of(engine), path, file)
                return known and Outcome(Result(path, *known))
            data = save.read(path)
            found = self.memory_of(engine).recall(checksum(path, (data,)))
            if found is not None:
                return Outcome(Result(path, Document(path, "", (), None), found), data=data if found else None)
        return None

    def keep(self, outcome: Outcome) -> None:
        """Note what was found in a file, for the next run."""
        result = outcome.result
        noted = outcome.noted
        if outcome.data is not None:
            from lint.memory import checksum

            noted = checksum(result.path, (outcome.data,)), result.findings
        is_whole = result.document is not None and result.error is None and not result.doubt
        if is_whole and noted is not None:
            engine = self.engine_for(result.path)
            if not engine.packs.broken:  # a rule that cannot be used is told at every run, and so is read at every run
                self.memory_of(engine).keep(*noted)

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
            outcome = self._skimmed(path) if self._is_long(path) else None
            if outcome is None:
                data = save.read(path)
                outcome = self.handle(path, data)._replace(data=data)
        except Exception as error:
            return _failed(path, error)
        return outcome

    def _is_long(self, path: str) -> bool:
        is_enough = self.settings.abridged and self.settings.least is None
        return is_enough and formats.is_plain(path) and save.size(path) > LONG

    def _skimmed(self, path: str) -> Outcome | None:
        """Lint a text that nobody need hold whole; None if it is none, which is told by who reads all of it."""
        from lint.scroll import skim

        with save.opened(path) as file:
            found = skim(self.engine_for(path), path, file)
        if found is None:
            return None
        result = Result(path, found.document, found.findings, unjudged=found.unjudged, script=found.script)
        return Outcome(result, noted=(found.checksum, found.whole))

    def _sweep(self, folder: str) -> None:
        """Remove what a run that died has left beside the files of this one."""
        if folder not in self._swept:
            self._swept.add(folder)
            save.sweep(folder)

    def handle(self, path: str, data: bytes) -> Outcome:
        """Lint or mend the bytes of one file; a fault of the program costs this file only."""
        try:
            return self._handle(path, data)
        except Exception as error:
            return _failed(path, error)

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
        before, unjudged, script = engine.judge(document)
        result = Result(path, document, tuple(before), unjudged=unjudged, script=script)
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


def _failed(path: str, error: Exception) -> Outcome:
    """Say what has kept a file from being looked at."""
    if isinstance(error, config.ConfigError):
        failure = Failure(*error.broken[0])
    else:
        message = error.message if isinstance(error, save.ReadError) else _confession(error)
        failure = Failure(path, None, None, message)
    return Outcome(Result(path, None, (), failure))


def _confession(error: Exception) -> str:
    """Say that the program itself has failed, and where."""
    from traceback import extract_tb

    frame = extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    return f"onym itself failed on this file ({type(error).__name__}: {error}; {where}): please report it"
