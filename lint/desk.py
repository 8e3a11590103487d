"""What a news desk sees in copy its format left as body: headlines, bylines, datelines, captions, credits, quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from lint.document import Document, Kind, Region, Span
from lint.marks import (
    CAPTION_LIMIT,
    LINE_LIMIT,
    Marks,
    agency_or_credit,
    credit_start,
    ends_in_common_word,
    ends_sentence,
    is_byline,
    is_date,
    is_lead,
    is_title,
    lead_ends,
    opens_caption,
    quotations,
)
from lint.typed import Any, NamedTuple

# Lengths in code points; what is longer is running copy.
HEADLINE_LIMIT = 140
SUBHEAD_LIMIT = 90
HEADLINES = 4  # lines before the first paragraph

_LINE = re.compile(r"[^\r\n]+")
# What opens a line of another kind than running copy: a label's colon, the dash or bracket of a dateline.
_OPENING = re.compile(r"[:)\u2013\u2014-](?:(?<=[:)])|(?<=\s.)(?=\s))")


def compile_marks(raw: Mapping[str, Any]) -> Marks:
    """Turn the raw value of desk.yaml, all of whose scalars are strings, into plain data that marshal can keep."""
    closers: dict[str, str] = {}
    for opening, closing in raw["quotation"]["pairs"]:
        closers[opening] = closers.get(opening, "") + closing
    agencies, dates = raw["agencies"], raw["dates"]
    months = _words(dates["months"].values())
    joining = _words(raw["byline"]["joining"].values())
    all_dates = months | _words(dates["weekdays"].values()) | _words(dates["about"].values())
    all_agencies = _words([*agencies["text"], *agencies["photo"]])
    return {
        "terminal": raw["punctuation"]["terminal"],
        "open": raw["punctuation"]["open"],
        "closing": raw["punctuation"]["closing"],
        "ending": raw["punctuation"]["terminal"] + raw["punctuation"]["closing"],
        "quotation": closers,
        "quotation_open": "".join(closers),
        "quotation_spaced_open": "".join(opening for opening, _ in raw["quotation"]["spaced"]),
        "quotation_spaced_close": "".join(closing for _, closing in raw["quotation"]["spaced"]),
        "quotation_tight": raw["quotation"]["tight"],
        "quotation_pattern": _quotation_pattern(closers, raw["quotation"]["tight"]),
        "byline": _words(raw["byline"]["before"].values()),
        "byline_labels": _words(raw["byline"]["labels"].values()),
        "joining": joining,
        "small": joining | all_dates | {word for name in all_agencies for word in name.split()},
        "text_agencies": _words(agencies["text"]),
        "photo_agencies": _words(agencies["photo"]),
        "agencies": all_agencies,
        "caption_openings": _words(raw["caption"]["opening"].values()),
        "caption_labels": _words(raw["caption"]["labels"].values()),
        "credit_labels": _words(raw["credit"]["labels"].values()),
        "credit_phrases": tuple(sorted(_words(raw["credit"]["phrases"].values()))),
        "credit_pattern": "|".join(map(re.escape, sorted(_words(raw["credit"]["phrases"].values())))),
        "months": months,
        "dates": all_dates,
    }


def _quotation_pattern(closers: Mapping[str, str], tight: str) -> str:
    """Write the marks as a pattern; between two letters (don't) a mark is an apostrophe, unless it is a tight one."""
    marks = re.escape("".join(sorted({*closers, *"".join(closers.values())})))
    return rf"[{marks}](?:(?<=[{re.escape(tight)}])|(?!(?<=[^\W_].)[^\W_]))"


def _words(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(word.lower() for words in lists for word in words)


def classify(document: Document, marks: Marks, begun: bool = False) -> Document:
    """Return the document with its body blocks told apart, and quotations and credits marked inside every block.

    ``begun`` says that the running copy began in an earlier piece of it. Blocks of another kind than BODY keep it. A
    block is split where its lines are of several kinds; every caption line is a region of its own. A quotation's span
    holds its marks, a credit's the words that announce it. Linear.
    """
    text = document.text
    blocks, nested = _blocks_and_nested(document.regions)
    copy = _Copy(text, blocks, marks, begun)
    quoted = [match.start() for match in re.finditer(marks["quotation_pattern"], text)]
    regions: list[Region] = []
    for number, block in enumerate(blocks):
        inside = nested.get(number, [])
        for part in [block] if inside or block.kind is not Kind.BODY else copy.parts(number):
            regions.append(part)
            first, last = bisect_left(quoted, part.span.start), bisect_left(quoted, part.span.end)
            if inside or part.kind is Kind.CAPTION or last - first > 1:  # one mark alone encloses nothing
                regions += sorted([*inside, *_nested(text, part, quoted[first:last], marks, inside)], key=_by_place)
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


def _nested(text: str, block: Region, places: list[int], marks: Marks, known: list[Region]) -> Iterator[Region]:
    """Yield the quotations and the credit inside a block, but for those that a known quotation holds already."""
    span = block.span
    for found in quotations(text, span, places, marks):
        if not any(region.span.holds(found) for region in known if region.kind is Kind.QUOTE):
            yield Region(found, Kind.QUOTE, block.language)
    if block.kind is Kind.CAPTION:
        credit = credit_start(text[span.start : span.end], marks)
        if credit is not None and not any(region.kind is Kind.CREDIT for region in known):
            yield Region(Span(span.start + credit, span.end), Kind.CREDIT, block.language)


class _Line(NamedTuple):
    span: Span
    kind: Kind


class _Below(NamedTuple):
    """The lines below one: how many, how many are notes (a byline) or end a sentence, and the longest's length."""

    lines: int
    notes: int
    ended: int
    longest: int


def _heads(line: str, following: list[str], below: _Below) -> bool:
    """Say whether a line stands as a title above the other lines of its block, and begins no wrapped paragraph.

    Of the lines below a title most end a sentence, or are notes such as a byline, and some are longer than it.
    """
    if below.notes == below.lines:
        return True
    return not following[0][:1].islower() and 2 * below.ended >= below.lines and below.longest > len(line) * 6 / 5


class _Copy:
    """Reads the blocks in their order and remembers whether the running copy has begun."""

    def __init__(self, text: str, blocks: list[Region], marks: Marks, begun: bool) -> None:
        self._text, self._blocks, self._marks = text, blocks, marks
        # A format that knows headlines has told them; what it left are other short lines (menus, lists).
        self._untitled = not any(block.kind is Kind.HEADLINE for block in blocks)
        self._has_copy = any(map(self._is_paragraph, blocks))
        self._heading = not begun
        self._headlines = 0

    def _is_paragraph(self, block: Region) -> bool:
        start, end = block.span
        return block.kind is Kind.BODY and (end - start > 2 * LINE_LIMIT or self._ends_sentence(start, end))

    def _ends_sentence(self, start: int, end: int) -> bool:
        return ends_sentence(self._text[max(start, end - LINE_LIMIT) : end], self._marks)

    def parts(self, number: int) -> Iterable[Region]:
        """Return the regions that a body block falls into."""
        block = self._blocks[number]
        line = self._text[block.span.start : block.span.end]
        if _is_one_line(line) and (len(line) > HEADLINE_LIMIT or ends_sentence(line, self._marks)):
            opens = _OPENING.search(line, 0, LINE_LIMIT) is not None
            if self._is_plain(line, opens) or self._kind_of_line(line, False, True) is Kind.BODY:
                self._heading = False
                return self._led(block.span, block.language) if opens else (block,)
        return self._joined(list(self._lines(number)), block.language)

    def _joined(self, lines: list[_Line], language: str | None) -> Iterator[Region]:
        """Yield the regions of lines, those of running copy that follow one another as one."""
        start = 0
        while start < len(lines):
            end = start + 1
            while lines[start].kind is Kind.BODY and end < len(lines) and lines[end].kind is Kind.BODY:
                end += 1
            span = Span(lines[start].span.start, lines[end - 1].span.end)
            if lines[start].kind is Kind.BODY:
                yield from self._led(span, language)
            else:
                yield Region(span, lines[start].kind, language)
            start = end

    def _led(self, span: Span, language: str | None) -> Iterator[Region]:
        """Yield running copy, the dateline that it opens with as a region of its own."""
        lead = self._leading_dateline(span)
        if lead:
            yield Region(lead, Kind.DATELINE, language)
            start = lead.end
            while start < span.end and self._text[start].isspace():
                start += 1
            span = Span(start, span.end)
        yield Region(span, Kind.BODY, language)

    def _is_plain(self, line: str, opens: bool) -> bool:
        """Say whether nothing in a line could tell of another kind, so that no other need be thought of."""
        if opens or (self._heading and len(line) <= LINE_LIMIT):
            return False
        return ends_in_common_word(line, self._marks)

    def _lines(self, number: int) -> Iterator[_Line]:
        """Yield the lines of a block with their kinds, a wrapped caption as one."""
        spans = [Span(*match.span()) for match in _LINE.finditer(self._text, *self._blocks[number].span)]
        lines = [self._text[span.start : span.end].strip() for span in spans]
        below: list[_Below] = []  # worked out when the first line may head the others
        done: list[_Line] = []
        open_from = 0  # the first of the body lines at the end of ``done`` that run on, none of them ending a sentence
        index = 0
        while index < len(lines):
            line, span = lines[index], _strip(self._text, spans[index])
            running = open_from < len(done)
            kind = self._kind_of_line(line, running, index + 1 == len(lines))
            if kind is Kind.BODY and not running and self._may_head(line):
                below = below or self._all_below(lines)
                if _heads(line, lines[index + 1 : index + 2], below[index]):
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
        credit = credit_start(line, marks)
        if len(line) <= LINE_LIMIT:
            if not running and is_date(line, marks):
                return Kind.DATELINE
            kind = agency_or_credit(line, credit, marks) if last or not running else None
            if kind:
                return kind
            if not running and self._heading and self._headlines and is_byline(line, marks):
                return Kind.BYLINE
        return Kind.CAPTION if credit or (not running and opens_caption(line, marks)) else Kind.BODY

    def _may_head(self, line: str) -> bool:
        return (
            self._untitled
            and self._heading
            and self._has_copy
            and self._headlines < HEADLINES
            and is_title(line, HEADLINE_LIMIT, self._marks)
        )

    def _all_below(self, lines: list[str]) -> list[_Below]:
        """Return for each line what stands below it; all of them in one walk, so that a long list stays linear."""
        below = [_Below(0, 0, 0, 0)]
        for line in lines[:0:-1]:
            count, notes, ended, longest = below[-1]
            note = self._kind_of_line(line, False, True) is not Kind.BODY or is_byline(line, self._marks)
            ends = note or ends_sentence(line, self._marks)
            below.append(_Below(count + 1, notes + note, ended + ends, max(longest, len(line))))
        return below[::-1]

    def _is_subhead(self, number: int, line: str) -> bool:
        return (
            self._untitled
            and 0 < number < len(self._blocks) - 1
            and is_title(line, SUBHEAD_LIMIT, self._marks)
            and self._is_paragraph(self._blocks[number + 1])
            and (self._is_paragraph(self._blocks[number - 1]) or self._blocks[number - 1].kind is not Kind.BODY)
        )

    def _leading_dateline(self, span: Span) -> Span | None:
        """Return the "KYIV, March 3 (Reuters) -" that a paragraph opens with, its dash included."""
        head = self._text[span.start : min(span.end, span.start + LINE_LIMIT)]
        for end in lead_ends(head):
            after = head[end:].lstrip()[:1]
            if after and not after.islower() and is_lead(head[:end], self._marks):
                return Span(span.start, span.start + end)
        return None


def _is_one_line(text: str) -> bool:
    return not ("\n" in text or "\r" in text or text[:1].isspace() or text[-1:].isspace())


def _strip(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends."""
    line = text[span.start : span.end]
    start = span.start + len(line) - len(line.lstrip())
    return Span(start, max(start, span.start + len(line.rstrip())))
