"""Word documents: what is read, what a fix writes, and what rejecting it brings back."""

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
from lint.formats import FormatError, docx

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
DATE = "2026-01-31T12:00:00Z"
TRACKED, PLAIN = Writing(True, DATE), Writing(False)
P = "<w:p>{}</w:p>"


def r(text, properties=""):
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


BOLD, ITALIC = "<w:b/>", "<w:i/>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
BOXES = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
OTHER = 'w:id="7" w:author="Desk" w:date="2026-01-01T00:00:00Z"'

READ = [
    (r("Sele") + r("nskyj", BOLD), ["Selenskyj"]),
    ('<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space="preserve"> b</w:t></w:r>', ["a b"]),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", ["a\tb\nc\nd"]),
    ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", ["a\u2011b\u00adc"]),
    ("<w:r><w:t>a&amp;b&#x2014;<![CDATA[<c>]]></w:t></w:r>", ["a&b—<c>"]),
    ("<w:r><w:t>a\nb</w:t></w:r>", ["a b"]),
    (f'<w:hyperlink w:anchor="x">{r("link")}</w:hyperlink>', ["link"]),
    (f'<w:smartTag w:element="x">{r("Ki")}<w:proofErr w:type="x"/>{r("ew")}</w:smartTag>', ["Kiew"]),
    (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('control')}</w:sdtContent></w:sdt>", ["control"]),
    (f"<w:sdt><w:sdtPr><w:dataBinding w:xpath='x'/></w:sdtPr><w:sdtContent>{r('x')}</w:sdtContent></w:sdt>", []),
    (f'<w:fldSimple w:instr="AUTHOR">{r("result")}</w:fldSimple>', ["result"]),
    (
        f"{FIELD.format('begin')}<w:r><w:instrText>HYPERLINK</w:instrText></w:r>{r('no')}{FIELD.format('separate')}"
        f"{r('yes')}{FIELD.format('end')}{r(' after')}",
        ["yes after"],
    ),
    (f"a{r('x')}<w:ins {OTHER}>{r('new')}</w:ins>", ["xnew"]),
    (f"{r('x')}<w:del {OTHER}><w:r><w:delText>old</w:delText></w:r></w:del>", ["x"]),
    (f"<w:moveFrom {OTHER}>{r('from')}</w:moveFrom><w:moveTo {OTHER}>{r('to')}</w:moveTo>", ["to"]),
    (r("a") + r("hidden", "<w:vanish/>") + r("b", "<w:vanish w:val='0'/>"), ["ab"]),
    (f"{r('a')}<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{r('b')}", ["a\ufffcb"]),
    (f"{r('a')}<w:r><w:sym w:char='F0'/></w:r>{r('b')}", ["a\ufffcb"]),
    (r("a") + BOXES.format(BOX.format("in a box"), BOX.format("in a box")) + r("b"), ["a\ufffcb", "in a box"]),
    (r("a") + BOXES.format(BOX.format("new"), BOX.format("old")), ["a\ufffc", "new"]),
    ("<w:r><w:ruby><w:rt><w:r><w:t>ki</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>基</w:t></w:r></w:rubyBase></w:ruby></w:r>",
     ["基"]),
    ("", []),
    ("<w:r><w:t/></w:r>", []),
]  # fmt: skip


def copy_of(document):
    return [document.text[slice(*region.span)] for region in document.regions if region.kind is not Kind.QUOTE]


@pytest.mark.parametrize(("inside", "copy"), READ)
def test_a_paragraph_is_read(make_docx, inside, copy):
    data = make_docx(P.format(inside))
    document = docx.read("a.docx", data)
    assert copy_of(document) == copy
    assert docx.write(document, []) is data


@pytest.mark.parametrize(
    ("style", "kind", "quoted", "language"),
    [
        ("Normal", Kind.BODY, False, None),
        ("berschrift1", Kind.HEADLINE, False, None),
        ("Bild", Kind.CAPTION, False, None),
        ("Child", Kind.CAPTION, False, None),
        ("Level", Kind.HEADLINE, False, None),
        ("Row", Kind.BODY, False, None),
        ("Zitat", Kind.BODY, True, "de-DE"),
        ("nowhere", Kind.BODY, False, None),
    ],
)
def test_a_style_says_what_a_paragraph_is(make_docx, style, kind, quoted, language):
    document = docx.read("a.docx", make_docx(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{r("Copy.")}</w:p>'))
    assert document.regions[0].kind is kind
    assert document.regions[0].language == language
    assert [region.kind for region in document.regions[1:]] == [Kind.QUOTE] * quoted
    assert (document.language, document.usual_language) == (None, "en-US")


def test_parts_cells_and_rows(make_docx):
    cell = "<w:tc><w:tcPr/><w:p>{}</w:p></w:tc>"
    table = (
        f"<w:tbl><w:tr>{cell.format(r('one'))}{cell.format(r('two'))}</w:tr>"
        f"<w:tr><w:trPr><w:del {OTHER}/></w:trPr>{cell.format(r('deleted row'))}</w:tr></w:tbl>"
    )
    data = make_docx(
        P.format(r("body")) + table,
        header1=P.format(r("head")),
        footnotes=f'<w:footnote w:id="1">{P.format(r("note"))}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{P.format(r("end"))}</w:endnote>',
    )
    document = docx.read("a.docx", data)
    assert copy_of(document) == ["body", "one", "two", "note", "end", "head"]
    assert [region.kind for region in document.regions[1:3]] == [Kind.CELL, Kind.CELL]
    assert document.regions[-1].kind is Kind.CELL
    lines = [place.line for place in docx.places(document, [region.span for region in document.regions])]
    assert lines == [1, 2, 3, 4, 5, 6]


def test_the_language_of_most_letters_is_that_of_the_paragraph(make_docx):
    german = '<w:lang w:val="de-CH"/>'
    body = P.format(r("Guten Tag allerseits ", german) + r("hello")) + P.format(r("Hello all ") + r("Tag", german))
    body += P.format(r("قال الرئيس ", german) + r("x", german))
    assert [region.language for region in docx.read("a.docx", make_docx(body)).regions] == ["de-CH", None, None]


def test_comments_of_word_switch_checks_off(make_docx):
    body = f'<w:p>{r("a ")}<w:commentRangeStart w:id="4"/>{r("b")}<w:commentRangeEnd w:id="4"/></w:p>'
    said = '<w:comment w:id="4" w:author="Desk"><w:p><w:r><w:t>onym-disable</w:t></w:r></w:p></w:comment>'
    document = docx.read("a.docx", make_docx(body, comments=said))
    assert docx.comments(document) == [(2, "onym-disable")]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(make_docx):
    mark = f"<w:pPr><w:rPr><w:del {OTHER}/></w:rPr></w:pPr>"
    body = f"<w:p>{mark}{r('Sel')}</w:p><w:p>{r('enskyj')}</w:p><w:p>{mark}{r('x')}</w:p><w:tbl/>{P.format(r('y'))}"
    document = docx.read("a.docx", make_docx(body))
    assert copy_of(document) == ["Selenskyj", "x", "y"]
    places = docx.places(document, [Span(0, 9), Span(3, 9), Span(11, 12)])
    assert [(place.line, place.column, place.end_line, place.end_column) for place in places] == [
        (1, 1, 2, 7), (2, 1, 2, 7), (3, 1, 3, 2),
    ]  # fmt: skip
    assert {place.byte_start for place in places} == {None}


# --- writing ---


def edited(document, old, new, writing=TRACKED):
    """Return the new bytes as a fix makes them, and the text that is expected."""
    start = document.text.index(old)
    edit = Edit(Span(start, start + len(old)), new)
    small = minimal_edits([Fix("", (edit,), Safety.SAFE)], document.text)
    text = document.text[:start] + new + document.text[start + len(old) :]
    return docx.write(document._replace(writing=writing), small), text


def body_of(data):
    source = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return re.search("<w:body>(.*)<w:sectPr>", source, re.DOTALL)[1]


def change(tag, number, content):
    return f'<w:{tag} w:id="{number}" w:author="onym" w:date="{DATE}">{content}</w:{tag}>'


def gone(text, properties=""):
    return r(text, properties).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")


FIXED = [
    pytest.param(
        r("Selenskyj's aide"), "Selenskyj", "Zelensky",
        change("del", 1, gone("Selenskyj")) + change("ins", 2, r("Zelensky")) + r("'s aide"),
        r("Zelensky's aide"),
        id="a word in a run",
    ),
    pytest.param(
        r("S") + r("elens", BOLD) + r("kyj"), "Selenskyj", "Zelensky",
        change("del", 1, gone("S")) + change("ins", 2, r("Z")) + r("elens", BOLD)
        + change("del", 3, gone("kyj")) + change("ins", 4, r("ky")),
        r("Z") + r("elens", BOLD) + r("ky"),
        id="over runs",
    ),
    pytest.param(
        "<w:r><w:t>a &amp; Nato</w:t></w:r>", "Nato", "NATO",
        r("a &amp; ") + change("del", 1, gone("Nato")) + change("ins", 2, r("NATO")),
        "<w:r><w:t>a &amp; NATO</w:t></w:r>",
        id="after a reference",
    ),
    pytest.param(
        "<w:r><w:t>A&amp;B</w:t></w:r>", "&", " < ",
        change("del", 1, gone("A&amp;B")) + change("ins", 2, r("A &lt; B")),
        "<w:r><w:t>A &lt; B</w:t></w:r>",
        id="a reference itself",
    ),
    pytest.param(
        "<w:r><w:t>Ben</w:t><w:noBreakHyphen/><w:t>Gvir</w:t></w:r>", "Ben\u2011Gvir", "Ben-Gvir",
        "<w:r><w:t>Ben</w:t></w:r>" + change("del", 1, "<w:r><w:noBreakHyphen/></w:r>") + change("ins", 2, r("-"))
        + "<w:r><w:t>Gvir</w:t></w:r>",
        f"<w:r><w:t>Ben</w:t>{r('-')[5:-6]}<w:t>Gvir</w:t></w:r>",
        id="an element that stands for a letter",
    ),
    pytest.param(
        "<w:r><w:t>Anthony</w:t></w:r>", "Anthony", "Antony ",
        change("del", 1, gone("Anthony")) + change("ins", 2, r("Antony ")),
        r("Antony "),
        id="white space at the end is kept",
    ),
    pytest.param(
        f"<w:ins {OTHER}>{r('by Selenskyj now')}</w:ins>", "Selenskyj", "Zelensky",
        f"<w:ins {OTHER}>{r('by ')}" + change("del", 1, gone("Selenskyj")) + "</w:ins>"
        + change("ins", 2, r("Zelensky")) + f"<w:ins {OTHER.replace('7', '3', 1)}>{r(' now')}</w:ins>",
        f"<w:ins {OTHER}>{r('by Zelensky now')}</w:ins>",
        id="in an insertion of another",
    ),
    pytest.param(
        f"<w:ins {OTHER.replace('Desk', 'onym')}>{r('by Selenskyj')}</w:ins>", "Selenskyj", "Zelensky",
        f"<w:ins {OTHER.replace('Desk', 'onym')}>{r('by Zelensky')}</w:ins>",
        f"<w:ins {OTHER.replace('Desk', 'onym')}>{r('by Zelensky')}</w:ins>",
        id="in an insertion of our own",
    ),
    pytest.param(
        f'<w:hyperlink w:anchor="x">{r("Kiew", ITALIC)}</w:hyperlink>', "Kiew", "Kyiv",
        '<w:hyperlink w:anchor="x">' + change("del", 1, gone("Kiew", ITALIC)) + change("ins", 2, r("Kyiv", ITALIC))
        + "</w:hyperlink>",
        f'<w:hyperlink w:anchor="x">{r("Kyiv", ITALIC)}</w:hyperlink>',
        id="in a link",
    ),
    pytest.param(
        r("基輔訪問"), "輔", "辅",
        r("基") + change("del", 1, gone("輔")) + change("ins", 2, r("辅")) + r("訪問"),
        r("基辅訪問"),
        id="letters without case make no words",
    ),
    pytest.param(
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="Desk"><w:rPr/></w:rPrChange></w:rPr><w:t>a Nato</w:t></w:r>',
        "Nato", "NATO",
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="Desk"><w:rPr/></w:rPrChange></w:rPr>'
        '<w:t xml:space="preserve">a </w:t></w:r>'
        + change("del", 4, '<w:r><w:rPr><w:b/><w:rPrChange w:id="2" w:author="Desk"><w:rPr/></w:rPrChange></w:rPr>'
                 '<w:delText xml:space="preserve">Nato</w:delText></w:r>')
        + change("ins", 6, '<w:r><w:rPr><w:b/><w:rPrChange w:id="3" w:author="Desk"><w:rPr/></w:rPrChange></w:rPr>'
                 '<w:t xml:space="preserve">NATO</w:t></w:r>'),
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="Desk"><w:rPr/></w:rPrChange></w:rPr><w:t>a NATO</w:t></w:r>',
        id="numbers stay unique",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "old", "new", "tracked", "plain"), FIXED)
def test_a_fix_is_written(make_docx, inside, old, new, tracked, plain):
    document = docx.read("a.docx", make_docx(P.format(inside)))
    for writing, expected in ((TRACKED, tracked), (PLAIN, plain)):
        data, text = edited(document, old, new, writing)
        assert body_of(data) == P.format(expected)
        assert docx.read("a.docx", data).text == text


def test_a_text_box_is_fixed_in_both_its_copies(make_docx):
    boxes = BOXES.format(BOX.format("Kiew"), BOX.format("Kiew"))
    data, _ = edited(docx.read("a.docx", make_docx(P.format(boxes))), "Kiew", "Kyiv", PLAIN)
    assert body_of(data) == P.format(boxes.replace("Kiew", "Kyiv"))
    data, _ = edited(docx.read("a.docx", make_docx(P.format(boxes))), "Kiew", "Kyiv")
    assert body_of(data).count("<w:delText") == 2


def test_text_beside_a_box_in_one_run(make_docx):
    inside = f"<w:r><w:t>Nato </w:t>{BOXES.format(BOX.format('Kiew'), BOX.format('Kiew'))[5:-6]}<w:t>Jermak</w:t></w:r>"
    document = docx.read("a.docx", make_docx(P.format(inside)))
    edits = [
        Edit(Span(start, start + len(old)), new)
        for old, new in (("Nato", "NATO"), ("Kiew", "Kyiv"), ("Jermak", "Yermak"))
        for start in [document.text.index(old)]
    ]
    data = docx.write(document._replace(writing=TRACKED), edits)
    assert flat(data, "reject") == flat(make_docx(P.format(inside)))
    assert sorted(copy_of(docx.read("a.docx", data))) == ["Kyiv", "NATO\ufffcYermak"]


CAPTION = "The same caption stands twice"
MARK = f'<w:del w:id="1" w:author="onym" w:date="{DATE}"/>'
TWICE = [
    ("", f"<w:pPr><w:rPr>{MARK}</w:rPr></w:pPr>"),
    ("<w:pPr/>", f"<w:pPr><w:rPr>{MARK}</w:rPr></w:pPr>"),
    ('<w:pPr><w:jc w:val="x"/></w:pPr>', f'<w:pPr><w:jc w:val="x"/><w:rPr>{MARK}</w:rPr></w:pPr>'),
    ("<w:pPr><w:rPr/></w:pPr>", f"<w:pPr><w:rPr>{MARK}</w:rPr></w:pPr>"),
    (
        "<w:pPr><w:rPr><w:ins w:id='3' w:author='x'/><w:b/></w:rPr></w:pPr>",
        f"<w:pPr><w:rPr><w:ins w:id='3' w:author='x'/>{MARK}<w:b/></w:rPr></w:pPr>",
    ),
    (
        "<w:pPr><w:pPrChange w:id='3' w:author='x'><w:pPr/></w:pPrChange></w:pPr>",
        f"<w:pPr><w:rPr>{MARK}</w:rPr><w:pPrChange w:id='3' w:author='x'><w:pPr/></w:pPrChange></w:pPr>",
    ),
]


@pytest.mark.parametrize(("properties", "marked"), TWICE)
def test_a_whole_paragraph_is_removed(make_docx, properties, marked):
    whole = f"<w:p>{properties}{r(CAPTION)}</w:p>"
    document = docx.read("a.docx", make_docx(P.format(r("a")) + whole + P.format(r("z"))))
    data, _ = edited(document, CAPTION, "", PLAIN)
    assert body_of(data) == P.format(r("a")) + P.format(r("z"))
    data, _ = edited(document, CAPTION, "")
    assert body_of(data) == (
        P.format(r("a")) + f"<w:p>{marked}{change('del', 2, gone(CAPTION))}</w:p>" + P.format(r("z"))
    )
    again = docx.read("a.docx", data)
    assert copy_of(again) == ["a", "z"]
    assert again.regions[1].kind is Kind.BODY


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:pPr><w:sectPr/></w:pPr>{}</w:p>",
        '<w:p><w:bookmarkStart w:id="1" w:name="x"/>{}<w:bookmarkEnd w:id="1"/></w:p>',
        "<w:p><w:r><w:drawing/></w:r>{}</w:p>",
    ],
)
def test_a_paragraph_that_holds_more_than_text_stays(make_docx, body):
    document = docx.read("a.docx", make_docx(body.format(r(CAPTION)) + P.format(r("z"))))
    span = next(region.span for region in document.regions if CAPTION in document.text[slice(*region.span)])
    data = docx.write(document._replace(writing=PLAIN), [Edit(span, "")])
    assert CAPTION not in body_of(data)
    assert body_of(data).count("<w:p>") == body.count("<w:p>") + 1


def test_what_xml_cannot_hold_is_refused(make_docx):
    document = docx.read("a.docx", make_docx(P.format(r("Kiew"))))
    with pytest.raises(FormatError, match=r"U\+000B"):
        docx.write(document, [Edit(Span(0, 4), "Ky\x0biv")])


def test_a_signed_document_is_not_written(make_docx, make_zip):
    members = {info.filename: data for info, data in unzipped(make_docx(P.format(r("Kiew"))))}
    data = make_zip({**members, "_xmlsignatures/sig1.xml": "<x/>"})
    document = docx.read("a.docx", data)
    assert docx.write(document, []) == data
    with pytest.raises(FormatError, match="signature"):
        docx.write(document, [Edit(Span(0, 4), "Kyiv")])


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return [(info, file.read(info)) for info in file.infolist()]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"word/document.xml": None}, "main part"),
        ({"[Content_Types].xml": None}, "list of its parts"),
        ({"word/document.xml": b"<w:document"}, "word/document.xml"),
        ({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "DOCTYPE"),
        ({"word/document.xml": b"<!DOCTYPE x><x/>"}, "document type"),
        ({"word/document.xml": b"<a>" * 300 + b"</a>" * 300}, "deep"),
        ({"word/document.xml": b'<a xmlns:w="x"><w:b xmlns:w="%b"/></a>' % NS["w"].encode()}, "two meanings"),
        ({"word/document.xml": b"\xff\xfe\x00"}, "word/document.xml"),
    ],
)
def test_what_is_no_word_document_is_refused(make_docx, make_zip, change, message):
    members = {info.filename: data for info, data in unzipped(make_docx(P.format(r("x"))))} | change
    with pytest.raises(FormatError, match=message):
        docx.read("a.docx", make_zip({name: data for name, data in members.items() if data is not None}))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_are_kept(make_docx, make_zip, encoding):
    members = {info.filename: data for info, data in unzipped(make_docx(P.format(r("Präsident Kiew"))))}
    source = members["word/document.xml"].decode().replace("UTF-8", encoding.removesuffix("-sig"))
    data = make_zip({**members, "word/document.xml": source.encode(encoding)})
    changed, text = edited(docx.read("a.docx", data), "Kiew", "Kyïv", PLAIN)
    assert zipfile.ZipFile(io.BytesIO(changed)).read("word/document.xml") == source.replace("Kiew", "Kyïv").encode(
        encoding
    )
    assert docx.read("a.docx", changed).text == text


def test_another_prefix_and_the_strict_namespace(make_docx, make_zip):
    members = {info.filename: data for info, data in unzipped(make_docx(P.format(r("Kiew"))))}
    source = members["word/document.xml"].decode().replace("w:", "x:").replace("xmlns:w=", "xmlns:x=")
    source = source.replace(NS["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main")
    data = make_zip({**members, "word/document.xml": source})
    changed, text = edited(docx.read("a.docx", data), "Kiew", "Kyiv")
    assert docx.read("a.docx", changed).text == text
    assert b"<x:del x:id=" in zipfile.ZipFile(io.BytesIO(changed)).read("word/document.xml")


def test_a_namespace_without_a_prefix_has_no_tracked_changes(make_docx, make_zip):
    members = {info.filename: data for info, data in unzipped(make_docx(""))}
    source = f'<document xmlns="{NS["w"]}"><body><p><r><t>Kiew</t></r></p></body></document>'
    document = docx.read("a.docx", make_zip({**members, "word/document.xml": source}))
    changed, text = edited(document, "Kiew", "Kyiv", PLAIN)
    assert docx.read("a.docx", changed).text == text
    with pytest.raises(FormatError, match="no prefix"):
        edited(document, "Kiew", "Kyiv")


# --- properties ---


def flat(data, verb=None, author="onym"):
    """Return letters with their look and the tracked changes about them, after changes of an author are settled.

    An independent reading: by the standard library's parser, every letter of every paragraph by itself.
    """
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    found = []

    def walk(element, look, about):
        name = element.tag.removeprefix(W)
        mine = name in ("ins", "del") and element.get(f"{W}author") == author
        if mine and verb and (name == "ins") == (verb == "reject"):
            return
        if name in ("ins", "del") and not (mine and verb):
            about = (*about, (name, element.get(f"{W}author")))
        if name == "p":
            properties = element.find("w:pPr", NS)
            found.append(("p", None if properties is None else properties.findtext("w:pStyle", None, NS)))
        if name in ("pPr", "rPr"):
            return
        if name == "r":
            own = element.find("w:rPr", NS)
            look = "" if own is None else re.sub(r'id="\d+"', "", ET.tostring(own, "unicode"))
        if name in ("t", "delText"):
            kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            text = element.text or "" if kept else (element.text or "").strip()
            found.extend((letter, look, about) for letter in text)
        elif not len(element) and name not in ("r", "p", "ins", "del"):
            found.append((name, look, about))
        for child in element:
            walk(child, look, about)

    walk(root, "", ())
    return found


WORDS = ["Selenskyj", "Nato", " ", "  ", "Kiew", "a&amp;b", "Köln", "😀", "'s", "&#233;t&#xe9;"]
LOOKS = ["", BOLD, ITALIC, '<w:lang w:val="de-DE"/>', "<w:vanish/>"]
runs = st.tuples(st.lists(st.sampled_from(WORDS), max_size=3).map("".join), st.sampled_from(LOOKS)).map(lambda t: r(*t))
signs = st.sampled_from(
    ["<w:r><w:tab/></w:r>", "<w:r><w:noBreakHyphen/></w:r>", '<w:proofErr w:type="spellStart"/>',
     "<w:r><w:t> x </w:t></w:r>", "<w:r><w:br/><w:t>y</w:t></w:r>", "<w:r/>",
     '<w:bookmarkStart w:id="2" w:name="b"/>', "<!-- no copy -->"]
)  # fmt: skip
plain = runs | signs
inline = (
    plain
    | st.lists(plain, max_size=3).map(lambda inner: f"<w:ins {OTHER}>{''.join(inner)}</w:ins>")
    | st.lists(plain, max_size=3).map(lambda inner: f'<w:hyperlink w:anchor="x">{"".join(inner)}</w:hyperlink>')
    | st.just(f"<w:del {OTHER}><w:r><w:delText>Selenskyj</w:delText></w:r></w:del>")
)
paragraphs = st.lists(inline, max_size=5).map(lambda inner: P.format("".join(inner)))
bodies = st.lists(paragraphs | paragraphs.map(lambda p: f"<w:tbl><w:tr><w:tc>{p}</w:tc></w:tr></w:tbl>"), max_size=4)
many = settings(
    max_examples=150 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)


@given(bodies.map("".join), st.data())
@many
def test_only_what_is_edited_changes_and_rejecting_brings_all_back(make_docx, body, data):
    file = make_docx(body + P.format(r("Selen") + r("skyj", BOLD)))
    document = docx.read("a.docx", file)
    assert docx.write(document, []) == file
    places = [found.start() for found in re.finditer("Selenskyj", document.text)]
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    edits = minimal_edits([Fix("", (Edit(Span(at, at + 9), "Zelensky"),), Safety.SAFE) for at in chosen], document.text)
    text = document.text
    for at in sorted(chosen, reverse=True):
        text = text[:at] + "Zelensky" + text[at + 9 :]
    for writing in (TRACKED, PLAIN):
        changed = docx.write(document._replace(writing=writing), edits)
        again = docx.read("a.docx", changed)
        assert again.text == text
        assert [region.kind for region in again.regions] == [region.kind for region in document.regions]
        before, after = unzipped(file), unzipped(changed)
        assert [info.filename for info, _ in after] == [info.filename for info, _ in before]
        changed_members = [info.filename for (info, old), (_, new) in zip(before, after, strict=True) if old != new]
        assert changed_members == ["word/document.xml"]
        ids = re.findall('<w:(?:ins|del) w:id="([0-9]+)" w:author="onym"', body_of(changed))
        assert len(ids) == len(set(ids))
    tracked = docx.write(document._replace(writing=TRACKED), edits)
    assert flat(tracked, "reject") == flat(file)
    plainly = docx.write(document._replace(writing=PLAIN), edits)
    assert [each[:2] for each in flat(tracked, "accept")] == [each[:2] for each in flat(plainly)]


@given(bodies.map("".join))
@many
def test_any_region_can_be_deleted(make_docx, body):
    file = make_docx(body + P.format(r("last")))
    document = docx.read("a.docx", file)
    for number, region in enumerate(document.regions):
        for writing in (TRACKED, PLAIN):
            changed = docx.write(document._replace(writing=writing), [Edit(region.span, "")])
            expected = copy_of(document)
            del expected[number]
            assert [copy.strip("\ufffc\t\n ") for copy in copy_of(docx.read("a.docx", changed))] == [
                copy.strip("\ufffc\t\n ") for copy in expected
            ]
        assert flat(docx.write(document._replace(writing=TRACKED), [Edit(region.span, "")]), "reject") == flat(file)


@given(st.data())
@settings(
    max_examples=300 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_damaged_files_are_read_or_refused(make_docx, data):
    file = bytearray(make_docx(P.format(r("Selenskyj")) + P.format(r("Kiew"))))
    for _ in range(data.draw(st.integers(1, 4))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    file = bytes(file[: data.draw(st.integers(0, len(file)))] if data.draw(st.booleans()) else file)
    try:
        document = docx.read("a.docx", file)
    except FormatError:
        return
    assert docx.write(document, []) == file
