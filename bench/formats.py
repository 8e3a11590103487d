"""Measures the formats: real files read and written byte for byte, edits forced into each region, and speed.

    python bench/formats.py --data DIR

DIR holds ``formats/`` with files of any format that has a suffix. Of each file: is it written back as it was; does an
edit in each region change the bytes of that place only, so that the file reads as before with the new text; does a
parser of another make still take it. Files of an empty size are passed over. Speed is that of one core (CPU time),
for pieces dense with markup, and for articles as they are sent: paragraphs of 200 to 400 letters with a few tags.
Reading gives text and regions; where each letter stands in the file is worked out by what first asks: the writing.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from os.path import splitext
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from lint import formats
from lint.document import Document, Kind, Span
from lint.finding import Edit

MEGABYTE = 1_000_000
NEW = "Qqq"

Parser = Callable[[bytes], object]
XML = (".atom", ".newsml", ".nitf", ".rss", ".tmx", ".xlf", ".xliff", ".xml")
PARSERS: dict[str, Parser] = {**dict.fromkeys(XML, ElementTree.fromstring), ".json": json.loads}
"""What reads a format without this program's help, by suffix; a format without one is not parsed again."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)

SAMPLES: dict[str, tuple[str, str, str]] = {  # suffix: head, a piece that is repeated, tail
    ".txt": ("", "President Volodymyr Selenskyj met Anthony Blinken in Kyiv and left on Monday.\n\n", ""),
    ".html": ("<body>", "<p>President <b>Volodymyr</b> Selenskyj met Anthony Blinken &amp; left.</p>\n", "</body>"),
    ".md": ("", "President **Volodymyr** Selenskyj met Anthony Blinken and left on Monday.\n\n", ""),
    ".nitf": (
        "<nitf><body><body.content>",
        "<p>President <person>Volodymyr Selenskyj</person> met Anthony Blinken in Kyiv &amp; left\n  on Monday.</p>\n",
        "</body.content></body></nitf>",
    ),
    ".newsml": (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>',
        '<newsItem><contentMeta><urgency>3</urgency><language tag="en"/><headline>Talks in Kyiv</headline>'
        "</contentMeta><contentSet><inlineXML><nitf><body><body.content><p>President Volodymyr Selenskyj met Anthony "
        "Blinken.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>\n",
        "</itemSet></newsMessage>",
    ),
    ".rss": (
        "<rss><channel>",
        "<item><title>Talks in Kyiv</title><link>https://example.org/1</link><description>&lt;p&gt;President Volodymyr "
        "&lt;b&gt;Selenskyj&lt;/b&gt; met Anthony Blinken.&lt;/p&gt;</description></item>\n",
        "</channel></rss>",
    ),
    ".xlf": (
        '<xliff version="1.2"><file source-language="uk" target-language="en"><body>',
        '<trans-unit id="1"><source>Президент <g id="1">Зеленський</g> прибув.</source><target>President '
        '<g id="1">Selenskyj</g> has arrived.</target></trans-unit>\n',
        "</body></file></xliff>",
    ),
    ".tmx": (
        '<tmx><header srclang="uk"/><body>',
        '<tu><tuv xml:lang="uk"><seg>Президент Зеленський прибув.</seg></tuv><tuv xml:lang="en"><seg>President '
        "Selenskyj has arrived.</seg></tuv></tu>\n",
        "</body></tmx>",
    ),
    ".srt": (
        "",
        "1\n00:00:01,000 --> 00:00:02,900\n<i>President Volodymyr</i>\nSelenskyj met Anthony Blinken in Kyiv.\n\n",
        "",
    ),
    ".vtt": (
        "WEBVTT\nLanguage: en\n\n",
        "00:01.000 --> 00:02.900\n<v Jane Doe>President Volodymyr\nSelenskyj met <b>Anthony</b> &amp; left.\n\n",
        "",
    ),
    ".po": (
        'msgid ""\nmsgstr "Language: en\\n"\n\n',
        'msgid "Talks"\nmsgstr ""\n"President Volodymyr "\n"Selenskyj met \\"Anthony\\" Blinken in Kyiv.\\n"\n\n',
        "",
    ),
    ".csv": (
        "id,headline,body,lang\n",
        '1,Talks in Kyiv,"President Volodymyr Selenskyj met ""Anthony"" Blinken, and left on Monday.",en\n',
        "",
    ),
    ".json": (
        '{"language": "en", "articles": [\n',
        '  {"id": 1, "title": "Talks in Kyiv", "html": "<p>President <b>Volodymyr<\\/b> S\\u0065lenskyj.</p>"},\n',
        "  null]}",
    ),
    ".jsonl": (
        "",
        '{"uri": "urn:1", "versionCreated": "2024-05-01", "type": "text", "language": "en", "headlines": [{"value": '
        '"Talks in Kyiv"}], "bodies": [{"contentType": "text/html", "value": "<p>President <b>Volodymyr</b> Selenskyj '
        'met Anthony Blinken &amp; left on Monday.</p>"}]}\n',
        "",
    ),
    ".docx": (
        f'<w:document xmlns:w="{WORD}"><w:body>',
        '<w:p><w:r><w:t xml:space="preserve">President </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Volodymyr</w:t></w:r>'
        '<w:r><w:t xml:space="preserve"> Selenskyj met Anthony Blinken &amp; left.</w:t></w:r></w:p>\n',
        "</w:body></w:document>",
    ),
    ".odt": (
        f'<o:document-content xmlns:o="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"><o:body><o:text>',
        '<text:p text:style-name="P1">President <text:span text:style-name="T1">Volodymyr</text:span> Selenskyj met '
        "Anthony Blinken &amp; left.</text:p>\n",
        "</o:text></o:body></o:document-content>",
    ),
    ".xml": ("<story>", "<p>President <b>Volodymyr</b> Selenskyj met Anthony Blinken &amp; left.</p>\n", "</story>"),
}

_FIRST = (
    "President Volodymyr Selenskyj met the American secretary of state, Anthony Blinken, in Kyiv on Monday, and both "
    "of them asked the allies for more air defence before the winter comes"
)
_SECOND = (
    "The ministry in Kharkiv said that the trains from Odessa and Dnipropetrovsk would run again as soon as the line "
    "was mended, which the railway's head did not expect before Thursday"
)
_STORY = (
    f"<p>{_FIRST}.\n{_SECOND}.</p>\n<p>“{_SECOND},” <em>Oleksandr Kubrakov</em> told the agency. {_FIRST} &amp; "
    f'left.</p>\n<p>{_SECOND}; <a href="https://example.org/talks">as the Kyiv Independent reported</a>.\n  '
    f"{_FIRST}.</p>\n"
)
_ORIGINAL = (
    "Президент Володимир Зеленський зустрівся у Києві з державним секретарем та попросив більше засобів оборони."
)

ARTICLES: dict[str, tuple[str, str, str]] = {  # as above, one article or unit each; other formats hold no long copy
    ".html": (
        "<!DOCTYPE html><html lang=en><body>",
        f'<article class="story"><h2>Talks in Kyiv</h2><div class="byline">Jane Doe</div>\n{_STORY}<figure><img '
        'src="a.jpg" alt="Blinken in Kyiv"><figcaption>Blinken in Kyiv</figcaption></figure></article>\n',
        "</body></html>",
    ),
    ".md": (
        "",
        f"## Talks in Kyiv\n\n{_FIRST}.\n{_SECOND}.\n\n“{_SECOND},” *Oleksandr Kubrakov* told [the agency](u).\n\n",
        "",
    ),
    ".nitf": ("<nitf><body><body.content>", _STORY, "</body.content></body></nitf>"),
    ".newsml": (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>',
        '<newsItem guid="urn:newsml:example.org:1" version="1" standard="NewsML-G2"><itemMeta><itemClass '
        'qcode="ninat:text"/><versionCreated>2024-05-01T12:00:00Z</versionCreated></itemMeta><contentMeta><urgency>3'
        '</urgency><headline>Talks in Kyiv</headline><language tag="en"/><subject qcode="subj:11"><name>Politics'
        "</name></subject></contentMeta><contentSet><inlineXML><nitf><body><body.head><hedline><hl1>Talks in "
        f"Kyiv</hl1></hedline></body.head><body.content>\n{_STORY}</body.content></body></nitf></inlineXML></contentSet></newsItem>\n",
        "</itemSet></newsMessage>",
    ),
    ".rss": (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>',
        "<item><title>Talks in Kyiv</title><link>https://example.org/1</link><pubDate>Wed, 01 May 2024 12:00:00 "
        f"+0000</pubDate><description>{escape(f'<p>{_FIRST}</p>')}</description><content:encoded><![CDATA[{_STORY}]]>"
        "</content:encoded></item>\n",
        "</channel></rss>",
    ),
    ".atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<entry><title>Talks in Kyiv</title><id>urn:1</id><updated>2024-05-01T12:00:00Z</updated><author><name>Jane Doe"
        f'</name></author><summary>{_FIRST}</summary><content type="html">{escape(_STORY)}</content></entry>\n',
        "</feed>",
    ),
    ".xlf": (
        '<xliff version="1.2"><file source-language="uk" target-language="en"><body>',
        f'<trans-unit id="1" resname="a.b"><source>{_ORIGINAL}</source>\n<target state="translated">{_FIRST}, <g '
        'id="1">Anthony Blinken</g> said.</target>\n<note>from the front page</note></trans-unit>\n',
        "</body></file></xliff>",
    ),
    ".tmx": (
        '<tmx><header srclang="uk"/><body>',
        f'<tu tuid="1" creationdate="20240501T120000Z"><tuv xml:lang="uk"><seg>{_ORIGINAL}</seg></tuv>\n<tuv '
        f'xml:lang="en"><seg>{_FIRST}.</seg></tuv></tu>\n',
        "</body></tmx>",
    ),
    ".srt": ("", f"12\n00:00:01,000 --> 00:00:04,900\n{_FIRST[:42]}\n{_FIRST[42:83]}.\n\n", ""),
    ".vtt": ("WEBVTT\n\n", f"00:01.000 --> 00:04.900 position:10%\n{_FIRST[:42]}\n{_FIRST[42:83]}.\n\n", ""),
    ".po": (
        'msgid ""\nmsgstr "Language: en\\n"\n\n',
        f'#: src/front.c:120\n#, c-format\nmsgid "{_ORIGINAL}"\nmsgstr ""\n"{_FIRST}\\n"\n"{_SECOND}."\n\n',
        "",
    ),
    ".csv": ("id,headline,body,lang\n", f'1,Talks in Kyiv,"{_FIRST}. ""{_SECOND}"".",en\n', ""),
    ".tsv": ("id\tname\tborn\tnote\n", f"Q1234\tVolodymyr Selenskyj\t1978\t{_SECOND[:60]}\n", ""),
    ".json": (
        '{"language": "en", "articles": [\n',
        json.dumps({"id": 1, "title": "Talks in Kyiv", "html": _STORY}) + ",\n",
        "  null]}",
    ),
    ".jsonl": (
        "",
        json.dumps({"uri": "urn:1", "type": "text", "language": "en", "headlines": [{"value": "Talks in Kyiv"}]})[:-1]
        + f', "bodies": [{{"contentType": "text/html", "value": {json.dumps(_STORY)}}}]}}\n',
        "",
    ),
    ".xml": (
        "<articles>",
        '<article id="1"><title>Talks in Kyiv</title><date>2024-05-01</date><author>Jane Doe</author><text>\n'
        f"{_STORY}</text></article>\n",
        "</articles>",
    ),
}


class Checked(NamedTuple):
    """What was seen of one file: edits tried, and what went wrong."""

    edits: int
    faults: tuple[str, ...]


def main() -> int:
    """Print both tables; the exit code is 1 if a file failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=float, default=2.0, help="megabytes of each speed sample")
    given = parser.parse_args()
    failed = check_files(given.data / "formats")
    measure_speed(given.size)
    return 1 if failed else 0


def check_files(folder: Path) -> int:
    """Print a line for each module and each fault; return the number of faults."""
    files, edits, parsed, faults = Counter[str](), Counter[str](), Counter[str](), 0
    for path in sorted(folder.rglob("*")):
        suffix = splitext(path.name)[1].lower()
        if suffix not in formats.MODULES or not path.is_file() or not path.stat().st_size:
            continue
        checked = check_file(path, PARSERS.get(suffix))
        module = formats.MODULES[suffix]
        files[module] += 1
        edits[module] += checked.edits
        parsed[module] += suffix in PARSERS
        faults += len(checked.faults)
        for fault in checked.faults:
            print(f"FAULT {path.relative_to(folder)}: {fault}")
    print(f"{'module':<12}{'files':>7}{'parsed':>8}{'edits':>8}")
    for module in files:
        print(f"{module:<12}{files[module]:>7}{parsed[module]:>8}{edits[module]:>8}")
    return faults


def check_file(path: Path, parse: Parser | None) -> Checked:
    """Read a file, write it back, and force an edit into each of its regions, one at a time."""
    data, module = path.read_bytes(), formats.named(path.name)
    try:
        document = module.read(path.name, data)
    except formats.FormatError as error:
        return Checked(0, (f"refused: {error.message}",))
    faults: list[str] = [] if module.write(document, ()) == data else ["it is not written back as it was"]
    edits = list(forced(document))
    for edit in edits:
        changed = module.write(document, [edit])
        place = module.places(document, [edit.span])[0]
        if place.byte_start is not None and place.byte_end is not None:
            kept = changed.startswith(data[: place.byte_start]) and changed.endswith(data[place.byte_end :])
            faults += [] if kept else [f"an edit at {edit.span.start} changes other bytes"]
        again = module.read(path.name, changed)
        wanted = document.text[: edit.span.start] + edit.text + document.text[edit.span.end :]
        faults += [] if again.text == wanted else [f"an edit at {edit.span.start} reads as something else"]
        if parse:
            parse(changed)
    return Checked(len(edits), tuple(faults))


def forced(document: Document) -> Iterator[Edit]:
    """Yield an edit of the first word of every region."""
    for region in document.regions:
        start = region.span.start
        end = next((place for place in range(start, region.span.end) if not document.text[place].isalnum()), None)
        end = region.span.end if end is None else end
        if end > start and region.kind is not Kind.QUOTE:
            yield Edit(Span(start, end), NEW)


def measure_speed(size: float) -> None:
    """Print how many megabytes a second each format reads and writes, the articles first."""
    gc.disable()  # as the command does
    for title, samples in (("articles", ARTICLES), ("dense", SAMPLES)):
        print(f"\n{title:<10}{'MB':>6}{'read MB/s':>11}{'write MB/s':>12}")
        for suffix, (head, piece, tail) in samples.items():
            text = (head + piece * int(size * MEGABYTE / len(piece.encode())) + tail).encode()
            megabytes = len(text) / MEGABYTE
            read, written = seconds(suffix, packed(suffix, text))
            print(f"{suffix:<10}{megabytes:>6.1f}{megabytes / read:>11.1f}{megabytes / written:>12.1f}")


def seconds(suffix: str, data: bytes) -> tuple[float, float]:
    """Return how long a file takes to read, and to write with an edit in each region."""
    module = formats.named(f"a{suffix}")
    begun = time.process_time()
    document = module.read("a", data)
    read = time.process_time() - begun
    edits = [Edit(Span(region.span.start, region.span.start + 1), "Q") for region in document.regions]
    begun = time.process_time()
    module.write(document, edits)
    return read, time.process_time() - begun


def packed(suffix: str, text: bytes) -> bytes:
    """Return a file of a suffix: for a container, the zip file with the text as its main part."""
    if not formats.is_zipped(f"a{suffix}"):
        return text
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        if suffix == ".docx":
            file.writestr("[Content_Types].xml", TYPES)
        file.writestr({".docx": "document.xml", ".odt": "content.xml"}[suffix], text)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
