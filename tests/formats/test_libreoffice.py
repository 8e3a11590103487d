"""LibreOffice opens what onym has written: rejecting gives the original back, accepting the corrected text."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SCRIPT = Path(__file__).with_name("word_processor.py")
PYTHONS = [sys.executable, "/usr/bin/python3", str(Path(os.path.realpath(SOFFICE or "")).with_name("python"))]


def python_with_uno():
    for python in PYTHONS:
        if shutil.which(python):
            found = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if found.returncode == 0:
                return python
    return None


PYTHON = python_with_uno() if SOFFICE else None
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PYTHON is None, reason="LibreOffice with its Python bridge (python3-uno) is not installed"),
]


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    """Return what LibreOffice makes of files."""
    home = tmp_path_factory.mktemp("libreoffice")
    pipe = f"onym{os.getpid()}"
    command = [SOFFICE, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={home.as_uri()}"]
    office = subprocess.Popen(
        [*command, f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip

    def judged(*paths):
        ask = [PYTHON, SCRIPT, pipe, *paths]
        ran = subprocess.run(ask, capture_output=True, text=True, timeout=480, check=False)
        if ran.returncode < 0:  # the bridge itself died of a signal, whatever the documents are
            ran = subprocess.run(ask, capture_output=True, text=True, timeout=480, check=False)
        assert ran.returncode == 0, ran.stderr
        answers = [json.loads(line) for line in ran.stdout.splitlines()]
        assert len(answers) == len(paths)
        return answers

    yield judged
    os.killpg(office.pid, signal.SIGKILL)
    office.wait()


def r(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside, style="Normal"):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


CAPTION = "President Volodymyr Zelensky speaks in the garden of the chancellery in Berlin on Friday (Photo: AP)"
LAST = "Antony Blinken agreed, and the meeting ended in the evening."
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
INSERTED = '<w:ins w:id="90" w:author="Desk" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DOCX = [
    p(r("Zelensky travels to Berlin"), "berschrift1"),
    p(r("President Volodymyr Zelensky met the chancellor. ") + r("Sel", "<w:b/>") + r("enskyj", "<w:i/>") + NOTE
      + r(" told the Nato allies &amp; friends, and Anthony Blinken agreed.")),
    p(r(CAPTION), "Bild"),
    p(r("It was, ") + INSERTED.format(r("as Selenskyj put it, ", "<w:b/>")) + r("a good day for the capital.")),
    p(r(CAPTION), "Bild"),
    p(r("The capital was calm.")),
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>" + p(r("Volodymyr Selenskyj"))
    + "</w:tc></w:tr></w:tbl>",
    p(f'<w:hyperlink w:anchor="x">{r("Selenskyj", "<w:b/>")}</w:hyperlink>' + r(f" went home. {LAST}")),
]  # fmt: skip
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{p(r("President Volodymyr Selenskyj of Ukraine."))}</w:footnote>'
)
HEADER = p(r("President Volodymyr Selenskyj in Berlin"))

BOLD, ITALIC = (f'<text:span text:style-name="T{number}">{{}}</text:span>' for number in (1, 2))
ODT_NOTE = (
    '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    '<text:p text:style-name="Standard">President Volodymyr Selenskyj of Ukraine.</text:p></text:note-body></text:note>'
)
DESK = (
    '<text:tracked-changes text:track-changes="false"><text:changed-region xml:id="ct1" text:id="ct1"><text:insertion>'
    "<office:change-info><dc:creator>Desk</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info>"
    "</text:insertion></text:changed-region></text:tracked-changes>"
)
ODT = [
    DESK + '<text:h text:style-name="Heading_20_1" text:outline-level="1">Zelensky travels to Berlin</text:h>',
    '<text:p text:style-name="Standard">President Volodymyr Zelensky met the chancellor. '
    + BOLD.format("Sel")
    + ITALIC.format("enskyj")
    + ODT_NOTE
    + " told the Nato allies &amp; friends, and Anthony Blinken agreed.</text:p>",
    f'<text:p text:style-name="Caption">{CAPTION}</text:p>',
    '<text:p text:style-name="Standard">It was, <text:change-start text:change-id="ct1"/>as Selenskyj put it, '
    '<text:change-end text:change-id="ct1"/>a good day for the capital.</text:p>',
    f'<text:p text:style-name="Caption">{CAPTION}</text:p>',
    f'<text:p text:style-name="Caption">{CAPTION}</text:p>',
    f'<text:p text:style-name="Standard">{BOLD.format("Selenskyj")} went home. {LAST}</text:p>',
    '<table:table table:name="T"><table:table-column/><table:table-row><table:table-cell office:value-type="string">'
    "<text:p>Volodymyr Selenskyj</text:p></table:table-cell></table:table-row></table:table>",
]
ODT_HEADER = (
    '<style:header><text:p text:style-name="Standard">President Volodymyr Selenskyj in Berlin</text:p></style:header>'
)


@pytest.fixture(scope="module")
def made(tmp_path_factory, make_docx, make_odt):
    """Return the bytes of the samples: written here, and saved by LibreOffice as the other format."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "here.docx").write_bytes(make_docx("".join(DOCX), header1=HEADER, footnotes=FOOTNOTES))
    (folder / "there.odt").write_bytes(make_odt("".join(ODT), header=ODT_HEADER))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    for suffix, source in (("odt", "here.docx"), ("docx", "there.odt")):
        command = [SOFFICE, "--headless", home, "--convert-to", suffix, "--outdir", folder, folder / source]
        subprocess.run(command, capture_output=True, timeout=300, check=True)
    return {path.name: path.read_bytes() for path in folder.glob("*here.*")}


@pytest.mark.parametrize("sample", ["here.docx", "there.odt", "here.odt", "there.docx"])
def test_libreoffice_agrees(sample, judge, made, onym, tmp_path):
    original, tracked, plain = (tmp_path / f"{name}-{sample}" for name in ("original", "tracked", "plain"))
    for path in (original, tracked, plain):
        path.write_bytes(made[sample])
    assert onym("fix", tracked, "--language=en").code == 0
    assert onym("fix", plain, "--language=en", "--no-track-changes").code == 0
    before, after, plainly = judge(original, tracked, plain)
    assert {author for _, author in before["redlines"]} == {"Desk"}
    assert {author for _, author in after["redlines"]} == {"Desk", "onym"}
    assert {author for _, author in plainly["redlines"]} == {"Desk"}
    assert after["reject"] == before["reject"]
    assert after["accept"] == plainly["accept"]
    assert json.dumps(before["reject"]).count("Selenskyj") == 4
    words = json.dumps(after["accept"])
    assert not any(word in words for word in ("Selensky", "enskyj", "Nato", "Anthony"))
    assert words.count(CAPTION) == 1


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_libreoffice_shows_comments(suffix, judge, onym, tmp_path, make_docx, make_odt):
    path = tmp_path / f"comments.{suffix}"
    start, end = "The writer Halyna Chumachenko was there too. “It rained,” Tschumat", "schenko said."
    if suffix == "docx":
        path.write_bytes(make_docx(p(r(start) + r(end, "<w:b/>"))))
    else:
        path.write_bytes(make_odt(f"<text:p>{start}{BOLD.format(end)}</text:p>"))
    assert onym("fix", path, "--language=en", "--comments").code == 1
    (found,) = judge(path)
    ((author, said, copy),) = found["comments"]
    assert (author, copy) == ("onym", "Tschumatschenko")
    assert "Chumachenko (1)" in said
    assert [text for text, *_ in found["accept"][0][1]] == [start, end]
