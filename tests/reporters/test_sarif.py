from __future__ import annotations

import io
import json
import os
import platform
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from lint import checks, formats, reporters
from lint.document import Span
from lint.finding import Finding, Severity
from lint.reporters import sarif
from lint.result import Result

SCHEMA = Path(__file__).parent.parent / "schemas" / "sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="module")
def valid():
    validator = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

    def check(output: str) -> dict:
        log = json.loads(output)
        assert [error.message for error in validator.iter_errors(log)] == []
        return log["runs"][0]

    return check


def found(text: str, form: str, severity: Severity = Severity.WARNING, path: str = "a.txt") -> Result:
    """Report every occurrence of a form."""
    document = formats.named(path).read(path, text.encode())
    starts = [place for place in range(len(text)) if text.startswith(form, place)]
    spans = [Span(start, start + len(form)) for start in starts]
    return Result(path, document, tuple(Finding("letter-case", span, "say NATO", severity) for span in spans))


def prints(run: dict) -> list[str]:
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]


def test_the_schema_can_say_no(valid) -> None:
    with pytest.raises(AssertionError):
        valid('{"version": "2.1.0", "runs": [{"results": []}]}')


def test_sample_is_valid(results, report, valid) -> None:
    run = valid(report("sarif", results))
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note", "warning"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    data = formats.named("a.txt").write(results[0].document, ())
    assert data[region["byteOffset"] :][: region["byteLength"]] == b"Selensky"
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(location) == results[0].path
    assert location.isascii()
    assert ":" not in location


def test_a_run_without_findings_is_valid(report, valid) -> None:
    run = valid(report("sarif", [found("NATO", "Nato")]))
    assert run["results"] == []
    assert run["invocations"][0] == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_what_could_not_be_judged_is_a_note_of_the_run(report, valid) -> None:
    run = valid(report("sarif", [found("NATO", "Nato", path="a b.txt")._replace(unjudged=4)]))
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "note"
    assert note["message"]["text"].startswith("4 known names could not be judged")
    assert note["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "a%20b.txt"}


def test_rules_carry_their_pages(valid) -> None:
    out = io.StringIO()
    pages = {"letter-case": "Case that\nwanders.\n\n## Example\nNato\n", "name-variant": "A wrong form."}
    reporters.write("sarif", [found("Nato", "Nato")], out, pages=pages)
    first, second = valid(out.getvalue())["tool"]["driver"]["rules"]
    assert (first["id"], first["name"]) == ("letter-case", "LetterCase")
    assert first["shortDescription"] == {"text": "Case that wanders."}
    assert first["help"]["markdown"] == pages["letter-case"]
    assert second["id"] == "name-variant"


COPY = "Die Nato tagt. Später hat die Nato getagt.\n\nDie Nato tagt. Später hat die Nato getagt.\n"


@pytest.mark.parametrize(
    ("moved", "same"),
    [
        ("Ein Satz vorweg.\n" + COPY, True),
        ("🎉\r\n\r\n" + COPY.replace("\n", "\r\n"), True),
        (COPY.replace(" ", "  "), True),
        (COPY + "Ein Satz danach.\n", True),
        (unicodedata.normalize("NFD", COPY), True),
        (COPY.replace("Später", "Gestern"), False),
        (COPY.replace("Nato", "NAto"), False),
    ],
)
def test_fingerprints_stay_when_lines_move(moved: str, same: bool, report) -> None:
    before = prints(json.loads(report("sarif", [found(COPY, "Nato")]))["runs"][0])
    form = "NAto" if "NAto" in moved else "Nato"
    after = prints(json.loads(report("sarif", [found(moved, form)]))["runs"][0])
    assert len(set(before)) == len(set(after)) == 4
    assert (before == after) is same


def test_fingerprints_differ_between_files(report) -> None:
    run = json.loads(report("sarif", [found(COPY, "Nato"), found(COPY, "Nato", path="b.txt")]))["runs"][0]
    assert len(set(prints(run))) == 8


def test_too_many_results_are_cut_the_least_severe_first(report, valid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 3)
    many = [
        found("Nato " * 4, "Nato", Severity.INFO),
        found("Nato", "Nato", Severity.WARNING, "w.txt"),
        found("Nato " * 4, "Nato", Severity.INFO),
        found("Nato", "Nato", Severity.ERROR, "e.txt"),
    ]
    run = valid(report("sarif", many))
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "10 findings: only the 3 most severe are listed"
    assert run["invocations"][0]["executionSuccessful"] is True


def test_as_many_as_allowed_keep_their_order(report, valid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    run = valid(report("sarif", [found("Nato", "Nato", Severity.INFO), found("Nato", "Nato", Severity.ERROR)]))
    assert [each["level"] for each in run["results"]] == ["note", "error"]
    assert run["invocations"][0]["toolExecutionNotifications"] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a.txt", "a.txt"),
        ("desk/über uns.txt", "desk/%C3%BCber%20uns.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("broken\udcff.txt", "broken%FF.txt"),
        ("/srv/copy/a.txt", "file:///srv/copy/a.txt"),
    ],
)
def test_uri(path: str, uri: str, report) -> None:
    result = found("Nato", "Nato")._replace(path=path)
    (run,) = json.loads(report("sarif", [result]))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.fixture(scope="module")
def multitool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Microsoft's validator of SARIF, whose npm package for Linux brings its own runtime and asks no network."""
    npm, package = shutil.which("npm"), "@microsoft/sarif-multitool-linux"
    if npm is None or not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        pytest.skip(f"{package} needs npm and Linux on x86-64")
    place = tmp_path_factory.mktemp("multitool")
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(place), f"{package}@5"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    program = place / "node_modules" / package / "Sarif.Multitool"
    if ran.returncode or not program.exists():
        pytest.skip(f"npm cannot install {package}: {ran.stderr.strip()[-200:]}")
    program.chmod(0o755)
    return program


@pytest.mark.slow
def test_an_independent_validator_accepts_what_is_written(results, multitool: Path, tmp_path: Path) -> None:
    out, log, judged = io.StringIO(), tmp_path / "a.sarif", tmp_path / "judged.sarif"
    reporters.write("sarif", results, out, pages={check: checks.named(check).__doc__ or "" for check in checks.IDS})

    def judgement(text: str) -> set[str]:
        log.write_text(text, "utf-8")
        command = [multitool, "validate", log, "--output", judged, "--log", "ForceOverwrite"]
        environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        subprocess.run([*command, "--rule-kind", "Sarif;Ghas"], env=environment, capture_output=True, check=False)
        (run,) = json.loads(judged.read_text("utf-8-sig"))["runs"]
        return {each["message"]["id"] for each in run["results"] if each.get("level") != "note"}

    assert judgement(out.getvalue()) <= {"Warning_ProvideToolnformationUri"}  # onym has no home page
    faulty = out.getvalue().replace('"startLine": 1,', '"startLine": 9, "endLine": 2,')
    assert any(fault.startswith("Error") for fault in judgement(faulty))
