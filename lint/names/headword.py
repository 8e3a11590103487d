"""A name as the rules say it once: its parts, the forms written down for it, and the index that finds it in copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache

from lint.names.acceptance import fold, prepare, respelt
from lint.names.key import Sieve, initials, key, keys, sieve, sieve_of
from lint.names.layout import squeezed
from lint.typed import Any, NamedTuple


class Standing(Enum):
    """How a rule stands to a spelling: it names it as right, accepts it, calls it wrong, or a table derives it.

    A slip is a letter off. Of a given name an equivalent is the copy's own form (Alexander for Oleksandr), a sister
    form that of a third language (Nikolai for Mykola), a short form what friends say (Vova), or the full form of it.
    """

    LISTED = "listed"
    ACCEPTED = "accepted"
    WRONG = "wrong"
    DERIVED = "derived"
    SLIP = "slip"
    EQUIVALENT = "equivalent"
    SISTER = "sister form"
    SHORT = "short form"


# Standings of a word that is another given name of the same person.
ANOTHER_NAME = frozenset({Standing.EQUIVALENT, Standing.SISTER, Standing.SHORT})


class Parts(NamedTuple):
    """The words of one written form by what they are; ``link`` is what joins the family name to the word before it.

    A form that is read as a whole (a place, an organisation, a name with the family name first) has all its words in
    ``family`` and nothing in ``given``. ``turned`` says that the family name stands first.
    """

    given: tuple[str, ...]
    link: str
    family: tuple[str, ...]
    turned: bool = False


class Name(NamedTuple):
    """A headword with its facts, as written in a rule file (``record``), and its place in the list of names.

    ``native`` are the native forms by language, the name's own first; ``spoken`` those forms, or their readings, that a
    romanisation table can spell. ``whole`` says that the name is only ever read as a whole, with no given name and
    family name apart: a place, an organisation, a person whose family name alone says little (Kim, Nguyen).

    ``layout`` names the language whose rules say how the parts of such a person's name stand in print ("" if its parts
    stand as given name and family name); ``surnames`` are family names, as `squeezed` writes them, that more than the
    last word of a form makes, or that stand first in some forms; ``particles`` small words before the surname that may
    have a capital.
    """

    number: int
    record: Mapping[str, Any]
    id: str
    kind: str
    native: Mapping[str, str]
    spoken: Mapping[str, str]
    language: str
    whole: bool
    layout: str
    surnames: tuple[str, ...]
    particles: tuple[str, ...]

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and self.record is other.record

    def parts(self, form: str) -> Parts:
        """Split one written form of this name (native or Latin)."""
        return split(form, self.whole, self.surnames, self.particles)

    def lines(self, language: str) -> Sequence[Sequence[str]]:
        """Return the words of what is spoken of a whole name in one language, in every order and cut met in print."""
        known: Mapping[str, Sequence[Sequence[str]]] = self.record.get("lines", {})
        return known.get(language) or (self.parts(self.spoken[language]).family,)


def headword(number: int, record: Mapping[str, Any]) -> Name:
    """Make a name of a rule."""
    return Name(
        number,
        record,
        id=record["id"],
        kind=record["kind"],
        native=record["native"],
        spoken=record.get("spoken", {}),
        language=next(iter(record["native"])),
        whole=record["whole"],
        layout=record.get("layout", ""),
        surnames=record.get("surnames", ()),
        particles=record.get("particles", ()),
    )


@lru_cache(maxsize=65536)
def split(form: str, whole: bool, surnames: tuple[str, ...] = (), particles: tuple[str, ...] = ()) -> Parts:
    """Split a written form: the surname is the last word, with the particles (von der, de, al-) before it as its link.

    Words joined by a hyphen (Frank-Walter, Keller-Sutter) are words of their own. A form that begins or ends with one
    of ``surnames`` is split there.
    """
    words = form.split()
    if whole or len(words) == 1:
        return Parts((), "", apart(words))
    for size in range(len(words) - 1, 0, -1) if surnames else ():
        if squeezed(words[-size:]) in surnames:
            cut = len(words) - size
            first = next((place for place in range(1, cut) if _is_particle(words[place], particles)), cut)
            return Parts(apart(words[:first]), " ".join(words[first:cut]), apart(words[cut:]))
        if squeezed(words[:size]) in surnames:
            return Parts(apart(words[size:]), "", apart(words[:size]), turned=True)
    places = range(1, len(words) - 1)
    cut = next((place for place in places if _is_particle(words[place], particles)), len(words) - 1)
    particle, hyphen, rest = words[-1].partition("-")
    if hyphen and _is_particle(particle, particles) and rest[:1].isupper():
        return Parts(apart(words[:cut]), " ".join([*words[cut:-1], f"{particle}-"]), apart([rest]))
    return Parts(apart(words[:cut]), " ".join(words[cut:-1]), apart(words[-1:]))


def _is_particle(word: str, particles: tuple[str, ...]) -> bool:
    return word[0].islower() or word.lower() in particles


def family_of(form: str, parts: Parts) -> str:
    """Return the surname as it stands in a written form."""
    words, family = form.split(), squeezed(parts.family)
    sizes = range(1, len(words) + 1)
    found = (words[:size] if parts.turned else words[-size:] for size in sizes)
    whole = next((part for part in found if squeezed(part) == family), None)
    return " ".join(whole) if whole else "-".join(parts.family)


def gap_of(link: str) -> str:
    """Return what stands between given name and surname: the particles, and no space behind a hyphen."""
    return f" {link}" if link.endswith("-") else f" {link} " if link else " "


def apart(words: Iterable[str]) -> tuple[str, ...]:
    """Return words with those that hyphens join each for itself."""
    return tuple(part for word in words for part in word.split("-") if part)


def written(record: Mapping[str, Any]) -> Iterator[tuple[str | None, str, Standing]]:
    """Yield every whole form a rule writes down, with the language it is of (None if no one language's)."""
    for language, form in record.get("prefer", {}).items():
        yield language, form, Standing.LISTED
    for language, forms in record.get("accept", {}).items():
        for form in forms:
            yield language, form, Standing.ACCEPTED
    for language, form in record["native"].items():
        yield language, form, Standing.LISTED
    for wrong in record.get("wrong", ()):
        if "full" in wrong:
            yield None, wrong["full"], Standing.WRONG


def _leading(name: Name, systems: Mapping[str, Any]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield first letters and skeletons of the word that a search for a name begins at, for each way to come by it.

    That is the surname, or the first word of a whole name.
    """
    for language in name.spoken:
        for word in _first(name, language):
            yield initials(word, systems[language]), keys(word, systems[language])
    for form in filter(is_latin, _first_written(name)):
        yield frozenset({_initial(form)}), frozenset({key(form)})


def _first(name: Name, language: str) -> Iterable[str]:
    """Return the native words of one language at which a search for a name may begin."""
    if name.whole:
        return dict.fromkeys(line[0] for line in name.lines(language))
    return name.parts(name.spoken[language]).family[:1]


def _first_written(name: Name) -> Iterator[str]:
    """Yield the words that a rule writes down at which a search for a name may begin."""
    for _, form, _ in written(name.record):
        yield name.parts(form).family[0]
    for wrong in name.record.get("wrong", ()):
        yield from apart(wrong.get("family", "").split())[:1]


def sieve_for(name: Name, systems: Mapping[str, Any], respelling: Mapping[str, str]) -> Sieve:
    """Return the sieve of a name's leading word in all its spellings.

    ``respelling`` has the plain letters that stand for those with marks in the name's language.
    """
    found = Sieve()
    for language in name.spoken:
        for word in _first(name, language):
            found |= sieve(word, systems[language])
    for word in _first_written(name):
        for bare in (fold(prepare(word)), fold(word.casefold()), respelt(word, respelling).casefold()):
            found |= sieve_of(bare)
    return found


def is_latin(word: str) -> bool:
    """Say whether a word begins with a letter of the Latin blocks."""
    return word[:1] < "\u0250" or "\u1e00" <= word[:1] < "\u1f00"


def _initial(word: str) -> str:
    first = word[:1]
    if first.isalpha() and word.isascii():
        return first.lower()
    return fold(prepare(word))[:1]


def index_key(word: str) -> str:
    """Return what a word is looked up by: first letter and skeleton in Latin letters, itself in any other script."""
    return _initial(word) + key(word) if is_latin(word) else word.casefold()


def index(names: Iterable[Name], systems: Mapping[str, Any]) -> dict[str, list[int]]:
    """Index names by the keys of their leading word."""
    exact: dict[str, list[int]] = {}
    for name in names:
        leading = list(_leading(name, systems))
        others = {name.parts(form).family[0].casefold() for _, form, _ in written(name.record) if not is_latin(form)}
        found = {first + skeleton for letters, skeletons in leading for first in letters for skeleton in skeletons}
        for entry in sorted(found | others):
            exact.setdefault(entry, []).append(name.number)
    return exact
