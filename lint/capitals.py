"""Words that one document writes with different capitals, and the places where capitals mean nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from lint.document import Kind
from lint.lazy import pattern
from lint.names.paradigms import BASE, Analysis, Cell
from lint.names.tokens import Token, gap
from lint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint.context import Context
    from lint.known.lexeme import Lexeme

# An abbreviation that is printed as a word too (Nato, Unesco) has three to six letters; a longer word in capitals is
# set so for emphasis. An ending without an apostrophe is believed behind four letters.
SHORTEST, LONGEST, STEM = 3, 6, 4

WINDOW = 120  # code points looked at on either side of a word
RUN = 3  # so many words in capitals side by side are a cry

_SIGNATURES = frozenset({Kind.BYLINE, Kind.DATELINE, Kind.CREDIT})
_APOSTROPHES = "'’ʼ"
_ROMAN = pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LABEL = pattern(r"\s*(?::|\(|[-–—]\s|,[^.\n]{0,60}\s[-–—]\s)")  # after a speaker's name or a dateline's place


class Place(NamedTuple):
    """A token read as a lemma with an ending."""

    token: Token
    lemma: str
    cell: Cell


class Wandering(NamedTuple):
    """One word in several letter cases: the form to keep and why, and every place in the order of the text.

    ``best`` is empty where only a person can tell.
    """

    best: str
    reason: str
    places: tuple[Place, ...]


def is_cried(text: str, token: Token) -> bool:
    """Say whether a word stands among words in capitals, as in some headlines: its own capitals tell nothing then."""
    before = text[max(0, token.start - WINDOW) : token.start].rpartition("\n")[2]
    after = text[token.end : token.end + WINDOW].partition("\n")[0]
    if len(before) + len(after) < WINDOW and not any(letter.islower() for letter in before + after):
        return True
    return 1 + _capitals(before.split()[::-1]) + _capitals(after.split()) >= RUN


def _capitals(words: list[str]) -> int:
    """Count the words in capitals that follow one another with nothing but a space between."""
    count = 0
    for word in words:
        if not word.isalpha() or not word.isupper():
            break
        count += len(word) > 1
    return count


def wandering(context: Context, listed: Collection[str]) -> Iterator[Wandering]:
    """Yield the words that a document writes in several letter cases, but for those ``listed`` (casefolded)."""
    groups = _groups(context)
    if not groups:
        return
    copy = _Copy(context)
    taken: set[int] = set()
    for key, places in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        kept = [place for place in sorted(places) if place.token.start not in taken and copy.counts(place)]
        if key in listed or len({place.lemma for place in kept}) < 2:
            continue
        found = copy.judge(key, kept)
        if found:
            taken.update(place.token.start for place in kept)
            yield found


def _groups(context: Context) -> dict[str, list[Place]]:
    """Gather the tokens that may be one word, casefolded, where a form of it is no ordinary word with one capital."""
    odd = [word for word in context.words if word.has_odd_capitals]
    if not odd:
        return {}
    readings = {word.text: _readings(word) for word in reversed(odd)}
    keys = {reading.lemma.casefold() for found in readings.values() for reading in found}
    starts = {key[:SHORTEST] for key in keys}
    texts: dict[str, list[int]] = defaultdict(list)
    for word, numbers in context.words.items():
        if len(word.text) >= SHORTEST and word.text[:SHORTEST].casefold() in starts:
            readings.setdefault(word.text, _readings(word))
            texts[word.text] += numbers
    groups: dict[str, list[Place]] = defaultdict(list)
    for text, numbers in texts.items():
        for lemma, cell in readings[text]:
            if lemma.casefold() in keys:
                groups[lemma.casefold()] += [Place(context.tokens[number], lemma, cell) for number in numbers]
    return {key: places for key, places in groups.items() if len({place.lemma for place in places}) > 1}


def _readings(word: Lexeme) -> list[Analysis]:
    """Return a word as it stands, and once a lemma what it is without an ending that is certain enough."""
    found = {word.text: Analysis(word.text, BASE)}
    for reading in word.analyses:
        if not reading.cell.dropped and (reading.cell.ending[:1] in _APOSTROPHES or len(reading.lemma) >= STEM):
            found.setdefault(reading.lemma, reading)
    return [reading for reading in found.values() if reading.lemma.isalpha() and len(reading.lemma) >= SHORTEST]


class _Copy:
    """A document as letter case is judged in it."""

    def __init__(self, context: Context) -> None:
        self._context, self._text = context, context.document.text
        self._order = {token.start: number for number, token in enumerate(context.tokens)}
        self._named = {word.token.start for mention in context.mentions for word in mention.words}
        self._credits = [region.span for region in context.document.regions if region.kind is Kind.CREDIT]

    def counts(self, place: Place) -> bool:
        """Say whether the capitals of a place are the writer's choice: no emphasis, signature or speaker's name."""
        token, lemma = place.token, place.lemma
        region = self._context.region_at(token.start)
        if (region and region.kind in _SIGNATURES) or any(token.start in span for span in self._credits):
            return False
        if lemma[1:].islower():
            return True
        if not lemma.isupper():
            return all(len(run) < STEM for run in re.split(r"[^A-ZÀ-ÞΑ-ΩА-ЯЁЄІЇҐ]+", lemma))
        if len(lemma) > LONGEST or token.start in self._named or is_cried(self._text, token):
            return False
        return not (token.initial and _LABEL.match(self._text, token.end, token.end + WINDOW))

    def judge(self, key: str, places: list[Place]) -> Wandering | None:
        """Decide whether the forms of a group are one word, and which of them to keep."""
        forms = list(dict.fromkeys(place.lemma for place in places))
        if self._is_word(key, places):
            return None
        # A word of three letters is a given name too often, so that any capital beside it may make it one.
        any_word = len(key) == SHORTEST
        before = {form: self._neighbours(places, form, -1, any_word) for form in forms}
        after = {form: self._neighbours(places, form, 1, any_word) for form in forms}
        capitals = next((form for form in forms if form.isupper()), None)
        if capitals and all(form[1:].islower() for form in forms if form != capitals):
            (title,) = (form for form in forms if form != capitals)
            beside = (before[title] | after[title]) - before[capitals] - after[capitals] - {""}
            if _ROMAN.fullmatch(capitals) or beside or "" not in before[capitals]:
                return None
            return Wandering(capitals, "it is an abbreviation", tuple(places))
        named = [names for names in before.values() if "" not in names]
        if len(named) > 1 and not set.intersection(*named):
            return None
        slip = next((form for form in forms if form[:2].isupper() and form[2:].islower()), None)
        plain = next((form for form in forms if form[1:].islower()), None)
        if slip and plain:  # NIkolai is a slip, VMware is none
            counts = Counter(place.lemma for place in places)
            best = plain if counts[slip] == 1 < counts[plain] else ""
            return Wandering(best, f"the second capital of “{slip}” is a slip", tuple(places))
        running = [place for place in places if not self._in_headline(place)]
        return Wandering((running or places)[0].lemma, "it comes first", tuple(places))

    def _in_headline(self, place: Place) -> bool:
        region = self._context.region_at(place.token.start)
        return region is not None and region.kind is Kind.HEADLINE

    def _is_word(self, key: str, places: list[Place]) -> bool:
        """Say whether a word is an ordinary one, by the language's lists or since the copy has it in small letters."""
        if any(
            self._context.is_word(place.lemma.capitalize(), self._context.language_at(place.token.start))
            for place in places
        ):
            return True
        small = rf"(?<![\w.@#/:’'-]){re.escape(key)}(?![\w@/’'-]|\.\w)"
        return key in self._context.lower_words and re.search(small, self._text) is not None

    def _neighbours(self, places: list[Place], form: str, step: int, any_word: bool) -> set[str]:
        """Return the names (or any capitalised words) on one side of a form, "" where it stands without one."""
        return {self._neighbour(place.token, step, any_word) for place in places if place.lemma == form}

    def _neighbour(self, token: Token, step: int, any_word: bool) -> str:
        tokens = self._context.tokens
        other = self._order[token.start] + step
        if not 0 <= other < len(tokens):
            return ""
        left, right = sorted((token, tokens[other]))
        word = tokens[other].text
        if gap(self._text, left, right) not in (" ", "\u00a0") or word.isupper():
            return ""
        is_name = any_word or not self._context.is_word(word, self._context.language_at(token.start))
        return word if is_name else ""
