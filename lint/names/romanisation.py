"""Write a name of another script in Latin letters, as one orthography writes it.

A system is a table of one native language: rows are native letters and their place, columns are the orthographies of
the press and the named official systems. Which row wins at a place: the longest grapheme, then the row with more
weight of conditions (a letter or a position counts 2, a class 1), then the earlier row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from lint.typed import Any, NamedTuple

# Behind which a word of a script without capitals gets one in Latin letters.
EDGES = frozenset({"", " ", "-"})

# What a condition sees where a word begins or ends.
EDGE = " "
APOSTROPHE = "’"
NATIVE = str.maketrans({"'": APOSTROPHE, "ʼ": APOSTROPHE, "\u2010": "-", "\u2011": "-"})

Table = dict[str, Any]
Choice = tuple[str, int, int]
"""An output; the columns (as bits) whose standard it is; the columns that write it at all."""
Row = tuple["str | None", "str | None", int, "tuple[Choice, ...]"]
"""The letters allowed before and after (None: any), the columns the row is for, and what they write."""
Pieces = tuple["tuple[str, tuple[str, ...]]", ...]
"""The pieces of a native form, each with its spellings, the standard one first."""
Gaps = tuple["tuple[tuple[str, str | None, str | None], ...]", "tuple[()] | tuple[str, str]"]
"""The places of an unwritten sign, each with the letters allowed before and after it; where the sign is silent."""


class Edge(NamedTuple):
    """A stretch of a native form, as far as ``end``, with what the columns of ``mask`` write for it."""

    end: int
    mask: int
    choices: tuple[Choice, ...]


def read_native(native: str, decompose: bool = False) -> str:
    """Give a native form the apostrophe and the hyphen of the tables, its letters composed or taken apart.

    A syllable of Hangul taken apart is its jamo, by which its table is written.
    """
    return unicodedata.normalize("NFD" if decompose else "NFC", native).translate(NATIVE)


def read(native: str, table: Table) -> str:
    """Make a native form ready for the rows: words with their vowels, and the sign of what is not written."""
    text = signed(read_native(native, table["decompose"]).translate(table["alike"]), table["doubling"])
    if table["unwritten"][0]:
        vowelled, signs = table["vowelled"], frozenset(table["written"])
        words = [vowelled.get(word, word) for word in re.split("([ -])", text)]
        text = "".join(word if signs.intersection(word) else filled(word, table["unwritten"]) for word in words)
    return text


def signed(text: str, doubling: str) -> str:
    """Put the sign of a doubled letter straight behind it: composed text has the signs of vowels between them."""
    return re.sub(rf"([^\w\s-]+){doubling}", rf"{doubling}\1", text) if doubling and doubling in text else text


def filled(text: str, unwritten: Gaps, whole: bool = True) -> str:
    """Put the unwritten sign and its silent twin where they belong, at the end of a word only if it is ``whole``."""
    places, silent = unwritten
    found = text[:1]
    for place in range(1, len(text) + whole):
        before, after = text[place - 1], text[place : place + 1] or EDGE
        fitting = (sign for sign, left, right in places if before in (left or before) and after in (right or after))
        found += next(fitting, "")
        found += text[place : place + 1]
    return re.sub(*silent, found) if silent else found


def edges(text: str, start: int, table: Table, columns: int = -1) -> Iterator[Edge]:
    """Yield what the columns (bits) write at ``start`` of a lower-case native form: for each column the row that wins.

    An exception for the whole word, or for words joined by a hyphen, comes first; its columns are offered their rows as
    well.
    """
    letters = table["letters"]
    before = text[start - 1] if start and text[start - 1] in letters else EDGE
    if before == EDGE:
        for word in table["compounds"]:
            end = start + len(word)
            if text.startswith(word, start) and (end == len(text) or text[end] not in letters):
                mask, choices = table["words"][word]
                if mask & columns:
                    yield Edge(end, mask & columns, choices)
        end = start
        while end < len(text) and text[end] in letters:
            end += 1
        found = table["words"].get(text[start:end])
        if found and found[0] & columns:
            yield Edge(end, found[0] & columns, found[1])
    waiting = (1 << len(table["columns"])) - 1 & columns
    for end in range(min(start + table["longest"], len(text)), start, -1):
        after = None
        for allowed_before, allowed_after, mask, choices in table["rows"].get(text[start:end], ()):
            if after is None:
                after = text[end] if end < len(text) and text[end] in letters else EDGE
            if (
                mask & waiting
                and (allowed_before is None or before in allowed_before)
                and (allowed_after is None or after in allowed_after)
            ):
                yield Edge(end, mask & waiting, choices)
                waiting &= ~mask
                if not waiting:
                    return
    if waiting:
        yield Edge(start + 1, waiting, ((text[start], -1, -1),))


def segments(native: str, table: Table, target: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Cut a native form as one column reads it: each piece with its spellings, the standard one first.

    Spellings have the letter case of the piece, in a script without capitals one at the start of each word. KeyError
    if the table has no such column.
    """
    if target not in table["columns"]:
        raise KeyError(f"{table['language']}: no column {target}")
    return iter(next(_walks(native, table, 1 << table["columns"].index(target)))[1])


def segments_by_column(native: str, table: Table) -> dict[str, Pieces]:
    """Return what `segments` yields for each column in their order, found in one walk for all that agree."""
    walks = list(_walks(native, table, (1 << len(table["columns"])) - 1))
    return {
        column: next(pieces for columns, pieces in walks if columns >> number & 1)
        for number, column in enumerate(table["columns"])
    }


def _walks(native: str, table: Table, columns: int) -> Iterator[tuple[int, Pieces]]:
    """Yield the columns (bits) that write a native form alike, with its pieces and their spellings."""
    text = read(native, table)
    lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    waiting: list[tuple[int, bool, int, Pieces]] = [(0, False, columns, ())]
    while waiting:
        start, pending, columns, done = waiting.pop()
        if start == len(text):
            yield columns, done
            continue
        left = columns
        for edge in edges(lower, start, table, columns):
            if not edge.mask & left:
                continue
            piece = text[start : edge.end]
            raised = pending or piece[0] != lower[start] or (table["caseless"] and lower[start - 1 : start] in EDGES)
            for agreeing, outputs in _agreeing(edge.choices, edge.mask & left):
                if len(piece) == 1 and lower[start] not in table["letters"]:
                    waiting.append((edge.end, pending, agreeing, (*done, (piece, (piece,)))))
                elif raised:
                    loud = piece[0] != lower[start] and _is_loud(text, start, table["letters"])
                    article = table["caseless"] and outputs[0][-1:] in (" ", "-")
                    for same, capitals in _by_capitals(agreeing, table):
                        large = tuple(o if article else _capitalised(o, loud, capitals) for o in outputs)
                        # The capital goes to the next letter if this one writes none, or a word of its own (al-Asad).
                        later = article or not any(map(str.isalpha, large[0]))
                        waiting.append((edge.end, later, same, (*done, (piece, large))))
                else:
                    waiting.append((edge.end, False, agreeing, (*done, (piece, outputs))))
            left &= ~edge.mask
            if not left:
                break


def _agreeing(choices: tuple[Choice, ...], columns: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the columns that write the same, and what they write, the standard one first."""
    if len(choices) == 1:
        yield columns, (choices[0][0],)
        return
    found: dict[tuple[str, ...], int] = {}
    while columns:
        bit = columns & -columns
        ordered = sorted((choice for choice in choices if choice[2] & bit), key=lambda choice: not choice[1] & bit)
        outputs = tuple(output for output, _, _ in ordered)
        found[outputs] = found.get(outputs, 0) | bit
        columns ^= bit
    for outputs, bits in found.items():
        yield bits, outputs


def _by_capitals(columns: int, table: Table) -> Iterator[tuple[int, Mapping[int, str]]]:
    for column, capitals in table["capitals"].items():
        bit = 1 << table["columns"].index(column)
        if columns & bit:
            yield bit, capitals
            columns ^= bit
    if columns:
        yield columns, {}


def _is_loud(text: str, place: int, letters: str) -> bool:
    """Say whether the word round a place is written in capitals only, and has two of them."""
    start = end = place
    while start and text[start - 1].lower() in letters:
        start -= 1
    while end < len(text) and text[end].lower() in letters:
        end += 1
    return sum(letter.isupper() for letter in text[start:end]) > 1 and text[start:end].isupper()


def _capitalised(output: str, loud: bool, capitals: Mapping[int, str]) -> str:
    if loud:
        return output.translate(capitals).upper()
    return output[:1].translate(capitals).upper() + output[1:]


def romanise(native: str, table: Table, target: str) -> str:
    """Return the standard spelling of a native form in one column; letters the table does not know stay.

    Words that are capitalised or written in capitals stay so.
    """
    return "".join(outputs[0] for _, outputs in segments(native, table, target))
