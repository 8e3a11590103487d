"""How a mention orders and joins its words, and the particles between given name and surname."""

from __future__ import annotations

from itertools import pairwise

from lint.document import Span
from lint.known.house import Form
from lint.known.mention import Mention, Word
from lint.names.layout import HYPHENS, shape


def said_in(text: str, mention: Mention) -> str:
    """Return a mention as the document has it, without endings."""
    pieces = [mention.words[0].variant.form]
    for left, right in pairwise(mention.words):
        pieces += [text[left.token.end : right.token.start], right.variant.form]
    return "".join(pieces)


def has_wrong_link(link: str | None, form: Form) -> bool:
    """Say whether particles that stand between given name and surname are none that may (van der for von der)."""
    return link is not None and form.parts.link != "" and link not in form.links


def way(text: str, mention: Mention) -> str:
    """Return how a mention orders and joins its words; "" where that is not judged.

    Of a whole name it is the shape, of another whether the family name comes first. A compound joins all its words
    (New-York-Reise).
    """
    if not mention.name.whole:
        roles = dict.fromkeys(word.role for word in mention.words)
        return " ".join(roles) if len(roles) > 1 else ""
    if len(mention.words) < 2 or _is_compounded(text, mention.span):
        return ""
    return _shaped(said_in(text, mention), mention, is_loud(text, mention))


def way_of(form: str, mention: Mention) -> str:
    """Return how a whole form orders and joins the words of the name that is mentioned."""
    if mention.name.whole:
        return _shaped(form, mention, loud=False)
    return "family given" if mention.name.parts(form).turned else "given family"


def ways(text: str, mention: Mention, form: Form) -> tuple[str, ...]:
    """Return the ways that are right for a mention, the house's own first."""
    if mention.name.whole:
        loud = is_loud(text, mention) or not mention.name.layout
        return tuple(way.upper() for way in form.shapes) if loud else form.shapes
    turned = sorted(form.turned, key=form.parts.turned.__ne__)
    return tuple("family given" if first else "given family" for first in turned)


def _shaped(form: str, mention: Mention, loud: bool) -> str:
    """Return a shape; its capitals count only in persons' names, since headlines give the words of any other one."""
    return shape(form).upper() if loud or not mention.name.layout else shape(form)


def is_loud(text: str, mention: Mention) -> bool:
    """Say whether a mention stands in a line of capitals."""
    return text[slice(*mention.span)].isupper()


def _is_compounded(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    return before in HYPHENS or (after[:1] in HYPHENS and after[1:].isalpha())


def link_of(text: str, mention: Mention, form: Form) -> str | None:
    """Return the particles between given name and surname; None where only one of the two stands.

    In a line of capitals (URSULA VON DER LEYEN) they are those of the form.
    """
    for left, right in pairwise(mention.words):
        if left.role == "given" and right.role == "family":
            link = " ".join(text[left.token.end : right.token.start].split())
            return _quiet(link, form) if is_loud(text, mention) else link
    return None


def _quiet(link: str, form: Form) -> str:
    return next((right for right in sorted(form.links) if right.upper() == link), link)


def join_of(text: str, left: Word, right: Word) -> str:
    """Return whether a hyphen or a space stands between two words."""
    return "-" if text[left.token.end : right.token.start] in HYPHENS else " "


def are_neighbours(left: Word, right: Word) -> bool:
    """Say whether two words of a name follow one another in one role."""
    return left.role == right.role and right.place == left.place + 1
