"""What the interface says, in the editor's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from lint.compiler.rulefile import Mapping as Entries
from lint.compiler.rulefile import Scalar, read

LANGUAGES = ("en", "de", "fr", "uk")
_NUMBERED = re.compile(r"\{(\w+):([^|{}]*)\|([^|{}]*)\}")


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Mapping[str, str]:
    """Return every text of a language by its key."""
    path = files("lint.review").joinpath("words", f"{language}.yaml")
    node, problems = read(path.read_text(encoding="utf-8"), str(path))
    if problems or not isinstance(node, Entries):
        raise ValueError(f"the words of {language} are broken: {problems}")
    return {str(key.value): value.value or "" for key, value in node.entries if isinstance(value, Scalar)}


def say(language: str, key: str, /, **values: object) -> str:
    """Return a text with its values filled in; raises KeyError for a key that no language has.

    ``{n:file|files}`` in a text is the first where n is one.
    """
    text = _NUMBERED.sub(lambda each: each[2 if values[each[1]] == 1 else 3], catalogue(language)[key])
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", f"{value:,}" if isinstance(value, int) else str(value))
    return text


def chosen(accepted: str) -> str:
    """Return the first language of an ``Accept-Language`` header that the interface has, else English."""
    for part in accepted.split(","):
        language = part.split(";")[0].strip().split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return "en"
