"""Listed abbreviations: which of them a word is, behind what ending, and which forms of it are right."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from lint.known.house import House
from lint.names.paradigms import Cell
from lint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lint.context import Context

# An ending without an apostrophe is believed behind so many letters.
STEM = 4


class Listed(NamedTuple):
    """A word as a listed abbreviation with an ending, and the forms that are right, the one to write first.

    None is right where the rule says that this form is another word.
    """

    term: Mapping[str, Any]
    lemma: str
    cell: Cell
    right: tuple[str, ...]


_memories: WeakKeyDictionary[House, dict[tuple[str, str], Listed | None]] = WeakKeyDictionary()
_MOST_WORDS = 65536


def listed(text: str, language: str, context: Context) -> Listed | None:
    """Return a word as the abbreviation it is, by the project's own rules first; kept for the next document."""
    memory = _memories.setdefault(context.house, {})
    word = (text, language)
    if word not in memory:
        if len(memory) >= _MOST_WORDS:
            memory.clear()
        memory[word] = _listed(text, language, context)
    return memory[word]


def _listed(text: str, language: str, context: Context) -> Listed | None:
    for number, catalogue in enumerate(context.packs.catalogues):
        for lemma, cell in context.packs.analyses(text, language):
            place = catalogue.acronyms.get(lemma.casefold())
            if place is None or not _is_certain(text, lemma, cell, language, context):
                continue
            term = catalogue.terms[place]
            if number and term["id"] in context.packs.redefined:
                continue
            if {lemma, text} & set(term.get("not", ())):
                return Listed(term, lemma, cell, ())
            right = _right(term, language, lemma, context)
            if right:
                return Listed(term, lemma, cell, right)
    return None


def _is_certain(text: str, lemma: str, cell: Cell, language: str, context: Context) -> bool:
    """Say whether an ending is one: behind an apostrophe, or behind a longer word that is no ordinary one with it."""
    if lemma == text or cell.ending[:1] in ("'", "’", ":"):
        return True
    return not cell.dropped and len(lemma) >= STEM and not context.is_word(text, language)


def _right(term: Mapping[str, Any], language: str, lemma: str, context: Context) -> tuple[str, ...]:
    """Return the forms of a word that are right in a language; none where the rule does not hold."""
    if language not in term.get("languages", (language,)):
        return ()
    style = context.house.style
    said = _of_language(style.write.get(term["id"]), language)
    accepted = style.accept.get(term["id"], {}).get(language)
    if accepted is None and (said is None or style.forms == "consistent"):
        accepted = _of_language(term.get("accept"), language)
    forms = (said or _of_language(term["write"], language), *(accepted or ()))
    return tuple(form for form in forms if form and form.casefold() == lemma.casefold())


def _of_language(said: Any, language: str) -> Any:
    """Return what a rule says for a language: its own word, else the word for every other."""
    return said.get(language, said.get("*")) if isinstance(said, Mapping) else said
