"""Records kept packed until they are asked for: a run reads a few of many, and leaves the rest on the disk.

A shelf is one stretch of bytes: how many records, where each begins, and the records, each as marshal writes it. An
index is a shelf of drawers: the checksum of a key says in which drawer it lies.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from zlib import crc32

from lint.typed import Any, TypeVar

Value = TypeVar("Value")

DRAWER = 3  # keys to a drawer, about, which is unpacked whole

_SIZE = 8  # bytes of a number


def packed_list(values: Sequence[Any]) -> bytes:
    """Pack plain data (dict, list, tuple, set, str, int, float, bool, None) so that each value can be read alone."""
    records = [marshal.dumps(value) for value in values]
    ends = accumulate(map(len, records), initial=0)
    numbers = (number.to_bytes(_SIZE, "little") for number in (len(records), *ends))
    return b"".join((*numbers, *records))


def packed_index(index: Mapping[str, Any]) -> bytes:
    """Pack a mapping so that a value can be read without the others."""
    drawers: list[dict[str, Any]] = [{} for _ in range(len(index) // DRAWER + 1)]
    for key, value in index.items():
        drawers[_checksum(key) % len(drawers)][key] = tuple(value) if isinstance(value, list) else value
    return packed_list(drawers)


def _checksum(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))


class PackedList(Sequence[Value]):
    """The values of a `packed_list`; each is unpacked once, by ``make`` of its number and its plain value."""

    def __init__(self, buffer: bytes | memoryview, make: Callable[[int, Any], Value]) -> None:
        self._view, self._make = memoryview(buffer), make
        self._made: dict[int, Value] = {}
        self._count = self._number(0)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: Any) -> Any:
        made = self._made.get(number)
        if made is None:
            if not 0 <= number < self._count:
                raise IndexError(number)
            made = self._made[number] = self._make(number, self._plain(number))
        return made

    def _plain(self, number: int) -> Any:
        first = _SIZE * (self._count + 2)
        start, end = self._number(number + 1), self._number(number + 2)
        return marshal.loads(self._view[first + start : first + end])

    def _number(self, place: int) -> int:
        return int.from_bytes(self._view[_SIZE * place : _SIZE * (place + 1)], "little")

    def __iter__(self) -> Iterator[Value]:
        return (self[number] for number in range(self._count))


class _Drawers(dict[int, dict[str, Any]]):
    """The drawers that were looked into, by number: words are asked for so often that a call for each would tell."""

    def __init__(self, packed: PackedList[dict[str, Any]]) -> None:
        self._packed = packed

    def __missing__(self, number: int) -> dict[str, Any]:
        drawer: dict[str, Any] = self._packed[number]
        self[number] = drawer
        return drawer


class PackedIndex(Mapping[str, Any]):
    """The values of a `packed_index`, of which only the drawers that are looked into are unpacked."""

    def __init__(self, buffer: bytes | memoryview, default: Any = ()) -> None:
        self._packed: PackedList[dict[str, Any]] = PackedList(buffer, _as_it_is)
        self._drawers = _Drawers(self._packed)
        self._count, self._default = len(self._packed), default

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value under a key, or a default: the one given, else the index's own."""
        return self._drawers[_checksum(key) % self._count].get(key, self._default if default is None else default)

    def about(self) -> int:
        """Return about how many keys there are, without a look into any drawer."""
        return (self._count - 1) * DRAWER + 1

    def __getitem__(self, key: str) -> Any:
        return self._drawers[_checksum(key) % self._count][key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._drawers[_checksum(key) % self._count]

    def __len__(self) -> int:
        return sum(map(len, self._packed))

    def __iter__(self) -> Iterator[str]:
        return (key for drawer in self._packed for key in drawer)


def _as_it_is(_: int, value: Any) -> Any:
    return value
