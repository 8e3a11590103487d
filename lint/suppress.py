"""Inline suppression: comments in the copy that switch checks off and on again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lint import formats
from lint.document import Document, Span
from lint.finding import Finding

# <!-- onym-disable name-variant, letter-case: quoted from the print edition -->
_DIRECTIVE = re.compile(r"\s*onym-(disable-next|disable|enable)\b\s*([a-z, -]*?)\s*(?::.*)?", re.DOTALL)
_EVERY = "*"


def active(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """Return the findings that no comment in the document switches off.

    ``onym-disable`` holds to the next ``onym-enable`` or the end, ``onym-disable-next`` for the block that follows.
    Each may name checks; without a name it means all.
    """
    off = list(_switched_off(document))
    return [
        finding
        for finding in findings
        if not any(check in (_EVERY, finding.check) and finding.span.start in span for check, span in off)
    ]


def _switched_off(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield (check or *, stretch of text in which it is off)."""
    end = len(document.text) + 1
    since: dict[str, int] = {}
    for offset, comment in formats.named(document.path).comments(document):
        match = _DIRECTIVE.fullmatch(comment)
        if not match:
            continue
        verb, names = match.groups()
        for check in re.split(r"[,\s]+", names.strip()) if names.strip() else [_EVERY]:
            if verb == "disable-next":
                following = (region.span for region in document.regions if region.span.start >= offset)
                block = next(following, None)
                if block:
                    yield check, block
            elif verb == "disable":
                since.setdefault(check, offset)
            else:
                for name in [check] if check != _EVERY else list(since):
                    if name in since:
                        yield name, Span(since.pop(name), offset)
    for check, start in since.items():
        yield check, Span(start, end)
