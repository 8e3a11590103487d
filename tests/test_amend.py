"""Files changed by a program: a line more, comments kept, and nothing else moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.amend import AmendError, add, append, flow, put
from lint.compiler.rulefile import Scalar, read


@pytest.mark.parametrize(
    ("text", "path", "value", "wanted"),
    [
        ("", "allow", "Jermak", "allow: [Jermak]\n"),
        ("# a house\n", "allow", "Jermak", "# a house\nallow: [Jermak]\n"),
        ("language: en", "allow", "Jermak", "language: en\nallow: [Jermak]"),
        ("language: en  # ours\n", "allow", "Jermak", "language: en  # ours\nallow: [Jermak]\n"),
        ("allow: [Kiev]  # old\nlanguage: en\n", "allow", "Jermak", "allow: [Kiev, Jermak]  # old\nlanguage: en\n"),
        ("allow: []\n", "allow", "Jermak", "allow: [Jermak]\n"),
        ("allow:\n", "allow", "Jermak", "allow: [Jermak]\n"),
        ("allow: Kiev\n", "allow", "Jermak", "allow: [Kiev, Jermak]\n"),
        ("allow: [Kiev, ]\n", "allow", "Jermak", "allow: [Kiev, Jermak, ]\n"),
        ("allow:\n  - Kiev  # old\n\n# next\nx: y\n", "allow", "J", "allow:\n  - Kiev  # old\n  - J\n\n# next\nx: y\n"),
        ("allow:\n- Kiev\n- Lvov", "allow", "J", "allow:\n- Kiev\n- Lvov\n- J"),
        ("allow:\r\n- Kiev\r\n", "allow", "J", "allow:\r\n- Kiev\r\n- J\r\n"),
        ("allow: [Kiev]\n", "allow", "Kiev", "allow: [Kiev]\n"),
        ("a: b\n", "accept.kyiv.en", "Kiev", "a: b\naccept: {kyiv: {en: [Kiev]}}\n"),
        ("accept: {kyiv: {de: [Kiew]}}\n", "accept.kyiv.en", "Kiev", "accept: {kyiv: {de: [Kiew], en: [Kiev]}}\n"),
        ("x:\n  kyiv:\n    de: Kiew\nb: c\n", "x.kyiv.en", "K", "x:\n  kyiv:\n    de: Kiew\n    en: [K]\nb: c\n"),
        ("x:\n  lviv: {de: Lemberg}\n", "x.kyiv.en", "K", "x:\n  lviv: {de: Lemberg}\n  kyiv: {en: [K]}\n"),
        ("note: |\n  two\n  lines\n", "allow", "J", "note: |\n  two\n  lines\nallow: [J]\n"),
        ("allow:\n  - 'it''s'\n", "allow", "Kim Jong-un", "allow:\n  - 'it''s'\n  - Kim Jong-un\n"),
        ("allow: []\n", "allow", "no: it's \"x\"", 'allow: ["no: it\'s \\"x\\""]\n'),
    ],
)  # fmt: skip
def test_add(text: str, path: str, value: str, wanted: str) -> None:
    assert add(text, path.split("."), value) == wanted


@pytest.mark.parametrize(
    ("text", "path", "value", "wanted"),
    [
        ("", "prefer.kyiv.en", "Kiev", "prefer: {kyiv: {en: Kiev}}\n"),
        ("prefer:\n  kyiv: {en: Kyiv}  # 2022\n", "prefer.kyiv.en", "Kiev", "prefer:\n  kyiv: {en: Kiev}  # 2022\n"),
        ("a: 'x'  # why\n", "a", "y z", "a: y z  # why\n"),
        ("checks:\n  name-variant:\n", "checks.name-variant.level", "info", "checks:\n  name-variant: {level: info}\n"),
    ],
)
def test_put(text: str, path: str, value: str, wanted: str) -> None:
    assert put(text, path.split("."), value) == wanted


RULE = {"native": {"uk": "Василь Стус"}, "prefer": {"en": "Vasyl Stus"}}
LINE = "{native: {uk: Василь Стус}, prefer: {en: Vasyl Stus}}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", f"- {LINE}\n"),
        ("# ours\n", f"# ours\n- {LINE}\n"),
        ("- native: {uk: Ґ}\n  kind: person # x\n", f"- native: {{uk: Ґ}}\n  kind: person # x\n- {LINE}\n"),
        ("names:\n  - native: {uk: Ґ}\nterms: []\n", f"names:\n  - native: {{uk: Ґ}}\n  - {LINE}\nterms: []\n"),
        ("terms: []\n", f"terms: []\nnames: [{LINE}]\n"),
        ("[]", f"[{LINE}]"),
    ],
)
def test_append(text: str, wanted: str) -> None:
    assert append(text, RULE) == wanted


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: add("allow: [", ["allow"], "x"), "the file is broken"),
        (lambda: add("\ufeffallow: []", ["allow"], "x"), "byte order mark"),
        (lambda: add("allow: {a: b}", ["allow"], "x"), "is no list"),
        (lambda: add("allow: x", ["allow", "kyiv"], "x"), "is no mapping"),
        (lambda: put("a: [b]", ["a"], "x"), "more than one value"),
        (lambda: append("word", RULE), "no list of rules"),
        (lambda: put("a: {b: c}", ["a"], "x"), "more than one value"),
    ],
)
def test_what_cannot_be_done_is_said(change, said: str) -> None:
    with pytest.raises(AmendError, match=said):
        change()


WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)


@given(WORD | st.text(st.sampled_from(" :#'\"[]{},-?&*!|>%@`~\\\t\nnoyes01.²"), min_size=1, max_size=8))
def test_any_text_comes_back(word: str) -> None:
    node, problems = read(f"key: {flow(word)}\n", "")
    assert not problems
    assert node is not None
    value = node.entries[0][1]  # type: ignore[union-attr]
    assert isinstance(value, Scalar)
    assert value.value == word


@given(st.lists(WORD, max_size=4), st.booleans(), st.sampled_from(["\n", "\r\n"]), WORD)
def test_every_other_line_stays(words: list[str], in_brackets: bool, newline: str, word: str) -> None:
    listed = (
        f" [{', '.join(map(flow, words))}]" if in_brackets else "".join(f"{newline}  - {flow(w)} # c" for w in words)
    )
    text = f"# head{newline}allow:{listed}{newline}# foot{newline}language: en{newline}"
    new = add(text, ["allow"], word)
    assert new.startswith(f"# head{newline}allow:")
    assert new.endswith(f"{newline}# foot{newline}language: en{newline}")
    assert new.count("# c") == text.count("# c") + (word if word not in words else "").count("# c")
