"""News in JSON: copy by the keys of its three generations, HTML bodies, associated items, languages."""

import json

import pytest

from lint.formats import json_lines, json_values

ITEM = {"uri": "urn:x", "versioncreated": "2024-01-01T00:00:00Z", "type": "text", "language": "en"}


def blocks(item: dict, module=json_values) -> list[tuple[str, str]]:
    document = module.read("a.json", json.dumps(item).encode())
    return [(region.kind.value, document.text[slice(*region.span)]) for region in document.regions]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"headline": "Kiew", "slugline": "Kiew Nord", "byline": "Jane Doe", "located": "Kyiv"},
         [("headline", "Kiew"), ("byline", "Jane Doe"), ("dateline", "Kyiv")]),
        ({"headline": "a", "body_text": "One & <b>\n\nTwo", "copyrightnotice": "All rights"},
         [("headline", "a"), ("body", "One & <b>"), ("body", "Two")]),
        ({"body_text": "The same. And more.", "body_xhtml": "<p>The same.</p><p>And more.</p>"},
         [("body", "The same. And more."), ("cell", "The same."), ("cell", "And more.")]),
        ({"headlines": [{"role": "main", "value": "Kiew"}, {"value": "Kyiv"}]},
         [("headline", "Kiew"), ("headline", "Kyiv")]),
        ({"bodies": [{"contentType": "text/html", "value": "<p>A &amp; B</p><figcaption>C</figcaption>"},
                     {"contentType": "text/plain", "value": "A &amp; B"},
                     {"contentType": "text/vnd.IPTC.NITF", "value": "<nitf>Kiew</nitf>"}]},
         [("body", "A & B"), ("caption", "C"), ("cell", "A &amp; B")]),
        ({"bodies": [{"role": "html5", "value": "A &amp; B"}]}, [("body", "A & B")]),
        ({"type": "picture", "headlines": [],
          "descriptions": [{"value": "Kyiv on a Monday"}, {"role": "creditline", "value": "AP"}]},
         [("caption", "Kyiv on a Monday"), ("credit", "AP")]),
        ({"headlines": [], "descriptions": [{"value": "The lead."}]}, [("cell", "The lead.")]),
        ({"headline": "a", "people": [{"name": "Andrij Jermak", "literal": "b", "contactInfo": [{"name": "c"}]}],
          "subjects": [{"name": "Sport und Spiel"}]},
         [("headline", "a"), ("cell", "Andrij Jermak")]),
        ({"associations": {"main": {"type": "picture", "description_text": "Kyiv on a Monday"}}},
         [("caption", "Kyiv on a Monday")]),
        ({"associations": [{"type": "picture", "by": "Jane", "descriptions": [{"value": "Kyiv."}]}, 1]},
         [("byline", "Jane"), ("caption", "Kyiv.")]),
        ({"headline": ["no string"], "bodies": {"value": "no list"}, "descriptions": [1, {"value": 2}]}, []),
    ],
)  # fmt: skip
def test_copy(members, expected):
    assert blocks({**ITEM, **members}) == expected


def test_a_caption_told_in_the_body_is_no_repetition():
    html = "<figure><figcaption>Kyiv on a Monday.</figcaption></figure><p>One.</p>"
    item = {"bodies": [{"contentType": "text/html", "value": html}],
            "associations": [{"type": "picture", "descriptions": [{"value": "Kyiv on a Monday."}]}]}  # fmt: skip
    assert [kind for kind, _ in blocks({**ITEM, **item})] == ["caption", "body", "cell"]


@pytest.mark.parametrize(
    "item",
    [
        {"standard": {"name": "ninjs", "version": "3.0"}, "headlines": [{"value": "Kiew"}]},
        {"$schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.0.json", "headlines": [{"value": "Kiew"}]},
        {"uri": "urn:x", "pubStatus": "usable", "headlines": [{"value": "Kiew"}]},
    ],
)
def test_an_item_is_recognised(item):
    assert blocks(item) == [("headline", "Kiew")]
    assert blocks([item, {"feed": item}]) == [("headline", "Kiew")] * 2
    assert blocks(item, json_lines) == [("headline", "Kiew")]


@pytest.mark.parametrize(
    "item", [{"uri": "urn:x", "headlines": [{"value": "Kiew"}]}, {"headlines": [{"value": "Kiew"}]}]
)
def test_other_json_is_no_item(item):
    assert blocks(item) == []


def test_each_item_has_its_language():
    item = {**ITEM, "language": "de", "headline": "Eins", "associations": {"a": {"language": "en", "headline": "One"}}}
    document = json_values.read("a.json", json.dumps(item).encode())
    assert (document.language, [region.language for region in document.regions]) == ("de", ["de", "en"])
