"""NewsML-G2 and NewsML 1: what is copy and of what kind, and which language it is in."""

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import newsml

G2 = "http://iptc.org/std/nar/2006-10-01/"


def regions(source: str) -> list[tuple[str, str | None, str]]:
    document = newsml.read("a.newsml", source.encode())
    return [(region.kind.value, region.language, document.text[slice(*region.span)]) for region in document.regions]


ITEM = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="{G2}" guid="urn:Kiew" xml:lang="en">
  <catalogRef href="http://x.y/Kiew"/>
  <rightsInfo><copyrightHolder><name>Kiew</name></copyrightHolder></rightsInfo>
  <itemMeta><provider><name>Kiew</name></provider><edNote>For release</edNote></itemMeta>
  <contentMeta>
    <located><name>Kiew</name></located>
    <creator><name>Anna Huber</name></creator>
    <language tag="de"/>
    <subject><name>Kiew</name></subject>
    <headline xml:lang="fr">Titre</headline>
    <headline>Selen<span class="x">skyj</span></headline>
    <by>Von Anna Huber</by>
    <dateline>BERLIN</dateline>
    <creditline>Example/Huber</creditline>
    <description role="drol:summary">Kurz.</description>
    <description role="drol:caption">Ein Bild.</description>
  </contentMeta>
  <contentSet>
    <inlineXML contenttype="application/nitf+xml">
      <nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Titel</hl1></hedline></body.head>
        <body.content><p>Ein <em>Satz</em>.</p><media><media-caption>Ein Bild.</media-caption></media></body.content>
      </body></nitf>
    </inlineXML>
    <inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title><style>Kiew</style></head>
      <body><h1>Kopf</h1><p>Absatz</p></body></html></inlineXML>
    <inlineData>Kiew</inlineData><inlineData contenttype="text/plain" encoding="x">Kiew</inlineData>
    <inlineData contenttype="text/plain; charset=utf-8">Reiner Text.</inlineData>
    <inlineData contenttype="text/html">&lt;p&gt;Noch &lt;b&gt;T&lt;/b&gt;ext&lt;/p&gt;</inlineData>
    <remoteContent href="Kiew.jpg"><altId>Kiew</altId></remoteContent>
  </contentSet>
</newsItem>
"""


def test_a_news_item():
    assert regions(ITEM) == [
        ("byline", "de", "Anna Huber"),
        ("headline", "fr", "Titre"),
        ("headline", "de", "Selenskyj"),
        ("byline", "de", "Von Anna Huber"),
        ("dateline", "de", "BERLIN"),
        ("credit", "de", "Example/Huber"),
        ("cell", "de", "Kurz."),
        ("caption", "de", "Ein Bild."),
        ("headline", "de", "Titel"),
        ("body", "de", "Ein Satz."),
        ("cell", "de", "Ein Bild."),
        ("headline", "de", "T"),
        ("headline", "de", "Kopf"),
        ("body", "de", "Absatz"),
        ("body", "de", "Reiner Text."),
        ("body", "de", "Noch Text"),
    ]


def test_each_item_of_a_message_has_its_language():
    def item(language: str, words: str) -> str:
        return f"<newsItem>{words}<contentMeta>{language}<headline>{words}</headline></contentMeta></newsItem>"

    tags = ['<language tag="de"/>', '<language tag="fr"/><language tag="de"/>', ""]
    items = "".join(item(tag, f"x{number}") for number, tag in enumerate(tags))
    source = f'<newsMessage xmlns="{G2}" xml:lang="en"><itemSet>{items}</itemSet></newsMessage>'
    assert regions(source) == [("headline", "de", "x0"), ("headline", "en", "x1"), ("headline", "en", "x2")]


def test_a_concept():
    source = f"""<conceptItem xmlns="{G2}"><concept><conceptId qcode="Kiew"/><name xml:lang="en">Mario Rossi</name>
    <definition xml:lang="de">Ein Banker.<br/>Aus Rom.</definition><related><name>Kiew</name></related></concept>
    </conceptItem>"""
    assert regions(source) == [("cell", "en", "Mario Rossi"), ("cell", "de", "Ein Banker.\nAus Rom.")]


def test_newsml_1():
    source = """<NewsML Version="1.2"><NewsItem><NewsComponent><NewsLines><HeadLine>Titel</HeadLine>
    <DateLine>BERN</DateLine>
    <ByLine>Anna Huber</ByLine><CopyrightLine>Kiew</CopyrightLine></NewsLines><DescriptiveMetadata>
    <Language FormalName="de"/></DescriptiveMetadata>
    <ContentItem><MimeType FormalName="text/css"/><DataContent>Kiew</DataContent></ContentItem>
    <ContentItem><MimeType FormalName="text/plain"/><DataContent>Ein Satz.</DataContent></ContentItem>
    <ContentItem><DataContent><nitf><body><p>Noch <b>ei</b>ner.</p></body></nitf></DataContent>
    </ContentItem></NewsComponent></NewsItem></NewsML>"""
    assert regions(source) == [
        ("headline", "de", "Titel"),
        ("dateline", "de", "BERN"),
        ("byline", "de", "Anna Huber"),
        ("body", "de", "Ein Satz."),
        ("body", "de", "Noch einer."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("Selenskyj", "Zelensky", 'Selen<span class="x">skyj</span>', 'Zelen<span class="x">sky</span>'),
        ("Satz", "Halbsatz", "<em>Satz</em>", "<em>Halbsatz</em>"),
        ("Text.", "T&T.", "Reiner Text.", "Reiner T&amp;T."),
        ("Noch Text", "Kein Satz", "Noch &lt;b&gt;T&lt;/b&gt;ext", "Kein &lt;b&gt;S&lt;/b&gt;atz"),
    ],
)
def test_edits(old, new, before, after):
    document = newsml.read("a.newsml", ITEM.encode())
    start = document.text.index(old)
    changed = newsml.write(document, [Edit(Span(start, start + len(old)), new)])
    assert changed.decode() == ITEM.replace(before, after)
