"""What the elements of an XML vocabulary are to a news desk."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from lint.document import Kind
from lint.typed import NamedTuple

XHTML = "http://www.w3.org/1999/xhtml"


class Role(Enum):
    """How an element bears on the text."""

    DATA = "data"  # its own text is no copy; that of its elements may be
    BLOCK = "block"  # ends the copy before it; its text is a block
    INLINE = "inline"  # its text runs on
    BREAK = "break"  # a new line
    OBJECT = "object"  # stands in the copy, but what it holds is none
    LEFT_OUT = "left out"  # is not there for the reader
    HTML = "html"  # its text is HTML, escaped or in CDATA


class Part(NamedTuple):
    """What an element is: ``kind`` None is that of the element about it.

    A ``removable`` element goes with its tags when its whole text is deleted; a ``quoted`` one is speech.
    """

    role: Role
    kind: Kind | None = None
    removable: bool = False
    quoted: bool = False


DATA, BLOCK, INLINE, LEFT_OUT = Part(Role.DATA), Part(Role.BLOCK), Part(Role.INLINE), Part(Role.LEFT_OUT)
BREAK, PLACEHOLDER, PARAGRAPH = Part(Role.BREAK), Part(Role.OBJECT), Part(Role.BLOCK, removable=True)


class Vocabulary(NamedTuple):
    """The elements of a format by name, or by ``parent/name``; ``otherwise`` is any other one outside of a block.

    ``namespaces`` gives the prefix under which the tables name elements of other namespaces (``content:encoded``);
    those of the root's own have none, and what is in no table there is no copy. ``inner`` are the vocabularies that
    begin with an element of a name or a namespace. ``scopes`` hold copy of one language: element to the attribute
    that says which ("" for none); ``languages`` say it somewhere inside: element to attribute, "" for its text.
    """

    parts: Mapping[str, Part]
    otherwise: Part = DATA
    namespaces: Mapping[str, str] = {}
    inner: Mapping[str, Vocabulary] = {}
    scopes: Mapping[str, str] = {}
    languages: Mapping[str, str] = {}
