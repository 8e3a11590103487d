"""What the written forms of a name say of its words: which forms have them, among how many others, and particles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lint.names.acceptance import fold, prepare, respelt
from lint.names.distance import levenshtein
from lint.names.headword import Name, Standing, apart, written
from lint.typed import NamedTuple


class Listed(NamedTuple):
    """Where a rule lists a word: in a form of a language ("" if of none), how, among how many words of its role."""

    language: str
    standing: Standing
    size: int


Literals = Mapping[tuple[str, int], Mapping[str, Sequence[Listed]]]
"""(role, place within it) -> word in lower case -> every form that has it there."""


def literals(name: Name) -> Literals:
    """Return the words a rule writes down, each with every form that has it."""
    made: dict[tuple[str, int], dict[str, list[Listed]]] = {}
    for language, form, standing in written(name.record):
        parts = name.parts(form)
        for role, words in (("given", parts.given), ("family", parts.family)):
            entry = Listed(language or "", standing, len(words))
            for place, word in enumerate(words):
                made.setdefault((role, place), {}).setdefault(word.casefold(), []).append(entry)
    for wrong in name.record.get("wrong", ()):
        for role in ("given", "family"):
            words = apart(wrong.get(role, "").split())
            entry = Listed("", Standing.WRONG, len(words))
            first = _place(words[0], role, name) if len(words) == 1 else 0
            for place, word in enumerate(words, first):
                made.setdefault((role, place), {}).setdefault(word.casefold(), []).append(entry)
    return made


def _place(word: str, role: str, name: Name) -> int:
    """Return where in its role a wrong word stands: for the given name it is nearest to (Piere in Jean-Pierre)."""
    right = next((parts.given for _, form, _ in written(name.record) if (parts := name.parts(form)).given), ())
    if role != "given" or len(right) < 2:
        return 0
    return min(range(len(right)), key=lambda place: levenshtein(word.casefold(), right[place].casefold()))


def unmarked(found: Literals, letters: Mapping[str, str]) -> Literals:
    """Return literals without their diacritics, or in plain letters that stand for them."""
    made: dict[tuple[str, int], dict[str, list[Listed]]] = {}
    for part, words in found.items():
        bare = made.setdefault(part, {})
        for word, said in words.items():
            plain = word.isascii() and word.isalpha()
            for folded in (word,) if plain else {fold(prepare(word)): None, respelt(word, letters).casefold(): None}:
                bare.setdefault(folded, []).extend(said)
    return made


def best(words: Sequence[Listed], language: str, size: int) -> Listed | None:
    """Return the entry of the copy's own language, or the first, among forms of such a size (0 for any)."""
    if not words:
        return None
    fitting = [listed for listed in words if size in (0, listed.size)]
    return next((listed for listed in fitting if listed.language == language), next(iter(fitting), None))


def given_words(name: Name) -> int:
    """Return the most words that the given names of one form have."""
    forms = (form for _, form, _ in written(name.record))
    return max(len(name.parts(form).given) for form in (*forms, *name.spoken.values()))


def small_words(name: Name) -> frozenset[str]:
    """Return the words that a form has in small letters inside its surname or the whole of it (am, and, ez)."""
    words = (word for _, form, _ in written(name.record) for word in name.parts(form).family)
    return frozenset(word for word in words if word[:1].islower())


def particles(name: Name) -> frozenset[str]:
    """Return the small words that may stand between given name and surname, without capitals."""
    links = (name.parts(form).link for _, form, _ in written(name.record))
    return frozenset(word.lower() for link in links for word in link.replace("-", " ").split()) | set(name.particles)
