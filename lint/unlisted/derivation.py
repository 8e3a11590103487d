"""Forms that are made from one another: inflected forms, plurals, peoples, the names of a woman and a man."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from lint.known.lexeme import LENDER
from lint.names.near import same_start
from lint.names.paradigms import is_derived
from lint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lint.context import Context
    from lint.unlisted.observation import Spelling

MOST_PLACES = 8  # of a spelling that are looked at
_STEM = 4  # letters of a stem that alone says nothing
_UNKNOWN_ENDING = 3  # letters that may be an ending in a language of which the rules know nothing


def is_made_from(a: Spelling, b: Spelling, language: str | None, context: Context) -> bool:
    """Say whether a spelling is an inflected form of another, or made from it or from what it can be a form of."""
    form, lemma = a.form, b.form
    if form[:2].casefold() != lemma[:2].casefold():
        return False
    endings = context.packs.evidence["suffixes"].get(language)
    if endings and _differ_in(endings, form, lemma):
        return True
    table = context.packs.inflection(language) if language else None
    if table is None and not endings:
        stem = min(len(form), len(lemma)) - _UNKNOWN_ENDING
        return form[:stem] == lemma[:stem]
    if table is not None:
        if any(found == lemma for found, _ in context.packs.analyses(form, language)[1:]):
            return True
        # The form without its ending may be a guess (Хабаровскй), so that what stands in the text is asked too.
        words = dict.fromkeys((lemma, *[place.token.text for place in b.places[:MOST_PLACES]]))
        bases = dict.fromkeys(reading.lemma for word in words for reading in context.packs.analyses(word, language))
        if any(is_derived(form, base, table) for base in bases):
            return True
    lent = context.packs.inflection(LENDER) if language != LENDER else None
    return lent is not None and is_derived(form, lemma, lent)


def is_nisba(form: str, lemma: str, table: Mapping[str, Any]) -> bool:
    """Say whether a form is made of a name that ends in a consonant as Arabic, Persian and Hindi make surnames."""
    return lemma[-1:] not in table["vowels"] and any(form == lemma + ending for ending in table["nisbas"])


def _differ_in(endings: Container[str], form: str, lemma: str) -> bool:
    """Say whether one form has another ending than the other, or one at all, behind what they begin with alike."""
    one, other = (re.sub(r"['’]", "", each) for each in (form, lemma))
    if one == other:
        return any(re.split(r"['’]", each)[-1] in endings for each in (form, lemma))
    stem = same_start(one, other)
    if stem <= _STEM:
        return False
    # No ending doubles the letter before it: Hagmann is no form of Hagman.
    tails = (each[stem:] for each in (one, other))
    return all(not tail or (tail in endings and tail[0] != one[stem - 1]) for tail in tails)


def share_lemma(a: Spelling, b: Spelling, language: str | None, context: Context) -> bool:
    """Say whether two words as they stand have both an ending of one name, which itself stands nowhere."""
    one, other = (
        {
            reading.lemma
            for word in {place.token.text for place in spelling.places[:MOST_PLACES]}
            for of in dict.fromkeys((language, LENDER))
            for reading in context.packs.analyses(word, of)[1:]
        }
        for spelling in (a, b)
    )
    return not one.isdisjoint(other)


def is_gender_pair(a: str, b: str, table: Mapping[str, Any]) -> bool:
    """Say whether two names differ as a woman's from a man's: a last a, and nothing else but vowels at the end."""
    endings, vowels = table["feminine"], table["vowels"]
    a, b = sorted((a.casefold(), b.casefold()), key=lambda form: not form.endswith(endings))
    if not a.endswith(endings) or b.endswith((*endings, *table["genderless"])):
        return False
    stem_a, stem_b = a.rstrip(vowels), b.rstrip(vowels)
    return stem_a == stem_b or (stem_a[:-1] == stem_b and stem_a[-2:-1] == stem_a[-1:])
