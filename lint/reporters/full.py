"""Each finding with its line of copy, its reasons and its fix: the output for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from lint.document import Document
from lint.finding import Finding, Safety, Severity
from lint.reporters import NO_PAGES
from lint.reporters.concise import STYLES, failed, located
from lint.reporters.excerpt import excerpt
from lint.reporters.places import Placed, placed
from lint.result import Result, unjudged
from lint.terminal import Style, paint, printable, width
from lint.typed import NamedTuple, TextIO

_LINE = 92
"""Terminal columns of a line of copy; fixed, so that the output does not depend on the window."""

_GLIMPSE = 56
"""Terminal columns of the copy at a related place."""

_MOST_RELATED = 5
_SAFETY = {
    Safety.SAFE: "safe",
    Safety.UNSAFE: "unsafe: read it first, then use --unsafe-fixes",
    Safety.SHOW: "by hand",
}
_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "info"}


class Tally(NamedTuple):
    """What the last lines sum up; ``touched`` counts the files with findings, ``fixes`` only fixes that change text.

    ``unjudged`` says by file what keeps names from being judged.
    """

    files: int
    touched: int
    failures: int
    severities: Counter[Severity]
    fixes: Counter[Safety]
    unjudged: dict[str, int | str]


Reasons = Callable[[Finding], Iterable[str]]


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write findings as paragraphs, failures as lines, and what it all comes to at the end."""
    write_with(reasons, results, out, colour)


def write_with(explain: Reasons, results: Iterable[Result], out: TextIO, colour: bool) -> None:
    """Write findings with the lines that ``explain`` gives for each."""
    files = touched = failures = 0
    severities: Counter[Severity] = Counter()
    fixes: Counter[Safety] = Counter()
    unsure: dict[str, int | str] = {}
    for result in results:
        if result.document is not None:
            files += 1
            touched += bool(result.findings)
            if result.doubt:
                unsure[result.path] = result.doubt
            for each in placed(result):
                severities[each.finding.severity] += 1
                if each.finding.fix and each.finding.fix.edits:
                    fixes[each.finding.fix.safety] += 1
                out.write("\n".join(_paragraph(result.path, result.document, each, colour, explain)) + "\n\n")
        if result.error:
            failures += 1
            out.write(f"{failed(result.error, colour)}\n\n")
    out.write("\n".join(_summary(Tally(files, touched, failures, severities, fixes, unsure), colour)) + "\n")


def reasons(finding: Finding) -> Iterator[str]:
    """Yield a line for each piece of evidence."""
    for line in finding.evidence:
        yield f"why: {printable(line)}"


def _paragraph(path: str, document: Document, placed: Placed, colour: bool, explain: Reasons) -> Iterator[str]:
    finding, place = placed.finding, placed.place
    style = STYLES[finding.severity]
    where = paint(located(path, place.line, place.column), Style.STRONG, colour)
    severity = paint(finding.severity.name.lower(), style, colour)
    yield f"{where}: {severity} {paint(printable(finding.check), Style.FAINT, colour)}  {printable(finding.message)}"

    before, marked, after = excerpt(document.text, finding.span, _LINE)
    number = f"{place.line:>5} | "
    rule = paint(" " * (len(number) - 2) + "| ", Style.FRAME, colour)
    yield f"{paint(number, Style.FRAME, colour)}{before}{paint(marked, style, colour)}{after}".rstrip()
    yield f"{rule}{' ' * width(before)}{paint('^' * max(1, width(marked)), style, colour)}"

    indent = " " * len(number)
    if finding.spellings:
        ranked = sorted(finding.spellings.items(), key=lambda item: -item[1])
        yield f"{indent}spellings: {', '.join(f'{printable(form)} {count}' for form, count in ranked)}"
    for related, other in list(zip(finding.related, placed.related, strict=True))[:_MOST_RELATED]:
        before, marked, after = excerpt(document.text, related.span, _GLIMPSE)
        glimpse = f"{before}{paint(marked, Style.STRONG, colour)}{after}".strip()
        yield f"{indent}{other.line}:{other.column} {printable(related.note)}: {glimpse}"
    if len(finding.related) > _MOST_RELATED:
        yield f"{indent}and {_counted(len(finding.related) - _MOST_RELATED, 'more place', 'more places')}"
    for line in explain(finding):
        yield f"{indent}{line}"
    if finding.fix:
        title, safety = printable(finding.fix.title), _SAFETY[finding.fix.safety]
        yield f"{indent}{paint('fix:', Style.FIX, colour)} {title} ({safety})"


def _summary(tally: Tally, colour: bool) -> Iterator[str]:
    files = _counted(tally.files, "file", "files")
    unread = f"{_counted(tally.failures, 'file or rule', 'files or rules')} could not be used"
    if tally.severities:
        number = _counted(sum(tally.severities.values()), "finding", "findings")
        where = files if tally.touched == tally.files else f"{tally.touched} of {files}"
        kinds = ", ".join(
            paint(_counted(count, severity.name.lower(), _PLURALS[severity]), STYLES[severity], colour)
            for severity, count in sorted(tally.severities.items(), reverse=True)
        )
        yield f"{number} in {where}: {kinds}{_fixable(tally.fixes[Safety.SAFE], tally.fixes[Safety.UNSAFE])}"
        if tally.failures:
            yield unread
    elif tally.failures:
        yield f"Nothing found in {files}, but {unread}"
    elif tally.unjudged:
        yield f"Nothing found in {files}"
    elif tally.files:
        yield paint(f"All clear: {files}, nothing found", Style.FIX, colour)
    else:
        yield "Nothing to check: no files"
    if tally.unjudged:
        yield paint(printable(unjudged(tally.unjudged)), Style.WARNING, colour)


def _fixable(safe: int, unsafe: int) -> str:
    if safe and unsafe:
        return f"; {safe} can be fixed with onym fix, {unsafe} more with --unsafe-fixes"
    if safe:
        return f"; {safe} can be fixed with onym fix"
    return f"; {unsafe} can be fixed with onym fix --unsafe-fixes" if unsafe else ""


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
