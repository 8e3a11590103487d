"""RSS and Atom: titles, summaries and articles, whose HTML stands in CDATA, behind escapes or as XHTML."""

from __future__ import annotations

from collections.abc import Mapping

from lint.document import Document, Kind
from lint.formats import xhtml
from lint.formats.declaration import decode_xml
from lint.formats.reader import Reader
from lint.formats.reader import comments as comments
from lint.formats.reader import places as places
from lint.formats.reader import rewrites as rewrites
from lint.formats.reader import write as write
from lint.formats.vocabulary import BLOCK, LEFT_OUT, XHTML, Part, Role, Vocabulary

SUFFIXES: tuple[str, ...] = (".rss", ".atom")

_HTML, _SUMMARY = Part(Role.HTML), Part(Role.HTML, Kind.CELL)  # a summary says again what the article says
_HEADLINE = Part(Role.BLOCK, Kind.HEADLINE)
_BYLINE, _CREDIT = Part(Role.BLOCK, Kind.BYLINE), Part(Role.BLOCK, Kind.CREDIT)
_TEXT = Part(Role.BLOCK, Kind.CELL)
_TYPED = {"content", "subtitle", "summary", "title", "media:description", "media:title"}
_TYPES = {
    **dict.fromkeys(("html", "text/html"), Role.HTML),
    **dict.fromkeys(("text", "plain", "text/plain", "xhtml", "application/xhtml+xml"), Role.BLOCK),
}

VOCABULARY = Vocabulary(
    {
        "title": _HEADLINE,
        "item/title": Part(Role.HTML, Kind.HEADLINE),  # RSS does not say which, and most readers take it for HTML
        "description": _SUMMARY,
        "content:encoded": _HTML,
        **dict.fromkeys(("dc:creator", "author/name", "contributor/name"), _BYLINE),
        **dict.fromkeys(("dc:description", "media:description", "media:title", "subtitle", "summary"), _TEXT),
        "content": BLOCK,
        "media:credit": _CREDIT,
        **dict.fromkeys(("textInput", "rights", "generator", "source"), LEFT_OUT),
    },
    namespaces={
        "http://purl.org/rss/1.0/": "",
        "http://www.w3.org/2005/Atom": "",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
        "http://purl.org/rss/1.0/modules/content/": "content",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://search.yahoo.com/mrss/": "media",
    },
    inner={XHTML: xhtml.VOCABULARY},
    scopes={"channel": "", "entry": "", "item": ""},
    languages={"channel/language": "", "channel/dc:language": "", "item/dc:language": ""},
)


class _Reader(Reader):
    def part(self, name: str, part: Part, attributes: Mapping[str, str]) -> Part:
        """Follow the type that Atom and Media RSS say; content of any other type is no copy."""
        if name in _TYPED and "type" in attributes:
            role = _TYPES.get(attributes["type"].strip().lower())
            return part._replace(role=role) if role else LEFT_OUT
        return LEFT_OUT if name == "content" and "src" in attributes else part


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read a feed: addresses, categories and everything of namespaces not named here stay out of the text."""
    return _Reader(decode_xml(data, encoding), VOCABULARY).read(path)
