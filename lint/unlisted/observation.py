"""What a document shows of two spellings: all that speaks for or against their being one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import partial
from itertools import pairwise

from lint.lazy import pattern
from lint.names.comparison import compare
from lint.names.equivalents import are_one
from lint.names.given import marks_of
from lint.names.headword import Name
from lint.names.layout import HYPHENS
from lint.names.likeness import NEARLY, Likeness, Spelt, likeness
from lint.names.near import is_letter_off, is_near
from lint.names.paradigms import Cell
from lint.names.readings import Reading
from lint.names.tokens import Token
from lint.typed import TYPE_CHECKING, NamedTuple
from lint.unlisted.derivation import MOST_PLACES, is_gender_pair, is_made_from, is_nisba, share_lemma

if TYPE_CHECKING:
    from lint.context import Context

JOINED, ARTICLE = "joined-otherwise", "article-otherwise"
SHORT, RATHER_SHORT, LONG, VERY_LONG = 4, 5, 8, 10
USUAL, VERY_USUAL = 3, 4
_SENTENCE_END = pattern(r"[.!?…։][\s\"”»’)]|\n")
_WORD = pattern(r"[^\W\d_]{5,}")
_SIDE = 70
_SELDOM = 4  # a name has an article before it in at most one place of so many
_LAST_WORD = pattern(r"([^\W\d_]+)[ \u00a0]$")
_LONGEST_ARTICLE = 12
_QUOTES = frozenset('"“”„«»‘’‚')


# So little likeness counts only where names around the two bind them together.
_LOOSE = frozenset({"far-reading", "faint-reading", "equivalent"})
_ALL_LETTERS = frozenset({"marks-only", JOINED, ARTICLE})
_BINDING = frozenset({"same-given", "same-surname", "bare-beside-full", "both-quoted"})
_OF_SURNAMES = frozenset({"same-given", "bare-beside-full"})


class Occurrence(NamedTuple):
    """One place of a spelling: its token, the cell of its ending, and the names on either side of it.

    ``before`` and ``after`` are capitalised words joined to it that may be names, ``title`` is one before it that is an
    ordinary word; ``bare`` says that none of these stands there, or only a person's title; ``bound`` is a word before
    it that belongs to its name: no person's title, and not one with a capital because a sentence begins.
    """

    token: Token
    cell: Cell
    before: str
    after: str
    title: str
    bare: bool
    bound: str


class Spelling(NamedTuple):
    """A spelling without its endings, and everywhere it stands.

    ``word`` says that the language has such a word, ``known`` is the name that the rules know by this spelling.
    """

    form: str
    places: tuple[Occurrence, ...]
    readings: tuple[Reading, ...] = ()
    word: bool = False
    known: Name | None = None


class Observed(NamedTuple):
    """The names of what was observed of a pair, and which of them is its likeness, in words about these spellings."""

    evidence: frozenset[str]
    like: Likeness


def observe(a: Spelling, b: Spelling, context: Context, like: Likeness | None = None) -> Observed | None:
    """Return what is observed of two spellings, or None if they are not alike.

    ``like`` is said of forms that have the same letters, of which the forms themselves say no more.
    """
    has_same_letters = like is not None
    like = like or _likeness(a, b, context)
    if like is None:
        return None
    names = _around_both(a, b, context)
    if like.evidence in _LOOSE and not _are_bound(a, b, names, like.evidence, context):
        return None
    form = set() if has_same_letters else set(_of_form(a, b, names, context))
    if like.evidence == "one-letter-off" and "a-noun" in form:
        return None
    if like.evidence == "short-slip" and not _is_short_slip(a, b, names):
        return None
    evidence = {like.evidence, *names, *form, *_of_length(a, b, like), *of_places(a, b, context)}
    if like.evidence == "swapped" and is_near(a.form, b.form):
        evidence.discard("same-sentence")  # no two names differ by that inside a long word
    if "beside-known" in names and "two-families" not in form:
        evidence.discard("same-sentence")  # Emmanuel Macron stayed, and Macrom left
    return Observed(frozenset(evidence), like)


def _is_short_slip(a: Spelling, b: Spelling, names: Set[str]) -> bool:
    """Say whether a letter more or less in a short name is a slip: beside one that stands often or is bound to it."""
    if min(len(a.form), len(b.form)) <= SHORT:
        return _is_rare_beside_usual(a, b, VERY_USUAL)
    return _is_rare_beside_usual(a, b, USUAL) or not names.isdisjoint(_BINDING)


def _have_bonds(a: Spelling, b: Spelling, context: Context) -> bool:
    return _are_bound(a, b, _around_both(a, b, context), "far-reading", context)


def _around_both(a: Spelling, b: Spelling, context: Context) -> frozenset[str]:
    """Return what the names and marks around two spellings say."""
    return frozenset((*_of_names(a, b, context), *_of_quotes(a, b, context)))


def _are_bound(a: Spelling, b: Spelling, names: Set[str], likeness: str, context: Context) -> bool:
    """Say whether names around two spellings bind them; where every noun has a capital, a given name must."""
    language = context.language_at(a.places[0].token.start)
    if "same-given" not in names and any(_is_somebody_else(x, y, language, context) for x, y in _both(a, b)):
        return False
    if language not in context.packs.evidence["capitals"]:
        return not names.isdisjoint(_BINDING)
    if "same-given" in names or ("same-surname" in names and _same_native(a.form, b.form, context)):
        return True
    if likeness != "far-reading" or "bare-beside-full" not in names:
        return False
    given = {place.before for place in (*a.places, *b.places) if place.before}
    return any(context.lexeme(each, language).is_known_given for each in given)


def _is_somebody_else(spelling: Spelling, known: Spelling, language: str | None, context: Context) -> bool:
    """Say whether a spelling stands with a given name that no person bears whom the rules know by another one."""
    persons = [hit.name for hit in context.lexeme(known.form, language).persons]
    given = {place.before for place in spelling.places if place.before}
    return bool(persons and given) and not any(
        context.may_bear(name, each, language or "") for name in persons for each in given
    )


def _likeness(a: Spelling, b: Spelling, context: Context) -> Likeness | None:
    language = context.language_at(a.places[0].token.start)
    packs = context.packs
    one, other = Spelt(a.form, a.readings), Spelt(b.form, b.readings)
    foreign = partial(_foreign, language=language, context=context)
    are_bound = partial(_have_bonds, a, b, context)
    found = likeness(one, other, language, packs.orthographies, packs.evidence, packs.languages, foreign, are_bound)
    if found is None and _same_native(a.form, b.form, context, with_short=False):
        return Likeness("equivalent", f"{a.form} and {b.form} are one name in two languages")
    return found


def _foreign(form: str, language: str | None, context: Context) -> str:
    """Return the language other than the copy's that the letters of a surname are a transcription for."""
    return next((mark.column for mark in marks_of(form, language, context.packs.given)), "") if language else ""


def _same_native(a: str, b: str, context: Context, with_short: bool = True) -> bool:
    """Say whether two given names are one in two languages, or one of them a short form (Mike, of Michael)."""
    return are_one(a, b, context.packs.equivalents, context.packs.given, with_short)


def _of_length(a: Spelling, b: Spelling, like: Likeness) -> Iterator[str]:
    shortest = min(len(a.form), len(b.form))
    if shortest <= SHORT:
        # Not even short names have all letters alike by chance.
        yield "rather-short" if like.evidence in _ALL_LETTERS else "short"
    elif shortest == RATHER_SHORT:
        yield "rather-short"
    elif shortest < LONG:
        yield "rather-long"
    else:
        yield "very-long" if shortest >= VERY_LONG else "long"
    if _is_rare_beside_usual(a, b, USUAL):
        yield "rare-beside-usual"


def _is_rare_beside_usual(a: Spelling, b: Spelling, usual: int) -> bool:
    once, often = sorted((len(a.places), len(b.places)))
    return once == 1 and often >= usual


def _of_names(a: Spelling, b: Spelling, context: Context) -> Iterator[str]:
    """Yield what the names before and after say."""
    before_a, before_b = ({place.before for place in s.places if place.before} for s in (a, b))
    bound_a, bound_b = ({place.bound for place in s.places if place.bound} for s in (a, b))
    apart = bound_a and bound_b and not (before_a and before_b) and bound_a.isdisjoint(bound_b)
    after_a, after_b = ({place.after for place in s.places if place.after} for s in (a, b))
    if before_a and before_b:
        yield "same-given" if _agree(before_a, before_b, context) else "other-given"
    elif not apart and (before_a or before_b) and all(place.bare for place in (b if before_a else a).places):
        yield "bare-beside-full"
        full, bare = (a, b) if before_a else (b, a)
        if _is_person(full) and _is_slip_of(full, bare) and not _is_at(bare, context):
            yield "beside-known"
    if after_a and after_b:
        yield "same-surname" if _agree(after_a, after_b, context) else "other-surname"
    titles_a, titles_b = ({place.title for place in s.places if place.title} for s in (a, b))
    if titles_a & titles_b:
        yield "same-first-word" if (bound_a | bound_b) & titles_a & titles_b else "same-title"
    elif (titles_a or titles_b) and all(place.bare for place in (b if titles_a else a).places):
        yield "bare-beside-titled"
    if any(x.known and y.form in x.known.record.get("not", ()) for x, y in _both(a, b)):
        yield "told-apart"
    if apart:
        yield "other-company"


def _is_slip_of(full: Spelling, bare: Spelling) -> bool:
    return not bare.known and len(bare.places) == 1 and is_letter_off(full.form, bare.form)


def _is_at(spelling: Spelling, context: Context) -> bool:
    """Say whether a spelling stands behind a word that goes before places: in Macon."""
    start = spelling.places[0].token.start
    words = context.packs.evidence["places"].get(context.language_at(start), ())
    return _word_before(context.document.text, start) in words


def _agree(one: set[str], other: set[str], context: Context) -> bool:
    """Say whether any two names of two sets are one: alike, an initial, or the same name in two languages."""
    table = context.packs.orthographies
    return any(
        a == b
        or (
            not is_gender_pair(a, b, context.packs.evidence)
            and (compare(a, b, table).score >= NEARLY or _same_native(a, b, context))
        )
        for a in one
        for b in other
    )


def of_places(a: Spelling, b: Spelling, context: Context) -> Iterator[str]:
    """Yield what the sentences say in which the spellings stand."""
    text = context.document.text
    joins = context.conjunctions(context.language_at(a.places[0].token.start))
    together = side_by_side = False
    places = sorted((at.token.start, at.token.end, which) for which, each in enumerate((a, b)) for at in each.places)
    given = {place.before or place.title for place in (*a.places, *b.places)} | {""}
    surnames = {place.after for place in (*a.places, *b.places) if place.after}
    for (_, end, which), (start, stop, other) in pairwise(places):
        if which != other and start - end < 400:
            between = text[end:start]
            words = between.split()
            if words and words[0] in surnames:
                words = words[1:]  # Ivo Novak and Iwo Novak
            joint, first = (words[0], " ".join(words[1:])) if words else ("", "")
            if joint in joins and first in given:
                side_by_side = True  # Ivo Novak and Ivo Nowak are two
            elif not _are_parted(text, end, start, stop):
                together = True
    if side_by_side:
        yield "coordinated"
    elif together:
        yield "same-sentence"
    if _around(a, context) & _around(b, context):
        yield "same-company"


def _are_parted(text: str, end: int, start: int, stop: int) -> bool:
    """Say whether a sentence ends between two names, or a clause of which the second name begins another (; X said)."""
    between = text[end:start]
    if _SENTENCE_END.search(between):
        return True
    return ";" in between and text[stop : stop + 1] == " " and text[stop + 1 : stop + 2].islower()


def _around(spelling: Spelling, context: Context) -> set[str]:
    """Return the longer words near a spelling, in small letters, without the names that are looked at."""
    text = context.document.text
    found: set[str] = set()
    for place in spelling.places[:MOST_PLACES]:
        start, end = place.token.start, place.token.end
        left = _SENTENCE_END.split(text[max(0, start - _SIDE) : start])[-1]
        right = _SENTENCE_END.split(text[end : end + _SIDE])[0]
        names = {place.before, place.title, place.after}
        found.update(word.lower() for word in _WORD.findall(f"{left} {right}") if word not in names)
    lists = context.packs.words(context.language_at(spelling.places[0].token.start) or "")
    return found.difference(lists["function"]) if lists else found


def _of_form(a: Spelling, b: Spelling, names: Set[str], context: Context) -> Iterator[str]:
    """Yield what the forms themselves say: a word made from the other, the two genders of one name, a word at all."""
    language = context.language_at(a.places[0].token.start)
    if _are_made_from_one(a, b, names, language, context):
        yield "derived"
    elif is_gender_pair(a.form, b.form, context.packs.evidence) and not (
        # A surname in -ine is a man's in -in as French writes it.
        names & _OF_SURNAMES and any(_ending_as(a, b, context.packs.evidence["mute"]))
    ):
        yield "gender-pair"
    forms = context.packs.given["forms"]
    natives = [{entry[:2] for entry in forms.get(form, ())} for form in (a.form, b.form)]
    if natives[0] & natives[1]:
        yield "same-native"
    families, borne = context.packs.evidence["families"], context.packs.evidence["borne"]
    if a.form in families and families[a.form] == families.get(b.form):
        yield "two-families"
    if a.form in borne and borne[a.form] == borne.get(b.form) and names.isdisjoint(_BINDING):
        yield "two-given"
    if any(spelling.word and not _is_quoted(spelling, context) for spelling in (a, b)):
        yield "a-word"
    if language and language in context.packs.evidence["capitals"] and _is_noun(a, b, language, context):
        yield "a-noun"
    if any(not _is_person(x) for x, _ in _ending_as(a, b, context.packs.evidence["firms"])):
        yield "firm"


def _are_made_from_one(a: Spelling, b: Spelling, names: Set[str], language: str | None, context: Context) -> bool:
    """Say whether a spelling is made from the other, or both from a third; with one given name no nisba is."""
    if any(is_made_from(x, y, language, context) for x, y in _both(a, b)) or share_lemma(a, b, language, context):
        return True
    table = context.packs.evidence
    return "same-given" not in names and any(is_nisba(x.form, y.form, table) for x, y in _both(a, b))


def _is_person(spelling: Spelling) -> bool:
    """Say whether a spelling is the surname of somebody whom the rules know."""
    return spelling.known is not None and not spelling.known.whole


def _ending_as(a: Spelling, b: Spelling, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield two spellings in the order in which they end as the first and the second of a pair."""
    for one, other in pairs:
        for x, y in _both(a, b):
            if x.form.endswith(one) and y.form.endswith(other):
                yield x, y


def _is_noun(a: Spelling, b: Spelling, language: str, context: Context) -> bool:
    """Say whether one of two spellings stands behind an article, or without a given name ends in an ordinary word."""
    articles, lists = context.packs.evidence["capitals"][language], context.packs.words(language)
    text = context.document.text
    places = (*a.places, *b.places)
    # The article of a compound (der Derschprom-Bau) is that of its last part.
    alone = (start for start, end, *_ in (place.token for place in places) if text[end : end + 1] not in HYPHENS)
    articled = sum(_word_before(text, start) in articles for start in alone)
    if articled * _SELDOM > len(places):
        return True
    if lists is None or any(place.before for place in (*a.places, *b.places)):
        return False
    endings = (form[place:] for form in (a.form.lower(), b.form.lower()) for place in range(2, len(form) - SHORT + 1))
    return any(ending in lists["common"] for ending in endings)


def _word_before(text: str, start: int) -> str:
    """Return the word that a space parts from a place, in small letters."""
    found = _LAST_WORD.search(text, max(0, start - _LONGEST_ARTICLE), start)
    return found.group(1).lower() if found else ""


def _of_quotes(a: Spelling, b: Spelling, context: Context) -> Iterator[str]:
    if _is_quoted(a, context) and _is_quoted(b, context):
        yield "both-quoted"


def _is_quoted(spelling: Spelling, context: Context) -> bool:
    """Say whether a spelling stands alone in quotation marks somewhere: the name of a team, a make, a ship."""
    text = context.document.text
    return any(
        text[start - 1] in _QUOTES and text[end] in _QUOTES
        for start, end, *_ in (place.token for place in spelling.places)
        if 0 < start < end < len(text)
    )


def _both(a: Spelling, b: Spelling) -> tuple[tuple[Spelling, Spelling], tuple[Spelling, Spelling]]:
    return (a, b), (b, a)
