"""A change as a unified diff that ``git apply`` takes, in bytes, whatever the encoding and the line ends."""

from __future__ import annotations

import os
from difflib import diff_bytes, unified_diff

from lint import formats

_NO_NEWLINE = b"\\ No newline at end of file\n"


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
    note = b"the text of a zipped file, which `git apply` cannot change: use `onym fix`\n"
    return b"".join(b"# " + line for line in [note, *unified(path, *texts).splitlines(keepends=True)])


def _header(side: str, path: str) -> bytes:
    """Return a file's name as git writes it: quoted like a C string where it would be misread."""
    relative = os.path.relpath(path)
    name = os.fsencode(path if relative.startswith(os.pardir) else relative).replace(os.sep.encode(), b"/").lstrip(b"/")
    whole = side.encode() + b"/" + name
    if any(byte < 0x20 or byte in b'"\\\x7f' for byte in whole):
        return b'"' + b"".join(_escaped(byte) for byte in whole) + b'"'
    return whole + b"\t" if b" " in whole else whole


def _escaped(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return b"\\%03o" % byte if byte < 0x20 or byte == 0x7F else bytes([byte])


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])
