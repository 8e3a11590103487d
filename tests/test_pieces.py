"""A very long document is looked at piece by piece, and its findings stand where they stand."""

from __future__ import annotations

import pytest

from lint import config, pieces
from lint.document import Document, Kind, Region, Span
from lint.engine import Engine, Selection
from lint.pieces import shifted

FAULT = "President Volodymyr Selenskyj met Anthony Blinken in the capital. "


@pytest.fixture
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LONGEST", 400)
    monkeypatch.setattr(pieces, "_REACH", 100)


def document(text: str, *regions: Region) -> Document:
    return Document("a.txt", text, regions or (Region(Span(0, len(text)), Kind.BODY),), None)


def cut(copy: Document) -> list[str]:
    return [piece.text for _, piece in pieces.pieces(copy)]


def test_a_short_document_is_its_own_piece() -> None:
    copy = document(FAULT * 20)
    assert list(pieces.pieces(copy)) == [(0, copy)]


@pytest.mark.parametrize("end", ["\n\n", "\n", ". ", " ", ""])
def test_pieces_end_where_copy_does(short_pieces: None, end: str) -> None:
    text = ("x" * 90 + end) * 40
    found = cut(document(text))
    assert "".join(found) == text
    assert all(piece.endswith(end) for piece in found)
    assert max(map(len, found)) <= 400


def test_regions_are_counted_from_the_beginning_of_their_piece(short_pieces: None) -> None:
    blocks = [Region(Span(start, start + 98), Kind.BODY) for start in range(0, 2000, 100)]
    copy = document(("x" * 98 + "\n\n") * 20, *blocks)
    for _, piece in pieces.pieces(copy):
        assert [piece.text[slice(*region.span)] for region in piece.regions] == ["x" * 98] * len(piece.regions)
    (one, *rest) = [piece.regions for _, piece in pieces.pieces(document("x" * 1000))]
    assert one == (Region(Span(0, 400), Kind.BODY),)
    assert [region.span.start for regions in rest for region in regions] == [0, 0]


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_every_piece_is_linted_and_its_findings_lie_in_the_whole(short_pieces: None, between: str) -> None:
    engine = Engine(config.load(None), Selection(frozenset({"name-variant"})), "en")
    text = between.join([FAULT] * 30)
    found = engine.lint(engine.read("a.txt", text.encode()))
    assert [text[slice(*finding.span)] for finding in found] == ["Selenskyj", "Anthony"] * 30
    for finding in found:
        assert finding.fix is not None
        assert [edit.span for edit in finding.fix.edits] == [finding.span]
        assert shifted(finding, 0) is finding


def test_the_work_grows_with_the_length(short_pieces: None, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(config.load(None), language="en")
    looked: list[int] = []
    findings = engine._findings
    monkeypatch.setattr(engine, "_findings", lambda piece: looked.append(len(piece.text)) or findings(piece))
    for times in (10, 20):
        looked.clear()
        engine.lint(engine.read("a.txt", (FAULT * times).encode()))
        assert sum(looked) == len(FAULT * times)
        assert max(looked) <= 400
