"""A line of copy cut to a window around a place, so that a person sees the place at once."""

from __future__ import annotations

import re

from lint.document import Span
from lint.terminal import printable, width
from lint.typed import NamedTuple

_BREAK = re.compile(r"[\r\n]")
_CUT = "…"
_TAB = " " * 4
_LONG_WORD = 20
"""Cells that may be given up for the sake of not cutting into a word."""


class Excerpt(NamedTuple):
    """Printable text before, in and after a place; an ellipsis stands where the line was cut."""

    before: str
    marked: str
    after: str


def excerpt(text: str, span: Span, columns: int) -> Excerpt:
    """Cut the line around a place to at most so many terminal columns.

    A place of several lines shows its first, one wider than the window its beginning. Only the neighbourhood is
    looked at: a line of 100 MB costs no more than a short one.
    """
    start, end = span
    near = max(0, start - columns)
    before = _BREAK.split(text[near:start])
    before_cells = _cells(before[-1])
    before_goes_on = near > 0 and len(before) == 1

    stretch = _BREAK.split(text[start : min(end, start + columns)], maxsplit=1)[0]
    marked_cells = _cells(stretch)
    marked = _first(marked_cells, columns - 2)
    marked_goes_on = len(stretch) < end - start or len(marked) < len(marked_cells)

    after = _BREAK.split(text[end : end + columns], maxsplit=1)
    after_cells = [] if marked_goes_on else _cells(after[0])
    after_goes_on = marked_goes_on or (len(after) == 1 and end + columns < len(text))

    room = columns - 2 - width("".join(marked))
    after_room = max(room - room // 2, room - width("".join(before_cells)))
    kept_after = _first(after_cells, after_room)
    kept_before = _first(before_cells[::-1], room - width("".join(kept_after)))
    left = _whole_words(kept_before, before_goes_on or len(kept_before) < len(before_cells))
    right = _whole_words(kept_after, after_goes_on or len(kept_after) < len(after_cells))
    return Excerpt("".join(reversed(left)), "".join(marked), "".join(right))


def _cells(text: str) -> list[str]:
    """Split into what takes room of its own: a character made printable, with the marks that sit on it."""
    cells: list[str] = []
    for character in text:
        cell = _TAB if character == "\t" else printable(character)
        if cells and not width(cell):
            cells[-1] += cell
        else:
            cells.append(cell)
    return cells


def _first(cells: list[str], columns: int) -> list[str]:
    """Return as many cells as fit."""
    for number, cell in enumerate(cells):
        columns -= width(cell)
        if columns < 0:
            return cells[:number]
    return cells


def _whole_words(cells: list[str], is_cut: bool) -> list[str]:
    """End cells that run away from the place at a word, with an ellipsis, where the line was cut."""
    if not is_cut:
        return cells
    spaces = [number for number in range(max(1, len(cells) - _LONG_WORD), len(cells)) if cells[number] == " "]
    return [*(cells[: spaces[-1]] if spaces else cells), _CUT]
