"""An abbreviation or a name whose capitals are not the house's, or wander within one document.

## What it finds
*Unesco* where the house writes *UNESCO*, and words nobody listed that one document writes in two ways: *OVRAK* and
*Ovrak*, *AstraZeneca* and *Astrazeneca*. Endings stay as they are: *Unesco's* becomes *UNESCO's*.

## Why it matters
A reader sees carelessness, and a search that minds capitals misses half of the places.

## How sure is it
A listed abbreviation is mended safely; of several accepted forms the first one used in a document holds. Words in small
letters are never touched, nor *Who* and *Aids* where a sentence or a headline begins. Of words nobody listed, lines and
datelines in capitals, names set in capitals for emphasis (*Emmanuel MACRON*) and ordinary words do not count; which
form to keep is a person's decision. Capitals are proposed for a short word that stands in capitals in running copy, else
the form that comes first.

## Options
`wander` (default `true`): also report words nobody listed whose case wanders.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lint.capitals import Wandering, is_cried, wandering
from lint.context import Context
from lint.document import Document, Kind, Span
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.names.inflect import Analysis, Cell, analyses, inflect
from lint.names.tokens import Token

ID = "letter-case"

# An ending without an apostrophe is believed behind so many letters.
STEM = 4


class Options(NamedTuple):
    """Whether words nobody listed are looked at too."""

    wander: bool = True


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every listed abbreviation in a wrong case, and one for every word whose case wanders."""
    settled: dict[tuple[str, str], tuple[str, Span]] = {}
    listed: set[str] = set()
    for token in context.tokens:
        language = context.language_at(token.start)
        for reading, term in _terms(token, language, context):
            listed.add(reading.lemma.casefold())
            right = _right(term, language, reading.lemma, context) if language else []
            if right and reading.lemma not in term.get("not", ()) and token.text not in term.get("not", ()):
                yield from _judged(token, reading, term["id"], right, language or "", settled, document, context)
            break
    if options.wander:
        for found in wandering(context, listed):
            yield _cluster(found, document, context)


def _terms(token: Token, language: str | None, context: Context) -> Iterator[tuple[Analysis, Any]]:
    """Yield the listed abbreviations a token may be, with the reading that shows it, the project's own first."""
    table = context.packs.inflection(language) if language else None
    readings = analyses(token.text, table) if table else ()
    for number, catalogue in enumerate(context.packs.catalogues):
        for reading in readings:
            term = catalogue.terms[place] if (place := catalogue.acronyms.get(reading.lemma.casefold())) is not None else None
            if term is None or (number and term["id"] in context.packs.redefined):
                continue
            yield reading, term
