"""Say whether a form is a name inflected: single words, and whole names whose words share a case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from unicodedata import normalize

from lint import names
from lint.names.paradigms import Table, analyses, feminine, is_declined, is_woman

Place = tuple[str, str, str, str]
"""Case, number, gender and kind of a cell."""

_BASE: Place = ("base", "sg", "any", "both")
_NOTHING: frozenset[Place] = frozenset()
_AROUND = '"«»„“”()[],;:'


def is_form_of(form: str, lemma: str, language: str, gender: str | None = None, kind: str | None = None) -> bool:
    """Say whether a form is a name as listed, or inflected as a language inflects names.

    A possessive adjective of a person (Babišův) counts as a form. Names of several words are compared word by word, and
    their inflected words must share a case; a woman's surname may stand in the language's own feminine beside her given
    name (Theresy Mayové of Theresa May). Capitals and quotation marks do not count. The gender (``m``, ``f``) and the
    kind (``person``, ``place``) of the name, where known, rule out paradigms. Raises lint.names.UnknownLanguageError.
    """
    return _forms(language).is_form_of(form, lemma, gender, kind)


@cache
def _forms(language: str) -> Forms:
    return Forms(names.inflection(language), names.letters_alike(language))


class Forms:
    """The forms of names in one language; what a word can be is kept for the next question.

    ``alike`` are letters that stand for one another (ё and е).
    """

    def __init__(self, table: Table, alike: Mapping[int, str] = MappingProxyType({})) -> None:
        self._table, self._alike = table, alike
        self._readings = lru_cache(maxsize=65536)(self._read)
        self._feminine = lru_cache(maxsize=65536)(lambda surname: feminine(surname, table))
        self._words = lru_cache(maxsize=65536)(self._split)

    def is_form_of(self, form: str, lemma: str, gender: str | None = None, kind: str | None = None) -> bool:
        """Say whether a form is a name as listed or inflected; gender and kind, where known, rule out paradigms."""
        words, heads = self._words(form), self._words(lemma)
        if len(words) != len(heads):
            return False
        if len(words) == 1:
            return bool(self._places(words[0], heads[0], gender, kind)) or self._by_parts(words, heads, gender, kind)
        kinds = (kind,) if kind else ("person", "place")
        return any(self._agree(words, heads, gender, one) or self._by_parts(words, heads, gender, one) for one in kinds)

    def _agree(self, words: tuple[str, ...], heads: tuple[str, ...], gender: str | None, kind: str | None) -> bool:
        shared: set[tuple[str, str]] | None = None
        for number, (word, head) in enumerate(zip(words, heads, strict=True)):
            places = self._places(word, head, gender, kind)
            if number and _BASE not in places and kind == "person" and gender != "m":
                places = places | self._as_woman(word, head, words[0], heads[0])
            if _BASE not in places:
                cases = {place[:2] for place in places}
                shared = cases if shared is None else shared & cases
        if shared is None or words[0].lower() == heads[0].lower() or not is_woman(words[0], self._table):
            return shared is None or bool(shared)
        as_listed = [head for word, head in zip(words, heads, strict=True) if word.lower() == head.lower()]
        return any(number == "sg" and not is_declined(as_listed, case, self._table) for case, number in shared)

    def _as_woman(self, word: str, head: str, given: str, name: str) -> frozenset[Place]:
        """Return the cells of a woman's surname made of a surname, where the given name can be a woman's."""
        if not self._places(given, name, "f", "person"):
            return _NOTHING
        made = self._feminine(head)
        return frozenset(place for surname in made for place in self._places(word, surname, "f", "person"))

    def _by_parts(self, words: tuple[str, ...], heads: tuple[str, ...], gender: str | None, kind: str | None) -> bool:
        """Compare the parts of words with hyphens each for itself, where both have as many."""
        parts, bases = (tuple(part for word in one for part in word.split("-")) for one in (words, heads))
        return len(parts) == len(bases) > len(words) and self._agree(parts, bases, gender, kind)

    def _places(self, word: str, head: str, gender: str | None, kind: str | None) -> frozenset[Place]:
        found = self._readings(word).get(head.lower(), _NOTHING)
        if gender is None and kind is None:
            return found
        return frozenset(
            place
            for place in found
            if (gender is None or place[2] in ("any", gender)) and (kind is None or place[3] in ("both", kind))
        )

    def _read(self, word: str) -> dict[str, frozenset[Place]]:
        """Return the cells a word can be, by the lemma in small letters."""
        found: dict[str, set[Place]] = {}
        for lemma, cell in analyses(word, self._table):
            found.setdefault(lemma.lower(), set()).add((cell.case, cell.number, cell.gender, cell.kind))
        return {lemma: frozenset(places) for lemma, places in found.items()}

    def _split(self, text: str) -> tuple[str, ...]:
        composed = normalize("NFC", text).translate(self._alike)
        return tuple(word.strip(_AROUND) or word for word in composed.split())
