"""A change as a diff that ``git apply`` takes, whatever the encoding and the line ends."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from difflib import diff_bytes, unified_diff

from lint import formats
from lint.formats import FormatError
from lint.terminal import is_hidden, printable

_NO_NEWLINE = b"\\ No newline at end of file\n"
_BINARY_LINE = 52  # bytes on a line of a binary patch, before each four become five letters
# Runners of workflows obey such a line, wherever white space before it ends.
_COMMAND = re.compile(r"\s*::|.*##\[")


def patch(path: str, old: bytes, new: bytes) -> bytes:
    r"""Return a unified diff, or where that would bring hidden characters onto a screen, a binary patch in ASCII.

    Before a binary patch, which holds the whole file, stand the lines that change, marked so that ``git apply`` passes
    over them, with escapes like ``\u202e``.
    """
    diff = unified(path, old, new)
    if _is_plain(diff):
        return diff
    texts = (_readable(data).encode("utf-8", "replace") for data in (old, new))
    shown = unified(path, *texts).decode("utf-8", "replace").replace("\r\n", "\n").split("\n")[:-1]
    return _marked(printable(line.replace("\t", " ")).encode() for line in shown) + _binary(path, old, new)


def _is_plain(diff: bytes) -> bool:
    """Say whether a diff is UTF-8 that neither steers a terminal nor speaks to a workflow."""
    try:
        text = diff.decode("utf-8")
    except UnicodeDecodeError:
        return False
    text = text.replace("\r\n", "\n")
    hidden = {letter for letter in set(text) - {"\t", "\n"} if is_hidden(letter)}
    return not hidden and not any(map(_COMMAND.match, text.split("\n")))


def _readable(data: bytes) -> str:
    from lint.formats.encodings import decode

    try:
        return decode(data).text
    except FormatError:
        return data.decode("utf-8", "replace")


def _binary(path: str, old: bytes, new: bytes) -> bytes:
    """Write a binary patch as ``git diff --binary`` does: the names of the old and the new blob, and the new bytes."""
    from base64 import b85encode
    from hashlib import sha1
    from zlib import compress

    before, after = (sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest() for data in (old, new))
    names = b" ".join(_header(side, path).rstrip(b"\t") for side in "ab")
    packed, lines = compress(new), list[bytes]()
    for start in range(0, len(packed), _BINARY_LINE):
        part = packed[start : start + _BINARY_LINE]
        length = len(part) + (ord("A") - 1 if len(part) <= 26 else ord("a") - 27)
        lines.append(bytes([length]) + b85encode(part, pad=True) + b"\n")
    head = f"index {before}..{after}\nGIT binary patch\nliteral {len(new)}\n".encode()
    return b"diff --git " + names + b"\n" + head + b"".join(lines) + b"\n"


def unified(path: str, old: bytes, new: bytes) -> bytes:
    """Return the diff between two versions of a file; lines end at LF only, as they do for git.

    A path below the working directory is written relative to it, so that the diff applies there.
    """
    lines = diff_bytes(unified_diff, _lines(old), _lines(new), _header("a", path), _header("b", path), lineterm=b"\n")
    return b"".join(line if line.endswith(b"\n") else line + b"\n" + _NO_NEWLINE for line in lines)


def unpacked(path: str, old: bytes, new: bytes) -> bytes:
    """Return the diff between the texts of two versions of a container, as they read with every change accepted.

    No patch can be applied to a container: each line is marked, so that ``git apply`` passes over all of them.
    """
    file = formats.named(path)
    texts = (file.read(path, data).text.encode("utf-8") for data in (old, new))
    note = b"the text of a zipped file, which `git apply` cannot change: use `onym fix`"
    lines = unified(path, *texts).decode("utf-8").split("\n")[:-1]
    return _marked([note, *(printable(line.replace("\t", " ")).encode() for line in lines)])


def _marked(lines: Iterable[bytes]) -> bytes:
    return b"".join(b"# " + line + b"\n" for line in lines)


def _header(side: str, path: str) -> bytes:
    """Return a file's name as git writes it: quoted like a C string where it would be misread."""
    relative = os.path.relpath(path)
    name = os.fsencode(path if relative.startswith(os.pardir) else relative).replace(os.sep.encode(), b"/").lstrip(b"/")
    whole = side.encode() + b"/" + name
    hidden = any(map(is_hidden, whole.decode("utf-8", "surrogateescape")))
    if hidden or any(byte in b'"\\' for byte in whole):
        return b'"' + b"".join(_escaped(byte, hidden) for byte in whole) + b'"'
    return whole + b"\t" if b" " in whole else whole


def _escaped(byte: int, hidden: bool) -> bytes:
    """Write a byte of a quoted name; where letters of it are ``hidden``, all beyond ASCII are escaped."""
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return b"\\%03o" % byte if byte < 0x20 or byte == 0x7F or (hidden and byte > 0x7F) else bytes([byte])


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])
