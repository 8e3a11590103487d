"""The output for people, with what speaks for and against each finding as a table: ``onym check --explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lint.finding import Finding
from lint.reporters import NO_PAGES
from lint.reporters.full import reasons, write_with
from lint.result import Result
from lint.terminal import printable
from lint.typed import TextIO


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write findings as paragraphs, each with its evidence in a table."""
    write_with(_table, results, out, colour)


def _table(finding: Finding) -> Iterator[str]:
    """Yield a line for each piece of evidence, with its weight where it has one, then the sum and what it comes to."""
    if not finding.weighed:
        yield from reasons(finding)
        return
    for says, odds in finding.weighed:
        yield f"{'for' if odds > 0 else 'against':8}{odds:+5.1f}  {printable(says)}"
    total = sum(odds for _, odds in finding.weighed)
    yield f"{'in all':8}{total:+5.1f}  of 100 such pairs about {min(99, round(100 * finding.certainty))} are one name"
