"""The house itself: rooms of a decent size, each with a sign on its door, and imports that point one way."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from lint import checks, formats, reporters
from lint.cli import FORMATS
from lint.compiler.shapes import CHECKS

ROOT = Path(__file__).parent.parent
PROGRAM = sorted([*(ROOT / "lint").rglob("*.py"), *(ROOT / "bench").glob("*.py"), *(ROOT / "docs").glob("*.py")])
OURS = [
    path
    for folder in ("lint", "tests", "rules", "bench", "docs", "seeds", ".ci")
    for path in (ROOT / folder).rglob("*")
]
TEXTS = [
    path
    for path in [*OURS, *ROOT.glob("*.toml"), *ROOT.glob("*.md"), *ROOT.glob("*.yaml"), ROOT / "Makefile"]
    if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
]
SHAPELESS = {"base", "common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}
# The brackets keep this file from finding itself.
MACHINES = re.compile(r"(?<![\w.-])/(?:roo[t]|hom[e]/[a-z]+|User[s]/[a-z]+|wor[k]|tm[p])/")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PROGRAM, ids=named)
def test_a_module_is_one_room_with_a_sign_on_its_door(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    sign = ast.get_docstring(ast.parse(text)) or ""
    assert sign.split("\n\n")[0].strip().endswith("."), sign
    assert "from __future__ import annotations\n" in text or not text.strip()
    assert path.stem not in SHAPELESS


@pytest.mark.parametrize("check", checks.IDS)
def test_a_check_has_its_page_its_cases_and_its_options(check: str) -> None:
    module = checks.named(check)
    page = module.__doc__ or ""
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [
        "What it finds",
        "Why it matters",
        "How sure is it",
        "Options",
    ]
    assert check == module.ID
    cases = yaml.safe_load((ROOT / "tests" / "checks" / f"{check}.yaml").read_text("utf-8"))
    assert len(cases) >= 20
    options = [name.replace("_", "-") for name in module.Options()._fields]
    assert options == list(CHECKS[check])
    for option in options:
        assert f"`{option}`" in page


def test_every_module_of_a_room_is_in_its_table() -> None:
    for folder, listed in (
        ("checks", {check.replace("-", "_") for check in checks.IDS}),
        ("reporters", set(FORMATS)),
    ):
        assert listed <= {path.stem for path in (ROOT / "lint" / folder).glob("*.py")}
    assert {path.stem for path in (ROOT / "lint" / "checks").glob("*.py")} == {
        "__init__",
        *(check.replace("-", "_") for check in checks.IDS),
    }
    assert tuple(reporters.REPORTERS) == FORMATS
    assert set(CHECKS) == set(checks.IDS)
    for suffix, module in formats.MODULES.items():
        assert suffix in formats.named(f"copy{suffix}").SUFFIXES, module


def test_nothing_names_a_place_of_somebody_s_machine() -> None:
    assert len(TEXTS) > 150
    found = [
        f"{named(path)}:{number}: {line.strip()[:80]}"
        for path in TEXTS
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if MACHINES.search(line)
    ]
    assert found == []


def test_a_plain_run_imports_nothing_it_does_not_need() -> None:
    script = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from lint.__main__ import run\n"
        "sys.argv = ['onym', 'check', '--select=name-variant', '-']\n"
        "run()\n"
        "print(' '.join(sorted(set(sys.modules) - before)))\n"
    )
    copy = b"President Volodymyr Zelensky met Antony Blinken in the capital.\n"
    for _ in range(2):  # the first run compiles the rules
        ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, input=copy, capture_output=True, check=True)
    loaded = set(ran.stdout.decode().split())
    assert "lint.formats.text" in loaded
    slow = {
        "lint.compiler.compile", "lint.compiler.rulefile", "lint.compiler.schema", "lint.compiler.shapes",
        "lint.formats.html", "lint.formats.markdown",
        "click", "yaml", "re2", "rapidfuzz", "unidecode", "pyromark", "json", "difflib", "concurrent.futures",
        "multiprocessing", "typing",
        "dataclasses", "pathlib", "glob", "fnmatch", "importlib.resources", "importlib.metadata", "hashlib", "socket",
    }  # fmt: skip
    assert loaded & slow == set()


def test_a_run_for_listed_forms_loads_nothing_that_is_about_names(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("- {write: Kyiv, instead-of: [Kiev]}\n", "utf-8")
    (tmp_path / "a.txt").write_text("From Kiev by rail.\n", "utf-8")
    script = (
        "import sys\n"
        "from lint.__main__ import run\n"
        "listed = ['--no-packs', '--select=name-variant,house-term', '--rules=own.yaml']\n"
        "sys.argv = ['onym', 'check', '-q', *listed, 'a.txt']\n"
        "run()\n"
        "print(' '.join(sorted(sys.modules)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(2):  # the first run compiles the rules
        ran = subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=True
        )
    found, loaded = ran.stdout.decode().splitlines()
    assert "write “Kyiv” for “Kiev”" in found
    modules = {
        "lint.known.house",
        "lint.known.recogniser",
        "lint.known.mentions",
        "lint.known.wording",
        "lint.names.headword",
        "lint.unlisted.discovery",
    }
    assert modules & set(loaded.split()) == set()


LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


@pytest.mark.skipif(not LINT_IMPORTS.exists(), reason="import-linter is not installed")
def test_imports_point_one_way() -> None:
    ran = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
