from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import formats
from lint.document import Span
from lint.finding import Edit, Finding, Fix, Related, Safety, Severity
from lint.reporters.excerpt import excerpt
from lint.result import Failure, Result
from lint.terminal import is_hidden, printable, width

LONG = "Es war einmal ein sehr langer Absatz über Selensky und den Nordischen Rat in Reykjavik"
UNREAD = Result("x.txt", None, (), Failure("x.txt", None, None, "gone"))


@pytest.mark.parametrize(
    ("text", "form", "columns", "shown"),
    [
        ("Nato meets", "Nato", 40, ("", "Nato", " meets")),
        ("one\nthe Nato meets\nthree", "Nato", 40, ("the ", "Nato", " meets")),
        ("one\r\nthe Nato meets\r\nthree", "Nato", 40, ("the ", "Nato", " meets")),
        ("one\rthe Nato\rthree", "Nato", 40, ("the ", "Nato", "")),
        ("\tNato", "Nato", 40, ("    ", "Nato", "")),
        ("die \u202eNato", "Nato", 40, ("die \\u202e", "Nato", "")),
        (LONG, "Selensky", 40, ("…Absatz über ", "Selensky", " und den…")),
        (LONG, "Es", 20, ("", "Es", " war einmal ein…")),
        (LONG, "Reykjavik", 30, ("…Nordischen Rat in ", "Reykjavik", "")),
        (LONG, "ein sehr langer Absatz", 16, ("…", "ein sehr lange", "…")),
        ("one\ntwo\nthree", "two\nthr", 40, ("", "two", "…")),
        ("one\ntwo", "\ntwo", 40, ("one", "", "…")),
        ("x" * 50 + "Nato" + "y" * 50, "Nato", 20, ("…xxxxxxx", "Nato", "yyyyyyy…")),
        ("日本 Nato 日本日本日本日本日本", "Nato", 20, ("日本 ", "Nato", " 日本日本…")),
    ],
)
def test_excerpt(text: str, form: str, columns: int, shown: tuple[str, str, str]) -> None:
    start = text.index(form)
    assert excerpt(text, Span(start, start + len(form)), columns) == shown


COPY = st.text(st.sampled_from("ab 日e\u0301\t\n\r🎉\u202e\x1b\u1161z"), max_size=60)


@given(COPY, COPY, COPY, st.integers(12, 50))
def test_excerpt_fits_and_shows_the_place(before: str, form: str, after: str, columns: int) -> None:
    span = Span(len(before), len(before) + len(form))
    shown = excerpt(before + form + after, span, columns)
    assert width("".join(shown)) <= columns
    assert not any(is_hidden(character) for part in shown for character in part)
    assert printable(form.replace("\t", "    ")).startswith(shown.marked)


def test_excerpt_of_a_huge_line_looks_only_near_the_place() -> None:
    class Watched(str):
        def __getitem__(self, key):
            part = super().__getitem__(key)
            assert len(part) < 200
            return part

    text = Watched("a " * 100_000 + "Nato" + " b" * 100_000)
    assert excerpt(text, Span(200_000, 200_004), 92).marked == "Nato"


@pytest.mark.parametrize(
    ("line", "form", "marks"),
    [
        ("the Nato", "Nato", "    ^^^^"),
        ("🎉 Nato", "Nato", "   ^^^^"),
        ("日本 Nato", "Nato", "     ^^^^"),
        ("die 日本", "日本", "    ^^^^"),
        ("cafe\u0301 Nato", "Nato", "     ^^^^"),
        ("\tNato", "Nato", "    ^^^^"),
        ("\u200bNato", "Nato", "      ^^^^"),
        ("the Nato", "", "^"),
    ],
)
def test_marks_stand_under_the_place(line: str, form: str, marks: str, report) -> None:
    document = formats.named("a.txt").read("a.txt", line.encode())
    start = line.index(form)
    finding = Finding("letter-case", Span(start, start + len(form)), "say NATO")
    _, copy, mark, *_ = report("full", [Result("a.txt", document, (finding,))]).split("\n")
    assert copy.startswith("    1 | ")
    assert mark == "      | " + marks


def findings(*fixes: tuple[Severity, Safety | None]) -> Result:
    document = formats.named("a.txt").read("a.txt", b"Nato")
    span = Span(0, 4)
    made = tuple(
        Finding("letter-case", span, "say NATO", severity,
                fix=None if safety is None else Fix("Write “NATO”", (Edit(span, "NATO"),), safety))
        for severity, safety in fixes
    )  # fmt: skip
    return Result("a.txt", document, made)


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@pytest.mark.parametrize(
    ("results", "summary"),
    [
        ([], ["Nothing to check: no files"]),
        ([findings()], ["All clear: 1 file, nothing found"]),
        ([findings()] * 12, ["All clear: 12 files, nothing found"]),
        ([findings(), UNREAD], ["Nothing found in 1 file, but 1 file or rule could not be used"]),
        ([findings((ERROR, None))], ["1 finding in 1 file: 1 error"]),
        (
            [findings(*[(ERROR, Safety.SAFE)] * 12, *[(WARNING, Safety.SAFE)] * 3, (WARNING, Safety.UNSAFE))],
            ["16 findings in 1 file: 12 errors, 4 warnings; "
             "15 can be fixed with onym fix, 1 more with --unsafe-fixes"],
        ),
        (
            [findings((INFO, Safety.UNSAFE), (INFO, Safety.SHOW)), findings()],
            ["2 findings in 1 of 2 files: 2 info; 1 can be fixed with onym fix --unsafe-fixes"],
        ),
        (
            [findings((WARNING, Safety.SAFE)), findings((WARNING, None)), UNREAD, UNREAD],
            ["2 findings in 2 files: 2 warnings; 1 can be fixed with onym fix", "2 files or rules could not be used"],
        ),
    ],
)  # fmt: skip
def test_summary(results: list[Result], summary: list[str], report) -> None:
    assert report("full", results).splitlines()[-len(summary) :] == summary


def test_spellings_are_ranked_and_many_places_are_counted(report) -> None:
    document = formats.named("a.txt").read("a.txt", b"Nato")
    span = Span(0, 4)
    finding = Finding("unlisted-name", span, "two spellings", related=(Related(span, "here"),) * 8,
                      spellings={"Zelensky": 2, "Selensky": 6, "Selenskyj": 2})  # fmt: skip
    lines = report("full", [Result("a.txt", document, (finding,))]).splitlines()
    assert "        spellings: Selensky 6, Zelensky 2, Selenskyj 2" in lines
    assert lines.count("        1:1 here: Nato") == 5
    assert "        and 3 more places" in lines
