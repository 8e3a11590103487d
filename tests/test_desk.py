"""What the desk sees in blocks that a format left as body, and as often what it must leave alone."""

import marshal
import re
import time

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint import desk
from lint.desk import classify, compile_marks
from lint.document import Document, Kind, Span
from lint.formats import html, markdown, text
from lint.marks import Marks, quotations
from lint.packs import SHIPPED

with open(f"{SHIPPED}/words/desk.yaml", encoding="utf-8") as file:
    RAW = yaml.load(file, Loader=yaml.BaseLoader)
MARKS: Marks = compile_marks(RAW)

BEFORE = "The minister spoke to reporters in Geneva on Monday."
AFTER = "The talks are to go on in the coming week, said the minister on Monday in Geneva."


def seen(copy: str, nested: bool = False) -> list[tuple[str, str]]:
    return shown(classify(text.read("a.txt", copy.encode()), MARKS), nested)


def shown(document: Document, nested: bool = False) -> list[tuple[str, str]]:
    found = []
    block = Span(0, 0)
    for region in document.regions:
        inside = block.holds(region.span)
        if not inside:
            block = region.span
        if nested or not inside:
            found.append((region.kind.value, document.text[slice(*region.span)]))
    return found


def between(line: str) -> list[tuple[str, str]]:
    """Return what the desk makes of a line between two paragraphs, and of nothing else."""
    found = seen(f"{BEFORE}\n\n{line}\n\n{AFTER}\n")
    assert found[0] == ("body", BEFORE)
    assert found[-1] == ("body", AFTER)
    return found[1:-1]


def test_marks_can_be_kept_in_the_cache():
    assert marshal.loads(marshal.dumps(MARKS)) == MARKS


@pytest.mark.parametrize("example", RAW["examples"], ids=lambda example: example["line"])
def test_the_rule_file_proves_itself(example):
    assert between(example["line"]) == [(example["kind"], example["line"])]


def test_every_kind_of_line_has_examples_and_body_has_most():
    kinds = [example["kind"] for example in RAW["examples"]]
    assert {kind.value for kind in Kind} - {"quote", "cell", "alt", "cue"} == set(kinds)


@pytest.mark.parametrize(
    "line",
    [
        "She holds the photo: a child stands in the ruins of the house.",
        "The agency wrote of the photo: it shows the minister in Kyiv.",
        "Bild: the paper says he will resign, and nobody has denied it.",
        "Reuters and AFP were the first to report the attack.",
        "AP photographers were at the scene.",
        "Von der Leyen said the talks would go on.",
        "By then the war had lasted three years.",
        "Par exemple, le ministre n'a rien dit.",
        "On 3 March 2024 the war ended.",
        "It was 3 March.",
        "March was cold, and April was worse.",
        "1984",
        "Yes.",
        "Why?",
        "Never!",
        "He said:",
        "The list, in part,",
        "“No,”",
        "- Berlin",
        "• Berlin",
        "1. Berlin",
        "und dann kam der Krieg",
        "The minister, who had come from Kyiv by train, said in a talk that he would not go back before spring",
        "Keystone is a town in South Dakota.",
        "The archive - a long hall - was shut.",
        "NATO - the alliance - met on Monday.",
        "Note: the talks are off.",
        "It all ends with a photo: Jane Doe/AP.",
        "The minister went on to speak of the war. " * 10 + "Photo: Jane Doe",
        "Author: unknown, says the police report on the letter.",
        "Photo and caption by the desk are still to come.",
        "© is a sign that few readers know.",
        "Kyiv (Ukraine) - no agency here, so it stays.",
        "Selensky (SPD) - a slip of the pen, it seems.",
    ],
)
def test_stays_body(line):
    assert between(line) == [("body", line)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What comes next", "headline"),
        ("Kämpfe um Pokrowsk", "headline"),
        ("Обстріл Харкова", "headline"),
        ("2,000 soldiers at the border", "headline"),
        ("SDA/dpa", "byline"),
        ("Keystone-SDA", "byline"),
        ("(AFP)", "byline"),
        ("Укрінформ", "byline"),
        ("Jane Doe, AFP", "byline"),
        ("3 March 2024", "dateline"),
        ("2024-03-03", "dateline"),
        ("Lundi 3 mars 2024, 14h05", "dateline"),
        ("Aktualisiert am 3.3.2024 um 08.15 Uhr", "dateline"),
        ("3 marca 2024", "dateline"),
        ("3 березня 2024 року, 14:05", "dateline"),
        ("Kyiv, March 3, 2024", "dateline"),
        ("ARCHIVBILD - Der Minister in Bern.", "caption"),
        ("File photo: the minister in Geneva.", "caption"),
        ("ARCHIVES - Le ministre à Genève.", "caption"),
        ("АРХІВ - Міністр у Женеві.", "caption"),
        ("The minister in Geneva (Photo by Jane Doe/Getty Images)", "caption"),
        ("The minister in Geneva. (AP Photo/Jane Doe)", "caption"),
        ("The minister in Geneva | Photo: Jane Doe", "caption"),
        ("El ministro en Ginebra. Foto: EFE/Juan Pérez", "caption"),
        ("Міністр у Женеві. Фото: Іван Іваненко / Укрінформ", "caption"),
        ("Министр в Женеве. Фото: Иван Иванов", "caption"),
        ("Ministr v Ženevě. Foto: ČTK", "caption"),
        ("Ministerin in Genf. © Keystone / Hans Muster", "caption"),
        ("Getty Images", "credit"),
        ("Foto: A. Muster/Archiv", "credit"),
        ("(Keystone)", "credit"),
        ("picture alliance/dpa", "credit"),
        ("Jana Muster/dpa", "credit"),
        ("Fot. Jan Kowalski", "credit"),
        ("Crédit photo : Jeanne Dupont", "credit"),
    ],
)
def test_seen_between_paragraphs(line, kind):
    assert between(line) == [(kind, line)]


ARTICLE = """\
Minister goes to Geneva

By Jane Doe

3 March 2024 - 04:16

ARCHIVE - The minister in Bern. Photo: Jane Doe/AP/dpa
ARCHIVE - The minister in Bern. Photo: Jane Doe/AP/dpa
Keystone

GENEVA, March 3 (Reuters) - The minister said "no" to the plan.

Talks go on

Others said yes. The photo: a blur.

SDA
"""


def test_an_article():
    caption = "ARCHIVE - The minister in Bern. Photo: Jane Doe/AP/dpa"
    assert seen(ARTICLE, nested=True) == [
        ("headline", "Minister goes to Geneva"),
        ("byline", "By Jane Doe"),
        ("dateline", "3 March 2024 - 04:16"),
        ("caption", caption),
        ("credit", "Photo: Jane Doe/AP/dpa"),
        ("caption", caption),
        ("credit", "Photo: Jane Doe/AP/dpa"),
        ("credit", "Keystone"),
        ("dateline", "GENEVA, March 3 (Reuters) -"),
        ("body", 'The minister said "no" to the plan.'),
        ("quote", '"no"'),
        ("headline", "Talks go on"),
        ("body", "Others said yes. The photo: a blur."),
        ("byline", "SDA"),
    ]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_make_no_difference(newline):
    assert seen(ARTICLE.replace("\n", newline), nested=True) == seen(ARTICLE, nested=True)


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (f"Short title\n\n{BEFORE}", ["headline", "body"]),
        (f"Kicker\n\nShort title\n\n{BEFORE}", ["headline", "headline", "body"]),
        (f"Short title\nBy Jane Doe\n\n{BEFORE}", ["headline", "byline", "body"]),
        (f"Title, one\n{BEFORE}\n{AFTER}", ["headline", "body"]),
        (f"Von der Leyen in Kiew\n\n{BEFORE}", ["headline", "body"]),
        (f"Short title\n\nVon Jana Muster, Kiew\n\n{BEFORE}", ["headline", "byline", "body"]),
        (f"Short title\n\nText: Jana Muster\n\n{BEFORE}", ["headline", "byline", "body"]),
        (f"Short title\n\n{BEFORE}\n\nBy Jane Doe\n\n{AFTER}", ["headline", "body", "headline", "body"]),
        (f"Nine words that end as a sentence does.\n\n{BEFORE}", ["body", "body"]),
        (f"By Train From Kyiv\n\n{BEFORE}", ["headline", "body"]),
        (f"{BEFORE}\n\nJane Doe\n\nJohn Doe\n\n{AFTER}", ["body"] * 4),
        ("".join(f"Title {n}\n\n" for n in range(6)) + BEFORE, ["headline"] * 4 + ["body"] * 3),
        ("Short title", ["body"]),
        ("President Selenskyj said", ["body"]),
        ("One\n\nTwo\n\nThree", ["body", "body", "body"]),
        ("One\nTwo\nThree", ["body"]),
        (f"{BEFORE}\n\nlast words without a stop", ["body", "body"]),
        (f"{BEFORE}\n\nLast words", ["body", "body"]),
        ("", []),
        ("According to the ministry of defence of the United\nStates, the number of soldiers is\nlarge.", ["body"]),
        (
            "The talks with President\nZelensky and the minister from\nGeneva are to go on in\nthe coming week.",
            ["body"],
        ),
        ("The talks, so the agency\nAFP\nreported, go on.", ["body"]),
    ],
)
def test_the_head_of_the_copy(copy, expected):
    assert [kind for kind, _ in seen(copy)] == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "ARCHIVE - The minister in\nthe hall of the house. Photo: Jane Doe/AP",
            [("caption", "ARCHIVE - The minister in\nthe hall of the house. Photo: Jane Doe/AP")],
        ),
        (
            "The minister during a long talk with the\npress in Geneva. Photo: Jane Doe/AP",
            [("caption", "The minister during a long talk with the\npress in Geneva. Photo: Jane Doe/AP")],
        ),
        (
            "A sentence of copy.\nPhoto: Jane Doe/AP\nAnother sentence of copy.",
            [("body", "A sentence of copy."), ("credit", "Photo: Jane Doe/AP"), ("body", "Another sentence of copy.")],
        ),
        ("FILE - One.\nFILE - Two.", [("caption", "FILE - One."), ("caption", "FILE - Two.")]),
        ("A sentence of copy.\nAnother one.", [("body", "A sentence of copy.\nAnother one.")]),
    ],
)
def test_lines_of_a_block(block, expected):
    assert between(block) == expected


@pytest.mark.parametrize(
    ("paragraph", "lead"),
    [
        ("KYIV, March 3 (Reuters) - The minister spoke.", "KYIV, March 3 (Reuters) -"),
        ("Kiew/Moskau (dpa) – Der Minister sprach.", "Kiew/Moskau (dpa) –"),
        ("WASHINGTON (AP) — The minister spoke.", "WASHINGTON (AP) —"),
        ("Bern (sda) Der Minister sprach.", "Bern (sda)"),
        ("Paris, le 3 mars 2024 (AFP) - Le ministre parle.", "Paris, le 3 mars 2024 (AFP) -"),
        ("(Reuters) - The minister spoke.", "(Reuters) -"),
        ("KYIV, Ukraine (AP) — “We spoke.”", "KYIV, Ukraine (AP) —"),
        ("The minister (AFP) - said so.", None),
        ("Jane Doe (AFP) reported it.", None),
        ("Kyiv (Ukraine) - The minister spoke.", None),
        ("KYIV - The minister spoke.", None),
        ("Jane Doe (SPD) - The minister.", None),
        ("The talks of 3 March - The end is near.", None),
        ("On Monday - The minister spoke.", None),
        ("March 3 (Reuters) - The minister spoke.", "March 3 (Reuters) -"),
        ("March 3 - The minister spoke.", None),
    ],
)
def test_the_dateline_a_paragraph_opens_with(paragraph, lead):
    found = between(paragraph)
    if lead:
        assert found == [("dateline", lead), ("body", paragraph[len(lead) :].strip())]
    else:
        assert found == [("body", paragraph)]


@pytest.mark.parametrize(
    ("block", "quoted"),
    [
        ('He said "no".', ['"no"']),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("“One ‘two’ three”", ["“One ‘two’ three”"]),
        ("„Eins“ und »zwei« und ‚drei‘", ["„Eins“", "»zwei«", "‚drei‘"]),
        ("« Un », dit-il, «deux»", ["« Un »", "«deux»"]),
        ("„Jeden” i «dwa»", ["„Jeden”", "«dwa»"]),
        ("Han sa ”nej” och »ja»", ["”nej”", "»ja»"]),
        ("「一」と『二』", ["「一」", "『二』"]),
        ("He called it 'peace' then", ["'peace'"]),
        ("‘It’s the people’s house,’ she said", ["‘It’s the people’s house,’"]),
        ('("no")', ['("no")'[1:-1]]),
        ('the "victory plan"-paper', ['"victory plan"']),
        ("It's the Smiths' house, isn't it", []),
        ("It’s the Smiths’ house, isn’t it", []),
        ("rock 'n roll", []),
        ("the '90s and the kids' toys", []),
        ('a 5" pipe and a 6\'2" man', []),
        ('He said "no and left', []),
        ("“No and left", []),
        ("and left” he said", []),
        ("d'Artagnan et l'Ukraine", []),
        ("Мар'яна та В'ячеслав", []),
        ("a » b « c", []),
        ('"one " two', []),
    ],
)
def test_quotations(block, quoted):
    places = [match.start() for match in re.finditer(MARKS["quotation_pattern"], block)]
    assert [block[slice(*span)] for span in quotations(block, Span(0, len(block)), places, MARKS)] == quoted


def test_a_quotation_ends_with_its_block():
    assert [kind for kind, _ in seen('"One.\n\nTwo."', nested=True)] == ["body", "body"]


def test_what_a_format_has_told_stays():
    source = b"<h1>Title</h1><p>Menu</p><p>It ended.</p><p>Other</p><p>It ended.</p>"
    source += b"<figcaption>A cat. Photo: Jane Doe/AP</figcaption>"
    assert shown(classify(html.read("a.html", source), MARKS), nested=True) == [
        ("headline", "Title"),
        ("body", "Menu"),
        ("body", "It ended."),
        ("body", "Other"),
        ("body", "It ended."),
        ("caption", "A cat. Photo: Jane Doe/AP"),
        ("credit", "Photo: Jane Doe/AP"),
    ]


def test_a_block_quotation_holds_no_other():
    source = b'> "No," he said.\n\nHe said "no".\n'
    assert shown(classify(markdown.read("a.md", source), MARKS), nested=True) == [
        ("body", '"No," he said.'),
        ("quote", '"No," he said.'),
        ("body", 'He said "no".'),
        ("quote", '"no"'),
    ]


def test_the_language_of_a_block_goes_with_its_parts():
    source = '<p lang="de">KIEW (dpa) - Er sagte „nein“.</p>'.encode()
    assert {region.language for region in classify(html.read("a.html", source), MARKS).regions} == {"de"}


words = st.sampled_from(
    [
        "Photo: Jane Doe/AP",
        "SDA",
        "By Jane Doe",
        "3 March",
        "FILE - ",
        "Keystone",
        "copy",
        "Title",
        "KYIV (AP) - ",
        "\n",
        "\n\n",
        "\r\n",
        *" :,()©/.\"'“”«»",
    ]
)


@given(st.lists(words, max_size=40).map("".join))
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
def test_regions_stay_in_order_and_no_word_is_lost(copy):
    document = text.read("a.txt", copy.encode())
    found = classify(document, MARKS)
    done = 0
    block = Span(0, 0)
    covered: set[int] = set()
    for region in found.regions:
        assert region.span.start < region.span.end
        stretch = copy[slice(*region.span)]
        assert stretch == stretch.strip()
        if region.span.start >= done:
            block, done = region.span, region.span.end
            covered |= set(range(*region.span))
        else:
            assert region.kind in {Kind.QUOTE, Kind.CREDIT}
            assert block.holds(region.span)
    assert all(copy[index].isspace() for index in range(len(copy)) if index not in covered)
    assert classify(found, MARKS) == found or any(region.kind is Kind.BODY for region in found.regions)


N = 100_000


@pytest.mark.parametrize(
    "copy",
    [
        '"' * N, "“" * N, "'a " * N, '"a" ' * N, "a" * N, "Photo: " * N, "(" * N, "A\n" * N, "A\n\n" * N,
        "A,\nb\n" * N, "FILE - a\nb\n" * N,
        ": " * N, "1.1.1" * N, "Photo: A/AP\n" * N, "« “ „ " * N, "»" * N, "A" + " " * N + "b", "a. A" * N,
        "Title\n" + "a\n" * N + "b.",
    ],
    ids=lambda copy: ascii(copy[:10]),
)  # fmt: skip
def test_hostile_copy_is_read_in_linear_time(copy):
    """What is linear takes a second or two here; what is quadratic, minutes."""
    document = text.read("a.txt", copy.encode())
    begun = time.process_time()
    classify(document, MARKS)
    assert time.process_time() - begun < 20


_PIECES = (
    *("The talks went on for days in Geneva", " (Reuters) ", "Photo: Jane Doe", ", 3 March", "AFP"),
    *(" - ", "—", ":", "\n", "/", " ", ".", "é"),
)


@settings(max_examples=300, deadline=None)
@given(blocks=st.lists(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=9).map("".join), min_size=1, max_size=6))
def test_a_block_that_is_plainly_copy_is_copy_the_long_way_too(blocks: list[str]) -> None:
    document = text.read("a.txt", "\n\n".join([AFTER, *blocks, AFTER]).encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk._Copy, "_is_plain", lambda self, *line: False)
        long_way = classify(document, MARKS)
    assert classify(document, MARKS).regions == long_way.regions
