"""Comments that switch findings off: each goes where its format has room for it, and changes nothing else."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint import config, formats
from lint.engine import Engine, Selection
from lint.silence import silence

NOTE = "onym-disable-next name-variant: why"
C = f"<!-- {NOTE} -->"
A, B = "President Volodymyr Selenskyj left.", "Anthony Blinken met Volodymyr Selensky."


@lru_cache(maxsize=1)
def engine() -> Engine:
    return Engine(config.load(None), Selection(frozenset({"name-variant"})), "en")


def silenced(path: str, data: bytes) -> tuple[bytes, list[str]]:
    """Return the file with its comments, and the copy of the findings that are left."""
    found = engine().lint(engine().read(path, data))
    assert found
    result = silence(engine(), path, data, found, "why")
    assert result.document.text == engine().read(path, data).text
    assert [finding.message for finding in engine().lint(result.document)] == [each.message for each in result.left]
    again = silence(engine(), path, result.data, result.left, "why")
    assert (again.data, again.comments) == (result.data, 0)
    return result.data, [result.document.text[slice(*finding.span)] for finding in result.left]


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("a.md", f"{A}\n\n{B}\n", f"{C}\n{A}\n\n{C}\n{B}\n"),
        ("a.md", f"# {A}\n", f"{C}\n# {A}\n"),
        ("a.md", f"{A}\n===\n", f"{C}\n{A}\n===\n"),
        ("a.md", f"{A}\r\n\r\nFine.\r\n", f"{C}\r\n{A}\r\n\r\nFine.\r\n"),
        ("a.md", f"- fine\n- {A}\n- fine\n", f"- fine\n- {C}\n  {A}\n- fine\n"),
        ("a.md", f"1. fine\n2. {A}\n", f"1. fine\n2. {C}\n   {A}\n"),
        ("a.md", f"> {A}\n> more\n", f"> {C}\n> {A}\n> more\n"),
        ("a.md", f"> - {A}\n", f"> - {C}\n>   {A}\n"),
        ("a.md", f"- [ ] {A}\n", f"{C}\n- [ ] {A}\n"),
        ("a.md", f"| a | b |\n| --- | --- |\n| x | {A} |\n", f"| a | b |\n| --- | --- |\n| x | {C}{A} |\n"),
        ("a.md", f"See ![{A}](x.jpg) here.\n", f"See {C}![{A}](x.jpg) here.\n"),
        ("a.html", f"<p>{A}</p>\n", f"{C}\n<p>{A}</p>\n"),
        ("a.html", f"<div>\n  <p>{A}</p>\n</div>", f"<div>\n  {C}\n  <p>{A}</p>\n</div>"),
        ("a.html", f"<p>x</p><p>{A}</p>", f"<p>x</p>{C}<p>{A}</p>"),
        ("a.html", f"<title>{A}</title><p>x", f"{C}\n<title>{A}</title><p>x"),
        ("a.html", f'<p>x <img alt="{A}"> y</p>', f'<p>x {C}<img alt="{A}"> y</p>'),
        ("a.html", "<p><b>Volodymyr Selen</b>skyj</p>", f"<p>{C}<b>Volodymyr Selen</b>skyj</p>"),
        ("a.xml", f"<a>\n <p>{A}</p>\n</a>", f"<a>\n {C}\n <p>{A}</p>\n</a>"),
        ("a.xml", f"<a><p><![CDATA[{A}]]></p></a>", f"<a><p>{C}<![CDATA[{A}]]></p></a>"),
        ("a.po", f'#: a.c:1\nmsgid "x"\nmsgstr "{A}"\n', f'# {NOTE}\n#: a.c:1\nmsgid "x"\nmsgstr "{A}"\n'),
        (
            "a.po",
            f'msgid "x"\nmsgstr "x"\n\nmsgctxt "c"\nmsgid "y"\nmsgstr ""\n"{A}"\n',
            f'msgid "x"\nmsgstr "x"\n\n# {NOTE}\nmsgctxt "c"\nmsgid "y"\nmsgstr ""\n"{A}"\n',
        ),
        (
            "a.vtt",
            f"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n{A}\n",
            f"WEBVTT\n\nNOTE {NOTE}\n\n1\n00:01.000 --> 00:02.000\n{A}\n",
        ),
    ],
)
def test_a_comment_goes_before_the_block_and_every_other_byte_stays(path: str, text: str, wanted: str) -> None:
    assert silenced(path, text.encode()) == (wanted.encode(), [])


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        ("a.txt", A, ["Selenskyj"]),
        ("a.srt", f"1\n00:00:01,000 --> 00:00:02,000\n{A}\n", ["Selenskyj"]),
        ("a.csv", f"headline,note\n{A},x\n", ["Selenskyj"]),
        ("a.json", f'{{"body": "{A}"}}', ["Selenskyj"]),
        ("a.md", f"---\ntitle: {A}\n---\n\nFine.\n", ["Selenskyj"]),
        ("a.po", f'msgid "x"\nmsgid_plural "y"\nmsgstr[0] "z"\nmsgstr[1] "{A}"\n', ["Selenskyj"]),
    ],
)
def test_where_no_comment_can_stand_the_file_is_as_it_was(path: str, text: str, left: list[str]) -> None:
    assert silenced(path, text.encode()) == (text.encode(), left)


def word() -> bytes:
    """Return a document of Word with a heading, a name in two runs, and a cell."""
    document, out = docx.Document(), io.BytesIO()
    document.add_heading(A, 1)
    paragraph = document.add_paragraph("And ")
    paragraph.add_run("Volodymyr Selen").bold = True
    paragraph.add_run("skyj.")
    document.add_table(1, 1).cell(0, 0).text = B
    document.save(out)
    return out.getvalue()


def test_word_has_comments() -> None:
    data, left = silenced("a.docx", word())
    assert left == []
    assert [comment.text for comment in docx.Document(io.BytesIO(data)).comments] == [NOTE] * 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_the_encoding_stays(encoding: str) -> None:
    text = f"<meta charset=windows-1252><p>Café: {A}</p>" if encoding == "windows-1252" else f"<p>Café: {A}</p>"
    data, left = silenced("a.html", text.encode(encoding))
    assert left == []
    assert data.decode(encoding).replace(C, "").replace("\n", "") == text


def test_a_reason_cannot_end_the_comment() -> None:
    data = f"{A}\n".encode()
    found = engine().lint(engine().read("a.md", data))
    result = silence(engine(), "a.md", data, found, "x --> <b>y</b>\n\nä ---!> z")
    assert result.data.decode() == f"<!-- onym-disable-next name-variant: x - -> <b>y</b> ä - - -!> z -->\n{A}\n"
    assert result.left == []


def test_without_a_reason_the_copy_is_named() -> None:
    data = f"{B}\n".encode()
    found = engine().lint(engine().read("a.md", data))
    assert silence(engine(), "a.md", data, found).data.startswith(b"<!-- onym-disable-next name-variant: Anthony, ")


BLOCKS = ("{}\n\n", "## {}\n\n", "- {}\n- x {}\n\n", "> {}\n\n", "3. {}\n\n   {}\n\n", "| {} |\n| --- |\n| {} |\n\n")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from([A, B, "Fine."])), min_size=1, max_size=5))
def test_no_text_changes_and_nothing_is_left_in_plain_markdown(blocks: list[tuple[str, str]]) -> None:
    text = "".join(block.replace("{}", copy) for block, copy in blocks)
    document = engine().read("a.md", text.encode())
    found = engine().lint(document)
    result = silence(engine(), "a.md", text.encode(), found)
    assert result.document.text == document.text
    assert result.left == []
    assert engine().lint(engine().read("a.md", result.data)) == []


@pytest.mark.parametrize(
    ("path", "head", "block"),
    [
        ("a.md", "", "{}\n\n"),
        ("a.md", "| a |\n| --- |\n", "| {} |\n"),
        ("a.html", "<ul>\n", "<li>{}</li>\n"),
        ("a.po", "", 'msgid "x {}"\nmsgstr "{}"\n\n'),
    ],
)
def test_a_file_is_read_as_often_for_many_findings_as_for_few(
    monkeypatch: pytest.MonkeyPatch, path: str, head: str, block: str
) -> None:
    reads: list[str] = []
    read = formats.read
    monkeypatch.setattr(formats, "read", lambda path, *said: reads.append(path) or read(path, *said))
    counts = []
    for number in (3, 60):
        data = (head + "".join(block.format(A, A) for _ in range(number))).encode()
        found = engine().lint(engine().read(path, data))
        reads.clear()
        result = silence(engine(), path, data, found, "why")
        assert (result.comments, result.left) == (number, [])
        counts.append(len(reads))
    assert counts[0] == counts[1]


def test_one_block_without_room_keeps_no_other_from_its_comment() -> None:
    data = f"---\ntitle: {A}\n---\n\n{A}\n\n- [ ] {A}\n\n{B}\n".encode()
    result = silence(engine(), "a.md", data, engine().lint(engine().read("a.md", data)), "why")
    assert result.comments == 3
    assert [finding.span.start for finding in result.left] == [result.document.text.index("Selenskyj")]


# On the command line


def test_add_noqa_writes_and_tells_what_has_no_comments(onym: Any, desk: Path) -> None:
    (desk / "a.md").write_text(f"{A}\n\n{A}\n", "utf-8")
    (desk / "b.txt").write_text(A, "utf-8")
    arguments = ("check", "--select=name-variant", "--language=en", "--add-noqa", "--reason=why", ".")
    ran = onym(*arguments, "--output-format=concise")
    assert (ran.code, ran.text.count("\n"), ran.text[:7]) == (1, 1, "b.txt:1")
    assert ran.err.splitlines()[0] == "onym wrote 2 comments into 1 file"
    assert "1 finding: .txt files have no comments" in ran.err
    written = (desk / "a.md").read_bytes()
    assert written.decode() == f"{C}\n{A}\n\n{C}\n{A}\n"
    assert onym(*arguments, "-q").code == 1
    assert (desk / "a.md").read_bytes() == written
    assert (desk / "b.txt").read_text("utf-8") == A


def test_add_noqa_leaves_alone_what_the_baseline_holds(onym: Any, desk: Path) -> None:
    (desk / "a.md").write_text(f"{A}\n", "utf-8")
    base = ("check", "--select=name-variant", "--language=en", "--baseline=known.json", "a.md", "-q")
    onym(*base, "--add-baseline")
    (desk / "a.md").write_text(f"{A}\n\n{B}\n", "utf-8")
    assert onym(*base, "--add-noqa", "--reason=why").code == 0
    assert (desk / "a.md").read_text("utf-8") == f"{A}\n\n{C}\n{B}\n"


@pytest.mark.parametrize(
    "arguments", [("--add-noqa", "-"), ("--reason=why", "a.md"), ("--add-noqa", "--source=a.md", "a.md")]
)
def test_add_noqa_refuses_what_it_cannot_write(onym: Any, desk: Path, arguments: tuple[str, ...]) -> None:
    (desk / "a.md").write_text(A, "utf-8")
    ran = onym("check", *arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert "--add-noqa writes into files" in ran.err
