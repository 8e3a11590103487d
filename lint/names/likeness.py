"""How two spellings are alike, by their sounds or by their letters: as evidence, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lint.names.comparison import compare_readings
from lint.names.near import is_near, is_swapped, outline, unmarked
from lint.names.readings import Reading, readings

SAME, NEARLY, LIKE, FAINTLY = 0.985, 0.93, 0.83, 0.75
# A letter of a short word makes another word; one left out or too many may be a slip if the other stands often.
TYPO_LENGTH, SHORT_TYPO_LENGTH = 6, 4


class Likeness(NamedTuple):
    """The evidence a likeness counts as, and a sentence that an editor can check."""

    evidence: str
    explanation: str


class Spelt(NamedTuple):
    """A spelling with its readings (none outside the Latin script)."""

    form: str
    readings: Sequence[Reading]


def likeness(
    a: Spelt, b: Spelt, language: str | None, orthographies: Any, rules: Mapping[str, Any], names: Mapping[str, str]
) -> Likeness | None:
    """Say how two spellings in copy of a language are alike, or None if they are not.

    ``rules`` is the compiled table of evidence, ``names`` what languages are called. The strongest likeness counts.
    """
    if not a.readings and not b.readings:
        return _by_letters(a.form, b.form, rules)
    if unmarked(a.form) == unmarked(b.form):
        return Likeness("marks-only", f"{a.form} and {b.form} are the same letters, with and without marks")
    compared = compare_readings(a.readings, b.readings, orthographies)
    one, other = (_reading(code, names) for code in (compared.reading_a, compared.reading_b))
    read = f"{a.form} read {one} sounds {{}} {b.form} read {other}"
    if compared.score >= SAME:
        shared = _shared(a.form, b.form, orthographies, language)
        if shared is None:
            return Likeness("two-orthographies", read.format("like"))
        if shared == language:
            return Likeness("one-orthography", f"{a.form} and {b.form} sound alike in {names.get(shared, shared)}")
        third = f"{a.form} and {b.form} sound alike if both are read {_reading(shared, names)}"
        return Likeness("third-orthography", third)
    slip = _slip(a.form, b.form)
    if slip and (slip.evidence != "one-letter-off" or compared.score < NEARLY):
        return slip
    if compared.score >= NEARLY:
        return Likeness("near-reading", read.format("nearly like"))
    if compared.score >= FAINTLY and _begin_alike(a.readings, b.readings, rules["openings"]):
        if compared.score >= LIKE:
            return Likeness("far-reading", read.format("rather like"))
        if min(len(a.form), len(b.form)) >= TYPO_LENGTH:
            return Likeness("faint-reading", read.format("something like"))
    return None


def _by_letters(a: str, b: str, rules: Mapping[str, Any]) -> Likeness | None:
    """Compare two spellings in one script other than Latin; their endings must be the same."""
    if a[-2:] == b[-2:] and outline(a, rules["alike"]) == outline(b, rules["alike"]):
        return Likeness("one-orthography", f"{a} and {b} sound alike")
    return _slip(a, b)


def _slip(a: str, b: str) -> Likeness | None:
    shortest = min(len(a), len(b))
    swapped = is_swapped(a, b)
    if shortest < SHORT_TYPO_LENGTH or not (swapped or is_near(a, b)):
        return None
    said = f"two letters of {a} and {b} have changed places" if swapped else f"{a} and {b} are one letter apart"
    if shortest >= TYPO_LENGTH:
        return Likeness("swapped" if swapped else "one-letter-off", said)
    return Likeness("short-slip", said) if swapped or len(a) != len(b) else None


def _shared(a: str, b: str, orthographies: Any, language: str | None) -> str | None:
    """Return an orthography in which both spellings sound alike, that of the copy if it is one."""
    for row in sorted(orthographies["orthographies"], key=lambda row: row[0] != language):
        only = {**orthographies, "orthographies": (row,)}
        one, other = readings(a, only), readings(b, only)
        if one and other and one[0].phonemes == other[0].phonemes:
            return str(row[0])
    return None


def _reading(code: str, names: Mapping[str, str]) -> str:
    return f"as {names[code]}" if code in names else "letter by letter"


def _begin_alike(a: Sequence[Reading], b: Sequence[Reading], openings: str) -> bool:
    """Say whether two spellings may begin with one sound: Austin is no Justin, though much of them is alike."""
    one, other = ({reading.phonemes[0] for reading in found} for found in (a, b))
    return not one.isdisjoint(other) or not (one.isdisjoint(openings) or other.isdisjoint(openings))
