"""One open text as the editor has it: read, linted, and every place in the editor's own positions."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable

from lsprotocol import types as lsp

from lint import formats
from lint.context import Context
from lint.document import Document, Span
from lint.engine import Engine
from lint.finding import Edit, Finding, Severity
from lint.formats import Place, Rewrite
from lint.position import Unit, lines, measured
from lint.reporters.places import Placed, placed
from lint.result import Result
from lint.typed import NamedTuple

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


class Page(NamedTuple):
    """A text with its findings; ``lines`` are those of the editor, ``unit`` is what its columns count."""

    uri: str
    lines: list[str]
    unit: Unit
    engine: Engine
    document: Document
    found: tuple[Placed, ...]

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
        own = self.range(place)
        return not (_before(own.end, range_.start) or _before(range_.end, own.start))

    def spans_at(self, where: lsp.Position, spans: Iterable[Span]) -> list[Span]:
        """Return the spans that hold a position of the editor."""
        spans = list(spans)
        held = zip(spans, self.ranges(spans), strict=True)
        return [span for span, own in held if not (_before(own.end, where) or _before(where, own.start))]

    def context(self) -> Context:
        """Return what is known of the text: its words, languages and names."""
        return self.engine.context(self.document)


def read_page(uri: str, path: str, text: str, engine: Engine, unit: Unit) -> Page:
    """Read and lint a text; raises FormatError."""
    # A byte order mark wins over what the configuration or the text itself says of the encoding of the file on disk.
    document = engine.read(path, BOM_UTF8 + text.encode("utf-8", "replace"))
    result = Result(path, document, tuple(engine.lint(document)))
    return Page(uri, lines(text), unit, engine, document, tuple(placed(result)))


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
