"""Whole lines of a source: what goes when the text on them is deleted."""

from __future__ import annotations


def whole_lines(text: str, start: int, end: int, marks: str = "") -> tuple[int, int] | None:
    """Return ``[start, end)`` widened to whole lines with their newline, if nothing else stands on them.

    A blank line goes too where two would be left. ``text`` is the source; lines end at LF, CRLF and CR. ``marks`` are
    letters that may stand about the stretch, in pairs, and go with it.
    """
    left = _blank_before(text, start, marks)
    right = _blank_after(text, end, marks)
    if left is None or right is None or (end and text[end - 1] in "\r\n"):
        return None
    if text[left:start].strip() != text[end:right].strip()[::-1]:
        return None
    above = _blank_before(text, _newline_before(text, left)) if left else left
    if above is not None:
        below = _blank_after(text, right) if right < len(text) else None
        if below is not None:
            return left, below
        if right == len(text) and left > 0:
            return above, right
    return left, right


def _newline_before(text: str, place: int) -> int:
    """Return where the newline that ends at ``place`` begins."""
    return place - 2 if text[max(place - 2, 0) : place] == "\r\n" else place - 1


def _blank_before(text: str, place: int, marks: str = "") -> int | None:
    """Return where the line of ``place`` begins if only white space and ``marks`` stand before it, else None."""
    while place and text[place - 1] not in "\r\n":
        if not text[place - 1].isspace() and text[place - 1] not in marks:
            return None
        place -= 1
    return place


def _blank_after(text: str, place: int, marks: str = "") -> int | None:
    """Return where the next line begins if only white space and ``marks`` stand before it, else None."""
    while place < len(text) and text[place] not in "\r\n":
        if not text[place].isspace() and text[place] not in marks:
            return None
        place += 1
    return min(place + (2 if text[place : place + 2] == "\r\n" else 1), len(text))
