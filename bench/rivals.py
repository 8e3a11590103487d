"""Runs onym beside other linters on the same copy with the same forms, in interleaved pairs, and prints the ratios.

    python bench/rivals.py --folder FOLDER [--data DIR] [--files 2000] [--forms 300] [--rounds 7] [--write docs]

The corpus is made up, or cut from the texts in DIR. onym, typos and codespell are installed with pip, textlint with prh
and cspell from npm, into FOLDER; Vale is run where there is one on PATH. With --installed nothing is fetched, and onym
is run from this folder. A tool is compared only if it finds some of the forms. What is printed are medians of the ratio
of each pair of runs, as machines differ and ratios hardly do: of processor time, which others on the machine change
little, and of the time on the wall.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).resolve().parent.parent
FILE_SIZE = 5000
_SYLLABLES = "ba be bi bo da de di do fa fe ga go ka ke ki la le li lo ma me mi na ne no pa po ra re ri ro sa se ta te to va".split()  # fmt: skip  # noqa: E501, SIM905
_CAPITALISED = re.compile(r"(?<=[a-z] )[A-Z][a-z]{4,11}\b")


class Rival(NamedTuple):
    """A tool: how to fetch it, how to write it the forms, and its command line.

    The command line hangs on the folder of the tools, the folder of the rules, and the paths to read; ``many`` says
    that the tool gets through many forms in bearable time.
    """

    name: str
    fetch: tuple[str, ...]
    rules: Callable[[Path, dict[str, str]], None]
    command: Callable[[Path, Path, Sequence[str]], list[str]]
    many: bool = False


class Run(NamedTuple):
    """One run of a tool: processor time and wall time in seconds, and peak memory in MiB."""

    seconds: float
    waited: float
    memory: float


class Task(NamedTuple):
    """What every tool is set to do: the paths it reads, and the options of onym beside the rules."""

    name: str
    paths: tuple[str, ...]
    options: tuple[str, ...]
    many: bool = False


class Row(NamedTuple):
    """What a task took onym, as a share of what it took another tool, and the peak memory of both in MiB."""

    task: str
    tool: str
    seconds: float
    waited: float
    memory: float
    other: float


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


def prepare(folder: Path, files: int, forms: int, data: Path | None) -> dict[str, str]:
    """Write the corpus, and every tool's rules for its forms and for many forms; return the forms."""
    chosen = corpus(folder / "corpus", files, forms, data)
    more = range(MANY // len(chosen))
    many = chosen | {f"{wrong}q{number}": f"{right}q{number}" for number in more for wrong, right in chosen.items()}
    (folder / "many").mkdir(exist_ok=True)
    for place, said in ((folder, chosen), (folder / "many", many)):
        _onym(place, said)
        for rival in RIVALS:
            if rival.many or place == folder:
                rival.rules(place, said)
    return chosen


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
    """Write the rules into files of at most 1 MiB, as onym reads no larger ones."""
    lines = [f"- {{write: {right}, instead-of: [{wrong}]}}\n" for wrong, right in forms.items()]
    for start in range(0, len(lines), RULES_A_FILE):
        text = "".join(lines[start : start + RULES_A_FILE])
        (folder / f"onym-rules-{start // RULES_A_FILE:03}.yaml").write_text(text, "utf-8")


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


LISTED = ("--no-packs", "--select", "name-variant,house-term")
MANY, RULES_A_FILE = 100_000, 10_000
RIVALS = (
    Rival("typos", ("pip", "typos"), _typos,
          lambda t, f, p: [_tool(t, "typos"), "--config", f"{f}/typos.toml", *p], many=True),
    Rival("codespell", ("pip", "codespell"), _codespell,
          lambda t, f, p: [_tool(t, "codespell"), "-D", f"{f}/codespell.txt", *p], many=True),
    Rival("textlint + prh", ("npm", "textlint", "textlint-rule-prh"), _textlint,
          lambda t, f, p: [_node(t, "textlint"), "--config", f"{f}/.textlintrc.json", *p]),
    Rival("cspell", ("npm", "cspell"), _cspell,
          lambda t, f, p: [_node(t, "cspell"), "--no-progress", "-c", f"{f}/cspell.json", *map(_glob, p)]),
    Rival("python", (), _no_rules, lambda t, f, p: [_tool(t, "python"), "-c", "pass"], many=True),
    Rival("Vale", (), _vale, lambda t, f, p: ["vale", "--no-exit", "--config", f"{f}/vale.ini", *p]),
)  # fmt: skip


def _tool(folder: Path, name: str) -> str:
    own = folder / "venv" / "bin" / name
    return str(own) if own.exists() else shutil.which(name) or name


def _onym_of(folder: Path) -> list[str]:
    own = folder / "venv" / "bin" / "onym"
    program = [str(own)] if own.exists() else ["env", f"PYTHONPATH={HOME}", sys.executable, "-m", "lint"]
    return [*program, "check", "-q", "--output-format", "concise", "--exit-zero"]


def fetch(folder: Path, rival: Rival) -> None:
    """Install a rival into the folder; a failure leaves it out of the comparison."""
    manager, *packages = rival.fetch or ("",)
    if manager == "pip":
        if not (folder / "venv").exists():
            subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
            subprocess.run([folder / "venv" / "bin" / "pip", "install", "-q", HOME], check=True)
        subprocess.run([folder / "venv" / "bin" / "pip", "install", "-q", *packages], check=False)
    elif manager == "npm" and shutil.which("npm"):
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, *packages], check=False)


def _environment() -> dict[str, str]:
    """Return an environment in which Python keeps what it compiles, as it does for everybody."""
    return {key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"}


def finds(name: str, folder: Path, forms: Iterable[str]) -> bool:
    """Say whether a tool runs over the corpus, and names one of the forms."""
    rival = next(rival for rival in RIVALS if rival.name == name)
    command = rival.command(folder, folder, [str(folder / "corpus")])
    if not shutil.which(command[0]):
        return False
    ran = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, text=True, check=False)
    said = ran.stdout.lower()
    return rival.rules is _no_rules or any(form.lower() in said for form in forms)


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a tool, its output thrown away, and measure the whole process and those that it has started."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def compare(ours: list[str], theirs: list[str], rounds: int, folder: Path) -> Iterator[tuple[Run, Run]]:
    """Run two commands in turn, one pair first that does not count."""
    for number in range(rounds + 1):
        pair = run(ours, folder), run(theirs, folder)
        if number:
            yield pair


def tasks(folder: Path, files: int) -> Iterator[Task]:
    """Yield the tasks, the smallest first, so that it is seen how time and memory grow."""
    corpus = folder / "corpus"
    some = tuple(str(corpus / f"{number:05}.txt") for number in range(max(files // 10, 1)))
    yield Task("one article", some[:1], LISTED)
    yield Task(f"one article, {MANY:,} forms", some[:1], LISTED, many=True)
    yield Task(f"{len(some):,} articles", some, LISTED)
    yield Task(f"{files:,} articles", (str(corpus),), LISTED)
    yield Task(f"{files:,} articles, every check", (str(corpus),), ())


def rows(folder: Path, files: int, rounds: int, rivals: Sequence[Rival]) -> Iterator[Row]:
    """Yield a row for each task and each tool that can do it."""
    for task in tasks(folder, files):
        place = folder / "many" if task.many else folder
        rules = [option for path in sorted(place.glob("onym-rules-*.yaml")) for option in ("--rules", str(path))]
        ours = ["env", f"ONYM_CACHE_DIR={folder}/cache", *_onym_of(folder), *task.options, *rules, *task.paths]
        subprocess.run(ours, cwd=place, env=_environment(), stdout=subprocess.DEVNULL, check=True)  # compiles the rules
        for rival in rivals:
            if task.many and not rival.many:
                continue
            theirs = rival.command(folder, place, task.paths)
            pairs = list(compare(_forgetting(ours, folder), theirs, rounds, place))
            yield Row(
                task.name,
                rival.name,
                statistics.median(one.seconds / other.seconds for one, other in pairs),
                statistics.median(one.waited / other.waited for one, other in pairs),
                max(one.memory for one, _ in pairs),
                max(other.memory for _, other in pairs),
            )


def _forgetting(command: list[str], folder: Path) -> list[str]:
    """Return a command that has its rules compiled, but must read every file."""
    return ["sh", "-c", f'rm -f "{folder}"/cache/*/found-*; exec "$@"', "sh", *command]


def table(found: Sequence[Row]) -> str:
    """Write the rows as Markdown."""
    lines = [
        "| task | onym beside | processor time, onym to the other | on the wall | peak memory, onym and the other |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.task} | {row.tool} | {row.seconds:.2f} | {row.waited:.2f} | {row.memory:.0f} and {row.other:.0f} MiB |"
        for row in found
    ]
    return "\n".join(lines) + "\n"


def chart(found: Sequence[Row]) -> str:
    """Draw the ratios of processor time as bars; the line is where both take as long."""
    one, height = 200, 22
    bars = []
    for number, row in enumerate(found):
        y = 30 + number * height
        width = min(row.seconds * one, 420)
        bars.append(f'<text x="290" y="{y + 12}" text-anchor="end">{row.task}, {row.tool}</text>')
        bars.append(f'<rect x="300" y="{y}" width="{width:.0f}" height="15" fill="#2b6cb0"/>')
        bars.append(f'<text x="{306 + width:.0f}" y="{y + 12}">{row.seconds:.2f}</text>')
    whole = 40 + len(found) * height
    line = f'<line x1="{300 + one}" y1="20" x2="{300 + one}" y2="{whole - 8}" stroke="#888" stroke-dasharray="3"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="780" height="{whole}" font-family="sans-serif" font-size="12">'
        f'<text x="{300 + one}" y="14" text-anchor="middle">as long as the other</text>{line}{"".join(bars)}</svg>\n'
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
    chosen = [rival for rival in RIVALS if not said.only or rival.name in said.only.split(",")]
    for rival in chosen if not said.installed else ():
        fetch(folder, rival)
    with ProcessPoolExecutor(1) as pool:  # a child starts out with its parent's memory, so that this one stays small
        forms = pool.submit(prepare, folder, said.files, said.forms, said.data).result()
        found = [rival for rival in chosen if pool.submit(finds, rival.name, folder, forms).result()]
    measured = list(rows(folder, said.files, said.rounds, found))
    print(table(measured))
    if said.write:
        (said.write / "benchmarks.svg").write_text(chart(measured), "utf-8")
        (said.write / "benchmarks.md").write_text(_page(measured, len(forms)), "utf-8")


def _page(measured: Sequence[Row], forms: int) -> str:
    return (
        "# Benchmarks\n\n"
        f"How long onym takes beside other linters, each with the same {forms} forms over the same copy. A ratio\n"
        "below 1 says that onym is done first. The last rows let onym run all its checks, with names that nobody\n"
        "listed, which the others have nothing like; typos and cspell look every word up in lists of their own. All\n"
        "tools are installed as their makers advise, and onym has its rules compiled and must read every file;\n"
        "`python` is the interpreter that starts and does nothing. The figures are those of the machine that wrote\n"
        "this page: `python bench/rivals.py --folder FOLDER --write docs` writes it again.\n\n"
        f"{table(measured)}\n![Ratios of processor time](benchmarks.svg)\n"
    )


if __name__ == "__main__":
    main()
