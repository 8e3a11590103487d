"""Any XML: the root tells the format, and of a vocabulary nobody knows the text between the tags is read."""

import pytest

from lint.formats import FormatError, named, xml


def blocks(source: str) -> list[tuple[str, str]]:
    document = xml.read("a.xml", source.encode())
    return [(region.kind.value, document.text[slice(*region.span)]) for region in document.regions]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<nitf><body><body.head><hedline><hl1>a</hl1></hedline></body.head></body></nitf>", [("headline", "a")]),
        ("<!-- x --><?y?>\n<n:newsItem xmlns:n='urn:n'><n:headline>a</n:headline></n:newsItem>", [("headline", "a")]),
        ("<NewsML><HeadLine>a</HeadLine></NewsML>", [("headline", "a")]),
        ("<rss><channel><title>a</title></channel></rss>", [("headline", "a")]),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>a</title></feed>", [("headline", "a")]),
        ("<xliff><file><unit><segment><target>a</target></segment></unit></file></xliff>", [("cell", "a")]),
        ("<tmx><body><tu><tuv><seg>a</seg></tuv></tu></body></tmx>", [("cell", "a")]),
        (
            "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>a</h1>b</body></html>",
            [("headline", "a"), ("body", "b")],
        ),
        ("<story><p>One <b>t</b>wo.</p><p><b>All</b></p></story>", [("body", "One two."), ("body", "All")]),
        ("<story><p>text<id>Kiew</id></p><id>Kiew</id><url>Kiew</url></story>", [("body", "text\ufffc")]),
        ("<story a='Kiew'><x:p xmlns:x='urn:x'>a<x:i>b</x:i></x:p></story>", [("body", "ab")]),
        ("<a>one <b>two</b><c><d>three</d></c></a>", [("body", "one twothree")]),
        ("<a>one<note>two</note>three</a>", [("body", "one"), ("body", "two"), ("body", "three")]),
        (
            "<text>Lead.<p>One <b>t</b>wo.</p><p>Three.</p></text>",
            [("body", t) for t in ("Lead.", "One two.", "Three.")],
        ),
        ("<p>one <b>two<fn>three</fn></b></p>", [("body", "one two"), ("body", "three")]),
        (
            "<story><Title>a</Title><author><name>b</name></author><image><caption><text>c</text></caption></image>"
            "<text><p>d</p></text><person><name>e</name></person><p>f <title>g</title> h</p></story>",
            [("headline", "a"), ("byline", "b"), ("caption", "c"), ("body", "d"), ("cell", "e"), ("body", "f g h")],
        ),
        ("<a><b> \n </b><![CDATA[c]]></a>", [("body", "c")]),
        ("<a>x <code>Kiew</code> y</a>", [("body", "x \ufffc y")]),
        ("<svg xmlns='http://www.w3.org/2000/svg'><text>Kiew</text></svg>", []),
        ("<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'><s:doc>Kiew</s:doc></s:schema>", []),
        ("<a><svg xmlns='http://www.w3.org/2000/svg'><text>Kiew</text></svg><b>c</b></a>", [("body", "c")]),
    ],
)
def test_blocks(source, expected):
    assert blocks(source) == expected


def test_the_language():
    document = xml.read("a.xml", b"<a xml:lang='de'><b>x</b><c xml:lang='fr-CH'>y</c></a>")
    assert [region.language for region in document.regions] == ["de", "fr-CH"]
    assert document.language is None


def test_a_paragraph_inside_a_phrase_of_another_language_ends_what_stood_before_the_phrase():
    document = xml.read("a.xml", b"<a xml:lang='en'>one <i xml:lang='de'><p>zwei</p></i> three</a>")
    assert [region.language for region in document.regions] == ["en", "de", "en"]


@pytest.mark.parametrize("suffix", [".xml", ".nitf", ".newsml", ".rss", ".atom", ".xlf", ".xliff", ".tmx", ".XML"])
def test_every_suffix_has_its_format(suffix):
    with pytest.raises(FormatError):
        named(f"a{suffix}").read("a", b"no XML")
