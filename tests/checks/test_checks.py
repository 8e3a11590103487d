"""Every check against its table of cases: what must be found, what it becomes, and what must be left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lint import checks, config
from lint.engine import Engine, Selection
from lint.finding import Safety

HERE = Path(__file__).parent


def cases() -> list[Any]:
    return [
        pytest.param(check, case, id=f"{check}: {case['name']}")
        for check in checks.IDS
        for case in yaml.safe_load((HERE / f"{check}.yaml").read_text("utf-8"))
    ]


def engine_for(check: str, case: dict[str, Any], tmp_path: Path) -> Engine:
    style = ("extends", "checks", "quotes", "forms", "marks", "layouts")
    said: dict[str, Any] = {key: case[key] for key in style if key in case}
    if "rules" in case:
        rules = tmp_path / "rules.yaml"
        rules.write_text(yaml.safe_dump(case["rules"], allow_unicode=True), "utf-8")
        said["rules"] = ["rules.yaml"]
    (tmp_path / "onym.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    loaded = config.load(str(tmp_path / "onym.yaml"))
    return Engine(loaded, Selection(frozenset({check})), case.get("language"), case.get("packs", True))


@pytest.mark.parametrize(("check", "case"), cases())
def test_case(check: str, case: dict[str, Any], tmp_path: Path) -> None:
    engine = engine_for(check, case, tmp_path)
    text = case["text"]
    document = engine.read(f"case.{case.get('format', 'txt')}", text.encode())
    findings = engine.lint(document)
    assert not engine.packs.broken
    if case.get("clean"):
        assert [finding.message for finding in findings] == []
        return
    for wanted, finding in zip(case["findings"], findings, strict=True):
        assert document.text[slice(*finding.span)] == wanted["text"]
        if "write" in wanted:
            assert finding.fix is not None
            assert finding.fix.edits[0].text == wanted["write"]
        if "spellings" in wanted:
            assert dict(finding.spellings or {}) == wanted["spellings"]
        if "safety" in wanted:
            assert finding.fix is not None
            assert finding.fix.safety is Safety[wanted["safety"].upper()]
        if "message" in wanted:
            assert wanted["message"] in finding.message
    data, left = engine.mend(document, Safety.UNSAFE)
    assert data.decode() == case["fixed"]
    fixable = [finding for finding in left if finding.fix and finding.fix.safety > Safety.SHOW]
    assert fixable == []


@pytest.mark.parametrize("check", checks.IDS)
def test_as_many_clean_cases_as_faulty_ones(check: str) -> None:
    table = yaml.safe_load((HERE / f"{check}.yaml").read_text("utf-8"))
    clean = sum(1 for case in table if case.get("clean"))
    assert clean >= 10
    assert clean * 2 >= len(table) - 4


@pytest.mark.parametrize("check", checks.IDS)
def test_page_has_its_headings(check: str) -> None:
    page = checks.named(check).__doc__ or ""
    headings = ["## What it finds", "## Why it matters", "## How sure is it", "## Options"]
    places = [page.find(heading) for heading in headings]
    assert -1 not in places
    assert places == sorted(places)
