"""A name the rules know, in a form this house does not print.

## What it finds
A person, place or organisation that a rule names, spelt otherwise than the style wants in copy of this language: the
German *Selenskyj* or the Russian *Vladimir* for Volodymyr Zelensky, *Anthony* before Blinken, a long name that is one
letter off, a short surname beside its given name in which a letter is doubled or two are swapped. Inflected forms are
understood, and the fix keeps the ending.

## Why it matters
A reader who meets three spellings of one man looks for three men. Archives and search engines do the same.

## How sure is it
A given name is judged only beside its surname. A bare surname belongs to the person whom the document names in full, or
to the only person the rules know by it; if another given name stands before it, it is somebody else. The fix is safe
where the document leaves no doubt who is meant, and waits for a person's word where a letter is off or a bare surname
stands alone, or where the ending can be of two cases in which the right name differs. A word that is the exact form of
another known name is no fault.

## Options
`near` (default `true`): also report names that are so little off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lint.context import Context
from lint.document import Document
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.known.house import Form
from lint.known.mention import Mention
from lint.known.wording import Rewrite, Wording
from lint.names.headword import ANOTHER_NAME, Standing
from lint.names.near import has_more_marks, is_letter_off, unmarked
from lint.typed import NamedTuple

ID = "name-variant"
_SECOND_CHOICE = 0.25  # the cost of a letter that is a standard's second choice


class Options(NamedTuple):
    """Whether names that are a letter off are reported too."""

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
    wording = Wording(document.text, judged, consistent=context.house.style.forms == "consistent")
    for mention, language, form in judged:
        rewrites = _rewrites(mention, wording, document, context, language, form)
        if not rewrites or _is_cited(mention, context):
            continue
        if all(rewrite.text != document.text[slice(*rewrite.span)] for rewrite in rewrites):
            yield _finding(document, context, mention, rewrites, form, language)


def _is_cited(mention: Mention, context: Context) -> bool:
    """Say whether a name stands in a quotation in the language that spells it so."""
    return any(context.is_cited(mention.span, language) for language in {w.variant.language for w in mention.words})


def _rewrites(
    mention: Mention, wording: Wording, document: Document, context: Context, language: str, form: Form
) -> list[Rewrite]:
    """Return what a mention should read, one for each way to read its endings; nothing if it is right in one of them.

    An ending can be of two cases, or of two lemmas (Marka of Mark and Marko): what one of them explains is no fault.
    """
    table = context.packs.inflection(language)
    if wording.rewrite(mention, language, form, table) is None:
        return []
    found: dict[str, Rewrite] = {}
    for reading in context.readings(mention, language):
        rewrite = wording.rewrite(reading, language, form, table)
        if rewrite is None:
            return []
        if rewrite.possible or not found:
            found.setdefault(_outcome(mention, rewrite, document), rewrite)
    return list(found.values())


def _outcome(mention: Mention, rewrite: Rewrite, document: Document) -> str:
    """Return the whole mention as it would read."""
    (start, end), span = mention.span, rewrite.span
    return document.text[start : span.start] + rewrite.text + document.text[span.end : end]


def _finding(
    document: Document, context: Context, mention: Mention, rewrites: list[Rewrite], form: Form, language: str
) -> Finding:
    rewrite = rewrites[0]
    found = document.text[slice(*rewrite.span)]
    certain = mention.sure and not mention.is_slip and len(rewrites) == 1
    safety = Safety.SHOW if not rewrite.possible else Safety.SAFE if certain else Safety.UNSAFE
    settled = rewrite.settled
    return Finding(
        check=ID,
        span=rewrite.span,
        message=_message(found, rewrites, mention, form, language, context),
        certainty=0.75 if mention.is_slip else 0.99 if mention.sure else 0.9,
        related=(Related(settled.span, f"here it is {settled.form}"),) if settled else (),
        group=mention.name.id,
        name=mention.name.id,
        fix=Fix(f"Write “{rewrite.text}”", (Edit(rewrite.span, rewrite.text),), safety),
    )


def _message(found: str, rewrites: list[Rewrite], mention: Mention, form: Form, language: str, context: Context) -> str:
    """Say what is wrong and why, in an editor's words."""
    rewrite, languages = rewrites[0], context.packs.languages
    replacement = rewrite.text
    write = "write " + " or ".join(f"“{each.text}”" for each in rewrites)
    if not rewrite.words:
        return f"“{found}” {_arrangement(found, replacement)}: {write}"
    rank = context.packs.orthographies["rank"]  # of explanations that are as good, that of the greater agencies
    variant = max((word.variant for word in rewrite.words), key=lambda v: (v.cost, -rank.get(v.language, len(rank))))
    of = languages.get(variant.native, variant.native)
    if mention.is_slip:
        how = "is one letter off" if is_letter_off(found, replacement) else "seems to be a slip for"
        return f"“{found}” {how} “{replacement}”"
    if variant.standing is Standing.WRONG:
        if mention.name.kind != "person":
            return f"“{found}” is a misspelling of {form.text}: {write}"
        return f"“{found}” is not how {form.text} spells the name: {write}"
    if variant.standing in ANOTHER_NAME:
        own = form.word("given", 0) or form.text
        return f"“{variant.form}” is the {variant.reason} of {own}: {write}"
    if form.is_own and has_more_marks(found, replacement) and unmarked(found) == unmarked(replacement):
        return f"“{found}” has a mark that the name does not have: {write}"
    if variant.native != mention.name.language:
        return f"“{found}” is the {of} form of {form.text}: {write}"
    if variant.language == language:
        return f"“{found}” is another {languages.get(language, language)} spelling of {form.text}: {write}"
    if not variant.reason:
        of = languages.get(variant.language, "")
        return f"“{found}” is {f'the {of}' if of else 'another'} form of the name: {write}"
    reason = f" ({variant.reason})" if variant.cost <= _SECOND_CHOICE else ""  # what is far from a standard is none
    return f"“{found}” is {form.text} in another spelling{reason}: {write}"


def _arrangement(found: str, wanted: str) -> str:
    """Say how a name stands whose words are right."""
    said, right = _apart(found), _apart(wanted)
    if said != right and sorted(said) == sorted(right):
        return "has the parts of the name in another order"
    one, other = found.split(), wanted.split()
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) == len(other) and differing and all(map(_are_particles, differing)):
        return _instead(differing)
    if _letters(found) == _letters(wanted):
        return "joins the parts of the name in another way"
    particles = [pair for pair in zip(said, right, strict=False) if pair[0] != pair[1] and _are_particles(pair)]
    if len(said) == len(right) and particles:
        return _instead(particles)
    if set(said) < set(right):
        return f"leaves out “{' '.join(word for word in right if word not in said)}”"
    return "does not have the parts of the name as they should stand"


def _instead(pairs: Sequence[tuple[str, str]]) -> str:
    return " and ".join(f"has “{said}” where the name has “{right}”" for said, right in pairs)


def _apart(name: str) -> list[str]:
    return name.replace("-", " ").split()


def _are_particles(pair: Sequence[str]) -> bool:
    """Say whether two words are both small or both in capitals, or one word with a capital and without (Van, van)."""
    said, right = pair
    return (
        all(word.islower() for word in pair)
        or all(word.isupper() for word in pair)
        or (said.lower() == right.lower() and said.isalpha())
    )


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()
