"""Measure romanisation and recognition of Slavic names on real data.

    python bench/names.py --data DIR [--audit] [--only PART]

DIR holds `rigour/persons.dev.txt`, `translit_gold.dev.tsv` and `interscript/tests.tsv`. The parts: `groups` (recall of
the Latin forms Wikidata has for one name), `strangers` and `neighbours` (false
accepts), `standard` (the standard form of each column),
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

from lint.names.acceptance import Lattice, fold, lattice, match, prepare  # noqa: E402
from lint.names.key import key, keys  # noqa: E402
from lint.names.romanisation import Table, compile_system, romanise  # noqa: E402

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
GENDER = (("a", ""), ("", "a"), ("ova", ""), ("aya", "y"), ("aja", "y"), ("a", "y"), ("y", "a"), ("i", "a"))
WORD = re.compile(r"[\w’'-]+")
RESPELT = str.maketrans("ёєэіїыґў", "еееииигв", "ь’'")
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
    for here, there in GENDER:
        if bare.endswith(here):
            stems.add(bare[: len(bare) - len(here)] + there)
    return any(cost(stem, ready) < 9 for stem in stems if stem != bare)


def bench_groups(data: Path, known: dict[str, Table], audit: bool) -> None:
    every = groups(data, known)
    sample = random.Random(SEED).sample(every, min(GROUPS, len(every)))
    costs: list[tuple[float, bool]] = []
    left: Counter[str] = Counter()
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
        print(
            f"  recall at {limit:4}: {hits / len(costs):.3f} of all, "
            f"{hits / (len(costs) - left['inflected']):.3f} without inflected forms"
        )
    if audit:
        for form, native in misses:
            print("  miss", form, *native)


def bench_strangers(data: Path, known: dict[str, Table], audit: bool) -> None:
    every = groups(data, known)
    owners: dict[str, set[int]] = defaultdict(set)
    natives: dict[str, set[int]] = defaultdict(set)
    for number, (native, latin) in enumerate(every):
        for form in latin:
            owners[form].add(number)
        for name in native:
            natives[name].add(number)
    spellings = sorted(owners)
    for language, table in known.items():
        pool = telling_names(every, language, table)
        sample = random.Random(SEED).sample(pool, min(300, len(pool)))
        tested, hits = 0, Counter[float]()
        for name in sample:
            ready = lattice(name, table)
            mine = {form for number in natives[name] for form in every[number][1]}
            near = process.extract(romanise(name, table, "en"), spellings, scorer=fuzz.ratio, limit=80, score_cutoff=60)
            for form in [form for form, _, _ in near if form not in mine][:STRANGERS]:
                tested += 1
                found = match(form, ready)
                hits.update(limit for limit in LIMITS if found and found.cost <= limit + 1e-6)
                if audit and found:
                    other = {native for number in owners[form] for native in every[number][0]}
                    print("  accepted", form, "for", name, found.cost, found.system, "| it is", *other)
        rates = ", ".join(f"{100 * hits[limit] / tested:.2f} % at {limit}" for limit in LIMITS)
        print(f"strangers {language}: {len(sample)} names, {tested} nearest strangers accepted: {rates}")


def bench_neighbours(data: Path, known: dict[str, Table], audit: bool) -> None:
    """Test the standard English and German forms of native names that are one letter away from another name."""
    every = groups(data, known)
    for language, table in known.items():
        pool = set(telling_names(every, language, table))
        by_gap: dict[str, set[str]] = defaultdict(set)
        for name in pool:
            for place in range(len(name)):
                by_gap[f"{name[:place]}*{name[place + 1 :]}"].add(name)
        pairs = sorted({(one, two) for found in by_gap.values() for one in found for two in found if one != two})
        pairs = [pair for pair in pairs if not is_respelt(*pair)]
        sample = random.Random(SEED).sample(pairs, min(500, len(pairs)))
        tested, hits = 0, Counter[float]()
        for one, two in sample:
            ready = lattice(one, table)
            for target in ("en", "de"):
                tested += 1
                found = match(romanise(two, table, target), ready)
                hits.update(limit for limit in LIMITS if found and found.cost <= limit + 1e-6)
                if audit and found:
                    print("  neighbour", romanise(two, table, target), "of", two, "for", one, found)
        rates = ", ".join(f"{100 * hits[limit] / max(tested, 1):.2f} % at {limit}" for limit in LIMITS)
        print(f"neighbours {language}: {tested} forms of names one native letter away accepted: {rates}")


def is_respelt(one: str, two: str) -> bool:
    """Say whether two native forms are one name as the orthographies of the four languages write it."""
    return one.translate(RESPELT) == two.translate(RESPELT)


def telling_names(every: list[tuple[list[str], list[str]]], language: str, table: Table) -> list[str]:
    return [
        name
        for native, _ in every
        for name in native
        if SLAVIC.search(name) and fits(name, table) and telling(name, language)
    ]


def telling(name: str, language: str) -> bool:
    """Leave to each language the natives that are likely its own."""
    letters = {"uk": "іїєґ", "ru": "ыэё", "be": "ўі"}.get(language)
    if language == "ru":
        return not re.search("[іїєґўјљњћђџ]", name) and bool(re.search("[ыэёь]|ский$|цкий$|[вн]$", name))
    return bool(re.search(f"[{letters}]|ський$", name)) if letters else not re.search("[ыэёіїєґўьј]", name)


def bench_standard(data: Path, known: dict[str, Table], audit: bool) -> None:
    with (data / "translit_gold.dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        language = row["native_lang"]
        if row["type"] != "person" or language not in known or row["source"].startswith("slavicner"):
            continue
        table = known[language]
        native = WORD.findall(row["native"])
        for target in table["columns"]:
            for word in WORD.findall(unicodedata.normalize("NFC", row.get(target) or "")):
                likeness, near, spelt = max(
                    (alike(romanise(name, table, target), word), name, romanise(name, table, target)) for name in native
                )
                if likeness < 0.6:
                    continue
                right = same(spelt, word, target)
                taken = match(word, lattice(near, table), (target,))
                own = taken is not None and taken.system == target and taken.cost <= 0.35
                counts = found[target]
                counts.update(
                    ["all"] + ["right"] * right + ["own"] * (own or right) + ["accepted"] * (taken is not None)
                )
                if audit and not right:
                    print("  standard", "" if own else "other", target, near, "gold", word, "ours", spelt, taken)
    print("standard form: right of all labels | right of labels that this column writes at .35 | accepted at 1.1")
    for target, counts in found.items():
        print(
            f"  {target}: {counts['right'] / counts['all']:.3f} of {counts['all']} | "
            f"{counts['right'] / counts['own']:.3f} of {counts['own']} | {counts['accepted'] / counts['all']:.3f}"
        )


def alike(one: str, two: str) -> float:
    return difflib.SequenceMatcher(None, fold(prepare(one)), fold(prepare(two))).ratio()


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
            native, latin = (row[column].replace('\\"', '"') for column in ("native", "latin"))
            taken = match(latin, lattice(native, known[language]))
            if taken and taken.cost <= 0.35:
                right[row["system"]] += 1
            elif audit:
                print("  vector", row["system"], row["native"], row["latin"], taken)
    print(
        f"official vectors accepted at .35: {sum(right.values())} of {sum(total.values())}"
        f" = {sum(right.values()) / sum(total.values()):.4f}"
    )
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
    print(
        f"keys a name: median {statistics.median(sizes)}, 9 of 10 at most {sorted(sizes)[len(sizes) * 9 // 10]}, "
        f"most {max(sizes)}; of {forms} forms {statistics.mean(strangers):.0f} share a key with a name "
        f"(median {statistics.median(strangers):.0f})"
    )


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
    for (one, _), (_, form) in zip(ready, reversed(ready), strict=True):
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
    accepting, rejecting = (1e6 * statistics.mean(took[taken]) for taken in (True, False))
    print(
        f"speed: acceptance {accepting:.0f} us, rejection {rejecting:.0f} us, lattice {1e6 * making:.0f} us, "
        f"key {1e6 * (time.perf_counter() - start) / len(words):.2f} us"
    )


PARTS = {
    "groups": bench_groups,
    "strangers": bench_strangers,
    "neighbours": bench_neighbours,
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
