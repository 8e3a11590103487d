"""How many letters part two strings, found without a library, which takes longer to load than a few of them to part."""

from __future__ import annotations


def levenshtein(a: str, b: str, swaps: bool = False) -> int:
    """Count the least insertions, deletions and replacements that make one string of the other.

    With ``swaps`` an exchange of two neighbours is one step too, if neither takes part in another (optimal string
    alignment). A column of the table of distances is two integers, the bits of which say where it rises and where it
    falls (Myers 1999, as simplified and extended by Hyyrö 2003).
    """
    if not a:
        return len(b)
    places: dict[str, int] = {}
    for place, letter in enumerate(a):
        places[letter] = places.get(letter, 0) | 1 << place
    every, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    rises, falls, distance = every, 0, len(a)
    diagonal = before = 0
    for letter in b:
        same = places.get(letter, 0)
        swapped = (same & ~diagonal) << 1 & before if swaps else 0
        diagonal = (((same & rises) + rises) ^ rises) | same | falls | swapped
        up, down = falls | (every & ~(diagonal | rises)), rises & diagonal
        distance += bool(up & last) - bool(down & last)
        up, down = (up << 1 | 1) & every, down << 1 & every
        rises, falls = down | (every & ~(diagonal | up)), up & diagonal
        before = same
    return distance
