"""Evidence: what is added up, what is said of it, and what the shipped weights decide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.names.evidence import compile_evidence, is_one, judge

RAW = yaml.load(
    (Path(__file__).parents[2] / "rules" / "evidence.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
TABLE = compile_evidence(RAW)
LIKENESS = ("two-orthographies", "one-orthography", "near-reading", "swapped", "one-letter-off")
AGAINST = sorted(name for name, weight in TABLE["weights"].items() if weight < 0 and name != "prior")
FOR = sorted(name for name, weight in TABLE["weights"].items() if weight > 0)


def test_odds_are_the_sum_of_the_weights_and_the_prior() -> None:
    weights = TABLE["weights"]
    judged = judge(["one-orthography", "long"], TABLE)
    assert judged.odds == pytest.approx(weights["prior"] + weights["one-orthography"] + weights["long"])


def test_certainty_is_a_probability() -> None:
    assert judge([], TABLE).certainty < 0.5 < judge(["same-given", "one-orthography"], TABLE).certainty < 1


def test_evidence_is_said_in_the_order_of_its_weight() -> None:
    judged = judge(["long", "same-sentence", "two-orthographies"], TABLE)
    assert judged.evidence == (
        "against it: one sentence names both",
        "no one language reads them alike but two languages do",
        "they are too long to be alike by chance",
    )


@pytest.mark.parametrize("likeness", LIKENESS)
@pytest.mark.parametrize("against", ["derived", "gender-pair", "other-given", "coordinated"])
def test_no_likeness_outweighs_a_contradiction(likeness: str, against: str) -> None:
    assert not is_one(judge([likeness, "long", "rare-beside-usual", against], TABLE), TABLE)


@pytest.mark.parametrize("likeness", LIKENESS)
def test_the_same_given_name_is_enough_for_a_long_name(likeness: str) -> None:
    assert is_one(judge([likeness, "long", "same-given"], TABLE), TABLE)


@pytest.mark.parametrize("likeness", ["one-orthography", "near-reading", "one-letter-off", "swapped"])
def test_a_short_likeness_alone_is_never_enough(likeness: str) -> None:
    assert not is_one(judge([likeness, "short"], TABLE), TABLE)


@given(st.sets(st.sampled_from([*FOR, *AGAINST])), st.sampled_from(AGAINST))
def test_evidence_against_never_makes_a_pair_likelier(observed: set[str], against: str) -> None:
    assert judge([*observed, against], TABLE).odds <= judge(observed, TABLE).odds


def test_an_example_that_fails_is_an_error() -> None:
    broken: dict[str, Any] = {**RAW, "examples": [{"pair": ["Kim", "Kym"], "for": ["short"], "one": "true"}]}
    with pytest.raises(ValueError, match="Kim / Kym"):
        compile_evidence(broken)
