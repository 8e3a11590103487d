"""Reviewdog's Diagnostic Format as JSON Lines: a diagnostic a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from lint.reporters import NO_PAGES
from lint.reporters.rdjson import diagnostics
from lint.result import Result
from lint.typed import TextIO


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write the diagnostics of ``rdjson`` without what stands about them."""
    for value in diagnostics(results):
        out.write(json.dumps(value) + "\n")
