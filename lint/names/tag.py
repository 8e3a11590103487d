"""Language tags (BCP 47): what the program knows of a language, by RFC 4647 lookup."""

from __future__ import annotations

from collections.abc import Container


def lookup(tag: str, known: Container[str]) -> str | None:
    """Return the longest beginning of a tag that is known, dropping subtags from the right (ar-Arab-SY to ar)."""
    while tag:
        if tag in known:
            return tag
        tag = tag.rpartition("-")[0]
    return None
