"""Small Word and OpenDocument files, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORD_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DOCX_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{number}"><w:name w:val="{name}"/>{more}</w:style>'
        for number, name, more in (
            ("berschrift1", "heading 1", '<w:basedOn w:val="Normal"/>'),
            ("Bild", "Our caption", '<w:basedOn w:val="Normal"/>'),
            ("Zitat", "Quote", '<w:rPr><w:lang w:val="de-DE"/></w:rPr>'),
            ("Child", "House", '<w:basedOn w:val="Bild"/>'),
            ("Row", "Table Heading", ""),
            ("Level", "x", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        )
    )
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_NAMES = (
    " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "style", "table"))
    + f' xmlns:fo="{_ODF}:xsl-fo-compatible:1.0" xmlns:draw="{_ODF}:drawing:1.0" xmlns:svg="{_ODF}:svg-compatible:1.0"'
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
)
_ODT_STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="US"/>'
    "</style:default-style>"
    '<style:style style:name="Standard" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"'
    ' style:default-outline-level="1"/>'
    '<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<style:style style:name="Figure" style:family="paragraph" style:parent-style-name="Caption"/>'
    '<style:style style:name="Quotations" style:family="paragraph"/>'
)

_ODT_LOOKS = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties fo:{look}/></style:style>'
    for name, look in (("T1", 'font-weight="bold"'), ("T2", 'font-style="italic"'))
)

Build = Callable[..., bytes]


def packed(members: dict[str, str | bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """Return a zip file with a date of its own, so that two are alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 31, 12, 30, 8))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o640 << 16
            file.writestr(info, data)
    return out.getvalue()


def docx_file(body: str, styles: str = _DOCX_STYLES, **parts: str) -> bytes:
    """Return a Word document; ``parts`` are the contents of header1, footnotes, comments and the like."""
    kinds = {"document": "document.main", "styles": "styles"} | {name: name.rstrip("0123456789") for name in parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    roots = {"header": "hdr", "footer": "ftr"}
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind.split(".")[0]}" Target="{name}.xml"/>'
        for number, (name, kind) in enumerate(kinds.items())
        if name != "document"
    )
    used = '<w:headerReference w:type="default" r:id="rId2"/>' if "header1" in parts else ""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type='
        f'"{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_WORD_NAMES}><w:body>{body}<w:sectPr>{used}</w:sectPr></w:body>"
        "</w:document>",
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
        "word/styles.xml": f"{_HEAD}<w:styles {_WORD_NAMES}>{styles}</w:styles>",
        "word/media/image1.png": bytes(range(256)) * 8,
    }
    for name, content in parts.items():
        root = roots.get(kinds[name], kinds[name])
        members[f"word/{name}.xml"] = f"{_HEAD}<w:{root} {_WORD_NAMES}>{content}</w:{root}>"
    return packed(members)


def odt_file(body: str, automatic: str = "", header: str = "", styles: str = _ODT_STYLES) -> bytes:
    """Return an OpenDocument text."""
    kind = "application/vnd.oasis.opendocument.text"
    files = "".join(
        f'<m:file-entry m:full-path="{name}.xml" m:media-type="text/xml"/>' for name in ("content", "styles")
    )
    master = f'<style:master-page style:name="Standard" style:page-layout-name="L">{header}</style:master-page>'
    layout = (
        '<style:page-layout style:name="L"><style:page-layout-properties/><style:header-style>'
        '<style:header-footer-properties fo:min-height="1cm"/></style:header-style></style:page-layout>'
    )
    return packed(
        {
            "mimetype": kind,
            "content.xml": f"{_HEAD}<office:document-content {_ODF_NAMES}><office:automatic-styles>"
            f"{_ODT_LOOKS}{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"{_HEAD}<office:document-styles {_ODF_NAMES}><office:styles>{styles}</office:styles>"
            f"<office:automatic-styles>{layout}</office:automatic-styles><office:master-styles>{master}"
            "</office:master-styles></office:document-styles>",
            "META-INF/manifest.xml": f'{_HEAD}<m:manifest xmlns:m="{_ODF}:manifest:1.0"><m:file-entry m:full-path="/"'
            f' m:media-type="{kind}"/>{files}</m:manifest>',
        }
    )


@pytest.fixture(scope="session")
def make_docx() -> Build:
    return docx_file


@pytest.fixture(scope="session")
def make_odt() -> Build:
    return odt_file


@pytest.fixture(scope="session")
def make_zip() -> Build:
    return packed
