"""What every command says alike: its exit code, faults of usage, failures, and how far a long run has come."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from lint.result import Failure, Result, unjudged
from lint.run import WORTH_A_POOL
from lint.terminal import printable

CLEAN, FOUND, FAILED = 0, 1, 2


def usage_error(message: str) -> Exception:
    """Return the error that click explains with the usage of the command."""
    import click  # a plain run never needs it, and would wait for it longer than for its own work

    return click.UsageError(message)


def echo(text: str, err: bool = False, end: str = "\n") -> None:
    """Write a line for a person, to standard error if it is no part of the output."""
    print(text, end=end, file=sys.stderr if err else sys.stdout)


def described(failure: Failure) -> str:
    """Return a failure as a line with its place."""
    return printable(f"{failure.place}: {failure.message}")


def describe_failures(results: Iterable[Result]) -> None:
    """Tell of what could not be read or judged, beside the output."""
    unsure: dict[str, int | str] = {}
    for result in results:
        if result.error:
            echo(described(result.error), err=True)
        if result.doubt:
            unsure[result.path] = result.doubt
    if unsure:
        echo(printable(unjudged(unsure)), err=True)


def shown_progress(number: int, of: int) -> None:
    """Show on a terminal how far a long run has come."""
    if sys.stderr.isatty() and of >= WORTH_A_POOL and (number % 16 == 0 or number == of):
        end = "\r\x1b[K" if number == of else ""
        sys.stderr.write(f"\r{number:,} of {of:,} files{end}")
        sys.stderr.flush()
