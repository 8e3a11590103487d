"""OpenDocument texts: what is read, and what a fix writes."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.document import Kind, Span, Writing
from lint.finding import Edit, Fix, Safety
from lint.fix import edits as minimal_edits
from lint.formats import FormatError, odt

DATE = "2026-01-31T12:00:00Z"
TRACKED, PLAIN = Writing(True, DATE), Writing(False)
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
P = '<text:p text:style-name="Standard">{}</text:p>'
INFO = f"<office:change-info><dc:creator>{{}}</dc:creator><dc:date>{DATE}</dc:date></office:change-info>"
ONYM, DESK = INFO.format("onym"), INFO.format("Desk")

READ = [
    ("Sele<text:span text:style-name='T1'>nskyj</text:span>", ["Selenskyj"]),
    ("  a\n  b<text:s/> c<text:s text:c='2'/>d", ["a b  c  d"]),
    ("a <text:span> b </text:span> c", ["a b c"]),
    ("a<text:tab/>b<text:line-break/>c<text:soft-page-break/>d", ["a\tb\ncd"]),
    ("a&amp;b&#x2014;<![CDATA[<c>]]>", ["a&b—<c>"]),
    ("<text:a xlink:href='x'>link</text:a>", ["link"]),
    ("page <text:page-number>3</text:page-number> of", ["page \ufffc of"]),
    (
        "a<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>note</text:p></text:note-body></text:note>b",
        ["ab", "note"],
    ),
    ("a<office:annotation><dc:creator>x</dc:creator><text:p>no</text:p></office:annotation>b", ["ab"]),
    ("<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>a", ["\ufffca", "boxed"]),
    ("<text:ruby><text:ruby-base>基</text:ruby-base><text:ruby-text>ki</text:ruby-text></text:ruby>", ["基"]),
    ("a<text:s text:c='99999999999'/>b<text:s text:c='x'/>c", ["a b c"]),
    ("", []),
    ("  ", []),
]


def copy_of(document):
    return [document.text[slice(*region.span)] for region in document.regions if region.kind is not Kind.QUOTE]


@pytest.mark.parametrize(("inside", "copy"), READ)
def test_a_paragraph_is_read(make_odt, inside, copy):
    data = make_odt(P.format(inside))
    document = odt.read("a.odt", data)
    assert copy_of(document) == copy
    assert odt.write(document, []) is data


def test_styles_headers_cells_and_languages(make_odt):
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Figure"/>'
        '<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:language="de"'
        ' fo:country="AT"/></style:style>'
        '<style:style style:name="T3" style:family="text"><style:text-properties fo:language="zxx"'
        ' fo:country="none"/></style:style>'
    )
    body = (
        '<text:h text:style-name="x">head</text:h><text:p text:style-name="Heading_20_1">one</text:p>'
        '<text:p text:style-name="P1">caption</text:p><text:p text:style-name="Quotations">quote</text:p>'
        '<text:p text:style-name="P2">deutsch<text:span text:style-name="T3">x</text:span></text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row>"
        "</table:table><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>"
    )
    document = odt.read("a.odt", make_odt(body, automatic, "<style:header><text:p>top</text:p></style:header>"))
    found = [(document.text[slice(*region.span)], region.kind, region.language) for region in document.regions]
    assert found == [
        ("head", Kind.HEADLINE, None), ("one", Kind.HEADLINE, None), ("caption", Kind.CAPTION, None),
        ("quote", Kind.BODY, None), ("quote", Kind.QUOTE, None), ("deutschx", Kind.BODY, "de-AT"),
        ("cell", Kind.CELL, None), ("item", Kind.BODY, None), ("top", Kind.CELL, None),
    ]  # fmt: skip
    assert (document.language, document.usual_language) == (None, "en-US")
    assert [place.line for place in odt.places(document, [region.span for region in document.regions])] == [
        1, 2, 3, 4, 4, 5, 6, 7, 8,
    ]  # fmt: skip


def test_comments_switch_checks_off(make_odt):
    said = "<office:annotation><dc:creator>x</dc:creator><text:p>onym-disable</text:p></office:annotation>"
    assert odt.comments(odt.read("a.odt", make_odt(P.format(f"ab{said}c")))) == [(2, "onym-disable")]


# --- writing ---


def edited(document, old, new, writing=TRACKED):
    """Return the new bytes as a fix makes them, and the text that is expected."""
    start = document.text.index(old)
    small = minimal_edits([Fix("", (Edit(Span(start, start + len(old)), new),), Safety.SAFE)], document.text)
    text = document.text[:start] + new + document.text[start + len(old) :]
    return odt.write(document._replace(writing=writing), small), text


def content_of(data):
    return zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()


def body_of(data):
    return re.search("<office:text>(.*)</office:text>", content_of(data), re.DOTALL)[1]


def region(number, content):
    return f'<text:changed-region xml:id="onym{number}" text:id="onym{number}">{content}</text:changed-region>'


def deletion(number, content, earlier=""):
    return region(number, f"<text:deletion>{ONYM}{content}</text:deletion>{earlier}")


def insertion(number):
    return region(number, f"<text:insertion>{ONYM}</text:insertion>")


def listed(*regions):
    return f'<text:tracked-changes text:track-changes="false">{"".join(regions)}</text:tracked-changes>'


def new(number, text):
    return f'<text:change-start text:change-id="onym{number}"/>{text}<text:change-end text:change-id="onym{number}"/>'


def mark(number):
    return f'<text:change text:change-id="onym{number}"/>'


BOLD = '<text:span text:style-name="T1">{}</text:span>'
FIXED = [
    pytest.param(
        P.format("by Selenskyj's"), "Selenskyj", "Zelensky",
        listed(deletion(1, P.format("Selenskyj")), insertion(2)) + P.format(f"by {mark(1)}{new(2, 'Zelensky')}'s"),
        P.format("by Zelensky's"),
        id="a word",
    ),
    pytest.param(
        P.format("S" + BOLD.format("elens") + "kyj"), "Selenskyj", "Zelensky",
        listed(deletion(1, P.format("S")), insertion(2), deletion(3, P.format("kyj")), insertion(4))
        + P.format(f"{new(2, 'Z')}{mark(1)}" + BOLD.format("elens") + f"{new(4, 'ky')}{mark(3)}"),
        P.format("Z" + BOLD.format("elens") + "ky"),
        id="over spans",
    ),
    pytest.param(
        P.format(BOLD.format("in Kiew")), "Kiew", "Kyiv & Lviv",
        listed(deletion(1, P.format(BOLD.format("Kiew"))), insertion(2))
        + P.format(BOLD.format(f"in {mark(1)}{new(2, 'Kyiv &amp; Lviv')}")),
        P.format(BOLD.format("in Kyiv &amp; Lviv")),
        id="in a span",
    ),
    pytest.param(
        "<text:tracked-changes/>" + P.format("Nato"), "Nato", "NATO",
        listed(deletion(1, P.format("Nato")), insertion(2)) + P.format(f"{new(2, 'NATO')}{mark(1)}"),
        "<text:tracked-changes/>" + P.format("NATO"),
        id="an empty list of changes",
    ),
    pytest.param(
        f'<office:forms/><text:tracked-changes><text:changed-region xml:id="onym1"><text:insertion>{DESK}'
        "</text:insertion></text:changed-region></text:tracked-changes>" + P.format(f"a {new(1, 'Nato')}"),
        "Nato", "NATO",
        f'<office:forms/><text:tracked-changes><text:changed-region xml:id="onym1"><text:insertion>{DESK}'
        "</text:insertion></text:changed-region>"
        + deletion(2, P.format("Nato"), f"<text:insertion>{DESK}</text:insertion>") + insertion(3)
        + "</text:tracked-changes>" + P.format(f"a {new(1, new(3, 'NATO') + mark(2))}"),
        f'<office:forms/><text:tracked-changes><text:changed-region xml:id="onym1"><text:insertion>{DESK}'
        "</text:insertion></text:changed-region></text:tracked-changes>" + P.format(f"a {new(1, 'NATO')}"),
        id="in an insertion of another",
    ),
    pytest.param(
        f'<text:tracked-changes><text:changed-region xml:id="onym1"><text:insertion>{ONYM}'
        "</text:insertion></text:changed-region></text:tracked-changes>" + P.format(f"a {new(1, 'Nato')}"),
        "Nato", "NATO",
        f'<text:tracked-changes><text:changed-region xml:id="onym1"><text:insertion>{ONYM}'
        "</text:insertion></text:changed-region></text:tracked-changes>" + P.format(f"a {new(1, 'NATO')}"),
        f'<text:tracked-changes><text:changed-region xml:id="onym1"><text:insertion>{ONYM}'
        "</text:insertion></text:changed-region></text:tracked-changes>" + P.format(f"a {new(1, 'NATO')}"),
        id="in an insertion of our own",
    ),
    pytest.param(
        P.format("a big cat"), "big", "",
        listed(deletion(1, P.format("big<text:s/>")), insertion(2)) + P.format(f"a {mark(1)}{new(2, '<text:s/>')}cat"),
        P.format("a <text:s/>cat"),
        id="spaces that would run together",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "old", "new", "tracked", "plain"), FIXED)
def test_a_fix_is_written(make_odt, body, old, new, tracked, plain):
    document = odt.read("a.odt", make_odt(body))
    for writing, expected in ((TRACKED, tracked), (PLAIN, plain)):
        data, text = edited(document, old, new, writing)
        assert body_of(data) == expected
        assert odt.read("a.odt", data).text == text


def test_forms_inside_a_paragraph_are_no_place_for_the_list_of_changes(make_odt):
    document = odt.read("a.odt", make_odt(P.format("Nato<office:forms/>")))
    changed = odt.write(document._replace(writing=TRACKED), [Edit(Span(0, 4), "NATO")])
    assert odt.read("a.odt", changed).text == document.text.replace("Nato", "NATO")


def test_a_whole_paragraph_is_removed(make_odt):
    body = P.format("a") + '<text:p xml:id="x">The caption</text:p><text:p>The next</text:p>'
    document = odt.read("a.odt", make_odt(body))
    data, _ = edited(document, "The caption", "", PLAIN)
    assert body_of(data) == P.format("a") + "<text:p>The next</text:p>"
    data, _ = edited(document, "The caption", "")
    gone = deletion(1, f"{P.format('')}<text:p>The caption</text:p>")
    assert body_of(data) == listed(gone) + P.format("a" + mark(1)) + "<text:p>The next</text:p>"
    data, _ = edited(document, "a", "")
    assert P.format(mark(1)) in body_of(data)
    both = [Edit(region.span, "") for region in document.regions[1:]]
    data = odt.write(document._replace(writing=TRACKED), both)
    assert body_of(data).endswith(P.format(f"a{mark(1)}{mark(2)}"))


def test_a_header_is_fixed_in_its_own_list(make_odt):
    header = "<style:header><text:p>Nato</text:p></style:header>"
    data, _ = edited(odt.read("a.odt", make_odt(P.format("x"), header=header)), "Nato", "NATO")
    styles = zipfile.ZipFile(io.BytesIO(data)).read("styles.xml").decode()
    gone = listed(deletion(1, "<text:p>Nato</text:p>"), insertion(2))
    assert f"<style:header>{gone}<text:p>{new(2, 'NATO')}{mark(1)}</text:p></style:header>" in styles


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"mimetype": "x"}, "content.xml"),
        ({"content.xml": "<x"}, "content.xml"),
        ({"content.xml": "<x/>", "META-INF/manifest.xml": "<m><m:encryption-data/></m>"}, "password"),
        ({"content.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}, "DOCTYPE"),
    ],
)
def test_what_is_no_opendocument_text_is_refused(make_zip, members, message):
    with pytest.raises(FormatError, match=message):
        odt.read("a.odt", make_zip(members))


# --- properties ---


def flat(data, verb):
    """Return every letter with the styles about it, once our tracked changes are accepted or rejected.

    An independent reading, by the standard library's parser.
    """
    root = ET.fromstring(content_of(data))
    gone = {
        each.get(f"{TEXT}id"): found
        for each in root.iter(f"{TEXT}changed-region")
        for found in [each.find(f"{TEXT}deletion")]
        if found is not None
    }
    ours = {each.get(f"{TEXT}id") for each in root.iter(f"{TEXT}changed-region")}
    found = []
    inserted = []

    def letters(text, look):
        if not (inserted and verb == "reject"):
            found.extend((letter, look) for letter in text or "")

    def walk(element, look):
        name = element.tag.removeprefix(TEXT)
        number = element.get(f"{TEXT}change-id")
        if name == "tracked-changes":
            return
        if name in ("p", "h", "span"):
            look = (*look, (name, element.get(f"{TEXT}style-name")))
        if name == "p":
            found.append(("¶", look))
        if name == "s":
            letters(" " * int(element.get(f"{TEXT}c", 1)), look)
        if number in ours and name == "change-start":
            inserted.append(number)
        elif number in ours and name == "change-end":
            inserted.remove(number)
        elif name == "change" and verb == "reject":
            paragraph = gone[number].find(f"{TEXT}p")
            deleted(paragraph, (("p", paragraph.get(f"{TEXT}style-name")),))
        letters(element.text, look)
        for child in element:
            walk(child, look)
            letters(child.tail, look)

    def deleted(element, look):
        letters(element.text, look)
        for child in element:
            if child.tag == f"{TEXT}s":
                letters(" ", look)
            deleted(child, (*look, ("span", child.get(f"{TEXT}style-name"))) if child.tag == f"{TEXT}span" else look)
            letters(child.tail, look)

    walk(root, ())
    return found


WORDS = [
    "Selenskyj",
    "Nato",
    " ",
    "Kiew ",
    "a&amp;b",
    "Köln",
    "😀",
    "'s",
    "&#233;",
    "<text:s/>",
    "<text:tab/>",
    "<!-- no -->",
]
runs = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
spans = st.tuples(runs, st.sampled_from(["T1", "T2"])).map(
    lambda pair: f'<text:span text:style-name="{pair[1]}">{pair[0]}</text:span>'
)
inline = runs | spans | spans.map(lambda span: f'<text:a xlink:href="x">{span}</text:a>')
paragraphs = st.lists(inline, max_size=4).map(lambda inner: P.format("".join(inner)))
cells = paragraphs.map(lambda p: f"<table:table><table:table-cell>{p}</table:table-cell></table:table>")
bodies = st.lists(paragraphs | cells, max_size=4).map("".join)
many = settings(
    max_examples=150 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)


@given(bodies, st.data())
@many
def test_only_what_is_edited_changes_and_rejecting_brings_all_back(make_odt, body, data):
    file = make_odt(body + P.format("Selen" + BOLD.format("skyj")))
    document = odt.read("a.odt", file)
    assert odt.write(document, []) == file
    places = [found.start() for found in re.finditer("Selenskyj", document.text)]
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    edits = minimal_edits([Fix("", (Edit(Span(at, at + 9), "Zelensky"),), Safety.SAFE) for at in chosen], document.text)
    text = document.text
    for at in sorted(chosen, reverse=True):
        text = text[:at] + "Zelensky" + text[at + 9 :]
    for writing in (TRACKED, PLAIN):
        changed = odt.write(document._replace(writing=writing), edits)
        again = odt.read("a.odt", changed)
        assert again.text == text
        assert [region.kind for region in again.regions] == [region.kind for region in document.regions]
        with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(io.BytesIO(changed)) as new:
            assert old.namelist() == new.namelist()
            assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["content.xml"]
    tracked = odt.write(document._replace(writing=TRACKED), edits)
    plainly = odt.write(document._replace(writing=PLAIN), edits)
    assert flat(tracked, "reject") == flat(file, "reject")
    assert flat(tracked, "accept") == flat(plainly, "accept")


@given(bodies)
@many
def test_any_region_can_be_deleted(make_odt, body):
    document = odt.read("a.odt", make_odt(body + P.format("last")))
    for number, found in enumerate(document.regions):
        for writing in (TRACKED, PLAIN):
            changed = odt.write(document._replace(writing=writing), [Edit(found.span, "")])
            expected = copy_of(document)
            del expected[number]
            assert [copy for copy in copy_of(odt.read("a.odt", changed)) if copy.strip("\t\n ")] == expected


@given(st.data())
@settings(
    max_examples=300 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_damaged_files_are_read_or_refused(make_odt, data):
    file = bytearray(make_odt(P.format("Selenskyj") + P.format("Kiew")))
    for _ in range(data.draw(st.integers(1, 4))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = odt.read("a.odt", bytes(file))
    except FormatError:
        return
    assert odt.write(document, []) == bytes(file)
