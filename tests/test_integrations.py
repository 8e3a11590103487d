"""Recipes for others' machines: what of them can be run here is run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FAULTY = "President Volodymyr Selenskyj met the Nato allies in the capital.\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A machine on which pip does nothing and onym is this one."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, line in {"onym": f'exec {sys.executable} -m lint "$@"', "python3": "exit 0"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n")
        (programs / name).chmod(0o755)
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "a.txt").write_text(FAULTY, "utf-8")
    known = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    return known | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def bash(script: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "code", "lines", "summary"),
    [
        ({}, 1, 2, True),
        ({"paths": "copy programs"}, 1, 2, True),
        ({"summary": "false"}, 1, 2, False),
        ({"paths": "programs"}, 0, 0, True),
    ],
)
def test_github_action(
    said: dict[str, str],
    code: int,
    lines: int,
    summary: bool,
    tmp_path: Path,
    environment: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    action = yaml.safe_load((ROOT / "integrations/github/action.yml").read_text("utf-8"))
    inputs = {name: told["default"] for name, told in action["inputs"].items()} | said
    page = tmp_path_factory.mktemp("summary") / "summary.md"
    for step in action["runs"]["steps"]:
        own = {key: inputs[value.removeprefix("${{ inputs.").removesuffix(" }}")] for key, value in step["env"].items()}
        ran = bash(step["run"], tmp_path, environment | own | {"GITHUB_STEP_SUMMARY": str(page)})
    assert (ran.returncode, ran.stdout.count("::")) == (code, 2 * lines), ran.stderr
    assert page.exists() == summary
    if summary and lines:
        assert "| Selenskyj |" in page.read_text("utf-8")


@pytest.mark.slow
def test_gitlab_template(tmp_path: Path, environment: dict[str, str]) -> None:
    job = yaml.safe_load((ROOT / "integrations/gitlab.yml").read_text("utf-8"))["onym"]
    script = "\n".join([*job["before_script"], *job["script"]])
    assert bash(script, tmp_path, environment | job["variables"]).returncode == 1
    issues = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert [issue["location"]["path"] for issue in issues] == ["copy/a.txt"] * 2


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_the_extension_for_vs_code_is_sound_and_can_be_packaged(tmp_path: Path) -> None:
    folder = tmp_path / "vscode"
    shutil.copytree(
        ROOT / "editors" / "vscode", folder, ignore=shutil.ignore_patterns("node_modules", "dist", "*.vsix")
    )
    installed = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True)
    if installed.returncode:
        pytest.skip(f"npm could not install what the extension is built with: {installed.stderr[-200:]}")
    packaged = subprocess.run(["npm", "run", "package"], cwd=folder, capture_output=True, text=True)
    assert packaged.returncode == 0, packaged.stdout + packaged.stderr
    assert (folder / "onym.vsix").stat().st_size > 10_000
