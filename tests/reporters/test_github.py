from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import formats
from lint.document import Span
from lint.finding import Finding, Severity
from lint.reporters import github
from lint.result import Result
from lint.terminal import is_hidden, printable

COMMAND = re.compile(r"::(error|warning|notice) file=([^:,]*)((?:,\w+=[^:,]*)*)::(.*)")
WORD = Span(0, 4)


def decoded(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def one(path: str, message: str, span: Span = WORD, severity: Severity = Severity.ERROR) -> Result:
    document = formats.named("a.txt").read("a.txt", b"Nato\nNATO")
    return Result(path, document, (Finding("letter-case", span, message, severity),))


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_severity(severity: Severity, command: str, report) -> None:
    assert report("github", [one("a.txt", "x", severity=severity)]).startswith(f"::{command} file=a.txt,")


def test_a_place_of_several_lines_has_no_columns(report) -> None:
    assert report("github", [one("a.txt", "x", Span(0, 9))]) == (
        "::error file=a.txt,line=1,endLine=2,title=onym (letter-case)::x\n"
    )


TEXT = st.text(st.characters(codec=None) | st.sampled_from("%:,\r\n\x1b\u202e"), max_size=30)


@given(TEXT, TEXT)
def test_no_text_breaks_out_of_its_command(path: str, message: str) -> None:
    out = io.StringIO(newline="")
    github.write([one(path, message)], out)
    line = out.getvalue()
    assert line.endswith("\n")
    assert not any(is_hidden(character) for character in line[:-1])
    match = COMMAND.fullmatch(line[:-1])
    assert match
    assert decoded(match[2]) == printable(path)
    assert decoded(match[4]) == printable(message)
