"""Tables as text: the delimiter, the header, which cells are copy, and quotation marks that come only when needed."""

import pytest

from lint.document import Span
from lint.finding import Edit
from lint.formats import FormatError, delimited


def cells(source: str, path: str = "a.csv", chosen=None) -> list[tuple[str, str, str | None]]:
    document = delimited.read(path, source.encode(), None, chosen)
    return [(region.kind.value, document.text[slice(*region.span)], region.language) for region in document.regions]


def words(source: str, path: str = "a.csv", chosen=None) -> list[str]:
    return [text for _, text, _ in cells(source, path, chosen)]


def edited(source: str, old: str, new: str, path: str = "a.csv") -> str:
    document = delimited.read(path, source.encode())
    start = document.text.index(old)
    return delimited.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("a,b\n", []),
        ("Kiew,Two words\n", ["Kiew", "Two words"]),
        ("Kiew;Two, words\nLviv;and, then\n", ["Kiew", "Two, words", "Lviv", "and, then"]),
        ("Kiew\tTwo; words\n", ["Kiew", "Two; words"]),
        ("Kiew|Lviv\n", ["Kiew", "Lviv"]),
        ("sep=;\r\nKiew, Lviv;Odesa\r\n", ["Kiew, Lviv", "Odesa"]),
        ('"Two, ""words""","One\nand two"\n', ['Two, "words"', "One\nand two"]),
        ('"Kiew"\r"Lviv"\r\n"Odesa"', ["Kiew", "Lviv", "Odesa"]),
        ('He said "yes",x\n', ['He said "yes"']),
        ('"One" and "two" words,x\n', ['"One" and "two" words']),
        ('"never closed words,x\n', ['"never closed words']),
        ('"""One"" and ""two"" words",x\n', ['"One" and "two" words']),
        ("12,2024-01-01,https://a.b/Kiew,x@y.z,ab-12,3.5,kiew,Kiew_1,K1\n", []),
        ("id,headline\nKiew Nord,Kiew\n", ["Kiew"]),
        ("Kiew,Two words,", ["Kiew", "Two words"]),
        ('"Kiew",Two words,', ["Kiew", "Two words"]),
        ("Kiew,x\n\n\nLviv,x", ["Kiew", "Lviv"]),
        ("id,headline\n1\n2,Kiew,Two words\n", ["Kiew", "Two words"]),
    ],
)
def test_cells(source, expected):
    assert words(source) == expected


def test_a_blank_cell_after_a_body_leaves_a_gap():
    document = delimited.read(
        "a.csv", b"body,headline,lead\nOne two,  ,Three four\n", None, {"1": "body", "2": None, "3": None}
    )
    assert document.text == "One two\n\nThree four\n\n"


def test_the_suffix_says_the_delimiter():
    assert words("Two, words\tKiew; Lviv\n", "a.TSV") == ["Two, words", "Kiew; Lviv"]


def test_the_header_says_kinds_and_language():
    source = (
        "Headline,Photo credit,lang,body_text,url\nKiew,Jane Doe,de,Erster Absatz,Kiew und Lviv\nLviv,,en,Second one,\n"
    )
    assert cells(source) == [
        ("headline", "Kiew", "de"),
        ("credit", "Jane Doe", "de"),
        ("body", "Erster Absatz", "de"),
        ("headline", "Lviv", "en"),
        ("body", "Second one", "en"),
    ]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"Titel": None}, [("cell", "kiew", None)]),
        ({"2": "caption"}, [("caption", "Lviv am Meer", None)]),
        ({"Titel": "headline", "Text": "body"}, [("headline", "kiew", None), ("body", "Lviv am Meer", None)]),
        ({"nothing such": None}, []),
    ],
)
def test_the_configuration_chooses_columns(chosen, expected):
    header = "Titel,Text,x\n" if "2" not in chosen else ""
    assert cells(f"{header}kiew,Lviv am Meer,Odesa am Meer\n", "a.csv", chosen) == expected


def test_the_same_caption_in_another_row_is_no_caption():
    kinds = [kind for kind, _, _ in cells("id,caption\n1,Kyiv on a Monday\n2,Kyiv on a Monday\n3,Lviv on a Monday\n")]
    assert kinds == ["caption", "cell", "caption"]


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("1,Kiew\n", "Kiew", "Kyiv", "1,Kyiv\n"),
        ("1,Kiew today,2\n", "Kiew", "Kyiv, now", '1,"Kyiv, now today",2\n'),
        ("1,Kiew today,2\n", "Kiew", "K;yiv", "1,K;yiv today,2\n"),
        ('1,an "old" Kiew,2\n', "Kiew", '"x"', '1,"an ""old"" ""x""",2\n'),
        ("1,Kiew today,2\n", "Kiew", "a\nb", '1,"a\nb today",2\n'),
        ('1,"Kiew, today",2\n', "Kiew", '"Kyiv"', '1,"""Kyiv"", today",2\n'),
        ('1,"He, S""elens""kyj",2\n', 'S"elens"kyj', "Zelensky", '1,"He, Zelensky",2\n'),
        (
            "1,<p>S<b>elens</b>kyj today</p>,2\n",
            "Selenskyj",
            "Zelensky, he",
            '1,"<p>Z<b>elens</b>ky, he today</p>",2\n',
        ),
        ('"One" and "two" words,x\n', "words", "Kyiv", '"One" and "two" Kyiv,x\n'),
    ],
)
def test_edits(source, old, new, expected):
    assert edited(source, old, new) == expected


def test_several_edits_of_one_cell_set_its_marks_once():
    document = delimited.read("a.csv", b"1,Kiew and Lwow,2\n")
    edits = [Edit(Span(0, 4), "Kyiv, x"), Edit(Span(9, 13), 'L"viv')]
    assert delimited.write(document, edits) == b'1,"Kyiv, x and L""viv",2\n'
    assert [[part.text for part in parts] for parts in delimited.rewrites(document, edits)] == [
        ['"Kyiv, x and Lwow"'],
        ['"Kiew and L""viv"'],
    ]


def test_a_cell_that_cannot_be_quoted_refuses_what_needs_it():
    with pytest.raises(FormatError):
        edited('"One" and "two" words,x\n', "words", "a, b")
