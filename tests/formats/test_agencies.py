"""Files as agencies, content systems and word processors send them: what is read of each, block by block.

Beside each file stands what is read of it: kind, language and text of every block. The files are written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.document import Document, Kind, Span
from lint.finding import Edit
from lint.formats import named

FOLDER = Path(__file__).with_name("agencies")
ENCODINGS = {"report.nitf": "latin-1", "film.srt": "utf-8-sig", "german.csv": "utf-8-sig", "excel.csv": "utf-16"}
CRLF = {"film.srt", "german.csv", "excel.csv", "sep.csv"}
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".read")


def sent(name: str) -> bytes:
    """Return a file in the encoding and with the line ends that it comes in."""
    text = (FOLDER / name).read_text("utf-8")
    return (text.replace("\n", "\r\n") if name in CRLF else text).encode(ENCODINGS.get(name, "utf-8"))


def told(document: Document) -> list[str]:
    copies = [json.dumps(document.text[slice(*region.span)], ensure_ascii=False) for region in document.regions]
    return [
        f"{region.kind.value} {region.language or '-'} {copy}"
        for region, copy in zip(document.regions, copies, strict=True)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read(name: str) -> None:
    document = named(name).read(name, sent(name))
    assert told(document) == (FOLDER / f"{name}.read").read_text("utf-8").splitlines()
    assert named(name).write(document, ()) == sent(name)


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_of_each_block_changes_its_own_bytes(name: str) -> None:
    file, data = named(name), sent(name)
    document = file.read(name, data)
    for region in document.regions:
        if region.kind is Kind.QUOTE:
            continue
        first = next(place for place in range(*region.span) if document.text[place].isalnum())
        edit = Edit(Span(first, first + 1), "Q")
        changed, (place,) = file.write(document, [edit]), file.places(document, [edit.span])
        assert changed.startswith(data[: place.byte_start])
        assert changed.endswith(data[place.byte_end :])
        again = file.read(name, changed)
        assert again.text == document.text[:first] + "Q" + document.text[first + 1 :]


MARKS_OF_WORD = (
    '<w:bookmarkStart w:id="1" w:name="x"/>',
    '<w:proofErr w:type="gramStart"/>',
    '<w:permStart w:id="1"/>',
    '<w:commentRangeStart w:id="1"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "Selenskyj" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:footnoteReference w:id="9"/></w:r>',
    '<w:del w:id="1" w:author="x"><w:r><w:delText>x</w:delText></w:r></w:del>',
)
MARKS_OF_ODF = (
    *(f"bookmark{end}" for end in ("", "-start", "-end")),
    *(f"reference-mark{end}" for end in ("", "-start", "-end")),
    *(f"toc-mark{end}" for end in ("", "-start", "-end")),
    *(f"user-index-mark{end}" for end in ("", "-start", "-end")),
    *(f"alphabetical-index-mark{end}" for end in ("", "-start", "-end")),
    "soft-page-break",
)


@pytest.mark.parametrize("mark", MARKS_OF_WORD)
def test_what_word_sets_into_a_name_does_not_part_it(make_docx: Callable[..., bytes], mark: str) -> None:
    smart = '<w:smartTag w:uri="u" w:element="PersonName">{}</w:smartTag>'
    runs = f"<w:r><w:t>Selen</w:t></w:r>{mark}<w:r><w:t>skyj</w:t></w:r>"
    for body in (runs, smart.format(runs), f'<w:hyperlink w:anchor="x">{runs}</w:hyperlink>'):
        assert "Selenskyj" in named("a.docx").read("a.docx", make_docx(f"<w:p>{body}</w:p>")).text


@pytest.mark.parametrize("mark", MARKS_OF_ODF)
def test_what_odf_sets_into_a_name_does_not_part_it(make_odt: Callable[..., bytes], mark: str) -> None:
    data = make_odt(f'<text:p>Selen<text:{mark} text:name="x"/><text:span>skyj</text:span></text:p>')
    assert "Selenskyj" in named("a.odt").read("a.odt", data).text


def test_new_letters_before_a_word_stay_inside_the_tags_about_it() -> None:
    data = b"<story><p>Kiew <b>x</b>wor<i>ld</i></p></story>"
    document = named("a.xml").read("a.xml", data)
    edit = Edit(Span(5, 11), 'say "x"')
    (place,) = named("a.xml").places(document, [edit.span])
    changed = named("a.xml").write(document, [edit])
    assert changed.startswith(data[: place.byte_start])
    assert changed.endswith(data[place.byte_end :])
    assert named("a.xml").read("a.xml", changed).text == document.text.replace("xworld", 'say "x"')
