"""What a word has to do with a name: the spellings each rule lists or a table derives, asked word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from lint.names.acceptance import Lattice, fold, forms, lattice, match, prepare
from lint.names.headword import NEAR_LENGTH, Name, Standing, index_key, is_latin, slip_keys, written
from lint.names.near import is_slip
from lint.names.paradigms import BASE, Cell, analyses
from lint.names.romanisation import segments
from lint.names.script import scripts
from lint.packs import Catalogue, Packs

# What a form costs that a rule only accepts, and in another language: enough to come after every form of its own.
ELSEWHERE = 0.05
APOSTROPHES = ("'", "’", "ʼ")
WITHOUT_MARKS = 0.1

# A place or organisation whose name is shorter than this is known by its written forms only.
WHOLE_LENGTH = 4

# The same for one of a script that leaves vowels unwritten, where more words are spellings by chance.
LOOSE_LENGTH = 7

# What a word costs that is only a letter off: more than any spelling that an orthography explains.
SLIP = 1.5

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
    """A name whose leading word a token can be; ``look_alike`` says that alone the word is another name."""

    name: Name
    cell: Cell
    variant: Variant
    look_alike: bool = False


Literals = Mapping[tuple[str, int], Mapping[str, tuple[str, Standing]]]
"""(role, place within it) -> word in lower case -> the language it is of, and its standing."""


class Recogniser:
    """Knows the names of a run; what it works out about a name or a word is kept for the next document."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self._lattices: dict[tuple[str, str], Lattice] = {}
        self.hits = lru_cache(maxsize=65536)(self._hits_of)
        self.slips = lru_cache(maxsize=65536)(self._slips_of)
        self.explain = lru_cache(maxsize=65536)(self._explain)
        self.literals = lru_cache(maxsize=16384)(self._literals_of)
        self._unmarked = lru_cache(maxsize=16384)(self._unmarked_of)
        self.is_word = lru_cache(maxsize=65536)(self._is_word)
        self._own = lru_cache(maxsize=16384)(self._own_spellings)
        self.readings = lru_cache(maxsize=65536)(self._readings_of)
        self._standards = lru_cache(maxsize=16384)(self._standards_of)

    def _readings_of(self, word: str, language: str) -> tuple[tuple[str, Cell], ...]:
        """Return the word as it stands, then what it is without an ending of the language of the copy."""
        found: tuple[tuple[str, Cell], ...] = ((word, BASE),)
        table = self._packs.inflection(language)
        found += analyses(word, table)[1:] if table else ()
        if any(cell.ending[:1] in APOSTROPHES for _, cell in found):
            found = found[1:]  # Tartu's is no spelling of Tartus
        for other in () if is_latin(word) else self._sharing(word):
            table = self._packs.inflection(other)
            if table and other != language:
                # The ending is another language's, so that only its place in the paradigm carries over.
                found += tuple(
                    (lemma, cell._replace(dropped="", ending="")) for lemma, cell in analyses(word, table)[1:]
                )
        return found

    def _sharing(self, word: str) -> tuple[str, ...]:
        """Return the native languages written in the script of a word: a Russian form may stand in Ukrainian copy."""
        languages = ((language, self._packs.system(language)) for language in sorted(self._packs.system_languages))
        script = scripts(word)
        return tuple(language for language, table in languages if table is not None and table["script"] in script)

    def _is_word(self, word: str, language: str) -> bool:
        """Say whether a capitalised word is a title or an ordinary word of the language, in any of its forms."""
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

    def _hits_of(self, word: str, language: str) -> tuple[Hit, ...]:
        """Return the names whose leading word a token can be in copy of a language."""
        found: list[Hit] = []
        for lemma, cell in self.readings(word, language):
            for catalogue in self._packs.catalogues:
                for name in self._names(catalogue, catalogue.exact.get(index_key(lemma))):
                    variant = self.explain(name, "family", 0, lemma, language)
                    look_alike = variant is not None and (
                        self._is_look_alike(name, lemma, word, variant, language)
                        or self._says_little(name, lemma, variant)
                        or (variant.standing is Standing.DERIVED and name.whole and self.is_word(word, language))
                    )
                    if variant and not (look_alike and name.whole):
                        found.append(Hit(name, cell, variant, look_alike))
        return tuple(found)

    def _says_little(self, name: Name, lemma: str, variant: Variant) -> bool:
        """Say whether a derived spelling is too easily met by chance to say by itself who or what is meant."""
        if variant.standing is not Standing.DERIVED:
            return False
        if name.whole and len(name.parts(name.spoken[variant.native]).family) > 1:
            return False  # the words that follow say the rest
        if self._packs.system(variant.native)["loose"]:
            return not name.whole or len(lemma) < LOOSE_LENGTH
        return name.whole and len(lemma) < WHOLE_LENGTH

    def _is_look_alike(self, name: Name, lemma: str, word: str, variant: Variant, language: str) -> bool:
        """Say whether the rule calls a word another name; what it lists for this very language is not one."""
        listed = variant.standing in (Standing.LISTED, Standing.ACCEPTED) and variant.language == language
        others = name.record.get("not", ())
        return not listed and (lemma in others or word in others)

    def _slips_of(self, word: str, language: str) -> tuple[Hit, ...]:
        """Return the names of which a word that nothing explains is a slip in the language of the copy."""
        found: list[Hit] = []
        for lemma, cell in self.readings(word, language):
            skeletons = tuple(slip_keys(lemma))
            for catalogue in self._packs.catalogues:
                numbers = dict.fromkeys(number for short in skeletons for number in catalogue.near.get(short))
                for name in self._names(catalogue, numbers):
                    if lemma not in name.record.get("not", ()) and self._is_slip(name, lemma, language):
                        variant = Variant(lemma, language, SLIP, Standing.SLIP, "", name.language)
                        found.append(Hit(name, cell, variant))
        return tuple(found)

    def _names(self, catalogue: Catalogue, numbers: Iterable[int]) -> Iterator[Name]:
        """Yield names of a catalogue by number, leaving out those the project says anew."""
        hidden = self._packs.redefined if catalogue is not self._packs.catalogues[0] else frozenset()
        for number in numbers:
            name = catalogue.names[number]
            if name.id not in hidden:
                yield name

    def _explain(self, name: Name, role: str, place: int, lemma: str, language: str) -> Variant | None:
        """Say how a word without its ending spells one word of a name, best first for the language of the copy."""
        literals = self.literals(name).get((role, place), {})
        found: list[Variant] = []
        if lemma.casefold() in literals:
            of, standing = literals[lemma.casefold()]
            cost = ELSEWHERE if standing is Standing.ACCEPTED and of != language else 0.0
            found.append(Variant(lemma, of, cost, standing, "", name.language))
            if of == language or standing is Standing.WRONG:
                return found[0]
        for native_language, native in name.spoken.items():
            derived = self._derive(name, native_language, native, role, place, lemma, language)
            if derived:
                found.append(derived)
        if not found:
            unmarked = self._unmarked(name).get((role, place), {}).get(fold(prepare(lemma)))
            if unmarked:
                return Variant(lemma, unmarked[0], WITHOUT_MARKS, unmarked[1], "", name.language)
        # What the copy's own language explains is told before what another one does.
        return min(found, key=lambda variant: variant.cost + FOREIGN * (variant.language != language), default=None)

    def _derive(
        self, name: Name, native_language: str, native: str, role: str, place: int, lemma: str, language: str
    ) -> Variant | None:
        """Accept a word as a spelling of one word of a native form."""
        words = getattr(name.parts(native), role)
        known = self._lattice(native_language, words, place)
        found = known and match(lemma, known, prefer=(language,))
        if not found:
            return None
        if found.system != language and lemma.casefold() in self._own(native_language, words[place], language):
            return Variant(lemma, language, found.cost, Standing.DERIVED, "", native_language)
        return Variant(lemma, found.system, found.cost, Standing.DERIVED, found.reason, native_language)

    def _own_spellings(self, native_language: str, native: str, language: str) -> frozenset[str]:
        """Return what the column of the copy's own language writes for a native word, second choices included."""
        table = self._packs.system(native_language)
        if table is None or language not in table["columns"]:
            return frozenset()
        return frozenset(form.casefold() for form in forms(native, table, language))

    def _lattice(self, native_language: str, words: tuple[str, ...], place: int) -> Lattice | None:
        table = self._packs.system(native_language)
        if table is None or place >= len(words):
            return None
        known = self._lattices.get((native_language, words[place]))
        if known is None:
            known = self._lattices[native_language, words[place]] = lattice(words[place], table)
        return known

    def is_initial(self, letter: str, name: Name) -> bool:
        """Say whether a letter can stand for the given name, in any spelling of it."""
        letter = letter.casefold()
        if any(word.startswith(letter) for word in self.literals(name).get(("given", 0), ())):
            return True
        for native_language, native in name.spoken.items():
            given = name.parts(native).given
            if given and (known := self._lattice(native_language, (given[0][:1],), 0)) and match(letter, known):
                return True
        return False

    def _is_slip(self, name: Name, lemma: str, language: str) -> bool:
        """Say whether a word is one slip away from how this language writes the leading word of a name."""
        return any(is_slip(lemma, standard, pieces) for standard, pieces in self._standards(name, language))

    def _standards_of(self, name: Name, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each long standard spelling with the letter groups it is made of, where a table tells them."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for of, form, standing in written(name.record):
            word = name.parts(form).family[0]
            if of == language and standing is not Standing.WRONG and len(word) >= NEAR_LENGTH:
                found.append((word, ()))
        for native_language, native in name.spoken.items():
            table = self._packs.system(native_language)
            if table is not None and language in table["columns"] and not table["loose"]:
                pieces = tuple(outputs[0] for _, outputs in segments(name.parts(native).family[0], table, language))
                if len("".join(pieces)) >= NEAR_LENGTH:
                    found.append(("".join(pieces), pieces))
        return tuple(found)

    def _unmarked_of(self, name: Name) -> Literals:
        """Return the words a rule writes down, without their diacritics."""
        return {
            part: {fold(prepare(word)): said for word, said in reversed(list(words.items()))}
            for part, words in self.literals(name).items()
        }

    def _literals_of(self, name: Name) -> Literals:
        """Return the words a rule writes down; the first that names a word says what it is."""
        made: dict[tuple[str, int], dict[str, tuple[str, Standing]]] = {}
        for language, form, standing in written(name.record):
            parts = name.parts(form)
            for role in ("given", "family"):
                for place, word in enumerate(getattr(parts, role)):
                    made.setdefault((role, place), {}).setdefault(word.casefold(), (language or "", standing))
        for wrong in name.record.get("wrong", ()):
            for role in ("given", "family"):
                if role in wrong:
                    made.setdefault((role, 0), {}).setdefault(wrong[role].casefold(), ("", Standing.WRONG))
        return made
