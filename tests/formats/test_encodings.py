"""What every format does with bytes: keeps them all, or refuses the file and says why."""

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import FormatError, html, markdown, text
from lint.formats.slices import decode

FORMATS = [text, markdown, html]

COPY = "Selenskyj in Köln\nund “Київ”\n"
KEPT = {
    "utf-8": COPY.encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + COPY.encode(),
    "utf-16 little endian": b"\xff\xfe" + COPY.encode("utf-16-le"),
    "utf-16 big endian": b"\xfe\xff" + COPY.encode("utf-16-be"),
    "crlf": COPY.replace("\n", "\r\n").encode(),
    "cr": COPY.replace("\n", "\r").encode(),
    "mixed newlines": b"Selenskyj\r\nb\nc\rd\r\r\n\n",
    "next line": "Selenskyj\x85b\x85".encode(),
    "line separator": "Selenskyj\u2028b\u2029c".encode(),
    "decomposed": "Selenskyj in Ko\u0308ln".encode(),
    "no final newline": b"Selenskyj",
    "form feed and tabs": b"Selenskyj\x0c\tb\x0b\n",
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbfSelenskyj",
    "beyond the plane": "Selenskyj 😀 𝕜\n".encode(),
    "bidirectional and joiners": "Selenskyj \u202e\u2066\u200d\u200b\n".encode(),
    "utf-16 beyond the plane": b"\xff\xfe" + "Selenskyj 😀\r\n".encode("utf-16-le"),
}
REFUSED = {
    "latin-1 bytes": (b"Zeile\nK\xf6ln", 2, 2, "byte 0xF6 at offset 7"),
    "a byte that is never utf-8": (b"a\r\nb\rc\xff", 3, 2, "byte 0xFF"),
    "lone surrogate": (b"a\xed\xa0\x80", 1, 2, "byte 0xED"),
    "cut short": ("Kö".encode()[:-1], 1, 2, "byte 0xC3 at offset 1"),
    "overlong": (b"\xc0\xafb", 1, 1, "byte 0xC0"),
    "utf-16 cut short": (b"\xff\xfea\0b", 1, 2, "utf-16"),
    "utf-16 lone surrogate": (b"\xff\xfea\0\x00\xd8b\0", 1, 2, "at offset 4"),
    "nul": (b"line\nab\0c", 2, 3, "a NUL at byte 7"),
    "utf-16 without a mark": ("ab".encode("utf-16-le"), 1, 2, "without a byte order mark"),
    "utf-32": (b"\xff\xfe\0\0a\0\0\0", 1, 1, "UTF-32"),
    "image": (b"\x89PNG\r\n\x1a\n\0\0", 1, 1, "byte 0x89"),
}


def test_the_matrix_is_large_enough():
    assert len(KEPT) + len(REFUSED) >= 17


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("data", KEPT.values(), ids=KEPT.keys())
def test_kept(kind, data):
    document = kind.read("a", data)
    assert kind.write(document, []) == data
    start = document.text.index("Selenskyj")
    place = kind.places(document, [Span(start, start + 9)])[0]
    name = data[place.byte_start : place.byte_end]
    width = len(name) // 9
    new = "Zelensky".encode("utf-8" if width == 1 else "utf-16-le" if name[1] == 0 else "utf-16-be")
    changed = kind.write(document, [Edit(Span(start, start + 9), "Zelensky")])
    assert changed == data[: place.byte_start] + new + data[place.byte_end :]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(("data", "line", "column", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(kind, data, line, column, message):
    with pytest.raises(FormatError) as caught:
        kind.read("a", data)
    assert message in caught.value.message
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("latin-1", "Köln"),
        ("ISO-8859-1", "Köln"),
        ("windows-1252", "“Köln” – 5 €"),
        ("cp1251", "Київ"),
        ("koi8-u", "Київ"),
        ("iso-8859-2", "Wałęsa"),
        ("utf-16-le", "Kyiv"),
        ("utf-8-sig", "Köln"),
        ("gb18030", "基辅"),
        ("shift_jis", "キーウ"),
    ],
)
def test_configured_encoding(kind, encoding, data):
    raw = data.encode(encoding)
    document = kind.read("a", raw, encoding)
    assert document.text.strip() == data
    assert kind.write(document, []) == raw


def test_a_mark_wins_over_the_configuration():
    assert text.read("a", b"\xef\xbb\xbfK\xc3\xb6ln", "latin-1").text == "Köln"


@pytest.mark.parametrize(
    "encoding",
    ["utf-7", "iso2022_jp", "hz", "idna", "punycode", "unicode_escape", "base64", "rot13", "utf-16", "nonsense"],
)
def test_encodings_that_cannot_keep_bytes_are_refused(encoding):
    with pytest.raises(FormatError):
        decode(b"abc", encoding)


def test_a_multibyte_encoding_that_does_not_give_the_bytes_back_is_refused():
    with pytest.raises(FormatError, match="does not give back"):
        decode(b"\x87\x90", "cp932")  # a second code for what is 81 E0


@pytest.mark.parametrize("kind", [text, markdown])
def test_a_letter_the_encoding_does_not_have_is_refused(kind):
    document = kind.read("a", b"ein\nGruss", "latin-1")
    with pytest.raises(FormatError, match=r"U\+0141") as caught:
        kind.write(document, [Edit(Span(4, 5), "Ł")])
    assert (caught.value.line, caught.value.column) == (2, 1)


def test_html_writes_such_a_letter_as_a_reference():
    document = html.read("a", b"<p>Walesa</p>", "latin-1")
    assert html.write(document, [Edit(Span(2, 3), "ł")]) == b"<p>Wa&#322;esa</p>"


@pytest.mark.parametrize(
    ("head", "word", "encoding"),
    [
        (b"<meta charset=windows-1251>", "Київ", "cp1251"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=koi8-u">', "Київ", "koi8-u"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?>', "Wałęsa", "iso-8859-2"),
        (b"<meta charset='iso-8859-1'>", "“Köln”", "cp1252"),  # as browsers read it
        (b"<meta charset='utf-16'>", "Київ", "utf-8"),
        (b"<meta charset='no-such-thing'>", "Київ", "utf-8"),
        (b"", "Київ", "utf-8"),
    ],
)
def test_html_declares_its_encoding(head, word, encoding):
    data = head + b"<p>" + word.encode(encoding) + b"</p>"
    document = html.read("a.html", data)
    assert document.text.strip() == word
    assert html.write(document, []) == data


def test_html_latin_1_bytes_that_windows_1252_lacks():
    data = b"<meta charset=latin1><p>a\x81b</p>"
    assert html.write(html.read("a.html", data), []) == data


def test_the_configuration_wins_over_the_declaration():
    data = b"<meta charset=utf-8><p>K\xf6ln</p>"
    assert html.read("a.html", data, "latin-1").text.strip() == "Köln"
    with pytest.raises(FormatError):
        html.read("a.html", data)
