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
    if safety is Safety.UNSAFE:
        assert engine(language).mend(document, Safety.SAFE)[0].decode() == case["text"]


PRESS = "pl cs sk sl hr sr uk ru be fi hu tr et lv lt de en nl sv da nb fr it"
AMBIGUOUS = [(language, case) for language, cases in TABLE["ambiguous"].items() for case in cases]
ALIKE = [(language, case) for language, cases in TABLE["alike"].items() for case in cases]


@pytest.mark.parametrize(("language", "case"), AMBIGUOUS, ids=[case["text"] for _, case in AMBIGUOUS])
def test_a_case_that_cannot_be_told_is_left_to_a_person(language: str, case: dict[str, Any]) -> None:
    document = engine(language).read("case.txt", case["text"].encode())
    (finding,) = engine(language).lint(document)
    assert finding.fix is not None
    assert finding.fix.safety is Safety.UNSAFE
    assert finding.message.endswith("write " + " or ".join(f"“{form}”" for form in case["choices"]))
    assert finding.fix.edits[0].text == case["choices"][0]
    assert engine(language).mend(document, Safety.SAFE)[0].decode() == case["text"]


@pytest.mark.parametrize(("language", "case"), ALIKE, ids=[case["text"] for _, case in ALIKE])
def test_a_case_that_makes_no_difference_is_mended(language: str, case: dict[str, Any]) -> None:
    document = engine(language).read("case.txt", case["text"].encode())
    assert engine(language).mend(document, Safety.SAFE)[0].decode() == case["fixed"]


@pytest.mark.parametrize(("language", "sentence"), RIGHT)
def test_the_right_form_is_left_alone(language: str, sentence: str) -> None:
    document = engine(language).read("case.txt", sentence.encode())
    assert [finding.message for finding in engine(language).lint(document)] == []


def test_there_are_cases_enough() -> None:
    assert len(FAULTY) >= 200
    assert set(TABLE["safe"]) >= set(PRESS.split(" "))
    assert "bg" in TABLE["clean"]
