"""A caption or a paragraph that stands twice.

## What it finds
A picture's caption that is printed again further on, and a paragraph that stands in two places of one document, word for
word or with a name spelt otherwise.

## Why it matters
Text stands twice where copy was pasted, merged or translated in pieces. It looks careless, and a caption says of the
wrong picture what is true of another.

## How sure is it
An exact repetition of a caption is deleted safely, that of a paragraph when a person asks for it; the later one goes.
What is only alike is shown: the words must be the same but for the spelling of a name, a slip of one letter, the credit.
Another number, another name, *left* for *right* make another caption. Headlines, quotations, verse, lists, tables, short
or general sentences, and what stands at the end of several stories are repeated with reason.

## Options
`similar` (default 92): how alike two texts must be, in per cent of their letters. `least` (default 40): the shortest
paragraph that counts, in characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple
from zlib import crc32

from lint.context import Context
from lint.document import Document, Kind, Region, Span
from lint.finding import Edit, Finding, Fix, Related, Safety

ID = "repeated-text"

# Of a text's runs of so many words, the few with the least checksum stand for it: texts that are alike share some.
SHINGLE, SKETCH, FELLOWS = 3, 8, 4
FEWEST, LONGEST = 3, 2000  # words of a passage; longer ones are compared word for word only
SAME_NAME, SLIP = 0.93, 6  # likeness of two spellings of a name; letters of a word in which a slip is believed

# Lengths in code points.
GENERAL = 150  # a shorter paragraph without a name or a number is a set phrase
SIGN_OFF = 250  # longer ones do not stand at the end of every story
VERSE = 60  # a line of verse

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ITEM = re.compile(r"(?:[-–—•·*▪●]|\(?\d{1,3}[.)]|[a-z][.)])\s")
_ASIDE = re.compile(r"[(\[*_/].*[)\]*_/]", re.DOTALL)


class Options(NamedTuple):
    """How alike two texts must be in per cent, and the shortest paragraph that counts in characters."""

    similar: float = 92
    least: int = 40


class Passage(NamedTuple):
    """A caption or paragraph: its place among the blocks, and its words, those of its credit left out."""

    block: int
    region: Region
    words: tuple[str, ...]


class Like(NamedTuple):
    """An earlier passage that says the same as another, and what stands in it and in the other where they differ."""

    passage: Passage
    pairs: tuple[tuple[str, str], ...]


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every later one of two passages that are the same or alike."""
    quotes = {region.span.start: region.span.end for region in document.regions if region.kind is Kind.QUOTE}
    credits = {region.span.end: region.span.start for region in document.regions if region.kind is Kind.CREDIT}
    firsts: dict[tuple[Kind, str], Passage] = {}
    sketches: dict[tuple[Kind, int], list[Passage]] = {}
    for number, region in enumerate(context.blocks):
        text = document.text[region.span.start : region.span.end]
        if region.kind is Kind.CAPTION:
            text = document.text[region.span.start : credits.get(region.span.end, region.span.end)]
        elif (
            region.kind is not Kind.BODY
            or len(text) < options.least
            or quotes.get(region.span.start, 0) >= region.span.end - 1
            or _is_set(text, region, context)
        ):
            continue
        words = tuple(_WORD.findall(text))
        if len(words) < FEWEST:
            continue
        passage = Passage(number, region, words)
        folded = " ".join(document.text[region.span.start : region.span.end].split())
        first = firsts.setdefault((region.kind, folded), passage)
        if first is passage:
            like = _like(passage, sketches, context, options.similar)
            if like and not like.pairs:
                yield _deleted(like.passage, passage, "but for marks or the credit", Safety.UNSAFE)
            elif like:
                yield _shown(like, passage)
        elif not _is_standing(first, passage, region.span.end in credits, document, context):
            safety = Safety.SAFE if region.kind is Kind.CAPTION else Safety.UNSAFE
            yield _deleted(first, passage, "word for word", safety)


def _is_set(text: str, region: Region, context: Context) -> bool:
    """Say whether a paragraph is verse, an item of a list, an aside in brackets or a set phrase."""
    lines = text.splitlines()
    if _ITEM.match(text) or _ASIDE.fullmatch(text) or (len(lines) > 1 and max(map(len, lines)) < VERSE):
        return True
    if len(text) >= GENERAL or any(letter.isdigit() for letter in text):
        return False
    tokens = context.tokens
    for place in range(bisect_left(tokens, (region.span.start,)), bisect_left(tokens, (region.span.end,))):
        token = tokens[place]
        if not token.initial and not context.is_word(token.text, context.language_at(token.start)):
            return False
    return True


def _is_standing(first: Passage, later: Passage, credited: bool, document: Document, context: Context) -> bool:
    """Say whether an exact repetition is meant: a picture's description beside its caption, the end of two stories."""
    between = document.text[first.region.span.end : later.region.span.start]
    if later.region.kind is Kind.CAPTION:
        return not credited and later.block == first.block + 1 and between.count("\n") > 1
    if later.region.span.end - later.region.span.start >= SIGN_OFF:
        return False
    following = [context.blocks[passage.block + 1 : passage.block + 2] for passage in (first, later)]
    return all(not blocks or blocks[0].kind in (Kind.HEADLINE, Kind.BYLINE, Kind.DATELINE) for blocks in following)


def _like(
    passage: Passage, sketches: dict[tuple[Kind, int], list[Passage]], context: Context, similar: float
) -> Like | None:
    """Return an earlier passage of the same kind that says the same, and keep this one for those that follow."""
    words = [word.casefold() for word in passage.words]
    runs = {crc32(" ".join(words[place : place + SHINGLE]).encode()) for place in range(len(words) - SHINGLE + 1)}
    candidates: dict[int, Passage] = {}
    for run in sorted(runs)[:SKETCH]:
        fellows = sketches.setdefault((passage.region.kind, run), [])
        candidates |= {fellow.block: fellow for fellow in fellows}
        if len(fellows) < FELLOWS:
            fellows.append(passage)
    for block in sorted(candidates)[:FELLOWS]:
        pairs = _differences(candidates[block].words, passage.words, context, passage.region.kind, similar)
        if pairs is not None:
            return Like(candidates[block], tuple(pairs))
    return None


def _differences(
    a: tuple[str, ...], b: tuple[str, ...], context: Context, kind: Kind, similar: float
) -> list[tuple[str, str]] | None:
    """Return what differs where that is only the spelling of words, in a paragraph also words left out; else None."""
    if max(len(a), len(b)) > LONGEST or abs(len(a) - len(b)) > max(len(a), len(b)) // 5:
        return None
    matcher = SequenceMatcher(None, [_bare(word) for word in a], [_bare(word) for word in b], autojunk=False)
    same = 0
    pairs: list[tuple[str, str]] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        old, new = a[a1:a2], b[b1:b2]
        if tag == "equal":
            same += sum(map(len, old + new))
            continue
        if any(letter.isdigit() for word in old + new for letter in word):
            return None
        if tag == "replace" and not (len(old) == len(new) and all(map(partial(_is_spelling, context), old, new))):
            return None
        if tag != "replace" and (kind is Kind.CAPTION or any(word[0].isupper() for word in old + new)):
            return None
        pairs.append((" ".join(old), " ".join(new)))
    alike = 100 * same >= similar * sum(map(len, a + b))
    return pairs if alike else None


def _is_spelling(context: Context, one: str, other: str) -> bool:
    """Say whether two words may be one word in two spellings: a name as languages write it, or a slip of a letter."""
    from lint.names.comparison import compare
    from lint.names.near import is_near

    if one[0].isupper() and other[0].isupper() and compare(one, other, context.packs.orthographies).score >= SAME_NAME:
        return True
    return min(len(one), len(other)) >= SLIP and is_near(one, other)


def _bare(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def _deleted(first: Passage, later: Passage, but: str, safety: Safety) -> Finding:
    what = "caption" if later.region.kind is Kind.CAPTION else "paragraph"
    return Finding(
        check=ID,
        span=later.region.span,
        message=f"this {what} stands twice, {but}: delete it here",
        certainty=0.98 if safety is Safety.SAFE else 0.9,
        related=(Related(first.region.span, f"the same {what} stands here"),),
        fix=Fix(f"Delete the repeated {what}", (Edit(later.region.span, ""),), safety),
    )


def _shown(like: Like, later: Passage) -> Finding:
    what = "caption" if later.region.kind is Kind.CAPTION else "paragraph"
    old, new = like.pairs[0]
    but = f"“{new}” for “{old}”" if old and new else f"“{new or old}”, which one of them lacks"
    return Finding(
        check=ID,
        span=later.region.span,
        message=f"this {what} says the same as an earlier one but for {but}: keep one of them",
        certainty=0.75,
        related=(Related(like.passage.region.span, f"nearly the same {what} stands here"),),
        fix=Fix("Keep one of the two", (), Safety.SHOW),
    )
