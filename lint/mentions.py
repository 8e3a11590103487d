"""Finding the names that the rules know: every place where a document names one, with how it is spelt there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lint.agreement import disagree, is_rare
from lint.document import Span
from lint.lexeme import Lexeme
from lint.mention import Mention, Word
from lint.names.headword import ANOTHER_NAME, Name, Standing, is_latin
from lint.names.layout import HYPHENS
from lint.names.paradigms import BASE, Cell, narrowed
from lint.names.tokens import Token, gap
from lint.recogniser import Hit, Recogniser, Variant

# A surname this short is a word or another name too often to be known without the given name beside it.
BARE_LENGTH = 6

# How far before a surname a title of its bearer may begin, in code points.
TITLE_REACH = 60

# A word in small letters inside a name: Jong-un, Deir ez-Zor, Frankfurt am Main, Côte d'Ivoire.
_SMALL = re.compile(r"[ \xa0\u202f\u2010\u2011-]((?:[^\W\d_]|['’ʼ])+)")

# What may stand between the words of a surname or of a name that is read as a whole.
_LINKS = frozenset({" ", "\xa0", "\u202f", "-", "\u2010", "\u2011"})

# Modifier letters that are written for a soft or hard sign, hamza or ayin, or for an apostrophe.
_SIGNS = "ʹʺʻʼʽʾʿˈ'’"

# What may stand between a given name, or its initial, and the next word.
_GIVEN_LINKS = (" ", ". ", ".", "-", ".-")


def _is_exact(cell: Cell, variant: Variant, language: str) -> bool:
    """Say whether a word stands as its language writes a name, without an ending."""
    right = variant.standing in (Standing.LISTED, Standing.ACCEPTED, Standing.DERIVED)
    return right and cell.case == "base" and variant.cost == 0 and variant.language == language


class Reader:
    """Reads one document: which of its tokens are words of which name."""

    def __init__(
        self,
        recogniser: Recogniser,
        text: str,
        tokens: Sequence[Token],
        lexemes: Sequence[Lexeme],
        words: Mapping[Lexeme, Sequence[int]],
    ) -> None:
        self.recogniser, self.text, self.tokens = recogniser, text, tokens
        self._lexemes, self._words = lexemes, words

    def mentions(self) -> list[Mention]:
        """Return the mentions of known names in the order of the text."""
        found: list[Mention] = []
        bare: list[tuple[int, list[Hit]]] = []
        read: list[range] = []  # the tokens that are words of a mention
        last = -1
        heads = sorted((number, word.hits) for word, numbers in self._words.items() if word.hits for number in numbers)
        for number, hits in heads:
            if number <= last:
                continue
            mention, last = self._complete(number, hits)
            if mention is None:
                bare.append((number, [hit for hit in hits if not hit.name.whole]))
                continue
            read.append(range(number, last + 1))
            if not self._is_another(mention, hits, self._language(number)):
                found.append(mention)
        found = self._told_apart(found)
        inside = {word.token.start for mention in found for word in mention.words}
        bare = [(number, hits) for number, hits in bare if self.tokens[number].start not in inside]
        found += self._surnames(bare, {mention.name.id for mention in found if not mention.is_another_name})
        found += self._slips(read)
        return sorted(map(self._trimmed, found), key=lambda mention: mention.span)

    def _told_apart(self, found: list[Mention]) -> list[Mention]:
        """Leave out namesakes: full names that a person may bear whom the document names nowhere as the rule does."""
        doubtful = [self._may_be_another(mention) for mention in found]
        named = {mention.name.id for mention, doubt in zip(found, doubtful, strict=True) if not doubt}
        return [m for m, doubt in zip(found, doubtful, strict=True) if not doubt or m.name.id in named]

    def _may_be_another(self, mention: Mention) -> bool:
        """Say whether a full name may be that of a namesake: Nikolai Azarov, Kim Jung-eun."""
        if mention.name.whole and not mention.name.layout:
            return False
        words = [word.variant for word in mention.words]
        if any(word.standing is Standing.SISTER for word in words):
            return True
        language = self._language(bisect_left(self.tokens, (mention.span.start,)))
        return (
            mention.name.whole
            and not mention.is_as_listed
            and any(word.standing is Standing.DERIVED for word in words)
            and self.recogniser.has_namesakes(mention.name, words, language)
        )

    def _trimmed(self, mention: Mention) -> Mention:
        """Leave out the signs behind a word that no spelling of the name has: the ʹ of Kazanʹ is its own."""
        if not any(word.token.text[-1] in _SIGNS for word in mention.words):
            return mention
        words = tuple(self._without_sign(word, mention) for word in mention.words)
        return mention._replace(words=words, span=Span(words[0].token.start, words[-1].token.end))

    def _without_sign(self, word: Word, mention: Mention) -> Word:
        token, bare = word.token, word.token.text.rstrip(_SIGNS)
        end = token.end - (len(token.text) - len(bare))
        if bare == token.text or word.cell.ending or self.text[end : token.end] != token.text[len(bare) :]:
            return word
        language = self._language(bisect_left(self.tokens, (token.start,)))
        size = len(mention.words) if mention.name.whole and word.place else 0
        variant = self.recogniser.explain(mention.name, word.role, word.place, bare, language, size)
        if variant is None or variant.cost >= word.variant.cost:
            return word
        return word._replace(token=token._replace(end=end, text=bare), variant=variant)

    def _language(self, number: int) -> str:
        return self._lexemes[number].language

    def _hits(self, number: int) -> tuple[Hit, ...]:
        """Return the names whose leading word this token can be."""
        return self._lexemes[number].hits

    def _complete(self, number: int, hits: Sequence[Hit]) -> tuple[Mention | None, int]:
        """Return the mention in which every word of a name stands, the cheapest, and the number of its last token."""
        best: tuple[tuple[float, int, bool, bool], Mention, int] | None = None
        for hit in hits:
            family = self._family(number, hit)
            words = family if hit.name.whole else self._with_given(number, hit.name, family)
            last = self._last(number, words) if words else number
            if not words or (not hit.name.whole and self._goes_on(last)):
                continue
            foreign = any(word.variant.language != self._language(number) for word in words)
            cost = sum(word.variant.cost for word in words)
            rank = (cost, -len(words), foreign, is_rare(hit.name, words[-1].cell) or disagree(words))
            if best is None or rank < best[0]:
                span = Span(words[0].token.start, words[-1].token.end)
                best = rank, Mention(span, hit.name, words, self._is_sure(number, last, hit.name, words)), last
        return (best[1], best[2]) if best else (None, number)

    def _is_sure(self, first: int, last: int, name: Name, words: Sequence[Word]) -> bool:
        """Say whether a mention with all its words can only be this name.

        A place beside an unknown name may be part of it (Hotel Kiev); the form that another language gives a person
        (Vladimir for Volodymyr) may be a namesake's own.
        """
        if name.whole:
            return not (self._stranger(first, -1) or self._stranger(last, 1))
        own = all(word.variant.native == name.language for word in words)
        return own and ANOTHER_NAME.isdisjoint(word.variant.standing for word in words)

    def _goes_on(self, number: int) -> bool:
        """Say whether a surname goes on behind a hyphen with what is no word (Zelensky-Meyer: another family)."""
        other = number + 1
        return other < len(self.tokens) and self._joined(number, other, HYPHENS) and not self._is_word(other)

    def _is_another_bearer(self, number: int) -> bool:
        """Say whether what stands around a bare surname makes it somebody else's."""
        if self._goes_on(number) and not self._hits(number + 1):
            return True
        return self._has_other_given(self._first(number, self._hits(number)))

    def _last(self, number: int, words: Sequence[Word]) -> int:
        """Return the number of the last token that lies in some words which begin with a token, or before it."""
        end = words[-1].token.end
        while number + 1 < len(self.tokens) and self.tokens[number + 1].start < end:
            number += 1
        return number

    def _family(self, number: int, hit: Hit) -> tuple[Word, ...]:
        """Return the words of a surname, or of a name that is read as a whole, if all of them follow one another."""
        for size in self.recogniser.sizes(hit.name, hit.variant):
            words = self._following(number, hit, size)
            if len(words) == size:
                return () if self._is_excepted(words, hit.name) else words
        return ()

    def _following(self, number: int, hit: Hit, size: int) -> tuple[Word, ...]:
        """Return as many words of a surname or whole name of so many words as stand from a token on."""
        words = [Word(self.tokens[number], "family", 0, hit.cell, hit.variant)]
        whole = size if hit.name.whole else 0
        while len(words) < size:
            end = words[-1].token.end
            after = self._last(number, words) + 1
            word = self._small(words[-1].token, hit.name, len(words), whole, self._language(number))
            if word is None and after < len(self.tokens) and self.text[end : self.tokens[after].start] in _LINKS:
                word = self._word(after, hit.name, "family", len(words), whole)
            if word is None:
                break
            words.append(word)
        return tuple(words)

    def _small(self, token: Token, name: Name, place: int, size: int, language: str) -> Word | None:
        """Return the next word of a name if it stands in small letters behind a hyphen or a space (Jong-un)."""
        found = _SMALL.match(self.text, token.end)
        if found is None or not found[1][0].islower():
            return None
        if found[0][0] not in HYPHENS and found[1] not in self.recogniser.small_words(name):
            return None
        variant = self.recogniser.explain(name, "family", place, found[1], language, size)
        return variant and Word(Token(*found.span(1), found[1], False), "family", place, BASE, variant)

    def _is_excepted(self, words: Sequence[Word], name: Name) -> bool:
        """Say whether the words stand in a phrase that the rule leaves alone (chicken Kiev)."""
        for phrase in name.record.get("not", ()):
            if " " in phrase and words:
                start, end = words[0].token.start, words[-1].token.end
                around = self.text[max(0, start - len(phrase)) : end + len(phrase)]
                if phrase.casefold() in around.casefold():
                    return True
        return False

    def _with_given(self, number: int, name: Name, family: tuple[Word, ...]) -> tuple[Word, ...]:
        """Return given name and surname if the given name, or its initial, stands before the surname at a token.

        In the name of a language that puts the family name first, the given name may stand behind it.
        """
        if not family:
            return ()
        before = self._given_before(number, name)
        if before is not None:
            return (*before, *family)
        after = self._given_after(self._last(number, family), name) if name.layout else ()
        return (*family, *after) if after else ()

    def _given_before(self, number: int, name: Name) -> tuple[Word, ...] | None:
        """Return the given names before a surname at a token, without initials; None if they are not the name's.

        Words between the first given name and the surname (a patronymic, a middle name) may be missing, and there may
        be a patronymic that the rule does not say.
        """
        at = self._particle(number, name) - 1
        if at < 0 or not self._is_linked(at, number, name):
            return None
        given: list[Word] = []
        place = self.recogniser.given_words(name) - 1
        if self.recogniser.is_patronymic(self.tokens[at].text, name) and not self._word(at, name, "given", place):
            at -= 1
        while place >= 0 and at >= 0 and (not given or self._joined(at, at + 1, _GIVEN_LINKS)):
            if len(self.tokens[at].text) == 1 and self.recogniser.is_initial(self.tokens[at].text, name, place):
                if place == 0:
                    return tuple(given)
                at -= 1
            elif word := self._word(at, name, "given", place):
                given.insert(0, word)
                at -= 1
            place -= 1
        return tuple(given) if given and given[0].place == 0 else None

    def _given_after(self, number: int, name: Name) -> tuple[Word, ...]:
        """Return the given names that follow the last token of a surname."""
        given: list[Word] = []
        while number + 1 < len(self.tokens) and self._joined(number, number + 1, (" ", "-")):
            word = self._word(number + 1, name, "given", len(given))
            if word is None:
                break
            given.append(word)
            number += 1
        return tuple(given)

    def _particle(self, number: int, name: Name) -> int:
        """Return the number of the first token that is a particle of a name (Van der Bellen), or of the surname."""
        particles = self.recogniser.particles(name)
        first = number
        while particles and first and self.tokens[first - 1].text.lower() in particles:
            if not self._is_linked(first - 1, number, name):
                break
            first -= 1
        return first

    def _is_linked(self, left: int, right: int, name: Name) -> bool:
        """Say whether a given name and a surname have nothing between them, or particles in any letters."""
        between = self.text[self.tokens[left].end : self.tokens[right].start]
        if between in _GIVEN_LINKS or between.isspace():
            return len(between) <= 2
        particles = self.recogniser.particles(name)
        words = between.removeprefix(".").replace("-", " ").lower().split()
        return bool(words) and particles.issuperset(words)

    def _word(self, number: int, name: Name, role: str, place: int, size: int = 0) -> Word | None:
        token, language = self.tokens[number], self._language(number)
        found: list[Word] = []
        for lemma, cell in self._lexemes[number].readings:
            variant = self.recogniser.explain(name, role, place, lemma, language, size)
            fitting = narrowed(cell, name.kind)
            if variant and fitting:
                found.append(Word(token, role, place, fitting, variant))
        return min(found, key=lambda word: word.variant.cost, default=None)

    def _joined(self, left: int, right: int, links: Iterable[str]) -> bool:
        """Say whether two tokens follow one another with nothing but one of these between (any space is a space)."""
        between = gap(self.text, self.tokens[left], self.tokens[right])
        return between in links or (len(between) == 1 and between.isspace() and " " in links)

    def _stranger(self, number: int, step: int) -> bool:
        """Say whether the next token on one side is joined to this one and may make another name of it (Hotel Kiev)."""
        other = number + step
        if not 0 <= other < len(self.tokens):
            return False
        left, right = min(number, other), max(number, other)
        if not self._joined(left, right, (" ",)) or (step > 0 and self.tokens[other].initial):
            return False
        return not self._is_word(other) and not self._hits(other)

    def _is_word(self, number: int) -> bool:
        return self._lexemes[number].is_word

    def _surnames(self, bare: Sequence[tuple[int, list[Hit]]], named: set[str]) -> Iterator[Mention]:
        """Yield the bare surnames that can only mean one person the rules know."""
        alone = [(number, hits) for number, hits in bare if not self._is_another_bearer(number)]
        places = {number for number, _ in alone}
        namesakes = {hit.variant.form for number, hits in bare if number not in places for hit in hits}
        for number, hits in alone:
            hits = [
                hit
                for hit in hits
                if hit.variant.standing is not Standing.WRONG and (not hit.look_alike or self._titled(number, hit.name))
            ]
            if any(hit.name.layout for hit in hits) and self._stranger(number, 1):
                continue  # of somebody else whose family name stands first
            anchored = [hit for hit in hits if hit.name.id in named]
            choice = anchored or hits
            if not choice or (not anchored and self._is_doubtful(number, choice, namesakes)):
                continue
            hit = min(choice, key=lambda hit: hit.variant.cost)
            words = self._family(number, hit)
            if words:
                sure = bool(anchored) or self._titled(number, hit.name)
                mention = Mention(Span(words[0].token.start, words[-1].token.end), hit.name, words, sure)
                if not self._is_another(mention, self._hits(number), self._language(number)):
                    yield mention

    def _is_another(self, mention: Mention, hits: Iterable[Hit], language: str) -> bool:
        """Say whether a word that spells one name by an ending or a detour is the exact form of another one."""
        word, *others = mention.words
        if others or _is_exact(word.cell, word.variant, language):
            return False
        return any(
            hit.name != mention.name and not hit.look_alike and _is_exact(hit.cell, hit.variant, language)
            for hit in hits
            if self.recogniser.sizes(hit.name, hit.variant) == (1,)
        )

    def _first(self, number: int, hits: Iterable[Hit]) -> int:
        """Return the number of the first particle before a surname, or of the surname."""
        return min((self._particle(number, hit.name) for hit in hits), default=number)

    def _is_doubtful(self, number: int, choice: Sequence[Hit], namesakes: set[str]) -> bool:
        """Say whether a bare surname that the document explains nowhere may be somebody else's."""
        least = min(hit.variant.cost for hit in choice)
        return (
            len({hit.name.id for hit in choice if hit.variant.cost == least}) > 1
            or choice[0].variant.form in namesakes
            or is_latin(choice[0].name.native[choice[0].name.language])  # many bear it, with one mark or another
            or len(self.tokens[number].text) < BARE_LENGTH
            or self._is_word(number)
            or self._stranger(number, 1)
        )

    def _titled(self, number: int, name: Name) -> bool:
        """Say whether one of the person's own titles stands right before."""
        start = self.tokens[number].start
        before = self.text[max(0, start - TITLE_REACH) : start].rstrip()
        return any(before.endswith(title) for title in name.record.get("titles", {}).get(self._language(number), ()))

    def _has_other_given(self, number: int) -> bool:
        """Say whether somebody else's given name, or its initial, stands before a surname."""
        if number == 0 or not self._joined(number - 1, number, (" ", ". ")):
            return False
        if gap(self.text, self.tokens[number - 1], self.tokens[number]) == ". ":
            return len(self.tokens[number - 1].text) == 1
        return not self._is_word(number - 1)

    def _slips(self, read: Iterable[range]) -> Iterator[Mention]:
        """Yield long words that nothing explains and that are one slip away from a name the rules know."""
        near = sorted((number, word.slips) for word, numbers in self._words.items() if word.slips for number in numbers)
        for number, hits in near:
            for hit in hits if not any(number in tokens for tokens in read) else ():
                words = self._slipped(number, hit)
                if words:
                    yield Mention(Span(words[0].token.start, self.tokens[number].end), hit.name, words, sure=False)
                    break

    def _slipped(self, number: int, hit: Hit) -> tuple[Word, ...]:
        """Return the words of a slip that can be meant: a whole name of one word, or a surname after its given name."""
        if not hit.name.whole:
            family = (Word(self.tokens[number], "family", 0, hit.cell, hit.variant),)
            words = self._with_given(number, hit.name, family)
            return words if len(words) > 1 else ()
        one_word = len(hit.name.parts(hit.name.native[hit.name.language]).family) == 1
        if not one_word or self._stranger(number, -1):
            return ()
        return (Word(self.tokens[number], "family", 0, hit.cell, hit.variant),)
