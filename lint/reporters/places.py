"""Findings together with the places in the file that they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from lint import formats
from lint.document import Document
from lint.finding import Edit, Finding
from lint.formats import Place, Rewrite
from lint.result import Result
from lint.typed import NamedTuple


class Placed(NamedTuple):
    """A finding, its place, the places of ``finding.related``, and what its fix would do to the file."""

    finding: Finding
    place: Place
    related: tuple[Place, ...]
    rewrites: tuple[Rewrite, ...]


def own_places(result: Result) -> Iterator[tuple[Finding, Place]]:
    """Yield the findings of a result, each with its own place alone."""
    document = result.document
    if document is None or not result.findings:
        return
    places = formats.named(document.path).places(document, [finding.span for finding in result.findings])
    yield from zip(result.findings, places, strict=True)


def placed(result: Result) -> Iterator[Placed]:
    """Yield the findings of a result with their places; the format is asked once for all of them."""
    document = result.document
    if document is None or not result.findings:
        return
    file = formats.named(document.path)
    spans = [
        span for finding in result.findings for span in (finding.span, *(related.span for related in finding.related))
    ]
    edits = [edit for finding in result.findings if finding.fix for edit in finding.fix.edits]
    places = iter(file.places(document, spans))
    rewrites = iter(_rewrites(file, document, edits))
    for finding in result.findings:
        yield Placed(
            finding,
            next(places),
            tuple(next(places) for _ in finding.related),
            tuple(rewrite for _ in (finding.fix.edits if finding.fix else ()) for rewrite in next(rewrites)),
        )


def _rewrites(file: formats.Format, document: Document, edits: list[Edit]) -> list[tuple[Rewrite, ...]]:
    """Ask what the edits would do; where the file cannot hold a letter they are shown as they are meant."""
    try:
        return file.rewrites(document, edits)
    except formats.FormatError:
        places = file.places(document, [edit.span for edit in edits])
        return [(Rewrite(place, edit.text),) for place, edit in zip(places, edits, strict=True)]
