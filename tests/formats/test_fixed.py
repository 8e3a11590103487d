"""Whole files of each format through the command line: what is mended, what stays, and that it is mended once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CUES = (
    "1\r\n00:00:01,000 --> 00:00:02,000\r\n{{\\an8}}<i>President {}</i>\r\n\r\n"
    "2\r\n00:00:02,100 --> 00:00:03,000\r\n{} left.\r\n"
)
VTT = "WEBVTT\nLanguage: en\n\n00:01.000 --> 00:02.000\n<v {}>President {} left.\n"
PO = 'msgid ""\nmsgstr "Language: en\\n"\n\n#: Kiew.c\nmsgid "Kiew"\nmsgstr ""\n"President {}"\n"{} \\"left\\"."\n'
CSV = 'id,headline,lang\r\nKiew-1,"President {} ""left""",en\r\n'
JSON = '{{"language": "en",\t"id": "Kiew 1", "html": "<p>President {0} met <i>{1}<\\/i>.</p>"}}'
NINJS = (
    '{{"uri":"urn:Kiew","versionCreated":"2024-05-01","language":"en","headlines":[{{"value":"President {0}"}}],'
    '"bodies":[{{"contentType":"text/html","value":"<p>President {0} left.</p>"}},'
    '{{"contentType":"text/plain","value":"President {0} left."}}]}}'
)
FULL, HOUSE = "Volodymyr Selenskyj", "Volodymyr Zelensky"
FILES = [
    ("a.srt", CUES, ("Wolodymyr", "Selenskyj"), ("Volodymyr", "Zelensky")),
    ("a.vtt", VTT, ("Andrij Jermak", "Wolodymyr\nS<b>elens</b>kyj"), ("Andriy Yermak", "Volodymyr\nZ<b>elens</b>ky")),
    ("a.po", PO, (" Wolodymyr Selen", "skyj"), (" Volodymyr Zelen", "sky")),
    ("a.csv", CSV, (FULL,), (HOUSE,)),
    ("a.tsv", CSV.replace(",", "\t"), (FULL,), (HOUSE,)),
    ("a.json", JSON, ("Volodymyr S<b>elens<\\/b>k\\u0079j", "Andrij &#74;erm\\u0061k"),
     ("Volodymyr Z<b>elens<\\/b>k\\u0079", "Andriy Yerm\\u0061k")),
    ("a.jsonl", JSON + "\n" + JSON + "\n", (FULL, "Andrij Jermak"), (HOUSE, "Andriy Yermak")),
    ("ninjs.json", NINJS, (FULL,), (HOUSE,)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "form", "before", "after"), FILES, ids=[name for name, *_ in FILES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_mended_once_and_only_where_it_is_wrong(
    desk: Path, onym: Any, name: str, form: str, before: tuple[str, ...], after: tuple[str, ...], encoding: str
) -> None:
    path, wanted = desk / name, form.format(*after).encode(encoding)
    path.write_bytes(form.format(*before).encode(encoding))
    assert onym("fix", name, "--language=en", "--quiet").code == 0
    assert path.read_bytes() == wanted
    stamp = path.stat().st_mtime_ns
    assert onym("fix", name, "--language=en").code == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (wanted, stamp)


@pytest.mark.parametrize(("name", "form", "before", "after"), FILES, ids=[name for name, *_ in FILES])
def test_standard_input_has_the_format_of_its_name(
    onym: Any, name: str, form: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    given = form.format(*before).encode()
    ran = onym("fix", "-", f"--stdin-filename=sub/{name.upper()}", "--language=en", stdin=given)
    assert (ran.code, ran.out) == (0, form.format(*after).encode())


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.vtt", VTT.replace("\n\n", "\n\nNOTE onym-disable-next\n\n")),
        ("a.po", PO.replace("#: ", "# onym-disable-next: a title\n#: ")),
    ],
)
def test_a_comment_of_the_format_switches_checks_off(desk: Path, onym: Any, name: str, source: str) -> None:
    (desk / name).write_text(source.format("Jane Doe", FULL), "utf-8")
    assert onym("check", name, "--language=en").code == 0
    (desk / name).write_text(source.replace("-next", "").replace("disable", "enable").format("Jane Doe", FULL), "utf-8")
    assert onym("check", name, "--language=en").code == 1


def test_what_is_no_text_is_passed_over_in_a_folder_and_refused_by_name(desk: Path, onym: Any) -> None:
    (desk / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    (desk / "notes.log").write_text(f"President {FULL} left.\n", "utf-8")
    assert onym("check", ".", "--language=en").code == 0
    assert onym("check", "photo.jpg").code == 2
    assert onym("check", "notes.log", "--language=en").code == 1


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.po", "a.srt", "a.vtt"])
def test_a_file_that_is_none_of_its_format_stops_no_other(desk: Path, onym: Any, name: str) -> None:
    (desk / name).write_text("Only words.\n", "utf-8")
    (desk / "good.csv").write_text(f"headline\nPresident {FULL} left\n", "utf-8")
    report = onym("check", name, "good.csv", "--language=en", "--output-format=json")
    assert report.code == 2
    assert [error["path"] for error in report.report["errors"]] == [name]
    assert [error["line"] for error in report.report["errors"]] == [1]
    assert [finding["path"] for finding in report.report["findings"]] == ["good.csv"]
