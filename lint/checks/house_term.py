"""A word or phrase for which the house has another.

## What it finds
What a rule lists under `instead-of`, or matches by a `pattern`: *Ivory Coast* where the house writes *Côte d'Ivoire*.
Any white space may stand between the words of a form. Only whole words are found: *Kiev-based* is another word than
*Kiev*, and *Kiev's* its possessive. A form in small letters is found with a capital too where a sentence begins, and
what is written there then has one.

## Why it matters
A house that calls one thing by one word is understood, and found again.

## How sure is it
The rule says it: the fix is safe unless the rule has `safe: false`. Of two forms that begin at one place the longer one
wins. `before` asks that one of its words comes right after the form, `after` that one comes right before it. What stands
under `not`, what reads as the house writes it, and addresses are left alone.

## Options
None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from lint.context import Context
from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Safety
from lint.names.paradigms import analyses
from lint.names.tokens import verbatim
from lint.packs import Packs

ID = "house-term"

_GAP = r"(?!\s*\n\s*\n)\s+"
_CAPTURE = re.compile(r"\\(\d)")
_NEAR = 80  # code points in which a word of a condition must stand


class Options(NamedTuple):
    """There is nothing to choose."""


class Form(NamedTuple):
    """A literal form: its term, what follows its first word, whether it is left alone, whether a sentence raised it."""

    term: Mapping[str, Any]
    rest: re.Pattern[str]
    kept: bool
    raised: bool


class Automaton(NamedTuple):
    """All terms of a run: ``first`` finds the first words of the literal ``forms``, which are filed under them."""

    first: re.Pattern[str] | None
    forms: Mapping[str, Sequence[Form]]
    patterns: Sequence[tuple[Any, Mapping[str, Any]]]


class Match(NamedTuple):
    """A place where a form stands, before the conditions of its term are looked at."""

    start: int
    end: int
    term: Mapping[str, Any]
    kept: bool = False
    raised: bool = False
    captures: tuple[str, ...] = ()


_automata: WeakKeyDictionary[Packs, Automaton] = WeakKeyDictionary()


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every form of a term that the house writes otherwise."""
    automaton = _automata.get(context.packs)
    if automaton is None:
        automaton = _automata[context.packs] = _compile(context.packs)
    text = document.text
    matches = sorted(_matches(text, automaton, context), key=lambda match: (match.start, -match.end))
    if not matches:
        return
    skipped = verbatim(text)
    kept = {(match.term["id"], place) for match in matches if match.kept for place in range(match.start, match.end)}
    end = 0
    for match in matches:
        if match.kept or match.start < end or _is_verbatim(match, skipped):
            continue
        if {(match.term["id"], match.start), (match.term["id"], match.end - 1)} <= kept:
            continue
        written = _written(match, context)
        if written is not None and _holds(match, text) and not _reads_right(match, written, text, context):
            end = match.end
            yield _finding(match, written, text)


def _compile(packs: Packs) -> Automaton:
    """Compile every term of a run; the forms of one first word stand in the order of the rules."""
    forms: dict[str, list[Form]] = {}
    patterns: list[tuple[Any, Mapping[str, Any]]] = []
    for number, catalogue in enumerate(packs.catalogues):
        for term in catalogue.terms:
            if term["kind"] != "term" or (number and term["id"] in packs.redefined):
                continue
            for kept, part in ((False, "instead-of"), (True, "not")):
                for form in term.get(part, ()):
                    _file(forms, form, term, kept)
            if "pattern" in term:
                import re2

                patterns.append((re2.compile(term["pattern"]), term))
    first = re.compile(rf"(?<!\w)(?<!\w-)(?:{_trie(forms)})") if forms else None
    return Automaton(first, forms, patterns)


def _file(forms: dict[str, list[Form]], form: str, term: Mapping[str, Any], kept: bool) -> None:
    head, *rest = form.replace("’", "'").split()
    tail = "".join(_GAP + re.escape(word).replace("'", "['’]") for word in rest)
    following = re.compile(tail + (r"(?!\w|-\w)" if form[-1:].isalnum() else ""))
    forms.setdefault(head, []).append(Form(term, following, kept, False))
    if form[0].islower():
        forms.setdefault(head[0].upper() + head[1:], []).append(Form(term, following, kept, True))


def _trie(words: Mapping[str, object]) -> str:
    """Write words as one regular expression in which no two branches begin alike."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(root, False)


def _branches(node: dict[str, Any], after_letter: bool) -> str:
    found = [
        ("['’]" if letter == "'" else re.escape(letter)) + _branches(below, letter.isalnum())
        for letter, below in sorted(node.items())
        if letter
    ]
    if "" in node:
        found.append(r"(?!\w)" if after_letter else "")
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def _matches(text: str, automaton: Automaton, context: Context) -> Iterator[Match]:
    """Yield every place of every form, whole words only."""
    for hit in automaton.first.finditer(text) if automaton.first else ():
        for form in automaton.forms[hit.group().replace("’", "'")]:
            found = form.rest.match(text, hit.end())
            if found and _is_whole(hit.start(), found.end(), text, context):
                yield Match(hit.start(), found.end(), form.term, form.kept, form.raised)
    for pattern, term in automaton.patterns:
        for found in pattern.finditer(text):
            if found.end() > found.start():
                yield Match(found.start(), found.end(), term, captures=(found.group(), *found.groups()))


def _is_verbatim(match: Match, skipped: list[tuple[int, int]]) -> bool:
    place = bisect_left(skipped, (match.end,)) - 1
    return place >= 0 and skipped[place][1] > match.start


def _is_whole(start: int, end: int, text: str, context: Context) -> bool:
    """Say whether an apostrophe at either end is an elided word of the language or an ending, not part of the word."""
    language = context.language_at(start) or ""
    if text[start - 1 : start] in ("'", "’"):
        head = re.search(r"\w*\Z", text[max(0, start - 20) : start - 1])
        lists = context.packs.words(language)
        if head and head.group() and not (lists and head.group().lower() in lists["function"]):
            return False
    if text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2].isalnum():
        word = re.search(r"\w*\Z", text[start:end])
        tail = re.match(r"\w+", text[end + 1 : end + 20])
        table = context.packs.inflection(language)
        if not (word and tail and table):
            return False
        whole = word.group() + text[end] + tail.group()
        return any(reading.lemma == word.group() for reading in analyses(whole, table)[1:])
    return True


def _written(match: Match, context: Context) -> str | None:
    """Return what the house writes in copy of the place's language, or None if it has no word for it there."""
    term, language = match.term, context.language_at(match.start)
    if "languages" in term and language not in term["languages"]:
        return None
    if match.raised:
        place = bisect_left(context.tokens, (match.start,))
        token = context.tokens[place] if place < len(context.tokens) else None
        if token is None or token.start != match.start or not token.initial:
            return None
    said = context.house.style.write.get(term["id"], term["write"])
    written: str | None = said if isinstance(said, str) else said.get(language or "*", said.get("*"))
    if written and match.captures:
        captures = match.captures
        written = _CAPTURE.sub(
            lambda number: (captures[int(number[1])] or "") if int(number[1]) < len(captures) else "", written
        )
    return written[:1].upper() + written[1:] if written and match.raised else written


def _holds(match: Match, text: str) -> bool:
    """Say whether one of the words a term asks for stands right after or right before the match."""
    following = text[match.end : match.end + _NEAR].casefold().lstrip()
    leading = text[max(0, match.start - _NEAR) : match.start].casefold().rstrip()
    before, after = match.term.get("before"), match.term.get("after")
    return (before is None or any(re.match(re.escape(word.casefold()) + r"(?!\w)", following) for word in before)) and (
        after is None or any(re.search(r"(?<!\w)" + re.escape(word.casefold()) + r"\Z", leading) for word in after)
    )


def _reads_right(match: Match, written: str, text: str, context: Context) -> bool:
    """Say whether a match is only part of a place that reads as it should."""
    accepted = match.term.get("accept", {})
    found = text[match.start : match.end]
    for right in (written, *accepted.get(context.language_at(match.start) or "*", accepted.get("*", ()))):
        for part in re.finditer(re.escape(found), right):
            start = match.start - part.start()
            if start >= 0 and text.startswith(right, start):
                return True
    return False


def _finding(match: Match, written: str, text: str) -> Finding:
    term, found = match.term, " ".join(text[match.start : match.end].split())
    span = Span(match.start, match.end)
    why = term.get("message")
    return Finding(
        check=ID,
        span=span,
        message=f"“{found}”: {why}; write “{written}”" if why else f"the house has another word for “{found}”: write “{written}”",
        certainty=0.97,
        group=term["id"],
        name=term["id"],
        fix=Fix(f"Write “{written}”", (Edit(span, written),), Safety.SAFE if term.get("safe", True) else Safety.UNSAFE),
    )
