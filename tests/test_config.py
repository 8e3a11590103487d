"""Configuration: the nearest file holds, what it extends lies below it, and every fault is told with its place."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from lint import config
from lint.config import ConfigError
from lint.run import Runner, Settings

KNOWN = "--select=name-variant"
COPY = "President Volodymyr Selenskyj met Anthony Blinken in the capital.\n"


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def faults(path: str, style: str | None = None) -> list[tuple[int, int, str]]:
    with pytest.raises(ConfigError) as caught:
        config.load(path, style)
    assert {fault.path for fault in caught.value.broken} == {path}
    return [(fault.line, fault.column, fault.message) for fault in caught.value.broken]


def test_the_nearest_configuration_holds_up_to_the_repository(desk: Path) -> None:
    top = write(desk / "onym.yaml", "")
    inner = write(desk / "sub" / ".onym.yaml", "")
    (desk / "sub" / "deep").mkdir()
    (desk / "other" / ".git").mkdir(parents=True)
    assert config.find(str(desk)) == top
    assert config.find(str(desk / "sub" / "deep")) == inner
    assert config.find(str(desk / "sub" / "missing")) == inner
    assert config.find(str(desk / "other")) is None


def test_names_of_the_file_in_their_order(desk: Path) -> None:
    table = write(desk / "pyproject.toml", "[tool.onym]\n")
    assert config.find(".") == table
    hidden = write(desk / ".onym.yaml", "")
    assert config.find(".") == hidden
    plain = write(desk / "onym.yaml", "")
    assert config.find(".") == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[tool.onym]\n", True),
        ("[project]\n[ tool . onym ]\n", True),
        ("[tool.onym.checks]\n", True),
        ("[tool.onymous]\n", False),
        ("[tool.other]\nonym = 1\n", False),
        ("# [tool.onym]\n", False),
    ],
)
def test_a_pyproject_counts_when_it_has_our_table(desk: Path, text: str, found: bool) -> None:
    path = write(desk / "pyproject.toml", text)
    assert config.find(".") == (path if found else None)


def test_pyproject_says_what_yaml_says(desk: Path) -> None:
    toml = write(
        desk / "pyproject.toml",
        '[project]\nname = "x"\n\n[tool.onym]\nlanguage = "de"\npacks = false\nallow = ["Jermak"]\nquotes = "ask"\n'
        '[tool.onym.checks]\nletter-case = "off"\nrepeated-text = {level = "info", least = 20}\n',
    )
    yaml = write(
        desk / "onym.yaml",
        "language: de\npacks: false\nallow: [Jermak]\nquotes: ask\n"
        "checks: {letter-case: off, repeated-text: {level: info, least: 20}}\n",
    )
    assert config.load(toml)._replace(path=None) == config.load(yaml)._replace(path=None)
    assert config.load(toml).style.checks["repeated-text"] == {"level": "info", "least": 20}


def test_the_nearest_configuration_of_each_file_holds(onym: Any, desk: Path) -> None:
    write(desk / "a.txt", COPY)
    write(desk / "sub" / "b.txt", COPY)
    write(desk / "sub" / "onym.yaml", "allow: [Selenskyj]\n")
    write(desk / "wire" / "c.txt", COPY)
    write(desk / "wire" / "pyproject.toml", '[tool.onym]\nextends = "wire-en"\n')
    found = onym("check", KNOWN, ".", "--output-format=json").report["findings"]
    assert {(finding["path"], finding["fix"]["edits"][0]["text"]) for finding in found} == {
        ("a.txt", "Zelensky"),
        ("a.txt", "Antony"),
        ("sub/b.txt", "Antony"),
        ("wire/c.txt", "Zelenskyy"),
        ("wire/c.txt", "Antony"),
    }


def test_a_named_configuration_holds_for_every_file(onym: Any, desk: Path) -> None:
    write(desk / "sub" / "a.txt", COPY)
    write(desk / "sub" / "onym.yaml", "allow: [Selenskyj, Anthony]\n")
    other = write(desk / "other.yaml", "allow: [Anthony]\n")
    found = onym("check", KNOWN, ".", f"--config={other}", "--output-format=json").report["findings"]
    assert [finding["text"] for finding in found] == ["Selenskyj"]


def test_allow_is_never_reported(onym: Any, desk: Path) -> None:
    write(desk / "onym.yaml", "allow: [Selenskyj, Anthony]\n")
    assert onym("check", KNOWN, "-", stdin=COPY.encode()).code == 0
    assert onym("check", KNOWN, "-", stdin=COPY.replace("Selenskyj", "Selensky").encode()).code == 1


def test_levels_of_checks(onym: Any, desk: Path) -> None:
    for said, severity in (("info", "info"), ("{level: warning}", "warning"), ("{near: false}", "error")):
        write(desk / "onym.yaml", f"checks: {{name-variant: {said}}}\n")
        ran = onym("check", KNOWN, "-", "--output-format=json", stdin=COPY.encode())
        assert {finding["severity"] for finding in ran.report["findings"]} == {severity}


def test_options_of_a_check_reach_it(onym: Any, desk: Path) -> None:
    write(desk / "own.yaml", "- native: {uk: Володимир Зеленський}\n")
    slip = b"President Volodymyr Zelensky arrived. Later President Volodymyr Zelenzky spoke.\n"
    for near, code in (("true", 1), ("false", 0)):
        write(desk / "onym.yaml", f"rules: own.yaml\nchecks: {{name-variant: {{near: {near}}}}}\n")
        assert onym("check", KNOWN, "--no-packs", "--language=en", "-", stdin=slip).code == code


def test_encoding_of_files_that_do_not_say(onym: Any, desk: Path) -> None:
    data = ("Café: " + COPY).encode("cp1252")
    assert onym("fix", KNOWN, "-", stdin=data)[:2] == (2, data)
    write(desk / "onym.yaml", "encoding: windows-1252\n")
    ran = onym("fix", KNOWN, "-", stdin=data)
    assert (ran.code, ran.out) == (0, data.replace(b"Selenskyj", b"Zelensky").replace(b"Anthony", b"Antony"))
    write(desk / "onym.yaml", "encoding: klingon\n")
    ran = onym("fix", KNOWN, "-", stdin=data)
    assert (ran.code, ran.out) == (2, data)
    assert "no encoding is called 'klingon'" in ran.err


CHOSEN = "President Volodymyr Selenskyj"


@pytest.mark.parametrize("choice", ["columns: [note]", "columns: note", "columns: {'2': caption}"])
def test_columns_of_tables_are_chosen(desk: Path, onym: Any, choice: str) -> None:
    write(desk / "onym.yaml", f"{choice}\nlanguage: en\n")
    row = f"{CHOSEN},{CHOSEN}\n"
    write(desk / "a.csv", f"headline,note\n{row}")
    found = onym("check", "a.csv", "--output-format=json", KNOWN).report["findings"]
    assert [(each["line"], each["column"]) for each in found] == [(2, row.rindex("Selenskyj") + 1)]


@pytest.mark.parametrize("choice", ["values: b", "values: [$.x, '$.a[*].b']", "values: {'$.a[1].b': headline}"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_values_of_json_are_chosen(desk: Path, onym: Any, choice: str, name: str) -> None:
    write(desk / "onym.yaml", f"{choice}\nlanguage: en\n")
    line = f'{{"text": "{CHOSEN}", "a": [1, {{"b": "{CHOSEN}"}}]}}\n'
    write(desk / name, line)
    found = onym("check", name, "--output-format=json", KNOWN).report["findings"]
    assert [each["column"] for each in found] == [line.rindex("Selenskyj") + 1]


def test_styles_are_laid_over_one_another(desk: Path) -> None:
    write(desk / "base.yaml", "extends: default\nquotes: ask\nchecks: {letter-case: error, repeated-text: off}\n")
    write(desk / "house" / "desk.yaml", "extends: ../base.yaml\nchecks: {letter-case: {wander: false}}\n")
    path = write(desk / "onym.yaml", "extends: [wire-en, house/desk.yaml]\nchecks: {repeated-text: info}\n")
    style = config.load(path).style
    assert style.quotes == "ask"
    assert style.prefer["volodymyr-zelensky"] == {"en": "Volodymyr Zelenskyy"}
    assert style.checks["letter-case"] == {"level": "error", "wander": False}
    assert style.checks["repeated-text"] == {"level": "info"}
    assert style.checks["name-variant"] == {"level": "error"}


def test_what_two_styles_build_on_is_laid_once(desk: Path) -> None:
    write(desk / "base.yaml", "extends: default\nquotes: ask\n")
    write(desk / "one.yaml", "extends: base.yaml\nquotes: fix\nchecks: {name-variant: info}\n")
    write(desk / "two.yaml", "extends: base.yaml\nforms: consistent\n")
    path = write(desk / "onym.yaml", "extends: [one.yaml, two.yaml]\noverrides: [{paths: a, extends: two.yaml}]\n")
    for overrides in ((), (0,)):
        style = config.load(path, overrides=overrides).style
        assert (style.quotes, style.forms, style.checks["name-variant"]["level"]) == ("fix", "consistent", "info")
    named = write(desk / "named.yaml", "extends: [one.yaml, base.yaml]\n")
    assert config.load(named).style.quotes == "ask"


def test_a_style_on_the_command_line_takes_the_place_of_those_in_the_file(desk: Path) -> None:
    write(desk / "base.yaml", "quotes: ask\n")
    path = write(desk / "onym.yaml", "extends: base.yaml\nforms: consistent\n")
    assert config.load(path).style.quotes == "ask"
    style = config.load(path, "wire-en").style
    assert (style.quotes, style.forms) == ("fix", "consistent")


def test_no_file_means_the_default_style(desk: Path) -> None:
    loaded = config.load(None)
    assert (loaded.path, loaded.root, loaded.packs) == (None, os.getcwd(), True)
    assert loaded.style.checks["name-variant"] == {"level": "error"}
    assert config.load(write(desk / "onym.yaml", "")).style == loaded.style


def test_rules_are_patterns_below_the_file(desk: Path) -> None:
    for name in ("rules/b.yaml", "rules/a.yaml", "rules/deep/c.yaml"):
        write(desk / name, "[]\n")
    path = write(desk / "onym.yaml", "rules: ['rules/**/*.yaml']\n")
    assert [os.path.relpath(rule) for rule in config.load(path).rules] == [
        "rules/a.yaml", "rules/b.yaml", "rules/deep/c.yaml",
    ]  # fmt: skip


def test_names_and_terms_may_be_said_in_the_configuration(onym: Any, desk: Path) -> None:
    write(desk / "onym.yaml", "names:\n  - native: {uk: Василь Стус}\n    wrong: [{given: Basil}]\n")
    ran = onym("check", KNOWN, "--language=en", "-", "--output-format=json", stdin=b"A poem by Basil Stus.\n")
    assert (ran.code, ran.found) == (1, [("Basil", "Vasyl")])


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("nonsense: 1\n", 1, 1, "unknown key 'nonsense'"),
        ("style: wire-de\n", 1, 1, "unknown key 'style': did you mean 'extends'?"),
        ("select: [name-variant]\n", 1, 1, "unknown key 'select': did you mean 'checks'?"),
        ("languages: de\n", 1, 1, "did you mean 'language'?"),
        ("language: de\nlanguage: fr\n", 2, 1, "stands twice"),
        ("checks: {name-varian: off}\n", 1, 10, "did you mean 'name-variant'?"),
        ("checks: {name-variant: loud}\n", 1, 24, "'loud'"),
        ("checks: {repeated-text: {similar: 101}}\n", 1, 35, "from 0 to 100"),
        ("checks:\n  - name-variant\n", 2, 3, "expected a mapping"),
        ("packs: maybe\n", 1, 8, "'maybe'"),
        ("values: ['$.a[x]']\n", 1, 10, "expected a key, or a path from the root"),
        ("columns: {a: titel}\n", 1, 14, "'titel'"),
        ("- a list\n", 1, 1, "expected a mapping"),
        ("extends: nosuch\n", 1, 10, "there is no style 'nosuch'"),
        ("extends: nosuch.yaml\n", 1, 10, "there is no style 'nosuch.yaml'"),
        ("extends: [default, ../outside.yaml]\n", 1, 20, "lies outside the project"),
        ("extends: /etc/outside.yaml\n", 1, 10, "lies outside the project"),
        ("extends: python:nosuch_package/a.yaml\n", 1, 10, "no package 'nosuch_package' is installed"),
        ("extends: python:lint/nosuch.yaml\n", 1, 10, "the package 'lint' has no file nosuch.yaml"),
        ("extends: python:lint/../rules/styles/fr.yaml\n", 1, 10, "lies outside the package"),
        ("extends: python:lint.names/a.yaml\n", 1, 10, "names no file of a package"),
        ("extends: python:lint\n", 1, 10, "names no file of a package"),
        ("rules: nosuch.yaml\n", 1, 8, "nosuch.yaml matches no file"),
        ("rules: ['nosuch/*.yaml']\n", 1, 9, "nosuch/*.yaml matches no file"),
        ("overrides: {paths: a}\n", 1, 12, "expected a list, found a mapping"),
        ("overrides:\n  - language: de\n", 2, 5, "the key 'paths' is missing from this override"),
        ("overrides: [{paths: []}]\n", 1, 21, "expected at least 1 items"),
        ("overrides: [{paths: a, langauge: de}]\n", 1, 24, "did you mean 'language'?"),
        ("overrides: [{paths: a, rules: b.yaml}]\n", 1, 24, "unknown key 'rules'"),
        ("overrides: [{paths: a}, {paths: b, extends: [fr, nosuch]}]\n", 1, 50, "there is no style 'nosuch'"),
        ("overrides: [{paths: a, checks: {near: off}}]\n", 1, 33, "unknown key 'near'"),
        ("baselin: a.json\n", 1, 1, "did you mean 'baseline'?"),
        ("a: [\n", 1, 4, "is not closed"),
    ],
)
def test_a_fault_is_told_with_its_place(desk: Path, text: str, line: int, column: int, words: str) -> None:
    ((found_line, found_column, message),) = faults(write(desk / "onym.yaml", text))
    assert words in message
    assert (found_line, found_column) == (line, column)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[tool.onym]\nlanguage = "de\n', 2, "not valid TOML"),
        ("[tool.onym]\npacks = true\nnonsense = 1\n", 3, "unknown key 'nonsense'"),
        ("[tool.onym]\n[tool.onym.checks]\nname-variant = 'loud'\n", 3, "'loud'"),
        ("[tool.onym]\nrules = " + "[" * 100_000, 1, "nest too deep"),
        ("[tool.onym]\nlanguage = 1979-05-27\n", 2, "1979-05-27"),
        ("[tool.other]\n", 1, "there is no table [tool.onym]"),
        ("tool = 3\n", 1, "there is no table [tool.onym]"),
        (
            "[tool.onym]\n[[tool.onym.overrides]]\npaths = 'a'\n[[tool.onym.overrides]]\nquotes = 'ask'\n",
            4,
            "'paths' is missing",
        ),
        (
            "[tool.onym]\n[[tool.onym.overrides]]\npaths = 'a'\n[[tool.onym.overrides]]\npaths = 'b'\nquotes = 1\n",
            6,
            "'1'",
        ),
        ("[[tool.onym.overrides]]\npaths = 'a'\nextends = 'nosuch'\n", 3, "there is no style 'nosuch'"),
    ],
)
def test_a_fault_in_a_pyproject_is_told_with_its_line(desk: Path, text: str, line: int, words: str) -> None:
    ((found_line, _, message),) = faults(write(desk / "pyproject.toml", text))
    assert words in message
    assert found_line == line


def test_a_style_that_extends_itself(desk: Path) -> None:
    write(desk / "a.yaml", "extends: b.yaml\n")
    write(desk / "b.yaml", "extends: a.yaml\n")
    path = write(desk / "onym.yaml", "extends: a.yaml\n")
    with pytest.raises(ConfigError, match=r"a\.yaml extends itself"):
        config.load(path)


def test_faults_of_a_style_are_told_in_the_style(desk: Path) -> None:
    write(desk / "house.yaml", "quotes: fix\nlanguage: de\n")
    path = write(desk / "onym.yaml", "extends: house.yaml\n")
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    (fault,) = caught.value.broken
    assert (fault.path, fault.line) == (str(desk / "house.yaml"), 2)


def test_a_changed_configuration_is_read_again(desk: Path) -> None:
    path = write(desk / "onym.yaml", "language: de\n")
    assert config.load(path).language == "de"
    os.utime(write(desk / "onym.yaml", "language: fr\n"), ns=(1, 1))
    assert config.load(path).language == "fr"


# What holds for some files only

HOUSE = """\
language: en
allow: [Anthony]
overrides:
  - {paths: wire/, extends: wire-en}
  - paths: ["*.de.txt", deutsch/]
    language: de
  - {paths: "wire/urgent/*", prefer: {volodymyr-zelensky: {en: Volodymyr Selensky}}, allow: []}
  - {paths: quiet/, checks: {name-variant: off, letter-case: {wander: false}}}
"""


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a.txt", {"Selenskyj": "Zelensky"}),
        ("wire/a.txt", {"Selenskyj": "Zelenskyy"}),
        ("deep/wire/er/a.txt", {"Selenskyj": "Zelenskyy"}),
        ("wires/a.txt", {"Selenskyj": "Zelensky"}),
        ("a.de.txt", {"Volodymyr": "Wolodymyr"}),
        ("deutsch/a.txt", {"Volodymyr": "Wolodymyr"}),
        ("wire/a.de.txt", {"Volodymyr": "Wolodymyr"}),
        ("wire/urgent/a.txt", {"Selenskyj": "Selensky", "Anthony": "Antony"}),
        ("quiet/a.txt", {}),
    ],
)
def test_overrides_hold_for_the_files_their_patterns_meet(
    onym: Any, desk: Path, path: str, written: dict[str, str]
) -> None:
    write(desk / "onym.yaml", HOUSE)
    write(desk / path, COPY)
    ran = onym("check", path, "--ignore=inconsistent-name", "--output-format=json")
    assert dict(ran.found) == written
    assert ran.report["errors"] == []


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_overrides_hold_file_by_file_in_one_run(onym: Any, desk: Path, jobs: str) -> None:
    write(desk / "onym.yaml", HOUSE)
    for path in ("a.txt", "wire/a.txt", "a.de.txt", "quiet/a.txt", "z.txt"):
        write(desk / path, COPY)
    found = onym("check", KNOWN, ".", jobs, "--output-format=json").report["findings"]
    assert {(each["path"], each["fix"]["edits"][0]["text"]) for each in found} == {
        ("a.txt", "Zelensky"),
        ("a.de.txt", "Wolodymyr"),
        ("wire/a.txt", "Zelenskyy"),
        ("z.txt", "Zelensky"),
        ("quiet/a.txt", "Zelensky"),  # which --select asks for
    }


def test_later_overrides_win_and_each_engine_is_made_once(desk: Path) -> None:
    write(desk / "onym.yaml", "overrides: [{paths: a*, language: de}, {paths: '*b.txt', language: fr, quotes: ask}]\n")
    runner = Runner(Settings())
    a, b, both, none = (runner.engine_for(name) for name in ("a.txt", "b.txt", "ab.txt", "c.txt"))
    said = [(each.config.language, each.config.style.quotes) for each in (a, b, both, none)]
    assert said == [("de", "fix"), ("fr", "ask"), ("fr", "ask"), (None, "fix")]
    assert runner.engine_for("aab.txt") is both
    assert runner.engine_for("d.txt") is none
    assert len({id(engine.packs) for engine in (a, b, both, none)}) == 1  # the rules are compiled once


def test_a_style_on_the_command_line_takes_the_place_of_those_of_overrides(desk: Path) -> None:
    path = write(desk / "onym.yaml", "overrides: [{paths: a, extends: wire-en, quotes: ask}]\n")
    assert config.load(path, overrides=[0]).style.prefer
    style = config.load(path, "default", overrides=[0]).style
    assert (style.prefer, style.quotes) == ({}, "ask")


def test_an_unknown_id_in_an_override_is_told_once_with_its_place(onym: Any, desk: Path) -> None:
    write(desk / "onym.yaml", "overrides:\n  - {paths: '*.md', prefer: {kyjiv: {en: Kyiv}}}\n")
    for name in ("a.md", "b.md", "c.txt"):
        write(desk / name, "Nothing here.\n")
    errors = onym("check", ".", "--output-format=json").report["errors"]
    assert [(error["path"], error["line"], error["column"]) for error in errors] == [("onym.yaml", 2, 30)]
    assert "did you mean 'kyiv'?" in errors[0]["message"]


def test_overrides_of_a_pyproject_say_what_those_of_yaml_say(desk: Path) -> None:
    toml = write(
        desk / "pyproject.toml",
        "[tool.onym]\n[[tool.onym.overrides]]\npaths = ['a/']\nlanguage = 'de'\n"
        "[[tool.onym.overrides]]\npaths = 'b/'\nchecks = {letter-case = 'off'}\n",
    )
    yaml = write(
        desk / "onym.yaml",
        "overrides:\n- {paths: [a/], language: de}\n- {paths: b/, checks: {letter-case: off}}\n",
    )
    for numbers in ((), (0,), (0, 1)):
        one, two = config.load(toml, overrides=numbers), config.load(yaml, overrides=numbers)
        assert one._replace(path=None) == two._replace(path=None)


# Styles that packages bring


@pytest.fixture
def package(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package that would be noticed if a line of it were run."""
    place = desk.parent / f"{desk.name}-site" / "acme_style"
    write(place / "__init__.py", "raise SystemExit('imported')\n")
    write(place / "house.yaml", "extends: [wire-en, more/base.yaml]\nquotes: ask\n")
    write(place / "more" / "base.yaml", "forms: consistent\n")
    write(place.parent / "outside.yaml", "quotes: ask\n")
    monkeypatch.syspath_prepend(str(place.parent))
    return place


def test_a_style_of_an_installed_package_is_read_and_nothing_is_run(desk: Path, package: Path) -> None:
    path = write(desk / "onym.yaml", "extends: python:acme_style/house.yaml\nmarks: keep\n")
    style = config.load(path).style
    assert (style.quotes, style.forms, style.marks) == ("ask", "consistent", "keep")
    assert style.prefer["volodymyr-zelensky"] == {"en": "Volodymyr Zelenskyy"}
    assert "acme_style" not in sys.modules


@pytest.mark.parametrize(
    "text", ["extends: ../outside.yaml\n", "extends: link.yaml\n", "extends: python:acme_style/../outside.yaml\n"]
)
def test_a_style_of_a_package_cannot_leave_it(desk: Path, package: Path, text: str) -> None:
    (package / "link.yaml").symlink_to(package.parent / "outside.yaml")
    house = write(package / "house.yaml", text)
    path = write(desk / "onym.yaml", "extends: python:acme_style/house.yaml\n")
    with pytest.raises(ConfigError, match="lies outside the p") as caught:
        config.load(path)
    (fault,) = caught.value.broken
    assert (fault.path, fault.line, fault.column) == (os.path.realpath(house), 1, 10)


def test_a_link_does_not_lead_out_of_the_project(desk: Path, package: Path) -> None:
    (desk / "link.yaml").symlink_to(package.parent / "outside.yaml")
    ((_, _, message),) = faults(write(desk / "onym.yaml", "extends: link.yaml\n"))
    assert "lies outside the project" in message
