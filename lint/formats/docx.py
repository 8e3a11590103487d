"""DOCX: the paragraphs of a Word document, and fixes written as tracked changes to accept or reject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lint.document import Document, Kind, Span
from lint.finding import Edit
from lint.formats import FormatError, office, parts, zipped
from lint.formats.docx_changes import rewritten
from lint.formats.docx_comments import TYPES, annotated
from lint.formats.docx_reader import Reader, heads, language
from lint.formats.docx_runs import Marks
from lint.formats.office import Style
from lint.formats.scanner import Markup, resolved

SUFFIXES: tuple[str, ...] = (".docx",)

_KNOWN = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    parts.TYPES: "types",
}
_TYPE = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\."
    r"(document\.main|footnotes|endnotes|header|footer|styles|comments)\+xml"
)
_READ = ("document.main", "footnotes", "endnotes", "header", "footer")
_FRAGMENTS = ("header", "footer")


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read the text of a Word document as it stands once every tracked change is accepted; raises FormatError."""
    archive = zipped.read(data)
    kinds = _kinds(archive)
    members = [name for kind in _READ for name in kinds.get(kind, ())]
    if not kinds.get("document.main"):
        raise FormatError("this is no Word document: its main part is missing")
    loaded = parts.load(archive, members, _KNOWN)
    styles, usual, plain = _styles(archive, kinds.get("styles", ()))
    said = _comments(archive, kinds.get("comments", ()))
    reader = Reader(loaded.text, styles, plain, said)
    for part in loaded.parts:
        fragment = any(part.name in kinds.get(kind, ()) for kind in _FRAGMENTS)
        reader.read(part, Kind.CELL if fragment else Kind.BODY)
    ids = reader.ids | {int(number) for number in said if number.isdigit()}
    marks = Marks(tuple(reader.runs), tuple(sorted(reader.atoms)), frozenset(ids))
    return office.woven(path, archive, loaded, reader.paragraphs, usual, marks)


def _kinds(archive: zipped.Archive) -> Mapping[str, list[str]]:
    """Return the members of each kind that is known; raises FormatError if this is no package of Word's."""
    if TYPES not in archive.members:
        raise FormatError("this is no Word document: it has no list of its parts")
    found: dict[str, list[str]] = {}
    loaded = parts.load(archive, [TYPES], _KNOWN)
    for tag in parts.whole(loaded.text, loaded.parts[0]):
        if tag.name == "types:Override":
            kind = _TYPE.fullmatch(tag.attributes.get("ContentType", ""))
            name = tag.attributes.get("PartName", "").lstrip("/")
            if kind and name in archive.members and name not in found.setdefault(kind[1], []):
                found[kind[1]].append(name)
    return found


def _styles(archive: zipped.Archive, members: Iterable[str]) -> tuple[dict[str, Style], str | None, str | None]:
    """Return the paragraph styles by id, the language taken for granted, and the id of the plain style."""
    styles: dict[str, Style] = {}
    usual = plain = style = None
    loaded = parts.load(archive, members, _KNOWN)
    for tag in (tag for part in loaded.parts for tag in parts.whole(loaded.text, part)):
        said = tag.attributes.get("w:val", "")
        if tag.name == "w:style" and tag.markup is Markup.START:
            style = tag.attributes.get("w:styleId", "")
            styles[style] = Style("", None, None, False)
            if tag.attributes.get("w:default") in {"1", "true", "on"} and tag.attributes.get("w:type") == "paragraph":
                plain = style
        elif tag.name == "w:style":
            style = None
        elif tag.name == "w:lang" and tag.markup is Markup.START:
            if style is None or style == plain:
                usual = language(tag) or usual
            else:
                styles[style] = styles[style]._replace(language=language(tag))
        elif style is not None and tag.name == "w:name":
            styles[style] = styles[style]._replace(name=said)
        elif style is not None and tag.name == "w:basedOn":
            styles[style] = styles[style]._replace(parent=said)
        elif style is not None and tag.name == "w:outlineLvl":
            styles[style] = styles[style]._replace(heads=heads(said))
    return styles, usual, plain


def _comments(archive: zipped.Archive, members: Iterable[str]) -> dict[str, str]:
    """Return the text of every comment by its id."""
    found: dict[str, str] = {}
    number = None
    loaded = parts.load(archive, members, _KNOWN)
    for part in loaded.parts:
        for tag in parts.whole(loaded.text, part):
            if tag.name == "w:comment" and tag.markup is Markup.START:
                number = tag.attributes.get("w:id", "")
                found[number] = ""
            elif tag.markup is Markup.TEXT and number is not None:
                found[number] += resolved(loaded.text[tag.start : tag.end])
    return found


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits as tracked changes, or plainly if the document says so; other members stay."""
    return office.write(document, rewritten(document, edits))


def annotate(document: Document, notes: Iterable[tuple[Span, str]]) -> bytes:
    """Return the file with a comment for each note that lies in the main text, where alone Word has comments."""
    kept = _kinds(office.origin_of(document).archive).get("comments", [])
    return annotated(document, notes, kept[0] if kept else None)


places = office.places
rewrites = office.rewrites
comments = office.comments
