"""A caption or a paragraph that stands twice.

## What it finds
A picture's caption that is printed again further on, and a paragraph that stands in two places of one document, word
for word or with a name spelt otherwise.

## Why it matters
Text stands twice where copy was pasted, merged or translated in pieces. It looks careless, and a caption says of the
wrong picture what is true of another.

## How sure is it
An exact repetition of a caption is deleted safely; that of a paragraph, or of a caption with another credit, when a
person asks for it. The later one goes. What is only alike is shown: the words must be the same but for the spelling of
a name or a slip of one letter, in a paragraph also but for words left out. Another number, another name, *left* for
*right* make another caption. Headlines, quotations, verse, lists, tables, short or general sentences, a picture's
description beside its caption, and what stands again under another byline or dateline are repeated with reason.

## Options
`similar` (default 92): how alike two texts must be, in per cent of their letters. `least` (default 40): the shortest
paragraph that counts, in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lint.context import Context
from lint.document import Document, Kind, Region
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.passages import Like, Passage, Passages, as_read, echoing, passage
from lint.typed import NamedTuple

ID = "repeated-text"

FEWEST = 3  # words of a passage

# Lengths in code points.
GENERAL = 150  # a shorter paragraph without a name or a number is a set phrase
VERSE = 60  # a line of verse

_ITEM = re.compile(r"(?:[-–—•·*▪●]|\(?\d{1,3}[.)]|[a-z][.)])\s")
_DIGIT = re.compile(r"\d")
_ASIDE = re.compile(r"[(\[*_/].*[)\]*_/]", re.DOTALL)


class Options(NamedTuple):
    """How alike two texts must be in per cent, and the shortest paragraph that counts in characters."""

    similar: float = 92
    least: int = 40


def check(document: Document, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding for every later one of two passages that are the same or alike."""
    firsts: dict[tuple[Kind, str], Passage] = {}
    stories = [number for number, block in enumerate(context.blocks) if block.kind in (Kind.BYLINE, Kind.DATELINE)]
    passages = Passages(context.packs.orthographies, options.similar)
    for block in _passages(document, context, options):
        region = block.region
        folded = " ".join(as_read(document.text[region.span.start : region.span.end]).split())
        first = firsts.setdefault((region.kind, folded), block)
        if first is block:
            like = passages.like(block)
            if like and not like.pairs:
                but = f"but for {_difference(like.passage, block, document)}"
                yield _deleted(like.passage, block, but, Safety.UNSAFE)
            elif like:
                yield _shown(like, block)
        elif region.kind is Kind.CAPTION or not _is_background(first, block, stories):
            safety = Safety.SAFE if region.kind is Kind.CAPTION else Safety.UNSAFE
            yield _deleted(first, block, "word for word", safety)


def _passages(document: Document, context: Context, options: Options) -> Iterator[Passage]:
    """Yield the captions and paragraphs that say something of their own, of which a run of words stands twice."""
    quotes = {region.span.start: region.span.end for region in document.regions if region.kind is Kind.QUOTE}
    credited = {region.span.end: region.span.start for region in document.regions if region.kind is Kind.CREDIT}
    texts: dict[int, str] = {}
    for number, ((start, end), kind, _) in enumerate(context.blocks):
        if kind is Kind.CAPTION:
            texts[number] = document.text[start : credited.get(end, end)]
        elif kind is Kind.BODY and end - start >= options.least and quotes.get(start, 0) < end - 1:
            texts[number] = document.text[start:end]
    for number in echoing(texts, options.similar):  # few: to tell so costs less than to read the words of all
        text, region = texts[number], context.blocks[number]
        if region.kind is Kind.CAPTION or not _is_set(text, region, context):
            block = passage(number, region, text)
            if len(block.words) >= FEWEST:
                yield block


def _is_set(text: str, region: Region, context: Context) -> bool:
    """Say whether a paragraph is verse, an item of a list, an aside in brackets or a set phrase."""
    lines = text.splitlines()
    if _ITEM.match(text) or _ASIDE.fullmatch(text) or (len(lines) > 1 and max(map(len, lines)) < VERSE):
        return True
    if len(text) >= GENERAL or _DIGIT.search(text) or (not text.isascii() and any(map(str.isdigit, text))):
        return False
    tokens = context.tokens
    for place in range(bisect_left(tokens, (region.span.start,)), bisect_left(tokens, (region.span.end,))):
        token = tokens[place]
        if not token.initial and not context.is_word(token.text, context.language_at(token.start)):
            return False
    return True


def _is_background(first: Passage, later: Passage, stories: list[int]) -> bool:
    """Say whether an exact repetition is meant: the background of another story under its own byline or dateline."""
    return bisect_left(stories, first.block) < bisect_left(stories, later.block)


def _difference(first: Passage, later: Passage, document: Document) -> str:
    """Say what two passages of the same words differ in: marks, or the credits, which are quoted."""
    one, other = (
        "".join(
            document.text[part.span.start : part.span.end]
            for part in document.regions
            if part.kind is Kind.CREDIT and passage.region.span.holds(part.span)
        ).strip()
        for passage in (first, later)
    )
    if one == other:
        return "marks"
    return f"the credit, “{other}” for “{one}”" if one and other else f"the credit “{one or other}”"


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
