"""CSpell: the flagged words of its configuration."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lint.importers import Found, ImportingError, Refused, in_every_case, replaced


def read(text: str, path: str) -> Iterator[Found]:
    """Yield the flagged words that name a correction (``wrong->right``, or ``wrong:right``)."""
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportingError(f"this is not valid JSON: {error}") from error
    if not isinstance(root, dict):
        raise ImportingError("this is no configuration of CSpell's")
    keeps_case = root.get("caseSensitive") is True
    for flagged in root.get("flagWords", ()):
        wrong, arrow, right = str(flagged).partition("->" if "->" in str(flagged) else ":")
        wrong, right = wrong.strip(), right.split(",")[0].strip()
        if not arrow or not right:
            yield Refused(str(flagged), None, "it says that the word is wrong, but not what to write")
        elif keeps_case:
            yield replaced(wrong, right)
        else:
            yield from in_every_case(wrong, right)
