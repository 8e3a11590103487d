"""codespell's dictionaries: ``wrong->right`` a line."""

from __future__ import annotations

from collections.abc import Iterator

from lint.importers import Found, Refused, in_every_case


def read(text: str, path: str) -> Iterator[Found]:
    """Yield the corrections; where several are named, the first is proposed and never made unasked."""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        wrong, arrow, said = line.partition("->")
        wrong, said = wrong.strip(), said.strip()
        if not arrow or not wrong or not said:
            yield Refused(line, number, "the line is no wrong->right")
            continue
        candidates, comma, reason = said.rpartition(",")
        if not comma:
            yield from in_every_case(wrong, said)
            continue
        first, *others = [part.strip() for part in candidates.split(",") if part.strip()] or [said]
        message = reason.strip() or f"write one of {', '.join([first, *others])}"
        yield from in_every_case(wrong, first, safe="false", message=message)
