"""One line a finding, for people and for tools that read lines: ``path:line:column: error: message [check]``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lint.finding import Severity
from lint.reporters import NO_PAGES
from lint.reporters.places import own_places
from lint.result import Failure, Result
from lint.terminal import Style, paint, printable
from lint.typed import TextIO

STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.INFO: Style.INFO}


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write one line a finding and one a failure, and nothing where there is nothing to say."""
    levels = {level: paint(level.name.lower(), style, colour) for level, style in STYLES.items()}
    for result in results:
        path = printable(result.path)
        for finding, place in own_places(result):
            where = paint(f"{path}:{place.line}:{place.column}", Style.STRONG, colour)
            check = paint(f"[{printable(finding.check)}]", Style.FAINT, colour)
            out.write(f"{where}: {levels[finding.severity]}: {printable(finding.message)} {check}\n")
        if result.error:
            out.write(f"{failed(result.error, colour)}\n")


def located(path: str, line: int | None, column: int | None) -> str:
    """Write a place as ``path:line:column``, as far as it is known."""
    return ":".join([printable(path), *(str(number) for number in (line, column) if number is not None)])


def failed(failure: Failure, colour: bool) -> str:
    """Write a failure on one line."""
    where = paint(located(failure.path, failure.line, failure.column), Style.STRONG, colour)
    return f"{where}: {paint('failed', Style.ERROR, colour)}: {printable(failure.message)}"
