"""How spellings are shown in the review: the strange letter is marked, and what looks the same is counted as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lint.review import views
from lint.review.app import Review
from lint.review.spelling import merged, plain, spelt, visible


def test_hidden_characters_are_shown_and_line_breaks_and_tabs_stay() -> None:
    assert visible("a\tb\r\nc\u200d") == "a\tb\nc\\u200d"


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [
        ("Cибіга", '<b class="strange" title="LATIN CAPITAL LETTER C">C</b>ибіга'),
        ("Zelens\u043ay", 'Zelens<b class="strange" title="CYRILLIC SMALL LETTER KA">\u043a</b>y'),
        ("Сибіга Andrii", "Сибіга Andrii"),  # each word has letters of one script
        ("Zelensky’s", "Zelensky’s"),
        ("東京タワー", "東京タワー"),
        ("A<b>&\u200b", "A&lt;b&gt;&amp;\\u200b"),
        ("", ""),
    ],
)
def test_the_letter_of_another_script_is_marked(spelling: str, shown: str) -> None:
    assert str(spelt(spelling)) == shown


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergej Lawrow", "Sergej\u00a0Lawrow", True),
        ("Sergej Lawrow", "Sergej\r\n  Lawrow", True),
        ("Сибіга", "Cибіга", False),
        ("Selenskyj", "Selen\u00adskyj", False),
    ],
)
def test_spellings_that_look_the_same_are_counted_as_one(one: str, other: str, same: bool) -> None:
    assert (plain(one) == plain(other)) is same
    found = merged([{"spelling": one, "places": 3}, {"spelling": other, "places": 2}])
    assert [form["places"] for form in found] == ([5] if same else [3, 2])


def test_a_list_shows_one_spelling_once(
    tmp_path: Path, reviewed: Callable[..., Review], client: Callable[[Review], TestClient]
) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(
        "The minister Sergej Lawrow came to the talks on Monday. The minister Sergej\u00a0Lawrow left the talks.\n"
        "Then the minister Sergej\nLawrow said that the talks were over.\n",
        "utf-8",
    )
    review = reviewed(path)
    (row,) = views.names(review.store, views.Filter())["rows"]
    assert [(form["spelling"], form["places"]) for form in row["forms"]] == [("Sergej Lawrow", 3)]
    page = client(review).get(f"/names/{row['id']}").text
    assert page.count('class="formhead"') == 1
