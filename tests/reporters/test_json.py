from __future__ import annotations

import json

import pytest

from lint import formats
from lint.document import Document, Span
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.formats import Place, Rewrite
from lint.result import Result

FINDING = {
    "check", "path", "line", "column", "end_line", "end_column", "byte_start", "byte_end", "text", "message",
    "severity", "certainty", "group", "name", "related", "spellings", "evidence", "fix",
}  # fmt: skip
RELATED = {"line", "column", "byte_start", "byte_end", "text", "note"}
EDIT = {"line", "column", "end_line", "end_column", "byte_start", "byte_end", "text"}


@pytest.fixture
def log(results, report) -> dict:
    return json.loads(report("json", results))


def test_keys_and_kinds(log: dict) -> None:
    assert list(log) == ["files", "findings", "errors", "notes"]
    assert log["files"] == 2
    for finding in log["findings"]:
        assert set(finding) == FINDING
        assert finding["severity"] in ("error", "warning", "info")
        assert 0 <= finding["certainty"] <= 1
        assert all(set(related) == RELATED for related in finding["related"])
        if finding["fix"]:
            assert set(finding["fix"]) == {"title", "safety", "edits"}
            assert finding["fix"]["safety"] in ("safe", "unsafe", "show")
            assert all(set(edit) == EDIT for edit in finding["fix"]["edits"])
    assert log["errors"] == [
        {"path": "rules/names/ukraine.yaml", "line": 12, "column": 3, "message": "duplicate key “id”"},
        {"path": "gone\n.txt", "line": None, "column": None, "message": "no such file, 100% sure:\nlook again"},
    ]


def test_every_place_is_a_place_in_the_file(log: dict, results) -> None:
    data = formats.named("a.txt").write(results[0].document, ())
    lines = data.decode().split("\r\n")
    seen = 0
    for finding in log["findings"]:
        for place in (finding, *finding["related"]):
            assert data[place["byte_start"] : place["byte_end"]].decode() == place["text"]
            first = place["text"].split("\r\n")[0]
            assert lines[place["line"] - 1][place["column"] - 1 :].startswith(first)
            seen += 1
    assert seen == 9


def test_the_edits_make_what_the_format_writes(log: dict, results) -> None:
    document = results[0].document
    file = formats.named("a.txt")
    data = file.write(document, ())
    made = 0
    for finding, written in zip(results[0].findings, log["findings"], strict=True):
        new = data
        for edit in reversed((written["fix"] or {"edits": ()})["edits"]):
            new = new[: edit["byte_start"]] + edit["text"].encode() + new[edit["byte_end"] :]
            made += 1
        assert new == file.write(document, finding.fix.edits if finding.fix else ())
    assert made >= 3


def test_edits_across_markup_keep_it(report) -> None:
    file = formats.named("a.html")
    data = "<p>😀 S<b>elens</b>kyj &amp; Na&#116;o</p>".encode()
    document = file.read("a.html", data)
    fixes = [("Selenskyj", "Zelensky"), ("Nato", "NATO")]
    found = []
    for old, new in fixes:
        start = document.text.index(old)
        span = Span(start, start + len(old))
        found.append(Finding("name-variant", span, "say it", fix=Fix("Write", (Edit(span, new),), Safety.SAFE)))
    edits = [
        edit
        for finding in json.loads(report("json", [Result("a.html", document, tuple(found))]))["findings"]
        for edit in finding["fix"]["edits"]
    ]
    for edit in reversed(edits):
        data = data[: edit["byte_start"]] + edit["text"].encode() + data[edit["byte_end"] :]
    assert data.decode() == "<p>😀 Z<b>elens</b>ky &amp; NATO</p>"


def test_spellings(log: dict) -> None:
    assert log["findings"][0]["spellings"] == {"Selensky": 2, "Selenskyj": 1, "Zelensky": 1}
    assert log["findings"][2]["spellings"] is None


def test_output_is_ascii_and_a_finding_a_line(results, report) -> None:
    output = report("json", results)
    assert output.isascii()
    assert sum(line.startswith('{"check"') for line in output.splitlines()) == 4


def test_nothing_found_is_json_too(report) -> None:
    assert json.loads(report("json", [])) == {"files": 0, "findings": [], "errors": [], "notes": []}


class Zipped:
    """A format whose file has no bytes to point at; it counts how often it is asked."""

    SUFFIXES = (".zip",)
    asked = 0

    def places(self, document: Document, spans) -> list[Place]:
        self.asked += 1
        return [Place(1, span.start + 1, 1, span.end + 1, None, None) for span in spans]

    def rewrites(self, document: Document, edits) -> list[tuple[Rewrite, ...]]:
        return [
            (Rewrite(Place(1, edit.span.start + 1, 1, edit.span.end + 1, None, None), edit.text),) for edit in edits
        ]


def test_zipped_formats_have_no_bytes_and_are_asked_once(report, monkeypatch: pytest.MonkeyPatch) -> None:
    zipped = Zipped()
    monkeypatch.setattr(formats, "named", lambda path: zipped)
    document = Document("a.docx", "Nato and NATO and Nato", (), None)
    found = tuple(
        Finding("letter-case", span, "say NATO", related=(Related(Span(9, 13), "here"),),
                fix=Fix("Write “NATO”", (Edit(span, "NATO"),), Safety.SAFE))
        for span in (Span(0, 4), Span(18, 22))
    )  # fmt: skip
    results = [Result("a.docx", document, found)]
    first, second = json.loads(report("json", results))["findings"]
    assert zipped.asked == 1
    assert (first["column"], second["column"], second["text"]) == (1, 19, "Nato")
    assert {first["byte_start"], first["byte_end"], first["related"][0]["byte_start"]} == {None}
    assert first["fix"]["edits"][0]["byte_end"] is None
    (run,) = json.loads(report("sarif", results))["runs"]
    assert "fixes" not in run["results"][0]
    assert "byteOffset" not in run["results"][0]["locations"][0]["physicalLocation"]["region"]
