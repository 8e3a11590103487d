"""Documents to findings: run the checks, weigh what they say by the style, and mend what can be mended."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial

from lint import checks, fix, formats
from lint.config import Config, Style
from lint.context import Context
from lint.document import Document, Kind, Later, Region, Span
from lint.finding import Finding, Safety, Severity
from lint.packs import Packs
from lint.pieces import joined, piece_of, pieces, shifted
from lint.suppress import active
from lint.typed import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from lint.known.house import House
    from lint.known.recogniser import Recogniser

MOST_PASSES = 10
_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


class UnstableError(Exception):
    """Fixes undo one another; ``rules`` names those that were still at it in the last passes, each with its check."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        named = {f"{finding.check} ({finding.name})" if finding.name else finding.check for finding in findings}
        self.rules = tuple(sorted(named))
        super().__init__(
            f"the fixes of {' and '.join(self.rules)} undo one another, or never come to an end; nothing was written"
        )


class Selection(NamedTuple):
    """Which checks run: ``select`` None means all the style has; ``ignore`` takes away."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()


EVERY_CHECK = Selection()


class Judged(NamedTuple):
    """What is wrong in a document; ``unjudged`` counts the known names in copy whose language nobody tells.

    ``script`` is that of copy in which no name can be told (ISO 15924), empty for any other.
    """

    findings: list[Finding]
    unjudged: int
    script: str


class Engine:
    """The rules and choices of one configuration, made ready once for many documents."""

    def __init__(
        self,
        config: Config,
        selection: Selection = EVERY_CHECK,
        language: str | None = None,
        use_packs: bool = True,
        use_cache: bool = True,
    ) -> None:
        inline = (config.path or "configuration", config.inline) if config.inline else None
        self._whole = use_packs and config.packs
        self.packs = Packs(config.rules, inline, self._whole, use_cache)
        self._recogniser = cache(partial(_recogniser, self.packs))
        self._language, self._selection = language, selection
        self._choose(config)

    def _choose(self, config: Config) -> None:
        self.config, self._house = config, cache(partial(_house, config.style, self.packs))
        self._checks = tuple(_chosen(config.style, self._selection, self.packs))
        self._judges_names = any(module.ID in checks.OF_KNOWN_NAMES for module, _, _ in self._checks)
        self.seeks_listed_forms = [module.ID for module, _, _ in self._checks] == ["house-term"]
        if self._whole:  # without the shipped names many an id is unknown
            from lint.known.strays import strays

            self.packs.broken += strays(config, self.packs)

    def under(self, config: Config) -> Engine:
        """Return an engine with the same rules for copy about which a configuration chooses otherwise."""
        other = self._copy()
        other._choose(config)
        return other

    def speaking(self, language: str) -> Engine:
        """Return the same engine for copy that is known to be in a language."""
        other = self._copy()
        other._language = language
        return other

    def _copy(self) -> Engine:
        from copy import copy  # which a run of one configuration does without

        return copy(self)

    @property
    def house(self) -> House:
        """The forms that the house prints."""
        return self._house()

    def read(self, path: str, data: bytes) -> Document:
        """Read a file's bytes, whose regions are told apart when a check looks at them; raises FormatError."""
        document = formats.read(path, data, self.config.encoding, self.config.chosen)
        by_piece = isinstance(document.regions, Later)
        regions = Later(
            partial(self._told_by_piece if by_piece else self._told_apart, document),
            partial(self._told_within, document) if by_piece else None,
        )
        usual = self.config.fallback_language or document.usual_language
        return document._replace(regions=regions, writing=self.config.writing, usual_language=usual)

    def _told_apart(self, document: Document, begun: bool = False) -> Sequence[Region]:
        from lint.desk import classify

        return classify(document, self.packs.desk, begun).regions

    def _told_by_piece(self, document: Document) -> Iterable[Region]:
        return joined((offset, self._told_apart(piece, offset > 0)) for offset, piece in pieces(document))

    def _told_within(self, document: Document, stretch: Span) -> Sequence[Region]:
        return self._told_apart(piece_of(document, stretch), stretch.start > 0)

    def is_clear(self, path: str, data: bytes) -> bool:
        """Say of a file of plain text, before it is read, that none of the listed forms stands in it.

        False where something else is looked for too, or where only reading the file tells. Raises FormatError.
        """
        if not self.seeks_listed_forms or not formats.is_plain(path):
            return False
        from lint.formats.encodings import decode
        from lint.terms import Terms

        is_absent = self.packs.made(Terms).are_absent(data)
        return is_absent and decode(data, self.config.encoding).encoding == "utf-8"

    def context(self, document: Document) -> Context:
        """Return what the checks share about a document."""
        config = self.config
        return Context(
            document,
            self.packs,
            config.style,
            self._house,
            self._recogniser,
            self._language,
            config.language,
            config.allow,
        )

    def lint(self, document: Document) -> list[Finding]:
        """Return what is wrong in a document, in the order of the text."""
        return self.judge(document).findings

    def judge(self, document: Document) -> Judged:
        """Return what is wrong in a document, in the order of the text, and how much of it nobody can judge."""
        judged = self._judged(pieces(document))
        return judged._replace(findings=sorted(active(judged.findings, document), key=_by_place))

    def judge_scroll(self, stretches: Iterable[tuple[int, Document]]) -> Judged:
        """Return the same of plain text that nobody holds whole, given its pieces and where they begin."""
        judged = self._judged((offset, self._piece(offset, each)) for offset, each in stretches)
        return judged._replace(findings=sorted(judged.findings, key=_by_place))

    def _piece(self, offset: int, stretch: Document) -> Document:
        regions = Later(partial(self._told_apart, stretch, offset > 0))
        return stretch._replace(regions=regions, usual_language=self.config.fallback_language)

    def _judged(self, parts: Iterable[tuple[int, Document]]) -> Judged:
        found: list[Finding] = []
        unjudged, script = 0, ""
        for offset, piece in parts:
            context = self.context(piece)
            found += [shifted(finding, offset) for finding in self._findings(context)]
            if self._judges_names:
                unjudged += context.unjudged
                script = script or context.caseless
        return Judged(found, unjudged, script)

    def _findings(self, context: Context) -> list[Finding]:
        """Return what the checks say of a piece of copy, but for places that a check before has claimed."""
        document = context.document
        claimed: list[Span] = []
        found: list[Finding] = []
        for module, options, severity in self._checks:
            own = [
                finding if finding.severity is severity else finding._replace(severity=severity)
                for finding in module.check(document, context, options)
                if document.text[finding.span.start : finding.span.end] not in self.config.allow
            ]
            found += [finding for finding in own if not _is_claimed(finding, claimed)] if claimed else own
            if module.ID in _CLAIMING:
                claimed = sorted([*claimed, *(finding.span for finding in own)])
        if self.config.style.quotes == "ask":
            found = [_ask_in_quotes(finding, document) for finding in found]
        return found

    def mend(
        self, document: Document, least: Safety, findings: list[Finding] | None = None
    ) -> tuple[bytes, list[Finding]]:
        """Apply fixes until none is left; return the new bytes and what remains to be found in them.

        ``findings`` are those of the document, if they are known already. Raises UnstableError if fixes undo
        one another, so that nothing is written.
        """
        findings = self.lint(document) if findings is None else findings
        data: bytes | None = None
        restless: list[Finding] = []
        for number in range(MOST_PASSES + 1):
            chosen = fix.choose(findings, least)
            edits = fix.edits(chosen, document.text)
            if not edits:
                return formats.named(document.path).write(document, ()) if data is None else data, findings
            if number >= MOST_PASSES // 2:
                restless += [finding for finding in findings if finding.fix in chosen]
            if number == MOST_PASSES:
                break
            data = formats.named(document.path).write(document, edits)
            document = self.read(document.path, data)
            findings = self.lint(document)
        raise UnstableError(restless)

    def annotate(self, path: str, data: bytes, findings: Iterable[Finding]) -> bytes:
        """Return a file with a comment for each finding that has none yet; its format must have comments."""
        document, file = self.read(path, data), cast(formats.Annotated, formats.named(path))
        there = set(file.comments(document))
        notes = [(finding.span, finding.message) for finding in findings]
        return file.annotate(document, [note for note in notes if (note[0].start, note[1]) not in there])


def _by_place(finding: Finding) -> tuple[Span, str]:
    return finding.span, finding.check


# Checks whose findings keep a later check from reporting the same place again.
_CLAIMING = frozenset(
    {"name-variant", "letter-case", "house-term", "mixed-script", "inconsistent-name", "source-mismatch"}
)


def _is_claimed(finding: Finding, claimed: list[Span]) -> bool:
    places = [finding.span, *(related.span for related in finding.related)] if finding.spellings else [finding.span]
    return finding.check != "repeated-text" and any(_is_taken(place, claimed) for place in places)


def _is_taken(place: Span, claimed: list[Span]) -> bool:
    after = bisect_left(claimed, place)
    return any(place.meets(span) for span in claimed[max(after - 1, 0) : after + 1])


def _ask_in_quotes(finding: Finding, document: Document) -> Finding:
    """Leave quoted speech to a person where the style says so."""
    if finding.fix is None or finding.fix.safety < Safety.SAFE:
        return finding
    quotes = [region.span for region in document.regions if region.kind is Kind.QUOTE]
    if any(quote.holds(edit.span) for edit in finding.fix.edits for quote in quotes):
        return finding._replace(fix=finding.fix._replace(safety=Safety.UNSAFE))
    return finding


def _house(style: Style, packs: Packs) -> House:
    from lint.known.house import House

    return House(style, packs)


def _recogniser(packs: Packs) -> Recogniser:
    from lint.known.recogniser import Recogniser

    return Recogniser(packs)


def _chosen(style: Style, selection: Selection, packs: Packs) -> Iterable[tuple[checks.Check, Any, Severity]]:
    """Yield the checks that run, each with its options and level; one of known names needs rules that name some."""
    for check in checks.IDS:
        said: Mapping[str, Any] = style.checks.get(check, {})
        level = said.get("level", "warning")
        if selection.select is not None:
            level = "warning" if level == "off" else level
            if check not in selection.select:
                continue
        if level == "off" or check in selection.ignore:
            continue
        if check in checks.OF_KNOWN_NAMES and not packs.has_names:
            continue
        module = checks.named(check)
        options = {name.replace("-", "_"): value for name, value in said.items() if name != "level"}
        yield module, module.Options(**options), _LEVELS[level]
