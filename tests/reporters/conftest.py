"""One set of results that has everything a reporter must get right, and the golden files made of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from lint import formats, reporters
from lint.document import Span
from lint.finding import Edit, Finding, Fix, Related, Safety, Severity
from lint.result import Failure, Result

GOLDEN = Path(__file__).parent.parent / "golden"

ARTICLE = (
    "🎉 Selensky trifft Olaf Scholz\r\n"
    "\r\n"
    "\t日本 e\u0301 Selenskyj sprach\r\n"
    + "Der ukrainische Präsident warnt seit Tagen vor einer weiteren Eskalation des Krieges, " * 4
    + "sagte Selensky in Reykjavik. "
    + "Die Ankunft der Soldaten war auch beim Treffen des Nordischen Rates ein Thema. " * 3
    + "\r\n"
    "Zelensky kam nach Berlin.\r\n"
    "\u202eNato\u202c und \x1b]0;Titel\x07 die NATO\r\n"
    "ARCHIV - Sabrina Singh.\r\n"
    "Foto: Harnik\r\n"
)
HOSTILE = "desk/50%: a,b\u202e\x1b[31m.txt"
COUNTS = {"Selensky": 2, "Selenskyj": 1, "Zelensky": 1}


def place(form: str, number: int = 0) -> Span:
    """Find the nth occurrence of a form in the article."""
    start = -1
    for _ in range(number + 1):
        start = ARTICLE.index(form, start + 1)
    return Span(start, start + len(form))


def variant(span: Span, safety: Safety, severity: Severity) -> Finding:
    form = ARTICLE[span.start : span.end]
    return Finding(
        check="name-variant",
        span=span,
        message=f"“{form}” is “Selenskyj” in German copy",
        severity=severity,
        certainty=0.97,
        related=(Related(place("Selenskyj"), "first here"), Related(place("Zelensky"), "English spelling")),
        group="volodymyr-zelensky",
        name="volodymyr-zelensky",
        spellings=COUNTS,
        evidence=("the tables for Зеленський give Selenskyj in German",),
        fix=Fix("Write “Selenskyj”", (Edit(span, "Selenskyj"),), safety),
    )


def sample() -> list[Result]:
    """Return results with emoji, CRLF, a tab, wide, combining, bidi and escape characters, and failures."""
    article = formats.named(HOSTILE).read(HOSTILE, ARTICLE.encode())
    clean = formats.named("clean.txt").read("clean.txt", b"Nothing to see here.\n")
    caption = Span(ARTICLE.index("ARCHIV"), len(ARTICLE) - 2)
    return [
        Result(
            HOSTILE,
            article,
            (
                variant(place("Selensky"), Safety.SAFE, Severity.ERROR),
                variant(place("Selensky", 2), Safety.UNSAFE, Severity.WARNING),
                Finding("letter-case", place("Nato"), "“Nato” and “NATO”: one copy, one form\nat most, 100%",
                        Severity.INFO, related=(Related(place("NATO"), "also here"),)),
                Finding("repeated-text", caption, "This caption \x07stands twice", Severity.WARNING, 0.5,
                        fix=Fix("Delete the caption", (Edit(caption, ""),), Safety.SHOW)),
            ),
        ),
        Result("clean.txt", clean, ()),
        Result("rules/names/ukraine.yaml", None, (), Failure("rules/names/ukraine.yaml", 12, 3, "duplicate key “id”")),
        Result("gone\n.txt", None, (), Failure("gone\n.txt", None, None, "no such file, 100% sure:\nlook again")),
    ]  # fmt: skip


def written(name: str, results: list[Result], colour: bool = False) -> str:
    out = io.StringIO(newline="")
    reporters.write(name, results, out, colour)
    return out.getvalue()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the golden files of the reporters anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    def compare(name: str, output: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--golden-update", default=False):
            path.write_bytes(output.encode())
        assert output.encode() == path.read_bytes(), f"{path.name} differs; --golden-update accepts the new output"

    return compare


@pytest.fixture
def results() -> list[Result]:
    return sample()


@pytest.fixture
def report():
    return written
