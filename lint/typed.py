"""What annotations and values need of ``typing``, without the 3 ms that every run would wait for it."""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False  # type checkers, which go by the name, take this to be true

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import BinaryIO as BinaryIO
    from typing import Final as Final
    from typing import NamedTuple as NamedTuple
    from typing import Protocol as Protocol
    from typing import TextIO as TextIO
    from typing import TypeAlias as TypeAlias
    from typing import TypedDict as TypedDict
    from typing import TypeVar as TypeVar
    from typing import cast as cast
else:
    Any = BinaryIO = Final = Protocol = TextIO = TypeAlias = object
    TypedDict = dict

    class _Named(type):
        """Makes a class of named places out of its annotations, as ``typing.NamedTuple`` does."""

        def __new__(cls, name, bases, body):
            """Return a subclass of ``tuple``; what the body gives its places are their defaults."""
            places = tuple(body.get("__annotations__", ()))
            defaults = [body.pop(place) for place in places if place in body]
            made = namedtuple(name, places, defaults=defaults, module=body["__module__"])
            return type(name, (made,), {**body, "__slots__": ()})

    NamedTuple = type.__new__(_Named, "NamedTuple", (), {})

    class TypeVar:
        """A name for a type that annotations leave open."""

        def __init__(self, name):
            self.name = name

    def cast(_, value):
        """Return a value, which type checkers take to be of a type."""
        return value
