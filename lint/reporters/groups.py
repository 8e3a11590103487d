"""Findings gathered by the name they speak of, with every spelling, its count and its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lint.finding import Severity
from lint.formats import Place
from lint.reporters.places import placed
from lint.result import Failure, Result
from lint.typed import NamedTuple


class Where(NamedTuple):
    """One place of one file."""

    path: str
    place: Place


class Group(NamedTuple):
    """All findings of one name and check.

    ``forms`` maps each spelling that a finding speaks of to its places, in order; ``counts`` has every spelling of the
    name, the right ones too where the check counted them; ``advice`` are the corrections that were proposed, the most
    frequent first.
    """

    title: str
    check: str
    severity: Severity
    forms: dict[str, dict[Where, None]]
    counts: Counter[str]
    advice: tuple[str, ...]
    message: str

    @property
    def size(self) -> int:
        """Count the places."""
        return sum(map(len, self.forms.values()))

    @property
    def files(self) -> int:
        """Count the files."""
        return len({where.path for places in self.forms.values() for where in places})


class Gathered(NamedTuple):
    """The groups, those with the most places first; ``files`` is how many were read, ``unjudged`` by path."""

    groups: list[Group]
    failures: list[Failure]
    files: int
    unjudged: dict[str, int | str]


def gathered(results: Iterable[Result]) -> Gathered:
    """Gather the findings of a run."""
    found: dict[tuple[str, str], Group] = {}
    advice: dict[tuple[str, str], Counter[str]] = {}
    failures: list[Failure] = []
    unjudged: dict[str, int | str] = {}
    files = 0
    for result in results:
        if result.error:
            failures.append(result.error)
        if result.document is None:
            continue
        files += 1
        if result.doubt:
            unjudged[result.path] = result.doubt
        for finding, place, related, _ in placed(result):
            text = result.document.text
            form = _on_one_line(text[finding.span.start : finding.span.end])
            title = finding.name or finding.group or form
            key = (title, finding.check)
            group = found.setdefault(
                key, Group(title, finding.check, finding.severity, {}, Counter(), (), finding.message)
            )
            _add(group.forms, form, Where(result.path, place))
            if finding.spellings:
                group.counts.update(finding.spellings)
                # A finding of a cluster stands for all its places that are spelt alike.
                for other, where in zip(finding.related, related, strict=True):
                    spelt = _on_one_line(text[other.span.start : other.span.end])
                    _add(group.forms, spelt, Where(result.path, where))
            else:
                group.counts[form] += 1
            if finding.fix:
                advice.setdefault(key, Counter())[finding.fix.title] += 1
            found[key] = group._replace(severity=max(group.severity, finding.severity))
    groups = [
        group._replace(advice=tuple(title for title, _ in advice.get(key, Counter()).most_common()))
        for key, group in found.items()
    ]
    ranked = sorted(groups, key=lambda group: (-group.size, group.title, group.check))
    return Gathered(ranked, failures, files, unjudged)


def _add(forms: dict[str, dict[Where, None]], form: str, where: Where) -> None:
    """Note a place once, however many findings of its cluster speak of it."""
    forms.setdefault(form, {})[where] = None


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
