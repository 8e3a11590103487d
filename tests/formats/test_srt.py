"""SubRip: which lines are text, sentences that run on over cues, tags that split names, and what is refused."""

import pytest

from lint.document import Kind, Span
from lint.finding import Edit
from lint.formats import FormatError, srt

TIME = "00:00:{:02},000 --> 00:00:{:02},900\n"


def cues(*texts: str, seconds: int = 1) -> str:
    """Return the cues that show these texts one after another, each ``seconds`` after the one before."""
    return "\n".join(f"{n + 1}\n{TIME.format(n * seconds, n * seconds)}{text}\n" for n, text in enumerate(texts))


def copy(source: str) -> list[str]:
    document = srt.read("a.srt", source.encode())
    assert {region.kind for region in document.regions} <= {Kind.CUE}
    return [document.text[slice(*region.span)] for region in document.regions]


def edited(source: str, old: str, new: str) -> str:
    document = srt.read("a.srt", source.encode())
    start = document.text.index(old)
    return srt.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("\n \n", []),
        (cues("One.", "Two."), ["One.", "Two."]),
        (cues("President Wolodymyr", "Selenskyj spoke."), ["President Wolodymyr Selenskyj spoke."]),
        (cues("President Wolodymyr\nSelenskyj spoke."), ["President Wolodymyr Selenskyj spoke."]),
        (cues("President Wolodymyr \n Selenskyj"), ["President Wolodymyr Selenskyj"]),
        (cues("President Wolodymyr", "Selenskyj spoke.", seconds=9), ["President Wolodymyr", "Selenskyj spoke."]),
        (cues("Who spoke?\nSelenskyj."), ["Who spoke?\nSelenskyj."]),
        (cues("- Who spoke\n- Selenskyj"), ["- Who spoke\n- Selenskyj"]),
        (cues("Who spoke", "- Selenskyj"), ["Who spoke", "- Selenskyj"]),
        (cues("He said: “Yes.”", "Selenskyj"), ["He said: “Yes.”", "Selenskyj"]),
        (cues("{\\an8}<i>S<b>elens</b>kyj</i>"), ["Selenskyj"]),
        (cues('<font color="Kiew">Kyiv</font> {y:i}'), ["Kyiv"]),
        (cues("3 < 4 <3 {x} a > b"), ["3 < 4 <3 {x} a > b"]),
        (cues("<Selenskyj> &amp;"), ["<Selenskyj> &amp;"]),
        (cues("In 1945", "1945"), ["In 1945 1945"]),
        (cues("One", "", "Two"), ["One Two"]),
        ("1\n00:00:01.5 --> 00:00:02\nNo hours\n", ["No hours"]),
        ("Loose text\n\n" + cues("Two."), ["Loose text", "Two."]),
        (cues("One") + "\n\nstill one\n", ["One still one"]),
        ("00:00:01,000 --> 00:00:02,000\nNo counter\n", ["No counter"]),
    ],
)
def test_text(source, expected):
    assert copy(source) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines(newline):
    source = cues("Wolodymyr", "Selenskyj").replace("\n", newline)
    assert edited(source, "Wolodymyr Selenskyj", "Volodymyr Zelensky") == cues("Volodymyr", "Zelensky").replace(
        "\n", newline
    )


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        (cues("S<i>elens</i>kyj"), "Selenskyj", "Zelensky", cues("Z<i>elens</i>ky")),
        (cues("One\nTwo\nThree"), "Two", "", cues("One\nThree")),
        (cues("One\nTwo."), "One Two.", "", cues("").rstrip("\n") + "\n"),
        (cues("<i>One</i>"), "One", "", cues("<i></i>")),
        (cues("One. Two."), " Two.", "", cues("One.")),
    ],
)
def test_edits(source, old, new, expected):
    assert edited(source, old, new) == expected


@pytest.mark.parametrize("new", ["a\nb", "a\r", "a --> b", "<i>a", "{\\an8}"])
def test_new_text_that_would_end_a_cue_or_be_a_tag_is_refused(new):
    with pytest.raises(FormatError):
        edited(cues("Kiew"), "Kiew", new)


def test_a_file_without_times_is_refused():
    with pytest.raises(FormatError) as error:
        srt.read("a.srt", b"Only text\n")
    assert (error.value.line, error.value.column) == (1, 1)
