"""HTML and XHTML: the copy between the tags, and the captions in alt and title attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from lint.document import Document, Kind, Span
from lint.finding import Edit
from lint.formats import FormatError, Place, Rewrite, slices
from lint.formats.blocks import OBJECT, Blocks, Opened, remove_element
from lint.formats.elements import (
    BLOCK,
    CLASSES,
    ENDED_BY,
    KINDS,
    LEFT_OUT,
    METAS,
    PARAGRAPH,
    RAW,
    READINGS,
    REMOVABLE,
    THINGS,
    VOID,
)
from lint.formats.references import QUOTED, REFERENCE, decoded, escape, escape_after_sign, escape_bare, weave
from lint.formats.tags import COMMENT_END, Attribute, after, raw_end, read_tag
from lint.typed import NamedTuple

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")

_NOWHERE = Opened(0, 0, 0)
_NONE: dict[str, Attribute] = {}
_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its elements
_LINES = (Kind.BYLINE, Kind.DATELINE, Kind.CREDIT)
_SHORT = 200  # one of these by class is no longer (code points)
_NOT_EMPTY = THINGS | RAW | LEFT_OUT | READINGS
# Any other without attributes changes nothing.
_MEANT = BLOCK | RAW | LEFT_OUT | READINGS | THINGS | {"br", "ruby", "sup"}

_BARE_TAG = re.compile("(</?[a-zA-Z][a-zA-Z0-9]*>)")
_NAMES = {f"<{tag}>": tag for name in _MEANT for tag in (name, f"/{name}")}

_NUMBER = re.compile(r"(?:<[^<>]{0,500}>)?[0-9]")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I)
_XML = re.compile(rb"""\s{0,9}<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""")
_HEAD = 1024  # bytes in which HTML wants its encoding declared


class Element(NamedTuple):
    """An element that is open: block elements, and those whose content is left out."""

    name: str
    kind: Kind
    language: str | None
    left_out: bool
    quoted: bool
    opened: Opened


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read HTML as browsers do; scripts, styles, code and ``pre`` are not part of the text."""
    source = _decode(data, encoding)
    blocks = Blocks(source.text)
    language = read_blocks(source.text, blocks)
    return slices.woven(path, source, blocks.loom, blocks.regions, blocks.removals, blocks.comments, language)


def read_blocks(text: str, blocks: Blocks, kind: Kind = Kind.BODY, language: str | None = None) -> str | None:
    """Append the blocks of HTML, which may stand inside another format (see ``nested``); return its own language.

    ``kind`` and ``language`` are those of what the HTML stands in: of its body copy, and of what names no other.
    """
    reader = _Reader(text, blocks, kind, language)
    reader.read()
    return reader.document_language


def _decode(data: bytes, encoding: str | None) -> slices.Source:
    """Decode by the configuration or the file's own word; like browsers, take Latin-1 and ASCII for windows-1252."""
    found = _XML.match(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    declared = found.group(1).decode("ascii", "replace").lower() if found else None
    if declared and declared.startswith("utf-16"):
        declared = "utf-8"  # a word in ASCII letters cannot be telling the truth
    if declared in {"iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii", "ascii"} and not encoding:
        try:
            return slices.decode(data, None, "windows-1252")
        except FormatError:
            declared = "iso-8859-1"
    return slices.decode(data, encoding, declared)


class _Reader:
    """Follows the tags of a source and keeps the elements that are open; what is misnested is mended as it comes."""

    def __init__(self, text: str, blocks: Blocks, kind: Kind, language: str | None) -> None:
        self._text, self._blocks = text, blocks
        self.document_language: str | None = None
        self._stack = [_new(Element, ("", kind, language, False, False, _NOWHERE))]
        self._count: dict[str, int] = {}

    def read(self) -> None:
        """Turn the whole source into blocks."""
        text, loom, place, stop = self._text, self._blocks.loom, 0, 0
        for number, part in enumerate(_BARE_TAG.split(text)):
            start, stop = stop, stop + len(part)
            if place != start or (not number & 1 and "<" in part):
                place = self._mixed(place, stop)
            elif number & 1:
                place = stop
                if tag := _meant(part):
                    place = self._end(tag[1:], start, stop) if tag[0] == "/" else self._start(tag, _NONE, start, stop)
            elif part:
                place = stop
                if not self._stack[-1].left_out:
                    weave(loom, text, start, stop, escape)
        while len(self._stack) > 1:
            self._pop(len(text))
        self._end_block()

    def _copy(self, start: int, end: int) -> None:
        if start < end and not self._stack[-1].left_out:
            weave(self._blocks.loom, self._text, start, end, escape)

    def _mixed(self, place: int, stop: int) -> int:
        """Read text, and such markup as is no bare tag; return where that ends, which may be behind ``stop``."""
        while place < stop:
            mark = self._text.find("<", place, stop)
            mark = stop if mark < 0 else mark
            self._copy(place, mark)
            place = self._markup(mark) if mark < stop else stop
        return place

    def _markup(self, mark: int) -> int:
        """Read what begins with the ``<`` at ``mark``; return where it ends."""
        text = self._text
        first = text[mark + 1 : mark + 2]
        if first.isascii() and first.isalpha():
            tag = read_tag(text, mark + 1)
            return self._start(tag.name, tag.attributes, mark, tag.end) if tag else len(text)
        if first == "/":
            letter = text[mark + 2 : mark + 3]
            if letter.isascii() and letter.isalpha():
                tag = read_tag(text, mark + 2)
                if tag:
                    self._end(tag.name, mark, tag.end)
                return tag.end if tag else len(text)
            return after(text, ">", mark) if letter else self._stray(mark, mark + 2)
        if text.startswith("<!--", mark):
            return self._comment(mark)
        if first in {"!", "?"}:
            return after(text, ">", mark)
        return self._stray(mark, mark + 1)

    def _stray(self, start: int, end: int) -> int:
        """Append a < with which no tag begins, and the letter after it: edited by itself it could begin one."""
        letter = REFERENCE.match(self._text, end)
        is_reference = letter is not None and decoded(letter[0]) != letter[0]  # and no & before a name
        after = letter.end() if letter and is_reference else end + (self._text[end : end + 1] not in {"", "<"})
        if not self._stack[-1].left_out:
            loom, said = self._blocks.loom, decoded(self._text[end:after])
            if loom.inside is None or loom.inside.is_one(start, after):
                loom.stand_in(start, after, self._text[start:end] + said, escape)
            else:  # an edit of both would take what lies between, such as the beginning of a CDATA section
                loom.stand_in(start, end, self._text[start:end], escape)
                loom.stand_in(end, after, said, escape_after_sign)
        return after

    def _comment(self, mark: int) -> int:
        text = self._text
        for abrupt in ("<!-->", "<!--->"):
            if text.startswith(abrupt, mark):
                return mark + len(abrupt)
        close = COMMENT_END.search(text, mark + 4)
        self._blocks.comment(text[mark + 4 : close.start() if close else len(text)])
        return close.end() if close else len(text)

    def _start(self, name: str, attributes: dict[str, Attribute], mark: int, end: int) -> int:
        if name in READINGS:
            self._end_reading(mark)
        left_out, is_block = self._stack[-1].left_out, name in BLOCK
        if name in _NOT_EMPTY:
            self._blocks.thing()
        if is_block and not left_out:
            self._end_block()
            ended = ENDED_BY.get(name, PARAGRAPH)
            while self._stack[-1].name in ended:
                self._pop(mark)
        elif not left_out and (shown := self._shown(name, end)):
            self._blocks.loom.gap(shown)
        language = self._stack[-1].language
        if attributes or name == "html":
            language = self._language(name, attributes)
        if attributes and not left_out:
            for attribute in self._copy_in(name, attributes):
                self._aside(attribute, language)
        if name in RAW:
            return self._raw_end(name, end)
        if (is_block or name in LEFT_OUT or name in READINGS) and name not in VOID:
            self._push(name, attributes, language, mark)
            if name in {"svg", "math"} and self._text[end - 2] == "/":
                self._pop(end)
        return end

    def _shown(self, name: str, end: int) -> str:
        """Return what stands in the text for the beginning of an element that is no block; most stand for nothing."""
        if name == "br":
            return "\n"
        # The number of a note is no part of the word before it.
        is_apart = name in LEFT_OUT or (name == "sup" and _NUMBER.match(self._text, end))
        return OBJECT if is_apart else ""

    def _copy_in(self, name: str, attributes: dict[str, Attribute]) -> list[Attribute]:
        """Return the attributes of an element that hold copy."""
        if name == "meta":
            said = attributes.get("name") or attributes.get("property")
            is_copy = said is not None and self._value(said).lower() in METAS
            return [attributes["content"]] if is_copy and "content" in attributes else []
        return [attributes[key] for key in ("alt", "title") if key in attributes and name != "input"]

    def _push(self, name: str, attributes: dict[str, Attribute], language: str | None, mark: int) -> None:
        parent = self._stack[-1]
        kind = KINDS.get(name) or (self._classed(name, attributes) if "class" in attributes else None)
        if kind is None:
            kind = (parent if parent.name != "table" else self._stack[0]).kind
        left_out = parent.left_out or name in LEFT_OUT or name in READINGS
        quoted = parent.quoted or name == "blockquote"
        opened = self._blocks.opened(mark)
        self._stack.append(_new(Element, (name, kind, language, left_out, quoted, opened)))
        self._count[name] = self._count.get(name, 0) + 1

    def _classed(self, name: str, attributes: dict[str, Attribute]) -> Kind | None:
        """Return the kind of region that the class of an element names."""
        if name not in {"article", "body", "html", "main", "section"}:
            for word in self._value(attributes["class"]).lower().split():
                kind = CLASSES.get(re.split("[-_]+", word)[-1])
                if kind:
                    return kind
        return None

    def _language(self, name: str, attributes: dict[str, Attribute]) -> str | None:
        attribute = attributes.get("lang") or attributes.get("xml:lang")
        language = self._value(attribute).strip() if attribute else ""
        if name == "html":
            self.document_language = language or self.document_language
            return self._stack[0].language
        return language or self._stack[-1].language

    def _value(self, attribute: Attribute) -> str:
        return unescape(self._text[attribute.start : attribute.end])

    def _aside(self, attribute: Attribute, language: str | None) -> None:
        loom = self._blocks.loom.aside()
        if attribute.quote:
            weave(loom, self._text, attribute.start, attribute.end, QUOTED[attribute.quote])
        else:
            loom.stand_in(attribute.start, attribute.end, self._value(attribute), escape_bare)
        self._blocks.aside(loom, language)

    def _raw_end(self, name: str, place: int) -> int:
        found = raw_end(name).search(self._text, place)
        return found.start() if found else len(self._text)

    def _end(self, name: str, mark: int, end: int) -> int:
        if self._count.get(name):
            while self._stack[-1].name != name:
                self._pop(mark)
            self._pop(end)
        elif name == "ruby":
            self._end_reading(mark)
        elif name in BLOCK and not self._stack[-1].left_out:
            self._end_block()
        return end

    def _end_reading(self, mark: int) -> None:
        if self._stack[-1].name in READINGS:
            self._pop(mark)

    def _pop(self, end: int) -> None:
        element = self._stack[-1]
        if element.name in BLOCK and not element.left_out:
            self._end_block()
        self._stack.pop()
        self._count[element.name] -= 1
        if element.name in REMOVABLE:
            self._blocks.closed(element.opened, end)

    def _end_block(self) -> None:
        element = self._stack[-1]
        kind = element.kind
        if kind in _LINES and self._blocks.length() > _SHORT:
            kind = self._stack[0].kind
        self._blocks.end(kind, element.language, element.quoted)


@lru_cache(maxsize=1024)
def _meant(tag: str) -> str:
    """Return the name in a tag without attributes, with the / of an end tag; "" if the tag changes nothing."""
    return _NAMES.get(tag.lower(), "")


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits applied; an element of which nothing is left goes with its tags.

    A letter that the file's encoding cannot hold becomes a character reference.
    """
    return slices.write(document, edits, remove_element, "xmlcharrefreplace")


def places(document: Document, spans: Iterable[Span]) -> list[Place]:
    """Say where in the file each span lies."""
    return slices.places(document, spans)


def rewrites(document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what `write` would do to the file."""
    return slices.rewrites(document, edits, remove_element, "xmlcharrefreplace")


def comments(document: Document) -> list[tuple[int, str]]:
    """Return the bodies of the comments with the place of the text where each stands."""
    return slices.origin_of(document).comments
