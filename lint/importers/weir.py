"""Harper's Weir: a phrase, or several in brackets, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.importers import Found, Refused, replaced

_EXPR = re.compile(r"^expr\s+main\s+(?P<what>.+)$", re.MULTILINE)
_BECOMES = re.compile(r'^let\s+becomes\s+"(?P<text>[^"]+)"', re.MULTILINE)
_PHRASES = re.compile(r"(?:[\w'’-]+)(?: [\w'’-]+)*")


def read(text: str, path: str) -> Iterator[Found]:
    """Yield the replacements of one file."""
    expr, becomes = _EXPR.search(text), _BECOMES.search(text)
    if not expr or not becomes:
        yield Refused("the file", None, "it has no expr main, or no text that it becomes")
        return
    line = text.count("\n", 0, expr.start()) + 1
    for phrase in expr["what"].strip().strip("[]()").split(","):
        phrase = phrase.strip().strip("()")
        if _PHRASES.fullmatch(phrase):
            yield replaced(phrase, becomes["text"])
        else:
            yield Refused(phrase, line, "it is more than words that stand side by side")
