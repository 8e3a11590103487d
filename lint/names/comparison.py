"""Says how well two spellings in one script agree as one name, and as what each must be read to agree so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count

from lint.lazy import pattern
from lint.names.distance import levenshtein
from lint.names.headword import is_latin
from lint.names.readings import Reading, Table, readings
from lint.typed import Any, NamedTuple

_SPACES = pattern(r"[\s.,·_]+")
_SEPARATORS = pattern(r"[\s.,·_\-‐‑‒–—]+")
_WORTH_LOADING = 200  # about so many comparisons take as long as to load rapidfuzz
_compared = count()
_DIGITS = pattern(r"\d+")
_MOST_PARTS = 8


class Comparison(NamedTuple):
    """How well two forms agree, 0 to 1, and the orthography under which each was read to agree so.

    From .93 the forms are one name spelt in two orthographies. A form that none reads has the reading "".
    """

    score: float
    reading_a: str
    reading_b: str


class Part(NamedTuple):
    """One part of a full name: its letters and its readings."""

    text: str
    readings: tuple[Reading, ...]


_IN_ORDER = 1e-6
_ROUNDED = 1e-9
_NOTHING = Comparison(0.0, "", "")


def compare(a: str, b: str, table: Table) -> Comparison:
    """Compare two names in one script that orthographies read, single or full, in any order of their parts.

    Every part of the shorter name must find its own in the longer one. A missing middle name costs little, a missing
    given name more, a part that contradicts the most. Names with different numbers are different names.
    """
    if _DIGITS.findall(a) != _DIGITS.findall(b) or is_latin(a) != is_latin(b):
        return _NOTHING
    whole_a, whole_b = _parts(a, _SPACES, table), _parts(b, _SPACES, table)
    best = compare_parts(whole_a, whole_b, table)
    if len(whole_a) + len(whole_b) > 2:
        parts_a, parts_b = _parts(a, _SEPARATORS, table), _parts(b, _SEPARATORS, table)
        if (len(parts_a), len(parts_b)) != (len(whole_a), len(whole_b)):
            best = max(best, compare_parts(parts_a, parts_b, table))
        if len(whole_a) != len(whole_b):
            joined_a, joined_b = ("".join(part.text for part in parts) for parts in (parts_a, parts_b))
            joined = compare_readings(readings(joined_a, table), readings(joined_b, table), table)
            best = max(best, joined._replace(score=max(0.0, joined.score - table["costs"]["joined"])))
    return best


def compare_readings(ra: Sequence[Reading], rb: Sequence[Reading], table: Table, least: float = 0.0) -> Comparison:
    """Compare two single names by their readings; the best pair of readings is the explanation.

    Pairs are ranked by edit distance over broad classes of phonemes; only the nearest are weighed. Where even those
    differ in most of their sounds the score is that share alone. Two spellings within one orthography are a little less
    sure than one spelling in each of two. A score below ``least`` may be given as any other below it.
    """
    best = _best_pair(ra, rb, table, least)
    if best.reading_a == best.reading_b and ra != rb:
        return best._replace(score=max(0.0, best.score - table["costs"]["same"]))
    return best


def _best_pair(ra: Sequence[Reading], rb: Sequence[Reading], table: Table, least: float) -> Comparison:
    """Find the pair of readings that agree best; of pairs that are equal, the one of the more usual orthographies."""
    if not ra or not rb:
        return _NOTHING
    codes, rank = {reading.phonemes: reading.orthography for reading in rb}, table["rank"]
    equal = [(rank[code] + rank[codes[sounds]], code, codes[sounds]) for code, sounds in ra if sounds in codes]
    if equal:
        return Comparison(1.0, *min(equal)[1:])
    distance = _distance_for(next(_compared))
    broad, costs = table["broad"], table["costs"]
    broad_b = [reading.phonemes.translate(broad) for reading in rb]
    apart: dict[tuple[str, str], int] = {}  # many readings are one in broad classes
    by_gap: dict[int, list[tuple[int, int]]] = {}
    for i, (_, sounds) in enumerate(ra):
        one = sounds.translate(broad)
        for j, other in enumerate(broad_b):
            if (one, other) not in apart:
                apart[one, other] = distance(one, other)
            by_gap.setdefault(apart[one, other], []).append((i, j))
    nearest: list[tuple[Any, ...]] = []
    for gap in sorted(by_gap):
        for i, j in by_gap[gap]:
            sounds, other = ra[i].phonemes, rb[j].phonemes
            # In an order that does not depend on which of the two names comes first.
            nearest.append((gap, distance(sounds, other), i + j, *sorted((sounds, other)), i, j))
        if len(nearest) >= costs["tries"]:
            break
    nearest.sort()
    gap, *_, i, j = nearest[0]
    longest = max(len(ra[i].phonemes), len(rb[j].phonemes))
    if gap > longest * costs["hopeless"]:
        return Comparison(1.0 - gap / longest, ra[i].orthography, rb[j].orthography)
    best = _NOTHING
    for *_, i, j in nearest[: int(costs["tries"])]:
        score = similarity(ra[i].phonemes, rb[j].phonemes, table, max(least, best.score))
        if score > best.score:
            best = Comparison(score, ra[i].orthography, rb[j].orthography)
            if score >= costs["sure"]:
                break
    return best


def _distance_for(number: int) -> Callable[[str, str], int]:
    """Return what measures the distance in a comparison, given how many there were before."""
    if number < _WORTH_LOADING:
        return levenshtein
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance


def similarity(a: str, b: str, table: Table, least: float = 0.0) -> float:
    """Give 1 less the weighted distance of two phoneme strings as a share of the longer one's (bounded) length.

    A similarity below ``least`` may be given as any other below it: most strings are told apart by their first half.
    """
    length = min(float(max(len(a), len(b))), table["costs"]["full_length"])
    return max(0.0, 1.0 - _distance(a, b, table, (1.0 - least) * length + _ROUNDED) / length) if length else 0.0


def _distance(a: str, b: str, table: Table, most: float) -> float:
    """Give the weighted edit distance of two phoneme strings, by the recurrence of Wagner and Fischer (1974).

    Beside substitutions and drops, a rewrite trades two phonemes for one or two others, and endings count as wholes.
    Where two rows of the recurrence have nothing up to ``most``, no distance is up to it, and what they have will do.
    """
    endings = table["endings"]
    for size in table["ending_sizes"]:
        for other, cost in endings.get(a[-size:], {}).items():
            if b.endswith(other):
                return float(cost) + _distance(a[:-size], b[: -len(other)], table, most - cost)
    substitute, rewrites = table["substitute"], table["rewrites"]
    drop_a, drop_b = _drops(a, table), _drops(b, table)
    rewrites_b = [None, *[rewrites.get(b[j - 1 : j + 1]) for j in range(1, len(b))]]
    above: list[float] = []
    row = [0.0]
    for cost in drop_b:
        row.append(row[-1] + cost)
    for i, sound in enumerate(a):
        swap, drop = substitute[sound], drop_a[i]
        rewrites_a = rewrites.get(a[i - 1 : i + 1]) if i else None
        further, above = above, row
        left = above[0] + drop
        row = [left]
        for j, other in enumerate(b):
            best = above[j] + swap[other]
            if above[j + 1] + drop < best:
                best = above[j + 1] + drop
            if left + drop_b[j] < best:
                best = left + drop_b[j]
            if rewrites_a is not None:
                if other in rewrites_a:
                    best = min(best, further[j] + rewrites_a[other])
                if j and b[j - 1 : j + 1] in rewrites_a:
                    best = min(best, further[j - 1] + rewrites_a[b[j - 1 : j + 1]])
            rewritten = rewrites_b[j]
            if rewritten is not None and sound in rewritten:
                best = min(best, above[j - 1] + rewritten[sound])
            left = best
            row.append(best)
        if min(row) > most and min(above) > most:
            return min(*row, *above)
    return row[-1]


def _drops(sounds: str, table: Table) -> list[float]:
    """Give the cost of leaving out each phoneme; a last vowel has its own."""
    drop: Mapping[str, float] = table["drop"]
    costs = [drop[sound] for sound in sounds]
    if sounds and sounds[-1] in table["vowels"]:
        costs[-1] = table["costs"]["final_vowel"]
    return costs


def _parts(name: str, separators: re.Pattern[str], table: Table) -> list[Part]:
    """Split a name into its parts; whatever follows the seventh counts as one."""
    words = [word for word in separators.split(name) if word]
    if len(words) > _MOST_PARTS:
        words[_MOST_PARTS - 1 :] = ["".join(words[_MOST_PARTS - 1 :])]
    return [Part(word, read) for word in words if (read := readings(word, table))]


def part(text: str, spellings: Iterable[str], table: Table) -> Part:
    """Make one part of a name that is known by several spellings; it has the readings of all of them."""
    return Part(text, tuple(dict.fromkeys(read for spelling in spellings for read in readings(spelling, table))))


def compare_parts(a: Sequence[Part], b: Sequence[Part], table: Table) -> Comparison:
    """Compare two names split into parts, the shorter one assigned to the longer."""
    if not a or not b:
        return _NOTHING
    if len(a) == len(b) == 1:
        return _compare_two(a[0], b[0], table)
    found = [_compare_full(a, b, table)] if len(a) <= len(b) else []
    if len(b) <= len(a):
        # Of parts as many on either side, two assignments may be as good: both ways round must give one score.
        score, reading_b, reading_a = _compare_full(b, a, table)
        found.append(Comparison(score, reading_a, reading_b))
    return max(found, key=lambda comparison: comparison.score)


def _compare_two(a: Part, b: Part, table: Table) -> Comparison:
    """Compare two parts; an initial agrees with every part that can begin so."""
    if (len(a.text) == 1) != (len(b.text) == 1):
        for reading in a.readings:
            for other in b.readings:
                if reading.phonemes[0] == other.phonemes[0]:
                    return Comparison(table["costs"]["initial"], reading.orthography, other.orthography)
        return _NOTHING
    return compare_readings(a.readings, b.readings, table)


def _compare_full(short: Sequence[Part], long: Sequence[Part], table: Table) -> Comparison:
    """Compare full names part by part under the best assignment of the shorter to the longer one."""
    costs = table["costs"]
    grid = [[_compare_two(a, b, table) for b in long] for a in short]
    # Of two assignments as good as each other the one in order, whichever name comes first.
    places = _assign(
        [[cell.score - _IN_ORDER * abs(i - j) for j, cell in enumerate(row)] for i, row in enumerate(grid)]
    )
    matched = [grid[i][j] for i, j in enumerate(places)]
    scores = [cell.score for cell in matched]
    score = (sum(scores) / len(scores) + min(scores)) / 2
    if len(short) == 1:
        score -= costs["bare"]
    score -= costs["missing"] * (len(long) - len(short))
    if places != sorted(places):
        score -= costs["order"]
    differing = [i for i, j in enumerate(places) if short[i].text.lower() != long[j].text.lower()]
    telling = max(differing or range(len(short)), key=lambda i: len(short[i].text))
    return matched[telling]._replace(score=max(0.0, score))


def _assign(scores: Sequence[Sequence[float]]) -> list[int]:
    """Give each row its own column so that the scores sum to the most; of equals, the leftmost columns."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for row in scores:
        reached: dict[int, tuple[float, list[int]]] = {}
        for taken, (total, places) in best.items():
            for column, score in enumerate(row):
                if not taken >> column & 1:
                    key, value = taken | 1 << column, total + score
                    if key not in reached or value > reached[key][0]:
                        reached[key] = (value, [*places, column])
        best = reached
    return max(best.values(), key=lambda found: found[0])[1]
