"""A very long document is looked at piece by piece, and its findings stand where they stand."""

from __future__ import annotations

import pytest

from lint import config, pieces
from lint.document import Document, Kind, Region, Segment, Span
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


def translation(*segments: str) -> Document:
    """Return a document of segments, each with its number for an original."""
    text, pairs = "", []
    for number, copy in enumerate(segments):
        pairs.append(Segment(str(number), "uk", Span(len(text), len(text) + len(copy)), "en"))
        text += copy + "\n\n"
    return document(text)._replace(segments=tuple(pairs))


def test_a_segment_stays_whole_and_has_its_original(short_pieces: None) -> None:
    copy = translation(*("x. " * 50 for _ in range(20)))
    found = [
        (segment.source, piece.text[slice(*segment.target)])
        for _, piece in pieces.pieces(copy)
        for segment in piece.segments
    ]
    assert found == [(str(number), "x. " * 50) for number in range(20)]
    assert "".join(cut(copy)) == copy.text
    assert max(map(len, cut(copy))) <= 400


def test_a_segment_that_is_too_long_is_cut_and_held_against_nothing(short_pieces: None) -> None:
    copy = translation("one " * 20, "two " * 500, "three " * 20)
    parts = [piece for _, piece in pieces.pieces(copy)]
    assert "".join(piece.text for piece in parts) == copy.text
    assert max(len(piece.text) for piece in parts) <= 400
    assert [segment.source for piece in parts for segment in piece.segments] == ["0", "2"]


@pytest.mark.parametrize(
    ("path", "about"),
    [
        ("a.txt", "{}"),
        ("a.md", "# A\n\n{}"),
        ("a.po", 'msgid "x"\nmsgstr "{}"\n'),
        ("a.xlf", "<xliff><file><trans-unit><source>x</source><target>{}</target></trans-unit></file></xliff>"),
        ("a.tmx", "<tmx><header srclang='uk'/><body><tu><tuv xml:lang='uk'><seg>x</seg></tuv><tuv xml:lang='en'>"
         "<seg>{}</seg></tuv></tu></body></tmx>"),
        ("a.json", '{{"body": "{}"}}'),
    ],
)  # fmt: skip
def test_no_format_is_looked_at_whole(
    short_pieces: None, monkeypatch: pytest.MonkeyPatch, path: str, about: str
) -> None:
    engine = Engine(config.load(None), Selection(frozenset({"name-variant"})), "en")
    looked: list[int] = []
    findings = engine._findings
    monkeypatch.setattr(engine, "_findings", lambda seen: looked.append(len(seen.document.text)) or findings(seen))
    read = engine.read(path, about.format(FAULT * 30).encode())
    assert [read.text[slice(*finding.span)] for finding in engine.lint(read)] == ["Selenskyj", "Anthony"] * 30
    assert max(looked) <= 400


def test_the_blocks_of_a_long_text_are_told_apart_piece_by_piece(short_pieces: None) -> None:
    engine = Engine(config.load(None), language="en")
    text = "Talks in the capital\n\n" + ("He said: “So it is.” " * 5 + "\n\n") * 12
    read = engine.read("a.txt", text.encode())
    found = list(pieces.joined((offset, piece.regions) for offset, piece in pieces.pieces(read)))
    assert found == list(read.regions)
    assert [region.kind for region in found].count(Kind.QUOTE) == 60
    assert len(cut(read)) > 3


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
    monkeypatch.setattr(engine, "_findings", lambda seen: looked.append(len(seen.document.text)) or findings(seen))
    for times in (10, 20):
        looked.clear()
        engine.lint(engine.read("a.txt", (FAULT * times).encode()))
        assert sum(looked) == len(FAULT * times)
        assert max(looked) <= 400
