"""What a news desk sees in copy that its format left as body: headlines, bylines, datelines, captions, credits, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypedDict

from lint.document import Document, Kind, Region, Span

# Lengths in code points; what is longer is running copy.
HEADLINE_LIMIT = 140
SUBHEAD_LIMIT = 90
LINE_LIMIT = 100  # a byline, a dateline, a credit
CAPTION_LIMIT = 1000
NAMELESS_CAPTION_LIMIT = 400  # a caption whose credit names no agency
HEADLINES = 4  # lines before the first paragraph

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DATE_PART = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC = re.compile(r"(?<!\d)(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[:.h]\d{2})(?!\d)")
_DASH = re.compile(r"\s[-–—]\s")
_CREDIT_END = re.compile(r"[^\W\d_]{2}[.!?]\s+[^\W\d_]{2}")  # an initial ends no sentence
_SEPARATORS = re.compile(r"\s*[/,;|+&]\s*|\s+[-–—]\s+")


class Marks(TypedDict):
    """The compiled marks of rules/words/desk.yaml; words are in lower case."""

    terminal: str
    open: str
    closing: str
    quotation: dict[str, str]
    byline: frozenset[str]
    byline_labels: frozenset[str]
    joining: frozenset[str]
    text_agencies: frozenset[str]
    photo_agencies: frozenset[str]
    caption_openings: frozenset[str]
    caption_labels: frozenset[str]
    credit_labels: frozenset[str]
    credit_phrases: tuple[str, ...]
    months: frozenset[str]
    dates: frozenset[str]


def compile_marks(raw: Mapping[str, Any]) -> Marks:
    """Turn the raw value of desk.yaml, all of whose scalars are strings, into plain data that marshal can keep."""
    closers: dict[str, str] = {}
    for opening, closing in raw["quotation"]:
        closers[opening] = closers.get(opening, "") + closing
    agencies, dates = raw["agencies"], raw["dates"]
    months = _words(dates["months"].values())
    return {
        "terminal": raw["punctuation"]["terminal"],
        "open": raw["punctuation"]["open"],
        "closing": raw["punctuation"]["closing"],
        "quotation": closers,
        "byline": _words(raw["byline"]["before"].values()),
        "byline_labels": _words(raw["byline"]["labels"].values()),
        "joining": _words(raw["byline"]["joining"].values()),
        "text_agencies": _words(agencies["text"]),
        "photo_agencies": _words(agencies["photo"]),
        "caption_openings": _words(raw["caption"]["opening"].values()),
        "caption_labels": _words(raw["caption"]["labels"].values()),
        "credit_labels": _words(raw["credit"]["labels"].values()),
        "credit_phrases": tuple(sorted(_words(raw["credit"]["phrases"].values()))),
        "months": months,
        "dates": months | _words(dates["weekdays"].values()) | _words(dates["about"].values()),
    }


def _words(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(word.lower() for words in lists for word in words)


def classify(document: Document, marks: Marks) -> Document:
    """Return the document with its body blocks told apart, and quotations and credits marked inside every block.

    Blocks of another kind than BODY keep it. A block is split where its lines are of several kinds; every caption line
    is a region of its own. A quotation's span holds its marks, a credit's the words that announce it. Linear in the text.
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
        if blocks and region.span in blocks[-1].span:
            nested.setdefault(len(blocks) - 1, []).append(region)
        else:
            blocks.append(region)
    return blocks, nested


def _nested(text: str, block: Region, marks: Marks, known: list[Region]) -> Iterator[Region]:
    """Yield the quotations and the credit inside a block, but for those that a known quotation holds already."""
    span = block.span
    for quotation in quotations(text[span.start : span.end], marks):
        found = Span(span.start + quotation.start, span.start + quotation.end)
        if not any(found in region.span for region in known if region.kind is Kind.QUOTE):
            yield Region(found, Kind.QUOTE, block.language)
    if block.kind is Kind.CAPTION:
        credit = _credit_start(text[span.start : span.end], marks)
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
            or _ends_sentence(self._text[block.span.start : block.span.end], self._marks)
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
        block = self._blocks[number]
        spans = [Span(m.start(), m.end()) for m in _LINE.finditer(self._text, *block.span)]
        lines = [self._text[span.start : span.end].strip() for span in spans]
        done: list[_Line] = []
        open_from = 0  # the first of the body lines that run on, each without the end of a sentence, up to here
        sentences: bool | None = None
        index = 0
        while index < len(lines):
            line = lines[index]
            running = open_from < len(done)
            kind = self._kind_of_line(line, running)
            if kind is Kind.BODY and not running and self._may_head(line):
                if sentences is None:
                    sentences = self._are_sentences(lines[index + 1 :])
                follows = lines[index + 1] if index + 1 < len(lines) else ""
                if (sentences or not follows) and not follows[:1].islower():
                    kind = Kind.HEADLINE
                    self._headlines += 1
            span = _strip(self._text, spans[index])
            if kind is Kind.CAPTION:
                if running and sum(len(part) for part in lines[open_from:index]) <= CAPTION_LIMIT:
                    span = Span(done[open_from].span.start, span.end)
                    del done[open_from:]
                while index + 1 < len(lines) and self._runs_on(line, lines[index + 1], span):
                    index += 1
                    line = lines[index]
                    span = Span(span.start, _strip(self._text, spans[index]).end)
            done.append(_Line(span, kind))
            if kind is not Kind.BODY or _ends_sentence(line, self._marks):
                open_from = len(done)
            if kind is Kind.BODY and (_ends_sentence(line, self._marks) or len(line) > LINE_LIMIT):
                self._heading = False
            index += 1
        if len(lines) == 1 and done[0].kind is Kind.BODY and self._is_subhead(number, lines[0]):
            done[0] = _Line(done[0].span, Kind.HEADLINE)
        yield from done

    def _runs_on(self, line: str, following: str, span: Span) -> bool:
        """Say whether a caption goes on in the next line."""
        return (
            following[:1].islower()
            and not _ends_sentence(line, self._marks)
            and span.end - span.start + len(following) <= CAPTION_LIMIT
        )

    def _kind_of_line(self, line: str, running: bool) -> Kind:
        """Return the kind a line shows by its words alone; ``running`` says that the line before it goes on in it."""
        marks = self._marks
        if len(line) > CAPTION_LIMIT:
            return Kind.BODY
        if len(line) <= LINE_LIMIT:
            if not running and _is_date(line, marks):
                return Kind.DATELINE
            kind = _agency_or_credit(line, marks)
            if kind:
                return kind
            if not running and self._heading and self._headlines and _is_byline(line, marks):
                return Kind.BYLINE
        if not running and _opens_caption(line, marks):
            return Kind.CAPTION
        credit = _credit_start(line, marks)
        return Kind.CAPTION if credit else Kind.BODY

    def _may_head(self, line: str) -> bool:
        return (
            self._untitled
            and self._heading
            and self._has_copy
            and self._headlines < HEADLINES
            and _is_title(line, HEADLINE_LIMIT, self._marks)
        )

    def _are_sentences(self, lines: list[str]) -> bool:
        """Say whether the lines are a sentence or a short note each, and no wrapped paragraph."""
        ended = sum(_ends_sentence(line, self._marks) or self._kind_of_line(line, False) is not Kind.BODY for line in lines)
        return 2 * ended >= len(lines) > 0

    def _is_subhead(self, number: int, line: str) -> bool:
        return (
            self._untitled
            and 0 < number < len(self._blocks) - 1
            and self._paragraphs[number + 1]
            and (self._paragraphs[number - 1] or self._blocks[number - 1].kind is not Kind.BODY)
            and _is_title(line, SUBHEAD_LIMIT, self._marks)
        )

    def _leading_dateline(self, span: Span) -> Span | None:
        """Return the "KYIV, March 3 (Reuters) -" that a paragraph opens with, its dash included."""
        head = self._text[span.start : min(span.end, span.start + LINE_LIMIT)]
        for end in _lead_ends(head):
            after = head[end:].lstrip()[:1]
            if after and not after.islower() and _is_lead(head[:end], self._marks):
                return Span(span.start, span.start + end)
        return None


def _strip(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends."""
    line = text[span.start : span.end]
    start = span.start + len(line) - len(line.lstrip())
    return Span(start, max(start, span.start + len(line.rstrip())))


def _ends_sentence(line: str, marks: Marks) -> bool:
    tail = line[-12:].rstrip().rstrip(marks["closing"]).rstrip()
    return tail[-1:] != "" and tail[-1] in marks["terminal"]


def _is_title(line: str, limit: int, marks: Marks) -> bool:
    """Say whether a line is short, ends no sentence, announces none, and begins as a title does."""
    bare = line.lstrip(marks["closing"] + "".join(marks["quotation"]))
    return (
        3 < len(line) <= limit
        and not _ends_sentence(line, marks)
        and line.rstrip(marks["closing"])[-1:] not in [*marks["open"], ""]
        and bare[:1].isalnum()
        and not bare[0].islower()
        and any(letter.isalpha() for letter in bare)
        and not re.match(r"\d+[.)]\s", bare)
    )


def _is_date(line: str, marks: Marks) -> bool:
    """Say whether a line holds a date or a time and nothing else, but for a place before the comma."""
    parts = line.split(",", 1)
    if _only_date(line, marks):
        return True
    return len(parts) == 2 and _is_place(parts[0], marks) and _only_date(parts[1], marks)


def _only_date(text: str, marks: Marks) -> bool:
    words = [word.lower() for word in _DATE_PART.findall(text)]
    numbers = [word for word in words if word.isdigit()]
    if not numbers or len(words) > 14 or any(len(number) > 4 for number in numbers):
        return False
    dated = any(word in marks["months"] for word in words) or _NUMERIC.search(text) is not None
    return dated and all(word.isdigit() or word in marks["dates"] for word in words)


def _is_place(text: str, marks: Marks) -> bool:
    """Say whether a text is one to four words, all of them capitalised or joining words."""
    words = _WORD.findall(text)
    return (
        0 < len(words) <= 4
        and not words[0][0].islower()
        and all(not word[0].islower() or word.lower() in marks["joining"] for word in words)
        and not any(letter in marks["terminal"] for letter in text.rstrip(". "))
    )


def _agency_or_credit(line: str, marks: Marks) -> Kind | None:
    """Return BYLINE for text agencies alone, CREDIT for a photographer or a picture agency alone, or None."""
    if _credit_start(line, marks) == 0:
        return Kind.CREDIT
    bare = line.strip("()[] .")
    parts = [bare] if bare.lower() in marks["text_agencies"] | marks["photo_agencies"] else _SEPARATORS.split(bare)
    names = [part.lower() for part in parts if part]
    if not names or len(names) > 5:
        return None
    photo = any(name in marks["photo_agencies"] for name in names)
    text = any(name in marks["text_agencies"] for name in names)
    others = [part for part in parts if part and part.lower() not in marks["photo_agencies"] | marks["text_agencies"]]
    if not (photo or text) or not all(_is_place(part, marks) for part in others):
        return None
    if others and not photo and "/" not in line:
        return Kind.BYLINE if len(others) == 1 and len(_WORD.findall(others[0])) > 1 else None
    return Kind.CREDIT if photo or others else Kind.BYLINE


def _names_only(text: str, marks: Marks) -> bool:
    """Say whether a text is names, of people or agencies, with joining words between them."""
    words = [word for word in re.split(r"[\s/,;|+&()]+", text) if word]
    if not 0 < len(words) <= 12 or _CREDIT_END.search(text):
        return False
    named = 0
    for word in words:
        bare = word.strip(".-–—\"'’©@").lower()
        if word[0].islower() and not (bare in marks["joining"] or _is_agency_word(bare, marks)):
            return False
        named += bare not in marks["joining"] and any(letter.isalpha() for letter in bare)
    return named > 0 and not (words[0][0].islower() and words[0].lower() in marks["joining"])


def _is_agency_word(word: str, marks: Marks) -> bool:
    return any(word in marks[kind] for kind in ("text_agencies", "photo_agencies")) or any(
        agency.startswith(f"{word} ") or agency.endswith(f" {word}") for agency in marks["photo_agencies"]
    )


def _is_byline(line: str, marks: Marks) -> bool:
    """Say whether a line is "By Jane Doe" or "Text: Jane Doe, Kyiv"."""
    if _ends_sentence(line, marks):
        return False
    label, colon, name = line.partition(":")
    if colon and label.strip().lower() in marks["byline_labels"]:
        return _names_only(name, marks)
    words = line.split()
    for length in (1, 2, 3):
        name = " ".join(words[length:])
        if " ".join(words[:length]).lower() in marks["byline"] and name and not name[0].islower():
            several = len(_WORD.findall(name)) > 1 or name.lower() in marks["text_agencies"]
            return several and _names_only(name, marks)
    return False


def _opens_caption(line: str, marks: Marks) -> bool:
    """Say whether a line opens as a caption does: "ARCHIVE - ...", "File photo: ...", "Photo: ..."."""
    head = line[:40]
    label, colon, _ = head.partition(":")
    opening = label.strip("([ \u00a0").lower()
    if colon and head[0].isupper() and opening in marks["caption_openings"] | marks["caption_labels"]:
        return True
    dash = _DASH.search(head)
    return dash is not None and head[: dash.start()].isupper() and head[: dash.start()].lower() in marks["caption_openings"]


def _credit_start(line: str, marks: Marks) -> int | None:
    """Return where the credit at the end of a line starts ("Photo: Jane Doe/AP"), 0 for a line of nothing else."""
    if len(line) > CAPTION_LIMIT:
        return None
    from_ = max(0, len(line) - LINE_LIMIT)
    for start, end in (*_labelled(line, from_, marks), *_phrased(line, from_, marks)):
        tail = line[end:].rstrip(" .)]")
        before = line[:start].rstrip(" \u00a0([|-–—")
        if not _names_only(tail, marks):
            continue
        sure = "/" in tail or any(_is_agency_word(word, marks) for word in re.split(r"[\s/,]+", tail.lower()))
        bracket = line[:start].rstrip(" \u00a0")[-1:] in {"(", "[", "|"}
        if not before:
            return 0
        if (sure or bracket or _ends_sentence(before, marks)) and (sure or len(line) <= NAMELESS_CAPTION_LIMIT):
            return start
    return None


def _labelled(line: str, from_: int, marks: Marks) -> Iterator[tuple[int, int]]:
    """Yield (start of label, end of colon) of the credit labels from a place on; a label is capitalised."""
    colon = line.find(":", from_)
    while colon >= 0:
        words = list(re.finditer(r"[^\s(\[|:]+", line[max(0, colon - 40) : colon]))
        for word in words[-3:]:
            start = max(0, colon - 40) + word.start()
            if line[start].isupper() and line[start:colon].rstrip().lower() in marks["credit_labels"]:
                yield start, colon + 1
                break
        colon = line.find(":", colon + 1)


def _phrased(line: str, from_: int, marks: Marks) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the phrases that need no colon; the first letter, where it has case, is capital."""
    tail = line[from_:]
    lower = tail.lower()
    if len(lower) != len(tail):  # a letter that grows in lower case would shift the places
        return
    for phrase in marks["credit_phrases"]:
        place = lower.rfind(phrase)
        if place >= 0 and not tail[place].islower() and not line[max(from_ + place - 1, 0) : from_ + place].isalnum():
            end = from_ + place + len(phrase)
            yield from_ + place, end


def _lead_ends(head: str) -> Iterator[int]:
    """Yield where the opening dateline of a paragraph might end: after a dash, or after a bracket."""
    for dash in _DASH.finditer(head):
        yield dash.end() - 1
    bracket = head.find(") ")
    if bracket > 0:
        yield bracket + 1


def _is_lead(lead: str, marks: Marks) -> bool:
    """Say whether a text is "KYIV, March 3 (Reuters) -": places, then a date or agencies in brackets or both."""
    lead = lead.rstrip(" \u00a0-–—")
    agencies = ""
    if lead.endswith(")") and "(" in lead:
        lead, _, agencies = lead[:-1].rpartition("(")
        if not all(part.lower() in marks["text_agencies"] for part in _SEPARATORS.split(agencies.strip())):
            return False
    places = [part.strip() for part in re.split("[,/]", lead) if part.strip()]
    if not places:
        return bool(agencies)
    dated = [_is_partial_date(part, marks) for part in places]
    if dated[0] or len(places) > 4 or not (agencies or any(dated)):
        return False
    return all(date or _is_place(part, marks) for part, date in zip(places, dated, strict=True))


def _is_partial_date(text: str, marks: Marks) -> bool:
    words = [word.lower() for word in _DATE_PART.findall(text)]
    return any(word.isdigit() for word in words) and all(word.isdigit() or word in marks["dates"] for word in words)


def quotations(text: str, marks: Marks) -> list[Span]:
    """Return the outermost stretches of a block between quotation marks that pair, the marks included.

    A mark opens before a letter and after a space or a bracket; an apostrophe never does. What is not closed in the
    block is no quotation.
    """
    closers = marks["quotation"]
    every = "".join(closers) + "".join(closers.values())
    stack: list[tuple[int, str]] = []
    found: list[Span] = []
    for match in re.finditer(f"[{re.escape(every)}]", text):
        place, mark = match.start(), match.group()
        before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
        may_close = before != "" and not after.isalnum() and (not before.isspace() or mark in "«»‹›")
        depth = next((d for d in range(len(stack) - 1, -1, -1) if mark in closers[stack[d][1]]), None)
        if may_close and depth is not None:
            start = stack[depth][0]
            while found and found[-1].start > start:
                found.pop()
            found.append(Span(start, place + 1))
            del stack[depth:]
        elif mark in closers and _may_open(mark, before, after, every) and len(stack) < 4:
            stack.append((place, mark))
    return found


def _may_open(mark: str, before: str, after: str, every: str) -> bool:
    if mark in "「『《":
        return True
    spaced = mark in "«‹" and after.isspace()
    starts = after.isalpha() or spaced or (mark != "'" and after != "" and (after.isdigit() or after in every + "([¡¿…@#$€"))
    return starts and (before == "" or before.isspace() or before in "([{-–—/" or before in every)
