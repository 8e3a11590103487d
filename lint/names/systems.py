"""Build the table of a romanisation system out of its file, so that nothing is left to work out when a name is read.

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

from collections.abc import Iterator, Mapping, Sequence

from lint.names.romanisation import EDGE, EDGES, NATIVE, Choice, Gaps, Row, Table, filled, read_native, signed
from lint.typed import NamedTuple, cast


class _Spelling(NamedTuple):
    """How a system reads native letters: the classes it names, and the signs that stand for what is not written."""

    decompose: bool
    classes: Mapping[str, str]
    doubling: str
    unwritten: Gaps

    def read(self, native: object) -> str:
        """Return native letters as rows have them."""
        return signed(read_native(str(native), self.decompose), self.doubling)


class _Targets(NamedTuple):
    """The columns of a system: their names in order, what the file says of each, and which one each is like."""

    columns: tuple[str, ...]
    settings: tuple[Mapping[str, object], ...]
    parents: Mapping[str, str | None]

    def said(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield each column and what the file says of it."""
        return zip(self.columns, self.settings, strict=True)

    def where(self, setting: str, value: str) -> int:
        """Return the columns of which the file says this, as bits."""
        return sum(1 << number for number, said in enumerate(self.settings) if said.get(setting) == value)


def compile_system(raw: Mapping[str, object]) -> Table:
    """Build the table of a decoded system file; only dict, tuple, str, int and None, so that `marshal` can store it.

    Raises ValueError with the row and the word at fault.
    """
    targets, spelling = _targets(raw), _spelling(raw)
    rows, words = _rows(raw, targets, spelling), _words(raw, targets, spelling)
    near = [str(letters) for letters in _sequence(raw.get("near") or (), "near")]
    gaps = _mapping(raw.get("unwritten") or {}, "unwritten")
    return {
        "language": str(raw["language"]),
        "script": str(raw["script"]),
        "order": str(raw.get("order", "given-family")),
        "loose": raw.get("loose") == "true",
        "caseless": raw.get("caseless") == "true",
        "decompose": spelling.decompose,
        "columns": targets.columns,
        "aside": targets.where("aside", "true"),
        "marked": targets.where("marks", "kept"),
        "guarded": "near" in raw,
        "owners": _owners(rows, near) if "near" in raw else {},
        "titles": tuple(str(said.get("title", column)) for column, said in targets.said()),
        "capitals": {
            column: {ord(letter): str(capital) for letter, capital in _mapping(said["capitals"], column).items()}
            for column, said in targets.said()
            if "capitals" in said
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
        "unwritten": spelling.unwritten,
        "written": spelling.classes[str(gaps["unless"])] if "unless" in gaps else "",
        "doubling": spelling.doubling,
        "vowelled": {
            read_native(word, spelling.decompose): spelling.read(vowelled)
            for word, vowelled in _mapping(raw.get("vowelled") or {}, "vowelled").items()
        },
    }


def _targets(raw: Mapping[str, object]) -> _Targets:
    targets = _mapping(raw.get("targets"), "targets")
    settings = tuple(_mapping(said or {}, f"target {column}") for column, said in targets.items())
    parents = {
        column: str(said["like"]) if "like" in said else None for column, said in zip(targets, settings, strict=True)
    }
    for column, parent in parents.items():
        _chain(column, parents)
        if parent is not None and parent not in parents:
            raise ValueError(f"target {column}: like {parent}, which is no target")
    return _Targets(tuple(targets), settings, parents)


def _spelling(raw: Mapping[str, object]) -> _Spelling:
    decompose = raw.get("decompose") == "true"
    classes = {
        name: read_native(str(letters), decompose)
        for name, letters in _mapping(raw.get("classes") or {}, "classes").items()
    }
    doubling = _mapping(raw.get("doubling") or {}, "doubling")
    unwritten = _unwritten(_mapping(raw.get("unwritten") or {}, "unwritten"), classes)
    return _Spelling(decompose, classes, str(doubling.get("sign", "")), unwritten)


def _rows(raw: Mapping[str, object], targets: _Targets, spelling: _Spelling) -> dict[str, list[tuple[int, Row]]]:
    """List the rows of each native grapheme, each with the weight of its conditions."""
    rows: dict[str, list[tuple[int, Row]]] = {}
    for number, item in enumerate(_sequence(raw.get("rows"), "rows"), 1):
        row = _mapping(item, f"row {number}")
        value = row.get("from", "")
        graphemes = [spelling.read(one) for one in (value if isinstance(value, (list, tuple)) else (value,))]
        where = f"row {number} ({', '.join(graphemes)})"
        if not all(graphemes) or not row.keys() <= {"from", "at", "to"}:
            raise ValueError(f"{where}: a row has from, to and perhaps at")
        before, after, weight = _conditions(str(row.get("at") or ""), spelling.classes, where)
        mask, choices = _cell(_mapping(row.get("to"), where), targets, where)
        with_gaps = (filled(one, spelling.unwritten, whole=False) for one in graphemes)
        for grapheme in dict.fromkeys([*graphemes, *with_gaps]):
            rows.setdefault(grapheme, []).append((weight, (before, after, mask, choices)))
    if spelling.doubling:
        doubling = _mapping(raw["doubling"], "doubling")
        doubled = spelling.classes[str(doubling["letters"])]
        _double(rows, spelling.doubling, doubled, once=doubling.get("written") == "once")
    return rows


def _words(
    raw: Mapping[str, object], targets: _Targets, spelling: _Spelling
) -> dict[str, tuple[int, tuple[Choice, ...]]]:
    """List the words that are written in a way of their own, as native letters with their gaps filled."""
    return {
        filled(read_native(word, spelling.decompose).lower(), spelling.unwritten): _cell(
            _mapping(cell, f"exception {word}"), targets, f"exception {word}"
        )
        for word, cell in _mapping(raw.get("exceptions") or {}, "exceptions").items()
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
            side, letters = words[0], "".join(words[1:]).translate(NATIVE)
            weight += 2
        else:
            raise ValueError(f"{where}: unknown condition {condition.strip()!r}")
        if side == "after":
            before = letters if before is None else "".join(sorted(set(before) & set(letters)))
        else:
            after = letters if after is None else "".join(sorted(set(after) & set(letters)))
    return before, after, weight


def _cell(cell: Mapping[str, object], targets: _Targets, where: str) -> tuple[int, tuple[Choice, ...]]:
    """Spread what a row writes over all columns: a column's own value, that of the column it is like, or ``*``.

    Of a list the first is the standard; if it is a list itself, all of its members are, and the first is written.
    """
    unknown = cell.keys() - {*targets.columns, "*"}
    if unknown:
        raise ValueError(f"{where}: no such target: {', '.join(sorted(unknown))}")
    standard: dict[str, int] = {}
    equal: dict[str, int] = {}
    written: dict[str, int] = {}
    mask = 0
    for number, column in enumerate(targets.columns):
        value = next((cell[name] for name in _chain(column, targets.parents) if name in cell), cell.get("*"))
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
