"""The house's terms made ready for looking: all literal forms of a run in one automaton, patterns beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lint.lexicon import Lexicon
from lint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lint.context import Context
    from lint.packs import Packs

_APOSTROPHES = frozenset("'’")
# Bytes that RE2 may use for a pattern: in what it takes by itself, repeats of repeats are a hundred times slower.
_ROOM = 64 << 20
_GAP = r"(?!\s*\n\s*\n)\s+"  # white space, but not the end of a paragraph


class Form(NamedTuple):
    """A literal form: its term, what follows its first word, whether it is left alone, whether a sentence raised it."""

    term: Mapping[str, Any]
    rest: re.Pattern[str]
    kept: bool
    raised: bool


class Match(NamedTuple):
    """A place where a form stands, before the conditions of its term are looked at."""

    start: int
    end: int
    term: Mapping[str, Any]
    kept: bool = False
    raised: bool = False
    captures: tuple[str, ...] = ()


class Terms:
    """The terms of a run made ready: their literal forms and their patterns."""

    def __init__(self, packs: Packs) -> None:
        self._catalogues, self._hidden = packs.catalogues, packs.redefined
        self._lexicon = Lexicon([catalogue.heads for catalogue in packs.catalogues])
        self._forms: dict[str, list[Form]] = {}
        self._patterns = [
            pattern for number in range(len(packs.catalogues)) for pattern in self._compiled_patterns(number)
        ]

    def _compiled_patterns(self, number: int) -> Iterator[tuple[Any, Mapping[str, Any]]]:
        for place in self._catalogues[number].patterns:
            term = self._catalogues[number].terms[place]
            if not number or term["id"] not in self._hidden:
                import re2

                options = re2.Options()
                options.max_mem, options.log_errors = _ROOM, False
                yield re2.compile(term["pattern"], options), term

    def _forms_of(self, head: str) -> list[Form]:
        """Return the forms that begin with a word, in the order of the rules."""
        forms = self._forms.get(head)
        if forms is None:
            forms = self._forms[head] = []
            for number, (_, _, place, form, kept, raised) in self._lexicon.entries(head):
                term = self._catalogues[number].terms[place]
                if not number or term["id"] not in self._hidden:
                    forms.append(Form(term, _following(form), kept, raised))
        return forms

    def are_absent(self, data: bytes) -> bool:
        """Say whether no term can stand in text that is UTF-8; False as long as that would take a long look."""
        return not self._patterns and self._lexicon.is_absent(data)

    def matches(self, text: str, context: Context) -> Iterator[Match]:
        """Yield every place of every form, whole words only."""
        for start, end, head in self._lexicon.find(text):
            for form in self._forms_of(head):
                found = form.rest.match(text, end)
                if found and _is_whole(start, found.end(), text, context):
                    yield Match(start, found.end(), form.term, form.kept, form.raised)
        for pattern, term in self._patterns:
            for found in pattern.finditer(text):
                if found.end() > found.start():
                    yield Match(found.start(), found.end(), term, captures=(found.group(), *found.groups()))


@lru_cache(maxsize=4096)
def _following(form: str) -> re.Pattern[str]:
    """Return what must stand behind the first word of a form."""
    rest = form.replace("’", "'").split()[1:]
    tail = "".join(_GAP + re.escape(word).replace("'", "['’]") for word in rest)
    return re.compile(tail + (r"(?!\w|-\w)" if form[-1:].isalnum() else ""))


def _is_whole(start: int, end: int, text: str, context: Context) -> bool:
    """Say whether an apostrophe at either end is an elided word of the language or an ending, not part of the word."""
    if text[start - 1 : start] in _APOSTROPHES:
        head = re.search(r"\w*\Z", text[max(0, start - 20) : start - 1])
        if head and head.group():
            lists = context.packs.words(context.language_at(start) or "")
            if not (lists and head.group().lower() in lists["function"]):
                return False
    if text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].isalnum():
        from lint.names.paradigms import analyses

        language = context.language_at(start) or ""
        word = re.search(r"\w*\Z", text[start:end])
        tail = re.match(r"\w+", text[end + 1 : end + 20])
        table = context.packs.inflection(language)
        if not (word and tail and table):
            return False
        whole = word.group() + text[end] + tail.group()
        return any(reading.lemma == word.group() for reading in analyses(whole, table)[1:])
    return True
