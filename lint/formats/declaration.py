"""The encoding of XML: by its byte order mark and its declaration, which may not contradict one another."""

from __future__ import annotations

import codecs
import re

from lint.formats import FormatError
from lint.formats.encodings import BOMS, Source, decode

_ENCODING = re.compile(r"""<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([^"'>]{0,40})["']""")
_HEAD = 1024  # bytes in which the declaration ends


def decode_xml(data: bytes, encoding: str | None = None) -> Source:
    """Decode as the file itself says; ``encoding`` (configured) is for a file that says nothing.

    Raises FormatError where the declaration and the bytes disagree: another reader would see other letters.
    """
    bom, by_mark = next(((bom, name) for bom, name in BOMS if data.startswith(bom)), (b"", ""))
    head = data[len(bom) : _HEAD].decode(by_mark or "latin-1", "replace")
    found = _ENCODING.match(head)
    if found is None:
        return decode(data, encoding)
    declared = found[1]
    column = found.start(1) + 1
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError) as error:
        raise FormatError(f"no encoding is called {declared!r}: declare the one the file is in", 1, column) from error
    if by_mark and not by_mark.startswith(name):
        message = f"the byte order mark says {by_mark}, the declaration {declared}: declare {by_mark[:6].rstrip('-')}"
        raise FormatError(message, 1, column)
    if not by_mark and name.startswith("utf-16"):
        raise FormatError(f"{declared} is declared, but the file has no byte order mark: save it as UTF-8", 1, column)
    return decode(data, declared)
