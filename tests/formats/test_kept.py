"""What holds for subtitles, translations, tables and JSON, as parsers that are not ours see it."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any, NamedTuple

import polib
import pytest
import srt as srt_oracle
import webvtt as webvtt_oracle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.document import Document, Span
from lint.finding import Edit
from lint.formats import FormatError, named, slices

some = settings(
    max_examples=80 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
WORDS = ["Selenskyj", "Präsident", "Kiew", "Київ", "O'Neill", "sagte", "😀", "St.", "Wolodymyr"]
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")


def phrases(*extra: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*WORDS, *extra]), min_size=1, max_size=6).map(" ".join)


def plain(value: str) -> str:
    return unescape(_TAG.sub("", value))


# --- files of each format, and what an independent parser makes of them: all texts, and all the rest ---


class Kept(NamedTuple):
    path: str
    files: st.SearchStrategy[str]
    values: Callable[[str], list[str]]
    shape: Callable[[str], Any]
    letters: str  # new letters that an edit may bring


def _clock(second: int, mark: str) -> str:
    return f"00:{second // 60:02}:{second % 60:02}{mark}500"


def _cues(texts: Iterable[str], mark: str) -> str:
    numbered = enumerate(texts, 1)
    return "".join(f"{n}\n{_clock(n, mark)} --> {_clock(n + 1, mark)}\n{text}\n\n" for n, text in numbered)


def _srt_values(source: str) -> list[str]:
    return [_TAG.sub("", cue.content) for cue in srt_oracle.parse(source)]


def _srt_shape(source: str) -> Any:
    return [(cue.index, cue.start, cue.end, _TAG.findall(cue.content)) for cue in srt_oracle.parse(source)]


def _vtt_values(source: str) -> list[str]:
    found = webvtt_oracle.from_string(source)
    return [text for cue in found for text in (plain(cue.raw_text), unescape(cue.voice or ""))]


def _vtt_shape(source: str) -> Any:
    tags = [
        re.sub(r"<v[^>]*>", "<v>", "".join(_TAG.findall(cue.raw_text))) for cue in webvtt_oracle.from_string(source)
    ]
    return [(cue.identifier, cue.start, cue.end) for cue in webvtt_oracle.from_string(source)], tags


def _po(texts: list[str]) -> str:
    def quoted(text: str) -> str:
        half = len(text) // 2
        return "\n".join(f'"{polib.escape(part)}"' for part in ("", text[:half], text[half:]))

    head = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entries = [f'# note\n#: a.c:{n}\nmsgid "Kiew {n}"\nmsgstr {quoted(text)}\n\n' for n, text in enumerate(texts)]
    return head + "".join(entries) + f'msgid "One"\nmsgid_plural "Many"\nmsgstr[0] {quoted(texts[0])}\n'


def _po_values(source: str) -> list[str]:
    entries = polib.pofile(source)
    return [entry.msgstr for entry in entries] + [text for entry in entries for text in entry.msgstr_plural.values()]


def _po_shape(source: str) -> Any:
    return [(entry.msgid, entry.msgid_plural, entry.comment, entry.occurrences) for entry in polib.pofile(source)]


def _rows(source: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(source.removeprefix("\ufeff"), newline="")))


def _csv(texts: list[str]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "headline", "subtitle"])
    writer.writerows([n, text, text] for n, text in enumerate(texts))
    return out.getvalue()


def _flat(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _flat(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _flat(inner)]
    return [value] if isinstance(value, str) else []


def _blank(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _blank(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_blank(inner) for inner in value]
    return "" if isinstance(value, str) else value


def _lines(source: str) -> list[Any]:
    return [json.loads(line) for line in source.split("\n") if line.strip()]


def _item(texts: list[str]) -> dict[str, Any]:
    page = "".join(f"<p>S<b>elens</b>kyj &amp; {text}</p>\n" for text in texts)
    return {
        "uri": "urn:Gent 1",
        "versionCreated": "2024-01-01",
        "type": "text",
        "language": "de",
        "headlines": [{"role": "main", "value": texts[0]}],
        "bodies": [{"contentType": "text/html", "value": page}, {"contentType": "text/plain", "value": texts[-1]}],
        "associations": [{"type": "picture", "descriptions": [{"value": text} for text in texts]}],
    }


def _dumped(make: Callable[[list[str]], Any], texts: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    return st.tuples(texts, st.booleans(), st.sampled_from([None, 2])).map(
        lambda drawn: json.dumps(make(drawn[0]), ensure_ascii=drawn[1], indent=drawn[2])
    )


def some_of(*extra: str) -> st.SearchStrategy[list[str]]:
    return st.lists(phrases(*extra), min_size=1, max_size=4)


KEPT = {
    "srt": Kept(
        "a.srt",
        some_of("<i>Lwiw</i>", "\n", "{\\an8}", "Ta<b>r</b>as").map(lambda texts: _cues(texts, ",")),
        _srt_values,
        _srt_shape,
        'ø"',
    ),
    "webvtt": Kept(
        "a.vtt",
        some_of("<c.x>Lwiw</c>", "&amp;", "K&ouml;ln", "Ta<b>r</b>as").map(
            lambda texts: (
                "WEBVTT\nLanguage: de\n\nNOTE x\n\nSTYLE\n::cue {}\n\n" + _cues(["<v Jane Doe>x", *texts], ".")
            )
        ),
        _vtt_values,
        _vtt_shape,
        'ø"&<>',
    ),
    "po": Kept("a.po", some_of('"', "\\", "\n", "\t").map(_po), _po_values, _po_shape, 'ø"\\\n'),
    "csv": Kept(
        "a.csv",
        some_of('"', ",", "\n", '"x"').map(_csv),
        lambda source: [cell for row in _rows(source) for cell in row],
        lambda source: [(len(row), row[0]) for row in _rows(source)],
        'ø",\n;',
    ),
    "json": Kept(
        "a.json",
        _dumped(lambda texts: {"id": "Gent 1", "a": [{"title": text, "n": 1.5} for text in texts]}, some_of('"', "\n")),
        lambda source: _flat(json.loads(source)),
        lambda source: _blank(json.loads(source)),
        'ø"\\\n',
    ),
    "json lines": Kept(
        "a.jsonl",
        some_of('"', "\n").map(lambda texts: "".join(json.dumps({"title": text}) + "\n" for text in texts)),
        lambda source: _flat(_lines(source)),
        lambda source: _blank(_lines(source)),
        'ø"\\\n',
    ),
    "ninjs": Kept(
        "a.json",
        _dumped(_item, some_of("Lwiw")),
        lambda source: [plain(value) for value in _flat(json.loads(source))],
        lambda source: _blank(json.loads(source)),
        'ø"\\',
    ),
}


@st.composite
def drawn_files(draw: st.DrawFn, name: str) -> tuple[bytes, str]:
    source = draw(KEPT[name].files)
    if draw(st.booleans()) and name not in ("webvtt", "json lines", "csv"):
        source = source.replace("\n", "\r\n")
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return source.encode(encoding), encoding


def read(name: str, raw: bytes) -> Document:
    return named(KEPT[name].path).read(KEPT[name].path, raw)


@pytest.mark.parametrize("name", KEPT)
@given(data=st.data())
@some
def test_no_edit_keeps_every_byte_and_all_copy_is_read(name, data):
    raw, encoding = data.draw(drawn_files(name))
    document = read(name, raw)
    assert named(KEPT[name].path).write(document, []) == raw
    words = {word for value in KEPT[name].values(raw.decode(encoding)) for word in re.findall(r"[^\W\d_]{3,}", value)}
    missing = words - set(re.findall(r"[^\W\d_]+", document.text))
    ours = {"headline", "subtitle", "main", "urn", "text", "html", "plain", "picture", "Gent"}  # no copy, and not read
    assert missing <= ours


@pytest.mark.parametrize("name", KEPT)
@given(data=st.data())
@some
def test_an_edit_changes_its_own_text_and_nothing_else(name, data):
    kept = KEPT[name]
    raw, encoding = data.draw(drawn_files(name))
    document, module = read(name, raw), named(kept.path)
    letters = [index for region in document.regions for index in range(*region.span) if document.text[index].isalpha()]
    if not letters:
        return
    index, new = data.draw(st.sampled_from(letters)), data.draw(st.sampled_from(kept.letters))
    edit = Edit(Span(index, index + 1), new)
    changed = module.write(document, [edit])
    place = module.places(document, [edit.span])[0]
    rewrite = module.rewrites(document, [edit])[0]
    assert changed.startswith(raw[: rewrite[0].place.byte_start])
    assert changed.endswith(raw[rewrite[-1].place.byte_end :])
    if name != "csv" or new not in '",\n':
        assert changed.startswith(raw[: place.byte_start])
        assert changed.endswith(raw[place.byte_end :])
    before, after = raw.decode(encoding), changed.decode(encoding)
    assert kept.shape(after) == kept.shape(before)
    pairs = zip(kept.values(before), kept.values(after), strict=True)
    [(old, now)] = [(old, now) for old, now in pairs if old != now]
    at = next(at for at in range(len(old)) if at >= len(now) or old[at] != now[at])
    assert old[at] == document.text[index]
    assert now == old[:at] + new + old[at + 1 :]


@pytest.mark.parametrize("name", KEPT)
@given(data=st.data())
@some
def test_a_name_is_exchanged_wherever_it_stands(name, data):
    raw, encoding = data.draw(drawn_files(name))
    document, module = read(name, raw), named(KEPT[name].path)
    places = [match.start() for match in re.finditer("Selenskyj", document.text)]
    changed = module.write(document, [Edit(Span(at, at + 9), "Zelensky") for at in places])
    assert read(name, changed).text == document.text.replace("Selenskyj", "Zelensky")
    assert KEPT[name].values(changed.decode(encoding)) == [
        value.replace("Selenskyj", "Zelensky") for value in KEPT[name].values(raw.decode(encoding))
    ]


# --- what is no file of the format, or only nearly ---

SOUP = ["Kiew", "Two words", "\n", " "]
MARKS = {
    "a.srt": ["1", "\n\n", "\r", "00:00:01,000", " --> ", "00:00:02,000", "<i>", "</i", "{\\an8}", "{", "."],
    "a.vtt": ["WEBVTT", "\n\n", "00:01.000 --> 00:02.000", "NOTE", "STYLE", "<v Kiew>", "<", ">", "&amp;", "&"],
    "a.po": ['msgid "', 'msgstr "', '"', '"\n', "msgstr[0]", "# ", "#~ ", "#, fuzzy\n", "\\", "\\n", "\\303"],
    "a.csv": ['"', '""', ",", ";", "\t", "\r\n", "\r", "headline", "<p>", "sep=,"],
    "a.json": ["{", "}", "[", "]", ",", ":", '"', '"Two words"', '"headline"', "\\", "\\u00e9", "\\ud83d", "<p>", "1"],
    "a.jsonl": ["{", "}", '"a":', '"Two words"', "\r\n", "[", "]"],
}


@pytest.mark.parametrize("path", MARKS)
@given(data=st.data())
@settings(some, max_examples=200 * settings.default.max_examples // 100)
def test_anything_is_read_or_refused(path, data):
    start = "WEBVTT\n\n" if path == "a.vtt" and data.draw(st.booleans()) else ""
    source = start + data.draw(st.lists(st.sampled_from([*SOUP, *MARKS[path]]), max_size=30).map("".join))
    _check_whole(path, source.encode())


@pytest.mark.parametrize("path", MARKS)
@given(raw=st.binary(max_size=120), encoding=st.sampled_from([None, "latin-1", "utf-16-le", "cp932"]))
@some
def test_any_bytes_are_read_or_refused(path, raw, encoding):
    _check_whole(path, raw, encoding)


def _check_whole(path: str, raw: bytes, encoding: str | None = None) -> None:
    """Check all that holds for a document, if there is one."""
    module = named(path)
    try:
        document = module.read(path, raw, encoding)
    except FormatError:
        return
    assert module.write(document, []) == raw
    origin, done = slices.origin_of(document), 0
    for piece in origin.pieces:
        assert done <= piece.start < piece.end <= len(document.text)
        stretch = origin.source.text[piece.source : piece.source_end]
        assert not piece.literal or stretch == document.text[piece.start : piece.end]
        done = piece.end
    done = 0
    for region in document.regions:
        copy = document.text[slice(*region.span)]
        assert copy
        assert copy == copy.strip()
        assert region.span.start >= done
        done = region.span.end
    module.places(document, [region.span for region in document.regions])
    for offset, _ in module.comments(document):
        assert 0 <= offset <= len(document.text)
    for segment in document.segments:
        assert document.text[slice(*segment.target)].strip()


N = 30_000
CUE = "0:1 --> 0:2\n"
HOSTILE = {
    "a.srt": ["<i " * N, "{\\" * N, "1\n" * N, "-->\n" * N, " " * N, CUE + "<" * N, f"{CUE}A\n\n" * N],
    "a.vtt": [f"WEBVTT\n\n{CUE}{part * N}" for part in ("<", "<v ", "&", "<v a>", "a\n", "&amp;", f"a\n\n{CUE}")],
    "a.po": [f'msgid "a"\nmsgstr "{part * N}"' for part in ("\\", "\\303", '" "', "\\n", "\\n\\303", '"\n"')],
    "a.csv": [
        part * N
        for part in (
            '"',
            '"a',
            '"a,"',
            '""a,',
            ",",
            "<p ",
            "a;",
            '"",',
            "One two ",
            '"\t""',
            '"One two\n',
            "One two,\n",
        )
    ],
    "a.json": [
        *("[" * N, " " * N, '{"a b":1,' * N, '"' + "a " * N, '{"a":' * 150 + '"One two"' + "}" * 150),
        *(f'"{part * N}"' for part in ("\\n", "\\u00e9 é", "<p>a b", "\\u003cp>a b")),
        "[" + '"One two",' * N + "1]",
        '{"body": "' + "One two\\n\\n" * N + '"}',
    ],
    "a.jsonl": ['"One two"\n' * N, "\n" * N, "[" * N, '{"body": "One two"}\n' * N],
}


@pytest.mark.parametrize(
    ("path", "source"),
    [pytest.param(path, source, id=f"{path} {source[:16]!a}") for path, group in HOSTILE.items() for source in group],
)
def test_hostile_input_is_read_in_linear_time(path, source):
    begun = time.process_time()
    _check_whole(path, source.encode())
    assert time.process_time() - begun < 15
