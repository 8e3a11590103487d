"""A text too long to be held is reported as one that is held."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import pieces, reporters, run, runner, save
from lint.checks import IDS
from lint.document import Document, Span
from lint.finding import Finding
from lint.formats import encodings, slices, text
from lint.result import Result
from lint.run import Settings
from lint.save import ReadError
from lint.scroll import Scroll

LINES = (
    "President Volodymyr Selenskyj met Anthony Blinken in Kiew on Friday.",
    "“Wolodymyr Zelenskyy is no friend of Nato,” said Serhij Tkatschenko, and NATO did not reply.",
    "A paragraph in which no name stands and nothing at all is wrong goes on for a while, as most of them do.",
    "Serhii Tkachenko, the mayor, said nothing. Sergej Lawrow laughed at the minister’s café.",
    "The same paragraph stands twice here: Andrij Jermak has left the building with his 12 friends and a dog.",
)
COPY = "\n\n".join(f"{line} {number * number % 7} times." for number in range(12) for line in LINES) + "\n\n" + LINES[4]
SHOWING_PLACES = sorted(set(reporters.REPORTERS) - {"html", "rdjson", "rdjsonl"})


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is long is short here, so that a file has several pieces and its text comes in many parts."""
    monkeypatch.setattr(runner, "LONG", 1000)
    monkeypatch.setattr(pieces, "LONGEST", 1700)
    monkeypatch.setattr(pieces, "_REACH", 400)
    monkeypatch.setattr(encodings, "_BLOCK", 331)


def results(path: Path, abridged: bool, **said: Any) -> list[Result]:
    settings = Settings(language="en", abridged=abridged, **said)
    return [outcome.result for outcome in run.outcomes([str(path)], settings, 1)]


def reported(name: str, found: list[Result]) -> str:
    out = io.StringIO()
    reporters.write(name, found, out, pages=dict.fromkeys(IDS, "A page."))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        COPY.encode(),
        (COPY + "\n").encode(),
        COPY.replace("\n", "\r\n").encode(),
        COPY.replace("\n", "\r").encode(),
        COPY.replace("\n\n", "\n").encode(),
        COPY.replace("\n\n", " ").encode(),
        COPY.replace(" ", "\r\n\r\n", 9).replace("\n\n", "\n \t\n\n").encode(),
        b"\xef\xbb\xbf" + COPY.encode(),
        COPY.encode("utf-16"),
        b"\xfe\xff" + COPY.encode("utf-16-be"),
        COPY.replace("“", '"').replace("”", '"').replace("’", "'").encode("ascii", "replace"),
        COPY.replace(".", " \N{OLD ITALIC LETTER A}.").encode(),
        COPY.encode() + b"\xff\n" + COPY.encode(),
        COPY.encode() + b"\0\n",
        b"\xff\xfe\0\0" + COPY.encode("utf-32-le"),
    ],
)
def test_every_report_is_the_same_to_the_byte(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    whole, abridged = results(path, False), results(path, True)
    for name in SHOWING_PLACES:
        assert reported(name, abridged) == reported(name, whole), name
    if whole[0].document and abridged[0].document:
        assert len(whole[0].findings) > 20
        assert len(list(pieces.pieces(whole[0].document))) > 1


def test_an_encoding_that_the_configuration_names_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    (tmp_path / "onym.yaml").write_text("encoding: windows-1252\n", "utf-8")
    path.write_bytes(COPY.encode("windows-1252"))
    whole, abridged = results(path, False), results(path, True)
    assert whole[0].findings
    assert reported("json", abridged) == reported("json", whole)


def test_of_a_long_text_only_what_stands_about_findings_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{LINES[0]}\n\n{LINES[2] * 400}\n\n{LINES[0]}", "utf-8")
    (whole,), (abridged,) = results(path, False), results(path, True)
    assert whole.document
    assert abridged.document
    assert len(abridged.document.text) < 1500 < len(whole.document.text)
    assert len(abridged.findings) == len(whole.findings) > 1


def test_names_that_nobody_can_judge_are_told(tmp_path: Path) -> None:
    for copy in ("Volodymyr Selenskyj, Kiew", "北京市市长星期五会见了记者。"):
        path = tmp_path / "a.txt"
        path.write_text("\n\n".join([copy] * 200), "utf-8")
        settings = Settings(selection=runner.Selection(frozenset({"name-variant"})))
        found = [next(run.outcomes([str(path)], settings._replace(abridged=on), 1)).result for on in (False, True)]
        assert found[0].doubt == found[1].doubt
        assert found[0].doubt
        assert found[0].note == found[1].note


def test_what_is_remembered_of_a_long_text_is_reported_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONYM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(run, "WORTH_KEEPING", 1)
    path = tmp_path / "a.txt"
    path.write_text(COPY, "utf-8")
    first = reported("json", results(path, True))
    monkeypatch.setattr(runner.Engine, "judge_scroll", None)
    assert reported("json", results(path, True)) == first
    monkeypatch.setattr(runner.Engine, "judge", None)
    assert reported("json", results(path, False)) == first


def test_a_file_that_changes_meanwhile_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(COPY, "utf-8")
    with pytest.raises(ReadError, match="changed while it was read"), save.opened(str(path)):
        path.write_text(COPY + COPY, "utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="named pipe"), save.opened(str(tmp_path / "a.txt")):
        pass


@given(st.text("ab \r\n. ", max_size=400), st.integers(1, 60), st.integers(1, 50))
def test_a_text_in_parts_is_cut_where_the_whole_is(whole: str, longest: int, part: int) -> None:
    document = Document("a.txt", whole, (), None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "LONGEST", longest)
        patch.setattr(pieces, "_REACH", min(longest, 20))
        parts = (whole[place : place + part] for place in range(0, len(whole), part))
        assert list(pieces.stretches(parts)) == [piece.text for _, piece in pieces.pieces(document) if piece.text]


@given(st.text("ab\r\né𐌀", max_size=3000), st.data())
def test_places_are_those_of_the_whole(whole: str, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, max(len(whole) - 1, 0)), max_size=6))
    spans = sorted(Span(start, min(start + 3, len(whole))) for start in starts)
    findings = [Finding("name-variant", span, "") for span in spans]
    for encoded, bom in ((whole.encode(), b""), (whole.encode("utf-16-le"), b"\xff\xfe")):
        document, moved = Scroll("a.txt", io.BytesIO(bom + encoded)).abridged(findings)
        known = text.read("a.txt", bom + encoded)
        here = [each.span for each in moved]
        assert slices.places(document, here) == slices.places(known, spans)
        assert [document.text[slice(*span)] for span in here] == [whole[slice(*span)] for span in spans]
