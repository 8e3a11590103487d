"""Fields: strings under a name (a JSON key, a column), what the name says of them, and which of them are copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from lint.document import Document, Kind, Region, Span
from lint.finding import Edit
from lint.formats import Place, Rewrite, nested, slices
from lint.formats.blocks import OBJECT, Removals
from lint.formats.slices import Escape, Loom, source_span, trimmed
from lint.formats.text import paragraphs

_KINDS = {  # names in small letters, without spaces and marks
    **dict.fromkeys(("headline", "title", "hed", "heading", "subhead", "subheadline", "subtitle"), Kind.HEADLINE),
    **dict.fromkeys(("byline", "by", "author", "authors", "writer"), Kind.BYLINE),
    **dict.fromkeys(("dateline", "located"), Kind.DATELINE),
    **dict.fromkeys(("caption", "cutline", "imagecaption", "photocaption", "picturecaption"), Kind.CAPTION),
    **dict.fromkeys(("alt", "alttext", "alternativetext"), Kind.ALT),
    **dict.fromkeys(("credit", "creditline", "photocredit", "imagecredit", "photographer"), Kind.CREDIT),
    **dict.fromkeys(("body", "bodytext", "text", "content", "article", "story", "copy", "html"), Kind.BODY),
    **dict.fromkeys(
        ("lead", "lede", "dek", "standfirst", "summary", "abstract", "excerpt", "teaser", "intro", "description",
         "quote", "kicker", "name", "fullname", "givenname", "familyname", "firstname", "lastname"),
        Kind.CELL,
    ),
}  # fmt: skip
_LABELS = {
    "charset", "class", "code", "color", "colour", "contenttype", "copyright", "created", "date", "datetime", "email",
    "encoding", "etag", "file", "filename", "format", "guid", "handle", "hash", "href", "icon", "id", "ids", "key",
    "keys", "lang", "language", "link", "literal", "locale", "md5", "mimetype", "modified", "password", "path",
    "permalink", "phone", "published", "ref", "rel", "role", "schema", "scheme", "sha1", "sha256", "slug", "slugline",
    "src", "status", "tel", "time", "timestamp", "timezone", "token", "type", "updated", "uri", "uris", "url", "urls",
    "urn", "username", "uuid", "version",
}  # fmt: skip
_LABEL = re.compile(
    r"(?:[\W_](?:id|ids|ur[iln]s?|href|code|key|slug|path|file|date|time|at|hash)|[a-z](?:I[dD]s?|U(?:RL|RI|rl|ri)s?))$"
)
_LANGUAGES = {"lang", "language", "locale"}
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*")
_UNMARKED = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"\w+")
_new = tuple.__new__  # half the time of calling the class

_BEGINNING = 60  # code points by which a paragraph is known again

_MARKUP = re.compile(
    r"</?(?:a|b|blockquote|br|div|em|figcaption|figure|h[1-6]|i|img|li|ol|p|section|small|span|strong|su[bp]|table|u|ul)"
    r"(?:\s[^<>]{0,999})?/?>",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2}[^\s]{0,99}\s+(?:[^\s]{1,99}\s+){0,9}?[^\s]{0,99}?[^\W\d_]{2}")
_WORD = re.compile(r"(?<!\S)[^\w\s#@/\\$]{0,9}([^\W\d_](?:['’-]?[^\W\d_])+)[^\w\s/\\=]{0,9}(?!\S)")
_LETTER = re.compile(r"[^\W\d_]")
_TOKEN = re.compile(r"[!-;=-\[\]-~]*")  # no white space, tag, escape or letter beyond ASCII
# Scripts without capitals, some of which write no spaces: Hebrew to the Indic ones, and those of East Asia.
_CASELESS = re.compile(r"[\u05d0-\u109f\u1100-\u1cff\u2e80-\ud7ff]{2}")


@lru_cache(maxsize=1024)
def kind_of(name: str) -> Kind | None:
    """Return the kind of region that a field's name announces: ``Body text``, ``bodyText`` and ``body_text`` alike."""
    return _KINDS.get(_UNMARKED.sub("", name.lower()))


@lru_cache(maxsize=1024)
def is_label(name: str) -> bool:
    """Say whether a field's name announces an id, an address, a date, a code: nothing to read."""
    return _UNMARKED.sub("", name.lower()) in _LABELS or _LABEL.search(name) is not None


@lru_cache(maxsize=1024)
def is_language(name: str) -> bool:
    """Say whether a field names the language of its fellows."""
    return name.lower() in _LANGUAGES


@lru_cache(maxsize=1024)
def language(value: str) -> str | None:
    """Return the language that a value names (``de_AT`` as ``de-AT``), or None."""
    found = _LANGUAGE.fullmatch(value)
    return found[1].replace("_", "-") if found else None


def is_token(source: str, start: int, end: int) -> bool:
    """Say whether a stretch of a source can be no prose, whatever escapes it: a number, an id, an address."""
    return _TOKEN.fullmatch(source, start, end) is not None


def is_prose(text: str) -> bool:
    """Say whether a text has several words, letters of a script without capitals, or tags of HTML."""
    return _WORDS.search(text) is not None or _CASELESS.search(text) is not None or _is_markup(text)


def _is_markup(text: str) -> bool:
    return "<" in text and _MARKUP.search(text) is not None


def is_copy(text: str, kind: Kind | None, names: bool) -> bool:
    """Say whether a text under a name of this kind is copy; ``names`` says whether a capitalised word is enough."""
    if _WORDS.search(text):
        return True
    if kind is None or kind is Kind.CELL:
        names = names or kind is not None
        if _TOKEN.fullmatch(text) and (not names or text == text.lower()):
            return False
        return is_prose(text) or (names and has_name(text))
    return _LETTER.search(text) is not None or is_prose(text)


def has_name(text: str) -> bool:
    """Say whether a word of a text is capitalised and made of letters, with nothing but marks about it."""
    return any(text[word.start(1)].isupper() for word in _WORD.finditer(text))


class Fields:
    """Gathers strings as blocks.

    What an earlier field has said is no repetition of the desk's (the plain text beside the HTML, the same caption in
    another row): such a paragraph or caption becomes a cell.
    """

    def __init__(self, source: str) -> None:
        self.loom = Loom(source)
        self.regions: list[Region] = []
        self.removals: Removals = {}
        self._told: set[int] = set()  # hashes, since the beginnings themselves would weigh as much as the file

    def add(self, value: Loom, kind: Kind, language: str | None = None, markup: bool | None = None) -> None:
        """Append a string; ``markup`` says whether it is HTML (None: if it holds tags)."""
        text = value.text()
        if markup or (markup is None and _is_markup(text)):
            from lint.formats import html

            inner, _ = html.read_blocks(text)
            self._told_of(inner.loom.text(), inner.regions, kind, language)
            for (start, end), stretch in inner.removals.items():
                span = Span(self.loom.length + start, self.loom.length + end)
                self.removals[span] = source_span(value.pieces, Span(*stretch))
            nested.through(inner.loom, value, self.loom)
            return
        whole = trimmed(0, text)
        if kind is Kind.BODY:
            self._append(value, text, [Region(span, kind) for span in paragraphs(text)], language)
        elif whole and (kind is Kind.CAPTION or OBJECT not in text or text.replace(OBJECT, "").strip()):
            self._append(value, text, [Region(whole, kind)], language)

    def add_literal(self, start: int, end: int, escape: Escape, kind: Kind, language: str | None = None) -> None:
        """Append a stretch of the source that stands for itself, which most strings do; half the work of ``add``."""
        text = self.loom.source[start:end]
        if "<" in text or "\n" in text or "\r" in text or OBJECT in text:
            value = Loom(self.loom.source)
            value.literal(start, end, escape)
            self.add(value, kind, language)
            return
        span = trimmed(self.loom.length, text)
        if not span:
            return
        if kind is Kind.BODY or kind is Kind.CAPTION:
            begin = _beginning(text.strip())
            kind = Kind.CELL if begin in self._told else kind
            self._told.add(begin)
        self.regions.append(_new(Region, (span, kind, language)))
        self.loom.literal(start, end, escape)
        self.loom.gap()

    def _append(self, value: Loom, text: str, regions: list[Region], language: str | None) -> None:
        """Append the blocks of one string; the places of ``regions`` are counted from its start."""
        if not regions:
            return
        if len(regions) > 1:
            here, spans = self.loom.length, [region.span for region in regions]
            for (start, end), stretch in zip(spans, _removals(value, spans), strict=True):
                self.removals[Span(here + start, here + end)] = stretch
        self._told_of(text, regions, regions[0].kind, language)
        self.loom.splice(value)
        self.loom.gap()

    def _told_of(self, text: str, regions: list[Region], kind: Kind, language: str | None) -> None:
        """Append regions of a text that is about to be appended; its body becomes of a kind, what was told a cell."""
        here, begins = self.loom.length, set[int]()
        for (start, end), told, own in regions:
            if told is Kind.BODY or told is Kind.CAPTION:
                begin = _beginning(text[start : min(end, start + _BEGINNING)])
                begins.add(begin)
                if begin in self._told or (kind is Kind.CELL and told is Kind.CAPTION):
                    told = Kind.CELL
                elif told is Kind.BODY:
                    told = kind
            self.regions.append(_new(Region, (_new(Span, (here + start, here + end)), told, own or language)))
        self._told |= begins


def _beginning(text: str) -> int:
    """Return by what a text is known again: the words it begins with, whatever their case and the marks between."""
    return hash(tuple(_LETTERS.findall(text[:_BEGINNING].casefold())))


def _removals(value: Loom, spans: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield what goes with each of several paragraphs: the newlines after it, or before it if it is the last."""
    for span, following in pairwise(spans):
        yield source_span(value.pieces, Span(span.start, following.start))
    yield source_span(value.pieces, Span(spans[-2].end, spans[-1].end))


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits applied; a string of which nothing is left is empty."""
    return slices.write(document, edits, slices.remove_block)


def places(document: Document, spans: Iterable[Span]) -> list[Place]:
    """Say where in the file each span lies."""
    return slices.places(document, spans)


def rewrites(document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what `write` would do to the file."""
    return slices.rewrites(document, edits, slices.remove_block)


def comments(document: Document) -> list[tuple[int, str]]:
    """Return nothing: neither JSON nor a table has comments."""
    return []
