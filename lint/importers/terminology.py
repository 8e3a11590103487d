"""textlint's rule terminology: the terms of a ``.textlintrc`` in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lint.importers import Carried, Found, ImportingError, Refused
from lint.importers.patterns import translate
from lint.typed import Any


def read(text: str, path: str) -> Iterator[Found]:
    """Yield the terms: a word alone says its case, a pair what to write for a pattern in any case."""
    try:
        root = json.loads(text)
        terms = root["rules"]["terminology"]["terms"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise ImportingError("there is no rules.terminology.terms here") from error
    if isinstance(terms, str):
        raise ImportingError(f"the terms are in a file of their own: import {terms}")
    for term in terms:
        yield _term(term)


def _term(term: Any) -> Found:
    if isinstance(term, str):
        return Carried({"write": term, "pattern": rf"(?i)\b{re.escape(term)}\b"})
    wrong, right = term[0], term[1]
    if isinstance(wrong, list):
        wrong = "|".join(wrong)
    found = translate(wrong, ignore_case=True, whole_words=True)
    if isinstance(found, str):
        return Refused(f"{wrong} -> {right}", None, found)
    return Carried({"write": right, **found.record()})  # type: ignore[dict-item]
