"""RSS and Atom: HTML in CDATA, behind escapes and as XHTML, with places that stay true through both maps."""

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import feed

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:x="urn:x">
<channel><title>Desk &amp; Co</title><link>http://x.y/Kiew</link><language>de-AT</language><description>Alles</description>
<item><title>Selenskyj in Wien</title><guid>Kiew</guid><category>Kiew</category><x:title>Kiew</x:title>
<dc:creator><![CDATA[Anna Huber]]></dc:creator><author>kiew@x.y (Kiew)</author>
<description>Ein &lt;b&gt;Selen&lt;/b&gt;skyj &amp;amp; Co</description>
<content:encoded><![CDATA[<h2>Titel</h2><p>S<i>elens</i>kyj kam.</p>
<p>Na&#116;o <code>Kiew</code> blieb</p><!-- Kiew --><img src="Kiew" alt="Ein Bild">]]></content:encoded>
<media:group><media:description>Ein Bild</media:description><media:credit>Huber</media:credit></media:group>
</item></channel></rss>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">News &lt;b&gt;</title><id>Kiew</id>
<entry xml:lang="fr"><title type="html">A &lt;em&gt;b&lt;/em&gt;</title>
<author><name>Jane Doe</name><uri>Kiew</uri></author>
<summary>plain</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>one <b>t</b>wo</p></div></content></entry>
<entry><content type="html">&lt;p lang="de"&gt;drei&lt;/p&gt;</content></entry>
<entry><content type="image/png">Kiew</content><content src="x">Kiew</content><rights>Kiew</rights></entry></feed>
"""


def regions(source: str) -> list[tuple[str, str | None, str]]:
    document = feed.read("a.rss", source.encode())
    return [(region.kind.value, region.language, document.text[slice(*region.span)]) for region in document.regions]


def edited(source: str, old: str, new: str) -> str:
    document = feed.read("a.rss", source.encode())
    start = document.text.rindex(old)
    return feed.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


def test_rss():
    assert regions(RSS) == [
        ("headline", "de-AT", "Desk & Co"),
        ("cell", "de-AT", "Alles"),
        ("headline", "de-AT", "Selenskyj in Wien"),
        ("byline", "de-AT", "Anna Huber"),
        ("cell", "de-AT", "Ein Selenskyj & Co"),
        ("headline", "de-AT", "Titel"),
        ("body", "de-AT", "Selenskyj kam."),
        ("body", "de-AT", "Nato \ufffc blieb"),
        ("alt", "de-AT", "Ein Bild"),
        ("cell", "de-AT", "Ein Bild"),
        ("credit", "de-AT", "Huber"),
    ]


def test_atom():
    assert regions(ATOM) == [
        ("headline", "en", "News <b>"),
        ("headline", "fr", "A b"),
        ("byline", "fr", "Jane Doe"),
        ("cell", "fr", "plain"),
        ("body", "fr", "one two"),
        ("body", "de", "drei"),
    ]


def test_rss_1():
    source = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="Kiew"><title>Desk</title></channel>
    <item rdf:about="Kiew"><title>Eins</title></item></rdf:RDF>"""
    assert regions(source) == [("headline", None, "Desk"), ("headline", None, "Eins")]


def titled(title: str) -> str:
    return f"<rss><channel><title>Desk &amp;amp; Co</title><item><title>{title}</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Talks &amp;amp; more: &amp;#8216;Kiew&amp;#8217;", "Talks & more: ‘Kiew’"),  # escaped twice
        ("Talks &amp; more, AT&amp;T, 3 &lt; 4", "Talks & more, AT&T, 3 < 4"),  # escaped once
        ("&lt;i&gt;Ki&lt;b&gt;ew&lt;/b&gt;&lt;/i&gt;", "Kiew"),
        ("<![CDATA[Ki<b>ew</b> & more]]>", "Kiew & more"),
    ],
)
def test_the_title_of_an_item_is_html_and_that_of_a_channel_is_not(title, read):
    assert regions(titled(title)) == [("headline", None, "Desk &amp; Co"), ("headline", None, read)]


def test_a_title_that_is_escaped_twice_is_written_back():
    before = titled("A &amp;amp; B: &amp;#8216;Ki&lt;b&gt;ew&lt;/b&gt;&amp;#8217;")
    assert edited(before, "Kiew", "Kyiv") == before.replace("Ki&lt;b&gt;ew", "Kyi&lt;b&gt;v")


def item(content: str) -> str:
    return f"<rss><channel><item><description>{content}</description></item></channel></rss>"


@pytest.mark.parametrize(
    ("content", "old", "new", "expected"),
    [
        ("&lt;b&gt;Selen&lt;/b&gt;skyj", "Selenskyj", "Zelensky", "&lt;b&gt;Zelen&lt;/b&gt;sky"),
        ("<![CDATA[<b>Selen</b>skyj]]>", "Selenskyj", "Zelensky", "<![CDATA[<b>Zelen</b>sky]]>"),
        ("Na&amp;#116;o", "Nato", "NATO", "NATO"),
        ("Na&#116;o", "Nato", "NATO", "NATO"),
        ("<![CDATA[Na&#116;o]]>", "Nato", "NATO", "<![CDATA[NATO]]>"),
        ("AT", "AT", "A&T <b>", "A&amp;amp;T &amp;lt;b&amp;gt;"),
        ("<![CDATA[AT]]>", "AT", "A&T <b>", "<![CDATA[A&amp;T &lt;b&gt;]]>"),
        ("Sel<![CDATA[ens]]>kyj", "Selenskyj", "Zelensky", "Zel<![CDATA[ens]]>ky"),
        ("<b>Selen</b>skyj", "Selenskyj", "Zelensky", "<b>Zelen</b>sky"),
        ("&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;", "b", "", "&lt;p&gt;a&lt;/p&gt;"),
        ("<![CDATA[<p>a</p>\n<p>b</p>\n]]>", "b", "", "<![CDATA[<p>a</p>\n]]>"),
        ("<![CDATA[<img alt='AT'>]]>", "AT", "A'T", "<![CDATA[<img alt='A&#39;T'>]]>"),
    ],
)
def test_edits(content, old, new, expected):
    assert edited(item(content), old, new) == item(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<", "", "a <![CDATA[ b]]> &lt;<![CDATA[3]]>"),
        (" b", "", "a &lt;<![CDATA[]]> &lt;<![CDATA[3]]>"),
        ("3", "c>", "a &lt;<![CDATA[ b]]> &lt;<![CDATA[&#99;&gt;]]>"),
    ],
)
def test_a_sign_before_a_section_is_edited_without_what_lies_between(old, new, expected):
    source = (
        "<rss><channel><item><description>a &lt;<![CDATA[ b]]> &lt;<![CDATA[3]]></description></item></channel></rss>"
    )
    document = feed.read("a.rss", source.encode())
    assert document.text.strip() == "a < b <3"
    start = document.text.index(old)
    changed = feed.write(document, [Edit(Span(start, start + len(old)), new)]).decode()
    assert changed.partition("<description>")[2].partition("</description>")[0] == expected
    assert feed.read("a.rss", changed.encode()).text == document.text.replace(old, new, 1)
