"""Records kept packed until they are asked for."""

from __future__ import annotations

from lint.shelf import PackedDict, PackedIndex, PackedList, packed, packed_index


def test_a_record_is_unpacked_when_it_is_asked_for_and_once() -> None:
    made: list[int] = []

    def make(number: int, value: dict[str, str]) -> tuple[int, str]:
        made.append(number)
        return number, value["id"]

    shelf = PackedList([packed({"id": "a"}), packed({"id": "b"})], make)
    assert len(shelf) == 2
    assert made == []
    assert shelf[1] == (1, "b")
    assert shelf[1] is shelf[1]
    assert made == [1]
    assert list(shelf) == [(0, "a"), (1, "b")]


def test_a_mapping_has_the_keys_without_the_values() -> None:
    shelf = PackedDict({"Andrij": packed((("uk", "Андрій"),))})
    assert "Andrij" in shelf
    assert "Andriy" not in shelf
    assert shelf.get("Andriy", ()) == ()
    assert shelf["Andrij"] == (("uk", "Андрій"),)
    assert list(shelf) == ["Andrij"]
    assert len(shelf) == 1


def test_an_index_has_the_numbers_of_every_key() -> None:
    index = {"sbl": [1, 2], "sb": [3], "s": [4], "": [5], "zbl": [6]}
    shelf = PackedIndex(packed_index(index))
    assert {key: list(shelf.get(key)) for key in index} == index
    assert shelf.get("sbr") == ()
    assert shelf.get("q") == ()
