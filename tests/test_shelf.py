"""Records kept packed until they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.shelf import PackedIndex, PackedList, packed_index, packed_list


def test_a_record_is_unpacked_when_it_is_asked_for_and_once() -> None:
    made: list[int] = []

    def make(number: int, value: dict[str, str]) -> tuple[int, str]:
        made.append(number)
        return number, value["id"]

    shelf = PackedList(packed_list([{"id": "a"}, {"id": "b"}]), make)
    assert len(shelf) == 2
    assert made == []
    assert shelf[1] == (1, "b")
    assert shelf[1] is shelf[1]
    assert made == [1]
    assert list(shelf) == [(0, "a"), (1, "b")]
    with pytest.raises(IndexError):
        shelf[2]


def test_an_index_that_holds_anything_knows_what_it_has_not() -> None:
    shelf = PackedIndex(packed_index({"Andrij": (("uk", "Андрій"),)}))
    assert "Andrij" in shelf
    assert "Andriy" not in shelf
    assert shelf.get("Andriy") == ()
    assert shelf["Andrij"] == (("uk", "Андрій"),)
    assert list(shelf) == ["Andrij"]
    assert len(shelf) == 1
    with pytest.raises(KeyError):
        shelf["Andriy"]


@given(st.dictionaries(st.text(), st.lists(st.integers(0, 1 << 20))))
def test_an_index_has_what_is_under_every_key(index: dict[str, list[int]]) -> None:
    shelf = PackedIndex(packed_index(index))
    assert {key: list(shelf.get(key)) for key in index} == index
    assert sorted(shelf) == sorted(index)
    assert all(key in shelf for key in index)


def test_a_look_into_an_index_opens_one_drawer_of_many() -> None:
    shelf = PackedIndex(packed_index({f"name-{number}": [number] for number in range(5000)}))
    assert shelf.get("name-4321") == (4321,)
    assert shelf.get("nobody") == ()
    assert len(shelf._drawers) <= 2
    assert 2500 < shelf.about() < 10_000
