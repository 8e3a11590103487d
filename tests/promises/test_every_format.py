"""What a desk is promised of a fix, for a file of every format and through the command itself."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.parsers import expat

import polib
import pyromark
import pytest
import srt
import webvtt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint import config, formats
from lint.checks import name_variant
from lint.document import Document, Span, Writing
from lint.engine import Engine, Selection
from lint.finding import Edit, Finding, Fix, Safety

KNOWN = "--select=name-variant"


def identity(path: Path) -> tuple[int, int, int, bytes]:
    status = os.stat(path)
    return status.st_ino, status.st_mtime_ns, status.st_mode, path.read_bytes()


def members(data: bytes) -> dict[str, bytes]:
    """Return the members of a container; a file that is none is its own only member."""
    if not data.startswith(b"PK"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {info.filename: file.read(info) for info in file.infolist()}


def test_there_is_a_sample_of_every_format(samples: Any) -> None:
    modules = {formats.named(name).__name__ for name in samples}
    assert modules == {formats.named(f"a{suffix}").__name__ for suffix in formats.MODULES}


def test_1_and_8_only_names_in_copy_change(onym: Any, newsroom: Path, sample: Any) -> None:
    """The samples hold the same names in addresses, handles, tags, code, attributes, ids, comments and file names."""
    ran = onym("fix", KNOWN, sample.name, "--output-format=json")
    assert (ran.code, ran.report["findings"]) == (0, [])
    assert members((newsroom / sample.name).read_bytes()) == members(sample.pack(sample.mended))
    assert sample.faulty.count("Selenskyj") - sample.mended.count("Selenskyj") < sample.mended.count("Selenskyj")


def test_2_no_finding_no_write(onym: Any, newsroom: Path, samples: Any) -> None:
    for sample in samples.values():
        (newsroom / sample.name).write_bytes(sample.pack(sample.mended))
    before = {name: identity(newsroom / name) for name in samples}
    assert onym("fix", KNOWN, *samples, "--output-format=json").report["findings"] == []
    assert {name: identity(newsroom / name) for name in samples} == before


def test_3_a_second_fix_writes_nothing(onym: Any, newsroom: Path, samples: Any) -> None:
    (newsroom / "onym.yaml").write_text("language: en\n", "utf-8")  # Word and ODT files get tracked changes
    for extra in ((), ("--unsafe-fixes",)):
        onym("fix", *samples, "--output-format=json", *extra)
        once = {name: identity(newsroom / name) for name in samples}
        onym("fix", *samples, "--output-format=json", *extra)
        assert {name: identity(newsroom / name) for name in samples} == once


# Structure, as parsers that are not ours see it


def xml_events(data: bytes) -> list[object]:
    found: list[object] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    parser.EndElementHandler = lambda name: found.append(name)
    parser.CommentHandler = lambda comment: found.append(("comment", comment))
    parser.ProcessingInstructionHandler = lambda *said: found.append(("instruction", *said))
    parser.StartCdataSectionHandler = lambda: found.append("cdata")
    parser.Parse(data, True)
    return found


def html_events(data: bytes) -> list[object]:
    found: list[object] = []

    class Events(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            found.append((tag, attrs))

        def handle_endtag(self, tag: str) -> None:
            found.append(tag)

        def handle_comment(self, data: str) -> None:
            found.append(("comment", data))

    events = Events()
    events.feed(data.decode())
    events.close()
    return found


def blank(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: blank(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [blank(inner) for inner in value]
    return "" if isinstance(value, str) else value


def json_shape(data: bytes) -> object:
    return [blank(json.loads(line)) for line in data.decode().split("\n\n" if b'"lang"' in data else "\0")]


def table_shape(delimiter: str) -> Callable[[bytes], object]:
    return lambda data: [
        (len(row), row[0]) for row in csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)
    ]


def po_shape(data: bytes) -> object:
    file = polib.pofile(data.decode())
    return file.metadata, [(each.msgctxt, each.msgid, each.comment, len(each.msgstr_plural)) for each in file]


SHAPES: dict[str, Callable[[bytes], object]] = {
    ".txt": lambda data: data.count(b"\n"),
    ".md": lambda data: html_events(pyromark.html(data.decode()).encode()),
    ".html": html_events,
    ".srt": lambda data: [(cue.index, cue.start, cue.end) for cue in srt.parse(data.decode())],
    ".vtt": lambda data: [(cue.identifier, cue.start, cue.end) for cue in webvtt.from_string(data.decode())],
    ".po": po_shape,
    ".csv": table_shape(","),
    ".tsv": table_shape("\t"),
    ".json": json_shape,
    ".jsonl": json_shape,
}


def shape(name: str, data: bytes) -> object:
    read = SHAPES.get(Path(name).suffix, xml_events)
    return {
        member: read(content) if not member or member.endswith(".xml") else content
        for member, content in members(data).items()
    }


def found_in(onym: Any, name: str) -> Counter[tuple[str, str]]:
    report = onym("check", name, "--output-format=json").report
    assert report["errors"] == []
    return Counter((finding["check"], finding["text"]) for finding in report["findings"])


def test_4_structure_stays_and_a_safe_fix_adds_no_finding(onym: Any, newsroom: Path, sample: Any) -> None:
    path = newsroom / sample.name
    old, before = path.read_bytes(), found_in(onym, sample.name)
    assert before.total() >= sample.count
    onym("fix", sample.name, "--output-format=json")
    assert path.read_bytes() != old
    assert shape(sample.name, path.read_bytes()) == shape(sample.name, old)
    assert found_in(onym, sample.name) - before == Counter()


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_4_tracked_changes_keep_the_other_parts(onym: Any, newsroom: Path, suffix: str) -> None:
    path = newsroom / f"a.{suffix}"
    old = members(path.read_bytes())
    assert onym("fix", KNOWN, "--track-changes", path.name).code == 0
    new = members(path.read_bytes())
    assert list(new)[: len(old)] == list(old)
    changed = [name for name in old if new[name] != old[name]]
    assert changed == ["word/document.xml" if suffix == "docx" else "content.xml"]
    assert b"Zelensky" in new[changed[0]]
    assert b"Selenskyj" in new[changed[0]]


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("form", ["plain", "crlf", "no newline", "mark", "utf-16"])
def test_5_git_applies_the_diff_to_the_same_bytes(onym: Any, newsroom: Path, samples: Any, form: str) -> None:
    shutil.rmtree(newsroom / ".git")
    subprocess.run(["git", "init", "-q"], cwd=newsroom, check=True)
    names = [name for name, sample in samples.items() if not sample.zipped]
    for name in names:
        (newsroom / name).write_bytes(FORMS[form](samples[name].faulty))
    before = {name: (newsroom / name).read_bytes() for name in names}
    diff = onym("fix", KNOWN, "--diff", *names)
    assert diff.code == 1
    assert {name: (newsroom / name).read_bytes() for name in names} == before
    assert onym("fix", KNOWN, *names).code == 0
    fixed = {name: (newsroom / name).read_bytes() for name in names}
    assert fixed == {name: FORMS[form](samples[name].mended) for name in names}
    for name, data in before.items():
        (newsroom / name).write_bytes(data)
    applied = subprocess.run(["git", "apply", "-"], cwd=newsroom, input=diff.out, capture_output=True, check=False)
    assert applied.returncode == 0, applied.stderr
    assert {name: (newsroom / name).read_bytes() for name in names} == fixed


HARBOUR = {"big old harbour": "grand harbour", "harbour old wall": "harbour wall"}


def test_6_of_overlapping_fixes_the_first_goes_in_and_none_is_lost(
    onym: Any, newsroom: Path, samples: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are reported; the second goes in by itself over what the first has left."""

    def check(document: Document, context: Any, options: Any) -> Iterator[Finding]:
        for old, new in HARBOUR.items():
            place = document.text.find(old)
            if place >= 0:
                span = Span(place, place + len(old))
                yield Finding("name-variant", span, old, fix=Fix(new, (Edit(span, new),), Safety.SAFE))

    monkeypatch.setattr(name_variant, "check", check)
    wanted = {}
    for name, sample in samples.items():
        old, new = (sample.faulty.replace(" met ", f" met by the {wall} ", 1) for wall in WALLS)
        (newsroom / name).write_bytes(sample.pack(old))
        wanted[name] = members(sample.pack(new))
    ran = onym("check", KNOWN, *samples, "--output-format=json")
    assert Counter((finding["path"], finding["text"]) for finding in ran.report["findings"]) == Counter(
        (name, old) for name in samples for old in HARBOUR
    )
    assert onym("fix", KNOWN, *samples, "--output-format=json").code == 0
    assert {name: members((newsroom / name).read_bytes()) for name in samples} == wanted


WALLS = ("big old harbour old wall", "grand harbour wall")


# Bytes


def mixed_newlines(text: str) -> bytes:
    ends = ["\n", "\r\n", "\r"]
    lines = text.split("\n")
    return "".join(line + ends[n % 3] for n, line in enumerate(lines[:-1])).encode() + lines[-1].encode()


def within(copy: str) -> Callable[[str], bytes]:
    """Set more copy before a word that stands in every sample."""
    return lambda text: text.replace(" met ", f" met {copy} ").encode()


FORMS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 big endian": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "utf-16 and crlf": lambda text: codecs.BOM_UTF16_LE + text.replace("\n", "\r\n").encode("utf-16-le"),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "mixed newlines": mixed_newlines,
    "no newline": lambda text: text.rstrip("\n").encode(),
    "next line": within("a\x85b"),
    "line separator": within("a\u2028b\u2029c"),
    "decomposed": within(unicodedata.normalize("NFD", "Ångström in Köln")),
    "beyond the plane": within("😀 𝕜"),
    "bidirectional": within("\u202e\u2066x\u2069\u200d\u200b"),
    "a mark inside": within("\ufeff"),
    "soft hyphen and spaces": within("a\u00adb\u00a0c\u202fd"),
}
REFUSED: dict[str, Callable[[str], bytes]] = {
    "nul": within("a\0b"),
    "latin-1": lambda text: western(text).replace("“", "").replace("”", "").encode("latin-1"),
    "windows-1252": lambda text: western(text).encode("cp1252"),
    "lone surrogate": lambda text: text.encode().replace(b" met ", b" met \xed\xa0\x80 "),
    "overlong": lambda text: text.encode().replace(b" met ", b" met \xc0\xaf "),
    "cut short": lambda text: text.encode() + "é".encode()[:1],
    "utf-16 cut short": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le")[:-1],
    "utf-16 lone surrogate": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le") + b"\0\xd8x\0",
    "utf-16 without a mark": lambda text: text.encode("utf-16-le"),
    "utf-32": lambda text: codecs.BOM_UTF32_LE + text.encode("utf-32-le"),
    "image": lambda text: b"\x89PNG\r\n\x1a\n\0\0" + text.encode(),
}


def test_7_bytes_are_kept_or_the_file_is_refused(onym: Any, newsroom: Path, text_sample: Any) -> None:
    assert len(FORMS) + len(REFUSED) >= 17
    assert " met " in text_sample.marked
    stem, suffix = os.path.splitext(text_sample.name)
    files: dict[str, tuple[bytes, bytes, bool]] = {}
    for kind, pack in {**FORMS, **REFUSED}.items():
        old, new = pack(text_sample.faulty), pack(text_sample.mended)
        files[f"{stem} {kind}{suffix}"] = old, new, kind in REFUSED
    for name, (old, _, _) in files.items():
        (newsroom / name).write_bytes(old)
    ran = onym("fix", KNOWN, *files, "--output-format=json")
    assert ran.code == 2
    errors = {error["path"]: error for error in ran.report["errors"]}
    for name, (old, new, refused) in files.items():
        assert (newsroom / name).read_bytes() == (old if refused else new), name
        assert (name in errors) is refused, name
        assert not refused or errors[name]["line"], name


def test_7_a_configured_encoding_is_kept(onym: Any, newsroom: Path, text_sample: Any) -> None:
    (newsroom / "onym.yaml").write_text("language: en\nencoding: cp1252\n", "utf-8")
    old, new = (western(text).encode("cp1252") for text in (text_sample.faulty, text_sample.mended))
    (newsroom / text_sample.name).write_bytes(old)
    assert onym("fix", KNOWN, text_sample.name, "--output-format=json").code == 0
    assert (newsroom / text_sample.name).read_bytes() == new


def western(text: str) -> str:
    """Set copy into a sample that Windows-1252 has letters for, and take out what it has none for."""
    return re.sub("[\u0400-\u04ff]", "", text).replace(" met ", " met “Jérôme” ")


# Files with anything between the names


@lru_cache(maxsize=1)
def engine() -> Engine:
    loaded = config.load(None)._replace(writing=Writing(False))
    return Engine(loaded, Selection(frozenset({"name-variant"})), "en")


FILLERS = [
    " and ",
    " 1 ",
    " – ",
    " é ",
    " 😀 ",
    " ‘x’ ",
    " ... ",
    " e\u0301 ",
    " 日本 ",
    ": ",
    "; ",
    " (b) ",
    " x\u00a0y ",
]
SOUND = ["@Selenskyj", "selenskyj@example.org", "www.selenskyj.example/Selenskyj", "#Selenskyj", "Selenskyj.jpg"]
MARK = re.compile("«([^«»]*)»")


@pytest.mark.slow
@settings(
    max_examples=200 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_1_and_3_whatever_stands_between_the_names(sample: Any, data: st.DataObject) -> None:
    """Copy is set before and behind every name; what is mended are these names and nothing else, and once."""
    groups = st.lists(st.sampled_from([*FILLERS, *(f" {sound} " for sound in SOUND)]), min_size=1, max_size=3)

    def among(match: re.Match[str]) -> str:
        return f"{''.join(data.draw(groups))}{match[0]} and {''.join(data.draw(groups))}"

    drawn = sample._replace(marked=MARK.sub(among, sample.marked))
    old, new = drawn.pack(drawn.faulty), drawn.pack(drawn.mended)
    mended, left = engine().mend(engine().read(drawn.name, old), Safety.SAFE)
    assert members(mended) == members(new)
    assert engine().mend(engine().read(drawn.name, mended), Safety.SAFE) == (mended, left)
