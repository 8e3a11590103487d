"""Names: linguistics, strings in and strings out.

The functions here are the doorway for callers outside the program: they look up the shipped tables, which the modules
of this package are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lint.names.acceptance import Acceptance
    from lint.names.comparison import Comparison
    from lint.names.layout import Cut
    from lint.packs import Packs


class UnknownLanguageError(LookupError):
    """There is no table for a language, or no column for a target; the message lists what there is."""


def romanise(native: str, language: str, target: str) -> str:
    """Write a native form in Latin letters as a target writes it: a language of the copy, or a system.

    The parts of a full name that has the family name first (あべ しんぞう) are ordered and joined as copy of that
    language does. Raises UnknownLanguageError.
    """
    from lint.names import romanisation as module

    table = _table(language)
    if target not in table["columns"]:
        raise UnknownLanguageError(f"no target {target!r} for {language}: there are {', '.join(table['columns'])}")
    name, layout = _full_name(native, language)
    if name and " " in native.strip() and (target in _packs().languages or target in layout["right"]):
        from lint.names.layout import patterns, spelt

        return spelt(name, patterns(layout, target)[0], table, target)
    return module.romanise(native, table, target)


def accept(native: str, language: str, form: str) -> Acceptance | None:
    """Say whether a Latin form is a spelling of a native form, at what cost, in which system and why; None if not.

    Raises UnknownLanguageError.
    """
    from lint.names import acceptance as module

    table = _table(language)
    found = module.accept(form, native, table, aside=True)
    name, layout = _full_name(native, language)
    if name and (found is None or found.cost):
        from lint.names import layout as arranging

        others = arranging.accept(form, name, layout, table), arranging.accept_given(form, native, table)
        known = [each for each in (found, *others) if each]
        return min(known, key=lambda each: each.cost, default=None)
    return found


def _full_name(native: str, language: str) -> tuple[Cut | None, Mapping[str, Any]]:
    """Return the parts of a full name of a language that puts the family name first, and how they stand in print."""
    from lint.names.layout import cut
    from lint.names.tag import lookup

    layouts = _packs().persons["layouts"]
    layout = layouts.get(lookup(language, layouts))
    if layout is None or (" " not in native.strip() and layout["cut"] != "letters"):
        return None, {}
    return cut(native, layout, _packs().system(language)), layout


def compare(a: str, b: str) -> Comparison:
    """Compare two forms (single names or full names) by how each orthography would read them.

    The reading of a form in another script is the language whose table spells it nearest to the other form, or "letter
    by letter" where no table knows its letters. Of two forms in other scripts the second is first put in Latin letters.
    """
    from lint.names import comparison, crossing
    from lint.names.script import is_latin

    orthographies = _packs().orthographies
    if is_latin(a) and is_latin(b):
        return comparison.compare(a, b, orthographies)
    if is_latin(a):
        score, reading_b, reading_a = crossing.compare(b, a, _tables(b), orthographies)
        return comparison.Comparison(score, reading_a, reading_b)
    forms = [b] if is_latin(b) else crossing.spellings(b, _tables(b))
    return max(crossing.compare(a, form, _tables(a), orthographies) for form in forms)


def inflection(language: str) -> Any:
    """Return the compiled paradigms of a language; raises UnknownLanguageError."""
    table = _packs().inflection(language)
    if table is None:
        raise UnknownLanguageError(f"no inflection is known for {language!r}")
    return table


def letters_alike(language: str) -> Mapping[int, str]:
    """Return the letters that print of a language may write as others, as str.translate takes them."""
    return _packs().alike(language)


def _table(language: str) -> Any:
    table = _packs().system(language)
    if table is None:
        raise UnknownLanguageError(
            f"no romanisation table for {language!r}: there are {', '.join(sorted(_packs().system_languages))}"
        )
    return table


def _tables(native: str) -> list[Any]:
    """Return the tables of the script that a native form is in."""
    from lint.names.script import script_of

    found = [_packs().system(language) for language in sorted(_packs().system_languages)]
    return [table for table in found if table is not None and table["script"] == script_of(native)]


@lru_cache(maxsize=1)
def _packs() -> Packs:
    from lint.packs import Packs

    return Packs()
