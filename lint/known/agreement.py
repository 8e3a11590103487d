"""In which cells of their paradigms the words of a mention can stand, and which of these all of them share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from lint.known.mention import Mention, Word
from lint.known.recogniser import Recogniser
from lint.names.headword import Name, is_latin
from lint.names.paradigms import BASE, Cell, inflect, is_declined, is_woman, narrowed, unchanged
from lint.packs import Packs

_Place = tuple[str, str]
"""Case and number."""

_BASE = ("base", "sg")


def is_rare(name: Name, cell: Cell) -> bool:
    """Say whether an ending that can be read as several cases hardly means this one: places stand in the locative."""
    return name.kind == "place" and cell.case in ("dat", "voc")


def disagree(words: Sequence[Word]) -> bool:
    """Say whether a given name is inflected and the surname after it is read as another case."""
    given, family = words[0].cell, words[-1].cell
    return words[0].role == "given" and given.case not in ("base", family.case)


def is_of_a_woman(words: Sequence[Word], language: str, recogniser: Recogniser) -> bool:
    """Say whether words that spell a man's name, the given name inflected, are a woman's (Jana Novak, of Jan Novak)."""
    given, as_listed = words[0], [word.variant.form for word in words[1:] if word.cell == BASE]
    if given.role != "given" or given.cell == BASE or given.cell.gender not in ("m", "any") or not as_listed:
        return False
    table, text = recogniser.inflection(language), given.token.text
    if table is None or not (is_woman(text, table) or recogniser.lexemes(language)[text].is_known_given):
        return False
    return is_declined(as_listed, given.cell.case, table)


def readings(mention: Mention, language: str, recogniser: Recogniser, packs: Packs) -> list[Mention]:
    """Return a mention in every way its words can be read in copy of a language, its own first.

    The words share case, number and gender; one that stands as it is listed beside an inflected one (Kim Jong Una) may
    go on to do so, unless its language leaves it unchanged in that case (Лукашенко). A reading counts that is no
    farther from a spelling of the name than the mention's own, with an ending of the copy's language, or of that of
    the native form where its letters are the same. Nobody is called by name in news copy: the vocative counts only
    where the mention's own is one.
    """
    own = {_place(word.cell) for word in mention.words}
    found = [tuple(_words(word, mention, language, recogniser, packs)) for word in mention.words]
    others = [
        mention._replace(words=words)
        for place in dict.fromkeys(_place(word.cell) for words in found for word in words)
        for words in product(*(_of(place, words, len(own) > 1) for words in found))
        if words != mention.words and _is_of_one_gender(words)
    ]
    agreed = [other for other in others if len({_place(word.cell) for word in other.words}) == 1]
    return agreed if agreed and len(own) > 1 and _BASE in own else [mention, *others]


def _words(word: Word, mention: Mention, language: str, recogniser: Recogniser, packs: Packs) -> Iterator[Word]:
    """Yield a word in every cell in which it can spell its part of the name, its own first."""
    known = {word}
    yield word
    name = mention.name
    size = len(mention.words) if name.whole and word.place else 0
    likely = (*_analyses(word, language, recogniser, packs), *_unchanged(word, mention, language, packs))
    for lemma, cell in likely:
        variant = recogniser.explain(name, word.role, word.place, lemma, language, size)
        fitting = narrowed(cell, name.kind)
        if not variant or not fitting or variant.cost > word.variant.cost:
            continue
        other = word._replace(cell=fitting, variant=variant)
        if other not in known and fitting.case != "voc" and not is_rare(name, fitting):
            known.add(other)
            yield other


def _analyses(word: Word, language: str, recogniser: Recogniser, packs: Packs) -> Iterator[tuple[str, Cell]]:
    """Yield what a word can be by the paradigms of the copy, or by those of the language the word is of."""
    text = word.token.text
    known = set(_undone(text, language, packs))
    for other in _foreign(word, language):
        # The ending is another language's, so that only its place in the paradigm carries over.
        known.update((lemma, cell._replace(dropped="", ending="")) for lemma, cell in _undone(text, other, packs))
    yield from (reading for reading in recogniser.readings(text, language) if reading in known)


def _unchanged(word: Word, mention: Mention, language: str, packs: Packs) -> Iterator[tuple[str, Cell]]:
    """Yield the cells in which a word that stands as it is listed does not show them.

    Many surnames stay unchanged where a woman bears them, so that only an inflected given name says it of one.
    """
    text, kind = word.token.text, mention.name.kind
    is_shown = any(other.cell != BASE for other in mention.words)
    for of in (language, *_foreign(word, language)) if word.cell == BASE else ():
        table = packs.inflection(of)
        if table:
            genders = "mfn" if kind == "place" or is_shown else "mn"
            yield from ((text, cell) for cell in unchanged(text, kind, genders, table))


def _foreign(word: Word, language: str) -> list[str]:
    """Return the languages other than that of the copy of whose form a word in their letters is."""
    if is_latin(word.token.text):
        return []
    return sorted({word.variant.native, word.variant.language} - {language})


def _undone(text: str, language: str, packs: Packs) -> Iterator[tuple[str, Cell]]:
    """Yield what a word can be by the narrowest paradigm of the lemma: that gives the word again."""
    table = packs.inflection(language)
    for lemma, cell in packs.analyses(text, language) if table else ():
        if inflect(lemma, cell, table) == text:
            yield lemma, cell


def _of(place: _Place, words: Sequence[Word], mixed: bool) -> Sequence[Word]:
    """Return the words that stand in a case; where they have none and the mention is ``mixed``, as it is listed."""
    found = [word for word in words if _place(word.cell) == place]
    return found or [word for word in words[:1] if mixed and word.cell == BASE]


def _is_of_one_gender(words: Sequence[Word]) -> bool:
    return len({word.cell.gender for word in words} - {"any"}) < 2


def _place(cell: Cell) -> _Place:
    return cell.case, cell.number
