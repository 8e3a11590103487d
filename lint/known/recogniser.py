"""What a word has to do with a name: the spellings each rule lists or a table derives, asked word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from lint.known.lexeme import Lexeme, Lexemes
from lint.names import listed
from lint.names.acceptance import Lattice, fold, forms, lattice, match, prepare
from lint.names.equivalents import is_known, kinship
from lint.names.headword import Name, Standing, index_key, is_latin, written
from lint.names.key import Sieve
from lint.names.listed import Literals
from lint.names.paradigms import Cell, Table, narrowed
from lint.names.script import scripts
from lint.names.slips import MISTYPED_LENGTH, meant
from lint.packs import Catalogue, Packs
from lint.typed import NamedTuple

# What a form costs that a rule only accepts, and in another language: enough to come after every form of its own.
ELSEWHERE = 0.05
WITHOUT_MARKS = 0.1

# A place or organisation whose name is shorter than this is known by its written forms only.
WHOLE_LENGTH = 4

# The same for one of a script that leaves vowels unwritten, where more words are spellings by chance.
LOOSE_LENGTH = 7

# What a word costs that is only a letter off: more than any spelling that an orthography explains.
SLIP = 1.5

# What a given name costs that is another form of the person's own: more than any spelling of it.
EQUIVALENT = 1.4

# How much farther a spelling counts whose vowels nobody wrote in the native form.
LOOSE = 0.36  # behind what is listed for another language (FOREIGN and ELSEWHERE)

# How much farther an explanation by another language than that of the copy counts.
FOREIGN = 0.3


class Variant(NamedTuple):
    """One word of a name as a document spells it, without its ending.

    ``cost`` is the distance from a standard spelling; ``language`` the language or system the spelling belongs to (""
    if none), and ``reason`` says so to an editor ("German transcription"; "" where the rule lists the form). ``native``
    is the language of the native form that is rendered: Vladimir renders the Russian form of a Ukrainian name.
    """

    form: str
    language: str
    cost: float
    standing: Standing
    reason: str
    native: str


class Hit(NamedTuple):
    """A name whose leading word a token can be.

    ``look_alike`` says that alone the word is another name; ``sizes`` are how many words the surname, or the whole of a
    name that is read so, can have that begins with it, the most first.
    """

    name: Name
    cell: Cell
    variant: Variant
    look_alike: bool = False
    sizes: tuple[int, ...] = (1,)


class Recogniser:
    """Knows the names of a run; what it works out about a name or a word is kept for the next document."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self._lexemes: dict[str, Lexemes] = {}
        self._lattices: dict[tuple[str, str], Lattice] = {}
        self._filed = lru_cache(maxsize=8192)(self._filed_under)
        self.explain = lru_cache(maxsize=16384)(self._explain)
        self.explain_given = lru_cache(maxsize=16384)(self._explain_given)
        self.literals = lru_cache(maxsize=16384)(listed.literals)
        self._unmarked = lru_cache(maxsize=16384)(self._unmarked_of)
        self._own = lru_cache(maxsize=16384)(self._own_spellings)
        self.small_words = lru_cache(maxsize=16384)(listed.small_words)
        self.given_words = lru_cache(maxsize=16384)(listed.given_words)
        self.particles = lru_cache(maxsize=16384)(listed.particles)

    def lexemes(self, language: str) -> Lexemes:
        """Return the capitalised words of a language by how they are written; each is made when it is first met."""
        known = self._lexemes.get(language)
        if known is None:
            known = self._lexemes[language] = Lexemes(language, self._packs, self)
        return known

    def inflection(self, language: str) -> Table | None:
        """Return the paradigms of a language; None where there are none."""
        return self._packs.inflection(language) if language else None

    def age(self) -> None:
        """Drop the words that no document has had of late; while one is read, each of its words is made once."""
        for known in self._lexemes.values():
            known.age()

    def readings(self, word: str, language: str) -> tuple[tuple[str, Cell], ...]:
        """Return a word as it stands in copy of a language, then what it is without an ending."""
        return self.lexemes(language)[word].readings

    def hits_of(self, lexeme: Lexeme) -> tuple[Hit, ...]:
        """Return the names whose leading word a word can be in copy of its language."""
        likely = [(lemma, cell, name) for lemma, cell in lexeme.readings for name in self._likely(lemma)]
        if not likely:
            return ()
        found: list[Hit] = []
        word, language = lexeme.text, lexeme.language
        lemmas = _lemmas(lexeme)
        for lemma, cell, name in likely:
            variant = self.explain(name, "family", 0, lemma, language)
            look_alike = variant is not None and (
                self._is_look_alike(name, lemmas, lemma, word, variant, language)
                or self._says_little(name, lemma, variant)
                or (variant.standing is Standing.DERIVED and self._is_met_by_chance(name, variant, lexeme))
            )
            fitting = narrowed(cell, name.kind)
            if variant and fitting and not (look_alike and name.whole):
                found.append(Hit(name, fitting, variant, look_alike, self._sizes(name, variant)))
        return tuple(found)

    def _likely(self, lemma: str) -> list[Name]:
        """Return the names that a word may be the leading word of; its letters spare most the long look."""
        filed = self._filed(index_key(lemma))
        if not filed:
            return []
        if is_latin(lemma):
            bare = fold(prepare(lemma))
            filed = [entry for entry in filed if entry[2].lets(bare)]
        return [catalogue.names[number] for catalogue, number, _ in filed]

    def _filed_under(self, key: str) -> Sequence[tuple[Catalogue, int, Sieve]]:
        """Return the names under a key of the index by their numbers, each with its sieve."""
        return [
            (catalogue, number, catalogue.sieves[number])
            for catalogue in self._packs.catalogues
            for number in self._shown(catalogue, catalogue.exact.get(key))
        ]

    def _says_little(self, name: Name, lemma: str, variant: Variant) -> bool:
        """Say whether a derived spelling is too easily met by chance to say by itself who or what is meant."""
        if variant.standing is not Standing.DERIVED:
            return False
        if name.whole and not self._is_all(name, variant):
            return False  # the words that follow say the rest
        if self._packs.system(variant.native)["loose"]:
            return not name.whole or len(lemma) < LOOSE_LENGTH or variant.cost > WITHOUT_MARKS
        return name.whole and len(lemma) < WHOLE_LENGTH

    def _is_met_by_chance(self, name: Name, variant: Variant, lexeme: Lexeme) -> bool:
        """Say whether a derived leading word of a whole name is a word of the copy that says little about it."""
        if not name.whole:
            return False
        if self._is_all(name, variant):
            return lexeme.is_word
        lists = self._packs.words(lexeme.language)
        return lists is not None and lexeme.lower in lists["function"]

    def _is_all(self, name: Name, variant: Variant) -> bool:
        """Say whether a derived word is the whole of a name, so that no other word confirms it."""
        derived = variant.standing is Standing.DERIVED
        return derived and name.whole and len(name.parts(name.spoken[variant.native]).family) == 1

    def _is_look_alike(
        self, name: Name, lemmas: AbstractSet[str], lemma: str, word: str, variant: Variant, language: str
    ) -> bool:
        """Say whether the rule calls a word another name; what it lists for this very language is not one.

        A place or organisation that is only derived is another name by any of its readings (Kaschmire, of Kaschmir).
        """
        if variant.standing in (Standing.LISTED, Standing.ACCEPTED) and variant.language == language:
            return False
        others = name.record.get("not", ())
        if name.whole and variant.standing is Standing.DERIVED:
            return not lemmas.isdisjoint(others)
        return lemma in others or word in others

    def slips_of(self, lexeme: Lexeme) -> tuple[Hit, ...]:
        """Return the names of which a word that nothing explains is a slip in the language of the copy.

        A letter of another script is no slip of the keyboard.
        """
        word, language = lexeme.text, lexeme.language
        if len(word) < MISTYPED_LENGTH - 1 or word.isupper() or lexeme.hits or lexeme.is_word:
            return ()
        if not word.isascii() and scripts(word) != {"Latn"}:
            return ()
        found: list[Hit] = []
        for lemma, cell in lexeme.readings:
            for name in self._slipped(lemma, language):
                fitting = narrowed(cell, name.kind)
                if fitting and _lemmas(lexeme).isdisjoint(name.record.get("not", ())):
                    variant = Variant(lemma, language, SLIP, Standing.SLIP, "", name.language)
                    found.append(Hit(name, fitting, variant))
        return tuple(found)

    def _slipped(self, lemma: str, language: str) -> Iterable[Name]:
        """Return the names that a word is one slip away from, by how a language writes their leading words."""
        return [
            catalogue.names[number]
            for catalogue in self._packs.catalogues
            for number in self._shown(catalogue, dict.fromkeys(meant(lemma, language, catalogue.slips)))
        ]

    def _shown(self, catalogue: Catalogue, numbers: Iterable[int]) -> Iterable[int]:
        """Return the numbers of names, but for those of a catalogue that the project says anew."""
        if not numbers or catalogue is self._packs.catalogues[0]:
            return numbers
        return (number for number in numbers if catalogue.names[number].id not in self._packs.redefined)

    def _explain(self, name: Name, role: str, place: int, lemma: str, language: str, size: int = 0) -> Variant | None:
        """Say how a word without its ending spells one word of a name, best first for the language of the copy.

        ``size`` asks for names with so many words in the role only; 0 for any.
        """
        entry = listed.best(self.literals(name).get((role, place), {}).get(lemma.casefold(), ()), language, size)
        found: list[Variant] = []
        if entry:
            cost = ELSEWHERE if entry.standing is Standing.ACCEPTED and entry.language != language else 0.0
            found.append(Variant(lemma, entry.language, cost, entry.standing, "", name.language))
            if entry.language == language or entry.standing is Standing.WRONG:
                return found[0]
        for native_language in name.spoken:
            for word in self._spoken_words(name, native_language, role, place, size):
                derived = self._derive(native_language, word, lemma, language)
                if derived:
                    found.append(derived)
        if not found:
            words = self._unmarked(name).get((role, place), {}).get(fold(prepare(lemma)), ())
            unmarked = listed.best(words, language, size)
            if unmarked:
                return Variant(lemma, unmarked.language, WITHOUT_MARKS, unmarked.standing, "", name.language)
            return self._equivalent(name, lemma, language) if (role, place) == ("given", 0) else None
        if len(found) == 1:
            return found[0]
        return min(found, key=lambda variant: self._order(variant, name, language))

    def _explain_given(self, name: Name, lemma: str, language: str) -> Variant | None:
        """Say how one word spells all given names of a person whose native form has several (Abdelfattah)."""
        for native_language, native in name.spoken.items():
            given = name.parts(native).given
            derived = self._derive(native_language, " ".join(given), lemma, language) if len(given) > 1 else None
            if derived:
                return derived
        return None

    def _order(self, variant: Variant, name: Name, language: str) -> tuple[float, bool, int]:
        """Return what sorts explanations: those by the copy's own language first, then what agencies write."""
        rank = self._packs.orthographies["rank"]
        foreign = variant.native != name.language
        return self._distance(variant, language), foreign, rank.get(variant.language, len(rank))

    def _equivalent(self, name: Name, lemma: str, language: str) -> Variant | None:
        """Return the word as another form of the person's given name, if it is one."""
        if not is_known(lemma, self._packs.equivalents, self._packs.given):
            return None
        own = [form for _, form, standing in written(name.record) if standing is not Standing.WRONG]
        given = {parts.given[0] for form in (*own, *name.spoken.values()) if (parts := name.parts(form)).given}
        found = kinship(lemma, given, language, self._packs.equivalents, self._packs.given)
        if found is None:
            return None
        standing, of, kind = found
        said = f"{self._packs.languages.get(of, of)} {kind}".strip()
        return Variant(lemma, of, EQUIVALENT, standing, said, name.language)

    def _distance(self, variant: Variant, language: str) -> float:
        """Return how far an explanation lies from copy of a language."""
        distance = variant.cost + FOREIGN * (variant.language != language)
        if variant.standing is Standing.DERIVED and self._packs.system(variant.native)["loose"]:
            distance += LOOSE
        return distance

    def _spoken_words(self, name: Name, native_language: str, role: str, place: int, size: int) -> Iterable[str]:
        """Return the native words that stand at one place of a name, in each of its orders and cuts of such a size."""
        if not name.whole:
            words: tuple[str, ...] = getattr(name.parts(name.spoken[native_language]), role)
            return words[place : place + 1]
        lines = name.lines(native_language) if role == "family" else ()
        return dict.fromkeys(line[place] for line in lines if place < len(line) and size in (0, len(line)))

    def _derive(self, native_language: str, native: str, lemma: str, language: str) -> Variant | None:
        """Accept a word as a spelling of one native word."""
        known = self._lattice(native_language, native)
        found = known and match(lemma, known, prefer=(language,))
        if not found:
            return None
        if found.system != language and lemma.casefold() in self._own(native_language, native, language):
            return Variant(lemma, language, found.cost, Standing.DERIVED, "", native_language)
        return Variant(lemma, found.system, found.cost, Standing.DERIVED, found.reason, native_language)

    def _own_spellings(self, native_language: str, native: str, language: str) -> frozenset[str]:
        """Return what the column of the copy's own language writes for a native word, second choices included."""
        table = self._packs.system(native_language)
        if table is None or language not in table["columns"]:
            return frozenset()
        return frozenset(form.casefold() for form in forms(native, table, language))

    def _lattice(self, native_language: str, word: str) -> Lattice | None:
        known = self._lattices.get((native_language, word))
        if known is None:
            table = self._packs.system(native_language)
            if table is None:
                return None
            known = self._lattices[native_language, word] = lattice(word, table)
        return known

    def is_initial(self, letter: str, name: Name, place: int = 0) -> bool:
        """Say whether a letter can stand for one of the given names, in any spelling of it."""
        letter = letter.casefold()
        if any(word.startswith(letter) for word in self.literals(name).get(("given", place), ())):
            return True
        for native_language, native in name.spoken.items():
            given = name.parts(native).given[place : place + 1]
            if given and (known := self._lattice(native_language, given[0][:1])) and match(letter, known):
                return True
        return False

    def is_particle(self, word: str, language: str) -> bool:
        """Say whether a word in small letters may stand before surnames (al, bin) and is no grammar of the language."""
        lists = self._packs.words(language) if language else None
        return word in self._packs.persons["free"] and not (lists and word in lists["function"])

    def is_patronymic(self, word: str, name: Name) -> bool:
        """Say whether a word is a father's name, as the name's own language makes them, in any spelling."""
        table = self._packs.system(name.language)
        return table is not None and fold(prepare(word)).endswith(table["fathered"])

    def has_namesakes(self, name: Name, words: Iterable[Variant], language: str) -> bool:
        """Say whether a full name, spelt as in the copy's language, may be a namesake's (the actress Kim Jung-eun)."""
        layout = self._packs.persons["layouts"][name.layout]
        is_written = any(is_latin(form) for _, form, _ in written(name.record))
        if not is_written or max((len(name.lines(of)[0]) for of in name.spoken), default=0) >= layout["distinct"]:
            return False
        derived = {word.language for word in words if word.standing is Standing.DERIVED}
        return not any(of != language and of in self._packs.languages for of in derived)

    def _unmarked_of(self, name: Name) -> Literals:
        """Return the words a rule writes down, without their diacritics or in plain letters that stand for them."""
        return listed.unmarked(self.literals(name), self._packs.respelling(name.language))

    def _sizes(self, name: Name, variant: Variant) -> tuple[int, ...]:
        """Return how many words a surname or whole name can have that begins with a word, the most first."""
        sizes = {len(line) for language in name.record.get("lines", ()) for line in name.lines(language)}
        if variant.standing is Standing.DERIVED:
            sizes.add(len(name.parts(name.spoken[variant.native]).family))
        first = self._unmarked(name).get(("family", 0), {}).get(fold(prepare(variant.form)), ())
        sizes.update(entry.size for entry in first)
        return tuple(sorted(sizes, reverse=True)) or (1,)


def _lemmas(lexeme: Lexeme) -> set[str]:
    """Return a word as it stands, and all that it can be without an ending."""
    return {lexeme.text, *(lemma for lemma, _ in lexeme.readings)}
