"""Clusters: joined along the sure pairs, kept apart by a refusal, and the same in every order."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lint.names.cluster import clusters
from lint.names.evidence import Judgement

TABLE = {"threshold": 1.0, "refuse": -2.0}
FORMS = ("Abel", "Abell", "Habel", "Hobel", "Obel")


def pair(odds: float) -> Judgement:
    return Judgement(odds, ())


def test_three_spellings_are_one_cluster() -> None:
    pairs = {("Abel", "Abell"): pair(3), ("Abell", "Habel"): pair(2)}
    assert clusters(pairs, TABLE) == [("Abel", "Abell", "Habel")]


def test_a_pair_below_the_threshold_is_not_joined() -> None:
    assert clusters({("Abel", "Abell"): pair(0.9)}, TABLE) == []


def test_a_refused_pair_keeps_two_groups_apart() -> None:
    pairs = {("Abel", "Abell"): pair(3), ("Abell", "Habel"): pair(2), ("Abel", "Habel"): pair(-5)}
    assert clusters(pairs, TABLE) == [("Abel", "Abell")]


def test_the_surest_pair_is_joined_first() -> None:
    pairs = {("Abel", "Abell"): pair(2), ("Abell", "Habel"): pair(3), ("Abel", "Habel"): pair(-5)}
    assert clusters(pairs, TABLE) == [("Abell", "Habel")]


PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(FORMS), st.sampled_from(FORMS)).filter(lambda forms: forms[0] < forms[1]),
    st.integers(-5, 5).map(pair),
)


@given(PAIRS, st.randoms())
def test_the_order_of_the_pairs_does_not_matter(pairs: dict[tuple[str, str], Judgement], random: Random) -> None:
    items = list(pairs.items())
    random.shuffle(items)
    assert clusters(dict(items), TABLE) == clusters(pairs, TABLE)


@given(PAIRS)
def test_no_cluster_holds_a_refused_pair(pairs: dict[tuple[str, str], Judgement]) -> None:
    for members in clusters(pairs, TABLE):
        assert len(members) > 1
        assert not any(
            judgement.odds <= TABLE["refuse"] for forms, judgement in pairs.items() if set(forms) <= set(members)
        )
