"""Reads a Latin spelling the way each orthography would, into broad phonemes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from lint.typed import Any, NamedTuple

Table = Mapping[str, Any]

_COMMON = "_phonemes"
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹʺʻʿʾ`´"))


class Reading(NamedTuple):
    """A form as one orthography reads it: the orthography's code and a string of one-character phonemes."""

    orthography: str
    phonemes: str


def compile_orthographies(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Turn the files of ``rules/orthographies`` (stem to content, scalars as strings) into one table of plain data.

    The table holds nothing but dict, tuple, str, int, float and None, so that ``marshal`` can store it.
    Raises ``ValueError`` for a row with an unknown condition, phoneme or orthography.
    """
    common = raw[_COMMON]
    vowels, consonants = "".join(common["vowels"]), "".join(common["consonants"])
    vowel_letters = "".join(c for c in map(chr, range(97, 0x1F00)) if _bare(c) in "aeiouyæøœıə")
    letters = "".join(c for c in map(chr, range(97, 0x1F00)) if c.islower() and _is_latin(c))
    classes = {"vowel": vowel_letters, "consonant": "".join(c for c in letters if c not in vowel_letters)}
    phonemes = {"vowel": vowels, "consonant": consonants}
    base = [{"from": letter, "to": sound} for letter, sound in common["letters"].items()]
    orthographies = []
    for code in _in_order(raw):
        rows = _compile_rows(_inherited(raw, code, base), classes, vowels + consonants, code)
        alphabet = dict.fromkeys(raw[code]["alphabet"], 1) if "alphabet" in raw[code] else None
        orthographies.append((code, int(str(raw[code].get("fold", "false")).lower() == "true"), rows, alphabet))
    return {
        "orthographies": tuple(orthographies),
        "rank": {code: rank for rank, code in enumerate(_in_order(raw))},
        "usual": tuple(common["usual"]),
        "titles": {code: str(raw[code]["title"]) for code in _in_order(raw)},
        "sounds": _compile_rows(common["sounds"], phonemes, vowels + consonants, _COMMON),
        "bare": {c: b for c in letters if (b := _bare(c)) != c and (b < "\x7f" or b in common["letters"])},
        "key": {ord(c): common["key"].get(c) for c in vowels + consonants},
        "broad": {ord(c): common["key"].get(c) or common["broad"].get(c, c) for c in vowels + consonants},
        "vowels": vowels,
        **_compile_costs(common, vowels, consonants),
    }


def readings(form: str, table: Table) -> tuple[Reading, ...]:
    """Read a single name under every orthography; only readings that differ, each under its first orthography.

    Hyphens, apostrophes, digits and case do not count. A form with a letter of another script has no reading, nor has
    one under an orthography that never writes one of its letters.
    """
    word = unicodedata.normalize("NFC", form.replace("İ", "i").lower()).translate(_APOSTROPHES)
    ascii_only = word.isascii()
    if ascii_only:
        if not word.isalpha():
            word = "".join(filter(str.isalpha, word))
    else:
        word = "".join(filter(str.isalpha, word))
        if not all(c < "\u0250" or "\u1e00" <= c < "\u1f00" or c == "ə" for c in word):
            return ()
    found: dict[str, str] = {}
    bare, sounds = table["bare"], table["sounds"]
    seen: set[str] = set()
    letters = set(word)
    for code, fold, rows, alphabet in table["orthographies"]:
        if (fold and ascii_only) or (alphabet is not None and not letters <= alphabet.keys()):
            continue
        spelt = word
        if fold:
            spelt = "".join([bare.get(c, c if c in rows else "") for c in word])
        elif not ascii_only:
            spelt = "".join([c if c in rows else bare.get(c, "") for c in word])
        first = _rewrite(spelt, rows)
        if first not in seen:
            seen.add(first)
            found.setdefault(_once(_rewrite(_once(first), sounds)), code)
    return tuple([Reading(code, sounds) for sounds, code in found.items() if sounds])


def keys_of(read: Iterable[Reading], table: Table) -> frozenset[str]:
    """Give the consonant keys of a form's readings: two spellings of one name share a key almost always."""
    key = table["key"]
    return frozenset([_once(reading.phonemes.translate(key)) for reading in read])


def _rewrite(text: str, rows: Mapping[str, Any]) -> str:
    """Replace graphemes from left to right, the first row that fits; rows stand longest first, then most conditions."""
    out: list[str] = []
    place, end = 0, len(text)
    while place < end:
        steps = rows.get(text[place])
        if steps is None:
            out.append(text[place])
            place += 1
            continue
        if type(steps) is str:
            out.append(steps)
            place += 1
            continue
        for grapheme, initial, final, after, before, sounds in steps:
            stop = place + len(grapheme)
            if (
                text.startswith(grapheme, place)
                and (not initial or not place)
                and (not final or stop == end)
                and (after is None or (place and text[place - 1] in after))
                and (before is None or (stop < end and text[stop] in before))
            ):
                out.append(sounds)
                place = stop
                break
        else:
            out.append(text[place])
            place += 1
    return "".join(out)


def _once(text: str) -> str:
    """Read a doubled sound once."""
    previous = ""
    for sound in text:
        if sound == previous:
            break
        previous = sound
    else:
        return text
    return "".join([c for place, c in enumerate(text) if not place or text[place - 1] != c])


def _in_order(raw: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Order the orthographies as the common file lists them: the first that gives a reading names it."""
    order = [str(code) for code in raw[_COMMON]["order"]]
    if set(order) != set(raw) - {_COMMON}:
        raise ValueError(f"{_COMMON}: `order` and the files differ: {sorted(set(order) ^ (set(raw) - {_COMMON}))}")
    return order


def _inherited(
    raw: Mapping[str, Mapping[str, Any]], code: str, base: list[dict[str, str]], depth: int = 0
) -> list[Mapping[str, str]]:
    """Lay an orthography's rows over those it is like, and over the letters that all read alike."""
    if depth > len(raw):
        raise ValueError(f"{code}: `like` runs in a circle")
    like = raw[code].get("like")
    if like is not None and like not in raw:
        raise ValueError(f"{code}: no orthography {like!r}")
    under = base if like is None else _inherited(raw, like, base, depth + 1)
    own = raw[code].get("rows") or []
    said = {(row["from"], row.get("at", "")) for row in own}
    marked = {c: _bare(c) for row in own for c in row["from"] if _bare(c) != c}
    plain = {row["from"]: row["to"] for row in under}
    spare = [{"from": c, "to": plain[bare]} for c, bare in marked.items() if c not in plain and (c, "") not in said]
    return [*own, *spare, *(row for row in under if (row["from"], row.get("at", "")) not in said)]


def _compile_rows(
    rows: Iterable[Mapping[str, str]], classes: Mapping[str, str], alphabet: str, where: str
) -> dict[str, Any]:
    """Sort rows by first letter, longest and most particular first; a letter with one plain row maps to its sound."""
    by_letter: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        if not set(row["to"]) <= set(alphabet):
            raise ValueError(f"{where}: {row['from']!r}: unknown phoneme in {row['to']!r}")
        by_letter.setdefault(row["from"][0], []).append((row["from"], *_condition(row, classes, where), row["to"]))
    compiled: dict[str, Any] = {}
    for letter, steps in by_letter.items():
        steps.sort(key=lambda step: (-len(step[0]), -sum(bool(part) for part in step[1:5])))
        plain = len(steps) == 1 and len(steps[0][0]) == 1 and not any(steps[0][1:5])
        compiled[letter] = steps[0][5] if plain else tuple(steps)
    return compiled


def _condition(
    row: Mapping[str, str], classes: Mapping[str, str], where: str
) -> tuple[int, int, str | None, str | None]:
    """Decode ``at``: `initial`, `final`, `after` and `before`, the last two with letters or `vowel`, `consonant`."""
    initial = final = 0
    sides: dict[str, str | None] = {"after": None, "before": None}
    side = ""
    for word in row.get("at", "").split():
        if word == "initial":
            initial, side = 1, ""
        elif word == "final":
            final, side = 1, ""
        elif word in sides:
            side = word
        elif side and (word in classes or len(word) == 1):
            sides[side] = (sides[side] or "") + classes.get(word, word)
        else:
            raise ValueError(f"{where}: {row['from']!r}: cannot read `at: {row['at']}`")
    return initial, final, sides["after"], sides["before"]


def _compile_costs(common: Mapping[str, Any], vowels: str, consonants: str) -> dict[str, Any]:
    """Spell out every substitution, drop and rewrite, both ways."""
    costs = {name: float(value) for name, value in common["costs"].items()}
    alphabet = vowels + consonants
    substitute = {a: {b: 0.0 if a == b else costs[_kind(a, b, vowels)] for b in alphabet} for a in alphabet}
    drop = {a: costs["drop_vowel" if a in vowels else "drop_consonant"] for a in alphabet}
    for row in common["substitutions"]:
        a, b = row["pair"].split()
        substitute[a][b] = substitute[b][a] = float(row["cost"])
    for row in common["drops"]:
        drop[row["phoneme"]] = float(row["cost"])
    endings = _both_ways(common["endings"])
    return {
        "costs": costs,
        "substitute": substitute,
        "drop": drop,
        "rewrites": _both_ways(common["rewrites"]),
        "endings": endings,
        "ending_sizes": tuple(sorted({len(ending) for ending in endings}, reverse=True)),
    }


def _kind(a: str, b: str, vowels: str) -> str:
    """Say which general cost holds between two phonemes."""
    return "mixed" if (a in vowels) != (b in vowels) else "vowel" if a in vowels else "consonant"


def _both_ways(rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, float]]:
    """Key each pair of phoneme strings by either side."""
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        a, b = row["pair"].split()
        found.setdefault(a, {})[b] = found.setdefault(b, {})[a] = float(row["cost"])
    return found


def _bare(letter: str) -> str:
    """Take the marks off a letter."""
    return unicodedata.normalize("NFD", letter)[0]


def _is_latin(letter: str) -> bool:
    """Say whether a letter is Latin, by its Unicode name."""
    return unicodedata.name(letter, "").startswith("LATIN")
