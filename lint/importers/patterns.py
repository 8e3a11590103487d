"""Regular expressions of other engines, turned into what onym's rules can say."""

from __future__ import annotations

import re

import re2

from lint.typed import NamedTuple

_WRAP = re.compile(r"(?:\\b)?(?P<inner>.*?)(?:\\b)?", re.DOTALL)
_SPECIAL = re.compile(r"(?<!\\)[\[\](){}|^$*+?.]|\\[A-Za-z0-9]")
_ESCAPED = re.compile(r"\\([^A-Za-z0-9])")
_AHEAD = re.compile(r"(?P<form>.+)\(\?=(?P<word>[^()]+)\)", re.DOTALL)
_BEHIND = re.compile(r"\(\?<=(?P<word>[^()]+)\)(?P<form>.+)", re.DOTALL)
_AROUND = re.compile(r"\(\?<?[=!]")
_BACK = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]")


class Pattern(NamedTuple):
    """What finds a form: literal ``forms``, or an RE2 ``pattern``; and the words asked for beside it."""

    forms: tuple[str, ...] = ()
    pattern: str | None = None
    before: str | None = None
    after: str | None = None

    def record(self) -> dict[str, object]:
        """Return the keys of a rule."""
        keys: dict[str, object] = {"instead-of": list(self.forms)} if self.forms else {"pattern": self.pattern}
        if self.before:
            keys["before"] = [self.before]
        if self.after:
            keys["after"] = [self.after]
        return keys


def translate(source: str, ignore_case: bool = False, whole_words: bool = False) -> Pattern | str:
    """Turn a regular expression into a pattern of onym's, or say in words why that cannot be.

    ``whole_words`` says that the other tool asks for word boundaries by itself.
    """
    before = after = None
    if found := _AHEAD.fullmatch(source):
        source, before = found["form"], found["word"]
    if found := _BEHIND.fullmatch(source):
        source, after = found["form"], found["word"]
    words = [_literal(word.strip()) for word in (before, after) if word]
    if None in words:
        return "it looks at the words beside the match with a pattern, which RE2 cannot"
    before, after = (_literal(word.strip()) if word else None for word in (before, after))
    if _AROUND.search(source):
        return "it looks ahead or behind, which RE2 cannot"
    if _BACK.search(source):
        return "it refers back to what a group has matched, which RE2 cannot"
    inner = _WRAP.fullmatch(source)
    literals = [_literal(part) for part in (inner["inner"] if inner else source).split("|")]
    bounded = whole_words or bool(inner and inner["inner"] != source)
    if bounded and not ignore_case and all(literal and literal.strip() == literal for literal in literals):
        return Pattern(tuple(literal for literal in literals if literal), None, before, after)
    pattern = source.replace(r"\/", "/").replace("(?<", "(?P<")
    pattern = re.sub(r"\\u\{?([0-9A-Fa-f]{4,6})\}?", r"\\x{\1}", pattern)
    if whole_words:
        pattern = rf"\b(?:{pattern})\b"
    pattern = ("(?i)" if ignore_case else "") + pattern
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error:
        return "RE2 cannot read the pattern"
    return Pattern((), pattern, before, after)


def _literal(part: str) -> str | None:
    """Return what a pattern without any operator stands for, else None."""
    return None if not part or _SPECIAL.search(part) else _ESCAPED.sub(r"\1", part)


def replacement(text: str) -> str:
    r"""Turn ``$1`` into ``\1``."""
    return re.sub(r"\$(\d)", r"\\\1", text)
