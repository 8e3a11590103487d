"""TMX: the memories of translators; every language but that of the originals is copy."""

from __future__ import annotations

from collections.abc import Mapping

from lint.document import Document, Kind, Region, Segment
from lint.formats.chardata import plain
from lint.formats.declaration import decode_xml
from lint.formats.reader import Element, Reader
from lint.formats.reader import comments as comments
from lint.formats.reader import places as places
from lint.formats.reader import rewrites as rewrites
from lint.formats.reader import write as write
from lint.formats.vocabulary import DATA, INLINE, LEFT_OUT, PLACEHOLDER, Part, Role, Vocabulary
from lint.typed import NamedTuple

SUFFIXES: tuple[str, ...] = (".tmx",)

_TEXT = Part(Role.BLOCK, Kind.CELL)

VOCABULARY = Vocabulary(
    {
        **dict.fromkeys(("tmx", "body", "tu", "tuv"), DATA),
        "tuv/seg": _TEXT,
        "hi": INLINE,
        **dict.fromkeys(("bpt", "ept", "it", "ut"), LEFT_OUT),
        "ph": PLACEHOLDER,
    },
    LEFT_OUT,
)


class _Unit(NamedTuple):
    text: str
    language: str | None
    part: Part
    region: Region | None


class _Reader(Reader):
    usual = original = ""  # the language of the originals: as the header says, and as the unit does
    units: tuple[_Unit, ...] = ()  # of the unit that is open

    def part(self, name: str, part: Part, attributes: Mapping[str, str]) -> Part:
        """Tell originals, which stay as they are, by their language."""
        if name == "header":
            self.usual = attributes.get("srclang", "").lower()
        elif name == "tu":
            self.original, self.units = attributes.get("srclang", self.usual).lower(), ()
        elif name == "seg" and (self.stack[-1].language or "*").lower() == self.original:
            return LEFT_OUT
        return part

    def closed(self, element: Element, end: int) -> None:
        """Pair each translation of a unit with its original: the first one where any may be it (``*all*``)."""
        if element.name == "seg":
            unit = _Unit(plain(self.text, element.content, end), element.language, element.part, self.region)
            self.units += (unit,)
        elif element.name == "tu" and self.units:
            source = next((unit for unit in self.units if unit.part is LEFT_OUT), self.units[0])
            for unit in self.units:
                if unit is not source and unit.part is _TEXT and unit.region and source.text:
                    self.segments.append(Segment(source.text, source.language, unit.region.span, unit.language))


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read the translations; notes and properties are not part of the text, nor are the originals."""
    return _Reader(decode_xml(data, encoding), VOCABULARY).read(path)
