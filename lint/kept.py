"""Answers that are worked out when they are first asked for, and kept for as long as what gives them."""

from __future__ import annotations

from lint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property as kept
else:

    class kept:  # noqa: N801
        """A property that becomes an attribute; the lock that ``cached_property`` takes before 3.12 costs more."""

        def __init__(self, make):
            self._make, self.__doc__ = make, make.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, holder, owner=None):
            """Return the answer."""
            found = holder.__dict__[self._name] = self._make(holder)
            return found


__all__ = ["kept"]
