"""Names of syllables that a document romanises in several ways: Choi Moo-sang and Choe Mu-sang."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from lint.names.layout import HYPHENS
from lint.names.likeness import Likeness
from lint.names.paradigms import BASE
from lint.names.syllables import natives
from lint.typed import TYPE_CHECKING, Any, NamedTuple
from lint.unlisted.joins import Place, letters_of, places_known, spelling_of
from lint.unlisted.observation import Observed, Spelling, of_places
from lint.unlisted.surroundings import occurrence

if TYPE_CHECKING:
    from lint.context import Context

_ROMANISED = "romanised-otherwise"


class _Person(NamedTuple):
    """A given name of two syllables and the family name beside it, if any, with the native names that each may be."""

    family: Place | None
    given: Place
    families: frozenset[str]
    natives: frozenset[str]

    def may_be(self, other: _Person) -> bool:
        """Say whether both names may be those of another."""
        if self.natives.isdisjoint(other.natives):
            return False
        return not (self.family and other.family) or not self.families.isdisjoint(other.families)


def romanised_otherwise(parted: Sequence[Place], context: Context) -> Iterator[tuple[Spelling, Spelling, Observed]]:
    """Yield the pairs of family names, and of given names, that two spellings of one whole name have.

    A given name may stand alone beside a whole name. ``parted`` are the names with a hyphen.
    """
    for language, table in context.packs.syllables.items():
        yield from _romanised(language, table, parted, context)


def _romanised(
    language: str, table: Mapping[str, Any], parted: Sequence[Place], context: Context
) -> Iterator[tuple[Spelling, Spelling, Observed]]:
    """Yield the pairs of one language."""
    spelt: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for person in _persons(table, parted, context):
        spelt[person.family.form if person.family else "", person.given.form].append(person)
    families, given = _Pairs(), _Pairs()
    for ones, others in combinations(spelt.values(), 2):
        if (ones[0].family or others[0].family) and ones[0].may_be(others[0]):
            families.add(*([person.family for person in persons if person.family] for persons in (ones, others)))
            given.add(*([person.given for person in persons] for persons in (ones, others)))
    for pair in (*families.items(), *given.items()):
        a, b = (spelling_of(form, places, context) for form, places in zip(*pair, strict=True))
        said = f"{a.form} and {b.form} are two ways to write one {context.packs.languages[language]} name"
        yield a, b, Observed(frozenset({_ROMANISED, *of_places(a, b, context)}), Likeness(_ROMANISED, said))


class _Pairs(dict[tuple[str, str], tuple[list[Place], list[Place]]]):
    """The places of two forms, by the forms."""

    def add(self, ones: list[Place], others: list[Place]) -> None:
        """Put in the places of two forms that have not the same letters."""
        if not (ones and others) or letters_of(ones[0].form) == letters_of(others[0].form):
            return
        if ones[0].form > others[0].form:
            ones, others = others, ones
        found = self.setdefault((ones[0].form, others[0].form), ([], []))
        for those, more in zip(found, (ones, others), strict=True):
            those += [place for place in more if place not in those]


def _persons(table: Mapping[str, Any], parted: Sequence[Place], context: Context) -> Iterator[_Person]:
    """Yield the names that nobody listed of which the table can read each part, and given names that stand alone."""
    families = table["families"]
    numbers = [number for word, places in context.words.items() if word.text in families for number in places]
    if not numbers:
        return
    known = places_known(context)
    by_hyphen: dict[int, list[Place]] = defaultdict(list)
    alone: dict[Place, frozenset[str]] = {}
    for place in parted:
        for number in {place.first - 1, place.last + 1}:
            by_hyphen[number].append(place)
        if context.tokens[place.first].start not in known and natives(place.form, table):
            alone[place] = natives(place.form, table)
    for number in sorted(numbers):
        token = context.tokens[number]
        if token.start in known or context.document.text[token.end : token.end + 1] in HYPHENS:
            continue
        for given in (*by_hyphen[number], *_unhyphened(number, context)):
            found = natives(given.form, table)
            if found and _are_beside(number, given, context):
                family = Place(token.text, number, number, token.end, BASE)
                alone.pop(given, None)
                yield _Person(family, given, frozenset(families[token.text]), found)
                break
    for given, found in alone.items():
        if occurrence(given.first, given.last, given.cell, context).bare:
            yield _Person(None, given, frozenset(), found)


def _unhyphened(number: int, context: Context) -> Iterator[Place]:
    """Yield what a given name may be without a hyphen: two words or one behind a family name, or one before it."""
    tokens, lexemes, end = context.tokens, context.lexemes, context.tokens[number].end
    if number + 1 < len(tokens) and tokens[number + 1].start == end + 1:
        first = tokens[number + 1]
        if number + 2 < len(tokens) and tokens[number + 2].start == first.end + 1:
            for lemma, cell in lexemes[number + 2].lemmas:
                yield Place(f"{first.text} {lemma}", number + 1, number + 2, tokens[number + 2].end, cell)
        for lemma, cell in lexemes[number + 1].lemmas:
            yield Place(lemma, number + 1, number + 1, first.end, cell)
    if number and tokens[number - 1].end + 1 == tokens[number].start:
        yield Place(tokens[number - 1].text, number - 1, number - 1, tokens[number - 1].end, BASE)


def _are_beside(number: int, given: Place, context: Context) -> bool:
    """Say whether no more than spaces stands between the parts of a name."""
    text, tokens = context.document.text, context.tokens
    parts: Iterable[tuple[int, int]]
    if number < given.first:
        parts = [(tokens[number].end, tokens[given.first].start)]
    else:
        parts = [(given.end, tokens[number].start)]
    if " " in given.form:
        parts = [*parts, (tokens[given.first].end, tokens[given.last].start)]
    return all(text[end:start] in (" ", "\u00a0") for end, start in parts)
