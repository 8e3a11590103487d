"""Comments in the copy that switch checks off and on again."""

from __future__ import annotations

from functools import lru_cache

import pytest

from lint import config
from lint.engine import Engine, Selection

A, B, C = "Volodymyr Selenskyj left.", "Volodymyr Selenski came.", "Anthony Blinken met Volodymyr Selensky."


@lru_cache(maxsize=1)
def engine() -> Engine:
    return Engine(config.load(None), Selection(frozenset({"name-variant"})), "en")


@pytest.mark.parametrize(
    ("comments", "found"),
    [
        (("", "", ""), ["Selenskyj", "Selenski", "Anthony", "Selensky"]),
        (("<!-- onym-disable -->", "", ""), []),
        (("<!-- onym-disable name-variant -->", "", ""), []),
        (("<!-- onym-disable letter-case, name-variant: as the agency has it -->", "", ""), []),
        (("<!-- onym-disable letter-case -->", "", ""), ["Selenskyj", "Selenski", "Anthony", "Selensky"]),
        (("<!-- onym-disable -->", "<!-- onym-enable -->", ""), ["Selenski", "Anthony", "Selensky"]),
        (("<!-- onym-disable name-variant -->", "<!-- onym-enable -->", ""), ["Selenski", "Anthony", "Selensky"]),
        (("<!-- onym-disable -->", "<!-- onym-enable letter-case -->", ""), []),
        (("", "<!-- onym-disable-next -->", ""), ["Selenskyj", "Anthony", "Selensky"]),
        (("", "<!-- onym-disable-next letter-case -->", ""), ["Selenskyj", "Selenski", "Anthony", "Selensky"]),
        (("", "", "<!-- onym-disable-next name-variant: print edition -->"), ["Selenskyj", "Selenski"]),
        (("<!-- see onym-disable -->", "", ""), ["Selenskyj", "Selenski", "Anthony", "Selensky"]),
        (("<!-- onym-disabled -->", "", ""), ["Selenskyj", "Selenski", "Anthony", "Selensky"]),
        (("<!--onym-disable-->", "<!--\nonym-enable\n-->", ""), ["Selenski", "Anthony", "Selensky"]),
    ],
)
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_what_is_switched_off_is_not_reported(suffix: str, comments: tuple[str, ...], found: list[str]) -> None:
    blocks = [A, B, C] if suffix == "md" else [f"<p>{text}</p>" for text in (A, B, C)]
    source = "".join(f"{comment}\n\n{block}\n\n" for comment, block in zip(comments, blocks, strict=True))
    document = engine().read(f"copy.{suffix}", source.encode())
    assert [document.text[slice(*finding.span)] for finding in engine().lint(document)] == found


def test_plain_text_has_no_comments() -> None:
    document = engine().read("copy.txt", f"<!-- onym-disable -->\n\n{A}\n".encode())
    assert len(engine().lint(document)) == 1
