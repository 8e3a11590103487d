"""Comments written into a file for this program to read: where one may stand ahead of a block, format by format.

Whether a place serves is for the caller to see: of all that are offered, some would be text, or break the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from os.path import splitext

from lint import formats
from lint.document import Document, Span
from lint.formats.slices import origin_of, source_span
from lint.typed import NamedTuple, cast


class Remark(NamedTuple):
    """A comment ahead of a span: ``text`` at ``place`` of the source; in a container its own format finds the place."""

    span: Span
    body: str
    place: int
    text: str


_Places = Callable[[str, int, str], Iterator[tuple[int, str]]]

_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*[ \t]*")
_MOST_TAGS = 8  # how far back a place is looked for
_MARKUP = ("html", "xml", "nitf", "newsml", "feed", "xliff", "tmx")


def has_remarks(path: str) -> bool:
    """Say whether the format of a file has comments that this program can write."""
    return _module(path) in _WAYS or formats.is_zipped(path)


def candidates(document: Document, span: Span, body: str) -> Iterator[Remark]:
    """Yield a comment for each place ahead of a span where it might stand, the best first.

    Letters that the file's encoding lacks become question marks.
    """
    if formats.is_zipped(document.path):
        yield Remark(span, body, 0, "")
        return
    origin = origin_of(document)
    source = origin.source
    start, _ = source_span(origin.pieces, span)
    body = " ".join(body.encode(source.encoding, "replace").decode(source.encoding).split())
    for place, comment in _WAYS[_module(document.path)](source.text, start, body):
        yield Remark(span, body, place, comment)


def remarked(document: Document, remarks: Iterable[Remark]) -> bytes:
    """Return the file with these comments, every other byte as it was."""
    if formats.is_zipped(document.path):
        file = cast(formats.Annotated, formats.named(document.path))
        return file.annotate(document, [(remark.span, remark.body) for remark in remarks])
    source = origin_of(document).source
    parts, done = [source.bom], 0
    for remark in sorted(remarks, key=_by_place):
        parts += *source.encoded(done, remark.place), remark.text.encode(source.encoding)
        done = remark.place
    return b"".join([*parts, *source.encoded(done, len(source.text))])


def _by_place(remark: Remark) -> tuple[int, Span]:
    return remark.place, remark.span


def _module(path: str) -> str:
    return formats.MODULES.get(splitext(path)[1].lower(), "text")


def _in_markup(text: str, start: int, body: str) -> Iterator[tuple[int, str]]:
    """Yield places before the tag that stands before the copy, right before the copy, and before tags farther up."""
    comment = _tagged(body)
    tags = list(_tags_before(text, start))
    if tags and text[:start].rstrip().endswith(">"):
        yield _ahead(text, tags[0], comment)
    yield start, comment
    for place in tags:
        yield _ahead(text, place, comment)


def _tags_before(text: str, start: int) -> Iterator[int]:
    for _ in range(_MOST_TAGS):
        start = text.rfind("<", 0, start)
        if start < 0 or text.startswith(("<!D", "<!d", "<?"), start):
            return
        yield start


def _tagged(body: str) -> str:
    """Write a comment of SGML and XML, in which two hyphens may not meet."""
    return f"<!-- {re.sub(r'-(?=-)', '- ', body)} -->"


def _ahead(text: str, place: int, comment: str) -> tuple[int, str]:
    """Give a comment a line of its own, as far in as the tag, if the tag is the first thing on its line."""
    line = _line_start(text, place)
    indentation = text[line:place]
    return (place, comment) if indentation.strip() else (place, f"{comment}{_newline(text)}{indentation}")


def _in_lines(text: str, start: int, body: str) -> Iterator[tuple[int, str]]:
    """Yield places on a line above the block, inside its lists and quotations, above those, and in the line."""
    comment, newline = _tagged(body), _newline(text)
    line = _line_start(text, start)
    containers = _CONTAINERS.match(text, line, start)
    within = containers.group() if containers else ""
    if text.startswith("|", line + len(within)):  # a line between two rows would end the table
        yield len(text[:start].rstrip("![*_~")), comment
    yield line + len(within), f"{comment}{newline}{re.sub('[^>]', ' ', within)}"
    indentation = within[: len(within) - len(within.lstrip())]
    yield line, f"{indentation}{comment}{newline}"
    yield len(text[:start].rstrip("![*_~")), comment  # not within an image, whose text would show it
    for place in _tags_before(text, start):
        yield _ahead(text, place, comment)


def _above(before: str, after: str) -> _Places:
    """Return what yields the beginning of the paragraph of lines that the copy stands in."""

    def places(text: str, start: int, body: str) -> Iterator[tuple[int, str]]:
        newline = _newline(text)
        blank = re.compile(r"(?:\A|\n|\r(?!\n))[ \t]*(?:\r\n?|\n)")
        ends = [found.end() for found in blank.finditer(text, 0, start)]
        yield ends[-1] if ends else 0, f"{before} {body}{newline}{newline if after else ''}"

    return places


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _newline(text: str) -> str:
    found = re.search(r"\r\n?|\n", text)
    return found.group() if found else "\n"


_WAYS: dict[str, _Places] = {
    **dict.fromkeys(_MARKUP, _in_markup),
    "markdown": _in_lines,
    "po": _above("#", ""),
    "webvtt": _above("NOTE", "a blank line"),
}
