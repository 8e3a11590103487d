"""How likely two spellings in one document are one name: evidence for and against, added up as log-odds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp

from lint.typed import Any, NamedTuple

Weights = Mapping[str, Any]


PRIOR = "prior"


class Weighed(NamedTuple):
    """A piece of evidence: its name, what it says in words, and its weight in log-odds, below 0 if against it."""

    name: str
    says: str
    odds: float


class Judgement(NamedTuple):
    """The odds that two spellings are one name, with all they rest on: the weightiest first, the prior last."""

    odds: float
    weighed: tuple[Weighed, ...]

    @property
    def certainty(self) -> float:
        """The probability, 0 to 1."""
        return 1 / (1 + exp(-self.odds))

    @property
    def evidence(self) -> tuple[str, ...]:
        """What was observed, in words."""
        return tuple(
            each.says if each.odds > 0 else f"against it: {each.says}" for each in self.weighed if each.name != PRIOR
        )


def compile_evidence(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Compile the coefficient table; raises ValueError for an example that does not hold."""
    table = {
        "threshold": float(raw["threshold"]),
        "refuse": float(raw["refuse"]),
        "capitals": {language: frozenset(words.split()) for language, words in raw["capitals"].items()},
        **{part: {ord(pair[0]): pair[2:] for pair in raw[part]} for part in ("same", "sounded", "initials")},
        "outlines": {
            "one": tuple(tuple(pair.split()) for pair in raw["outlines"]["one"]),
            "classes": tuple(raw["outlines"]["classes"]),
            "others": tuple((each["letters"], each["where"], each["as"]) for each in raw["outlines"]["others"]),
        },
        "openings": tuple(raw["openings"]),
        "firms": tuple(tuple(endings.split()) for endings in raw["firms"]),
        "families": {name: number for number, names in enumerate(raw["families"]) for name in names.split()},
        "borne": {name: number for number, names in enumerate(raw["borne"]) for name in names.split()},
        "feminine": tuple(raw["feminine"]),
        "articles": dict(raw["articles"]),
        "mute": tuple(tuple(endings.split()) for endings in raw["mute"]),
        "genderless": tuple(raw["genderless"]),
        "vowels": str(raw["vowels"]),
        "suffixes": {language: frozenset(endings.split()) for language, endings in raw["suffixes"].items()},
        "nisbas": tuple(raw["nisbas"]),
        "places": {language: frozenset(words.split()) for language, words in raw["places"].items()},
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
    weights, says = table["weights"], table["says"]
    seen = sorted(set(evidence), key=lambda name: (-abs(weights[name]), name))
    weighed = tuple(Weighed(name, says[name], weights[name]) for name in (*seen, PRIOR))
    return Judgement(sum(each.odds for each in weighed), weighed)


def is_one(judgement: Judgement, table: Weights) -> bool:
    """Say whether the evidence is enough to tell an editor."""
    return bool(judgement.odds >= table["threshold"])
