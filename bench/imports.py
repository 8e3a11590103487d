"""Carry rule files of other tools over and count what they find in an article, beside what the tool itself found.

``--peers`` is a folder with one folder a tool, as each keeps its rules. The tools' own counts were taken once by hand.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from lint import importers, run
from lint.engine import Selection

OWN = {"prh.yml": 16, "typos.toml": 15, "dict.txt": 11, "cspell.json": 15, ".textlintrc.terminology.json": None}
"""Right findings of each tool in the article; None where it was not run with this file."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", required=True)
    parser.add_argument("--article", required=True)
    said = parser.parse_args()
    print(f"{'file':<46} {'rules':>6} {'refused':>8} {'findings':>9} {'the tool':>9}")
    for path in sorted(_files(said.peers)):
        try:
            imported = importers.carry(path)
        except importers.ImportingError as error:
            print(f"{os.path.relpath(path, said.peers):<46} {error.message}")
            continue
        found = _found(importers.written(imported, path), said.article) if imported.records else 0
        own = OWN.get(os.path.basename(path))
        counts = f"{len(imported.records):>6} {len(imported.refused):>8} {found:>9} {own if own else '-':>9}"
        print(f"{os.path.relpath(path, said.peers):<46} {counts}")
        for rule, line, why in imported.refused:
            print(f"    not carried over{f' (line {line})' if line else ''}: {rule[:60]}: {why}")


def _files(folder: str) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, encoding="utf-8", errors="replace") as file:
                if importers.guess(path, file.read()):
                    yield path


def _found(rules: str, article: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "carried.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(rules)
        settings = run.Settings(rules=(path,), packs=False, cache=False, selection=Selection(frozenset({"house-term"})))
        return sum(len(outcome.result.findings) for outcome in run.outcomes([article], settings, 1))


if __name__ == "__main__":
    main()
