"""Finding the names that the rules know: every place where a document names one, with how it is spelt there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from lint.document import Span
from lint.names.accept import Lattice, fold, lattice, match, prepare
from lint.names.headword import NEAR_LENGTH, Name, Parts, shortened, written
from lint.names.inflect import BASE, Cell, analyses
from lint.names.key import key
from lint.names.tokens import Token, gap
from lint.packs import Catalogue, Packs

# A surname this short is a word or another name too often to be known without the given name beside it.
BARE_LENGTH = 5


# What a form costs that a rule only accepts, and in another language: enough to come after every form of its own.
SECOND = 0.05


class Variant(NamedTuple):
    """One word of a name as a document spells it, without its ending.

    ``cost`` is the distance from a standard spelling, ``reason`` what explains it ("German transcription");
    ``language`` is the system or language the spelling belongs to, ``native`` the language of the native form it
    renders (Vladimir renders the Russian form of a Ukrainian name).
    """

    form: str
    language: str
    cost: float
    reason: str
    native: str


class Word(NamedTuple):
    """A token that is one word of a name: ``role`` is ``given`` or ``family``, ``place`` counts within the role."""

    token: Token
    role: str
    place: int
    cell: Cell
    variant: Variant


class Mention(NamedTuple):
    """A place where a name stands.

    ``full`` says that the given name (or every word of a whole name) stands there; ``sure`` that the document leaves
    no doubt about who is meant; ``near`` that one word is a letter off and only looks like the name.
    """

    span: Span
    name: Name
    words: tuple[Word, ...]
    full: bool
    sure: bool
    near: bool = False


class Recogniser:
    """Knows the names of a run; what it works out about a name is kept for the next document."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self._lattices: dict[tuple[str, str], Lattice] = {}
        self._literals: dict[tuple[str, str], Mapping[tuple[str, int], dict[str, tuple[str, str]]]] = {}
        self._words: dict[tuple[str, str], bool] = {}
        self.explain = lru_cache(maxsize=65536)(self._explain)

    def mentions(self, text: str, tokens: Sequence[Token], language_at: Callable[[int], str | None]) -> list[Mention]:
        """Return the mentions of known names in the order of the text."""
        reader = _Reader(self, self._packs, text, tokens, language_at)
        return reader.mentions()

    def readings(self, word: str, language: str) -> tuple[tuple[str, Cell], ...]:
        """Return the word as it stands, then what it is without an ending of the language of the copy."""
        table = self._packs.inflection(language)
        return analyses(word, table) if table else ((word, BASE),)

    def is_word(self, word: str, language: str) -> bool:
        """Say whether a capitalised word is a title or an ordinary word of the language, in any of its forms."""
        known = self._words.get((word, language))
        if known is None:
            known = self._words[word, language] = self._is_word(word, language)
        return known

    def _is_word(self, word: str, language: str) -> bool:
        lists = self._packs.words(language)
        if lists is None:
            return False
        return any(
            lemma in lists["titles"]
            or lemma.lower() in lists["common"]
            or lemma.lower() in lists["calendar"]
            or lemma in lists["territories"]
            or lemma in lists["demonyms"]
            for lemma, _ in self.readings(word, language)
        )

    def candidates(self, catalogue: Catalogue, numbers: Iterable[int]) -> Iterator[Name]:
        """Yield names of a catalogue by number, leaving out those the project says anew."""
        hidden = self._packs.redefined if catalogue is not self._packs.catalogues[0] else frozenset()
        for number in numbers:
            name = catalogue.names[number]
            if name.id not in hidden:
                yield name

    def _explain(self, name: Name, role: str, place: int, lemma: str, language: str) -> Variant | None:
        """Say how a word without its ending spells one word of a name, best first for the language of the copy."""
        folded = lemma.casefold()
        literal = self.literals(name).get((role, place), {}).get(folded)
        best: Variant | None = None
        if literal:
            of, reason = literal
            best = Variant(lemma, of, SECOND if reason == "accept" and of != language else 0.0, reason, name.language)
            if of == language or lemma[:1] > "\u024f":
                return best
        for native_language, native in name.native.items():
            found = self._match(name, native_language, native, role, place, lemma, language)
            if found and (best is None or found.cost < best.cost):
                best = found
        if best is None:
            bare = fold(prepare(lemma))
            for form, (of, reason) in self.literals(name).get((role, place), {}).items():
                if fold(prepare(form)) == bare:
                    return Variant(lemma, of, 0.1, f"{reason} without diacritics", name.language)
        return best

    def _match(
        self, name: Name, native_language: str, native: str, role: str, place: int, lemma: str, language: str
    ) -> Variant | None:
        table = self._packs.system(native_language)
        if table is None:
            return None
        words = getattr(name.parts(native), role)
        if place >= len(words):
            return None
        known = self._lattices.get((native_language, words[place]))
        if known is None:
            known = self._lattices[native_language, words[place]] = lattice(words[place], table)
        found = match(lemma, known, prefer=(language,))
        if found is None:
            return None
        return Variant(lemma, found.system, found.cost, found.reason, native_language)

    def literals(self, name: Name) -> Mapping[tuple[str, int], dict[str, tuple[str, str]]]:
        """Return the words a rule writes down: (role, place) -> word in lower case -> (language, reason)."""
        identity = (name.id, str(name.record.get("path", "")))
        found = self._literals.get(identity)
        if found is None:
            made: dict[tuple[str, int], dict[str, tuple[str, str]]] = {}
            for language, form, standing in written(name.record):
                _file(made, name.parts(form), language or name.language, standing)
            for wrong in name.record.get("wrong", ()):
                for role in ("given", "family"):
                    if role in wrong:
                        made.setdefault((role, 0), {}).setdefault(wrong[role].casefold(), ("", "wrong"))
            found = self._literals[identity] = made
        return found


def _file(made: dict[tuple[str, int], dict[str, tuple[str, str]]], parts: Parts, language: str, standing: str) -> None:
    for role in ("given", "family"):
        for place, word in enumerate(getattr(parts, role)):
            made.setdefault((role, place), {}).setdefault(word.casefold(), (language, standing))


class _Hit(NamedTuple):
    name: Name
    cell: Cell
    variant: Variant


class _Reader:
    """Reads one document: which tokens are words of which name."""

    def __init__(
        self,
        recogniser: Recogniser,
        packs: Packs,
        text: str,
        tokens: Sequence[Token],
        language_at: Callable[[int], str | None],
    ) -> None:
        self.recogniser, self.packs, self.text, self.tokens = recogniser, packs, text, tokens
        self.language_at = language_at
        self._seen: dict[tuple[str, str], tuple[_Hit, ...]] = {}

    def mentions(self) -> list[Mention]:
        found: list[Mention] = []
        bare: list[tuple[int, list[_Hit]]] = []
        loose: list[int] = []
        taken = -1
        for number in range(len(self.tokens)):
            if number <= taken:
                continue
            hits = self._hits(number)
            if not hits:
                loose.append(number)
                continue
            mention, last = self._complete(number, hits)
            if mention:
                found.append(mention)
                taken = last
            else:
                bare.append((number, [hit for hit in hits if not hit.name.whole]))
        found += self._resolve(bare, found)
        found += self._near(loose, found)
        return sorted(found, key=lambda mention: mention.span)

    def _language(self, number: int) -> str:
        return self.language_at(self.tokens[number].start) or ""

    def _hits(self, number: int) -> tuple[_Hit, ...]:
        """Return the names whose leading word this token can be."""
        token, language = self.tokens[number], self._language(number)
        known = self._seen.get((token.text, language))
        if known is None:
            known = self._seen[token.text, language] = tuple(self._look_up(token.text, language))
        return known

    def _look_up(self, word: str, language: str) -> Iterator[_Hit]:
        for lemma, cell in self.recogniser.readings(word, language):
            skeleton = key(lemma)
            for catalogue in self.packs.catalogues:
                numbers = catalogue.exact.get(skeleton)
                for name in self.recogniser.candidates(catalogue, numbers or ()):
                    variant = self.recogniser.explain(name, "family", 0, lemma, language)
                    if variant and not self._is_another(name, lemma, word, variant, language):
                        yield _Hit(name, cell, variant)

    def _is_another(self, name: Name, lemma: str, word: str, variant: Variant, language: str) -> bool:
        """Say whether the rule calls a word another name; a form it lists for this very language is not."""
        others = name.record.get("not", ())
        listed = variant.reason in ("prefer", "accept") and variant.language == language
        return not listed and (lemma in others or word in others)

    def _complete(self, number: int, hits: Sequence[_Hit]) -> tuple[Mention | None, int]:
        """Return the mention in which every word of a name stands, and the number of its last token."""
        best: tuple[float, int, Mention, int] | None = None
        for hit in hits:
            words = self._whole(number, hit) if hit.name.whole else self._with_given(number, hit)
            if not words:
                continue
            cost = sum(word.variant.cost for word in words)
            start, last = words[0].token.start, words[-1].token
            mention = Mention(Span(start, last.end), hit.name, words, True, self._alone(number, hit, len(words)))
            rank = (cost, -len(words))
            if best is None or rank < (best[0], best[1]):
                best = (*rank, mention, number + (len(words) - 1 if hit.name.whole else 0))
        return (best[2], best[3]) if best else (None, number)

    def _whole(self, number: int, hit: _Hit) -> tuple[Word, ...]:
        """Return the words of a name that is read as a whole, if all of them follow one another here."""
        words = [Word(self.tokens[number], "family", 0, hit.cell, hit.variant)]
        language = self._language(number)
        for place in range(1, self._size(hit)):
            following = number + place
            if following >= len(self.tokens) or not self._joined(following - 1, following, (" ", "-")):
                return ()
            word = self._read(following, hit.name, "family", place, language)
            if word is None:
                return ()
            words.append(word)
        return tuple(words)

    def _size(self, hit: _Hit) -> int:
        """Return how many words the spelling of a whole name has that begins as this one does."""
        record = hit.name.record
        for _, form, _ in written(record):
            parts = hit.name.parts(form)
            if parts.family[0].casefold() == hit.variant.form.casefold():
                return len(parts.family)
        return len(hit.name.parts(hit.name.native[hit.variant.native]).family)

    def _with_given(self, number: int, hit: _Hit) -> tuple[Word, ...]:
        """Return given name and surname if the given name (or its initial) stands before this surname."""
        name, language = hit.name, self._language(number)
        family = Word(self.tokens[number], "family", 0, hit.cell, hit.variant)
        links = {" ", *(f" {name.parts(form).link} " for _, form, _ in written(name.record) if name.parts(form).link)}
        if number == 0 or not self._joined(number - 1, number, (*links, ". ", ".")):
            return ()
        before = self.tokens[number - 1]
        given = self._read(number - 1, name, "given", 0, language)
        if given:
            return (given, family)
        if len(before.text) == 1:
            known = [word for role, place in self.recogniser.literals(name) if (role, place) == ("given", 0)
                     for word in self.recogniser.literals(name)[role, place]]  # fmt: skip
            natives = [name.parts(native).given for native in name.native.values()]
            table = self.packs.system(name.language)
            if any(word.startswith(before.text.lower()) for word in known) or (
                table is not None and any(parts and self._initial(before.text, parts[0]) for parts in natives)
            ):
                return (family,)
        middle = self._read(number - 1, name, "given", 1, language)
        if middle and number > 1 and self._joined(number - 2, number - 1, (" ",)):
            given = self._read(number - 2, name, "given", 0, language)
            if given:
                return (given, middle, family)
        return ()

    def _initial(self, letter: str, native: str) -> bool:
        """Say whether a letter can be the initial of a native given name in some spelling."""
        return any(
            match(letter, lattice(native[:1], table)) is not None
            for table in map(self.packs.system, self.packs.system_languages)
        )

    def _read(self, number: int, name: Name, role: str, place: int, language: str) -> Word | None:
        token = self.tokens[number]
        for lemma, cell in self.recogniser.readings(token.text, language):
            variant = self.recogniser.explain(name, role, place, lemma, language)
            if variant:
                return Word(token, role, place, cell, variant)
        return None

    def _joined(self, left: int, right: int, links: Iterable[str]) -> bool:
        """Say whether two tokens follow one another with nothing but one of these between (any space is a space)."""
        between = gap(self.text, self.tokens[left], self.tokens[right])
        return between in links or (len(between) == 1 and between.isspace() and " " in links)

    def _alone(self, number: int, hit: _Hit, size: int) -> bool:
        """Say whether no unknown capitalised word stands beside a whole name (Hotel Kiev, Odessa Steps)."""
        if not hit.name.whole:
            return True
        last = number + size - 1
        return not (self._stranger(number, -1) or self._stranger(last, 1))

    def _stranger(self, number: int, step: int) -> bool:
        """Say whether the next token on one side is joined to this one and may be part of another name."""
        other = number + step
        if not 0 <= other < len(self.tokens):
            return False
        left, right = sorted((number, other))
        if not self._joined(left, right, (" ",)) or (step > 0 and self.tokens[other].initial):
            return False
        word, language = self.tokens[other].text, self._language(other)
        return not self.recogniser.is_word(word, language) and not self._hits(other)

    def _resolve(self, bare: Iterable[tuple[int, list[_Hit]]], found: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the bare surnames that can only mean one person the rules know."""
        named = {mention.name.id for mention in found}
        for number, hits in bare:
            token, language = self.tokens[number], self._language(number)
            anchored = [hit for hit in hits if hit.name.id in named]
            choice = anchored or hits
            if not choice:
                continue
            least = min(hit.variant.cost for hit in choice)
            choice = [hit for hit in choice if hit.variant.cost == least]
            if len({hit.name.id for hit in choice}) > 1 and not anchored:
                continue
            if self._has_other_given(number, language):
                continue
            if not anchored and (
                len(token.text) < BARE_LENGTH or self.recogniser.is_word(token.text, language) or self._stranger(number, 1)
            ):
                continue
            hit = choice[0]
            word = Word(token, "family", 0, hit.cell, hit.variant)
            sure = bool(anchored) or self._titled(number, hit.name, language)
            yield Mention(Span(token.start, token.end), hit.name, (word,), False, sure)

    def _titled(self, number: int, name: Name, language: str) -> bool:
        """Say whether one of the person's own titles stands right before."""
        before = self.text[max(0, self.tokens[number].start - 60) : self.tokens[number].start].rstrip()
        return any(before.endswith(title) for title in name.record.get("titles", {}).get(language, ()))

    def _has_other_given(self, number: int, language: str) -> bool:
        """Say whether somebody else's given name stands before a surname."""
        if number == 0 or not self._joined(number - 1, number, (" ", ". ")):
            return False
        before = self.tokens[number - 1]
        between = gap(self.text, before, self.tokens[number])
        if between == ". ":
            return len(before.text) == 1
        return not self.recogniser.is_word(before.text, language)

    def _near(self, loose: Iterable[int], found: Sequence[Mention]) -> Iterator[Mention]:
        """Yield long words that nothing explains and that are one letter off a name the rules know."""
        from lint.names.near import is_near

        for number in loose:
            token, language = self.tokens[number], self._language(number)
            if len(token.text) < NEAR_LENGTH - 1 or token.text.isupper() or self.recogniser.is_word(token.text, language):
                continue
            for lemma, cell in self.recogniser.readings(token.text, language):
                hit = self._nearest(lemma, language, is_near)
                if hit is None:
                    continue
                words = (Word(token, "family", 0, cell, hit.variant),)
                if hit.name.whole:
                    if len(hit.name.parts(next(iter(hit.name.native.values()))).family) > 1 or self._stranger(number, -1):
                        continue
                    yield Mention(Span(token.start, token.end), hit.name, words, True, False, near=True)
                    break
                with_given = self._with_given(number, _Hit(hit.name, cell, hit.variant))
                if len(with_given) > 1:
                    yield Mention(Span(with_given[0].token.start, token.end), hit.name, with_given, True, False, near=True)
                    break

    def _nearest(self, lemma: str, language: str, is_near: Callable[[str, str], bool]) -> _Hit | None:
        for catalogue in self.packs.catalogues:
            numbers = dict.fromkeys(
                number for short in shortened(key(lemma)) for number in catalogue.near.get(short, ())
            )
            for name in self.recogniser.candidates(catalogue, numbers):
                if lemma in name.record.get("not", ()):
                    continue
                for form, reason in self._standards(name, language):
                    if len(form) >= NEAR_LENGTH and is_near(lemma, form):
                        return _Hit(name, BASE, Variant(lemma, language, 1.5, f"one letter off {reason} {form}", name.language))
        return None

    def _standards(self, name: Name, language: str) -> Iterator[tuple[str, Any]]:
        """Yield the spellings of a name's leading word that a slip could start from."""
        from lint.names.romanise import romanise

        for _, form, _ in written(name.record):
            yield name.parts(form).family[0], "the form"
        for native_language, native in name.native.items():
            table = self.packs.system(native_language)
            if table is not None:
                word = name.parts(native).family[0]
                for target in table["columns"]:
                    yield romanise(word, table, target), "the form"
