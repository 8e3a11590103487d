"""Regular expressions that are compiled when they are first used, as in most runs many of them never are."""

from __future__ import annotations

import re

from lint.typed import Any, cast


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
