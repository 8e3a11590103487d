"""The benchmarks of speed run, on a tiny corpus and without fetching anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent.parent / "bench"


def bench(name: str, *arguments: object) -> str:
    command = [sys.executable, str(BENCH / name), *map(str, arguments)]
    return subprocess.run(command, cwd=BENCH.parent, capture_output=True, text=True, check=True).stdout


def test_rivals_are_compared_and_the_page_is_written(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    small = ("--installed", "--files", 3, "--forms", 4, "--rounds", 1, "--only", "python")
    printed = bench("rivals.py", "--folder", tmp_path, *small, "--write", tmp_path / "docs")
    rows = [line for line in printed.splitlines() if line.startswith("| ") and "task" not in line]
    assert [row.split(" | ")[1] for row in rows] == ["python"] * 5
    assert len(list((tmp_path / "corpus").glob("*.txt"))) == 3
    page = (tmp_path / "docs" / "benchmarks.md").read_text("utf-8")
    assert all(row in page for row in rows)
    assert (tmp_path / "docs" / "benchmarks.svg").read_text("utf-8").count("<rect") == 5


def test_the_profile_names_every_stage(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"On day {number} President Selenskyj met Anthony Blinken.\n", "utf-8")
    printed = bench("stages.py", tmp_path, "--functions", 3)
    for stage in ("read", "regions", "tokens", "known names", "repeated-text"):
        assert stage in printed
    assert "MB/s" in printed
