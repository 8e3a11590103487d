"""Fit the weights of rules/evidence.yaml to pairs that a person has judged, and say how well they predict.

    python bench/evidence.py [--spread N]              fit, print the weights beside those in force, and how they do
    python bench/evidence.py --collect DIR --language LANGUAGE    print pairs from the texts of DIR for judging

`evidence.tsv` holds the judged pairs: 1 for one name and 0 for two, the language of the copy, what was observed. The
names themselves and the copy are left out. The weights are the most likely ones (logistic regression) under a normal
prior around the weights in force, so that what the pairs say little about stays as it was set. `--spread` is the
standard deviation of that prior. The figures are of ten-fold cross-validation: each tenth is predicted by the others.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from math import exp, log1p
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.discovery import engine, texts  # noqa: E402
from lint.names.evidence import judge  # noqa: E402
from lint.unlisted.discovery import alike  # noqa: E402

PAIRS = Path(__file__).with_name("evidence.tsv")
FOLDS, ROUNDS, PRIOR = 10, 4000, "prior"
SIDES = 30  # code points shown on either side of a name


class Pair(NamedTuple):
    """A judged pair: whether it is one name, and the evidence observed (with the prior)."""

    one: bool
    evidence: tuple[str, ...]


def read() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [Pair(row["one"] == "1", (PRIOR, *row["evidence"].split())) for row in rows]


def odds(pair: Pair, weights: Mapping[str, float]) -> float:
    return sum(weights[name] for name in pair.evidence)


def probability(value: float) -> float:
    return 1 / (1 + exp(-value))


def fit(pairs: Sequence[Pair], prior: Mapping[str, float], spread: float) -> dict[str, float]:
    """Climb to the most likely weights; the step is safe for a curvature of at most a quarter of each pair's terms."""
    weights = dict(prior)
    terms = max(len(pair.evidence) for pair in pairs)
    counts = {name: sum(name in pair.evidence for pair in pairs) for name in prior}
    for _ in range(ROUNDS):
        slope = {name: (prior[name] - weight) / spread**2 for name, weight in weights.items()}
        for pair in pairs:
            error = pair.one - probability(odds(pair, weights))
            for name in pair.evidence:
                slope[name] += error
        for name, value in slope.items():
            weights[name] += value / (counts[name] * terms / 4 + 1 / spread**2)
    return weights


def validated(pairs: Sequence[Pair], prior: Mapping[str, float], spread: float) -> list[tuple[bool, float]]:
    """Predict each tenth of the pairs from the others."""
    found: list[tuple[bool, float]] = []
    for fold in range(FOLDS):
        kept = [pair for place, pair in enumerate(pairs) if place % FOLDS != fold]
        weights = fit(kept, prior, spread)
        found += [(pair.one, odds(pair, weights)) for pair in pairs[fold::FOLDS]]
    return found


def report(title: str, predicted: Sequence[tuple[bool, float]], threshold: float) -> None:
    loss = sum(log1p(exp(-value if one else value)) for one, value in predicted) / len(predicted)
    told = [one for one, value in predicted if value >= threshold]
    total = sum(one for one, _ in predicted)
    print(f"{title}: log loss {loss:.3f}; at {threshold} precision {sum(told) / len(told):.3f} of {len(told)}, "
          f"recall {sum(told) / total:.3f} of {total}")  # fmt: skip
    for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 1.01)):
        band = [(one, probability(value)) for one, value in predicted if low <= probability(value) < high]
        if band:
            said, right = sum(value for _, value in band) / len(band), sum(one for one, _ in band) / len(band)
            print(f"  said {said:.2f}, right {right:.2f} of {len(band)}")


def collect(folder: Path, language: str) -> None:
    """Print every pair that is alike, likeliest first: a question mark to be judged, what was observed, the context."""
    linter = engine(False, "inconsistent-name").speaking(language)
    rows: set[tuple[float, str]] = set()
    for name, raw in texts(folder):
        context = linter.context(linter.read(name, raw))
        text = context.document.text
        for a, b, seen in alike(context):
            sides = [
                text[max(0, start - SIDES) : end + SIDES].replace("\n", "/").replace("\t", " ")
                for start, end, *_ in (spelling.places[0].token for spelling in (a, b))
            ]
            value = judge(seen.evidence, context.packs.evidence).odds
            rows.add((value, "\t".join(["?", language, " ".join(sorted(seen.evidence)), a.form, b.form, *sides])))
    for value, row in sorted(rows, reverse=True):
        print(f"{row}\t{value:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--collect", type=Path, metavar="DIR")
    parser.add_argument("--language", default="en")
    parser.add_argument("--spread", type=float, default=0.5)
    said = parser.parse_args()
    if said.collect:
        collect(said.collect, said.language)
        return
    table = engine(False, "inconsistent-name").packs.evidence
    prior, threshold = table["weights"], table["threshold"]
    pairs = read()
    fitted = fit(pairs, prior, said.spread)
    for name, weight in prior.items():
        seen = [pair.one for pair in pairs if name in pair.evidence]
        print(f"{name:20} in force {weight:5.1f}  fitted {fitted[name]:5.2f}  one name {sum(seen)} of {len(seen)}")
    report("in force", [(pair.one, odds(pair, prior)) for pair in pairs], threshold)
    report("fitted, cross-validated", validated(pairs, prior, said.spread), threshold)


if __name__ == "__main__":
    main()
