"""Tables as text (CSV, TSV): the cells that are copy; quotes, delimiters, numbers, ids and headers stay."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from itertools import groupby
from os.path import splitext
from typing import NamedTuple

from lint.document import Document, Kind
from lint.finding import Edit
from lint.formats import Chosen, FormatError, Rewrite, fields, slices
from lint.formats.fields import Fields
from lint.formats.fields import comments as comments
from lint.formats.fields import places as places
from lint.formats.slices import Change, Escape, Loom

SUFFIXES: tuple[str, ...] = (".csv", ".tsv", ".tab", ".psv")

_DELIMITERS = "\t|;,"  # those that prose has seldom come first
_OF_SUFFIX = {".tsv": "\t", ".tab": "\t", ".psv": "|"}
_SAID = re.compile(r"sep=([,;\t|])[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)  # Excel's own first line
_SAMPLE = 65536  # code points by which the delimiter is told
_LINES = 50
_QUOTED = re.compile(r'"[^"]*"')
# At most so many doubled marks at a time: a repeat keeps something in memory for each round.
_INSIDE = re.compile(r'[^"]*(?:""[^"]*){0,500}')


class Form(Enum):
    """How a cell is written: in quotation marks, without, or with some that do not enclose it."""

    QUOTED = "quoted"
    BARE = "bare"
    RAW = "raw"


class Cell(NamedTuple):
    """A cell's place in the source, without the quotation marks about it; ``last`` in its row."""

    start: int
    end: int
    form: Form
    last: bool


def doubled(text: str) -> str:
    """Write new text between quotation marks."""
    return text.replace('"', '""')


def raw(text: str) -> str:
    """Write new text where no quotation marks can be set; raises FormatError for what would need them."""
    if re.search(rf'["\r\n{_DELIMITERS}]', text):
        raise FormatError(f"a cell that has quotation marks inside and none about it cannot hold {text!r}: quote it")
    return text


_ESCAPES: dict[Form, Escape] = {Form.QUOTED: doubled, Form.BARE: slices.verbatim, Form.RAW: raw}


def read(path: str, data: bytes, encoding: str | None = None, chosen: Chosen | None = None) -> Document:
    """Read the cells that look like prose or names, or all of the ``chosen`` columns (by header, or number from 1)."""
    source = slices.decode(data, encoding)
    table = _Table(source.text, chosen)
    row: list[Cell] = []
    for cell in _cells(source.text, *_dialect(path, source.text)):
        row.append(cell)
        if cell.last:
            table.row(row)
            row = []
    blocks = table.fields.blocks
    return slices.woven(path, source, blocks.loom, blocks.regions, blocks.removals, [])


class _Table:
    """Reads rows; the first tells whether it is a header."""

    def __init__(self, text: str, chosen: Chosen | None) -> None:
        self._text, self._chosen = text, chosen
        self.fields = Fields(text)
        self._header: list[str] | None = None

    def row(self, cells: list[Cell]) -> None:
        """Append the copy of a row."""
        text = self._text
        if self._header is None:
            names = [text[cell.start : cell.end].strip() for cell in cells]
            chosen = self._chosen or ()
            is_header = any(_is_field(name) or (name in chosen and not name.isdecimal()) for name in names)
            self._header = names if is_header else []
            if is_header:
                return
        language = None
        for place, name in enumerate(self._header[: len(cells)]):
            if fields.is_language(name):
                language = fields.language(text[cells[place].start : cells[place].end])
        for place, cell in enumerate(cells):
            name = self._header[place] if place < len(self._header) else ""
            kind = self._kind(cell, name, place)
            if kind:
                self.fields.add(_weave(text, cell), kind, language)

    def _kind(self, cell: Cell, name: str, place: int) -> Kind | None:
        """Return the kind of a cell that is copy."""
        usual = fields.kind_of(name)
        if self._chosen is not None:
            for key in (name, str(place + 1)):
                if key in self._chosen:
                    said = self._chosen[key]
                    return Kind(said) if said else usual or Kind.CELL
            return None
        if fields.is_label(name):
            return None
        is_copy = fields.is_copy(self._text[cell.start : cell.end], usual, names=True)
        return (usual or Kind.CELL) if is_copy else None


def _is_field(name: str) -> bool:
    return name != "" and (fields.kind_of(name) is not None or fields.is_label(name))


def _weave(text: str, cell: Cell) -> Loom:
    loom, done = Loom(text), cell.start
    escape = _ESCAPES[cell.form]
    if cell.form is Form.QUOTED:
        pair = text.find('""', done, cell.end)
        while pair >= 0:
            loom.literal(done, pair, escape)
            loom.stand_in(pair, pair + 2, '"', escape)
            done = pair + 2
            pair = text.find('""', done, cell.end)
    loom.literal(done, cell.end, escape)
    return loom


def _dialect(path: str, text: str) -> tuple[str, int]:
    """Return the delimiter, and where the table begins: by the suffix, by ``sep=``, or as the first lines agree."""
    said = _SAID.match(text)
    if said:
        return said[1], said.end()
    usual = _OF_SUFFIX.get(splitext(path)[1].lower())
    if usual:
        return usual, 0
    lines = [line for line in _QUOTED.sub("", text[:_SAMPLE]).splitlines()[:_LINES] if line]
    best = max(_DELIMITERS, key=lambda mark: _agreement(mark, lines)) if lines else ","
    return best, 0


def _agreement(mark: str, lines: list[str]) -> tuple[int, int]:
    """Return how many lines hold a mark as often as the first does, if it does, and how often."""
    first = lines[0].count(mark)
    return (sum(line.count(mark) == first for line in lines), first) if first else (0, 0)


@lru_cache(maxsize=8)
def _plain(delimiter: str) -> re.Pattern[str]:
    """Return what matches a cell without quotation marks inside, and what ends it."""
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"([^"]*)"|([^"\r\n{mark}][^\r\n{mark}]*|))({mark}|\r\n|\r|\n|\Z)')


@lru_cache(maxsize=8)
def _to_the_end(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf"[^\r\n{mark}]*({mark}|\r\n|\r|\n|\Z)")


def _cells(text: str, delimiter: str, place: int) -> Iterator[Cell]:
    """Yield the cells of a table one after another (RFC 4180); what RFC 4180 forbids is a raw cell."""
    plain = _plain(delimiter)
    while place < len(text):
        found = plain.match(text, place)
        if found:
            form = Form.BARE if found[1] is None else Form.QUOTED
            yield Cell(*found.span(2 if found[1] is None else 1), form, found[3] != delimiter)
            place = found.end()
            continue
        close = _close(text, place + 1)
        found = _to_the_end(delimiter).match(text, close + 1 if close else place)
        assert found is not None
        if close and found.start() == found.start(1):
            yield Cell(place + 1, close, Form.QUOTED, found[1] != delimiter)
        else:
            found = _to_the_end(delimiter).match(text, place)
            assert found is not None
            yield Cell(place, found.start(1), Form.RAW, found[1] != delimiter)
        place = found.end()


def _close(text: str, place: int) -> int | None:
    """Return where the quotation mark stands that ends a cell, two marks being one of its text."""
    while True:
        found = _INSIDE.match(text, place)
        assert found is not None
        if found.end() == place or text[found.end() : found.end() + 2] != '""':
            return found.end() if found.end() < len(text) else None
        place = found.end()


def _settle(document: Document, changes: list[Change]) -> list[Change]:
    """Set quotation marks about the cells that need them now."""
    source = slices.origin_of(document).source.text
    delimiter, start = _dialect(document.path, source)
    special = re.compile(rf'["\r\n{re.escape(delimiter)}]')
    if not any(special.search(change.text) for change in changes):
        return changes
    cells = list(_cells(source, delimiter, start))
    starts = [cell.start for cell in cells]
    settled: list[Change] = []
    for cell, group in groupby(changes, lambda change: cells[bisect_right(starts, change.start) - 1]):
        inside = list(group)
        if cell.form is Form.BARE and any(special.search(change.text) for change in inside):
            settled.append(Change(cell.start, cell.end, f'"{doubled(_changed(source, cell, inside))}"'))
        else:
            settled += inside
    return settled


def _changed(source: str, cell: Cell, changes: list[Change]) -> str:
    parts: list[str] = []
    done = cell.start
    for change in changes:
        parts += source[done : change.start], change.text
        done = change.end
    return "".join([*parts, source[done : cell.end]])


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits applied; a cell that needs quotation marks gets them."""
    return slices.write(document, edits, slices.remove_block, settle=_settle)


def rewrites(document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what `write` would do to the file."""
    return slices.rewrites(document, edits, slices.remove_block, settle=_settle)
