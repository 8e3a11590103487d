"""A name the rules know, in a form this house does not print.

## What it finds
A person, place or organisation that a rule names, spelt otherwise than the style wants in copy of this language: the
German *Selenskyj* or the Russian *Vladimir* for Volodymyr Zelensky, *Anthony* before Blinken, a long name that is one
letter off. Inflected forms are understood, and the fix keeps the ending.

## Why it matters
A reader who meets three spellings of one man looks for three men. Archives and search engines do the same.

## How sure is it
A given name is judged only beside its surname. A bare surname belongs to the person whom the document names in full, or
to the only person the rules know by it; if another given name stands before it, it is somebody else. The fix is safe
where the document leaves no doubt who is meant, and waits for a person's word where a letter is off or a bare surname
stands alone.

## Options
`near` (default `true`): also report a long name that is one letter off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lint.context import Context
from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.house import Form
from lint.mentions import Mention, Word
from lint.names.acceptance import fold, prepare
from lint.names.headword import Standing, gap_of
from lint.names.paradigms import inflect
from lint.names.tokens import matches_case

ID = "name-variant"


class Options(NamedTuple):
    """Whether a long name that is one letter off is reported too."""

    near: bool = True


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every mention that is not in a form the house prints."""
    judged = [
        (mention, language, form)
        for mention in context.mentions
        if (options.near or not mention.is_slip)
        and (language := context.language_at(mention.span.start))
        and (form := context.house.form(mention.name, language))
    ]
    kept = _kept(judged, consistent=context.house.style.forms == "consistent")
    for mention, language, form in judged:
        wrong = [word for word in mention.words if not _is_right(word, form, kept.get(_part(mention, word, language)))]
        if _link_is_wrong(document.text, mention, form) or _is_cut_otherwise(mention, form):
            wrong = list(mention.words)
        if wrong:
            # A name is not mended by halves: what is right only as a second choice goes with what is wrong.
            wrong = [word for word in mention.words if word in wrong or _is_second_choice(word, form)]
            finding = _finding(document, context, mention, wrong, form, language, kept)
            # An ending can be read of two lemmas: what would be written as it stands is no fault.
            if finding.fix and finding.fix.edits[0].text != document.text[slice(*finding.span)]:
                yield finding


Part = tuple[str, str, int, str]
"""Which word of which name, in copy of which language: name, role, place within it, language."""


class Kept(NamedTuple):
    """The form a document keeps to where several are right, and where it stands first."""

    form: str
    span: Span


def _part(mention: Mention, word: Word, language: str) -> Part:
    return mention.name.id, word.role, word.place, language


def _kept(judged: list[tuple[Mention, str, Form]], consistent: bool) -> dict[Part, Kept]:
    """Settle each word of a name that is right in several forms: the house's if it is used at all, else the first."""
    kept: dict[Part, Kept] = {}
    for mention, language, form in judged:
        for word in mention.words:
            wanted = form.word(word.role, word.place)
            spelt = word.variant.form
            right = _right_forms(word, form).get(spelt.casefold())
            if wanted is None or right is None:
                continue
            part = _part(mention, word, language)
            if not consistent and spelt.casefold() == wanted.casefold() and part in kept:
                kept[part] = Kept(wanted, kept[part].span if kept[part].form == wanted else mention.span)
            kept.setdefault(part, Kept(right, mention.span))
    return kept


def _right_forms(word: Word, form: Form) -> dict[str, str]:
    return {other.casefold(): other for other in form.also.get((word.role, word.place), ())}


def _is_right(word: Word, form: Form, kept: Kept | None) -> bool:
    """Say whether a word is as the house writes it."""
    spelt = word.variant.form
    wanted = form.word(word.role, word.place)
    if wanted is None or _script_differs(spelt, wanted):
        return True
    right = _right_forms(word, form)
    if spelt.casefold() in right:
        return kept is None or kept.form.casefold() == spelt.casefold()
    if form.alike and spelt.casefold().translate(form.alike) in {other.translate(form.alike) for other in right}:
        return True
    # Stress marks (Danílov) cannot be derived, so that a form no rule pins down is right with or without marks.
    return not form.pinned and fold(prepare(spelt)) in {fold(prepare(other)) for other in right}


def _is_cut_otherwise(mention: Mention, form: Form) -> bool:
    """Say whether a name that is read as a whole has more or fewer words than the house's form (Xi Jin-ping)."""
    size = len(mention.words)
    if not mention.name.whole or size == len(form.parts.family):
        return False
    return size not in form.sizes


def _link_is_wrong(text: str, mention: Mention, form: Form) -> bool:
    """Say whether the particles between given name and surname are not the house's (van der for von der)."""
    family = next(word for word in mention.words if word.role == "family")
    place = mention.words.index(family)
    if place == 0 or not form.parts.link:
        return False
    between = " ".join(text[mention.words[place - 1].token.end : family.token.start].split())
    return between not in form.links


def _is_second_choice(word: Word, form: Form) -> bool:
    wanted = form.word(word.role, word.place)
    return not form.pinned and wanted is not None and word.variant.form.casefold() != wanted.casefold()


def _script_differs(one: str, other: str) -> bool:
    return (one[:1] < "\u0370") != (other[:1] < "\u0370")


def _finding(
    document: Document,
    context: Context,
    mention: Mention,
    wrong: list[Word],
    form: Form,
    language: str,
    kept: dict[Part, Kept],
) -> Finding:
    span = Span(wrong[0].token.start, wrong[-1].token.end)
    found = document.text[span.start : span.end]
    table = context.packs.inflection(language)
    pieces: list[str] = []
    related: list[Related] = []
    possible, last = True, span.start
    if _is_cut_otherwise(mention, form):
        pieces.append(matches_case(form.text, mention.words[-1].token.text))
        wrong = []
    for word in wrong:
        wanted = form.word(word.role, word.place) or ""
        settled = kept.get(_part(mention, word, language))
        spelt = word.variant.form.casefold()
        if settled and spelt in _right_forms(word, form) and spelt != settled.form.casefold():
            wanted = settled.form
            related.append(Related(settled.span, f"here it is {wanted}"))
        inflected = inflect(wanted, word.cell, table) if table else wanted
        possible = possible and inflected is not None
        between = document.text[last : word.token.start]
        if word is not wrong[0] and word.role == "family" and word.place == 0 and form.parts.link:
            between = gap_of(form.parts.link)
        pieces += [between, matches_case(inflected or wanted, word.token.text)]
        last = word.token.end
    replacement = "".join(pieces)
    safety = Safety.SHOW if not possible else Safety.SAFE if mention.sure and not mention.is_slip else Safety.UNSAFE
    return Finding(
        check=ID,
        span=span,
        message=_message(
            found, replacement, mention, wrong or list(mention.words), form, language, context.packs.languages
        ),
        certainty=0.75 if mention.is_slip else 0.99 if mention.sure else 0.9,
        related=tuple(related[:1]),
        group=mention.name.id,
        name=mention.name.id,
        fix=Fix(f"Write “{replacement}”", (Edit(span, replacement),), safety),
    )


def _message(
    found: str,
    replacement: str,
    mention: Mention,
    wrong: list[Word],
    form: Form,
    language: str,
    languages: Mapping[str, str],
) -> str:
    """Say what is wrong and why, in an editor's words."""
    word = max(wrong, key=lambda word: word.variant.cost)
    variant = word.variant
    write = f"write “{replacement}”"
    of = languages.get(variant.native, variant.native)
    if mention.is_slip:
        return f"“{found}” is one letter off “{replacement}”"
    if variant.standing is Standing.WRONG:
        return f"“{found}” is not how {form.text} spells the name: {write}"
    if variant.native != mention.name.language:
        return f"“{found}” is the {of} form of {form.text}: {write}"
    if variant.language == language:
        return f"“{found}” is another {languages.get(language, language)} spelling of {form.text}: {write}"
    if not variant.reason:
        of = languages.get(variant.language, "")
        return f"“{found}” is {f'the {of}' if of else 'another'} form of the name: {write}"
    return f"“{found}” is {form.text} in another spelling ({variant.reason}): {write}"
