"""Character references of HTML: read for the letters they stand for, and written where a letter needs one."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from lint.formats.slices import Escape, Loom

REFERENCE = re.compile(r"&(?:#[0-9]{1,20};?|#[xX][0-9a-fA-F]{1,20};?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")


def escape(text: str) -> str:
    """Write new text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_after_sign(text: str) -> str:
    """Write new text right after a < that shall not begin a tag with it."""
    return f"&#{ord(text[0])};{escape(text[1:])}" if text[:1].isalpha() or text[:1] in {"/", "!", "?"} else escape(text)


def escape_double(text: str) -> str:
    """Write new text between double quotation marks."""
    return text.replace("&", "&amp;").replace('"', "&quot;")


def escape_single(text: str) -> str:
    """Write new text between single quotation marks."""
    return text.replace("&", "&amp;").replace("'", "&#39;")


def escape_bare(text: str) -> str:
    """Write the whole new value of an attribute without quotation marks: with them, since it may be empty now."""
    return f'"{escape_double(text)}"'


QUOTED = {'"': escape_double, "'": escape_single}


def weave(loom: Loom, text: str, start: int, end: int, escaped: Escape) -> None:
    """Append a stretch of ``text``, its character references decoded; one that stands for itself is literal."""
    if text.find("&", start, end) >= 0:
        for reference in REFERENCE.finditer(text, start, end):
            said = decoded(reference[0])
            if said != reference[0]:
                place, after = reference.span()
                loom.literal(start, place, escaped)
                loom.stand_in(place, after, said, escaped)
                start = after
    loom.literal(start, end, escaped)


@lru_cache(maxsize=1024)
def decoded(reference: str) -> str:
    """Return what a reference stands for; one that is none stands for itself."""
    return unescape(reference)
