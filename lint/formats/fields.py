"""Fields: strings under a name (a JSON key, a column), what the name says of them, and which of them are copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from lint.document import Document, Kind, Region, Span
from lint.finding import Edit
from lint.formats import Place, Rewrite, slices
from lint.formats.blocks import OBJECT, Blocks
from lint.formats.decoded import Decoded
from lint.formats.loom import Mark
from lint.formats.nested import read_html
from lint.formats.slices import Escape, Source, Stretch, trimmed
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
_BODY, _CAPTION, _CELL = Kind.BODY, Kind.CAPTION, Kind.CELL  # looking up a member of an enumeration is slow
_TOLD = (_BODY, _CAPTION)  # what counts as a repetition if it is told twice
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

_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its fields

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
        self._blocks = Blocks(source)
        self._told: set[int] = set()  # hashes, since the beginnings themselves would weigh as much as the file

    def add(self, value: Decoded, kind: Kind, language: str | None = None, markup: bool | None = None) -> None:
        """Append a string; ``markup`` says whether it is HTML (None: if it holds tags)."""
        text, blocks = value.text(), self._blocks
        blocks.begin()
        if markup or (markup is None and _is_markup(text)):
            first, mark = len(blocks.regions), blocks.mark
            read_html(blocks, value, _BODY, language)
            self._tell(first, mark, kind)
            return
        blocks.loom.enter(value, text)
        blocks.loom.literal(0, len(text))
        blocks.loom.leave()
        spans = list(paragraphs(text)) if kind is _BODY and ("\n" in text or "\r" in text) else []
        if len(spans) > 1:
            first, mark = len(blocks.regions), blocks.mark
            blocks.parted(spans, kind, language, [Stretch(*cut, value) for cut in _cuts(spans)])
            self._tell(first, mark, kind)
        else:
            blocks.end(self._untold(text, kind), language)

    def add_literal(
        self,
        start: int,
        end: int,
        escape: Escape,
        kind: Kind,
        language: str | None = None,
        markup: bool | None = None,
    ) -> None:
        """Append a stretch of the source that stands for itself, which most strings do; half the work of ``add``."""
        loom = self._blocks.loom
        text = loom.source[start:end]
        if markup or "<" in text or "\n" in text or "\r" in text or OBJECT in text:
            value = Decoded(loom.source)
            value.literal(start, end, escape)
            self.add(value, kind, language, markup)
        elif span := trimmed(loom.length, text):
            self._blocks.regions.append(_new(Region, (span, self._untold(text, kind), language)))
            loom.literal(start, end, escape)
            loom.gap()

    def _untold(self, text: str, kind: Kind) -> Kind:
        """Return the kind of a string of one block: a cell where it says again what was told."""
        bare = text.strip()
        if not bare or kind not in _TOLD:
            return kind
        begin = _beginning(bare)
        if begin in self._told:
            return _CELL
        self._told.add(begin)
        return kind

    def _tell(self, first: int, mark: Mark, kind: Kind) -> None:
        """Make body copy of the regions from ``first`` on one of a kind, and a cell of what was told before.

        ``mark`` is where the string begins in which they stand.
        """
        regions, begins = self._blocks.regions, set[int]()
        text, here = self._blocks.loom.since(mark), mark.length
        for index in range(first, len(regions)):
            (start, end), told, language = regions[index]
            if told in _TOLD:
                begin = _beginning(text[start - here : min(end, start + _BEGINNING) - here])
                begins.add(begin)
                if begin in self._told or (kind is _CELL and told is _CAPTION):
                    regions[index] = Region(regions[index].span, _CELL, language)
                elif told is _BODY and kind is not _BODY:
                    regions[index] = Region(regions[index].span, kind, language)
        self._told |= begins

    def document(self, path: str, source: Source, language: str | None = None) -> Document:
        """Return the document of all that was added."""
        blocks = self._blocks
        return slices.woven(path, source, blocks.loom, blocks.regions, blocks.removals, [], language)


def _beginning(text: str) -> int:
    """Return by what a text is known again: the words it begins with, whatever their case and the marks between."""
    return hash(tuple(_LETTERS.findall(text[:_BEGINNING].casefold())))


def _cuts(spans: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield what goes with each of several paragraphs: the newlines after it, or before it if it is the last."""
    for span, following in pairwise(spans):
        yield span.start, following.start
    yield spans[-2].end, spans[-1].end


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
