"""The names that a word may be a slip of: an index of how each language writes them, and a look into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lint.names.headword import Name, Standing, is_latin, written
from lint.names.near import KEPT, is_mistyped, is_near, omissions
from lint.names.romanisation import segments_by_column
from lint.typed import Any

# A near miss (one letter off) is looked for in long words only: below this a stranger is as likely as a slip.
NEAR_LENGTH = 7

# A surname beside its given name is told by less, if it is no more than a letter doubled or two swapped (Scohlz).
MISTYPED_LENGTH = 5

EVERY = ""
"""Stands for every language: what a person is called in Latin letters at home is written so in most copy."""

Entry = tuple[str, bool, int, Sequence[str]]
"""A spelling in small letters, whether a letter group is left out of it, the name, and the languages it is right in."""


def index_of_slips(names: Iterable[Name], systems: Mapping[str, Any]) -> dict[str, list[Entry]]:
    """Index the leading words of names, as each language writes them, by the letters that a slip leaves alone."""
    found: dict[str, dict[tuple[str, bool, int], dict[str, None]]] = {}
    for name in filter(_is_long_enough, names):
        for language, spelt, is_short in _standards(name, systems):
            entry = spelt, is_short, name.number
            found.setdefault(_kept(spelt), {}).setdefault(entry, {})[language] = None
    return {kept: [(*entry, tuple(of)) for entry, of in entries.items()] for kept, entries in found.items()}


def meant(word: str, language: str, index: Mapping[str, Sequence[Entry]]) -> Iterator[int]:
    """Yield the numbers of the names that a word is one slip away from, by how a language writes their leading words.

    A slip is a letter, or the letter group that stands for one letter of the native form and that was left out; in a
    short word it is less.
    """
    folded = word.casefold()
    size = len(folded)
    for spelt, is_short, number, languages in index.get(_kept(folded), ()):
        if not -2 < len(spelt) - size < 2 or not (language in languages or EVERY in languages):
            continue
        is_alike = is_near if len(spelt) >= NEAR_LENGTH else is_mistyped
        if folded == spelt if is_short else is_alike(folded, spelt):
            yield number


def _kept(folded: str) -> str:
    """Return the letters that no slip touches."""
    return folded[:KEPT] + folded[-1:]


def _is_long_enough(name: Name) -> bool:
    """Say whether slips of a name are looked for: by its native letters, or by a surname that is written down.

    A surname counts only beside its given name, so that it may be long in Latin letters alone (the two of 高市).
    """
    forms = list(name.native.values())
    if not name.whole:
        forms += [form for _, form, _ in written(name.record)]
    return any(len(name.parts(form).family[0]) >= _least(name) for form in forms)


def _least(name: Name) -> int:
    """Return how many letters a word has at least of which slips are looked for."""
    return NEAR_LENGTH if name.whole else MISTYPED_LENGTH


def _standards(name: Name, systems: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield what is long enough and right in some language, and where a table tells it, without a letter group."""
    for of, form, standing in written(name.record):
        word = name.parts(form).family[0]
        if of and standing is not Standing.WRONG and len(word) >= _least(name):
            yield of, word.casefold(), False
            if not name.whole and of in name.native and is_latin(word):
                yield EVERY, word.casefold(), False
    # A slip of another language's form (Vasilyeva, of Vasilyevka for Vasylivka) is rather a name of its own.
    native = name.spoken.get(name.language)
    if native is None or systems[name.language]["loose"]:
        return
    for column, cut in segments_by_column(name.parts(native).family[0], systems[name.language]).items():
        pieces = tuple(outputs[0] for _, outputs in cut)
        size = len("".join(pieces))
        if size >= _least(name):
            yield column, "".join(pieces).casefold(), False
        if size >= NEAR_LENGTH:
            yield from ((column, short, True) for short in omissions(pieces))
