"""A word or phrase for which the house has another.

## What it finds
What a rule lists under `instead-of`, or matches by a `pattern`: *Ivory Coast* where the house writes *Côte d'Ivoire*.
Any white space may stand between the words of a form. Only whole words are found: *Kiev-based* is another word than
*Kiev*, and *Kiev's* its possessive. A form in small letters is found with a capital too where a sentence begins, and
what is written there then has one.

## Why it matters
A house that calls one thing by one word is understood, and found again.

## How sure is it
The rule says it: the fix is safe unless the rule has `safe: false`. Of two forms that begin at one place the longer
one wins. `before` asks that one of its words comes right after the form, `after` that one comes right before it. What
stands under `not`, what reads as the house writes it, and addresses are left alone.

## Options
None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Safety
from lint.terms import Match, Terms
from lint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint.context import Context

ID = "house-term"

_CAPTURE = re.compile(r"\\(\d)")
_GLANCE = 500  # code points looked at on either side for an address
_NEAR = 80  # code points in which a word of a condition must stand


class Options(NamedTuple):
    """There is nothing to choose."""


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every form of a term that the house writes otherwise."""
    terms = context.packs.made(Terms)
    text = document.text
    found = sorted(terms.matches(text, context), key=lambda match: (match.start, -match.end))
    if not found:
        return
    kept = {(match.term["id"], place) for match in found if match.kept for place in range(match.start, match.end)}
    end = 0
    for match in found:
        if match.kept or match.start < end or _is_verbatim(match, text):
            continue
        if kept and {(match.term["id"], match.start), (match.term["id"], match.end - 1)} <= kept:
            continue
        written = _written(match, context)
        if written is not None and _holds(match, text) and not _reads_right(match, written, text, context):
            end = match.end
            yield _finding(match, written, text)


def _is_verbatim(match: Match, text: str) -> bool:
    """Say whether a match lies in an address or the like, which holds no white space, so that a glance around tells."""
    from lint.names.tokens import verbatim

    furthest = match.end + _GLANCE
    start = text.rfind(" ", max(0, match.start - _GLANCE), match.start) + 1 or max(0, match.start - _GLANCE)
    end = text.find(" ", match.end, furthest)
    around = text[start : end if end >= 0 else furthest]
    return any(start + first < match.end and match.start < start + last for first, last in verbatim(around))


def _written(match: Match, context: Context) -> str | None:
    """Return what the house writes in copy of the place's language, or None if it has no word for it there."""
    term = match.term
    if "languages" in term and context.language_at(match.start) not in term["languages"]:
        return None
    if match.raised:
        place = bisect_left(context.tokens, (match.start,))
        token = context.tokens[place] if place < len(context.tokens) else None
        if token is None or token.start != match.start or not token.initial:
            return None
    said = context.style.write.get(term["id"], term["write"])
    written: str | None = (
        said if isinstance(said, str) else said.get(context.language_at(match.start) or "*", said.get("*"))
    )
    if written and match.captures:
        captures = match.captures
        written = _CAPTURE.sub(
            lambda number: (captures[int(number[1])] or "") if int(number[1]) < len(captures) else "", written
        )
    return written[:1].upper() + written[1:] if written and match.raised else written


def _holds(match: Match, text: str) -> bool:
    """Say whether one of the words a term asks for stands right after or right before the match."""
    before, after = match.term.get("before"), match.term.get("after")
    if before is None and after is None:
        return True
    following = text[match.end : match.end + _NEAR].casefold().lstrip()
    leading = text[max(0, match.start - _NEAR) : match.start].casefold().rstrip()
    return (before is None or any(re.match(re.escape(word.casefold()) + r"(?!\w)", following) for word in before)) and (
        after is None or any(re.search(r"(?<!\w)" + re.escape(word.casefold()) + r"\Z", leading) for word in after)
    )


def _reads_right(match: Match, written: str, text: str, context: Context) -> bool:
    """Say whether a match is only part of a place that reads as it should."""
    accepted = match.term.get("accept")
    found = text[match.start : match.end]
    if accepted:
        accepted = accepted.get(context.language_at(match.start) or "*", accepted.get("*", ()))
    for right in (written, *(accepted or ())):
        within = right.find(found)
        while within >= 0:
            if match.start >= within and text.startswith(right, match.start - within):
                return True
            within = right.find(found, within + len(found))
    return False


def _finding(match: Match, written: str, text: str) -> Finding:
    term, found = match.term, " ".join(text[match.start : match.end].split())
    span = Span(match.start, match.end)
    why = term.get("message", "the house has another word").rstrip(".:")
    return Finding(
        check=ID,
        span=span,
        message=f"{why}: write “{written}” for “{found}”",
        certainty=0.97,
        group=term["id"],
        name=term["id"],
        fix=Fix(f"Write “{written}”", (Edit(span, written),), Safety.SAFE if term.get("safe", True) else Safety.UNSAFE),
    )
