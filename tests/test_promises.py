"""What a desk is promised of a fix: only the wrong letters change, whole files or none, and the same again and again."""

from __future__ import annotations

import codecs
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint import config, formats
from lint.cli import FORMATS
from lint.engine import MOST_PASSES, Engine, Selection
from lint.finding import Safety
from lint.formats import FormatError

ROOT = Path(config.__file__).parent.parent
KNOWN = "--select=name-variant"
OLD = "President Selenskyj met Anthony Blinken.\n"
NEW = "President Zelensky met Antony Blinken.\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


class Planted(NamedTuple):
    """A piece of a file, and what it may have become after the fix; a filler may only stay as it is."""

    source: str
    fixed: tuple[str, ...] = ()


PLAIN = [
    Planted("President Volodymyr Selenskyj", ("President Volodymyr Zelensky",)),
    Planted("Selenskyj", ("Zelensky",)),
    Planted("Selenskyj's", ("Zelensky's",)),
    Planted("Anthony Blinken", ("Antony Blinken",)),
    Planted("Antony\u00a0Blinken"),
    Planted("Andrij Jermak", ("Andriy Yermak",)),
    Planted("www.selenskyj.example/Selenskyj"),
    Planted("@Selenskyj"),
]
MARKED = {
    "txt": PLAIN,
    "md": [
        *PLAIN,
        Planted("Volodymyr **Selens**kyj", ("Volodymyr **Zelens**ky",)),
        Planted("`Volodymyr Selenskyj`"),
        Planted("[Volodymyr Selenskyj](Selenskyj.html)", ("[Volodymyr Zelensky](Selenskyj.html)",)),
    ],
    "html": [
        *PLAIN,
        Planted("Volodymyr S<b>elens</b>kyj", ("Volodymyr Z<b>elens</b>ky",)),
        Planted("Volodymyr Selens&#107;yj", ("Volodymyr Zelens&#107;y",)),
        Planted("<img alt='' src='Selenskyj.jpg'>"),
        Planted("<!-- Volodymyr Selenskyj -->"),
        Planted("<code>Volodymyr Selenskyj</code>"),
    ],
}
FILLERS = {
    "txt": ["", " ", "\n", "\r\n", "\r", "\n\n", "\t", "\u2028", "\x85", "\ufeff", "🎉", "e\u0301", "ـ", " and ", ", ", '"', "”", "\u202e"],
    "md": [" ", "\n", "\r\n", "\n\n", "\n\n# ", "\n\n> ", "\n- ", " * ", "_", "`", "<b>", "</b>", "&amp;", "\\", "|", " and ", "🎉"],
    "html": [" ", "\n", "\r\n", "<p>", "</p>", "<p lang=en>", "<br>", "&amp;", "&", "<", "<div title='Selenskyj'>", " and ", "🎉"],
}  # fmt: skip


@lru_cache(maxsize=1)
def engine() -> Engine:
    return Engine(config.load(None), Selection(frozenset({"name-variant"})), "en")


def pieces(suffix: str) -> st.SearchStrategy[list[Planted]]:
    fillers = st.lists(st.sampled_from(FILLERS[suffix]) | st.text(max_size=4), max_size=3).map("".join).map(Planted)
    return st.lists(st.tuples(fillers, st.sampled_from(MARKED[suffix]), fillers), max_size=5).map(
        lambda groups: [piece for group in groups for piece in group]
    )


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FILLERS)
@settings(max_examples=2000, deadline=None)
@given(data=st.data())
def test_1_and_3_only_the_names_change_and_a_second_fix_changes_nothing(suffix: str, data: st.DataObject) -> None:
    parts = data.draw(pieces(suffix))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    source = "".join(part.source for part in parts).encode(encoding, "replace")
    try:
        document = engine().read(f"copy.{suffix}", source)
    except FormatError:
        assert "\0" in "".join(part.source for part in parts) or encoding == "utf-8"
        return
    mended, left = engine().mend(document, Safety.SAFE)
    possible = "".join(f"(?:{'|'.join(map(re.escape, (part.source, *part.fixed)))})" for part in parts)
    assert re.fullmatch(possible, mended.decode(encoding).encode("utf-16", "replace").decode("utf-16") if False else mended.decode(encoding))
    again, still = engine().mend(engine().read(document.path, mended), Safety.SAFE)
    assert again == mended
    assert still == left
