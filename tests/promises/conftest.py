"""A file of every format with names to mend, and with the same names wherever none may be touched.

In a sample «Volodymyr Selenskyj» is a name that the safe fix mends; every other letter of the file stays.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

MENDED = {
    "Volodymyr Selenskyj": "Volodymyr Zelensky",
    "Volodymyr S<b>elens</b>kyj": "Volodymyr Z<b>elens</b>ky",
    "Volodymyr **Selens**kyj": "Volodymyr **Zelens**ky",
    "Volodymyr Selen&#115;kyj": "Volodymyr Zelen&#115;ky",
    "Volodymyr Selen<em>skyj</em>": "Volodymyr Zelen<em>sky</em>",
    "Volodymyr &lt;b&gt;Selens&lt;/b&gt;kyj": "Volodymyr &lt;b&gt;Zelens&lt;/b&gt;ky",
    "Volodymyr Selen\\u0073kyj": "Volodymyr Zelen\\u0073ky",
    "Anthony Blinken": "Antony Blinken",
    "Andrij Jermak": "Andriy Yermak",
}
_MARKED = re.compile("«([^«»]*)»")

KEPT = (
    "See https://www.example.org/Volodymyr-Selenskyj?q=Jermak or volodymyr.selenskyj@example.org, follow @Selenskyj, "
    "search for #Selenskyj, open Volodymyr-Selenskyj.jpg or www.selenskyj.example/Selenskyj now."
)
"""Copy in which every name is part of an address, a handle, a tag or the name of a file."""

TALKS = "President «Volodymyr Selenskyj» met «Anthony Blinken» in the capital."
AIDE = "His aide «Andrij Jermak» came too."

_TXT = f"{TALKS}\n\n{AIDE}\n\n{KEPT}\n"
_MD = (
    "---\ntitle: 'Talks with «Volodymyr Selenskyj»'\nslug: volodymyr-selenskyj\nimage: Volodymyr-Selenskyj.jpg\n---\n\n"
    f"# Talks\n\nPresident «Volodymyr **Selens**kyj» met «Anthony Blinken» in the capital.\n\n- {AIDE}\n\n"
    "The page `Volodymyr Selenskyj` and [«Volodymyr Selenskyj»](https://example.org/Selenskyj 'x').\n\n"
    "```\nVolodymyr Selenskyj\n```\n\n    Volodymyr Selenskyj\n\n<!-- Volodymyr Selenskyj -->\n\n"
    f'<a href="Volodymyr-Selenskyj.html" id="Selenskyj">here</a> &amp; there.\n\n{KEPT}\n'
)
_HTML = (
    "<!DOCTYPE html>\n<html lang='en'><head><title>Talks with «Volodymyr Selenskyj»</title>\n"
    "<link rel='me' href='/Volodymyr Selenskyj'><style>.Selenskyj {}</style></head><body id='Selenskyj'>\n"
    "<!-- Volodymyr Selenskyj --><script>var x = 'Volodymyr Selenskyj';</script>\n"
    "<p class='Volodymyr Selenskyj'>President «Volodymyr S<b>elens</b>kyj» met «Anthony Blinken» &amp; others.</p>\n"
    f"<p>President «Volodymyr Selen&#115;kyj» left. {AIDE}</p>\n<pre>Volodymyr Selenskyj</pre>\n"
    f"<p>The page <code>Volodymyr Selenskyj</code> <a href='/Volodymyr Selenskyj'>links</a>.</p>\n<p>{KEPT}</p>\n"
    "</body></html>\n"
)
_XML = (
    "<?xml version='1.0'?>\n<story by='Volodymyr Selenskyj' xmlns='urn:Selenskyj'><!-- Volodymyr Selenskyj -->\n"
    "<?desk Volodymyr Selenskyj?><id>Volodymyr Selenskyj</id><slug>Volodymyr Selenskyj</slug>\n"
    "<text xml:lang='en'>President «Volodymyr Selen<em>skyj</em>» met <x a='Selenskyj'/> «Anthony Blinken».</text>\n"
    f"<text xml:lang='en'>{AIDE}</text><link>Volodymyr Selenskyj</link>\n<text xml:lang='en'>{KEPT}</text></story>\n"
)
_NITF = (
    "<nitf xml:lang='en'><head><title>«Volodymyr Selenskyj» in town</title>"
    "<docdata><doc-id id-string='Volodymyr Selenskyj'/></docdata></head>\n<body><body.head><hedline>"
    "<hl1>President «Volodymyr Selenskyj» comes</hl1></hedline></body.head><body.content>\n"
    "<p id='Selenskyj'>President <person idsrc='Selenskyj'>«Volodymyr Selen<em>skyj</em>»</person> met "
    f"«Anthony Blinken» &amp; others.</p>\n<!-- Volodymyr Selenskyj --><p>{AIDE}</p><p>{KEPT}</p>\n"
    "<media><media-reference source='Volodymyr-Selenskyj.jpg' alternate-text='x'/>"
    "<media-caption>«Anthony Blinken» in Rome.</media-caption></media></body.content></body></nitf>\n"
)
_NEWSML = (
    "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:Volodymyr Selenskyj' xml:lang='en'>\n"
    "<itemMeta><itemClass qcode='Selenskyj'/><fileName>Volodymyr-Selenskyj.xml</fileName></itemMeta>\n"
    "<contentMeta><language tag='en'/><slugline>Volodymyr Selenskyj</slugline>"
    "<headline>President «Volodymyr Selenskyj» comes</headline></contentMeta>\n<contentSet><inlineXML>"
    "<html xmlns='http://www.w3.org/1999/xhtml'><body><p title='x'>President «Volodymyr S<b>elens</b>kyj» met "
    f"«Anthony Blinken».</p>\n<p>{AIDE}</p><p><a href='/Volodymyr Selenskyj'>More</a> now.</p><p>{KEPT}</p>"
    "</body></html></inlineXML></contentSet></newsItem>\n"
)
_RSS = (
    "<rss version='2.0'><channel><title>The desk</title><link>https://example.org/Selenskyj</link>"
    "<language>en</language>\n<item><title>President «Volodymyr Selenskyj» comes</title>"
    "<guid>Volodymyr Selenskyj</guid><link>https://example.org/Volodymyr Selenskyj</link>\n<description>President "
    "«Volodymyr &lt;b&gt;Selens&lt;/b&gt;kyj» met &lt;a href='/Volodymyr Selenskyj'&gt;«Anthony Blinken»&lt;/a&gt;."
    f"</description></item>\n<item><title>Two</title><description><![CDATA[<p>{AIDE}</p>\n<p>{KEPT}</p>]]>"
    "</description></item></channel></rss>\n"
)
_ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><id>urn:Volodymyr Selenskyj</id><title>The desk</title>\n"
    "<entry><id>urn:Selenskyj</id><link href='/Volodymyr Selenskyj'/><title>President «Volodymyr Selenskyj»</title>\n"
    "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>President «Volodymyr S<b>elens</b>kyj» met "
    f"«Anthony Blinken».</p><p>{AIDE}</p><p>{KEPT}</p></div></content></entry></feed>\n"
)
_XLIFF = (
    "<xliff version='1.2'><file source-language='uk' target-language='en' original='Volodymyr Selenskyj' "
    "datatype='plaintext'><body>\n<trans-unit id='Selenskyj' resname='Volodymyr Selenskyj'>"
    "<source>Президент Володимир Зеленський</source><target>President «Volodymyr Selenskyj» met "
    "<g id='Selenskyj'>«Anthony Blinken»</g>.</target></trans-unit>\n<trans-unit id='2'><source>x</source>"
    f"<target>{AIDE}</target></trans-unit><trans-unit id='3'><source>y</source><target>{KEPT}</target></trans-unit>"
    "</body></file></xliff>\n"
)
_XLIFF2 = (
    "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='uk' trgLang='en'>"
    "<file id='Selenskyj' original='Volodymyr Selenskyj'><unit id='1'><segment><source>Володимир Зеленський</source>"
    "<target>President «Volodymyr Selenskyj» met <pc id='1'>«Anthony Blinken»</pc>.</target></segment></unit>\n"
    f"<unit id='2'><segment><source>x</source><target>{AIDE} {KEPT}</target></segment></unit></file></xliff>\n"
)
_TMX = (
    "<tmx version='1.4'><header srclang='uk' o-tmf='Volodymyr Selenskyj'/><body>\n<tu tuid='Volodymyr Selenskyj'>"
    "<tuv xml:lang='uk'><seg>Володимир Зеленський</seg></tuv><tuv xml:lang='en'><seg>President "
    f"«Volodymyr Selenskyj» met <hi x='1'>«Anthony Blinken»</hi>. {AIDE}</seg></tuv></tu>\n<tu>"
    f"<tuv xml:lang='uk'><seg>x</seg></tuv><tuv xml:lang='en'><seg>{KEPT}</seg></tuv></tu></body></tmx>\n"
)
_SRT = (
    "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>President «Volodymyr Selenskyj»</i> came.\n\n"
    '2\n00:00:02,100 --> 00:00:03,000\nHe met «Anthony Blinken»\nand <font color="Selenskyj">left</font>.\n\n'
    f"3\n00:00:04,000 --> 00:00:05,000\n{AIDE}\n\n4\n00:00:06,000 --> 00:00:07,000\n{KEPT}\n"
)
_VTT = (
    "WEBVTT - Volodymyr Selenskyj\nLanguage: en\n\nNOTE\nVolodymyr Selenskyj\n\nSTYLE\n::cue(.Selenskyj) {}\n\n"
    "Volodymyr Selenskyj\n00:01.000 --> 00:02.000 align:start\n<v «Andrij Jermak»>President "
    "«Volodymyr S<b>elens</b>kyj» left.\n\n00:02.000 --> 00:03.000\n"
    "<c.Selenskyj>He</c> met «Anthony Blinken» &amp; others.\n\n"
    f"00:03.000 --> 00:04.000\n{KEPT}\n"
)
_PO = (
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Last-Translator: Volodymyr Selenskyj <selenskyj@example.org>\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n\n# Volodymyr Selenskyj\n#: Volodymyr-Selenskyj.c:1\n'
    'msgctxt "Volodymyr Selenskyj"\nmsgid "Volodymyr Selenskyj"\nmsgstr ""\n"President «Volodymyr Selenskyj» met "\n'
    f'"«Anthony Blinken»."\n\nmsgid "Selenskyj"\nmsgid_plural "x"\nmsgstr[0] "{AIDE}"\nmsgstr[1] "{KEPT}"\n'
)
_CSV = (
    "id,headline,caption,url\nVolodymyr Selenskyj,President «Volodymyr Selenskyj» comes,"
    '"He said: ""Yes"", and met «Anthony Blinken».",https://example.org/Volodymyr Selenskyj\n'
    f'2,Two,"{AIDE}",\n3,Three,"{KEPT}",Volodymyr-Selenskyj.jpg\n'
)
_JSON = (
    '{"id": "Volodymyr Selenskyj",\t"language": "en", "n": 1.50, "Volodymyr Selenskyj": "x", "url": "Andrij Jermak",\n'
    ' "title": "President «Volodymyr Selen\\u0073kyj» comes", "html": "<p id=\\"Selenskyj\\">President '
    f'«Volodymyr S<b>elens</b>kyj» met «Anthony Blinken».</p>", "body": "{AIDE}\\n\\n{KEPT}"}}\n'
)
_JSONL = f'{{"id": "Andrij Jermak", "body": "{TALKS}"}}\n\n{{"lang": "en", "slug": "x", "text": "{AIDE} {KEPT}"}}\n'
_NINJS = (
    '{"uri": "urn:Volodymyr Selenskyj", "type": "text", "versionCreated": "2024-05-01T12:00:00Z", "language": "en",\n'
    ' "slugline": "Volodymyr Selenskyj", "headlines": [{"role": "main", "value": "President «Volodymyr Selenskyj»"}],\n'
    ' "bodies": [{"contentType": "text/html", "value": "<p class=\\"Selenskyj\\">President «Volodymyr S<b>elens</b>kyj»'
    f' met «Anthony Blinken».</p><p>{KEPT}</p>"}}, {{"contentType": "text/plain", "value": "{AIDE}"}}]}}\n'
)
_DOCX = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    '<w:p w:rsidR="00"><w:bookmarkStart w:id="0" w:name="Volodymyr Selenskyj"/><w:bookmarkEnd w:id="0"/>'
    '<w:r><w:t xml:space="preserve">President «Volodymyr Selenskyj» met </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
    '<w:t xml:space="preserve">«Anthony Blinken» in the capital.</w:t></w:r></w:p>'
    f'<w:p><w:r><w:t>{AIDE}</w:t></w:r></w:p><w:p><w:r><w:instrText>HYPERLINK "Volodymyr Selenskyj"</w:instrText>'
    f'</w:r><w:r><w:t xml:space="preserve">{KEPT}</w:t></w:r></w:p></w:body></w:document>'
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = (
    f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
    '<text:p><text:bookmark text:name="Volodymyr Selenskyj"/>President «Volodymyr Selenskyj» met '
    "<text:span>«Anthony Blinken»</text:span> in the capital.</text:p>"
    f'<text:p>{AIDE}</text:p><text:p><text:a xlink:href="/Volodymyr Selenskyj">here</text:a> {KEPT}</text:p>'
    "</office:text></office:body></office:document-content>"
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a container with a date of its own, so that two of the same members are alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 31, 12, 30, 8))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return out.getvalue()


def docx(document: str) -> bytes:
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_WORD}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations,
            "word/document.xml": document,
            "word/media/Volodymyr-Selenskyj.png": bytes(range(256)) * 8,
        }
    )


def odt(content: str) -> bytes:
    manifest = (
        f'<m:manifest xmlns:m="{_ODF}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{_OPEN_TEXT}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    return zipped({"mimetype": _OPEN_TEXT, "content.xml": content, "META-INF/manifest.xml": manifest})


class Sample(NamedTuple):
    """A file of a format: its name, its text with the faulty names «marked», and how the text becomes bytes."""

    name: str
    marked: str
    pack: Callable[[str], bytes] = str.encode

    @property
    def zipped(self) -> bool:
        return self.pack in (docx, odt)

    @property
    def faulty(self) -> str:
        return _MARKED.sub(r"\1", self.marked)

    @property
    def mended(self) -> str:
        return _MARKED.sub(lambda match: MENDED[match[1]], self.marked)

    @property
    def count(self) -> int:
        """How many names are to be mended."""
        return len(_MARKED.findall(self.marked))


SAMPLES = {
    sample.name: sample
    for sample in (
        Sample("a.txt", _TXT),
        Sample("a.md", _MD),
        Sample("a.html", _HTML),
        Sample("a.xml", _XML),
        Sample("a.nitf", _NITF),
        Sample("nitf.xml", _NITF),
        Sample("a.newsml", _NEWSML),
        Sample("a.rss", _RSS),
        Sample("a.atom", _ATOM),
        Sample("a.xliff", _XLIFF),
        Sample("b.xlf", _XLIFF2),
        Sample("a.tmx", _TMX),
        Sample("a.srt", _SRT),
        Sample("a.vtt", _VTT),
        Sample("a.po", _PO),
        Sample("a.csv", _CSV),
        Sample("a.tsv", _CSV.replace(",", "\t").replace('"He said:\t', '"He said:')),
        Sample("a.json", _JSON),
        Sample("a.jsonl", _JSONL),
        Sample("ninjs.json", _NINJS),
        Sample("a.docx", _DOCX, docx),
        Sample("a.odt", _ODT, odt),
    )
}
TEXTS = [sample for sample in SAMPLES.values() if not sample.zipped]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a ``sample`` one of each format, and one for a ``text_sample`` those that are text."""
    for argument, samples in (("sample", list(SAMPLES.values())), ("text_sample", TEXTS)):
        if argument in metafunc.fixturenames:
            metafunc.parametrize(argument, samples, ids=[sample.name for sample in samples])


@pytest.fixture
def samples() -> dict[str, Sample]:
    return SAMPLES


@pytest.fixture
def newsroom(desk: Path) -> Path:
    """A folder with a faulty file of every format."""
    (desk / "onym.yaml").write_text("language: en\ntrack-changes: false\n", "utf-8")
    for sample in SAMPLES.values():
        (desk / sample.name).write_bytes(sample.pack(sample.faulty))
    return desk
