"""YAML read strictly, with the place of everything: each scalar is text, and what is not plain data is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from lint.save import ReadError
from lint.save import read as read_bytes
from lint.typed import Any, NamedTuple, TypeAlias

MOST_BYTES = 1 << 20
MOST_DEPTH = 64
MOST_PROBLEMS = 50

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML forbids, and the three breaks that YAML counts as new lines while editors do not.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NEWLINE = re.compile(r"\r\n?|\n")
_TOP_ITEM = re.compile(r"^-(?=\s|\Z)", re.MULTILINE)


class Problem(NamedTuple):
    """One fault in a file: 1-based line and column in code points; what is wrong, and what to do about it."""

    path: str
    line: int
    column: int
    message: str


class Scalar(NamedTuple):
    """A single value as it is written: text, or None for ``~`` and for nothing at all."""

    value: str | None
    line: int
    column: int
    quoted: bool = False


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with their values in the order of the file; no two keys are equal."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


class Broken(NamedTuple):
    """Stands where something was refused; its problem has been reported already."""

    line: int
    column: int


Node: TypeAlias = "Scalar | Sequence | Mapping | Broken"


class _UnreadableError(Exception):
    """The events break off at code point ``index`` of the chunk; ``mark`` is the place to show."""

    def __init__(self, mark: Any, message: str, index: int) -> None:
        super().__init__(message)
        self.mark, self.message, self.index = mark, message, index


class _TooManyError(Exception):
    """There are more problems than anybody wants to read."""


def read_file(path: str) -> tuple[Node | None, list[Problem]]:
    """Read a UTF-8 file as ``read`` does; a file that cannot be read is a problem too, never an exception."""
    try:
        data = read_bytes(path, limit=MOST_BYTES)
    except ReadError as error:
        return None, [Problem(path, 1, 1, error.message)]
    try:
        return read(data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        found = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else f"byte 0x{data[error.start]:02x}"
        message = f"this file is not UTF-8 (found {found} here): save it again as UTF-8"
        return None, [Problem(path, *_place_of(before, len(before)), message)]


def read(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document; an empty one is a null scalar, and None says that nothing could be used.

    Where the document is a block list, a syntax error costs the item it stands in and the others are read.
    """
    text = text.removeprefix("\ufeff")
    problems: list[Problem] = []
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return None, [Problem(path, 1, 1, "this file is larger than 1 MiB: split it into smaller files")]
    for match in _FORBIDDEN.finditer(text):
        message = f'character U+{ord(match[0]):04X} may not stand here: remove it, or write it as an escape in "..."'
        problems.append(Problem(path, *_place_of(text, match.start()), message))
        if len(problems) == MOST_PROBLEMS:
            break
    if problems:
        return None, problems
    node: Node | None = None
    try:
        node = _read_chunks(text, path, problems)
    except _TooManyError:
        last = problems[-1]
        problems.append(Problem(path, last.line, last.column, "there are more problems: mend these first"))
    return node, sorted(problems)


def _read_chunks(text: str, path: str, problems: list[Problem]) -> Node | None:
    """Read the text; after a syntax error in a top-level list go on at its next item."""
    items: list[Node] = []
    start = first_line = 0
    while True:
        chunk = _Chunk(text[start:], path, first_line, problems)
        resume = None
        try:
            node = chunk.document()
        except _UnreadableError as error:
            in_list = start > 0 or chunk.listed
            lost = "the list item is left out until then" if in_list else "nothing in the file is used until then"
            chunk.report(error.mark, f"{error.message}; {lost}")
            if not in_list:
                return None
            resume = chunk.next_item(error.index)
        else:
            if start == 0:
                return node
        items += chunk.items
        if resume is None:
            return Sequence(tuple(items), 1, 1)
        first_line += len(_NEWLINE.findall(text, start, start + resume))
        start += resume


class _Chunk:
    """A stretch of text on its way from events to nodes; what has been read is kept when the events break off."""

    def __init__(self, text: str, path: str, first_line: int, problems: list[Problem]) -> None:
        self.text, self.path, self.first_line, self.problems = text, path, first_line, problems
        self.items: list[Node] = []  # of the top-level list
        self.listed = self.inside_item = False
        self.reached = self.end = 0
        self.quoted: Any = None  # the last quoted scalar's event
        self.open: list[Any] = []  # the events of the collections around the last event
        self.events = self._scan()

    def _scan(self) -> Iterator[Any]:
        try:
            events: Iterator[Any] = yaml.parse(self.text, Loader=_Loader)
            for event in events:
                self.end = event.end_mark.index
                if isinstance(event, yaml.CollectionStartEvent):
                    self.open.append(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self.open.pop()
                yield event
        except yaml.MarkedYAMLError as error:
            raise _explain(error, self.text, self.quoted, self.open[-1] if self.open else None) from None

    def document(self) -> Node:
        """Read the whole chunk, which must be one document."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Scalar(None, 1, 1)
        event = next(self.events)
        self.listed = isinstance(event, yaml.SequenceStartEvent) and not event.flow_style
        node = self._node(event, 1)
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            self.report(event.start_mark, "a second document begins here: give it a file of its own, or remove '---'")
        return node

    def next_item(self, index: int) -> int | None:
        """Drop what was read of the item that broke off at ``index``, and say where the top-level list goes on."""
        item = _TOP_ITEM.search(self.text, self.reached)
        if item and not self.inside_item and item.start() <= index:
            item = _TOP_ITEM.search(self.text, item.end())
        elif self.items and not self.inside_item:
            self.items.pop()  # the fault stands before the next item: the last one has lost its tail
        return item.start() if item else None

    def report(self, mark: Any, message: str) -> None:
        """Note a problem at a mark of this chunk."""
        line, column = self._place(mark)
        if mark.index >= len(self.text):  # libyaml names a line that is not there
            line, column = _place_of(self.text, len(self.text.rstrip()))
            line += self.first_line
        self.problems.append(Problem(self.path, line, column, message))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _TooManyError

    def _place(self, mark: Any) -> tuple[int, int]:
        return self.first_line + mark.line + 1, mark.column + 1

    def _node(self, event: Any, depth: int) -> Node:
        """Build the node that begins with this event."""
        line, column = self._place(event.start_mark)
        if depth > MOST_DEPTH:
            raise _UnreadableError(event.start_mark, _DEPTH, event.start_mark.index)
        node: Node
        if isinstance(event, yaml.AliasEvent):
            node = Broken(line, column)
        elif isinstance(event, yaml.ScalarEvent):
            quoted = not event.implicit[0]
            self.quoted = event if quoted else self.quoted
            node = Scalar(None if not quoted and event.value in ("", "~") else event.value, line, column, quoted)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(tuple(self._sequence(depth)), line, column)
        else:
            node = Mapping(tuple(self._mapping(depth)), line, column)
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self.report(event.start_mark, _reference_message(event))
            return Broken(line, column)
        return node

    def _sequence(self, depth: int) -> list[Node]:
        """Build the items of a list whose start has been read."""
        if depth > 1 or not self.listed:
            return [self._node(event, depth + 1) for event in self._until(yaml.SequenceEndEvent)]
        for event in self._until(yaml.SequenceEndEvent):
            self.reached, self.inside_item = event.start_mark.index, True
            self.items.append(self._node(event, depth + 1))
            self.reached, self.inside_item = self.end, False
        return self.items

    def _mapping(self, depth: int) -> list[tuple[Scalar, Node]]:
        """Build the entries of a mapping whose start has been read; a refused key's value is Broken."""
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            refusal = None
            if not isinstance(key, Scalar):
                refusal = "a key must be text: quote it if it begins with a bracket"
            elif key.value is None:
                refusal = "a key is missing before ':': write it, or quote it"
            elif key.value == "<<" and not key.quoted:
                refusal = "'<<' would merge another mapping, which is not allowed: write its keys here"
            elif key.value in seen:
                first = entries[seen[key.value]][0]
                refusal = (
                    f"key '{shorten(key.value)}' stands twice in one mapping, first at line {first.line},"
                    f" column {first.column}: keep one of them"
                )
                entries[seen[key.value]] = first, Broken(first.line, first.column)
            if refusal and not isinstance(key, Broken):
                self.report(event.start_mark, refusal)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar) or key.value is None:
                entries.append((Scalar("", key.line, key.column), Broken(key.line, key.column)))
            elif key.value not in seen:
                seen[key.value] = len(entries)
                entries.append((key, Broken(key.line, key.column) if refusal else value))
        return entries

    def _until(self, end: type[Any]) -> Iterator[Any]:
        """Yield the first event of each node up to the end of the collection."""
        while not isinstance(event := next(self.events), end):
            yield event


def _reference_message(event: Any) -> str:
    """Say why an alias, an anchor or a tag is refused, and how to write the text if text was meant."""
    if isinstance(event, yaml.AliasEvent):
        return f"'*{shorten(event.anchor)}' refers to another place: write the value here, or quote the text"
    if event.anchor is not None:
        return f"'&{shorten(event.anchor)}' marks a place to refer to: remove it, or quote the text"
    tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
    return f"tag '{shorten(tag)}' is not allowed: remove it, or quote the text"


_DEPTH = f"lists and mappings nest more than {MOST_DEPTH} deep here: close a bracket, or flatten them"

# Part of the parser's words (libyaml's and PyYAML's differ), whether its context is the better place, our words.
_SYNTAX: tuple[tuple[str, bool, str], ...] = (
    ("unexpected end of stream", True, "a quote opens here and never closes: close it"),
    ("document indicator", True, "a quote opens here and is still open at the line '---': close it"),
    ("document separator", True, "a quote opens here and is still open at the line '---': close it"),
    ("could not find expected ':'", True, "a key needs ':' and a space after it: one of them is missing here"),
    ("expected ',' or ']'", True, "a list opens here with '[', but a ',' or its ']' is missing"),
    ("expected ',' or '}'", True, "a mapping opens here with '{', but a ',' or its '}' is missing"),
    ("expected node content", False, "a value is missing here: look for a bracket or a comma too many"),
    ("expected the node content", False, "a value is missing here: look for a bracket or a comma too many"),
    (
        "mapping values are not allowed",
        False,
        "a ': ' cannot stand here: quote the text, mend the indentation, or put a space after the ':' above",
    ),
    ("sequence entries are not allowed", False, "a '-' list cannot begin here: begin it on a line of its own"),
    ("tab character", False, "a tab stands in the indentation: use spaces"),
    ("unknown escape character", False, "this backslash means nothing in \"...\": write \\\\, or use '...' quotes"),
    ("alphabetic or numeric character", True, "'*' and '&' have a meaning of their own in YAML: quote the text"),
    ("comment or line break", False, "nothing may follow '|' or '>': begin the text on the next line"),
    ("<document start>", False, "the data end before this: look for a bracket too many, or indent it"),
    ("maximum nesting depth", False, _DEPTH),  # far above ours, but libyaml reads ahead
    ("incompatible", False, "this is not YAML 1.1 or 1.2: remove the line"),
)
_INDENTATION = "this does not line up with what stands above it: mend the indentation, or look for a missing '-' or ':'"


def _explain(error: Any, text: str, quoted: Any, around: Any) -> _UnreadableError:
    """Say what is wrong; ``quoted`` is the last quoted scalar's event, ``around`` that of the innermost collection."""
    problem, mark = str(error.problem), error.problem_mark or error.context_mark
    index = mark.index
    if "cannot start any token" in problem:
        found = text[index : index + 1]
        if found == "\t":
            return _UnreadableError(mark, "a tab stands in the indentation: use spaces", index)
        return _UnreadableError(mark, f"text cannot begin with '{found}': quote it", index)
    if quoted and quoted.end_mark.index <= index and not text[quoted.end_mark.index : index].strip(" "):
        if quoted.start_mark.line < quoted.end_mark.line:
            return _UnreadableError(
                quoted.start_mark, "a quote opens here and closes lines later: close it here", index
            )
        return _UnreadableError(
            mark, "text goes on after a closing quote: write '' for an apostrophe inside '...'", index
        )
    if "node" in problem and around and around.flow_style and around.start_mark.line < mark.line:
        return _UnreadableError(around.start_mark, "a bracket opens here and is not closed: close it", index)
    for words, use_context, message in _SYNTAX:
        if words in problem:
            return _UnreadableError(error.context_mark if use_context and error.context_mark else mark, message, index)
    return _UnreadableError(mark, _INDENTATION, index)


def shorten(text: object) -> str:
    """Cut text to the 40 code points that fit into a message."""
    written = str(text)
    return written if len(written) <= 40 else written[:39] + "…"


def _place_of(text: str, index: int) -> tuple[int, int]:
    """Return the 1-based line and column of a code point."""
    line, start = 1, 0
    for newline in _NEWLINE.finditer(text, 0, index):
        line, start = line + 1, newline.end()
    return line, index - start + 1
