"""The findings of ``json`` as JSON Lines: an object a line, written while the run goes on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from lint.reporters import NO_PAGES
from lint.reporters.json import described, failure, noted
from lint.reporters.places import placed
from lint.result import Result
from lint.typed import TextIO


def write(results: Iterable[Result], out: TextIO, colour: bool = False, pages: Mapping[str, str] = NO_PAGES) -> None:
    """Write lines of ``"type"`` ``"finding"``, ``"error"`` and ``"note"``, and ``{"type": "end", "files": N}`` last.

    A reader that has seen no end knows that the run was cut short. The output is ASCII.
    """
    files = 0
    for result in results:
        if result.document is not None:
            files += 1
            for each in placed(result):
                out.write(json.dumps({"type": "finding", **described(result.path, result.document, each)}) + "\n")
        if result.error:
            out.write(json.dumps({"type": "error", **failure(result.error)}) + "\n")
        if result.note:
            out.write(json.dumps({"type": "note", **noted(result)}) + "\n")
    out.write(json.dumps({"type": "end", "files": files}) + "\n")
