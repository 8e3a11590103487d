"""Read a Latin form back as one orthography would have written it, and spell it in another.

`Jermak`, read as German, is Єрмак, which English writes Yermak. A reading is not always one: German s is с or з.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

from lint.names.accept import prepare
from lint.names.romanise import EDGE, Table, romanise, segments

_STEPS = 4000


class _Piece(NamedTuple):
    """A native grapheme as the source column writes it, with the letters it allows before and after."""

    output: str
    grapheme: str
    second: int
    before: str | None
    after: str | None


def respell(form: str, table: Table, source: str, target: str, most: int = 16) -> tuple[str, ...]:
    """Return every way to spell in ``target`` what ``form`` may be if column ``source`` wrote it, at most ``most``.

    Readings with the fewest second choices come first. A letter group is read whole where it can be: German sch is
    never с and х. KeyError if the table lacks a column.
    """
    found: dict[str, None] = {}
    for native in readings(form, table, source):
        found.setdefault(romanise(_cased(native, form), table, target))
        if len(found) == most:
            break
    return tuple(found)


def readings(form: str, table: Table, source: str) -> list[str]:
    """Return the native forms, in lower case, that column ``source`` may have written as ``form``, likeliest first."""
    text = prepare(form)
    pieces, silent = _pieces(table, source)
    words = _words(table, source)
    found: dict[str, int] = {}
    # Second choices, letters left, number of pieces, native so far, letters allowed next, silent letters still allowed.
    waiting: list[tuple[int, int, int, str, str | None, int]] = [(0, len(text), 0, "", None, 1)]
    for _ in range(_STEPS):
        if not waiting:
            break
        seconds, left, count, native, allowed, hushed = heappop(waiting)
        at = len(text) - left
        before = native[-1] if native and native[-1] in table["letters"] else EDGE
        if not left:
            if (allowed is None or EDGE in allowed) and native not in found and _writes(native, text, table, source):
                found[native] = seconds
            continue
        fitting = [
            piece
            for piece in pieces.get(text[at], ())
            if text.startswith(piece.output, at)
            and (allowed is None or piece.grapheme[0] in allowed)
            and (piece.before is None or before in piece.before)
            and (piece.after is None or EDGE not in piece.after or len(piece.after) > 1 or _ends(text, at, piece))
        ]
        longest = max((len(piece.output) for piece in fitting), default=0)
        for piece in fitting:
            if len(piece.output) == longest:
                heappush(
                    waiting,
                    (seconds + piece.second, left - longest, count + 1, native + piece.grapheme, piece.after, hushed),
                )
        if before == EDGE:
            for output, word, second in words:
                if text.startswith(output, at) and not text[at + len(output) : at + len(output) + 1].isalpha():
                    heappush(waiting, (seconds + second, left - len(output), count + 1, native + word, EDGE, hushed))
        if not fitting and not text[at].isalpha() and (allowed is None or EDGE in allowed):
            heappush(waiting, (seconds, left - 1, count + 1, native + text[at], None, hushed))
        if hushed and before != EDGE:
            for piece in silent:
                if (allowed is None or piece.grapheme in allowed) and (piece.before is None or before in piece.before):
                    heappush(waiting, (seconds + 1, left, count + 1, native + piece.grapheme, piece.after, 0))
    return sorted(found, key=lambda native: found[native])


def _pieces(table: Table, source: str) -> tuple[dict[str, list[_Piece]], list[_Piece]]:
    """List what a column writes, by the first letter of the output, and the graphemes it is silent about."""
    bit = _bit(table, source)
    pieces: dict[str, list[_Piece]] = {}
    silent: list[_Piece] = []
    for grapheme, rows in table["rows"].items():
        for before, after, mask, choices in rows:
            if not mask & bit:
                continue
            for output, first, known in choices:
                if not known & bit:
                    continue
                piece = _Piece(prepare(output), grapheme, 0 if first & bit else 1, before, after)
                if output:
                    pieces.setdefault(piece.output[0], []).append(piece)
                elif first & bit and len(grapheme) == 1:
                    silent.append(piece)
    return pieces, silent


def _words(table: Table, source: str) -> list[tuple[str, str, int]]:
    bit = _bit(table, source)
    return [
        (prepare(output), word, 0 if first & bit else 1)
        for word, (_, choices) in table["words"].items()
        for output, first, known in choices
        if known & bit
    ]


def _bit(table: Table, source: str) -> int:
    if source not in table["columns"]:
        raise KeyError(f"{table['language']}: no column {source}")
    return 1 << int(table["columns"].index(source))


def _ends(text: str, at: int, piece: _Piece) -> bool:
    """Say whether a word ends behind an output that is written only there."""
    return not text[at + len(piece.output) : at + len(piece.output) + 1].isalpha()


def _writes(native: str, text: str, table: Table, source: str) -> bool:
    """Say whether the column really cuts and writes the native form so: a longer grapheme may have come first."""
    places = {0}
    for _, outputs in segments(native, table, source):
        spelt = [prepare(output) for output in outputs]
        places = {place + len(output) for place in places for output in spelt if text.startswith(output, place)}
    if len(text) in places:
        return True
    # An exception hides the rows; the native form is still written so if it is the exception that spells the text.
    return False


def _cased(native: str, form: str) -> str:
    """Give a native form the letter case of the Latin form, word by word."""
    if form.isupper() and len(form) > 1:
        return native.upper()
    words = native.split(" ")
    latin = form.split(" ")
    if len(words) != len(latin):
        return native.title() if form[:1].isupper() else native
    return " ".join(
        "-".join(part[:1].upper() + part[1:] for part in word.split("-")) if old[:1].isupper() else word
        for word, old in zip(words, latin)
    )
