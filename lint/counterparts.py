"""Names of an original and what stands for them in the translation: by which spelling, or by one that is a slip."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from lint.context import Context
from lint.document import Segment, Span
from lint.known.mention import Mention
from lint.names.acceptance import Lattice, forms, lattice, match, prepare
from lint.names.near import is_letter_off
from lint.names.paradigms import Cell
from lint.names.romanisation import romanise
from lint.names.tokens import Token, gap
from lint.typed import NamedTuple

SHORTEST = 4  # letters; a shorter word is too near to too many others
TELLING = 8  # letters of a name whose ending alone shows that it is one of the original's language
SAME = 0.93  # likeness from which two spellings are read alike
_FORMS = 8


class Original(NamedTuple):
    """A name as it stands in the original: what it may be without its ending, and the given name before it.

    ``mention`` is set where the rules know it; ``native`` says that it is a name of the original's own language.
    """

    lemmas: tuple[str, ...]
    language: str
    native: bool
    mention: Mention | None


class Spelt(NamedTuple):
    """A word of the translation that a system of romanisation writes for a name of the original."""

    token: Token
    form: str  # without its ending
    cell: Cell


class Pair(NamedTuple):
    """A name of the original with the words that stand for it, or else the one that nearly does."""

    original: Original
    lemma: str  # of the original
    spelt: tuple[Spelt, ...]
    near: Spelt | None


class Exchange(NamedTuple):
    """A name of the original that the rules know, and another one that stands in its place.

    ``standard`` is how the house writes the right one in the language of the copy, ``spelt`` the word in whose place it
    goes, None where there are several.
    """

    original: Mention
    found: Mention
    standard: str
    spelt: Spelt | None


class Reader:
    """Reads the segments of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._starts = [token.start for token in context.tokens]
        self._mentions = sorted(context.mentions, key=lambda mention: mention.span)
        self._places = [mention.span.start for mention in self._mentions]
        self._longest = max((mention.span.end - mention.span.start for mention in self._mentions), default=0)
        self._lattice = lru_cache(maxsize=4096)(self._lattice_of)
        self._beside = lru_cache(maxsize=1)(self._context_beside)
        given = context.packs.given
        self._given = {native for natives in given["forms"].values() for _, native, *_ in natives}
        self._endings: tuple[str, ...] = given["surnames"]

    def pairs(self, segment: Segment) -> Iterator[Pair]:
        """Yield the names of a segment's original that are explained, or nearly, in its translation."""
        tokens = self._words(segment.target)
        names = list(self._originals(segment))
        explained: set[int] = set()
        missing: list[Original] = []
        for name in names:
            for lemma in name.lemmas:
                spelt = tuple(filter(None, (self._spelt(lemma, name.language, token) for token in tokens)))
                if spelt:
                    explained.update(each.token.start for each in spelt)
                    yield Pair(name, lemma, spelt, None)
                    break
            else:
                missing.append(name)
        said = {mention.name.id for mention in self._mentions_at(segment.target)}
        free = [token for token in tokens if token.start not in explained and self._may_be_slip(token, segment)]
        for name in missing:
            if name.mention is None or name.mention.name.id not in said:
                yield from self._near(name, free)

    def exchanges(self, segment: Segment) -> Iterator[Exchange]:
        """Yield the names that the rules know and that are exchanged for others: Kherson where the original has Харків.

        It must be the only one of its kind that the translation lacks, and the other the only one that the original
        lacks; and they begin alike, since a translator may well write Russia for Moscow.
        """
        there = self._mentions_at(segment.target)
        beside = self._beside(segment.source, segment.source_language) if there else None
        if beside is None or not beside.mentions:
            return
        said, meant = ({mention.name.id for mention in mentions} for mentions in (there, beside.mentions))
        missing = [mention for mention in beside.mentions if mention.name.id not in said]
        strange = [mention for mention in there if mention.name.id not in meant]
        for original in missing:
            kind = original.name.kind
            alone = [mention for mention in missing if mention.name.kind == kind] == [original]
            others = [mention for mention in strange if mention.name.kind == kind]
            if alone and len(others) == 1 and original.sure and others[0].sure:
                yield from self._exchange(original, others[0])

    def _exchange(self, original: Mention, found: Mention) -> Iterator[Exchange]:
        """Yield two names as exchanged if they begin alike and what stands there is no spelling of the right one."""
        language = self._context.language_at(found.span.start) or ""
        form = self._context.house.form(original.name, language)
        first = next(word.variant.form for word in found.words if word.role == "family")
        if form is None or form.parts.family[0][:1].casefold() != first[:1].casefold():
            return
        lexemes = [self._context.lexeme(word.token.text, language) for word in found.words]
        if not any(hit.name.id == original.name.id for lexeme in lexemes for hit in (*lexeme.hits, *lexeme.slips)):
            word, *others = found.words
            is_one = found.name.whole and not others and " " not in form.text
            spelt = Spelt(word.token, word.variant.form, word.cell) if is_one else None
            yield Exchange(original, found, form.text, spelt)

    def _context_beside(self, text: str, language: str | None) -> Context:
        return self._context.beside(text, language)

    def _words(self, span: Span) -> list[Token]:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [token for token in self._context.tokens[first:last] if len(token.text) >= SHORTEST]

    def _mentions_at(self, span: Span) -> list[Mention]:
        """Return the mentions of the translation that meet a span."""
        first, last = bisect_left(self._places, span.start - self._longest), bisect_left(self._places, span.end)
        return [mention for mention in self._mentions[first:last] if mention.span.meets(span)]

    def _originals(self, segment: Segment) -> Iterator[Original]:
        """Yield the names of an original in a script of its own that has capitals and a table."""
        beside = self._beside(segment.source, segment.source_language)
        language = beside.language
        if language is None or self._context.packs.system(language) is None:
            return
        known = {word.token.start: mention for mention in beside.mentions for word in mention.words}
        before: Token | None = None
        for token in beside.tokens:
            joined = before is not None and gap(segment.source, before, token) == " "
            given = self._lemmas(before.text, language) if before and joined else ()
            native = not self._given.isdisjoint(given) or beside.is_native_name(token.text, language)
            before = token
            if len(token.text) < SHORTEST or beside.is_word(token.text, language):
                continue
            if self._given.isdisjoint(lemmas := self._lemmas(token.text, language)):
                yield Original(lemmas, language, native, known.get(token.start))

    def _lemmas(self, word: str, language: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(analysis.lemma for analysis in self._context.packs.analyses(word, language)))

    def _spelt(self, native: str, language: str, token: Token) -> Spelt | None:
        """Say whether a word of the translation is a spelling of a native form, with whatever ending."""
        known = self._lattice(native, language)
        target = self._context.language_at(token.start)
        for lemma, cell in self._context.packs.analyses(token.text, target):
            if match(lemma, known):
                return Spelt(token, lemma, cell)
        return None

    def _lattice_of(self, native: str, language: str) -> Lattice:
        return lattice(native, self._context.packs.system(language))

    def _may_be_slip(self, token: Token, segment: Segment) -> bool:
        """Say whether a word of the translation is a name that nothing else explains."""
        context = self._context
        place = Span(token.start, token.end)
        return not (
            token.text.isupper()
            or token.text in segment.source
            or token.text.lower() in context.lower_words
            or context.is_word(token.text, context.language_at(token.start))
            or self._mentions_at(place)
        )

    def _near(self, name: Original, tokens: list[Token]) -> Iterator[Pair]:
        """Yield a name with the one word that is a letter off a spelling of it."""
        found = {
            token.start: (lemma, Spelt(token, form, cell))
            for token in tokens
            for lemma, written in self._likely(name, self._context.language_at(token.start) or "")
            for form, cell in self._context.packs.analyses(token.text, self._context.language_at(token.start))
            if any(is_letter_off(prepare(form), each) and self._is_own(name, form, each) for each in written)
        }
        if len(found) == 1:
            lemma, spelt = next(iter(found.values()))
            yield Pair(name, lemma, (), spelt)

    def _likely(self, name: Original, target: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield what a name may be without its ending, the longest first, with its spellings.

        Of the many things that an ending can be taken off, those that end as surnames do are meant.
        """
        spellings = [(lemma, self._forms(lemma, name.language, target)) for lemma in name.lemmas]
        likely = [each for each in spellings if any(form.endswith(self._endings) for form in each[1])]
        yield from sorted(likely or spellings[:1], key=_length, reverse=True)

    def _is_own(self, name: Original, form: str, standard: str) -> bool:
        """Say whether a name is of the original's own language: any other is written as its bearer writes it."""
        if name.native or name.mention:
            return True
        ending = max((each for each in self._endings if standard.endswith(each)), key=len, default="")
        if not ending or len(standard) < TELLING or not prepare(form).endswith(ending):
            return False
        from lint.names.comparison import compare

        return compare(form, standard, self._context.packs.orthographies).score < SAME

    def standard(self, native: str, language: str, target: str) -> str | None:
        """Return how a language of copy writes a native form, or None if the table does not say."""
        table = self._context.packs.system(language)
        return romanise(native, table, target) if target in table["columns"] else None

    def _forms(self, native: str, language: str, target: str) -> tuple[str, ...]:
        table = self._context.packs.system(language)
        return tuple(map(prepare, forms(native, table, target, _FORMS))) if target in table["columns"] else ()


def _length(spelling: tuple[str, tuple[str, ...]]) -> int:
    return len(spelling[0])
