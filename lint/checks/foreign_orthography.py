"""A name in the transcription of another language.

## What it finds
*Andrij Jermak* in English copy: that is how German writes Андрій Єрмак; English writes *Andriy Yermak*. The name need
not be in any list, nor stand twice. A given name of a language with its own script shows for whom it was transcribed,
and so do endings such as German *-tschenko*, French *-tchouk*, Polish *-czenko*.

## Why it matters
Translated copy keeps the spellings of the language it came from, and readers then look for a person who does not exist.

## How sure is it
People really are called so: Jurij is a Slovene, Andrej a Slovak, Katja a German. Such a form is no evidence alone; the
surname must be a transcription into the same language. Nothing is said of a person whom the sentence calls German, and
so on. `rules/given` holds the names, the marks and their counter-examples. The fix is never made unasked, and only a
choice is shown where the letters can be read in two ways.

## Options
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lint.context import Context
from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Safety
from lint.lazy import pattern
from lint.names.given import Transcription, transcription
from lint.names.paradigms import Cell, inflect
from lint.names.tokens import Token, gap
from lint.typed import Any, NamedTuple

ID = "foreign-orthography"
_SHORTEST, _HOME, _CERTAIN = 4, 40, 2
_APPOSITION = pattern(r",(?: [^\W\dA-Z_][\w-]*){1,3}(?: [^\W\d_][\w-]*)?(?= [^\W\dA-Z_])")
_SURE = {1: 0.75, 2: 0.9}


class Options(NamedTuple):
    """There is nothing to choose."""


class _Place(NamedTuple):
    """A name as it stands: its given name (or nothing), its surname, and what the surname may be without its ending."""

    given: Token | None
    surname: Token
    lemmas: tuple[tuple[str, Cell], ...]
    language: str


_Name = tuple[str, str, str]


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield one finding for every place of a name that is spelt as another language transcribes it."""
    places = list(_places(_telling(context), document, context))
    found = _proved(places, document, context)
    if not found:
        return
    places = list(_places(range(len(context.tokens)), document, context))  # bare surnames too
    for place in places:
        for lemma, cell in place.lemmas:
            made = _of(place, lemma, found)
            if made:
                yield _finding(place, lemma, cell, made, document, context)
                break


def _telling(context: Context) -> list[int]:
    """Return the numbers of the tokens that may prove something: surnames with a mark, what follows a given name."""
    found = {number for word, numbers in context.words.items() if word.is_marked for number in numbers}
    found.update(number + 1 for word, numbers in context.words.items() if word.is_given for number in numbers)
    return sorted(found.difference([len(context.tokens)]))


def _proved(places: Sequence[_Place], document: Document, context: Context) -> dict[_Name, Transcription]:
    """Return the names that are shown to be written for readers of another language."""
    table, systems = context.packs.given, context.packs.systems
    found: dict[_Name, Transcription] = {}
    known: dict[str, set[str]] = {}
    # What is proved for one name lets weaker marks count for the others, so that everything is read twice.
    for again in (False, True):
        for place in places if known or not again else ():
            given = place.given.text if place.given else ""
            for lemma, _ in place.lemmas:
                name = (given, lemma, place.language)
                made = found.get(name) or transcription(*name, table, systems, known.get(place.language, ()))
                if made and not _is_at_home(place, document, made, table) and not _is_cited(place, made, context):
                    found[name] = made
                    known.setdefault(place.language, set()).add(made.column)
                    break
    return found


def _places(numbers: Sequence[int], document: Document, context: Context) -> Iterator[_Place]:
    """Yield the tokens that are surnames of which no rule and no cluster speaks, with the given name before them."""
    if not numbers:
        return
    taken = [mention.span for mention in context.mentions]
    taken += [
        Span(place.token.start, place.token.end)
        for cluster in context.clusters
        for spelling in cluster.spellings
        for place in spelling.places
    ]
    covered = {place for span in taken for place in range(span.start, span.end)}
    for number in numbers:
        token, lexeme = context.tokens[number], context.lexemes[number]
        if not lexeme.language or len(lexeme.text) < _SHORTEST - 1 or lexeme.text.isupper() or token.start in covered:
            continue
        if lexeme.is_word:
            continue
        given = context.tokens[number - 1] if number else None
        if given is not None and gap(document.text, given, token) not in (" ", "\u00a0"):
            given = None
        if given is not None and (given.start in covered or not context.lexemes[number - 1].is_given):
            if lexeme.is_given:
                continue
            given = None
        yield _Place(given, token, lexeme.lemmas, lexeme.language)


def _is_at_home(place: _Place, document: Document, made: Transcription, table: Any) -> bool:
    """Say whether the words on either side call the bearer a national of where the spelling is at home."""
    start, reach = (place.given or place.surname).start, _HOME // made.proofs
    before = re.split(r"[.!?\n]", document.text[max(0, start - reach) : start])[-1]
    words = [*re.findall(r"[\w-]+", before), *_apposition(document.text, place.surname.end)]
    return not table["home"].get(made.column, frozenset()).isdisjoint(words)


def _apposition(text: str, end: int) -> list[str]:
    """Return the words behind a name that say who it is (, a former German keeper), up to the first with a capital."""
    found = _APPOSITION.match(text, end)
    return found.group().split()[1:] if found else []


def _is_cited(place: _Place, made: Transcription, context: Context) -> bool:
    """Say whether a name stands in a quotation whose words are of the language that spells it so."""
    return context.is_cited(Span((place.given or place.surname).start, place.surname.end), made.column)


def _of(place: _Place, lemma: str, found: dict[_Name, Transcription]) -> Transcription | None:
    """Return what was found for a name; a bare surname is that of the one person found who has it."""
    if place.given:
        return found.get((place.given.text, lemma, place.language))
    full = [made for (given, surname, language), made in found.items()
            if given and surname == lemma and language == place.language]  # fmt: skip
    if len(full) == 1:
        surnames = tuple(dict.fromkeys(name.rpartition(" ")[2] for name in full[0].candidates))
        return full[0]._replace(candidates=surnames) if surnames != (lemma,) else None
    return found.get(("", lemma, place.language))


def _finding(
    place: _Place, lemma: str, cell: Cell, made: Transcription, document: Document, context: Context
) -> Finding:
    start = place.given.start if place.given else place.surname.start
    span = Span(start, place.surname.end)
    endings = context.packs.inflection(place.language)
    forms = [inflect(name, cell, endings) if endings else name for name in made.candidates]
    written = tuple(dict.fromkeys(form for form in forms if form))
    names = " or ".join(f"“{name}”" for name in made.candidates)
    spelt = f"{place.given.text} {lemma}" if place.given else lemma
    titles = context.packs.given["titles"]
    fix = None
    if len(written) == len(forms) == 1:
        fix = Fix(f"Write “{written[0]}”", (Edit(span, written[0]),), Safety.UNSAFE)
    elif written:
        choice = " or ".join(f"“{form}”" for form in written)
        fix = Fix(f"Write {choice}", (Edit(span, written[0]),), Safety.SHOW)
    language = titles[place.language].split()[0]
    return Finding(
        check=ID,
        span=span,
        message=f"“{spelt}” is {_article(titles[made.column])} {titles[made.column]}; in {language} it is {names}",
        certainty=_SURE[min(made.proofs, _CERTAIN)],
        group=made.candidates[0].rpartition(" ")[2],
        evidence=made.evidence,
        fix=fix,
    )


def _article(title: str) -> str:
    return "an" if title[:1] in "AEIOU" else "a"
