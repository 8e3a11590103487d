"""Any XML: the root element tells the format; of a vocabulary nobody knows, the text between the tags is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from lint.document import Document, Kind
from lint.formats import Format
from lint.formats.declaration import decode_xml
from lint.formats.fields import kind_of
from lint.formats.reader import Reader
from lint.formats.reader import comments as comments
from lint.formats.reader import places as places
from lint.formats.reader import rewrites as rewrites
from lint.formats.reader import write as write
from lint.formats.scanner import root, value
from lint.formats.slices import Source
from lint.formats.vocabulary import BLOCK, INLINE, LEFT_OUT, PLACEHOLDER, XHTML, Part, Role, Vocabulary
from lint.formats.xhtml import VOCABULARY as PAGES
from lint.typed import cast

SUFFIXES: tuple[str, ...] = (".xml",)

_MODULES: Mapping[str, str] = {
    "nitf": "nitf",
    **dict.fromkeys(
        ("NewsML", "conceptItem", "contentSet", "knowledgeItem", "newsItem", "newsMessage", "packageItem"), "newsml"
    ),
    **dict.fromkeys(("RDF", "feed", "rss"), "feed"),
    "xliff": "xliff",
    "tmx": "tmx",
}
"""The module of each root element, by its name without a prefix."""

# What such elements hold is read by programs, whatever the vocabulary.
_TECHNICAL = frozenset(
    {
        *("code", "email", "file", "filename", "guid", "hash", "href", "id", "key", "link", "path", "pre", "ref"),
        *("script", "slug", "style", "token", "uri", "url", "uuid"),
    }
)
_PROGRAMS = (
    "http://www.w3.org/1999/XSL/Transform",
    "http://www.w3.org/2001/XMLSchema",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1998/Math/MathML",
    "http://maven.apache.org/POM/",
)

# A paragraph of its own even where text stands beside it, whatever the vocabulary.
_APART = frozenset(
    {
        *(
            "aside",
            "blockquote",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "endnote",
            "figcaption",
            "figure",
            "fn",
            "footnote",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "item", "li", "list", "note", "ol", "p", "para", "paragraph", "section"),
        *("sidebar", "table", "td", "th", "tr", "ul"),
    }
)

# A step over well-formed XML: the text before a tag, then / of an end tag, > of a start tag with elements inside, [ of
# a CDATA section, or what no other branch takes. A pass that stops there is linear whatever it is given.
_STEP = re.compile(
    r"""([^<]*)(?:<(/)[^>]*>"""
    r"""|<[^!?/>"'][^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*(?:(?<=/)>|>[^<]*</[^>]*>|(>))"""
    r"""|<!--.*?-->|<\?.*?\?>|<!(\[).*?\]\]>|<!D[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>|(<|\Z))""",
    re.DOTALL,
)

_VOCABULARY = Vocabulary({}, BLOCK, inner={XHTML: PAGES, "html": PAGES})
_NO_COPY = Vocabulary({}, LEFT_OUT)


class _Reader(Reader):
    """Takes an element for a paragraph, unless text stands beside it: then most are a part of one."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, _VOCABULARY)
        self._mixed_elements = _with_text(source.text)

    def part(self, name: str, part: Part, attributes: Mapping[str, str]) -> Part:
        """Judge an element by its name, whatever its namespace, and by what stands beside it."""
        parent = self.stack[-1]
        if parent.sort.vocabulary is PAGES:
            return part
        inside = parent.part is INLINE or parent.opened.start in self._mixed_elements
        if _technical(name):
            return PLACEHOLDER if inside else LEFT_OUT
        local = name.rpartition(":")[2]
        if inside and len(self.stack) > 1 and local.lower() not in _APART:
            return INLINE
        return Part(Role.BLOCK, _kind(local, parent.kind))


@lru_cache(maxsize=1024)
def _technical(name: str) -> bool:
    return name.rpartition(":")[2].lower() in _TECHNICAL or name.startswith(_PROGRAMS)


@lru_cache(maxsize=1024)
def _kind(name: str, about: Kind) -> Kind | None:
    """Return the kind that the name of an element announces; one that says no more than what is about it says none."""
    kind = kind_of(name)
    return None if kind is Kind.BODY or (kind is Kind.CELL and about is not Kind.BODY) else kind


def _with_text(text: str) -> set[int]:
    """Return where the elements begin that hold both elements and text of their own.

    What is not well formed is not looked at any further: the scanner will refuse it.
    """
    opened, found = [-1], set[int]()
    for step in _STEP.finditer(text):
        before, end, start, section, stuck = step.groups()
        if section or (before and not before.isspace()):
            found.add(opened[-1])
        if start:
            opened.append(step.end(1))
        elif end and len(opened) > 1:
            opened.pop()
        elif stuck is not None:
            break
    return found


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read XML of any vocabulary; attributes are never part of the text.

    Of a vocabulary that is not known, what identifies things or is read by programs (ids, addresses, schemas, style
    sheets) is left out by its name.
    """
    source = decode_xml(data, encoding)
    tag, attributes = root(source.text) or ("", {})
    prefix, _, name = tag.rpartition(":")
    if name in _MODULES:
        return cast(Format, import_module(f"lint.formats.{_MODULES[name]}")).read(path, data, encoding)
    declares = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns")
    if declares and value(source.text, declares).startswith(_PROGRAMS):
        return Reader(source, _NO_COPY).read(path)
    return _Reader(source).read(path)
