"""The project's own articles: every planted fault is found at its place and mended, and clean copy stays clean."""

from __future__ import annotations

import os
from typing import NamedTuple

import pytest
import yaml

from lint import config, formats
from lint.document import Document
from lint.engine import Engine
from lint.finding import Finding, Safety, Severity

SEEDS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "seeds")


class Expected(NamedTuple):
    """One line of ``expected/*.yaml``: a place in the file, what is wrong there, what to write (None: only shown)."""

    line: int
    column: int
    check: str
    text: str
    write: str | None


def names(folder: str) -> list[str]:
    return sorted(os.listdir(os.path.join(SEEDS, folder)))


def data_of(folder: str, name: str) -> bytes:
    with open(os.path.join(SEEDS, folder, name), "rb") as file:
        return file.read()


def expected(name: str) -> set[Expected]:
    stem = os.path.splitext(name)[0]
    rows = yaml.safe_load(data_of("expected", f"{stem}.yaml").decode("utf-8"))
    return {Expected(**row) for row in rows}


def written(finding: Finding, text: str) -> str | None:
    """Return what stands in a finding's place after its fix, or None if the fix is left to a person."""
    if finding.fix is None or finding.fix.safety is Safety.SHOW:
        return None
    pieces: list[str] = []
    place = finding.span.start
    for edit in sorted(finding.fix.edits):
        if edit.span.start < place or edit.span.end > finding.span.end:
            continue
        pieces += [text[place : edit.span.start], edit.text]
        place = edit.span.end
    return "".join([*pieces, text[place : finding.span.end]])


def wanted(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity > Severity.INFO]


def as_expected(findings: list[Finding], document: Document) -> set[Expected]:
    places = formats.named(document.path).places(document, [finding.span for finding in findings])
    return {
        Expected(
            place.line,
            place.column,
            finding.check,
            document.text[finding.span.start : finding.span.end],
            written(finding, document.text),
        )
        for finding, place in zip(findings, places, strict=True)
    }


def lines(findings: list[Finding], document: Document) -> list[str]:
    """Return findings as a failing test should print them."""
    return [f"{row.line}:{row.column} {row.check} {row.text!r}" for row in sorted(as_expected(findings, document))]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(config.load(None), use_cache=False)


@pytest.mark.parametrize("name", names("articles"))
def test_every_planted_fault_is_found_and_nothing_else(engine: Engine, name: str) -> None:
    document = engine.read(name, data_of("articles", name))
    assert as_expected(wanted(engine.lint(document)), document) == expected(name)


@pytest.mark.parametrize("name", names("articles"))
def test_the_mended_article_is_the_corrected_one(engine: Engine, name: str) -> None:
    data, _ = engine.mend(engine.read(name, data_of("articles", name)), Safety.UNSAFE)
    assert data.decode("utf-8") == data_of("corrected", name).decode("utf-8")


@pytest.mark.parametrize("name", names("articles"))
def test_in_a_corrected_article_only_what_is_left_to_a_person_is_found(engine: Engine, name: str) -> None:
    document = engine.read(name, data_of("corrected", name))
    shown = {row.text for row in expected(name) if row.write is None}
    left = [
        finding
        for finding in wanted(engine.lint(document))
        if document.text[finding.span.start : finding.span.end] not in shown
    ]
    assert lines(left, document) == []


@pytest.mark.parametrize("name", names("articles"))
def test_a_second_fix_changes_no_byte(engine: Engine, name: str) -> None:
    once, _ = engine.mend(engine.read(name, data_of("articles", name)), Safety.UNSAFE)
    twice, _ = engine.mend(engine.read(name, once), Safety.UNSAFE)
    assert twice == once


@pytest.mark.parametrize("name", names("clean"))
def test_nothing_is_found_in_clean_copy(engine: Engine, name: str) -> None:
    document = engine.read(name, data_of("clean", name))
    assert lines(wanted(engine.lint(document)), document) == []


@pytest.mark.parametrize("name", names("clean"))
def test_clean_copy_is_written_back_as_it_was(engine: Engine, name: str) -> None:
    data = data_of("clean", name)
    assert engine.mend(engine.read(name, data), Safety.UNSAFE)[0] == data


def test_every_article_has_its_fellows() -> None:
    stems = [os.path.splitext(name)[0] for name in names("articles")]
    assert names("corrected") == names("articles")
    assert [os.path.splitext(name)[0] for name in names("expected")] == stems
    assert all(expected(name) for name in names("articles"))


@pytest.mark.parametrize("name", names("articles"))
def test_an_expectation_is_true_of_the_article_itself(name: str) -> None:
    source = data_of("articles", name).decode("utf-8").split("\n")
    for row in expected(name):
        rest = source[row.line - 1][row.column - 1 :]
        assert rest.startswith(row.text[:1]), row
        if "<" not in rest and "&" not in rest:
            assert rest.startswith(row.text), row
