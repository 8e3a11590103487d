from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from lint import formats
from lint.document import Span
from lint.finding import Finding
from lint.reporters.chart import bars
from lint.reporters.html import WHOLE
from lint.result import Result


def page(report, *results: Result):
    output = report("html", list(results))
    return output, lxml_html.document_fromstring(output.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def found(text: str, *spans: tuple[int, int], path: str = "a.txt", message: str = "say NATO") -> Result:
    document = formats.named("a.txt").read("a.txt", text.encode())
    return Result(path, document, tuple(Finding("letter-case", Span(*span), message) for span in spans))


def test_each_place_is_marked_in_the_copy(report) -> None:
    _, tree = page(report, found("Die Nato und\ndie Nato.\n\nDie Nato.", (4, 8), (17, 21), (28, 32)))
    assert [mark.text_content() for mark in tree.xpath("//mark")] == ["Nato"] * 3
    assert [each.text_content() for each in tree.xpath("//div[@class='copy']/p")] == [
        "Die Nato und\ndie Nato.",
        "Die Nato.",
    ]
    for link in tree.xpath("//a/@href"):
        assert tree.xpath(f"//*[@id='{link[1:]}']")


def test_places_that_cross_are_both_listed_and_one_is_marked(report) -> None:
    _, tree = page(report, found("Die Nato Nord", (4, 8), (0, 13), (6, 10)))
    assert [mark.text_content() for mark in tree.xpath("//mark")] == ["Die Nato Nord"]
    assert len(tree.xpath("//ol/li")) == 3


HOSTILE = "<script>alert(1)</script> \u202eNato </p></div><img src=x onerror=alert(1)> ' \" &amp;"


def test_copy_and_names_are_text(report) -> None:
    output, tree = page(report, found(HOSTILE, (0, 30), path=HOSTILE, message=HOSTILE))
    assert not tree.xpath("//script | //img | //@onerror")
    assert "\u202e" not in output
    assert len(tree.xpath("//article")) == 1


def test_the_page_needs_nothing_beside_itself(report, results) -> None:
    output, tree = page(report, *results)
    assert not tree.xpath("//@src | //link | //script | //iframe")
    assert not re.search(r"url\(|@import|https?:", output)
    assert all(link.startswith("#") for link in tree.xpath("//@href"))


def test_of_a_long_article_only_the_blocks_with_findings_are_shown(report) -> None:
    text = "Kein Name.\n\n" * (WHOLE // 10) + "Die Nato."
    _, tree = page(report, found(text, (len(text) - 5, len(text) - 1)))
    assert [each.text_content() for each in tree.xpath("//div[@class='copy']/p")] == ["Die Nato."]


def test_all_clear(report) -> None:
    output, _ = page(report, found("Nichts."))
    assert "Nothing found." in output


@pytest.mark.parametrize(
    ("values", "widths"), [([("a", 10), ("b", 5)], ["260", "130"]), ([("a", 1)], ["260"]), ([], [])]
)
def test_bars_are_as_long_as_their_values(values: list[tuple[str, int]], widths: list[str]) -> None:
    assert re.findall(r'rect x="\d+" y="\d+" width="(\d+)"', bars("t", values)) == widths
