"""Rule files to values: the shipped packs under rules/ and a project's own, compiled once and kept in the cache."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial

from lint import cache
from lint.shelf import PackedIndex, PackedList
from lint.typed import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from lint.names.headword import Name
    from lint.names.key import Sieve
    from lint.names.paradigms import Analysis
    from lint.names.readings import Reading

Made = TypeVar("Made")

_HERE = os.path.dirname(os.path.abspath(__file__))
_INSTALLED = os.path.join(_HERE, "rules")
SHIPPED = _INSTALLED if os.path.isdir(_INSTALLED) else os.path.join(os.path.dirname(_HERE), "rules")


class Broken(NamedTuple):
    """A rule that could not be used: where it stands (1-based) and what to do about it."""

    path: str
    line: int
    column: int
    message: str


class Catalogue(NamedTuple):
    """The names and terms of one source (the shipped packs, or a project), compiled.

    ``sieves`` are for each name what lets through every spelling of its leading word.
    """

    names: Sequence[Name]
    sieves: Sequence[Sieve]
    exact: PackedIndex
    slips: PackedIndex
    terms: Sequence[Mapping[str, Any]]
    acronyms: Mapping[str, int]
    ids: PackedIndex
    heads: PackedIndex
    patterns: Sequence[int]


def shipped(room: str) -> list[str]:
    """Return the paths of one room of the shipped rules, sorted."""
    place = os.path.join(SHIPPED, room)
    return sorted(os.path.join(place, name) for name in os.listdir(place) if name.endswith(".yaml"))


def named_as_shipped(path: str) -> str:
    """Return the path of a shipped file as it is told from the rules' own folder, that of any other file as it is."""
    return os.path.relpath(path, SHIPPED) if path.startswith(SHIPPED + os.sep) else path


def languages(room: str) -> list[str]:
    """Return the languages one room of the shipped rules has a file for."""
    names = (os.path.basename(path)[:-5] for path in shipped(room))
    return [name for name in names if len(name) <= 3]


class Packs:
    """The rules of one run, each section loaded when it is first asked for; ``broken`` gathers what could not be used.

    ``files`` are the project's own rule files, ``inline`` the rules said in its configuration as (path, raw value).
    """

    def __init__(
        self,
        files: Iterable[str] = (),
        inline: tuple[str, Mapping[str, Any]] | None = None,
        use_shipped: bool = True,
        use_cache: bool = True,
    ) -> None:
        self._files, self._inline = list(files), inline
        self._use_shipped, self._use_cache = use_shipped, use_cache
        self._sections: dict[str, Any] = {}
        self._by_language: dict[tuple[str, str], Any] = {}
        self._made: dict[Any, Any] = {}
        self.analyses = lru_cache(maxsize=8192)(self._analyses_of)
        self._words = lru_cache(maxsize=None)(self._words_of)
        self.broken: list[Broken] = []

    def system(self, language: str) -> Any:
        """Return the compiled romanisation table of a native language, or None."""
        return self._of("systems", "system", language)

    def inflection(self, language: str) -> Any:
        """Return the compiled paradigms of a language, or None."""
        return self._of("inflection", "inflection", language)

    def _analyses_of(self, word: str, language: str | None) -> tuple[Analysis, ...]:
        """Return what a word of copy can be with an ending of its language; the word as it stands comes first."""
        from lint.names.paradigms import BASE, Analysis, analyses

        table = self.inflection(language) if language else None
        return analyses(word, table) if table else (Analysis(word, BASE),)

    def words(self, language: str) -> Any:
        """Return the compiled word lists of a language, or None."""
        return self._words(language)

    def _words_of(self, language: str) -> Any:
        lists = self._of("words", "words", language)
        return lists and {**lists, "common": PackedIndex(lists["common"])}

    def made(self, make: Callable[[Packs], Made]) -> Made:
        """Return what ``make`` makes of these rules, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    @cached_property
    def system_languages(self) -> frozenset[str]:
        """The native languages that have a romanisation table."""
        return frozenset(languages("systems"))

    @cached_property
    def systems(self) -> Mapping[str, Any]:
        """The romanisation tables by native language, each loaded when it is first asked for."""
        return _Systems(self)

    @cached_property
    def orthographies(self) -> Any:
        """The compiled orthography readings."""
        return self._section("orthographies", shipped("orthographies"), "orthographies")

    @cached_property
    def readings(self) -> Callable[[str], tuple[Reading, ...]]:
        """How each orthography reads a form; what is read once is kept for the next document."""
        from lint.names.readings import readings

        return lru_cache(maxsize=8192)(partial(readings, table=self.orthographies))

    @cached_property
    def detection(self) -> Any:
        """What language detection needs of every word list."""
        files = [os.path.join(SHIPPED, "words", f"{language}.yaml") for language in (*languages("words"), "strangers")]
        return self._section("detection", files, "detection")

    @cached_property
    def evidence(self) -> Any:
        """The weights of what speaks for and against two spellings being one name."""
        return self._shipped("evidence", "evidence")

    @cached_property
    def given(self) -> Any:
        """The given names of other scripts in every transcription, and the marks of transcribed surnames."""
        systems = [os.path.join(SHIPPED, "systems", f"{language}.yaml") for language in languages("given")]
        table = self._section("given", [*shipped("given"), *systems], "given")
        return {**table, "forms": PackedIndex(table["forms"])}

    @cached_property
    def syllables(self) -> Any:
        """The syllables and surnames of names by their spellings, for each language that has such a table."""
        systems = [os.path.join(SHIPPED, "systems", f"{language}.yaml") for language in languages("syllables")]
        return self._section("syllables", [*shipped("syllables"), *systems], "syllables")

    @cached_property
    def equivalents(self) -> Any:
        """The given names that are one name in several forms."""
        files = [os.path.join(SHIPPED, "words", "equivalents.yaml"), os.path.join(SHIPPED, "given", "marks.yaml")]
        return self._section("words-equivalents", files, "equivalents")

    @cached_property
    def desk(self) -> Any:
        """The compiled marks by which a news desk knows captions, credits, bylines and datelines."""
        return self._shipped("words/desk", "desk")

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """The English name of each language."""
        names: Mapping[str, str] = self._shipped("words/languages", "language_facts")["languages"]
        return names

    @property
    def family_first(self) -> frozenset[str]:
        """The languages that put the family name first."""
        return frozenset(self.persons["layouts"])

    @cached_property
    def persons(self) -> Any:
        """How the parts of a person's name stand in print."""
        return self._shipped("words/persons", "persons")

    def respelling(self, language: str) -> Mapping[str, str]:
        """Return the plain letters that stand for those with marks in names of a language (ue for ü)."""
        letters: Mapping[str, str] = self._respellings.get(language, {})
        return letters

    @cached_property
    def _respellings(self) -> Mapping[str, Mapping[str, str]]:
        found: Mapping[str, Mapping[str, str]] = self._shipped("words/respellings", "respellings")
        return found

    def alike(self, language: str) -> Mapping[int, str]:
        """Return the letters that print of a language may write as others, as str.translate takes them."""
        letters: Mapping[int, str] = self._shipped("words/languages", "language_facts")["alike"].get(language, {})
        return letters

    @cached_property
    def confusables(self) -> Any:
        """Letters of one script that look like letters of another."""
        return self._shipped("words/confusables", "confusables")

    @cached_property
    def catalogues(self) -> tuple[Catalogue, ...]:
        """The names and terms of the run: the project's own first, then the shipped ones it does not redefine."""
        found: list[Catalogue] = []
        if self._files or self._inline:
            section = "project-" + cache.signature([], os.getcwd(), *self._files).hex()
            found.append(_catalogue(self._section(section, self._files, "catalogue", self._inline)))
        if self._use_shipped:
            files = [*shipped("names"), *shipped("terms")]
            found.append(_catalogue(self._section("catalogue", files, "catalogue")))
        return tuple(found)

    @cached_property
    def has_names(self) -> bool:
        """Whether any rule of the run names a person, place or organisation."""
        return any(catalogue.names for catalogue in self.catalogues)

    @cached_property
    def redefined(self) -> Container[str]:
        """Ids of shipped names and terms that the project says anew."""
        return self.catalogues[0].ids if len(self.catalogues) > 1 else frozenset()

    def _of(self, room: str, maker: str, language: str) -> Any:
        """Return one language's section of a room, or None if the room has no file for it."""
        known = self._by_language.get((room, language), self)
        if known is self:
            there = language in languages(room)
            known = self._shipped(f"{room}/{language}", maker) if there else None
            self._by_language[room, language] = known
        return known

    def _shipped(self, name: str, maker: str) -> Any:
        return self._section(name.replace("/", "-"), [os.path.join(SHIPPED, f"{name}.yaml")], maker)

    def _section(
        self, name: str, files: list[str], maker: str, inline: tuple[str, Mapping[str, Any]] | None = None
    ) -> Any:
        """Return a compiled section, of the wheel or of the cache where nothing it is made of has changed."""
        if name in self._sections:
            return self._sections[name]
        depends = list(files)
        if maker == "catalogue":
            depends += [*shipped("systems"), os.path.join(SHIPPED, "words", "persons.yaml")]
        compiled = partial(self._compiled, files, maker, inline)
        stored = cache.brought(name, depends)
        (value, broken), parts = stored or self._kept(name, depends, repr(inline), compiled)
        self.broken += [Broken(*problem) for problem in broken]
        self._sections[name] = {**value, **parts} if parts else value
        return self._sections[name]

    def _kept(self, name: str, depends: list[str], about: str, compiled: Callable[[], cache.Stored]) -> cache.Stored:
        """Return a section as the cache has it, or compile it and keep it there."""
        if not self._use_cache:
            return compiled()
        wanted = cache.signature(depends, _program(), name, about)
        stored = cache.load_mapped(name, wanted)
        if stored is None:
            stored = compiled()
            cache.store(name, wanted, *stored)
        return stored

    def _compiled(
        self, files: list[str], maker: str, inline: tuple[str, Mapping[str, Any]] | None
    ) -> tuple[Any, dict[str, Any]]:
        """Return a section with its broken rules, and apart from it what is packed already: its parts."""
        from lint.compiler import compile as compiling

        make: Callable[..., tuple[Any, list[Broken]]] = getattr(compiling, maker)
        value, broken = make(self, files, inline) if maker == "catalogue" else make(files)
        packed = isinstance(value, Mapping)
        parts = {key: part for key, part in value.items() if isinstance(part, bytes)} if packed else {}
        plain = {key: part for key, part in value.items() if key not in parts} if parts else value
        return (plain, [tuple(problem) for problem in broken]), parts


class _Systems(dict[str, Any]):
    """Romanisation tables, of which a run seldom reads more than two."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs

    def __missing__(self, language: str) -> Any:
        self[language] = table = self._packs.system(language)
        return table


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Return a signature of the files whose change makes compiled rules stale; looked at once a run."""
    entries = [entry for room in ("compiler", "names") for entry in os.scandir(os.path.join(_HERE, room))]
    modules = sorted(entry.path for entry in entries if entry.name.endswith(".py"))
    others = ("desk", "lexicon", "marks", "shelf")
    return cache.signature([*modules, *(os.path.join(_HERE, f"{module}.py") for module in others)])


def _as_it_is(_: int, record: Mapping[str, Any]) -> Mapping[str, Any]:
    return record


def _as_a_sieve(_: int, plain: Iterable[frozenset[str]]) -> Sieve:
    from lint.names.key import Sieve

    return Sieve(*plain)


def _as_a_name(number: int, record: Mapping[str, Any]) -> Name:
    from lint.names.headword import headword

    return headword(number, record)


def _catalogue(plain: Mapping[str, Any]) -> Catalogue:
    return Catalogue(
        PackedList(plain["names"], _as_a_name),
        PackedList(plain["sieves"], _as_a_sieve),
        PackedIndex(plain["exact"]),
        PackedIndex(plain["slips"]),
        PackedList(plain["terms"], _as_it_is),
        plain["acronyms"],
        PackedIndex(plain["ids"]),
        PackedIndex(plain["heads"]),
        plain["patterns"],
    )
