"""Pairs to clusters: spellings that are one name, none joined against strong evidence."""

from __future__ import annotations

from collections.abc import Mapping

from lint.names.evidence import Judgement, Weights, is_one

Pairs = Mapping[tuple[str, str], Judgement]


def clusters(pairs: Pairs, table: Weights) -> list[tuple[str, ...]]:
    """Join spellings along the pairs that are one name, the surest first.

    Two groups are not joined where any judged pair across them is refused outright. Each cluster and the list are in
    order of spelling, so that the result depends on nothing but the pairs.
    """
    group: dict[str, set[str]] = {}
    joined = sorted((pair for pair in pairs if is_one(pairs[pair], table)), key=lambda pair: (-pairs[pair].odds, pair))
    for a, b in joined:
        one, other = group.setdefault(a, {a}), group.setdefault(b, {b})
        if one is other or any(_refused(x, y, pairs, table) for x in one for y in other):
            continue
        one |= other
        for spelling in other:
            group[spelling] = one
    found = {tuple(sorted(members)) for members in group.values() if len(members) > 1}
    return sorted(found)


def _refused(a: str, b: str, pairs: Pairs, table: Weights) -> bool:
    judgement = pairs.get((min(a, b), max(a, b)))
    return judgement is not None and judgement.odds <= table["refuse"]
