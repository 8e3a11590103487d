"""Safe fixes against text that people have written: of all the cases of this project, how many come out right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from lint import checks, config
from lint.engine import Engine, Selection
from lint.finding import Safety

TESTS = Path(__file__).parent.parent
SEEDS = TESTS.parent / "seeds"
STYLE = ("extends", "checks", "quotes", "forms", "marks", "layouts", "letters", "prefer", "accept", "write", "rules")


class Case(NamedTuple):
    """A text of a format, the engine for it, and what a person makes of it."""

    source: str
    engine: Engine
    name: str
    text: str
    right: str


def of_checks(folder: Path) -> Iterator[Case]:
    """Yield the cases of each check, with the rules and the style of their own."""
    engines: dict[tuple[object, ...], Engine] = {}
    for check in checks.IDS:
        for case in yaml.safe_load((TESTS / "checks" / f"{check}.yaml").read_text("utf-8")):
            said = yaml.safe_dump({key: case[key] for key in STYLE if key in case}, allow_unicode=True)
            key = check, case.get("language"), case.get("packs", True), said
            if key not in engines:
                engines[key] = engine_for(folder / str(len(engines)), *key)
            name = f"a.{case.get('format', 'txt')}"
            yield Case(check, engines[key], name, case["text"], case.get("fixed", case["text"]))


def engine_for(folder: Path, check: str, language: str | None, packs: bool, said: str) -> Engine:
    folder.mkdir()
    style = yaml.safe_load(said)
    if "rules" in style:
        (folder / "rules.yaml").write_text(yaml.safe_dump(style["rules"], allow_unicode=True), "utf-8")
        style["rules"] = ["rules.yaml"]
    (folder / "onym.yaml").write_text(yaml.safe_dump(style, allow_unicode=True), "utf-8")
    return Engine(config.load(str(folder / "onym.yaml")), Selection(frozenset({check})), language, packs)


def of_tables() -> Iterator[Case]:
    """Yield sentences with a name in some case, and short articles that are right as they are."""
    plain = config.load(None)
    table = yaml.safe_load((TESTS / "names" / "case-table.yaml").read_text("utf-8"))
    for language in sorted({*table["safe"], *table["unsafe"], *table["clean"]}):
        engine = Engine(plain, language=language)
        for case in (*table["safe"].get(language, ()), *table["unsafe"].get(language, ())):
            yield Case("case table", engine, "a.txt", case["text"], case["fixed"])
        for text in table["clean"].get(language, ()):
            yield Case("case table", engine, "a.txt", text, text)
    for path in sorted((TESTS / "discovery").glob("*.yaml")):
        engine = Engine(plain, language=path.stem)
        for text in yaml.safe_load(path.read_text("utf-8"))["clean"]:
            copy = text if isinstance(text, str) else text["text"]
            yield Case("discovery", engine, "a.txt", copy, copy)


def of_seeds() -> Iterator[Case]:
    engine = Engine(config.load(None))
    for folder, right in (("articles", "corrected"), ("corrected", "corrected"), ("clean", "clean")):
        for path in sorted((SEEDS / folder).iterdir()):
            texts = path.read_bytes().decode(), (SEEDS / right / path.name).read_bytes().decode()
            yield Case("seeds", engine, path.name, *texts)


def safe_fixes(case: Case) -> tuple[int, str, bool]:
    """Return how many safe fixes a text gets, what they make of it, and whether that is right.

    It is if a person wrote the same, or if the fixes that wait for a person make that of it.
    """
    engine = case.engine
    document = engine.read(case.name, case.text.encode())
    count = sum(1 for each in engine.lint(document) if each.fix and each.fix.safety is Safety.SAFE)
    right = case.right.encode()
    data, _ = engine.mend(document, Safety.SAFE)
    if data == right or case.text == case.right:
        return count, data.decode(), data == right
    whole, _ = engine.mend(engine.read(case.name, data), Safety.UNSAFE)
    return count, data.decode(), whole == right


def test_22_safe_fixes_are_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixes: dict[str, int] = {}
    clean, wrong = 0, []
    for case in chain(of_checks(tmp_path), of_tables(), of_seeds()):
        count, mended, right = safe_fixes(case)
        fixes[case.source] = fixes.get(case.source, 0) + count
        clean += case.text == case.right
        if not right:
            wrong.append((case.source, case.text[:300], mended[:300]))
    total = sum(fixes.values())
    with capsys.disabled():
        parts = ", ".join(f"{source} {count}" for source, count in fixes.items())
        print(f"\n{total} safe fixes ({parts}) and {clean} clean texts: {len(wrong)} texts wrong")
    assert total >= 300
    assert len(wrong) <= total / 100, wrong


def test_22_a_wrong_fix_would_be_noticed() -> None:
    case = next(case for case in of_tables() if case.text != case.right)
    assert safe_fixes(case)[2]
    assert not safe_fixes(case._replace(right="nobody wrote this"))[2]
