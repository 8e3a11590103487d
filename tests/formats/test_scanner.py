"""The XML scanner: what is well formed is cut into tokens, and anything else is refused with its place."""

import time
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.formats import FormatError
from lint.formats.declaration import decode_xml
from lint.formats.scanner import DEEPEST, Markup, resolved, scan, value

LAUGHS = "".join(f'<!ENTITY {after} "&{before};&{before};">' for before, after in ("ab", "bc", "cd", "de", "ef"))
BOMB = f'<!DOCTYPE a [<!ENTITY a "ha">{LAUGHS}]>'


def cut(source: str) -> list[tuple[str, str, str]]:
    return [(markup.value, name, source[start:end]) for markup, start, end, name, _, _ in scan(source)]


def test_tokens():
    source = '<?xml version="1.0"?><!-- c -->\n<a:b x = "1"  y=\'"\'>t &amp; u<![CDATA[<c>]]><d/><?pi x?></a:b >\n'
    assert cut(source) == [
        ("comment", "", "<!-- c -->"),
        ("start", "a:b", '<a:b x = "1"  y=\'"\'>'),
        ("text", "", "t &amp; u"),
        ("cdata", "", "<![CDATA[<c>]]>"),
        ("start", "d", "<d/>"),
        ("instruction", "pi", "<?pi x?>"),
        ("end", "a:b", "</a:b >"),
    ]


def test_attributes():
    source = "<a b='x &lt; &#65;' xml:lang=\"de\"/>"
    _, _, _, _, attributes, empty = next(scan(source))
    assert empty
    assert {name: value(source, found) for name, found in attributes.items()} == {"b": "x < A", "xml:lang": "de"}
    assert source[attributes["b"].start : attributes["b"].end] == "x &lt; &#65;"


@pytest.mark.parametrize(
    ("reference", "letters"),
    [
        ("&amp;", "&"),
        ("&lt;&gt;&quot;&apos;", "<>\"'"),
        ("&#116;", "t"),
        ("&#x1F600;", "\U0001f600"),
        ("&#0000000000065;", "A"),
    ],
)
def test_references(reference, letters):
    assert resolved(reference) == letters


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE nitf>",
        '<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">',
        '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.6//EN" "http://www.nitf.org/nitf-3-6.dtd" >',
        "<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>",
    ],
)
def test_a_plain_doctype_is_passed_over(doctype):
    name = doctype.split()[1].rstrip(">")
    assert [markup for markup, *_ in cut(f"{doctype}<{name}/>")] == ["doctype", "start"]


@pytest.mark.parametrize(
    ("source", "line", "column", "words"),
    [
        ("", 1, 1, "no element"),
        ("  \n ", 2, 2, "no element"),
        ("text", 1, 1, "before the first tag"),
        ("<a/>\n text", 2, 2, "after the last end tag"),
        ("<a/><b/>", 1, 5, "a second root"),
        ("<a>\n<b>", 2, 4, "</b> is expected"),
        ("<a>\n<b></a>", 2, 4, "</b> is expected (opened in line 2), not </a>"),
        ("<a></a></a>", 1, 8, "never opened"),
        ("<a", 1, 3, "> is expected"),
        ("<a b>", 1, 5, "= and a value are expected after b"),
        ("<a b=c>", 1, 6, "quotation marks"),
        ("<a b='<'>", 1, 6, "without <"),
        ("<a b='x>", 1, 6, "quotation marks"),
        ("<a b='1' b='2'/>", 1, 10, "stands twice"),
        ("<a b='1'c='2'/>", 1, 9, "> is expected"),
        ("<a>1 < 2</a>", 1, 6, "write &lt;"),
        ("<a></a", 1, 7, "> is expected"),
        ("<a>AT&T</a>", 1, 6, "write &amp;"),
        ("<a>x &nbsp; y</a>", 1, 6, "without a DTD"),
        ("<a>&eacute;</a>", 1, 4, "write &#233;"),
        ("<a b='&x;'/>", 1, 7, "without a DTD"),
        ("<a>&#0;</a>", 1, 4, "no letter of XML"),
        ("<a>&#xD800;</a>", 1, 4, "no letter of XML"),
        ("<a>&#1114112;</a>", 1, 4, "no letter of XML"),
        ("<a>]]></a>", 1, 4, "]]&gt;"),
        ("<a>\x01</a>", 1, 4, "U+0001"),
        ("<a>\ufffe</a>", 1, 4, "U+FFFE"),
        ("<a><!-- x", 1, 4, "never closed"),
        ("<a><!-- x -- y --></a>", 1, 11, "may not stand in a comment"),
        ("<a><![CDATA[x</a>", 1, 4, "never closed"),
        ("<![CDATA[x]]><a/>", 1, 1, "outside of the root"),
        ("<a><?xml version='1.0'?></a>", 1, 4, "very beginning"),
        (" <?xml version='1.0'?><a/>", 1, 2, "very beginning"),
        ("<?xml encoding='utf-8'?><a/>", 1, 1, "XML declaration"),
        ("<a><? ?></a>", 1, 4, "no name"),
        ("<a><!DOCTYPE a></a>", 1, 4, "is expected after <!"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 1, 1, "declares entities"),
        (BOMB + "<a>&f;</a>", 1, 1, "declares entities"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 1, 1, "declares entities"),
        ('<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', 1, 1, "external file"),
        ('<!DOCTYPE nitf SYSTEM "file:///etc/passwd"><nitf/>', 1, 1, "external file"),
        ("<a>" * 100_000, 1, 3 * DEEPEST + 1, "deep"),
        ("<1/>", 1, 1, "a tag is expected"),
    ],
)
def test_what_is_not_well_formed_is_refused_with_its_place(source, line, column, words):
    with pytest.raises(FormatError) as caught:
        list(scan(source))
    assert words in caught.value.message
    assert (caught.value.line, caught.value.column) == (line, column)


PARTS = [
    *("<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "<!-- d -->", "<![CDATA[", "]]>", "&amp;", "&#65;", "&", "<", ">"),
    *('"', "'", "=", " ", "\n", "x", "é", "<?p q?>", "<!DOCTYPE a>", "--", "]]", "&x;", "<a\n y = '>'>"),
    "<?xml version='1.0'?>",
]  # fmt: skip


class Structure:
    """The tags and the text of a document as expat sees them."""

    def __init__(self, source: str) -> None:
        self.found: list[str] = []
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: self.found.append(f"<{name} {attributes}>")
        parser.EndElementHandler = lambda name: self.found.append(f"</{name}>")
        parser.CharacterDataHandler = self.text
        parser.Parse(source.encode(), True)

    def text(self, data: str) -> None:
        if self.found and not self.found[-1].startswith("<"):
            self.found[-1] += data
        else:
            self.found.append(f" {data}")


def as_scanned(source: str) -> list[str]:
    found: list[str] = []
    for markup, start, end, name, attributes, empty in scan(source):
        stretch = source[start:end]
        if markup is Markup.START:
            found.append(f"<{name} { {key: value(source, each) for key, each in attributes.items()} }>")
            if empty:
                found.append(f"</{name}>")
        elif markup is Markup.END:
            found.append(f"</{name}>")
        elif markup in (Markup.TEXT, Markup.CDATA):
            text = stretch[9:-3] if markup is Markup.CDATA else resolved(stretch)
            if found and not found[-1].startswith("<"):
                found[-1] += text
            elif text:
                found.append(f" {text}")
    return found


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
@settings(max_examples=1500 * settings.default.max_examples // 100, deadline=None)
def test_it_agrees_with_expat(middle):
    source = f"<a>{middle}</a>"
    try:
        wanted = Structure(source).found
    except expat.ExpatError:
        with pytest.raises(FormatError):
            list(scan(source))
    else:
        assert as_scanned(source) == wanted


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("<a>é</a>".encode(), "utf-8", "<a>é</a>"),
        (b"\xef\xbb\xbf<a/>", "utf-8", "<a/>"),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "utf-16-le", None),
        ('<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16-be"), None, None),
        ("<a>é</a>".encode("utf-16"), "utf-16-le", "<a>é</a>"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1"), "iso8859-1", None),
        ("<?xml version='1.0' encoding='windows-1251'?><a>Київ</a>".encode("cp1251"), "cp1251", None),
        ('<?xml version="1.0" encoding="UTF-8"?><a>é</a>'.encode("latin-1"), None, None),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', None, None),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', None, None),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="latin-1"?><a/>', None, None),
        ('\ufeff<?xml version="1.0" encoding="utf-8"?><a/>'.encode("utf-16-le"), None, None),
        ("<a/>".encode("utf-16-le"), None, None),
        (b"<a>\0</a>", None, None),
        (b'<?xml version="1.0" encoding="u\0f"?><a/>', None, None),
    ],
)
def test_encodings(data, encoding, text):
    if encoding is None:
        with pytest.raises(FormatError):
            decode_xml(data)
        return
    source = decode_xml(data)
    assert source.encoding == encoding
    assert text is None or source.text == text
    assert source.bom + source.text.encode(encoding) == data


def test_a_configured_encoding_is_for_files_that_declare_none():
    assert decode_xml("<a>é</a>".encode("cp1252"), "windows-1252").text == "<a>é</a>"
    assert decode_xml("<?xml version='1.0' encoding='utf-8'?><a>é</a>".encode(), "cp1252").text.endswith("<a>é</a>")


N = 60_000


@pytest.mark.parametrize(
    "source",
    [
        "<a>" + "<b/>" * N + "</a>",
        "<a " + "b='c' " * N,
        "<a " + "b" * N,
        "<a" + " " * N + "b" + " " * N,
        "<a b='" + "c" * N,
        "<a>" + "&" * N,
        "<a>" + "&amp;" * N + "</a>",
        "<a>" + "]]" * N,
        "<a>" + "<!--" * N,
        "<a>" + "<!-- -->" * N,
        "<a>" + "<![CDATA[" * N,
        "<a>" + "<?x " * N,
        "<" * N,
        "</" * N,
        "<!DOCTYPE " + "a " * N,
        "<!DOCTYPE a SYSTEM " + '"' * N,
        "<a>" + "</a>" * N,
        "<a>" + "\n" * N + "</b>",
        "<?xml " + " " * N,
    ],
    ids=lambda source: source[:14],
)
def test_hostile_input_is_read_in_linear_time(source):
    begun = time.process_time()
    try:
        for _ in scan(source):
            pass
    except FormatError:
        pass
    assert time.process_time() - begun < 5
