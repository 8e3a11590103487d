"""Language tags are looked up by dropping subtags from the right."""

from __future__ import annotations

import pytest

from lint.names.tag import lookup


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("ar", "ar"),
        ("ar-SY", "ar"),
        ("ar-Arab-SY", "ar"),
        ("ko-KP", "ko-KP"),
        ("ko-KR", "ko"),
        ("xx", None),
        ("", None),
    ],
)
def test_lookup(tag: str, found: str | None) -> None:
    assert lookup(tag, {"ar", "ko", "ko-KP"}) == found
