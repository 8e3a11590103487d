"""XML as tokens with exact places: strict, nothing looked up and nothing normalised, every step forward only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from html import unescape

from lint.formats import FormatError
from lint.formats.encodings import line_and_column
from lint.formats.tags import Attribute
from lint.typed import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from typing import NoReturn

DEEPEST = 256  # elements inside one another

_SPACE = "[ \t\r\n]"
_INITIAL = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = rf"[{_INITIAL}][{_INITIAL}\-.0-9\xb7\u0300-\u036f\u203f\u2040]*"
_TAG = re.compile(  # name, attributes and / of a start tag, or the name of an end tag
    rf"""<({_NAME})((?:{_SPACE}+{_NAME}{_SPACE}*={_SPACE}*(?:"[^<"]*"|'[^<']*'))*){_SPACE}*(/?)>|</({_NAME}){_SPACE}*>"""
)
_STEP = re.compile(rf"([^<]*)(?:{_TAG.pattern}|(<)|\Z)")  # the text before a tag with the tag, or with other markup
_ATTRIBUTE = re.compile(rf"""({_NAME}){_SPACE}*={_SPACE}*(?:"([^<"]*)"|'([^<']*)')""")
_NO_LETTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,20}|#x[0-9a-fA-F]{1,20}|[a-z]{2,4});")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_DOUBTFUL = re.compile(rf"&(?!(?:{'|'.join(_ENTITIES)});)(?:#[0-9]{{1,20}};|#x[0-9a-fA-F]{{1,20}};)?")
_INSTRUCTION = re.compile(rf"<\?({_NAME})(?:{_SPACE}.*?)?\?>", re.DOTALL)
_DECLARATION = re.compile(
    rf"""<\?xml{_SPACE}+version{_SPACE}*={_SPACE}*["']1\.[0-9]+["']"""
    rf"""(?:{_SPACE}+encoding{_SPACE}*={_SPACE}*["'][A-Za-z][A-Za-z0-9._-]*["'])?"""
    rf"""(?:{_SPACE}+standalone{_SPACE}*={_SPACE}*["'](?:yes|no)["'])?{_SPACE}*\?>"""
)
_VALUE = r"""(?:"[^"<]*"|'[^'<]*')"""
_DOCTYPE = re.compile(
    rf"<!DOCTYPE{_SPACE}+({_NAME})(?:{_SPACE}+(?:SYSTEM|PUBLIC{_SPACE}+{_VALUE}){_SPACE}+({_VALUE}))?{_SPACE}*>"
)
_PROLOGUE = re.compile(rf"""(?:{_SPACE}+|<\?.*?\?>|<!--.*?-->|<!D[^>"']*(?:{_VALUE}[^>"']*)*>)*""", re.DOTALL)
# Vocabularies published as a DTD, which copy in them names; it is never fetched.
_PUBLISHED = frozenset({"NewsML", "html", "nitf", "rss", "tmx", "xliff"})
_NONE: Mapping[str, Attribute] = {}
_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its attributes


class Markup(Enum):
    """What a token is."""

    START = "start"
    END = "end"
    TEXT = "text"
    CDATA = "cdata"
    COMMENT = "comment"
    INSTRUCTION = "instruction"
    DOCTYPE = "doctype"


Token: TypeAlias = "tuple[Markup, int, int, str, Mapping[str, Attribute], bool]"
"""A tag, text or other markup at ``[start, end)`` in code points of the source; a plain tuple, since there are so many.

Behind the two places stand the name of the element, with its prefix, or of the instruction; the attributes; and whether
it is an empty element, which is a START that has no END.
"""

_START, _END, _TEXT = Markup.START, Markup.END, Markup.TEXT


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of a document, the XML declaration left out; linear in the source.

    Raises FormatError, with the place and what was expected, for what is not well formed, for a DOCTYPE that declares
    anything or names a DTD of no published vocabulary, for entities, and for elements more than DEEPEST deep.
    """
    _check_letters(text)
    opened: list[tuple[str, int]] = []
    place, rooted, other = _declaration(text), False, "<"
    while other:
        other = ""
        for found in _STEP.finditer(text, place):
            before, name, attributes, slash, ended, other = found.groups()
            start, mark, place = place, place + len(before), found.end()
            if not opened:
                _check_outside(text, start, mark, rooted)
            elif before:
                if "&" in before:
                    _check_references(text, start, mark)
                if "]]>" in before:
                    fail(text, text.index("]]>", start), "]]> may not stand in text: write ]]&gt;")
                yield _TEXT, start, mark, "", _NONE, False
            if name:
                if not opened and rooted:
                    fail(text, mark, f"a second root element <{name}>: the whole file must be one element")
                rooted = True
                if not slash:
                    opened.append((name, mark))
                    if len(opened) > DEEPEST:
                        fail(text, mark, f"elements lie more than {DEEPEST} deep: no copy is nested so")
                held = _attributes(text, *found.span(3)) if attributes else _NONE
                yield _START, mark, place, name, held, slash == "/"
            elif ended:
                last = opened.pop() if opened else None
                if last is None or last[0] != ended:
                    _misnested(text, mark, ended, last)
                yield _END, mark, place, ended, _NONE, False
            elif other:
                token = _other(text, mark, bool(opened), rooted)
                yield token
                place = token[2]
                break
    if opened:
        fail(text, len(text), f"the file ends inside <{opened[-1][0]}>: </{opened[-1][0]}> is expected")
    if not rooted:
        fail(text, len(text), "the file holds no element: it is no XML")


def root(text: str) -> tuple[str, Mapping[str, Attribute]] | None:
    """Return name and attributes of the root element, or None if no well-formed start tag is found."""
    prologue = _PROLOGUE.match(text)
    found = _TAG.match(text, prologue.end()) if prologue else None
    if found is None or found[1] is None:
        return None
    return found[1], _attributes(text, *found.span(2))


def value(text: str, attribute: Attribute) -> str:
    """Return an attribute's value with its references resolved."""
    return resolved(text[attribute.start : attribute.end])


def resolved(text: str) -> str:
    """Resolve the character references of a well-formed stretch."""
    return _REFERENCE.sub(lambda found: letter(found.group()) or "", text) if "&" in text else text


@lru_cache(maxsize=1024)
def letter(reference: str) -> str | None:
    """Return what a reference (``&amp;``, ``&#116;``) stands for, or None if XML knows no such letter."""
    body = reference[1:-1]
    if not body.startswith("#"):
        return _ENTITIES.get(body)
    code = int(body[2:], 16) if body[1] == "x" else int(body[1:])
    return chr(code) if code <= 0x10FFFF and not _NO_LETTER.match(chr(code)) else None


def fail(text: str, place: int, message: str) -> NoReturn:
    """Refuse the file for what stands at a place of its source."""
    raise FormatError(message, *line_and_column(text[:place]))


def _check_letters(text: str) -> None:
    found = _NO_LETTER.search(text)
    if found:
        fail(text, found.start(), f"U+{ord(found.group()):04X} may not stand in XML: take it out")


def _check_outside(text: str, start: int, end: int, rooted: bool) -> None:
    """Refuse text beside the root element."""
    bare = text[start:end].lstrip(" \t\r\n")
    if bare:
        what = "after the last end tag" if rooted else "before the first tag"
        fail(text, end - len(bare), f"text stands {what}: the whole file must be one element")


def _check_references(text: str, start: int, end: int) -> None:
    """Refuse references to entities that nobody declared."""
    for found in _DOUBTFUL.finditer(text, start, end):
        if letter(found.group()) is None:
            _bad_reference(text, found.start(), end)


def _bad_reference(text: str, mark: int, end: int) -> NoReturn:
    found = re.compile(r"&(#?[\w.-]{1,40});").match(text, mark, end)
    if found is None:
        fail(text, mark, "a bare & may not stand in XML: write &amp;")
    known = unescape(found.group())
    instead = f"write &#{ord(known)};" if len(known) == 1 else "write the letter itself"
    if found[1].startswith("#"):
        fail(text, mark, f"{found.group()} is no letter of XML: take it out")
    fail(text, mark, f"the entity {found.group()} is not known without a DTD, and none is read: {instead}")


def _attributes(text: str, start: int, end: int) -> Mapping[str, Attribute]:
    attributes: dict[str, Attribute] = {}
    for found in _ATTRIBUTE.finditer(text, start, end):
        name = found[1]
        if name in attributes:
            fail(text, found.start(), f"the attribute {name} stands twice in one tag: take one of them out")
        first, last = found.span(2 if found[3] is None else 3)
        attributes[name] = _new(Attribute, (first, last, text[last]))
    if text.find("&", start, end) >= 0:
        _check_references(text, start, end)
    return attributes


def _declaration(text: str) -> int:
    """Return where the XML declaration ends, 0 if there is none."""
    if not re.match(rf"<\?xml(?:{_SPACE}|\?)", text):
        return 0
    found = _DECLARATION.match(text)
    if found is None:
        fail(text, 0, 'the XML declaration is expected to be like <?xml version="1.0" encoding="UTF-8"?>')
    return found.end()


def _other(text: str, place: int, inside: bool, rooted: bool) -> Token:
    """Read what begins with ``<!`` or ``<?``, or say what is wrong with the tag that begins at a place."""
    if text[place + 1 : place + 2] not in {"!", "?"}:
        _diagnose(text, place)
    if text.startswith("<!--", place):
        dashes = text.find("--", place + 4)
        if dashes < 0:
            fail(text, place, "the comment is never closed: --> is expected")
        if text[dashes + 2 : dashes + 3] != ">":
            fail(text, dashes, "-- may not stand in a comment: --> is expected")
        return Markup.COMMENT, place, dashes + 3, "", _NONE, False
    if text.startswith("<![CDATA[", place):
        if not inside:
            fail(text, place, "a CDATA section stands outside of the root element")
        end = text.find("]]>", place + 9)
        if end < 0:
            fail(text, place, "the CDATA section is never closed: ]]> is expected")
        return Markup.CDATA, place, end + 3, "", _NONE, False
    if text.startswith("<?", place):
        found = _INSTRUCTION.match(text, place)
        if found is None:
            fail(text, place, "the processing instruction is never closed, or has no name: <?name ...?> is expected")
        if found[1].lower() == "xml":
            fail(text, place, "the XML declaration must stand at the very beginning of the file, and only there")
        return Markup.INSTRUCTION, place, found.end(), found[1], _NONE, False
    if text.startswith("<!DOCTYPE", place) and not inside and not rooted:
        return _doctype(text, place)
    fail(text, place, "a comment <!-- --> or a CDATA section <![CDATA[ ]]> is expected after <!")


def _doctype(text: str, place: int) -> Token:
    """Accept a DOCTYPE that declares nothing; the DTD that it may name is never read."""
    found = _DOCTYPE.match(text, place)
    if found is None:
        advice = "take out what stands between [ and ], and write the letters that its entities stand for"
        fail(text, place, f"the DOCTYPE declares entities or elements, which are not read: {advice}")
    if found[2] is not None and not (found[1] in _PUBLISHED and found[2][1:-1].lower().endswith(".dtd")):
        fail(text, place, f"the DOCTYPE names an external file, which is never read: write <!DOCTYPE {found[1]}>")
    return Markup.DOCTYPE, place, found.end(), found[1], _NONE, False


def _misnested(text: str, place: int, ended: str, expected: tuple[str, int] | None) -> NoReturn:
    if expected is None:
        fail(text, place, f"</{ended}> closes an element that was never opened")
    line = line_and_column(text[: expected[1]])[0]
    fail(text, place, f"</{expected[0]}> is expected (opened in line {line}), not </{ended}>")


def _diagnose(text: str, place: int) -> NoReturn:
    """Say what is wrong with the tag that begins at a place."""
    ending = text.startswith("</", place)
    name = re.compile(_NAME).match(text, place + 1 + ending)
    if name is None:
        fail(text, place, "a tag is expected after <: write &lt; for the sign itself")
    at = name.end()
    while not ending:
        found = re.compile(f"{_SPACE}+{_ATTRIBUTE.pattern}").match(text, at)
        if found is None:
            break
        at = found.end()
    spaces = re.compile(f"{_SPACE}*").match(text, at)
    at = spaces.end() if spaces else at
    tag = f"{'</' if ending else '<'}{name.group()}"
    if at >= len(text):
        fail(text, at, f"the file ends inside the tag {tag}: > is expected")
    apart = not ending and text[at - 1] in " \t\r\n"
    attribute = re.compile(f"{_NAME}{_SPACE}*").match(text, at) if apart else None
    if attribute is None:
        fail(text, at, f"> is expected at the end of the tag {tag}")
    at = attribute.end()
    if text[at : at + 1] != "=":
        fail(text, at, f"= and a value are expected after {attribute.group().strip()} in the tag {tag}")
    fail(text, at + 1, f"a value in quotation marks, without <, is expected for {attribute.group().strip()}")
