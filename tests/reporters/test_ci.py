"""The forms that build servers and code hosts read, each held against what its reader demands."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from lint import formats
from lint.document import Span
from lint.finding import Edit, Finding, Fix, Safety, Severity
from lint.reporters import markdown
from lint.result import Failure, Result
from lint.terminal import printable

SCHEMAS = Path(__file__).parent.parent / "schemas"
TEXT = "🎉 Nato und Nato\r\nКиїв: Nato"


def named(path: str = "a.txt", text: str = TEXT, form: str = "Nato") -> Result:
    document = formats.named("a.txt").read("a.txt", text.encode())
    starts = [place for place in range(len(text)) if text.startswith(form, place)]
    spans = [Span(start, start + len(form)) for start in starts]
    return Result(
        path,
        document,
        tuple(
            Finding("letter-case", span, f"say {form.upper()}", Severity.WARNING,
                    fix=Fix("Write it", (Edit(span, form.upper()),), Safety.SAFE))
            for span in spans
        ),
    )  # fmt: skip


FAILED = Result("x.txt", None, (), Failure("x.txt", 4, None, "gone"))


def test_gitlab_has_what_gitlab_demands(results, report) -> None:
    issues = json.loads(report("gitlab", results))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert isinstance(issue["location"]["lines"]["begin"], int)
        assert issue["description"]
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info", "minor", "blocker", "blocker"]


def test_no_two_gitlab_fingerprints_are_equal(report) -> None:
    issues = json.loads(report("gitlab", [named(text="Nato " * 50), named("b.txt"), FAILED]))
    assert max(Counter(issue["fingerprint"] for issue in issues).values()) == 1
    assert len(issues) == 54


@pytest.mark.parametrize(
    ("path", "shown"), [("./a/b.txt", "a/b.txt"), ("a/b.txt", "a/b.txt"), (".a/b.txt", ".a/b.txt")]
)
def test_gitlab_paths_start_at_the_root(path: str, shown: str, report) -> None:
    assert json.loads(report("gitlab", [named(path)]))[0]["location"]["path"] == shown


def test_junit_is_valid_against_its_schema(results, report) -> None:
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "junit-10.xsd")))
    log = etree.fromstring(report("junit", results).encode())
    schema.assertValid(log)
    for suite in log:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
    log[0].set("tests", "many"), log[0].append(etree.Element("nonsense"))
    assert not schema.validate(log)


def test_junit_counts_a_clean_file_as_a_case_that_passed(report) -> None:
    clean = Result("clean.txt", formats.named("a.txt").read("a.txt", b"Nothing."), ())
    (suite,) = ElementTree.fromstring(report("junit", [clean]))
    assert (suite.get("tests"), suite.get("failures"), len(suite[0])) == ("1", "0", 0)


def test_checkstyle_lists_files_with_their_errors(results, report) -> None:
    log = ElementTree.fromstring(report("checkstyle", results))
    assert [(file.tag, len(file)) for file in log] == [("file", 4), ("file", 1), ("file", 1)]
    assert log[0].get("name") == printable(results[0].path)
    assert {error.get("severity") for error in log[0]} == {"error", "warning", "info"}
    assert log[1][0].get("line") == "12"


@pytest.mark.parametrize("form", ["junit", "checkstyle"])
def test_xml_holds_any_text(form: str, report) -> None:
    hostile = "a]]>&<x y='1'>\x00\x08\ufffe\ud800\"\u202e"
    document = formats.named("a.txt").read("a.txt", b"Nato")
    result = Result(hostile, document, (Finding("letter-case", Span(0, 4), hostile),))
    log = ElementTree.fromstring(report(form, [result]).encode("utf-8"))
    shown = [value for element in log.iter() for value in element.attrib.values()]
    assert printable(hostile).replace("\ufffe", "\\ufffe") in shown


def test_rdjson_counts_bytes_of_utf8(report) -> None:
    log = json.loads(report("rdjson", [named()]))
    ranges = [each["location"]["range"]["start"] for each in log["diagnostics"]]
    assert ranges == [{"line": 1, "column": 6}, {"line": 1, "column": 15}, {"line": 2, "column": 11}]
    for each in log["diagnostics"]:
        assert each["suggestions"] == [{"range": each["location"]["range"], "text": "NATO"}]


def test_rdjson_has_what_the_format_allows(results, report) -> None:
    allowed = {"message", "location", "severity", "code", "suggestions", "related_locations"}
    log = json.loads(report("rdjson", [*results, FAILED]))
    assert set(log) == {"source", "diagnostics"}
    for each in log["diagnostics"]:
        assert {"message", "location", "severity"} <= set(each) <= allowed
        assert each["severity"] in {"ERROR", "WARNING", "INFO"}
        assert set(each["location"]) <= {"path", "range"}
    lines = report("rdjsonl", [*results, FAILED]).splitlines()
    assert [json.loads(line) for line in lines] == log["diagnostics"]


def test_a_fix_of_several_edits_is_no_suggestion(report) -> None:
    document = formats.named("a.txt").read("a.txt", b"Nato Nato")
    edits = (Edit(Span(0, 4), "NATO"), Edit(Span(5, 9), "NATO"))
    finding = Finding("letter-case", Span(0, 4), "x", fix=Fix("Both", edits, Safety.SAFE))
    (line,) = report("rdjsonl", [Result("a.txt", document, (finding,))]).splitlines()
    assert "suggestions" not in json.loads(line)


def test_jsonl_says_the_same_as_json(results, report) -> None:
    whole = json.loads(report("json", results))
    *lines, end = map(json.loads, report("jsonl", results).splitlines())
    assert end == {"type": "end", "files": whole["files"]}
    for kind, listed in (("finding", whole["findings"]), ("error", whole["errors"])):
        assert [{k: v for k, v in line.items() if k != "type"} for line in lines if line["type"] == kind] == listed


def test_a_comment_never_outgrows_what_a_code_host_takes(report) -> None:
    many = [named(f"{number}.txt", f"Name{number:04}x said", f"Name{number:04}x") for number in range(2000)]
    page = report("markdown", many)
    assert len(page) < 65_536
    assert page.splitlines()[-1].startswith("… and ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@desk", "&#64;desk"),
        ("#12", "&#35;12"),
        ("a|b", "a&#124;b"),
        ("[x](http://y.z)", "&#91;x&#93;(http&#58;//y.z)"),
        ("<img src=x>", "&#60;img src=x&#62;"),
        ("`*_~\\&", "&#96;&#42;&#95;&#126;&#92;&#38;"),
        ("www.a.b", "www&#46;a.b"),
        ("Зеленський: 1", "Зеленський: 1"),
        ("a\nb", "a&#92;nb"),
    ],
)
def test_no_text_is_markup_in_a_comment(text: str, shown: str) -> None:
    assert markdown.safe(text) == shown
