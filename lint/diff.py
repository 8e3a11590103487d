"""A change as a unified diff that ``git apply`` takes, in bytes, whatever the encoding and the line ends."""

from __future__ import annotations

from difflib import diff_bytes, unified_diff

_NO_NEWLINE = b"\\ No newline at end of file\n"


def unified(path: str, old: bytes, new: bytes) -> bytes:
    """Return the diff between two versions of a file; lines end at LF only, as they do for git."""
    name = path.replace("\\", "/").lstrip("/")
    out: list[bytes] = []
    lines = diff_bytes(
        unified_diff, _lines(old), _lines(new), f"a/{name}".encode(), f"b/{name}".encode(), lineterm=b"\n"
    )
    for line in lines:
        out.append(line if line.endswith(b"\n") else line + b"\n" + _NO_NEWLINE)
    return b"".join(out)


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])
