"""A word or phrase for which the house has another.

## What it finds
What a rule lists under `instead-of`, or matches by a `pattern`: *Ivory Coast* where the house writes *Côte d'Ivoire*.
Any white space may stand between the words of a form. Only whole words are found: *Kiev-based* and *anti-Kiev* are
other words than *Kiev*, *Kiev's* is its possessive. A form in small letters is found with a capital too where a
sentence begins, and its replacement then has one.

## Why it matters
A house that calls one thing by one word is understood, and found again.

## How sure is it
The rule says it: the fix is safe unless the rule has `safe: false`. Of two forms that begin at one place the longer one
wins. `before` and `after` ask for one of the listed words right behind the form and right in front of it; what stands
under `not`, a place that reads as the house writes it, and addresses are left alone.

## Options
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from lint.context import Context
from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Safety
from lint.names.inflect import analyses
from lint.names.tokens import verbatim
from lint.packs import Packs

ID = "house-term"


class Options(NamedTuple):
    """There is nothing to choose."""


class Form(NamedTuple):
    """A form to look for: its words, its term, whether it is to be left alone, whether a sentence gave it its capital."""

    text: str
    rest: re.Pattern[str] | None
    term: Mapping[str, Any]
    kept: bool
    raised: bool


class Automaton(NamedTuple):
    """All literal forms of a run: ``first`` finds the first words, ``forms`` has what may follow them, longest first."""

    first: re.Pattern[str] | None
    forms: Mapping[str, Sequence[Form]]
    patterns: Sequence[tuple[Any, Mapping[str, Any]]]


class Match(NamedTuple):
    """A place where a form or a pattern stands, and what to write there, if the term has a word for it."""

    start: int
    end: int
    term: Mapping[str, Any]
    kept: bool
    raised: bool
    groups: tuple[str, ...] = ()


_automata: WeakKeyDictionary[Packs, Automaton] = WeakKeyDictionary()
