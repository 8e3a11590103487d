"""Changes of an OpenDocument text written into its paragraphs: as tracked changes, formatting kept, or plainly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from lint.document import Document, Span
from lint.finding import Edit
from lint.formats import office, parts, slices
from lint.formats.office import AUTHOR
from lint.formats.parts import Element, Part
from lint.formats.scanner import Markup
from lint.formats.slices import Change
from lint.typed import NamedTuple

_WHITE = " \t\r\n"
_IDENTITY = re.compile(r"""\s(?:[\w.-]+:)?id=(?:"[^"]*"|'[^']*')""")


class Host(NamedTuple):
    """What keeps a list of tracked changes: where the list goes, and the one that is there."""

    place: int
    tracked: Element | None


class Inserted(NamedTuple):
    """A stretch that an earlier tracked change has put in, whose it is, and where the source says so."""

    start: int
    end: int
    author: str
    info: tuple[int, int]


class Marks(NamedTuple):
    """What is known of a document beside its text.

    ``preceding`` maps the beginning of a paragraph to the one right before it: where that begins, and where its content
    ends. ``paragraphs`` are the stretches of all of them, sorted.
    """

    hosts: tuple[Host, ...]
    inserted: tuple[Inserted, ...]
    ids: frozenset[str]
    preceding: Mapping[int, tuple[int, int]]
    paragraphs: tuple[tuple[int, int], ...]


def rewritten(document: Document, edits: Iterable[Edit]) -> list[Change]:
    """Turn edits of the text into changes of the XML, sorted and apart from one another."""
    found = office.changes(document, edits)
    return _Writer(document).changes(found) if found else []


class _Writer:
    """Writes changes into paragraphs, and what they were into the lists of tracked changes; ``changes`` runs once."""

    def __init__(self, document: Document) -> None:
        origin = office.origin_of(document)
        assert isinstance(origin.marks, Marks)
        self._text, self._parts, self._marks = origin.woven.source.text, origin.parts, origin.marks
        self._pieces = origin.woven.pieces
        self._removals = {cut.start: cut.end for cut in origin.woven.removals.values()}
        self._tracked = document.writing.tracked
        self._date = office.date_of(document)
        self._free = (f"onym{number}" for number in count(1) if f"onym{number}" not in self._marks.ids)
        self._regions: dict[int, list[str]] = {}  # by the number of the host
        self._gone: dict[int, tuple[int, int]] = {}  # where a removed paragraph begins: the one that has its mark
        self._marked: dict[int, str] = {}  # the marks of removed paragraphs by their places

    def changes(self, found: list[Change]) -> list[Change]:
        """Return the changes of the XML, sorted."""
        removed = [change for change in found if self._removals.get(change.start) == change.end]
        inside = [change for change in found if self._removals.get(change.start) != change.end]
        written: list[Change] = []
        for change in removed:
            if self._tracked and change.start in self._marks.preceding:
                self._remove(change)
            if not self._tracked or change.start in self._marks.preceding:
                written.append(change)
            else:
                written += map(self._track, self._emptied(change))
        written += [Change(place, place, marks) for place, marks in self._marked.items()]
        others = [change for change in inside if self._tracked and not self._is_own(change)]
        plain = [change for change in inside if not self._tracked or self._is_own(change)]
        written += [self._spaced(_settled(self._text, change)) for change in plain]
        written += [self._track(_settled(self._text, change)) for change in office.whole_words(self._text, others)]
        written += [self._listed(number, regions) for number, regions in self._regions.items()]
        return sorted(written)

    def _is_own(self, change: Change) -> bool:
        return any(inserted.author == AUTHOR for inserted in self._inserted(change.start))

    def _inserted(self, place: int) -> list[Inserted]:
        """Return the earlier insertions that a place lies in."""
        return [each for each in self._marks.inserted if each.start <= place <= each.end]

    def _part_at(self, place: int) -> Part:
        return self._parts[bisect_right([part.start for part in self._parts], place) - 1]

    def _prefix(self, place: int, name: str) -> str:
        return self._part_at(place).prefixes.prefix(name)

    def _emptied(self, change: Change) -> Iterator[Change]:
        """Yield the changes that take the text of a paragraph and leave its element."""
        for piece in self._pieces:
            if change.start <= piece.source and piece.source_end <= change.end:
                yield Change(piece.source, piece.source_end, "")

    def _track(self, change: Change) -> Change:
        """Return a change with its marks, and list what it deletes and inserts."""
        own = self._prefix(change.start, "text")
        gone = new = ""
        if change.start < change.end:
            opening, closing = self._about(change.start)
            gone = self._mark(change.start, f"{opening}{self._kept(change)}{closing}")
        if change.text:
            number = self._list(change.start, f"<{own}insertion>{self._info(change.start)}</{own}insertion>")
            said = f'{own}change-id="{number}"'
            new = f"<{own}change-start {said}/>{self._spaced(change).text}<{own}change-end {said}/>"
        # LibreOffice gives what it puts back the look of the letter before it: at a tag that must be the new one.
        both = new + gone if self._text[change.start - 1] == ">" else gone + new
        return Change(change.start, change.end, both)

    def _mark(self, place: int, gone: str) -> str:
        """List a deletion and return the mark of it."""
        own = self._prefix(place, "text")
        earlier = "".join(
            f"<{own}insertion>{self._text[slice(*inserted.info)]}</{own}insertion>"
            for inserted in self._inserted(place)[-1:]
        )
        number = self._list(place, f"<{own}deletion>{self._info(place)}{gone}</{own}deletion>{earlier}")
        return f'<{own}change {own}change-id="{number}"/>'

    def _remove(self, change: Change) -> None:
        """Mark a removed paragraph at the end of the one before it, so that rejecting gives it its style again."""
        start, place = self._marks.preceding[change.start]
        start, place = self._gone[change.start] = self._gone.get(start, (start, place))
        tag = next(parts.tags(self._text, start, self._end_of(start), self._part_at(start).prefixes))
        before = self._text[tag.start : tag.end]
        whole = self._text[change.start : change.end]
        gone = f"{_IDENTITY.sub('', before)}</{parts.raw_name(before)}>{_IDENTITY.sub('', whole)}"
        self._marked[place] = self._marked.get(place, "") + self._mark(place, gone)

    def _end_of(self, start: int) -> int:
        """Return where the paragraph ends that begins at a place."""
        paragraphs = self._marks.paragraphs
        return paragraphs[bisect_right(paragraphs, (start, 0))][1]

    def _about(self, place: int) -> tuple[str, str]:
        """Return the tags that open and close a paragraph and spans like those that a place lies in."""
        paragraphs = self._marks.paragraphs
        number = bisect_right(paragraphs, (place, 0)) - 1
        while paragraphs[number][1] < place:
            number -= 1
        opened: list[parts.Tag] = []
        for tag in parts.tags(self._text, *paragraphs[number], self._part_at(place).prefixes):
            if tag.start >= place:
                break
            if tag.markup is Markup.END:
                opened.pop()
            elif tag.markup is Markup.START and not tag.empty:
                opened.append(tag)
        kept = [tag for tag in opened if tag is opened[0] or tag.name == "text:span"]
        starts = [self._text[tag.start : tag.end] for tag in kept]
        ends = [f"</{parts.raw_name(start)}>" for start in reversed(starts)]
        return "".join(_IDENTITY.sub("", start) for start in starts), "".join(ends)

    def _kept(self, change: Change) -> str:
        """Return what a change deletes; spaces at its ends would else be lost in the list."""
        gone = self._text[change.start : change.end]
        bare = gone.strip(_WHITE)
        space = f"<{self._prefix(change.start, 'text')}s/>"
        if not bare:
            return space
        return f"{space if gone[0] in _WHITE else ''}{bare}{space if gone[-1] in _WHITE else ''}"

    def _info(self, place: int) -> str:
        own = self._prefix(place, "office")
        dc, declared = self._part_at(place).prefixes.declared("dc")
        who = f"<{dc}creator>{AUTHOR}</{dc}creator><{dc}date>{self._date}</{dc}date>"
        return f"<{own}change-info{declared}>{who}</{own}change-info>"

    def note(self, stretch: tuple[int, int], message: str) -> Iterator[Change]:
        """Yield the beginning and the end of a comment."""
        start, end = stretch
        own, text = self._prefix(start, "office"), self._prefix(start, "text")
        dc, declared = self._part_at(start).prefixes.declared("dc")
        said = f'{own}name="{next(self._free)}"'
        who = f"<{dc}creator>{AUTHOR}</{dc}creator><{dc}date>{self._date}</{dc}date>"
        body = f"{who}<{text}p>{parts.written(message)}</{text}p>"
        yield Change(start, start, f"<{own}annotation {said}{declared}>{body}</{own}annotation>")
        yield Change(end, end, f"<{own}annotation-end {said}/>")

    def _list(self, place: int, what: str) -> str:
        """List a tracked change and return its number."""
        number = next(self._free)
        own = self._prefix(place, "text")
        host = bisect_right([each.place for each in self._marks.hosts], place) - 1
        region = f'<{own}changed-region xml:id="{number}" {own}id="{number}">{what}</{own}changed-region>'
        self._regions.setdefault(host, []).append(region)
        return number

    def _listed(self, number: int, regions: list[str]) -> Change:
        """Return the change that puts tracked changes into a list."""
        host = self._marks.hosts[number]
        own = self._prefix(host.place, "text")
        if host.tracked is not None and host.tracked.inner < host.tracked.end:
            return Change(host.tracked.inner_end, host.tracked.inner_end, "".join(regions))
        start, end = (host.place, host.place) if host.tracked is None else (host.tracked.start, host.tracked.end)
        opening = f'<{own}tracked-changes {own}track-changes="false">'
        return Change(start, end, f"{opening}{''.join(regions)}</{own}tracked-changes>")

    def _spaced(self, change: Change) -> Change:
        """Escape a change; spaces that stand beside others or at a tag become elements, so that they count."""
        start, end, new = change
        space = f"<{self._prefix(start, 'text')}s/>"
        around = self._text[start - 1] + new + self._text[end]
        written = [
            space if letter == " " and not (_stands(around[at]) and _stands(around[at + 2])) else parts.written(letter)
            for at, letter in enumerate(new)
        ]
        return Change(start, end, "".join(written))


def annotated(document: Document, notes: Iterable[tuple[Span, str]]) -> bytes:
    """Return the file with a comment for each note, about the stretch it is for."""
    origin = office.origin_of(document)
    writer = _Writer(document)
    found = [
        change
        for span, message in notes
        for change in writer.note(slices.source_span(origin.woven.pieces, span), message)
    ]
    return office.write(document, sorted(found))


def _settled(text: str, change: Change) -> Change:
    """Take in a space beside a deletion that would run together with another one or with the start."""
    start, end, new = change
    if new:
        return change
    if text[end] in _WHITE and text[start - 1] in f"{_WHITE}>":
        return Change(start, end + 1, " ")
    if text[end] == "<" and text[start - 1] in _WHITE:
        return Change(start - 1, end, " ")
    return change


def _stands(letter: str) -> bool:
    """Say whether a space beside a letter of the source is sure to count."""
    return letter not in f"{_WHITE}<>"
