"""A name in the transcription of another language.

## What it finds
*Andrij Jermak* in English copy: that is how German writes Андрій Єрмак; English writes *Andriy Yermak*. The name need not
be in any list, nor stand twice. A given name of a language with its own script shows for whom it was transcribed, and so
do endings such as German *-tschenko*, French *-tchouk*, Polish *-czenko*.

## Why it matters
Translated copy keeps the spellings of the language it came from, and readers then look for a person who does not exist.

## How sure is it
People really are called so: Jurij is a Slovene, Andrej a Slovak, Katja a German. Such a form is no evidence alone; the
surname must be a transcription into the same language. Nothing is said of a person whom the sentence calls German, and so
on. `rules/given` holds the names, the marks and their counter-examples. The fix is never made unasked, and only a choice
is shown where the letters can be read in two ways.

## Options
None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lint.context import Context
from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Safety
from lint.names.given import Transcription, is_given, transcription
from lint.names.paradigms import BASE, Cell, analyses, inflect
from lint.names.tokens import Token, gap

ID = "foreign-orthography"
_SHORTEST, _HOME, _SURE = 5, 40, {1: 0.75, 2: 0.9}


class Options(NamedTuple):
    """There is nothing to choose."""


class _Place(NamedTuple):
    """A name as it stands: its given name (or nothing) and its surname, without the ending of the surname."""

    given: Token | None
    surname: Token
    lemma: str
    cell: Cell
    language: str


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield one finding for every place of a name that is spelt as another language transcribes it."""
    table = context.packs.given
    systems = {language: context.packs.system(language) for language in context.packs.system_languages}
    places = list(_places(document, context, table))
    found: dict[tuple[str, str, str], Transcription] = {}
    known: dict[str, set[str]] = {}
    # What is proved for one name lets weaker marks count for the others, so that everything is read twice.
    for _ in range(2):
        for place in places:
            name = (place.given.text if place.given else "", place.lemma, place.language)
            if name in found or _is_at_home(place, document, table, name):
                continue
            made = transcription(*name, table, systems, known.get(place.language, ()))
            if made and not (made.proofs < 2 and _is_at_home(place, document, table, made.column)):
                found[name] = made
                known.setdefault(place.language, set()).add(made.column)
    for place in places:
        yield from _findings(place, found, document, context, table)
