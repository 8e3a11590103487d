"""How a house orders and joins the parts of a person's name: Kim Jong Un or Kim Jong-un, Shinzo Abe or Abe Shinzo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lint.config import Style
from lint.names.headword import Name, Parts, family_of
from lint.names.layout import Cut, arrange, is_family_first, patterns, shape, shape_of, spelt
from lint.names.romanisation import Table, romanise
from lint.packs import Packs
from lint.typed import Any


class Order:
    """The order of one style, for names whose parts do not simply stand as given name and family name."""

    def __init__(self, style: Style, packs: Packs) -> None:
        self._style, self._packs = style, packs

    def system(self, name: Name, language: str) -> str:
        """Return the system that copy of a language writes a name in: the style's, the region's, or the language's."""
        for tag in (name.layout, name.language):
            if said := self._style.systems.get(tag, {}).get(language):
                return said
        systems: Mapping[str, str] = self._layout(name)["systems"] if name.layout else {}
        return systems.get(language, language)

    def _layout(self, name: Name) -> Mapping[str, Any]:
        layout: Mapping[str, Any] = self._packs.persons["layouts"][name.layout]
        return layout

    def _said(self, name: Name, language: str) -> tuple[str, ...]:
        """Return the patterns that the style names for such persons."""
        tags = (name.layout, name.layout.partition("-")[0])
        return next((tuple(said) for tag in tags if (said := self._style.layouts.get(tag, {}).get(language))), ())

    def ways(self, name: Name, language: str) -> tuple[str, ...]:
        """Return the patterns by which a name may stand in copy of a language, the house's first (most names: none)."""
        if not name.layout:
            return ()
        return self._said(name, language) or patterns(self._layout(name), language, self.system(name, language))

    def turned(self, name: Name, parts: Iterable[Parts], language: str) -> frozenset[bool]:
        """Say in which orders a name may stand, also as right forms have it: the family name first (true), or last."""
        ways = {is_family_first(way) for way in self.ways(name, language)}
        return frozenset(ways | {part.turned for part in parts if part.given})

    def shapes(self, name: Name, text: str, accepted: Iterable[str], language: str, pinned: bool) -> Iterator[str]:
        """Yield how the words of a whole name may be joined, as the house's form is first.

        A pattern with more or fewer words than the form counts only where the words can be derived anew.
        """
        yield shape(text)
        if not self._said(name, language):
            yield from map(shape, accepted)
        words = len(name.parts(text).family)
        for way in self.ways(name, language) if words > 1 else ():
            laid = shape_of(way, words - 1)
            if not pinned or len(laid.replace("-", " ").split()) == words:
                yield laid

    def links(self, link: str) -> Iterator[str]:
        """Yield the particles before a surname in the letters they may have; some may have a capital."""
        yield link
        words = link.removesuffix("-").split()
        if words and self._packs.persons["free"].issuperset(map(str.lower, words)):
            yield link.lower()
            yield " ".join(map(str.capitalize, words)) + "-" * link.endswith("-")

    def lay(self, name: Name, text: str, language: str) -> str:
        """Put the words of a Latin form as the house orders and joins them."""
        ways = self.ways(name, language)
        parts = name.parts(text)
        if not ways or (name.whole and len(parts.family) < 2) or not (name.whole or parts.given):
            return text
        if name.whole:
            return arrange(ways[0], parts.family[0], parts.family[1:])
        return text if parts.turned == is_family_first(ways[0]) else _turned_round(text, parts)

    def lay_listed(self, name: Name, text: str, language: str) -> str:
        """Put the words of a form that a rule gives as the style says for all such names, if it says so."""
        return self.lay(name, text, language) if name.layout and self._said(name, language) else text

    def romanise(self, name: Name, table: Table, target: str, language: str) -> str:
        """Return what is spoken of a name in one column, its parts as the house orders and joins them."""
        native = name.spoken[name.language]
        ways = self.ways(name, language)
        if not ways:
            return romanise(native, table, target)
        if not name.whole:
            return self.lay(name, romanise(native, table, target), language)
        family, *given = name.lines(name.language)[0]
        return spelt(Cut(family, tuple(given), name.record["joined"][name.language]), ways[0], table, target)


def _turned_round(text: str, parts: Parts) -> str:
    """Put the family name of a form at its other end."""
    family = family_of(text, parts)
    if parts.turned:
        return f"{text[len(family) :].strip()} {family}"
    return f"{family} {text[: -len(family)].strip()}"
