"""NITF 3: news articles of the agencies; the copy of head and body, in the kinds that the elements name."""

from __future__ import annotations

from lint.document import Document, Kind
from lint.formats import xhtml
from lint.formats.declaration import decode_xml
from lint.formats.reader import Reader
from lint.formats.reader import comments as comments
from lint.formats.reader import places as places
from lint.formats.reader import rewrites as rewrites
from lint.formats.reader import write as write
from lint.formats.vocabulary import (
    BLOCK,
    BREAK,
    DATA,
    LEFT_OUT,
    PARAGRAPH,
    PLACEHOLDER,
    XHTML,
    Part,
    Role,
    Vocabulary,
)

SUFFIXES: tuple[str, ...] = (".nitf",)

VOCABULARY = Vocabulary(
    {
        **dict.fromkeys(("nitf", "head"), DATA),
        **dict.fromkeys(("docdata", "iim", "meta", "pubdata", "revision-history", "tobject"), LEFT_OUT),
        **dict.fromkeys(("title", "hl1", "hl2"), Part(Role.BLOCK, Kind.HEADLINE)),
        **dict.fromkeys(("byline", "byttl", "tagline"), Part(Role.BLOCK, Kind.BYLINE)),
        "dateline": Part(Role.BLOCK, Kind.DATELINE),
        **dict.fromkeys(("credit", "distributor", "media-producer", "rights"), Part(Role.BLOCK, Kind.CREDIT)),
        "media-caption": Part(Role.BLOCK, Kind.CAPTION, removable=True),
        "caption": Part(Role.BLOCK, Kind.CAPTION),
        "abstract": Part(Role.BLOCK, Kind.CELL),  # says again what the article says
        **dict.fromkeys(("td", "th"), Part(Role.BLOCK, Kind.CELL)),
        "bq": Part(Role.BLOCK, removable=True, quoted=True),
        "q": Part(Role.INLINE, quoted=True),
        **dict.fromkeys(("p", "li", "dt", "dd", "fn", "note"), PARAGRAPH),
        "media": DATA,
        **dict.fromkeys(
            ("col", "colgroup", "hr", "media-metadata", "media-object", "media-reference", "nitf-table-metadata"),
            LEFT_OUT,
        ),
        **dict.fromkeys(("alt-code", "pre", "virtloc"), PLACEHOLDER),
        **dict.fromkeys(
            (
                *("bibliography", "block", "body", "body.content", "body.end", "body.head", "dl"),
                *("hedline", "nitf-table", "ol", "series", "table", "tbody", "tfoot", "thead", "tr", "ul"),
            ),
            BLOCK,
        ),
        "br": BREAK,
    },
    BLOCK,
    inner={XHTML: xhtml.VOCABULARY},
)


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read NITF: what stands in attributes, in the metadata of the head and in ``pre`` is not part of the text."""
    return Reader(decode_xml(data, encoding), VOCABULARY).read(path)
