"""Rule files prove themselves: every example in them is run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping

from lint import config
from lint.compiler import compile as compiling
from lint.compiler import rulefile, shapes
from lint.compiler.schema import Shape, decode
from lint.engine import Engine
from lint.finding import Safety
from lint.names.acceptance import accept
from lint.names.paradigms import analyses
from lint.names.readings import readings
from lint.names.romanisation import romanise
from lint.packs import SHIPPED, Packs, named_as_shipped, shipped
from lint.result import Failure
from lint.typed import Any, NamedTuple


class Proved(NamedTuple):
    """How many files and examples were run, and which did not hold."""

    files: int
    examples: int
    failures: tuple[Failure, ...]


class _Example(NamedTuple):
    """One example: where it stands, and a fault if it does not hold; or a fault of the file itself."""

    line: int
    fault: str | None
    column: int = 1
    is_run: bool = True


def prove(files: Iterable[str] = ()) -> Proved:
    """Run the examples of rule files, of all the shipped ones if none is named."""
    paths = list(files) or [path for room in _ROOMS for path in shipped(room)]
    examples = 0
    failures: list[Failure] = []
    for path in paths:
        for example in _ROOMS.get(_room(path), _rules)(path):
            examples += example.is_run
            if example.fault:
                failures.append(Failure(path, example.line, example.column, example.fault))
    return Proved(len(paths), examples, tuple(failures))


def _room(path: str) -> str:
    """Return the room of the shipped rules a file lies in, or nothing for a project's own file."""
    folder = os.path.dirname(os.path.abspath(path))
    return os.path.basename(folder) if os.path.dirname(folder) == os.path.abspath(SHIPPED) else ""


def _broken(broken: Iterable[Any]) -> Iterator[_Example]:
    for fault in broken:
        yield _Example(fault.line, fault.message, fault.column, is_run=False)


def _table(path: str, shape: Shape, make: Callable[[list[str]], Any]) -> tuple[Any, Mapping[str, Any], Iterable[Any]]:
    """Return a compiled table, the file as written, and what is broken in it; no table where its shape is wrong."""
    node, problems = rulefile.read_file(path)
    problems += decode(node, shape, path)[1] if node else []
    if problems:
        return None, {}, problems
    table, broken = make([path])
    raw, _ = compiling._raw([path])
    return table, raw.get(path, {}), broken


def _system(path: str) -> Iterator[_Example]:
    table, raw, broken = _table(path, shapes.ROMANISATION, compiling.system)
    yield from _broken(broken)
    if table is None:
        return
    for native, target, form in raw.get("examples") or ():
        found = romanise(native, table, target)
        taken = accept(form, native, table, aside=True)
        fault = None
        if found != form:
            fault = f"{native} in {target} comes out as {found}, and the example says {form}"
        elif taken is None or taken.cost > 0:
            fault = f"{form} is not accepted for {native} as it should be ({taken})"
        yield _Example(1, fault)


def _inflection(path: str) -> Iterator[_Example]:
    table, raw, broken = _table(path, shapes.INFLECTION, compiling.inflection)
    yield from _broken(broken)
    if table is None:
        return
    for lemma, cell, form in raw.get("examples") or ():
        found = {(reading.lemma, reading.cell.case) for reading in analyses(form, table)}
        case = cell.split(".", 1)[1] if cell.startswith(("pl.", "du.")) else cell
        cases = {case, cell}
        fault = (
            None if any((lemma, wanted) in found for wanted in cases) else f"{form} is not read as {cell} of {lemma}"
        )
        yield _Example(1, fault)


def _orthography(path: str) -> Iterator[_Example]:
    table = Packs().orthographies
    raw, broken = compiling._raw([path])
    yield from _broken(broken)
    code = os.path.basename(path)[:-5]
    for form, wanted in (raw.get(path, {}).get("examples") or {}).items():
        found = {reading.orthography: reading.phonemes for reading in readings(form, table)}
        held = wanted in found.values()
        yield _Example(1, None if held else f"{form} is not read as {wanted} ({code}): {found}")


def _style(path: str) -> Iterator[_Example]:
    fault = None
    try:
        config.load(None, os.path.basename(path)[:-5])
    except config.ConfigError as error:
        fault = str(error)
    yield _Example(1, fault)


def _rules(path: str) -> Iterator[_Example]:
    """Run the examples of names and terms with the default style, as copy of one line."""
    own = _room(path) == ""
    path = path if own else os.path.abspath(path)
    packs = Packs([path] if own else [])
    engine = Engine(config.load(None)._replace(rules=(path,) if own else ()))
    catalogue = packs.catalogues[0] if own else packs.catalogues[-1]
    yield from _broken(fault for fault in packs.broken if fault.path == path)
    for record in [*(name.record for name in catalogue.names), *catalogue.terms]:
        if record["path"] != (path if own else named_as_shipped(path)):
            continue
        for example in record.get("examples", ()):
            yield _Example(record["line"], _held(engine, record["id"], example))


def _held(engine: Engine, identity: str, example: Mapping[str, Any]) -> str | None:
    """Say why an example does not hold, or None if it does."""
    language, text = next((key, value) for key, value in example.items() if key not in ("fixed", "clean"))
    engine = engine.speaking(language)
    document = engine.read("example.txt", text.encode())
    data, left = engine.mend(document, Safety.UNSAFE)
    wanted = example.get("fixed", text)
    if data.decode() != wanted:
        return f"{identity}: {text!r} becomes {data.decode()!r}, and the example says {wanted!r}"
    if left:
        return f"{identity}: in {data.decode()!r} this is still found: {left[0].message}"
    return None


_ROOMS: Mapping[str, Callable[[str], Iterator[_Example]]] = {
    "systems": _system,
    "orthographies": _orthography,
    "inflection": _inflection,
    "names": _rules,
    "terms": _rules,
    "styles": _style,
}
