"""Text built of slices of a source, each with the place that it was taken from."""

from __future__ import annotations

import re
from collections.abc import Callable

from lint.formats.decoded import Decoded, chained
from lint.formats.decoded import Escape as Escape
from lint.formats.decoded import verbatim as verbatim
from lint.typed import NamedTuple

GAP = "\n\n"  # what stands between two blocks where the source has only markup

_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its slices


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
    pieces: int
    length: int


class Loom:
    """Builds ``Document.text`` piece by piece, in the order of the text.

    While it reads a text ``inside`` the source, all places given to it are places of that text. A letter that both take
    as it stands is literal. Anything else stands in for the stretch of the source that says it, and new text is escaped
    for the inner format first, then for the outer one.
    """

    def __init__(self, source: str, inside: Decoded | None = None) -> None:
        self.source, self.inside = source, inside
        self._chunks: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0
        self._joint = -1  # where in the source the last piece could go on, if it is literal and nothing follows it

    def literal(self, start: int, end: int, escape: Escape = verbatim) -> None:
        """Append ``source[start:end]`` as it stands."""
        if start >= end:
            return
        if self.inside is not None:
            self.within(self.inside, start, end, escape)
            return
        self._chunks.append(self.source[start:end])
        here = self.length
        self.length = length = here + end - start
        if start == self._joint and self.pieces[-1].escape is escape:
            last = self.pieces[-1]
            self.pieces[-1] = Piece(last.start, length, last.source, end, True, escape)
        else:
            self.pieces.append(_new(Piece, (here, length, start, end, True, escape)))
        self._joint = end

    def stand_in(self, start: int, end: int, text: str, escape: Escape = verbatim) -> None:
        """Append ``text`` for ``source[start:end]``, which says the same in other letters (``&eacute;``)."""
        if not text:
            return
        if self.inside is not None:
            escape = chained(escape, self.inside.escapes[self.inside.part(start)])
            start, end = self.inside.stretch(start, end)
        self._chunks.append(text)
        here = self.length
        self.length = length = here + len(text)
        self.pieces.append(_new(Piece, (here, length, start, end, False, escape)))
        self._joint = -1

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

    def within(self, inside: Decoded, start: int, end: int, escape: Escape = verbatim) -> None:
        """Append letters of a text inside the source as they stand in it."""
        reading, self.inside = self.inside, None
        starts, part = inside.starts, inside.part(start)
        while start < end:
            begun, stop = starts[part], starts[part + 1]
            if stop > end:
                stop = end
            if start < stop:
                place, both = inside.places[part], chained(escape, inside.escapes[part])
                if part & 1:
                    said = inside.chunks[part][start - begun : stop - begun]
                    self.stand_in(place, inside.places[part + 1], said, both)
                else:
                    self.literal(place + start - begun, place + stop - begun, both)
                start = stop
            part += 1
        self.inside = reading

    def gap(self, text: str = GAP) -> None:
        """Append text that stands nowhere in the source and that no edit can reach."""
        self._chunks.append(text)
        self.length += len(text)
        self._joint = -1

    def aside(self) -> Loom:
        """Return an empty loom over the same text, for what is set elsewhere."""
        return Loom(self.source, self.inside)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source that lies between two places of what is read."""
        return (start, end) if self.inside is None else self.inside.stretch(start, end)

    def splice(self, other: Loom) -> None:
        """Append all that another loom over the same source has built."""
        here = self.length
        self.pieces += [
            _new(Piece, (start + here, end + here, source, source_end, literal, escape))
            for start, end, source, source_end, literal, escape in other.pieces
        ]
        self._chunks += other._chunks
        self.length += other.length
        if other.length:
            self._joint = other._joint

    def mark(self) -> Mark:
        """Return the present place, to come back to with ``since`` or ``rewind``."""
        return _new(Mark, (len(self._chunks), len(self.pieces), self.length))

    def since(self, mark: Mark) -> str:
        """Return what was appended since ``mark``."""
        return "".join(self._chunks[mark.chunks :])

    def rewind(self, mark: Mark) -> None:
        """Forget what was appended since ``mark``; before it there must be a gap or nothing."""
        del self._chunks[mark.chunks :], self.pieces[mark.pieces :]
        self.length, self._joint = mark.length, -1

    def text(self) -> str:
        """Return all that was appended."""
        return "".join(self._chunks)
