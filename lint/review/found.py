"""What a session holds of an article: its places, each by itself, gathered by the name they speak of."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timezone
from functools import lru_cache
from hashlib import sha256

from lint import baseline, save
from lint.document import Document, Kind, Span
from lint.engine import Engine
from lint.finding import Edit, Finding, Safety
from lint.formats import named
from lint.names.headword import Name
from lint.reporters.fingerprint import fingerprint
from lint.result import Result
from lint.run import Runner
from lint.typed import NamedTuple

CONTEXT = 70
"""Code points of copy that are shown on either side of a place."""

_BREAK = re.compile(r"[\r\n]")

_KINDS = {
    "name-variant": "name",
    "inconsistent-name": "name",
    "foreign-orthography": "name",
    "source-mismatch": "name",
    "letter-case": "case",
    "house-term": "case",
    "repeated-text": "caption",
    "mixed-script": "name",
}


class Spot(NamedTuple):
    """One place: where it is, what stands there, and what would be written; ``key`` tells the name it speaks of.

    ``right`` counts the places of the article where the name is written as it should be.
    """

    key: str
    kind: str
    name: str | None
    title: str
    native: str | None
    recommended: str | None
    reason: str
    evidence: tuple[str, ...]
    fingerprint: str
    check: str
    start: int
    end: int
    line: int
    column: int
    region: str
    quotation: bool
    language: str | None
    form: str
    proposed: str | None
    safety: int
    certainty: float
    message: str
    before: str
    after: str
    related: tuple[tuple[int, int], ...]
    right: tuple[tuple[str, int], ...] = ()


class Article(NamedTuple):
    """One file as it was when it was checked; ``error`` says why it could not be.

    ``unjudged`` counts the known names that nobody can judge, as nobody tells the language; ``script`` is that of copy
    in which no capital tells a name (ISO 15924), else empty.
    """

    path: str
    format: str
    language: str | None
    desk: str
    day: str
    title: str
    sha256: str
    size: int
    mtime_ns: int
    text: str
    spots: tuple[Spot, ...]
    error: str | None = None
    unjudged: int = 0
    script: str = ""


def look(runner: Runner, path: str) -> Article:
    """Read and lint one file; never raises for a bad one."""
    try:
        status = os.stat(path)
        data = save.read(path)
    except (OSError, save.ReadError) as error:
        message = getattr(error, "message", None) or getattr(error, "strerror", None) or str(error)
        return Article(path, _suffix(path), None, _desk(path), "", "", "", 0, 0, "", (), message)
    return looked(runner, path, data, status.st_mtime_ns)


def looked(runner: Runner, path: str, data: bytes, mtime_ns: int) -> Article:
    """Lint the bytes of one file; never raises for a bad one."""
    suffix, desk = _suffix(path), _desk(path)
    day = datetime.fromtimestamp(mtime_ns / 1e9, timezone.utc).strftime("%Y-%m-%d")
    known = (sha256(data).hexdigest(), len(data), mtime_ns)
    outcome = runner.handle(path, data)
    document = outcome.result.document
    if document is None:
        failure = outcome.result.error
        return Article(path, suffix, None, desk, day, "", *known, "", (), failure.message if failure else "not read")
    engine = runner.engine_for(path)
    context = engine.context(document)
    spots = tuple(_spots(engine, document, unknown(engine, document, outcome.result.findings)))
    found = (path, suffix, context.language, desk, day, _title(document), *known, document.text, spots)
    return Article(*found, unjudged=outcome.result.unjudged, script=outcome.result.script)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower().lstrip(".")


def _desk(path: str) -> str:
    return os.path.basename(os.path.dirname(os.path.abspath(path)))


def _title(document: Document) -> str:
    headline = next((region for region in document.regions if region.kind is Kind.HEADLINE), None)
    region = headline or (document.regions[0] if document.regions else None)
    text = document.text[region.span.start : region.span.end] if region else ""
    words = " ".join(text.split())
    return words if len(words) <= 90 else words[:89].rsplit(" ", 1)[0] + "…"


def _spots(engine: Engine, document: Document, findings: tuple[Finding, ...]) -> Iterator[Spot]:
    """Yield every place of every finding: an edit each, so that each can be decided by itself."""
    context = engine.context(document)
    pairs = [(finding, edit) for finding in findings for edit in _edits(finding)]
    marks = [mark for each in marked(document, findings) for mark in each]
    places = named(document.path).places(document, [edit.span for _, edit in pairs])
    faulty = [edit.span for _, edit in pairs]
    for (finding, edit), place, mark in zip(pairs, places, marks, strict=True):
        text = document.text
        start, end = edit.span
        form = text[start:end]
        proposed = edit.text if finding.fix and finding.fix.edits else None
        kind = _KINDS.get(finding.check, "term")
        name = _name(engine, finding.name) if finding.name else None
        group = None if kind == "case" else finding.group
        recommended = _form(engine, name, context.language_at(start)) or (None if name else group) or proposed
        yield Spot(
            key=_key(finding, kind, mark, context.language_at(start)),
            kind=kind,
            name=finding.name,
            title=_form(engine, name, "en") or group or " ".join((proposed or form).split())[:80],
            native=name.native[name.language] if name else None,
            recommended=recommended,
            reason=finding.message,
            evidence=finding.evidence,
            fingerprint=mark,
            check=finding.check,
            start=start,
            end=end,
            line=place.line,
            column=place.column,
            region=_region(document, start),
            quotation=_is_quoted(document, edit.span),
            language=context.language_at(start),
            form=form,
            proposed=proposed,
            safety=int(finding.fix.safety) if finding.fix else int(Safety.SHOW),
            certainty=finding.certainty,
            message=finding.message,
            before=_before(text, start),
            after=_after(text, end),
            related=tuple((related.span.start, related.span.end) for related in finding.related),
            right=() if kind == "caption" else tuple(_right(recommended, text, faulty)),
        )


def marked(document: Document, findings: Iterable[Finding]) -> list[list[str]]:
    """Return the fingerprints of the places of each finding."""
    seen: Counter[str] = Counter()
    return [
        [fingerprint(each._replace(span=edit.span), document.path, document, seen) for edit in _edits(each)]
        for each in findings
    ]


def unknown(engine: Engine, document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that the configured baseline does not hold; one that cannot be read holds nothing."""
    path = engine.config.baseline
    if path is None or not findings:
        return tuple(findings)
    try:
        status = os.stat(path)
        held = _held(path, status.st_mtime_ns, status.st_size)
    except (OSError, baseline.BaselineError):
        return tuple(findings)
    entries = entries_of(path, document, findings)
    return tuple(each for each, mark in zip(findings, entries, strict=True) if mark not in held)


def entries_of(path: str, document: Document, findings: Sequence[Finding]) -> dict[str, str]:
    """Return what a baseline says of each finding of a document: its fingerprint, and words for people."""
    recorded = baseline.recorded(path, [Result(document.path, document, tuple(findings))])
    return next(iter(recorded.values()))


@lru_cache(maxsize=4)
def _held(path: str, mtime_ns: int, size: int) -> frozenset[str]:
    """Return every fingerprint of a baseline, which also tells the file; read anew when the baseline has changed."""
    return frozenset(mark for known in baseline.read(path).values() for mark in known)


def _right(recommended: str | None, text: str, faulty: list[Span]) -> Iterator[tuple[str, int]]:
    """Count the places where the last word of a recommended form stands as it should."""
    word = (recommended or "").rpartition(" ")[2]
    if not word or word not in text:
        return
    found = (Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text))
    many = sum(not any(span.meets(other) for other in faulty) for span in found)
    if many:
        yield word, many


def _before(text: str, start: int) -> str:
    """Return the copy before a place: of its own line, from a whole word on."""
    line = _BREAK.split(text[max(0, start - CONTEXT - 1) : start])[-1]
    return line if len(line) <= CONTEXT else "…" + line[1:].partition(" ")[2]


def _after(text: str, end: int) -> str:
    """Return the copy after a place: of its own line, up to a whole word."""
    line = _BREAK.split(text[end : end + CONTEXT + 1], maxsplit=1)[0]
    return line if len(line) <= CONTEXT else line[:CONTEXT].rpartition(" ")[0] + " …"


def _edits(finding: Finding) -> tuple[Edit, ...]:
    if finding.fix and finding.fix.edits:
        return finding.fix.edits
    return (Edit(finding.span, ""),)


def _key(finding: Finding, kind: str, mark: str, language: str | None) -> str:
    """Return what gathers places: the rule, or the name as the document writes it best, in one language of the copy."""
    if kind == "caption":
        return f"caption:{mark}"
    name = finding.name or f"~{(finding.group or mark).casefold()}"
    return f"{kind}:{name}:{language or ''}"


@lru_cache(maxsize=4096)
def _name(engine: Engine, rule: str) -> Name | None:
    return next((name for catalogue in engine.packs.catalogues for name in catalogue.names if name.id == rule), None)


def _form(engine: Engine, name: Name | None, language: str | None) -> str | None:
    form = engine.house.form(name, language) if name and language else None
    return form.text if form else None


def _region(document: Document, start: int) -> str:
    kinds = [region.kind for region in document.regions if start in region.span]
    return kinds[0].value if kinds else Kind.BODY.value


def _is_quoted(document: Document, span: Span) -> bool:
    return any(region.kind is Kind.QUOTE and region.span.holds(span) for region in document.regions)
