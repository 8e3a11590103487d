"""Regular expressions that wait: they are those of the standard library, made when they are used."""

from __future__ import annotations

import re
from typing import Any

import pytest

from lint.lazy import pattern


def test_a_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def counted(source: str, flags: int = 0) -> Any:
        compiled.append(source)
        return real(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    word = pattern("k[a-z]+", re.IGNORECASE)
    assert compiled == []
    assert [found.group() for found in word.finditer("Kyiv, kin, to")] == ["Kyiv", "kin"]
    assert [found.group() for found in word.finditer("Kyiv")] == ["Kyiv"]
    assert compiled == ["k[a-z]+"]
    assert word.fullmatch("Kyiv")
    assert word.pattern == "k[a-z]+"


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("a")
