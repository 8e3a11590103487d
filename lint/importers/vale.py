"""Vale: substitution rules, and the words of a vocabulary whose case it enforces."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from lint.importers import Carried, Found, Refused
from lint.importers.patterns import translate
from lint.importers.yamlvalues import entries, items, parsed, text_of


def read(text: str, path: str) -> Iterator[Found]:
    """Yield the rules of a style's file, or of ``accept.txt`` and ``reject.txt``."""
    if path.endswith(".txt"):
        yield from _vocabulary(text, os.path.basename(path))
        return
    root = entries(parsed(text, path))
    kind = text_of(root.get("extends"))
    if kind != "substitution":
        yield Refused(f"extends: {kind}", None, "only substitution rules say what to write instead")
        return
    ignore_case = text_of(root.get("ignorecase")) == "true"
    message = (text_of(root.get("message")) or "").split("'%s'")[0].strip()
    swaps = [(form, value) for mapping in items(root.get("swap")) for form, value in entries(mapping).items()]
    for form, node in swaps:
        right = text_of(node) or ""
        found = translate(form, ignore_case, whole_words=text_of(root.get("nonword")) != "true")
        if isinstance(found, str) or not right:
            yield Refused(f"{form}: {right}", node.line, found if isinstance(found, str) else "it has no replacement")
            continue
        first, *others = right.split("|")
        record = {"write": first, **found.record()}
        if others:
            record |= {"safe": "false", "message": f"write one of {', '.join([first, *others])}"}
        elif message and "%s" not in message and not message.startswith("Use"):
            record["message"] = message
        yield Carried(record)  # type: ignore[arg-type]


def _vocabulary(text: str, name: str) -> Iterator[Found]:
    for line, word in enumerate(text.splitlines(), 1):
        word = word.strip()
        if not word or word.startswith("#"):
            continue
        if name != "accept.txt":
            yield Refused(word, line, "it says that the word is wrong, but not what to write")
        elif word.startswith("(?i)"):
            yield Refused(word, line, "any case of it is right, so that there is nothing to report")
        elif re.search(r"[\\\[\](){}|^$*+?]", word):
            yield Refused(word, line, "the right case cannot be told from a pattern")
        elif word != word.lower():
            yield Carried({"write": word, "pattern": rf"(?i)\b{re.escape(word)}\b"})
