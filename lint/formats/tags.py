"""Tags and comments of HTML, read as the HTML standard's tokeniser reads them; every step goes forward only."""

from __future__ import annotations

import re

from lint.typed import NamedTuple

_NAME = re.compile(r"[^\t\n\f\r />]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*|=[^\s/>=]*)?")
_VALUE = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
COMMENT_END = re.compile("--!?>")


class Attribute(NamedTuple):
    """An attribute's value: a stretch of the source without its quotation marks, and the mark ("" for none)."""

    start: int
    end: int
    quote: str


class Tag(NamedTuple):
    """A tag; the attributes of an end tag mean nothing."""

    name: str
    end: int
    attributes: dict[str, Attribute]


def after(text: str, what: str, place: int) -> int:
    """Return where the next ``what`` from ``place`` on ends, or the end of the text."""
    found = text.find(what, place)
    return found + len(what) if found >= 0 else len(text)


def raw_end(name: str) -> re.Pattern[str]:
    """Return what finds the end tag of an element whose content is not markup."""
    return re.compile(rf"</{name}(?=[\s/>])", re.I)


def read_tag(text: str, place: int) -> Tag | None:
    """Read a tag whose name begins at ``place``; None if it does not end before the file does."""
    name = _NAME.match(text, place)
    assert name is not None
    attributes: dict[str, Attribute] = {}
    place = name.end()
    while True:
        found = _ATTRIBUTE.match(text, place)
        assert found is not None
        place = found.end()
        if place >= len(text):
            return None
        if not found.group(1):
            if text[place] == ">":
                return Tag(name.group().lower(), place + 1, attributes)
            continue
        equals = _VALUE.match(text, place)
        if not equals:
            continue
        place = equals.end()
        quote = text[place : place + 1]
        if quote in {'"', "'"}:
            close = text.find(quote, place + 1)
            if close < 0:
                return None
            attribute, place = Attribute(place + 1, close, quote), close + 1
        else:
            bare = _UNQUOTED.match(text, place)
            assert bare is not None
            attribute, place = Attribute(place, bare.end(), ""), bare.end()
        attributes.setdefault(found.group(1).lower(), attribute)
