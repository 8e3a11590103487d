"""Finding the names that the rules know: every place where a document names one, with how it is spelt there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lint.document import Span
from lint.known.agreement import disagree, is_of_a_woman, is_rare
from lint.known.lexeme import LENDER, Lexeme
from lint.known.mention import Mention, Word
from lint.known.phrases import Phrases
from lint.known.recogniser import Hit, Recogniser, Variant
from lint.names.headword import ANOTHER_NAME, Name, Standing, is_latin
from lint.names.paradigms import Cell
from lint.names.tokens import Token, gap

# A surname this short is a word or another name too often to be known without the given name beside it.
BARE_LENGTH = 6

# How far before a surname a title of its bearer may begin, in code points.
TITLE_REACH = 60

# Modifier letters that are written for a soft or hard sign, hamza or ayin, or for an apostrophe.
_SIGNS = "ʹʺʻʼʽʾʿˈ'’"

_OWN = (Standing.LISTED, Standing.DERIVED)


def _is_exact(cell: Cell, variant: Variant, language: str) -> bool:
    """Say whether a word stands as its language writes a name, without an ending."""
    right = variant.standing in (Standing.LISTED, Standing.ACCEPTED, Standing.DERIVED)
    return right and cell.case == "base" and variant.cost == 0 and variant.language == language


def _family_of(name: Name) -> tuple[str, ...]:
    """Return the surname of a person in its own script."""
    return tuple(name.parts(name.native[name.language]).family)


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
        self._recogniser, self._text, self._tokens = recogniser, text, tokens
        self._lexemes, self._words = lexemes, words
        self._phrases = Phrases(recogniser, text, tokens, lexemes)

    def mentions(self) -> list[Mention]:
        """Return the mentions of known names in the order of the text."""
        found: list[Mention] = []
        bare: list[tuple[int, Sequence[Hit]]] = []
        read: list[range] = []  # the tokens that are words of a mention
        last = -1
        for number in sorted(number for word, numbers in self._words.items() if word.hits for number in numbers):
            if number <= last:
                continue
            mention, last = self._complete(number)
            if mention:
                read.append(range(number, last + 1))
                if not self._is_another(mention, number):
                    found.append(mention)
            elif self._lexemes[number].persons:
                bare.append((number, self._lexemes[number].persons))
        found = self._told_apart(found)
        inside = {word.token.start for mention in found for word in mention.words}
        bare = [(number, hits) for number, hits in bare if self._tokens[number].start not in inside]
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
        language = self._language_at(mention.span.start)
        return (
            mention.name.whole
            and not mention.is_as_listed
            and any(word.standing is Standing.DERIVED for word in words)
            and self._recogniser.has_namesakes(mention.name, words, language)
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
        if bare == token.text or word.cell.ending or self._text[end : token.end] != token.text[len(bare) :]:
            return word
        language = self._language_at(token.start)
        size = len(mention.words) if mention.name.whole and word.place else 0
        variant = self._recogniser.explain(mention.name, word.role, word.place, bare, language, size)
        if variant is None or variant.cost >= word.variant.cost:
            return word
        return word._replace(token=token._replace(end=end, text=bare), variant=variant)

    def _language_at(self, start: int) -> str:
        """Return the language of the token that begins at a place."""
        return self._lexemes[bisect_left(self._tokens, (start,))].language

    def _complete(self, number: int) -> tuple[Mention | None, int]:
        """Return the mention in which every word of a name stands, the cheapest, and the number of its last token."""
        best: tuple[tuple[float, int, bool, bool], Mention, int] | None = None
        phrases, language = self._phrases, self._lexemes[number].language
        for hit in phrases.beginning(number):
            family = phrases.family(number, hit)
            words = family if hit.name.whole else phrases.with_given(number, hit.name, family)
            last = phrases.last(number, words) if words else number
            if not words or (self._is_a_word(number, words) if hit.name.whole else phrases.goes_on(last)):
                continue
            if is_of_a_woman(words, language, self._recogniser):
                continue
            foreign = any(word.variant.language != language for word in words)
            cost = sum(word.variant.cost for word in words)
            rank = (cost, -len(words), foreign, is_rare(hit.name, words[-1].cell) or disagree(words))
            if best is None or rank < best[0]:
                span = Span(words[0].token.start, words[-1].token.end)
                best = rank, Mention(span, hit.name, words, self._is_sure(number, last, hit.name, words)), last
        return (best[1], best[2]) if best else (None, number)

    def _is_a_word(self, number: int, words: Sequence[Word]) -> bool:
        """Say whether what only another language calls a name is an ordinary word here (Human, Polish for Uman)."""
        (variant, *others), language = [word.variant for word in words], self._lexemes[number].language
        return not others and (variant.language != language or variant.cost > 0) and self._is_word(number, variant)

    def _is_word(self, number: int, variant: Variant) -> bool:
        """Say whether a capitalised word is an ordinary one here, or one of English and no English form of a name."""
        lexeme = self._lexemes[number]
        return lexeme.is_word or (variant.language != LENDER and lexeme.is_lent)

    def _is_sure(self, first: int, last: int, name: Name, words: Sequence[Word]) -> bool:
        """Say whether a mention with all its words can only be this name.

        A place beside an unknown name may be part of it (Hotel Kiev); the form that another language gives a person
        (Vladimir for Volodymyr) may be a namesake's own.
        """
        if name.whole:
            return not (self._stranger(first, -1) or self._stranger(last, 1))
        own = all(word.variant.native == name.language for word in words)
        return own and ANOTHER_NAME.isdisjoint(word.variant.standing for word in words)

    def _is_another_bearer(self, number: int) -> bool:
        """Say whether what stands around a bare surname makes it somebody else's."""
        hits = self._lexemes[number].hits
        goes_on = self._phrases.goes_on(number) and not self._lexemes[number + 1].hits
        if goes_on and not any(len(self._phrases.family(number, hit)) > 1 for hit in hits):
            return True
        return self._phrases.is_before_particle(number) or self._has_other_given(self._phrases.first(number, hits))

    def _stranger(self, number: int, step: int) -> bool:
        """Say whether the next token on one side is joined to this one and may make another name of it (Hotel Kiev)."""
        other = number + step
        if not 0 <= other < len(self._tokens):
            return False
        left, right = min(number, other), max(number, other)
        if not self._phrases.are_joined(left, right, (" ",)) or (step > 0 and self._tokens[other].initial):
            return False
        return not self._lexemes[other].is_word and not self._lexemes[other].hits

    def _surnames(self, bare: Sequence[tuple[int, Sequence[Hit]]], named: set[str]) -> Iterator[Mention]:
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
            if anchored and all(hit.variant.standing is Standing.ACCEPTED for hit in anchored):
                # Olena Selenska is called Selenskyj now and then, and her husband always.
                families = {_family_of(hit.name) for hit in anchored}
                exact = [hit for hit in hits if hit.variant.standing in _OWN and hit.variant.cost == 0]
                others = [hit for hit in exact if _family_of(hit.name) not in families]
                anchored, hits = ([], others) if others else (anchored, hits)
            choice = anchored or hits
            if not choice or (not anchored and self._is_doubtful(number, choice, namesakes)):
                continue
            hit = min(choice, key=lambda hit: hit.variant.cost)
            words = self._phrases.family(number, hit)
            mistaken = any(word.variant.standing is Standing.WRONG for word in words)
            if words and (anchored or not mistaken):
                sure = bool(anchored) or self._titled(number, hit.name)
                mention = Mention(Span(words[0].token.start, words[-1].token.end), hit.name, words, sure)
                if not self._is_another(mention, number):
                    yield mention

    def _is_another(self, mention: Mention, number: int) -> bool:
        """Say whether a word that spells one name by an ending or a detour is the exact form of another one."""
        word, *others = mention.words
        language = self._lexemes[number].language
        if others or _is_exact(word.cell, word.variant, language):
            return False
        return any(
            hit.name != mention.name and not hit.look_alike and _is_exact(hit.cell, hit.variant, language)
            for hit in self._lexemes[number].hits
            if hit.sizes == (1,)
        )

    def _is_doubtful(self, number: int, choice: Sequence[Hit], namesakes: set[str]) -> bool:
        """Say whether a bare surname that the document explains nowhere may be somebody else's."""
        least = min(hit.variant.cost for hit in choice)
        return (
            len({hit.name.id for hit in choice if hit.variant.cost == least}) > 1
            or choice[0].variant.form in namesakes
            or is_latin(choice[0].name.native[choice[0].name.language])  # many bear it, with one mark or another
            or len(self._tokens[number].text) < BARE_LENGTH
            or self._is_word(number, choice[0].variant)
            or self._stranger(number, 1)
        )

    def _titled(self, number: int, name: Name) -> bool:
        """Say whether one of the person's own titles stands right before."""
        start = self._tokens[number].start
        before = self._text[max(0, start - TITLE_REACH) : start].rstrip()
        return any(
            before.endswith(title) for title in name.record.get("titles", {}).get(self._lexemes[number].language, ())
        )

    def _has_other_given(self, number: int) -> bool:
        """Say whether somebody else's given name, or its initial, stands before a surname."""
        if number == 0 or not self._phrases.are_joined(number - 1, number, (" ", ". ")):
            return False
        if gap(self._text, self._tokens[number - 1], self._tokens[number]) == ". ":
            return len(self._tokens[number - 1].text) == 1
        before = self._lexemes[number - 1]
        return not before.is_word or (before.is_known_given and not self._tokens[number - 1].initial)

    def _slips(self, read: Iterable[range]) -> Iterator[Mention]:
        """Yield words that nothing explains and that are one slip away from a name the rules know."""
        near = sorted((number, word.slips) for word, numbers in self._words.items() if word.slips for number in numbers)
        for number, hits in near:
            for hit in hits if not any(number in tokens for tokens in read) else ():
                words = self._slipped(number, hit)
                if words:
                    yield Mention(Span(words[0].token.start, self._tokens[number].end), hit.name, words, sure=False)
                    break

    def _slipped(self, number: int, hit: Hit) -> tuple[Word, ...]:
        """Return the words of a slip that can be meant: a whole name of one word, or a surname after its given name."""
        if not hit.name.whole:
            family = (Word(self._tokens[number], "family", 0, hit.cell, hit.variant),)
            words = self._phrases.with_given(number, hit.name, family)
            # Beside a given name that is another's too (Mikhail for Mykhailo), the surname is rather another's as well.
            own = all(word.variant.native == hit.name.language for word in words)
            return words if own and len(words) > 1 else ()
        one_word = len(hit.name.parts(hit.name.native[hit.name.language]).family) == 1
        if not one_word or self._stranger(number, -1) or self._lexemes[number].is_lent:
            return ()
        return (Word(self._tokens[number], "family", 0, hit.cell, hit.variant),)
