"""NITF: what is copy and of what kind, names split by markup and lines, and what a deletion takes along."""

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import nitf


def blocks(source: str) -> list[tuple[str, str]]:
    document = nitf.read("a.nitf", source.encode())
    return [(region.kind.value, document.text[slice(*region.span)]) for region in document.regions]


def edited(source: str, old: str, new: str) -> str:
    document = nitf.read("a.nitf", source.encode())
    start = document.text.index(old)
    return nitf.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


def body(content: str) -> str:
    return f"<nitf><body><body.content>{content}</body.content></body></nitf>"


ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf xml:lang="en">
  <head>
    <title>Selenskyj in Berlin</title>
    <meta name="author" content="Kiew"/>
    <docdata><identified-content><person>Kiew</person></identified-content></docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Selenskyj in <em>Berlin</em></hl1><hl2>Talks go on</hl2></hedline>
      <byline>By <person>Anna Huber</person>, <byttl>Correspondent</byttl></byline>
      <distributor>Example Press</distributor>
      <dateline><location>BERLIN</location>, <story.date>March 3</story.date></dateline>
      <abstract><p>The talks go on.</p></abstract>
    </body.head>
    <body.content>
      <p>President <person>Volodymyr
         Selen<em>skyj</em></person> &amp; others said: <q>We are <b>here</b>.</q></p>
      <media media-type="image">
        <media-reference source="Kiew.jpg">Kiew</media-reference>
        <media-caption>A street in Kiew.</media-caption>
        <media-producer>Jan Kowalski</media-producer>
      </media>
      <bq><block><p>A long quotation.</p></block><credit>Somebody</credit></bq>
      <table><tr><th>Name</th><td>Yermak</td></tr></table>
      <ul><li>one</li><li>two</li></ul>
      <pre>Kiew</pre>
      <!-- Kiew -->
    </body.content>
    <body.end><tagline>Edited by Jane Doe</tagline></body.end>
  </body>
</nitf>
"""


def test_an_article():
    assert blocks(ARTICLE) == [
        ("headline", "Selenskyj in Berlin"),
        ("headline", "Selenskyj in Berlin"),
        ("headline", "Talks go on"),
        ("byline", "By Anna Huber,"),
        ("byline", "Correspondent"),
        ("credit", "Example Press"),
        ("dateline", "BERLIN, March 3"),
        ("cell", "The talks go on."),
        ("body", "President Volodymyr Selenskyj & others said: We are here."),
        ("quote", "We are here."),
        ("caption", "A street in Kiew."),
        ("credit", "Jan Kowalski"),
        ("body", "A long quotation."),
        ("quote", "A long quotation."),
        ("credit", "Somebody"),
        ("quote", "Somebody"),
        ("cell", "Name"),
        ("cell", "Yermak"),
        ("body", "one"),
        ("body", "two"),
        ("byline", "Edited by Jane Doe"),
    ]
    document = nitf.read("a.nitf", ARTICLE.encode())
    assert document.language == "en"
    assert [text for _, text in nitf.comments(document)] == [" Kiew "]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>a<br/>b</p>", [("body", "a\nb")]),
        ("<p>a<nitf-table><nitf-table-metadata><nitf-col>x</nitf-col></nitf-table-metadata></nitf-table></p>", None),
        ("<p>a <virtloc>www.x.y</virtloc> b</p>", [("body", "a \ufffc b")]),
        ("<p><name.given>Anna</name.given> <name.family>Huber</name.family></p>", [("body", "Anna Huber")]),
        ("<p>a<![CDATA[ <b> ]]>c</p>", [("body", "a <b> c")]),
        ("<p> \n </p><p>&#32;</p>", []),
        ("<p xml:lang='fr'>a</p>", [("body", "a")]),
        ("text <p>a</p>", [("body", "text"), ("body", "a")]),
        ("<p>a<x:y xmlns:x='urn:x'>Kiew</x:y>b</p>", [("body", "a\ufffcb")]),
        ("<x:y xmlns:x='urn:x'>Kiew</x:y><p>b</p>", [("body", "b")]),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><h2>a</h2><div>b<i>c</i></div></html>", None),
    ],
)
def test_content(content, expected):
    found = blocks(body(content))
    if expected is None:
        assert "Kiew" not in str(found)
        assert "x" not in dict(found).values()
    else:
        assert found == expected


def test_xhtml_inside():
    source = body("<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:h2>a</h:h2><h:div>b<h:i>c</h:i></h:div></h:html>")
    assert blocks(source) == [("headline", "a"), ("body", "bc")]


def test_the_namespace_of_nitf():
    source = (
        '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content><p>a</p></body.content></body></nitf>'
    )
    assert blocks(source) == [("body", "a")]


@pytest.mark.parametrize(
    ("content", "old", "new", "expected"),
    [
        (
            "<p><org>Selen<em>skyj</em></org> met</p>",
            "Selenskyj",
            "Zelensky",
            "<p><org>Zelen<em>sky</em></org> met</p>",
        ),
        ("<p>Na&#116;o</p>", "Nato", "NATO", "<p>NATO</p>"),
        ("<p>Anthony\n   Blinken</p>", "Anthony Blinken", "Antony Blinken", "<p>Antony\n   Blinken</p>"),
        ("<p>Sel<![CDATA[enskyj]]> a</p>", "Selenskyj", "Zelensky", "<p>Zel<![CDATA[ensky]]> a</p>"),
        ("<p>AT</p>", "AT", "A&T <b> ]]>", "<p>A&amp;T &lt;b&gt; ]]&gt;</p>"),
        ("<p><![CDATA[AT]]></p>", "AT", "A]]>B", "<p><![CDATA[A]]]]><![CDATA[>B]]></p>"),
        ("<p><![CDATA[AT]]></p>", "T", "]", "<p><![CDATA[A]]]><![CDATA[]]></p>"),
        ("<p>a<!-- x -->b</p>", "ab", "cd", "<p>c<!-- x -->d</p>"),
        ("<p id='Kiew'>Kiew</p>", "Kiew", "Kyiv", "<p id='Kiew'>Kyiv</p>"),
    ],
)
def test_edits(content, old, new, expected):
    assert edited(body(content), old, new) == body(expected)


@pytest.mark.parametrize(
    ("content", "gone", "left"),
    [
        ("<p>a</p><p>b</p>", "b", "<p>a</p>"),
        ("\n  <p>a</p>\n  <p>b</p>\n", "b", "\n  <p>a</p>\n"),
        ("<media><media-caption>a</media-caption></media>", "a", "<media></media>"),
        ("<media><media-caption><p>a</p></media-caption><p>b</p></media>", "a", "<media><p>b</p></media>"),
        ("<p>a<media-reference source='x'/></p>", "a", "<p><media-reference source='x'/></p>"),
        ("<p>a<!-- c --></p>", "a", "<p><!-- c --></p>"),
        ("<table><tr><td>a</td></tr></table>", "a", "<table><tr><td></td></tr></table>"),
        ("<p><em>a</em> b</p>c", "a b", "c"),
    ],
)
def test_deletions(content, gone, left):
    assert edited(body(content), gone, "") == body(left)


def test_a_letter_that_the_encoding_has_not():
    source = "<?xml version='1.0' encoding='iso-8859-1'?><nitf><body><p>Zalka</p><p><![CDATA[Zulka]]></p></body></nitf>"
    document = nitf.read("a.nitf", source.encode("latin-1"))
    places = [document.text.index(word) for word in ("Zalka", "Zulka")]
    edits = [Edit(Span(place, place + 1), "Ž") for place in places]
    changed = nitf.write(document, edits)
    assert changed == source.replace("Zalka", "&#381;alka").replace("[Zulka", "[]]>&#381;<![CDATA[ulka").encode(
        "latin-1"
    )
    again = nitf.read("a.nitf", changed)
    assert again.text.split() == ["Žalka", "Žulka"]
