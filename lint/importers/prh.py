"""prh: YAML with an expected form and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.compiler.rulefile import Node
from lint.importers import Carried, Found, Refused, replaced
from lint.importers.patterns import replacement, translate
from lint.importers.yamlvalues import entries, items, parsed, text_of

_REGEX = re.compile(r"/(.*)/([a-z]*)", re.DOTALL)


def read(text: str, path: str) -> Iterator[Found]:
    """Yield the rules of a file; ``imports`` of further files are refused, as each file is read by itself."""
    root = entries(parsed(text, path))
    for imported in items(root.get("imports")):
        name = text_of(imported) or text_of(entries(imported).get("path")) or ""
        yield Refused(f"imports: {name}", imported.line, "read that file by itself")
    for rule in items(root.get("rules")):
        yield from _rule(rule)


def _rule(rule: Node) -> Iterator[Found]:
    said = {"expected": rule} if text_of(rule) is not None else entries(rule)
    expected = text_of(said.get("expected"))
    if expected is None:
        yield Refused("a rule", rule.line, "it has no expected form")
        return
    if said.get("regexpMustEmpty"):
        yield Refused(expected, rule.line, "regexpMustEmpty takes a match back, which no rule of onym's does")
        return
    patterns = [*items(said.get("pattern")), *items(said.get("patterns"))]
    if not patterns:
        # Without a pattern prh looks for the expected form in any case.
        edge = r"\b" if expected.isascii() else ""
        yield Carried({"write": expected, "pattern": f"(?i){edge}{re.escape(expected)}{edge}"})
    for pattern in patterns:
        yield _pattern(text_of(pattern) or "", expected, pattern.line)


def _pattern(written: str, expected: str, line: int) -> Found:
    regex = _REGEX.fullmatch(written)
    if regex is None:
        return replaced(written, expected)
    flags = regex[2]
    prefix = "".join(f"(?{flag})" for flag in "ms" if flag in flags)
    found = translate(prefix + regex[1], ignore_case="i" in flags)
    if isinstance(found, str):
        return Refused(f"{written} -> {expected}", line, found)
    return Carried({"write": replacement(expected), **found.record()})  # type: ignore[dict-item]
