"""Compiles the shipped rules for a wheel, so that no run of it has to."""

from __future__ import annotations

import os
from collections.abc import Callable

from lint import cache, config
from lint.packs import Packs, languages, shipped

_SECTIONS = (
    *("catalogues", "confusables", "desk", "detection", "equivalents", "evidence", "given", "languages"),
    *("orthographies", "persons", "syllables"),
)


def compile_into(folder: str) -> None:
    """Write every section of the shipped rules, and every style, into a folder that is there.

    Raises ConfigError for rules that are broken.
    """
    rules = _Brought(folder)
    for language in languages("systems"):
        rules.system(language)
    for language in languages("inflection"):
        rules.inflection(language)
    for language in languages("words"):
        rules.words(language)
    rules.respelling("de")
    for section in _SECTIONS:
        getattr(rules, section)
    if rules.broken:
        raise config.ConfigError(rules.broken)
    for path in shipped("styles"):
        cache.bring(folder, f"style-{os.path.basename(path)}", [path], config.decoded(path, "STYLE"))


class _Brought(Packs):
    """The shipped rules, each section of which is written into a folder when it is compiled."""

    def __init__(self, folder: str) -> None:
        super().__init__(use_cache=False)
        self._folder = folder

    def _kept(self, name: str, depends: list[str], about: str, compiled: Callable[[], cache.Stored]) -> cache.Stored:
        stored = compiled()
        cache.bring(self._folder, name, depends, *stored)
        return stored
