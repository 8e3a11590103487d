"""Say whether a Latin form is a spelling of a native form, how far it is from a standard one, and whose it is.

A native form becomes a lattice: from each of its letters, every output that some column writes there. A form is a path
through it, and its cost for a column counts the pieces that only other columns write (1 each) and the column's own
second choices (1/4 each). A column borrows only what is the standard of another, and nothing that it writes itself for
another letter: with that a form would be another name. All columns are followed at once: a state is one integer that
holds, for each cost in quarters, the set of columns (as bits) that can be there at that cost.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from lint.names.romanisation import Pieces, Table, edges, read, romanise, segments
from lint.typed import NamedTuple

MARKS = 0.1
_QUARTERS = 4
_SPECIAL = {
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "þ": "th",
    "õ": "õ", "'": "", "`": "", '"': "", "·": "",
}  # fmt: skip
_QUOTES = str.maketrans(
    {**dict.fromkeys("’ʼ‘`´ʹ′ˈʻ", "'"), **dict.fromkeys("”ʺ″“", '"'), "\u2010": "-", "\u2011": "-", "\xa0": " "}
)


class _Folding(dict[int, str]):
    """Letters without their marks, worked out when first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = _SPECIAL.get(letter)
        if bare is None:
            bare = "".join(mark for mark in unicodedata.normalize("NFD", letter) if not unicodedata.combining(mark))
        self[code] = bare
        return bare


_FOLDING = _Folding()

Arc = tuple[str, int, int, int, int, int]
"""An output, its length, the place it leads to, and sets of columns over all costs: who writes it at no cost, who at a
quarter, and who may borrow it."""
Net = tuple[dict[str, tuple[Arc, ...]], ...]


class Acceptance(NamedTuple):
    """A form is accepted at ``cost`` as the spelling of column ``system``; ``reason`` says so to an editor."""

    cost: float
    system: str
    reason: str


class Lattice(NamedTuple):
    """A native form made ready to test many Latin forms; ``bare`` is ``net`` without diacritics."""

    columns: tuple[str, ...]
    titles: tuple[str, ...]
    limit: float
    net: Net
    bare: Net


def prepare(form: str) -> str:
    """Compose a Latin form, in lower case, with one kind of apostrophe and of hyphen."""
    if not form.isascii():
        # Small letters first: the capital of ǰ is two characters.
        form = unicodedata.normalize("NFC", form.replace("İ", "i").lower()).translate(_QUOTES)
    return form.lower()


def fold(prepared: str) -> str:
    """Drop diacritics and apostrophes of a prepared form."""
    return prepared if prepared.isascii() and prepared.isalpha() else prepared.translate(_FOLDING)


def unmarked(form: str) -> str:
    """Drop the diacritics of a Latin form and keep its capitals."""
    composed = unicodedata.normalize("NFC", form)
    return "".join(
        bare.capitalize() if letter.isupper() else bare for letter in composed for bare in (fold(prepare(letter)),)
    )


def respelt(form: str, letters: Mapping[str, str]) -> str:
    """Spell a Latin form in plain letters: some stand for one with a mark (Mueller), any other mark is dropped."""
    composed = unicodedata.normalize("NFC", form)
    plain = "".join(
        other.capitalize() if letter.isupper() else other
        for letter in composed
        for other in (letters.get(letter.lower(), letter.lower()),)
    )
    return unmarked(plain.upper() if composed.replace("ß", "").isupper() else plain)


def lattice(native: str, table: Table, limit: float = 1.1, aside: bool = False) -> Lattice:
    """Make a native form (one word or several) ready for `match`; costs over ``limit`` are not followed.

    With ``aside`` the columns that stand aside are followed as well.
    """
    count = steps(limit)
    width = len(table["columns"])
    every = (1 << width) - 1
    spread = sum(1 << width * level for level in range(count))
    text = read(native, table).lower()
    plain, bare = [], []
    for place, outputs in enumerate(arcs(native, table, aside)):
        marked: dict[tuple[str, int], tuple[int, int, int]] = {}
        unmarked: dict[tuple[str, int], tuple[int, int, int]] = {}
        for (output, end), (first, known) in outputs.items():
            columns, lent = every, _borrowers(output, text[place:end], first, table) & every
            for found, spelt in ((marked, output), (unmarked, fold(output))):
                if spelt != output:
                    columns &= ~table["marked"]
                    lent = _borrowers(spelt, text[place:end], first & columns, table) & every
                if known & columns:
                    before = found.get((spelt, end), (0, 0, 0))
                    found[spelt, end] = before[0] | first & columns, before[1] | known & columns, before[2] | lent
        plain.append(_index(marked, spread))
        bare.append(_index(unmarked, spread))
    return Lattice(table["columns"], table["titles"], limit, tuple(plain), tuple(bare))


def _borrowers(output: str, letters: str, first: int, table: Table) -> int:
    """Return the columns that may borrow what others write for native letters; ``first`` have it as their standard."""
    if not table["guarded"]:
        return -1
    if not first & ~table["aside"]:
        return 0
    aside: int = table["aside"]
    owners = table["owners"].get(output)
    if owners is None:
        return ~aside
    near = others = 0
    for owner, like, columns in owners:
        if owner not in letters:
            if any(letter in like for letter in letters):
                near |= columns
            else:
                others |= columns
    return ~(others & ~near | aside)


def arcs(native: str, table: Table, aside: bool = False) -> Iterator[dict[tuple[str, int], tuple[int, int]]]:
    """Yield for each place of a native form its outputs: (output, next place) -> columns at no cost, columns at all.

    A patronymic between two words may be left out together with the space before it.
    """
    text = read(native, table).lower()
    patronymics = table["patronymics"]
    columns = -1 if aside else ~table["aside"]
    for start in range(len(text)):
        found: dict[tuple[str, int], tuple[int, int]] = {}
        for edge in edges(text, start, table, columns):
            for output, first, known in edge.choices:
                if known & edge.mask:
                    arc = prepare(output), edge.end
                    before = found.get(arc, (0, 0))
                    found[arc] = before[0] | first & edge.mask, before[1] | known & edge.mask
        if text[start] == " ":
            end = text.find(" ", start + 1)
            if end > 0 and text[start + 1 : end].endswith(patronymics):
                found["", end] = (-1, -1)
        yield found


def _index(found: dict[tuple[str, int], tuple[int, int, int]], spread: int) -> dict[str, tuple[Arc, ...]]:
    """Sort the arcs of one place by the first letter of their output."""
    index: dict[str, tuple[Arc, ...]] = {}
    for (output, end), (first, known, lent) in found.items():
        arc = output, len(output), end, first * spread, (known & ~first) * spread, lent * spread
        index[output[:1]] = (*index.get(output[:1], ()), arc)
    return index


def steps(limit: float) -> int:
    """Count the costs in quarters, from none on, that are within a limit."""
    return int(limit * _QUARTERS + 1e-6) + 1


def match(form: str, native: Lattice, prefer: tuple[str, ...] = ()) -> Acceptance | None:
    """Accept a form, or return None if it costs more than the lattice's limit.

    Of systems that accept it at the same cost, the first of ``prefer`` wins, then the first of the table.
    """
    marked = prepare(form)
    bare = fold(marked)
    width = len(native.columns)
    every = (1 << width) - 1
    reached = _walk(native.bare, bare, width, steps(native.limit - MARKS), every)
    if not reached and bare == marked:
        return None
    exact = _walk(native.net, marked, width, steps(native.limit), every)
    if not reached and not exact:
        return None
    level, systems = _least(reached or exact, width)
    if exact:
        exact_level, exact_systems = _least(exact, width)
        if not reached or exact_level / _QUARTERS < level / _QUARTERS + MARKS:
            reached, level, systems = exact, exact_level, exact_systems
        else:
            exact = 0
    cost = level / _QUARTERS + (0 if exact else MARKS)
    if cost > native.limit + 1e-6:
        return None
    wanted = (native.columns.index(column) for column in prefer if column in native.columns)
    number = next((one for one in wanted if systems >> one & 1), (systems & -systems).bit_length() - 1)
    reason = native.titles[number]
    if level >= _QUARTERS:
        # A letter group of another column and four second choices weigh the same: see which it is.
        net, text = (native.net, marked) if exact else (native.bare, bare)
        own = _walk(net, text, width, level + 1, 1 << number, own=True)
        others = 0 if own else level // _QUARTERS
        level -= others * _QUARTERS
        if others:
            reason += f", {others} letter group{'s' if others > 1 else ''} otherwise"
    if level:
        reason += ", less usual"
    return Acceptance(round(cost, 2), native.columns[number], reason if exact else f"{reason}, without diacritics")


def _walk(net: Net, form: str, width: int, levels: int, columns: int, own: bool = False) -> int:
    """Follow every path that spells the form; return the columns that arrive, by cost in quarters (0: none).

    With ``own`` a column may use only what it writes itself.
    """
    size, goal = len(net), len(form)
    limit = (1 << width * levels) - 1
    foreign = width * _QUARTERS
    states: list[dict[int, int]] = [{} for _ in range(size + 1)]
    states[0][0] = columns
    for place in range(size):
        here = states[place]
        if not here:
            continue
        index = net[place]
        silent = index.get("", ())
        for at, state in here.items():
            for output, length, end, first, second, lent in (*index.get(form[at : at + 1] or "\0", ()), *silent):
                if length > 1 and not form.startswith(output, at):
                    continue
                after = state & first | (state & second) << width
                if not own:
                    after |= (state & lent) << foreign
                after &= limit
                if after:
                    there = states[end]
                    there[at + length] = there.get(at + length, 0) | after
    return states[size].get(goal, 0)


def _least(reached: int, width: int) -> tuple[int, int]:
    every = (1 << width) - 1
    level = 0
    while not reached & every:
        reached >>= width
        level += 1
    return level, reached & every


def accept(
    form: str, native: str, table: Table, limit: float = 1.1, prefer: tuple[str, ...] = (), aside: bool = False
) -> Acceptance | None:
    """Accept a Latin form of a native form at a cost of at most ``limit``; None if it is no spelling of it.

    Words stand in the order of the native form. Many forms of one name: make the `lattice` once and use `match`.
    """
    return match(form, lattice(native, table, limit, aside), prefer)


def forms(native: str, table: Table, target: str, most: int = 32) -> tuple[str, ...]:
    """List the spellings of one column, fewest second choices first, at most ``most`` of them."""
    return spellings(tuple(segments(native, table, target)), most)


def spellings(cut: Pieces, most: int) -> tuple[str, ...]:
    """Join the pieces of a native form in every way, fewest second choices first, at most ``most`` ways."""
    pieces = [outputs for _, outputs in cut]
    found: dict[str, None] = {}
    waiting: list[tuple[int, tuple[int, ...], str]] = [(0, (), "")]
    while waiting and len(found) < most:
        seconds, chosen, text = heappop(waiting)
        if len(chosen) == len(pieces):
            found.setdefault(text)
            continue
        for number, output in enumerate(pieces[len(chosen)]):
            heappush(waiting, (seconds + (number > 0), (*chosen, number), text + output))
    return tuple(found)


def patronymic_endings(table: Table) -> tuple[str, ...]:
    """Return how the fathers' names of a language end in its own letters, and folded in every column behind a ``t``."""
    native = table["patronymics"]
    spelt = {romanise("т" + ending, table, column)[1:] for ending in native for column in table["columns"]}
    return (*native, *sorted({fold(prepare(ending)) for ending in spelt}))
