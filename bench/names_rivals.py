"""What else writes names in Latin letters or says how alike two names are, each as one function.

A tool that is not installed is left out, and `missing` says so: `pip install --group bench`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein
from unidecode import unidecode

from lint.names.acceptance import fold, prepare

Speller = Callable[[str, str], Iterable[str]]
"""All the spellings that a tool gives for a native form of a language."""
Scorer = Callable[[str, str], float]

_ISO639_3 = """
uk ukr ru rus be bel bg bul sr srp mk mkd kk kaz ky kir mn mon el ell ka kat hy hye ar ara fa fas ur urd he heb hi hin
ko kor ja jpn zh zho
"""
_CODES = _ISO639_3.split()
_UROMAN = dict(zip(_CODES[::2], _CODES[1::2], strict=True))

missing: list[str] = []


def _icu(module: Any) -> Speller:
    any_latin = module.Transliterator.createInstance("Any-Latin; Latin-ASCII")
    return lambda native, language: (any_latin.transliterate(native),)


def _iuliia(module: Any) -> Speller:
    schemas = [value for name in dir(module) if name.isupper() and hasattr(value := getattr(module, name), "translate")]
    return lambda native, language: {module.translate(native, schema) for schema in schemas}


def _uroman(module: Any) -> Speller:
    engine = module.Uroman()
    return lambda native, language: (engine.romanize_string(native, lcode=_UROMAN.get(language)),)


@lru_cache(maxsize=1)
def spellers() -> dict[str, Speller]:
    """Return the tools that are installed, by name."""
    makers: dict[str, tuple[str, Callable[[Any], Speller]]] = {
        "unidecode": ("unidecode", lambda module: lambda native, language: (module.unidecode(native),)),
        "anyascii": ("anyascii", lambda module: lambda native, language: (module.anyascii(native),)),
        "icu": ("icu", _icu),
        "uroman": ("uroman", _uroman),
        "iuliia": ("iuliia", _iuliia),
    }
    found: dict[str, Speller] = {}
    for name, (module, make) in makers.items():
        if importlib.util.find_spec(module) is None:
            missing.append(name)
        else:
            found[name] = make(importlib.import_module(module))
    return found


@cache
def spelt(native: str, language: str) -> dict[str, frozenset[str]]:
    """Return the spellings of each tool, in lower case and without marks."""
    return {name: frozenset(map(bare, speller(native, language))) for name, speller in spellers().items()}


@cache
def marked(native: str, language: str) -> dict[str, frozenset[str]]:
    """Return the spellings of each tool as they are."""
    return {name: frozenset(map(prepare, speller(native, language))) for name, speller in spellers().items()}


def bare(form: str) -> str:
    """Return a form in lower case without marks."""
    return fold(prepare(form))


def likeness(one: str, two: str) -> float:
    """Return the Levenshtein similarity of two forms, 0 to 1."""
    return Levenshtein.normalized_similarity(one, two)


SCORERS: dict[str, Scorer] = {
    "rapidfuzz ratio": lambda one, two: fuzz.ratio(one.lower(), two.lower()) / 100,
    "Jaro-Winkler": lambda one, two: JaroWinkler.similarity(one.lower(), two.lower()),
    "unidecode + Levenshtein": lambda one, two: likeness(bare(unidecode(one)), bare(unidecode(two))),
}


def told_missing() -> str:
    """Say which tools are not installed; empty if none."""
    spellers()
    return f"not installed, so left out: {', '.join(missing)} (pip install --group bench)" if missing else ""
