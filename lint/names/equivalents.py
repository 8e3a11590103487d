"""Given names that are one name: the forms that languages have of it (Oleksandr, Alexander) and short forms (Vova)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lint.names.headword import Standing
from lint.typed import Any, NamedTuple

SHORT = "short"

Table = Mapping[str, Any]


class Equivalence(NamedTuple):
    """A form of a given name: the number of the name, and the language of the form ("short" for a short form)."""

    name: int
    language: str
    is_transcribed: bool = False


def compile_equivalents(raw: Mapping[str, Any], marks: Mapping[str, Any]) -> dict[str, Any]:
    """Compile ``rules/words/equivalents.yaml``; ``marks`` say which native names are one (``same``)."""
    lines = {native: line.split() for line in marks["same"] for native in line.split()}
    forms: dict[str, dict[tuple[int, str], None]] = {}
    natives: dict[str, int] = {}
    for number, line in enumerate(raw["names"]):
        for native in lines.get(line.get("of"), [line["of"]] if "of" in line else []):
            natives.setdefault(native, number)
        for language, form in line.items():
            for each in form if language == SHORT else () if language == "of" else (form,):
                forms.setdefault(each, {})[number, language] = None
    for number, line in enumerate(marks["same"], len(raw["names"])):
        for native in line.split():
            natives.setdefault(native, natives.get(line.split()[0], number))
    return {"forms": {form: tuple(found) for form, found in forms.items()}, "natives": natives}


def is_known(form: str, table: Table, given: Table) -> bool:
    """Say whether a spelling is a form of any name at all."""
    return form in table["forms"] or form in given["forms"] or form in table["natives"]


def equivalences(form: str, table: Table, given: Table) -> set[Equivalence]:
    """Return the names a spelling is a form of; ``given`` tells transcriptions of native names."""
    found = {Equivalence(*entry) for entry in table["forms"].get(form, ())}
    natives: Mapping[str, int] = table["natives"]
    spelt = ((language, native) for language, native, *_ in given["forms"].get(form, ()) if native in natives)
    return found | {Equivalence(natives[native], language, True) for language, native in spelt}


def are_one(a: str, b: str, table: Table, given: Table, with_short: bool = True) -> bool:
    """Say whether two spellings are forms of one name; ``with_short`` counts the short forms, which people choose."""
    one = {found.name for found in equivalences(a, table, given) if with_short or found.language != SHORT}
    return bool(one) and any(
        found.name in one and (with_short or found.language != SHORT) for found in equivalences(b, table, given)
    )


def kinship(
    form: str, own: Iterable[str], language: str, table: Table, given: Table
) -> tuple[Standing, str, str] | None:
    """Say how a spelling stands to the forms of a person's own given name in copy of a language; None if it does not.

    The others are the language it is of, best the copy's, and what kind of form it is there.
    """
    found = equivalences(form, table, given)
    natives: Mapping[str, int] = table["natives"]
    borne = {entry for word in own for entry in equivalences(word, table, given)} if found else set()
    names = {entry.name for entry in borne} | {natives[word] for word in own if word in natives}
    fitting = [entry for entry in found if entry.name in names]
    full = {entry.name for entry in borne if entry.language != SHORT}.union(
        natives[word] for word in own if word in natives
    )
    if not fitting:
        return None
    if all(entry.language == SHORT or entry.name not in full for entry in fitting):
        return Standing.SHORT, "", "short form"
    best = min(fitting, key=lambda e: (e.language == SHORT, e.language != language, e.is_transcribed, e.language))
    standing = Standing.EQUIVALENT if best.language == language else Standing.SISTER
    return standing, best.language, "form" if best.is_transcribed else "equivalent"
