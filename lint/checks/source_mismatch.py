"""A name in a translation that is not the name in its original.

## What it finds
*Germak* where the original has *Єрмак*: near, but no system of romanisation yields it, so that a letter is wrong. And a
name of the original that is *Kravchuk* in one segment and *Krawtschuk* in another. And *Kherson* where the original has
*Харків*: one place or person that the rules know for another that begins alike. It reads the formats that keep the
original beside the translation (XLIFF, TMX, PO); for other copy `onym check --source ORIGINAL TRANSLATION` names it.

## Why it matters
Translators and their memories work segment by segment. A slip in one of them comes back each time the segment does,
and nobody who reads only the translation can see it.

## How sure is it
A name that is missing is no finding: a translator may say *he*. One known name stands for another only where it is the
only one of its kind that either side lacks, both are sure, and they begin with the same letter (no *Russia* for
*Moscow*). For all else only originals in a script of their own are judged. There must be one word, one letter off a
spelling of the name, that is no word of the language, no name the rules know and no rendering of anything else in the
original. And the name must be of the original's language, by the rules, its given name or its ending: of a foreigner
(Макрон) the original has only a rendering. Corrections are never made unasked.

## Options
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from lint.context import Context
from lint.document import Document, Segment, Span
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.names.acceptance import fold, prepare
from lint.names.paradigms import inflect
from lint.names.tokens import matches_case
from lint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint.counterparts import Exchange, Pair, Reader, Spelt

ID = "source-mismatch"

_Name = tuple[str, str, str]  # the lemma in the original, its language, and the language of the copy


class Options(NamedTuple):
    """There is nothing to choose."""


class _Use(NamedTuple):
    """A place where a name of the original is spelt as some system writes it."""

    pair: Pair
    spelt: Spelt


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every name that its original contradicts, and one for each that wanders."""
    if not document.segments:
        return
    from lint.counterparts import Reader  # few documents are translations with their originals

    reader = Reader(context)
    uses: dict[_Name, dict[int, _Use]] = {}
    slips: dict[int, Pair] = {}
    for segment in document.segments:
        yield from (_exchanged(each, segment, context) for each in reader.exchanges(segment))
        for pair in reader.pairs(segment):
            if pair.near:
                slips[pair.near.token.start] = pair
            elif pair.original.mention is None:
                for spelt in pair.spelt:
                    uses.setdefault(_name(pair, spelt, context), {})[spelt.token.start] = _Use(pair, spelt)
    for name, places in uses.items():
        forms: dict[str, list[_Use]] = {}
        for _, use in sorted(places.items()):
            forms.setdefault(fold(prepare(use.spelt.form)), []).append(use)
        if len(forms) > 1:
            yield _wandering(name, forms, reader, document, context)
    for pair in slips.values():
        if pair.near:
            yield _slip(pair, pair.near, reader, context)


def _exchanged(each: Exchange, segment: Segment, context: Context) -> Finding:
    """Say that another name stands in the place of one; a name of one word is replaced in the same case."""
    document, span = context.document, each.found.span
    found, original = document.text[slice(*span)], segment.source[slice(*each.original.span)]
    edits = (_edit(each.spelt, each.standard, context),) if each.spelt else ()
    wanted = edits[0].text if edits else each.standard
    return Finding(
        check=ID,
        span=span,
        message=f"“{found}” stands where the original has “{original}”, which is another name: {each.standard}",
        certainty=0.8,
        group=original,
        name=each.original.name.id,
        fix=Fix(f"Write “{wanted}”", edits, Safety.UNSAFE if edits else Safety.SHOW),
    )


def _name(pair: Pair, spelt: Spelt, context: Context) -> _Name:
    return min(pair.original.lemmas, key=len), pair.original.language, context.language_at(spelt.token.start) or ""


def _wandering(
    name: _Name, forms: dict[str, list[_Use]], reader: Reader, document: Document, context: Context
) -> Finding:
    """Say that one name of the original is spelt in several ways; how a foreigner is spelt, a person must say."""
    first = next(iter(forms.values()))[0].pair
    wanted = reader.standard(first.lemma, *name[1:]) if first.original.native else None
    settled = forms.get(fold(prepare(wanted or "")))
    best = settled or max(forms.values(), key=len)
    others = sorted(use.spelt for uses in forms.values() if uses is not best for use in uses)
    form = best[0].spelt.form
    counts = {uses[0].spelt.form: len(uses) for uses in forms.values()}
    listed = ", ".join(f"{spelling} ({count})" for spelling, count in counts.items())
    rest = [*others[1:], *(use.spelt for use in best)]
    return Finding(
        check=ID,
        span=_span(others[0]),
        message=f"“{first.lemma}” of the original is spelt in {len(counts)} ways: {listed}; keep to “{form}”",
        certainty=0.85,
        related=tuple(Related(_span(each), document.text[slice(*_span(each))]) for each in sorted(rest)),
        group=first.lemma,
        spellings=counts,
        fix=Fix(
            f"Write “{form}” everywhere",
            tuple(_edit(each, form, context) for each in others),
            Safety.UNSAFE if settled else Safety.SHOW,
        ),
    )


def _slip(pair: Pair, near: Spelt, reader: Reader, context: Context) -> Finding:
    """Say that a word is nearly a name of the original."""
    name = _name(pair, near, context)
    wanted = _of_house(pair, name[2], context) or reader.standard(pair.lemma, *name[1:])
    edit = _edit(near, wanted or "", context)
    found = near.token.text
    return Finding(
        check=ID,
        span=_span(near),
        message=f"“{found}” stands for “{pair.lemma}” of the original, but nobody spells it so: write “{edit.text}”",
        certainty=0.8,
        group=pair.lemma,
        name=pair.original.mention.name.id if pair.original.mention else None,
        fix=Fix(f"Write “{edit.text}”", (edit,), Safety.UNSAFE),
    )


def _of_house(pair: Pair, language: str, context: Context) -> str | None:
    """Return the word that the house writes for a name the rules know."""
    mention = pair.original.mention
    form = context.house.form(mention.name, language) if mention else None
    if mention is None or form is None:
        return None
    for word in mention.words:
        if word.variant.form == pair.lemma:
            return form.word(word.role, word.place)
    return None


def _edit(spelt: Spelt, form: str, context: Context) -> Edit:
    """Put another form with the same ending in the place of a word."""
    table = context.packs.inflection(context.language_at(spelt.token.start) or "")
    inflected = inflect(form, spelt.cell, table) if table else form
    return Edit(_span(spelt), matches_case(inflected or form, spelt.token.text))


def _span(spelt: Spelt) -> Span:
    return Span(spelt.token.start, spelt.token.end)
