"""What a news desk sees in copy its format left as body: headlines, bylines, datelines, captions, credits, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lint.document import Document, Kind, Region, Span
from lint.marks import (
    CAPTION_LIMIT,
    LINE_LIMIT,
    Marks,
    agency_or_credit,
    credit_start,
    ends_sentence,
    is_byline,
    is_date,
    is_lead,
    is_title,
    lead_ends,
    opens_caption,
    quotations,
)

# Lengths in code points; what is longer is running copy.
HEADLINE_LIMIT = 140
SUBHEAD_LIMIT = 90
HEADLINES = 4  # lines before the first paragraph

_LINE = re.compile(r"[^\r\n]+")


def compile_marks(raw: Mapping[str, Any]) -> Marks:
    """Turn the raw value of desk.yaml, all of whose scalars are strings, into plain data that marshal can keep."""
    closers: dict[str, str] = {}
    for opening, closing in raw["quotation"]["pairs"]:
        closers[opening] = closers.get(opening, "") + closing
    agencies, dates = raw["agencies"], raw["dates"]
    months = _words(dates["months"].values())
    return {
        "terminal": raw["punctuation"]["terminal"],
        "open": raw["punctuation"]["open"],
        "closing": raw["punctuation"]["closing"],
        "quotation": closers,
        "quotation_open": "".join(closers),
        "quotation_spaced_open": "".join(opening for opening, _ in raw["quotation"]["spaced"]),
        "quotation_spaced_close": "".join(closing for _, closing in raw["quotation"]["spaced"]),
        "quotation_tight": raw["quotation"]["tight"],
        "quotation_pattern": "[" + re.escape("".join(sorted({*closers, *"".join(closers.values())}))) + "]",
        "byline": _words(raw["byline"]["before"].values()),
        "byline_labels": _words(raw["byline"]["labels"].values()),
        "joining": _words(raw["byline"]["joining"].values()),
        "text_agencies": _words(agencies["text"]),
        "photo_agencies": _words(agencies["photo"]),
        "agencies": _words([*agencies["text"], *agencies["photo"]]),
        "caption_openings": _words(raw["caption"]["opening"].values()),
        "caption_labels": _words(raw["caption"]["labels"].values()),
        "credit_labels": _words(raw["credit"]["labels"].values()),
        "credit_pattern": "|".join(map(re.escape, sorted(_words(raw["credit"]["phrases"].values())))),
        "months": months,
        "dates": months | _words(dates["weekdays"].values()) | _words(dates["about"].values()),
    }


def _words(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(word.lower() for words in lists for word in words)


def classify(document: Document, marks: Marks) -> Document:
    """Return the document with its body blocks told apart, and quotations and credits marked inside every block.

    Blocks of another kind than BODY keep it. A block is split where its lines are of several kinds; every caption line
    is a region of its own. A quotation's span holds its marks, a credit's the words that announce it. Linear.
    """
    blocks, nested = _blocks_and_nested(document.regions)
    copy = _Copy(document.text, blocks, marks)
    regions: list[Region] = []
    for number, block in enumerate(blocks):
        inside = nested.get(number, [])
        parts = [block] if inside or block.kind is not Kind.BODY else list(copy.parts(number))
        for part in parts:
            regions.append(part)
            regions += sorted([*inside, *_nested(document.text, part, marks, inside)], key=_by_place)
    return document._replace(regions=tuple(regions))


def _by_place(region: Region) -> tuple[int, int]:
    return region.span.start, -region.span.end


def _blocks_and_nested(regions: Iterable[Region]) -> tuple[list[Region], dict[int, list[Region]]]:
    """Part the blocks from what lies inside them; the key is the number of the block."""
    blocks: list[Region] = []
    nested: dict[int, list[Region]] = {}
    for region in regions:
        if blocks and blocks[-1].span.holds(region.span):
            nested.setdefault(len(blocks) - 1, []).append(region)
        else:
            blocks.append(region)
    return blocks, nested


def _nested(text: str, block: Region, marks: Marks, known: list[Region]) -> Iterator[Region]:
    """Yield the quotations and the credit inside a block, but for those that a known quotation holds already."""
    span = block.span
    for quotation in quotations(text[span.start : span.end], marks):
        found = Span(span.start + quotation.start, span.start + quotation.end)
        if not any(region.span.holds(found) for region in known if region.kind is Kind.QUOTE):
            yield Region(found, Kind.QUOTE, block.language)
    if block.kind is Kind.CAPTION:
        credit = credit_start(text[span.start : span.end], marks)
        if credit is not None and not any(region.kind is Kind.CREDIT for region in known):
            yield Region(Span(span.start + credit, span.end), Kind.CREDIT, block.language)


class _Line(NamedTuple):
    span: Span
    kind: Kind


class _Copy:
    """Reads the blocks in their order and remembers whether the running copy has begun."""

    def __init__(self, text: str, blocks: list[Region], marks: Marks) -> None:
        self._text, self._blocks, self._marks = text, blocks, marks
        # A format that knows headlines has told them; what it left are other short lines (menus, lists).
        self._untitled = not any(block.kind is Kind.HEADLINE for block in blocks)
        self._paragraphs = [self._is_paragraph(block) for block in blocks]
        self._has_copy = any(self._paragraphs)
        self._heading = True
        self._headlines = 0

    def _is_paragraph(self, block: Region) -> bool:
        return block.kind is Kind.BODY and (
            block.span.end - block.span.start > 2 * LINE_LIMIT
            or ends_sentence(self._text[block.span.start : block.span.end], self._marks)
        )

    def parts(self, number: int) -> Iterator[Region]:
        """Yield the regions that a body block falls into."""
        block = self._blocks[number]
        lines = list(self._lines(number))
        start = 0
        while start < len(lines):
            end = start + 1
            while lines[start].kind is Kind.BODY and end < len(lines) and lines[end].kind is Kind.BODY:
                end += 1
            span = Span(lines[start].span.start, lines[end - 1].span.end)
            lead = self._leading_dateline(span) if lines[start].kind is Kind.BODY else None
            if lead:
                yield Region(lead, Kind.DATELINE, block.language)
                rest = self._text[lead.end : span.end]
                span = Span(span.end - len(rest.lstrip()), span.end)
            yield Region(span, lines[start].kind, block.language)
            start = end

    def _lines(self, number: int) -> Iterator[_Line]:
        """Yield the lines of a block with their kinds, a wrapped caption as one."""
        spans = [Span(*match.span()) for match in _LINE.finditer(self._text, *self._blocks[number].span)]
        lines = [self._text[span.start : span.end].strip() for span in spans]
        done: list[_Line] = []
        open_from = 0  # the first of the body lines at the end of ``done`` that run on, none of them ending a sentence
        index = 0
        while index < len(lines):
            line, span = lines[index], _strip(self._text, spans[index])
            running = open_from < len(done)
            kind = self._kind_of_line(line, running, index + 1 == len(lines))
            if kind is Kind.BODY and not running and self._may_head(line) and self._heads(line, lines[index + 1 :]):
                kind = Kind.HEADLINE
                self._headlines += 1
            if kind is Kind.CAPTION:
                if running and span.end - done[open_from].span.start <= CAPTION_LIMIT:
                    span = Span(done[open_from].span.start, span.end)
                    del done[open_from:]
                while index + 1 < len(lines) and self._runs_on(lines[index], lines[index + 1], span):
                    index += 1
                    span = Span(span.start, _strip(self._text, spans[index]).end)
            done.append(_Line(span, kind))
            ended = ends_sentence(lines[index], self._marks)
            if kind is not Kind.BODY or ended:
                open_from = len(done)
            elif len(line) > LINE_LIMIT:
                self._heading = False
            if kind is Kind.BODY and ended:
                self._heading = False
            index += 1
        if len(lines) == 1 and done[0].kind is Kind.BODY and self._is_subhead(number, lines[0]):
            done[0] = _Line(done[0].span, Kind.HEADLINE)
        yield from done

    def _runs_on(self, line: str, following: str, span: Span) -> bool:
        """Say whether a caption goes on in the next line."""
        return (
            following[:1].islower()
            and not ends_sentence(line, self._marks)
            and span.end - span.start + len(following) <= CAPTION_LIMIT
        )

    def _kind_of_line(self, line: str, running: bool, last: bool) -> Kind:
        """Return the kind a line shows by its words alone.

        ``running`` says that the line before it goes on in it, ``last`` that it is the last of its block.
        """
        marks = self._marks
        if len(line) > CAPTION_LIMIT:
            return Kind.BODY
        if len(line) <= LINE_LIMIT:
            if not running and is_date(line, marks):
                return Kind.DATELINE
            kind = agency_or_credit(line, marks) if last or not running else None
            if kind:
                return kind
            if not running and self._heading and self._headlines and is_byline(line, marks):
                return Kind.BYLINE
        if not running and opens_caption(line, marks):
            return Kind.CAPTION
        credit = credit_start(line, marks)
        return Kind.CAPTION if credit else Kind.BODY

    def _may_head(self, line: str) -> bool:
        return (
            self._untitled
            and self._heading
            and self._has_copy
            and self._headlines < HEADLINES
            and is_title(line, HEADLINE_LIMIT, self._marks)
        )

    def _heads(self, line: str, others: list[str]) -> bool:
        """Say whether a line stands as a title above the other lines of its block, and begins no wrapped paragraph.

        Of the lines below a title most end a sentence, or are notes such as a byline, and some are longer than it.
        """
        notes = [
            self._kind_of_line(other, False, True) is not Kind.BODY or is_byline(other, self._marks) for other in others
        ]
        ended = sum(note or ends_sentence(other, self._marks) for note, other in zip(notes, others, strict=True))
        longer = any(len(other) > len(line) * 6 / 5 for other in others)
        return all(notes) or (not others[0][:1].islower() and 2 * ended >= len(others) and longer)

    def _is_subhead(self, number: int, line: str) -> bool:
        return (
            self._untitled
            and 0 < number < len(self._blocks) - 1
            and self._paragraphs[number + 1]
            and (self._paragraphs[number - 1] or self._blocks[number - 1].kind is not Kind.BODY)
            and is_title(line, SUBHEAD_LIMIT, self._marks)
        )

    def _leading_dateline(self, span: Span) -> Span | None:
        """Return the "KYIV, March 3 (Reuters) -" that a paragraph opens with, its dash included."""
        head = self._text[span.start : min(span.end, span.start + LINE_LIMIT)]
        for end in lead_ends(head):
            after = head[end:].lstrip()[:1]
            if after and not after.islower() and is_lead(head[:end], self._marks):
                return Span(span.start, span.start + end)
        return None


def _strip(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends."""
    line = text[span.start : span.end]
    start = span.start + len(line) - len(line.lstrip())
    return Span(start, max(start, span.start + len(line.rstrip())))
