"""Names that nobody listed: the spellings of a document that are one name, with the evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product

from lint.names.cluster import clusters
from lint.names.evidence import Judgement, judge
from lint.names.given import marks_of
from lint.names.headword import Name, is_latin
from lint.names.likeness import Likeness
from lint.names.readings import keys_of, readings
from lint.typed import TYPE_CHECKING, NamedTuple
from lint.unlisted.articles import articled_otherwise
from lint.unlisted.joins import hyphened, joined_otherwise
from lint.unlisted.observation import JOINED, Observed, Spelling, observe
from lint.unlisted.romanised import romanised_otherwise
from lint.unlisted.spellings import CROWD, echoing, keys_of_places, letters_between

if TYPE_CHECKING:
    from lint.context import Context

FIRST = "it comes first"
_RUN = re.compile(r"(.)\1\1")  # Ahhh: a cry


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
    parted = list(hyphened(context))
    otherwise = (joined_otherwise(parted, context), articled_otherwise(context), romanised_otherwise(parted, context))
    for a, b, seen in chain(alike(context), *otherwise):
        pair, judgement = (a.form, b.form), judge(seen.evidence, weights)
        if pair in pairs and pairs[pair].odds >= judgement.odds:
            continue
        found[a.form], found[b.form] = a, b
        observed[pair], pairs[pair] = seen, judgement
    for members in clusters(pairs, weights):
        yield _cluster([found[form] for form in members], pairs, observed, context)


def alike(context: Context) -> Iterator[tuple[Spelling, Spelling, Observed]]:
    """Yield the pairs of spellings that are alike, with all that is observed of them."""
    found = echoing(context)
    for a, b in candidates(found, context):
        seen = observe(found[a], found[b], context)
        if seen:
            yield found[a], found[b], seen


def candidates(found: Mapping[str, Spelling], context: Context) -> Iterator[tuple[str, str]]:
    """Yield the pairs worth comparing: alike in a consonant key or but for a letter, or beside the same name.

    A bare name and a full one need share no more than an outline.
    """
    blocks: dict[str, list[str]] = defaultdict(list)
    roughly: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    table = context.packs.orthographies
    for form in sorted(found):
        spelling = found[form]
        lexeme = context.lexeme(form, context.language_at(spelling.places[0].token.start))
        for shared in keys_of_places(spelling, (*keys_of(spelling.readings, table), *lexeme.letter_keys), context):
            blocks[shared].append(form)
        full, bare = any(place.before for place in spelling.places), all(place.bare for place in spelling.places)
        if full or bare:
            for shared in lexeme.outlines:
                roughly[shared][bare].append(form)
    pairs = [pair for forms in blocks.values() if len(forms) <= CROWD for pair in combinations(forms, 2)]
    pairs += [pair for full, bare in roughly.values() if len(full) + len(bare) <= CROWD for pair in product(full, bare)]
    for a, b in dict.fromkeys((min(pair), max(pair)) for pair in pairs):
        if _comparable(found[a], found[b], context):
            yield a, b


def _comparable(a: Spelling, b: Spelling, context: Context) -> bool:
    """Say whether two spellings may be one name at all."""
    one, other = (form.casefold().translate(context.packs.evidence["same"]) for form in (a.form, b.form))
    if one == other or (a.word and b.word) or (a.known and b.known) or (_RUN.search(one) and _RUN.search(other)):
        return False
    # In copy of two languages each may be right.
    return is_latin(one) == is_latin(other) and not _languages(a, context).isdisjoint(_languages(b, context))


def _languages(spelling: Spelling, context: Context) -> set[str | None]:
    return {context.language_at(place.token.start) for place in spelling.places}


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
    likeness = observed[surest].like.evidence
    slip = likeness in _SLIPS
    first = min(members, key=lambda member: member.places[0].token.start)
    native = [member for member in members if _reads_as(member, members, language, context)]
    full = [member for member in members if any(place.before for place in member.places)]
    usual = max(members, key=lambda member: len(member.places))
    known = [each for each in members if each.known and not _is_another(each.known, full, language, context)]
    rare = "rare-beside-usual" in observed[surest].evidence
    if known:
        best, reason = known[0], "that is the spelling the rules know"
    elif rare and len(members) == 2 and (usual in full or not full) and _letters_apart(members) == 1:
        best, reason = usual, "the other stands once" + " and is a letter off" * (likeness != JOINED)
    elif not slip and likeness != "marks-only" and len(native) == 1:
        best, reason = native[0], "it reads right in the language of this copy"
    elif full and len(full) < len(members):
        best, reason = min(full, key=lambda member: member.places[0].token.start), "it stands with the full name"
    else:
        best, reason = first, FIRST
    rest = sorted((member for member in members if member is not best), key=lambda member: member.places[0].token.start)
    return Cluster((best, *rest), reason, _in_words(inside[surest], observed[surest].like), slip)


def _is_another(name: Name, full: list[Spelling], language: str, context: Context) -> bool:
    """Say whether given names show that the document means somebody else than the person whom the rules know."""
    given = {place.before for member in full for place in member.places if place.before}
    return bool(given) and not any(context.may_bear(name, each, language) for each in given)


def _in_words(judgement: Judgement, like: Likeness) -> Judgement:
    """Put the likeness of two spellings first and say of them what their likeness is."""
    weighed = [
        each._replace(says=like.explanation) if each.name == like.evidence else each for each in judgement.weighed
    ]
    return judgement._replace(weighed=tuple(sorted(weighed, key=lambda each: each.name != like.evidence)))


def _letters_apart(members: list[Spelling]) -> int:
    one, other = (member.form.casefold() for member in members)
    return letters_between(one, other)


def _reads_as(member: Spelling, members: list[Spelling], language: str, context: Context) -> bool:
    """Say whether the copy's reading agrees with a reading of every other spelling, and no mark tells another's."""
    table = context.packs.orthographies
    own = {reading.phonemes for reading in readings(member.form, table, [language])}
    others = [{reading.phonemes for reading in other.readings} for other in members if other is not member]
    if not own or not all(own & sounds for sounds in others) or not is_latin(member.form):
        return False  # in Cyrillic letters any spelling reads right
    return not any(marks_of(member.form, language, context.packs.given))
