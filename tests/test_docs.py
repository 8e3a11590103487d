"""README and the pages: what they show is what the program does, and what the program has they name."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
import yaml

from lint import checks, cli, config, formats, importers, packs, reporters
from lint.compiler import shapes
from lint.compiler.compile import _raw
from lint.compiler.rulefile import read_file
from lint.compiler.schema import decode
from lint.engine import Engine
from lint.names.paradigms import analyses, compile_paradigms, inflect
from lint.names.romanisation import romanise
from lint.names.systems import compile_system
from lint.packs import Packs
from lint.proof import prove

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


console = _script("console")
PAGES: dict[str, str] = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in console.PAGES}
LINKED: dict[str, str] = {
    str(path.relative_to(ROOT)): path.read_text("utf-8")
    for path in (*console.PAGES, ROOT / "CHANGELOG.md", *sorted((DOCS / "checks").glob("*.md")))
}
ALL = "\n".join(PAGES.values())
BLOCKS = [(page, block) for page, text in PAGES.items() for block in console.blocks(text)]


# --- what is shown is run ---


@pytest.mark.skipif(sys.platform == "win32", reason="the sessions are of a POSIX shell")
@pytest.mark.parametrize("page", PAGES)
def test_sessions_print_what_the_page_shows(page: str) -> None:
    assert console.played(PAGES[page], os.environ["ONYM_CACHE_DIR"]) == PAGES[page], "run docs/console.py"


@pytest.mark.parametrize("script", ["generate.py", "picture.py"])
def test_written_pages_are_fresh(script: str) -> None:
    ran = subprocess.run(
        [sys.executable, str(DOCS / script), "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


def test_a_stale_session_is_noticed() -> None:
    page = "# A page\n\n```console\n$ onym --version\nonym, version 0\n```\n"
    assert console.played(page, os.environ["ONYM_CACHE_DIR"]) != page


def test_a_command_that_breaks_down_is_never_shown() -> None:
    with pytest.raises(RuntimeError, match="breaks down"):
        console.played("```console\n$ python -c 'import nothing_such'\n```\n")


@pytest.mark.parametrize(
    ("page", "block"),
    [pytest.param(p, b, id=f"{p}:{b.start}") for p, b in BLOCKS if b.language not in ("text", "markdown")],
)
def test_a_block_is_run_or_says_why_not(page: str, block: Any) -> None:
    assert block.language, "a block has a language"
    if block.language == "console":
        assert any(line.startswith("$ ") for line in block.text.split("\n"))
    else:
        assert block.file or block.reason


def _commands() -> Iterator[tuple[str, str]]:
    """Yield every onym command that a page shows, with the page."""
    for page, block in BLOCKS:
        if block.language == "console":
            lines = [line[2:] for line in block.text.split("\n") if line.startswith("$ ")]
        elif block.language == "sh":
            lines = block.text.split("\n")
        elif block.file and block.file.startswith(".github/"):
            steps = (step for job in yaml.safe_load(block.text)["jobs"].values() for step in job["steps"])
            lines = [step["run"] for step in steps if "run" in step]
        else:
            continue
        for line in lines:
            for command in re.split(r"\||;|&&|>", line.partition("  # ")[0]):
                if command.split()[:1] == ["onym"]:
                    yield page, command.strip()
    for page, text in PAGES.items():
        for inline in re.findall(r"`(onym [^`\n]*)`", text):
            if not re.search(r"[A-Z]{2}", inline):  # FILE and ID stand for something
                yield page, inline.partition(" > ")[0]


@pytest.mark.parametrize(("page", "line"), sorted(set(_commands())))
def test_a_command_shown_can_be_typed(page: str, line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = cli.onym
    context = click.Context(command, info_name="onym")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words.pop(0))
        assert found is not None, f"{line}: there is no such command"
        command, context = found, click.Context(found, parent=context)
    command.make_parser(context).parse_args(words)  # raises for an option that is not there


# --- files that the pages give ---


@lru_cache(maxsize=1)
def _shipped_ids() -> frozenset[str]:
    catalogues = Packs().catalogues
    return frozenset([n.id for c in catalogues for n in c.names] + [t["id"] for c in catalogues for t in c.terms])


def _engine_of(path: Path) -> None:
    loaded = config.load(str(path))
    engine = Engine(loaded)
    own = {name.id for catalogue in engine.packs.catalogues for name in catalogue.names}
    assert engine.packs.broken == []
    style = loaded.style
    assert {*style.prefer, *style.accept, *style.write} <= _shipped_ids() | own


def _system(path: Path) -> None:
    raw, broken = _raw([str(path)])
    table = compile_system(raw[str(path)])
    assert broken == []
    for native, target, form in raw[str(path)]["examples"]:
        assert romanise(native, table, target) == form


def _inflection(path: Path) -> None:
    raw, broken = _raw([str(path)])
    table = compile_paradigms(raw[str(path)])
    assert broken == []
    for lemma, case, form in raw[str(path)]["examples"]:
        cells = [cell for found, cell in analyses(form, table) if found == lemma and cell.case == case]
        assert cells
        assert inflect(lemma, cells[0], table) == form


def _style(path: Path) -> None:
    node, problems = read_file(str(path))
    assert node is not None
    assert [*problems, *decode(node, shapes.STYLE, str(path))[1]] == []


def _hooks(path: Path) -> None:
    ours = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    shown = {hook["id"] for repo in yaml.safe_load(path.read_text("utf-8"))["repos"] for hook in repo["hooks"]}
    assert shown == ours


def _workflow(path: Path) -> None:
    raw = yaml.safe_load(path.read_text("utf-8"))
    assert all("uses" in step or "run" in step for job in raw["jobs"].values() for step in job["steps"])


def _rules(path: Path) -> None:
    pack = Packs([str(path)])
    assert pack.catalogues[0].names or pack.catalogues[0].terms
    assert pack.broken == []
    assert prove([str(path)]).failures == ()


def _included(path: Path) -> None:
    assert (ROOT / yaml.safe_load(path.read_text("utf-8"))["include"]).is_file()


def _carried(path: Path) -> None:
    assert importers.carry(str(path)).records


def _judge(path: Path, file: str) -> Any:
    if path.name in ("onym.yaml", "pyproject.toml"):
        return _engine_of
    for start, judge in (
        ("rules/systems/", _system), ("rules/inflection/", _inflection), ("styles/", _style),
        (".pre-commit", _hooks), (".github/", _workflow), (".gitlab-ci", _included), ("prh", _carried),
    ):  # fmt: skip
        if file.startswith(start):
            return judge
    return _rules


@pytest.mark.parametrize(
    ("page", "file", "broken"),
    [
        pytest.param(page, block.file, block.broken, id=f"{page}:{block.file}")
        for page, block in BLOCKS
        if block.file and block.language in ("yaml", "toml")
    ],
)
def test_a_file_shown_can_be_used(page: str, file: str, broken: bool, tmp_path: Path) -> None:
    console.lay(PAGES[page], tmp_path / "desk")
    path = tmp_path / "desk" / file
    judge = _judge(path, file)
    if broken:
        with pytest.raises((AssertionError, config.ConfigError)):
            judge(path)
    else:
        judge(path)


# --- links ---


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _prose(page: str) -> str:
    """Return a page without its blocks and its code."""
    lines = page.split("\n")
    for block in reversed(list(console.blocks(page))):
        del lines[block.start - 1 : block.end + 1]
    return re.sub(r"`[^`\n]+`", "", "\n".join(lines))


@pytest.mark.parametrize("page", LINKED)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", _prose(LINKED[page])):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        path = (ROOT / page).parent / file if file else ROOT / page
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
            assert anchor in map(_slug, headings), target


# --- what the program has, the pages name ---


def _leaves(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, below in command.commands.items():
            yield from _leaves(below, f"{name} {part}")
    else:
        yield name, command


COMMANDS = dict(_leaves(cli.onym, "onym"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", ALL)
    options = (option for part in COMMANDS[name].params for option in part.opts if isinstance(part, click.Option))
    missing = [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", ALL)]
    assert missing == []


def _documented(page: str) -> set[str]:
    """Return the code words in the first columns of the tables of a page."""
    rows = re.findall(r"^\| (`[^|]+) \|", PAGES[page], re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("docs/configuration.md", shapes.CONFIG.fields),
        ("docs/configuration.md", {option for options in shapes.CHECKS.values() for option in options}),
        ("docs/configuration.md", [Path(path).stem for path in packs.shipped("styles")]),
        ("docs/rules.md", shapes.NAME.fields),
        ("docs/rules.md", shapes.TERM.fields),
        ("docs/output.md", reporters.REPORTERS),
        ("docs/formats/README.md", formats.MODULES),
    ],
)
def test_every_key_is_documented(page: str, wanted: Mapping[str, object]) -> None:
    assert set(wanted) <= _documented(page)


def test_every_key_of_a_finding_is_documented() -> None:
    from lint.reporters import json as module

    source = Path(module.__file__ or "").read_text("utf-8")
    keys = set(re.findall(r'^        "(\w+)":', source, re.MULTILINE)) | set(formats.Place._fields)
    assert keys - _documented("docs/output.md") - {"edits", "title", "safety"} == set()


def test_defaults_of_options_are_those_of_the_checks() -> None:
    page = PAGES["docs/configuration.md"]
    rows = re.findall(r"^\| `(\w+)` \| \[([\w-]+)\][^|]*\|[^|]*\| `(\w+)` \|", page, re.MULTILINE)
    assert len(rows) == sum(map(len, shapes.CHECKS.values()))
    for option, check, default in rows:
        assert str(getattr(checks.named(check).Options(), option)).lower() == default


def test_readme_says_what_there_is() -> None:
    missing = PAGES["README.md"].partition("## What it does not do yet")[2]
    without_table = set(re.findall(r"`([a-z]{2})`", missing))
    assert without_table
    assert without_table & set(packs.languages("systems")) == set()
    assert set(re.findall(r"`(\.\w+)`", missing)) <= set(formats.MODULES)
    assert {module for suffix, module in formats.MODULES.items() if suffix in missing} == set(formats.MODULES.values())


def test_every_check_is_in_the_changelog() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert [check for check in checks.IDS if check not in changes] == []


def test_architecture_names_every_module() -> None:
    tree = PAGES["docs/architecture.md"]
    drawn = [ROOT / "lint", *(ROOT / "lint" / room for room in ("compiler", "known", "unlisted"))]
    names = {path.name for place in drawn for path in place.glob("*.py") if path.stem != "__init__"}
    rooms = {f"{path.name}/" for path in (ROOT / "lint").iterdir() if (path / "__init__.py").exists()}
    assert [name for name in sorted(names | rooms) if not re.search(rf"(?<![\w.]){re.escape(name)}", tree)] == []
    named = set(re.findall(r"\b(\w+\.py)\b", tree.partition("```text")[2].partition("```")[0]))
    assert named - names - {"generate.py", "console.py", "picture.py"} == set()


def test_recipes_are_short() -> None:
    recipes = re.findall(r"^## Recipe: [^\n]+\n(.*?)(?=^## )", PAGES["CONTRIBUTING.md"], re.MULTILINE | re.DOTALL)
    assert len(recipes) == 3
    assert all(len(re.findall(r"^\d+\.", recipe, re.MULTILINE)) <= 10 for recipe in recipes)
