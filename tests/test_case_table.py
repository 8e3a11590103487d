"""A name in the wrong spelling comes out right, in the case it stood in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lint import config
from lint.engine import Engine
from lint.finding import Safety

TABLE = yaml.safe_load((Path(__file__).parent / "names" / "case-table.yaml").read_text("utf-8"))
FAULTY = [
    (language, safety, case)
    for safety in (Safety.SAFE, Safety.UNSAFE)
    for language, cases in TABLE[safety.name.lower()].items()
    for case in cases
]
RIGHT = [(language, case["fixed"]) for language, _, case in FAULTY]
RIGHT += [(language, sentence) for language, sentences in TABLE["clean"].items() for sentence in sentences]


@cache
def engine(language: str) -> Engine:
    return Engine(config.load(None), language=language)


@pytest.mark.parametrize(("language", "safety", "case"), FAULTY, ids=[case["text"] for _, _, case in FAULTY])
def test_the_fix_keeps_the_case(language: str, safety: Safety, case: dict[str, Any]) -> None:
    document = engine(language).read("case.txt", case["text"].encode())
    assert sorted({finding.name for finding in engine(language).lint(document) if finding.name}) == case["names"]
    mended, _ = engine(language).mend(document, safety)
    assert mended.decode() == case["fixed"]


@pytest.mark.parametrize(("language", "sentence"), RIGHT)
def test_the_right_form_is_left_alone(language: str, sentence: str) -> None:
    document = engine(language).read("case.txt", sentence.encode())
    assert [finding.message for finding in engine(language).lint(document)] == []


def test_there_are_cases_enough() -> None:
    assert len(FAULTY) >= 200
