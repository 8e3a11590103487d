"""What makes a finding the same finding in the next run, when lines have moved."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from hashlib import sha256

from lint.document import Document
from lint.finding import Finding

_CONTEXT = 40
"""Code points of the same line that count on either side, once its white space is evened out."""

_BREAK = re.compile(r"[\r\n]")


def fingerprint(finding: Finding, path: str, document: Document, seen: Counter[str]) -> str:
    """Hash check, path, surface form and the words around it, and number those that are alike.

    ``seen`` counts the hashes of one run, so that no two findings have one fingerprint. Lines inserted elsewhere
    change nothing, nor does another line break, normalisation form or width of space.
    """
    text, (start, end) = document.text, finding.span
    before = _even(_BREAK.split(text[max(0, start - 4 * _CONTEXT) : start])[-1])[-_CONTEXT:]
    after = _even(_BREAK.split(text[end : end + 4 * _CONTEXT], maxsplit=1)[0])[:_CONTEXT]
    parts = (finding.check, path.replace("\\", "/"), _even(text[start:end]), before, after)
    digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
