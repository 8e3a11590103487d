"""The real names that bench/names.py measures on, read from the folder it is given."""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from lint.names.acceptance import Lattice, fold, lattice, prepare
from lint.names.romanisation import Table, romanise
from lint.names.systems import compile_system

SYSTEMS = Path(__file__).parent.parent / "rules" / "systems"
SLAVIC = ("uk", "ru", "be", "bg")
LIMIT = 1.1
OWN = 0.35
"""What a column writes itself, with at most one second choice and its marks left out."""
_SURNAME = re.compile(
    r"(ов|ев|ёв|єв|їв|ова|ева|ёва|єва|"
    r"ський|ский|скі|ски|ська|ская|цький|цкий|цкі|цки|цька|цкая|енко|єнко|енка|чук|щук|[нлр]юк|"
    r"ович|евич|овіч|евіч|ёнок|анка|ьев|ьєв)$"
)
_CYRILLIC = re.compile(r"[\u0400-\u052f’'ʼ-]+$")
_LATIN = re.compile(r"[a-z\u00df-\u024f\u0259\u1e00-\u1eff’'ʹ-]+$")
_WORD = re.compile(r"[\w’'ʼ-]+")
_OWN_LETTERS = {"uk": "іїєґ", "be": "ўі"}


class Group(NamedTuple):
    """The Cyrillic and the Latin forms that Wikidata has for one name, in lower case."""

    native: list[str]
    latin: list[str]


class Label(NamedTuple):
    """One word of a label in one language, the native word it spells and what the table writes for that."""

    kind: str
    language: str
    target: str
    native: str
    label: str
    standard: str
    english: frozenset[str]


class Vector(NamedTuple):
    """An official test pair of a romanisation system."""

    language: str
    system: str
    native: str
    latin: str


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Compile every table, by language."""
    return {
        path.stem: compile_system(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
        for path in sorted(SYSTEMS.glob("*.yaml"))
    }


def slavic() -> dict[str, Table]:
    """Return the tables of the Slavic languages that the name groups are in."""
    return {language: tables()[language] for language in SLAVIC}


def fits(native: str, table: Table) -> bool:
    """Say whether a native form could be of this language: its alphabet has all the letters."""
    return all(letter in table["letters"] or letter in "’'ʼ- " for letter in native)


def lattices(native: Iterable[str]) -> list[Lattice]:
    """Make the native forms ready, each by every Slavic table that knows its letters."""
    return [
        lattice(name, table, LIMIT, aside=True) for name in native for table in slavic().values() if fits(name, table)
    ]


def groups(data: Path) -> list[Group]:
    """Read the name groups that have a Slavic native form and Latin forms."""
    found = []
    for line in (data / "rigour" / "persons.dev.txt").read_text(encoding="utf-8").splitlines():
        names = line.split(" => ")[0].split(", ")
        native = [name for name in names if _CYRILLIC.match(name)]
        latin = [name for name in names if _LATIN.match(name)]
        surnames = [name for name in native if _SURNAME.search(name)]
        if len(latin) > 1 and any(fits(name, table) for name in surnames for table in slavic().values()):
            found.append(Group(native, latin))
    return found


def telling_names(every: Iterable[Group], language: str) -> list[str]:
    """List the native names that are likely this language's own."""
    table = tables()[language]
    return [
        name
        for group in every
        for name in group.native
        if _SURNAME.search(name) and fits(name, table) and _is_telling(name, language)
    ]


def _is_telling(name: str, language: str) -> bool:
    letters = _OWN_LETTERS.get(language)
    if language == "ru":
        return not re.search("[іїєґўјљњћђџ]", name) and bool(re.search("[ыэёь]|ский$|цкий$|[вн]$", name))
    return bool(re.search(f"[{letters}]|ський$", name)) if letters else not re.search("[ыэёіїєґўьј]", name)


def rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a file of tab-separated values."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def gold(data: Path) -> Iterator[Mapping[str, str]]:
    """Yield native names with their label in each language; those of a corpus with inflected forms are left out."""
    for row in rows(data / "translit_gold.dev.tsv"):
        if not row["source"].startswith("slavicner"):
            yield row


def labels(data: Path, languages: Iterable[str]) -> Iterator[Label]:
    """Yield the words of the labels, each with the native word whose standard form is most like it (at least .6)."""
    chosen = frozenset(languages)
    for row in gold(data):
        if row["native_lang"] not in chosen:
            continue
        table = tables()[row["native_lang"]]
        native = _WORD.findall(row["native"])
        english = frozenset(_words(row["en"]))
        for target in table["columns"]:
            for word in _words(row.get(target)):
                likeness, near = max((_alike(romanise(name, table, target), word), name) for name in native)
                if likeness >= 0.6:
                    standard = romanise(near, table, target)
                    yield Label(row["type"], row["native_lang"], target, near, word, standard, english)


def _words(label: str | None) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", label or ""))


def _alike(one: str, two: str) -> float:
    return difflib.SequenceMatcher(None, fold(prepare(one)), fold(prepare(two))).ratio()


_ISO = {"ukr": "uk", "rus": "ru", "bel": "be", "bul": "bg", "srp": "sr", "mkd": "mk"}
_ISO |= {"ell": "el", "kat": "ka", "hye": "hy", "kor": "ko"}


def vectors(data: Path) -> list[Vector]:
    """Read the official test pairs of the languages of the alphabets and of Korean, but for those not into Latin."""
    found = []
    for row in rows(data / "interscript" / "tests.tsv"):
        language = _ISO.get(row["lang"])
        latin = row["latin"].replace('\\"', '"')
        if language and not re.search("[\u1100-\u11ff\u3040-\ud7af]", latin):
            found.append(Vector(language, row["system"], row["native"].replace('\\"', '"'), latin))
    return found
