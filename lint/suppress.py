"""Inline suppression: comments in the copy that switch checks off and on again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from lint import formats
from lint.document import Document, Span
from lint.finding import Finding
from lint.lazy import pattern

# <!-- onym-disable name-variant, letter-case: quoted from the print edition -->
_DIRECTIVE = pattern(r"\s*onym-(disable-next|disable|enable)\b\s*([a-z, -]*?)\s*(?::.*)?", re.DOTALL)
_EVERY = "*"


def active(findings: list[Finding], document: Document) -> list[Finding]:
    """Return the findings that no comment in the document switches off.

    ``onym-disable`` holds to the next ``onym-enable`` or the end, ``onym-disable-next`` for the block that follows.
    Each may name checks; without a name it means all.
    """
    if not findings:
        return findings
    off: dict[str, list[Span]] = {}
    for check, span in _switched_off(document):
        off.setdefault(check, []).append(span)
    stretches = {check: _Stretches(spans) for check, spans in off.items()}
    everywhere = stretches.get(_EVERY, _NOWHERE)
    return [
        finding
        for finding in findings
        if finding.span.start not in stretches.get(finding.check, _NOWHERE) and finding.span.start not in everywhere
    ]


class _Stretches:
    """Stretches of text, which may overlap, asked for many places."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._furthest = list(accumulate((span.end for span in ordered), max))

    def __contains__(self, place: int) -> bool:
        before = bisect_right(self._starts, place)
        return before > 0 and place < self._furthest[before - 1]


_NOWHERE = _Stretches(())


def _switched_off(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield (check or *, stretch of text in which it is off)."""
    end = len(document.text) + 1
    since: dict[str, int] = {}
    starts: list[int] | None = None
    for offset, comment in formats.named(document.path).comments(document):
        match = _DIRECTIVE.fullmatch(comment)
        if not match:
            continue
        verb, names = match.groups()
        for check in re.split(r"[,\s]+", names.strip()) if names.strip() else [_EVERY]:
            if verb == "disable-next":
                starts = [region.span.start for region in document.regions] if starts is None else starts
                following = bisect_left(starts, offset)
                if following < len(starts):
                    yield check, document.regions[following].span
            elif verb == "disable":
                since.setdefault(check, offset)
            else:
                for name in [check] if check != _EVERY else list(since):
                    if name in since:
                        yield name, Span(since.pop(name), offset)
    for check, start in since.items():
        yield check, Span(start, end)
