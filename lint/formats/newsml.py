"""NewsML-G2 and NewsML 1: headlines, lines, descriptions and the articles that stand inside, in NITF or XHTML."""

from __future__ import annotations

from collections.abc import Mapping

from lint.document import Document, Kind
from lint.formats import nitf, xhtml
from lint.formats.chardata import plain
from lint.formats.declaration import decode_xml
from lint.formats.reader import Element, Reader
from lint.formats.reader import comments as comments
from lint.formats.reader import places as places
from lint.formats.reader import rewrites as rewrites
from lint.formats.reader import write as write
from lint.formats.slices import Source
from lint.formats.vocabulary import BREAK, LEFT_OUT, XHTML, Part, Role, Vocabulary

SUFFIXES: tuple[str, ...] = (".newsml",)

_HEADLINE, _BYLINE = Part(Role.BLOCK, Kind.HEADLINE), Part(Role.BLOCK, Kind.BYLINE)
_CREDIT, _DATELINE = Part(Role.BLOCK, Kind.CREDIT), Part(Role.BLOCK, Kind.DATELINE)
_BODY = Part(Role.BLOCK, Kind.BODY)
_SUMMARY = Part(Role.BLOCK, Kind.CELL)  # says again what the article says
_KINDS = {"headline": Kind.HEADLINE, "caption": Kind.CAPTION, "byline": Kind.BYLINE, "dateline": Kind.DATELINE}
_INLINE_DATA = {"text/html": Part(Role.HTML, Kind.BODY), "text/plain": _BODY}
_NO_COPY = ("css", "javascript", "json")
_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem")

VOCABULARY = Vocabulary(
    {
        # NewsML-G2
        **dict.fromkeys(("headline", "itemMeta/title", "subheadline"), _HEADLINE),
        **dict.fromkeys(("by", "creator/name", "contributor/name"), _BYLINE),
        "creditline": _CREDIT,
        "dateline": _DATELINE,
        **dict.fromkeys(("concept/name", "definition", "description", "itemRef/title", "note"), _SUMMARY),
        # What edNote says is for the desk and never published.
        **dict.fromkeys(("catalog", "catalogRef", "edNote", "inlineData", "remoteContent", "rightsInfo"), LEFT_OUT),
        "br": BREAK,
        # NewsML 1
        **dict.fromkeys(("HeadLine", "SubHeadLine"), _HEADLINE),
        "ByLine": _BYLINE,
        "CreditLine": _CREDIT,
        "DateLine": _DATELINE,
        "NewsLineText": _BODY,
        "DataContent": _BODY,
        **dict.fromkeys(("DataContent/media", "DataContent/sportsml", "Encoding"), LEFT_OUT),
    },
    inner={
        "nitf": nitf.VOCABULARY,
        "html": xhtml.VOCABULARY,
        XHTML: xhtml.VOCABULARY,
        "http://iptc.org/std/NITF/2006-10-18/": nitf.VOCABULARY,
    },
    scopes={**dict.fromkeys(_ITEMS, ""), "NewsComponent": ""},
    languages={"contentMeta/language": "tag", "DescriptiveMetadata/Language": "FormalName"},
)


class _Reader(Reader):
    def __init__(self, source: Source) -> None:
        super().__init__(source, VOCABULARY)
        self._styled = False  # what the content item that is open holds is no copy
        self._captions: set[str] = set()

    def part(self, name: str, part: Part, attributes: Mapping[str, str]) -> Part:
        """Tell captions from other descriptions by their role (``drol:caption``), and copy from data by its type."""
        if name == "description":
            kind = _KINDS.get(attributes.get("role", "").rpartition(":")[2].lower())
            return part._replace(kind=kind) if kind else part
        if name == "inlineData" and "encoding" not in attributes:
            return _INLINE_DATA.get(attributes.get("contenttype", "").partition(";")[0].strip().lower(), part)
        if name == "ContentItem":
            self._styled = False
        elif name == "MimeType":
            self._styled = attributes.get("FormalName", "").lower().endswith(_NO_COPY)
        elif name == "DataContent" and self._styled:
            return LEFT_OUT
        return part

    def closed(self, element: Element, end: int) -> None:
        """Take a caption for a description where it stands again: each rendition of a picture carries its own."""
        if self.region and self.region.kind is Kind.CAPTION and self.blocks.regions[-1] is self.region:
            text = plain(self.text, element.content, end)
            if text in self._captions:
                self.blocks.regions[-1] = self.region._replace(kind=Kind.CELL)
            self._captions.add(text)


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read NewsML: names of subjects and places are those of a controlled vocabulary, and stay out of the text."""
    return _Reader(decode_xml(data, encoding)).read(path)
