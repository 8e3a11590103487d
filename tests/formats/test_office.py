"""What DOCX and ODT share: a run over them, every form of output, and files that other programs have made."""

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint import config, formats
from lint.cli import FORMATS
from lint.document import Document, Span, Writing
from lint.engine import Engine
from lint.finding import Edit, Safety
from lint.formats import FormatError, docx, office
from lint.formats.slices import Change

SUFFIXES = ("docx", "odt")
COPY = ("President Volodymyr ", "Selens", "kyj", " met Anthony Blinken and the Nato allies in the capital on Friday.")
FIXED = "President Volodymyr Zelensky met Antony Blinken and the NATO allies in the capital on Friday."


@pytest.fixture(scope="session")
def make(make_docx, make_odt):
    """Return what makes a file of paragraphs, each a list of stretches of which every second is bold."""

    def built(suffix, *paragraphs):
        if suffix == "docx":
            look = ("", "<w:rPr><w:b/></w:rPr>")
            run = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
            return make_docx(
                "".join(
                    f"<w:p>{''.join(run.format(look[at % 2], text) for at, text in enumerate(stretches))}</w:p>"
                    for stretches in paragraphs
                )
            )
        span = ("{}", '<text:span text:style-name="T1">{}</text:span>')
        return make_odt(
            "".join(
                f"<text:p>{''.join(span[at % 2].format(text) for at, text in enumerate(stretches))}</text:p>"
                for stretches in paragraphs
            )
        )

    return built


@lru_cache(maxsize=2)
def engine(tracked):
    loaded = config.load(None)
    return Engine(loaded._replace(writing=Writing(tracked, "2026-01-31T12:00:00Z")), language="en")


def text_of(suffix, data):
    return formats.named(f"a.{suffix}").read(f"a.{suffix}", data).text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_is_fixed_and_then_left_alone(suffix, make, onym, desk):
    path = desk / f"talks.{suffix}"
    path.write_bytes(make(suffix, COPY))
    ran = onym("fix", ".")
    assert (ran.code, ran.text) == (0, "All clear: 1 file, nothing found\n")
    fixed = path.read_bytes()
    assert text_of(suffix, fixed) == FIXED + "\n\n"
    before = path.stat()
    assert onym("fix", ".").code == 0
    assert path.read_bytes() == fixed
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def part_of(suffix, data):
    name = {"docx": "word/document.xml", "odt": "content.xml"}[suffix]
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("arguments", "configured", "tracked"),
    [
        ([], "", True),
        (["--no-track-changes"], "", False),
        ([], "track-changes: false", False),
        (["--track-changes"], "track-changes: false", True),
    ],
)
def test_fixes_are_tracked_unless_somebody_says_no(suffix, arguments, configured, tracked, make, onym, desk):
    path = desk / f"talks.{suffix}"
    path.write_bytes(make(suffix, COPY))
    (desk / "onym.yaml").write_text(f"extends: default\n{configured}\n")
    assert onym("fix", *arguments, ".").code == 0
    source = part_of(suffix, path.read_bytes())
    assert ("Anthony" in source, "onym" in source) == (tracked, tracked)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_date_can_be_said(suffix, make, onym, desk, monkeypatch):
    path = desk / f"talks.{suffix}"
    path.write_bytes(make(suffix, COPY))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert onym("fix", ".").code == 0
    assert set(re.findall("[0-9-]{10}T[0-9:]+Z", part_of(suffix, path.read_bytes()))) == {"1970-01-02T00:00:00Z"}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    path.write_bytes(make(suffix, COPY))
    assert onym("fix", ".").code == 0
    assert "Z" in part_of(suffix, path.read_bytes())
    assert "1970-" not in part_of(suffix, path.read_bytes())


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("form", FORMATS)
def test_every_form_of_output_does_without_bytes(suffix, form, make, onym, desk):
    (desk / f"talks.{suffix}").write_bytes(make(suffix, ["Heading"], COPY))
    ran = onym("check", "--output-format", form, ".")
    assert ran.code == 1
    assert "failed" not in ran.text
    if form == "json":
        for finding in ran.report["findings"]:
            assert finding["line"] == 2
            assert (finding["byte_start"], finding["byte_end"]) == (None, None)
            assert finding["fix"]["edits"][0]["byte_start"] is None
        assert [finding["column"] for finding in ran.report["findings"]] == [21, 35, 59]
    if form == "sarif":
        results = json.loads(ran.out)["runs"][0]["results"]
        assert all("fixes" not in result for result in results)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_diff_shows_the_text_and_git_passes_over_it(suffix, make, onym, desk):
    (desk / f"talks.{suffix}").write_bytes(make(suffix, COPY))
    (desk / "talks.txt").write_text("".join(COPY) + "\n")
    ran = onym("fix", "--diff", ".")
    assert ran.code == 1
    assert f"# --- a/talks.{suffix}\n" in ran.text
    assert f"# +{FIXED}\n" in ran.text
    assert "`git apply` cannot" in ran.text
    subprocess.run(["git", "apply", "-"], cwd=desk, input=ran.out, check=True)
    assert (desk / "talks.txt").read_text() == FIXED + "\n"
    assert text_of(suffix, (desk / f"talks.{suffix}").read_bytes()) == "".join(COPY) + "\n\n"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_standard_input(suffix, make, onym, desk):
    ran = onym("fix", "-", "--stdin-filename", f"a.{suffix}", stdin=make(suffix, COPY))
    assert ran.code == 0
    assert text_of(suffix, ran.out) == FIXED + "\n\n"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_no_container_costs_one_file(suffix, make, onym, desk):
    (desk / f"bad.{suffix}").write_text("President Volodymyr Selenskyj")
    (desk / f"good.{suffix}").write_bytes(make(suffix, [FIXED]))
    ran = onym("check", ".")
    assert ran.code == 2
    assert f"bad.{suffix}: failed: this is no sound zip file" in ran.text


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("copy", "said"),
    [
        ("Präsident Selenskyj sprach mit dem Kanzler über die Lage in der Ukraine und über weitere Hilfe.", 0),
        ("President Selenskyj spoke to the chancellor about the state of the war and about more help.", 1),
        ("Volodymyr Selenskyj, Jermak", 1),
    ],
)
def test_the_template_s_language_yields_to_the_words(suffix, copy, said, make):
    """The template of both files is American, as it is in files that programs write."""
    ours = Engine(config.load(None))
    found = ours.lint(ours.read(f"a.{suffix}", make(suffix, [copy])))
    assert len([finding for finding in found if finding.name == "volodymyr-zelensky"]) == said


words = st.sampled_from(
    ["Selenskyj", "Selens", "kyj", "Anthony", " Blinken", "Nato", " ", "said ", "President ", "Volodymyr ", "Jermak"]
)
copies = st.lists(st.lists(st.lists(words, max_size=4).map("".join), max_size=4), max_size=3)


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("suffix", SUFFIXES)
@given(copies)
@settings(
    max_examples=60 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_a_second_fix_changes_nothing(suffix, tracked, make, paragraphs):
    ours = engine(tracked)
    document = ours.read(f"a.{suffix}", make(suffix, *paragraphs))
    mended, left = ours.mend(document, Safety.SAFE)
    again = ours.read(f"a.{suffix}", mended)
    assert ours.mend(again, Safety.SAFE) == (mended, left)
    plain, _ = engine(False).mend(document._replace(writing=Writing(False)), Safety.SAFE)
    assert text_of(suffix, plain) == again.text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_many_paragraphs_and_many_edits_take_linear_time(suffix, make):
    import time

    begun = time.process_time()
    document = formats.named(f"a.{suffix}").read(f"a.{suffix}", make(suffix, *[["Kiew and ", "Nato"]] * 5000))
    edits = [Edit(Span(region.span.start, region.span.start + 4), "Kyiv") for region in document.regions]
    changed = formats.named(f"a.{suffix}").write(document, edits)
    formats.named(f"a.{suffix}").places(document, [edit.span for edit in edits])
    assert text_of(suffix, changed).count("Kyiv") == 5000
    assert time.process_time() - begun < 30


@pytest.mark.parametrize(
    ("source", "changes", "words"),
    [
        ("by Selenskyj now", [(3, 4, "Z"), (11, 12, "")], [(3, 12, "Zelensky")]),
        ("Nato", [(1, 4, "ATO")], [(0, 4, "NATO")]),
        ("a b", [(1, 2, "")], [(0, 3, "ab")]),
        ("one two", [(3, 7, "")], [(3, 7, "")]),
        ("one two", [(0, 4, "")], [(0, 4, "")]),
        ("ONeill", [(1, 1, "'")], [(0, 6, "O'Neill")]),
        ("訪問基輔", [(3, 4, "辅")], [(3, 4, "辅")]),
        ("<t>Kiew</t>", [(4, 7, "yiv")], [(3, 7, "Kyiv")]),
        ("a, b", [(1, 2, ";")], [(1, 2, ";")]),
    ],
)
def test_whole_words_are_exchanged(source, changes, words):
    assert office.whole_words(source, [Change(*each) for each in changes]) == [Change(*each) for each in words]


def test_an_origin_belongs_to_its_format():
    with pytest.raises(TypeError):
        office.origin_of(Document("a", "", (), None))


NAMES = {
    "docx": [
        "w:p", "w:r", "w:t", "w:ins", "w:del", "w:moveTo", "w:tbl", "w:tr", "w:tc", "w:hyperlink", "w:sdt",
        "w:sdtContent", "w:sdtPr", "w:pPr", "w:rPr", "w:trPr", "w:txbxContent", "w:drawing",
        "mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:tab", "w:br", "w:softHyphen", "w:fldSimple",
        "w:vanish", "w:dataBinding", "w:lang", "w:ruby", "w:commentRangeStart", "m:oMath", "w:pStyle",
        "w:fldChar w:fldCharType='begin'", "w:fldChar w:fldCharType='end'",
    ],
    "odt": [
        "text:p", "text:h", "text:span", "text:a", "text:s", "text:tab", "text:note", "text:note-body",
        "text:section", "text:tracked-changes", "text:changed-region text:id='a'", "text:insertion",
        "text:deletion", "office:change-info", "text:change-start text:change-id='a'",
        "text:change-end text:change-id='a'", "text:change", "office:annotation", "draw:frame", "draw:text-box",
        "table:table", "table:table-cell", "text:list", "text:page-number", "office:forms", "dc:creator",
        "text:ruby", "text:ruby-text", "office:text", "style:header",
    ],
}  # fmt: skip


def trees(suffix):
    letters = st.sampled_from(["Kiew", " ", "a b", "&amp;", "<!-- -->", "<![CDATA[x]]>", "", "Selens"])

    def wrapped(inner):
        pairs = st.tuples(st.sampled_from(NAMES[suffix]), st.lists(inner, max_size=4).map("".join))
        return pairs.map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>")

    usual = {"docx": "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "odt": "<text:p>{}</text:p>"}[suffix]
    return st.recursive(letters | letters.map(usual.format), wrapped, max_leaves=25)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.data())
@settings(
    max_examples=300 * settings.default.max_examples // 100, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_elements_where_nobody_expects_them(suffix, make_docx, make_odt, data):
    """Whatever is read can be written, as the words it had; nothing that is read makes the writer lose markup."""
    file = formats.named(f"a.{suffix}")
    source = {"docx": make_docx, "odt": make_odt}[suffix](data.draw(trees(suffix)))
    try:
        document = file.read(f"a.{suffix}", source)
    except FormatError:
        return
    assert file.write(document, []) == source
    places = [found.start() for found in re.finditer("Kiew", document.text)]
    for at in places:
        edits = [Edit(Span(at, at + 4), "Kyiv")]
        for tracked in (False, True):
            changed = file.write(document._replace(writing=Writing(tracked, "2026-01-31T12:00:00Z")), edits)
            again = file.read(f"a.{suffix}", changed)
            assert again.text == document.text[:at] + "Kyiv" + document.text[at + 4 :]
            assert file.write(again, []) == changed


LEFT = [
    "The writer Halyna ",
    "Chumachenko",
    " was there too. “It rained,” Tschumatschenko said. Another line ends here.",
]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_left_goes_in_as_comments_once(suffix, make, onym, desk):
    path = desk / f"talks.{suffix}"
    path.write_bytes(make(suffix, LEFT, COPY))
    ran = onym("fix", "--comments", ".")
    assert ran.code == 1
    data = path.read_bytes()
    document = formats.named(path.name).read(path.name, data)
    assert document.text == "".join(LEFT) + "\n\n" + FIXED + "\n\n"
    ((offset, said),) = formats.named(path.name).comments(document)
    assert document.text[offset:].startswith("Tschumatschenko")
    assert "Chumachenko (1), Tschumatschenko (1)" in said
    again = onym("fix", "--comments", ".")
    assert (again.code, again.out) == (1, ran.out)
    assert path.read_bytes() == data
    assert onym("fix", "--comments", "--unsafe-fixes", ".").code == 0
    assert "Tschum" not in text_of(suffix, path.read_bytes())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_comment_may_hang_on_several_runs(suffix, make):
    file = formats.named(f"a.{suffix}")
    data = make(suffix, COPY, ["one"])
    document = file.read(f"a.{suffix}", data)
    name, word = Span(10, 28), document.regions[1].span
    assert document.text[slice(*name)] == "Volodymyr Selenskyj"[:18]
    changed = file.annotate(document, [(name, "a & b"), (name, "c"), (word, "d")])
    again = file.read(f"a.{suffix}", changed)
    assert again.text == document.text
    assert sorted(file.comments(again)) == [(10, "a & b"), (10, "c"), (word.start, "d")]
    assert file.annotate(document, []) == data
    more = file.annotate(again, [(Span(0, 9), "e")])
    assert sorted(file.comments(file.read(f"a.{suffix}", more)))[0] == (0, "e")


def test_comments_need_a_part_and_what_leads_to_it(make_docx, make_zip):
    bare = make_docx("<w:p><w:r><w:t>Kiew</w:t></w:r></w:p>", header1="<w:p><w:r><w:t>head</w:t></w:r></w:p>")
    with zipfile.ZipFile(io.BytesIO(bare)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    relations = "word/_rels/document.xml.rels"
    kept = "<w:comment w:id='0'><w:p><w:r><w:t>old</w:t></w:r></w:p></w:comment>"
    for data, added in (
        (bare, ["word/comments.xml"]),
        (make_zip({name: old for name, old in members.items() if name != relations}), ["word/comments.xml", relations]),
        (
            make_zip({**members, relations: re.sub(b"(<Relationships [^>]*)>.*", rb"\1/>", members[relations])}),
            ["word/comments.xml"],
        ),
        (make_docx("<w:p><w:r><w:t>Kiew</w:t></w:r></w:p>", comments=kept), []),
        (make_docx("<w:p><w:r><w:t>Kiew</w:t></w:r></w:p>", comments=""), []),
    ):
        document = docx.read("a.docx", data)
        spans = [region.span for region in document.regions]
        changed = docx.annotate(document, [(span, "said") for span in spans])
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(changed)) as new:
            assert new.namelist() == [*old.namelist(), *added]
            assert new.read("word/comments.xml").count(b"said") == 1  # none on the header
            assert b"/comments" in new.read(relations)
            assert b"comments.xml" in new.read("[Content_Types].xml")
        assert docx.comments(docx.read("a.docx", changed)) == [(0, "said")]


# --- files of other programs ---


def test_a_file_of_python_docx(onym, desk):
    python_docx = pytest.importorskip("docx", reason="python-docx is not installed")
    made = python_docx.Document()
    made.add_heading("Zelensky travels to Berlin", 0)
    paragraph = made.add_paragraph()
    for number, text in enumerate(COPY):
        paragraph.add_run(text).bold = number == 1
    made.add_table(1, 1).cell(0, 0).text = "Volodymyr Selenskyj"
    made.sections[0].header.paragraphs[0].text = "Volodymyr Selenskyj in Berlin"
    made.save("a.docx")
    shutil.copy("a.docx", "b.docx")
    assert onym("fix", "a.docx", "--no-track-changes").code == 0
    read = python_docx.Document("a.docx")
    assert [paragraph.text for paragraph in read.paragraphs] == ["Zelensky travels to Berlin", FIXED]
    assert [run.text for run in read.paragraphs[1].runs if run.bold] == ["Zelens"]
    assert read.tables[0].cell(0, 0).text == "Volodymyr Zelensky"
    assert read.sections[0].header.paragraphs[0].text == "Volodymyr Zelensky in Berlin"
    assert onym("fix", "b.docx").code == 0
    assert [
        element.tag[-3:]
        for element in python_docx.Document("b.docx").element.body.iter()
        if element.tag.endswith("}ins")
    ]


def test_a_file_of_odfpy(onym, desk):
    pytest.importorskip("odf", reason="odfpy is not installed")
    from odf import teletype
    from odf.opendocument import OpenDocumentText, load
    from odf.text import H, P
    from odf.text import Span as Stretch

    made = OpenDocumentText()
    made.text.addElement(H(outlinelevel=1, text="Zelensky travels to Berlin"))
    paragraph = P()
    for text in COPY:
        paragraph.addElement(Stretch(text=text))
    made.text.addElement(paragraph)
    made.save("a.odt")
    assert onym("fix", "a.odt", "--no-track-changes").code == 0
    assert [teletype.extractText(element) for element in load("a.odt").getElementsByType(P)] == [FIXED]
    made.save("b.odt")
    assert onym("fix", "b.odt").code == 0
    assert teletype.extractText(load("b.odt").getElementsByType(P)[-1]) == FIXED
    assert os.path.getsize("b.odt") > os.path.getsize("a.odt")
