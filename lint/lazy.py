"""What waits until somebody asks for it: answers, and regular expressions, of which most runs use a few."""

from __future__ import annotations

import re

from lint.typed import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from functools import cached_property as cached_property
else:

    class cached_property:  # noqa: N801
        """A property that becomes an attribute; the lock that ``functools`` takes before Python 3.12 costs more."""

        def __init__(self, make):
            self._make, self.__doc__ = make, make.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, holder, owner=None):
            """Return the answer."""
            found = self._make(holder)
            setattr(holder, self._name, found)  # for ``__dict__`` one would first be made of it
            return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` returns, and take the time for it only when somebody uses it."""
    return cast(re.Pattern[str], _Pattern(source, flags))


class _Pattern:
    def __init__(self, *said: Any) -> None:
        self._said = said

    def __getattr__(self, name: str) -> Any:
        """Compile, and from now on know the attribute that was asked for."""
        found = getattr(re.compile(*self._said), name)
        setattr(self, name, found)
        return found
