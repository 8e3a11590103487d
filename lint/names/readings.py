"""Reads a spelling the way each orthography of its script would, into broad phonemes."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from lint.typed import Any, NamedTuple

Table = Mapping[str, Any]

_COMMON = "_phonemes"
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹʺʻʿʾ`´"))
_EDGE = "\n"  # of a word: no letter
_MOST = 32768  # stretches of words that are kept


class Reading(NamedTuple):
    """A form as one orthography reads it: the orthography's code and a string of one-character phonemes."""

    orthography: str
    phonemes: str


def compile_orthographies(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Turn the files of ``rules/orthographies`` (stem to content, scalars as strings) into one table of plain data.

    The table holds nothing but dict, tuple, str, int, float and None, so that ``marshal`` can store it. Sets of
    orthographies are bits of a number; ``met`` is where `readings` keeps what it has read.
    Raises ``ValueError`` for a row with an unknown condition, phoneme or orthography.
    """
    common = raw[_COMMON]
    vowels, consonants = "".join(common["vowels"]), "".join(common["consonants"])
    vowel_letters = "".join(c for c in map(chr, range(97, 0x1F00)) if _bare(c) in "aeiouyæøœıə")
    letters = "".join(c for c in map(chr, range(97, 0x1F00)) if c.islower() and _is_latin(c))
    classes = {"vowel": vowel_letters, "consonant": "".join(c for c in letters if c not in vowel_letters)}
    phonemes = {"vowel": vowels, "consonant": consonants}
    base = [{"from": letter, "to": sound} for letter, sound in common["letters"].items()]
    codes = _in_order(raw)
    orthographies = [
        (code, _compile_rows(_inherited(raw, code, base), classes, vowels + consonants, code)) for code in codes
    ]
    return {
        "orthographies": tuple(orthographies),
        "kinds": _kinds([rows for _, rows in orthographies]),
        **_compile_alphabets([raw[code] for code in codes]),
        "spans": dict.fromkeys("".join(pair) for step in _steps(orthographies) for pair in pairwise(step[0])),
        "behind": _stand_ins(letters, {step[3] for step in _steps(orthographies) if step[3]}),
        "ahead": _stand_ins(letters, {step[4] for step in _steps(orthographies) if step[4]}),
        "met": {},
        "rank": {code: rank for rank, code in enumerate(codes)},
        "usual": tuple(common["usual"]),
        "titles": {code: str(raw[code]["title"]) for code in codes},
        "sounds": _compile_rows(common["sounds"], phonemes, vowels + consonants, _COMMON),
        "bare": {c: b for c in letters if (b := _bare(c)) != c and (b < "\x7f" or b in common["letters"])},
        "key": {ord(c): common["key"].get(c) for c in vowels + consonants},
        "broad": {ord(c): common["key"].get(c) or common["broad"].get(c, c) for c in vowels + consonants},
        "vowels": vowels,
        **_compile_costs(common, vowels, consonants),
    }


def readings(form: str, table: Table, codes: Sequence[str] | None = None) -> tuple[Reading, ...]:
    """Read a single name under every orthography; only readings that differ, each under its first orthography.

    Hyphens, apostrophes, digits and case do not count. A form with a letter that no orthography writes has no reading,
    nor has one under an orthography that never writes one of its letters. ``codes`` are the orthographies that are
    asked, in that order; without them all are, in the table's.
    """
    word = unicodedata.normalize("NFC", form.replace("İ", "i").lower()).translate(_APOSTROPHES)
    if not word.isalpha():
        word = "".join(filter(str.isalpha, word))
    if not word.isascii() and not all(c < "\u0250" or "\u1e00" <= c < "\u1f00" or c in table["writes"] for c in word):
        return ()
    rank = table["rank"]
    order = range(len(rank)) if codes is None else [rank[code] for code in codes if code in rank]
    asked = table["every"] if codes is None else sum(1 << number for number in order)
    firsts: dict[str, int] = {}
    for spelt, those in _spellings(word, table).items():
        for some, sounds in _read(spelt, those & asked, table):
            firsts[sounds] = firsts.get(sounds, 0) | some
    found: dict[str, str] = {}
    for place, first in sorted((_first(order, some), first) for first, some in firsts.items()):
        code = table["orthographies"][order[place]][0]
        found.setdefault(_once(_rewrite(f"{_EDGE}{_once(first)}{_EDGE}", table["sounds"])), code)
    return tuple([Reading(code, sounds) for sounds, code in found.items() if sounds])


def _spellings(word: str, table: Table) -> dict[str, int]:
    """Return a word in small letters as orthographies would spell it, each spelling with the set of these (as bits)."""
    those: int = table["every"]
    for letter in set(word):
        those &= table["writes"].get(letter, table["unlimited"])
    if word.isascii():
        return {word: those & ~table["folding"]}
    bare = table["bare"]
    found: dict[str, int] = {}
    for number, (_, rows) in enumerate(table["orthographies"]):
        if those >> number & 1:
            if table["folding"] >> number & 1:
                spelt = "".join([bare.get(c, c if c in rows else "") for c in word])
            else:
                spelt = "".join([c if c in rows else bare.get(c, "") for c in word])
            found[spelt] = found.get(spelt, 0) | 1 << number
    return found


def _read(spelt: str, those: int, table: Table) -> list[tuple[int, str]]:
    """Read a word under a set of orthographies at once; each reading with the set of those that read so.

    The word is cut where no grapheme stands across. What a stretch is read as hangs on nothing but itself and what kind
    of letters are at either side, so that it is kept: most names are made of stretches that were met before.
    """
    spans, behind, ahead, met = table["spans"], table["behind"], table["ahead"], table["met"]
    text, start, end = f"{_EDGE}{spelt}{_EDGE}", 1, len(spelt) + 1
    found = [(those, "")] if those else []
    while start < end and found:
        stop = start + 1
        while text[stop - 1 : stop + 1] in spans:
            stop += 1
        left, right = text[start - 1], text[stop]
        stretch = f"{behind.get(left, left)}{text[start:stop]}{ahead.get(right, right)}"
        if stretch not in met:
            if len(met) >= _MOST:
                met.clear()
            met[stretch] = _ways(stretch, table)
        found = [(some & own, read + more) for some, read in found for own, more in met[stretch] if some & own]
        start = stop
    return found


def _ways(stretch: str, table: Table) -> tuple[tuple[int, str], ...]:
    """Return what a stretch between two letters or edges is read as, each reading with the set of orthographies.

    Orthographies that have the same rows for each of its letters read it alike.
    """
    orthographies, kinds = table["orthographies"], table["kinds"]
    alike: dict[tuple[int, ...], int] = {}
    for number, kind in enumerate(zip(*[kinds.get(letter, kinds[_EDGE]) for letter in stretch[1:-1]], strict=True)):
        alike[kind] = alike.get(kind, 0) | 1 << number
    found: dict[str, int] = {}
    for some in alike.values():
        _, rows = orthographies[some.bit_length() - 1]
        sounds = _rewrite(stretch, rows)
        found[sounds] = found.get(sounds, 0) | some
    return tuple([(some, sounds) for sounds, some in found.items()])


def _first(order: Iterable[int], some: int) -> int:
    """Return the place in an order of the first orthography of a set."""
    return next(place for place, number in enumerate(order) if some >> number & 1)


def keys_of(read: Iterable[Reading], table: Table) -> frozenset[str]:
    """Give the consonant keys of a form's readings: two spellings of one name share a key almost always."""
    key = table["key"]
    return frozenset([_once(reading.phonemes.translate(key)) for reading in read])


def _rewrite(text: str, rows: Mapping[str, Any]) -> str:
    """Replace graphemes from left to right, the first row that fits; rows stand longest first, then most conditions.

    The first and the last letter of a text, or the edges of a word, are only looked at.
    """
    out: list[str] = []
    place, end = 1, len(text) - 1
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
                stop <= end
                and text.startswith(grapheme, place)
                and (not initial or text[place - 1] == _EDGE)
                and (not final or text[stop] == _EDGE)
                and (after is None or text[place - 1] in after)
                and (before is None or text[stop] in before)
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


def _compile_alphabets(files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Say who writes each letter, who writes any, and who reads letters without their marks: sets, as bits."""
    every = unlimited = (1 << len(files)) - 1
    folding = 0
    for number, file in enumerate(files):
        if "alphabet" in file:
            unlimited &= ~(1 << number)
        if str(file.get("fold", "false")).lower() == "true":
            folding |= 1 << number
    writes: dict[str, int] = {}
    for number, file in enumerate(files):
        for letter in file.get("alphabet", ""):
            writes[letter] = writes.get(letter, unlimited if _is_latin(letter) else 0) | 1 << number
    return {"every": every, "unlimited": unlimited, "folding": folding, "writes": writes}


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


def _kinds(orthographies: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return numbers for the rows that orthographies have for each letter, the same for rows that are alike."""
    letters = sorted({_EDGE}.union(*orthographies))
    return {letter: _numbered([rows.get(letter) for rows in orthographies]) for letter in letters}


def _numbered(values: Iterable[Any]) -> bytes:
    """Return a number for each value of a list, the same for equal ones."""
    numbers: dict[Any, int] = {}
    return bytes([numbers.setdefault(value, len(numbers)) for value in values])


def _steps(orthographies: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of all orthographies that are more than one letter and its sound."""
    for _, rows in orthographies:
        for steps in rows.values():
            yield from () if isinstance(steps, str) else steps


def _stand_ins(letters: str, conditions: Collection[str]) -> dict[str, str]:
    """Return for each letter the first one that meets the same conditions."""
    found: dict[tuple[bool, ...], str] = {}
    return {letter: found.setdefault(tuple(letter in each for each in conditions), letter) for letter in letters}


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
