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
from lint.names.paradigms import BASE, Analysis, Cell, analyses, inflect
from lint.names.tokens import Token

ID = "letter-case"

LONGEST_ENDING = 8  # letters; only a first sieve

# An ending without an apostrophe is believed behind so many letters.
STEM = 4


class Options(NamedTuple):
    """Whether words nobody listed are looked at too."""

    wander: bool = True


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every listed abbreviation in a wrong case, and one for every word whose case wanders."""
    settled: dict[tuple[str, str], tuple[str, Token]] = {}
    known: dict[tuple[str, str], tuple[Analysis, Any] | None] = {}
    for token in context.tokens:
        language = context.language_at(token.start) or ""
        if (token.text, language) not in known:
            known[token.text, language] = _listed(token.text, language, context)
        found = known[token.text, language]
        if found and not _is_free(token, found[0].lemma, language, context):
            yield from _judge(token, *found, settled, context)
    if options.wander:
        listed = {reading.lemma.casefold() for reading, _ in filter(None, known.values())}
        for wandered in wandering(context, listed):
            yield _cluster(wandered, context)


def _listed(text: str, language: str, context: Context) -> tuple[Analysis, Any] | None:
    """Return the listed abbreviation a word is, with the reading that shows it, the project's own first."""
    table = None
    for number, catalogue in enumerate(context.packs.catalogues):
        heads = [text[:size].casefold() for size in range(len(text), max(1, len(text) - LONGEST_ENDING), -1)]
        if not any(head in catalogue.acronyms for head in heads):
            continue
        table = table or context.packs.inflection(language)
        for reading in analyses(text, table) if table else (Analysis(text, BASE),):
            place = catalogue.acronyms.get(reading.lemma.casefold())
            if place is None or not _is_certain(text, reading, language, context):
                continue
            term = catalogue.terms[place]
            if not (number and term["id"] in context.packs.redefined) and _right(term, language, reading.lemma, context):
                return reading, term
    return None


def _is_certain(text: str, reading: Analysis, language: str, context: Context) -> bool:
    """Say whether an ending is one: behind an apostrophe, or behind a longer word that is no ordinary one with it."""
    if reading.lemma == text or reading.cell.ending[:1] in ("'", "’"):
        return True
    return not reading.cell.dropped and len(reading.lemma) >= STEM and not context.is_word(text, language)


def _right(term: Any, language: str, lemma: str, context: Context) -> list[str]:
    """Return the forms of this word that are right in a language, the one to write first; none where no rule holds."""
    if language not in term.get("languages", (language,)):
        return []
    style = context.house.style
    said = _of_language(style.write.get(term["id"]), language)
    written = said or _of_language(term["write"], language)
    accepted = style.accept.get(term["id"], {}).get(language)
    if accepted is None and (said is None or style.forms == "consistent"):
        accepted = _of_language(term.get("accept"), language)
    forms = [form for form in (written, *(accepted or ())) if form and form.casefold() == lemma.casefold()]
    return [] if lemma in term.get("not", ()) else forms


def _of_language(said: Any, language: str) -> Any:
    """Return what a rule says for a language: its own word, else the word for every other."""
    return said.get(language, said.get("*")) if isinstance(said, dict) else said


def _is_free(token: Token, lemma: str, language: str, context: Context) -> bool:
    """Say whether a place allows other capitals: a cry, or a word with one capital where any word has it."""
    if token.text.isupper():
        return is_cried(context.document.text, token)
    region = context.region_at(token.start)
    if not lemma[1:].islower() or not (token.initial or (region and region.kind is Kind.HEADLINE)):
        return False
    lists = context.packs.words(language)
    return lists is not None and lemma.lower() in lists["common"]


def _judge(
    token: Token, reading: Analysis, term: Any, settled: dict[tuple[str, str], tuple[str, Token]], context: Context
) -> Iterator[Finding]:
    """Yield a finding unless the form is right and the document keeps to it."""
    lemma, language = reading.lemma, context.language_at(token.start) or ""
    right = _right(term, language, lemma, context)
    if lemma[:1].upper() + lemma[1:] == lemma and any(lemma == form[:1].upper() + form[1:] != form for form in right):
        if token.initial:
            return
    part = (term["id"], language)
    if lemma in right:
        settled.setdefault(part, (lemma, token))
    wanted, first = settled.get(part, (right[0], None))
    if lemma == wanted:
        return
    why = f"this document writes “{wanted}” before" if first else f"the house writes “{wanted}”"
    span = Span(token.start, token.end)
    form = _with_ending(wanted, reading.cell, language, context)
    yield Finding(
        check=ID,
        span=span,
        message=f"“{token.text}” has other capitals than the rest: {why}, so write “{form}”"
        if first
        else f"“{token.text}” has the wrong capitals: {why}, so write “{form}”",
        certainty=0.98,
        related=(Related(Span(first.start, first.end), f"here it is {wanted}"),) if first else (),
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
    counts: dict[str, int] = {}
    edits: list[Edit] = []
    for token, lemma, cell in found.places:
        counts[lemma] = counts.get(lemma, 0) + 1
        if lemma != found.best:
            form = _with_ending(found.best, cell, context.language_at(token.start) or "", context)
            edits.append(Edit(Span(token.start, token.end), form))
    span = edits[0].span
    listed = ", ".join(f"{form} ({count})" for form, count in counts.items())
    return Finding(
        check=ID,
        span=span,
        message=f"one word in {len(counts)} letter cases: {listed}; keep to “{found.best}”, since {found.reason}",
        certainty=0.9,
        related=tuple(
            Related(Span(token.start, token.end), token.text)
            for token, _, _ in found.places
            if token.start != span.start
        ),
        group=found.best,
        spellings=counts,
        fix=Fix(f"Write “{found.best}” everywhere", tuple(edits), Safety.UNSAFE),
    )
