"""Paragraphs of an OpenDocument text, read as they stand once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Mapping

from lint.document import Kind
from lint.formats import parts
from lint.formats.blocks import OBJECT
from lint.formats.chardata import CLOSE, OPEN, REFERENCES_AND_BLANKS, decoded
from lint.formats.odt_changes import Host, Inserted
from lint.formats.office import Paragraph, Style, nature
from lint.formats.parts import Element, Part, Tag
from lint.formats.scanner import Markup, resolved
from lint.formats.slices import verbatim
from lint.typed import NamedTuple

_PARAGRAPHS = {"text:p", "text:h"}
_INLINE = {"text:span", "text:a", "text:ruby", "text:ruby-base", "text:meta"}
_HOSTS = {"office:text", "style:header", "style:footer", "style:header-left", "style:footer-left",
          "style:header-first", "style:footer-first"}  # fmt: skip
"""What has tracked changes of its own."""

_LEFT_OUT = {"text:tracked-changes", "office:annotation", "text:note-citation", "text:ruby-text", "office:forms"}
_MARKS = {"text:change", "text:change-start", "text:change-end", "text:soft-page-break", "text:ruby-text",
          "office:annotation", "office:annotation-end", "text:note-citation", "text:bookmark",
          "text:bookmark-start", "text:bookmark-end", "text:reference-mark", "text:reference-mark-start", "text:note",
          "text:toc-mark", "text:user-index-mark", "text:user-index-mark-start", "text:user-index-mark-end",
          "text:reference-mark-end", "text:alphabetical-index-mark", "text:alphabetical-index-mark-start",
          "text:alphabetical-index-mark-end", "text:toc-mark-start", "text:toc-mark-end"}  # fmt: skip
"""What stands in a paragraph and takes no room in the line."""

_SPACES = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_MOST_SPACES = 1000  # that one element is taken for
_WHITE = " \t\r\n"
_NO_LANGUAGE = {"", "none", "zxx"}


def language(tag: Tag) -> str | None:
    """Return what the properties of text say about Latin, Greek and Cyrillic letters."""
    said, country = tag.attributes.get("fo:language", ""), tag.attributes.get("fo:country", "none")
    if said.lower() in _NO_LANGUAGE:
        return None
    return said if country == "none" else f"{said}-{country}"


class _Change(NamedTuple):
    """An insertion that a document comes with: whose it is, and the stretch of the source that says so."""

    author: str
    info: tuple[int, int]


class Reader:
    """Follows the tags of the parts and keeps what is open; paragraphs come in the order of their beginnings."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.paragraphs: list[Paragraph] = []
        self.hosts: list[Host] = []
        self.inserted: list[Inserted] = []
        self.ids: set[str] = set()
        self.preceding: dict[int, tuple[int, int]] = {}

    def read(self, part: Part, usual: Kind, styles: Mapping[str, Style]) -> None:
        """Read one part, in which a paragraph of no special style is of the ``usual`` kind."""
        self._part, self._usual, self._styles = part, usual, styles
        self._stack: list[Tag] = []
        self._open: list[Paragraph] = []
        self._blank: list[bool] = []  # for each whether white space that follows is none of the text
        self._changes: dict[str, _Change] = {}
        self._begun: dict[str, int] = {}
        self._said: list[str] = []  # of a comment
        self._before: tuple[int, int, int] | None = None  # the paragraph that has just ended, and what it lies in
        self._silent = 0  # how deep the element lies whose content is left out; 0 for none
        for tag in parts.whole(self._text, part):
            if tag.markup is Markup.START:
                self._stack.append(tag)
                if not self._silent:
                    self._start(tag)
                if tag.empty:
                    self._end(tag)
            elif tag.markup is Markup.END:
                self._end(tag)
            elif self._stack[-1].name in _PARAGRAPHS | _INLINE:
                self._characters(tag)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        parent = self._stack[-2] if len(self._stack) > 1 else tag
        before, self._before = self._before, None
        self.ids.update(tag.attributes[each] for each in ("xml:id", "text:id") if each in tag.attributes)
        if name in _HOSTS:
            self.hosts.append(Host(tag.end, None))
        elif name in _LEFT_OUT:
            self._silent = len(self._stack)
        elif name in _PARAGRAPHS and any(above.name in _HOSTS for above in self._stack):
            self._begin_paragraph(tag, parent, before)
        elif name in {"text:change-start", "text:change-end"}:
            self._inserted(tag)
        if self._open and name not in _PARAGRAPHS | _INLINE | _SPACES.keys():
            self._open[-1].removable = False
            if name not in _MARKS and parent.name in _PARAGRAPHS | _INLINE:
                self._gap(OBJECT)

    def _begin_paragraph(self, tag: Tag, parent: Tag, before: tuple[int, int, int] | None) -> None:
        paragraph = Paragraph(self._text, tag.start, parent.start)
        paragraph.removable = parent.name == "office:text"
        found = nature(self._styles, tag.attributes.get("text:style-name"))
        paragraph.kind, paragraph.quoted, paragraph.language = found
        if tag.name == "text:h":
            paragraph.kind = Kind.HEADLINE
        elif found.kind is Kind.BODY:
            celled = any(above.name == "table:table-cell" for above in self._stack)
            paragraph.kind = Kind.CELL if celled else self._usual
        if before is not None and before[2] == parent.start:
            self.preceding[tag.start] = before[:2]
        self.paragraphs.append(paragraph)
        self._open.append(paragraph)
        self._blank.append(True)

    def _inserted(self, tag: Tag) -> None:
        number = tag.attributes.get("text:change-id", "")
        if tag.name == "text:change-start":
            self._begun[number] = tag.end
        elif number in self._begun and number in self._changes:
            self.inserted.append(Inserted(self._begun[number], tag.start, *self._changes[number]))

    def _gap(self, text: str) -> None:
        self._open[-1].loom.gap(text)
        self._blank[-1] = False

    def _characters(self, tag: Tag) -> None:
        """Read character data; white space runs together to one space, and is nothing at the start."""
        start, end = tag.start, tag.end
        if self._silent:
            self._said.append(resolved(self._text[start:end]))
            return
        if not self._open:
            return
        loom = self._open[-1].loom
        before = loom.length
        if tag.markup is Markup.CDATA:
            loom.stand_in(start, end, self._text[start + len(OPEN) : end - len(CLOSE)])
        else:
            if self._blank[-1]:
                start = end - len(self._text[start:end].lstrip(_WHITE))
            loom.decoded(start, end, REFERENCES_AND_BLANKS, decoded, verbatim)
        if loom.length > before:
            self._blank[-1] = self._text[end - 1] in _WHITE
            self._open[-1].spoken(self._language(), self._text[start:end])

    def _language(self) -> str | None:
        """Return the language of the innermost span that has one."""
        for tag in reversed(self._stack):
            if tag.name in _PARAGRAPHS:
                break
            found = nature(self._styles, tag.attributes.get("text:style-name")).language
            if found:
                return found
        return None

    def _end(self, tag: Tag) -> None:
        start = self._stack.pop()
        name = start.name
        if self._silent:
            if len(self._stack) < self._silent:
                self._silent = 0
                self._left(start, tag)
            return
        self._before = None
        if name in _PARAGRAPHS and self._open and self._open[-1].start == start.start:
            paragraph = self._open.pop()
            paragraph.end = tag.end
            self._blank.pop()
            if not start.empty:
                self._before = (paragraph.start, tag.start, paragraph.inside)
        elif name in _SPACES and self._open:
            count = start.attributes.get("text:c", "1")
            spaces = min(int(count), _MOST_SPACES) if count.isdigit() and len(count) < 6 else 1
            self._gap(_SPACES[name] * (spaces if name == "text:s" else 1))

    def _left(self, start: Tag, end: Tag) -> None:
        """Take note of an element whose content was left out."""
        if start.name == "office:annotation" and self._open:
            self._open[-1].comments.append((self._open[-1].loom.length, "".join(self._said)))
        elif start.name == "office:forms" and self._stack[-1].name in _HOSTS:
            self.hosts[-1] = Host(end.end, None)
        elif start.name == "text:tracked-changes" and self.hosts:
            whole, regions = parts.element(self._text, start.start, end.end, self._part.prefixes)
            self.hosts[-1] = Host(self.hosts[-1].place, whole)
            for region in regions:
                self._region(region)
        self._said.clear()

    def _region(self, region: Element) -> None:
        """Take note of a change that the document comes with; only what was inserted matters to the text."""
        prefixes = self._part.prefixes
        number = region.attributes.get("xml:id") or region.attributes.get("text:id") or ""
        self.ids.update({number, region.attributes.get("text:id", number)})
        for change in parts.element(self._text, region.start, region.end, prefixes)[1]:
            if change.name == "text:insertion":
                for info in parts.element(self._text, change.start, change.end, prefixes)[1][:1]:
                    said = parts.element(self._text, info.start, info.end, prefixes)[1]
                    authors = [self._text[each.inner : each.inner_end] for each in said if each.name == "dc:creator"]
                    self._changes[number] = _Change("".join(authors), (info.start, info.end))
