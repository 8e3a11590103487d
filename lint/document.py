"""What a piece of copy is once a format has read it: text, and regions of that text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum

from lint.lazy import cached_property
from lint.typed import Any, NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of ``Document.text``, counted in code points."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        """Say whether an offset lies inside this stretch."""
        return isinstance(offset, int) and self.start <= offset < self.end

    def holds(self, other: Span) -> bool:
        """Say whether another span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


class Kind(Enum):
    """What a region is to a news desk."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    ALT = "alt"
    CREDIT = "credit"
    BODY = "body"
    QUOTE = "quote"
    CELL = "cell"
    CUE = "cue"


class Region(NamedTuple):
    """A block of copy (or a quotation inside one) with its kind and, where the file says so, its language.

    Blocks do not overlap and stand in the order of the text; quotations lie inside a block and follow it.
    """

    span: Span
    kind: Kind
    language: str | None = None


class Later(Sequence[Region]):
    """Regions that are worked out when somebody first looks at them, as many a run never does.

    ``within`` returns those of a stretch that ends where a paragraph does, counted from its beginning; None where they
    hang on the rest of the text. Of a very long text nobody need hold them all.
    """

    def __init__(
        self, make: Callable[[], Iterable[Region]], within: Callable[[Span], Iterable[Region]] | None = None
    ) -> None:
        self._make, self.within = make, within

    @cached_property
    def _regions(self) -> tuple[Region, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return len(self._regions)

    def __getitem__(self, place: Any) -> Any:
        return self._regions[place]

    def __iter__(self) -> Iterator[Region]:
        return iter(self._regions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._regions == tuple(other)

    def __hash__(self) -> int:
        return hash(self._regions)

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._regions,)


class Segment(NamedTuple):
    """A piece of a translation beside its original: ``target`` is a span of the text, ``source`` is not in the text."""

    source: str
    source_language: str | None
    target: Span
    target_language: str | None


class Writing(NamedTuple):
    """How a fix goes into a file that can show it as a change to accept or reject; other files have one way only.

    ``date`` is that of the changes (UTC, ``2026-01-31T12:00:00Z``), None for the time of writing.
    """

    tracked: bool = True
    date: str | None = None


class Document(NamedTuple):
    """Copy as the checks see it.

    ``text`` is built of slices of the source, so that every offset in it has a place in the file; ``language`` is what
    the file's own metadata says (BCP 47) or None; ``origin`` belongs to the format that read the file, nobody else
    looks inside; ``segments`` pair a translation with its original, in the order of the text. ``usual_language`` is
    what the program that made the file takes for granted, which holds only where the words do not tell another.
    """

    path: str
    text: str
    regions: Sequence[Region]
    origin: object
    language: str | None = None
    segments: tuple[Segment, ...] = ()
    usual_language: str | None = None
    writing: Writing = Writing()
