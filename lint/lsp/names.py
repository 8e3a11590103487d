"""Hover cards, the lens with the spellings of a name, and renaming a name in every form it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lsprotocol import types as lsp

from lint.card import LANGUAGES
from lint.document import Span
from lint.finding import Edit
from lint.known.mention import Mention
from lint.lsp.page import Page, group_of
from lint.names.paradigms import BASE, analyses, inflect
from lint.names.tokens import matches_case

WIKIDATA = "https://www.wikidata.org/wiki/"


def hover(page: Page, where: lsp.Position) -> lsp.Hover | None:
    """Show the card of the known name at a position."""
    mention = _mention_at(page, where)
    if mention is None:
        return None
    (own,) = page.ranges([mention.span])
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n".join(_card(page, mention))), own)


def _mention_at(page: Page, where: lsp.Position) -> Mention | None:
    mentions = page.context.mentions
    spans = page.spans_at(where, [mention.span for mention in mentions])
    return next((mention for mention in mentions if mention.span in spans), None)


def _card(page: Page, mention: Mention) -> Iterator[str]:
    name, house = mention.name, page.engine.house
    yield f"**{name.id}** ({name.kind})\n"
    yield ", ".join(f"{form} ({language})" for language, form in name.native.items()) + "\n"
    reasons = dict.fromkeys(word.variant.reason for word in mention.words if word.variant.reason)
    if reasons:
        yield f"Here: {'; '.join(reasons)}\n"
    yield "| language | in print | why |\n| --- | --- | --- |"
    for language in LANGUAGES:
        form = house.form(name, language)
        if form is not None:
            yield f"| {language} | {form.text} | {form.reason} |"
    if source := name.record.get("source"):
        yield f"\nSource: {source}"
    if item := name.record.get("wikidata"):
        yield f"\n[{item}]({WIKIDATA}{item})"


def lenses(page: Page) -> Iterator[lsp.CodeLens]:
    """Yield one lens a name with findings, at its first place: its spellings with their counts."""
    groups: dict[str, list[int]] = {}
    for number, each in enumerate(page.found):
        group = group_of(each.finding)
        if group:
            groups.setdefault(group, []).append(number)
    for group, numbers in groups.items():
        first = page.found[numbers[0]]
        counts: Counter[str] = Counter()
        for number in numbers:
            finding = page.found[number].finding
            if finding.spellings:
                counts.update(finding.spellings)
            else:
                counts[page.document.text[finding.span.start : finding.span.end]] += 1
        listed = ", ".join(f"{form} {count}" for form, count in counts.most_common())
        command = lsp.Command(f"{group}: {listed}", "onym.fixName", arguments=[page.uri, group])
        yield lsp.CodeLens(page.range(first.place), command)


def word_at(page: Page, where: lsp.Position) -> Span | None:
    """Return the word at a position, or None where there is none."""
    spans = [Span(token.start, token.end) for token in page.context.tokens]
    held = page.spans_at(where, spans)
    return held[0] if held else None


def renamed(page: Page, old: str, new: str) -> list[Edit]:
    """Return the edits that put one name in place of another, each in the case and number it stands in.

    ``old`` and ``new`` are single words in their base form. A form that the new name does not have is left alone.
    """
    context = page.context
    edits: list[Edit] = []
    for token in context.tokens:
        table = page.engine.packs.inflection(context.language_at(token.start) or "")
        found = analyses(token.text, table) if table else ((token.text, BASE),)
        loud = token.text.isupper()
        cell = next((cell for lemma, cell in found if lemma == old or (loud and lemma == old.upper())), None)
        if cell is None:
            continue
        form = inflect(new, cell, table) if table and cell != BASE else new
        if form:
            edits.append(Edit(Span(token.start, token.end), matches_case(form, token.text)))
    return edits
