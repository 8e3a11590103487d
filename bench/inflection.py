"""Measure the inflection tables on real data.

    python bench/inflection.py --data DIR [--only PART] [--audit]

DIR holds `inflection/*.tsv`, `rigour/persons.dev.txt` and `docs/<language>/`. The parts: `forms` (the forms of
tests/names/inflected.yaml: how many lead to their lemma, and to that of another name, of the table or of the persons in
rules/names; ungrammatical are the links that are not in the table of homographs),
`examples` (share of the example forms of the source tables that are recovered), `strangers` (pairs of different names
that begin alike and yet link), `documents` (words of one document that begin alike: inflected, derived, or neither),
`speed`. With `--audit` what was missed or linked is listed.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from lint.names.headword import is_latin, written  # noqa: E402
from lint.names.inflect import Forms, is_form_of  # noqa: E402
from lint.names.paradigms import Table, analyses, compile_paradigms, is_derived  # noqa: E402
from lint.packs import Packs  # noqa: E402

FORMS = ROOT / "tests" / "names" / "inflected.yaml"
SEED, PAIRS, ALIKE, SHOWN = 20, 20_000, 4, 12
CYRILLIC = ("be", "bg", "ru", "sr", "uk")
NAME = re.compile(r"(?<=[\w,] )[^\W\d_a-zа-яё][\w’'-]*\w")
SAMPLES = {
    "en": "Blinken Zelensky’s Jones Kennedys",
    "de": "Selenskyjs Berlin Merkel Scholz’",
    "pl": "Zełenskiego Petrowa Londynie Bidenem Warszawy",
    "cs": "Novákova Adámka Praze Novákovi Ivanové",
    "uk": "Зеленського Києва Іванова Одесі Ковалеві",
    "ru": "Зеленского Петрова Путина Москве",
    "fi": "Bidenissä Helsingissä",
    "hu": "Macronnak Orbánnal",
}


def tables() -> dict[str, Table]:
    found = {}
    for path in sorted((ROOT / "rules" / "inflection").glob("*.yaml")):
        found[path.stem] = compile_paradigms(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))
    return found


def forms(_: Path, __: dict[str, Table], audit: bool) -> None:
    """Print recall and wrong links of the forms in the table of the tests, and of whole names."""
    table = yaml.load(FORMS.read_text("utf-8"), Loader=yaml.BaseLoader)
    print("language  lemmas  forms  recovered  wrong in table  wrong in rules  ungrammatical  names  phrases  whole")
    for language, lemmas in table["words"].items():
        words = {lemma: said.split() for lemma, said in lemmas.items()}
        pairs = [(form, lemma) for lemma, said in words.items() for form in said]
        missed = [pair for pair in pairs if not is_form_of(*pair, language)]
        shipped = known(language) - set(words)
        owners: dict[str, set[str]] = defaultdict(set)
        for form, lemma in pairs:
            owners[form].add(lemma)
        within = {form: found for form in owners if (found := linked(form, set(words) - owners[form], language))}
        outside = {form: found for form in owners if (found := linked(form, shipped - owners[form], language))}
        twins = {form: set(said.split()) for form, said in table["homographs"].get(language, {}).items()}
        wrong = {form: {*within.get(form, ()), *outside.get(form, ())} - twins.get(form, set()) for form in owners}
        ungrammatical = {form: sorted(found) for form, found in wrong.items() if found}
        phrases = [
            (form, lemma) for lemma, said in table["phrases"].get(language, {}).items() for form in said.split(" | ")
        ]
        whole = sum(is_form_of(*pair, language) for pair in phrases)
        print(
            f"{language:8} {len(words):7} {len(pairs):6} {1 - len(missed) / len(pairs):10.3f} "
            f"{len(within) / len(owners):15.3f} {len(outside) / len(owners):15.3f} "
            f"{len(ungrammatical) / len(owners):14.3f} {len(shipped):6} "
            f"{len(phrases):8} {whole / max(1, len(phrases)):6.3f}"
        )
        if audit:
            print("   ", missed[:SHOWN], *ungrammatical.items(), sep="\n    ")


def linked(form: str, lemmas: set[str], language: str) -> list[str]:
    alike = (lemma for lemma in lemmas if lemma[:1] == form[:1])
    return sorted(lemma for lemma in alike if is_form_of(form, lemma, language, kind="person"))


def known(language: str) -> set[str]:
    """Return the words of the persons in rules/names as a language writes them."""
    found: set[str] = set()
    latin = language not in CYRILLIC
    for catalogue in Packs().catalogues:
        for name in catalogue.names:
            forms = {form for of, form, _ in written(name.record) if of in (language, *("en",) * latin)}
            if name.kind == "person":
                found |= {word for form in forms for word in form.replace("-", " ").split() if is_latin(word) == latin}
    return {word for word in found if len(word) > 2 and word[0].isupper() and not word.isupper()}


def examples(data: Path, made: dict[str, Table], audit: bool) -> None:
    """Print the share of the example forms that an inflection, or a derivation, of the language makes."""
    print("language  forms  recovered  as inflection")
    for language, table in made.items():
        with (data / "inflection" / f"{language}.tsv").open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        pairs = [(row["example_form"], row["example_lemma"]) for row in rows if row["example_lemma"] != "-"]
        made_of = Forms(table)
        inflected = [pair for pair in pairs if made_of.is_form_of(*pair)]
        missed = [pair for pair in pairs if pair not in inflected and not is_derived(*pair, table)]
        print(f"{language:8} {len(pairs):6} {1 - len(missed) / len(pairs):10.3f} {len(inflected):14}")
        if audit and missed:
            print("   ", missed[:SHOWN])


def strangers(data: Path, made: dict[str, Table], audit: bool) -> None:
    """Print how many pairs of names of different people, the first four letters alike, are taken for one name."""
    latin: dict[str, list[tuple[str, str]]] = defaultdict(list)
    cyrillic: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in (data / "rigour" / "persons.dev.txt").read_text("utf-8").splitlines():
        forms, _, group = line.rpartition(" => ")
        for form in (form.strip() for form in forms.split(",")):
            if len(form) >= ALIKE and " " not in form and form < "Ԁ":
                (cyrillic if form >= "Ѐ" else latin)[form[:ALIKE]].append((form.capitalize(), group))
    pairs = {name: sample(blocks) for name, blocks in (("latin", latin), ("cyrillic", cyrillic))}
    print("language  pairs  wrong links  derived")
    for language, table in made.items():
        chosen = pairs["cyrillic" if language in CYRILLIC else "latin"]
        made_of = Forms(table)
        wrong = [pair for pair in chosen if made_of.is_form_of(*pair)]
        derived = sum(is_derived(*pair, table) for pair in chosen)
        print(f"{language:8} {len(chosen):6} {len(wrong) / len(chosen):12.4f} {derived / len(chosen):8.4f}")
        if audit:
            print("   ", wrong[:SHOWN])


def sample(blocks: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """Draw ordered pairs of names of different groups, each block as often as it has pairs."""
    draw = random.Random(SEED)
    starts = sorted(start for start, names in blocks.items() if len(names) > 1)
    weights = [len(blocks[start]) * (len(blocks[start]) - 1) for start in starts]
    found: dict[tuple[str, str], None] = {}
    while len(found) < PAIRS:
        for start in draw.choices(starts, weights, k=PAIRS):
            (one, group), (other, another) = draw.sample(blocks[start], 2)
            if group != another and one != other and len(found) < PAIRS:
                found[one, other] = None
    return list(found)


def documents(data: Path, made: dict[str, Table], audit: bool) -> None:
    """Print what becomes of two names of one document that begin alike; nothing is known of what is right."""
    print("language  documents  pairs  inflected  derived  neither")
    for folder in sorted((data / "docs").iterdir()):
        table = made.get(folder.name)
        if table is None:
            continue
        paths = sorted(folder.glob("*.txt"))
        verdicts: Counter[str] = Counter()
        listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for path in paths:
            for one, other in alike(path.read_text("utf-8")):
                verdict = judge(one, other, table)
                verdicts[verdict] += 1
                listed[verdict].append((one, other))
        print(
            f"{folder.name:8} {len(paths):10} {verdicts.total():6} {verdicts['inflected']:10}"
            f" {verdicts['derived']:8} {verdicts['neither']:8}"
        )
        if audit:
            for verdict, pairs in listed.items():
                print("   ", verdict, random.Random(SEED).sample(pairs, min(SHOWN, len(pairs))))


def alike(text: str) -> Iterator[tuple[str, str]]:
    """Give the pairs of capitalised words inside sentences that begin alike and are never written small."""
    small = set(re.findall(r"\b[^\W\d_]+", text))
    names = sorted(name for name in set(NAME.findall(text)) if name.lower() not in small and len(name) >= ALIKE)
    return (pair for pair in combinations(names, 2) if pair[0][:ALIKE] == pair[1][:ALIKE])


def judge(one: str, other: str, table: Table) -> str:
    lemmas = [{lemma for lemma, _ in analyses(form, table)} for form in (one, other)]
    if lemmas[0] & lemmas[1]:
        return "inflected"
    if any(is_derived(one, lemma, table) for lemma in lemmas[1]):
        return "derived"
    return "derived" if any(is_derived(other, lemma, table) for lemma in lemmas[0]) else "neither"


def speed(_: Path, made: dict[str, Table], __: bool) -> None:
    """Print microseconds a token, the best of five runs."""
    print("language  token  microseconds")
    for language, words in SAMPLES.items():
        for word in [*words.split(), "xq"]:
            print(f"{language:8}  {word:14} {best(word, made[language]):6.1f}")
    said = yaml.load(FORMS.read_text("utf-8"), Loader=yaml.BaseLoader)["words"]
    asked = [
        (form, lemma, of) for of, words in said.items() for lemma, forms in words.items() for form in forms.split()
    ]
    for language in said:
        is_form_of("", "", language)
    for when in ("first", "again"):
        start = time.perf_counter()
        for form, lemma, language in asked:
            is_form_of(form, lemma, language)
        print(f"is_form_of, asked {when}: {len(asked) / (time.perf_counter() - start):,.0f} a second")


def best(word: str, table: Table, runs: int = 500) -> float:
    def run() -> float:
        start = time.perf_counter()
        for _ in range(runs):
            analyses(word, table)
        return (time.perf_counter() - start) / runs * 1e6

    return min(statistics.median(run() for _ in range(3)) for _ in range(5))


PARTS = {"forms": forms, "examples": examples, "strangers": strangers, "documents": documents, "speed": speed}


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--audit", action="store_true")
    options = parser.parse_args(None if arguments is None else list(arguments))
    made = tables()
    for name, part in PARTS.items():
        if options.only in (None, name):
            print(f"== {name}")
            part(options.data, made, options.audit)


if __name__ == "__main__":
    main()
