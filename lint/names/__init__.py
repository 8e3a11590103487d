"""Names: linguistics, strings in and strings out.

The functions here are the doorway for callers outside the program: they look up the shipped tables, which the modules
of this package are given.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lint.names.acceptance import Acceptance
    from lint.names.comparison import Comparison
    from lint.packs import Packs


class UnknownLanguageError(LookupError):
    """There is no table for a language, or no column for a target; the message lists what there is."""


def romanise(native: str, language: str, target: str) -> str:
    """Write a native form in Latin letters as a target writes it: a language of the copy, or a system.

    Raises UnknownLanguageError.
    """
    from lint.names import romanisation as module

    table = _table(language)
    if target not in table["columns"]:
        raise UnknownLanguageError(f"no target {target!r} for {language}: there are {', '.join(table['columns'])}")
    return module.romanise(native, table, target)


def accept(native: str, language: str, form: str) -> Acceptance | None:
    """Say whether a Latin form is a spelling of a native form, at what cost, in which system and why; None if not.

    Raises UnknownLanguageError.
    """
    from lint.names import acceptance as module

    return module.accept(form, native, _table(language))


def compare(a: str, b: str) -> Comparison:
    """Compare two Latin forms (single names or full names) by how each orthography would read them."""
    from lint.names import comparison as module

    return module.compare(a, b, _packs().orthographies)


def inflection(language: str) -> Any:
    """Return the compiled paradigms of a language; raises UnknownLanguageError."""
    table = _packs().inflection(language)
    if table is None:
        raise UnknownLanguageError(f"no inflection is known for {language!r}")
    return table


def _table(language: str) -> Any:
    table = _packs().system(language)
    if table is None:
        raise UnknownLanguageError(
            f"no romanisation table for {language!r}: there are {', '.join(sorted(_packs().system_languages))}"
        )
    return table


@lru_cache(maxsize=1)
def _packs() -> Packs:
    from lint.packs import Packs

    return Packs()
