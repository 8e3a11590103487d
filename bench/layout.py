"""Measure full names of people whose family name stands first: Korean, Chinese, Japanese.

    python bench/layout.py --data DIR [--audit]

DIR holds `transcription/examples-other.tsv` and `rigour/persons.dev.txt`. The parts: `written` (share of the printed
full names that come out exactly, and that are accepted), `words` (share of the Latin forms of a Korean or Japanese
name group that its Hangul or hiragana form accepts) and `strangers` (full names accepted for another one of the same
list).
With `--audit` the misses are listed.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from lint import names  # noqa: E402

LANGUAGES = {"ko": re.compile("[\uac00-\ud7a3]+"), "ja": re.compile("[\u3041-\u3096\u30fc]+")}
LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff’'-]+")
SAMPLE, SEED = 1500, 20


def full_names(data: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Read (native, target, form) of the names of several words, by language, without those of named systems."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    with (data / "transcription" / "examples-other.tsv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [(row["native_lang"], row["native"], row["target"], row["form"]) for row in table]
    pinyin: dict[str, str] = {}
    for language, native, target, form in rows:
        if (language, target) == ("zh", "en") and "-" not in form:
            pinyin.setdefault(native, form)
    for language, native, target, form in rows:
        said = pinyin.get(native, "") if language == "zh" else native
        if language == "ko" and " " in form and " " not in native:
            said = f"{native[0]} {native[1:]}"  # all have a family name of one syllable
        if language in ("ko", "zh", "ja") and " " in said and ":" not in target:
            found[language].append((said, target, form))
    return found


def bench_written(data: Path, audit: bool) -> None:
    for language, rows in full_names(data).items():
        exact = accepted = known = 0
        for native, target, form in rows:
            try:
                written = names.romanise(native, language, target)
            except names.UnknownLanguageError:
                continue
            known += 1
            exact += written == form
            taken = names.accept(native, language, form)
            accepted += taken is not None
            if audit and (written != form or taken is None):
                print("  miss", language, target, native, form, written, taken)
        print(f"  {language}: {known} full names, {exact / known:.3f} exact, {accepted / known:.3f} accepted")


def bench_words(data: Path, audit: bool) -> None:
    lines = (data / "rigour" / "persons.dev.txt").read_text(encoding="utf-8").splitlines()
    for language, script in LANGUAGES.items():
        groups = []
        for line in lines:
            forms = line.split(" => ")[0].split(", ")
            native = [form for form in forms if script.fullmatch(form)]
            latin = [form for form in forms if LATIN.fullmatch(form)]
            others = [form for form in forms if not LATIN.fullmatch(form) and "\u0370" < form[0] < "\u0700"]
            if native and latin and not others:
                groups.append((native, latin))
        sample = random.Random(SEED).sample(groups, min(SAMPLE, len(groups)))
        pairs = [(native, form) for native, latin in sample for form in latin]
        hits = [any(names.accept(one, language, form) for one in native) for native, form in pairs]
        print(f"  {language}: {len(pairs)} forms of {len(sample)} groups, {sum(hits) / len(hits):.3f} accepted")
        if audit:
            for (native, form), hit in zip(pairs, hits, strict=True):
                if not hit:
                    print("  miss", form, *native)


def bench_strangers(data: Path, audit: bool) -> None:
    for language, rows in full_names(data).items():
        natives = sorted({native for native, _, _ in rows})
        own = defaultdict(set)
        for native, _, form in rows:
            own[form].add(native)
        tried = [(native, form) for form, bearers in sorted(own.items()) for native in natives if native not in bearers]
        taken = [pair for pair in tried if names.accept(pair[0], language, pair[1])]
        print(f"  {language}: {len(taken)} of {len(tried)} pairs of different people accepted")
        if audit:
            for native, form in taken:
                print("  taken", native, form)


PARTS = {"written": bench_written, "words": bench_words, "strangers": bench_strangers}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--audit", action="store_true")
    parser.add_argument("--only", choices=PARTS)
    options = parser.parse_args()
    for part, run in PARTS.items():
        if options.only in (None, part):
            print(f"== {part}")
            run(options.data, options.audit)


if __name__ == "__main__":
    main()
