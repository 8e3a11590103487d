"""The hooks and the wheel: what others install finds its rules and does its work in their repositories."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from lint import __version__

ROOT = Path(__file__).parent.parent
FAULTY = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"
MENDED = "President Volodymyr Zelensky met Antony Blinken in the capital.\n"
FILES = {"a.txt": "{}", "b.md": "# Talks\n\n{}", "c.html": "<p lang=en>{}</p>\n"}
OTHERS = {"code.py": "# {}", "data.json": '"{}"', "archive/old.txt": "{}"}
PACKAGE = (
    "lint",
    "rules",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "docs/onym.1",
    ".pre-commit-hooks.yaml",
)
IN_PROJECT = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}


def run(*command: object, cwd: Path, code: int | None = 0) -> str:
    ran = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=IN_PROJECT, capture_output=True, text=True, check=False
    )
    output = ran.stdout + ran.stderr
    if code is not None:
        assert ran.returncode == code, output
    return output


def git(*arguments: object, cwd: Path) -> str:
    author = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main")
    return run("git", *author, *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with nothing in it but what is published."""
    place = tmp_path_factory.mktemp("source")
    for name in PACKAGE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (place / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, place / name)
    return place


def is_index_reachable() -> bool:
    command = [sys.executable, "-m", "pip", "index", "versions", "hatchling", "--timeout", "10", "--retries", "0"]
    return subprocess.run(command, env=IN_PROJECT, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def index() -> None:
    """Skip where pip reaches no package index: environments cannot be made there."""
    if not is_index_reachable():
        pytest.skip("pip reaches no package index")


def environment(place: Path, *packages: object) -> Path:
    run(sys.executable, "-m", "venv", place, cwd=place.parent)
    run(place / "bin" / "python", "-m", "pip", "install", "--quiet", *packages, cwd=place.parent)
    return place / "bin" / "onym"


@pytest.fixture(scope="module")
def wheel(index: None, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, source, cwd=place)
    (built,) = place.glob("*.whl")
    return built


def lives(command: Path, desk: Path) -> None:
    """Prove that an installed program finds its rules and does its work in a folder of its own."""
    (desk / "a.txt").write_text(FAULTY, "utf-8")
    run(command, "fix", "--diff", ".", cwd=desk, code=1)
    run(command, "fix", ".", cwd=desk)
    assert (desk / "a.txt").read_text("utf-8") == MENDED
    assert "0 wrong" in run(command, "rules", "test", cwd=desk)
    assert "Володимир" in run(command, "explain", "volodymyr-zelensky", cwd=desk)


@pytest.mark.slow
def test_the_wheel_carries_program_and_rules_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    compiled = {name for name in names if name.startswith("lint/compiled/")}
    assert all(name.endswith(".bin") for name in compiled)
    assert {"lint/compiled/catalogue.bin", "lint/compiled/style-default.yaml.bin"} < compiled
    wanted = {
        f"lint/{path.relative_to(ROOT / folder) if folder == 'lint' else path.relative_to(ROOT)}"
        for folder in ("lint", "rules")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names - compiled == wanted | {f"onym-{__version__}.data/data/share/man/man1/onym.1"}


@pytest.mark.slow
def test_the_wheel_works_in_an_environment_of_its_own(
    wheel: Path, desk: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    command = environment(tmp_path_factory.mktemp("fresh") / "venv", wheel)
    lives(command, desk)
    uses_the_rules_it_brought(command, desk)


def uses_the_rules_it_brought(command: Path, desk: Path) -> None:
    """Prove that a run that can keep nothing compiles nothing, until somebody changes a rule of the installation."""
    script = (
        "import sys\n"
        "from lint.__main__ import run\n"
        "run()\n"
        "print(sorted({'yaml', 'lint.compiler.compile', 'lint.compiler.schema'} & set(sys.modules)))\n"
        "import lint\n"
        "print(lint.__path__[0])\n"
    )
    (desk / "a.txt").write_text(FAULTY, "utf-8")
    (desk / "file").write_text("", "utf-8")
    asked = ("env", f"ONYM_CACHE_DIR={desk / 'file' / 'cache'}", command.with_name("python"), "-c", script)
    *found, loaded, place = run(*asked, "check", "--output-format=concise", "a.txt", cwd=desk).splitlines()
    assert len(found) == 2
    assert loaded == "[]"
    names = Path(place) / "rules" / "names" / "ukraine.yaml"
    names.write_text(names.read_text("utf-8").replace("Volodymyr Zelensky", "Volodymyr Zelenskyy"), "utf-8")
    *found, loaded, _ = run(*asked, "check", "--output-format=concise", "a.txt", cwd=desk).splitlines()
    assert "write “Zelenskyy”" in found[0]
    assert "lint.compiler.compile" in loaded


@pytest.mark.slow
def test_an_editable_install_works(
    index: None, source: Path, desk: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lives(environment(tmp_path_factory.mktemp("editable") / "venv", "--editable", source), desk)


def test_the_hooks_take_the_files_that_the_formats_read() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert set(hooks) == {"onym", "onym-fix"}
    for hook in hooks.values():
        named = ("a.txt", "a.md", "a.HTML", "a.xhtml", "a.docx", "sub/a.odt")
        assert all(re.search(hook["files"], name) for name in named)
        assert not any(re.search(hook["files"], name) for name in ("a.py", "a.json", "a.docm", "html", "a.html.j2"))
        assert hook["language"] == "python"
        assert "--force-exclude" in hook["entry"]


@pytest.fixture
def repository(desk: Path) -> Path:
    """A repository with a faulty file of each format, and files that are none of our business."""
    git("init", "-q", cwd=desk)
    for name, form in {**FILES, **OTHERS}.items():
        (desk / name).parent.mkdir(exist_ok=True)
        (desk / name).write_text(form.format(FAULTY), "utf-8")
    (desk / "onym.yaml").write_text("exclude: [archive/]\n", "utf-8")
    git("add", ".", cwd=desk)
    return desk


@pytest.fixture(scope="module")
def published(index: None, source: Path) -> Path:
    """What others name in their configuration: a repository with the hooks."""
    git("init", "-q", cwd=source)
    git("add", ".", cwd=source)
    git("commit", "-q", "-m", "hooks", cwd=source)
    return source


@pytest.fixture
def pre_commit(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, with environments of its own; skip where it is not installed."""
    command = Path(sys.executable).with_name("pre-commit")
    if not command.exists():
        pytest.skip("pre-commit is not installed")
    monkeypatch.setitem(IN_PROJECT, "PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("pre-commit")))
    return command


@pytest.mark.slow
@pytest.mark.parametrize("identity", ["onym", "onym-fix"])
def test_anybody_can_try_the_hooks(identity: str, published: Path, repository: Path, pre_commit: Path) -> None:
    said = run(pre_commit, "try-repo", published, identity, "--all-files", cwd=repository, code=1)
    mended = identity == "onym-fix"
    assert ("files were modified by this hook" in said) is mended
    for name, form in FILES.items():
        assert (repository / name).read_text("utf-8") == form.format(MENDED if mended else FAULTY)


@pytest.mark.slow
def test_the_hooks_check_and_mend_what_is_committed(
    published: Path,
    repository: Path,
    pre_commit: Path,
) -> None:
    before = {name: (repository / name).read_text("utf-8") for name in (*FILES, *OTHERS)}

    hooks = [{"id": "onym"}, {"id": "onym-fix"}]
    revision = git("rev-parse", "HEAD", cwd=published).strip()
    named = {"repos": [{"repo": str(published), "rev": revision, "hooks": hooks}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(named), "utf-8")
    git("add", ".", cwd=repository)
    hook = (pre_commit, "run")

    said = run(*hook, "onym", "--all-files", cwd=repository, code=1)
    for name in FILES:
        assert f"{name}:" in said
    assert "old.txt" not in said
    assert {name: (repository / name).read_text("utf-8") for name in before} == before

    said = run(*hook, "onym-fix", "--all-files", cwd=repository, code=1)
    assert "files were modified by this hook" in said
    for name, form in FILES.items():
        assert (repository / name).read_text("utf-8") == form.format(MENDED)
    for name in OTHERS:
        assert (repository / name).read_text("utf-8") == before[name]

    git("add", ".", cwd=repository)
    for identity in ("onym", "onym-fix"):
        assert "Passed" in run(*hook, identity, "--all-files", cwd=repository)
