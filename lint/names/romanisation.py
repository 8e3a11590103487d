"""Write a name of another script in Latin letters, as one orthography writes it.

A system is a table of one native language: rows are native letters and their place, columns are the orthographies of
the press and the named official systems. Which row wins at a place: the longest grapheme, then the row with more
weight of conditions (a letter or a position counts 2, a class 1), then the earlier row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

# Behind which a word of a script without capitals gets one in Latin letters.
EDGES = frozenset({"", " ", "-"})

# What a condition sees where a word begins or ends.
EDGE = " "
APOSTROPHE = "’"
_NATIVE = str.maketrans({"'": APOSTROPHE, "ʼ": APOSTROPHE, "\u2010": "-", "\u2011": "-"})

Table = dict[str, Any]
Choice = tuple[str, int, int]
"""An output; the columns (as bits) whose standard it is; the columns that write it at all."""


class Edge(NamedTuple):
    """A stretch of a native form, as far as ``end``, with what the columns of ``mask`` write for it."""

    end: int
    mask: int
    choices: tuple[Choice, ...]


def compile_system(raw: Mapping[str, object]) -> Table:
    """Build the table of a decoded system file; only dict, tuple, str, int and None, so that `marshal` can store it.

    Raises ValueError with the row and the word at fault.
    """
    targets = _mapping(raw.get("targets"), "targets")
    columns = tuple(targets)
    settings = [_mapping(targets[column] or {}, f"target {column}") for column in columns]
    parents = {column: str(s["like"]) if "like" in s else None for column, s in zip(columns, settings, strict=True)}
    for column, parent in parents.items():
        _chain(column, parents)
        if parent is not None and parent not in parents:
            raise ValueError(f"target {column}: like {parent}, which is no target")
    decompose = raw.get("decompose") == "true"
    classes = {name: read_native(str(letters), decompose) for name, letters in _mapping(raw.get("classes") or {}, "classes").items()}
    rows: dict[str, list[tuple[int, tuple[str | None, str | None, int, tuple[Choice, ...]]]]] = {}
    for number, item in enumerate(_sequence(raw.get("rows"), "rows"), 1):
        row = _mapping(item, f"row {number}")
        grapheme = read_native(str(row.get("from", "")), decompose)
        where = f"row {number} ({grapheme})"
        if not grapheme or not row.keys() <= {"from", "at", "to"}:
            raise ValueError(f"{where}: a row has from, to and perhaps at")
        before, after, weight = _conditions(str(row.get("at") or ""), classes, where)
        mask, choices = _cell(_mapping(row.get("to"), where), columns, parents, where)
        rows.setdefault(grapheme, []).append((weight, (before, after, mask, choices)))
    words: dict[str, tuple[int, tuple[Choice, ...]]] = {}
    for word, cell in _mapping(raw.get("exceptions") or {}, "exceptions").items():
        where = f"exception {word}"
        words[read_native(word, decompose).lower()] = _cell(_mapping(cell, where), columns, parents, where)
    return {
        "language": str(raw["language"]),
        "script": str(raw["script"]),
        "order": str(raw.get("order", "given-family")),
        "caseless": raw.get("caseless") == "true",
        "decompose": decompose,
        "columns": columns,
        "titles": tuple(str(s.get("title", column)) for column, s in zip(columns, settings, strict=True)),
        "capitals": {
            column: {ord(letter): str(capital) for letter, capital in _mapping(s["capitals"], column).items()}
            for column, s in zip(columns, settings, strict=True)
            if "capitals" in s
        },
        "patronymics": tuple(str(ending) for ending in _sequence(raw.get("patronymics") or (), "patronymics")),
        "letters": "".join(sorted({letter for grapheme in rows for letter in grapheme})),
        "longest": max(map(len, rows)),
        "rows": {
            grapheme: tuple(row for _, row in sorted(found, key=lambda pair: -pair[0]))
            for grapheme, found in rows.items()
        },
        "words": words,
    }


def _conditions(text: str, classes: Mapping[str, str], where: str) -> tuple[str | None, str | None, int]:
    """Turn ``after vowel & final`` into the letters allowed before and after, and the weight."""
    before: str | None = None
    after: str | None = None
    weight = 0
    for condition in text.split("&") if text else ():
        words = condition.split()
        if words in (["initial"], ["final"]):
            side, letters = ("after" if words == ["initial"] else "before"), EDGE
            weight += 2
        elif len(words) == 2 and words[0] == "between" and words[1].removesuffix("s") in classes:
            letters = classes[words[1].removesuffix("s")]
            before = letters if before is None else "".join(set(before) & set(letters))
            side = "before"
            weight += 2
        elif len(words) == 2 and words[0] in ("after", "before") and words[1] in classes:
            side, letters = words[0], classes[words[1]]
            weight += 1
        elif len(words) >= 2 and words[0] in ("after", "before") and all(len(letter) == 1 for letter in words[1:]):
            side, letters = words[0], "".join(words[1:]).translate(_NATIVE)
            weight += 2
        else:
            raise ValueError(f"{where}: unknown condition {condition.strip()!r}")
        if side == "after":
            before = letters if before is None else "".join(sorted(set(before) & set(letters)))
        else:
            after = letters if after is None else "".join(sorted(set(after) & set(letters)))
    return before, after, weight


def _cell(
    cell: Mapping[str, object], columns: Sequence[str], parents: Mapping[str, str | None], where: str
) -> tuple[int, tuple[Choice, ...]]:
    """Spread what a row writes over all columns: a column's own value, that of the column it is like, or ``*``."""
    unknown = cell.keys() - {*columns, "*"}
    if unknown:
        raise ValueError(f"{where}: no such target: {', '.join(sorted(unknown))}")
    standard: dict[str, int] = {}
    written: dict[str, int] = {}
    mask = 0
    for number, column in enumerate(columns):
        value = next((cell[name] for name in _chain(column, parents) if name in cell), cell.get("*"))
        if value is None or value == "~":
            continue
        mask |= 1 << number
        outputs = [str(output) for output in value] if isinstance(value, (list, tuple)) else [str(value)]
        standard[outputs[0]] = standard.get(outputs[0], 0) | 1 << number
        for output in outputs:
            written[output] = written.get(output, 0) | 1 << number
    return mask, tuple((output, standard.get(output, 0), bits) for output, bits in written.items())


def _chain(column: str, parents: Mapping[str, str | None]) -> list[str]:
    chain: list[str] = []
    step: str | None = column
    while step is not None:
        if step in chain:
            raise ValueError(f"target {column}: like leads back to {step}")
        chain.append(step)
        step = parents.get(step)
    return chain


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where}: a mapping is wanted")
    return cast("Mapping[str, object]", value)


def _sequence(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"{where}: a list is wanted")
    return value


def read_native(native: str, decompose: bool = False) -> str:
    """Give a native form the apostrophe and the hyphen of the tables, its letters composed or taken apart.

    A syllable of Hangul taken apart is its jamo, by which its table is written.
    """
    return unicodedata.normalize("NFD" if decompose else "NFC", native).translate(_NATIVE)


def edges(text: str, start: int, table: Table, columns: int = -1) -> Iterator[Edge]:
    """Yield what the columns (bits) write at ``start`` of a lower-case native form: for each column the row that wins.

    An exception for the whole word comes first; its columns are offered their rows as well.
    """
    letters = table["letters"]
    before = text[start - 1] if start and text[start - 1] in letters else EDGE
    if before == EDGE:
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

    Spellings have the letter case of the piece, in a script without capitals one at the start of each word; KeyError if the table has no such column.
    """
    if target not in table["columns"]:
        raise KeyError(f"{table['language']}: no column {target}")
    bit = 1 << table["columns"].index(target)
    capitals = table["capitals"].get(target, {})
    text = read_native(native, table["decompose"])
    lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    start = 0
    pending = False
    while start < len(text):
        edge = next(edges(lower, start, table, bit))
        piece = text[start : edge.end]
        ordered = sorted((choice for choice in edge.choices if choice[2] & bit), key=lambda c: not c[1] & bit)
        outputs = tuple(output for output, _, _ in ordered)
        if lower[start] not in table["letters"]:
            outputs = (piece,)
        elif pending or piece[0] != lower[start] or (table["caseless"] and lower[start - 1 : start] in EDGES):
            loud = piece[0] != lower[start] and _is_loud(text, start, table["letters"])
            outputs = tuple(_capitalised(output, loud, capitals) for output in outputs)
            # A capital whose letter writes nothing is handed on to the next letter.
            pending = not outputs[0]
        yield piece, outputs
        start = edge.end


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
