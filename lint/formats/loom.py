"""Text built of slices of a source, each with the place that it was taken from."""

from __future__ import annotations

import re
from collections.abc import Callable

from lint.formats.decoded import Decoded, chained
from lint.formats.decoded import Escape as Escape
from lint.formats.decoded import verbatim as verbatim
from lint.lazy import cached_property
from lint.typed import NamedTuple, TypeAlias

GAP = "\n\n"  # what stands between two blocks where the source has only markup

_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its slices

_Cut: TypeAlias = "tuple[int, int, bool, Escape, Decoded | None] | None"
"""Start and end in what was read, whether it stands there letter by letter, its escape, and what it lies inside."""


class Piece(NamedTuple):
    """A stretch of ``Document.text`` and the stretch of ``Source.text`` it was taken from, both in code points.

    A literal piece is the same text in both; any other piece (an entity, an escape) is edited as a whole. ``escape``
    turns new text into what the source must hold at this place.
    """

    start: int
    end: int
    source: int
    source_end: int
    literal: bool
    escape: Escape


class Mark(NamedTuple):
    """How far a loom had come."""

    chunks: int
    length: int


class Loom:
    """Builds ``Document.text`` piece by piece, in the order of the text.

    While it reads a text ``inside`` the source, that is its ``source``, and all places given to it are places there. A
    letter that both take as it stands is literal. Anything else stands in for the stretch of the source that says it,
    and new text is escaped for the inner format first, then for the outer one.
    """

    def __init__(self, source: str, inside: Decoded | None = None) -> None:
        self.source, self.inside = source, inside
        self.length = 0
        self._chunks: list[str] = []
        self._cuts: list[_Cut] = []  # where each chunk was cut, None for one that stands nowhere in the source

    def literal(self, start: int, end: int, escape: Escape = verbatim) -> None:
        """Append ``source[start:end]`` as it stands."""
        if start < end:
            self._chunks.append(self.source[start:end])
            self._cuts.append((start, end, True, escape, self.inside))
            self.length += end - start

    def stand_in(self, start: int, end: int, text: str, escape: Escape = verbatim) -> None:
        """Append ``text`` for ``source[start:end]``, which says the same in other letters (``&eacute;``)."""
        if text:
            self._chunks.append(text)
            self._cuts.append((start, end, False, escape, self.inside))
            self.length += len(text)

    def decoded(
        self,
        start: int,
        end: int,
        pattern: re.Pattern[str],
        decode: Callable[[str], str],
        escape: Escape = verbatim,
    ) -> None:
        """Append ``source[start:end]`` with each match in it decoded; one that stands for itself is literal."""
        for match in pattern.finditer(self.source, start, end):
            written = match[0]
            text = decode(written)
            if text != written:
                place, after = match.span()
                self.literal(start, place, escape)
                self.stand_in(place, after, text, escape)
                start = after
        self.literal(start, end, escape)

    def enter(self, inside: Decoded, text: str) -> None:
        """Go on with ``text``, which is that of ``inside``."""
        self.source, self.inside = text, inside

    def leave(self) -> None:
        """Go back to the source about the text inside it."""
        if self.inside is not None:
            self.source, self.inside = self.inside.source, None

    def gap(self, text: str = GAP) -> None:
        """Append text that stands nowhere in the source and that no edit can reach."""
        self._chunks.append(text)
        self._cuts.append(None)
        self.length += len(text)

    def aside(self) -> Loom:
        """Return an empty loom over the same text, for what is set elsewhere."""
        return Loom(self.source, self.inside)

    def splice(self, other: Loom) -> None:
        """Append all that another loom over the same source has built."""
        self._chunks += other._chunks
        self._cuts += other._cuts
        self.length += other.length

    def mark(self) -> Mark:
        """Return the present place, to come back to with ``since`` or ``rewind``."""
        return _new(Mark, (len(self._chunks), self.length))

    def since(self, mark: Mark) -> str:
        """Return what was appended since ``mark``."""
        return "".join(self._chunks[mark.chunks :])

    def rewind(self, mark: Mark) -> None:
        """Forget what was appended since ``mark``."""
        del self._chunks[mark.chunks :], self._cuts[mark.chunks :]
        self.length = mark.length

    def text(self) -> str:
        """Return all that was appended."""
        return "".join(self._chunks)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces of all that was appended: found out once nothing more is, and only if somebody asks."""
        found: list[Piece] = []
        here, joint = 0, -1  # where in the source the last piece could go on, if it is literal
        for chunk, cut in zip(self._chunks, self._cuts, strict=True):
            end = here + len(chunk)
            if cut is None:
                joint, here = -1, end
                continue
            source, source_end, literal, escape, inside = cut
            if inside is not None:
                found += _placed(inside, here, end, source, source_end, literal, escape)
            elif literal and source == joint and found[-1].escape is escape:
                found[-1] = found[-1]._replace(end=end, source_end=source_end)
            else:
                found.append(_new(Piece, (here, end, source, source_end, literal, escape)))
            joint, here = source_end if literal and inside is None else -1, end
        return found


def _placed(inside: Decoded, here: int, after: int, start: int, end: int, literal: bool, escape: Escape) -> list[Piece]:
    """Return the pieces of what was cut from ``start`` to ``end`` of a text inside the source."""
    if not literal:
        return [Piece(here, after, *inside.stretch(start, end), False, chained(escape, inside.escape(start)))]
    shift = here - start
    return [
        _new(Piece, (begin + shift, close + shift, source, source_end, as_it_is, chained(escape, outer)))
        for begin, close, source, source_end, as_it_is, outer in inside.parts(start, end)
    ]
