"""Shows where the time of a run goes: by stage of a document's day, and by function.

    python bench/stages.py DIR [--files 300] [--functions 30]

The files are read twice: the first half makes the rules and the words known, the second half is measured.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from lint import config
from lint.engine import Engine


def stages(engine: Engine, path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the stages of one file in their order, each with what it does."""
    document = engine.read(path.name, path.read_bytes())
    yield "read", lambda: engine.read(path.name, path.read_bytes())
    yield "regions", lambda: len(document.regions)
    context = engine.context(document)
    yield "language", lambda: context.language
    yield "languages of blocks", lambda: context.language_at(0)
    yield "tokens", lambda: context.tokens
    yield "known names", lambda: context.mentions
    yield "names nobody listed", lambda: context.clusters
    for module, options, _ in engine._checks:
        yield module.ID, partial(_listed, module.check, document, context, options)


def _listed(check: Callable[..., Iterator[object]], *said: object) -> list[object]:
    return list(check(*said))


def measure(engine: Engine, paths: Sequence[Path]) -> dict[str, float]:
    """Return the processor time of each stage in seconds."""
    spent: dict[str, float] = defaultdict(float)
    for path in paths:
        for stage, work in stages(engine, path):
            start = time.process_time()
            work()
            spent[stage] += time.process_time() - start
    return spent


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--functions", type=int, default=30)
    said = parser.parse_args(arguments)
    paths = sorted(said.folder.rglob("*.txt"))[: said.files]
    half = len(paths) // 2
    gc.disable()  # as a run does
    engine = Engine(config.load(None))
    measure(engine, paths[:half])
    spent = measure(engine, paths[half:])
    whole, size = sum(spent.values()), sum(path.stat().st_size for path in paths[half:])
    for stage, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{seconds / max(len(paths) - half, 1) * 1000:8.3f} ms a file  {seconds / whole:6.1%}  {stage}")
    print(f"{size / whole / 1e6:8.2f} MB/s")
    profile = cProfile.Profile()
    profile.enable()
    for path in paths[half:]:
        engine.lint(engine.read(path.name, path.read_bytes()))
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(said.functions)


if __name__ == "__main__":
    main()
