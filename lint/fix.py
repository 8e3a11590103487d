"""Choosing which fixes go in together, and making their edits as small as they can be."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from lint.document import Span
from lint.finding import Edit, Finding, Fix, Safety


def choose(findings: Iterable[Finding], least: Safety) -> list[Fix]:
    """Return the fixes that are at least so safe and do not overlap, the first by place winning.

    The rest wait for the next pass over the mended text, so that two fixes are never interleaved. Two findings that
    ask for the same edit count once.
    """
    wanted = [finding.fix for finding in findings if finding.fix and finding.fix.edits and finding.fix.safety >= least]
    wanted.sort(key=lambda fix: (min(edit.span.start for edit in fix.edits), -len(fix.edits)))
    taken: list[Span] = []  # sorted, and no two of them meet
    chosen: list[Fix] = []
    for fix in wanted:
        spans = sorted(edit.span for edit in fix.edits)
        if any(_meets(span, taken) for span in spans):
            continue
        for span in spans:
            insort(taken, span)
        chosen.append(fix)
    return chosen


def _meets(span: Span, taken: list[Span]) -> bool:
    """Say whether an edit meets one that is taken; two that start at one place meet even when one is empty."""
    place = bisect_left(taken, span)
    after = place < len(taken) and (taken[place].start < span.end or taken[place].start == span.start)
    before = place > 0 and (taken[place - 1].end > span.start or taken[place - 1].start == span.start)
    return after or before


def minimal(edit: Edit, text: str) -> Iterator[Edit]:
    """Cut an edit down to the letters that change, so that markup inside a name stays where it was.

    ``text`` is the whole text that ``edit.span`` counts in. Deletions of a whole stretch are left alone: the format
    decides what goes with them.
    """
    old, new = text[edit.span.start : edit.span.end], edit.text
    if old == new:
        return
    if not new or not old:
        yield edit
        return
    from difflib import SequenceMatcher

    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(Span(edit.span.start + i1, edit.span.start + i2), new[j1:j2])


def edits(fixes: Iterable[Fix], text: str) -> list[Edit]:
    """Return the minimal edits of several fixes in the order of the text."""
    found = [small for fix in fixes for edit in fix.edits for small in minimal(edit, text)]
    return sorted(set(found), key=lambda edit: edit.span)
