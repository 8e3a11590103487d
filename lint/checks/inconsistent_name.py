"""A name that no rule knows, spelt more than one way in one document.

## What it finds
Spellings that are one name when each is read as some language writes it: *Tschumatschenko* read as German sounds like
*Chumachenko* read as English. Also a long name of which one place is a letter off. All spellings of a name make one
finding, with their counts and places.

## Why it matters
Translated and merged copy brings every agency's spelling with it. No list can hold tomorrow's names.

## How sure is it
Likeness is not enough: the same given name or title, a bare surname beside one full name speak for one name; different
given names, a shared sentence (*Meier and Meyer*), a demonym, a feminine form, an ordinary word, a short word speak
against it. `rules/evidence.yaml` holds the weights, and `onym check --explain` shows those of a finding. Which spelling
to keep is a person's decision, so that the fix is never made unasked.

## Options
None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lint.context import Context
from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.names.paradigms import inflect
from lint.names.tokens import matches_case
from lint.typed import NamedTuple
from lint.unlisted.discovery import FIRST, Cluster

ID = "inconsistent-name"


class Options(NamedTuple):
    """There is nothing to choose."""


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield one finding for every name that a document spells more than one way."""
    for cluster in context.clusters:
        yield _finding(cluster, document, context)


def _finding(cluster: Cluster, document: Document, context: Context) -> Finding:
    best, *others = cluster.spellings
    counts = {spelling.form: len(spelling.places) for spelling in cluster.spellings}
    table = context.packs.inflection(context.language_at(best.places[0].token.start) or "")
    edits: list[Edit] = []
    for spelling in others:
        for place in spelling.places:
            form = inflect(best.form, place.cell, table) if table else best.form
            if form:
                edits.append(Edit(Span(place.token.start, place.token.end), matches_case(form, place.token.text)))
    edits.sort()
    places = sorted(place.token for spelling in cluster.spellings for place in spelling.places)
    first = min(place.token for spelling in others for place in spelling.places)
    span = Span(first.start, first.end)
    # Which of two spellings is the slip, a person must say where neither stands with the full name or more often.
    safety = Safety.SHOW if cluster.slip and cluster.reason == FIRST else Safety.UNSAFE
    return Finding(
        check=ID,
        span=span,
        message=_message(cluster, counts),
        certainty=round(cluster.judgement.certainty, 2),
        related=tuple(
            Related(Span(token.start, token.end), document.text[token.start : token.end])
            for token in places
            if token.start != first.start
        ),
        group=best.form,
        spellings=counts,
        evidence=(cluster.judgement.weighed[0].says, *cluster.judgement.evidence[1:]),
        weighed=tuple((each.says, each.odds) for each in cluster.judgement.weighed),
        fix=Fix(f"Write “{best.form}” everywhere", tuple(edits), safety) if edits else None,
    )


def _message(cluster: Cluster, counts: Mapping[str, int]) -> str:
    listed = ", ".join(f"{form} ({count})" for form, count in counts.items())
    best = cluster.spellings[0].form
    if cluster.slip and cluster.reason == FIRST:
        return f"{listed}: one name, and a slip in one of them; check which spelling is right"
    if cluster.slip and len(counts) == 2:
        return f"{listed}: one name, and a slip in one of them; keep to “{best}”, since {cluster.reason}"
    return f"one name in {len(counts)} spellings: {listed}; keep to “{best}”, since {cluster.reason}"
