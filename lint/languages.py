"""What messages say of codes: which language was meant by one that is of none, and what a script is called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Countries (ISO 3166) whose code is that of no language (ISO 639-1), codes of languages that have been withdrawn, and
# one of two languages at once: Norwegian.
_MEANT = (
    "at:de au:en by:be cn:zh cz:cs dk:da eg:ar gb:en ge:ka gr:el hk:zh il:he in:hi iq:ar ir:fa iw:he jp:ja kr:ko kz:kk"
    " md:ro me:sr mx:es no:nb rs:sr ua:uk us:en vn:vi"
)
MEANT: Mapping[str, str] = MappingProxyType(dict(pair.split(":") for pair in _MEANT.split()))

# What editors call the scripts (ISO 15924) that are told apart.
_SCRIPTS = (
    "Latn:Latin Cyrl:Cyrillic Grek:Greek Arab:Arabic Hebr:Hebrew Hang:Korean Hani:Chinese Jpan:Japanese Armn:Armenian"
    " Geor:Georgian Deva:Devanagari"
)
SCRIPTS: Mapping[str, str] = MappingProxyType(dict(pair.split(":") for pair in _SCRIPTS.split()))

# Scripts in which no name begins with a capital; Georgian has capitals for whole words only (Unicode 15, 7.7).
CASELESS = frozenset({"Arab", "Deva", "Geor", "Hang", "Hani", "Hebr", "Jpan"})


def primary(tag: str) -> str:
    """Return the code of the language that a tag of a file names (``en-GB``, ``de_AT``, ``no``)."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    return "nb" if code == "no" else code


def meant(code: str) -> str | None:
    """Return the code that was meant where a code is that of no language, or is not written as one; None if it is."""
    head, mark, rest = code.replace("_", "-").partition("-")
    found = MEANT.get(head.lower(), head.lower()) + mark + rest
    return found if found != code else None
