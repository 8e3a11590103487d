"""One letter off: a slip of the keyboard in a long word, as against another word."""

from __future__ import annotations

_KEPT = 2  # slips seldom touch the first letters, and words that differ there are other words


def is_near(form: str, standard: str) -> bool:
    """Say whether a form is a standard spelling with one letter left out, added, changed, or two swapped.

    The first two letters and the last must be right: a change at the end makes a derived word (Russia, Russian).
    """
    a, b = form.casefold(), standard.casefold()
    if a == b or a[:_KEPT] != b[:_KEPT] or a[-1:] != b[-1:] or abs(len(a) - len(b)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(a, b, score_cutoff=1) == 1
