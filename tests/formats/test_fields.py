"""Fields: what a name announces, and what looks like copy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.document import Kind
from lint.formats import fields


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("headline", Kind.HEADLINE),
        ("Body Text", Kind.BODY),
        ("bodyText", Kind.BODY),
        ("body_text", Kind.BODY),
        ("Photo-Credit", Kind.CREDIT),
        ("alt", Kind.ALT),
        ("subject", None),
        ("", None),
    ],
)
def test_kinds(name, kind):
    assert fields.kind_of(name) == kind


@pytest.mark.parametrize("name", ["id", "ID", "userId", "user_id", "pageURL", "page-url", "created_at", "lang", "slug"])
def test_labels(name):
    assert fields.is_label(name)


@pytest.mark.parametrize("name", ["headline", "valid", "avid", "grid", "Curl", "hat", "data", "monkey", "kiid", ""])
def test_other_names(name):
    assert not fields.is_label(name)


@pytest.mark.parametrize(
    "text", ["Two words", "He said: “no”.", "1. One two", "Kiew 2024 am Meer", "乌克兰", "שלום", "שני מים"]
)
def test_prose(text):
    assert fields.is_prose(text)


@pytest.mark.parametrize(
    "text", ["", "Kiew", "12 34", "a b c", "2024-01-01", "https://a.b/c-d", "x@y.z", "#fff", "k1 k2"]
)
def test_no_prose(text):
    assert not fields.is_prose(text)


@given(st.text(st.sampled_from("aZ0 <>/\\.-_é乌\n")))
@settings(max_examples=300 * settings.default.max_examples // 100, deadline=None)
def test_a_token_is_never_prose(text):
    assert not (fields.is_token(f" {text} ", 1, 1 + len(text)) and fields.is_prose(text))
    assert not fields.is_copy(text, None, names=True) or fields.is_prose(text) or fields.has_name(text)


@pytest.mark.parametrize("text", ["", "Kiew", "12", "https://a.b/c-d", "x@y.z"])
def test_tokens(text):
    assert fields.is_token(text, 0, len(text))


@pytest.mark.parametrize("text", ["a b", "<b>", "乌克兰", "a\\nb"])
def test_what_may_be_prose_is_no_token(text):
    assert not fields.is_token(text, 0, len(text))


@pytest.mark.parametrize(
    "text", ["Kiew", " O'Neill ", "Jean-Luc", "Łódź", "KIEW", "Київ", "W. Kiew", "“Kiew”!", "3 x Kiew"]
)
def test_names(text):
    assert fields.has_name(text)


@pytest.mark.parametrize(
    "text", ["kiew", "K1", "Kiew_2", "A", "", "#Kiew", "@Kiew", "a/Kiew", "Kiew/", "k=Kiew", "乌克兰"]
)
def test_no_names(text):
    assert not fields.has_name(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("de", "de"), ("pt_BR", "pt-BR"), (" zh-Hant ", "zh-Hant"), ("German language", None), ("", None)],
)
def test_languages(value, expected):
    assert fields.language(value) == expected
