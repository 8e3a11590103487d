"""Measures how well two Latin spellings are recognised as one name, beside the usual string measures.

    python bench/compare.py --data DIR

DIR holds ``rigour/persons.dev.txt`` (name groups: ``form, form, ... => id``) and ``mt_gold/gold.tsv`` (P and N in the
first column, ``forms_in_output`` in the last). Positives are two Latin spellings of one group, at most three a group;
negatives are spellings of two groups alike by rapidfuzz (ratio from 75). Seeds are fixed.

Sets: *slavic* has a native form with a Slavic ending, *all* is every group. In the sets named *apart* no negative comes
of two groups that share a spelling: the others count many twins (one name under two ids) as different names.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations, groupby
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, Levenshtein
from unidecode import unidecode

from lint.names.comparison import compare, compare_readings
from lint.names.readings import Reading, Table, compile_orthographies, keys_of, readings

Pair = tuple[str, str]
Scorer = Callable[[str, str], float]

THRESHOLD = 0.93
SLAVIC = re.compile(
    "(?:ов|ев|ёв|єв|їв|ын|[сз]кий|[сз]кая|[сз]ька|[сз]ький|цький|цкий|цкая|енко|енка|вич|віч|ук|юк|чак|ова|ева|єва|ина|іна"
    "|[сц]ки|[сц]ка|[сц]кі|ий|ый|ой|ко)$"
)
ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print one table, and what the blocking keys lose."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--positives", type=int, default=3836)
    parser.add_argument("--negatives", type=int, default=10000)
    given = parser.parse_args()
    table = shipped_table()
    cache: dict[str, tuple[Reading, ...]] = {}

    def read(form: str) -> tuple[Reading, ...]:
        if form not in cache:
            cache[form] = readings(form, table)
        return cache[form]

    methods: dict[str, Scorer] = {
        "readings": lambda a, b: (
            (compare(a, b, table) if "-" in a + b else compare_readings(read(a), read(b), table)).score
        ),
        "rapidfuzz ratio": lambda a, b: fuzz.ratio(a, b) / 100,
        "Jaro-Winkler": JaroWinkler.similarity,
        "unidecode + Levenshtein": lambda a, b: Levenshtein.normalized_similarity(unidecode(a), unidecode(b)),
    }
    print(f"{'set':<14} {'method':<24} {'AP':>6} {'best F1':>8} {'R@P.95':>7} {'P@.93':>6} {'R@.93':>6} {'us/pair':>8}")
    for name, positives, negatives in sets(given.data, given.positives, given.negatives):
        for form in {form for pair in positives + negatives for form in pair}:
            read(form)
        for method, scorer in methods.items():
            started = time.perf_counter()
            good, bad = ([scorer(a, b) for a, b in pairs] for pairs in (positives, negatives))
            each = (time.perf_counter() - started) / (len(good) + len(bad)) * 1e6
            precision, f1, recall = curve(good, bad)
            above, false = (sum(score >= THRESHOLD for score in scores) for scores in (good, bad))
            print(
                f"{name:<14} {method:<24} {precision:6.3f} {f1:8.3f} {recall:7.3f} "
                f"{above / max(1, above + false):6.3f} {above / len(good):6.3f} {each:8.1f}"
            )
        print(
            f"{name:<14} {blocking(positives, read, table)}  ({len(positives)} positives, {len(negatives)} negatives)"
        )
    started = time.perf_counter()
    for form in cache:
        readings(form, table)
    print(
        f"one form read: {(time.perf_counter() - started) / len(cache) * 1e6:.0f} us, "
        f"{sum(map(len, cache.values())) / len(cache):.1f} distinct readings"
    )
    return 0


def shipped_table() -> Table:
    """Compile the orthographies of this checkout."""
    folder = ROOT / "rules" / "orthographies"
    return compile_orthographies(
        {
            path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            for path in folder.glob("*.yaml")
        }
    )


def sets(data: Path, positives: int, negatives: int) -> Iterator[tuple[str, list[Pair], list[Pair]]]:
    """Yield each set's name, positives and negatives."""
    every = list(groups(data / "rigour" / "persons.dev.txt"))
    for name, chosen in (("slavic", [g for g in every if any(map(SLAVIC.search, g[0]))]), ("all", every)):
        for apart in (False, True):
            yield name + " apart" * apart, *rigour_pairs(chosen, positives, negatives, apart)
    yield "mt_gold", *gold_pairs(data / "mt_gold" / "gold.tsv")


def groups(path: Path) -> Iterator[tuple[frozenset[str], list[str]]]:
    """Yield all forms and the Latin single names (three letters or more) of every group with two of the latter."""
    for line in path.read_text(encoding="utf-8").splitlines():
        forms = line.rpartition(" => ")[0].split(", ")
        latin = [form for form in forms if len(form) > 2 and all(map(is_latin, form))]
        if len(latin) > 1:
            yield frozenset(forms), latin


def is_latin(letter: str) -> bool:
    """Say whether a letter belongs in a Latin single name."""
    return "a" <= letter <= "z" or letter in "'’ʼʹ" or unicodedata.name(letter, "").startswith("LATIN")


def rigour_pairs(
    chosen: list[tuple[frozenset[str], list[str]]], positives: int, negatives: int, apart: bool
) -> tuple[list[Pair], list[Pair]]:
    """Draw pairs of one group, and pairs of two groups that look alike."""
    draw = random.Random(1)
    good: list[Pair] = []
    for _, latin in chosen:
        found = list(combinations(latin, 2))
        good.extend(draw.sample(found, min(3, len(found))))
    draw.shuffle(good)
    homes: dict[str, set[int]] = {}
    for number, (_, latin) in enumerate(chosen):
        for form in latin:
            homes.setdefault(form, set()).add(number)
    forms = sorted(homes)
    pool = forms if len(forms) < 20000 else draw.sample(forms, 20000)
    draw.shuffle(forms)
    bad: set[Pair] = set()
    for form in forms:
        if len(bad) >= 2 * negatives:
            break
        for other, _, _ in process.extract(form, pool, scorer=fuzz.ratio, score_cutoff=75, limit=None):
            if homes[form] & homes[other]:
                continue
            if apart and any(chosen[i][0] & chosen[j][0] for i in homes[form] for j in homes[other]):
                continue
            bad.add((min(form, other), max(form, other)))
    ordered = sorted(bad)
    draw.shuffle(ordered)
    return good[:positives], ordered[:negatives]


def gold_pairs(path: Path) -> tuple[list[Pair], list[Pair]]:
    """Read the pairs of forms of each row marked P and N."""
    found: dict[str, list[Pair]] = {"P": [], "N": []}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if cells[0] in found:
            found[cells[0]].extend(combinations([form.rsplit(":", 1)[0] for form in cells[-1].split(" ~ ")], 2))
    return found["P"], found["N"]


def curve(good: list[float], bad: list[float]) -> tuple[float, float, float]:
    """Give average precision, best F1 and recall at precision .95; equal scores are one step."""
    ranked = sorted([(score, 1) for score in good] + [(score, 0) for score in bad], reverse=True)
    average = best = recall_at = 0.0
    right = seen = 0
    for _, step in groupby(ranked, key=lambda item: item[0]):
        labels = [label for _, label in step]
        right, seen = right + sum(labels), seen + len(labels)
        precision, recall = right / seen, right / len(good)
        average += precision * sum(labels) / len(good)
        best = max(best, 2 * precision * recall / (precision + recall) if right else 0.0)
        if precision >= 0.95:
            recall_at = recall
    return average, best, recall_at


def blocking(positives: list[Pair], read: Callable[[str], tuple[Reading, ...]], table: Table) -> str:
    """Say which share of the pairs that would be joined have no key in common."""
    joined = [(a, b) for a, b in positives if compare_readings(read(a), read(b), table).score >= THRESHOLD]
    keys = [(keys_of(read(a), table), keys_of(read(b), table)) for a, b in joined]
    lost = sum(not a & b for a, b in keys)
    each = sum(len(a) for a, _ in keys) / max(1, len(keys))
    return f"blocking loses {lost} of {len(joined)} joined pairs; {each:.1f} keys a form"


if __name__ == "__main__":
    sys.exit(main())
