"""TBX: the preferred and the deprecated terms of an entry, language by language."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from lint.amend import Value
from lint.importers import Found, ImportingError, Refused, replaced

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WRONG = ("deprecated", "superseded", "obsolete", "notrecommended")


def read(text: str, path: str) -> Iterator[Found]:
    """Yield a correction for each deprecated term; entries without one say nothing that could be checked."""
    if "<!ENTITY" in text:
        raise ImportingError("the file declares entities, which are not read: remove them")
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        raise ImportingError(f"this is not well-formed XML: {error}") from error
    for entry in root.iter():
        if _local(entry) in ("langSet", "langSec"):
            yield from _language(entry)


def _language(entry: ElementTree.Element) -> Iterator[Found]:
    language = (entry.get(_LANG) or "").split("-")[0]
    preferred, wrong = None, []
    for group in entry:
        if _local(group) not in ("tig", "ntig", "termSec"):
            continue
        term = next((each.text or "" for each in group.iter() if _local(each) == "term"), "").strip()
        status = " ".join(
            (each.text or "").lower() for each in group.iter() if each.get("type") == "administrativeStatus"
        )
        if any(word in status for word in _WRONG):
            wrong.append(term)
        elif preferred is None or "preferred" in status:
            preferred = term
    for term in wrong:
        if preferred is None:
            yield Refused(term, None, "no other term of its entry and language is right")
        elif term and preferred:
            said: dict[str, Value] = {"languages": [language]} if language else {}
            yield replaced(term, preferred, **said)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
