"""A first configuration for a project: what `onym init` writes."""

from __future__ import annotations

import os

_CONFIG = """\
# onym: names in news copy. Every key is explained by `onym rules schema config`.
extends: default        # or wire-en, or a style file of your own
# language: en          # the language of the copy, where the file does not say
rules: [names.yaml]     # your own names and terms
# checks: {repeated-text: off}
# allow: [Jermak]       # spellings that are never reported
# exclude: [archive/]
"""
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


def start(folder: str) -> list[str]:
    """Write onym.yaml and names.yaml; raises FileExistsError, having written nothing, if one of them is there."""
    files = {"onym.yaml": _CONFIG, "names.yaml": _RULES}
    paths = {os.path.join(folder, name): text for name, text in files.items()}
    for path in paths:
        if os.path.lexists(path):
            raise FileExistsError(17, "file exists", path)
    for path, text in paths.items():
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
    return list(paths)
