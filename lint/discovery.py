"""Names that nobody listed: the spellings of a document that are one name, with the evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from lint.names.cluster import clusters
from lint.names.evidence import Judgement, judge
from lint.names.headword import Name
from lint.names.key import key
from lint.names.near import rough, shortened
from lint.names.paradigms import BASE, Cell, analyses, is_derived
from lint.names.readings import keys_of, readings
from lint.names.tokens import Token, gap
from lint.observation import Observed, Occurrence, Spelling, observe

if TYPE_CHECKING:
    from lint.context import Context

SHORTEST = 3
FIRST = "it comes first"
_CROWD = 40  # a key that so many spellings share tells nothing


class Cluster(NamedTuple):
    """Spellings that are one name: the recommended one first, why it is recommended, and what joins them.

    ``slip`` says that a letter is wrong or missing, rather than that two orthographies were mixed.
    """

    spellings: tuple[Spelling, ...]
    reason: str
    judgement: Judgement
    explanation: str
    slip: bool


def discover(context: Context) -> Iterator[Cluster]:
    """Yield the names of a document that it spells more than one way."""
    weights = context.packs.evidence
    found = _read({spelling.form: spelling for spelling in spellings(context)}, context)
    pairs: dict[tuple[str, str], Judgement] = {}
    observed: dict[tuple[str, str], Observed] = {}
    for a, b in candidates(found, context):
        seen = observe(found[a], found[b], context)
        if seen:
            observed[a, b] = seen
            pairs[a, b] = judge(seen.evidence, weights)
    for members in clusters(pairs, weights):
        yield _cluster([found[form] for form in members], pairs, observed, context)


def spellings(context: Context) -> Iterator[Spelling]:
    """Yield the capitalised words that may be names, each under its form without endings."""
    taken = [mention.span for mention in context.mentions]
    covered = {place for span in taken for place in range(span.start, span.end)}
    free = [number for number, token in enumerate(context.tokens) if token.start not in covered]
    names = [number for number in free if _may_be_name(context.tokens[number], context)]
    texts = {context.tokens[number].text for number in names}
    skeletons = Counter(key(text) for text in texts)
    places: dict[str, list[Occurrence]] = defaultdict(list)
    lemmas: dict[tuple[str, str | None], tuple[str, Cell]] = {}
    for number in names:
        token = context.tokens[number]
        word = (token.text, context.language_at(token.start))
        if word not in lemmas:
            lemmas[word] = _lemma(*word, texts, skeletons, context)
        form, cell = lemmas[word]
        places[form].append(_occurrence(number, cell, context))
    for form, found in places.items():
        yield Spelling(form, tuple(found))
    yield from _words(free, places, context)
    yield from _known(places, context)


def _known(names: Container[str], context: Context) -> Iterator[Spelling]:
    """Yield the surnames and places that the rules know: a spelling that they do not know may stand beside one."""
    numbers = {token.start: number for number, token in enumerate(context.tokens)}
    places: dict[str, list[Occurrence]] = defaultdict(list)
    owners: dict[str, Name] = {}
    for mention in context.mentions:
        for word in mention.words:
            form = word.variant.form
            if word.token.start not in numbers:
                continue  # small letters behind a hyphen
            if word.role == "family" and form not in names and len(form) > SHORTEST and not mention.is_slip:
                places[form].append(_occurrence(numbers[word.token.start], word.cell, context))
                owners[form] = mention.name
    for form, found in places.items():
        yield Spelling(form, tuple(found), known=owners[form])


def _words(free: Iterable[int], names: Mapping[str, object], context: Context) -> Iterator[Spelling]:
    """Yield the ordinary words that stand with a capital inside a sentence and are like a name: Zenith beside Zenit."""
    keys = {_outline(short) for form in names if len(form) > SHORTEST for short in (form, *shortened(form))}
    places: dict[str, list[Occurrence]] = defaultdict(list)
    nouns = context.packs.evidence["capitals"]
    for number in free:
        token = context.tokens[number]
        word = token.text
        if token.initial or word in names or len(word) < SHORTEST or not word.isalpha() or word.isupper():
            continue
        if keys.isdisjoint((_outline(word), *map(_outline, shortened(word)))):
            continue
        language = context.language_at(token.start)
        if language not in nouns and (word.lower() in context.lower_words or context.is_common(word, language)):
            places[word].append(_occurrence(number, BASE, context))
    for form, found in places.items():
        yield Spelling(form, tuple(found), word=True)


def _outline(form: str) -> str:
    return form.lower().replace("c", "k").replace("y", "i")


def _may_be_name(token: Token, context: Context) -> bool:
    word = token.text
    if len(word) < SHORTEST or word.isupper() or not word.replace("'", "").replace("’", "").isalpha():
        return False
    return not context.is_word(word, context.language_at(token.start)) and word.lower() not in context.lower_words


def _lemma(
    word: str, language: str | None, texts: Container[str], skeletons: Mapping[str, int], context: Context
) -> tuple[str, Cell]:
    """Return a word without its ending: before an apostrophe, where the bare form stands too, or another like it."""
    table = context.packs.inflection(language) if language else None
    if table is None:
        return word, BASE
    alone = skeletons.get(key(word), 0) < 2
    for lemma, cell in analyses(word, table)[1:]:
        if lemma in texts or cell.ending[:1] in ("'", "’"):
            return lemma, cell
        if alone and len(lemma) > SHORTEST and key(lemma) in skeletons and not is_derived(word, lemma, table):
            return lemma, cell
    return word, BASE


def _occurrence(number: int, cell: Cell, context: Context) -> Occurrence:
    token = context.tokens[number]
    language = context.language_at(token.start)
    before, after = _neighbour(number, -1, context), _neighbour(number, 1, context)
    lists = context.packs.words(language) if language else None
    title, bound = "", before
    bare = not after
    if before and context.is_word(before, language):
        title, before = before, ""
        if lists and title.lower() in lists["function"]:
            title = bound = ""
        elif lists and title in lists["titles"]:
            bound = ""
        else:
            bare = False
            bound = "" if context.tokens[number - 1].initial else bound
    if after and context.is_word(after, language):
        after = ""
    return Occurrence(token, cell, before, after, title, bare and not before, bound)


def _neighbour(number: int, step: int, context: Context) -> str:
    """Return the capitalised word joined to a token by a space, or nothing."""
    other = number + step
    if not 0 <= other < len(context.tokens):
        return ""
    left, right = sorted((number, other))
    between = gap(context.document.text, context.tokens[left], context.tokens[right])
    if between in (" ", "\u00a0") or (between == ". " and len(context.tokens[left].text) == 1):
        return context.tokens[other].text
    return ""


def _read(found: Mapping[str, Spelling], context: Context) -> dict[str, Spelling]:
    """Return the spellings with their readings, without those that nothing else in the document is like.

    Reading is what costs most, so that a coarse outline of the consonants decides first who needs it.
    """
    keys = {form: _keys(spelling, *rough(form)) for form, spelling in found.items()}
    shared = Counter(key for own in keys.values() for key in own)
    table = context.packs.orthographies
    return {
        form: found[form]._replace(readings=readings(form, table))
        for form, own in keys.items()
        if any(shared[key] > 1 for key in own)
    }


def candidates(found: Mapping[str, Spelling], context: Context) -> Iterator[tuple[str, str]]:
    """Yield the pairs worth comparing: alike in a consonant key or but for a letter, or beside the same name."""
    blocks: dict[str, list[str]] = defaultdict(list)
    table = context.packs.orthographies
    for form in sorted(found):
        for shared in _keys(found[form], *keys_of(found[form].readings, table)):
            blocks[shared].append(form)
    seen: set[tuple[str, str]] = set()
    for forms in blocks.values():
        if len(forms) > _CROWD:
            continue
        for place, a in enumerate(forms):
            for b in forms[place + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    if _comparable(found[a], found[b]):
                        yield a, b


def _comparable(a: Spelling, b: Spelling) -> bool:
    """Say whether two spellings may be one name at all; a rule says what is another name."""
    if a.form.casefold() == b.form.casefold() or (a.word and b.word) or (a.known and b.known):
        return False
    return not any(x.known and y.form in x.known.record.get("not", ()) for x, y in ((a, b), (b, a)))


def _keys(spelling: Spelling, *keys: str) -> set[str]:
    """Return some keys, the form with a letter left out in turn, and the names beside it with its first letter."""
    folded = spelling.form.casefold()
    found = {*keys, f"-{folded}", *(f"-{short}" for short in shortened(folded))}
    for place in spelling.places:
        if place.before:
            found.add(f"{place.before} {folded[0]}")
        if place.after:
            found.add(f"{folded[0]} {place.after}")
    return found


_SLIPS = frozenset({"one-letter-off", "swapped"})


def _cluster(
    members: list[Spelling],
    pairs: Mapping[tuple[str, str], Judgement],
    observed: Mapping[tuple[str, str], Observed],
    context: Context,
) -> Cluster:
    """Put the recommended spelling first, and say why it is recommended."""
    language = context.language_at(members[0].places[0].token.start) or ""
    forms = {member.form for member in members}
    inside = {pair: judgement for pair, judgement in pairs.items() if forms.issuperset(pair)}
    surest = max(inside, key=lambda pair: (inside[pair].odds, pair))
    slip = not _SLIPS.isdisjoint(observed[surest].evidence)
    first = min(members, key=lambda member: member.places[0].token.start)
    native = [member for member in members if _reads_as(member, members, language)]
    full = [member for member in members if any(place.before for place in member.places)]
    usual = max(members, key=lambda member: len(member.places))
    known = [member for member in members if member.known]
    rare = "rare-beside-usual" in observed[surest].evidence
    if known:
        best, reason = known[0], "that is the spelling the rules know"
    elif rare and len(members) == 2 and (usual in full or not full) and _letters_apart(members) == 1:
        best, reason = usual, "the other stands once and is a letter off"
    elif not slip and len(native) == 1:
        best, reason = native[0], "it reads right in the language of this copy"
    elif full and len(full) < len(members):
        best, reason = min(full, key=lambda member: member.places[0].token.start), "it stands with the full name"
    else:
        best, reason = first, FIRST
    rest = sorted((member for member in members if member is not best), key=lambda member: member.places[0].token.start)
    return Cluster((best, *rest), reason, inside[surest], observed[surest].explanation, slip)


def _letters_apart(members: list[Spelling]) -> int:
    one, other = (member.form.casefold() for member in members)
    return int(OSA.distance(one, other))


def _reads_as(member: Spelling, members: list[Spelling], language: str) -> bool:
    """Say whether the reading in one language agrees with a reading of every other spelling."""
    own = {reading.phonemes for reading in member.readings if reading.orthography == language}
    others = [{reading.phonemes for reading in other.readings} for other in members if other is not member]
    return bool(own) and all(own & sounds for sounds in others)
