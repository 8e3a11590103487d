"""Gettext: translations and nothing else, escapes mapped exactly, pairs of original and translation."""

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import FormatError, po

HEADER = 'msgid ""\nmsgstr ""\n"Language: de_AT\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def copy(source: str) -> list[str]:
    document = po.read("a.po", source.encode())
    return [document.text[slice(*region.span)] for region in document.regions]


def edited(source: str, old: str, new: str) -> str:
    document = po.read("a.po", source.encode())
    start = document.text.index(old)
    return po.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        (HEADER, []),
        (HEADER + 'msgid "Kiew"\nmsgstr "Kyiv"', ["Kyiv"]),
        ('msgid "Kiew"\nmsgstr ""', []),
        ('msgid "a"\nmsgstr ""\n"Wolo"\n  "dymyr "\n"Selenskyj"\n', ["Wolodymyr Selenskyj"]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "Eins"\nmsgstr[1] "Zwei"\n', ["Eins", "Zwei"]),
        ('msgid "a"\nmsgstr "x"\nmsgid "b"\nmsgstr "y"\n', ["x", "y"]),
        ('msgctxt "menu"\nmsgid ""\nmsgstr "x"\n', ["x"]),
        ('#~ msgid "a"\n#~ msgstr "Kiew"\n', []),
        ('#| msgid "Kiew"\n#. Kiew\n#: Kiew:1\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', ["b"]),
        (r'msgid "a"' "\n" r'msgstr "\"K\\303\303\266ln\"\t\x41\101\n"', ['"K\\303öln"\tAA']),
        ('msgid "a"\rmsgstr "b"\r', ["b"]),
        (r'msgid "a" "b"' "\n" r'msgstr "Se" "len"  "sky""j \\" "\" x"', ['Selenskyj \\" x']),
        (r'msgid "a"' "\n" r'msgstr "S<b class=\"x\">elens</b>kyj &amp; <x> %s <"', ["Selenskyj &amp; <x> %s <"]),
    ],
)
def test_translations(source, expected):
    assert copy(source) == expected


def test_the_header_says_language_and_encoding():
    source = HEADER.replace("UTF-8", "ISO-8859-1") + 'msgid "a"\nmsgstr "Köln"\n'
    document = po.read("a.po", source.encode("latin-1"))
    assert (document.language, document.text.strip()) == ("de-AT", "Köln")
    assert po.read("a.po", HEADER.replace("de_AT", "sr@latin").encode()).language == "sr-Latn"


def test_segments_pair_originals_and_translations():
    source = HEADER.replace("Language", "X-Source-Language: en\\nLanguage") + (
        'msgid "One \\"talk\\""\nmsgid_plural "Two talks"\nmsgstr[0] "Ein Gespräch "\nmsgstr[1] "Zwei"\n\n'
        '#, fuzzy\nmsgid "Other"\nmsgstr "Drei"\n\nmsgid "None"\nmsgstr ""\n'
    )
    document = po.read("a.po", source.encode())
    found = [(pair.source, document.text[slice(*pair.target)]) for pair in document.segments]
    assert found == [('One "talk"', "Ein Gespräch"), ("Two talks", "Zwei")]
    assert {(pair.source_language, pair.target_language) for pair in document.segments} == {("en", "de-AT")}


def test_comments_stand_before_their_entry():
    source = HEADER + '# onym-disable-next\n#. no\nmsgid "a"\nmsgstr "x"\n\n#\nmsgid "b"\nmsgstr "y"\n'
    document = po.read("a.po", source.encode())
    assert po.comments(document) == [(0, " onym-disable-next"), (document.text.index("y"), "")]


@pytest.mark.parametrize(
    ("value", "old", "new", "expected"),
    [
        (r'"S"' "\n" r'"elenskyj"', "Selenskyj", "Zelensky", r'"Z"' "\n" r'"elensky"'),
        (r'"K\303\266ln"', "Köln", "Koln", r'"Koln"'),
        (r'"a\nKiew"', "Kiew", 'a "b" \\ c\n', r'"a\na \"b\" \\ c\n"'),
        (r'"Kiew"', "Kiew", "", r'""'),
        (r'"S<b>elens</b>kyj"', "Selenskyj", "Zelensky", r'"Z<b>elens</b>ky"'),
    ],
)
def test_edits(value, old, new, expected):
    assert edited(f'msgid "a"\nmsgstr {value}\n', old, new) == f'msgid "a"\nmsgstr {expected}\n'


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("Kiew", 1, "expected msgid"),
        ('msgid "a"\nmsgstr "b', 2, "never closed"),
        ('msgid "a"\nmsgstr "b"c"', 2, 'write \\"'),
        ('msgid "a"\nmsgstr "\\q"', 2, "\\q cannot stand in a string"),
        ('msgid "a"\nmsgstr "a\\"', 2, "write \\\\"),
        ('msgid "a"\nmsgfoo "b"', 2, "expected msgid"),
        ('"loose"', 1, "expected msgid"),
        ('\nmsgstr "a"', 2, "no msgid"),
    ],
)
def test_what_is_no_po_is_refused(source, line, words):
    with pytest.raises(FormatError) as error:
        po.read("a.po", source.encode())
    assert error.value.line == line
    assert words in error.value.message
