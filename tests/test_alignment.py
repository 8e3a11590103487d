"""A translation beside its original: which paragraphs are paired, and what the command finds."""

import pytest

from lint.alignment import segments
from lint.document import Span
from lint.formats import html, text


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("а\n\nб\n", "a\n\nb\n", [("а", "a"), ("б", "b")]),
        ("а\n\nб\n", "a b\n", [("а\n\nб\n", "a b\n")]),
        ("а", "a", [("а", "a")]),
        ("", "", []),
        ("", "a", [("", "a")]),
    ],
)
def test_blocks_are_paired_if_there_are_as_many(original, translation, expected):
    found = text.read("t", translation.encode())
    pairs = segments(found, text.read("o", original.encode()))
    assert [(pair.source, found.text[slice(*pair.target)]) for pair in pairs] == expected


def test_languages_and_quotations():
    original = html.read("o", "<html lang=uk><blockquote>а</blockquote><p lang=ru>б</html>".encode())
    translation = html.read("t", b"<h1 lang=fr>a</h1><p>b</p>")
    assert [(pair.source_language, pair.target, pair.target_language) for pair in segments(translation, original)] == [
        ("uk", Span(0, 1), "fr"),
        ("ru", Span(3, 4), None),
    ]


ORIGINAL = "Андрій Єрмак прибув до столиці.\n\nПотім був дощ, але нас там не було.\n"
TRANSLATION = "Andriy Germak has arrived in the capital.\n\nThen it rained, but we were not there.\n"


def test_the_command_names_the_original(onym, desk):
    (desk / "uk.txt").write_text(ORIGINAL, "utf-8")
    (desk / "en.txt").write_text(TRANSLATION, "utf-8")
    ran = onym("check", "--output-format", "json", "--source", "uk.txt", "en.txt")
    assert ran.found == [("Germak", "Yermak")]
    assert [finding["check"] for finding in ran.report["findings"]] == ["source-mismatch"]
    assert onym("check", "en.txt").code == 0


def test_the_original_of_a_segmented_format_is_in_the_file(onym, desk):
    (desk / "en.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n'
        '"X-Source-Language: uk\\n"\n\nmsgid "Андрій Єрмак"\nmsgstr "Andriy Germak"\n',
        "utf-8",
    )
    assert onym("check", "--output-format", "json", "en.po").found == [("Germak", "Yermak")]


@pytest.mark.parametrize("paths", [["."], ["en.txt", "en.txt"], []])
def test_one_translation_has_one_original(onym, desk, paths):
    (desk / "uk.txt").write_text(ORIGINAL, "utf-8")
    (desk / "en.txt").write_text(TRANSLATION, "utf-8")
    ran = onym("check", "--source", "uk.txt", *paths)
    assert ran.code == 2
    assert "name one file" in ran.err


def test_an_original_that_cannot_be_read_is_a_failure_of_the_run(onym, desk):
    (desk / "uk.xml").write_text("<a>", "utf-8")
    (desk / "en.txt").write_text(TRANSLATION, "utf-8")
    ran = onym("check", "--source", "uk.xml", "en.txt")
    assert ran.code == 2
    assert "its original uk.xml cannot be read: the file ends inside <a>" in ran.err + ran.text
