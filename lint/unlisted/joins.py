"""Names that a document joins in several ways: Seung-hwan and Seunghwan, Al-Khatib and Al Khatib."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from lint.lazy import pattern
from lint.names.layout import HYPHENS
from lint.names.likeness import Likeness
from lint.names.paradigms import BASE, Cell
from lint.typed import TYPE_CHECKING, NamedTuple
from lint.unlisted.observation import JOINED, Observed, Spelling, observe
from lint.unlisted.surroundings import occurrence

if TYPE_CHECKING:
    from lint.context import Context

_TAIL = pattern(r"[^\W\d_]+(?![\w\u2010\u2011-])")
_BINDING = frozenset({"same-given", "same-surname", "same-first-word", "same-title"})
_LEAST = 4  # letters of a name in all: shorter ones are abbreviations too often


class Place(NamedTuple):
    """A name of two parts, or written as one: its form, its first and last token, where it ends, and its ending."""

    form: str
    first: int
    last: int
    end: int
    cell: Cell


def joined_otherwise(parted: Sequence[Place], context: Context) -> Iterator[tuple[Spelling, Spelling, Observed]]:
    """Yield the pairs of spellings that have the same letters and differ in what joins their parts.

    ``parted`` are the names with a hyphen, as `hyphened` finds them.
    A name beside them must say that they are one: streets and schools have a hyphen where the person has a space.
    """
    for forms in _in_several_ways(parted, context):
        found = [spelling_of(form, places, context) for form, places in sorted(forms.items())]
        for a, b in combinations(found, 2):
            said = f"{a.form} and {b.form} have the same letters and are joined otherwise"
            seen = observe(a, b, context, Likeness(JOINED, said))
            if seen and are_bound(a, b, seen, context):
                yield a, b, seen


def are_bound(a: Spelling, b: Spelling, seen: Observed, context: Context) -> bool:
    """Say whether the names around two spellings show that they are one.

    A bare one with a space may be a person or a place after which the other is named, unless it begins with a particle,
    has a person's title before it, or no part is a given name and one stands before the other. Where every noun has a
    capital, what stands alone may be a noun.
    """
    if not _BINDING.isdisjoint(seen.evidence):
        return True
    if "bare-beside-full" not in seen.evidence:
        return False
    head = context.lexemes[bisect_left(context.tokens, (a.places[0].token.start,))]
    if head.lower in context.packs.persons["free"]:
        return True
    if not any(" " in each.form for each in (a, b)):
        return head.language not in context.packs.evidence["capitals"]
    places = (*a.places, *b.places)
    if any(place.bare and place.title for place in places):
        return True
    given = {place.before for place in places if place.before}
    return not head.is_known_given and any(context.lexeme(each, head.language).is_known_given for each in given)


def _in_several_ways(parted: Sequence[Place], context: Context) -> Iterator[Mapping[str, list[Place]]]:
    """Yield the places of every name that is joined in several ways, by the form without endings."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in (*parted, *_spaced({place.form.partition("-")[0] for place in parted}, context)):
        found[letters_of(place.form)].append(place)
    if not found:
        return
    for place in _in_one(found, context):
        found[letters_of(place.form)].append(place)
    known = places_known(context)
    told: set[tuple[int, int]] = set()
    for places in found.values():
        forms: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            if context.tokens[place.first].start not in known:
                forms[place.form].append(place)
        stretches = {(place.first, place.last) for those in forms.values() for place in those}
        # What may have an ending has several forms without one: the first under which two stand together tells.
        if len({_joints(form) for form in forms}) > 1 and not stretches <= told:
            told |= stretches
            yield forms


def places_known(context: Context) -> set[int]:
    """Return the offsets that lie in a name that the rules know."""
    return {offset for mention in context.mentions for offset in range(*mention.span)}


def hyphened(context: Context) -> Iterator[Place]:
    """Yield the names of two parts with a hyphen between, the second in whatever letters."""
    text, tokens = context.document.text, context.tokens
    for number, head in enumerate(tokens):
        if text[head.end : head.end + 1] not in HYPHENS or head.text.isupper() or not head.text.isalpha():
            continue
        tail = _TAIL.match(text, head.end + 1)
        if tail is None or text[head.start - 1 : head.start] in HYPHENS:
            continue
        if len(head.text) + len(tail.group()) < _LEAST:
            continue
        if tail.group()[0].isupper():
            yield Place(f"{head.text}-{tail.group()}", number, number + 1, tail.end(), BASE)
            continue
        for lemma, cell in context.lexeme(tail.group().capitalize(), context.lexemes[number].language).lemmas:
            yield Place(f"{head.text}-{lemma.lower()}", number, number, tail.end(), cell)


def _spaced(heads: Container[str], context: Context) -> Iterator[Place]:
    """Yield the names of two parts with a space between that begin like one with a hyphen, or stand as one word too."""
    whole = {word.lower for word in context.words}
    begun = {word for word, longer in pairwise(sorted(whole)) if longer.startswith(word)}
    for head, numbers in context.words.items():
        is_head = head.text in heads
        for number in numbers if is_head or head.lower in begun else ():
            if not _has_space_behind(number, context) or _has_no_capital_of_its_own(number, context):
                continue
            tail, end = context.lexemes[number + 1], context.tokens[number + 1].end
            for lemma, cell in tail.lemmas if is_head or head.lower + tail.lower in whole else ():
                yield Place(f"{head.text} {lemma}", number, number + 1, end, cell)


def _has_space_behind(number: int, context: Context) -> bool:
    """Say whether another capitalised word follows with no more than a space between."""
    tokens, end = context.tokens, context.tokens[number].end
    following = number + 1 < len(tokens) and tokens[number + 1].start == end + 1
    return following and context.document.text[end] in " \u00a0"


def _has_no_capital_of_its_own(number: int, context: Context) -> bool:
    """Say whether a word has its capital only because a sentence begins (In Seoul), or is one of grammar."""
    word, lists = context.lexemes[number], context.packs.words(context.lexemes[number].language)
    if word.lower in context.packs.persons["free"] or lists is None:
        return False
    return word.lower in lists["function"] or (context.tokens[number].initial and word.is_word)


def _in_one(found: Mapping[str, list[Place]], context: Context) -> Iterator[Place]:
    """Yield the words that have the letters of a name of two parts."""
    for word, numbers in context.words.items():
        for lemma, cell in word.lemmas if len(word.text) >= _LEAST and not word.is_word else ():
            if lemma.casefold() in found:
                for number in numbers:
                    yield Place(lemma, number, number, context.tokens[number].end, cell)


def spelling_of(form: str, places: list[Place], context: Context) -> Spelling:
    """Return a name of whatever parts with its places."""
    found = []
    for place in places:
        seen = occurrence(place.first, place.last, place.cell, context)
        start = seen.token.start
        token = seen.token._replace(end=place.end, text=context.document.text[start : place.end])
        found.append(seen._replace(token=token))
    return Spelling(form, tuple(found), context.packs.readings(form))


def letters_of(form: str) -> str:
    """Return the letters of a form, in small ones, without what joins its parts."""
    return "".join(filter(str.isalpha, form)).casefold()


def _joints(form: str) -> str:
    """Return what of a form is not its letters."""
    return "".join("-" if sign in HYPHENS else sign for sign in form if not sign.isalpha())
