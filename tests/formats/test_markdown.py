"""Markdown: what is copy, names split by marks, and what a deletion takes along."""

import pytest

from lint.document import Kind, Span
from lint.finding import Edit
from lint.formats import FormatError, markdown


def blocks(source: str) -> list[tuple[str, str]]:
    document = markdown.read("a.md", source.encode())
    return [(region.kind.value, document.text[slice(*region.span)]) for region in document.regions]


def edited(source: str, old: str, new: str) -> str:
    document = markdown.read("a.md", source.encode())
    start = document.text.index(old)
    return markdown.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Head *line*\n\ncopy\n", [("headline", "Head line"), ("body", "copy")]),
        ("Head\n====\n", [("headline", "Head")]),
        ("S**elens**kyj", [("body", "Selenskyj")]),
        ("*S*elenskyj and `code` too", [("body", "Selenskyj and \ufffc too")]),
        ("Nat&#111; AT&amp;T \\*", [("body", "Nato AT&T *")]),
        ("one\ntwo", [("body", "one\ntwo")]),
        ("one\\\ntwo", [("body", "one\ntwo")]),
        ("> said\n> he\n\nshe", [("body", "said\nhe"), ("quote", "said\nhe"), ("body", "she")]),
        ("> a\n>\n> b", [("body", "a"), ("quote", "a"), ("body", "b"), ("quote", "b")]),
        ("- a\n- b\n  - c", [("body", "a"), ("body", "b"), ("body", "c")]),
        ("| a | b |\n|---|---|\n| c *d* | |\n", [("cell", "a"), ("cell", "b"), ("cell", "c d")]),
        ('text ![a *cap*tion](u.jpg "t") on', [("body", "text  on"), ("alt", "a caption")]),
        ("![a caption](u.jpg)", [("alt", "a caption")]),
        ('[Kiew](https://kiew.example/Kiew "Kiew")', [("body", "Kiew")]),
        ("see <https://kiew.example>", [("body", "see \ufffc")]),
        ("<div>Kiew</div>\n", []),
        ("a <b title='Kiew'>b</b>", [("body", "a b")]),
        ("    Kiew\n", []),
        ("```\nKiew\n```\n", []),
        ("a[^1]\n\n[^1]: note\n", [("body", "a"), ("body", "note")]),
        ("- [ ] task ~~gone~~", [("body", "task gone")]),
        ("", []),
    ],
)
def test_blocks(source, expected):
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\ntitle: Kiew now\n---\ncopy", [("headline", "Kiew now"), ("body", "copy")]),
        (
            "---\ntitle: \"Kiew now\"\ndescription: 'It''s Kiew'\n---\n",
            [("headline", "Kiew now"), ("headline", "It's Kiew")],
        ),
        ("---\r\ntitle: Kiew\r\n...\r\ncopy", [("headline", "Kiew"), ("body", "copy")]),
        ("+++\ntitle = \"Kiew\"\ndescription = 'Kiew'\n+++\n", [("headline", "Kiew"), ("headline", "Kiew")]),
        ("---\nauthor: Kiew\ntags: [Kiew]\n---\n", []),
        ("---\ntitle: a: b\n---\n", []),
        ("---\ntitle: Kiew # note\n---\n", []),
        ("---\ntitle: |\n  Kiew\n---\n", []),
        ("---\ntitle: >\n  Kiew\n---\n", []),
        ("---\ntitle: Kiew\n  and on\n---\n", []),
        ('---\ntitle: "a \\" b"\n---\n', []),
        ("---\ntitle: [a]\n---\n", []),
        ("---\nsubtitle: Kiew\nsummary: On Kiew\n---\n", [("headline", "Kiew"), ("headline", "On Kiew")]),
        ("---\ncaption: 'Kiew: now'\nslug: kiew\ntags: Kiew\n---\n", [("caption", "Kiew: now")]),
        ("---\n- title: Kiew\nname: Kiew\nbody: Kiew\n---\n", []),
        ("---\ntitle: &x a\n---\n", []),
        ("---\nseo:\n  title: Kiew\n---\n", []),
        ("+++\ntitle = Kiew\n+++\n", []),
        ('+++\ntitle = """Kiew"""\n+++\n', []),
        ("---\n\ncopy\n", [("body", "copy")]),
        ("copy\n\n---\ntitle: x\n---\n", [("body", "copy"), ("headline", "title: x")]),
    ],
)
def test_front_matter(source, expected):
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("S**elens**kyj met", "Selenskyj", "Zelensky", "Z**elens**ky met"),
        ("**Selenskyj**s", "Selenskyjs", "Zelenskys", "**Zelensky**s"),
        ("Na&#116;o", "Nato", "NATO", "NATO"),
        ("Kö&szlig;ln", "Kößln", "Köln", "Köln"),
        ("[Kiew](http://Kiew.de)", "Kiew", "Kyiv", "[Kyiv](http://Kiew.de)"),
        ("> Kiew\r\n> Kiew", "Kiew\r\nKiew", "Kyiv\r\nKyiv", "> Kyiv\r\n> Kyiv"),
        ("a", "a", "b*c_d`<&|\\", "b\\*c\\_d\\`\\<\\&\\|\\\\"),
        ("a x", "a", "# b", "\\# b x"),
        ("Jong Un", " Un", "-un", "Jong-un"),
        ("| Kiew |\n|---|\n", "Kiew", "A|B", "| A\\|B |\n|---|\n"),
        ("![Kiew](u)", "Kiew", "[Kyiv]", "![\\[Kyiv\\]](u)"),
        ("---\ntitle: Kiew now\n---\n", "Kiew", "Kyiv", "---\ntitle: Kyiv now\n---\n"),
        ("---\ntitle: 'Kiew'\n---\n", "Kiew", "K'v", "---\ntitle: 'K''v'\n---\n"),
        ('---\ntitle: "Kiew"\n---\n', "Kiew", 'K"v', '---\ntitle: "K\\"v"\n---\n'),
    ],
)
def test_edits(source, old, new, expected):
    assert edited(source, old, new) == expected


@pytest.mark.parametrize(
    ("source", "new"),
    [("---\ntitle: Kiew\n---\n", "a: b"), ("+++\ntitle = 'Kiew'\n+++\n", "K'v"), ("---\ntitle: Kiew\n---\n", "a\nb")],
)
def test_what_a_title_cannot_hold_is_refused(source, new):
    with pytest.raises(FormatError):
        edited(source, "Kiew", new)


@pytest.mark.parametrize(
    ("source", "gone", "left"),
    [
        ("# Head\n\ncopy\n", "Head", "copy\n"),
        ("Head\n====\n\ncopy\n", "Head", "copy\n"),
        ("a\n\nb\n\nc\n", "b", "a\n\nc\n"),
        ("a\n\n*b* **x**\n\nc\n", "b x", "a\n\nc\n"),
        ("- a\n- b\n- c\n", "b", "- a\n- c\n"),
        ("a\n\n> b\n\nc\n", "b", "a\n\nc\n"),
        ("cap one\ncap two\nKeystone\n", "cap two", "cap one\nKeystone\n"),
        ("*cap one*\n*cap two*\nKeystone\n", "cap two", "*cap one*\nKeystone\n"),
        ("| a | *b* |\n|---|---|\n", "b", "| a |  |\n|---|---|\n"),
        ("![cap](u)\n", "cap", "![](u)\n"),
        ("text ![cap](u)\n", "text", " ![cap](u)\n"),
        ("text `code`\n", "text", " `code`\n"),
        ("a word here\n", "word", "a  here\n"),
        ("---\ntitle: Kiew\n---\ncopy\n", "Kiew", "---\ntitle: \n---\ncopy\n"),
    ],
)
def test_deletions(source, gone, left):
    assert edited(source, gone, "") == left


def test_comments_stand_where_they_stand():
    document = markdown.read(
        "a.md", "é\n\n<!-- one -->\n\na <!--two--> b\n\n<!--\nthree\n\nfour -->\n<!-- five\n".encode()
    )
    found = markdown.comments(document)
    assert [body for _, body in found] == [" one ", "two", "\nthree\n\nfour "]
    assert [document.text[:offset].split() for offset, _ in found] == [["é"], ["é", "a"], ["é", "a", "b"]]


def test_suppression_comment_is_kept_with_its_paragraph():
    assert edited("a <!-- x -->\n", "a ", "") == "<!-- x -->\n"


def test_kinds_are_kinds():
    assert markdown.read("a.md", b"# a").regions[0].kind is Kind.HEADLINE


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("---\ntitle: a\nlang: de-CH\n---\n\ntext\n", "de-CH"),
        ('---\nlanguage: "uk"\n---\n\ntext\n', "uk"),
        ('+++\nlang = "fr"\n+++\n\ntext\n', "fr"),
        ("---\r\nlang: pl\r\n---\r\n\r\ntext\r\n", "pl"),
        ("---\rtitle: x\rlang: pl\r---\r\rtext\r", "pl"),
        ("---\nlang: the usual one\n---\n\ntext\n", None),
        ("---\nslang: de\n---\n\ntext\n", None),
        ("text\n\nlang: de\n", None),
    ],
)
def test_front_matter_may_name_the_language(source: str, language: str | None) -> None:
    assert markdown.read("a.md", source.encode()).language == language
