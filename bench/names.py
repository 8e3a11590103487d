"""Measure romanisation and recognition of Slavic names on real data.

    python bench/names.py --data DIR [--audit] [--only PART]

DIR holds `rigour/persons.dev.txt`, `translit_gold.dev.tsv` and `interscript/tests.tsv`. The parts: `groups` (recall of
the Latin forms Wikidata has for one name), `strangers` (false accepts), `standard` (the standard form of each column),
`vectors` (test pairs of the official systems), `keys` (size and sharing of blocking keys), `speed`. With `--audit` the
misses and the false accepts are listed.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import random
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from lint.names.accept import Lattice, fold, lattice, match, prepare  # noqa: E402
from lint.names.key import key, keys  # noqa: E402
from lint.names.romanise import Table, compile_system, romanise  # noqa: E402

LANGUAGES = ("uk", "ru", "be", "bg")
GROUPS, STRANGERS, SEED = 700, 20, 20
LIMITS = (0.0, 0.1, 0.35, 1.1)
SLAVIC = re.compile(
    r"(ов|ев|ёв|єв|їв|ова|ева|ёва|єва|"
    r"ський|ский|скі|ски|ська|ская|цький|цкий|цкі|цки|цька|цкая|енко|єнко|енка|чук|щук|[нлр]юк|"
    r"ович|евич|овіч|евіч|ёнок|анка|ьев|ьєв)$"
)
CYRILLIC = re.compile(r"[\u0400-\u052f’'ʼ-]+$")
LATIN = re.compile(r"[a-z\u00df-\u024f\u0259\u1e00-\u1eff’'ʹ-]+$")
# Endings that belong to inflection: Baltic nominatives and the other gender.
BALTIC = ("s", "as", "is", "us", "ys", "jus", "ius", "ijs", "js")
SYSTEM_LANGUAGES = {"ukr": "uk", "rus": "ru", "bel": "be", "bul": "bg"}


def tables() -> dict[str, Table]:
    found = {}
    for language in LANGUAGES:
        text = (ROOT / "rules" / "systems" / f"{language}.yaml").read_text(encoding="utf-8")
        found[language] = compile_system(yaml.load(text, Loader=yaml.BaseLoader))
    return found


def fits(native: str, table: Table) -> bool:
    """Say whether a native form could be of this language: its alphabet has all the letters."""
    return all(letter in table["letters"] or letter in "’'ʼ- " for letter in native)


def groups(data: Path, known: dict[str, Table]) -> list[tuple[list[str], list[str]]]:
    """Read the name groups that have a Slavic native form and Latin forms: (native forms, Latin forms)."""
    found = []
    for line in (data / "rigour" / "persons.dev.txt").read_text(encoding="utf-8").splitlines():
        names = line.split(" => ")[0].split(", ")
        native = [name for name in names if CYRILLIC.match(name)]
        latin = [name for name in names if LATIN.match(name)]
        slavic = [name for name in native if SLAVIC.search(name)]
        if len(latin) > 1 and any(fits(name, table) for name in slavic for table in known.values()):
            found.append((native, latin))
    return found


def lattices(native: Iterable[str], known: dict[str, Table]) -> list[Lattice]:
    return [lattice(name, table, 1.1) for name in native for table in known.values() if fits(name, table)]


def cost(form: str, ready: list[Lattice]) -> float:
    return min((found.cost for one in ready if (found := match(form, one))), default=9.0)


def is_inflected(form: str, ready: list[Lattice]) -> bool:
    """Say whether a form differs from an accepted one by an ending that belongs to inflection."""
    bare = fold(prepare(form))
    stems = {bare[: -len(ending)] for ending in BALTIC if bare.endswith(ending)}
    stems |= {stem + more for stem in stems for more in ("y", "i")}
    for here, there in (("a", ""), ("", "a"), ("ova", ""), ("aya", "y"), ("aja", "y"), ("a", "y"), ("y", "a"), ("i", "a")):
        if bare.endswith(here):
            stems.add(bare[: len(bare) - len(here)] + there)
    return any(cost(stem, ready) < 9 for stem in stems if stem != bare)


def bench_groups(data: Path, known: dict[str, Table], audit: bool) -> None:
    every = groups(data, known)
    sample = random.Random(SEED).sample(every, min(GROUPS, len(every)))
    costs, left = [], Counter()
    misses = []
    for native, latin in sample:
        ready = lattices(native, known)
        for form in latin:
            found = cost(form, ready)
            if found > 1.2 and is_inflected(form, ready):
                left["inflected"] += 1
                costs.append((found, True))
                continue
            costs.append((found, False))
            if found > 1.2:
                misses.append((form, native))
    print(f"groups: {len(sample)} of {len(every)}, {len(costs)} Latin forms, {left['inflected']} of them inflected")
    for limit in LIMITS:
        hits = sum(found <= limit + 1e-6 for found, _ in costs)
        print(f"  recall at {limit:4}: {hits / len(costs):.3f} of all, "
              f"{hits / (len(costs) - left['inflected']):.3f} without inflected forms")
    if audit:
        for form, native in misses:
            print("  miss", form, *native)


def bench_strangers(data: Path, known: dict[str, Table], audit: bool) -> None:
    every = groups(data, known)
    owners: dict[str, set[int]] = defaultdict(set)
    for number, (_, latin) in enumerate(every):
        for form in latin:
            owners[form].add(number)
    latin_forms = sorted(owners)
    natives = defaultdict(set)
    for number, (native, _) in enumerate(every):
        for name in native:
            natives[name].add(number)
    for language in ("uk", "ru", "bg", "be"):
        pool = [
            (number, name)
            for number, (native, _) in enumerate(every)
            for name in native
            if SLAVIC.search(name) and fits(name, known[language]) and telling(name, language)
        ]
        sample = random.Random(SEED).sample(pool, min(300, len(pool)))
        tested, one_letter, hits, near = 0, 0, Counter(), 0
        for _, name in sample:
            ready = lattice(name, known[language])
            standard = romanise(name, known[language], "en")
            mine = natives[name]
            own = {form for number in mine for form in every[number][1]}
            strangers = 0
            for form, _, _ in process.extract(standard, latin_forms, scorer=fuzz.ratio, limit=80, score_cutoff=60):
                if form in own or strangers == STRANGERS:
                    continue
                strangers += 1
                tested += 1
                found = match(form, ready)
                close = fuzz.distance.Levenshtein.distance(standard, fold(form)) == 1 if hasattr(fuzz, "distance") else False
                one_letter += close
                if found:
                    for limit in LIMITS:
                        hits[limit] += found.cost <= limit + 1e-6
                    near += close
                    if audit:
                        other = {native for number in owners[form] for native in every[number][0]}
                        print("  accepted", form, "for", name, found.cost, found.system, "| it is", *other)
        rates = ", ".join(f"{100 * hits[limit] / tested:.2f} % at {limit}" for limit in LIMITS)
        print(f"strangers {language}: {len(sample)} names, {tested} nearest strangers accepted: {rates}")


def telling(name: str, language: str) -> bool:
    """Leave to each language the natives that are likely its own."""
    letters = {"uk": "іїєґ", "ru": "ыэё", "be": "ўі"}.get(language)
    if language == "ru":
        return not re.search("[іїєґўјљњћђџ]", name) and bool(re.search("[ыэёь]|ский$|цкий$|[вн]$", name))
    return bool(re.search(f"[{letters}]|ський$", name)) if letters else not re.search("[ыэёіїєґўьј]", name)


def bench_standard(data: Path, known: dict[str, Table], audit: bool) -> None:
    with (data / "translit_gold.dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        language = row["native_lang"]
        if row["type"] != "person" or language not in known or row["source"].startswith("slavicner"):
            continue
        table = known[language]
        native = re.findall(r"[\w’'-]+", row["native"])
        for target in table["columns"]:
            if not row.get(target):
                continue
            for word in re.findall(r"[\w’'-]+", unicodedata.normalize("NFC", row[target])):
                spelt = {name: romanise(name, table, target) for name in native}
                near = max(spelt, key=lambda name: difflib.SequenceMatcher(None, fold(prepare(spelt[name])), fold(prepare(word))).ratio(), default=None)
                if near is None or difflib.SequenceMatcher(None, fold(prepare(spelt[near])), fold(prepare(word))).ratio() < 0.6:
                    continue
                right = same(spelt[near], word, target)
                ready = lattice(near, table)
                taken = match(word, ready, (target,))
                copied = taken is not None and taken.cost <= 0.1 and taken.system != target
                counts = found[target]
                counts["all"] += 1
                counts["right"] += right
                counts["accepted"] += taken is not None
                if not copied or right:
                    counts["own"] += 1
                    counts["own right"] += right
                if audit and not right:
                    print("  standard", target, near, "gold", word, "ours", spelt[near], "copied" if copied else "", taken)
    print("standard form (top 1): all labels | labels that follow no other column | accepted at 1.1")
    for target, counts in found.items():
        print(
            f"  {target}: {counts['right'] / counts['all']:.3f} of {counts['all']} | "
            f"{counts['own right'] / counts['own']:.3f} of {counts['own']} | {counts['accepted'] / counts['all']:.3f}"
        )


def same(spelt: str, word: str, target: str) -> bool:
    """Compare spellings; the stress accents of Spanish and Portuguese cannot be derived and do not count."""
    if target in ("es", "pt"):
        return fold(prepare(spelt)) == fold(prepare(word))
    return prepare(spelt) == prepare(word)


def bench_vectors(data: Path, known: dict[str, Table], audit: bool) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with (data / "interscript" / "tests.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            language = SYSTEM_LANGUAGES.get(row["lang"])
            if language is None:
                continue
            total[row["system"]] += 1
            taken = match(row["latin"].replace("\\\"", "\""), lattice(row["native"].replace("\\\"", "\""), known[language], 1.1))
            if taken and taken.cost <= 0.35:
                right[row["system"]] += 1
            elif audit:
                print("  vector", row["system"], row["native"], row["latin"], taken)
    print(f"official vectors accepted at .35: {sum(right.values())} of {sum(total.values())}"
          f" = {sum(right.values()) / sum(total.values()):.4f}")
    for system, count in total.items():
        if right[system] < count:
            print(f"  {system}: {right[system]} of {count}")


def bench_keys(data: Path, known: dict[str, Table], audit: bool) -> None:
    every = groups(data, known)
    sample = random.Random(SEED).sample(every, min(GROUPS, len(every)))
    shared = Counter(key(form) for _, latin in every for form in latin)
    forms = sum(shared.values())
    sizes, strangers = [], []
    for native, _ in sample:
        for name in native:
            for table in known.values():
                if fits(name, table):
                    found = keys(name, table)
                    sizes.append(len(found))
                    strangers.append(sum(shared[one] for one in found))
    print(f"keys a name: median {statistics.median(sizes)}, 9 of 10 at most {sorted(sizes)[len(sizes) * 9 // 10]}, "
          f"most {max(sizes)}; of {forms} forms {statistics.mean(strangers):.0f} share a key with a name "
          f"(median {statistics.median(strangers):.0f})")


def bench_speed(data: Path, known: dict[str, Table], audit: bool) -> None:
    every = groups(data, known)
    sample = random.Random(SEED).sample(every, 100)
    names = [(name, form) for native, latin in sample for name in native for form in latin if fits(name, known["ru"])]
    ready = [(lattice(name, known["ru"]), form) for name, form in names]
    took: dict[bool, list[float]] = {True: [], False: []}
    for one, form in ready:
        start = time.perf_counter()
        taken = match(form, one)
        took[taken is not None].append(time.perf_counter() - start)
    for one, (_, form) in zip((one for one, _ in ready), reversed(ready)):
        start = time.perf_counter()
        taken = match(form, one)
        took[taken is not None].append(time.perf_counter() - start)
    start = time.perf_counter()
    for name, _ in names:
        lattice(name, known["ru"])
    making = (time.perf_counter() - start) / len(names)
    words = [form for _, form in names] * 20
    start = time.perf_counter()
    for word in words:
        key(word)
    print(f"speed: acceptance {1e6 * statistics.mean(took[True]):.0f} us, rejection {1e6 * statistics.mean(took[False]):.0f} us, "
          f"lattice {1e6 * making:.0f} us, key {1e6 * (time.perf_counter() - start) / len(words):.2f} us")


PARTS = {
    "groups": bench_groups,
    "strangers": bench_strangers,
    "standard": bench_standard,
    "vectors": bench_vectors,
    "keys": bench_keys,
    "speed": bench_speed,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--audit", action="store_true")
    parser.add_argument("--only", choices=PARTS, action="append")
    options = parser.parse_args()
    known = tables()
    for part, bench in PARTS.items():
        if part in (options.only or PARTS):
            bench(options.data, known, options.audit)


if __name__ == "__main__":
    main()
