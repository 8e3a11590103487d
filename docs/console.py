"""Run every command that README.md and the pages of docs show and write what it prints; with --check only compare.

A ``console`` block is a session: lines after ``$`` are commands, the others what they print. They run in the page's own
folder, with a copy of ``seeds`` and the content of every block that has ``<!-- file: NAME -->`` before it (``broken
file`` where it shows a mistake). ``<!-- not run: WHY -->`` before a block leaves it alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGES = (
    *(ROOT / "README.md", ROOT / "CONTRIBUTING.md"),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "formats").glob("*.md")),
)
_FENCE = re.compile(r"(?P<indent> *)(?P<fence>`{3,})(?P<language>[\w-]*)\s*")
_NOTE = re.compile(r" *<!-- (?:(?P<broken>broken )?file: (?P<file>\S+)|not run: (?P<reason>.+)) -->")
_MARK = "\x1e"


class Block(NamedTuple):
    """A fenced block: its lines in the page (0-based, the fences not among them), and what the note before it says."""

    start: int
    end: int
    language: str
    text: str
    file: str | None
    broken: bool
    reason: str | None


def blocks(page: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page in their order."""
    lines = page.split("\n")
    number = 0
    note: re.Match[str] | None = None
    while number < len(lines):
        opened = _FENCE.fullmatch(lines[number])
        if opened is None:
            note = _NOTE.fullmatch(lines[number])
            number += 1
            continue
        end = lines.index(opened["indent"] + opened["fence"], number + 1)
        text = "".join(line.removeprefix(opened["indent"]) + "\n" for line in lines[number + 1 : end])
        file, broken, reason = note.group("file", "broken", "reason") if note else (None, None, None)
        yield Block(number + 1, end, opened["language"], text, file, bool(broken), reason)
        note, number = None, end + 1


def played(page: str, cache: str | None = None) -> str:
    """Return a page with every session played anew; ``cache`` is a folder for compiled rules.

    Raises RuntimeError if a command breaks down.
    """
    lines = page.split("\n")
    with TemporaryDirectory() as place:
        folder, programs = Path(place, "desk"), Path(place, "bin")
        lay(page, folder)
        environment = _environment(programs, cache or str(Path(place, "cache")))
        written: list[str] = []
        done = 0
        for block in blocks(page):
            if block.file:
                _write(block.file, block.text, folder)  # a later block may have another text for the same file
            if block.language == "console" and not block.reason:
                indent = lines[block.end].partition("`")[0]
                commands = [line[2:] for line in block.text.split("\n") if line.startswith("$ ")]
                session = [indent + line if line else "" for line in _session(commands, folder, environment)]
                written += [*lines[done : block.start], *session]
                done = block.end
        return "\n".join([*written, *lines[done:]])


def lay(page: str, folder: Path) -> None:
    """Make a page's folder; of several blocks for one file the first counts."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / ".git").mkdir()  # no configuration above it counts
    for block in reversed(list(blocks(page))):
        if block.file:
            _write(block.file, block.text, folder)


def _write(name: str, text: str, folder: Path) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def _environment(programs: Path, cache: str) -> dict[str, str]:
    """Return an environment in which ``onym`` is the one of this tree."""
    programs.mkdir()
    for name, arguments in (("onym", "-m lint"), ("python", "")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', "utf-8")
        program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONYM_", "FORCE_COLOR"))}
    return kept | {
        "PATH": f"{programs}{os.pathsep}{kept.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",  # both streams in the order of a terminal
        "ONYM_CACHE_DIR": cache,
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }


def _session(commands: list[str], folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """Play commands in one shell and yield the lines of the session."""
    script = "status=0\n" + "".join(f"printf '{_MARK}\\n'; (exit $status)\n{line}\nstatus=$?\n" for line in commands)
    shell = ["bash", "-c", f"exec 2>&1\n{script}"]
    printed = subprocess.run(shell, cwd=folder, env=environment, stdout=subprocess.PIPE, check=False).stdout.decode(
        "utf-8"
    )
    if "Traceback (most recent call last)" in printed:
        raise RuntimeError(f"a page shows a command that breaks down:\n{printed}")
    outputs = printed.split(f"{_MARK}\n")[1:]
    for command, output in zip(commands, outputs, strict=True):
        yield f"$ {command}"
        yield from (line.rstrip() for line in output.rstrip("\n").split("\n") if output.strip())


def main(arguments: list[str]) -> int:
    """Play the pages; write them, or say which are stale."""
    stale = 0
    with TemporaryDirectory() as cache:
        for path in PAGES:
            page = path.read_text("utf-8")
            new = played(page, cache)
            if new != page:
                stale += 1
                print(f"{'stale' if '--check' in arguments else 'wrote'}: {path.relative_to(ROOT)}")
                if "--check" not in arguments:
                    path.write_text(new, "utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
