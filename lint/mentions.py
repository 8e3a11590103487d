"""Finding the names that the rules know: every place where a document names one, with how it is spelt there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from lint.document import Span
from lint.names.acceptance import fold, prepare
from lint.names.headword import NEAR_LENGTH, Name, Standing, gap_of, is_latin, written
from lint.names.paradigms import BASE, Cell
from lint.names.script import scripts
from lint.names.tokens import Token, gap
from lint.recogniser import Hit, Recogniser, Variant

# A surname this short is a word or another name too often to be known without the given name beside it.
BARE_LENGTH = 6

# How far before a surname a title of its bearer may begin, in code points.
TITLE_REACH = 60

_TAIL = re.compile(r"-([^\W\d_]+)")


class Word(NamedTuple):
    """A token that is one word of a name: ``role`` is ``given`` or ``family``, ``place`` counts within the role."""

    token: Token
    role: str
    place: int
    cell: Cell
    variant: Variant


class Mention(NamedTuple):
    """A place where a name stands.

    ``sure`` says that the document leaves no doubt about who is meant.
    """

    span: Span
    name: Name
    words: tuple[Word, ...]
    sure: bool

    @property
    def is_slip(self) -> bool:
        """Whether a word is only a letter off, so that no orthography explains it."""
        return any(word.variant.standing is Standing.SLIP for word in self.words)


def _is_rare(name: Name, cell: Cell) -> bool:
    """Say whether an ending that can be read as several cases hardly means this one: places stand in the locative."""
    return name.kind == "place" and cell.case in ("dat", "voc")


class Reader:
    """Reads one document: which of its tokens are words of which name."""

    def __init__(
        self,
        recogniser: Recogniser,
        text: str,
        tokens: Sequence[Token],
        language_at: Callable[[int], str | None],
    ) -> None:
        self.recogniser, self.text, self.tokens = recogniser, text, tokens
        self.language_at = language_at

    def mentions(self) -> list[Mention]:
        """Return the mentions of known names in the order of the text."""
        found: list[Mention] = []
        bare: list[tuple[int, list[Hit]]] = []
        loose: list[int] = []
        last = -1
        for number in range(len(self.tokens)):
            if number <= last:
                continue
            hits = self._hits(number)
            if not hits:
                loose.append(number)
                continue
            mention, last = self._complete(number, hits)
            if mention:
                found.append(mention)
            else:
                bare.append((number, [hit for hit in hits if not hit.name.whole]))
        inside = {word.token.start for mention in found for word in mention.words}
        bare = [(number, hits) for number, hits in bare if self.tokens[number].start not in inside]
        found += self._surnames(bare, {mention.name.id for mention in found})
        found += self._slips(loose)
        return sorted(found, key=lambda mention: mention.span)

    def _language(self, number: int) -> str:
        return self.language_at(self.tokens[number].start) or ""

    def _hits(self, number: int) -> tuple[Hit, ...]:
        """Return the names whose leading word this token can be."""
        return self.recogniser.hits(self.tokens[number].text, self._language(number))

    def _complete(self, number: int, hits: Sequence[Hit]) -> tuple[Mention | None, int]:
        """Return the mention in which every word of a name stands, the cheapest, and the number of its last token."""
        best: tuple[tuple[float, int, bool, bool], Mention, int] | None = None
        for hit in hits:
            family = self._family(number, hit)
            words = family if hit.name.whole else self._with_given(number, hit.name, family)
            if not words:
                continue
            last = number + sum(word.token.text[:1].isupper() for word in family) - 1
            foreign = any(word.variant.language != self._language(number) for word in words)
            cost = sum(word.variant.cost for word in words)
            rank = (cost, -len(words), foreign, _is_rare(hit.name, words[-1].cell))
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
        return all(word.variant.native == name.language for word in words)

    def _family(self, number: int, hit: Hit) -> tuple[Word, ...]:
        """Return the words of a surname, or of a name that is read as a whole, if all of them follow one another."""
        links = (" ", "-") if hit.name.whole else ("-",)
        sizes = self._sizes(hit)
        words = [Word(self.tokens[number], "family", 0, hit.cell, hit.variant)]
        following = number + 1
        while len(words) < sizes[0]:
            word = self._tail(words[-1].token, hit.name, len(words))
            if word is None and following < len(self.tokens) and self._joined(following - 1, following, links):
                word = self._word(following, hit.name, "family", len(words))
                following += 1
            if word is None:
                break
            words.append(word)
        size = next((size for size in sizes if size <= len(words)), 0)
        return () if self._is_excepted(words[:size], hit.name) else tuple(words[:size])

    def _tail(self, token: Token, name: Name, place: int) -> Word | None:
        """Return the next word of a name if it stands in small letters behind a hyphen (Jong-un)."""
        tail = _TAIL.match(self.text, token.end)
        if tail is None:
            return None
        variant = self.recogniser.explain(name, "family", place, tail[1], self.language_at(token.start) or "")
        return variant and Word(Token(*tail.span(1), tail[1], False), "family", place, BASE, variant)

    def _sizes(self, hit: Hit) -> tuple[int, ...]:
        """Return how many words a surname or whole name can have that begins as this one does, the most first."""
        if hit.variant.standing is Standing.DERIVED:
            return (len(hit.name.parts(hit.name.spoken[hit.variant.native]).family),)
        bare = fold(prepare(hit.variant.form))
        families = [hit.name.parts(form).family for _, form, _ in written(hit.name.record)]
        sizes = {len(words) for words in families if fold(prepare(words[0])) == bare}
        return tuple(sorted(sizes, reverse=True)) or (1,)

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

        Words between the first given name and the surname (a patronymic, a middle name) may be missing.
        """
        given: list[Word] = []
        place = self._given_words(name) - 1
        at = number - 1
        links = {gap_of(link) for _, form, _ in written(name.record) if (link := name.parts(form).link)}
        allowed = (" ", ". ", ".", "-", *links)
        while family and place >= 0 and at >= 0 and self._joined(at, at + 1, allowed):
            if place == 0 and len(self.tokens[at].text) == 1 and self.recogniser.is_initial(self.tokens[at].text, name):
                return (*given, *family)
            word = self._word(at, name, "given", place)
            if word:
                given.insert(0, word)
                at -= 1
                allowed = (" ", ". ", "-")
            place -= 1
        return (*given, *family) if given and given[0].place == 0 else ()

    def _given_words(self, name: Name) -> int:
        """Return the most words that the given names of one form have."""
        forms = [form for _, form, _ in written(name.record)]
        return max(len(name.parts(form).given) for form in (*forms, *name.native.values()))

    def _word(self, number: int, name: Name, role: str, place: int) -> Word | None:
        token, language = self.tokens[number], self._language(number)
        for lemma, cell in self.recogniser.readings(token.text, language):
            variant = self.recogniser.explain(name, role, place, lemma, language)
            if variant:
                return Word(token, role, place, cell, variant)
        return None

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
        return self.recogniser.is_word(self.tokens[number].text, self._language(number))

    def _surnames(self, bare: Sequence[tuple[int, list[Hit]]], named: set[str]) -> Iterator[Mention]:
        """Yield the bare surnames that can only mean one person the rules know."""
        alone = [(number, hits) for number, hits in bare if not self._has_other_given(number)]
        places = {number for number, _ in alone}
        namesakes = {hit.variant.form for number, hits in bare if number not in places for hit in hits}
        for number, hits in alone:
            hits = [hit for hit in hits if hit.variant.standing is not Standing.WRONG and not hit.look_alike]
            anchored = [hit for hit in hits if hit.name.id in named]
            choice = anchored or hits
            if not choice or (not anchored and self._is_doubtful(number, choice, namesakes)):
                continue
            hit = min(choice, key=lambda hit: hit.variant.cost)
            words = self._family(number, hit)
            if words:
                sure = bool(anchored) or self._titled(number, hit.name)
                yield Mention(Span(words[0].token.start, words[-1].token.end), hit.name, words, sure)

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

    def _slips(self, loose: Iterable[int]) -> Iterator[Mention]:
        """Yield long words that nothing explains and that are one slip away from a name the rules know."""
        for number in loose:
            token = self.tokens[number]
            if len(token.text) < NEAR_LENGTH - 1 or token.text.isupper() or self._is_word(number):
                continue
            if not token.text.isascii() and scripts(token.text) != {"Latn"}:
                continue  # a letter of another script is no slip of the keyboard
            for hit in self.recogniser.slips(token.text, self._language(number)):
                words = self._slipped(number, hit)
                if words:
                    yield Mention(Span(words[0].token.start, token.end), hit.name, words, sure=False)
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
