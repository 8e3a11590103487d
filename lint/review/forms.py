"""The same ending on another form of a name: what each place becomes when the editor chooses how to write it."""

from __future__ import annotations

from lint.names.paradigms import analyses, inflect
from lint.typed import Any


def recast(proposed: str, old: str, new: str, table: Any) -> str | None:
    """Return ``proposed``, a form of ``old``, as the same form of ``new``; None where its ending is not known.

    ``table`` is the compiled inflection of the language of the copy, or None.
    """
    given, before, after = proposed.split(), old.split(), new.split()
    if len(given) < len(before):  # a surname alone stands for the whole name
        before, after = before[-len(given) :], after[-len(given) :]
    if len(given) != len(before) or len(before) != len(after):
        return None
    words = [_word(*three, table) for three in zip(given, before, after, strict=True)]
    return None if None in words else " ".join(word for word in words if word is not None)


def _word(given: str, old: str, new: str, table: Any) -> str | None:
    if given == old:
        return new
    if given == old.upper():
        return new.upper()
    for lemma, cell in analyses(given, table) if table else ():
        if lemma == old:
            return inflect(new, cell, table)
    return None
