"""Rule files prove themselves, and their schema accepts every shipped one and refuses what the program refuses."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from lint.compiler import shapes
from lint.compiler.rulefile import read
from lint.compiler.schema import decode
from lint.packs import SHIPPED, shipped
from lint.proof import prove


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: true, false, null and numbers, and everything else is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 the loader's own name for it


Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:~|null)$"), list("~n"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?[0-9]+$"), list("-0123456789"))


def schema(onym: Any, kind: str) -> Any:
    ran = onym("rules", "schema", kind)
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


@pytest.mark.parametrize(
    ("room", "kind"), [("names", "rules"), ("terms", "rules"), ("styles", "style")], ids=["names", "terms", "styles"]
)
def test_the_schema_accepts_every_shipped_file(onym: Any, room: str, kind: str) -> None:
    validator = schema(onym, kind)
    paths = shipped(room)
    assert paths
    for path in paths:
        value = yaml.load(Path(path).read_text("utf-8"), Core)  # a SafeLoader
        faults = [
            f"{os.path.basename(path)} {fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)
        ]
        assert faults == []


FAULTY = {
    "rules": [
        "- nonsense: 1",
        "- native: Василь Стус",
        "- native: {ukrainian: Василь Стус}",
        "- {native: {uk: x}, kind: dog}",
        "- {native: {uk: x}, id: Not Kebab}",
        "- {native: {uk: x}, wrong: [{surname: y}]}",
        "- {native: {uk: x}, write: y}",
        "- {write: a, instead-of: {en: b}}",
        "- {write: a, instead-of: [b], safe: perhaps}",
        "names: {native: {uk: x}}",
        "just text",
    ],
    "config": ["nonsense: 1", "checks: {nonsense: error}", "checks: {name-variant: loud}", "packs: maybe", "- a"],
    "style": ["language: de", "forms: never", "prefer: {x: y}", "systems: {uk: de}"],
}
SOUND = {
    "rules": [
        "- native: {uk: Василь Стус}",
        "- {write: e-mail, instead-of: [E-Mail]}",
        "- {write: NATO}",
        "{names: [{native: {uk: x}}], terms: [{write: {en: a, '*': b}, instead-of: c}]}",
    ],
    "config": [
        "language: de",
        "extends: [default]",
        "checks: {name-variant: off, house-term: {level: info}}",
        "packs: false",
    ],
    "style": ["title: House", "forms: consistent", "prefer: {x: {en: y}}", "systems: {uk: {en: kmu2010}}"],
}
SHAPES: dict[str, Any] = {"rules": shapes.RULE_FILE, "config": shapes.CONFIG, "style": shapes.STYLE}


@pytest.mark.parametrize("kind", SHAPES)
def test_the_schema_and_the_program_agree(onym: Any, kind: str) -> None:
    validator = schema(onym, kind)
    for text in [*SOUND[kind], *FAULTY[kind]]:
        node, problems = read(text, "rules.yaml")
        assert node is not None
        assert problems == []
        taken = not decode(node, SHAPES[kind], "rules.yaml")[1]
        assert validator.is_valid(yaml.load(text, Core)) is taken is (text in SOUND[kind]), text


def test_every_shipped_example_holds() -> None:
    proved = prove()
    assert proved.failures == ()
    assert proved.files == sum(
        name.endswith(".yaml") for room in ROOMS for name in os.listdir(os.path.join(SHIPPED, room))
    )
    assert proved.examples > 1000


ROOMS = ("systems", "orthographies", "inflection", "names", "terms", "styles")


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("examples: [{en: Wassyl Stus wrote, fixed: Vasyl Stus wrote}]", None),
        ("examples: [{en: Vasyl Stus wrote, clean: true}]", None),
        ("examples: [{de: Wassyl Stus schrieb, clean: true}]", None),
        ("examples: [{en: Wassyl Stus wrote, clean: true}]", "becomes 'Vasyl Stus wrote'"),
        ("examples: [{en: Vasyl Stus wrote, fixed: Wassyl Stus wrote}]", "the example says 'Wassyl Stus wrote'"),
        ("kind: dog", "expected"),
        ("prefer: {en: Vasyl Stus}\n  wrong: [{given: Vasyl}]", "can never match"),
    ],
)
def test_an_example_that_does_not_hold_is_told_with_its_rule(desk: Path, rule: str, fault: str | None) -> None:
    (desk / "own.yaml").write_text(f"\n- native: {{uk: Василь Стус}}\n  {rule}\n", "utf-8")
    proved = prove(["own.yaml"])
    if fault is None:
        assert proved == (1, 1, ())
        return
    (failure,) = proved.failures
    assert (failure.path, failure.line) in (("own.yaml", 2), ("own.yaml", 3))
    assert fault in failure.message


@pytest.mark.parametrize(
    ("shape", "name", "written", "instead", "column", "fault"),
    [
        (shapes.ROMANISATION, "systems/uk.yaml", "order: given", "order: gave", 8, "unknown value 'gave-family'"),
        (shapes.ROMANISATION, "systems/uk.yaml", "{title: English,", "{titel: English,", 8, "did you mean 'title'?"),
        (shapes.ROMANISATION, "systems/uk.yaml", "script: Cyrl", "script: Cyrillic", 9, "expected a script"),
        (
            shapes.INFLECTION,
            "inflection/pl.yaml",
            "    gender: m\n",
            "    gender: x\n",
            13,
            "expected one of m, f, n, pl",
        ),
        (shapes.INFLECTION, "inflection/pl.yaml", "paradigms:", "paradigm:", 1, "did you mean 'paradigms'?"),
    ],
)
def test_a_slip_in_a_table_has_its_place(
    shape: Any, name: str, written: str, instead: str, column: int, fault: str
) -> None:
    text = (Path(SHIPPED) / name).read_text("utf-8")
    before, found, after = text.partition(written)
    assert found
    node, _ = read(before + instead + after, name)
    assert node is not None
    (problem,) = decode(node, shape, name)[1]
    assert (problem.line, problem.column) == (before.count("\n") + 1, column)
    assert fault in problem.message


def test_a_fault_of_the_file_is_no_example_and_has_its_column(desk: Path) -> None:
    (desk / "own.yaml").write_text("- native: {uk: Василь Стус}\n  kind: poet\n", "utf-8")
    proved = prove(["own.yaml"])
    (failure,) = proved.failures
    assert (proved.examples, failure.line, failure.column) == (0, 2, 9)
