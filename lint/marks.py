"""What a single line of copy shows by its words alone: a date, an agency, a credit, a byline, a title, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.document import Kind, Span
from lint.lazy import pattern
from lint.typed import TypedDict

# Lengths in code points; what is longer is running copy.
LINE_LIMIT = 100  # a byline, a dateline, a credit
CAPTION_LIMIT = 1000
NAMELESS_CAPTION_LIMIT = 400  # a caption whose credit names no agency

_WORD = pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DATE_PART = pattern(r"\d+|[^\W\d_]+")
_NUMERIC = pattern(r"(?<!\d)(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[:.h]\d{2})(?!\d)")
_DASH = pattern(r"[-–—](?<=\s.)(?=\s)")
_DIGIT = pattern(r"\d")
_SENTENCE_BREAK = pattern(r"[^\W\d_]{2}[.!?]\s+[^\W\d_]{2}")  # an initial ends no sentence
_SEPARATORS = pattern(r"\s*[/,;|+&]\s*|\s+[-–—]\s+")
_SEPARATOR = pattern(r"[-–—/,;|+&]")
_DEPTH = 4  # quotations inside one another
_NUMBERED = pattern(r"\d+[.)]\s")


class Marks(TypedDict):
    """The compiled marks of rules/words/desk.yaml; words are in lower case."""

    terminal: str
    open: str
    closing: str
    ending: str  # what may stand behind the last word of a line
    quotation: dict[str, str]  # opening mark -> the marks that close it
    quotation_open: str
    quotation_spaced_open: str
    quotation_spaced_close: str
    quotation_tight: str
    quotation_pattern: str
    byline: frozenset[str]
    byline_labels: frozenset[str]
    joining: frozenset[str]
    small: frozenset[str]  # words that a date, a credit or a list of agencies may end in
    text_agencies: frozenset[str]
    photo_agencies: frozenset[str]
    agencies: frozenset[str]
    caption_openings: frozenset[str]
    caption_labels: frozenset[str]
    credit_labels: frozenset[str]
    credit_phrases: tuple[str, ...]
    credit_pattern: str
    months: frozenset[str]
    dates: frozenset[str]


def ends_sentence(line: str, marks: Marks) -> bool:
    """Say whether the last letter, but for quotation marks and brackets, ends a sentence."""
    tail = line[-12:].rstrip().rstrip(marks["closing"]).rstrip()
    return tail[-1:] != "" and tail[-1] in marks["terminal"]


def ends_in_common_word(line: str, marks: Marks) -> bool:
    """Say whether a line ends in a word in small letters that is no part of a date, a credit or a list of agencies."""
    word = line[line.rfind(" ") + 1 :].rstrip(marks["ending"])
    return word.isalpha() and word[0].islower() and word.lower() not in marks["small"]


def is_title(line: str, limit: int, marks: Marks) -> bool:
    """Say whether a line is short, ends no sentence, announces none, and begins as a title does."""
    if len(line) > limit:
        return False
    bare = line.lstrip(marks["closing"] + "".join(marks["quotation"]))
    return (
        len(line) > 3
        and not ends_sentence(line, marks)
        and line.rstrip(marks["closing"])[-1:] not in [*marks["open"], ""]
        and bare[:1].isalnum()
        and not bare[0].islower()
        and any(letter.isalpha() for letter in bare)
        and not _NUMBERED.match(bare)
    )


def is_date(line: str, marks: Marks) -> bool:
    """Say whether a line holds a date or a time and nothing else, but for a place before the comma."""
    if not _DIGIT.search(line):
        return False
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


def agency_or_credit(line: str, credit: int | None, marks: Marks) -> Kind | None:
    """Return BYLINE for text agencies alone, CREDIT for a photographer or a picture agency alone, or None.

    ``credit`` is the `credit_start` of the line.
    """
    if credit == 0:
        return Kind.CREDIT
    bare = line.strip("()[] .")
    whole = bare.lower() in marks["agencies"]
    if not whole and not _SEPARATOR.search(bare):
        return None
    parts = [bare] if whole else _SEPARATORS.split(bare)
    names = [part.lower() for part in parts if part]
    if not names or len(names) > 5:
        return None
    photo = any(name in marks["photo_agencies"] for name in names)
    text = any(name in marks["text_agencies"] for name in names)
    others = [part for part in parts if part and part.lower() not in marks["agencies"]]
    if not (photo or text) or not all(_is_place(part, marks) for part in others):
        return None
    if others and not photo and "/" not in line:
        return Kind.BYLINE if len(others) == 1 and len(_WORD.findall(others[0])) > 1 else None
    return Kind.CREDIT if photo or others else Kind.BYLINE


def _names_only(text: str, marks: Marks) -> bool:
    """Say whether a text is names, of people or agencies, with joining words between them."""
    words = [word for word in re.split(r"[\s/,;|+&()]+", text) if word]
    if not 0 < len(words) <= 12 or _SENTENCE_BREAK.search(text):
        return False
    named = 0
    for word in words:
        bare = word.strip(".-–—\"'’©@").lower()
        if word[0].islower() and not (bare in marks["joining"] or _is_agency_word(bare, marks)):
            return False
        named += bare not in marks["joining"] and any(letter.isalpha() for letter in bare)
    return named > 0 and not (words[0][0].islower() and words[0].lower() in marks["joining"])


def _is_agency_word(word: str, marks: Marks) -> bool:
    return word in marks["agencies"] or any(
        agency.startswith(f"{word} ") or agency.endswith(f" {word}") for agency in marks["photo_agencies"]
    )


def is_byline(line: str, marks: Marks) -> bool:
    """Say whether a line is "By Jane Doe" or "Text: Jane Doe, Kyiv"."""
    if ends_sentence(line, marks):
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


def opens_caption(line: str, marks: Marks) -> bool:
    """Say whether a line opens as a caption does: "ARCHIVE - ...", "File photo: ...", "Photo: ..."."""
    head = line[:40]
    label, colon, _ = head.partition(":")
    if colon and head[0].isupper():
        opening = label.strip("([ \u00a0").lower()
        if opening in marks["caption_openings"] or opening in marks["caption_labels"]:
            return True
    dash = _DASH.search(head)
    opening = head[: dash.start() - 1] if dash else ""
    return opening.isupper() and opening.lower() in marks["caption_openings"]


def credit_start(line: str, marks: Marks) -> int | None:
    """Return where the credit at the end of a line starts ("Photo: Jane Doe/AP"), 0 for a line of nothing else."""
    if len(line) > CAPTION_LIMIT:
        return None
    from_ = max(0, len(line) - LINE_LIMIT)
    ending = line[from_:].lower()
    if ":" not in ending and not any(phrase in ending for phrase in marks["credit_phrases"]):
        return None  # most lines: the patterns need not be tried
    for start, end in (*_labelled(line, from_, marks), *_phrased(line, from_, marks)):
        tail = line[end:].rstrip(" .)]")
        before = line[:start].rstrip(" \u00a0([|-–—")
        if not _names_only(tail, marks):
            continue
        sure = "/" in tail or any(_is_agency_word(word, marks) for word in re.split(r"[\s/,]+", tail.lower()))
        bracket = line[:start].rstrip(" \u00a0")[-1:] in {"(", "[", "|"}
        if not before:
            return 0
        if (sure or bracket or ends_sentence(before, marks)) and (sure or len(line) <= NAMELESS_CAPTION_LIMIT):
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
    for match in re.compile(marks["credit_pattern"], re.IGNORECASE).finditer(line, from_):
        place = match.start()
        if not line[place].islower() and not line[max(place - 1, 0) : place].isalnum():
            yield match.span()


def lead_ends(head: str) -> Iterator[int]:
    """Yield where the opening dateline of a paragraph might end: after a dash, or after a bracket."""
    for dash in _DASH.finditer(head):
        yield dash.end()
    bracket = head.find(") ")
    if bracket > 0:
        yield bracket + 1


def is_lead(lead: str, marks: Marks) -> bool:
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
    if len(places) > 4 or not (agencies or (any(dated) and not dated[0])):
        return False
    return all(date or _is_place(part, marks) for part, date in zip(places, dated, strict=True))


def _is_partial_date(text: str, marks: Marks) -> bool:
    words = [word.lower() for word in _DATE_PART.findall(text)]
    return any(word.isdigit() for word in words) and all(word.isdigit() or word in marks["dates"] for word in words)


def quotations(text: str, block: Span, places: list[int], marks: Marks) -> list[Span]:
    """Return the outermost stretches of a block between quotation marks that pair, the marks included.

    ``places`` are those of its marks. A mark opens before a letter and after a space or a bracket; an apostrophe never
    does. What is not closed in the block is no quotation.
    """
    closers, tight, spaced = marks["quotation"], marks["quotation_tight"], marks["quotation_spaced_close"]
    stack: list[tuple[int, str]] = []
    found: list[Span] = []
    for place in places:
        mark = text[place]
        before = text[place - 1] if place > block.start else ""
        after = text[place + 1] if place + 1 < block.end else ""
        apart = before != "" and not after.isalnum() and (not before.isspace() or mark in spaced)
        if stack and (apart or mark in tight):
            depth = len(stack) - 1
            while depth >= 0 and mark not in closers[stack[depth][1]]:
                depth -= 1
            if depth >= 0:
                start = stack[depth][0]
                while found and found[-1].start > start:
                    found.pop()
                found.append(Span(start, place + 1))
                del stack[depth:]
                continue
        if mark in closers and len(stack) < _DEPTH and _may_open(mark, before, after, marks):
            stack.append((place, mark))
    return found


def _may_open(mark: str, before: str, after: str, marks: Marks) -> bool:
    """Say whether an opening mark may open between these two letters (or "" at the ends of the block)."""
    if mark in marks["quotation_tight"]:
        return True
    if before != "" and not before.isspace() and before not in "([{-–—/" and before not in marks["quotation_open"]:
        return False
    if after.isalpha() or (after.isspace() and mark in marks["quotation_spaced_open"]):
        return True
    # An apostrophe may stand before a number that lost its century.
    return mark != "'" and after != "" and (after.isdigit() or after in "([¡¿…@#$€" or after in marks["quotation_open"])
