"""How long accepting takes, and how well the blocking keys part the names."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from pathlib import Path

from bench.names_data import fits, groups, slavic, tables
from lint.names.acceptance import lattice, match
from lint.names.key import key, keys

GROUPS, SEED = 700, 20


def keys_of_names(data: Path, audit: bool) -> None:
    """Measure how many keys a name has, and how many forms share one with it."""
    every = groups(data)
    sample = random.Random(SEED).sample(every, min(GROUPS, len(every)))
    shared = Counter(key(form) for group in every for form in group.latin)
    sizes, strangers = [], []
    for group in sample:
        for name in group.native:
            for table in slavic().values():
                if fits(name, table):
                    found = keys(name, table)
                    sizes.append(len(found))
                    strangers.append(sum(shared[one] for one in found))
    print(
        f"keys a name: median {statistics.median(sizes)}, 9 of 10 at most {sorted(sizes)[len(sizes) * 9 // 10]}, "
        f"most {max(sizes)}; of {shared.total()} forms {statistics.mean(strangers):.0f} share a key with a name "
        f"(median {statistics.median(strangers):.0f})"
    )


def speed(data: Path, audit: bool) -> None:
    """Time the acceptance and the refusal of forms, the making of a lattice, and a key."""
    table = tables()["ru"]
    sample = random.Random(SEED).sample(groups(data), 100)
    names = [(name, form) for group in sample for name in group.native for form in group.latin if fits(name, table)]
    ready = [(lattice(name, table), form) for name, form in names]
    took: dict[bool, list[float]] = {True: [], False: []}
    shuffled = [(one, form) for (one, _), (_, form) in zip(ready, reversed(ready), strict=True)]
    for one, form in ready + shuffled:
        start = time.perf_counter()
        taken = match(form, one)
        took[taken is not None].append(time.perf_counter() - start)
    start = time.perf_counter()
    for name, _ in names:
        lattice(name, table)
    making = (time.perf_counter() - start) / len(names)
    words = [form for _, form in names] * 20
    start = time.perf_counter()
    for word in words:
        key(word)
    accepting, refusing = (1e6 * statistics.mean(took[taken]) for taken in (True, False))
    print(
        f"speed: acceptance {accepting:.0f} us, refusal {refusing:.0f} us, lattice {1e6 * making:.0f} us, "
        f"key {1e6 * (time.perf_counter() - start) / len(words):.2f} us"
    )
