"""The XML parts of a container: their texts set one after the other, and the tags in them with exact places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lint.formats import FormatError, zipped
from lint.formats.chardata import escape
from lint.formats.declaration import decode_xml
from lint.formats.scanner import Markup, scan, value
from lint.formats.tags import Attribute
from lint.typed import NamedTuple

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NO_XML = frozenset(map(chr, {*range(32), 0xFFFE, 0xFFFF} - {9, 10, 13}))


class Prefixes:
    """Which prefix of a part stands for which namespace, by the prefix that this program knows it by.

    A prefix means one thing in a whole part; FormatError where one of ours has two meanings.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._uris: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def declare(self, attributes: Mapping[str, str]) -> None:
        """Take note of the namespaces that a start tag declares."""
        for attribute, uri in attributes.items():
            if attribute != "xmlns" and not attribute.startswith("xmlns:"):
                continue
            prefix = attribute[6:]
            before = self._uris.setdefault(prefix, uri)
            if before != uri and (before in self._known or uri in self._known):
                raise FormatError(f"the prefix {prefix!a} has two meanings: {zipped.ADVICE}")
            self._names.clear()

    def known(self, name: str) -> str:
        """Return a name with the prefix this program knows; ``?`` stands for any other namespace."""
        found = self._names.get(name)
        if found is None:
            prefix, _, local = name.rpartition(":")
            if prefix == "xml":
                return name
            found = self._names[name] = f"{self._known.get(self._uris.get(prefix, ''), '?')}:{local}"
        return found

    def prefix(self, ours: str) -> str:
        """Return the prefix, with its colon, that the part has for one of ours; attributes need one."""
        prefix = self._prefix(ours)
        if not prefix:
            raise FormatError(f"the namespace {ours!a} has no prefix: {zipped.ADVICE}")
        return f"{prefix}:"

    def namespace(self, ours: str) -> str:
        """Return the namespace that the part has for one of our prefixes."""
        return self._uris[self.prefix(ours)[:-1]]

    def declared(self, ours: str) -> tuple[str, str]:
        """Return a prefix, with its colon, and the attribute that declares it where the part does not."""
        prefix = self._prefix(ours)
        if prefix:
            return f"{prefix}:", ""
        uri = next(uri for uri, known in self._known.items() if known == ours)
        return f"{ours}:", f' xmlns:{ours}="{uri}"'

    def _prefix(self, ours: str) -> str:
        return next((prefix for prefix, uri in self._uris.items() if prefix and self._known.get(uri) == ours), "")


class Part(NamedTuple):
    """A member that is read: its stretch of the joined text, how it was encoded, and its prefixes."""

    name: str
    start: int
    end: int
    encoding: str
    bom: bytes
    prefixes: Prefixes


class Parts(NamedTuple):
    """The text of all parts that are read, one after the other."""

    text: str
    parts: tuple[Part, ...]


class Tag(NamedTuple):
    """A start tag, an end tag, or a stretch of character data at ``[start, end)`` of the joined text.

    Names are those the program knows. An empty element is a START that ``empty`` says has no END.
    """

    markup: Markup
    start: int
    end: int
    name: str
    attributes: Mapping[str, str]
    empty: bool


class Element(NamedTuple):
    """An element at ``[start, end)``, its content at ``[inner, inner_end)``; both are empty for ``<w:t/>``."""

    name: str
    start: int
    inner: int
    inner_end: int
    end: int
    attributes: Mapping[str, str]


_NONE: Mapping[str, str] = {}


def load(archive: zipped.Archive, members: Iterable[str], known: Mapping[str, str]) -> Parts:
    """Decode members and set their texts one after the other; ``known`` is namespace -> prefix. Raises FormatError."""
    texts: list[str] = []
    parts: list[Part] = []
    length = 0
    for name in members:
        try:
            source = decode_xml(archive.read(name))
        except FormatError as fault:
            raise FormatError(f"{name}: {fault.message}") from fault
        texts.append(source.text)
        end = length + len(source.text)
        parts.append(Part(name, length, end, source.encoding, source.bom, Prefixes(known)))
        length = end
    return Parts("".join(texts), tuple(parts))


def whole(text: str, part: Part) -> Iterator[Tag]:
    """Yield the tags of a part, and keep its prefixes; raises FormatError for what is no harmless XML."""
    try:
        yield from tags(text, part.start, part.end, part.prefixes)
    except FormatError as fault:
        place = f" (line {fault.line}, column {fault.column})" if fault.line else ""
        raise FormatError(f"{part.name}: {fault.message}{place}") from fault


def tags(text: str, start: int, end: int, prefixes: Prefixes) -> Iterator[Tag]:
    """Yield the tags of one element between two places of the joined text."""
    fragment = text[start:end]
    for markup, first, last, name, said, empty in scan(fragment):
        if markup is Markup.START:
            attributes = _attributes(fragment, said, prefixes) if said else _NONE
            yield Tag(markup, start + first, start + last, prefixes.known(name), attributes, empty)
        elif markup is Markup.END:
            yield Tag(markup, start + first, start + last, prefixes.known(name), _NONE, False)
        elif markup is Markup.TEXT or markup is Markup.CDATA:
            yield Tag(markup, start + first, start + last, "", _NONE, False)
        elif markup is Markup.DOCTYPE:
            raise FormatError(f"it declares a document type, which no document of its kind does: {zipped.ADVICE}")


def _attributes(fragment: str, said: Mapping[str, Attribute], prefixes: Prefixes) -> Mapping[str, str]:
    raw = {name: value(fragment, found) for name, found in said.items()}
    prefixes.declare(raw)
    return {prefixes.known(name) if ":" in name else name: said for name, said in raw.items()}


def element(text: str, start: int, end: int, prefixes: Prefixes) -> tuple[Element, list[Element]]:
    """Return the element that stands between two places, and its children."""
    opened: list[Tag] = []
    found: list[Element] = []
    for tag in tags(text, start, end, prefixes):
        if tag.markup is Markup.START and tag.empty:
            ended = Element(tag.name, tag.start, tag.end, tag.end, tag.end, tag.attributes)
        elif tag.markup is Markup.START:
            opened.append(tag)
            continue
        elif tag.markup is Markup.END:
            first = opened.pop()
            ended = Element(first.name, first.start, first.end, tag.start, tag.end, first.attributes)
        else:
            continue
        if len(opened) == 1:
            found.append(ended)
    return ended, found


def encoded(part: Part, text: str) -> bytes:
    """Return a part's new text in its own encoding."""
    return part.bom + text.encode(part.encoding, "xmlcharrefreplace")


def raw_name(tag: str) -> str:
    """Return the name in a start tag as the file spells it."""
    return re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]


def written(text: str) -> str:
    """Return new text as it stands between tags; raises FormatError for a letter XML cannot hold."""
    wrong = _NO_XML.intersection(text)
    if wrong:
        raise FormatError(f"the correction holds U+{ord(min(wrong)):04X}, which XML cannot hold")
    return escape(text)
