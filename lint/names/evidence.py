"""How likely two spellings in one document are one name: evidence for and against, added up as log-odds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp
from typing import Any, NamedTuple

Weights = Mapping[str, Any]


class Judgement(NamedTuple):
    """The odds that two spellings are one name, with the evidence they rest on in order of weight, in words."""

    odds: float
    evidence: tuple[str, ...]

    @property
    def certainty(self) -> float:
        """The probability, 0 to 1."""
        return 1 / (1 + exp(-self.odds))


def compile_evidence(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Compile the coefficient table; raises ValueError for an example that does not hold."""
    table = {
        "threshold": float(raw["threshold"]),
        "refuse": float(raw["refuse"]),
        "capitals": frozenset(raw["capitals"]),
        "firms": tuple(tuple(endings.split()) for endings in raw["firms"]),
        "feminine": tuple(raw["feminine"]),
        "genderless": tuple(raw["genderless"]),
        "vowels": str(raw["vowels"]),
        "joins": {language: frozenset(words.split()) for language, words in raw["joins"].items()},
        "weights": {name: float(entry["weight"]) for name, entry in raw["weights"].items()},
        "says": {name: str(entry["says"]) for name, entry in raw["weights"].items()},
    }
    for example in raw.get("examples", ()):
        one = is_one(judge(example["for"], table), table)
        if one != (example["one"] == "true"):
            raise ValueError(f"example {' / '.join(example['pair'])} comes out wrong")
    return table


def judge(evidence: Iterable[str], table: Weights) -> Judgement:
    """Add up the weights of what was observed."""
    weights: Mapping[str, float] = table["weights"]
    seen = sorted(set(evidence), key=lambda name: (-abs(weights[name]), name))
    said = tuple(table["says"][name] if weights[name] > 0 else f"against it: {table['says'][name]}" for name in seen)
    return Judgement(weights["prior"] + sum(weights[name] for name in seen), said)


def is_one(judgement: Judgement, table: Weights) -> bool:
    """Say whether the evidence is enough to tell an editor."""
    return bool(judgement.odds >= table["threshold"])
