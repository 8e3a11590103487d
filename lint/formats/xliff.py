"""XLIFF 1.2 and 2: the translation is the copy; the original beside it is kept for comparison."""

from __future__ import annotations

from collections.abc import Mapping

from lint.document import Document, Kind, Segment
from lint.formats.chardata import plain
from lint.formats.declaration import decode_xml
from lint.formats.reader import Element, Reader
from lint.formats.reader import comments as comments
from lint.formats.reader import places as places
from lint.formats.reader import rewrites as rewrites
from lint.formats.reader import write as write
from lint.formats.vocabulary import DATA, LEFT_OUT, PLACEHOLDER, Part, Role, Vocabulary

SUFFIXES: tuple[str, ...] = (".xlf", ".xliff")

_CODES = ("bpt", "bx", "ec", "em", "ept", "ex", "it", "sc", "sm")  # formatting, which no reader sees

_TEXT = Part(Role.BLOCK, Kind.CELL)

VOCABULARY = Vocabulary(
    {
        **dict.fromkeys(("xliff", "file", "body", "group", "trans-unit", "unit", "segment"), DATA),
        **dict.fromkeys(("source", "seg-source", "ignorable", "originalData", "header", "skeleton"), LEFT_OUT),
        **dict.fromkeys(("trans-unit/target", "segment/target"), _TEXT),
        **dict.fromkeys(_CODES, LEFT_OUT),
        **dict.fromkeys(("cp", "ph", "x"), PLACEHOLDER),
    },
    LEFT_OUT,
    scopes={"xliff": "trgLang", "file": "target-language"},
)


class _Reader(Reader):
    original = ""
    languages: tuple[str | None, str | None] = (None, None)  # of the original and of the translation

    def part(self, name: str, part: Part, attributes: Mapping[str, str]) -> Part:
        """Leave alone what is not for translation, and take note of the languages."""
        if name in {"xliff", "file"}:
            source, target = self.languages
            source = attributes.get("source-language") or attributes.get("srcLang") or source
            self.languages = source, attributes.get("target-language") or attributes.get("trgLang") or target
        if attributes.get("translate") == "no" or attributes.get("mtype") == "protected":
            return PLACEHOLDER if name == "mrk" else LEFT_OUT
        return part

    def closed(self, element: Element, end: int) -> None:
        """Pair a translation with the original that stands before it."""
        if element.name == "source":
            self.original = plain(self.text, element.content, end)
        elif element.name == "target" and self.region and self.original:
            source, target = self.languages
            language = element.language or target
            self.segments.append(Segment(self.original, source, self.region.span, language))
        elif element.name in {"segment", "trans-unit"}:
            self.original = ""


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read the translations; notes, skeletons, proposals of a memory and the originals are not part of the text."""
    return _Reader(decode_xml(data, encoding), VOCABULARY).read(path)
