"""What a check reports: a finding, its severity, and the fix that would mend it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from lint.document import Span
from lint.typed import NamedTuple


class Severity(IntEnum):
    """How much a finding matters to the desk; set by the style, never by a check."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Safety(IntEnum):
    """Who may apply a fix: nobody but a person, a person who asked for it, or anybody."""

    SHOW = 0
    UNSAFE = 1
    SAFE = 2


class Edit(NamedTuple):
    """Put ``text`` in place of ``span``; an empty text deletes, an empty span inserts."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A titled set of edits that belong together: all of them are applied or none."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety


class Related(NamedTuple):
    """Another place that explains a finding, with a few words on what it shows."""

    span: Span
    note: str


class Finding(NamedTuple):
    """One fault at one place.

    ``certainty`` is the chance, 0 to 1, that an editor would agree; ``group`` gathers the findings of one cluster so
    that all of them can be fixed together; ``name`` is the id of the rule that was broken, if a rule was; ``spellings``
    counts every form of an inconsistent name; ``evidence`` says in a line each what speaks for the finding; ``weighed``
    are the log-odds that ``certainty`` is the sum of, where it was worked out so, each with what it stands for.
    """

    check: str
    span: Span
    message: str
    severity: Severity = Severity.WARNING
    certainty: float = 1.0
    related: tuple[Related, ...] = ()
    group: str | None = None
    name: str | None = None
    spellings: Mapping[str, int] | None = None
    evidence: tuple[str, ...] = ()
    fix: Fix | None = None
    weighed: tuple[tuple[str, float], ...] = ()
