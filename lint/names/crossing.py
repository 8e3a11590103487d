"""Compares a name in its own script with a Latin spelling of it, as the tables of its script would write it.

Of the many spellings that a table knows for a native word the one nearest to the Latin word stands for it, and the two
are compared like any two Latin forms. A script that has no table is read letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from lint.names import comparison
from lint.names.acceptance import Lattice, accept, fold, lattice, prepare
from lint.names.comparison import Comparison
from lint.names.readings import readings
from lint.names.romanisation import Table, read_native, romanise
from lint.typed import Any, NamedTuple

LETTERS = "letter by letter"
_WORDS = re.compile(r"[^\s,·・‧،]+")
_VOWELS = frozenset("aeiouyəɑɛ")
_LIMIT = 1.1
_VOWEL_NAMES = ("", *"AEIOU")
_CLOSERS = ("ANUSVARA", "VISARGA", "CANDRABINDU")


class _Spelt(NamedTuple):
    """How much one spelling differs from the Latin word so far, and that spelling."""

    cost: float
    text: str


def compare(native: str, latin: str, tables: Iterable[Table], orthographies: Any) -> Comparison:
    """Compare a native form with a Latin one; ``tables`` are those of the native script.

    The reading of the native form is the language of the table that brings the two nearest. The words of a script that
    does not part given name and family name are tried as one.
    """
    fitting = [table for table in tables if is_written_in(native, table)]
    if not fitting:
        return comparison.compare(letter_by_letter(native), latin, orthographies)._replace(reading_a=LETTERS)
    found = [(_compare_with(native, latin, table, orthographies), table) for table in fitting]
    best, table = max(found, key=lambda pair: (pair[0].score, -_cost(native, latin, pair[1])))
    return best._replace(reading_a=str(table["language"]))


def _cost(native: str, latin: str, table: Table) -> float:
    """Return what a form costs where a table accepts it, and more where it does not."""
    taken = accept(latin, native, table, _LIMIT, aside=True)
    return taken.cost if taken else _LIMIT + 1


def spellings(native: str, tables: Iterable[Table]) -> list[str]:
    """Return what English would write for a native form, by each table that knows its letters."""
    fitting = [table for table in tables if is_written_in(native, table)]
    return [romanise(native, table, "en") for table in fitting] or [letter_by_letter(native)]


def is_written_in(native: str, table: Table) -> bool:
    """Say whether a table knows all letters of a native form."""
    text = read_native(native, table["decompose"]).translate(table["alike"]).lower()
    return all(letter in table["letters"] for letter in text if letter.isalpha())


def letter_by_letter(native: str) -> str:
    """Read a form of a script without a table; the signs for what is no letter in it are left out."""
    from unidecode import unidecode

    return re.sub(r"[^\w\s-]", "", unidecode(_with_vowels(native))).strip()


def _with_vowels(native: str) -> str:
    """Write out the vowel that a consonant of an Indic script has in itself, where another letter follows in the word.

    Such a script has a sign that takes the vowel away (virama); the Unicode names of its consonants end in the vowel.
    """
    if native.isascii():
        return native
    text = ""
    for place, letter in enumerate(native):
        text += letter
        if _has_vowel(letter):
            rest = (other for other in native[place + 1 :] if not unicodedata.name(other, "").endswith("NUKTA"))
            follower = next(rest, " ")
            if unicodedata.category(follower) == "Lo" or unicodedata.name(follower, "").endswith(_CLOSERS):
                text += "a"
    return text


@lru_cache(maxsize=1024)
def _has_vowel(letter: str) -> bool:
    script, _, sound = unicodedata.name(letter, "").partition(" LETTER ")
    return sound[:1] not in _VOWEL_NAMES and sound.endswith("A") and _has_virama(script)


@lru_cache(maxsize=64)
def _has_virama(script: str) -> bool:
    try:
        return bool(unicodedata.lookup(f"{script} SIGN VIRAMA"))
    except KeyError:
        return False


def _compare_with(native: str, latin: str, table: Table, orthographies: Any) -> Comparison:
    """Compare by one table, word by word in any order; and joined, where one side does not part its words."""
    ours, theirs = _WORDS.findall(native), _WORDS.findall(latin)
    if not ours or not theirs:
        return Comparison(0.0, "", "")
    read = [
        comparison.part(word, [nearest(fold(prepare(other)), net) for other in theirs], orthographies)
        for word in ours
        for net in (lattice(word, table, _LIMIT),)
    ]
    best = comparison.compare_parts(
        read, [comparison.part(word, [word], orthographies) for word in theirs], orthographies
    )
    if len(ours) == len(theirs):
        return best
    net = lattice(" ".join(ours), table, _LIMIT)
    for joined in dict.fromkeys("".join(re.findall(r"\w+", " ".join(order))) for order in _orders(theirs)):
        spelt = nearest(fold(prepare(joined)), net).replace(" ", "").replace("-", "")
        whole = comparison.compare_readings(
            readings(spelt, orthographies), readings(joined, orthographies), orthographies
        )
        best = max(best, whole)
    return best


def _orders(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the words as they stand, and with the family name first."""
    yield words
    yield [words[-1], *words[:-1]]


def nearest(form: str, native: Lattice) -> str:
    """Return the spelling of a native form, without marks, that is fewest edits from a Latin form; vowels count half.

    The recurrence of Wagner and Fischer (1974) along every path of the lattice.
    """
    costs = accumulate(map(_weight, form), initial=0.0)
    rows: list[list[_Spelt] | None] = [[_Spelt(cost, "") for cost in costs], *(None for _ in native.bare)]
    for place, index in enumerate(native.bare):
        here = rows[place]
        if here is None:
            continue
        for arcs in index.values():
            for output, _, end, *_ in arcs:
                row = _extended(here, output, form)
                there = rows[end]
                rows[end] = row if there is None else [min(pair) for pair in zip(row, there, strict=True)]
    last = rows[-1]
    return last[-1].text if last else ""


def _extended(row: list[_Spelt], output: str, form: str) -> list[_Spelt]:
    """Go on from a row of the edit distance by the letters of one output."""
    for letter in output:
        drop = _weight(letter)
        longer = [_Spelt(row[0].cost + drop, row[0].text + letter)]
        for at, other in enumerate(form):
            swap = 0.0 if letter == other else max(drop, _weight(other))
            longer.append(
                min(
                    _Spelt(row[at].cost + swap, row[at].text + letter),
                    _Spelt(row[at + 1].cost + drop, row[at + 1].text + letter),
                    _Spelt(longer[at].cost + _weight(other), longer[at].text),
                )
            )
        row = longer
    return row


def _weight(letter: str) -> float:
    return 0.5 if letter in _VOWELS else 1.0
