"""Given names of two syllables that are written by several conventions: Moo-sang and Mu-sang are both 무상."""

from __future__ import annotations

from collections.abc import Mapping

from lint.typed import Any


def compile_syllables(raw: Mapping[str, Any], system: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the syllables of a language, and the surnames of its romanisation system, into native ones by spelling.

    ``columns`` of the file are those of the system whose surnames count. Raises ValueError for an example that does not
    hold.
    """
    families = {native: said.split() for native, said in raw["families"].items()}
    for native, written in system["exceptions"].items():
        if len(native) == 1:
            listed = [form for column in raw["columns"] for form in _texts(written.get(column, ()))]
            families[native] = [*families.get(native, ()), *listed]
    table = {
        "given": _by_spelling({native: said.split() for native, said in raw["given"].items()}),
        "families": _by_spelling(families),
    }
    for example in raw["examples"]:
        one, other = (natives(form, table) for form in example["pair"])
        if (not one.isdisjoint(other)) != (example["one"] == "true"):
            raise ValueError(f"{' and '.join(example['pair'])}: the table says otherwise")
    return table


def natives(form: str, table: Mapping[str, Any]) -> frozenset[str]:
    """Return the native names of two syllables that a given name may be, its parts joined in whatever way."""
    letters = "".join(filter(str.isalpha, form)).lower()
    parted = len(letters) < len(form) and next(place for place, sign in enumerate(form) if not sign.isalpha())
    given = table["given"]
    return frozenset(
        first + second
        for place in ([parted] if parted else range(1, len(letters)))
        for first in given.get(letters[:place], ())
        for second in given.get(letters[place:], ())
    )


def _texts(said: Any) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _by_spelling(spellings: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for native, forms in spellings.items():
        for form in forms:
            found.setdefault(form, {})[native] = None
    return {form: tuple(of) for form, of in found.items()}
