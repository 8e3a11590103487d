"""Text between the tags of XML: references, white space and CDATA sections, what they say, and how they are written."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from lint.formats.scanner import letter, resolved
from lint.formats.slices import Escape

OPEN, CLOSE = "<![CDATA[", "]]>"
REFERENCES = re.compile(r"(&[^;]*;)")
# Each branch begins with one letter, so that the search for it goes fast over all others.
BLANKS = re.compile(r" [ \t\r\n]+|\t[ \t\r\n]*|\r[ \t\r\n]*|\n[ \t\r\n]*")
REFERENCES_AND_BLANKS = re.compile(rf"&[^;]*;|{BLANKS.pattern}")
_MARKUP = re.compile(
    r"<!\[CDATA\[(?P<cdata>.*?)\]\]>|<!--.*?-->|<\?.*?\?>"
    r"|<(?P<code>bpt|ept|it|ph|ut)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*(?<!/)>.*?</(?P=code)\s*>"
    r"|<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)


def decoded(written: str) -> str:
    """Return what a reference stands for, or a run of white space: one space.

    A line break in XML is as good as a space, so that a name broken over two lines is one name.
    """
    return letter(written) or "" if written[0] == "&" else " "


def is_written_otherwise(text: str) -> bool:
    """Say whether a stretch of the source holds references, or white space that is not one space."""
    return "&" in text or "  " in text or "\n" in text or "\t" in text or "\r" in text


def escape(text: str) -> str:
    """Write new text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=64)
def cdata_escape(encoding: str) -> Escape:
    """Return what writes new text into a CDATA section of a file in some encoding.

    The section is left for what cannot stand in one: its own end mark, of which the old text may hold a part, and
    letters that the encoding has not.
    """
    return partial(_in_cdata, encoding)


def _in_cdata(encoding: str, text: str) -> str:
    text = text.replace(">", f"{CLOSE}{OPEN}>")
    if text.endswith("]"):
        text += f"{CLOSE}{OPEN}"
    if text.encode(encoding, "ignore").decode(encoding) == text:
        return text
    return "".join(each if each.encode(encoding, "ignore") else f"{CLOSE}&#{ord(each)};{OPEN}" for each in text)


def plain(text: str, start: int, end: int) -> str:
    """Return the text of well-formed content without its tags and without the codes that translators' tools keep."""
    parts: list[str] = []
    for found in _MARKUP.finditer(text, start, end):
        parts += resolved(text[start : found.start()]), found["cdata"] or ""
        start = found.end()
    return " ".join("".join([*parts, resolved(text[start:end])]).split())
