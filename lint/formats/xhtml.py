"""The elements of HTML where they stand as XML inside another format."""

from __future__ import annotations

from lint.formats import html
from lint.formats.vocabulary import BLOCK, BREAK, LEFT_OUT, PLACEHOLDER, Part, Role, Vocabulary


def _part(name: str) -> Part:
    if name in html.LEFT_OUT:
        return PLACEHOLDER
    if name in html.RAW or name in html.READINGS or name in html.THINGS:
        return LEFT_OUT
    return Part(Role.BLOCK, html.KINDS.get(name), name in html.REMOVABLE, name == "blockquote")


VOCABULARY = Vocabulary(
    {
        **{name: _part(name) for name in sorted(html.BLOCK | html.LEFT_OUT | html.RAW | html.READINGS | html.THINGS)},
        "br": BREAK,
        "q": Part(Role.INLINE, quoted=True),
    },
    BLOCK,
)
