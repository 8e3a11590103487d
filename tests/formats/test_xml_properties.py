"""What holds for every XML file: bytes and structure kept, edits local, the result read alike by another parser."""

import time
from xml.etree import ElementTree
from xml.parsers import expat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.document import Document, Kind, Region, Span
from lint.finding import Edit
from lint.formats import Format, FormatError, feed, newsml, nitf, slices, tmx, xliff, xml
from lint.formats.scanner import Markup, scan
from lint.formats.xml import _with_text

FORMATS: dict[str, Format] = {"nitf": nitf, "newsml": newsml, "feed": feed, "xliff": xliff, "tmx": tmx, "xml": xml}
many = settings(
    max_examples=60 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)

WORDS = [
    *("Selenskyj", "Kiew", "Köln", "Київ", "O'Neill", "😀", " ", "\n  ", "\r\n"),
    *("&amp;", "&#116;", "&lt;", "&#xe9;", "]]&gt;"),
]
INLINE = {
    "nitf": ["em", "person", "q", "a"],
    "newsml": ["span", "em"],
    "feed": [],
    "xliff": ["g", "mrk", "bpt"],
    "tmx": ["hi", "bpt"],
    "xml": ["b", "i"],
}
FRAMES = {
    "nitf": "<nitf><head><title>{}</title></head><body><hedline><hl1>{}</hl1></hedline><p>{}</p></body></nitf>",
    "newsml": (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><language tag="de"/><headline>{}</headline>'
        '<description role="drol:caption">{}</description></contentMeta><contentSet><inlineXML><nitf><body><p>{}</p>'
        "</body></nitf></inlineXML></contentSet></newsItem>"
    ),
    "feed": (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>\n'
        "<description>{}</description><title>{}</title><content:encoded>{}</content:encoded></item></channel></rss>"
    ),
    "xliff": (
        '<xliff version="1.2"><file source-language="uk" target-language="en"><body><trans-unit><target>{}'
        '</target></trans-unit><trans-unit id="1"><source>{}</source><target>{}</target></trans-unit></body></file>'
        "</xliff>"
    ),
    "tmx": (
        '<tmx><header srclang="uk"/><body><tu><tuv xml:lang="en"><seg>{}</seg></tuv>'
        '<tuv xml:lang="uk"><seg>{}</seg></tuv><tuv xml:lang="de"><seg>{}</seg></tuv></tu></body></tmx>'
    ),
    "xml": "<story a='Kiew'>\n<p>{}</p><p>{}</p><x><y>{}</y></x></story>",
}


def copy(name: str) -> st.SearchStrategy[str]:
    """Well-formed content: words, references, CDATA, comments, and the inline elements of a format."""
    leaf = st.lists(st.sampled_from(WORDS), max_size=5).map("".join)
    section = st.lists(st.sampled_from(["Selenskyj", " ", "\n", "&amp;", "]]", "é"]), max_size=3).map(
        lambda words: f"<![CDATA[{''.join(words)}]]>"
    )
    leaves = leaf | section | st.sampled_from(["<!-- Kiew -->", "<?p Kiew?>"])
    if not INLINE[name]:
        return st.lists(leaves, max_size=4).map("".join)
    return st.recursive(
        leaves,
        lambda inner: (
            st.tuples(st.sampled_from(INLINE[name]), inner).map(
                lambda pair: f"<{pair[0]} x='Kiew'>{pair[1]}</{pair[0]}>"
            )
            | st.lists(inner, max_size=3).map("".join)
        ),
        max_leaves=5,
    )


def sources(name: str) -> st.SearchStrategy[str]:
    content = copy(name)
    return st.tuples(content, content, content).map(lambda parts: FRAMES[name].format(*parts))


def files(name: str) -> st.SearchStrategy[bytes]:
    return st.tuples(sources(name), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])).map(
        lambda pair: pair[0].encode(pair[1])
    )


def structure(data: bytes) -> list[object]:
    """Return the events of a file as expat tells them, with all text between two of them put together."""
    found: list[object] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    parser.EndElementHandler = lambda name: found.append(name)
    parser.CommentHandler = lambda text: found.append(("comment", text))
    parser.ProcessingInstructionHandler = lambda target, text: found.append((target, text))
    parser.StartCdataSectionHandler = lambda: found.append("cdata")
    parser.Parse(data, True)
    return found


def text_of(data: bytes) -> str:
    return "".join("".join(ElementTree.fromstring(data).itertext()).split())


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_reading_and_writing_keeps_every_byte(name, data):
    raw = data.draw(files(name))
    document = FORMATS[name].read("a", raw)
    assert FORMATS[name].write(document, []) == raw


@pytest.mark.parametrize("name", FORMATS)
@given(raw=st.binary(max_size=120), encoding=st.sampled_from([None, "latin-1", "utf-16-le", "cp932"]))
@many
def test_any_bytes_are_read_or_refused(name, raw, encoding):
    for data in (raw, b"<a>" + raw + b"</a>"):
        try:
            document = FORMATS[name].read("a", data, encoding)
        except FormatError:
            continue
        assert FORMATS[name].write(document, []) == data


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_regions_are_in_order_and_pieces_are_true(name, data):
    raw = data.draw(files(name))
    document = FORMATS[name].read("a", raw)
    origin = slices.origin_of(document)
    done, block = 0, Span(0, 0)
    for region in document.regions:
        found = document.text[slice(*region.span)]
        assert found
        assert found == found.strip()
        if region.kind is Kind.QUOTE:
            assert block.holds(region.span)
        else:
            assert region.span.start >= done
            block, done = region.span, region.span.end
    done = 0
    for piece in origin.pieces:
        assert done <= piece.start < piece.end
        done = piece.end
        stretch = origin.source.text[piece.source : piece.source_end]
        assert stretch == document.text[piece.start : piece.end] or not piece.literal
        assert "<" not in stretch or name == "feed"
    for segment in document.segments:
        assert any(region.span == segment.target for region in document.regions)


def blocks(document: Document) -> list[Region]:
    return [region for region in document.regions if region.kind is not Kind.QUOTE]


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_an_edit_of_a_region_changes_only_its_bytes_and_no_structure(name, data):
    raw = data.draw(files(name))
    module = FORMATS[name]
    document = module.read("a", raw)
    letters = [place for region in blocks(document) for place in range(*region.span) if document.text[place].isalpha()]
    if not letters:
        return
    place = data.draw(st.sampled_from(letters))
    edit = Edit(Span(place, place + 1), data.draw(st.sampled_from(["q", "Ž", "<", "&", ">", "]", "]]>"])))
    changed = module.write(document, [edit])
    where = module.places(document, [edit.span])[0]
    assert changed.startswith(raw[: where.byte_start])
    assert changed.endswith(raw[where.byte_end :])
    assert [event for event in structure(changed) if event != "cdata"] == [
        event for event in structure(raw) if event != "cdata"
    ]
    again = module.read("a", changed)
    assert again.text == document.text[:place] + edit.text + document.text[place + 1 :]
    assert [region.kind for region in again.regions] == [region.kind for region in document.regions]
    if name != "feed":
        old, new = text_of(raw), text_of(changed)
        assert len(new) == len(old) - 1 + len(edit.text)


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_a_name_is_exchanged_wherever_markup_splits_it(name, data):
    tag = INLINE[name][0] if INLINE[name] else ""
    marks = ["", "<!-- x -->", f"</{tag}><{tag}>"] if tag else ["", "&lt;b&gt;&lt;/b&gt;"]
    spelt = "Sele" + data.draw(st.sampled_from(marks)) + "ns" + data.draw(st.sampled_from(marks)) + "ky&#106;"
    spelt = f"<{tag}>{spelt}</{tag}>" if tag else spelt
    raw = FRAMES[name].format(f"Herr {spelt} kam", "x", "y").encode()
    document = FORMATS[name].read("a", raw)
    start = document.text.find("Selenskyj")
    changed = FORMATS[name].write(document, [Edit(Span(start, start + 9), "Zelensky")])
    again = FORMATS[name].read("a", changed)
    assert again.text == document.text.replace("Selenskyj", "Zelensky")
    assert structure(changed) == structure(raw)


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_deleting_a_region_leaves_the_others(name, data):
    raw = data.draw(files(name))
    document = FORMATS[name].read("a", raw)
    found = blocks(document)
    if not found or any("\ufffc" in document.text[slice(*region.span)] for region in found):
        return
    gone = data.draw(st.integers(0, len(found) - 1))
    again = FORMATS[name].read("a", FORMATS[name].write(document, [Edit(found[gone].span, "")]))
    left = [document.text[slice(*region.span)] for index, region in enumerate(found) if index != gone]
    assert [again.text[slice(*region.span)] for region in blocks(again)] == left


def mixed(text: str) -> set[int]:
    """Return where the elements begin that hold both elements and text, by the tokens of the scanner."""
    opened, parents, written = [-1], set[int](), set[int]()
    for markup, start, end, _, _, empty in scan(text):
        if markup is Markup.START:
            parents.add(opened[-1])
            if not empty:
                opened.append(start)
        elif markup is Markup.END:
            opened.pop()
        elif markup is Markup.CDATA or (markup is Markup.TEXT and not text[start:end].isspace()):
            written.add(opened[-1])
    return parents & written


@given(sources("xml"), st.sampled_from(["", "<!DOCTYPE a>", "<?xml version='1.0'?>\n<!-- > -->", "<?p > ?>"]))
@many
def test_elements_with_text_are_found_as_the_scanner_finds_them(source, prologue):
    source = prologue + source.replace("x='Kiew'", "x='/>'")
    parents = {start for markup, start, *_ in scan(source) if markup is Markup.START}
    assert mixed(source) <= _with_text(source) <= parents


N = 20_000


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "content",
    ["<b/>" * N, "x" * N, "&amp;" * N, "<![CDATA[x]]>" * N, "<!-- -->" * N, " \n" * N, "<p>x</p>" * N, "x<i>y</i>" * N],
    ids=lambda content: content[:8],
)  # fmt: skip
def test_hostile_input_is_read_in_linear_time(name, content):
    raw = FRAMES[name].format(content, content, content).encode()
    begun = time.process_time()
    document = FORMATS[name].read("a", raw)
    assert FORMATS[name].write(document, []) == raw
    FORMATS[name].places(document, [region.span for region in document.regions])
    assert time.process_time() - begun < 15


@pytest.mark.parametrize(
    "source",
    [
        *("<!-- " * N, "<?p " * N, "<a><![CDATA[" * N, "<a b='" * N, "<a b='x' " * N, "<!D'" * N),
        *("<!DOCTYPE a '' " * N, "<" * N, "<a></" * N, "</a" * N, " " * N + "<", "<a>" + " " * N + "<"),
        *("<!-- -->" * N, "<a>" + "x</b>" * N),
    ],
    ids=lambda source: source[:12],
)  # fmt: skip
def test_what_is_no_xml_is_refused_in_linear_time(source):
    begun = time.process_time()
    with pytest.raises(FormatError):
        xml.read("a", source.encode())
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_harmful_is_refused(name):
    frame = FRAMES[name].format("&x;", "a", "b")
    for head in ('<!DOCTYPE a [<!ENTITY x "y">]>', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'):
        with pytest.raises(FormatError):
            FORMATS[name].read("a", (head + frame).encode())
    for raw in (frame[:-9].encode(), b"<a>" * 100_000, frame.encode("utf-16-le"), frame.encode() + b"\0"):
        with pytest.raises(FormatError):
            FORMATS[name].read("a", raw)
