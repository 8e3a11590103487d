"""Gettext PO: the translations (``msgstr``); originals, headers, obsolete entries and references are never touched."""

from __future__ import annotations

import re

from lint.document import Document, Kind, Segment
from lint.formats import FormatError, slices
from lint.formats.blocks import Blocks
from lint.formats.encodings import line_and_column
from lint.formats.fields import places as places
from lint.formats.fields import rewrites as rewrites
from lint.formats.fields import write as write
from lint.formats.slices import Loom
from lint.terminal import printable

SUFFIXES: tuple[str, ...] = (".po", ".pot")

_CHARSET = re.compile(rb'"Content-Type:[^"\n]{0,80}?charset=([\w.:-]{1,40})', re.IGNORECASE)
_HEAD = 8192  # bytes in which the header must name the encoding
_LINE = re.compile(r"[^\r\n]+")
_STATEMENT = re.compile(r'[ \t]*(?:(msg[a-z_]+)[ \t]*(?:\[[ \t]*[0-9]{1,3}[ \t]*\])?[ \t]*)?"(.*)"[ \t]*')
_OPENED = re.compile(r'[ \t]*(?:msg[a-z_]+[ \t]*(?:\[[^\]]{0,9}\])?[ \t]*)?"[^"]*')
_ESCAPE = re.compile(r'((?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}))+)|\\([abfnrtv"\\])|("[ \t]*")|(\\.?|")', re.DOTALL)
_TAG = re.compile(r"</?(?:a|b|em|i|small|span|strong|u)(?:\s[^<>]{0,999})?>", re.IGNORECASE)
_BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
_ESCAPED = str.maketrans({letter: f"\\{code}" for code, letter in _LETTERS.items()})
_MARK = re.compile(r'[<"\\]')  # without one, a string stands for itself
_STATEMENT_BEGINS = 'm"'
_BEGINNINGS = {"msgctxt", "msgid"}
_KEYWORDS = {"msgctxt", "msgid", "msgid_plural", "msgstr"}
_FIELD = re.compile(r"^(Language|X-Source-Language):[ \t]*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)(@[a-z]+)?", re.MULTILINE)
_SCRIPTS = {"@latin": "-Latn", "@cyrillic": "-Cyrl"}  # glibc's modifiers

Strings = list[tuple[int, int]]  # the insides of the quoted strings that make up one value


def escape(text: str) -> str:
    """Write new text between the quotation marks."""
    return text.translate(_ESCAPED)


class Entry:
    """One message: the strings of each of its statements, of which only ``msgstr`` may stand more than once."""

    def __init__(self) -> None:
        self.start = 0  # where its first string stands
        self.strings: dict[str, Strings] = {}
        self.translations: list[Strings] = []
        self.fuzzy = False

    def add(self, keyword: str, stretch: tuple[int, int]) -> Strings:
        """Add a statement; return its strings, so that more may follow."""
        found = [stretch]
        if not self.strings and not self.translations:
            self.start = stretch[0]
        if keyword == "msgstr":
            self.translations.append(found)
        else:
            self.strings.setdefault(keyword, found)
        return found


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read translations, each a cell; the header says language and encoding. Raises FormatError for what is no PO."""
    declared = _CHARSET.search(data[:_HEAD])
    source = slices.decode(data, encoding, declared[1].decode("ascii", "replace") if declared else None)
    reader = _Reader(source)
    reader.read()
    blocks = reader.blocks
    document = slices.woven(
        path, source, blocks.loom, blocks.regions, blocks.removals, blocks.comments, reader.languages.get("Language")
    )
    return document._replace(segments=tuple(reader.segments))


class _Reader:
    """Reads the entries one after another; the first without an original is the header."""

    def __init__(self, source: slices.Source) -> None:
        self._text, self._encoding = source.text, source.encoding
        self.blocks = Blocks(source.text)
        self.segments: list[Segment] = []
        self.languages: dict[str, str] = {}
        self._entry = Entry()
        self._last: Strings | None = None  # those of the last statement of the entry

    def read(self) -> None:
        """Turn the translations into blocks; comments stand before the entry that follows them."""
        for line in _LINE.finditer(self._text):
            start, end = line.span()
            if self._text[start] not in _STATEMENT_BEGINS:
                words = line.group().lstrip()
                if not words:
                    continue
                if words[0] == "#":
                    self._comment(words)
                    continue
            self._statement(start, end)
        self._end()

    def _comment(self, words: str) -> None:
        if self._entry.translations:
            self._end()
        if words[:2] == "#,":
            self._entry.fuzzy = self._entry.fuzzy or "fuzzy" in words
        elif words[1:2] in {"", " ", "\t"}:
            self.blocks.comment(words[1:])

    def _statement(self, start: int, end: int) -> None:
        """Add a line to the entry, or begin a new one with it."""
        found = _STATEMENT.fullmatch(self._text, start, end)
        keyword = found[1] if found else None
        if found is None or (keyword not in _KEYWORDS if keyword else self._last is None):
            line = self._text[start:end].rstrip()
            if _OPENED.fullmatch(line):
                raise self._error(start + len(line), "the string is never closed: a quotation mark is expected")
            raise self._error(start, 'expected msgid, msgstr or a string in "quotation marks"')
        if not keyword:
            assert self._last is not None
            self._last.append(found.span(2))
            return
        if self._entry.translations and keyword in _BEGINNINGS:
            self._end()
        self._last = self._entry.add(keyword, found.span(2))

    def _end(self) -> None:
        """End the entry: turn its translations into blocks."""
        entry, self._entry, self._last = self._entry, Entry(), None
        if not entry.translations:
            return
        original, plural = entry.strings.get("msgid"), entry.strings.get("msgid_plural")
        if original is None:
            raise self._error(entry.start, "this msgstr has no msgid: the original is expected before it")
        source = self._value(original)
        if not source and "msgctxt" not in entry.strings:
            self._header(self._value(entry.translations[0]))
            return
        for number, strings in enumerate(entry.translations):
            self._translation(strings, source if not number or plural is None else self._value(plural), entry.fuzzy)

    def _header(self, fields: str) -> None:
        for name, language, modifier in _FIELD.findall(fields):
            self.languages[name] = language.replace("_", "-") + _SCRIPTS.get(modifier, "")

    def _translation(self, strings: Strings, source: str, fuzzy: bool) -> None:
        for stretch in strings:
            self._weave(self.blocks.loom, *stretch)
        block = self.blocks.end(Kind.CELL)
        if block and not fuzzy:  # a fuzzy translation is that of another original
            said = self.languages.get
            self.segments.append(Segment(source, said("X-Source-Language"), block.span, said("Language")))

    def _value(self, strings: Strings) -> str:
        return "".join([self._plain(start, end) for start, end in strings])

    def _plain(self, start: int, end: int) -> str:
        """Return the text of a string."""
        if not _MARK.search(self._text, start, end):
            return self._text[start:end]
        loom = Loom(self._text)
        self._weave(loom, start, end)
        return loom.text()

    def _weave(self, loom: Loom, start: int, end: int) -> None:
        """Append the inside of a string, its escapes decoded, without the tags that stand inside words."""
        if not _MARK.search(self._text, start, end):
            loom.literal(start, end, escape)
            return
        if self._text.find("<", start, end) >= 0:
            for tag in _TAG.finditer(self._text, start, end):
                self._decode(loom, start, tag.start())
                start = tag.end()
        self._decode(loom, start, end)

    def _decode(self, loom: Loom, start: int, end: int) -> None:
        """Append a stretch of a string, its escapes decoded: letters, or what a run of bytes spells."""
        for found in _ESCAPE.finditer(self._text, start, end):
            place, after = found.span()
            run, letter, between, stray = found.groups()
            if stray:
                instead = '\\"' if stray == '"' else "\\\\ for a backslash"
                raise self._error(place, f"{printable(stray)} cannot stand in a string: write {instead}")
            loom.literal(start, place, escape)
            if not between:  # two strings on a line are one
                loom.stand_in(place, after, _LETTERS[letter] if letter else self._spelt(run), escape)
            start = after
        loom.literal(start, end, escape)

    def _spelt(self, run: str) -> str:
        codes = bytes(int(hexa, 16) if hexa else int(octal, 8) & 255 for hexa, octal in _BYTE.findall(run))
        return codes.decode(self._encoding, "replace")

    def _error(self, place: int, message: str) -> FormatError:
        return FormatError(message, *line_and_column(self._text[:place]))


def comments(document: Document) -> list[tuple[int, str]]:
    """Return the translator's comments (``# ...``) with the place of the text where each stands."""
    return slices.origin_of(document).comments
