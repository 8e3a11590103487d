"""ODT: the paragraphs of an OpenDocument text, and fixes written as tracked changes to accept or reject."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lint.document import Document, Kind, Span
from lint.finding import Edit
from lint.formats import FormatError, office, parts, zipped
from lint.formats.odt_changes import Marks, annotated, rewritten
from lint.formats.odt_reader import Reader, language
from lint.formats.office import Style
from lint.formats.scanner import Markup

SUFFIXES: tuple[str, ...] = (".odt",)

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_KNOWN = {
    **{f"{_ODF}{name}:1.0": name for name in ("office", "text", "style", "table", "manifest")},
    f"{_ODF}xsl-fo-compatible:1.0": "fo",
    f"{_ODF}drawing:1.0": "draw",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_PLAIN = "Standard"  # the style of a paragraph that has no other
_ENCODED = re.compile("_([0-9a-f]{2,4})_")  # how a style's name spells a letter that is none of a name's


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read the text of a document as it stands once every tracked change is accepted; raises FormatError."""
    archive = zipped.read(data)
    if archive.members.keys().isdisjoint({"content.xml"}):
        raise FormatError("this is no OpenDocument text: content.xml is missing")
    if "META-INF/manifest.xml" in archive.members and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise FormatError("the file is locked with a password: save it without one")
    members = [name for name in ("content.xml", "styles.xml") if name in archive.members]
    loaded = parts.load(archive, members, _KNOWN)
    styles, usual = _styles(loaded)
    reader = Reader(loaded.text)
    for part in loaded.parts:
        reader.read(part, Kind.BODY if part.name == "content.xml" else Kind.CELL, styles[part.name])
    places = tuple(sorted((paragraph.start, paragraph.end) for paragraph in reader.paragraphs))
    marks = Marks(tuple(reader.hosts), tuple(reader.inserted), frozenset(reader.ids), reader.preceding, places)
    return office.woven(path, archive, loaded, reader.paragraphs, usual, marks)


def _styles(loaded: parts.Parts) -> tuple[dict[str, dict[str, Style]], str | None]:
    """Return for each part the styles of paragraphs and of text by name, and the language taken for granted.

    ``content.xml`` has the styles of ``styles.xml`` and its own, which may be called like some of those.
    """
    found: dict[str, dict[str, Style]] = {}
    usual = None
    for part in reversed(loaded.parts):
        styles = found[part.name] = dict(found.get("styles.xml", {}))
        style = None
        for tag in parts.whole(loaded.text, part):
            if tag.name == "style:style" and tag.markup is Markup.START:
                style = tag.attributes.get("style:name", "")
                shown = tag.attributes.get("style:display-name") or _ENCODED.sub(" ", style)
                heads = tag.attributes.get("style:default-outline-level", "") not in {"", "0"}
                if tag.attributes.get("style:family") in {"paragraph", "text"}:
                    styles[style] = Style(shown, tag.attributes.get("style:parent-style-name"), None, heads)
            elif tag.name == "style:default-style" and tag.markup is Markup.START:
                style = _PLAIN if tag.attributes.get("style:family") == "paragraph" else None
            elif tag.name == "style:text-properties" and tag.markup is Markup.START:
                if style == _PLAIN:
                    usual = language(tag) or usual
                elif style in styles:
                    styles[style] = styles[style]._replace(language=language(tag))
    return found, usual


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits as tracked changes, or plainly if the document says so; other members stay."""
    return office.write(document, rewritten(document, edits))


def annotate(document: Document, notes: Iterable[tuple[Span, str]]) -> bytes:
    """Return the file with a comment for each note, about the stretch it is for."""
    return annotated(document, notes)


places = office.places
rewrites = office.rewrites
comments = office.comments
