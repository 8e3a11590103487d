"""What checks share about one document, each worked out once: language, words, mentions, clusters."""

from __future__ import annotations

from bisect import bisect_right

from lint.document import Document, Kind, Region, Span
from lint.languages import CASELESS, primary
from lint.lazy import cached_property
from lint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint.config import Style
    from lint.known.house import House
    from lint.known.lexeme import Lexeme
    from lint.known.mention import Mention
    from lint.known.recogniser import Recogniser
    from lint.names.headword import Name
    from lint.names.tokens import Token
    from lint.packs import Packs
    from lint.unlisted.discovery import Cluster

_JOINS = frozenset({",", "&", "/", "–", "-"})

# A block shorter than this says too little about its own language.
OWN_LANGUAGE_LENGTH = 240

# How certain detection must be to part a block from its document.
SURE = 0.95
LIKELY = 0.5  # with less, a language that the file's template names holds against the words


class Context:
    """One document as the checks see it, with the rules and the house style that hold for it.

    ``language`` is what the command says of all copy; ``usual`` what the configuration says of copy whose file does
    not name its language. ``allow`` are spellings that are never looked at. ``house`` and ``recogniser`` are made when
    they are first called: a run that looks for listed forms only never does.
    """

    def __init__(
        self,
        document: Document,
        packs: Packs,
        style: Style,
        house: Callable[[], House],
        recogniser: Callable[[], Recogniser],
        language: str | None = None,
        usual: str | None = None,
        allow: frozenset[str] = frozenset(),
    ) -> None:
        self.document, self.packs, self.style = document, packs, style
        self._house, self._recogniser = house, recogniser
        self._said, self._usual, self._allow = language, usual, allow

    def beside(self, text: str, language: str | None) -> Context:
        """Return the context of a text that is no part of the document, such as the original of a translation."""
        region = Region(Span(0, len(text)), Kind.BODY)
        document = Document(self.document.path, text, (region,), None, language)
        return Context(document, self.packs, self.style, self._house, self._recogniser, allow=self._allow)

    @property
    def house(self) -> House:
        """The forms that the house prints."""
        return self._house()

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
            return primary(said)
        from lint.names.script import detect

        found, template = detect(self.document.text, self.packs.detection), self.document.usual_language
        if template and (found is None or found.certainty < LIKELY):
            return primary(template)
        return found.language if found else None

    @cached_property
    def unjudged(self) -> int:
        """Count the known names that nobody can judge, in copy of no certain language or of a strange one."""
        if self.language in self.packs.languages:
            return 0
        return sum(self._is_unjudged(mention) for mention in self.mentions)

    @cached_property
    def caseless(self) -> str:
        """The script of the copy (ISO 15924) if no capital tells a name in it, so that none is found; else empty."""
        if self.document.text.isascii() or self.packs.words(self.language or ""):
            return ""
        from lint.names.script import script_of

        script = script_of(self.document.text)
        return script if script in CASELESS else ""

    def _is_unjudged(self, mention: Mention) -> bool:
        language = self.language_at(mention.span.start)
        return language is None or (
            language not in self.packs.languages and self.house.form(mention.name, language) is None
        )

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
            return primary(said)
        if self._usual or block.span.end - block.span.start < OWN_LANGUAGE_LENGTH:
            return self.language
        from lint.names.script import detect

        found = detect(self.document.text[block.span.start : block.span.end], self.packs.detection)
        return found.language if found and found.certainty >= SURE else self.language

    @cached_property
    def tokens(self) -> list[Token]:
        """The capitalised words of the document."""
        from lint.names.tokens import tokens

        found = tokens(self.document.text, self._starts)
        return [token for token in found if token.text not in self._allow] if self._allow else found

    @cached_property
    def languages(self) -> list[str | None]:
        """The language of the copy at each of the tokens, which every check asks for."""
        if self._is_of_one_language:
            return [self.language] * len(self.tokens)
        return [self.language_at(token.start) for token in self.tokens]

    @cached_property
    def lexemes(self) -> list[Lexeme]:
        """The word that each of the tokens is, apart from its place."""
        self._recogniser().age()
        if self._is_of_one_language:
            known = self._recogniser().lexemes(self.language or "")
            return [known[token.text] for token in self.tokens]
        return [self.lexeme(token.text, language) for token, language in zip(self.tokens, self.languages, strict=True)]

    def lexeme(self, word: str, language: str | None) -> Lexeme:
        """Return a capitalised word of a language, apart from any place."""
        return self._recogniser().lexemes(language or "")[word]

    @cached_property
    def words(self) -> dict[Lexeme, list[int]]:
        """The distinct capitalised words in the order of the text, each with the numbers of its tokens."""
        found: dict[Lexeme, list[int]] = {}
        for number, lexeme in enumerate(self.lexemes):
            if lexeme in found:
                found[lexeme].append(number)
            else:
                found[lexeme] = [number]
        return found

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every place where a name stands that the rules know."""
        if not any(catalogue.names for catalogue in self.packs.catalogues):
            return []
        from lint.known.mentions import Reader

        return Reader(self._recogniser(), self.document.text, self.tokens, self.lexemes, self.words).mentions()

    def readings(self, mention: Mention, language: str) -> list[Mention]:
        """Return a mention in every way its words can be read in copy of a language."""
        from lint.known.agreement import readings

        return readings(mention, language, self._recogniser(), self.packs)

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """The names that no rule knows and that the document spells more than one way."""
        from lint.unlisted.discovery import discover

        return tuple(discover(self))

    def is_word(self, word: str, language: str | None) -> bool:
        """Say whether a capitalised word is a title or an ordinary word of a language, in any of its forms."""
        return self.lexeme(word, language).is_word

    def is_native_name(self, word: str, language: str) -> bool:
        """Say whether a word may be a surname or a place of a language, of those the rules know."""
        return any(hit.name.language == language for hit in self.lexeme(word, language).hits)

    def may_bear(self, name: Name, given: str, language: str | None) -> bool:
        """Say whether a word may be the given name of a person whom the rules know, in whatever spelling."""
        return name.whole or self._recogniser().explain(name, "given", 0, given, language or "", 0) is not None

    def is_cited(self, span: Span, language: str) -> bool:
        """Say whether a place stands in a quotation in another language than the copy's.

        A short one is told by its function words: more of them are of that language than of the copy's.
        """
        from lint.names.script import detect
        from lint.names.tokens import words

        own = self.language_at(span.start)
        if language == own:
            return False
        for quote in self.document.regions:
            if quote.kind is Kind.QUOTE and quote.span.holds(span):
                said = self.document.text[quote.span.start : quote.span.end]
                found = detect(said, self.packs.detection)
                theirs, ours = (self._grammar(words(said), of) for of in (language, own))
                if theirs > ours or (found and found.language == language):
                    return True
        return False

    def _grammar(self, words: set[str], language: str | None) -> int:
        """Count the function words of a language among some words."""
        lists = self.packs.words(language) if language else None
        return len(words.intersection(lists["function"])) if lists else 0

    @cached_property
    def lower_words(self) -> set[str]:
        """The words that the document writes in lower case; of those with a capital there are some, too."""
        from lint.names.tokens import words

        return words(self.document.text)

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
