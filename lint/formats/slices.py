"""Text built of slices of a file's source, and edits of that text sent back through the slices."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import pairwise

from lint.document import Document, Later, Region, Span
from lint.finding import Edit
from lint.fix import minimal
from lint.formats import FormatError, Place, Rewrite
from lint.formats.decoded import Stretch as Stretch
from lint.formats.encodings import Joint as Joint
from lint.formats.encodings import Source as Source
from lint.formats.encodings import decode as decode
from lint.formats.lines import whole_lines
from lint.formats.loom import Escape as Escape
from lint.formats.loom import Loom as Loom
from lint.formats.loom import Piece as Piece
from lint.formats.loom import verbatim as verbatim
from lint.typed import NamedTuple

Removal = Callable[[Document, Span], "tuple[int, int] | None"]
Settlement = Callable[[Document, "list[Change]"], "list[Change]"]


class Woven(NamedTuple):
    """What ``Document.origin`` is for the formats built of slices.

    ``removals`` gives what goes when the whole of a region is deleted; ``comments`` are (text offset, body).
    """

    source: Source
    loom: Loom
    removals: Mapping[Span, Stretch]
    comments: list[tuple[int, str]]

    @property
    def pieces(self) -> list[Piece]:
        """The pieces of the text sorted by ``start``; their places in the source may go to and fro."""
        return self.loom.pieces

    def removal(self, span: Span) -> tuple[int, int] | None:
        """Return the stretch of the source that goes when the whole of a region is deleted, if one is known."""
        found = self.removals.get(span)
        return found.in_source() if found else None


class Change(NamedTuple):
    """Put ``text`` in place of ``[start, end)`` of ``Source.text``."""

    start: int
    end: int
    text: str


def trimmed(start: int, text: str) -> Span | None:
    """Return the span of ``text``, which begins at ``start``, without white space about it; None for nothing."""
    bare = text.strip()
    if len(bare) < len(text):
        start += len(text) - len(text.lstrip())
    return Span(start, start + len(bare)) if bare else None


def woven(
    path: str,
    source: Source,
    loom: Loom,
    regions: Iterable[Region],
    removals: Mapping[Span, Stretch],
    comments: list[tuple[int, str]],
    language: str | None = None,
) -> Document:
    """Return the document a loom has built."""
    origin = Woven(source, loom, removals, comments)
    return Document(path, loom.text(), regions if isinstance(regions, Later) else tuple(regions), origin, language)


def origin_of(document: Document) -> Woven:
    """Return the origin of a document that was built of slices."""
    if not isinstance(document.origin, Woven):
        raise TypeError("the document was not read by a format built of slices")
    return document.origin


def _pieces_of(pieces: list[Piece], span: Span) -> range:
    """Return the indexes of the pieces that a span touches; an empty span touches the piece it ends, else begins."""
    first = bisect_right(pieces, span.start, key=_end) if span.start < span.end else _piece_at(pieces, span.start)
    if span.start == span.end:
        return range(first, first + 1) if first >= 0 else range(0)
    last = first
    while last < len(pieces) and pieces[last].start < span.end:
        last += 1
    return range(first, last)


def _end(piece: Piece) -> int:
    return piece.end


def _piece_at(pieces: list[Piece], place: int) -> int:
    """Return the index of the piece that new text at ``place`` belongs to, or -1 inside a gap."""
    after = bisect_right(pieces, place, key=_end)
    if after and pieces[after - 1].end == place:
        return after - 1
    return after if after < len(pieces) and pieces[after].start <= place else -1


def _distribute(pieces: list[Piece], edit: Edit, whole: Span) -> Iterator[tuple[int, Span, str]]:
    """Split an edit at the borders of the pieces: the nth new letter goes where the nth old one stood.

    The edit is part of one of a ``whole`` span: what is inserted at its beginning goes into its own first piece.
    """
    touched = _pieces_of(pieces, edit.span)
    if edit.span.start == edit.span.end == whole.start < whole.end:
        touched = _pieces_of(pieces, Span(whole.start, whole.start + 1))
    if not touched and edit.text:
        raise ValueError(f"the edit at {edit.span.start} reaches no text of the source")
    text = edit.text
    for index in touched:
        piece = pieces[index]
        part = Span(max(piece.start, edit.span.start), min(piece.end, edit.span.end))
        share = len(text) if index == touched[-1] else part.end - part.start
        yield index, part, text[:share]
        text = text[share:]


def changes(
    document: Document,
    edits: Iterable[Edit],
    remove: Removal,
    errors: str = "strict",
    settle: Settlement | None = None,
) -> list[Change]:
    """Turn edits of the text into changes of the source: sorted, apart from one another, and escaped.

    ``remove`` is asked what goes with a deletion (the line, the element); None means the text alone. ``errors`` says
    what becomes of a letter the encoding cannot hold: ``xmlcharrefreplace``, or FormatError. ``settle`` may mend what
    the changes together make of the source. Raises ValueError for edits that overlap, leave the text, or put text where
    the source has none.
    """
    origin, text = origin_of(document), document.text
    found: list[Change] = []
    rewritten: dict[int, list[tuple[Span, str]]] = {}
    before = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if not before <= edit.span.start <= edit.span.end <= len(text):
            raise ValueError(f"the edit at {edit.span.start} overlaps another or leaves the text")
        before = edit.span.end
        cut = remove(document, edit.span) if not edit.text and edit.span.start < edit.span.end else None
        if cut:
            found.append(Change(*cut, ""))
            continue
        whole = len(_pieces_of(origin.pieces, edit.span)) <= 1
        for small in (edit,) if whole else minimal(edit, text):
            for index, part, new in _distribute(origin.pieces, small, edit.span):
                piece = origin.pieces[index]
                if piece.literal:
                    offset = piece.source - piece.start
                    if new != text[part.start : part.end]:
                        found.append(Change(part.start + offset, part.end + offset, piece.escape(new)))
                else:
                    rewritten.setdefault(index, []).append((part, new))
    for index, parts in rewritten.items():
        piece, new, done = origin.pieces[index], "", origin.pieces[index].start
        for part, replacement in parts:
            new, done = new + text[done : part.start] + replacement, part.end
        new += text[done : piece.end]
        if new != text[piece.start : piece.end]:
            found.append(Change(piece.source, piece.source_end, piece.escape(new)))
    found.sort()
    settled = settle(document, _apart(found)) if settle else _apart(found)
    return [_encodable(change, origin.source, errors) for change in settled]


def _apart(found: list[Change]) -> list[Change]:
    """Join deletions that meet, and drop what lies inside one of them; every list is sorted."""
    kept: list[Change] = []
    for change in found:
        if kept and change.start < kept[-1].end:
            if change.text and change.end > kept[-1].end:
                raise ValueError(f"two changes meet at {change.start} of the source")
            kept[-1] = Change(kept[-1].start, max(kept[-1].end, change.end), kept[-1].text)
        else:
            kept.append(change)
    return kept


def _encodable(change: Change, source: Source, errors: str) -> Change:
    try:
        return change._replace(text=change.text.encode(source.encoding, errors).decode(source.encoding))
    except UnicodeEncodeError as error:
        letter = change.text[error.start]
        place = next(walk(source, [change.start]))
        raise FormatError(
            f"the file's encoding {source.encoding} has no {letter!r} (U+{ord(letter):04X}): save it as UTF-8 first",
            place.line,
            place.column,
        ) from error


def write(
    document: Document,
    edits: Iterable[Edit],
    remove: Removal,
    errors: str = "strict",
    settle: Settlement | None = None,
) -> bytes:
    """Return the file's bytes with the edits applied, in the same encoding, every other byte as it was."""
    source = origin_of(document).source
    out = BytesIO()  # in which a long file stands once, and not in pieces beside the whole
    out.write(source.bom)
    done = 0
    for change in changes(document, edits, remove, errors, settle):
        out.writelines(source.encoded(done, change.start))
        out.write(change.text.encode(source.encoding))
        done = change.end
    out.writelines(source.encoded(done, len(source.text)))
    return out.getvalue()


def remove_block(document: Document, span: Span) -> tuple[int, int] | None:
    """Say what of the source goes with a deletion: for a whole block what its reader has noted, else its text alone."""
    return origin_of(document).removal(span)


def remove_lines(document: Document, span: Span, marks: str = "") -> tuple[int, int] | None:
    """Say what of the source goes with a deletion in a format of lines: the block's own stretch, or the lines.

    ``marks`` are the letters of the format that may go with a line's text, such as the stars of emphasis.
    """
    origin = origin_of(document)
    text = origin.source.text
    block = origin.removal(span)
    if block:
        return whole_lines(text, *block) or block
    touched = origin.pieces[slice(*_bounds(origin.pieces, span))]
    for before, after in pairwise(touched):
        if text[before.source_end : after.source].strip(marks):
            return None
    return whole_lines(text, *source_span(origin.pieces, span), marks) if touched else None


def _bounds(pieces: list[Piece], span: Span) -> tuple[int, int]:
    touched = _pieces_of(pieces, span)
    return touched.start, touched.stop


def source_span(pieces: list[Piece], span: Span) -> tuple[int, int]:
    """Return the stretch of the source from the first letter of a span to its last."""
    if not pieces:
        return 0, 0
    if span.start == span.end:
        after = bisect_right(pieces, span.start, key=_end)
        if after and (pieces[after - 1].end == span.start or after == len(pieces) or pieces[after].start > span.start):
            return pieces[after - 1].source_end, pieces[after - 1].source_end
        piece = pieces[after]
        place = piece.source + (max(span.start - piece.start, 0) if piece.literal else 0)
        return place, place
    first = pieces[min(bisect_right(pieces, span.start, key=_end), len(pieces) - 1)]
    last = pieces[max(bisect_right(pieces, span.end - 1, key=_start) - 1, 0)]
    start = first.source + max(span.start - first.start, 0) if first.literal else first.source
    end = last.source + min(span.end, last.end) - last.start if last.literal else last.source_end
    return min(start, first.source_end), max(end, start)


def _start(piece: Piece) -> int:
    return piece.start


def places(document: Document, spans: Iterable[Span]) -> list[Place]:
    """Say where in the file each span lies; linear in the file and the spans together."""
    origin = origin_of(document)
    stretches = [source_span(origin.pieces, span) for span in spans]
    offsets = sorted({offset for stretch in stretches for offset in stretch})
    found = {offset: place for offset, *place in walk(origin.source, offsets)}
    return [Place(*_ordered(found[start], found[end])) for start, end in stretches]


def rewrites(
    document: Document,
    edits: Iterable[Edit],
    remove: Removal,
    errors: str = "strict",
    settle: Settlement | None = None,
) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what `write` would do: one rewrite where it lies in one literal stretch, else in parts."""
    origin = origin_of(document)
    parts = [_changes_of(document, edit, remove, errors, settle) for edit in edits]
    offsets = sorted({place for changed in parts for change in changed for place in (change.start, change.end)})
    found = {offset: place for offset, *place in walk(origin.source, offsets)}
    return [
        tuple(Rewrite(Place(*_ordered(found[change.start], found[change.end])), change.text) for change in changed)
        for changed in parts
    ]


def _changes_of(
    document: Document, edit: Edit, remove: Removal, errors: str, settle: Settlement | None
) -> list[Change]:
    pieces = origin_of(document).pieces
    inside = _pieces_of(pieces, edit.span)
    if edit.text and len(inside) == 1 and pieces[inside[0]].literal and not settle:
        piece = pieces[inside[0]]
        offset = piece.source - piece.start
        return [Change(edit.span.start + offset, edit.span.end + offset, piece.escape(edit.text))]
    return changes(document, [edit], remove, errors, settle)


def _ordered(start: list[int], end: list[int]) -> tuple[int, int, int, int, int, int]:
    return start[0], start[1], end[0], end[1], start[2], end[2]


def walk(source: Source, offsets: Iterable[int]) -> Iterator[Joint]:
    """Yield sorted offsets into the source with their places in the file, in one walk over it."""
    text, done, line, line_start, byte = source.text, 0, 1, 0, len(source.bom)
    has_carriages = "\r" in text
    joints = deque(source.joints)
    for offset in offsets:
        while joints and joints[0].place <= offset:
            done, line, column, byte = joints.popleft()
            line_start = done - column + 1
        byte += source.size(done, offset)
        line += text.count("\n", done, offset)
        line_start = max(line_start, text.rfind("\n", done, offset) + 1 or line_start)
        if has_carriages:
            # A CR before a LF ends no line: that of a pair is taken off again, even where the LF is past the offset.
            line += text.count("\r", done, offset) - text.count("\r\n", done, offset + 1)
            end = offset - 1 if text[offset - 1 : offset + 1] == "\r\n" and offset else offset
            line_start = max(line_start, text.rfind("\r", done, end) + 1 or line_start)
        yield Joint(offset, line, offset - line_start + 1, byte)
        done = offset
