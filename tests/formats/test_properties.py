"""What holds for every file: bytes kept, places true, edits local, hostile input read in linear time."""

import re
import time
from html import escape as html_escape
from html.parser import HTMLParser

import pyromark
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.document import Document, Kind, Span
from lint.finding import Edit
from lint.formats import Format, FormatError, html, markdown, slices, text

FORMATS = {"text": text, "markdown": markdown, "html": html}
WORDS = [
    "Selenskyj",
    "Kiew",
    "Köln",
    "Київ",
    "a",
    "O'Neill",
    "😀",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\u2028",
    ".",
    "“x”",
]
MARKS = {
    "text": ["\t", "- ", "—", "\x0c", "\ufeff"],
    "markdown": [
        "*", "**", "_", "`", "```\n", "# ", "> ", "- ", "1. ", "  ", "    ", "[", "](u)", "![", "|", "\n|-|-|\n",
        "---\n", "+++\n",
        "title: ", "&amp;", "&eacute;", "\\", "\\*", "<b>", "</b>", "<!--", "-->", "<https://a.b>", "~~", "===\n",
        "[^1]", "[^1]: ",
        "<div>", "'", '"',
    ],
    "html": [
        "<p>", "</p>", "<div class=byline>", "</div>", "<b>", "</b>", "<br>", "<br/>", "<img alt='", "<img alt=\"",
        "<img alt=", "'>",
        '">', ">", "<", "</", "<!--", "-->", "<!", "<script>", "</script>", "<code>", "</code>", "<li>", "<ul>",
        "</ul>", "<td>",
        "<table>", "</table>", "<blockquote>", "</blockquote>", "<h1>", "</h1>", "<title>", "</title>", "&amp;",
        "&#116;", "&eacute", "&",
        "<html lang=de>", "<p lang='fr'>", "<pre>", "</pre>", "<svg/>", "<textarea>", "<figcaption>",
        "</figcaption>", "=", "/",
    ],
}  # fmt: skip

many = settings(
    max_examples=300 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)


def sources(name: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS + MARKS[name]), max_size=40).map("".join)


def files(name: str) -> st.SearchStrategy[bytes]:
    marked = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
    return st.tuples(sources(name), marked).map(lambda pair: pair[0].encode(pair[1]))


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_reading_and_writing_keeps_every_byte(name, data):
    raw = data.draw(files(name))
    document = FORMATS[name].read("a", raw)
    assert FORMATS[name].write(document, []) == raw


@pytest.mark.parametrize("name", FORMATS)
@given(
    raw=st.binary(max_size=200), encoding=st.sampled_from([None, "latin-1", "cp1252", "utf-16-le", "gb18030", "cp932"])
)
@many
def test_any_bytes_are_read_or_refused(name, raw, encoding):
    try:
        document = FORMATS[name].read("a", raw, encoding)
    except FormatError:
        pass
    else:
        assert FORMATS[name].write(document, []) == raw


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_regions_are_in_order_and_hold_text(name, data):
    document = FORMATS[name].read("a", data.draw(files(name)))
    done = 0
    block = Span(0, 0)
    for region in document.regions:
        copy = document.text[slice(*region.span)]
        assert copy
        assert copy == copy.strip()
        if region.kind is Kind.QUOTE:
            assert block.holds(region.span)
        else:
            assert region.span.start >= done
            block, done = region.span, region.span.end
    for offset, _ in FORMATS[name].comments(document):
        assert 0 <= offset <= len(document.text)


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_pieces_say_where_their_text_stands(name, data):
    raw = data.draw(files(name))
    document = FORMATS[name].read("a", raw)
    source = slices.origin_of(document).source
    done = 0
    taken: set[int] = set()
    for piece in slices.origin_of(document).pieces:
        assert done <= piece.start < piece.end
        done = piece.end
        stretch = source.text[piece.source : piece.source_end]
        assert stretch == document.text[piece.start : piece.end] or not piece.literal
        assert not taken & set(range(piece.source, piece.source_end))
        taken |= set(range(piece.source, piece.source_end))
    assert done <= len(document.text)


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_an_edit_changes_only_its_own_bytes(name, data):
    raw = data.draw(files(name))
    module: Format = FORMATS[name]
    document = module.read("a", raw)
    letters = [index for region in document.regions for index in range(*region.span) if document.text[index].isalpha()]
    if not letters:
        return
    index = data.draw(st.sampled_from(letters))
    edit = Edit(Span(index, index + 1), "q")
    place = module.places(document, [edit.span])[0]
    piece = next(piece for piece in slices.origin_of(document).pieces if piece.start <= index < piece.end)
    changed = module.write(document, [edit])
    assert changed.startswith(raw[: place.byte_start])
    assert changed.endswith(raw[place.byte_end :])
    encoding = slices.origin_of(document).source.encoding
    if piece.literal:
        assert raw[place.byte_start : place.byte_end].decode(encoding) == document.text[index]
        assert changed == raw[: place.byte_start] + "q".encode(encoding) + raw[place.byte_end :]


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_a_name_is_exchanged_and_all_other_text_stays(name, data):
    """Names are apart from marks by spaces here, but split by markup inside."""
    inside = {"text": [""], "markdown": ["", "**"], "html": ["", "<b>", "</b>", "<!-- x -->"]}[name]
    split = st.sampled_from(inside)
    spelt = "Sele" + data.draw(split) + "ns" + data.draw(split) + "kyj"
    raw = (
        data.draw(sources(name)) + "\n\n" + {"html": "<p>"}.get(name, "") + "Präsident " + spelt + " in Kyiv"
    ).encode()
    document = FORMATS[name].read("a", raw)
    start = document.text.rfind("Selenskyj in Kyiv")
    if start < 0:  # the file before it holds a mark that takes it in
        return
    changed = FORMATS[name].write(document, [Edit(Span(start, start + 9), "Zelensky")])
    again = FORMATS[name].read("a", changed)
    assert again.text == document.text[:start] + "Zelensky" + document.text[start + 9 :]
    assert [region.kind for region in again.regions] == [region.kind for region in document.regions]
    for mark in "<*":
        assert changed.count(mark.encode()) == raw.count(mark.encode())


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@many
def test_deleting_any_region_leaves_the_others(name, data):
    """In plain paragraphs, so that no mark opened in one closes in another."""
    words = data.draw(st.lists(st.sampled_from(["one", "two *x* y", "three", "four"]), min_size=1, max_size=6))
    form = {"text": "{}\n\n", "markdown": "{}\n\n", "html": "<p>{}</p>\n"}[name]
    raw = "".join(form.format(word) for word in words).encode()
    document = FORMATS[name].read("a", raw)
    gone = data.draw(st.integers(0, len(words) - 1))
    changed = FORMATS[name].write(document, [Edit(document.regions[gone].span, "")])
    again = FORMATS[name].read("a", changed)
    assert copy_of(again) == [copy for index, copy in enumerate(copy_of(document)) if index != gone]
    assert b"<p></p>" not in changed
    assert b"\n\n\n" not in changed


def copy_of(document: Document) -> list[str]:
    return [document.text[slice(*region.span)] for region in document.regions if region.kind is not Kind.QUOTE]


class Words(HTMLParser):
    """The text of an HTML file as the standard library's parser sees it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.code = 0

    def handle_starttag(self, tag, attrs):
        self.code += tag == "code"

    def handle_endtag(self, tag):
        self.code -= tag == "code"

    def handle_data(self, data):
        if not self.code:
            self.found += data.split()


def words_of(document: Document, without: set[Kind] = frozenset()) -> str:
    copy = [
        document.text[slice(*region.span)] for region in document.regions if region.kind not in {Kind.QUOTE, *without}
    ]
    return "".join(" ".join(copy).replace("\ufffc", " ").split())


BARE = [mark for mark in MARKS["html"] if re.fullmatch("</?[a-z0-9]+>", mark)]


@given(st.lists(st.sampled_from([*WORDS, *BARE, "<i>", "</i>", "<P>", "<BR>", "<html>", "<p lang='fr'>"])).map("".join))
@many
def test_a_tag_reads_the_same_with_a_space_in_it(source):
    """Tags with nothing but a name are read on a way of their own."""
    spaced = re.sub(r"(</?[a-zA-Z0-9]+)>", r"\1 >", source)
    plain, other = html.read("a", source.encode()), html.read("a", spaced.encode())
    assert (plain.text, tuple(plain.regions), plain.language) == (other.text, tuple(other.regions), other.language)


inline = st.recursive(
    st.sampled_from(
        ["Selenskyj", "Köln &amp; Kiew", "Na&#116;o", "a &lt; b", "caf&eacute;", "o'clock", "<br>", "<!-- no -->"]
    ),
    lambda inner: (
        st.tuples(st.sampled_from(["b", "i", "span", "code"]), inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>")
        | st.lists(inner, max_size=3).map(" ".join)
    ),
    max_leaves=6,
)
blocks = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "figcaption", "li"]), inline).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
    lambda inner: st.tuples(st.sampled_from(["div", "section", "blockquote"]), st.lists(inner, max_size=3)).map(
        lambda t: f"<{t[0]} class='x'>\n{' '.join(t[1])}\n</{t[0]}>"
    ),
    max_leaves=6,
)


@given(blocks)
@many
def test_html_text_is_what_the_standard_library_reads(source):
    oracle = Words()
    oracle.feed(source)
    oracle.close()
    assert words_of(html.read("a", source.encode())) == "".join(oracle.found)


@given(sources("markdown").filter(lambda source: not any(mark in source for mark in ("<", "---", "+++"))))
@many
def test_markdown_text_is_the_text_of_the_page_it_makes(source):
    page = pyromark.html(re.sub("\r(?!\n)", "\n", source), options=markdown._OPTIONS)
    oracle = Words()
    oracle.feed(
        page.replace("<pre>", "").replace('class="footnote-definition-label">', "><!--").replace("</sup>", "--></sup>")
    )
    oracle.close()
    found = words_of(markdown.read("a", source.encode()), {Kind.ALT})
    if "<code" in page or "[^1]" in source:  # the page shows code and the numbers of notes
        assert len(found) <= len(html_escape("".join(oracle.found)))
    else:
        assert found == "".join(oracle.found)


N = 60_000
HOSTILE = {
    "text": ["a" * N, "\n" * N, " \n" * N, "\r" * N + "a", " " * N, "\n" + " " * N + "a", "\n\t" * N, "a\n" * N],
    "markdown": [
        "> " * N, "- " * N, "*a " * N, "*" * N + "a" + "*" * N, "[" * N, "![" * N + "](u)" * N, "<" * N, "<!-- " * N,
        "&" * N, "`" * N,
        "|a" * N + "\n" + "|-" * N, "---\n" + "title: x\n" * N, "---\n" * N, "+++\ntitle = '" + "'" * N, "<b" * N,
        "\\" * N, "a" * N,
        "---\ntitle: " + " " * N + "x" + " :" * N + "\n---\n", "_a_" * N, "# " * N, "1. " * N, "[^1]" * N,
        "[a]: b\n" * N,
    ],
    "html": [
        "<div>" * N, "<div>" * N + "</p>" * N, "<p>" * N, "<b>" * N, "<code>" * N + "</div>" * N, "<" * N, "<a" * N,
        "<!-" * N, "<!--" * N,
        "<!-- -->" * N, "</" * N, "</a" * N, "<a " + "a=b " * N, "<a " + "=" * N, '<a b="' * N, "<a x" + " " * N,
        "<a" + "/" * N + ">",
        "<script>" * N, "<script></script" * N, "&" * N, "&amp" * N, "&#" + "9" * N, "<blockquote>" * N + "x",
        "<img alt=x>" * N, "<svg>" * N,
        "<table><tr><td>" * N, "<ul><li>" * N + "</ul>" * N, "<p lang='" * N, "<?" * N, "<title>" * N,
        "<p class='" + "a " * N + "'>x",
        "<meta charset" + " " * N, "<meta " * N, "<p>" + " " * N + "x", "<p><b> </b></p>" * N,
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "source"),
    [pytest.param(name, source, id=f"{name} {source[:12]!a}") for name, group in HOSTILE.items() for source in group],
)
def test_hostile_input_is_read_in_linear_time(name, source):
    """What is linear takes a second or two here; what is quadratic, minutes."""
    begun = time.process_time()
    document = FORMATS[name].read("a", source.encode())
    assert FORMATS[name].write(document, []) == source.encode()
    FORMATS[name].places(document, [region.span for region in document.regions])
    assert time.process_time() - begun < 15


@pytest.mark.parametrize("name", FORMATS)
def test_a_hundred_thousand_edits(name):
    document = FORMATS[name].read("a", b"Kiew\n\n" * 100_000)
    edits = [Edit(region.span, "Kyiv") for region in document.regions] or [Edit(Span(0, 4), "Kyiv")]
    begun = time.process_time()
    changed = FORMATS[name].write(document, edits)
    assert changed.count(b"Kyiv") == len(edits)
    assert time.process_time() - begun < 15
