"""Captions and paragraphs that stand twice, each beside the other with the words that differ.

A decision on such a pair is stored as the value of its second place: what that becomes and, after a separator, what the
first becomes. Without a separator the first stays as it is; an empty text deletes.
"""

from __future__ import annotations

import json
import re
import zlib

from lint.document import Span
from lint.review.store import Row, Store
from lint.review.views import PAGE, PLACES
from lint.review.writing import BETWEEN
from lint.typed import Any, NamedTuple

KEPT = ("first", "second")
"""Which of the two an act keeps."""


class Pair(NamedTuple):
    """The two texts as they stand."""

    first: str
    second: str


def value_of(store: Store, finding: int, kept: str, text: str | None) -> str:
    """Return the value of keeping one of a pair, changed to ``text`` where that is given.

    Raises ValueError where there is no such pair.
    """
    row = store.one(
        "SELECT form, related, text FROM finding JOIN article ON article.id = article"
        " WHERE finding.id = ? AND related != '[]'",
        (finding,),
    )
    if row is None:
        raise ValueError("there are no two of this")
    pair = _pair(row, row["text"])
    if kept == "second":
        return _as_written(text, pair.second) + BETWEEN
    changed = _as_written(text, pair.first)
    return "" if changed == pair.first else BETWEEN + changed


def _as_written(text: str | None, before: str) -> str:
    """Return a text of a form with the line breaks of the copy; an empty one is none."""
    said = (text or "").replace(BETWEEN, "").replace("\r\n", "\n").strip()
    if not said or said == before.replace("\r\n", "\n").strip():
        return before
    return said.replace("\n", "\r\n") if "\r\n" in before else said


def _pair(row: Row, text: bytes) -> Pair:
    copy = zlib.decompress(text).decode("utf-8", "surrogatepass")
    spans = [Span(*span) for span in json.loads(row["related"])]
    return Pair(copy[spans[0].start : spans[0].end] if spans else "", row["form"])


def captions(store: Store, start: int = 0) -> tuple[list[dict[str, Any]], int]:
    """Return a page of captions and paragraphs that stand twice, each with the other one, and where the next begins.

    The open ones come first; 0 says that there is no further page.
    """
    pairs = store.read(
        "SELECT id FROM cluster WHERE kind = 'caption' AND places > 0 ORDER BY open DESC, id LIMIT ? OFFSET ?",
        (PAGE + 1, start),
    )
    listed = ",".join(str(row["id"]) for row in pairs[:PAGE])
    rows = store.read(
        f"{PLACES} WHERE cluster IN ({listed}) AND gone = 0 ORDER BY COALESCE(verdict, 'open') != 'open', cluster"
    )
    return [_shown(store, row) for row in rows], start + PAGE if len(pairs) > PAGE else 0


def _shown(store: Store, row: Row) -> dict[str, Any]:
    article = store.one("SELECT text FROM article WHERE id = ?", (row["article"],))
    pair = _pair(row, article["text"] if article else zlib.compress(b""))
    shared, own = _compared(*pair)
    kept, after = _decided(row, pair)
    words = {"first": pair.first, "second": pair.second, "kept": kept, "after": after}
    return {**dict(row), **words, "other": shared, "own": own, "same": pair.first == pair.second}


def _decided(row: Row, pair: Pair) -> tuple[str, str]:
    """Return which of the two is kept and what it reads then; both empty where both stay."""
    if row["verdict"] != "fixed":
        return "", ""
    second, separator, first = (row["value"] or "").partition(BETWEEN)
    return ("second", second) if second else ("first", first if separator else pair.first)


def _compared(one: str, two: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Return both texts in pieces, each with whether the other one has it too."""
    from difflib import SequenceMatcher

    first, second = (list(map(str, re.findall(r"\s*\S+", text))) for text in (one, two))
    ones, twos = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        ones.append(("".join(first[i1:i2]), tag == "equal"))
        twos.append(("".join(second[j1:j2]), tag == "equal"))
    return [piece for piece in ones if piece[0]], [piece for piece in twos if piece[0]]
