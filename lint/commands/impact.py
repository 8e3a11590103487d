"""What rules would report in an archive, before they are shipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from lint import run
from lint.finding import Finding, Safety
from lint.packs import Packs
from lint.reporters.excerpt import Excerpt, excerpt
from lint.reporters.places import Placed, placed
from lint.result import Failure, Result
from lint.typed import NamedTuple

MOST_SAMPLES = 5
_COLUMNS = 92


class Sample(NamedTuple):
    """One place with the copy around it; ``doubt`` says why a person should look, "" where all speaks for it."""

    path: str
    line: int
    copy: Excerpt
    doubt: str


class Impact(NamedTuple):
    """What one rule would report; ``doubtful`` counts the places that want a person's eye."""

    rule: str
    forms: Counter[str]
    files: int
    doubtful: int
    samples: tuple[Sample, ...]

    @property
    def places(self) -> int:
        """Count the places."""
        return self.forms.total()


def impact(
    rules: str, paths: Iterable[str], jobs: int | None, progress: Callable[[int, int], None] | None = None
) -> tuple[list[Impact], list[Failure], int]:
    """Lint an archive with one rule file beside what holds for it; return what each rule of the file would report.

    Rules without a place are listed too. The failures and the number of files that were read come after.
    """
    packs = Packs((rules,), None, use_shipped=False)
    found: dict[str, list[tuple[Result, Placed]]] = {rule: [] for rule in _ids(packs)}
    failures = [Failure(*broken) for broken in packs.broken]
    files = 0
    for outcome in run.outcomes(paths, run.Settings(rules=(rules,)), jobs, progress):
        result = outcome.result
        if result.error and result.error not in failures:
            failures.append(result.error)
        files += result.document is not None
        for each in placed(result):
            if each.finding.name in found:
                found[each.finding.name].append((result, each))
    impacts = [_impact(rule, places) for rule, places in found.items()]
    return sorted(impacts, key=lambda each: (-each.places, each.rule)), failures, files


def _ids(packs: Packs) -> Iterator[str]:
    for catalogue in packs.catalogues:
        yield from (name.id for name in catalogue.names)
        yield from (term["id"] for term in catalogue.terms)


def _impact(rule: str, found: list[tuple[Result, Placed]]) -> Impact:
    forms: Counter[str] = Counter()
    samples: list[Sample] = []
    for result, (finding, place, _, _) in found:
        text = result.document.text if result.document else ""
        forms[" ".join(text[finding.span.start : finding.span.end].split())] += 1
        samples.append(Sample(result.path, place.line, excerpt(text, finding.span, _COLUMNS), _doubt(finding)))
    doubtful = [sample for sample in samples if sample.doubt]
    # The doubtful ones are what a person wants to see; else samples from all over the archive.
    step = max(1, len(samples) // MOST_SAMPLES)
    shown = (doubtful or samples[::step])[:MOST_SAMPLES]
    return Impact(rule, forms, len({result.path for result, _ in found}), len(doubtful), tuple(shown))


def _doubt(finding: Finding) -> str:
    if finding.fix is None:
        return "nothing can be written in its place"
    if finding.fix.safety is Safety.SHOW:
        return "the right form cannot be built"
    return "the copy does not settle who or what is meant" if finding.fix.safety is Safety.UNSAFE else ""
