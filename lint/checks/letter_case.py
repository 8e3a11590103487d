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
from collections.abc import Iterator, Mapping
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


_COLON = re.compile(r":[^\W\d_]{1,6}(?!\w)")


class Options(NamedTuple):
    """Whether words nobody listed are looked at too."""

    wander: bool = True


class Listed(NamedTuple):
    """A word as a listed abbreviation with an ending, and the forms that are right, the one to write first.

    None is right where the rule says that this form is another word.
    """

    term: Mapping[str, Any]
    lemma: str
    cell: Cell
    right: tuple[str, ...]


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every listed abbreviation in a wrong case, and one for every word whose case wanders."""
    settled: dict[tuple[str, str], tuple[str, Span]] = {}
    known: dict[tuple[str, str], Listed | None] = {}
    for bare in context.tokens:
        token = _with_colon(bare, document.text)
        language = context.language_at(token.start) or ""
        if (token.text, language) not in known:
            known[token.text, language] = _listed(token.text, language, context)
        found = known[token.text, language]
        if found and found.right and not _is_free(token, found, language, context):
            yield from _judge(token, found, language, settled, context)
    if options.wander:
        for wandered in wandering(context, {found.lemma.casefold() for found in known.values() if found}):
            yield _cluster(wandered, context)


def _with_colon(token: Token, text: str) -> Token:
    """Return an abbreviation with the ending that Finnish and Swedish set behind a colon: NATO:n."""
    ending = _COLON.match(text, token.end) if text[token.end : token.end + 1] == ":" else None
    return token._replace(end=ending.end(), text=token.text + ending.group()) if ending else token


def _listed(text: str, language: str, context: Context) -> Listed | None:
    """Return a word as the abbreviation it is, by the project's own rules first."""
    heads = [text[:size].casefold() for size in range(len(text), max(1, len(text) - LONGEST_ENDING), -1)]
    for number, catalogue in enumerate(context.packs.catalogues):
        if not any(head in catalogue.acronyms for head in heads):
            continue
        table = context.packs.inflection(language)
        for lemma, cell in analyses(text, table) if table else (Analysis(text, BASE),):
            place = catalogue.acronyms.get(lemma.casefold())
            if place is None or not _is_certain(text, lemma, cell, language, context):
                continue
            term = catalogue.terms[place]
            if number and term["id"] in context.packs.redefined:
                continue
            if {lemma, text} & set(term.get("not", ())):
                return Listed(term, lemma, cell, ())
            right = _right(term, language, lemma, context)
            if right:
                return Listed(term, lemma, cell, right)
    return None


def _is_certain(text: str, lemma: str, cell: Cell, language: str, context: Context) -> bool:
    """Say whether an ending is one: behind an apostrophe, or behind a longer word that is no ordinary one with it."""
    if lemma == text or cell.ending[:1] in ("'", "’", ":"):
        return True
    return not cell.dropped and len(lemma) >= STEM and not context.is_word(text, language)


def _right(term: Mapping[str, Any], language: str, lemma: str, context: Context) -> tuple[str, ...]:
    """Return the forms of a word that are right in a language; none where the rule does not hold."""
    if language not in term.get("languages", (language,)):
        return ()
    style = context.house.style
    said = _of_language(style.write.get(term["id"]), language)
    accepted = style.accept.get(term["id"], {}).get(language)
    if accepted is None and (said is None or style.forms == "consistent"):
        accepted = _of_language(term.get("accept"), language)
    forms = (said or _of_language(term["write"], language), *(accepted or ()))
    return tuple(form for form in forms if form and form.casefold() == lemma.casefold())


def _of_language(said: Any, language: str) -> Any:
    """Return what a rule says for a language: its own word, else the word for every other."""
    return said.get(language, said.get("*")) if isinstance(said, Mapping) else said


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
