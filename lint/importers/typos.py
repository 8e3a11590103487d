"""typos: a TOML configuration with words and identifiers."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from lint.importers import Found, ImportingError, Refused, in_every_case, replaced
from lint.typed import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read(text: str, path: str) -> Iterator[Found]:
    """Yield the corrections of every section; a word that is mapped to itself is only left alone by typos."""
    try:
        root = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ImportingError(f"this is not valid TOML: {error}") from error
    sections = [root.get("default", {}), *root.get("type", {}).values()]
    for section in sections:
        if isinstance(section, dict):
            yield from _words(section.get("extend-words"), True)
            yield from _words(section.get("extend-identifiers"), False)


def _words(said: Any, any_case: bool) -> Iterator[Found]:
    for wrong, right in said.items() if isinstance(said, dict) else ():
        if not isinstance(right, str) or not right:
            yield Refused(wrong, None, "it says that the word is wrong, but not what to write")
        elif wrong == right:
            yield Refused(wrong, None, "it is right as it is: put it under allow in onym.yaml if onym reports it")
        elif any_case:
            yield from in_every_case(wrong, right)
        else:
            yield replaced(wrong, right)
