from __future__ import annotations

from lint import formats
from lint.document import Span
from lint.finding import Edit, Finding, Fix, Related, Safety
from lint.reporters.groups import gathered
from lint.result import Result


def result(path: str, text: str, *forms: str, name: str = "nato") -> Result:
    document = formats.named("a.txt").read("a.txt", text.encode())
    spans = [Span(text.index(form), text.index(form) + len(form)) for form in forms]
    return Result(
        path,
        document,
        tuple(
            Finding(
                "letter-case", span, "say NATO", name=name, fix=Fix("Write “NATO”", (Edit(span, "NATO"),), Safety.SAFE)
            )
            for span in spans
        ),
    )


def test_one_name_over_many_files(report) -> None:
    output = report("grouped", [result("a.txt", "Nato nato", "Nato", "nato"), result("b.txt", "Nato", "Nato")])
    assert output.splitlines() == [
        "nato  letter-case  3 places in 2 files",
        "  Nato     2  a.txt:1:1  b.txt:1:1",
        "  nato     1  a.txt:1:6",
        "  fix: Write “NATO”",
        "",
        "3 places of 1 name in 2 files",
    ]


def test_names_with_more_places_come_first_and_many_places_are_counted(report) -> None:
    few = result("a.txt", "Unesco", "Unesco", name="unesco")
    lines = report("grouped", [few, *(result(f"{n}.txt", "Nato", "Nato") for n in range(6))]).splitlines()
    assert lines[0] == "nato  letter-case  6 places in 6 files"
    assert lines[1].endswith("3.txt:1:1  and 2 more")


def test_a_cluster_counts_every_place(report) -> None:
    document = formats.named("a.txt").read("a.txt", b"Yermak Jermak Yermak")
    related = (Related(Span(0, 6), "Yermak"), Related(Span(14, 20), "Yermak"))
    counts = {"Yermak": 2, "Jermak": 1}
    finding = Finding("inconsistent-name", Span(7, 13), "two spellings", related=related, spellings=counts)
    (group,), _, files, _ = gathered([Result("a.txt", document, (finding,))])
    assert {form: len(places) for form, places in group.forms.items()} == {"Jermak": 1, "Yermak": 2}
    assert (group.size, group.files, files) == (3, 1, 1)
    assert "  two spellings" in report("grouped", [Result("a.txt", document, (finding,))]).splitlines()


def test_nothing_found(report) -> None:
    assert report("grouped", [result("a.txt", "NATO")]) == "0 places of 0 names in 1 file\n"
