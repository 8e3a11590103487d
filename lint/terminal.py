"""Text fit for a terminal: hidden characters made visible, columns counted, colours only where they are wanted."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Mapping
from enum import Enum

from lint.lazy import pattern
from lint.typed import TextIO

# Invisible letters and marks that Unicode does not class as format characters.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# The letters and marks that most output is made of; all of them can be seen.
_PLAIN = pattern("[ -~\u00a1-\u00ac\u00ae-\u024f\u0400-\u04ff\u2010-\u2015\u2018-\u201f\u2026]*")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


class Style(Enum):
    """What a stretch of output is; the value is its ANSI code."""

    STRONG = "1"
    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;34"
    FIX = "32"
    FRAME = "36"
    FAINT = "2"


def speak_utf8() -> None:
    """Let standard output and error write UTF-8, and standard input read it, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")


def printable(text: str) -> str:
    r"""Show every control, bidirectional, zero-width and other hidden character as an escape like ``\u202e``.

    Line breaks and tabs are escaped too: what comes back is one line, and it cannot steer a terminal.
    """
    if _PLAIN.fullmatch(text):
        return text
    return "".join(escaped(character) if is_hidden(character) else character for character in text)


def is_hidden(character: str) -> bool:
    """Say whether a character leaves no mark of its own on the screen, or moves the marks of others."""
    return unicodedata.category(character) in _HIDDEN or character in _BLANK


def escaped(character: str) -> str:
    r"""Write one character the way Python source does: ``\t``, ``\x1b``, ``\u202e`` or ``\U000e0001``."""
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """Count the terminal columns of printable text: two for wide characters, none for marks that sit on another."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    # The vowels and finals of decomposed Hangul join the syllable block their first consonant has opened.
    if "\u1160" <= character <= "\u11ff" or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def is_coloured(out: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether to colour ``out``: NO_COLOR forbids, FORCE_COLOR demands, else it must be a terminal that can.

    Both variables count when they are set and not empty (no-color.org, force-color.org); NO_COLOR wins.
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return environment.get("TERM") != "dumb" and out.isatty()


def paint(text: str, style: Style, colour: bool) -> str:
    """Wrap printable text in a style's ANSI codes, or leave it alone."""
    return f"\x1b[{style.value}m{text}\x1b[0m" if colour and text else text


def counted(number: int, noun: str) -> str:
    """Write ``1 place``, ``1,204 places``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
