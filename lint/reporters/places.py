"""Findings together with the places in the file that they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lint import formats
from lint.finding import Finding
from lint.formats import Place
from lint.result import Result


class Placed(NamedTuple):
    """A finding, its place, the places of ``finding.related`` and those of ``finding.fix.edits``, in their order."""

    finding: Finding
    place: Place
    related: tuple[Place, ...]
    edits: tuple[Place, ...]


def placed(result: Result) -> Iterator[Placed]:
    """Yield the findings of a result with their places; the format is asked once for all of them."""
    document = result.document
    if document is None or not result.findings:
        return
    spans = [
        span
        for finding in result.findings
        for span in (
            finding.span,
            *(related.span for related in finding.related),
            *(edit.span for edit in (finding.fix.edits if finding.fix else ())),
        )
    ]
    places = iter(formats.named(document.path).places(document, spans))
    for finding in result.findings:
        yield Placed(
            finding,
            next(places),
            tuple(next(places) for _ in finding.related),
            tuple(next(places) for _ in (finding.fix.edits if finding.fix else ())),
        )
