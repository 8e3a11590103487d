"""Checks: what can be wrong with names in copy, one file a check."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from lint.typed import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from lint.context import Context
    from lint.document import Document
    from lint.finding import Finding

# In the order in which they claim a place: what a rule knows comes before what is discovered.
IDS = (
    "name-variant",
    "letter-case",
    "house-term",
    "mixed-script",
    "inconsistent-name",
    "source-mismatch",
    "foreign-orthography",
    "repeated-text",
)

OF_KNOWN_NAMES = frozenset({"name-variant"})
"""The checks that have nothing to say where no rule names anybody."""


class Check(Protocol):
    """What every module of this package offers; its docstring is the check's documentation page."""

    ID: str
    Options: Any

    def check(self, document: Document, context: Context, options: Any) -> Iterator[Finding]:
        """Yield what is wrong in a document."""


def named(check: str) -> Check:
    """Return the module of a check by its id."""
    return cast(Check, import_module(f"lint.checks.{check.replace('-', '_')}"))
