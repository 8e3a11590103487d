"""Measure what is found without a rule: inconsistent names and foreign orthography, on real documents.

    python bench/discovery.py --data DIR [--read] [--misses] [--only PART]

DIR holds `mt_gold/` (machine translations with known inconsistencies: label P is one name spelt differently, N are
look-alikes of two names), human copy in `docs/` and `pud/`, and `bulk/`. The parts: `gold` (recall on P, merges on N),
`human` (flags on human copy), `slips` (a letter of a later mention changed in human copy, and how many of these are
found), `baselines` (string measures on the same candidate pairs), `speed`. With `--read` every flag on human copy is
printed with its evidence, with `--misses` what gold pairs are lost or wrongly merged and what slips are not found.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein
from unidecode import unidecode

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from lint import config  # noqa: E402
from lint.context import Context  # noqa: E402
from lint.engine import Engine, Selection  # noqa: E402
from lint.finding import Finding  # noqa: E402
from lint.unlisted.spellings import spellings  # noqa: E402

CHECKS = ("inconsistent-name", "foreign-orthography")
HUMAN = {
    "docs/en": "en", "docs/de": "de", "docs/fr": "fr", "docs/ru": "ru", "pud/en": "en", "pud/de": "de", "pud/fr": "fr",
    "mt_gold/control_ref": "en",
}  # fmt: skip
Likeness = Callable[[str, str], float]
BASELINES: dict[str, tuple[Likeness, float]] = {
    "rapidfuzz ratio >= 80": (fuzz.ratio, 80),
    "Jaro-Winkler >= .88": (JaroWinkler.similarity, 0.88),
    "unidecode + Levenshtein >= .7": (
        lambda a, b: Levenshtein.normalized_similarity(unidecode(a).lower(), unidecode(b).lower()),
        0.7,
    ),
}
CHUNK, BULK = 6000, 3_000_000
VOWELS = dict(zip("aeiouаеиоу", "eiouaеиоуа", strict=True))
SLIPS: dict[str, Callable[[str, int], str]] = {
    "left out": lambda word, place: word[:place] + word[place + 1 :],
    "doubled": lambda word, place: word[:place] + word[place] + word[place:],
    "swapped": lambda word, place: word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    "another vowel": lambda word, place: word[:place] + VOWELS.get(word[place], word[place]) + word[place + 1 :],
}
LEAST, A_DOCUMENT, SEED = 6, 2, 1  # letters of a name, slips put in a document, of the random choice


def engine(packs: bool, *checks: str) -> Engine:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "onym.yaml"
        path.write_text("{}\n", "utf-8")
        return Engine(config.load(str(path)), Selection(frozenset(checks)), None, packs)


def texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.glob("*.txt")):
        yield path.name, path.read_bytes()


def lint(linter: Engine, name: str, data: bytes) -> tuple[str, list[Finding]]:
    document = linter.read(name, data)
    return document.text, linter.lint(document)


def gold(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the labelled rows: P or N, the document, and the forms."""
    with (data / "mt_gold" / "gold.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            forms = [form.rpartition(":")[0] for form in row["forms_in_output"].split(" ~ ")]
            if row["label"] in "PN":
                yield row["label"], row["file"], forms


def bare(form: str) -> str:
    return re.sub(r"(['’]s?|s)$", "", form.partition("-")[0]).casefold()


def is_merged(forms: list[str], findings: list[Finding]) -> bool:
    """Say whether two of the forms stand in one finding, or a rule wants one of them spelt otherwise."""
    wanted = {bare(form) for form in forms}
    for finding in findings:
        if finding.spellings and len(wanted & {bare(form) for form in finding.spellings}) > 1:
            return True
        flagged = re.findall(r"“(.+?)”", finding.message)[:1] if finding.check == "name-variant" else []
        if any(bare(word) in wanted for phrase in flagged for word in phrase.split()):
            return True
    return False


def score_gold(data: Path, packs: bool, misses: bool) -> str:
    linter = engine(packs, "inconsistent-name", *(["name-variant"] if packs else []))
    results = {name: lint(linter, name, text)[1] for name, text in texts(data / "mt_gold" / "docs")}
    right = {"P": 0, "N": 0}
    total = {"P": 0, "N": 0}
    for label, file, forms in gold(data):
        merged = is_merged(forms, results[file])
        total[label] += 1
        right[label] += merged
        if misses and merged != (label == "P"):
            print(f"  {'missed' if label == 'P' else 'merged'} {' / '.join(forms)} in {file}")
            for finding in results[file]:
                if label == "N" and finding.spellings:
                    print("     ", finding.message, "; ".join(finding.evidence))
    return f"recall on P {right['P']}/{total['P']} = {right['P'] / total['P']:.3f}; merged N {right['N']}/{total['N']}"


def pairs_of(linter: Engine, name: str, data: bytes) -> list[tuple[str, str]]:
    forms = sorted(spelling.form for spelling in spellings(linter.context(linter.read(name, data))))
    return [(a, b) for a, b in combinations(forms, 2) if a.casefold() != b.casefold()]


def score_baselines(data: Path) -> None:
    linter = engine(False, "inconsistent-name")
    documents = {name: pairs_of(linter, name, text) for name, text in texts(data / "mt_gold" / "docs")}
    human = {
        folder: [pairs_of(linter, name, text) for name, text in texts(data / folder)]
        for folder in ("docs/en", "docs/de", "docs/fr")
    }
    for title, (measure, least) in BASELINES.items():
        counts = {"P": [0, 0], "N": [0, 0]}
        for label, _, forms in gold(data):
            counts[label][0] += any(measure(a, b) >= least for a, b in combinations(forms, 2))
            counts[label][1] += 1
        flags = ", ".join(
            f"{folder} {sum(measure(a, b) >= least for pairs in found for a, b in pairs) * 250 / len(found):.0f}"
            for folder, found in human.items()
        )
        rate = counts["P"][0] / counts["P"][1]
        print(f"{title:32} recall on P {rate:.3f}; merged N {counts['N'][0]}/{counts['N'][1]}; flags per 250: {flags}")
    print(f"{'':32} ({sum(map(len, documents.values()))} candidate pairs in the gold documents)")


def score_human(data: Path, check: str, read: bool) -> None:
    linter = engine(False, check)
    for folder, language in HUMAN.items():
        speaking = linter.speaking(language)
        count = documents = 0
        for name, raw in texts(data / folder):
            documents += 1
            text, findings = lint(speaking, name, raw)
            for finding in findings:
                count += 1
                if read:
                    context = text[max(0, finding.span.start - 50) : finding.span.end + 20].replace("\n", "/")
                    print(f"  {name[-26:]} …{context}… {finding.message}\n      {'; '.join(finding.evidence)}")
        rate = count * 250 / documents
        print(f"{check:22} {folder:20} {count:3} flags in {documents} documents = {rate:.1f} per 250")


def slips(text: str, context: Context, chance: random.Random) -> Iterator[tuple[str, int, str, str]]:
    """Yield a text with a slip in a later mention of a name: the kind, where it stands, the text, and the slip."""
    names = [
        (spelling.form, place)
        for spelling in spellings(context)
        if len(spelling.form) >= LEAST and spelling.form.isalpha() and not spelling.word
        for place in sorted(place.token.start for place in spelling.places)[1:]
        if text.startswith(spelling.form, place)
    ]
    for form, place in chance.sample(names, min(A_DOCUMENT, len(names))):
        kind = chance.choice(sorted(SLIPS))
        slip = SLIPS[kind](form, chance.randrange(2, len(form) - 2))
        if slip not in text:
            yield kind, place, text[:place] + slip + text[place + len(form) :], f"{form} {slip}"


def score_slips(data: Path, misses: bool) -> None:
    linter = engine(False, "inconsistent-name")
    for folder, language in HUMAN.items():
        speaking, chance = linter.speaking(language), random.Random(SEED)
        found = total = 0
        for name, raw in texts(data / folder):
            document = speaking.read(name, raw)
            for kind, place, text, what in slips(document.text, speaking.context(document), chance):
                total += 1
                flagged = speaking.lint(speaking.read(name, text.encode()))
                spans = [span for finding in flagged for span in (finding.span, *(r.span for r in finding.related))]
                is_found = any(span.start <= place < span.end for span in spans)
                found += is_found
                if misses and not is_found:
                    print(f"  {what} ({kind}) in {name}")
        print(f"slips {folder:20} {found} of {total} found = {found / total:.2f}")


def score_speed(data: Path) -> None:
    text = (data / "bulk" / "en.txt").read_text("utf-8")[:BULK]
    lines = text.splitlines()
    pieces: list[str] = []
    piece: list[str] = []
    for line in lines:
        piece.append(line)
        if sum(map(len, piece)) >= CHUNK:
            pieces.append("\n".join(piece))
            piece = []
    for checks in (("repeated-text",), ("inconsistent-name",), CHECKS):
        linter = engine(False, *checks).speaking("en")
        lint(linter, "warm.txt", pieces[0].encode())
        start = time.perf_counter()
        for part in pieces:
            lint(linter, "bulk.txt", part.encode())
        size = sum(len(part.encode()) for part in pieces)
        print(f"speed {'+'.join(checks):40} {size / 1e6 / (time.perf_counter() - start):.2f} MB/s")
    linter = engine(False, "inconsistent-name").speaking("en")
    for count in (200_000, 400_000, 800_000):
        start = time.perf_counter()
        lint(linter, "long.txt", text[:count].encode())
        print(f"speed one document of {count} characters: {time.perf_counter() - start:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", choices=["gold", "human", "slips", "baselines", "speed"])
    said = parser.parse_args()
    if said.only in (None, "gold"):
        for packs in (False, True):
            print(f"{'onym, packs ' + ('on' if packs else 'off'):32} {score_gold(said.data, packs, said.misses)}")
    if said.only in (None, "baselines"):
        score_baselines(said.data)
    if said.only in (None, "human"):
        for check in CHECKS:
            score_human(said.data, check, said.read)
    if said.only in (None, "slips"):
        score_slips(said.data, said.misses)
    if said.only in (None, "speed"):
        score_speed(said.data)


if __name__ == "__main__":
    main()
