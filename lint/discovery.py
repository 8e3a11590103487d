"""Names that nobody listed: the spellings of a document that are one name, with the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.names.cluster import clusters
from lint.names.evidence import Judgement, judge
from lint.names.paradigms import BASE, Cell, analyses, is_derived
from lint.names.near import is_near
from lint.names.readings import Reading, keys_of, readings
from lint.names.tokens import Token, gap

if TYPE_CHECKING:
    from lint.context import Context

SHORTEST = 3
SAME, NEARLY = 0.985, 0.93
LONG, TYPO_LENGTH = 7, 6


class Occurrence(NamedTuple):
    """One place of a spelling: its token, the cell of its ending, and the names on either side of it."""

    token: Token
    cell: Cell
    before: str
    after: str
    title: str


class Spelling(NamedTuple):
    """A spelling without its endings, and everywhere it stands."""

    form: str
    places: tuple[Occurrence, ...]
    readings: tuple[Reading, ...]


class Cluster(NamedTuple):
    """Spellings that are one name: the recommended one first, why it is recommended, and what joins them."""

    spellings: tuple[Spelling, ...]
    reason: str
    judgement: Judgement
    explanation: str


def discover(context: Context) -> Iterator[Cluster]:
    """Yield the names of a document that it spells more than one way."""
    table = context.packs.orthographies
    weights = context.packs.evidence
    found = {spelling.form: spelling for spelling in spellings(context)}
    pairs: dict[tuple[str, str], Judgement] = {}
    explained: dict[tuple[str, str], str] = {}
    for a, b in _candidates(found, table):
        observed, explanation = _observe(found[a], found[b], context, table)
        if observed:
            pairs[a, b] = judge(observed, weights)
            explained[a, b] = explanation
    for members in clusters(pairs, weights):
        yield _cluster([found[form] for form in members], pairs, explained, context)


def spellings(context: Context) -> Iterator[Spelling]:
    """Yield the capitalised words that may be names, each under its form without endings."""
    taken = [mention.span for mention in context.mentions]
    covered = {place for span in taken for place in range(span.start, span.end)}
    candidates = [
        number
        for number, token in enumerate(context.tokens)
        if token.start not in covered and _may_be_name(token, context)
    ]
    texts = {context.tokens[number].text for number in candidates}
    places: dict[str, list[Occurrence]] = defaultdict(list)
    for number in candidates:
        form, cell = _lemma(context.tokens[number], texts, context)
        places[form].append(_occurrence(number, cell, context))
    table = context.packs.orthographies
    for form, found in places.items():
        read = readings(form, table)
        if read:
            yield Spelling(form, tuple(found), read)


def _may_be_name(token: Token, context: Context) -> bool:
    word = token.text
    if len(word) < SHORTEST or word.isupper() or not word.replace("'", "").replace("’", "").isalpha():
        return False
    return not context.is_word(word, context.language_at(token.start)) and word.lower() not in context.lower_words


def _lemma(token: Token, texts: set[str], context: Context) -> tuple[str, Cell]:
    """Return the form without its ending: always before an apostrophe, else where the bare form stands too."""
    language = context.language_at(token.start)
    table = context.packs.inflection(language) if language else None
    if table is None:
        return token.text, BASE
    for lemma, cell in analyses(token.text, table)[1:]:
        if lemma in texts or cell.ending[:1] in ("'", "’"):
            return lemma, cell
    return token.text, BASE


def _occurrence(number: int, cell: Cell, context: Context) -> Occurrence:
    before = _neighbour(number, -1, context)
    after = _neighbour(number, 1, context)
    title = ""
    if before and context.is_word(before, context.language_at(context.tokens[number].start)):
        title, before = before, ""
    if after and context.is_word(after, context.language_at(context.tokens[number].start)):
        after = ""
    return Occurrence(context.tokens[number], cell, before, after, title)


def _neighbour(number: int, step: int, context: Context) -> str:
    """Return the capitalised word joined to a token by a space, or nothing."""
    other = number + step
    if not 0 <= other < len(context.tokens):
        return ""
    left, right = sorted((number, other))
    between = gap(context.document.text, context.tokens[left], context.tokens[right])
    return context.tokens[other].text if between in (" ", "\u00a0", ". ") and len(between) <= 2 else ""


def _candidates(spellings: Mapping[str, Spelling], table: Any) -> Iterator[tuple[str, str]]:
    """Yield the pairs worth comparing: those that share a consonant key of some reading."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for form in sorted(spellings):
        for key in keys_of(spellings[form].readings, table):
            blocks[key].append(form)
    seen: set[tuple[str, str]] = set()
    for forms in blocks.values():
        for place, a in enumerate(forms):
            for b in forms[place + 1 :]:
                if (a, b) not in seen and a.casefold() != b.casefold():
                    seen.add((a, b))
                    yield a, b


def _observe(a: Spelling, b: Spelling, context: Context, table: Any) -> tuple[set[str], str]:
    """Return what speaks for and against two spellings being one name, and the readings that join them."""
    from lint.names.comparison import compare_readings

    compared = compare_readings(a.readings, b.readings, table)
    observed: set[str] = set()
    explanation = ""
    if compared.score >= NEARLY:
        observed.add("same-reading" if compared.score >= SAME else "near-reading")
        titles = table["titles"]
        explanation = (
            f"{a.form} read as {titles[compared.reading_a]} sounds like {b.form} read as {titles[compared.reading_b]}"
        )
    elif min(len(a.form), len(b.form)) >= TYPO_LENGTH and is_near(a.form, b.form):
        observed.add("one-letter-off")
        explanation = f"{a.form} and {b.form} are one letter apart"
    else:
        return set(), ""
    shortest = min(len(a.form), len(b.form))
    if shortest <= 4:
        observed.add("short")
    elif shortest == 5:
        observed.add("five-letters")
    elif shortest >= LONG:
        observed.add("long")
    observed |= set(_of_neighbours(a, b, table))
    observed |= set(_of_context(a, b, context))
    counts = sorted((len(a.places), len(b.places)))
    if counts[0] == 1 and counts[1] > 2:
        observed.add("rare-beside-usual")
    return observed, explanation


def _of_neighbours(a: Spelling, b: Spelling, table: Any) -> Iterator[str]:
    """Yield what the names before and after say."""
    before_a, before_b = ({place.before for place in s.places if place.before} for s in (a, b))
    after_a, after_b = ({place.after for place in s.places if place.after} for s in (a, b))
    if before_a and before_b:
        yield "same-given" if _agree(before_a, before_b, table) else "other-given"
    elif before_a or before_b:
        yield "bare-beside-full"
    if after_a and after_b:
        yield "same-surname" if _agree(after_a, after_b, table) else "other-surname"
    titles_a, titles_b = ({place.title for place in s.places if place.title} for s in (a, b))
    if titles_a & titles_b:
        yield "same-title"


def _agree(one: set[str], other: set[str], table: Any) -> bool:
    from lint.names.comparison import compare

    return any(a == b or compare(a, b, table).score >= NEARLY for a in one for b in other)


def _of_context(a: Spelling, b: Spelling, context: Context) -> Iterator[str]:
    language = context.language_at(a.places[0].token.start)
    table = context.packs.inflection(language) if language else None
    if table and (is_derived(a.form, b.form, table) or is_derived(b.form, a.form, table)):
        yield "derived"
    elif table and any(lemma == y for x, y in ((a.form, b.form), (b.form, a.form)) for lemma, _ in analyses(x, table)):
        yield "derived"
    text = context.document.text
    joins = context.conjunctions(language)
    for x in a.places:
        for y in b.places:
            left, right = sorted((x.token, y.token))
            if 0 < right.start - left.end <= 8 and text[left.end : right.start].strip() in joins:
                yield "coordinated"
                return


def _cluster(
    members: list[Spelling],
    pairs: Mapping[tuple[str, str], Judgement],
    explained: Mapping[tuple[str, str], str],
    context: Context,
) -> Cluster:
    """Put the recommended spelling first: one that reads right in the language of the copy, with a given name, first."""
    language = context.language_at(members[0].places[0].token.start) or ""
    inside = {pair: judgement for pair, judgement in pairs.items() if all(form in {m.form for m in members} for form in pair)}
    surest = max(inside, key=lambda pair: (inside[pair].odds, pair))
    native = [member for member in members if _reads_as(member, members, language)]
    full = [member for member in members if any(place.before for place in member.places)]
    first = min(members, key=lambda member: member.places[0].token.start)
    if len(native) == 1:
        best, reason = native[0], "it reads right in the language of this copy"
    elif full and len(full) < len(members):
        best, reason = min(full, key=lambda member: member.places[0].token.start), "it stands with the full name"
    else:
        best, reason = first, "it comes first"
    rest = sorted((member for member in members if member is not best), key=lambda member: member.places[0].token.start)
    return Cluster((best, *rest), reason, inside[surest], explained[surest])


def _reads_as(member: Spelling, members: list[Spelling], language: str) -> bool:
    """Say whether the reading in one language agrees with a reading of every other spelling."""
    own = {reading.phonemes for reading in member.readings if reading.orthography == language}
    others = [{reading.phonemes for reading in other.readings} for other in members if other is not member]
    return bool(own) and all(own & sounds for sounds in others)
