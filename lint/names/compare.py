"""Says how well two Latin spellings agree as one name, and read as which orthographies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from lint.names.readings import Reading, Table, readings

_TRIES = 3
_SPLIT = re.compile(r"[\s\-‐‑–—.,·]+")


class Comparison(NamedTuple):
    """How well two forms agree, 0 to 1, and the orthography under which each was read to agree so."""

    score: float
    reading_a: str
    reading_b: str


def compare_readings(ra: Sequence[Reading], rb: Sequence[Reading], table: Table) -> Comparison:
    """Compare two single names by their readings; the best pair of readings is the explanation."""
    if not ra or not rb:
        return Comparison(0.0, "", "")
    other = {reading.phonemes: reading.orthography for reading in rb}
    for reading in ra:
        if reading.phonemes in other:
            return Comparison(1.0, reading.orthography, other[reading.phonemes])
    broad = table["broad"]
    broad_b = [reading.phonemes.translate(broad) for reading in rb]
    pairs = []
    for i, reading in enumerate(ra):
        broad_a = reading.phonemes.translate(broad)
        for j, other_broad in enumerate(broad_b):
            gap = Levenshtein.distance(broad_a, other_broad)
            pairs.append((gap, Levenshtein.distance(reading.phonemes, rb[j].phonemes), i, j))
    pairs.sort()
    best = (-1.0, 0, 0)
    for _, _, i, j in pairs[:_TRIES]:
        score = similarity(ra[i].phonemes, rb[j].phonemes, table)
        if score > best[0]:
            best = (score, i, j)
    return Comparison(best[0], ra[best[1]].orthography, rb[best[2]].orthography)


def similarity(a: str, b: str, table: Table) -> float:
    """Give 1 minus the weighted edit distance of two phoneme strings, as a share of their length."""
    costs = table["costs"]
    length = min(max(len(a), len(b)), costs["full_length"])
    return float(max(0.0, 1.0 - distance(a, b, table) / length))


def distance(a: str, b: str, table: Table) -> float:
    """Give the weighted edit distance of two phoneme strings, after Wagner and Fischer (1974), with rewrites.

    A rewrite trades two phonemes for one or two others; the last vowel costs more than others.
    """
    substitute, drop, rewrites, vowels = table["substitute"], table["drop"], table["rewrites"], table["vowels"]
    last = table["costs"]["final_vowel"]
    for end, others in table["endings"].items():
        if a.endswith(end):
            for other, cost in others.items():
                if b.endswith(other):
                    return float(cost) + distance(a[: -len(end)], b[: -len(other)], table)
    drop_a = [drop[c] for c in a]
    drop_b = [drop[c] for c in b]
    if a[-1:] in vowels:
        drop_a[-1:] = [last] if a else []
    if b[-1:] in vowels:
        drop_b[-1:] = [last] if b else []
    rewrites_b = [None, *(rewrites.get(b[j - 1 : j + 1]) for j in range(1, len(b)))]
    before: list[float] = []
    row = [0.0]
    for cost in drop_b:
        row.append(row[-1] + cost)
    for i, c in enumerate(a):
        swap = substitute[c]
        pair_a = rewrites.get(a[i - 1 : i + 1]) if i else None
        earlier, before = before, row
        left = before[0] + drop_a[i]
        row = [left]
        for j, d in enumerate(b):
            best = before[j] + swap[d]
            up = before[j + 1] + drop_a[i]
            if up < best:
                best = up
            left += drop_b[j]
            if left < best:
                best = left
            if pair_a is not None:
                if d in pair_a:
                    two = earlier[j] + pair_a[d]
                    if two < best:
                        best = two
                if j and b[j - 1 : j + 1] in pair_a:
                    two = earlier[j - 1] + pair_a[b[j - 1 : j + 1]]
                    if two < best:
                        best = two
            pair_b = rewrites_b[j]
            if pair_b is not None and c in pair_b:
                two = before[j - 1] + pair_b[c]
                if two < best:
                    best = two
            left = best
            row.append(best)
    return row[-1]


def compare(a: str, b: str, table: Table) -> Comparison:
    return compare_readings(readings(a, table), readings(b, table), table)
