"""Given names of other scripts and the marks of surnames: which language a spelling was transcribed for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lint.names.acceptance import spellings
from lint.names.reverse import readings
from lint.names.romanisation import Pieces, romanise, segments_by_column
from lint.typed import Any, NamedTuple

Table = Mapping[str, Any]
Entries = Sequence[tuple[str, str, tuple[str, ...], tuple[str, ...]]]
"""Native language and form, the columns that have a spelling as their standard, and those that write it too."""
_MOST_FORMS, _MOST_CANDIDATES = 16, 4


class Mark(NamedTuple):
    """What of a surname one column writes so: the native languages it renders, how far it proves, and the letters."""

    column: str
    natives: tuple[str, ...]
    strength: str
    letters: str


class Transcription(NamedTuple):
    """A name written for readers of ``column``; ``candidates`` are its spellings in the language of the copy.

    ``proofs`` counts the parts of the name that show it; ``evidence`` says in words what they are.
    """

    column: str
    candidates: tuple[str, ...]
    proofs: int
    evidence: tuple[str, ...]


def compile_given(raw: Mapping[str, Mapping[str, Any]], systems: Mapping[str, Any]) -> dict[str, Any]:
    """Compile the files of ``rules/given`` (stem to content) to plain data; ValueError for an example that fails."""
    marks = raw["marks"]
    files = [(content, systems[stem]) for stem, content in raw.items() if stem != "marks"]
    table = {
        "forms": _forms(files),
        "telling": frozenset(content["language"] for content, _ in files if content.get("telling") != "false"),
        "titles": {
            column: _title(title)
            for _, system in reversed(files)  # the first file has the last word
            for column, title in zip(system["columns"], system["titles"], strict=True)
        },
        "from": tuple(marks["from"]),
        "official": frozenset(marks["official"]),
        "marks": tuple(_mark(entry) for entry in marks["marks"]),
        "endings": tuple({ending for entry in marks["marks"] for ending in entry.get("ends", ())}),
        "groups": tuple(letters for entry in marks["marks"] if "ends" not in entry for letters in entry["holds"]),
        "also": {language: frozenset(words.split()) for language, words in marks["also"].items()},
        "borne": frozenset(word for words in marks["also"].values() for word in words.split()),
        "never": tuple(marks["never"]),
        "seldom": tuple(marks["seldom"]),
        "rarer": tuple(marks["rarer"]),
        "surnames": tuple(marks["surnames"]),
        "home": {language: frozenset(words.split()) for language, words in marks["home"].items()},
    }
    for example in marks["examples"]:
        given, _, surname = example["name"].partition(" ")
        found = transcription(given, surname, example["copy"], table, systems)
        wanted = example.get("write")
        if (found.candidates[:1] if found else ()) != ((wanted,) if wanted else ()):
            raise ValueError(f"example {example['name']} comes out as {found}")
    return table


def _forms(files: Iterable[tuple[Mapping[str, Any], Any]]) -> dict[str, tuple[tuple[Any, ...], ...]]:
    """List for each spelling the native names it is of: language, native form, columns that write it first, others."""
    spelt: dict[str, dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]]] = {}
    for content, system in files:
        for native in dict.fromkeys(content["names"].split()):
            joined: dict[Pieces, tuple[str, ...]] = {}
            for column, cut in segments_by_column(native, system).items():
                if cut not in joined:
                    joined[cut] = spellings(cut, _MOST_FORMS)
                for rank, form in enumerate(joined[cut]):
                    columns = spelt.setdefault(form, {}).setdefault((content["language"], native), ({}, {}))
                    columns[rank > 0][column] = None
    return {
        form: tuple((*native, tuple(first), tuple(other)) for native, (first, other) in sorted(natives.items()))
        for form, natives in spelt.items()
    }


def _title(title: str) -> str:
    return title if "trans" in title else f"{title} spelling"


def _mark(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        entry["in"],
        tuple(entry["of"]),
        entry["strength"],
        tuple(entry.get("begins", ())),
        tuple(entry.get("holds", ())),
        tuple(entry.get("ends", ())),
        frozenset(entry.get("except", ())),
        frozenset(entry.get("not", ())),
    )


def marks_of(surname: str, copy: str, table: Table) -> Iterator[Mark]:
    """Yield what of a surname is no spelling of the language of the copy, but of another one."""
    lowered = surname.lower()
    if not lowered.endswith(table["endings"]):
        for letters in table["groups"]:
            if letters in lowered:
                break
        else:
            return
    for column, natives, strength, begins, holds, ends, exempt, bearers in table["marks"]:
        if column == copy or copy in exempt or surname in bearers:
            continue
        start = next((letters for letters in begins if surname.startswith(letters)), None)
        end = next((letters for letters in ends if lowered.endswith(letters) and len(lowered) > len(letters)), None)
        stem = lowered[: len(lowered) - len(end or "")]
        middle = next((letters for letters in holds if letters in stem), None)
        if (begins and not start) or (holds and not middle) or (ends and not end):
            continue
        told = [f"{start}-"] * bool(start) + [f"-{middle}-"] * bool(middle) + [f"-{end}"] * bool(end)
        yield Mark(column, natives, strength, " and ".join(told))


def is_given(word: str, table: Table) -> bool:
    """Say whether a word is a spelling of one of the given names, in whatever language."""
    return word in table["forms"]


def transcription(
    given: str, surname: str, copy: str, table: Table, systems: Mapping[str, Any], known: Iterable[str] = ()
) -> Transcription | None:
    """Say for which other language a full name was transcribed, if its parts prove it; ``given`` may be empty.

    ``known`` are the languages that other names of the document were transcribed for: they let weaker marks count.
    """
    entries: Entries = table["forms"].get(given, ()) if given else ()
    found = list(marks_of(surname, copy, table))
    if not found and not entries:
        return None
    columns = {column for *_, first, other in entries for column in (*first, *other)}
    right = bool(columns & ({copy} | table["official"])) or given in table["also"].get(copy, ())
    usual = any(copy in first for _, _, first, _ in entries) or given in table["also"].get(copy, ())
    known = frozenset(known)
    best: Transcription | None = None
    for column in table["from"]:
        natives = {} if usual else _natives(entries, column, table)
        if column == copy or not (natives or any(mark.column == column for mark in found)):
            continue
        own = [mark for mark in found if mark.column == column]
        borne = given in table["borne"]
        told = [mark for mark in own if _counts(mark, bool(entries), natives, column in known, borne)]
        ends = bool(told) or surname.lower().endswith(table["surnames"])
        proofs = bool(told) + bool(natives and not right and not borne and ends)
        if not proofs and not (natives and not right and column in known):
            continue
        spelt = natives or ({} if right else _natives(entries, column, table, standard=False))
        candidates = _respelt(given, surname, column, copy, spelt, told, table, systems)
        if not candidates or (not proofs and any(candidate.endswith(f" {surname}") for candidate in candidates)):
            continue
        evidence = tuple(_told(given, column, natives, borne, told, table))
        made = Transcription(column, candidates, max(proofs, 1), evidence)
        if best is None or made.proofs > best.proofs:
            best = made
    return best


def _natives(entries: Entries, column: str, table: Table, standard: bool = True) -> dict[str, str]:
    """Return the native given names by language for which a form is the standard of a column, or one of its forms."""
    return {
        language: native
        for language, native, first, other in entries
        if column in (first if standard else (*first, *other)) and language in table["telling"]
    }


def _counts(mark: Mark, listed: bool, natives: Mapping[str, str], known: bool, borne: bool) -> bool:
    """Say whether a mark of a surname proves anything beside this given name."""
    if mark.strength == "alone":
        return True
    if mark.strength == "foreign":
        return bool(natives) and not borne
    return (listed and (mark.strength == "beside" or known)) or bool(natives)


def _respelt(
    given: str, surname: str, column: str, copy: str, natives: Mapping[str, str], told: Iterable[Mark],
    table: Table, systems: Mapping[str, Any],
) -> tuple[str, ...]:  # fmt: skip
    """Return how the copy's language spells the name, the likeliest first; nothing if the surname cannot be read so."""
    marked = list(dict.fromkeys(language for mark in told for language in mark.natives))
    languages = [language for language in marked if language in natives] or list(natives) or marked
    found: dict[str, None] = {}
    for language in languages:
        system = systems[language]
        if column not in system["columns"] or copy not in system["columns"]:
            continue
        first = romanise(natives[language], system, copy) if language in natives else given
        families = [romanise(native, system, copy) for native in _read(surname, system, column, table)]
        if not families and language in natives and readings(surname, system, copy):
            families = [surname]
        for family in families:
            found.setdefault(f"{first} {family}".strip())
    unchanged = f"{given} {surname}".strip()
    return tuple(found)[:_MOST_CANDIDATES] if found and list(found) != [unchanged] else ()


def _read(surname: str, system: Any, column: str, table: Table) -> list[str]:
    """Return what a surname may be; where a column would write one reading exactly so, those that it would not go."""
    natives = [native for native in readings(surname, system, column) if not native.startswith(table["never"])]
    natives = [native for native in natives if not native.endswith(table["seldom"])] or natives
    rare = {native: sum(native.lower().count(letters) for letters in table["rarer"]) for native in natives}
    natives = sorted([native for native in natives if rare[native] <= min(rare.values()) + 1], key=rare.__getitem__)
    found = ["-".join(part[:1].upper() + part[1:] for part in native.split("-")) for native in natives]
    exact = [native for native in found if romanise(native, system, column) == surname]
    return exact or found


def _told(
    given: str, column: str, natives: Mapping[str, str], borne: bool, told: Sequence[Mark], table: Table
) -> Iterator[str]:
    title = table["titles"][column]
    for native in dict.fromkeys(natives.values()):
        yield f"“{given}” is the {title} of {native}" + (", though others bear that name too" if borne else "")
    for mark in told[:1]:
        yield f"the {title} of such a surname has {mark.letters}"
