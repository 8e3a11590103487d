"""What checks share about one document, each worked out once: language, words, mentions, clusters."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from lint.document import Document, Kind, Region, Span
from lint.house import House
from lint.mention import Mention
from lint.mentions import Reader
from lint.names.script import detect
from lint.names.tokens import Token, tokens
from lint.packs import Packs
from lint.recogniser import Recogniser

if TYPE_CHECKING:
    from lint.discovery import Cluster

_LOWER = re.compile(r"[^\x00-`\W\d_](?<!\w.)[^\W\d_]*")  # the class first, or the scan would stop at every letter
_JOINS = frozenset({",", "&", "/", "–", "-"})

# A block shorter than this says too little about its own language.
OWN_LANGUAGE_LENGTH = 240

# How certain detection must be to part a block from its document.
SURE = 0.95
LIKELY = 0.5  # with less, a language that the file's template names holds against the words


class Context:
    """One document as the checks see it, with the rules and the house style that hold for it.

    ``language`` is what the command says of all copy; ``usual`` what the configuration says of copy whose file does
    not name its language. ``allow`` are spellings that are never looked at.
    """

    def __init__(
        self,
        document: Document,
        packs: Packs,
        house: House,
        recogniser: Recogniser,
        language: str | None = None,
        usual: str | None = None,
        allow: frozenset[str] = frozenset(),
    ) -> None:
        self.document, self.packs, self.house = document, packs, house
        self._recogniser, self._said, self._usual, self._allow = recogniser, language, usual, allow

    def beside(self, text: str, language: str | None) -> Context:
        """Return the context of a text that is no part of the document, such as the original of a translation."""
        region = Region(Span(0, len(text)), Kind.BODY)
        document = Document(self.document.path, text, (region,), None, language)
        return Context(document, self.packs, self.house, self._recogniser, allow=self._allow)

    @cached_property
    def blocks(self) -> tuple[Region, ...]:
        """The regions that follow one another, without those that lie inside one."""
        blocks: list[Region] = []
        for region in self.document.regions:
            if not blocks or region.span.start >= blocks[-1].span.end:
                blocks.append(region)
        return tuple(blocks)

    @cached_property
    def language(self) -> str | None:
        """The language of the document: as said, as the file says, or as it reads."""
        said = self._said or self.document.language or self._usual
        if said:
            return said.split("-")[0].lower()
        found, template = detect(self.document.text, self.packs.detection), self.document.usual_language
        if template and (found is None or found.certainty < LIKELY):
            return template.split("-")[0].lower()
        return found.language if found else None

    def language_at(self, offset: int) -> str | None:
        """Return the language of the copy at a place: the region's own if the file or its words say so."""
        if self._is_of_one_language:
            return self.language
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return self.language
        return self._languages[place]

    @cached_property
    def _is_of_one_language(self) -> bool:
        """Whether no block has a language of its own, as in most copy: every word asks for its language."""
        return set(self._languages) <= {self.language}

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _languages(self) -> list[str | None]:
        return [self._language_of(block) for block in self.blocks]

    def _language_of(self, block: Region) -> str | None:
        said = self._said or block.language
        if said:
            return said.split("-")[0].lower()
        if self._usual or block.span.end - block.span.start < OWN_LANGUAGE_LENGTH:
            return self.language
        found = detect(self.document.text[block.span.start : block.span.end], self.packs.detection)
        return found.language if found and found.certainty >= SURE else self.language

    @cached_property
    def tokens(self) -> list[Token]:
        """The capitalised words of the document."""
        found = tokens(self.document.text, self._starts)
        return [token for token in found if token.text not in self._allow] if self._allow else found

    @cached_property
    def languages(self) -> list[str | None]:
        """The language of the copy at each of the tokens, which every check asks for."""
        if self._is_of_one_language:
            return [self.language] * len(self.tokens)
        return [self.language_at(token.start) for token in self.tokens]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every place where a name stands that the rules know."""
        if not any(catalogue.names for catalogue in self.packs.catalogues):
            return []
        return Reader(self._recogniser, self.document.text, self.tokens, self.languages).mentions()

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """The names that no rule knows and that the document spells more than one way."""
        from lint.discovery import discover

        return tuple(discover(self))

    def is_word(self, word: str, language: str | None) -> bool:
        """Say whether a capitalised word is a title or an ordinary word of a language, in any of its forms."""
        return self._recogniser.is_word(word, language or "")

    def is_native_name(self, word: str, language: str) -> bool:
        """Say whether a word may be a surname or a place of a language, of those the rules know."""
        return any(hit.name.language == language for hit in self._recogniser.hits(word, language))

    def is_common(self, word: str, language: str | None) -> bool:
        """Say whether a word is an ordinary one and neither a title, a day, a country nor a people."""
        lists = self.packs.words(language) if language else None
        return bool(
            lists
            and word.lower() in lists["common"]
            and word.lower() not in lists["calendar"]
            and word.lower() not in lists["function"]
            and not any(word in lists[kind] for kind in ("titles", "territories", "demonyms"))
        )

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The words the document writes in lower case."""
        return frozenset(_LOWER.findall(self.document.text))

    def conjunctions(self, language: str | None) -> frozenset[str]:
        """Return what joins two things named side by side: and, comma, slash."""
        joins: frozenset[str] = self.packs.evidence["joins"].get(language, frozenset())
        return _JOINS | joins

    def region_at(self, offset: int) -> Region | None:
        """Return the block an offset lies in."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset > self.blocks[place].span.end:
            return None
        return self.blocks[place]
