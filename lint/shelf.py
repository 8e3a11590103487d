"""Records kept packed until they are asked for: a run reads a few of many."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

DRAWER = 2


def packed(value: Any) -> bytes:
    """Pack plain data (dict, list, tuple, str, int, float, bool, None)."""
    return marshal.dumps(value)


class PackedList(Sequence[Value], Generic[Value]):
    """A list of packed records; each is unpacked once, by ``make`` of its number and its plain value."""

    def __init__(self, records: Sequence[bytes], make: Callable[[int, Any], Value]) -> None:
        self._records, self._make = records, make
        self._made: dict[int, Value] = {}

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, number: Any) -> Any:
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = self._make(number, marshal.loads(self._records[number]))
        return made

    def __iter__(self) -> Iterator[Value]:
        return (self[number] for number in range(len(self._records)))


def packed_index(index: Mapping[str, Sequence[int]]) -> dict[str, bytes]:
    """Pack an index of numbers in drawers by the first two letters of the key."""
    drawers: dict[str, dict[str, Sequence[int]]] = {}
    for key, numbers in index.items():
        drawers.setdefault(key[:DRAWER], {})[key] = tuple(numbers)
    return {label: packed(drawer) for label, drawer in drawers.items()}


class PackedIndex:
    """An index of numbers of which only the drawers that are looked into are unpacked."""

    def __init__(self, drawers: Mapping[str, bytes]) -> None:
        self._drawers = drawers
        self._open: dict[str, Mapping[str, Sequence[int]]] = {}

    def get(self, key: str) -> Sequence[int]:
        """Return the numbers under a key, none if it is not there."""
        label = key[:DRAWER]
        drawer = self._open.get(label)
        if drawer is None:
            content = self._drawers.get(label)
            drawer = self._open[label] = marshal.loads(content) if content else {}
        return drawer.get(key, ())


class PackedDict(Mapping[str, Any]):
    """A mapping of packed values."""

    def __init__(self, values: Mapping[str, bytes]) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __getitem__(self, key: str) -> Any:
        return marshal.loads(self._values[key])
