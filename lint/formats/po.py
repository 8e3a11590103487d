"""Gettext PO: the translations (``msgstr``); originals, headers, obsolete entries and references are never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lint.document import Document, Kind, Segment
from lint.formats import FormatError, slices
from lint.formats.blocks import Blocks
from lint.formats.encodings import line_and_column
from lint.formats.fields import places as places
from lint.formats.fields import rewrites as rewrites
from lint.formats.fields import write as write
from lint.formats.slices import Loom, trimmed

SUFFIXES: tuple[str, ...] = (".po", ".pot")

_CHARSET = re.compile(rb'"Content-Type:[^"\n]{0,80}?charset=([\w.:-]{1,40})', re.IGNORECASE)
_HEAD = 8192  # bytes in which the header must name the encoding
_LINE = re.compile(r"[^\r\n]+")
_STATEMENT = re.compile(r'[ \t]*(?:(msg[a-z_]+)[ \t]*(?:\[[ \t]*[0-9]{1,3}[ \t]*\])?[ \t]*)?"(.*)"[ \t]*')
_ESCAPE = re.compile(r'((?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}))+)|\\([abfnrtv"\\])|(\\.?|")', re.DOTALL)
_TAG = re.compile(r"</?(?:a|b|em|i|small|span|strong|u)(?:\s[^<>]{0,999})?>", re.IGNORECASE)
_BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
_ESCAPED = str.maketrans({letter: f"\\{code}" for code, letter in _LETTERS.items()})
_KEYWORDS = {"msgctxt", "msgid", "msgid_plural", "msgstr"}
_FIELD = re.compile(r"^(Language|X-Source-Language):[ \t]*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)(@[a-z]+)?", re.MULTILINE)
_SCRIPTS = {"@latin": "-Latn", "@cyrillic": "-Cyrl"}  # glibc's modifiers

Strings = list[tuple[int, int]]  # the insides of the quoted strings that make up one value


def escape(text: str) -> str:
    """Write new text between the quotation marks."""
    return text.translate(_ESCAPED)


class Entry(NamedTuple):
    """One message: its statements in their order, each a keyword with its strings."""

    statements: list[tuple[str, Strings]]
    fuzzy: bool

    def strings(self, keyword: str) -> Strings | None:
        """Return the strings of the first statement with a keyword."""
        return next((strings for word, strings in self.statements if word == keyword), None)


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

    def read(self) -> None:
        """Turn the translations into blocks; comments stand before the entry that follows them."""
        entry = Entry([], False)
        for line in _LINE.finditer(self._text):
            words = line.group().lstrip()
            if words[:1] == "#":
                if entry.strings("msgstr") is not None:
                    self._entry(entry)
                    entry = Entry([], False)
                if words[:2] == "#,":
                    entry = entry._replace(fuzzy=entry.fuzzy or "fuzzy" in words)
                elif words[1:2] in {"", " ", "\t"}:
                    self.blocks.comment(words[1:])
            elif words:
                entry = self._statement(entry, line)
        self._entry(entry)

    def _statement(self, entry: Entry, line: re.Match[str]) -> Entry:
        """Add a line to the entry, or begin a new one with it."""
        found = _STATEMENT.fullmatch(self._text, *line.span())
        keyword = found[1] if found else None
        if found is None or (keyword not in _KEYWORDS if keyword else not entry.statements):
            raise self._error(line.start(), 'expected msgid, msgstr or a string in "quotation marks"')
        if not keyword:
            entry.statements[-1][1].append(found.span(2))
            return entry
        done = entry.strings("msgstr") is not None
        if done and keyword in {"msgctxt", "msgid"}:
            self._entry(entry)
            entry = Entry([], False)
        entry.statements.append((keyword, [found.span(2)]))
        return entry

    def _entry(self, entry: Entry) -> None:
        original, plural = entry.strings("msgid"), entry.strings("msgid_plural")
        translations = [strings for word, strings in entry.statements if word == "msgstr"]
        if not translations:
            return
        if original is None:
            raise self._error(entry.statements[0][1][0][0], "this msgstr has no msgid")
        source = self._value(original)
        if not source and entry.strings("msgctxt") is None:
            self._header(self._value(translations[0]))
            return
        for number, strings in enumerate(translations):
            self._translation(strings, source if not number or plural is None else self._value(plural), entry.fuzzy)

    def _header(self, fields: str) -> None:
        for name, language, modifier in _FIELD.findall(fields):
            self.languages[name] = language.replace("_", "-") + _SCRIPTS.get(modifier, "")

    def _translation(self, strings: Strings, source: str, fuzzy: bool) -> None:
        mark = self.blocks.loom.mark()
        for stretch in strings:
            self._weave(self.blocks.loom, *stretch)
        span = trimmed(mark.length, self.blocks.loom.since(mark))
        self.blocks.end(Kind.CELL)
        if span and not fuzzy:  # a fuzzy translation is that of another original
            languages = self.languages
            self.segments.append(Segment(source, languages.get("X-Source-Language"), span, languages.get("Language")))

    def _value(self, strings: Strings) -> str:
        loom = Loom(self._text)
        for stretch in strings:
            self._weave(loom, *stretch)
        return loom.text()

    def _weave(self, loom: Loom, start: int, end: int) -> None:
        """Append the inside of a string without the tags that stand inside words."""
        if self._text.find("<", start, end) >= 0:
            for tag in _TAG.finditer(self._text, start, end):
                self._letters_between(loom, start, tag.start())
                start = tag.end()
        self._letters_between(loom, start, end)

    def _letters_between(self, loom: Loom, start: int, end: int) -> None:
        """Append a stretch of a string, its escapes decoded."""
        done = start
        for found in _ESCAPE.finditer(self._text, start, end):
            if found[3]:
                raise self._error(found.start(), f"{found[3]!r} cannot stand in a string")
            loom.literal(done, found.start(), escape)
            for first, last, letters in self._letters(found):
                loom.stand_in(first, last, letters, escape)
            done = found.end()
        loom.literal(done, end, escape)

    def _letters(self, found: re.Match[str]) -> Iterator[tuple[int, int, str]]:
        """Yield what an escape stands for: a letter, or the letters that a run of bytes spells."""
        if found[2]:
            yield found.start(), found.end(), _LETTERS[found[2]]
            return
        run = bytes(int(hexa, 16) if hexa else int(octal, 8) & 255 for hexa, octal in _BYTE.findall(found[1]))
        yield found.start(), found.end(), run.decode(self._encoding, "replace")

    def _error(self, place: int, message: str) -> FormatError:
        return FormatError(message, *line_and_column(self._text[:place]))


def comments(document: Document) -> list[tuple[int, str]]:
    """Return the translator's comments (``# ...``) with the place of the text where each stands."""
    return slices.origin_of(document).comments
