"""JSON as it stands in a file: objects and arrays of the places of their strings; strict, and without recursion."""

from __future__ import annotations

import re
from functools import lru_cache

from lint.formats import FormatError
from lint.formats.decoded import Decoded
from lint.formats.encodings import Source, line_and_column
from lint.formats.slices import Escape
from lint.typed import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from typing import NoReturn

DEEPEST = 200  # objects and arrays inside one another

_SPACE = r"[ \t\n\r]*"
_PLAIN = r'[^"\\\x00-\x1f]*'
# At most so many escapes at a time: a repeat keeps something in memory for each round.
_STRING = rf'{_PLAIN}(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{{4}}){_PLAIN}){{0,500}}'
_SCALAR = r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null|NaN|-?Infinity)(?![\w.])"
_SHORT = rf'{_SPACE}(?:"({_STRING})"|{_SCALAR})'
_VALUE = re.compile(rf'{_SHORT}|{_SPACE}(["[{{])')
# A member or an element with the mark that follows it, or begins it; without a mark, its value is to be read by itself.
_MEMBER = re.compile(rf'{_SPACE}"({_PLAIN})"{_SPACE}:(?:{_SHORT}{_SPACE}([,}}])|{_SPACE}([\[{{]))?')
_ELEMENT = re.compile(rf"{_SHORT}{_SPACE}([,\]])|{_SPACE}([\[{{])")
_QUOTE, _COLON = re.compile(_SPACE + '"'), re.compile(_SPACE + ":")
_NEXT = re.compile(_SPACE + r"([,\]}])")
_NO_MEMBER, _NO_ELEMENT, _REST = (re.compile(_SPACE + end) for end in ("}", r"\]", r"\Z"))
_INSIDE = re.compile(_STRING)

_ESCAPE = re.compile(r"(\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.)", re.DOTALL)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPED = {ord(letter): f"\\{code}" for code, letter in _LETTERS.items()}
_ESCAPED |= {code: f"\\u{code:04x}" for code in range(32) if code not in _ESCAPED}
_ESCAPED |= {ord('"'): '\\"', ord("\\"): "\\\\"}
_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its strings
_BEYOND = re.compile(r"[^\x00-\x7e]")
_LOWER, _UPPER = re.compile(r"\\u[0-9A-F]*[a-f]"), re.compile(r"\\u[0-9a-f]*[A-F]")


class String(NamedTuple):
    """The place of a string in the source, without its quotation marks."""

    start: int
    end: int


class Object(NamedTuple):
    """An object's members in their order; a key may stand twice."""

    members: list[tuple[str, Node]]


Node: TypeAlias = "String | Object | list[Node] | None"  # a number, a truth value and null are None


def escape(text: str) -> str:
    """Write new text into a string; letters beyond ASCII stand as they are."""
    return text.translate(_ESCAPED)


def escape_ascii(text: str) -> str:
    """Write new text into a string in ASCII letters only."""
    return _BEYOND.sub(_units, text.translate(_ESCAPED))


def escape_ascii_upper(text: str) -> str:
    """Write new text into a string in ASCII letters only, with the digits A to F."""
    return _BEYOND.sub(lambda match: _units(match).upper().replace("U", "u"), text.translate(_ESCAPED))


def _units(match: re.Match[str]) -> str:
    data = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[place : place + 2].hex()}" for place in range(0, len(data), 2))


def escape_of(source: Source) -> Escape:
    """Return how a file writes letters beyond ASCII: in escapes where it has nothing else, or cannot hold them all."""
    text = source.text
    if source.encoding.startswith("utf") and not (text.isascii() and "\\u" in text):
        return escape
    return escape_ascii_upper if _UPPER.search(text) and not _LOWER.search(text) else escape_ascii


def decoded(source: str, string: String, escaped: Escape) -> Decoded:
    """Return the text that a string stands for; half a surrogate pair becomes U+FFFD."""
    text = Decoded(source)
    text.decoded(*string, _ESCAPE, _decoded, escaped)
    return text


def value(source: str, string: String) -> str:
    """Return the text that a string stands for."""
    return _plain(source[string.start : string.end])


def _plain(raw: str) -> str:
    return _ESCAPE.sub(lambda match: _decoded(match.group()), raw) if "\\" in raw else raw


@lru_cache(maxsize=1024)
def _decoded(escaped: str) -> str:
    if escaped[1] != "u":
        return _LETTERS.get(escaped[1], escaped[1])
    units = bytes.fromhex(escaped.replace("\\u", ""))
    return units.decode("utf-16-be", "replace")[:1]


def parse(text: str, place: int = 0, end: int | None = None) -> Node:
    """Read the one value between two places of the source. Raises FormatError for what is no JSON, with its place."""
    return _Parser(text, len(text) if end is None else end).parse(place)


def _wrong_inside(letter: str) -> tuple[str, str]:
    """Say what is expected in a string instead of a letter that cannot stand there, and what to call the letter."""
    if letter == "\\":
        return "an escape such as \\n, or two backslashes for one", ""
    return f"{_ESCAPED[ord(letter)]} inside a string", "a line break" if letter in "\r\n" else f"U+{ord(letter):04X}"


class _Parser:
    """Reads one value; what is open is kept in a list, so that depth costs no stack."""

    def __init__(self, text: str, end: int) -> None:
        self._text, self._end = text, end
        self._keys: dict[str, str] = {}  # each key once, however many objects have it

    def parse(self, place: int) -> Node:
        """Return the value that begins at a place and is all there is."""
        root, place = self._value(place)
        open_: list[Object | list[Node]] = [root] if isinstance(root, (Object, list)) else []
        while open_:
            into = open_[-1]
            node, place = self._members(into, place) if isinstance(into, Object) else self._elements(into, place)
            if node is into:
                open_.pop()
                place = self._next(open_, place)
            elif isinstance(node, (Object, list)):
                open_.append(node)
                if len(open_) >= DEEPEST and not self._is_empty(node, place):
                    self._fail(place, f"at most {DEEPEST} objects and arrays inside one another")
            else:
                place = self._next(open_, place)
        if not _REST.match(self._text, place, self._end):
            self._fail(place, "the end of the file")
        return root

    def _next(self, open_: list[Object | list[Node]], place: int) -> int:
        """Close what ends behind a value, the innermost first; return where the first that goes on is to be read on."""
        while open_:
            is_object = isinstance(open_[-1], Object)
            found = _NEXT.match(self._text, place, self._end)
            if not found or found[1] == ("]" if is_object else "}"):
                self._fail(place, "a comma or the end of " + ("the object" if is_object else "the array"))
            place = found.end()
            if found[1] == ",":
                break
            open_.pop()
        return place

    def _is_empty(self, node: Object | list[Node], place: int) -> bool:
        """Say whether an object or array that was just begun ends at once."""
        closed = _NO_MEMBER if isinstance(node, Object) else _NO_ELEMENT
        return closed.match(self._text, place, self._end) is not None

    def _members(self, into: Object, place: int) -> tuple[Node, int]:
        """Read members up to a value to read on in or behind; return that and the place, or ``into`` at its end."""
        text, end, keys, add = self._text, self._end, self._keys, into.members.append
        while True:
            found = _MEMBER.match(text, place, end)
            if not found:
                if not into.members and self._is_empty(into, place):
                    return None, place
                key, place = self._key(place)
                break
            key, place, mark = found[1], found.end(), found.lastindex
            key = keys.setdefault(key, key)
            if mark == 4:
                inner: Object | list[Node] = Object([]) if found[4] == "{" else []
                add((key, inner))
                return inner, place
            if mark != 3:
                break
            add((key, None if found.start(2) < 0 else _new(String, found.span(2))))
            if found[3] == "}":
                return into, place
        node, place = self._value(place)
        add((key, node))
        return node, place

    def _elements(self, into: list[Node], place: int) -> tuple[Node, int]:
        """Read elements as ``_members`` does members."""
        text, end = self._text, self._end
        while found := _ELEMENT.match(text, place, end):
            place = found.end()
            if found.lastindex == 3:
                inner: Object | list[Node] = Object([]) if found[3] == "{" else []
                into.append(inner)
                return inner, place
            into.append(None if found.start(1) < 0 else _new(String, found.span(1)))
            if found[2] == "]":
                return into, place
        if not into and self._is_empty(into, place):
            return None, place
        node, place = self._value(place)
        into.append(node)
        return node, place

    def _value(self, place: int) -> tuple[Node, int]:
        """Return the value that begins at a place, or the empty beginning of it, and where to read on."""
        found = _VALUE.match(self._text, place, self._end)
        if not found:
            self._fail(place, "a value")
        if found.lastindex is None:
            return None, found.end()
        if found.lastindex == 1:
            return String(*found.span(1)), found.end()
        if found[2] == '"':
            end = self._string_end(found.end())
            return String(found.end(), end), end + 1
        return Object([]) if found[2] == "{" else [], found.end()

    def _key(self, place: int) -> tuple[str, int]:
        """Return the key with escapes that begins at a place, and where its value is to be read."""
        quote = _QUOTE.match(self._text, place, self._end)
        if not quote:
            self._fail(place, 'a key in "quotation marks"')
        end = self._string_end(quote.end())
        colon = _COLON.match(self._text, end + 1, self._end)
        if not colon:
            self._fail(end + 1, "a colon")
        return _plain(self._text[quote.end() : end]), colon.end()

    def _string_end(self, place: int) -> int:
        """Return where the quotation mark stands that ends a string."""
        text, start = self._text, place
        while True:
            found = _INSIDE.match(text, place, self._end)
            if found and found.end() > place:
                place = found.end()
            elif text[place : place + 1] == '"' and place < self._end:
                return place
            elif place < self._end:
                self._refuse(place, *_wrong_inside(text[place : place + 1]))
            else:
                self._fail(start - 1, "the end of this string")

    def _fail(self, place: int, expected: str) -> NoReturn:
        """Refuse what stands next at a place or behind the white space there."""
        while place < self._end and self._text[place] in " \t\n\r":
            place += 1
        if self._text[place : place + 1] in {"}", "]"} and self._text[:place].rstrip().endswith(","):
            expected += " after the comma, or no comma"
        self._refuse(place, expected)

    def _refuse(self, place: int, expected: str, shown: str = "") -> NoReturn:
        rest = self._text[place : min(place + 12, self._end)]
        found = f"found {shown or repr(rest)}" if rest else "the file ends here"
        raise FormatError(f"this is no JSON: expected {expected}, {found}", *line_and_column(self._text[:place]))
