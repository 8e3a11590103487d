"""The words of a name that stand one behind another: a surname or a whole name, and the given names beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lint.known.lexeme import Lexeme
from lint.known.mention import Word
from lint.known.recogniser import Hit, Recogniser
from lint.names.headword import Name
from lint.names.layout import HYPHENS
from lint.names.paradigms import BASE, narrowed
from lint.names.tokens import Token, gap

# A word in small letters inside a name: Jong-un, Deir ez-Zor, Frankfurt am Main, Côte d'Ivoire.
_SMALL = re.compile(r"[ \xa0\u202f\u2010\u2011-]((?:[^\W\d_]|['’ʼ])+)")

# What stands behind a given name where a surname begins with a particle: Mishal Al-Ahmad, Hamad bin Isa.
_PARTICLE = re.compile(r"[ \xa0]([^\W\d_]+)[ \xa0\u2010\u2011-](?=[^\W\d_])")

# What may stand between the words of a surname or of a name that is read as a whole.
_LINKS = frozenset({" ", "\xa0", "\u202f", "-", "\u2010", "\u2011"})

# What may stand between a given name, or its initial, and the next word.
_GIVEN_LINKS = (" ", ". ", ".", "-", ".-")


class Phrases:
    """The capitalised words of one document by their numbers, with what stands around each of them."""

    def __init__(self, recogniser: Recogniser, text: str, tokens: Sequence[Token], lexemes: Sequence[Lexeme]) -> None:
        self._recogniser, self._text, self._tokens, self._lexemes = recogniser, text, tokens, lexemes

    def beginning(self, number: int) -> Sequence[Hit]:
        """Return the names that may begin at a token: where nothing of a name can follow it, those of one word."""
        lexeme = self._lexemes[number]
        if len(lexeme.lone_hits) == len(lexeme.hits) or self._may_go_on(number, lexeme):
            return lexeme.hits
        return lexeme.lone_hits

    def _may_go_on(self, number: int, lexeme: Lexeme) -> bool:
        """Say whether a capitalised word follows, or one in small letters that a name which begins so has there."""
        end, after = self._tokens[number].end, number + 1
        if after < len(self._tokens) and self._text[end : self._tokens[after].start] in _LINKS:
            return True
        found = _SMALL.match(self._text, end)
        return found is not None and (found[0][0] in HYPHENS or found[1] in lexeme.small_words)

    def family(self, number: int, hit: Hit) -> tuple[Word, ...]:
        """Return the words of a surname, or of a name that is read as a whole, if all of them follow one another."""
        for size in hit.sizes:
            words = self._following(number, hit, size)
            if len(words) == size:
                return () if self._is_excepted(words, hit.name) else words
        return ()

    def _following(self, number: int, hit: Hit, size: int) -> tuple[Word, ...]:
        """Return as many words of a surname or whole name of so many words as stand from a token on."""
        words = [Word(self._tokens[number], "family", 0, hit.cell, hit.variant)]
        whole = size if hit.name.whole else 0
        while len(words) < size:
            end = words[-1].token.end
            after = self.last(number, words) + 1
            word = self._small(words[-1].token, hit.name, len(words), whole, self._lexemes[number].language)
            if word is None and after < len(self._tokens) and self._text[end : self._tokens[after].start] in _LINKS:
                word = self._word(after, hit.name, "family", len(words), whole)
            if word is None:
                break
            words.append(word)
        return tuple(words)

    def last(self, number: int, words: Sequence[Word]) -> int:
        """Return the number of the last token that lies in some words which begin with a token, or before it."""
        end = words[-1].token.end
        while number + 1 < len(self._tokens) and self._tokens[number + 1].start < end:
            number += 1
        return number

    def _small(self, token: Token, name: Name, place: int, size: int, language: str) -> Word | None:
        """Return the next word of a name if it stands in small letters behind a hyphen or a space (Jong-un)."""
        found = _SMALL.match(self._text, token.end)
        if found is None or not found[1][0].islower():
            return None
        if found[0][0] not in HYPHENS and found[1] not in self._recogniser.small_words(name):
            return None
        token = Token(*found.span(1), found[1], False)
        variant = self._recogniser.explain(name, "family", place, found[1], language, size)
        if variant or found[0][0] not in HYPHENS:
            return variant and Word(token, "family", place, BASE, variant)
        word = self._recogniser.lexemes(language)[found[1][0].upper() + found[1][1:]]
        return self._fitting(token, word, name, "family", place, size, small=True)

    def _is_excepted(self, words: Sequence[Word], name: Name) -> bool:
        """Say whether the words stand in a phrase that the rule leaves alone (chicken Kiev)."""
        for phrase in name.record.get("not", ()):
            if " " in phrase:
                start, end = words[0].token.start, words[-1].token.end
                around = self._text[max(0, start - len(phrase)) : end + len(phrase)]
                if phrase.casefold() in around.casefold():
                    return True
        return False

    def with_given(self, number: int, name: Name, family: tuple[Word, ...]) -> tuple[Word, ...]:
        """Return given name and surname if the given name, or its initial, stands before the surname at a token.

        In the name of a language that puts the family name first, the given name may stand behind it.
        """
        if not family:
            return ()
        before = self._given_before(number, name)
        if before is not None:
            return (*before, *family)
        after = self._given_after(self.last(number, family), name) if name.layout else ()
        return (*family, *after) if after else ()

    def _given_before(self, number: int, name: Name) -> tuple[Word, ...] | None:
        """Return the given names before a surname at a token, without initials; None if they are not the name's.

        Words between the first given name and the surname (a patronymic, a middle name) may be missing, and there may
        be a patronymic that the rule does not say.
        """
        last = at = self._particle(number, name) - 1
        if at < 0 or not self._is_linked(at, number, name):
            return None
        given: list[Word] = []
        place = self._recogniser.given_words(name) - 1
        if self._recogniser.is_patronymic(self._tokens[at].text, name) and not self._word(at, name, "given", place):
            at -= 1
        while place >= 0 and at >= 0 and (not given or self.are_joined(at, at + 1, _GIVEN_LINKS)):
            if len(self._tokens[at].text) == 1 and self._recogniser.is_initial(self._tokens[at].text, name, place):
                if place == 0:
                    return tuple(given)
                at -= 1
            elif word := self._word(at, name, "given", place):
                given.insert(0, word)
                at -= 1
            place -= 1
        if given and given[0].place == 0:
            return tuple(given)
        return None if given else self._given_as_one(last, name)

    def _given_as_one(self, number: int, name: Name) -> tuple[Word, ...] | None:
        """Return a token that is all the given names of a person in one word (Abdelfattah)."""
        token, lexeme = self._tokens[number], self._lexemes[number]
        variant = self._recogniser.explain_given(name, lexeme.text, lexeme.language)
        return (Word(token, "given", 0, BASE, variant),) if variant else None

    def _given_after(self, number: int, name: Name) -> tuple[Word, ...]:
        """Return the given names that follow the last token of a surname."""
        given: list[Word] = []
        while number + 1 < len(self._tokens) and self.are_joined(number, number + 1, (" ", "-")):
            word = self._word(number + 1, name, "given", len(given))
            if word is None:
                break
            given.append(word)
            number += 1
        return tuple(given)

    def first(self, number: int, hits: Iterable[Hit]) -> int:
        """Return the number of the first particle before a surname at a token, or of the surname."""
        return min((self._particle(number, hit.name) for hit in hits), default=number)

    def _particle(self, number: int, name: Name) -> int:
        """Return the number of the first token that is a particle of a name (Van der Bellen), or of the surname."""
        particles = self._recogniser.particles(name)
        first = number
        while particles and first and self._tokens[first - 1].text.lower() in particles:
            if not self._is_linked(first - 1, number, name):
                break
            first -= 1
        return first

    def _is_linked(self, left: int, right: int, name: Name) -> bool:
        """Say whether a given name and a surname have nothing between them, or particles in any letters."""
        between = self._text[self._tokens[left].end : self._tokens[right].start]
        if between in _GIVEN_LINKS or between.isspace():
            return len(between) <= 2
        particles = self._recogniser.particles(name)
        words = between.removeprefix(".").replace("-", " ").lower().split() if particles else ()
        return bool(words) and particles.issuperset(words)

    def _word(self, number: int, name: Name, role: str, place: int, size: int = 0) -> Word | None:
        return self._fitting(self._tokens[number], self._lexemes[number], name, role, place, size)

    def _fitting(
        self, token: Token, lexeme: Lexeme, name: Name, role: str, place: int, size: int, small: bool = False
    ) -> Word | None:
        """Return a token as the word of a name, without an ending if it may have one, or nothing."""
        found: list[Word] = []
        for lemma, cell in lexeme.readings:
            form = lemma[0].lower() + lemma[1:] if small else lemma
            variant = self._recogniser.explain(name, role, place, form, lexeme.language, size)
            fitting = narrowed(cell, name.kind)
            if variant and fitting:
                found.append(Word(token, role, place, fitting, variant))
        return min(found, key=lambda word: word.variant.cost, default=None)

    def are_joined(self, left: int, right: int, links: Iterable[str]) -> bool:
        """Say whether two tokens follow one another with nothing but one of these between (any space is a space)."""
        between = gap(self._text, self._tokens[left], self._tokens[right])
        return between in links or (len(between) == 1 and between.isspace() and " " in links)

    def is_before_particle(self, number: int) -> bool:
        """Say whether a particle and a surname follow a word, which is a given name then (Mishal Al-Ahmad)."""
        found = _PARTICLE.match(self._text, self._tokens[number].end)
        if found is None or not self._text[found.end()].isupper():
            return False
        joined = found[0][-1] in HYPHENS or found[1][0].isupper()
        return self._recogniser.is_particle(found[1].lower(), "" if joined else self._lexemes[number].language)

    def goes_on(self, number: int) -> bool:
        """Say whether a surname goes on behind a hyphen with what is no word (Zelensky-Meyer: another family)."""
        other = number + 1
        return (
            other < len(self._tokens) and self.are_joined(number, other, HYPHENS) and not self._lexemes[other].is_word
        )
