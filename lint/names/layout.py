"""How the parts of a person's name stand in print: patterns of order, joins and capitals, names cut and laid by them.

A pattern writes F for the family name and A, B or b for the pieces of the given name: "F A-b" is Kim Jong-un.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lint.names.acceptance import Acceptance, Lattice, fold, lattice, match, prepare
from lint.names.romanisation import Table, read, romanise, segments
from lint.typed import Any, NamedTuple

HYPHENS = frozenset("-\u2010\u2011")
_JOINS = re.compile(r"(\s+|[-\u2010\u2011])")
_HYPHENED = re.compile(r"(?<=-)\w")

# A pattern that no press prints is looked for in names of so many syllables at least: Yi Wang is not Wang Yi.
SEEN_SYLLABLES = 3


class Cut(NamedTuple):
    """A native name in its parts: the family name, the pieces of the given name, and the given name as one word."""

    family: str
    given: tuple[str, ...]
    joined: str


class _Pattern(NamedTuple):
    """A pattern taken apart; ``join`` is what stands between two pieces of the given name."""

    family_first: bool
    join: str
    small: bool


def compile_layouts(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Compile how names stand (``rules/words/persons.yaml``) to plain data; ValueError for a pattern that is none."""
    layouts: dict[str, Any] = {}
    for language, said in raw["layouts"].items():
        below = layouts[said["like"]] if "like" in said else {}
        layouts[language] = {
            "families": tuple(said.get("families", below.get("families", ()))),
            "cut": said.get("cut", below.get("cut")),
            "alone": said["alone"] == "true" if "alone" in said else below.get("alone", False),
            "distinct": int(said.get("distinct", below.get("distinct", 1))),
            "right": {**below.get("right", {}), **{of: tuple(ways) for of, ways in said["right"].items()}},
            "seen": tuple(said.get("seen", below.get("seen", ()))),
            "systems": said.get("systems", {}),
        }
        for pattern in {
            *layouts[language]["seen"],
            *(way for ways in layouts[language]["right"].values() for way in ways),
        }:
            if not is_pattern(pattern):
                raise ValueError(f"{language}: {pattern!r} is no pattern such as F A-b")
    return {
        "layouts": layouts,
        "particles": frozenset(raw["particles"]),
        "free": frozenset(raw["free"]),
        "like": {particle: frozenset(others) for particle, others in raw["like"].items()},
    }


def is_pattern(text: str) -> bool:
    """Say whether a text is a pattern."""
    return re.fullmatch(r"F A(?:[- ]?[Bb])?|A(?:[- ]?[Bb])? F", text) is not None


def all_patterns(layout: Mapping[str, Any]) -> Iterator[str]:
    """Yield every pattern that is right somewhere, then those that are only met."""
    for ways in layout["right"].values():
        yield from ways
    yield from layout["seen"]


def patterns(layout: Mapping[str, Any], *columns: str) -> tuple[str, ...]:
    """Return the patterns that are right in the first of some languages or systems that has its own, or anywhere."""
    right: Mapping[str, tuple[str, ...]] = layout["right"]
    return next((right[column] for column in columns if column in right), right["*"])


def _read(pattern: str) -> _Pattern:
    given = pattern.removeprefix("F ").removesuffix(" F")
    return _Pattern(pattern.startswith("F"), given[1:-1] if len(given) > 1 else " ", given[-1].islower())


def arrange(pattern: str, family: str, given: Sequence[str], joined: str | None = None) -> str:
    """Put a name together as a pattern says; ``joined`` is the given name as one word where that has a sign more."""
    _, join, small = _read(pattern)
    first, *rest = given
    if not join and joined:
        first, rest = joined, []
    pieces = [piece.lower() if small else piece[:1].upper() + piece[1:] for piece in rest]
    return _ordered(pattern, family, join.join([first[:1].upper() + first[1:], *pieces]))


def _ordered(pattern: str, family: str, given: str) -> str:
    return f"{family} {given}" if is_family_first(pattern) else f"{given} {family}"


def lowered(text: str, pattern: str) -> str:
    """Write a name in Latin letters, laid by a pattern, with small letters behind hyphens if the pattern has them."""
    small = _read(pattern)
    return _HYPHENED.sub(lambda letter: letter[0].lower(), text) if small.small and small.join == "-" else text


def is_family_first(pattern: str) -> bool:
    """Say whether a pattern has the family name first."""
    return _read(pattern).family_first


def shape(text: str) -> str:
    """Return how the words of a form are joined and which have capitals: Kim Jong-un is W W-w."""
    pieces = _JOINS.split(text.strip())
    marks = ("W" if piece[:1].isupper() else "w" for piece in pieces[::2])
    joins = ("-" if join in HYPHENS else " " for join in pieces[1::2])
    return next(marks, "") + "".join(join + mark for join, mark in zip(joins, marks, strict=False))


def joined(text: str) -> list[str]:
    """Return what joins each word of a form to the next: a hyphen or a space."""
    return ["-" if join in HYPHENS else " " for join in _JOINS.split(text.strip())[1::2]]


def shape_of(pattern: str, pieces: int) -> str:
    """Return the shape of a name laid by a pattern, with so many pieces of its given name."""
    return shape(arrange(pattern, "F", ["A"] * pieces))


def cut(native: str, layout: Mapping[str, Any], table: Table | None) -> Cut | None:
    """Cut the native form of a name with the family name first, or its reading; None if its parts cannot be told."""
    family, *words = native.split()
    if not words:
        if layout["cut"] != "letters" or len(family) < 2:
            return None
        size = next((len(name) for name in layout["families"] if family.startswith(name) and family != name), 1)
        family, words = family[:size], [family[size:]]
    joined = "".join(words)
    if layout["cut"] == "words":
        return Cut(family, tuple(words), joined)
    if layout["cut"] == "letters":
        return Cut(family, tuple(joined), joined)
    return Cut(family, tuple(piece for word in words for piece in _syllables(word, layout["cut"], table)), joined)


def _syllables(word: str, column: str, table: Table | None) -> Iterator[str]:
    """Yield the syllables of a word: a column that puts a hyphen between them tells where they part."""
    syllable = ""
    for piece, outputs in segments(word, table, column) if table else ((word, (word,)),):
        if outputs[0].startswith("-") and syllable:
            yield syllable
            syllable = ""
        syllable += piece if piece.isalpha() else ""
    yield syllable


def lines(name: Cut, layout: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Return the words of a native name in every order and cut met in print; apart and in its own order first."""
    found = {(name.family, *name.given): None}
    is_short = len(name.given) + 1 < SEEN_SYLLABLES
    for pattern in all_patterns({**layout, "seen": ()} if is_short else layout):
        family_first, join, _ = _read(pattern)
        given = name.given if join else (name.joined,)
        found.setdefault((name.family, *given) if family_first else (*given, name.family))
    return tuple(found)


def spelt(name: Cut, pattern: str, table: Table, target: str) -> str:
    """Return a name in one column of its table, laid by a pattern.

    The table's exceptions are whole names: a syllable of a given name is no surname (Park, but Myeong-bak).
    """
    family, given = romanise(name.family, table, target), name.joined
    if not _is_exception(given, table, target):
        given = arrange(pattern, "", name.given, name.joined).strip()
        if len(name.given) > 1:
            pieces = {read(piece, table).lower() for piece in name.given}
            table = {**table, "words": {word: said for word, said in table["words"].items() if word not in pieces}}
    return lowered(_ordered(pattern, family, romanise(given, table, target)), pattern)


def _is_exception(word: str, table: Table, target: str) -> bool:
    """Say whether a table names a word as one that a column writes in its own way."""
    mask, _ = table["words"].get(read(word, table).lower(), (0, ()))
    return bool(mask >> table["columns"].index(target) & 1)


def accept(form: str, name: Cut, layout: Mapping[str, Any], table: Table) -> Acceptance | None:
    """Accept a Latin form of a full name whose parts may stand in any order and cut met in print; None if it is none.

    Costs of the words are added; the system is one that all of them are of, if there is one.
    """
    words = re.split(r"[\s\u2010\u2011-]+", form.strip())
    best: Acceptance | None = None
    for line in lines(name, layout):
        if len(line) != len(words):
            continue
        lattices = [lattice(native, table) for native in line]
        found = _matched(words, lattices)
        for system in dict.fromkeys(each.system for each in found):
            alike = _matched(words, lattices, system)
            if all(each.system == system for each in alike):
                found = alike
                break
        cost = round(sum(each.cost for each in found), 2)
        if found and (best is None or cost < best.cost):
            best = max(found, key=lambda each: each.cost)._replace(cost=cost)
    return best


def _matched(words: Sequence[str], lattices: Sequence[Lattice], *prefer: str) -> list[Acceptance]:
    """Match word by word; nothing where a word is no spelling of its native one."""
    found = [match(word, native, prefer) for word, native in zip(words, lattices, strict=True)]
    return [each for each in found if each] if all(found) else []


def accept_given(form: str, native: str, table: Table) -> Acceptance | None:
    """Accept a form of a given name whose syllables, each a letter of the native form, have hyphens between them."""
    if form.count("-") + 1 != len(native) or len(native) < 2:
        return None
    return match(form, lattice("-".join(native), table))


def squeezed(words: Iterable[str]) -> str:
    """Return words as one, without marks, hyphens and apostrophes: Ben Gvir, Ben-Gvir and Bengvir are one surname."""
    return fold(prepare("".join(words))).replace("-", "")
