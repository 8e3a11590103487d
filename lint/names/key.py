"""A consonant skeleton by which the Latin forms that may be a name are found fast.

Vowels, h, j and y are dropped, since one orthography's letter group has them and another's has not; sibilants are one
class; a t before a sibilant and doubled consonants are dropped. Every form that `match` accepts has a skeleton among
`keys` of the native form.
"""

from __future__ import annotations

import re

from lint.names.acceptance import MARKS, arcs, fold, prepare, steps
from lint.names.romanisation import Table
from lint.typed import NamedTuple

_CLASSES = {
    **dict.fromkeys("csz", "s"),
    **dict.fromkeys("vwf", "f"),
    **dict.fromkeys("kq", "k"),
    "x": "ks",
    **{letter: letter for letter in "bdglmnprt"},
}
_DROPPED = re.compile(r"[ts](?=t*s)|(.)(?=\1)")

EDGE = 3  # letters at either end of a word by which a sieve tells most others


class _Skeleton(dict[int, str]):
    """The classes of a letter, worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = classes = "".join(_CLASSES.get(letter, "") for letter in fold(prepare(chr(code))))
        return classes


_SKELETON = _Skeleton()


def key(form: str) -> str:
    """Return the skeleton of a Latin form; "" if it has vowels only."""
    return _DROPPED.sub("", form.translate(_SKELETON))


def keys(native: str, table: Table, limit: float = 1.1) -> frozenset[str]:
    """Return the skeletons of all forms that are accepted for a native form at a cost of at most ``limit``."""
    width = len(table["columns"])
    every = (1 << width) - 1
    depth = steps(limit - MARKS)
    full = (1 << width * depth) - 1
    spread = full // every
    places = list(arcs(native, table))
    states: list[dict[str, int]] = [{} for _ in range(len(places) + 1)]
    states[0][""] = every
    for here, outputs in zip(states, places, strict=False):
        found: dict[tuple[str, int], tuple[int, int]] = {}
        for (output, end), (first, known) in outputs.items():
            piece = key(output), end
            before = found.get(piece, (0, 0))
            found[piece] = before[0] | first & every, before[1] | known & every
        pieces = [(text, end, first * spread, known * spread) for (text, end), (first, known) in found.items()]
        for skeleton, state in here.items():
            for text, end, first, known in pieces:
                after = (state & first | (state & known) << width | state << 4 * width) & full
                if after:
                    longer = _joined(skeleton, text)
                    states[end][longer] = states[end].get(longer, 0) | after
    return frozenset(states[-1])


def initials(native: str, table: Table) -> frozenset[str]:
    """Return the first letters, without marks, that an accepted form may begin with; "" if it may be empty."""
    places = list(arcs(native, table))
    found: set[str] = set()
    waiting, seen = [0], {0}
    while waiting:
        place = waiting.pop()
        if place == len(places):
            found.add("")
            continue
        for output, end in places[place]:
            bare = fold(output)
            if bare:
                found.add(bare[0])
            elif end not in seen:
                seen.add(end)
                waiting.append(end)
    return frozenset(found)


class Sieve(NamedTuple):
    """What all the forms of a name have: their letters, without marks, and the first and last ones they can have.

    What a sieve does not let through is none of the forms; what it lets through, most often is.
    """

    letters: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()

    def lets(self, bare: str) -> bool:
        """Say whether a word without marks may be one of the forms."""
        return bare[:EDGE] in self.heads and bare[-EDGE:] in self.tails and self.letters.issuperset(bare)

    def __or__(self, other: Sieve) -> Sieve:
        return Sieve(*(one | another for one, another in zip(self, other, strict=True)))


def sieve_of(bare: str) -> Sieve:
    """Return the sieve of a word that is written down, without marks."""
    return Sieve(frozenset(bare), frozenset({bare[:EDGE]}), frozenset({bare[-EDGE:]}))


def sieve(native: str, table: Table) -> Sieve:
    """Return the sieve of all forms that are accepted for a native form at any cost."""
    places = list(arcs(native, table, aside=True))
    heads: list[set[str]] = [{""}, *(set() for _ in places)]
    tails: list[set[str]] = [{""}, *(set() for _ in places)]
    letters: set[str] = set()
    for place, outputs in enumerate(places):
        for output, end in outputs:
            bare = fold(output)
            letters.update(bare)
            heads[end].update((head + bare)[:EDGE] for head in heads[place])
            tails[end].update((tail + bare)[-EDGE:] for tail in tails[place])
    return Sieve(frozenset(letters), frozenset(heads[-1]), frozenset(tails[-1]))


def _joined(skeleton: str, more: str) -> str:
    """Put two skeletons together as `key` would make one of their letters."""
    while skeleton and more:
        if skeleton[-1] == more[0] or (skeleton[-1] == "t" and more[0] == "s"):
            skeleton = skeleton[:-1]
        else:
            break
    return skeleton + more
