"""The capitalised words of a document that may be names: how each is spelt, where, and which of them are worth a look.

Most names of a document are like no other. So what is worked out for all of them hangs on their letters alone, and is
known from a document before; the places in which a name stands are looked at where another name may be the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lint.known.lexeme import SHORTEST, letter_keys, size, skeleton
from lint.lazy import cached_property
from lint.names.distance import levenshtein
from lint.names.headword import Name
from lint.names.likeness import TYPO_LENGTH
from lint.names.near import are_one_shortened, sounded, unmarked
from lint.names.paradigms import BASE, Cell, is_derived
from lint.typed import TYPE_CHECKING, NamedTuple
from lint.unlisted.observation import Spelling
from lint.unlisted.surroundings import behind_particle, neighbour, occurrence

if TYPE_CHECKING:
    from lint.context import Context
    from lint.known.lexeme import Lexeme

CROWD = 40  # a key that so many spellings share tells nothing


class _Found(NamedTuple):
    """A form, and where it stands: the numbers of its tokens, each with the cell of its ending."""

    lexeme: Lexeme
    places: list[tuple[int, Cell]]
    word: bool = False
    known: Name | None = None


def spellings(context: Context) -> Iterator[Spelling]:
    """Yield the capitalised words that may be names, each under its form without endings."""
    for form, found in _gathered(context).items():
        yield _spelling(form, found, context)


def echoing(context: Context) -> dict[str, Spelling]:
    """Return the spellings, with their readings, that something else in the document may be like.

    Reading is what costs most, so that a coarse outline of the consonants decides first who needs it.
    """
    gathered = _gathered(context)
    forms = {*_of_one_outline(gathered), *_a_letter_apart(gathered), *_in_company(gathered, context)}
    read = context.packs.readings
    return {form: _spelling(form, gathered[form], context)._replace(readings=read(form)) for form in sorted(forms)}


def _gathered(context: Context) -> dict[str, _Found]:
    """Return every form that may be a name: those nobody listed, words that are like one, and what the rules know."""
    free = _free(context)
    known = _known(context)
    names = _names(free, known, context)
    rest = {form: found for form, found in known.items() if form not in names}
    return {**names, **_words(free, names, context), **rest}


def _free(context: Context) -> dict[Lexeme, list[int]]:
    """Return the capitalised words that stand outside the names that the rules know, with the numbers of their tokens.

    They come in the order of the text.
    """
    tokens, lexemes = context.tokens, context.lexemes
    taken = {
        number
        for mention in context.mentions
        for number in range(*(bisect_left(tokens, (place,)) for place in mention.span))
    }
    if not taken:
        return context.words
    free = dict(context.words)
    for word in {lexemes[number] for number in taken}:
        free[word] = [number for number in free[word] if number not in taken]
    return {word: free[word] for word in sorted(filter(free.__getitem__, free), key=free.__getitem__)}


def _names(free: Mapping[Lexeme, list[int]], known: Mapping[str, _Found], context: Context) -> dict[str, _Found]:
    """Return the names that nobody listed; one with an ending may be a slip of a known name."""
    small = context.lower_words
    likely = [word for word in free if word.may_be_name and word.lower not in small]
    forms = _Forms(likely, [found.lexeme for found in known.values()])
    found: dict[str, _Found] = {}
    lemmas: dict[Lexeme, tuple[str, Cell]] = {}
    for word in likely:
        lemmas[word] = _lemma(word, forms, context) if len(word.analyses) > 1 else (word.text, BASE)
        forms.settled[_settled(word, lemmas[word][0], context).skeleton].append(lemmas[word][0])
    for word, (form, _) in lemmas.items():
        fellows = forms.settled[word.skeleton]
        if form == word.text and len(word.analyses) > 1 and len(fellows) > 1:
            fellows.remove(form)  # of what stands further on in the text no ending was known before
            lemmas[word] = _lemma(word, forms, context)
            forms.settled[_settled(word, lemmas[word][0], context).skeleton].append(lemmas[word][0])
    for word, (form, cell) in lemmas.items():
        lexeme = _settled(word, form, context)
        places = [(number, cell) for number in free[word]]
        found[form] = _Found(lexeme, sorted(found[form].places + places) if form in found else places)
    return found


def _settled(word: Lexeme, form: str, context: Context) -> Lexeme:
    return word if form == word.text else context.lexeme(form, word.language)


def _words(free: Mapping[Lexeme, list[int]], names: Mapping[str, _Found], context: Context) -> dict[str, _Found]:
    """Return the ordinary words with a capital inside a sentence that are like a name: Zenith beside Zenit."""
    nouns, tokens = context.packs.evidence["capitals"], context.tokens
    sized = _Sized(name.lexeme for form, name in names.items() if len(form) > SHORTEST)
    found: dict[str, _Found] = {}
    for word, numbers in free.items():
        if len(numbers) == 1 and tokens[numbers[0]].initial:
            continue  # most of them begin a sentence
        if word.size not in sized or word.text in names or not word.is_plain or word.language in nouns:
            continue
        if not (word.is_common or word.lower in context.lower_words):
            continue
        inside = [(number, BASE) for number in numbers if not tokens[number].initial]
        if inside and any(are_one_shortened(word.loosely, name.loosely) for name in sized[word.size]):
            places = found[word.text].places if word.text in found else []
            found[word.text] = _Found(word, sorted(places + inside), word=True)
    return found


def _known(context: Context) -> dict[str, _Found]:
    """Return the surnames and places that the rules know: a spelling that they do not know may stand beside one."""
    found: dict[str, _Found] = {}
    if not context.mentions:
        return found
    numbers = {token.start: number for number, token in enumerate(context.tokens)}
    for mention in context.mentions:
        for word in mention.words:
            form, number = word.variant.form, numbers.get(word.token.start)
            if number is None:
                continue  # small letters behind a hyphen
            if word.role == "family" and len(form) > SHORTEST and not mention.is_slip:
                places = found[form].places if form in found else []
                lexeme = context.lexeme(form, context.lexemes[number].language)
                found[form] = _Found(lexeme, [*places, (number, word.cell)], known=mention.name)
    return found


class _Sized(dict[tuple[str, int], list["Lexeme"]]):
    """Words by the sizes of what may be a letter apart from them: it begins alike, and is at most a letter longer."""

    def __init__(self, lexemes: Iterable[Lexeme]) -> None:
        for lexeme in lexemes:
            initial, length = lexeme.size
            for near in (length - 1, length, length + 1):
                self.setdefault((initial, near), []).append(lexeme)


class _Forms:
    """The capitalised words of a document, and the lemmas settled on so far, by their skeletons."""

    def __init__(self, likely: Iterable[Lexeme], known: Iterable[Lexeme]) -> None:
        self.texts = {word.text: word for word in likely}
        self._known = known
        self.settled: dict[str, list[str]] = defaultdict(list)

    @cached_property
    def skeletons(self) -> Mapping[str, list[str]]:
        """The words by their skeletons."""
        found: dict[str, list[str]] = {}
        for text, lexeme in self.texts.items():
            found.setdefault(lexeme.skeleton, []).append(text)
        return found

    @cached_property
    def _sized(self) -> _Sized:
        return _Sized([*self.texts.values(), *self._known])

    @cached_property
    def _outlines(self) -> Mapping[str, list[str]]:
        """The words by their outlines."""
        found: dict[str, list[str]] = {}
        for text, lexeme in self.texts.items():
            for shape in lexeme.outlines:
                found.setdefault(shape, []).append(text)
        return found

    def beside(self, form: str, word: str) -> set[str]:
        """Return the words that a form is a letter off, other than the one it was made of."""
        near = self._sized.get(size(form), ())
        keys = letter_keys(form) if near else frozenset()
        return {other.text for other in near if not keys.isdisjoint(other.letter_keys)} - {word}

    def rivals(self, word: Lexeme) -> set[str]:
        """Return the words that a word may be one name with as it stands: a letter off it, or of an outline with it."""
        alike = {text for shape in word.outlines for text in self._outlines.get(shape, ())}
        return (alike | self.beside(word.text, word.text)) - {word.text}


def _lemma(word: Lexeme, forms: _Forms, context: Context) -> tuple[str, Cell]:
    """Return a word without its ending: before an apostrophe, where the bare form stands too, or another like it."""
    text, found = word.text, word.analyses[1:]
    for lemma, cell in found:
        if lemma in forms.texts or cell.ending[:1] in ("'", "’"):
            return lemma, cell
    own = word.skeleton
    alone, fellows = len(forms.skeletons[own]) < 2, forms.settled[own][:CROWD]
    best, apart = (text, BASE), _apart(text, fellows)
    table = context.packs.inflection(word.language)
    for lemma, cell in found if alone or fellows else ():
        if len(lemma) <= SHORTEST:
            continue
        bare = skeleton(lemma, context.packs.evidence["sounded"])
        others = fellows if bare == own else forms.skeletons.get(bare, ())[:CROWD] if alone else ()
        away = _apart(lemma, others)
        # A form in -ou beside a lemma in -á: the ending is what sets them apart, so that without it they are nearer.
        nearer = away < apart or (bare != own and best[0] == text)
        # Whether it is derived is asked last: to tell takes long, and few come so far.
        if others and nearer and (not is_derived(text, lemma, table) or _stands_bare(word, context)):
            best, apart = (lemma, cell), away
    if best[0] != text:
        return best
    return _slip(word, forms, context) or (text, BASE)


def _stands_bare(word: Lexeme, context: Context) -> bool:
    """Say whether no name stands before a word anywhere: then Иванова is the genitive of Иванов, not his wife."""
    return all(not left or left.is_word for left in (neighbour(number, -1, context) for number in context.words[word]))


def _slip(word: Lexeme, forms: _Forms, context: Context) -> tuple[str, Cell] | None:
    """Return what a word is without its ending if that is a letter off another word that is no form of it.

    What else it may be one name with as it stands must be a form of that other word. One that ends as the other word
    does is likelier: Witkofem is Witkof, beside Witkoff, and not Witkofe.
    """
    table = context.packs.inflection(word.language)
    if table is None:
        return None
    rivals: set[str] | None = None
    lemmas = {lemma for lemma, _ in word.analyses[1:]}
    found: tuple[str, Cell] | None = None
    for lemma, cell in word.analyses[1:]:
        if len(lemma) < TYPO_LENGTH:
            continue
        for other in forms.beside(lemma, word.text):
            rivals = forms.rivals(word) if rivals is None else rivals
            if any(rival == other or other not in _lemmas(rival, word, context) for rival in rivals):
                continue
            made = any(is_derived(x, y, table) for y in lemmas for x in (word.text, other))
            if not made and lemmas.isdisjoint(_lemmas(other, word, context)):
                if lemma[-1] == other[-1]:
                    return lemma, cell
                found = found or (lemma, cell)
    return found


def _lemmas(text: str, word: Lexeme, context: Context) -> set[str]:
    """Return what a text may be a form of in the language of a word."""
    return {reading.lemma for reading in context.packs.analyses(text, word.language)}


def _apart(form: str, fellows: Iterable[str]) -> int:
    """Count the letters between a form and the nearest of some others."""
    return min((letters_between(form, fellow) for fellow in fellows), default=0)


def letters_between(one: str, other: str) -> int:
    """Count the letters to add, to drop, to change or to swap with a neighbour (OSA) between two forms."""
    return levenshtein(one, other, swaps=True)  # few names are so alike that it would pay to load a faster one


def _of_one_outline(gathered: Mapping[str, _Found]) -> Iterator[str]:
    """Yield the forms that share an outline with another: that may sound like it."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for form, found in gathered.items():
        for outline in found.lexeme.outlines:
            sharing[outline].append(form)
    for forms in sharing.values():
        if len(forms) > 1:
            yield from forms


def _a_letter_apart(gathered: Mapping[str, _Found]) -> Iterator[str]:
    """Yield the forms that share all letters but one with another."""
    lexemes = [found.lexeme for found in gathered.values()]
    sized = _Sized(lexemes)
    near = [lexeme for lexeme in lexemes if len(sized[lexeme.size]) > 1]
    seen: set[str] = set()
    twice: set[str] = set()
    for lexeme in near:
        twice |= seen & lexeme.letter_keys
        seen |= lexeme.letter_keys
    return (lexeme.text for lexeme in near if not twice.isdisjoint(lexeme.letter_keys))


def _in_company(gathered: Mapping[str, _Found], context: Context) -> Iterator[str]:
    """Yield the forms that may have the same name on the same side as another form with the same first letter."""
    initials: dict[str, list[str]] = defaultdict(list)
    for form in gathered:
        initials[_opening(form, context)].append(form)
    beside: dict[tuple[str, bool, str], set[str]] = defaultdict(set)
    for initial, forms in initials.items():
        for form in forms if len(forms) > 1 else ():
            for number, _ in gathered[form].places:
                left = _recurs(number - 1, context) and neighbour(number, -1, context)
                right = _recurs(number + 1, context) and (
                    neighbour(number, 1, context) or behind_particle(number, context)
                )
                if left:
                    beside[initial, True, left.text].add(form)
                if right:
                    beside[initial, False, right.text].add(form)
    for fellows in beside.values():
        if len(fellows) > 1:
            yield from fellows


def _recurs(number: int, context: Context) -> bool:
    """Say whether the word at a place stands elsewhere too, or is an initial, behind which another one stands."""
    if not 0 <= number < len(context.lexemes):
        return False
    lexeme = context.lexemes[number]
    return len(context.words[lexeme]) > 1 or len(lexeme.text) == 1


def _opening(form: str, context: Context) -> str:
    """Return the first letter of a form, one for those that stand for one another: Halyna, Galina; Yevhen, Evgeny."""
    rules = context.packs.evidence
    return unmarked(sounded(form[0], rules["sounded"]))[:1].translate(rules["initials"])


def keys_of_places(spelling: Spelling, keys: Iterable[str], context: Context) -> set[str]:
    """Return some keys of a form, and the names beside it with its first letter."""
    initial = _opening(spelling.form, context)
    found = set(keys)
    for place in spelling.places:
        if place.before:
            found.add(f"{place.before} {initial}")
        if place.after:
            found.add(f"{initial} {place.after}")
    return found


def _spelling(form: str, found: _Found, context: Context) -> Spelling:
    places = tuple([occurrence(number, number, cell, context) for number, cell in found.places])
    return Spelling(form, places, word=found.word, known=found.known)
