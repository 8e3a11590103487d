"""Measure the shipped names: which spellings an outside source confirms, and that no own form is reported.

    python bench/packs.py --data DIR [--only PART] [--audit] [FILE...]

FILE is a rule file of `rules/names` (default: all of them). The parts: `confirmed` (share of the words of persons'
names that stand in DIR: for a native form of another script the pair of native word and English form, for a Latin one
the word with its marks), `forms` (every form that a rule prefers, accepts or gives as native must be clean in a
sentence of its language). DIR holds `rigour/persons.dev.txt`, `translit_gold.dev.tsv`, `eu_sanctions/persons.dev.tsv`,
`netranslit/*.tsv` and `interscript/tests.tsv`; only `confirmed` reads it. With `--audit` every word that no source has
is listed.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from lint import config  # noqa: E402
from lint.engine import Engine, Selection  # noqa: E402
from lint.names.acceptance import fold, prepare  # noqa: E402
from lint.names.headword import is_latin, split  # noqa: E402
from lint.packs import Packs  # noqa: E402

RULES = Packs()

WORD = re.compile(r"[\w\u0300-\u036f\u200c\u200d'’ʻʼ\u0900-\u109f]+")

# Sentences with no other name in them, so that nothing but the form can be reported.
CARRIERS = {
    "en": "On Monday {} spoke to reporters.",
    "de": "Am Montag sprach {} mit der Presse.",
    "fr": "Lundi, {} a parlé à la presse.",
    "es": "El lunes {} habló con la prensa.",
    "it": "Lunedì {} ha parlato alla stampa.",
    "pt": "Na segunda-feira {} falou com a imprensa.",
    "ca": "Dilluns {} va parlar amb la premsa.",
    "ro": "Luni {} a vorbit cu presa.",
    "nl": "Maandag sprak {} met de pers.",
    "sv": "I måndags talade {} med pressen.",
    "da": "Mandag talte {} med pressen.",
    "nb": "Mandag snakket {} med pressen.",
    "fi": "Maanantaina {} puhui lehdistölle.",
    "et": "Esmaspäeval rääkis {} ajakirjandusega.",
    "pl": "W poniedziałek {} mówił z prasą.",
    "cs": "V pondělí {} mluvil s tiskem.",
    "sk": "V pondelok {} hovoril s tlačou.",
    "sl": "V ponedeljek je {} govoril z novinarji.",
    "hr": "U ponedjeljak je {} govorio s novinarima.",
    "hu": "Hétfőn {} beszélt a sajtóval.",
    "lv": "Pirmdien {} runāja ar presi.",
    "lt": "Pirmadienį {} kalbėjo su spauda.",
    "tr": "Pazartesi günü {} basına konuştu.",
    "sq": "Të hënën {} foli me shtypin.",
}

Record = Mapping[str, Any]


def records(paths: Iterable[Path]) -> Iterator[Record]:
    for path in paths:
        yield from yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def bare(word: str) -> str:
    return fold(prepare(word))


def plain(native: str) -> str:
    """Return a native word as the sources have it: small letters, no joiners, no apostrophes at its ends."""
    return unicodedata.normalize("NFC", native).casefold().replace("\u200c", "").strip("'’׳״")


def sources(data: Path) -> tuple[set[str], dict[str, set[str]]]:
    """Read all sources: Latin words with their marks, and native words with the folded Latin words they go with."""
    latin: set[str] = set()
    pairs: dict[str, set[str]] = defaultdict(set)

    def add(natives: Iterable[str], forms: Iterable[str]) -> None:
        own = {plain(form) for form in forms}
        latin.update(own)
        for native in natives:
            pairs[plain(native)].update(map(bare, own))

    for line in (data / "rigour" / "persons.dev.txt").read_text("utf-8").splitlines():
        group = line.rpartition(" => ")[0].split(", ")
        add([form for form in group if not is_latin(form)], filter(is_latin, group))
    for native, form in whole_names(data):
        natives, forms = WORD.findall(native), WORD.findall(form)
        if len(natives) == len(forms):
            for one, other in zip(natives, forms, strict=True):
                add([one], [other])
        else:
            latin.update(map(plain, forms))
    for path in sorted((data / "netranslit").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            form, native, _ = line.split("\t")
            add([native.replace(" ", "")], [form])
    return latin, pairs


def whole_names(data: Path) -> Iterator[tuple[str, str]]:
    """Yield names of several words as (native form, Latin form), the given name first."""
    for row in rows(data / "translit_gold.dev.tsv"):
        family, comma, given = row["native"].partition(", ")
        native = f"{given} {family}" if comma else family
        for column in list(row)[5:-1]:
            yield native, row[column] or ""
    for row in rows(data / "eu_sanctions" / "persons.dev.tsv"):
        for native in row["native_forms"].split(" / "):
            for form in row["latin_forms"].split(" / "):
                yield native, form
    for row in rows(data / "interscript" / "tests.tsv"):
        yield row["native"], row["latin"]


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def words_of(form: str, language: str) -> tuple[str, ...]:
    parts = split(form, language in RULES.family_first)
    return (*parts.given, *parts.family)


def confirmed(options: argparse.Namespace, paths: list[Path]) -> None:
    """Print the share of name words, one spelling each, that a source has."""
    latin, pairs = sources(options.data)
    print(f"{'file':28} words  confirmed")
    total: list[bool] = []
    for path in paths:
        found: list[bool] = []
        for record in records([path]):
            if record.get("kind", "person") != "person":
                continue
            for held, told in judged(record, latin, pairs):
                found.append(held)
                if options.audit and not held:
                    print("   ", record["id"], told)
        if found:
            print(f"{path.stem:28} {len(found):5} {sum(found) / len(found):10.3f}")
        total += found
    print(f"{'all':28} {len(total):5} {sum(total) / max(len(total), 1):10.3f}")


def judged(record: Record, latin: set[str], pairs: Mapping[str, set[str]]) -> Iterator[tuple[bool, str]]:
    """Yield for each word of a name whether a source has it, and what was looked for."""
    language, native = next(iter(record["native"].items()))
    words = words_of(native, language)
    if is_latin(native):
        for word in words:
            yield plain(word) in latin, word
        return
    form = record.get("prefer", {}).get("en")
    if form is None:
        return
    spelt = words_of(form, language)
    for place, word in enumerate(spelt):
        # A name without spaces is tried piece by piece; one with as many words as the Latin form word by word.
        pieces = [words[place]] if len(words) == len(spelt) else [*words, *cuts(words)]
        yield any(bare(word) in pairs.get(plain(piece), ()) for piece in pieces), f"{native} {word}"


def cuts(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from (word[start:end] for start in range(len(word)) for end in range(start + 1, len(word) + 1))


def forms(options: argparse.Namespace, paths: list[Path]) -> None:
    """Print how many own forms are reported, alone in a sentence of their language, and which."""
    engine = Engine(config.load(None), Selection(select=frozenset({"name-variant"})))
    tried = 0
    faults: list[str] = []
    for record in records(paths):
        for language, form in own_forms(record):
            text = CARRIERS[language].format(form)
            tried += 1
            speaking = engine.speaking(language)
            found = speaking.lint(speaking.read("form.txt", text.encode()))
            faults += [f"{record['id']} {language} {form}: {finding.message}" for finding in found]
    print(f"own forms: {tried} tried, {len(faults)} reported", *faults, sep="\n  ")


def own_forms(record: Record) -> Iterator[tuple[str, str]]:
    for room in ("native", "prefer", "accept"):
        for language, said in record.get(room, {}).items():
            for form in [said] if isinstance(said, str) else said:
                if language in CARRIERS and is_latin(form):
                    yield language, form


PARTS = {"confirmed": confirmed, "forms": forms}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--audit", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    paths = options.files or sorted((ROOT / "rules" / "names").glob("*.yaml"))
    if options.data is None and options.only != "forms":
        parser.error("--data is needed for the part that compares with outside sources")
    for name, part in PARTS.items():
        if options.only in (None, name):
            print(f"== {name}")
            part(options, paths)


if __name__ == "__main__":
    main()
