"""A first configuration for a project: what `onym init` proposes after a look at the folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from lint.amend import flow
from lint.commands.survey import Survey, Unlisted, survey

MOST_NAMES = 40
"""Names that a first rule file proposes."""

_MOSTLY = 0.9
"""The share of the files that are in one language when it is taken for the folder's."""

_RULES = """\
# Your own names and terms. A name is said once, in its own script; every spelling is derived from it.
# `onym rules test names.yaml` runs the examples.
- native: {uk: Василь Стус}
  examples:
    - {en: "a poem by Wassyl Stus", fixed: "a poem by Vasyl Stus"}
- write: e-mail
  instead-of: [E-Mail, eMail]
  examples:
    - {en: "by eMail", fixed: "by e-mail"}
"""
_PROPOSED = """
# Names that the copy here spells several ways and that no rule knows. To keep one, take the # away, and if the name has
# another script of its own, say it in that: then every spelling is derived.
"""


def start(folder: str, progress: Callable[[int, int], None] | None = None) -> tuple[list[str], Survey]:
    """Write onym.yaml and names.yaml; raises FileExistsError, having written nothing, if one of them is there."""
    paths = {name: os.path.join(folder, name) for name in ("onym.yaml", "names.yaml")}
    for path in paths.values():
        if os.path.lexists(path):
            raise FileExistsError(17, "file exists", path)
    seen = survey(folder, progress)
    texts = {"onym.yaml": "\n".join(_config(seen)) + "\n", "names.yaml": _RULES + "".join(_proposed(seen))}
    for name, path in paths.items():
        with open(path, "x", encoding="utf-8") as file:
            file.write(texts[name])
    return list(paths.values()), seen


def _config(seen: Survey) -> Iterator[str]:
    yield "# onym: names in news copy. Every key is explained by `onym rules schema config`."
    if seen.read:
        suffixes = ", ".join(f"{count:,} {suffix}" for suffix, count in seen.suffixes.most_common(6))
        languages = ", ".join(f"{count:,} {language}" for language, count in seen.languages.most_common(6))
        yield f"# Here: {seen.files:,} files ({suffixes}); {seen.read:,} of them read, by language {languages}."
    yield "extends: default        # or wire-en, or a style file of your own"
    language, count = (seen.languages.most_common(1) or [("unknown", 0)])[0]
    if language != "unknown" and count >= _MOSTLY * seen.read:
        yield f"language: {language}            # the language of the copy, where the file does not say"
    else:
        yield "# language: en          # the language of the copy, where the file does not say"
    yield "rules: [names.yaml]     # your own names and terms"
    yield "# checks: {repeated-text: off}"
    yield "# allow: [Jermak]       # spellings that are never reported"
    yield "# exclude: [archive/]"


def _proposed(seen: Survey) -> Iterator[str]:
    if seen.unlisted:
        yield _PROPOSED
    for each in seen.unlisted[:MOST_NAMES]:
        yield from _rule(each)


def _rule(each: Unlisted) -> Iterator[str]:
    counts = ", ".join(f"{form} {count}" for form, count in each.spellings.most_common())
    files = "1 file" if each.files == 1 else f"{each.files} files"
    yield f"# {counts} ({files})\n"
    yield f"#- native: {flow({each.language or 'en': each.name})}\n"
