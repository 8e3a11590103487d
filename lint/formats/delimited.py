"""Tables as text (CSV, TSV): the cells that are copy; quotes, delimiters, numbers, ids and headers stay."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from os.path import splitext

from lint.document import Document, Kind
from lint.finding import Edit
from lint.formats import Chosen, FormatError, Rewrite, fields, slices
from lint.formats.decoded import Decoded
from lint.formats.fields import Fields
from lint.formats.fields import comments as comments
from lint.formats.fields import places as places
from lint.formats.slices import Change, Escape
from lint.typed import NamedTuple

SUFFIXES: tuple[str, ...] = (".csv", ".tsv", ".tab", ".psv")

_DELIMITERS = "\t|;,"  # those that prose has seldom come first
_OF_SUFFIX = {".tsv": "\t", ".tab": "\t", ".psv": "|"}
_SAID = re.compile(r"sep=([,;\t|])[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)  # Excel's own first line
_SAMPLE = 65536  # code points by which the delimiter is told
_LINES = 50
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_PAIR = re.compile('("")')
_QUOTED = re.compile(r'"[^"]*"')
# At most so many doubled marks at a time: a repeat keeps something in memory for each round.
_INSIDE = re.compile(r'[^"]*(?:""[^"]*){0,500}')

_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its cells


class Cell(NamedTuple):
    """A cell's place in the source, without the quotation marks about it; ``last`` in its row.

    How it is written shows in its ``escape``: ``doubled`` in quotation marks, ``verbatim`` without, and ``raw`` with
    some that do not enclose it.
    """

    start: int
    end: int
    escape: Escape
    last: bool


class Row:
    """A row: what stands in its cells, and the place of each."""

    def __init__(self, text: str, cells: list[Cell]) -> None:
        self._cells = cells
        self.values = [text[cell.start : cell.end] for cell in cells]

    def cell(self, place: int) -> Cell:
        """Return the nth cell, counted from 0."""
        return self._cells[place]


class BareRow(Row):
    """A row without quotation marks, as most are: its cells are looked for only when one of them is copy."""

    def __init__(self, line: str, delimiter: str, start: int) -> None:
        self._start = start
        self._starts: list[int] = []
        self.values = line.split(delimiter)

    def cell(self, place: int) -> Cell:
        """Return the nth cell, counted from 0."""
        if not self._starts:
            self._starts = list(accumulate([len(value) + 1 for value in self.values], initial=self._start))
        start = self._starts[place]
        return _new(Cell, (start, start + len(self.values[place]), slices.verbatim, place == len(self.values) - 1))


def doubled(text: str) -> str:
    """Write new text between quotation marks."""
    return text.replace('"', '""')


def raw(text: str) -> str:
    """Write new text where no quotation marks can be set; raises FormatError for what would need them."""
    if re.search(rf'["\r\n{_DELIMITERS}]', text):
        raise FormatError(f"a cell that has quotation marks inside and none about it cannot hold {text!r}: quote it")
    return text


def read(path: str, data: bytes, encoding: str | None = None, chosen: Chosen | None = None) -> Document:
    """Read the cells that look like prose or names, or all of the ``chosen`` columns (by header, or number from 1)."""
    source = slices.decode(data, encoding)
    delimiter, start = _dialect(path, source.text)
    table = _Table(source.text, chosen)
    for row in _rows(source.text, delimiter, start):
        table.row(row)
    return table.fields.document(path, source)


class _Table:
    """Reads rows; the first tells whether it is a header."""

    def __init__(self, text: str, chosen: Chosen | None) -> None:
        self._text, self._chosen = text, chosen
        self.fields = Fields(text)
        self._has_begun = False
        self._columns: list[tuple[int, Kind | None]] = []  # those that are read, each with the kind its name announces
        self._known = 0  # so many columns have been looked at, those of the header first
        self._languages: list[int] = []

    def row(self, row: Row) -> None:
        """Append the copy of a row."""
        if not self._has_begun:
            self._has_begun = True
            if self._read_header([value.strip() for value in row.values]):
                return
        values, language = row.values, None
        for place in self._languages:
            if place < len(values):
                language = fields.language(values[place])
        while self._known < len(values):
            self._add_column("")
        for place, kind in self._columns:
            if place >= len(values):
                return
            if self._chosen is not None or fields.is_copy(values[place], kind, names=True):
                start, end, escape, _ = row.cell(place)
                if escape is doubled and '""' in values[place]:
                    value = Decoded(self._text)
                    value.decoded(start, end, _PAIR, _single, doubled)
                    self.fields.add(value, kind or Kind.CELL, language)
                else:
                    self.fields.add_literal(start, end, escape, kind or Kind.CELL, language)

    def _read_header(self, names: list[str]) -> bool:
        """Take the columns as the first row names them; return whether it does."""
        chosen = self._chosen or ()
        is_header = any(_is_field(name) or (name in chosen and not name.isdecimal()) for name in names)
        for name in names if is_header else ():
            if fields.is_language(name):
                self._languages.append(self._known)
            self._add_column(name)
        return is_header

    def _add_column(self, name: str) -> None:
        place = self._known
        self._known += 1
        usual = fields.kind_of(name)
        if self._chosen is None:
            if not fields.is_label(name):
                self._columns.append((place, usual))
            return
        key = next((key for key in (name, str(place + 1)) if key in self._chosen), None)
        if key is not None:
            said = self._chosen[key]
            self._columns.append((place, Kind(said) if said else usual or Kind.CELL))


def _is_field(name: str) -> bool:
    return name != "" and (fields.kind_of(name) is not None or fields.is_label(name))


def _single(pair: str) -> str:
    """Return what a pair of quotation marks stands for."""
    return pair[0]


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


def _rows(text: str, delimiter: str, place: int) -> Iterator[Row]:
    """Yield the rows of a table one after another."""
    while place < len(text):
        line = _LINE.match(text, place)
        assert line is not None
        if text.find('"', place, line.end()) < 0:
            yield BareRow(line[1], delimiter, place)
            place = line.end()
            continue
        cells, place = _cells(text, delimiter, place)
        yield Row(text, cells)


def _cells(text: str, delimiter: str, place: int) -> tuple[list[Cell], int]:
    """Return the cells of a row (RFC 4180), and where the next row begins; what RFC 4180 forbids is a raw cell."""
    plain, cells = _plain(delimiter), list[Cell]()
    while not cells or not cells[-1].last:
        found = plain.match(text, place)
        if found:
            quoted = found.start(1) >= 0
            start, end = found.span(1 if quoted else 2)
            escape = doubled if quoted else slices.verbatim
            cells.append(_new(Cell, (start, end, escape, found[3] != delimiter)))
            place = found.end()
            continue
        close = _close(text, place + 1)
        found = _to_the_end(delimiter).match(text, close + 1 if close else place)
        assert found is not None
        if close and found.start() == found.start(1):
            cells.append(Cell(place + 1, close, doubled, found[1] != delimiter))
        else:
            found = _to_the_end(delimiter).match(text, place)
            assert found is not None
            cells.append(Cell(place, found.start(1), raw, found[1] != delimiter))
        place = found.end()
    return cells, place


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
    cells = [row.cell(place) for row in _rows(source, delimiter, start) for place in range(len(row.values))]
    starts = [cell.start for cell in cells]
    settled: list[Change] = []
    for cell, group in groupby(changes, lambda change: cells[bisect_right(starts, change.start) - 1]):
        inside = list(group)
        if cell.escape is slices.verbatim and any(special.search(change.text) for change in inside):
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
