"""Where a name stands: the names, titles and articles on either side of it."""

from __future__ import annotations

from lint.names.layout import HYPHENS
from lint.names.paradigms import Cell
from lint.names.tokens import Token, gap
from lint.typed import TYPE_CHECKING
from lint.unlisted.observation import Occurrence

if TYPE_CHECKING:
    from lint.context import Context
    from lint.known.lexeme import Lexeme

_LONGEST_PARTICLES = 9  # code points of a gap between names: a search that is only a first sieve


def occurrence(number: int, last: int, cell: Cell, context: Context) -> Occurrence:
    """Return the place of a name that is a token, or the words from one token to another."""
    token, language = context.tokens[number], context.lexemes[number].language
    left, right = neighbour(number, -1, context), neighbour(last, 1, context) or behind_particle(last, context)
    if left is None and right is None:
        return Occurrence(token, cell, "", "", "", True, "")
    before = left.text if left else ""
    after = right.text if right else ""
    lists = context.packs.words(language)
    title, bound = "", before
    bare = not after
    given = lists and left and left.is_known_given and before not in lists["titles"]
    if left and left.is_word and not (given and not context.tokens[number - 1].initial):
        title, before = before, ""
        if lists and title in lists["titles"]:
            bound = ""
        elif lists and title.lower() in lists["function"]:
            title = bound = ""
        elif context.tokens[number - 1].initial:
            bound = bound if given else ""  # a capital that says nothing, unless it is that of a given name (Jean)
        else:
            bare = False
    if right and right.is_word:
        after = ""
    return Occurrence(token, cell, before, after, title, bare and not before, bound)


def neighbour(number: int, step: int, context: Context) -> Lexeme | None:
    """Return the capitalised word joined to a token by a space, past initials and an Arabic article, or nothing."""
    other = number + step
    tokens = context.tokens
    if not 0 <= other < len(tokens):
        return None
    if step < 0 and _is_article(other, context):
        return neighbour(other, step, context)
    left, right = (tokens[other], tokens[number]) if step < 0 else (tokens[number], tokens[other])
    if not _are_joined(left, right, context):
        return None
    found = context.lexemes[other + 1 if step > 0 and _is_article(other, context) else other]
    if len(found.text) > 1:
        return found
    lists = context.packs.words(found.language)  # French M. is no initial of a middle name
    return neighbour(other, step, context) or (None if lists and f"{found.text}." in lists["titles"] else found)


def behind_particle(number: int, context: Context) -> Lexeme | None:
    """Return the surname that small words join to a given name (Ursula von der Leyen), or nothing."""
    tokens = context.tokens
    if number + 1 == len(tokens) or not context.lexemes[number].is_known_given:
        return None
    return context.lexemes[number + 1] if _is_particle(tokens[number], tokens[number + 1], context) else None


def _are_joined(left: Token, right: Token, context: Context) -> bool:
    """Say whether two words stand side by side with nothing but a space between, or an article bound to the second.

    An initial may have its full stop.
    """
    apart, text = right.start - left.end, context.document.text
    if apart > len(". "):  # as with most words
        if apart > _LONGEST_PARTICLES or text[right.start - 1] not in HYPHENS or text[left.end] != " ":
            return False
        return text[left.end + 1 : right.start - 1] in context.packs.persons["free"]
    between = gap(text, left, right)
    return between in (" ", "\u00a0") or (between == ". " and len(left.text) == 1)


def _is_article(number: int, context: Context) -> bool:
    """Say whether a word is a small one of names and bound to the next by a hyphen: the first part of Al-Khatib."""
    token, text = context.tokens[number], context.document.text
    if text[token.end : token.end + 1] not in HYPHENS or number + 1 == len(context.tokens):
        return False
    return context.tokens[number + 1].start == token.end + 1 and token.text.lower() in context.packs.persons["free"]


def _is_particle(left: Token, right: Token, context: Context) -> bool:
    """Say whether nothing but small words of names stands between two words (Ursula von der Leyen)."""
    if right.start - left.end > _LONGEST_PARTICLES:
        return False
    between = gap(context.document.text, left, right)
    if between[:1] != " " or between[-1:] != " ":
        return False
    persons = context.packs.persons
    return all(word in persons["particles"] or word in persons["free"] for word in between.split())
