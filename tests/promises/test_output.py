"""What a run prints: nothing that steers a terminal, the same bytes every time, and what each reader of it demands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from lxml import etree

import lint
from lint.commands.options import FORMATS
from lint.memory import Memory
from lint.run import WORTH_KEEPING

ROOT = str(Path(lint.__file__ or "").parent.parent)
SCHEMAS = Path(__file__).parent.parent / "schemas"
KNOWN = "--select=name-variant"

# 16: characters that a file can hide in escapes, so that no byte of it shows them

HIDDEN = {
    "a.html": "<p>&#x1b;]0;x&#7; &#x202e;&#x2066; President Volodymyr Selenskyj &#x9b;31m &#x200b;::error::x</p>",
    "a.json": json.dumps({"body": "\x1b]0;x\x07 \u202e\u2066 President Volodymyr Selenskyj \x9b31m \u200b::error::x"}),
    "a.po": 'msgid "x"\nmsgstr "\\033]0;x\\007 \u202e\u2066 President Volodymyr Selenskyj \\x1b31m\\n::error::x"\n',
    "a.xml": "<a><b>&#x202e;&#x2066; President Volodymyr Selenskyj &#x9b;31m &#x200b;&#10;::error::x</b></a>",
    "a.csv": 'headline\n"\x1b]0;x\x07 \u202e\u2066 President Volodymyr Selenskyj\n::error::x \x9b31m"\n',
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n\x1b]0;x\x07 \u202e President Volodymyr Selenskyj\n::error::x\n",
}
STEERING = "\x00\x07\x08\x0b\x0c\r\x1b\x7f\x85\x9b\u200b\u200e\u200f\u2028\u202a\u202e\u2066\u2069\ufeff"


@pytest.mark.parametrize("form", FORMATS)
def test_16_nothing_hidden_in_a_format_reaches_a_terminal_or_a_workflow(
    onym: Any, desk: Path, samples: Any, form: str
) -> None:
    for name, text in HIDDEN.items():
        (desk / name).write_text(text, "utf-8", newline="")
    for name in ("a.docx", "a.odt"):
        hidden = samples[name].faulty.replace("President ", "President \u202e\u2066&#x9b;31m \u200b ", 1)
        (desk / name).write_bytes(samples[name].pack(hidden))
    names = [*HIDDEN, "a.docx", "a.odt"]
    ran = onym("check", KNOWN, "--language=en", *names, "--output-format", form)
    assert ran.code == 1
    written = ran.text + ran.err
    assert written.count("Selenskyj") >= 1
    assert all(name in written for name in names) or form in ("grouped", "markdown")
    assert [character for character in STEERING if character in written] == []
    commands = [line for line in written.splitlines() if line.startswith("::")]
    assert len(commands) == (len(HIDDEN) + 6 if form == "github" else 0)


# 20: the same bytes


@pytest.fixture
def archive(newsroom: Path, samples: Any) -> Path:
    """More files than a run must have to keep what it finds, of every format."""
    for number in range(3):
        for name, sample in samples.items():
            (newsroom / f"{number}{name}").write_bytes(sample.pack(sample.faulty))
    assert len(os.listdir(newsroom)) > 2 * WORTH_KEEPING
    return newsroom


def printed(folder: Path, cwd: Path, seed: int, *arguments: str, cache: Path | None = None) -> bytes:
    environment = {**os.environ, "PYTHONPATH": ROOT, "PYTHONHASHSEED": str(seed)}
    if cache:
        environment["ONYM_CACHE_DIR"] = str(cache)
    command = [sys.executable, "-m", "lint", "check", str(folder), "--output-format=json", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, timeout=120, check=False).stdout


def test_20_every_run_prints_the_same_bytes(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere, cache = tmp_path_factory.mktemp("elsewhere"), tmp_path_factory.mktemp("cache")
    known = os.environ.get("ONYM_CACHE_DIR", "")
    if os.path.isdir(known):  # compiled rules; what was found before is not among them
        shutil.copytree(known, cache, dirs_exist_ok=True, ignore=shutil.ignore_patterns("found-*"))
    runs = {
        "without the cache": printed(archive, archive, 0, "-j1", "--no-cache"),
        "first": printed(archive, archive, 1, "-j2", cache=cache),
        "again": printed(archive, archive, 2, "-j1", cache=cache),
        "elsewhere": printed(archive, elsewhere, 3, "-j2", cache=cache),
    }
    assert json.loads(runs["first"])["files"] > WORTH_KEEPING
    assert {name: run == runs["first"] for name, run in runs.items()} == dict.fromkeys(runs, True)


def test_20_what_the_cache_knows_is_printed_alike_in_every_form(
    onym: Any, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    onym("check", ".", "--quiet")
    for form in FORMATS:
        known = onym("check", ".", "--output-format", form)
        with monkeypatch.context() as patch:
            patch.setattr(Memory, "recall", lambda *_: None)
            assert onym("check", ".", "--output-format", form) == known, form
        assert known.code == 1


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_20_fingerprints_stay_when_lines_are_inserted_above(onym: Any, desk: Path, form: str) -> None:
    copy = "President Volodymyr Selenskyj came.\n\nLater Volodymyr Selenskyj left.\n\nThen Andrij Jermak spoke.\n"
    found = []
    for text in (copy, "A line.\n\n" * 3 + copy, copy.replace("Later", "Nobody came.\n\nLater")):
        (desk / "a.txt").write_text(text, "utf-8")
        out = onym("check", KNOWN, "--language=en", "a.txt", "--output-format", form).text
        found.append(re.findall(r'(?:"fingerprint"|"primaryLocationLineHash"): ?"([^"]+)"', out))
    assert found[0] == found[1] == found[2]
    assert len(set(found[0])) == len(found[0]) == 3


# 21: what other programs read


def is_sarif(text: str) -> int:
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    log = json.loads(text)
    assert [error.message for error in jsonschema.Draft4Validator(schema).iter_errors(log)] == []
    return len(log["runs"][0]["results"])


def is_gitlab(text: str) -> int:
    issues = json.loads(text)
    assert max(Counter(issue["fingerprint"] for issue in issues).values()) == 1
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
    return len(issues)


def is_junit(text: str) -> int:
    log = etree.fromstring(text.encode())
    etree.XMLSchema(etree.parse(str(SCHEMAS / "junit-10.xsd"))).assertValid(log)
    return len(log.findall("testsuite/testcase/failure"))


def is_checkstyle(text: str) -> int:
    log = ElementTree.fromstring(text)
    assert {each.tag for each in log} == {"file"}
    assert all(int(each.get("line", "0")) > 0 and each.get("severity") for each in log.iter("error"))
    return len(list(log.iter("error")))


def is_rdjson(text: str) -> int:
    log = json.loads(text)
    assert set(log) == {"source", "diagnostics"}
    return sum(is_diagnostic(each) for each in log["diagnostics"])


def is_diagnostic(each: Any) -> bool:
    allowed = {"message", "location", "severity", "code", "suggestions", "related_locations"}
    assert {"message", "location", "severity"} <= set(each) <= allowed
    assert each["severity"] in {"ERROR", "WARNING", "INFO"}
    return True


READ_BY = {
    "json": lambda text: len(json.loads(text)["findings"]),
    "jsonl": lambda text: sum(json.loads(line)["type"] == "finding" for line in text.splitlines()),
    "sarif": is_sarif,
    "gitlab": is_gitlab,
    "junit": is_junit,
    "checkstyle": is_checkstyle,
    "rdjson": is_rdjson,
    "rdjsonl": lambda text: sum(is_diagnostic(json.loads(line)) for line in text.splitlines()),
    "github": lambda text: sum(line.startswith("::") for line in text.splitlines()),
}


@pytest.mark.parametrize("form", READ_BY)
def test_21_each_form_is_what_its_reader_demands_for_files_of_every_format(
    onym: Any, newsroom: Path, samples: Any, form: str
) -> None:
    for number in range(3):  # the same copy again and again: no two findings may share a fingerprint
        shutil.copy(newsroom / "a.txt", newsroom / f"copy {number}.txt")
    (newsroom / "often.txt").write_text("Andrij Jermak, Andrij Jermak, Andrij Jermak.\n\n" * 3, "utf-8")
    ran = onym("check", KNOWN, *samples, *(path.name for path in sorted(newsroom.glob("[co]*.txt"))),
               "--output-format", form)  # fmt: skip
    assert ran.code == 1
    assert READ_BY[form](ran.text) == sum(sample.count for sample in samples.values()) + 3 * 3 + 9


@pytest.mark.parametrize("form", FORMATS)
def test_21_exit_codes_hold_in_every_form(onym: Any, newsroom: Path, samples: Any, form: str) -> None:
    (newsroom / "clean.txt").write_text("The Senate met in Rome.\n", "utf-8")
    (newsroom / "shown.txt").write_text("He said that Selenskyj came.\n", "utf-8")
    (newsroom / "broken.txt").write_bytes(b"\xff")
    said = (KNOWN, "--output-format", form)
    assert onym("check", *said, "clean.txt").code == 0
    assert onym("check", *said, "a.txt", "a.docx", "clean.txt").code == 1
    assert onym("check", *said, "--exit-zero", "a.txt").code == 0
    assert onym("check", *said, "a.txt", "broken.txt").code == 2
    assert onym("check", *said, "--exit-zero", "broken.txt").code == 2
    assert onym("fix", *said, "a.txt", "a.docx", "clean.txt").code == 0
    assert onym("fix", *said, "shown.txt").code == 1
    assert onym("fix", *said, "a.odt", "broken.txt").code == 2
