"""An abbreviation or a name whose capitals are not the house's, or wander within one document.

## What it finds
*Unesco* where the house writes *UNESCO*, and words nobody listed that one document writes in two ways: *OVRAK* and
*Ovrak*, *AstraZeneca* and *Astrazeneca*. Endings stay as they are: *Unesco's* becomes *UNESCO's*.

## Why it matters
A reader sees carelessness, and a search that minds capitals misses half of the places.

## How sure is it
A listed abbreviation is mended safely; of several accepted forms the first one used in a document holds. Words in small
letters are never touched, nor *Who* and *Aids* where a sentence or a headline begins. Of words nobody listed, lines and
datelines in capitals, names set in capitals for emphasis (*Emmanuel MACRON*) and ordinary words do not count, and which
form to keep is a person's decision. Capitals are proposed for a short word that stands in capitals in running copy,
else the form that comes first.

## Options
`wander` (default `true`): also report words nobody listed whose case wanders.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lint.acronyms import Listed, listed
from lint.capitals import Wandering, is_cried, wandering
from lint.context import Context
from lint.document import Document, Kind, Span
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.names.paradigms import Cell, inflect
from lint.names.tokens import Token
from lint.typed import NamedTuple

ID = "letter-case"


_COLON = re.compile(r":[^\W\d_]{1,6}(?!\w)")


class Options(NamedTuple):
    """Whether words nobody listed are looked at too."""

    wander: bool = True


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every listed abbreviation in a wrong case, and one for every word whose case wanders."""
    settled: dict[tuple[str, str], tuple[str, Span]] = {}
    known: dict[tuple[str, str], Listed | None] = {}
    numbers = sorted(number for word, numbers in context.words.items() if word.may_be_listed for number in numbers)
    for number in numbers:
        token, language = _with_colon(context.tokens[number], document.text), context.lexemes[number].language
        word = token.text, language
        if word not in known:
            known[word] = listed(*word, context)
        found = known[word]
        if found and found.right and not _is_free(token, found, language, context):
            yield from _judge(token, found, language, settled, context)
    if options.wander:
        for wandered in wandering(context, {found.lemma.casefold() for found in known.values() if found}):
            yield _cluster(wandered, context)


def _with_colon(token: Token, text: str) -> Token:
    """Return an abbreviation with the ending that Finnish and Swedish set behind a colon: NATO:n."""
    ending = _COLON.match(text, token.end) if text[token.end : token.end + 1] == ":" else None
    return token._replace(end=ending.end(), text=token.text + ending.group()) if ending else token


def _is_free(token: Token, found: Listed, language: str, context: Context) -> bool:
    """Say whether a place allows other capitals: a cry, or one capital where any word has it."""
    if token.text.isupper():
        return is_cried(context.document.text, token)
    region = context.region_at(token.start)
    if not found.lemma[1:].islower() or not (token.initial or (region and region.kind is Kind.HEADLINE)):
        return False
    lists = context.packs.words(language)
    is_common = lists is not None and found.lemma.lower() in lists["common"]
    return is_common or found.lemma.lower() in found.right


def _judge(
    token: Token, found: Listed, language: str, settled: dict[tuple[str, str], tuple[str, Span]], context: Context
) -> Iterator[Finding]:
    """Yield a finding unless the form is right and the document keeps to it."""
    term, lemma, span = found.term, found.lemma, Span(token.start, token.end)
    if lemma in found.right:
        settled.setdefault((term["id"], language), (lemma, span))
    wanted, first = settled.get((term["id"], language), (found.right[0], None))
    if lemma == wanted:
        return
    form = _with_ending(wanted, found.cell, language, context)
    rival = "it had before" if lemma in found.right else "the house gives it"
    yield Finding(
        check=ID,
        span=span,
        message=f"“{token.text}” has other capitals than {rival}: write “{form}”",
        certainty=0.98,
        related=(Related(first, f"here it is {wanted}"),) if first else (),
        group=term["id"],
        name=term["id"],
        fix=Fix(f"Write “{form}”", (Edit(span, form),), Safety.SAFE),
    )


def _with_ending(lemma: str, cell: Cell, language: str, context: Context) -> str:
    """Put an ending behind another form of the word: as the language does, else just as it stood."""
    table = context.packs.inflection(language)
    return (inflect(lemma, cell, table) if table else None) or lemma + cell.ending


def _cluster(found: Wandering, context: Context) -> Finding:
    """Make one finding of all places of a word whose case wanders."""
    counts = Counter(place.lemma for place in found.places)
    rivals = [place for place in found.places if place.lemma != (found.best or found.places[0].lemma)]
    edits: list[Edit] = []
    for token, _, cell in rivals if found.best else ():
        form = _with_ending(found.best, cell, context.language_at(token.start) or "", context)
        edits.append(Edit(Span(token.start, token.end), form))
    listed = ", ".join(f"{form} ({count})" for form, count in counts.items())
    advice = f"keep to “{found.best}”, since {found.reason}" if found.best else "keep to one of them"
    title = f"Write “{found.best}” everywhere" if found.best else f"Keep to one of {' and '.join(counts)}"
    first = rivals[0].token
    return Finding(
        check=ID,
        span=Span(first.start, first.end),
        message=f"one word in {len(counts)} letter cases: {listed}; {advice}",
        certainty=0.9,
        related=tuple(
            Related(Span(token.start, token.end), token.text)
            for token, _, _ in found.places
            if token.start != first.start
        ),
        group=found.best or found.places[0].lemma,
        spellings=dict(counts),
        fix=Fix(title, tuple(edits), Safety.UNSAFE if edits else Safety.SHOW),
    )
