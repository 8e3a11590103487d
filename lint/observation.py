"""What a document shows of two spellings: all that speaks for or against their being one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.names.comparison import compare, compare_readings
from lint.names.headword import Name
from lint.names.near import is_near, is_swapped
from lint.names.paradigms import Cell, analyses, is_derived
from lint.names.readings import Reading, readings
from lint.names.tokens import Token

if TYPE_CHECKING:
    from lint.context import Context

SAME, NEARLY, LIKE = 0.985, 0.93, 0.83
SHORT, RATHER_SHORT, LONG, VERY_LONG, TYPO_LENGTH = 4, 5, 8, 10, 6
USUAL = 3
_SENTENCE_END = re.compile(r"[.!?…][\s\"”»’)]|\n")
_WORD = re.compile(r"[^\W\d_]{5,}")
_SIDE, _MOST_PLACES = 70, 8


# So little likeness counts only where names around the two bind them together.
_LOOSE = frozenset({"far-reading", "equivalent"})
_BINDING = frozenset({"same-given", "same-surname", "bare-beside-full"})


# Nouns of one stem are a letter apart; where they are written with a capital, a given name must tell names from them.
_PERSONAL = frozenset({"same-given", "bare-beside-full"})


class Occurrence(NamedTuple):
    """One place of a spelling: its token, the cell of its ending, and the names on either side of it.

    ``before`` and ``after`` are capitalised words joined to it that may be names, ``title`` is one before it that is an
    ordinary word; ``bare`` says that none of these stands there, or only a person's title; ``bound`` is a word before
    it that belongs to its name: no person's title, and not one with a capital because a sentence begins.
    """

    token: Token
    cell: Cell
    before: str
    after: str
    title: str
    bare: bool
    bound: str


class Spelling(NamedTuple):
    """A spelling without its endings, and everywhere it stands.

    ``word`` says that the language has such a word, ``known`` is the name that the rules know by this spelling.
    """

    form: str
    places: tuple[Occurrence, ...]
    readings: tuple[Reading, ...] = ()
    word: bool = False
    known: Name | None = None


class Observed(NamedTuple):
    """The names of what was observed of a pair, and in words what joins the two spellings."""

    evidence: frozenset[str]
    explanation: str


def observe(a: Spelling, b: Spelling, context: Context) -> Observed | None:
    """Return what is observed of two spellings, or None if they are not alike."""
    likeness = _likeness(a, b, context)
    if likeness is None:
        return None
    named, explanation = likeness
    names = set(_of_names(a, b, context))
    nouns = context.language_at(a.places[0].token.start) in context.packs.evidence["capitals"]
    if named in _LOOSE and (nouns or names.isdisjoint(_BINDING)):
        return None
    if nouns and named == "one-letter-off" and names.isdisjoint(_PERSONAL):
        return None
    evidence = {named, *names, *_of_length(a, b), *_of_places(a, b, context), *_of_form(a, b, context)}
    return Observed(frozenset(evidence), explanation)


def _likeness(a: Spelling, b: Spelling, context: Context) -> tuple[str, str] | None:
    table = context.packs.orthographies
    compared = compare_readings(a.readings, b.readings, table)
    said = context.packs.languages
    read = [said.get(code, f"{code} spelling") for code in (compared.reading_a, compared.reading_b)]
    explanation = f"{a.form} read as {read[0]} sounds like {b.form} read as {read[1]}"
    if compared.score >= SAME:
        one = _same_orthography(a.form, b.form, table, context.language_at(a.places[0].token.start))
        if one is None:
            return "two-orthographies", explanation
        return "one-orthography", f"{a.form} and {b.form} sound alike in {said.get(one, f'{one} spelling')}"
    if min(len(a.form), len(b.form)) >= TYPO_LENGTH:
        if is_swapped(a.form, b.form):
            return "swapped", f"two letters of {a.form} and {b.form} have changed places"
        if compared.score < NEARLY and is_near(a.form, b.form):
            return "one-letter-off", f"{a.form} and {b.form} are one letter apart"
    if compared.score >= NEARLY:
        return "near-reading", explanation.replace("sounds like", "sounds nearly like")
    if compared.score >= LIKE:
        return "far-reading", explanation.replace("sounds like", "sounds rather like")
    if _same_native(a.form, b.form, context):
        return "equivalent", f"{a.form} and {b.form} are one name in two languages"
    return None


def _same_orthography(a: str, b: str, table: Any, language: str | None) -> str | None:
    """Return an orthography in which both spellings sound alike, that of the copy if it is one."""
    for row in sorted(table["orthographies"], key=lambda row: row[0] != language):
        only = {**table, "orthographies": (row,)}
        one, other = readings(a, only), readings(b, only)
        if one and other and one[0].phonemes == other[0].phonemes:
            return str(row[0])
    return None


def _same_native(a: str, b: str, context: Context) -> bool:
    forms, same = context.packs.given["forms"], context.packs.given["same"]
    classes = [{same.get(native) for _, native, *_ in forms.get(form, ())} - {None} for form in (a, b)]
    return bool(classes[0] & classes[1])


def _of_length(a: Spelling, b: Spelling) -> Iterator[str]:
    shortest = min(len(a.form), len(b.form))
    if shortest <= SHORT:
        yield "short"
    elif shortest == RATHER_SHORT:
        yield "rather-short"
    elif shortest >= LONG:
        yield "long"
        if shortest >= VERY_LONG:
            yield "very-long"
    counts = sorted((len(a.places), len(b.places)))
    if counts[0] == 1 and counts[1] >= USUAL:
        yield "rare-beside-usual"


def _of_names(a: Spelling, b: Spelling, context: Context) -> Iterator[str]:
    """Yield what the names before and after say."""
    before_a, before_b = ({place.before for place in s.places if place.before} for s in (a, b))
    after_a, after_b = ({place.after for place in s.places if place.after} for s in (a, b))
    if before_a and before_b:
        yield "same-given" if _agree(before_a, before_b, context) else "other-given"
    elif (before_a or before_b) and all(place.bare for place in (b if before_a else a).places):
        yield "bare-beside-full"
    if after_a and after_b:
        yield "same-surname" if _agree(after_a, after_b, context) else "other-surname"
    elif (after_a or after_b) and all(place.bare for place in (b if after_a else a).places):
        yield "given-alone"
    titles_a, titles_b = ({place.title for place in s.places if place.title} for s in (a, b))
    bound_a, bound_b = ({place.bound for place in s.places if place.bound} for s in (a, b))
    if titles_a & titles_b:
        yield "same-first-word" if (bound_a | bound_b) & titles_a & titles_b else "same-title"
    elif (titles_a or titles_b) and all(place.bare for place in (b if titles_a else a).places):
        yield "bare-beside-titled"
    if bound_a and bound_b and not (before_a and before_b) and bound_a.isdisjoint(bound_b):
        yield "other-company"


def _agree(one: set[str], other: set[str], context: Context) -> bool:
    """Say whether any two names of two sets are one: alike, an initial, or the same name in two languages."""
    table = context.packs.orthographies
    return any(
        a == b
        or (
            not _is_gender_pair(a, b, context.packs.evidence)
            and (compare(a, b, table).score >= NEARLY or _same_native(a, b, context))
        )
        for a in one
        for b in other
    )


def _of_places(a: Spelling, b: Spelling, context: Context) -> Iterator[str]:
    """Yield what the sentences say in which the spellings stand."""
    text = context.document.text
    joins = context.conjunctions(context.language_at(a.places[0].token.start))
    together = side_by_side = False
    places = sorted([(place.token.start, place.token.end, 0) for place in a.places] + [
        (place.token.start, place.token.end, 1) for place in b.places
    ])  # fmt: skip
    for (_, end, which), (start, _, other) in pairwise(places):
        if which != other and start - end < 400:
            between = text[end:start]
            if len(between) <= 8 and between.strip() in joins:
                side_by_side = True
            elif not _SENTENCE_END.search(between):
                together = True
    if side_by_side:
        yield "coordinated"
    elif together:
        yield "same-sentence"
    if _around(a, context) & _around(b, context):
        yield "same-company"


def _around(spelling: Spelling, context: Context) -> set[str]:
    """Return the longer words near a spelling, in small letters, without the names that are looked at."""
    text = context.document.text
    found: set[str] = set()
    for place in spelling.places[:_MOST_PLACES]:
        start, end = place.token.start, place.token.end
        left = _SENTENCE_END.split(text[max(0, start - _SIDE) : start])[-1]
        right = _SENTENCE_END.split(text[end : end + _SIDE])[0]
        names = {place.before, place.title, place.after}
        found.update(word.lower() for word in _WORD.findall(f"{left} {right}") if word not in names)
    lists = context.packs.words(context.language_at(spelling.places[0].token.start) or "")
    return found.difference(lists["function"]) if lists else found


def _of_form(a: Spelling, b: Spelling, context: Context) -> Iterator[str]:
    """Yield what the forms themselves say: a word made from the other, the two genders of one name, a word at all."""
    language = context.language_at(a.places[0].token.start)
    table = context.packs.inflection(language) if language else None
    if table and (
        is_derived(a.form, b.form, table)
        or is_derived(b.form, a.form, table)
        or any(lemma == y for x, y in _both(a, b) for lemma, _ in analyses(x, table))
    ):
        yield "derived"
    elif _is_gender_pair(a.form, b.form, context.packs.evidence):
        yield "gender-pair"
    forms = context.packs.given["forms"]
    natives = [{entry[:2] for entry in forms.get(form, ())} for form in (a.form, b.form)]
    if natives[0] & natives[1]:
        yield "same-native"
    if a.word or b.word:
        yield "a-word"
    if language in context.packs.evidence["capitals"] and not any(place.before for place in (*a.places, *b.places)):
        yield "a-noun"
    if any(x.endswith(old) and y.endswith(new) for old, new in context.packs.evidence["firms"] for x, y in _both(a, b)):
        yield "firm"


def _both(a: Spelling, b: Spelling) -> tuple[tuple[str, str], tuple[str, str]]:
    return (a.form, b.form), (b.form, a.form)


def _is_gender_pair(a: str, b: str, table: Mapping[str, Any]) -> bool:
    """Say whether two names differ as a woman's from a man's: a last a, and nothing else but vowels at the end."""
    endings, vowels = table["feminine"], table["vowels"]
    a, b = sorted((a.casefold(), b.casefold()), key=lambda form: not form.endswith(endings))
    if not a.endswith(endings) or b.endswith((*endings, *table["genderless"])):
        return False
    stem_a, stem_b = a.rstrip(vowels), b.rstrip(vowels)
    return stem_a == stem_b or (stem_a[:-1] == stem_b and stem_a[-2:-1] == stem_a[-1:])
