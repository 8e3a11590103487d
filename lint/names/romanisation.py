"""Write a name of another script in Latin letters, as one orthography writes it.

A system is a table of one native language: rows are native letters and their place, columns are the orthographies of
the press and the named official systems. Which row wins at a place: the longest grapheme, then the row with more
weight of conditions (a letter or a position counts 2, a class 1), then the earlier row.

Of a script that leaves sounds out, a table says more. ``unwritten`` names a sign and the places where it is put between
the native letters before anything is read: the rows of that sign say what may be written there. Its ``silent`` twin
stands where Hindi drops the vowel: between a consonant behind a vowel and one with a written vowel (M. Ohala, Aspects
of Hindi Phonology, 1983), save that of the last syllable, which names keep as often. A word that has one of the signs
of the class ``unless`` is written in full. ``doubling`` names the sign of a doubled letter: such a letter is written
twice (or ``once``, first), and without the sign an output of one letter may be so inside a word. ``vowelled`` lists
words as they are written in full, and is read instead of them. ``alike`` names letters that are read as another letter.

A target that stands ``aside`` recognises a name only where it is asked to: one that gives a name the ending of its own
nominative (Putins, Putinas), which in copy of another language is rather a genitive, or writes in phonetic signs.

``near`` lists letters that the press does not keep apart. A table that has it guards what a form may borrow from
another column: a column that writes ``s`` for с takes no ``s`` for з, since what it would spell so is another name. A
target whose ``marks`` are kept tells letters apart by them alone (â and a), so that it is not met without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from lint.typed import Any, NamedTuple, cast

# Behind which a word of a script without capitals gets one in Latin letters.
EDGES = frozenset({"", " ", "-"})

# What a condition sees where a word begins or ends.
EDGE = " "
APOSTROPHE = "’"
_NATIVE = str.maketrans({"'": APOSTROPHE, "ʼ": APOSTROPHE, "\u2010": "-", "\u2011": "-"})

Table = dict[str, Any]
Choice = tuple[str, int, int]
"""An output; the columns (as bits) whose standard it is; the columns that write it at all."""
Row = tuple["str | None", "str | None", int, "tuple[Choice, ...]"]
"""The letters allowed before and after (None: any), the columns the row is for, and what they write."""
Gaps = tuple["tuple[tuple[str, str | None, str | None], ...]", "tuple[()] | tuple[str, str]"]
"""The places of an unwritten sign, each with the letters allowed before and after it; where the sign is silent."""


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
    classes = {
        name: read_native(str(letters), decompose)
        for name, letters in _mapping(raw.get("classes") or {}, "classes").items()
    }
    gaps = _mapping(raw.get("unwritten") or {}, "unwritten")
    unwritten = _unwritten(gaps, classes)
    doubling = _mapping(raw.get("doubling") or {}, "doubling")
    sign = str(doubling.get("sign", ""))
    near = [str(letters) for letters in _sequence(raw.get("near") or (), "near")]
    rows: dict[str, list[tuple[int, Row]]] = {}
    for number, item in enumerate(_sequence(raw.get("rows"), "rows"), 1):
        row = _mapping(item, f"row {number}")
        value = row.get("from", "")
        named = value if isinstance(value, (list, tuple)) else (value,)
        graphemes = [_signed(read_native(str(one), decompose), sign) for one in named]
        where = f"row {number} ({', '.join(graphemes)})"
        if not all(graphemes) or not row.keys() <= {"from", "at", "to"}:
            raise ValueError(f"{where}: a row has from, to and perhaps at")
        before, after, weight = _conditions(str(row.get("at") or ""), classes, where)
        mask, choices = _cell(_mapping(row.get("to"), where), columns, parents, where)
        for grapheme in dict.fromkeys([*graphemes, *(_filled(one, unwritten, whole=False) for one in graphemes)]):
            rows.setdefault(grapheme, []).append((weight, (before, after, mask, choices)))
    if sign:
        _double(rows, sign, classes[str(doubling["letters"])], once=doubling.get("written") == "once")
    words: dict[str, tuple[int, tuple[Choice, ...]]] = {}
    for word, cell in _mapping(raw.get("exceptions") or {}, "exceptions").items():
        where = f"exception {word}"
        words[_filled(read_native(word, decompose).lower(), unwritten)] = _cell(
            _mapping(cell, where), columns, parents, where
        )
    return {
        "language": str(raw["language"]),
        "script": str(raw["script"]),
        "order": str(raw.get("order", "given-family")),
        "loose": raw.get("loose") == "true",
        "caseless": raw.get("caseless") == "true",
        "decompose": decompose,
        "columns": columns,
        "aside": sum(1 << number for number, s in enumerate(settings) if s.get("aside") == "true"),
        "marked": sum(1 << number for number, s in enumerate(settings) if s.get("marks") == "kept"),
        "guarded": "near" in raw,
        "owners": _owners(rows, near) if "near" in raw else {},
        "titles": tuple(str(s.get("title", column)) for column, s in zip(columns, settings, strict=True)),
        "capitals": {
            column: {ord(letter): str(capital) for letter, capital in _mapping(s["capitals"], column).items()}
            for column, s in zip(columns, settings, strict=True)
            if "capitals" in s
        },
        "patronymics": tuple(str(ending) for ending in _sequence(raw.get("patronymics") or (), "patronymics")),
        "letters": "".join(sorted({letter for grapheme in rows for letter in grapheme} - {" ", "-"})),
        "longest": max(map(len, rows)),
        "rows": {
            grapheme: tuple(row for _, row in sorted(found, key=lambda pair: -pair[0]))
            for grapheme, found in rows.items()
        },
        "words": words,
        "compounds": tuple(word for word in words if not EDGES.isdisjoint(word)),
        "alike": {ord(one): str(other) for one, other in _mapping(raw.get("alike") or {}, "alike").items()},
        "unwritten": unwritten,
        "written": classes[str(gaps["unless"])] if "unless" in gaps else "",
        "doubling": sign,
        "vowelled": {
            read_native(word, decompose): _signed(read_native(str(vowelled), decompose), sign)
            for word, vowelled in _mapping(raw.get("vowelled") or {}, "vowelled").items()
        },
    }


def _owners(
    rows: Mapping[str, Sequence[tuple[int, Row]]], near: Sequence[str]
) -> dict[str, tuple[tuple[str, str, int], ...]]:
    """List for each output the single letters it stands for: letter, the letters near it, the columns that write it."""
    owners: dict[str, dict[str, int]] = {}
    for letter, found in rows.items():
        for _, (_, _, mask, choices) in found if len(letter) == 1 else ():
            for output, first, _ in choices:
                if output and first & mask:
                    columns = owners.setdefault(output, {})
                    columns[letter] = columns.get(letter, 0) | first & mask
    return {
        output: tuple(
            (letter, "".join(group for group in near if letter in group), bits) for letter, bits in columns.items()
        )
        for output, columns in owners.items()
    }


def _unwritten(raw: Mapping[str, object], classes: Mapping[str, str]) -> Gaps:
    """List the places of the unwritten sign, then a pattern of where its twin stands instead with its replacement."""
    at = _sequence(raw.get("at") or (), "unwritten")
    places = tuple((str(raw["sign"]), *_conditions(str(place), classes, "unwritten")[:2]) for place in at)
    if "silent" not in raw:
        return places, ()
    consonant = f"[{classes['consonant']}]+"
    before, after = f"([{classes['vowel']}]{consonant})", f"(?={consonant}[{classes['mark']}][^ -])"
    return places, (f"{before}{raw['sign']}{after}", rf"\1{raw['silent']}")


def _double(rows: dict[str, list[tuple[int, Row]]], sign: str, doubled: str, once: bool) -> None:
    """Let letters be doubled: all their outputs where the sign says so, those of one letter inside any word."""
    inside = frozenset(letter for grapheme in rows for letter in grapheme) - EDGES
    for letter in doubled:
        if letter not in rows:
            raise ValueError(f"doubling: no row for {letter}")
        signed: list[tuple[int, Row]] = []
        medial: list[tuple[int, Row]] = []
        for weight, (before, after, mask, choices) in rows[letter]:
            twice = [(output * 2, first, known) for output, first, known in choices]
            signed.append((weight, (before, after, mask, (*choices, *twice) if once else (*twice, *choices))))
            short = [choice for choice in twice if len(choice[0]) == 2]
            left, right = ("".join(sorted(inside.intersection(side or inside))) for side in (before, after))
            medial.append((weight, (left, right, mask, (*choices, *short))))
        rows.setdefault(letter + sign, []).extend(signed)
        # Of rows of one weight the first wins.
        rows[letter][:0] = medial


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
    """Spread what a row writes over all columns: a column's own value, that of the column it is like, or ``*``.

    Of a list the first is the standard; if it is a list itself, all of its members are, and the first is written.
    """
    unknown = cell.keys() - {*columns, "*"}
    if unknown:
        raise ValueError(f"{where}: no such target: {', '.join(sorted(unknown))}")
    standard: dict[str, int] = {}
    equal: dict[str, int] = {}
    written: dict[str, int] = {}
    mask = 0
    for number, column in enumerate(columns):
        value = next((cell[name] for name in _chain(column, parents) if name in cell), cell.get("*"))
        if value is None or value == "~":
            continue
        mask |= 1 << number
        standards, *others = value if isinstance(value, (list, tuple)) else (value,)
        first, *equals = standards if isinstance(standards, (list, tuple)) else (standards,)
        for output, found in ((first, standard), *((one, equal) for one in equals)):
            found[str(output)] = found.get(str(output), 0) | 1 << number
        for output in (first, *others):
            written[str(output)] = written.get(str(output), 0) | 1 << number
    choices = tuple((output, standard.get(output, 0), bits) for output, bits in written.items())
    # What is as good as a standard comes after all of them: the first choice with a column's bit is what it writes.
    return mask, choices + tuple((output, bits, bits) for output, bits in equal.items())


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


def read(native: str, table: Table) -> str:
    """Make a native form ready for the rows: words with their vowels, and the sign of what is not written."""
    text = _signed(read_native(native, table["decompose"]).translate(table["alike"]), table["doubling"])
    if table["unwritten"][0]:
        vowelled, signs = table["vowelled"], frozenset(table["written"])
        words = [vowelled.get(word, word) for word in re.split("([ -])", text)]
        text = "".join(word if signs.intersection(word) else _filled(word, table["unwritten"]) for word in words)
    return text


def _signed(text: str, doubling: str) -> str:
    """Put the sign of a doubled letter straight behind it: composed text has the signs of vowels between them."""
    return re.sub(rf"([^\w\s-]+){doubling}", rf"{doubling}\1", text) if doubling and doubling in text else text


def _filled(text: str, unwritten: Gaps, whole: bool = True) -> str:
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
    bit = 1 << table["columns"].index(target)
    capitals = table["capitals"].get(target, {})
    text = read(native, table)
    lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    start = 0
    pending = False
    while start < len(text):
        edge = next(edges(lower, start, table, bit))
        piece = text[start : edge.end]
        ordered = sorted((choice for choice in edge.choices if choice[2] & bit), key=lambda c: not c[1] & bit)
        outputs = tuple(output for output, _, _ in ordered)
        if len(piece) == 1 and lower[start] not in table["letters"]:
            outputs = (piece,)
        elif pending or piece[0] != lower[start] or (table["caseless"] and lower[start - 1 : start] in EDGES):
            loud = piece[0] != lower[start] and _is_loud(text, start, table["letters"])
            article = table["caseless"] and outputs[0][-1:] in (" ", "-")
            if not article:
                outputs = tuple(_capitalised(output, loud, capitals) for output in outputs)
            # The capital goes to the next letter if this one writes none, or a word of its own (al-Asad).
            pending = article or not any(map(str.isalpha, outputs[0]))
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
