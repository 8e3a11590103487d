"""How two spellings are alike, by their sounds or by their letters: as evidence, and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lint.names.comparison import Comparison, compare_readings, similarity
from lint.names.headword import is_latin
from lint.names.near import is_near, is_swapped, unmarked
from lint.names.readings import Reading, readings
from lint.typed import Any, NamedTuple

SAME, NEARLY, LIKE, FAINTLY = 0.985, 0.93, 0.83, 0.75
# A letter of a short word makes another word; one left out or too many may be a slip if the other stands often.
TYPO_LENGTH, SHORT_TYPO_LENGTH = 6, 4
_TIE = 0.02  # readings so much worse than the best are told rather, if they are nearer to the copy


class Likeness(NamedTuple):
    """The evidence a likeness counts as, and a sentence that an editor can check."""

    evidence: str
    explanation: str


class Spelt(NamedTuple):
    """A spelling with its readings (none in a script that no orthography is of)."""

    form: str
    readings: Sequence[Reading]


def likeness(
    a: Spelt,
    b: Spelt,
    language: str | None,
    orthographies: Any,
    rules: Mapping[str, Any],
    names: Mapping[str, str],
    foreign: Callable[[str], str] = lambda form: "",
    are_bound: Callable[[], bool] = lambda: True,
) -> Likeness | None:
    """Say how two spellings in copy of a language are alike, or None if they are not.

    ``rules`` is the compiled table of evidence, ``names`` what languages are called; ``foreign`` tells of a form for
    which other language than the copy's it was written, if its letters show it (one in -tschenko for German),
    ``are_bound`` whether what stands around them lets a faint likeness count. The strongest likeness counts.
    """
    if not a.readings and not b.readings:
        return _slip(a.form, b.form)
    if unmarked(a.form) == unmarked(b.form):
        return Likeness("marks-only", f"{a.form} and {b.form} are the same letters, with and without marks")
    least = _least(a, b, orthographies, rules)
    compared = compare_readings(a.readings, b.readings, orthographies, least)
    if compared.score >= SAME:
        return _sound_alike(a, b, compared, language, orthographies, names, foreign)
    slip = _slip(a.form, b.form)
    if slip and (slip.evidence != "one-letter-off" or compared.score < NEARLY):
        return slip
    if compared.score < least or (compared.score < NEARLY and not are_bound()):
        return None
    codes = _codes(a, b, compared, orthographies, language)
    read = _read_as(a, b, codes, names)
    if compared.score >= NEARLY:
        return Likeness("near-reading", read.format("nearly like"))
    if not _are_usual(codes, a, b, orthographies, language):
        return None
    if compared.score >= LIKE:
        return Likeness("far-reading", read.format("rather like"))
    return Likeness("faint-reading", read.format("something like"))


def _least(a: Spelt, b: Spelt, orthographies: Any, rules: Mapping[str, Any]) -> float:
    """Return how much two spellings must sound alike to be alike at all."""
    if not _begin_alike(a.readings, b.readings, rules["openings"]):
        return NEARLY
    if not is_latin(a.form):
        # A script that writes foreign names by their sound leaves less to guess, and its languages inflect them.
        return LIKE if _end_alike(a.readings, b.readings, orthographies["vowels"]) else NEARLY
    return LIKE if min(len(a.form), len(b.form)) < TYPO_LENGTH else FAINTLY


def _sound_alike(
    a: Spelt,
    b: Spelt,
    compared: Comparison,
    language: str | None,
    orthographies: Any,
    names: Mapping[str, str],
    foreign: Callable[[str], str],
) -> Likeness:
    """Say how two spellings are alike of which some readings are the same."""
    if language and language in orthographies["rank"]:
        one, other = foreign(a.form), foreign(b.form)
        if bool(one) != bool(other):
            read = _read_as(a, b, (one or language, other or language), names)
            return Likeness("two-orthographies", read.format("like"))
    shared = _shared(a.form, b.form, orthographies, language)
    if shared and shared == language:
        return Likeness("one-orthography", f"{a.form} and {b.form} sound alike in {names.get(shared, shared)}")
    slip = _slip(a.form, b.form)
    if slip and slip.evidence == "swapped":
        return slip
    if shared:
        third = f"{a.form} and {b.form} sound alike if both are read {_reading(shared, names)}"
        return Likeness("third-orthography", third)
    codes = _codes(a, b, compared, orthographies, language)
    usual = _are_usual(codes, a, b, orthographies, language)
    if slip and not usual:
        return slip
    return Likeness("two-orthographies" if usual else "third-orthography", _read_as(a, b, codes, names).format("like"))


def _read_as(a: Spelt, b: Spelt, codes: tuple[str, str], names: Mapping[str, str]) -> str:
    """Say as what two spellings are read, with a gap for how alike they sound."""
    one, other = (_reading(code, names) for code in codes)
    return f"{a.form} read {one} sounds {{}} {b.form} read {other}"


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
    for code in _from(language, orthographies):
        one, other = readings(a, orthographies, [code]), readings(b, orthographies, [code])
        if one and other and one[0].phonemes == other[0].phonemes:
            return code
    return None


def _from(language: str | None, orthographies: Any) -> list[str]:
    """Return the orthographies, that of a language first."""
    return sorted(orthographies["rank"], key=lambda code: code != language)


def _codes(a: Spelt, b: Spelt, compared: Comparison, orthographies: Any, language: str | None) -> tuple[str, str]:
    """Return as what two spellings are best said to be read: of nearly equal readings those of the copy's language.

    After it come the languages in the order of the table, that of the agencies.
    """
    order, least = _from(language, orthographies), compared.score - _TIE
    ones, others = readings(a.form, orthographies, order), readings(b.form, orthographies, order)
    for total in range(len(ones) + len(others) - 1):
        for one, reading in enumerate(ones[: total + 1]):
            if total - one < len(others):
                other = others[total - one]
                if similarity(reading.phonemes, other.phonemes, orthographies, least) >= least:
                    return reading.orthography, other.orthography
    return compared.reading_a, compared.reading_b


def _are_usual(codes: tuple[str, str], a: Spelt, b: Spelt, orthographies: Any, language: str | None) -> bool:
    """Say whether two spellings may well be of two orthographies.

    The copy or the agencies write so, or they have marks that tell.
    """
    usual = (*orthographies["usual"], language)
    return all(code in usual or not form.isascii() for code, form in zip(codes, (a.form, b.form), strict=True))


def _reading(code: str, names: Mapping[str, str]) -> str:
    return f"as {names[code]}" if code in names else "letter by letter"


def _begin_alike(a: Sequence[Reading], b: Sequence[Reading], openings: Sequence[str]) -> bool:
    """Say whether two spellings may begin with one sound: Austin is no Justin, though much of them is alike."""
    one, other = ({reading.phonemes[0] for reading in found} for found in (a, b))
    if not one.isdisjoint(other):
        return True
    return any(not (one.isdisjoint(sounds) or other.isdisjoint(sounds)) for sounds in openings)


def _end_alike(a: Sequence[Reading], b: Sequence[Reading], vowels: str) -> bool:
    """Say whether two spellings end in one vowel, or both in consonants: other vowels are other cases."""
    one, other = ({reading.phonemes[-1] for reading in found} for found in (a, b))
    return not one.isdisjoint(other) or not any(sound in vowels for sound in one | other)
