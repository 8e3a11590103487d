"""One letter off: a slip of the keyboard in a long word, as against another word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from lint.typed import Any

_RUNS = re.compile(r"(.)(?=\1)")


_PLAIN = {"ł": "l", "đ": "d", "ð": "d", "þ": "t", "ß": "s", "ŋ": "n"}
KEPT = 2  # slips seldom touch the first letters, and words that differ there are other words


def is_near(form: str, standard: str) -> bool:
    """Say whether a form is a standard spelling with one letter left out, added, changed, or two swapped.

    The first two letters and the last must be right: a change at the end makes a derived word (Russia, Russian).
    """
    a, b = form.casefold(), standard.casefold()
    if a[:KEPT] != b[:KEPT] or a[-1:] != b[-1:] or a == b or not -2 < len(a) - len(b) < 2:
        return False
    a, b = _differing(a, b)
    return (len(a) <= 1 and len(b) <= 1) or (len(a) == 2 and a == b[::-1])


def omissions(pieces: tuple[str, ...]) -> frozenset[str]:
    """Return a spelling, casefolded, without each of the letter groups it is made of in turn.

    ``pieces`` are what each native letter became (Derzhprom is D-e-r-zh-p-r-o-m); the first and the last stand.
    """
    return frozenset(
        "".join((*pieces[:place], *pieces[place + 1 :])).casefold()
        for place, piece in enumerate(pieces)
        if 0 < place < len(pieces) - 1 and len(piece) > 1
    )


def is_letter_off(form: str, standard: str) -> bool:
    """Say whether a form is another with one letter left out, added, changed, or two swapped, anywhere in it."""
    a, b = _differing(form.casefold(), standard.casefold())
    return a != b and ((len(a) <= 1 and len(b) <= 1) or (len(a) == 2 and a == b[::-1]))


def is_swapped(form: str, standard: str) -> bool:
    """Say whether two neighbouring letters of a form have changed places, and nothing else has."""
    a, b = _differing(form.casefold(), standard.casefold())
    return len(a) == len(b) == 2 and a == b[::-1]


def is_mistyped(form: str, standard: str) -> bool:
    """Say whether two neighbouring letters have changed places, or one stands once too often or too seldom in a row.

    So little is a slip even in a short word. The first two letters and the last must be right.
    """
    a, b = form.casefold(), standard.casefold()
    if a[:KEPT] != b[:KEPT] or a[-1:] != b[-1:] or a == b:
        return False
    return is_swapped(a, b) or (abs(len(a) - len(b)) == 1 and _RUNS.sub("", a) == _RUNS.sub("", b))


def are_one_shortened(one: str, other: str) -> bool:
    """Say whether two forms are one once a letter is left out of one of them or of each, but never the first."""
    if one[:1] != other[:1]:
        return False
    if one[1:2] != other[1:2] and one[-1:] != other[-1:] and one[2:] != other[1:-1] and other[2:] != one[1:-1]:
        return False  # as most
    a, b = _differing(one, other)
    return (len(a) <= 1 and len(b) <= 1) or (len(a) == len(b) and (a[1:] == b[:-1] or a[:-1] == b[1:]))


def unmarked(form: str) -> str:
    """Return a form in small letters without the marks on them."""
    folded = form.casefold()
    if folded.isascii():
        return folded
    return "".join(_PLAIN.get(letter) or unicodedata.normalize("NFD", letter)[0] for letter in folded)


def has_more_marks(one: str, other: str) -> bool:
    """Say whether a form has a mark on a letter that stands bare in another form of as many letters."""
    letters = [unicodedata.normalize("NFC", form.casefold()) for form in (one, other)]
    return len(letters[0]) == len(letters[1]) and any(
        a != b and unicodedata.normalize("NFD", a)[0] == b for a, b in zip(*letters, strict=True)
    )


def sounded(form: str, letters: Mapping[int, str]) -> str:
    """Return a form in small letters, Latin ones for those of another script: a first sieve, no transliteration."""
    folded = form.casefold()
    return folded if folded[:1] < "\u0370" else folded.translate(letters)


class _Classes(dict[int, str]):
    """The class of a letter, worked out when first met."""

    def __init__(self, classes: tuple[str, ...]) -> None:
        self._known = {letter: said[-1] for said in classes for letter in said.split()[0]}

    def __missing__(self, code: int) -> str:
        letter = _PLAIN.get(chr(code)) or unicodedata.normalize("NFD", chr(code))[0]
        self[code] = found = self._known.get(letter, "")
        return found


_classes = lru_cache(maxsize=1)(_Classes)
_compiled = lru_cache(maxsize=16)(re.compile)


def rough(form: str, rules: Mapping[str, Any]) -> tuple[str, ...]:
    """Return coarse outlines of a form: its consonants in few classes, so that all that may sound alike share one.

    ``rules`` are the outlines of the compiled evidence. What other languages write in another class, or not at all,
    counts in an outline of its own.
    """
    folded = form.casefold()
    for letters, letter in rules["one"]:
        folded = folded.replace(letters, letter)
    spelt = [folded]
    for letters, where, becomes in rules["others"]:
        if any(letter in folded for letter in letters):
            spelt.append(_compiled(where).sub(becomes, folded))
    classes = _classes(rules["classes"])
    return tuple(dict.fromkeys([_RUNS.sub("", each.translate(classes)) for each in spelt]))


def _differing(a: str, b: str) -> tuple[str, str]:
    """Cut off what two forms begin and end with alike."""
    same = same_start(a, b)
    a, b = a[same:], b[same:]
    same = same_start(a[::-1], b[::-1])
    return a[: len(a) - same], b[: len(b) - same]


def same_start(a: str, b: str) -> int:
    """Count the letters two forms begin with alike."""
    shortest = min(len(a), len(b))
    return next((place for place in range(shortest) if a[place] != b[place]), shortest)
