"""The house's form of a name: what the style, the rule and the language of the copy make of a headword."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from lint.config import Style
from lint.names.acceptance import forms, unmarked
from lint.names.headword import Name, Parts, is_latin
from lint.names.romanisation import romanise
from lint.packs import Packs


class Form(NamedTuple):
    """The form to write, the words that are right too, and who says so.

    ``also`` holds words by (role, place), right as long as one document keeps to one of them; ``pinned`` says that the
    rule or the style names the form, so that nothing but it and its listed fellows is right; ``sizes`` are the numbers
    of words that the surname, or the whole name, of a right form has, ``links`` what stands before the surname;
    ``alike`` are letters that stand for one another.
    """

    text: str
    parts: Parts
    also: dict[tuple[str, int], frozenset[str]]
    pinned: bool
    reason: str
    sizes: frozenset[int] = frozenset()
    links: frozenset[str] = frozenset()
    alike: Mapping[int, str] = MappingProxyType({})

    def word(self, role: str, place: int) -> str | None:
        """Return the word of the form in one role, or None if it has no such word."""
        words: tuple[str, ...] = getattr(self.parts, role)
        return words[place] if place < len(words) else None


class House:
    """The forms of one style; what it works out about a name is kept for the next document."""

    def __init__(self, style: Style, packs: Packs) -> None:
        self.style, self._packs = style, packs
        self.form = lru_cache(maxsize=8192)(self._form)

    def _form(self, name: Name, language: str) -> Form | None:
        """Return the form of a name in copy of a language; None where nobody knows how that language writes it."""
        said = self.style.prefer.get(name.id, {}).get(language)
        listed = name.record.get("prefer", {}).get(language)
        if said or listed:
            text = said or listed or ""
            return self._with(name, language, text, True, "house style" if said else "the form of the press")
        if language in name.native:
            return self._with(name, language, name.native[language], True, "its own form")
        native = name.spoken.get(name.language)
        table = self._packs.system(name.language)
        if native is None or table is None:
            own = name.native[name.language]
            if not is_latin(own):
                return None
            if self.style.marks == "drop" and language != name.language:
                return self._with(name, language, unmarked(own), True, "its own form without diacritics")
            return self._with(name, language, own, self.style.marks == "keep", "its own form")
        if table["loose"]:
            return None  # the vowels that nobody wrote cannot be told
        target = self.style.systems.get(name.language, {}).get(language, language)
        if target not in table["columns"]:
            return None
        title = table["titles"][table["columns"].index(target)]
        return self._with(name, language, romanise(native, table, target), False, title)

    def _with(self, name: Name, language: str, text: str, pinned: bool, reason: str) -> Form:
        also: dict[tuple[str, int], set[str]] = {}
        style_accepts = self.style.accept.get(name.id, {})
        accepted = style_accepts.get(language, name.record.get("accept", {}).get(language, ()))
        for form in (text, *accepted):
            _gather(also, name.parts(form))
        if not pinned:
            for role, place, form in self._alternatives(name, language):
                also.setdefault((role, place), set()).add(form)
        sizes = frozenset(len(name.parts(form).family) for form in (text, *accepted))
        right = {part: frozenset(words) for part, words in also.items()}
        links = frozenset(name.parts(form).link for form in (text, *accepted))
        return Form(text, name.parts(text), right, pinned, reason, sizes, links, self._packs.alike(language))

    def _alternatives(self, name: Name, language: str) -> Iterator[tuple[str, int, str]]:
        """Yield what else the language's own orthography writes for each word of a name that no rule pins down."""
        native = name.spoken.get(name.language, name.native[name.language])
        table = self._packs.system(name.language)
        for role in ("given", "family"):
            for place, word in enumerate(getattr(name.parts(native), role)):
                if table is None:
                    yield role, place, unmarked(word)
                elif language in table["columns"] and not table["loose"]:
                    for form in forms(word, table, language):
                        yield role, place, form


def _gather(also: dict[tuple[str, int], set[str]], parts: Parts) -> None:
    for role in ("given", "family"):
        for place, word in enumerate(getattr(parts, role)):
            also.setdefault((role, place), set()).add(word)
