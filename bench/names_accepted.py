"""Whether real spellings of a name are accepted, and those of other names not."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process
from unidecode import unidecode

from bench.names_data import LIMIT, OWN, Vector, groups, lattices, slavic, tables, telling_names, vectors
from bench.names_rivals import SCORERS, bare, spellers, spelt
from lint import names
from lint.names.acceptance import Acceptance, Lattice, fold, lattice, match, prepare
from lint.names.romanisation import romanise

GROUPS, STRANGERS, SEED = 700, 20, 20
LIMITS = (0.0, 0.1, OWN, LIMIT)
# Endings that belong to inflection: another gender's, the Polish plural and a wife's or daughter's form of a surname,
# and Baltic nominatives that no table writes.
_BALTIC = ("s", "as", "is", "us", "ys", "jus", "ius", "ijs", "js")
_GENDER = (("a", ""), ("", "a"), ("ova", ""), ("aya", "y"), ("aja", "y"), ("a", "y"), ("y", "a"), ("i", "a"))
_FAMILY = (("scy", "ski"), ("ccy", "cki"), ("owa", ""), ("owna", ""), ("aia", "y"), ("aia", "i"))
_RESPELT = str.maketrans("ёєэіїыґў", "еееииигв", "ь’'")


def recall(data: Path, audit: bool) -> None:
    """Measure how many of the Latin forms that Wikidata has for one name are accepted for its native forms."""
    every = groups(data)
    sample = random.Random(SEED).sample(every, min(GROUPS, len(every)))
    costs: list[tuple[float, bool]] = []
    hits: Counter[str] = Counter()
    near = _stranger_scores(data)
    scores: dict[str, list[float]] = {name: [] for name in SCORERS}
    for group in sample:
        ready = lattices(group.native)
        written = [spelt(name, language) for name in group.native for language in slavic()]
        for form in group.latin:
            found = _cost(form, ready)
            inflected = found > LIMIT + 0.1 and _is_inflected(form, ready)
            costs.append((found, inflected))
            if audit and found > LIMIT + 0.1 and not inflected:
                print("  miss", form, *group.native)
            tools = {tool for forms in written for tool, known in forms.items() if bare(form) in known}
            hits.update([*tools, "union"] if tools else ())
            for name, scorer in SCORERS.items():
                scores[name].append(max(scorer(unidecode(native), form) for native in group.native))
    left = sum(inflected for _, inflected in costs)
    print(f"accepted, Slavic persons: {len(sample)} groups, {len(costs)} Latin forms, {left} of them inflected")
    for limit in LIMITS:
        right = sum(found <= limit + 1e-6 for found, _ in costs)
        print(
            f"  onym at {limit:4}: {right / len(costs):.3f} of all, {right / (len(costs) - left):.3f} but the inflected"
        )
    taken = missed = left = 0
    for group in every:
        ready = lattices(group.native)
        for form in group.latin:
            if _cost(form, ready) <= LIMIT + 1e-6:
                taken += 1
            elif _is_inflected(form, ready):
                left += 1
            else:
                missed += 1
    print(
        f"  onym at {LIMIT}: {taken / (taken + missed + left):.3f} of {taken + missed + left}, the Latin forms of all"
        f" {len(every)} groups, {taken / (taken + missed):.3f} but the {left} inflected"
    )
    for tool in (*spellers(), "union"):
        print(f"  {tool} writes it, marks left out: {hits[tool] / len(costs):.3f}")
    for name, strangers in near.items():
        strangers.sort(reverse=True)
        limit = strangers[len(strangers) // 100]
        right = sum(score > limit for score in scores[name])
        print(f"  {name} to what unidecode writes, over {limit:.2f} (1 % of strangers): {right / len(costs):.3f}")


@lru_cache(maxsize=1)
def _strangers(data: Path) -> dict[str, list[tuple[str, str]]]:
    """Pair native names of each language with the Latin forms of other names that are most like them."""
    every = groups(data)
    mine: dict[str, set[str]] = defaultdict(set)
    for group in every:
        for name in group.native:
            mine[name].update(group.latin)
    spellings = sorted({form for group in every for form in group.latin})
    found: dict[str, list[tuple[str, str]]] = {}
    for language, table in slavic().items():
        pool = telling_names(every, language)
        for name in random.Random(SEED).sample(pool, min(300, len(pool))):
            like = process.extract(romanise(name, table, "en"), spellings, scorer=fuzz.ratio, limit=80, score_cutoff=60)
            others = [form for form, _, _ in like if form not in mine[name]][:STRANGERS]
            found.setdefault(language, []).extend((name, form) for form in others)
    return found


def _stranger_scores(data: Path) -> dict[str, list[float]]:
    pairs = [pair for found in _strangers(data).values() for pair in found]
    return {name: [scorer(unidecode(native), form) for native, form in pairs] for name, scorer in SCORERS.items()}


def strangers(data: Path, audit: bool) -> None:
    """Measure how many of the 20 nearest other names are accepted; one that a column writes so is no false accept."""
    total: Counter[str] = Counter()
    for language, pairs in _strangers(data).items():
        ready: dict[str, Lattice] = {}
        hits: Counter[float] = Counter()
        for name, form in pairs:
            if name not in ready:
                ready[name] = lattice(name, slavic()[language], LIMIT, aside=True)
            found = match(form, ready[name])
            hits.update(limit for limit in LIMITS if found and found.cost <= limit + 1e-6)
            if audit and found:
                print("  accepted", form, "for", name, found.cost, found.system)
        _tell(f"nearest strangers {language}", hits, len(pairs))
        total.update({"tested": len(pairs), "false": hits[LIMIT] - hits[OWN]})
    print(f"  false (no column writes them so): {100 * total['false'] / total['tested']:.2f} % of {total['tested']}")


def neighbours(data: Path, audit: bool) -> None:
    """Measure the English and German standard forms of names that are one native letter away from another name.

    A form that some column writes for both names (Scharow is Шаров and Жаров in German) is no false accept.
    """
    every = groups(data)
    total: Counter[str] = Counter()
    for language, table in slavic().items():
        by_gap: dict[str, set[str]] = defaultdict(set)
        for name in set(telling_names(every, language)):
            for place in range(len(name)):
                by_gap[f"{name[:place]}*{name[place + 1 :]}"].add(name)
        pairs = sorted({(one, two) for found in by_gap.values() for one in found for two in found if one != two})
        pairs = [(one, two) for one, two in pairs if one.translate(_RESPELT) != two.translate(_RESPELT)]
        sample = random.Random(SEED).sample(pairs, min(500, len(pairs)))
        hits: Counter[float] = Counter()
        for one, two in sample:
            ready = lattice(one, table, aside=True)
            for target in ("en", "de"):
                found = match(romanise(two, table, target), ready)
                hits.update(limit for limit in LIMITS if found and found.cost <= limit + 1e-6)
                if audit and found:
                    print("  neighbour", romanise(two, table, target), "of", two, "for", one, found)
        _tell(f"one native letter away {language}", hits, 2 * len(sample))
        total.update({"tested": 2 * len(sample), "false": hits[LIMIT] - hits[OWN]})
    print(f"  false (no column writes them so): {100 * total['false'] / total['tested']:.2f} % of {total['tested']}")


def _tell(what: str, hits: Counter[float], tested: int) -> None:
    rates = ", ".join(f"{100 * hits[limit] / max(tested, 1):.2f} % at {limit}" for limit in LIMITS)
    print(f"{what}: {tested} forms accepted: {rates}")


def _cost(form: str, ready: Iterable[Lattice]) -> float:
    return min((found.cost for one in ready if (found := match(form, one))), default=9.0)


def _is_inflected(form: str, ready: Sequence[Lattice]) -> bool:
    """Say whether a form differs from an accepted one by an ending that belongs to inflection."""
    unmarked = fold(prepare(form))
    stems = {unmarked[: -len(ending)] for ending in _BALTIC if unmarked.endswith(ending)}
    stems |= {stem + more for stem in stems for more in ("y", "i")}
    stems |= {
        unmarked[: len(unmarked) - len(here)] + there for here, there in _GENDER + _FAMILY if unmarked.endswith(here)
    }
    return any(_cost(stem, ready) < 9 for stem in stems if stem != unmarked)


def official(data: Path, audit: bool) -> None:
    """Measure the test pairs of official systems, and whether the nearest other pair's Latin side is accepted too.

    A full name whose parts are written together in its own script is taken in the layouts of its language.

    Left out: Korean in Chinese characters, whose reading is not given.
    """
    right: dict[str, Counter[str]] = defaultdict(Counter)
    every = vectors(data)
    pairs = [vector for vector in every if not re.search("[\u4e00-\u9fff]", vector.native)]
    pools: dict[str, list[Vector]] = defaultdict(list)
    for vector in pairs:
        pools[vector.language].append(vector)
    for language, pool in pools.items():
        counts = right[language]
        spellings = sorted({vector.latin for vector in pool})
        own: dict[str, set[str]] = defaultdict(set)
        for vector in pool:
            own[_english(vector)].add(bare(vector.latin))
        for vector in pool:
            ready = lattice(vector.native, tables()[language], LIMIT, aside=True)
            taken = _taken(vector.latin, vector, ready)
            counts.update(["all"] + ["onym"] * (taken is not None and taken.cost <= OWN))
            if audit and (taken is None or taken.cost > OWN):
                print("  vector", vector.system, vector.native[:60], vector.latin[:60], taken)
            tools = {tool for tool, known in spelt(vector.native, language).items() if bare(vector.latin) in known}
            counts.update([*tools, "union"] if tools else ())
            like = process.extract(vector.latin, spellings, scorer=fuzz.ratio, limit=12, score_cutoff=60)
            other = next((form for form, _, _ in like if bare(form) not in own[_english(vector)]), None)
            if other is not None:
                counts["strangers"] += 1
                met = _taken(other, vector, ready)
                counts["met"] += met is not None and met.cost <= OWN
                counts["met far"] += met is not None
                if audit and met:
                    print("  stranger", vector.system, vector.native, other, met)
    print(f"official test pairs accepted at {OWN} ({len(every) - len(pairs)} in Chinese characters left out)")
    total: Counter[str] = sum(right.values(), Counter())
    for language, counts in [*right.items(), ("all", total)]:
        beside = " ".join(f"{tool} {counts[tool] / counts['all']:.3f}" for tool in (*spellers(), "union"))
        print(
            f"  {language}: {counts['onym'] / counts['all']:.4f} of {counts['all']} | nearest stranger "
            f"{100 * counts['met'] / max(1, counts['strangers']):.1f} % at {OWN}, "
            f"{100 * counts['met far'] / max(1, counts['strangers']):.1f} % at {LIMIT} | marks left out: {beside}"
        )


def _taken(latin: str, vector: Vector, ready: Lattice) -> Acceptance | None:
    """Accept a form as it stands, or else as the whole name of a person."""
    taken = match(latin, ready)
    return taken if taken and taken.cost <= OWN else names.accept(vector.native, vector.language, latin)


def _english(vector: Vector) -> str:
    """Tell native names apart by what English writes: pairs of one name may differ in case or in look-alikes."""
    return bare(romanise(vector.native, tables()[vector.language], "en"))
