"""TMX: every language but that of the originals is copy, and each translation is paired with its original."""

import pytest

from lint.document import Document, Span
from lint.finding import Edit
from lint.formats import tmx


def memory(srclang: str, units: str) -> str:
    head = f'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="{srclang}"><note>Kiew</note></header>'
    return f"{head}<body>{units}</body></tmx>"


def unit(*pairs: tuple[str, str], attributes: str = "") -> str:
    units = "".join(f'<tuv xml:lang="{language}"><prop>Kiew</prop><seg>{text}</seg></tuv>' for language, text in pairs)
    return f"<tu{attributes}><note>Kiew</note>{units}</tu>"


def pairs(document: Document) -> list[tuple[str, str | None, str, str | None]]:
    return [
        (segment.source, segment.source_language, document.text[slice(*segment.target)], segment.target_language)
        for segment in document.segments
    ]


@pytest.mark.parametrize(
    ("srclang", "units", "copy", "expected"),
    [
        ("uk", unit(("uk", "Єрмак"), ("en", "Yermak")), ["Yermak"], [("Єрмак", "uk", "Yermak", "en")]),
        ("en", unit(("uk", "Єрмак"), ("EN", "Yermak")), ["Єрмак"], [("Yermak", "EN", "Єрмак", "uk")]),
        (
            "uk",
            unit(("uk", "Єр<bpt>&lt;b></bpt>мак"), ("en", "Yer<bpt>Kiew</bpt>mak"), ("de", "Jer<hi>mak</hi>")),
            ["Yermak", "Jermak"],
            [("Єрмак", "uk", "Yermak", "en"), ("Єрмак", "uk", "Jermak", "de")],
        ),
        ("*all*", unit(("uk", "Єрмак"), ("en", "Yermak")), ["Єрмак", "Yermak"], [("Єрмак", "uk", "Yermak", "en")]),
        (
            "en",
            unit(("uk", "Єрмак"), ("de", "Jermak"), attributes=" srclang='uk'"),
            ["Jermak"],
            [("Єрмак", "uk", "Jermak", "de")],
        ),
        (
            "uk",
            unit(("uk", "а<ph>Kiew</ph>"), ("en", "b<ph>Kiew</ph>c")),
            ["b\ufffcc"],
            [("а", "uk", "b\ufffcc", "en")],
        ),
        ("uk", unit(("uk", ""), ("en", "b")), ["b"], []),
        ("uk", unit(("uk", "а"), ("en", "")), [], []),
    ],
)
def test_translations_and_their_originals(srclang, units, copy, expected):
    document = tmx.read("a.tmx", memory(srclang, units).encode())
    assert [document.text[slice(*region.span)] for region in document.regions] == copy
    assert pairs(document) == expected


def test_an_edit_keeps_the_codes():
    source = memory("uk", unit(("uk", "Єрмак"), ("en", "Jer<bpt i='1'>x</bpt>mak")))
    document = tmx.read("a.tmx", source.encode())
    changed = tmx.write(document, [Edit(Span(0, 6), "Yermak")])
    assert changed.decode() == source.replace("Jer<bpt", "Yer<bpt")
