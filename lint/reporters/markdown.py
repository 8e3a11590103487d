"""A summary in Markdown, for a comment on a pull request or the summary of a CI job."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from lint.reporters import NO_PAGES
from lint.reporters.groups import Group, Where, gathered
from lint.result import Failure, Result, unjudged
from lint.terminal import counted, printable
from lint.typed import TextIO

MOST = 60_000
"""Characters after which no more names are listed: a comment on GitHub holds 65,536."""

_MOST_PLACES = 3
_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "&<>\\`*_[]#|~@"})
"""What Markdown and code hosts read as markup, mentions or issue numbers."""


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write a heading, a table of names, and what could not be used; at most about MOST characters."""
    groups, failures, files, unsure = gathered(results)
    places = sum(group.size for group in groups)
    head = f"### onym: {counted(places, 'place')} of {counted(len(groups), 'name')} in {counted(files, 'file')}\n\n"
    if not groups and not failures:
        head = f"### onym: {'nothing found' if unsure else 'all clear'}, {counted(files, 'file')}\n"
    if unsure:
        head += f"\n{safe(unjudged(unsure))}\n\n"
    out.write(head)
    if groups:
        out.write("| name | spelling | places | what to do |\n| --- | --- | --- | --- |\n")
    room = MOST - len(head) - sum(len(_failed(failure)) for failure in failures)
    for number, group in enumerate(groups):
        rows = "".join(_rows(group))
        room -= len(rows)
        if room < 0:
            out.write(f"\n… and {counted(len(groups) - number, 'name')} more\n")
            break
        out.write(rows)
    if failures:
        out.write("\n**These could not be used:**\n\n")
        out.writelines(map(_failed, failures))


def _rows(group: Group) -> Iterator[str]:
    what = "<br>".join(map(safe, group.advice)) or safe(group.message)
    name = f"{safe(group.title)}<br><sub>{group.check}</sub>"
    for form, places in sorted(group.forms.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"| {name} | {safe(form)} | {_listed(places)} | {what} |\n"
        name = what = ""


def _listed(places: Collection[Where]) -> str:
    shown = ", ".join(f"{safe(path)}:{place.line}" for path, place in list(places)[:_MOST_PLACES])
    return shown + (f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else "")


def _failed(failure: Failure) -> str:
    return f"- {safe(failure.place)}: {safe(failure.message)}\n"


def safe(text: str) -> str:
    """Write text that no Markdown reader takes for markup, a mention, a link or a line break."""
    return printable(text).translate(_MARKS).replace("://", "&#58;//").replace("www.", "www&#46;")
