"""The findings by name, each with its spellings, counts and places: the table an editor looks at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lint.reporters import NO_PAGES
from lint.reporters.concise import STYLES, failed, located
from lint.reporters.groups import Group, gathered
from lint.result import Result, unjudged
from lint.terminal import Style, counted, paint, printable, width
from lint.typed import TextIO

_MOST_PLACES = 4
_WIDEST = 40
"""Terminal columns that a spelling may take before its count."""


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write a table a name, those with the most places first, then what could not be used, then the sum."""
    groups, failures, files, unsure = gathered(results)
    for group in groups:
        out.write("\n".join(_table(group, colour)) + "\n\n")
    for failure in failures:
        out.write(f"{failed(failure, colour)}\n\n")
    places = sum(group.size for group in groups)
    out.write(f"{counted(places, 'place')} of {counted(len(groups), 'name')} in {counted(files, 'file')}\n")
    if unsure:
        out.write(printable(unjudged(unsure)) + "\n")


def _table(group: Group, colour: bool) -> Iterator[str]:
    title = paint(printable(group.title), STYLES[group.severity], colour)
    where = f"{counted(group.size, 'place')} in {counted(group.files, 'file')}"
    yield f"{title}  {paint(group.check, Style.FAINT, colour)}  {where}"
    forms = sorted(group.forms.items(), key=lambda item: (-len(item[1]), item[0]))
    column = min(_WIDEST, max(width(printable(form)) for form, _ in forms))
    for form, places in forms:
        shown = printable(form)
        gap = " " * max(0, column - width(shown))
        listed = "  ".join(located(path, place.line, place.column) for path, place in list(places)[:_MOST_PLACES])
        more = f"  and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        yield f"  {paint(shown, Style.STRONG, colour)}{gap}  {len(places):>4}  {listed}{more}"
    if not group.advice:
        yield f"  {printable(group.message)}"
    for advice in group.advice:
        yield f"  {paint('fix:', Style.FIX, colour)} {printable(advice)}"
