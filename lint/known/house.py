"""The house's form of a name: what the style, the rule and the language of the copy make of a headword."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from lint.config import Style
from lint.known.order import Order
from lint.names.acceptance import forms, respelt, unmarked
from lint.names.headword import Name, Parts, is_latin
from lint.names.layout import joined
from lint.packs import Packs
from lint.typed import NamedTuple


class Form(NamedTuple):
    """The form to write, the words that are right too, and who says so.

    ``also`` holds words by (role, place), right as long as one document keeps to one of them; ``pinned`` says that the
    rule or the style names the form, so that nothing but it and its listed fellows is right; ``sizes`` are the numbers
    of words that the surname, or the whole name, of a right form has, ``links`` what stands before the surname;
    ``shapes`` are how the words of a right whole form are joined, ``joins`` what may join the word of a role and place
    to the next one of its role, the form's own first; ``turned`` says whether the family name may stand first;
    ``alike`` are letters that stand for one another, ``never`` those that the house does not print; ``is_own`` says
    that it is a person's own form in Latin letters, of which marks may be left out and none added.
    """

    text: str
    parts: Parts
    also: dict[tuple[str, int], frozenset[str]]
    pinned: bool
    reason: str
    sizes: frozenset[int] = frozenset()
    links: frozenset[str] = frozenset()
    shapes: tuple[str, ...] = ()
    joins: Mapping[tuple[str, int], tuple[str, ...]] = MappingProxyType({})
    turned: frozenset[bool] = frozenset({False})
    alike: Mapping[int, str] = MappingProxyType({})
    never: frozenset[str] = frozenset()
    is_own: bool = False

    def word(self, role: str, place: int) -> str | None:
        """Return the word of the form in one role, or None if it has no such word."""
        words: tuple[str, ...] = getattr(self.parts, role)
        return words[place] if place < len(words) else None


class House:
    """The forms of one style; what it works out about a name is kept for the next document."""

    def __init__(self, style: Style, packs: Packs) -> None:
        self.style, self._packs = style, packs
        self._order = Order(style, packs)
        self._letters = {ord(letter): other for letter, other in style.letters.items()}
        self.form = lru_cache(maxsize=8192)(self._form)

    def _form(self, name: Name, language: str) -> Form | None:
        """Return the form of a name in copy of a language; None where nobody knows how that language writes it."""
        said = self.style.prefer.get(name.id, {}).get(language)
        listed = name.record.get("prefer", {}).get(language)
        if said:
            return self._with(name, language, said, True, "house style")
        if listed and not self._differs_by_marks(name, listed):
            laid = self._order.lay_listed(name, listed, language).translate(self._letters)
            return self._with(name, language, laid, True, "the form of the press")
        if language in name.native:
            return self._with(name, language, name.native[language].translate(self._letters), True, "its own form")
        native = name.spoken.get(name.language)
        table = self._packs.system(name.language)
        if native is None or table is None:
            own = self._order.lay(name, name.native[name.language], language)
            if not is_latin(own):
                return None
            return self._marked(name, language, own)
        if table["loose"]:
            return None  # the vowels that nobody wrote cannot be told
        target = self._order.system(name, language)
        if target not in table["columns"]:
            return None
        title = table["titles"][table["columns"].index(target)]
        return self._with(name, language, self._order.romanise(name, table, target, language), False, title)

    def _differs_by_marks(self, name: Name, form: str) -> bool:
        """Say whether a form is the name's own but for diacritics, of which the style has a rule of its own."""
        own = name.native[name.language]
        if self.style.marks == "either" or not is_latin(own):
            return False
        return form in (own, unmarked(own)) or respelt(form, {}) == respelt(own, self._packs.respelling(name.language))

    def _marked(self, name: Name, language: str, own: str) -> Form:
        """Return the form of a name in Latin letters as the style has diacritics abroad."""
        spelt = own.translate(self._letters)
        if self.style.marks == "drop":
            return self._with(name, language, unmarked(spelt), True, "its own form without diacritics")
        if self.style.marks == "respell":
            plain = respelt(spelt, self._packs.respelling(name.language))
            return self._with(name, language, plain, True, "its own form in plain letters")
        form = self._with(name, language, spelt, self.style.marks == "keep" or spelt != own, "its own form")
        return form._replace(is_own=not name.whole)

    def _with(self, name: Name, language: str, text: str, pinned: bool, reason: str) -> Form:
        also: dict[tuple[str, int], set[str]] = {}
        style_accepts = self.style.accept.get(name.id, {})
        accepted = style_accepts.get(language, name.record.get("accept", {}).get(language, ()))
        accepted = [form for form in accepted if not self._differs_by_marks(name, form)]
        right = [name.parts(form) for form in (text, *accepted)]
        for parts in right:
            _gather(also, parts)
        if not pinned:
            for role, place, form in self._alternatives(name, language):
                also.setdefault((role, place), set()).add(form)
        return Form(
            text,
            right[0],
            {part: frozenset(words) for part, words in also.items()},
            pinned,
            reason,
            sizes=frozenset(len(parts.family) for parts in right),
            links=frozenset(link for parts in right for link in self._order.links(parts.link)),
            shapes=tuple(self._order.shapes(name, text, accepted, language, pinned)) if name.whole else (),
            joins=_joins(name, (text, *accepted)),
            turned=self._order.turned(name, right, language),
            alike=self._packs.alike(language),
            never=frozenset(self.style.letters),
        )

    def _alternatives(self, name: Name, language: str) -> Iterator[tuple[str, int, str]]:
        """Yield what else the language's own orthography writes for each word of a name that no rule pins down."""
        native = name.spoken.get(name.language, name.native[name.language])
        table = self._packs.system(name.language)
        target = self._order.system(name, language)
        for part, word in _words(name, native):
            if table is None:
                yield *part, unmarked(word)
                yield *part, respelt(word, self._packs.respelling(name.language))
            elif not table["loose"]:
                for column in {language, target}.intersection(table["columns"]):
                    for form in forms(word, table, column):
                        yield *part, form


def _joins(name: Name, right: Iterable[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return what joins neighbouring words of one role in right forms of a person's name."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for form in right if not name.whole else ():
        parts, marks = name.parts(form), joined(form)
        first = 0 if parts.turned else len(marks) + 1 - len(parts.family)
        starts = {"given": len(parts.family) if parts.turned else 0, "family": first}
        for role, start in starts.items():
            for place in range(len(getattr(parts, role)) - 1):
                known = found.get((role, place), ())
                found[role, place] = tuple(dict.fromkeys((*known, marks[start + place])))
    return found


def _words(name: Name, native: str) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the words of a native form with role and place, a whole name's in every order and cut."""
    if name.whole:
        for line in name.lines(name.language) if name.language in name.spoken else (name.parts(native).family,):
            yield from ((("family", place), word) for place, word in enumerate(line))
        return
    parts = name.parts(native)
    for role in ("given", "family"):
        yield from (((role, place), word) for place, word in enumerate(getattr(parts, role)))


def _gather(also: dict[tuple[str, int], set[str]], parts: Parts) -> None:
    for role in ("given", "family"):
        for place, word in enumerate(getattr(parts, role)):
            also.setdefault((role, place), set()).add(word)
