from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lint.reporters import REPORTERS
from lint.terminal import is_hidden

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import runpy, sys
from lint import reporters
sys.stdout.reconfigure(encoding="utf-8", newline="")
reporters.write(sys.argv[1], runpy.run_path(sys.argv[2])["sample"](), sys.stdout)
"""


@pytest.mark.parametrize("name", REPORTERS)
def test_golden(name: str, results, report, golden) -> None:
    golden(name, report(name, results))


@pytest.mark.parametrize("name", REPORTERS)
def test_nothing_hidden_leaves(name: str, results, report) -> None:
    output = report(name, results)
    assert not [character for character in output if is_hidden(character) and character != "\n"]


@pytest.mark.parametrize("name", REPORTERS)
def test_colour_adds_nothing_but_colour(name: str, results, report) -> None:
    coloured = report(name, results, colour=True)
    assert re.sub(r"\x1b\[[0-9;]+m", "", coloured) == report(name, results)
    assert ("\x1b[" in coloured) == (name in ("full", "explained", "concise", "grouped"))


@pytest.mark.parametrize("name", REPORTERS)
def test_every_finding_and_failure_is_there(name: str, results, report) -> None:
    output = report(name, results)
    for check in ("name-variant", "letter-case", "repeated-text"):
        assert check in output
    assert output.count("duplicate key") == 1
    assert output.count("no such file") == 1


@pytest.mark.parametrize("name", REPORTERS)
def test_the_same_bytes_whatever_the_hash_seed_and_directory(name: str, tmp_path: Path) -> None:
    outputs = []
    for seed, directory in (("0", ROOT), ("4711", tmp_path)):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", PROGRAM, name, str(Path(__file__).parent / "conftest.py")]
        outputs.append(subprocess.run(command, env=environment, cwd=directory, capture_output=True, check=True).stdout)
    assert outputs[0] == outputs[1] == (ROOT / "tests" / "golden" / f"{name}.txt").read_bytes()


def test_no_such_reporter(report) -> None:
    with pytest.raises(KeyError):
        report("xml", [])
