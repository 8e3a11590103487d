"""A place where a document names someone or something, word by word."""

from __future__ import annotations

from lint.document import Span
from lint.known.recogniser import Variant
from lint.names.headword import ANOTHER_NAME, Name, Standing
from lint.names.paradigms import Cell
from lint.names.tokens import Token
from lint.typed import NamedTuple


class Word(NamedTuple):
    """A token that is one word of a name: ``role`` is ``given`` or ``family``, ``place`` counts within the role."""

    token: Token
    role: str
    place: int
    cell: Cell
    variant: Variant


class Mention(NamedTuple):
    """A place where a name stands.

    ``sure`` says that the document leaves no doubt about who is meant.
    """

    span: Span
    name: Name
    words: tuple[Word, ...]
    sure: bool

    @property
    def is_slip(self) -> bool:
        """Whether a word is only a letter off, so that no orthography explains it."""
        return any(word.variant.standing is Standing.SLIP for word in self.words)

    @property
    def is_another_name(self) -> bool:
        """Whether the given name is not the person's own, but another form of it."""
        return any(word.variant.standing in ANOTHER_NAME for word in self.words)

    @property
    def is_as_listed(self) -> bool:
        """Whether every word stands in a form of the rule."""
        return all(word.variant.standing in (Standing.LISTED, Standing.ACCEPTED) for word in self.words)
