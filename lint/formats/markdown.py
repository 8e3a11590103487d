"""Markdown (CommonMark with tables, footnotes and strikethrough): the copy between the marks, and its titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pyromark

from lint.document import Document, Kind, Span
from lint.finding import Edit
from lint.formats import FormatError, Place, Rewrite, slices
from lint.formats.blocks import OBJECT, Blocks, Opened
from lint.formats.fields import kind_of
from lint.formats.slices import Loom
from lint.typed import Any

SUFFIXES: tuple[str, ...] = (".md", ".markdown", ".mdown")

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_BLOCKS = {
    "BlockQuote", "CodeBlock", "FootnoteDefinition", "Heading", "HtmlBlock", "Item", "List", "Paragraph", "Table",
    "TableCell", "TableHead", "TableRow",
}  # fmt: skip
_REMOVABLE = {"BlockQuote", "Heading", "Item", "Paragraph"}
_CONTINUATION = bytes(range(0x80, 0xC0))
_ACTIVE = re.compile(r"[\\`*_\[\]<&~|]|^(?:[#+-](?=\s)|>)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_RETURN = re.compile(r"\r(?!\n)")  # ends a line as well, but the parser does not see the end of a code block there
_LANGUAGE = re.compile(
    r"""^(?:lang|language) [ \t]* [:=] [ \t]* ["']? ([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*) ["']? [ \t\r]* $""",
    re.MULTILINE | re.VERBOSE,
)
_KEY = re.compile(r"[A-Za-z][A-Za-z_-]*")


def escape(text: str) -> str:
    """Set a backslash before what Markdown would read as a mark."""
    return _ACTIVE.sub(r"\\\g<0>", text)


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """Read Markdown; code, addresses and raw HTML are not part of the text."""
    source = slices.decode(data, encoding)
    blocks = Blocks(source.text)
    body = _front_matter(source.text, blocks)
    try:
        _Reader(source.text, body, blocks).read()
    except RuntimeError as error:  # pyromark's own word for what it cannot parse
        raise FormatError(f"the Markdown cannot be read: {error}") from error
    language = _language(source.text[:body])
    return slices.woven(path, source, blocks.loom, blocks.regions, blocks.removals, blocks.comments, language)


def _language(front_matter: str) -> str | None:
    """Return the language that front matter names, if it is written like one (de, de-CH, zh-Hant)."""
    found = _LANGUAGE.search(_RETURN.sub("\n", front_matter))
    return found[1] if found else None


class _Reader:
    """Follows the parser's events, which give UTF-8 byte ranges of the text from ``body`` on."""

    def __init__(self, text: str, body: int, blocks: Blocks) -> None:
        self._text, self._body, self._blocks = text, body, blocks
        self._place = _places_of_bytes(text[body:])
        self._loom = blocks.loom  # or that of the image description being read
        self._kinds: list[Kind] = [Kind.BODY]
        self._quotes = self._code = self._images = self._bare = 0
        self._open: list[Opened] = []

    def read(self) -> None:
        """Turn all events into blocks."""
        lines = _RETURN.sub("\n", self._text[self._body :])
        for event, stretch in pyromark.events_with_range(lines, options=_OPTIONS):
            start, end = self._place(stretch["start"]) + self._body, self._place(stretch["end"]) + self._body
            if isinstance(event, str):
                self._break(event, start, end)
                continue
            for what, value in event.items():
                self._one(what, value, start, end)
        self._end()

    def _one(self, what: str, value: Any, start: int, end: int) -> None:
        if what == "Text":
            if not self._code and not self._bare:
                if self._text[start:end] == value:
                    self._loom.literal(start, end, escape)
                else:
                    self._loom.stand_in(start, end, value, escape)
        elif what == "Start":
            self._start(value if isinstance(value, str) else next(iter(value)), value, start)
        elif what == "End":
            self._close(value if isinstance(value, str) else next(iter(value)), start, end)
        elif what == "Code":
            self._loom.gap(OBJECT)
            self._blocks.thing()
        elif what in {"Html", "InlineHtml"}:
            self._blocks.thing()
            if what == "InlineHtml":
                self._comments(start, end)

    def _break(self, event: str, start: int, end: int) -> None:
        if event == "SoftBreak" and not self._text[start:end].strip("\r\n"):
            self._loom.literal(start, end, escape)
        elif event in {"SoftBreak", "HardBreak"}:
            self._loom.gap("\n")

    def _end(self) -> None:
        self._blocks.end(self._kinds[-1], quoted=self._quotes > 0)

    def _start(self, tag: str, value: Any, start: int) -> None:
        if tag in _BLOCKS:
            self._end()
            self._open.append(self._blocks.opened(start))
            if tag == "BlockQuote":
                self._quotes += 1
            elif tag == "CodeBlock":
                self._code += 1
            elif tag in {"Heading", "TableCell"}:
                self._kinds.append(Kind.HEADLINE if tag == "Heading" else Kind.CELL)
        elif tag == "Image":
            self._images += 1
            if self._images == 1:
                self._loom = Loom(self._text)
        elif tag == "Link" and value["Link"]["link_type"] in {"Autolink", "Email"}:
            self._loom.gap(OBJECT)
            self._blocks.thing()
            self._bare += 1

    def _close(self, tag: str, start: int, end: int) -> None:
        if tag in _BLOCKS:
            if tag == "HtmlBlock":
                self._comments(start, end)
            self._end()
            opened = self._open.pop()
            if tag in _REMOVABLE:
                self._blocks.closed(opened, start + len(self._text[start:end].rstrip()))
            elif tag == "TableCell":
                inner = slices.trimmed(start, self._text[start:end])
                self._blocks.closed(opened._replace(start=inner.start if inner else start), inner.end if inner else end)
            if tag == "BlockQuote":
                self._quotes -= 1
            elif tag == "CodeBlock":
                self._code -= 1
                self._blocks.thing()
            elif tag in {"Heading", "TableCell"}:
                self._kinds.pop()
        elif tag == "Image":
            self._images -= 1
            if not self._images:
                self._blocks.aside(self._loom)
                self._loom = self._blocks.loom
        elif tag == "Link":
            self._bare = 0

    def _comments(self, start: int, end: int) -> None:
        """Note the HTML comments of a stretch of the source."""
        begin = self._text.find("<!--", start, end)
        while begin >= 0:
            close = self._text.find("-->", begin + 4, end)
            if close < 0:
                return
            self._blocks.comment(self._text[begin + 4 : close])
            begin = self._text.find("<!--", close + 3, end)


def _places_of_bytes(text: str) -> Callable[[int], int]:
    """Return a function from UTF-8 byte offsets to code points: a table of every 256th byte, and a count from there."""
    if text.isascii():
        return int
    data = text.encode()
    starts = [0]
    for place in range(0, len(data), 256):
        starts.append(starts[-1] + len(data[place : place + 256].translate(None, _CONTINUATION)))

    def place_of(byte: int) -> int:
        return starts[byte >> 8] + len(data[byte & ~255 : byte].translate(None, _CONTINUATION))

    return place_of


def _front_matter(text: str, blocks: Blocks) -> int:
    """Read the copy of YAML (``---``) or TOML (``+++``) front matter; return where the Markdown begins."""
    fence = text[:3]
    lines = _LINE.finditer(text)
    if fence not in {"---", "+++"} or next(lines).group().rstrip() != fence:
        return 0
    titles: list[tuple[int, int, Kind]] = []
    for line in lines:
        words = line.group().rstrip()
        if words == fence or (words == "..." and fence == "---"):
            for start, end, known in titles:
                _title(text, start, end, fence == "---", blocks, known)
            return line.end()
        if titles and titles[-1][1] == line.start() and line.group()[:1] in {" ", "\t"}:
            titles.pop()  # the value goes on: a folded scalar is left alone
        key, mark, value = line.group().partition(":" if fence == "---" else "=")
        kind = _kind(key.rstrip()) if mark and value.strip() else None
        if kind:
            titles.append((line.start() + len(key) + 1, line.end(), kind))
        if line.end() == len(text):
            break
    return 0


def _kind(key: str) -> Kind | None:
    """Return what the value of a key is to the desk: titles and what stands below them, captions; no author's id."""
    kind = kind_of(key) if _KEY.fullmatch(key) else None
    if kind is Kind.CELL and not key.endswith("name"):
        return Kind.HEADLINE
    return kind if kind in {Kind.HEADLINE, Kind.CAPTION, Kind.ALT} else None


def _title(text: str, start: int, end: int, yaml: bool, blocks: Blocks, kind: Kind) -> None:
    """Add the value of a key, if it is a plain or quoted scalar on one line without escapes."""
    found = slices.trimmed(start, text[start:end])
    if not found:
        return
    start, end = found
    quote, value = text[start], text[start + 1 : end - 1]
    if quote in "\"'" and end - start > 2 and text[end - 1] == quote:
        double = quote == '"'
        if "\\" in value if double else "'" in value.replace("''", "") or (not yaml and "'" in value):
            return
        if double and '"' in value:
            return
        for stretch in _doubled(value, start + 1):
            if text[stretch.start : stretch.end] == "''":
                blocks.loom.stand_in(*stretch, "'", _single_quoted)
            else:
                blocks.loom.literal(*stretch, _double_quoted if double else _single_quoted if yaml else _toml_literal)
    elif yaml and not re.search(r"^[-\"'\[\]{}>|*&!%@`#,?:]|:(?:\s|\Z)|\s#", text[start:end]):
        blocks.loom.literal(start, end, _plain)
    blocks.end(kind)


def _doubled(value: str, start: int) -> Iterator[Span]:
    """Cut a value at its doubled apostrophes."""
    done = 0
    for match in re.finditer("''", value):
        yield Span(start + done, start + match.start())
        yield Span(start + match.start(), start + match.end())
        done = match.end()
    yield Span(start + done, start + len(value))


def _double_quoted(text: str) -> str:
    return _one_line(text).replace("\\", "\\\\").replace('"', '\\"')


def _single_quoted(text: str) -> str:
    return _one_line(text).replace("'", "''")


def _toml_literal(text: str) -> str:
    if "'" in text:
        raise FormatError(f"the front matter cannot hold {text!r}: put the value in double quotation marks")
    return _one_line(text)


def _plain(text: str) -> str:
    if re.search(r"[:#]|^[-\"'\[\]{}>|*&!%@`,?]", text):
        raise FormatError(f"the front matter cannot hold {text!r} as it is: put the value in quotation marks")
    return _one_line(text)


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise FormatError("a title in the front matter cannot hold a newline")
    return text


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits applied; a block of which nothing is left goes with its marks and its line."""
    return slices.write(document, edits, partial(slices.remove_lines, marks="*_~"))


def places(document: Document, spans: Iterable[Span]) -> list[Place]:
    """Say where in the file each span lies."""
    return slices.places(document, spans)


def rewrites(document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what `write` would do to the file."""
    return slices.rewrites(document, edits, partial(slices.remove_lines, marks="*_~"))


def comments(document: Document) -> list[tuple[int, str]]:
    """Return the bodies of the HTML comments with the place of the text where each stands."""
    return slices.origin_of(document).comments
