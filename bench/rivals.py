"""Runs onym beside other linters on the same copy with the same forms, in interleaved pairs, and prints the ratios.

    python bench/rivals.py --folder FOLDER [--data DIR] [--files 2000] [--forms 300] [--rounds 7] [--write docs]

The corpus is made up, or cut from the texts in DIR. typos and codespell are installed from PyPI, textlint with prh and
cspell from npm, into FOLDER; Vale is run where there is one on PATH. With --installed nothing is fetched. What is
printed are medians of the ratio of each pair of runs, as machines differ and ratios hardly do.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

FILE_SIZE = 5000
_SYLLABLES = "ba be bi bo da de di do fa fe ga go ka ke ki la le li lo ma me mi na ne no pa po ra re ri ro sa se ta te to va".split()  # fmt: skip  # noqa: E501, SIM905
_CAPITALISED = re.compile(r"(?<=[a-z] )[A-Z][a-z]{4,11}\b")


class Rival(NamedTuple):
    """A tool: how to fetch it, how to write it the forms, and its command line for some paths."""

    name: str
    fetch: tuple[str, ...]
    rules: Callable[[Path, dict[str, str]], None]
    command: Callable[[Path, Sequence[str]], list[str]]


class Run(NamedTuple):
    """One run of a tool: wall time in seconds and peak memory in MiB."""

    seconds: float
    memory: float


def corpus(folder: Path, files: int, forms: int, data: Path | None) -> dict[str, str]:
    """Write so many files of about 5 kB, and return so many wrong forms that stand in them with their right ones."""
    chance = random.Random(1)
    text = _real(data) if data else _made_up(files * FILE_SIZE, forms, chance)
    folder.mkdir(parents=True, exist_ok=True)
    start = 0
    for number in range(files):
        end = text.rfind("\n", start, start + FILE_SIZE) + 1 or start + FILE_SIZE
        (folder / f"{number:05}.txt").write_text(text[start:end].replace("\n", "\n\n"), "utf-8")
        start = end if end < len(text) else 0
    small = set(re.findall(r"\b[a-z]+\b", text))
    words = sorted({word for word in _CAPITALISED.findall(text) if word.lower() not in small})
    chosen = chance.sample(words, min(forms, len(words)))
    return {word: f"{word[:-2]}{word[-1]}{word[-2]}k" for word in chosen}


def _real(data: Path) -> str:
    return "\n".join(path.read_text("utf-8", "replace") for path in sorted(data.rglob("*.txt")))


def _made_up(size: int, names: int, chance: random.Random) -> str:
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(4000)]
    people = ["".join(chance.choices(_SYLLABLES, k=3)).capitalize() + "x" for _ in range(2 * names)]
    lines: list[str] = []
    written = 0
    while written < size:
        line = chance.choices(words, k=22)
        line[0] = line[0].capitalize()
        line[chance.randint(3, 20)] = chance.choice(people)
        lines.append(" ".join(line) + ".")
        written += len(lines[-1]) + 1
    return "\n".join(lines)


def _onym(folder: Path, forms: dict[str, str]) -> None:
    text = "".join(f"- {{write: {right}, instead-of: [{wrong}]}}\n" for wrong, right in forms.items())
    (folder / "onym-rules.yaml").write_text(text, "utf-8")


def _typos(folder: Path, forms: dict[str, str]) -> None:
    words = "".join(f'{wrong.lower()} = "{right.lower()}"\n' for wrong, right in forms.items())
    (folder / "typos.toml").write_text(f"[default.extend-words]\n{words}", "utf-8")


def _codespell(folder: Path, forms: dict[str, str]) -> None:
    (folder / "codespell.txt").write_text("".join(f"{old.lower()}->{new}\n" for old, new in forms.items()), "utf-8")


def _textlint(folder: Path, forms: dict[str, str]) -> None:
    rules = [{"expected": right, "pattern": wrong} for wrong, right in forms.items()]
    (folder / "prh.yml").write_text(json.dumps({"version": 1, "rules": rules}), "utf-8")
    (folder / ".textlintrc.json").write_text(json.dumps({"rules": {"prh": {"rulePaths": ["prh.yml"]}}}), "utf-8")


def _cspell(folder: Path, forms: dict[str, str]) -> None:
    (folder / "cspell.json").write_text(json.dumps({"version": "0.2", "flagWords": sorted(forms)}), "utf-8")


def _vale(folder: Path, forms: dict[str, str]) -> None:
    (folder / "styles" / "Forms").mkdir(parents=True, exist_ok=True)
    swap = "".join(f"  {wrong}: {right}\n" for wrong, right in forms.items())
    rule = f"extends: substitution\nmessage: use %s\nignorecase: false\nswap:\n{swap}"
    (folder / "styles" / "Forms" / "forms.yml").write_text(rule, "utf-8")
    (folder / "vale.ini").write_text("StylesPath = styles\n[*.txt]\nBasedOnStyles = Forms\n", "utf-8")


def _no_rules(folder: Path, forms: dict[str, str]) -> None:
    """Write nothing: an empty Python program shows how much of a run is start-up."""


def _glob(path: str) -> str:
    return f"{path}/**" if Path(path).is_dir() else path


def _node(folder: Path, name: str) -> str:
    return str(folder / "node_modules" / ".bin" / name)


ONYM = [sys.executable, "-m", "lint", "check", "-q", "--output-format", "concise", "--exit-zero"]
RIVALS = (
    Rival("typos", ("pip", "typos"), _typos, lambda f, p: [_tool(f, "typos"), "--config", f"{f}/typos.toml", *p]),
    Rival("codespell", ("pip", "codespell"), _codespell,
          lambda f, p: [_tool(f, "codespell"), "-D", f"{f}/codespell.txt", *p]),
    Rival("textlint + prh", ("npm", "textlint", "textlint-rule-prh"), _textlint,
          lambda f, p: [_node(f, "textlint"), "--config", f"{f}/.textlintrc.json", *p]),
    Rival("cspell", ("npm", "cspell"), _cspell,
          lambda f, p: [_node(f, "cspell"), "--no-progress", "-c", f"{f}/cspell.json", *map(_glob, p)]),
    Rival("python", (), _no_rules, lambda f, p: [sys.executable, "-c", "pass"]),
    Rival("Vale", (), _vale, lambda f, p: ["vale", "--no-exit", "--config", f"{f}/vale.ini", *p]),
)  # fmt: skip


def _tool(folder: Path, name: str) -> str:
    own = folder / "venv" / "bin" / name
    return str(own) if own.exists() else shutil.which(name) or name


def fetch(folder: Path, rival: Rival) -> None:
    """Install a rival into the folder; a failure leaves it out of the comparison."""
    manager, *packages = rival.fetch or ("",)
    if manager == "pip":
        if not (folder / "venv").exists():
            subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([folder / "venv" / "bin" / "pip", "install", "-q", *packages], check=False)
    elif manager == "npm" and shutil.which("npm"):
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, *packages], check=False)


def run(command: Sequence[str], folder: Path, home: Path) -> Run:
    """Run a tool, its output thrown away, and measure the whole process."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(home)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def compare(ours: list[str], theirs: list[str], rounds: int, folder: Path, home: Path) -> tuple[list[Run], list[Run]]:
    """Run two commands in turn, one pair first that does not count."""
    pairs = [(run(ours, folder, home), run(theirs, folder, home)) for _ in range(rounds + 1)][1:]
    return [one for one, _ in pairs], [other for _, other in pairs]


def rows(
    folder: Path, files: int, rounds: int, found: Sequence[Rival]
) -> Iterator[tuple[str, str, float, float, float]]:
    """Yield (task, tool, median ratio of our time to its own, our peak memory, its own)."""
    home = Path(__file__).resolve().parent.parent
    rules = f"{folder}/onym-rules.yaml"
    listed = [*ONYM, "--no-packs", "--select", "name-variant,house-term", "--rules", rules]
    tasks = {
        "one article": (listed, [str(folder / "corpus" / "00000.txt")]),
        f"{files:,} articles": (listed, [str(folder / "corpus")]),
        f"{files:,} articles, every check": ([*ONYM, "--rules", rules], [str(folder / "corpus")]),
    }
    for task, (command, paths) in tasks.items():
        for rival in found:
            cold = ["env", f"ONYM_CACHE_DIR={folder}/cache", *command, *paths]
            ours, theirs = compare(_forgetting(cold, folder), rival.command(folder, paths), rounds, folder, home)
            ratio = statistics.median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))
            yield task, rival.name, ratio, max(each.memory for each in ours), max(each.memory for each in theirs)


def _forgetting(command: list[str], folder: Path) -> list[str]:
    """Return a command that has its rules compiled, but must read every file."""
    return ["sh", "-c", f'rm -f "{folder}"/cache/*/found-*; exec "$@"', "sh", *command]


def table(found: Sequence[tuple[str, str, float, float, float]]) -> str:
    """Write the rows as Markdown."""
    lines = ["| task | onym beside | time, onym to the other | peak memory, onym and the other |", "|---|---|---|---|"]
    lines += [f"| {task} | {name} | {ratio:.2f} | {ours:.0f} and {theirs:.0f} MiB |"
              for task, name, ratio, ours, theirs in found]  # fmt: skip
    return "\n".join(lines) + "\n"


def chart(found: Sequence[tuple[str, str, float, float, float]]) -> str:
    """Draw the ratios as bars; the line is where both take as long."""
    one, height = 200, 22
    bars = []
    for number, (task, name, ratio, *_) in enumerate(found):
        y = 30 + number * height
        width = min(ratio * one, 420)
        bars.append(f'<text x="250" y="{y + 12}" text-anchor="end">{task}, {name}</text>')
        bars.append(f'<rect x="260" y="{y}" width="{width:.0f}" height="15" fill="#2b6cb0"/>')
        bars.append(f'<text x="{266 + width:.0f}" y="{y + 12}">{ratio:.2f}</text>')
    whole = 40 + len(found) * height
    line = f'<line x1="{260 + one}" y1="20" x2="{260 + one}" y2="{whole - 8}" stroke="#888" stroke-dasharray="3"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="740" height="{whole}" font-family="sans-serif" font-size="12">'
        f'<text x="{260 + one}" y="14" text-anchor="middle">as long as the other</text>{line}{"".join(bars)}</svg>\n'
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--forms", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", type=Path, help="the folder of the docs: benchmarks.md and benchmarks.svg")
    parser.add_argument("--only", help="these tools, separated by commas")
    parser.add_argument("--installed", action="store_true", help="compare with what is there and fetch nothing")
    said = parser.parse_args(arguments)
    folder = said.folder.resolve()
    with ProcessPoolExecutor(1) as pool:  # a child starts out with its parent's memory, so that this one stays small
        forms = pool.submit(corpus, folder / "corpus", said.files, said.forms, said.data).result()
    _onym(folder, forms)
    chosen = [rival for rival in RIVALS if not said.only or rival.name in said.only.split(",")]
    for rival in chosen:
        rival.rules(folder, forms)
        if not said.installed:
            fetch(folder, rival)
    found = [rival for rival in chosen if shutil.which(rival.command(folder, ["."])[0])]
    measured = list(rows(folder, said.files, said.rounds, found))
    print(table(measured))
    if said.write:
        (said.write / "benchmarks.svg").write_text(chart(measured), "utf-8")
        (said.write / "benchmarks.md").write_text(_page(measured, said.forms), "utf-8")


def _page(measured: Sequence[tuple[str, str, float, float, float]], forms: int) -> str:
    return (
        "# Benchmarks\n\n"
        f"How long onym takes beside other linters, each with the same {forms} forms over the same copy. A ratio\n"
        "below 1 says that onym is done first. The last rows let onym run all its checks, with names that nobody\n"
        "listed, which the others have nothing like. The figures are those of the machine that wrote this page:\n"
        "`python bench/rivals.py --folder FOLDER --write docs` writes it again.\n\n"
        f"{table(measured)}\n![Ratios of time](benchmarks.svg)\n"
    )


if __name__ == "__main__":
    main()
