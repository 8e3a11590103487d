"""How well a name in its own script and its Latin spellings agree when they are compared."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from bench.names_data import gold, rows, tables
from bench.names_rivals import SCORERS, bare, likeness, spelt
from lint import names
from lint.names import crossing
from lint.packs import Packs

PRESS = ("en", "de", "fr", "es", "it", "pl", "nl", "sv")
LEAST = 0.85
SEED, MOST = 20, 400
_TOKENS = {"he": "hebrew", "ar": "arabic"}


class Pair(NamedTuple):
    """A native form, its language and a Latin form."""

    language: str
    native: str
    latin: str


def across(data: Path, audit: bool) -> None:
    """Print for each language how many pairs agree by .85, and how many nearest Latin forms of others do."""
    print(
        f"a name in its own script beside its Latin forms: share of pairs at {LEAST} and more; nearest stranger at .93"
    )
    for title, pairs in (
        ("labels of persons", _labels(data, "person")),
        ("labels of places, many translated", _labels(data, "place")),
        ("name tokens (netranslit)", _tokens(data)),
        ("examples collected with the tables", _examples(data)),
    ):
        by_language: dict[str, list[Pair]] = defaultdict(list)
        for pair in pairs:
            by_language[pair.language].append(pair)
        for language, found in sorted(by_language.items()):
            _print(f"{title}, {language}", found, audit)


def _print(title: str, found: list[Pair], audit: bool) -> None:
    hits: Counter[str] = Counter()
    own: dict[str, set[str]] = defaultdict(set)
    for pair in found:
        own[pair.native].add(pair.latin)
    pool = sorted({pair.latin for pair in found})
    tested = met = 0
    for pair in found:
        score = _score(pair)
        hits["onym"] += score >= LEAST
        hits["onym .90"] += score >= 0.9
        hits["bare"] += crossing.compare(pair.native, pair.latin, (), _orthographies()).score >= LEAST
        if audit and score < LEAST:
            print(f"  unlike {pair.language} {pair.native} {pair.latin} {score:.2f}")
        for name, scorer in SCORERS.items():
            hits[name] += scorer(pair.native, pair.latin) >= LEAST
        known = spelt(pair.native, pair.language).values()
        hits["union"] += any(likeness(form, bare(pair.latin)) >= LEAST for forms in known for form in forms)
        near = process.extract(pair.latin, pool, scorer=fuzz.ratio, limit=6)
        other = next((form for form, _, _ in near if form not in own[pair.native]), None)
        if other is not None:
            tested += 1
            is_met = _score(pair._replace(latin=other)) >= 0.93
            met += is_met
            if audit and is_met:
                print(f"  stranger {pair.language} {pair.native} {other}")
    rivals = " ".join(f"{name} {hits[name] / len(found):.3f}" for name in (*SCORERS, "union"))
    print(
        f"  {title}: {hits['onym'] / len(found):.3f} of {len(found)} ({hits['onym .90'] / len(found):.3f} at .90,"
        f" {hits['bare'] / len(found):.3f} if its script had no table),"
        f" strangers {100 * met / max(1, tested):.1f} % | {rivals}"
    )


@lru_cache(maxsize=1)
def _orthographies() -> Any:
    return Packs().orthographies


def _score(pair: Pair) -> float:
    """Compare a pair; a reading in pinyin is accepted or not by its table, since it is in Latin letters itself."""
    score = names.compare(pair.native, pair.latin).score
    if pair.language == "zh":
        taken = names.accept(pair.native, "zh", pair.latin)
        score = max(score, 1.0 - 0.05 * taken.cost if taken else 0.0)
    return score


def _labels(data: Path, kind: str) -> Iterator[Pair]:
    """Yield the labels of the languages that have a table; Chinese and Japanese ones have no reading."""
    for row in gold(data):
        if row["type"] == kind and row["native_lang"] in tables() and row["native_lang"] not in ("zh", "ja"):
            for latin in sorted({row[target] for target in PRESS if row[target]}):
                yield Pair(row["native_lang"], row["native"], latin)


def _tokens(data: Path) -> Iterator[Pair]:
    """Yield a sample of the tokens that Wikidata has at least three times in both scripts."""
    for language, name in _TOKENS.items():
        found = []
        for line in (data / "netranslit" / f"wd_{name}_16.tsv").read_text(encoding="utf-8").splitlines():
            latin, native, count = line.split("\t")
            if int(count) >= 3:
                found.append(Pair(language, native.replace(" ", ""), latin))
        yield from random.Random(SEED).sample(found, min(MOST, len(found)))


def _examples(data: Path) -> Iterator[Pair]:
    """Yield the examples of press forms; a Chinese name by the usual reading of its characters.

    Left out: Chinese names that go by a form of their own (Peking, Chiang Kai-shek), which is not the reading given.
    """
    folder = data / "transcription"
    own = {row["grapheme"] for row in rows(folder / "zh.tsv") if row["context"] in ("exonym", "person")}
    readings = {
        row["grapheme"]: row["output"].split("|")[0]
        for row in rows(folder / "zh-hanzi.tsv")
        if row["target"] == "sys:pinyin"
    }
    for row in rows(folder / "examples-other.tsv"):
        native, language = row["native"], row["native_lang"]
        if native in own:
            continue
        if language == "zh":
            sounds = [readings.get(character, character) for character in native]
            native = f"{sounds[0].capitalize()} {''.join(sounds[1:]).capitalize()}"
        if not row["target"].startswith("sys:") and language in tables():
            for latin in row["form"].split("|"):
                yield Pair(language, native, latin)
