"""The elements of HTML where they stand as XML inside another format."""

from __future__ import annotations

from lint.formats import elements
from lint.formats.vocabulary import BLOCK, BREAK, LEFT_OUT, PLACEHOLDER, Part, Role, Vocabulary

_MEANT = elements.BLOCK | elements.LEFT_OUT | elements.RAW | elements.READINGS | elements.THINGS


def _part(name: str) -> Part:
    if name in elements.LEFT_OUT:
        return PLACEHOLDER
    if name in elements.RAW or name in elements.READINGS or name in elements.THINGS:
        return LEFT_OUT
    return Part(Role.BLOCK, elements.KINDS.get(name), name in elements.REMOVABLE, name == "blockquote")


VOCABULARY = Vocabulary(
    {
        **{name: _part(name) for name in sorted(_MEANT)},
        "br": BREAK,
        "q": Part(Role.INLINE, quoted=True),
    },
    BLOCK,
)
