"""Recognise the inflected forms of a name in a language, and put another spelling into the same form.

A language's paradigms are data (``rules/inflection/<language>.yaml``). A form is a lemma without the letters a paradigm
drops, plus the letters it adds; an analysis is made only where the whole lemma fits the paradigm, so that it can always
be undone: ``inflect(lemma, cell)`` gives the analysed form again.

In the data an ending is letters, of which those after a stroke give way (``s/ki`` with ``kiego``), perhaps behind the
name of one of the file's ``letters`` (``STEM/y``), ``ANY`` or ``CAPITALS`` (an abbreviation). ``∅`` adds nothing,
``like`` takes over the cells of an earlier paradigm, ``vowel`` asks for a class of ``harmony``, ``recognise`` holds
what is seen in print and never written, the case ``every`` stands for all of them, and ``animate`` is the accusative
of persons, where places have the nominative. A class that only some of its
lemmas follow (Pavel, Pavla, but Daniel, Daniela) is ``of: some``: it is written only where the found form has it.
``women`` are given names that no man's paradigm fits (Petra, not Petrovi), and ``neglected`` what men's surnames end in
that copy often leaves as they are, though they should change (Petra Poroszenko).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lint.typed import Any, NamedTuple

Table = Mapping[str, Any]
"""What ``compile_paradigms`` returns: dicts, lists, tuples, strings and numbers only, fit for ``marshal``."""

_Change = tuple[str, str, str, str, int]
"""Case, number, letters dropped, letters added, and one of the three below."""

_READ, _WRITTEN, _WRITTEN_IF_FOUND = range(3)

_ANIMATE = "animate"

_CASES = ("gen", "dat", "acc", "ins", "loc")  # what a name may stand in without showing it


class Cell(NamedTuple):
    """A place in a paradigm, and the change that makes it, as it stood in the text.

    ``case`` is named as in the language's table (``gen``, ``poss``), ``number`` is ``sg``, ``du`` or ``pl``, ``gender``
    one of ``m f n pl any``, ``kind`` one of ``person place both``. ``dropped`` are the letters of the lemma that the
    form lacks, ``ending`` those it has instead, with the apostrophe and the letter case of the text.
    """

    case: str
    number: str
    gender: str
    kind: str
    dropped: str = ""
    ending: str = ""


BASE = Cell("base", "sg", "any", "both")
"""The cell of a name that stands as it is listed."""


def narrowed(cell: Cell, kind: str) -> Cell | None:
    """Return a cell as one of names of a kind; None where these have no such. Organisations may have any."""
    if cell.case == "base" or kind not in ("person", "place"):
        return cell
    return cell._replace(kind=kind) if cell.kind in ("both", kind) else None


class Analysis(NamedTuple):
    """One reading of a form: this cell of that lemma."""

    lemma: str
    cell: Cell


_NUMBERS = ("pl", "du")
_SMALL_GROUP = 6
_SHORTEST_LEMMA = 2


def compile_paradigms(raw: Mapping[str, Any]) -> Table:
    """Turn the content of a language's file into tables for look-up.

    Raises ValueError, naming the ending, where it uses letters or a harmony the file does not define, where a change
    drops letters the ending does not have, or where ``like`` names no earlier paradigm.
    """
    named: dict[str, list[_Change]] = {}
    paradigms: list[tuple[Any, ...]] = []
    for entry in raw.get("paradigms") or ():
        for ending in _listed(entry["ends"]):
            changes = _changes(entry, ending, named)
            if "name" in entry:
                named.setdefault(entry["name"], changes)
            pattern = _pattern(ending, entry, raw)
            paradigms += _by_kind(pattern, entry.get("gender", "any"), entry.get("kind", "both"), changes)
    paradigms.sort(key=lambda paradigm: -paradigm[0][-1])
    derivations: dict[str, list[tuple[Any, ...]]] = {}
    for entry in raw.get("derivation") or ():
        for ending in _listed(entry["ends"]):
            tail, *condition = _pattern(ending, entry, raw)
            derivations.setdefault(tail, []).append((condition, _derivation(_changes(entry, ending, {}))))
    index = _index(paradigms)
    lengths: dict[str, set[int]] = {}
    for key in index:
        lengths.setdefault(key[-1:], set()).add(len(key))
    return {
        "cases": tuple(filter({case for *_, changes in paradigms for case, *_ in changes}.__contains__, _CASES)),
        "index": index,
        "lengths": {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()},
        "paradigms": paradigms,
        "derivations": derivations,
        "tails": tuple(sorted(set(map(len, derivations)))),
        "women": dict.fromkeys(_fold(_lower(raw.get("women", ""))).split(), 1),
        "neglected": tuple(raw.get("neglected", ())),
    }


def _changes(entry: Mapping[str, Any], ending: str, named: Mapping[str, Sequence[_Change]]) -> list[_Change]:
    """Give the cells of an entry for one of its endings, the inherited ones first."""
    taken = ending.partition("/")[2]
    cells, recognised = entry.get("cells") or {}, entry.get("recognise") or {}
    anew = _WRITTEN_IF_FOUND if entry.get("of") == "some" else _WRITTEN
    changes: list[_Change] = []
    if "like" in entry:
        if entry["like"] not in named:
            raise ValueError(f"{ending}: no earlier paradigm is called {entry['like']!r}")
        own = {_case_and_number(name) for name in cells}
        inherited = (change for change in named[entry["like"]] if change[:2] not in own)
        changes.extend((*change[:4], anew if change[4] else _READ) for change in inherited)
    for source, generated in ((cells, anew), (recognised, _READ)):
        for name, endings in source.items():
            for written in _listed(endings):
                add, kept = "" if written == "∅" else _fold(written), 0
                while taken[kept : kept + 1] == add[kept : kept + 1] != "":
                    kept += 1
                changes.append((*_case_and_number(name), taken[kept:], add[kept:], generated))
    for case, _, dropped, added, _ in changes:
        if not ending.replace("/", "").endswith(dropped):
            raise ValueError(f"{ending}: {case} in {added!r} drops {dropped!r}, which the ending does not have")
    return list(dict.fromkeys(changes))


def _by_kind(pattern: tuple[Any, ...], gender: str, kind: str, changes: Sequence[_Change]) -> Iterator[tuple[Any, ...]]:
    """Yield a paradigm; where only what lives has an accusative of its own, that of persons and of places apart."""
    animate = tuple(("acc", *change[1:]) for change in changes if change[0] == _ANIMATE)
    apart = {_ANIMATE: "person", "acc": "place"} if animate else {}
    yield pattern, gender, kind, tuple(change for change in changes if change[0] not in apart)
    for case, of in apart.items():
        if kind in ("both", of):
            yield pattern, gender, of, tuple(("acc", *change[1:]) for change in changes if change[0] == case)


def _derivation(changes: Sequence[_Change]) -> tuple[tuple[str, str, int], ...]:
    """Give the letters dropped and added by each change, and 1 if it makes a woman's surname of a man's."""
    return tuple(dict.fromkeys((dropped, added, int(case == "fem")) for case, _, dropped, added, _ in changes))


def _case_and_number(name: str) -> tuple[str, str]:
    number, _, case = name.partition(".")
    return (case, number) if case and number in _NUMBERS else (name, "sg")


def _pattern(ending: str, entry: Mapping[str, Any], raw: Mapping[str, Any]) -> tuple[str, str, str, str, int, float]:
    """Give what a lemma must end in: tail, letters before it, harmony, capitals, and how specific all that is."""
    from string import ascii_uppercase  # a module that a run of compiled rules does without

    spelt = ending.replace("/", "")
    tail = spelt.lstrip(ascii_uppercase)
    name = spelt[: len(spelt) - len(tail)]
    letters = allowed = every = ""
    if name and name not in ("ANY", "CAPITALS"):
        if name not in (raw.get("letters") or {}):
            raise ValueError(f"{ending}: the file defines no letters {name}")
        letters = _fold(raw["letters"][name]).replace("all but ", "^").replace(" ", "")
    if "vowel" in entry:
        harmony = raw.get("harmony") or {}
        unknown = set(_listed(entry["vowel"])) - {"none", *harmony}
        if unknown:
            raise ValueError(f"{ending}: the file defines no harmony {', '.join(sorted(unknown))}")
        every = "".join(harmony.values())
        allowed = "".join("-" if vowel == "none" else harmony[vowel] for vowel in _listed(entry["vowel"]))
    capitals = int(name == "CAPITALS")
    width = 0.5 if letters.startswith("^") else 1.0 if len(letters) > _SMALL_GROUP else 2.0
    specific = 3.0 * len(tail) + 9.0 * capitals + 0.4 * bool(allowed) + width * bool(letters)
    return _fold(tail), letters, allowed, every, capitals, specific


def _index(paradigms: Sequence[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """File every change under the letters its form must end in; changes that read alike share an entry."""
    found: dict[str, dict[tuple[Any, ...], dict[tuple[str, str, str, str], None]]] = {}
    for (tail, letters, allowed, every, capitals, _), gender, kind, changes in paradigms:
        for case, number, dropped, added, _ in changes:
            if case == "every" or dropped == added or not tail.endswith(dropped):
                continue
            key = tail[: len(tail) - len(dropped)] + added
            entry = (len(added), dropped, letters, allowed, every, capitals)
            found.setdefault(key, {}).setdefault(entry, {})[case, number, gender, kind] = None
    return {key: [(*entry, tuple(cells)) for entry, cells in entries.items()] for key, entries in found.items()}


def analyses(form: str, table: Table) -> tuple[Analysis, ...]:
    """List what a form (one word, NFC) can be: first the name as it stands, then every cell of every possible lemma.

    The lemmas are hypotheses: the caller looks them up among the names it knows.
    """
    readings = [Analysis(form, BASE)]
    lowered = _lower(form)
    folded = _fold(lowered)
    index, lengths, women, size = table["index"], table["lengths"], table["women"], len(form)
    for length in (*lengths.get(folded[-1:], ()), *lengths.get("", ())):
        if length > size:
            continue
        for added, dropped, letters, allowed, every, capitals, cells in index.get(folded[size - length :], ()):
            stem = size - added
            if stem + len(dropped) < _SHORTEST_LEMMA or (not dropped and folded[stem - 1] == "'"):
                continue
            if letters and not _allows(letters, folded[size - length - 1 : size - length]):
                continue
            ending = form[stem:]
            if ending != lowered[stem:] and not _in_letter_case(ending, form):
                continue
            lemma = form[:stem] + (dropped.upper() if dropped and form.isupper() else dropped)
            if allowed and not _in_harmony(folded[:stem] + dropped, allowed, every):
                continue
            if capitals and not (lemma.isupper() and len(lemma) > 1):
                continue
            is_woman = bool(women) and folded[:stem] + dropped in women
            readings.extend(
                Analysis(lemma, Cell(case, number, gender, kind, dropped, ending))
                for case, number, gender, kind in cells
                if not (is_woman and gender == "m")
            )
    return tuple(dict.fromkeys(readings)) if len(readings) > 1 else tuple(readings)


def unchanged(lemma: str, kind: str, genders: str, table: Table) -> Iterator[Cell]:
    """Yield the cells of names of a kind in which a lemma stands as it is listed (the genitive of Запоріжжя).

    Of the genders those count in which it declines, if there are any.
    """
    cells = [[Cell(case, "sg", gender, kind) for case in table["cases"]] for gender in genders]
    forms = [[inflect(lemma, cell, table) for cell in of] for of in cells]
    declines = [not {lemma, None}.issuperset(found) for found in forms]
    for of, found, does in zip(cells, forms, declines, strict=True):
        if does or not any(declines):
            yield from (cell for cell, form in zip(of, found, strict=True) if form == lemma)


def inflect(lemma: str, cell: Cell, table: Table) -> str | None:
    """Give the form of a lemma in a cell, or None where its paradigms have no such cell or it is never written anew.

    Of several forms the one with the cell's own ending is taken, then that of the most specific ending class; a name
    counts as indeclinable only where no paradigm of any gender declines it. The apostrophe is the cell's (’ if it has
    none); an ending in capitals puts the whole form in capitals.
    """
    if cell.case == "base":
        return lemma
    folded = _fold(_lower(lemma))
    ending = _fold(_lower(cell.ending))
    as_found = (cell.dropped, ending) if cell.dropped or ending else None
    best: tuple[tuple[int, int], str, str, int] | None = None
    declines = False
    of_woman = is_woman(lemma, table)
    specific = 0.0
    for pattern, gender, kind, changes in table["paradigms"]:
        if best is not None and best[3] and pattern[-1] < specific and "'" not in ending:
            break  # what a narrower class of endings says (Kijów, Kijowie) holds against a wider one
        if not _agree(kind, cell.kind) or not _fits(lemma, folded, pattern) or (of_woman and gender == "m"):
            continue
        specific = pattern[-1]
        for case, number, dropped, added, generated in changes:
            every = case == "every"
            if not every and (case, number) != (cell.case, cell.number):
                continue
            declines = declines or not every
            same = 0 if (dropped, added) == as_found else 1 if as_found and added == ending else 2
            if not (gender == cell.gender or "any" in (gender, cell.gender)):
                continue
            if same and generated != _WRITTEN:
                continue
            rank = (3 if every and gender == "any" else same, int(kind != cell.kind) + int(gender != cell.gender))
            if best is None or rank < best[0]:
                best = rank, dropped, added, generated
    if best is None or not best[3] or (declines and best[0][0] == 3):
        return None
    _, dropped, added, _ = best
    if "'" in added:
        added = added.replace("'", next((sign for sign in cell.ending if sign in "'’ʼ‘"), "’"))
    form = lemma[: len(lemma) - len(dropped)] + added
    return form.upper() if cell.ending.isupper() else form


def is_woman(given: str, table: Table) -> bool:
    """Say whether a given name is a woman's, of those whose letters a man's paradigm makes too (Jana)."""
    return _fold(_lower(given)) in table["women"]


def is_declined(surnames: Iterable[str], case: str, table: Table) -> bool:
    """Say whether one of some surnames has another form in a case where a man bears it, and copy keeps to that.

    Numerals and whatever else is in capitals (Jana Pavla II) tell nothing.
    """
    telling = [name for name in surnames if not name.isupper() and not name.endswith(table["neglected"])]
    return any(inflect(name, Cell(case, "sg", "m", "person"), table) not in (None, name) for name in telling)


def is_derived(form: str, lemma: str, table: Table) -> bool:
    """Say whether a form is another word made from a name (Ukrainian, Zelenska), or an inflected form of one.

    What is made from a derived word counts too: the feminine of an adjective, the plural of a people.
    """
    made = _derived(lemma, table)
    if not made:
        return False
    found = {_fold(_lower(reading.lemma)) for reading in analyses(form, table)}
    return not made.isdisjoint(found) or any(not _derived(word, table).isdisjoint(found) for word in made)


def _derived(word: str, table: Table) -> set[str]:
    """Give the words made from a name, in small letters."""
    return {made for made, _ in _made(word, table)}


def feminine(surname: str, table: Table) -> frozenset[str]:
    """Give what a language may make of a surname for a woman who bears it (May, Mayová), in small letters."""
    return frozenset(made for made, is_feminine in _made(surname, table) if is_feminine)


def _made(word: str, table: Table) -> Iterator[tuple[str, int]]:
    folded = _fold(_lower(word))
    derivations, size = table["derivations"], len(folded)
    for length in table["tails"]:
        tail = folded[size - length :] if length <= size else None
        for condition, changes in derivations.get(tail, ()):
            if _fits(word, folded, (tail, *condition)):
                for dropped, added, is_feminine in changes:
                    if dropped != added:
                        yield folded[: size - len(dropped)] + added, is_feminine


def _fits(lemma: str, folded: str, pattern: Sequence[Any]) -> bool:
    tail, letters, allowed, every, capitals, _ = pattern
    if len(folded) < _SHORTEST_LEMMA or not folded.endswith(tail):
        return False
    if letters and not _allows(letters, folded[len(folded) - len(tail) - 1 : len(folded) - len(tail)]):
        return False
    if allowed and not _in_harmony(folded, allowed, every):
        return False
    return not capitals or (lemma.isupper() and len(lemma) > 1)


def _allows(letters: str, letter: str) -> bool:
    return letter != "" and ((letter not in letters) if letters[0] == "^" else (letter in letters))


def _in_harmony(word: str, allowed: str, every: str) -> bool:
    """Let the last vowel that counts for vowel harmony decide; ``-`` stands for a word that has none."""
    return next((letter for letter in reversed(word) if letter in every), "-") in allowed


def _agree(kind: str, wanted: str) -> bool:
    return kind == wanted or "both" in (kind, wanted)


def _in_letter_case(ending: str, form: str) -> bool:
    """Capitals in an ending are right only where the whole form is in capitals."""
    return ending.upper() == ending and form.isupper()


def _lower(text: str) -> str:
    """Put text into small letters, one for one (the Turkish İ has two code points otherwise)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(letter.lower()[0] for letter in text)


def _fold(text: str) -> str:
    return text.replace("’", "'").replace("ʼ", "'").replace("‘", "'")


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
