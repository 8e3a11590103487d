"""What DOCX and ODT share: paragraphs of zipped XML parts woven into one document, and edits sent back to the parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lint.document import Document, Kind, Region, Span
from lint.finding import Edit
from lint.formats import Place, Rewrite, parts, slices, zipped
from lint.formats.blocks import OBJECT
from lint.formats.parts import Part, Parts
from lint.formats.slices import Change, Loom, Source, Stretch, Woven, trimmed
from lint.typed import NamedTuple

AUTHOR = "onym"
"""Who a tracked change is by."""
_KINDS = {
    **dict.fromkeys(("title", "subtitle", "headline", "kicker", "heading", "toc", "contents"), Kind.HEADLINE),
    **dict.fromkeys(("caption", "illustration", "figure"), Kind.CAPTION),
    **dict.fromkeys(("byline", "author"), Kind.BYLINE),
    "dateline": Kind.DATELINE,
    "credit": Kind.CREDIT,
}
_QUOTES = {"quote", "quotation", "quotations"}
_OTHER = "?"
_SHORT = 200  # code points: a byline, a dateline or a credit by its style is no longer


class Style(NamedTuple):
    """What a paragraph style says: its name, the style it builds on, its language, and whether it heads a section."""

    name: str
    parent: str | None
    language: str | None
    heads: bool


class Nature(NamedTuple):
    """What a paragraph is by its style."""

    kind: Kind
    quoted: bool
    language: str | None


class Paragraph:
    """A paragraph while it is read.

    ``inside`` is where the element it lies in begins; ``removable`` says whether nothing but text would go with the
    paragraph; ``joins`` that its end is a deleted one, so that the next of the same element goes on in it; ``shadow``
    is a second copy of the same text that older programs show.
    """

    def __init__(self, source: str, start: int, inside: int) -> None:
        self.loom = Loom(source)
        self.start, self.end, self.inside = start, start, inside
        self.kind = Kind.BODY
        self.quoted = False
        self.removable = True
        self.joins = False
        self.shadow: Loom | None = None
        self.language: str | None = None
        self.comments: list[tuple[int, str]] = []
        self._languages: Counter[str | None] = Counter()

    def spoken(self, language: str | None, text: str) -> None:
        """Count letters of a language; None is that of the style.

        The languages that are read are those of Latin, Greek and Cyrillic letters, and say nothing about others.
        """
        western = next((_is_letter(letter) for letter in text if letter.isalpha()), True)
        self._languages[language if western else _OTHER] += len(text)

    def main_language(self) -> str | None:
        """Return the language of most letters, where the file names one."""
        most = self._languages.most_common(1)[0][0] if self._languages else None
        return None if most == _OTHER else most or self.language


class Origin(NamedTuple):
    """What ``Document.origin`` is here.

    ``shadow`` holds the pieces of the second copies, ``shadowed`` where in the text they lie; ``starts`` and ``lines``
    are the places in the text where paragraphs begin, and their numbers; ``marks`` is for the format itself.
    """

    woven: Woven
    shadow: Woven
    shadowed: tuple[Span, ...]
    archive: zipped.Archive
    parts: tuple[Part, ...]
    starts: list[int]
    lines: list[int]
    marks: object


def nature(styles: Mapping[str, Style], style: str | None) -> Nature:
    """Return what a paragraph of a style is; a style that says nothing is asked for the one it builds on."""
    kind, quoted, language = Kind.BODY, False, None
    seen: set[str] = set()
    while style is not None and style in styles and style not in seen:
        seen.add(style)
        found = styles[style]
        words = re.findall(r"[^\W\d_]+", found.name.lower()) or [""]
        if kind is Kind.BODY and not quoted and words[0] != "table":
            kind = Kind.HEADLINE if found.heads else _KINDS.get(words[0]) or _KINDS.get(words[-1]) or Kind.BODY
            quoted = kind is Kind.BODY and not _QUOTES.isdisjoint(words)
        language = language or found.language
        style = found.parent
    return Nature(kind, quoted, language)


def woven(
    path: str,
    archive: zipped.Archive,
    source: Parts,
    paragraphs: Iterable[Paragraph],
    usual: str | None,
    marks: object,
) -> Document:
    """Return the document of paragraphs; ``usual`` is the language the file's template names."""
    loom, shadow = Loom(source.text), Loom(source.text)
    regions: list[Region] = []
    removals: dict[Span, Stretch] = {}
    comments: list[tuple[int, str]] = []
    shadowed: list[Span] = []
    starts: list[int] = []
    lines: list[int] = []
    for block in _blocks(paragraphs):
        mark = loom.mark()
        for line, paragraph in block:
            starts.append(loom.length)
            lines.append(line)
            comments += [(loom.length + offset, body) for offset, body in paragraph.comments]
            if paragraph.shadow is not None:
                shadowed.append(Span(loom.length, loom.length + paragraph.loom.length))
                shadow.gap(" " * (loom.length - shadow.length))
                shadow.splice(paragraph.shadow)
            loom.splice(paragraph.loom)
        body = loom.since(mark)
        span = trimmed(mark.length, body) if body.replace(OBJECT, "").strip() else None
        if span is None:
            loom.rewind(mark)
            starts[-len(block) :] = [mark.length] * len(block)
            comments = [(min(offset, mark.length), said) for offset, said in comments]
            continue
        last = block[-1][1]  # whose mark is left, with its style
        regions += _regions(span, last)
        if last.removable and last.loom.length == loom.length - mark.length:
            removals[span] = Stretch(last.start, last.end)
        loom.gap()
    file = Source(source.text, "utf-8", b"")
    main, second = Woven(file, loom, removals, comments), Woven(file, shadow, {}, [])
    origin = Origin(main, second, tuple(shadowed), archive, source.parts, starts, lines, marks)
    return Document(path, loom.text(), tuple(regions), origin, usual_language=usual)


def _blocks(paragraphs: Iterable[Paragraph]) -> Iterator[list[tuple[int, Paragraph]]]:
    """Yield numbered paragraphs, together those between which the end of the first is deleted."""
    block: list[tuple[int, Paragraph]] = []
    for line, paragraph in enumerate(paragraphs, 1):
        if block and not (block[-1][1].joins and block[-1][1].inside == paragraph.inside):
            yield block
            block = []
        block.append((line, paragraph))
    if block:
        yield block


def _regions(span: Span, paragraph: Paragraph) -> Iterator[Region]:
    kind, language = paragraph.kind, paragraph.main_language()
    if kind in {Kind.BYLINE, Kind.DATELINE, Kind.CREDIT} and span.end - span.start > _SHORT:
        kind = Kind.BODY
    yield Region(span, kind, language)
    if paragraph.quoted:
        yield Region(span, Kind.QUOTE, language)


def origin_of(document: Document) -> Origin:
    """Return the origin of a document that came out of a zip container."""
    if not isinstance(document.origin, Origin):
        raise TypeError("the document was not read from a zip container")
    return document.origin


def _removal(document: Document, span: Span) -> tuple[int, int] | None:
    return slices.origin_of(document).removal(span)


def changes(document: Document, edits: Iterable[Edit]) -> list[Change]:
    """Turn edits of the text into changes of the joined source, sorted; the new texts are not escaped yet."""
    origin, edits = origin_of(document), list(edits)
    found = slices.changes(document._replace(origin=origin.woven), edits, _removal)
    second = [edit for edit in edits if any(span.holds(edit.span) for span in origin.shadowed)]
    if second:
        found += slices.changes(document._replace(origin=origin.shadow), second, _removal)
    return sorted(found)


def whole_words(source: str, found: Iterable[Change]) -> list[Change]:
    """Widen changes inside a word to the whole word, as far as no markup stands in it, and join those that meet.

    A person reads "Selenskyj" struck out and "Zelensky" put in, not an S and a Z, and a j. Only letters that have case
    make a word here: other scripts run on without spaces.
    """
    words: list[tuple[int, int, list[Change]]] = []
    for change in found:
        start, end = _about(source, change)
        if words and start <= words[-1][1]:
            words[-1] = (words[-1][0], max(end, words[-1][1]), [*words[-1][2], change])
        else:
            words.append((start, end, [change]))
    return [Change(start, end, mended(source, start, end, inside)) for start, end, inside in words]


def _about(source: str, change: Change) -> tuple[int, int]:
    """Return a change's place, widened to the ends of the words that it begins, ends or stands in."""
    start, end, new = change
    old = source[start:end]
    inside = _is_letter(source[start - 1 : start]) and _is_letter(source[end : end + 1])
    if inside or _is_letter(old[:1]) or _is_letter(new[:1]):
        while _is_letter(source[start - 1 : start]):
            start -= 1
    if inside or _is_letter(old[-1:]) or _is_letter(new[-1:]):
        while _is_letter(source[end : end + 1]):
            end += 1
    return start, end


def _is_letter(letter: str) -> bool:
    return letter.lower() != letter.upper()


def mended(source: str, start: int, end: int, inside: Iterable[Change]) -> str:
    """Return a stretch of the source with sorted changes made in it."""
    new = ""
    for change in inside:
        new += source[start : change.start] + change.text
        start = change.end
    return new + source[start:end]


def date_of(document: Document) -> str:
    """Return the date that tracked changes get: the one that was said, else the present, in UTC."""
    if document.writing.date:
        return document.writing.date
    from datetime import datetime, timezone

    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def write(
    document: Document,
    rewritten: Iterable[Change],
    others: Mapping[str, bytes] | None = None,
    added: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the container with changes of the joined source, which are sorted and escaped, in their parts.

    ``others`` are new bytes of further members, ``added`` members that were not there.
    """
    origin = origin_of(document)
    text = origin.woven.source.text
    by_part: dict[str, list[Change]] = {}
    files = {part.name: part for part in origin.parts}
    starts = [part.start for part in origin.parts]
    for change in rewritten:
        by_part.setdefault(origin.parts[bisect_right(starts, change.start) - 1].name, []).append(change)
    changed = dict(others or {})
    for name, inside in by_part.items():
        part = files[name]
        changed[name] = parts.encoded(part, mended(text, part.start, part.end, inside))
    return zipped.write(origin.archive, changed, added)


def places(document: Document, spans: Iterable[Span]) -> list[Place]:
    """Say where each span lies: the line is the number of the paragraph, and there are no bytes."""
    return [_place(origin_of(document), span) for span in spans]


def _place(origin: Origin, span: Span) -> Place:
    first = max(bisect_right(origin.starts, span.start) - 1, 0)
    last = max(bisect_right(origin.starts, max(span.end - 1, span.start)) - 1, 0)
    line, column = _position(origin, first, span.start)
    end_line, end_column = _position(origin, last, span.end)
    return Place(line, column, end_line, end_column, None, None)


def _position(origin: Origin, index: int, offset: int) -> tuple[int, int]:
    return (origin.lines[index], offset - origin.starts[index] + 1) if origin.lines else (1, offset + 1)


def rewrites(document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what becomes of its place; how the markup changes cannot be said in text."""
    edits = list(edits)
    found = places(document, [edit.span for edit in edits])
    return [(Rewrite(place, edit.text),) for place, edit in zip(found, edits, strict=True)]


def comments(document: Document) -> list[tuple[int, str]]:
    """Return the bodies of the comments with the place of the text where each stands."""
    return origin_of(document).woven.comments
