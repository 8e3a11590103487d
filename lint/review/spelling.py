"""How spellings are shown: those that look the same as one, hidden characters visible, strange letters marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from lint.names.script import script_of, scripts
from lint.terminal import printable
from lint.typed import Any

_ALIKE = frozenset({"Latn", "Cyrl", "Grek"})
"""Scripts whose letters are taken for one another; words of several others are written so (kana beside kanji)."""

_WORD = re.compile(r"[^\W\d_]+")


def visible(text: str | None) -> str:
    """Show the hidden characters of copy; line breaks and tabs stay."""
    lines = (text or "").replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(map(printable, line.split("\t"))) for line in lines)


def spelt(text: str | None) -> Markup:
    """Show a spelling, and mark what only looks right in it: letters of another script than the rest of their word."""
    shown, made, end = visible(text), Markup(), 0
    for match in _WORD.finditer(shown):
        made += Markup.escape(shown[end : match.start()]) + _marked(match[0])
        end = match.end()
    return made + Markup.escape(shown[end:])


def _marked(word: str) -> Markup:
    found = scripts(word)
    if len(found) < 2 or not found <= _ALIKE:
        return Markup.escape(word)
    own = {script_of(word)}
    return Markup().join(
        Markup.escape(letter)
        if scripts(letter) <= own
        else Markup('<b class="strange" title="{}">{}</b>').format(unicodedata.name(letter, ""), letter)
        for letter in word
    )


def plain(spelling: str) -> str:
    """Return what a spelling looks like: a space is a space, whether a line may end there or does."""
    return " ".join(spelling.split())


def merged(forms: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return spellings with their counts, those that look the same counted together, in the order of their firsts."""
    found: dict[str, dict[str, Any]] = {}
    for form in forms:
        look = plain(form["spelling"])
        known = found.setdefault(look, {**form, "spelling": look, "places": 0})
        known["places"] += form["places"]
    return list(found.values())
