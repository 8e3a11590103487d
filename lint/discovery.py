"""Names that nobody listed: the spellings of a document that are one name, with the evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from lint.names.cluster import clusters
from lint.names.evidence import Judgement, judge
from lint.names.headword import Name, is_latin
from lint.names.key import key
from lint.names.likeness import Likeness
from lint.names.near import outline, rough, shortened
from lint.names.paradigms import BASE, Cell, is_derived
from lint.names.readings import keys_of
from lint.names.tokens import gap
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
    slip: bool


def discover(context: Context) -> Iterator[Cluster]:
    """Yield the names of a document that it spells more than one way."""
    weights = context.packs.evidence
    found: dict[str, Spelling] = {}
    pairs: dict[tuple[str, str], Judgement] = {}
    observed: dict[tuple[str, str], Observed] = {}
    for a, b, seen in alike(context):
        pair = a.form, b.form
        found[a.form], found[b.form] = a, b
        observed[pair], pairs[pair] = seen, judge(seen.evidence, weights)
    for members in clusters(pairs, weights):
        yield _cluster([found[form] for form in members], pairs, observed, context)


def alike(context: Context) -> Iterator[tuple[Spelling, Spelling, Observed]]:
    """Yield the pairs of spellings that are alike, with all that is observed of them."""
    found = _read({spelling.form: spelling for spelling in spellings(context)}, context)
    for a, b in candidates(found, context):
        seen = observe(found[a], found[b], context)
        if seen:
            yield found[a], found[b], seen


def spellings(context: Context) -> Iterator[Spelling]:
    """Yield the capitalised words that may be names, each under its form without endings."""
    taken = [mention.span for mention in context.mentions]
    covered = {place for span in taken for place in range(span.start, span.end)}
    words = [(token.text, language) for token, language in zip(context.tokens, context.languages, strict=True)]
    free = [number for number, token in enumerate(context.tokens) if token.start not in covered]
    likely = {word for word in {words[number] for number in free} if _may_be_name(*word, context)}
    texts = {text for text, _ in likely}
    forms = _Forms(texts, Counter(map(_skeleton, texts)), defaultdict(list))
    places: dict[str, list[Occurrence]] = defaultdict(list)
    lemmas: dict[tuple[str, str | None], tuple[str, Cell]] = {}
    for number in free:
        word = words[number]
        if word not in likely:
            continue
        if word not in lemmas:
            lemmas[word] = _lemma(*word, forms, context)
            forms.settled[_skeleton(lemmas[word][0])].append(lemmas[word][0])
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
    keys = {short for form in names if len(form) > SHORTEST for short in _loosely(form)}
    places: dict[str, list[Occurrence]] = defaultdict(list)
    nouns = context.packs.evidence["capitals"]
    for number in free:
        token, language = context.tokens[number], context.languages[number]
        word = token.text
        if token.initial or language in nouns or word in names or keys.isdisjoint(_loosely(word)):
            continue
        if len(word) < SHORTEST or not word.isalpha() or word.isupper():
            continue
        if word.lower() in context.lower_words or context.is_common(word, language):
            places[word].append(_occurrence(number, BASE, context))
    for form, found in places.items():
        yield Spelling(form, tuple(found), word=True)


@lru_cache(maxsize=65536)
def _loosely(form: str) -> tuple[str, ...]:
    """Return a form, and the form with each letter left out, in letters that stand for one another."""
    outlined = [form, *shortened(form)]
    return tuple("\n".join(outlined).lower().replace("c", "k").replace("y", "i").split("\n"))


def _may_be_name(word: str, language: str | None, context: Context) -> bool:
    if context.is_word(word, language) or len(word) < SHORTEST or word.isupper():
        return False
    if not word.isalpha() and not word.replace("'", "").replace("’", "").isalpha():
        return False
    return word.lower() not in context.lower_words


class _Forms(NamedTuple):
    """The capitalised words of a document, how many there are of each skeleton, and the lemmas settled on so far."""

    texts: Container[str]
    skeletons: Mapping[str, int]
    settled: dict[str, list[str]]


def _lemma(word: str, language: str | None, forms: _Forms, context: Context) -> tuple[str, Cell]:
    """Return a word without its ending: before an apostrophe, where the bare form stands too, or another like it."""
    table = context.packs.inflection(language) if language else None
    if table is None:
        return word, BASE
    found = context.packs.analyses(word, language)[1:]
    for lemma, cell in found:
        if lemma in forms.texts or cell.ending[:1] in ("'", "’"):
            return lemma, cell
    if not found:
        return word, BASE
    own = _skeleton(word)
    alone, fellows = forms.skeletons[own] < 2, forms.settled[own][:_CROWD]
    best, apart = (word, BASE), _apart(word, fellows)
    latin = is_latin(word)
    for lemma, cell in found if alone or fellows else ():
        if len(lemma) <= SHORTEST:
            continue
        bare = _skeleton(lemma)
        other = alone and latin and bare != own and bare in forms.skeletons
        # A form in -ou beside a lemma in -á: the ending is what sets them apart, so that without it they are nearer.
        vowels_only = bare == own if latin else not cell.dropped
        nearer = fellows and vowels_only and _apart(lemma, fellows) < apart
        # Whether it is derived is asked last: to tell takes long, and few come so far.
        if (other or nearer) and not is_derived(word, lemma, table):
            if other:
                return lemma, cell
            best, apart = (lemma, cell), _apart(lemma, fellows)
    return best if latin or apart == 1 else (word, BASE)


def _skeleton(form: str) -> str:
    """Return what spellings of one name share: the consonants, or outside the Latin script how they begin."""
    return key(form) or form[:2]


def _apart(form: str, fellows: Iterable[str]) -> int:
    """Count the letters between a form and the nearest of some others."""
    return min((_letters_between(form, fellow) for fellow in fellows), default=0)


def _letters_between(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # long in the loading, and most documents have no two names so alike

    return int(OSA.distance(one, other))


def _occurrence(number: int, cell: Cell, context: Context) -> Occurrence:
    token, language = context.tokens[number], context.languages[number]
    before, after = _neighbour(number, -1, context), _neighbour(number, 1, context)
    lists = context.packs.words(language) if language else None
    title, bound = "", before
    bare = not after
    given = lists and before in context.packs.given["forms"] and before not in lists["titles"]
    if before and context.is_word(before, language) and not (given and not context.tokens[number - 1].initial):
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
    tokens = context.tokens
    if not 0 <= other < len(tokens):
        return ""
    left, right = (tokens[other], tokens[number]) if step < 0 else (tokens[number], tokens[other])
    if right.start - left.end > len(". "):
        return ""  # most words stand alone
    between = gap(context.document.text, left, right)
    return tokens[other].text if between in (" ", "\u00a0") or (between == ". " and len(left.text) == 1) else ""


def _read(found: Mapping[str, Spelling], context: Context) -> dict[str, Spelling]:
    """Return the spellings with their readings, without those that nothing else in the document is like.

    Reading is what costs most, so that a coarse outline of the consonants decides first who needs it.
    """
    keys = {form: _keys(spelling, *_outlines(spelling, context)) for form, spelling in found.items()}
    shared = Counter(key for own in keys.values() for key in own)
    return {
        form: found[form]._replace(readings=context.packs.readings(form))
        for form, own in keys.items()
        if any(shared[key] > 1 for key in own)
    }


def _outlines(spelling: Spelling, context: Context) -> tuple[str, ...]:
    """Return coarse outlines of a spelling, in any script."""
    if is_latin(spelling.form):
        return rough(spelling.form)
    return (outline(spelling.form, context.packs.evidence["alike"]),)


def candidates(found: Mapping[str, Spelling], context: Context) -> Iterator[tuple[str, str]]:
    """Yield the pairs worth comparing: alike in a consonant key or but for a letter, or beside the same name.

    A bare name and a full one need share no more than an outline.
    """
    blocks: dict[str, list[str]] = defaultdict(list)
    roughly: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    table = context.packs.orthographies
    for form in sorted(found):
        spelling = found[form]
        for shared in _keys(spelling, *keys_of(spelling.readings, table)):
            blocks[shared].append(form)
        full, bare = any(place.before for place in spelling.places), all(place.bare for place in spelling.places)
        if full or bare:
            for shared in _outlines(spelling, context):
                roughly[shared][bare].append(form)
    pairs = [pair for forms in blocks.values() if len(forms) <= _CROWD for pair in combinations(forms, 2)]
    pairs += [
        pair for full, bare in roughly.values() if len(full) + len(bare) <= _CROWD for pair in product(full, bare)
    ]
    for a, b in dict.fromkeys((min(pair), max(pair)) for pair in pairs):
        if _comparable(found[a], found[b], context):
            yield a, b


def _comparable(a: Spelling, b: Spelling, context: Context) -> bool:
    """Say whether two spellings may be one name at all; a rule says what is another name."""
    one, other = (form.casefold().translate(context.packs.evidence["same"]) for form in (a.form, b.form))
    if one == other or (a.word and b.word) or (a.known and b.known):
        return False
    return not any(x.known and y.form in x.known.record.get("not", ()) for x, y in ((a, b), (b, a)))


def _keys(spelling: Spelling, *keys: str) -> set[str]:
    """Return some keys, the form with a letter left out in turn, and the names beside it with its first letter."""
    folded = spelling.form.casefold()
    found = {*keys, *_slip_keys(folded)}
    for place in spelling.places:
        if place.before:
            found.add(f"{place.before} {folded[0]}")
        if place.after:
            found.add(f"{folded[0]} {place.after}")
    return found


@lru_cache(maxsize=65536)
def _slip_keys(folded: str) -> tuple[str, ...]:
    return (f"-{folded}", *(f"-{short}" for short in shortened(folded)))


_SLIPS = frozenset({"one-letter-off", "swapped", "short-slip"})


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
    slip = observed[surest].like.evidence in _SLIPS
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
    return Cluster((best, *rest), reason, _in_words(inside[surest], observed[surest].like), slip)


def _in_words(judgement: Judgement, like: Likeness) -> Judgement:
    """Put the likeness of two spellings first and say of them what their likeness is."""
    weighed = [
        each._replace(says=like.explanation) if each.name == like.evidence else each for each in judgement.weighed
    ]
    return judgement._replace(weighed=tuple(sorted(weighed, key=lambda each: each.name != like.evidence)))


def _letters_apart(members: list[Spelling]) -> int:
    one, other = (member.form.casefold() for member in members)
    return _letters_between(one, other)


def _reads_as(member: Spelling, members: list[Spelling], language: str) -> bool:
    """Say whether the reading in one language agrees with a reading of every other spelling."""
    own = {reading.phonemes for reading in member.readings if reading.orthography == language}
    others = [{reading.phonemes for reading in other.readings} for other in members if other is not member]
    return bool(own) and all(own & sounds for sounds in others)
