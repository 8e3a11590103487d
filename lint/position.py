"""Columns counted in code points, UTF-8 bytes or UTF-16 units, each turned into the others."""

from __future__ import annotations

import re
from enum import Enum

_NEWLINE = re.compile(r"\r\n|\r|\n")


class Unit(Enum):
    """What a column counts; the values are the names that the Language Server Protocol gives them."""

    CODE_POINTS = "utf-32"
    UTF8 = "utf-8"
    UTF16 = "utf-16"


def lines(text: str) -> list[str]:
    """Split a file's text into lines without their ends; LF, CRLF and CR end a line, as everywhere in onym."""
    return _NEWLINE.split(text)


def measured(line: str, offset: int, unit: Unit) -> int:
    """Return how many units stand before ``offset`` (code points, from 0); past the end counts as the end."""
    return _size(line[:offset], unit)


def offset(line: str, units: int, unit: Unit) -> int:
    """Return the code point, from 0, that stands after so many units; a half letter counts as its beginning."""
    if unit is Unit.CODE_POINTS or line.isascii():
        return min(units, len(line))
    passed = 0
    for place, letter in enumerate(line):
        passed += _size(letter, unit)
        if passed > units:
            return place
    return len(line)


def _size(text: str, unit: Unit) -> int:
    if unit is Unit.CODE_POINTS or text.isascii():
        return len(text)
    # A lone surrogate takes as much room as the character it stands for would in its encoding.
    if unit is Unit.UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
