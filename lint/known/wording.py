"""How a document words the names it mentions, against what is right in a house, and to which right form it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from lint.document import Span
from lint.known.house import Form
from lint.known.mention import Mention, Word
from lint.known.ways import are_neighbours, has_wrong_link, is_loud, join_of, link_of, said_in, way, way_of, ways
from lint.lazy import pattern
from lint.names.acceptance import fold, prepare
from lint.names.headword import Standing, family_of, gap_of
from lint.names.key import key
from lint.names.layout import joined, squeezed
from lint.names.near import has_more_marks
from lint.names.paradigms import inflect
from lint.names.tokens import matches_case
from lint.typed import Any, NamedTuple

Judged = tuple[Mention, str, Form]
"""A mention, the language of the copy there, and the house's form."""

Part = tuple[str, str, int, str]
"""What may have several right forms: id of the name, aspect of it, place of a word, language of the copy."""

_LAST_WORD = pattern(r"[^\s-]+$")
_APOSTROPHES = str.maketrans("’ʼ", "''")


class Kept(NamedTuple):
    """The form a document keeps to where several are right, and where it stands first."""

    form: str
    span: Span


class Rewrite(NamedTuple):
    """What to write in place of a stretch of a mention.

    ``words`` are those at fault, none if they only stand in another order or are joined otherwise; ``possible`` says
    that every ending can be kept; ``settled`` is what the document keeps to, where that is the reason.
    """

    span: Span
    text: str
    words: tuple[Word, ...]
    possible: bool
    settled: Kept | None


class Wording:
    """The wording of one document: what it keeps to of each name that has several right forms."""

    def __init__(self, text: str, judged: Iterable[Judged], consistent: bool) -> None:
        self._text, self._consistent = text, consistent
        self._kept: dict[Part, Kept] = {}
        for mention, language, form in judged:
            are_right = all(_is_right(word, form, None) for word in mention.words)
            if are_right and not has_wrong_link(link_of(text, mention, form), form):
                # What has to be mended settles nothing by its other words.
                self._settle_words(mention, language, form)
                self._settle_way(mention, language, form)
            self._settle_link(mention, language, form)
            self._settle_joins(mention, language, form)

    def _settle(self, part: Part, form: str, is_own: bool, span: Span) -> None:
        """Note a right form: the house's own is kept to if it is used at all, else the first."""
        known = self._kept.get(part)
        if known is None or (is_own and not self._consistent and known.form != form):
            self._kept[part] = Kept(form, span)

    def _settle_words(self, mention: Mention, language: str, form: Form) -> None:
        for word in mention.words:
            wanted = form.word(word.role, word.place)
            spelt = word.variant.form
            right = _right_forms(word, form).get(_spelling(spelt))
            if wanted is not None and right is not None:
                own = _spelling(spelt) == _spelling(wanted)
                self._settle(_part(mention, word, language), wanted if own else right, own, mention.span)

    def _settle_way(self, mention: Mention, language: str, form: Form) -> None:
        found, right = way(self._text, mention), ways(self._text, mention, form)
        if found in right:
            own = found == right[0]
            said = form.text if own else said_in(self._text, mention)
            if not self._text[slice(*mention.span)].isupper():
                self._settle((mention.name.id, "way", 0, language), said, own, mention.span)

    def _settle_link(self, mention: Mention, language: str, form: Form) -> None:
        link = link_of(self._text, mention, form)
        if link and link in form.links and not is_loud(self._text, mention):
            self._settle((mention.name.id, "link", 0, language), link, link == form.parts.link, mention.span)

    def _settle_joins(self, mention: Mention, language: str, form: Form) -> None:
        for left, right in pairwise(mention.words):
            marks, mark = form.joins.get((left.role, left.place), ()), join_of(self._text, left, right)
            if are_neighbours(left, right) and mark in marks:
                part = (mention.name.id, f"{left.role} join", left.place, language)
                self._settle(part, mark, mark == marks[0], mention.span)

    def rewrite(self, mention: Mention, language: str, form: Form, table: Any) -> Rewrite | None:
        """Return what a mention should read, None if it is right; ``table`` has the paradigms of the language."""
        wrong = [word for word in mention.words if not self._is_kept(mention, word, language, form)]
        recast = self._recast(mention, language, form, wrong)
        if recast:
            return _recast(mention, recast, wrong, table)
        given = _given(mention) if _has_given_otherwise(mention, form, wrong) else []
        family = _family(mention) if _is_cut_otherwise(mention, form, wrong) else []
        stretches = [stretch for stretch in (given, family) if stretch]
        others = [*given, *family, *self._parted(mention, language, form)]
        if self._link_is_wrong(mention, language, form):
            others = list(mention.words)
        if not wrong and not others:
            return None
        # A name is not mended by halves: what is right only as a second choice goes with what is wrong.
        chosen = [word for word in mention.words if word in wrong or word in others or _is_second_choice(word, form)]
        return self._mended(mention, language, form, chosen, stretches, table)

    def _is_kept(self, mention: Mention, word: Word, language: str, form: Form) -> bool:
        return _is_right(word, form, self._kept.get(_part(mention, word, language)))

    def _recast(self, mention: Mention, language: str, form: Form, wrong: Sequence[Word]) -> Kept | None:
        """Return the whole form to write where words stand in another order, or are joined or cut otherwise."""
        found = way(self._text, mention)
        own = Kept(form.text, mention.span)
        if _script_differs(mention.words[0].variant.form, form.text):
            return None
        if mention.name.whole and wrong and len(mention.words) != len(form.parts.family):
            return own
        if found and found not in ways(self._text, mention, form):
            return own
        kept = self._kept.get((mention.name.id, "way", 0, language))
        if found and kept and not is_loud(self._text, mention) and found != way_of(kept.form, mention):
            return kept
        return None

    def _link_is_wrong(self, mention: Mention, language: str, form: Form) -> bool:
        """Say whether the particles between given name and surname are not those to write (van der for von der)."""
        link = link_of(self._text, mention, form)
        if link in form.links and is_loud(self._text, mention):
            return False
        kept = self._kept.get((mention.name.id, "link", 0, language)) if link is not None and form.parts.link else None
        return has_wrong_link(link, form) or (kept is not None and kept.form != link)

    def _parted(self, mention: Mention, language: str, form: Form) -> list[Word]:
        """Return the neighbouring words of one role that are joined otherwise than they should be (Ben Gvir)."""
        found: list[Word] = []
        for left, right in pairwise(mention.words):
            marks = form.joins.get((left.role, left.place), ())
            if not marks or not are_neighbours(left, right):
                continue
            if join_of(self._text, left, right) != self._mark(mention, left, language, form):
                found += (left, right)
        return found

    def _mark(self, mention: Mention, left: Word, language: str, form: Form) -> str:
        kept = self._kept.get((mention.name.id, f"{left.role} join", left.place, language))
        return kept.form if kept else form.joins[left.role, left.place][0]

    def _mended(
        self, mention: Mention, language: str, form: Form, wrong: list[Word], stretches: list[list[Word]], table: Any
    ) -> Rewrite:
        """Rewrite some words of a mention each by itself, those of a stretch as all words of the form in their role."""
        pieces: list[_Piece] = []
        settled: list[Kept] = []
        before: Word | None = None
        recut = [word for stretch in stretches for word in stretch]
        for word in wrong:
            stretch = next((stretch for stretch in stretches if word in stretch), [word])
            if word != stretch[0]:
                continue
            wanted, kept = self._wanted(mention, word, language, form)
            if kept:
                settled.append(kept)
            between = self._between(mention, before, word, language, form) if before else ""
            pieces.append(_Piece(between, _all_words(word.role, form) if word in recut else wanted, stretch[-1]))
            before = stretch[-1]
        text, possible = _written(pieces, table)
        span = Span(wrong[0].token.start, wrong[-1].token.end)
        at_fault = tuple(word for word in wrong if not self._is_kept(mention, word, language, form) or word in recut)
        return Rewrite(span, text, at_fault, possible, settled[0] if settled else None)

    def _wanted(self, mention: Mention, word: Word, language: str, form: Form) -> tuple[str, Kept | None]:
        """Return what to write for a word, and what the document keeps to if that is the reason."""
        kept = self._kept.get(_part(mention, word, language))
        spelt = _spelling(word.variant.form)
        differs = kept is not None and spelt in _right_forms(word, form) and spelt != _spelling(kept.form)
        if kept and (differs or _is_free(mention, form) or self._keeps_all(mention, language)):
            return kept.form, kept if differs else None
        return form.word(word.role, word.place) or word.variant.form, None

    def _keeps_all(self, mention: Mention, language: str) -> bool:
        """Say whether the document keeps to a form of every word; a name is not written by halves in two of them."""
        return all(_part(mention, word, language) in self._kept for word in mention.words)

    def _between(self, mention: Mention, left: Word, right: Word, language: str, form: Form) -> str:
        """Return what to write between two words of a mention."""
        if right.role == "family" and right.place == 0 and form.parts.link:
            kept = self._kept.get((mention.name.id, "link", 0, language))
            gap = gap_of(kept.form if kept else form.parts.link)
            return gap.upper() if is_loud(self._text, mention) else gap
        if are_neighbours(left, right) and (left.role, left.place) in form.joins:
            return self._mark(mention, left, language, form)
        return self._text[left.token.end : right.token.start]


class _Piece(NamedTuple):
    """Part of a new wording: what stands before it, the form, and the word whose ending and letter case it takes."""

    between: str
    form: str
    model: Word


def _recast(mention: Mention, wanted: Kept, wrong: Sequence[Word], table: Any) -> Rewrite:
    """Rewrite a whole mention; word by word, where it has as many."""
    words = mention.name.parts(wanted.form).family
    pieces = [_Piece("", wanted.form, mention.words[-1])]
    if mention.name.whole and len(words) == len(mention.words):
        pieces = [_Piece(*piece) for piece in zip(["", *joined(wanted.form)], words, mention.words, strict=True)]
    text, possible = _written(pieces, table)
    settled = wanted if wanted.span != mention.span else None
    return Rewrite(mention.span, text, tuple(wrong), possible, settled)


def _written(pieces: Iterable[_Piece], table: Any) -> tuple[str, bool]:
    """Put pieces together with their endings; say too whether every ending could be kept."""
    found: list[str] = []
    possible = True
    for between, form, model in pieces:
        last = _LAST_WORD.search(form)
        cut = last.start() if last else 0
        inflected = inflect(form[cut:], model.cell, table) if table else form[cut:]
        possible = possible and inflected is not None
        found += [between, matches_case(form[:cut] + (inflected or form[cut:]), model.token.text)]
    return "".join(found), possible


def _part(mention: Mention, word: Word, language: str) -> Part:
    return mention.name.id, word.role, word.place, language


def _all_words(role: str, form: Form) -> str:
    """Return the given names, or the surname, as they stand in a form."""
    if role == "family":
        return family_of(form.text, form.parts)
    marks = [form.joins.get(("given", place), (" ",))[0] for place in range(len(form.parts.given) - 1)]
    return "".join(piece for pair in zip(form.parts.given, [*marks, ""], strict=True) for piece in pair)


def _given(mention: Mention) -> list[Word]:
    return [word for word in mention.words if word.role == "given"]


def _family(mention: Mention) -> list[Word]:
    return [word for word in mention.words if word.role == "family"]


@lru_cache(maxsize=8192)
def _spelling(form: str) -> str:
    """Return what of a form is its spelling: neither its capitals nor which apostrophe a keyboard has."""
    return form.casefold().translate(_APOSTROPHES)


def _right_forms(word: Word, form: Form) -> dict[str, str]:
    return _by_spelling(form.also.get((word.role, word.place), frozenset()))


@lru_cache(maxsize=8192)
def _by_spelling(forms: frozenset[str]) -> dict[str, str]:
    return {_spelling(form): form for form in forms}


def _is_right(word: Word, form: Form, kept: Kept | None) -> bool:
    """Say whether a word is as the house writes it."""
    spelt = word.variant.form
    wanted = form.word(word.role, word.place)
    right = _right_forms(word, form)
    if (wanted is None and not right) or _script_differs(spelt, wanted or form.text):
        return True
    if word.variant.standing is Standing.SHORT:
        return True  # what friends call a person is no misspelling
    if not form.never.isdisjoint(spelt):
        return False
    if _spelling(spelt) in right:
        return kept is None or _spelling(kept.form) == _spelling(spelt)
    if form.alike and _spelling(spelt).translate(form.alike) in {other.translate(form.alike) for other in right}:
        return True
    if form.pinned:
        return False
    # Stress marks (Danílov) cannot be derived, so that a form no rule pins down is right with or without marks.
    same = [other for other in right if fold(prepare(other)) == fold(prepare(spelt))]
    return bool(same) and not (form.is_own and all(has_more_marks(spelt, other) for other in same))


def _is_cut_otherwise(mention: Mention, form: Form, wrong: Sequence[Word]) -> bool:
    """Say whether a surname has more or fewer words than it should have (Bengvir for Ben-Gvir)."""
    family = _family(mention)
    if (
        mention.name.whole
        or len(family) == len(form.parts.family)
        or _script_differs(family[0].variant.form, form.text)
    ):
        return False
    return len(family) not in form.sizes or any(word in wrong for word in family)


def _has_given_otherwise(mention: Mention, form: Form, wrong: Sequence[Word]) -> bool:
    """Say whether given names that are spelt otherwise are also cut otherwise (Abdul Majid for Abdelmadjid)."""
    given, wanted = _given(mention), form.parts.given
    if not any(word in wrong for word in given) or len(given) == len(wanted):
        return False
    said = key(squeezed(word.variant.form for word in given))
    return said != "" and said == key(squeezed(wanted))


def _is_free(mention: Mention, form: Form) -> bool:
    """Say whether a name is spelt as its bearer likes and no rule says how: then the document decides."""
    return bool(mention.name.layout) and not form.pinned


def _is_second_choice(word: Word, form: Form) -> bool:
    wanted = form.word(word.role, word.place)
    return not form.pinned and wanted is not None and _spelling(word.variant.form) != _spelling(wanted)


def _script_differs(one: str, other: str) -> bool:
    return (one[:1] < "\u0370") != (other[:1] < "\u0370")
