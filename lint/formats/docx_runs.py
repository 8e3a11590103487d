"""The runs of a Word document: where a place of the source lies in them, and how they are cut without loss."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import count, filterfalse
from typing import Generic, NamedTuple, TypeVar

from lint.document import Document
from lint.formats import office, parts
from lint.formats.office import AUTHOR
from lint.formats.parts import Element, Part
from lint.formats.slices import Change

_ID = re.compile(r"""(\bid=)(?:"[^"]*"|'[^']*')""")
_NAME = re.compile(r"<([^\s/>]+)")

T = TypeVar("T")


class Inserted(NamedTuple):
    """A ``w:ins`` or ``w:moveTo`` that is open: its start tag, whose it is, and how deep it lies."""

    start: int
    end: int
    author: str
    depth: int


class Run(NamedTuple):
    """A run: where it begins, its content does, and whether an insertion of ours holds it.

    ``within`` is the insertion it stands in directly.
    """

    start: int
    inner: int
    own: bool
    within: Inserted | None
    end: int = 0


class Atom(NamedTuple):
    """A stretch of a run that is text, or an element that stands for a letter; ``run`` is the run's number."""

    start: int
    end: int
    run: int


class Marks(NamedTuple):
    """What is known of a document beside its text; ``ids`` are the numbers that annotations have."""

    runs: tuple[Run, ...]
    atoms: tuple[Atom, ...]
    ids: frozenset[int]


class Splitter(Generic[T]):
    """Cuts the runs of a document anew; ``make`` says what becomes of a run, given its children and what is for it."""

    def __init__(self, document: Document, make: Callable[[Run, list[Element], list[T]], Iterator[str]]) -> None:
        origin = office.origin_of(document)
        assert isinstance(origin.marks, Marks)
        self.text, self.parts, self.marks = origin.woven.source.text, origin.parts, origin.marks
        self._make = make
        self._date = office.date_of(document)
        self._free = filterfalse(self.marks.ids.__contains__, count(1))
        self._by_run: Mapping[int, list[T]] = {}
        self._pending: list[tuple[int, int]] = []

    def rewritten(self, by_run: Mapping[int, list[T]]) -> Iterator[Change]:
        """Yield the changes of runs by their numbers; what lies inside a run, as a text box does, changes with it."""
        self._by_run = by_run
        self._pending = sorted((self.marks.runs[number].start, number) for number in by_run)
        done = 0
        for start, number in self._pending:
            if start >= done:
                done = self.marks.runs[number].end
                yield Change(start, done, self._run(number))

    def _run(self, number: int) -> str:
        run = self.marks.runs[number]
        children = parts.element(self.text, run.start, run.end, self.part_at(run.start).prefixes)[1]
        return "".join(self._make(run, children, self._by_run[number]))

    def run_at(self, place: int) -> int:
        """Return the number of the run whose text holds a place or ends there."""
        atoms = self.marks.atoms
        return atoms[bisect_right(atoms, place, key=start_of) - 1].run

    def part_at(self, place: int) -> Part:
        """Return the part that a place lies in."""
        return self.parts[bisect_right([part.start for part in self.parts], place) - 1]

    def prefix(self, place: int) -> str:
        """Return the prefix, with its colon, of the tag at a place."""
        name = self.name(place)
        return f"{name.rpartition(':')[0]}:" if ":" in name else ""

    def name(self, place: int) -> str:
        """Return the name of the tag at a place as the file spells it."""
        found = _NAME.match(self.text, place)
        return found[1] if found else ""

    def number(self) -> int:
        """Return a number that no annotation has."""
        return next(self._free)

    def numbered(self, markup: str) -> str:
        """Return a copy of markup in which every annotation has a number of its own."""
        return _ID.sub(lambda said: f'{said[1]}"{self.number()}"', markup)

    def attributes(self, place: int) -> str:
        """Return the attributes of an annotation: a new number, who and when."""
        own = self.part_at(place).prefixes.prefix("w")
        return f' {own}id="{self.number()}" {own}author="{AUTHOR}" {own}date="{self._date}"'

    def pieces(self, run: Run, children: list[Element]) -> Callable[[str], str]:
        """Return what makes a run of content, each with the formatting of ``run``."""
        head, properties, own = self.text[run.start : run.inner], "", self.prefix(run.start)
        if children and children[0].name == "w:rPr":
            properties = self.text[children[0].start : children[0].end]

        def piece(content: str) -> str:
            nonlocal properties
            whole = f"{head}{properties}{content}</{own}r>"
            properties = self.numbered(properties)
            return whole

        return piece

    def cut(self, run: Run, children: list[Element], start: int, end: int, deleted: bool) -> str:
        """Return what a run holds between two places, its properties left out."""
        cut: list[str] = []
        for child in children:
            if child.name == "w:t":
                first, last = shown_of(self.text, child)
                if max(first, start) >= min(last, end):
                    continue
                if start <= first and last <= end and not deleted:
                    cut.append(self.text[child.start : child.end])
                else:
                    content = self.text[max(first, start) : min(last, end)]
                    cut.append(self.t(run, "delText" if deleted else "t", content))
            elif child.name != "w:rPr" and start <= child.start < end:
                cut.append(self.as_is(child.start, child.end))
        return "".join(cut)

    def t(self, run: Run, name: str, content: str) -> str:
        """Return text with its tags; white space at its ends counts."""
        own = self.prefix(run.start)
        return f'<{own}{name} xml:space="preserve">{content}</{own}{name}>' if content else ""

    def as_is(self, start: int, end: int) -> str:
        """Return a stretch of the source with the changes of the runs inside it, such as those of a text box."""
        written: list[str] = []
        place = start
        for begins, number in self._pending[bisect_left(self._pending, (start, -1)) :]:
            if begins >= end:
                break
            if begins >= place:
                written += self.text[place:begins], self._run(number)
                place = self.marks.runs[number].end
        return "".join([*written, self.text[place:end]])


def start_of(atom: Atom) -> int:
    """Return where an atom begins."""
    return atom.start


def shown_of(text: str, child: Element) -> tuple[int, int]:
    """Return the stretch of a ``w:t`` element that Word shows."""
    return shown(text, child.inner, child.inner_end, child.attributes.get("xml:space") == "preserve")


def shown(text: str, start: int, end: int, preserved: bool) -> tuple[int, int]:
    """Return the stretch of a ``w:t`` that Word shows: without white space at its ends if that is not preserved."""
    if preserved:
        return start, end
    start += len(text[start:end]) - len(text[start:end].lstrip(" \t\r\n"))
    return start, start + len(text[start:end].rstrip(" \t\r\n"))
