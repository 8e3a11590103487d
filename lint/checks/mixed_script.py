"""A word that only looks right: letters of two scripts, characters nobody sees, accents written in two ways.

## What it finds
Cyrillic or Greek letters in a Latin word and Latin ones in a Cyrillic word (*Khаrkiv* with a Cyrillic *а*); zero-width
characters inside a name; a name whose accents are letters of their own in one place and combining marks in another.

## Why it matters
The word looks right and is not: search, archives and spelling checkers do not find it.

## How sure is it
If all odd letters only look like those of the rest, they are replaced safely. A single letter with no look-alike is
shown for a person to retype. Words that mix scripts on purpose are left alone: parts joined by a hyphen or apostrophe
(*COVID-19*, *WhatsApp-ом*), endings behind a foreign word, Greek symbols (*µm*, *TNFα*), Roman numerals. A soft hyphen
is a hint for the line break, hides no name from this program and is left alone too; so are joiners where a script needs
them. Accents as combining marks are a fault only in a document that has the same name without them.

## Options
None.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping

from lint.context import Context
from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Safety
from lint.languages import SCRIPTS
from lint.lazy import pattern
from lint.names.script import script_of, scripts, to_script
from lint.names.tokens import verbatim
from lint.typed import NamedTuple

ID = "mixed-script"

_LATIN, _OTHER = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff", r"\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff"
_MARKS, _HIDDEN = r"\u0300-\u036f", r"\u200b-\u200d\u2060\ufeff"
_RARE_IN_LATIN, _RARE_ELSEWHERE = pattern(rf"[{_OTHER}{_HIDDEN}]+"), pattern(rf"[{_LATIN}{_HIDDEN}]+")
_INSIDE = pattern(rf"[{_LATIN}{_OTHER}{_MARKS}{_HIDDEN}\u00ad]*")
_INVISIBLE = pattern(f"[{_HIDDEN}]")
_HIDDEN_INSIDE = pattern(rf"(?<=[{_LATIN}{_OTHER}{_MARKS}])[{_HIDDEN}]+(?=[{_LATIN}{_OTHER}])")
_MARK = pattern(f"[{_MARKS}]")
_ODD = pattern(f"[{_OTHER}{_HIDDEN}{_MARKS}]")
_ROMAN = pattern(r"[IVXLCDM]+")


class Options(NamedTuple):
    """There is nothing to choose."""


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every word of two scripts or with hidden characters, then for accents written in two ways."""
    text = document.text
    if text.isascii() or not _ODD.search(text):
        return  # nothing but Latin letters, each of them as one character
    script = script_of(text)
    suspects = list(_suspects(text, script))
    skipped = verbatim(text) if suspects else []
    for span in suspects:
        place = bisect_left(skipped, (span.end,)) - 1
        if place < 0 or skipped[place][1] <= span.start:
            yield from _judge(text[span.start : span.end], span, script, context)
    if _MARK.search(text):
        yield from _decomposed(text, context)


def _suspects(text: str, script: str) -> Iterator[Span]:
    """Yield the words, each once, that hold a letter or a hidden character which is rare in copy of a script."""
    end = 0
    for hit in (_RARE_IN_LATIN if script == "Latn" else _RARE_ELSEWHERE).finditer(text):
        if hit.start() >= end:
            start = hit.start()
            while start > end and _INSIDE.fullmatch(text[start - 1]):
                start -= 1
            inside = _INSIDE.match(text, hit.start())
            end = max(hit.end(), inside.end() if inside else 0)
            if end - start > hit.end() - hit.start():
                yield Span(start, end)


def _judge(word: str, span: Span, script: str, context: Context) -> Iterator[Finding]:
    """Yield a finding for a word of copy in a script unless its mix is meant."""
    plain = _INVISIBLE.sub("", word)
    hidden = plain[:1].isupper() and _HIDDEN_INSIDE.search(word) is not None
    found = scripts(plain)
    spelt: str | None = plain
    if len(found) > 1 and not _is_symbol(plain):
        spelt, target = _respelt(plain, script, context.packs.confusables)
        if script != "Latn" and target != script and _has_ending(plain):
            spelt = plain
    if spelt is None:
        if min(_counts(plain).values()) == 1 and len(plain) > 3:
            titles = " and ".join(sorted(SCRIPTS[script] for script in found))
            yield Finding(
                check=ID,
                span=span,
                message=f"“{plain}” mixes {titles} letters: type the word again in one script",
                certainty=0.7,
                fix=Fix("Type the word again in one script", (), Safety.SHOW),
            )
    elif spelt != plain or hidden:
        odd = list(dict.fromkeys(old for old, new in zip(plain, spelt, strict=True) if old != new))
        faults = [f"the {SCRIPTS[next(iter(scripts(letter)))]} letter “{letter}”" for letter in odd]
        faults += ["a character nobody sees"] * hidden
        message = f"“{spelt}” has {' and '.join(faults)} in it, so that no search finds it: write “{spelt}”"
        yield _finding(span, message, spelt)


def _respelt(word: str, own: str, lookalikes: Mapping[str, Mapping[str, str]]) -> tuple[str | None, str]:
    """Spell a word in one script: that of most of its letters or else the copy's ``own``; Roman numerals in Latin."""
    counts = _counts(word)
    for script in sorted(counts, key=lambda script: (-counts[script], script != own, script)):
        spelt = to_script(word, script, lookalikes)
        if spelt is not None and not _has_lone_capital(word, spelt):
            latin = to_script(word, "Latn", lookalikes)
            return (latin, "Latn") if latin and _ROMAN.fullmatch(latin) else (spelt, script)
    return None, ""


def _has_lone_capital(word: str, spelt: str) -> bool:
    """Say whether a new capital would stand behind a small letter: it is no look-alike then (GröΒe is no GröBe)."""
    pairs = list(zip(word, spelt, strict=True))
    return any(
        old != new and new.isupper() and spelt[place - 1].islower() for place, (old, new) in enumerate(pairs) if place
    )


def _counts(word: str) -> Counter[str]:
    return Counter(script for letter in word for script in scripts(letter))


def _has_ending(word: str) -> bool:
    """Say whether small letters of another script end a Latin word: VIPы, Facebookа."""
    foreign = re.match(rf"[{_LATIN}]{{2,}}", word)
    ending = word[foreign.end() :] if foreign else ""
    return ending.islower() and "Latn" not in scripts(ending)


def _is_symbol(word: str) -> bool:
    """Say whether small Greek letters at the edge of a Latin word are symbols: TNFα, µm. No symbol is an omicron."""
    bare = word.strip("αβγδεζηθικλμνξπρστυφχψωΔΣΩ")
    return bare != word and scripts(bare) <= {"Latn"}


def _decomposed(text: str, context: Context) -> Iterator[Finding]:
    """Yield the names written with combining marks that the document elsewhere writes with letters of their own."""
    raw = [(token, text[token.start : token.end]) for token in context.tokens if not token.text.isascii()]
    composed = {_head(token.text) for token, written in raw if written == token.text}
    for token, written in raw:
        if unicodedata.normalize("NFC", written) != written and _head(token.text) in composed:
            message = f"the accents of “{token.text}” are loose marks here and not elsewhere: write “{token.text}”"
            yield _finding(Span(token.start, token.end), message, unicodedata.normalize("NFC", written))


def _head(word: str) -> str:
    return re.split("['’ʼ]", word)[0]


def _finding(span: Span, message: str, spelt: str) -> Finding:
    fix = Fix(f"Write “{spelt}”", (Edit(span, spelt),), Safety.SAFE)
    return Finding(check=ID, span=span, message=message, certainty=0.98, group=spelt, fix=fix)
