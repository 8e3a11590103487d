"""Reporters: results to a stream, one file a form of output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType

from lint.result import Result
from lint.typed import Protocol, TextIO, cast

# Modules are named, not imported: a run pays for the one it uses.
REPORTERS: Mapping[str, str] = MappingProxyType(
    {
        "full": "lint.reporters.full",
        "explained": "lint.reporters.explained",
        "concise": "lint.reporters.concise",
        "grouped": "lint.reporters.grouped",
        "json": "lint.reporters.json",
        "jsonl": "lint.reporters.jsonl",
        "sarif": "lint.reporters.sarif",
        "github": "lint.reporters.github",
        "gitlab": "lint.reporters.gitlab",
        "junit": "lint.reporters.junit",
        "checkstyle": "lint.reporters.checkstyle",
        "rdjson": "lint.reporters.rdjson",
        "rdjsonl": "lint.reporters.rdjsonl",
        "markdown": "lint.reporters.markdown",
        "html": "lint.reporters.html",
    }
)
NO_PAGES: Mapping[str, str] = MappingProxyType({})


class Reporter(Protocol):
    """What every module of this package offers."""

    def write(
        self, results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES
    ) -> None:
        """Write every finding and every failure, in the order given and none left out.

        ``pages`` maps the id of a check to its documentation, for the forms of output that carry it along.
        """


def write(
    name: str, results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES
) -> None:
    """Write results in the form called ``name``; raises KeyError for a name that is not in REPORTERS."""
    reporter = cast(Reporter, import_module(REPORTERS[name]))
    reporter.write(results, out, colour, pages)
