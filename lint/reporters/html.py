"""One page that holds everything: charts of names and folders, and each article with its places marked."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from lint.document import Document, Span
from lint.finding import Finding, Severity
from lint.reporters import NO_PAGES
from lint.reporters.chart import bars
from lint.reporters.groups import Group, gathered
from lint.reporters.markup import attributes, escaped
from lint.result import Failure, Result, unjudged
from lint.terminal import counted
from lint.typed import NamedTuple, TextIO

MOST_CHARTED = 20
WHOLE = 60_000
"""Code points of an article that are shown whole; of a longer one only the blocks with findings are."""

_COMMAND = re.compile(r"(\s*):(?=:)")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


class Mark(NamedTuple):
    """A stretch of the copy and the number of its finding on the page."""

    span: Span
    number: int


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write a page that needs nothing beside itself: no script, no picture and no font from elsewhere."""
    results = list(results)
    groups, failures, number, unsure = gathered(results)
    found = sum(len(result.findings) for result in results if result.document is not None)
    title = f"onym: {counted(found, 'finding')} in {counted(number, 'file')}"
    style = files("lint.reporters").joinpath("page.css").read_text(encoding="utf-8")
    out.write('<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n')
    out.write(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    )
    out.write('<meta name="viewport" content="width=device-width, initial-scale=1">\n')
    out.write(f"<title>{title}</title>\n<style>\n{style}</style>\n<header><h1>{title}</h1></header>\n<main>\n")
    out.writelines(_failures(failures))
    if unsure:
        out.write(f"<p>{escaped(unjudged(unsure))}</p>\n")
    out.writelines(_charts(groups, results))
    out.writelines(_names(groups))
    first = 1
    for result in results:
        if result.document is not None and result.findings:
            out.writelines(_article(result.path, result.document, result.findings, first))
            first += len(result.findings)
    out.write("</main>\n</html>\n")


def _failures(failures: list[Failure]) -> Iterator[str]:
    if failures:
        yield "<section><h2>These could not be used</h2><ul>\n"
        for failure in failures:
            yield f"<li><b>{escaped(failure.place)}</b> {escaped(failure.message)}</li>\n"
        yield "</ul></section>\n"


def _charts(groups: list[Group], results: list[Result]) -> Iterator[str]:
    spellings = Counter({group.title: len(group.counts) for group in groups if len(group.counts) > 1})
    drawn = [
        ("Names by number of spellings", spellings),
        ("Names by number of places", Counter({group.title: group.size for group in groups})),
        ("Findings by folder", _by_folder(results)),
    ]
    yield '<section class="charts">\n'
    for title, values in drawn:
        if values:
            chart = bars(title, values.most_common(MOST_CHARTED))
            yield f"<figure><figcaption>{title}</figcaption>\n{chart}</figure>\n"
    yield "</section>\n"


def _by_folder(results: list[Result]) -> Counter[str]:
    found: Counter[str] = Counter()
    for result in results:
        if result.document is not None and result.findings:
            found[os.path.dirname(result.path) or "."] += len(result.findings)
    return found


def _names(groups: list[Group]) -> Iterator[str]:
    if not groups:
        yield "<p>Nothing found.</p>\n"
        return
    yield "<section><h2>Names</h2><table>\n<tr><th>name<th>spellings<th>places<th>files<th>what to do\n"
    for group in groups:
        ranked = ", ".join(f"{escaped(form)} {count}" for form, count in group.counts.most_common())
        what = "<br>".join(map(escaped, group.advice)) or escaped(group.message)
        kind = f'<br><small class="{_LEVELS[group.severity]}">{escaped(group.check)}</small>'
        name = f"<th scope=row>{escaped(group.title)}{kind}"
        yield f"<tr>{name}<td>{ranked}<td>{group.size}<td>{group.files}<td>{what}\n"
    yield "</table></section>\n"


def _article(path: str, document: Document, findings: tuple[Finding, ...], first: int) -> Iterator[str]:
    marks = [Mark(finding.span, first + place) for place, finding in enumerate(findings)]
    number = counted(len(findings), "finding")
    yield f"<article><details open><summary>{escaped(path)} <small>{number}</small></summary>\n"
    yield f'<div class="copy"{attributes(lang=document.language)}>\n'
    shown = _outermost(marks)
    for block in _blocks(document):
        inside = [mark for mark in shown if mark.span.meets(block) or mark.span == block]
        if inside or len(document.text) <= WHOLE:
            yield f"<p>{_marked(document.text, block, inside, findings, first)}</p>\n"
    yield "</div>\n<ol>\n"
    for place, finding in enumerate(findings, first):
        yield _item(place, finding, document)
    yield "</ol></details></article>\n"


def _blocks(document: Document) -> Iterator[Span]:
    """Yield the blocks of copy, each once: a quotation lies inside a block and is shown with it."""
    end = 0
    for region in document.regions:
        if region.span.start >= end:
            yield region.span
            end = region.span.end


def _outermost(marks: list[Mark]) -> list[Mark]:
    """Drop marks that lie inside or across an earlier one: a page cannot show two that cross."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return kept


def _marked(text: str, block: Span, marks: list[Mark], findings: tuple[Finding, ...], first: int) -> str:
    parts: list[str] = []
    place = block.start
    for span, number in marks:
        start, end = max(span.start, block.start), min(span.end, block.end)
        finding = findings[number - first]
        parts.append(_copy(text[place:start]))
        link = attributes(href=f"#f{number}", id=f"m{number}", title=finding.message)
        parts.append(f'<a{link}><mark class="{_LEVELS[finding.severity]}">{_copy(text[start:end])}</mark></a>')
        place = end
    parts.append(_copy(text[place : block.end]))
    return "".join(parts)


def _copy(text: str) -> str:
    """Escape copy, its line breaks and tabs kept; no line begins as a command of a CI workflow does."""
    lines = ("\t".join(map(escaped, line.split("\t"))) for line in text.replace("\r\n", "\n").split("\n"))
    return "\n".join(_COMMAND.sub(r"\1&#58;", line, 1) if _COMMAND.match(line) else line for line in lines)


def _item(number: int, finding: Finding, document: Document) -> str:
    form = escaped(document.text[finding.span.start : finding.span.end][:200])
    fix = f" <b>{escaped(finding.fix.title)}</b>" if finding.fix else ""
    why = "".join(f"<br><small>{escaped(line)}</small>" for line in finding.evidence)
    level = f'<small class="{_LEVELS[finding.severity]}">{escaped(finding.check)}</small>'
    back = f'<a href="#m{number}">{form}</a>'
    return f'<li value="{number}" id="f{number}">{back} {level} {escaped(finding.message)}{fix}{why}\n'
