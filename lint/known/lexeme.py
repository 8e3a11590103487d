"""A capitalised word apart from the places where it stands: what the rules tell of it alone, worked out once a run.

A document pays a look into a table for each of its words, and the checks read there which of them need a closer look.
"""

from __future__ import annotations

from collections.abc import Mapping

from lint.lazy import cached_property
from lint.names.equivalents import is_known
from lint.names.given import is_given, marks_of
from lint.names.headword import is_latin
from lint.names.key import key
from lint.names.near import rough, sounded
from lint.names.paradigms import BASE, Analysis, Cell, analyses
from lint.names.script import scripts
from lint.packs import Packs
from lint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.known.recogniser import Hit, Recogniser

# A name that no rule knows is told apart from other words only where it has so many letters.
SHORTEST = 3

LENDER = "en"  # names of English make stand in all copy: the South Australian league

LONGEST_ENDING = 8  # letters of an ending behind an abbreviation; only a first sieve

APOSTROPHES = ("'", "’", "ʼ")

_STANDS_FOR = str.maketrans("cy", "ki")  # in a first sieve: Cate and Kate

MOST = 12288  # words of a language that are kept, beside as many that were met before them


class Lexeme:
    """A capitalised word in copy of a language ("" where nobody knows it), with all that the word alone tells.

    Each answer is worked out when it is first asked for, and kept for the next place and the next document.
    """

    def __init__(self, text: str, language: str, packs: Packs, recogniser: Recogniser) -> None:
        self.text, self.language, self._packs, self._recogniser = text, language, packs, recogniser

    @cached_property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @cached_property
    def analyses(self) -> tuple[Analysis, ...]:
        """What the word can be with an ending of the language of the copy; the word as it stands comes first."""
        table = self._packs.inflection(self.language) if self.language else None
        return analyses(self.text, table) if table else (Analysis(self.text, BASE),)

    @cached_property
    def readings(self) -> tuple[tuple[str, Cell], ...]:
        """The word as it stands, then what it is without an ending of the language of the copy, or of another one."""
        found: tuple[tuple[str, Cell], ...] = ((self.text, BASE), *self.analyses[1:])
        if any(cell.ending[:1] in APOSTROPHES for _, cell in found):
            found = found[1:]  # Tartu's is no spelling of Tartus
        for other in () if is_latin(self.text) else self._sharing():
            table = self._packs.inflection(other)
            if table and other != self.language:
                # The ending is another language's, so that only its place in the paradigm carries over.
                found += tuple(
                    (lemma, cell._replace(dropped="", ending="")) for lemma, cell in analyses(self.text, table)[1:]
                )
        return found

    def _sharing(self) -> tuple[str, ...]:
        """Return the native languages written in the script of the word: a Russian form may stand in Ukrainian copy."""
        languages = ((language, self._packs.system(language)) for language in sorted(self._packs.system_languages))
        script = scripts(self.text)
        return tuple(language for language, table in languages if table is not None and table["script"] in script)

    @cached_property
    def is_word(self) -> bool:
        """Whether the word is a title or an ordinary word of the language, in any of its forms."""
        lists = self._packs.words(self.language)
        if lists is None:
            return False
        for lemma, _ in self.readings:
            if lemma != self.text and self.is_known_given:
                continue  # Galina is no form of gala
            if lemma in lists["titles"] or lemma in lists["territories"] or lemma in lists["demonyms"]:
                return True
            small = lemma.lower()
            if small in lists["calendar"] or small in lists["common"]:
                return True
        return False

    @cached_property
    def is_lent(self) -> bool:
        """Whether the word is an ordinary one of the language whose names stand in all copy (Human Rights Watch)."""
        return self._recogniser.lexemes(LENDER)[self.text].is_word

    @cached_property
    def may_be_name(self) -> bool:
        """Whether the word may be a name that no rule knows."""
        if self.is_word or len(self.text) < SHORTEST or self.text.isupper():
            return False
        if self.text.isalpha():
            return True
        head, _, rest = self.text.replace("’", "'").partition("'")
        if not (head + rest).replace("'", "").isalpha():
            return False
        known = self._recogniser.lexemes(self.language)
        return not (rest[:1].islower() and known[head].is_word and known[rest].is_word)  # French C'est

    @cached_property
    def is_common(self) -> bool:
        """Whether the word is an ordinary one and neither a title, a day, a country nor a people."""
        lists = self._packs.words(self.language)
        return (
            lists is not None
            and self.lower in lists["common"]
            and self.lower not in lists["calendar"]
            and self.lower not in lists["function"]
            and not any(self.text in lists[kind] for kind in ("titles", "territories", "demonyms"))
        )

    @cached_property
    def is_plain(self) -> bool:
        """Whether the word has letters only, enough of them, and not all of them capitals."""
        return len(self.text) >= SHORTEST and self.text.isalpha() and not self.text.isupper()

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The names whose leading word this can be."""
        return self._recogniser.hits_of(self)

    @cached_property
    def lone_hits(self) -> tuple[Hit, ...]:
        """Those of the names that the word can be alone, with none behind it."""
        return tuple([hit for hit in self.hits if 1 in hit.sizes])

    @cached_property
    def persons(self) -> tuple[Hit, ...]:
        """Those of the names that have a given name and a surname apart."""
        return tuple([hit for hit in self.hits if not hit.name.whole])

    @cached_property
    def small_words(self) -> frozenset[str]:
        """What names that begin with the word have in small letters inside them (Frankfurt am Main)."""
        longer = [hit.name for hit in self.hits if hit.sizes != (1,)]
        return frozenset().union(*map(self._recogniser.small_words, longer))

    @cached_property
    def slips(self) -> tuple[Hit, ...]:
        """The names of which the word is a slip, if nothing explains it."""
        return self._recogniser.slips_of(self)

    @cached_property
    def lemmas(self) -> tuple[tuple[str, Cell], ...]:
        """What the word can be without its ending, each with the first cell that makes the word of it."""
        return tuple(dict(reversed(self.analyses)).items())[::-1] if len(self.analyses) > 1 else self.analyses

    @cached_property
    def is_given(self) -> bool:
        """Whether the word is a spelling of a given name of another script, in whatever language."""
        return is_given(self.text, self._packs.given)

    @cached_property
    def is_known_given(self) -> bool:
        """Whether the word is a form of a given name at all, of this script too."""
        return is_known(self.text, self._packs.equivalents, self._packs.given)

    @cached_property
    def is_marked(self) -> bool:
        """Whether the word has in it what other languages than its own write of surnames of another script."""
        return any(next(marks_of(lemma, self.language, self._packs.given), None) for lemma, _ in self.lemmas)

    @cached_property
    def has_odd_capitals(self) -> bool:
        """Whether the word is long enough to wander in its letter case and has other capitals than the first one."""
        return len(self.text) >= SHORTEST and not self.text[1:].islower()

    @cached_property
    def may_be_listed(self) -> bool:
        """Whether the word may be an abbreviation that the rules list, perhaps with an ending."""
        parts = heads(self.text.casefold())
        return any(not table.acronyms.keys().isdisjoint(parts) for table in self._packs.catalogues)

    @cached_property
    def skeleton(self) -> str:
        """What the word shares with other spellings of the same name."""
        return skeleton(self.text, self._packs.evidence["sounded"])

    @cached_property
    def outlines(self) -> tuple[str, ...]:
        """The word in coarse outlines, in any script."""
        rules = self._packs.evidence
        return rough(sounded(self.text, rules["sounded"]), rules["outlines"])

    @cached_property
    def size(self) -> tuple[str, int]:
        """The first letter, or the one that stands for it (Cate, Kate), and the length in small letters."""
        return size(self.text)

    @cached_property
    def letter_keys(self) -> frozenset[str]:
        """The word in small letters, and without each of its letters in turn: those a letter apart share one."""
        return letter_keys(self.text)

    @cached_property
    def loosely(self) -> str:
        """The word in small letters, of which those that stand for one another are one."""
        return self.lower.translate(_STANDS_FOR)


def skeleton(form: str, letters: Mapping[int, str]) -> str:
    """Return what spellings of one name share: the consonants, or where their script is not known how they begin.

    A g, for which others write h, is none of them.
    """
    return key(sounded(form, letters)).replace("g", "") or form[:2]


def size(form: str) -> tuple[str, int]:
    """Return what forms a letter apart have in common, or nearly: the first letter, and the length."""
    folded = form.casefold()
    return folded[0].translate(_STANDS_FOR), len(folded)


def letter_keys(form: str) -> frozenset[str]:
    """Return a form in small letters, and without each of its letters but the first in turn (Garbe 2012)."""
    folded = f"-{form.casefold()}"
    return frozenset([folded, *[folded[:place] + folded[place + 1 :] for place in range(2, len(folded))]])


def heads(word: str) -> list[str]:
    """Return a word, and what is left of it without endings of each length."""
    return [word[:size] for size in range(len(word), max(1, len(word) - LONGEST_ENDING), -1)]


class Lexemes(dict[str, Lexeme]):
    """The words of a language that a run has met of late: what nobody has asked for in a long time is dropped."""

    def __init__(self, language: str, packs: Packs, recogniser: Recogniser) -> None:
        self._made_with = language, packs, recogniser
        self._older: dict[str, Lexeme] = {}

    def __missing__(self, text: str) -> Lexeme:
        self[text] = word = self._older.pop(text, None) or Lexeme(text, *self._made_with)
        return word

    def age(self) -> None:
        """Begin anew where there are many, and drop those that nobody has asked for since this was done before."""
        if len(self) >= MOST:
            self._older = dict(self)
            self.clear()
