"""Paragraphs and runs of the parts of a Word document, read as they stand once every tracked change is accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lint.document import Kind
from lint.formats import parts
from lint.formats.blocks import OBJECT
from lint.formats.chardata import CLOSE, OPEN, decoded
from lint.formats.docx_runs import Atom, Inserted, Run, shown
from lint.formats.office import AUTHOR, Paragraph, Style, nature
from lint.formats.parts import Part, Tag
from lint.formats.scanner import Markup
from lint.formats.slices import verbatim

_LEFT_OUT = {
    "w:del", "w:moveFrom", "w:instrText", "w:delInstrText", "w:fldData", "w:rt", "w:pPrChange", "w:rPrChange",
    "w:sectPrChange", "w:tblPrChange", "w:tcPrChange", "w:trPrChange", "w:tblPrExChange", "w:tblGridChange",
}  # fmt: skip
_OBJECTS = {"w:drawing", "w:pict", "w:object", "w:sym", "m:oMath", "m:oMathPara"}
_BREAKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n"}
_LETTERS = {"w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_INSERTED = {"w:ins", "w:moveTo"}
_KEEPING = {
    "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:sectPr",
    "w:footnoteReference", "w:endnoteReference", "w:fldChar", "w:fldSimple", "w:sdt", "w:permStart", "w:permEnd",
    "w:ins", "w:del", "w:moveTo", "w:moveFrom", "mc:AlternateContent", *_OBJECTS,
}  # fmt: skip
"""What keeps a paragraph from being removed with its text."""

_PROPERTIES = {"w:rPr", "w:pPr", "w:trPr", "w:tcPr", "w:sdtPr"}
_OFF = {"0", "false", "off"}
_INSIDE = re.compile(r"&[^;]*;|[\t\r\n]")
_NO_LANGUAGE = {"", "x-none", "zxx"}


def language(tag: Tag) -> str | None:
    """Return what a ``w:lang`` says about Latin, Greek and Cyrillic letters."""
    said = tag.attributes.get("w:val", "")
    return None if said.lower() in _NO_LANGUAGE else said


def heads(level: str) -> bool:
    """Say whether an outline level is that of a heading."""
    return level.isdigit() and int(level) < 9


class _OpenParagraph:
    """A paragraph, how many alternates it lies in, and what it is if its style does not tell."""

    def __init__(self, paragraph: Paragraph, alternates: int, usual: Kind) -> None:
        self.paragraph, self.alternates, self.usual = paragraph, alternates, usual


class _OpenRun:
    """A run and what its properties say."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.hidden = False
        self.language: str | None = None


class _Alternate:
    """An open ``mc:AlternateContent``: the paragraphs of the choice that is read, and where others go meanwhile."""

    def __init__(self) -> None:
        self.chosen: list[Paragraph] | None = None
        self.outside: list[Paragraph] = []


class Reader:
    """Follows the tags of the parts and keeps what is open; paragraphs come in the order of their beginnings."""

    def __init__(self, text: str, styles: Mapping[str, Style], plain: str | None, comments: Mapping[str, str]) -> None:
        self._text, self._styles, self._plain, self._comments = text, styles, plain, comments
        self.paragraphs: list[Paragraph] = []
        self.runs: list[Run] = []
        self.atoms: list[Atom] = []
        self.ids: set[int] = set()

    def read(self, part: Part, usual: Kind) -> None:
        """Read one part, in which a paragraph of no special style is of the ``usual`` kind."""
        self._usual = usual
        self._stack: list[Tag] = []
        self._open: list[_OpenParagraph] = []
        self._runs: list[_OpenRun] = []
        self._fields: list[bool] = []  # for each open field whether its instruction is being read
        self._inserted: list[Inserted] = []
        self._alternates: list[_Alternate] = []
        self._sink = self.paragraphs
        self._waiting: list[str] = []  # comments before the paragraph they stand in
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
            elif not self._silent and self._stack[-1].name == "w:t":
                self._characters(tag)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        parent = self._stack[-2].name if len(self._stack) > 1 else ""
        number = tag.attributes.get("w:id", "")
        if number.isdigit():
            self.ids.add(int(number))
        if parent in _PROPERTIES:
            self._property(tag, parent)
            return
        if self._open and name in _KEEPING:
            self._open[-1].paragraph.removable = False
        if name in _LEFT_OUT:
            self._leave_out(name)
        elif name == "w:p":
            self._begin_paragraph(tag, parent)
        elif name == "w:tbl" and self._sink:
            self._sink[-1].joins = False
        elif name == "w:r":
            self._begin_run(tag)
        elif name in _OBJECTS:
            self._object()
            if name.startswith("m:"):
                self._leave_out(name)
        elif name in _INSERTED:
            self._inserted.append(Inserted(tag.start, tag.end, tag.attributes.get("w:author", ""), len(self._stack)))
        elif name == "w:fldChar":
            self._field(tag.attributes.get("w:fldCharType", ""))
        elif name == "w:commentRangeStart":
            self._comment(number)
        elif name.startswith("mc:"):
            self._alternative(name)

    def _leave_out(self, name: str) -> None:
        """Pass over the nearest open element of a name, up to its end."""
        depth = len(self._stack)
        while self._stack[depth - 1].name != name:
            depth -= 1
        self._silent = depth

    def _property(self, tag: Tag, parent: str) -> None:
        """Take note of a property of a run, a paragraph, a row, a cell or a content control."""
        name, said = tag.name, tag.attributes.get("w:val", "")
        above = self._stack[-3].name if len(self._stack) > 2 else ""
        if name in {"w:pPrChange", "w:rPrChange", "w:trPrChange", "w:tcPrChange"}:
            self._leave_out(name)
        elif parent == "w:rPr" and above == "w:r" and self._runs:
            if name == "w:vanish":
                self._runs[-1].hidden = said not in _OFF
            elif name == "w:lang":
                self._runs[-1].language = language(tag)
        elif parent == "w:rPr" and above == "w:pPr" and self._open:
            self._open[-1].paragraph.joins |= name in {"w:del", "w:moveFrom"}
        elif parent == "w:pPr" and self._open:
            if name == "w:pStyle":
                self._natured(said)
            elif name == "w:outlineLvl" and heads(said):
                self._open[-1].paragraph.kind = Kind.HEADLINE
            elif name == "w:sectPr":
                self._open[-1].paragraph.removable = False
        elif (above, parent, name) == ("w:tr", "w:trPr", "w:del"):
            self._leave_out("w:tr")
        elif (above, parent, name) == ("w:tc", "w:tcPr", "w:cellDel"):
            self._leave_out("w:tc")
        elif (above, parent, name) == ("w:sdt", "w:sdtPr", "w:dataBinding"):  # Word takes such text from elsewhere
            self._object()
            self._leave_out("w:sdt")

    def _begin_paragraph(self, tag: Tag, parent: str) -> None:
        celled = any(above.name == "w:tc" for above in self._stack)
        paragraph = Paragraph(self._text, tag.start, self._stack[-2].start if parent else 0)
        paragraph.removable = parent == "w:body"
        paragraph.comments = [(0, body) for body in self._waiting]
        self._waiting.clear()
        self._open.append(_OpenParagraph(paragraph, len(self._alternates), Kind.CELL if celled else self._usual))
        self._sink.append(paragraph)
        self._natured(self._plain)

    def _natured(self, style: str | None) -> None:
        opened, found = self._open[-1], nature(self._styles, style)
        opened.paragraph.kind = opened.usual if found.kind is Kind.BODY else found.kind
        opened.paragraph.quoted, opened.paragraph.language = found.quoted, found.language

    def _begin_run(self, tag: Tag) -> None:
        direct = self._inserted[-1] if self._inserted and self._inserted[-1].depth == len(self._stack) - 1 else None
        own = any(inserted.author == AUTHOR for inserted in self._inserted)
        self._runs.append(_OpenRun(len(self.runs)))
        self.runs.append(Run(tag.start, tag.end, own, direct))

    def _reads(self) -> bool:
        """Say whether text that stands here is read."""
        return bool(
            self._open
            and self._runs
            and not self._runs[-1].hidden
            and not any(self._fields)
            and self._open[-1].alternates == len(self._alternates)
        )

    def _object(self) -> None:
        if self._open and self._open[-1].alternates == len(self._alternates):
            self._open[-1].paragraph.removable = False
            self._open[-1].paragraph.loom.gap(OBJECT)

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields.append(True)
        elif self._fields and what == "separate":
            self._fields[-1] = False
        elif self._fields and what == "end":
            self._fields.pop()

    def _comment(self, number: str) -> None:
        body = self._comments.get(number)
        if body is not None and self._open:
            paragraph = self._open[-1].paragraph
            paragraph.comments.append((paragraph.loom.length, body))
        elif body is not None:
            self._waiting.append(body)

    def _alternative(self, name: str) -> None:
        if name == "mc:AlternateContent":
            self._object()
            self._alternates.append(_Alternate())
        elif self._alternates and name in {"mc:Choice", "mc:Fallback"}:
            alternate = self._alternates[-1]
            if name == "mc:Choice" and alternate.chosen is not None:
                self._leave_out(name)
                return
            alternate.outside, self._sink = self._sink, []

    def _end_alternative(self, name: str) -> None:
        if name == "mc:AlternateContent":
            self._alternates.pop()
            return
        alternate, found = self._alternates[-1], self._sink
        self._sink = alternate.outside
        if alternate.chosen is None:
            alternate.chosen = found
            self._sink += found
        elif [each.loom.text() for each in found] == [each.loom.text() for each in alternate.chosen]:
            for paragraph, second in zip(alternate.chosen, found, strict=True):
                paragraph.shadow = second.loom

    def _characters(self, tag: Tag) -> None:
        """Read what stands in a ``w:t``; white space at its ends counts only where the file says so."""
        if not self._reads():
            return
        loom, run = self._open[-1].paragraph.loom, self._runs[-1]
        start, end = tag.start, tag.end
        if tag.markup is Markup.CDATA:
            loom.stand_in(start, end, self._text[start + len(OPEN) : end - len(CLOSE)])
        else:
            start, end = shown(self._text, start, end, self._stack[-1].attributes.get("xml:space") == "preserve")
            loom.decoded(start, end, _INSIDE, decoded, verbatim)
        if start == end:
            return
        self.atoms.append(Atom(start, end, run.number))
        self._open[-1].paragraph.spoken(run.language, self._text[start:end])

    def _end(self, tag: Tag) -> None:
        start = self._stack.pop()
        name = start.name
        if self._silent:
            if len(self._stack) < self._silent:
                self._silent = 0
            return
        if name == "w:p" and self._open:
            self._open.pop().paragraph.end = tag.end
        elif name == "w:r" and self._runs:
            number = self._runs.pop().number
            self.runs[number] = self.runs[number]._replace(end=tag.end)
        elif name in _BREAKS or name in _LETTERS:
            self._sign(name, start.start, tag.end)
        elif name in _INSERTED and self._inserted and self._inserted[-1].depth == len(self._stack) + 1:
            self._inserted.pop()
        elif name in {"mc:AlternateContent", "mc:Choice", "mc:Fallback"} and self._alternates:
            self._end_alternative(name)

    def _sign(self, name: str, start: int, end: int) -> None:
        """Read an element that stands for a letter; breaks no edit can reach."""
        if self._stack[-1].name != "w:r" or not self._reads():
            return
        self.atoms.append(Atom(start, end, self._runs[-1].number))
        loom = self._open[-1].paragraph.loom
        if name in _BREAKS:
            loom.gap(_BREAKS[name])
        else:
            loom.stand_in(start, end, _LETTERS[name])
