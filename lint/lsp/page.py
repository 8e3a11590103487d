"""One open text as the editor has it: read, linted, and every place in the editor's own positions."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from functools import cached_property

from lsprotocol import types as lsp

from lint import fix, formats
from lint.context import Context
from lint.document import Document, Span
from lint.engine import Engine
from lint.finding import Edit, Finding, Safety, Severity
from lint.formats import Place, Rewrite
from lint.position import Unit, lines, measured
from lint.reporters.places import Placed, placed
from lint.result import Result

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


MOST = 1000
"""Findings of one text that are shown in it: no editor marks more, and to send them takes longer than to find them."""

_TOP = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


class Page:
    """A text with its findings; ``lines`` are those of the editor, ``unit`` is what its columns count.

    ``note`` tells of names that nobody can judge, and why; None where there are none.
    """

    def __init__(self, uri: str, text: str, engine: Engine, unit: Unit, document: Document) -> None:
        self.uri, self.lines, self.engine, self.unit, self.document = uri, lines(text), engine, unit, document
        self._by_group: dict[str, list[lsp.TextEdit]] = {}
        findings, unjudged, script = engine.judge(document)
        self.note = Result(uri, None, (), unjudged=unjudged, script=script).note
        self.found = tuple(placed(Result(document.path, document, tuple(findings))))

    def position(self, line: int, column: int) -> lsp.Position:
        """Turn a 1-based line and column in code points into the editor's position."""
        if line > len(self.lines):
            return lsp.Position(len(self.lines) - 1, measured(self.lines[-1], len(self.lines[-1]), self.unit))
        return lsp.Position(line - 1, measured(self.lines[line - 1], column - 1, self.unit))

    def range(self, place: Place) -> lsp.Range:
        """Turn a place of the file into the editor's range."""
        return lsp.Range(self.position(place.line, place.column), self.position(place.end_line, place.end_column))

    def ranges(self, spans: Iterable[Span]) -> list[lsp.Range]:
        """Say where spans of the document's text lie in the editor."""
        return [self.range(place) for place in formats.named(self.document.path).places(self.document, spans)]

    def edits(self, rewrites: Iterable[Rewrite]) -> list[lsp.TextEdit]:
        """Turn what a fix would do to the file into the editor's edits."""
        return [lsp.TextEdit(self.range(place), text) for place, text in rewrites]

    def rewritten(self, edits: Iterable[Edit]) -> list[lsp.TextEdit]:
        """Turn edits of the document's text into the editor's edits."""
        rewrites = formats.named(self.document.path).rewrites(self.document, edits)
        return self.edits(rewrite for several in rewrites for rewrite in several)

    def touches(self, place: Place, range_: lsp.Range) -> bool:
        """Say whether a place and a range of the editor share a position, if only an edge."""
        if place.line - 1 > range_.end.line or place.end_line - 1 < range_.start.line:
            return False  # most places, of which there may be thousands
        own = self.range(place)
        return not (_before(own.end, range_.start) or _before(range_.end, own.start))

    def spans_at(self, where: lsp.Position, spans: Iterable[Span]) -> list[Span]:
        """Return the spans that hold a position of the editor."""
        spans = list(spans)
        held = zip(spans, self.ranges(spans), strict=True)
        return [span for span, own in held if not (_before(own.end, where) or _before(where, own.start))]

    @cached_property
    def context(self) -> Context:
        """What is known of the text: its words, languages and names."""
        return self.engine.context(self.document)

    @cached_property
    def safe_edits(self) -> list[lsp.TextEdit]:
        """What all safe fixes change."""
        return self._mended((each.finding for each in self.found), Safety.SAFE)

    def edits_of(self, group: str) -> list[lsp.TextEdit]:
        """Return what the fixes of one name change, all that can be made; kept, since every move of the cursor asks."""
        if group not in self._by_group:
            own = (each.finding for each in self.found if group_of(each.finding) == group)
            self._by_group[group] = self._mended(own, Safety.UNSAFE)
        return self._by_group[group]

    def _mended(self, findings: Iterable[Finding], least: Safety) -> list[lsp.TextEdit]:
        return self.rewritten(fix.edits(fix.choose(list(findings), least), self.document.text))


def read_page(uri: str, path: str, text: str, engine: Engine, unit: Unit) -> Page:
    """Read and lint a text; raises FormatError."""
    # A byte order mark wins over what the configuration or the text itself says of the encoding of the file on disk.
    document = engine.read(path, BOM_UTF8 + text.encode("utf-8", "replace"))
    return Page(uri, text, engine, unit, document)


def diagnostics(page: Page) -> list[lsp.Diagnostic]:
    """Show the findings of a page, the most severe of very many, and what else a person should know of it."""
    shown = page.found
    notes = [page.note] if page.note else []
    if len(shown) > MOST:
        worst = sorted(range(len(shown)), key=lambda number: -shown[number].finding.severity)[:MOST]
        notes.append(f"{len(shown) - MOST:,} more findings are not shown here: onym check lists all {len(shown):,}")
        shown = tuple(shown[number] for number in sorted(worst))
    told = [lsp.Diagnostic(_TOP, note, lsp.DiagnosticSeverity.Information, source="onym") for note in notes]
    return [*told, *(diagnostic(page, each) for each in shown)]


def diagnostic(page: Page, each: Placed) -> lsp.Diagnostic:
    """Show a finding as the editor does."""
    finding = each.finding
    reasons = [f"why: {line}" for line in finding.evidence]
    return lsp.Diagnostic(
        range=page.range(each.place),
        message="\n".join([finding.message, *reasons]),
        severity=_SEVERITIES[finding.severity],
        code=finding.check,
        source="onym",
        related_information=[
            lsp.DiagnosticRelatedInformation(lsp.Location(page.uri, page.range(place)), related.note)
            for related, place in zip(finding.related, each.related, strict=True)
        ]
        or None,
    )


def group_of(finding: Finding) -> str | None:
    """Return what gathers the findings of one name."""
    return finding.name or finding.group


def _before(one: lsp.Position, other: lsp.Position) -> bool:
    return (one.line, one.character) < (other.line, other.character)
