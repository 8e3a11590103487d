"""CSV and TSV: names with their native form, or pairs of wrong and right."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from lint.amend import Value
from lint.importers import Carried, Found, ImportingError, Refused, replaced

_WRONG = ("wrong", "incorrect", "instead of", "instead-of", "from", "variant", "falsch", "forme fautive")
_RIGHT = ("right", "correct", "write", "to", "preferred", "richtig", "forme correcte")
_LANGUAGE = re.compile(r"[a-z]{2}")


def read(text: str, path: str) -> Iterator[Found]:
    """Yield a rule a row.

    Columns called ``native`` and ``language`` make names, whose further columns are the form by language; ``wrong``
    and ``right`` make corrections. Without such a head the first two columns are wrong and right.
    """
    try:
        dialect = csv.excel_tab if path.lower().endswith(".tsv") else csv.Sniffer().sniff(text[:4096], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), dialect) if any(cell.strip() for cell in row)]
    if not rows:
        raise ImportingError("the table is empty")
    head = [cell.strip().lower() for cell in rows[0]]
    if "native" in head:
        for number, row in enumerate(rows[1:], 2):
            yield _name(dict(zip(head, (cell.strip() for cell in row), strict=False)), number)
        return
    wrong = next((head.index(word) for word in _WRONG if word in head), None)
    right = next((head.index(word) for word in _RIGHT if word in head), None)
    has_head = wrong is not None and right is not None
    for number, row in enumerate(rows[has_head:], 1 + has_head):
        yield _pair(
            row, wrong if wrong is not None and has_head else 0, right if right is not None and has_head else 1, number
        )


def _pair(row: list[str], wrong: int, right: int, number: int) -> Found:
    if len(row) <= max(wrong, right) or not row[wrong].strip() or not row[right].strip():
        return Refused(" | ".join(row), number, "a form is missing")
    return replaced(row[wrong].strip(), row[right].strip())


def _name(row: Mapping[str, str], number: int) -> Found:
    native, language = row.get("native", ""), row.get("language", "")
    if not native or not language:
        return Refused(" | ".join(row.values()), number, "the native form or its language is missing")
    record: dict[str, Value] = {"native": {language: native}}
    for key in ("id", "kind", "wikidata"):
        if row.get(key):
            record[key] = row[key]
    prefer: dict[str, Value] = {key: form for key, form in row.items() if form and _LANGUAGE.fullmatch(key)}
    if prefer:
        record["prefer"] = prefer
    return Carried(record)
