"""The house's terms made ready for looking: all literal forms of a run in one automaton, patterns beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.names.paradigms import analyses

if TYPE_CHECKING:
    from lint.context import Context
    from lint.packs import Packs

_GAP = r"(?!\s*\n\s*\n)\s+"  # white space, but not the end of a paragraph


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


def compile_terms(packs: Packs) -> Automaton:
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


def matches(text: str, automaton: Automaton, context: Context) -> Iterator[Match]:
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
