"""Reads a Latin form back into the native forms that one orthography may have written so.

`Jermak`, read as German, is Єрмак, which English writes Yermak. A reading is not always one: German s is с or з.
"""

from __future__ import annotations

from heapq import heappop, heappush

from lint.names.acceptance import prepare
from lint.names.romanisation import EDGE, Table, segments
from lint.typed import NamedTuple

_STEPS = 4000


class _Piece(NamedTuple):
    """What a column may have read to write ``output``, with the letters it allows before and after."""

    output: str
    native: str
    second: int
    before: str | None
    after: str | None


def readings(form: str, table: Table, source: str) -> tuple[str, ...]:
    """Return the native forms, in lower case, that column ``source`` may have written as ``form``, likeliest first.

    A letter group is read whole where the column writes it first: German sch is never с and х. Letters that the
    column leaves unwritten (a soft sign) cannot come back unless a longer grapheme holds them. KeyError if the table
    lacks the column.
    """
    text = prepare(form)
    pieces, words = _pieces(table, source), _words(table, source)
    found: dict[str, int] = {}
    # Seconds so far, letters left, the native form, and the letters that may follow ("": any).
    waiting: list[tuple[int, int, str, str]] = [(0, len(text), "", "")]
    for _ in range(_STEPS):
        if not waiting:
            break
        seconds, left, native, allowed = heappop(waiting)
        place = len(text) - left
        before = native[-1] if native and native[-1] in table["letters"] else EDGE
        if not left:
            if (not allowed or EDGE in allowed) and (native in found or _writes(native, text, table, source)):
                found.setdefault(native, seconds)
            continue
        fitting = [
            piece
            for piece in pieces.get(text[place], ())
            if text.startswith(piece.output, place)
            and (not allowed or piece.native[0] in allowed)
            and (piece.before is None or before in piece.before)
            and (piece.after != EDGE or not text[place + len(piece.output) :][:1].isalpha())
        ]
        longest = max((len(piece.output) for piece in fitting if not piece.second), default=0)
        fitting = [piece for piece in fitting if len(piece.output) >= longest]
        if before == EDGE:
            fitting += [word for word in words if _is_word(word.output, text, place)]
        elif not fitting and not text[place].isalpha() and (not allowed or EDGE in allowed):
            fitting = [_Piece(text[place], text[place], 0, None, None)]
        for piece in fitting:
            reading = native + piece.native
            heappush(waiting, (seconds + piece.second, left - len(piece.output), reading, piece.after or ""))
    return tuple(sorted(found, key=lambda native: found[native]))


def _pieces(table: Table, source: str) -> dict[str, list[_Piece]]:
    """List what the rows of a column write, by the first letter of the output."""
    bit = _bit(table, source)
    pieces: dict[str, list[_Piece]] = {}
    for grapheme, rows in table["rows"].items():
        for before, after, mask, choices in rows:
            for output, first, known in choices:
                if output and mask & known & bit:
                    piece = _Piece(prepare(output), grapheme, 0 if first & bit else 1, before, after)
                    pieces.setdefault(piece.output[0], []).append(piece)
    return pieces


def _words(table: Table, source: str) -> list[_Piece]:
    """List the exceptions of a column."""
    bit = _bit(table, source)
    return [
        _Piece(prepare(output), word, 0 if first & bit else 1, EDGE, EDGE)
        for word, (_, choices) in table["words"].items()
        for output, first, known in choices
        if known & bit
    ]


def _bit(table: Table, source: str) -> int:
    if source not in table["columns"]:
        raise KeyError(f"{table['language']}: no column {source}")
    return 1 << int(table["columns"].index(source))


def _is_word(output: str, text: str, place: int) -> bool:
    return text.startswith(output, place) and not text[place + len(output) :][:1].isalpha()


def _writes(native: str, text: str, table: Table, source: str) -> bool:
    """Say whether the column really cuts and writes a native form so: a longer grapheme may come first in it."""
    places = {0}
    for _, outputs in segments(native, table, source):
        spelt = [prepare(output) for output in outputs]
        places = {place + len(output) for place in places for output in spelt if text.startswith(output, place)}
    return len(text) in places
