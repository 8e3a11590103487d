"""Measure romanisation, acceptance and comparison of names on real data, beside other tools.

    python bench/names.py --data DIR [--only PART] [--misses] [--left-out] [--audit]

DIR holds `rigour/persons.dev.txt`, `translit_gold.dev.tsv`, `interscript/tests.tsv`, `netranslit` and `transcription`.
The parts: `standard` (is the first answer the standard form of each column), `accepted` (are real Latin forms taken),
`strangers` and `neighbours` (are those of other names), `official` (test pairs of the official systems), `scripts` (a
name in its own script compared with Latin forms), `keys` and `speed`.

With `--misses` the standard forms that are wrong are listed, with `--left-out` the labels that follow no standard, with
`--audit` what the other parts miss or accept wrongly.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import names_accepted, names_rivals, names_scripts, names_speed, names_standard

PARTS: dict[str, Callable[[Path, bool], None]] = {
    "accepted": names_accepted.recall,
    "strangers": names_accepted.strangers,
    "neighbours": names_accepted.neighbours,
    "official": names_accepted.official,
    "scripts": names_scripts.across,
    "keys": names_speed.keys_of_names,
    "speed": names_speed.speed,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", choices=["standard", *PARTS], action="append")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--audit", action="store_true")
    options = parser.parse_args()
    print(names_rivals.told_missing(), end="")
    if "standard" in (options.only or ["standard"]):
        names_standard.standard(options.data, options.misses, options.left_out)
    for part, bench in PARTS.items():
        if part in (options.only or PARTS):
            bench(options.data, options.audit)


if __name__ == "__main__":
    main()
