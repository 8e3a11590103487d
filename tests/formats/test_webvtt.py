"""WebVTT: cues, voices, notes and entities; what is no cue is never touched."""

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import FormatError, webvtt

TIME = "00:01.000 --> 00:02.000"


def blocks(source: str) -> list[tuple[str, str]]:
    document = webvtt.read("a.vtt", source.encode())
    return [(region.kind.value, document.text[slice(*region.span)]) for region in document.regions]


def edited(source: str, old: str, new: str) -> str:
    document = webvtt.read("a.vtt", source.encode())
    start = document.text.index(old)
    return webvtt.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        (f"{TIME}\nOne\nTwo", [("cue", "One Two")]),
        (f"Kiew\n{TIME} align:start\nOne", [("cue", "One")]),
        (f"{TIME}\nWolodymyr\n\n{TIME}\nSelenskyj", [("cue", "Wolodymyr Selenskyj")]),
        (f"{TIME}\nOne\n{TIME}\nTwo.\n\n", [("cue", "One Two.")]),
        ("STYLE\n::cue(v[voice=Kiew]) {}\n\nREGION\nid:Kiew", []),
        ("Kiew without times\nand more", []),
        (f"{TIME}\n<v Jermak>Yes", [("cue", "Yes"), ("byline", "Jermak")]),
        (f"{TIME}\n<v.loud Andrij Jermak >Yes</v>", [("cue", "Yes"), ("byline", "Andrij Jermak")]),
        (
            f"{TIME}\n<v A B>I am\n\n{TIME}\n<v C D>not",
            [("cue", "I am"), ("byline", "A B"), ("cue", "not"), ("byline", "C D")],
        ),
        (f"{TIME}\n<v A B>I am\n\n{TIME}\n<v A B>not", [("cue", "I am not"), ("byline", "A B"), ("byline", "A B")]),
        (f"{TIME}\nS<c.x>elens</c>k<00:01.500>yj", [("cue", "Selenskyj")]),
        (f"{TIME}\nK&ouml;ln &amp; &lt;b&gt; AT&T", [("cue", "Köln & <b> AT&T")]),
        (f"{TIME}\nOne <open", [("cue", "One")]),
        (f"{TIME}\n<ruby>Ki<rt.x>ki</rt>ew<rt>ev</ruby> a", [("cue", "Kiew a")]),
        (f"{TIME}\n<i>\n</i>", []),
    ],
)
def test_blocks(body, expected):
    assert blocks(f"WEBVTT - Kiew\n\n{body}") == expected


def test_the_header_may_name_the_language():
    source = f"WEBVTT\nKind: captions\nLanguage: de-AT\n\n{TIME}\nJa"
    assert webvtt.read("a.vtt", source.encode()).language == "de-AT"
    assert webvtt.read("a.vtt", f"WEBVTT\n\n{TIME}\nLanguage: de".encode()).language is None


def test_a_note_stands_before_the_cue_that_follows():
    source = f"WEBVTT\n\n{TIME}\nOne\n\nNOTE onym-disable-next\n\n{TIME}\nTwo"
    document = webvtt.read("a.vtt", source.encode())
    assert webvtt.comments(document) == [(document.text.index("Two"), " onym-disable-next")]
    assert [region.span.start for region in document.regions] == [0, document.text.index("Two")]


@pytest.mark.parametrize(
    ("body", "old", "new", "expected"),
    [
        ("<v Jermak>x", "Jermak", "Yermak", "<v Yermak>x"),
        ("S<b>elens</b>kyj", "Selenskyj", "Zelensky", "Z<b>elens</b>ky"),
        ("K&ouml;ln", "Köln", "Koln", "Koln"),
        ("Kiew", "Kiew", "A & <B>", "A &amp; &lt;B&gt;"),
        ("<v Jermak>x", "Jermak", "A > B", "<v A &gt; B>x"),
    ],
)
def test_edits(body, old, new, expected):
    assert edited(f"WEBVTT\n\n{TIME}\n{body}\n", old, new) == f"WEBVTT\n\n{TIME}\n{expected}\n"


@pytest.mark.parametrize("source", ["", "WEBVT", "WEBVTTX\n", "1\n" + TIME])
def test_a_file_without_the_header_is_refused(source):
    with pytest.raises(FormatError):
        webvtt.read("a.vtt", source.encode())
