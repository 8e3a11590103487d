"""Rule files compiled: YAML decoded, checked for rules that can never match, and turned into what the program reads.

Every maker takes the paths of its files and returns plain values that ``marshal`` can keep, with the broken rules.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from lint.compiler import shapes
from lint.compiler.completion import complete, slug
from lint.compiler.flaws import name_faults, term_faults
from lint.compiler.rulefile import Mapping as MappingNode
from lint.compiler.rulefile import Node, Scalar, Sequence, read_file
from lint.compiler.schema import decode
from lint.lexicon import heads
from lint.names.acceptance import patronymic_endings
from lint.names.equivalents import compile_equivalents
from lint.names.evidence import compile_evidence
from lint.names.given import compile_given
from lint.names.headword import headword, index, sieve_for
from lint.names.layout import compile_layouts
from lint.names.paradigms import compile_paradigms
from lint.names.readings import compile_orthographies
from lint.names.script import compile_detector, compile_lookalikes, compile_words
from lint.names.slips import index_of_slips
from lint.names.syllables import compile_syllables
from lint.names.systems import compile_system
from lint.packs import Broken, Packs, named_as_shipped
from lint.shelf import packed_index, packed_list
from lint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lint.compiler.schema import Shape

Made = tuple[Any, list[Broken]]


def system(files: list[str]) -> Made:
    """Compile one romanisation table, and how the fathers' names of its language end in every spelling of it."""
    table, broken = _one(files[0], compile_system)
    return table and {**table, "fathered": patronymic_endings(table)}, broken


def inflection(files: list[str]) -> Made:
    """Compile the paradigms of one language."""
    return _one(files[0], compile_paradigms)


def words(files: list[str]) -> Made:
    """Compile the word lists of one language; the ordinary words, of which a document asks for few, are packed."""
    lists, broken = _one(files[0], compile_words)
    return lists and {**lists, "common": packed_index(dict.fromkeys(lists["common"], True))}, broken


def desk(files: list[str]) -> Made:
    """Compile the marks a news desk knows captions and credits by."""
    from lint.desk import compile_marks

    return _one(files[0], compile_marks)


def language_facts(files: list[str]) -> Made:
    """Compile the names of languages, and the letters that stand for one another in each."""
    return _one(
        files[0],
        lambda raw: {
            "languages": raw["languages"],
            "alike": {
                language: {ord(letter): other for letter, other in letters.items()}
                for language, letters in raw["alike"].items()
            },
        },
    )


def respellings(files: list[str]) -> Made:
    """Compile the plain letters that stand for those with marks, by language."""
    return _one(files[0], lambda raw: raw["respellings"])


def persons(files: list[str]) -> Made:
    """Compile how the parts of a person's name stand in print."""
    return _one(files[0], compile_layouts)


def equivalents(files: list[str]) -> Made:
    """Compile the given names that are one name in several forms."""
    raw, broken = _raw(files)
    return compile_equivalents(*(raw[path] for path in files)), broken


def confusables(files: list[str]) -> Made:
    """Compile the letters that look alike."""
    return _one(files[0], compile_lookalikes)


def evidence(files: list[str]) -> Made:
    """Compile the weights of evidence for discovered names."""
    return _one(files[0], compile_evidence)


def syllables(files: list[str]) -> Made:
    """Compile the syllables of names by language, with the surnames of their systems."""
    rooms, broken = _by_room(files)
    return {
        language: compile_syllables(content, rooms["systems"][language])
        for language, content in rooms["syllables"].items()
    }, broken


def given(files: list[str]) -> Made:
    """Compile the given names of other scripts, in every transcription their systems know."""
    rooms, broken = _by_room(files)
    systems = {language: compile_system(value) for language, value in rooms["systems"].items()}
    table = compile_given(rooms["given"], systems)
    return {**table, "forms": packed_index(table["forms"])}, broken


def orthographies(files: list[str]) -> Made:
    """Compile the readings of all orthographies together."""
    raw, broken = _raw(files)
    named = {os.path.basename(path)[:-5]: value for path, value in raw.items()}
    return compile_orthographies(named), broken


def detection(files: list[str]) -> Made:
    """Compile what language detection needs of all word lists.

    The last file has the languages that are only told apart.
    """
    *lists, strangers = files
    raw, broken = _raw(lists)
    others, unread = _raw([strangers])
    known = others.get(strangers, {}).get("languages")
    return compile_detector(map(compile_words, raw.values()), known), [*broken, *unread]


def catalogue(packs: Packs, files: list[str], inline: tuple[str, Mapping[str, Any]] | None) -> Made:
    """Compile names and terms and the index that finds them."""
    broken: list[Broken] = []
    names: list[dict[str, Any]] = []
    terms: list[dict[str, Any]] = []
    for path in files:
        value, problems = _decode_file(path, shapes.RULE_FILE)
        broken += problems
        _sort_in(value, path, names, terms)
    if inline:
        _sort_in(inline[1], inline[0], names, terms)
    for record in names:
        complete(record, packs)
    for record in terms:
        record.setdefault("kind", "acronym" if _is_acronym(record) else "term")
        record.setdefault("id", slug(_any(record["write"])))
    names = [record for record in _unique(names, broken) if not _report(record, name_faults(record, packs), broken)]
    terms = [record for record in _unique(terms, broken) if not _report(record, term_faults(record, packs), broken)]
    terms = list(_unopposed(terms, broken))
    tables = {language: packs.system(language) for language in packs.system_languages}
    systems = {language: table for language, table in tables.items() if table is not None}
    headwords = [headword(number, record) for number, record in enumerate(names)]
    for record in (*names, *terms):
        record["path"] = named_as_shipped(record["path"])  # a wheel is unpacked elsewhere than it was made
    acronyms: dict[str, int] = {}
    for number, record in enumerate(terms):
        if record["kind"] == "acronym":
            accepted = (form for forms in record.get("accept", {}).values() for form in forms)
            for form in (*_forms(record["write"]), *accepted):
                acronyms.setdefault(form.casefold(), number)
    return {
        "names": packed_list(names),
        "terms": packed_list(terms),
        "exact": packed_index(index(headwords, systems)),
        "slips": packed_index(index_of_slips(headwords, systems)),
        "sieves": packed_list([tuple(sieve_for(name, systems, packs.respelling(name.language))) for name in headwords]),
        "acronyms": acronyms,
        "ids": packed_index({record["id"]: True for record in (*names, *terms)}),
        "heads": packed_index(heads(terms)),
        "patterns": [number for number, record in enumerate(terms) if "pattern" in record],
    }, broken


def _one(path: str, compile_raw: Callable[[Mapping[str, Any]], Any]) -> Made:
    raw, broken = _raw([path])
    if path not in raw:
        return None, broken
    try:
        return compile_raw(raw[path]), broken
    except (KeyError, TypeError, ValueError) as error:
        return None, [*broken, Broken(path, 1, 1, f"this table cannot be used: {error}")]


def _raw(files: list[str]) -> tuple[dict[str, Any], list[Broken]]:
    found: dict[str, Any] = {}
    broken: list[Broken] = []
    for path in files:
        node, problems = read_file(path)
        broken += [Broken(*problem) for problem in problems]
        if node is not None:
            found[path] = _plain(node)
    return found, broken


def _by_room(files: list[str]) -> tuple[dict[str, dict[str, Any]], list[Broken]]:
    """Return files as they are written, by the folder they lie in and their stem."""
    raw, broken = _raw(files)
    rooms: dict[str, dict[str, Any]] = {}
    for path, value in raw.items():
        rooms.setdefault(os.path.basename(os.path.dirname(path)), {})[os.path.basename(path)[:-5]] = value
    return rooms, broken


def _plain(node: Node) -> Any:
    """Return a node as it is written: text, lists and mappings."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.entries}
    return None


def _decode_file(path: str, shape: Shape) -> tuple[Any, list[Broken]]:
    node: Node | None
    node, problems = read_file(path)
    value: Any = None
    if node is not None and getattr(node, "value", "") is not None:  # a file of comments alone says nothing
        value, found = decode(node, shape, path)
        problems = [*problems, *found]
    return value, [Broken(*problem) for problem in problems]


def _sort_in(value: Any, path: str, names: list[dict[str, Any]], terms: list[dict[str, Any]]) -> None:
    """Put the records of one file with the names or with the terms."""
    if isinstance(value, Mapping):
        value = [*value.get("names", ()), *value.get("terms", ())]
    for record in value or ():
        record = {**record, "path": path}
        (terms if "write" in record else names).append(record)


def _any(write: str | Mapping[str, str]) -> str:
    return write if isinstance(write, str) else write.get("*") or next(iter(write.values()), "")


def _forms(write: str | Mapping[str, str]) -> list[str]:
    return [write] if isinstance(write, str) else list(write.values())


def _is_acronym(record: Mapping[str, Any]) -> bool:
    if any(part in record for part in ("instead-of", "pattern")):
        return False
    return " " not in _any(record["write"])


def _unique(records: list[dict[str, Any]], broken: list[Broken]) -> Iterator[dict[str, Any]]:
    """Yield the records, leaving out those whose id stands before."""
    seen: dict[str, Mapping[str, Any]] = {}
    for record in records:
        first = seen.setdefault(record["id"], record)
        if first is record:
            yield record
        else:
            where = f"{first['path']}:{first.get('line', 1)}"
            broken.append(_at(record, f"{record['id']} is said twice, first at {where}; give one of them another id"))


def _unopposed(terms: list[dict[str, Any]], broken: list[Broken]) -> Iterator[dict[str, Any]]:
    """Yield the terms, leaving out one that brings back what an earlier one replaces: their fixes would never end."""
    replacing: dict[str, list[dict[str, Any]]] = {}
    for record in terms:
        earlier = (other for form in _forms(record["write"]) for other in replacing.get(form, ()))
        other = next((other for other in earlier if _undo_one_another(record, other)), None)
        if other:
            where = f"{other['path']}:{other.get('line', 1)}"
            message = f"{record['id']} brings back what {other['id']} ({where}) replaces; take one of them out"
            broken.append(_at(record, message))
            continue
        for form in record.get("instead-of", ()):
            replacing.setdefault(form, []).append(record)
        yield record


def _undo_one_another(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether in copy of some language each of two terms writes what the other replaces, wherever it stands."""
    if any(part in term for term in (one, other) for part in ("before", "after")):
        return False
    said = {language for term in (one, other) for language in (*term.get("languages", ()), *_by_language(term))}
    for language in said:
        written_by_one, written_by_other = (_written_in(term, language) for term in (one, other))
        if written_by_one in other.get("instead-of", ()) and written_by_other in one.get("instead-of", ()):
            return True
    return False


def _by_language(term: Mapping[str, Any]) -> Mapping[str, str]:
    return {"*": term["write"]} if isinstance(term["write"], str) else term["write"]


def _written_in(term: Mapping[str, Any], language: str) -> str | None:
    if term.get("languages") and language not in term["languages"]:
        return None
    return _by_language(term).get(language) or _by_language(term).get("*")


def _report(record: Mapping[str, Any], faults: Iterator[str], broken: list[Broken]) -> bool:
    found = list(faults)
    broken += [_at(record, f"{record['id']}: {fault}") for fault in found]
    return bool(found)


def _at(record: Mapping[str, Any], message: str) -> Broken:
    return Broken(record["path"], record.get("line", 1), 1, message)
