"""Captions and paragraphs that stand twice, each beside the other with the words that differ."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from lint.review.store import Store
from lint.review.views import PAGE, PLACES


def captions(store: Store) -> list[dict[str, Any]]:
    """Return the captions and paragraphs that stand twice, each with the other one."""
    rows = store.read(
        f"{PLACES} JOIN cluster ON cluster.id = finding.cluster WHERE cluster.kind = 'caption' AND gone = 0"
        f" ORDER BY COALESCE(verdict.verdict, 'open') != 'open', path, start LIMIT {PAGE}"
    )
    found = []
    for row in rows:
        text = store.one("SELECT text FROM article WHERE id = ?", (row["article"],))
        copy = zlib.decompress(text["text"]).decode("utf-8", "surrogatepass") if text else ""
        others = [copy[start:end] for start, end in json.loads(row["related"])]
        other = others[0] if others else ""
        shared, own = _compared(other, row["form"])
        found.append({**dict(row), "other": shared, "own": own, "same": other == row["form"]})
    return found


def _compared(one: str, two: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Return both texts in pieces, each with whether the other one has it too."""
    from difflib import SequenceMatcher

    first, second = (list(map(str, re.findall(r"\s*\S+", text))) for text in (one, two))
    ones, twos = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        ones.append(("".join(first[i1:i2]), tag == "equal"))
        twos.append(("".join(second[j1:j2]), tag == "equal"))
    return [piece for piece in ones if piece[0]], [piece for piece in twos if piece[0]]
