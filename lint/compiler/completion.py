"""What a rule leaves unsaid about a name: its kind and id, what a table can spell of it, how its parts stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lint.names.distance import levenshtein
from lint.names.headword import Standing, apart, split, written
from lint.names.layout import cut, is_family_first, lines, patterns, squeezed
from lint.names.romanisation import read_native, romanise
from lint.names.script import script_of
from lint.names.tag import lookup
from lint.packs import Packs
from lint.typed import Any

# Scripts whose tables are over the reading of a name (pinyin, kana), which its characters do not tell.
READ_ALOUD = frozenset({"Latn", "Jpan"})


def complete(record: dict[str, Any], packs: Packs) -> None:
    """Fill in what a name's record leaves out; its languages become those that the program knows."""
    tag = next(iter(record["native"]))
    for key in ("native", "reading"):
        if key in record:
            record[key] = _known(record[key], packs)
    language, native = next(iter(record["native"].items()))
    record.setdefault("kind", "person" if " " in native else "place")
    layouts = packs.persons["layouts"]
    layout = (lookup(tag, layouts) if record["kind"] == "person" else None) or ""
    record["whole"] = record["kind"] != "person" or (layout != "" and not layouts[layout]["alone"])
    record["spoken"] = _spoken(record, packs)
    if record["kind"] == "person":
        _lay(record, layout, packs)
    if "id" not in record:
        said = record["spoken"].get(language)
        latin = record.get("prefer", {}).get("en") or (romanise(said, packs.system(language), "en") if said else native)
        preferred = next(iter(record.get("prefer", {}).values()), "")
        record["id"] = slug(latin) or slug(preferred) or f"name-{record['line']}"


def slug(form: str) -> str:
    """Return a form as an id: small letters and digits with hyphens."""
    from unidecode import unidecode

    return re.sub(r"[^a-z0-9]+", "-", unidecode(form).lower()).strip("-")


def _known(forms: Mapping[str, str], packs: Packs) -> dict[str, str]:
    """Return forms by the language that has a table, where that table is of their script, else by their own tag."""
    found: dict[str, str] = {}
    for tag, form in forms.items():
        language = lookup(tag, packs.system_languages) or lookup(tag, packs.languages) or tag
        table = packs.system(language)
        strange = table is not None and table["script"] not in READ_ALOUD and script_of(form) != table["script"]
        # What is copied from a page or a word processor may hold a space that does not break.
        found[tag if language in found or (strange and "-" in tag) else language] = " ".join(form.split())
    return found


def _spoken(record: Mapping[str, Any], packs: Packs) -> dict[str, str]:
    """Return the native forms, or their readings, that a table can spell."""
    found: dict[str, str] = {}
    for language, native in record["native"].items():
        form = record.get("reading", {}).get(language, native)
        table = packs.system(language)
        if table is not None:
            read = read_native(form, table["decompose"]).translate(table["alike"]).lower()
            letters = {letter for letter in read if letter.isalpha()}
            if letters <= set(table["letters"]) or (script_of(form) == table["script"] not in READ_ALOUD):
                found[language] = form
    return found


def _lay(record: dict[str, Any], layout: str, packs: Packs) -> None:
    """Say how the parts of a person's name stand: cut what is spoken in parts, and tell surnames and particles."""
    layouts = packs.persons["layouts"]
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    surnames = dict.fromkeys(squeezed(family.split()) for family in record.get("family", ()))
    for language, form in list(record["spoken"].items()):
        if language not in layouts:
            continue
        own = layouts[layout if layout.partition("-")[0] == language else language]
        name = cut(form, own, packs.system(language))
        if name is None or not name.given:
            del record["spoken"][language]
        elif record["whole"]:
            found[language] = lines(name, own)
            record["spoken"][language] = " ".join(found[language][0])
            record["joined"] = {**record.get("joined", {}), language: name.joined}
        else:
            record["spoken"][language] = " ".join([*name.given, name.family])
            table = packs.system(language)
            spelt = (romanise(name.family, table, column) for column in table["columns"])
            surnames.update(dict.fromkeys(squeezed([form]) for form in (name.family, *spelt)))
    if record["whole"]:
        record["layout"], record["lines"] = layout, found
        return
    forms = [form.split() for _, form, standing in written(record) if standing is not Standing.WRONG]
    if layout:
        record["layout"] = layout
        surnames.update(dict.fromkeys(_surnames(record, layouts[layout])))
    # A surname that is hyphened in its own script is two, whatever stands first in it: Տեր-Պետրոսյան is no Dutch ter.
    double = "-" in next(iter(record["native"].values())).split()[-1]
    between = [word for words in forms for word in (words[1:-1] if double else _between(words))]
    small = {word for word in between if word.islower()}
    like = {particle for particle, others in packs.persons["like"].items() if not small.isdisjoint(others)}
    particles = packs.persons["particles"] | packs.persons["free"] | small | like
    capitals = {word.lower() for word in between if not word.islower()} & particles | like
    compound = (
        words[-1:]
        for words in forms
        if _is_compound(words) and (double or words[-1].split("-")[0].lower() not in particles)
    )
    surnames.update(dict.fromkeys(map(squeezed, compound)))
    surnames.update(dict.fromkeys(_told_by_wrong(record, forms, tuple(surnames))))
    if surnames:
        record["surnames"] = tuple(surnames)
    if capitals:
        record["particles"] = tuple(sorted(capitals))


def _surnames(record: Mapping[str, Any], layout: Mapping[str, Any]) -> Iterator[str]:
    """Yield the surname of a name that some languages turn round, as the rule's forms have it."""
    native = next(iter(record["native"].values())).split()
    if len(native) > 1:
        yield squeezed(native[:1])
        return
    for language, form in record.get("prefer", {}).items():
        words = form.split()
        if len(words) > 1:
            yield squeezed(words[:1] if is_family_first(patterns(layout, language)[0]) else words[-1:])
            return


def _told_by_wrong(record: Mapping[str, Any], forms: Iterable[list[str]], surnames: tuple[str, ...]) -> Iterator[str]:
    """Yield the surnames of several words that the mistakes of a rule have, or show a right form to have.

    A mistake is of the end of the other form it is nearest to: Loyd Weber of Lloyd Webber. ``forms`` are the right
    forms in their words, ``surnames`` what is known of their surnames.
    """
    for wrong in record.get("wrong", ()):
        family, full = wrong.get("family", "").split(), wrong.get("full", "").split()
        if len(apart(family)) > 1:
            yield squeezed(family)
            yield from (_nearest_end(words, squeezed(family)) for words in forms if len(words) > 1)
        for words in forms if len(full) > 1 else ():
            right = split(" ".join(words), False, surnames)
            if right.given and len(apart(right.family)) > 1:
                yield _nearest_end(full, squeezed(right.family))


def _nearest_end(words: list[str], surname: str) -> str:
    """Return which last words of a form, but never all of them, are nearest to a surname."""
    ends = [squeezed(words[cut:]) for cut in range(len(words) - 1, 0, -1)]
    return min(ends, key=lambda end: levenshtein(end, surname))


def _between(words: list[str]) -> list[str]:
    """Return the words between given name and surname, with what the last word has before a hyphen (al-)."""
    return [*words[1:-1], words[-1].partition("-")[0]] if "-" in words[-1] else words[1:-1]


def _is_compound(words: list[str]) -> bool:
    """Say whether the last word of a form is two surnames (Ben-Gvir), which other forms may join or part."""
    parts = words[-1].split("-")
    return len(words) > 1 and len(parts) > 1 and all(part[:1].isupper() for part in parts)
