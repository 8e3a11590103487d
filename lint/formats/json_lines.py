"""JSON Lines: a value of JSON on each line, read as JSON is; blank lines are passed over."""

from __future__ import annotations

import re

from lint.document import Document
from lint.formats import Chosen, json_tree, slices
from lint.formats.fields import comments as comments
from lint.formats.fields import places as places
from lint.formats.fields import rewrites as rewrites
from lint.formats.fields import write as write
from lint.formats.json_values import Values

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")

_LINE, _BLANK = re.compile(r"[^\r\n]+"), re.compile(r"\s+")


def read(path: str, data: bytes, encoding: str | None = None, chosen: Chosen | None = None) -> Document:
    """Read the copy of every line; raises FormatError at the first that is no JSON, since half a file is none."""
    source = slices.decode(data, encoding)
    values = Values(source, chosen)
    for line in _LINE.finditer(source.text):
        if not _BLANK.fullmatch(source.text, *line.span()):
            values.add(json_tree.parse(source.text, *line.span()))
    return values.document(path)
