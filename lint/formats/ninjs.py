"""News in JSON (ninjs 1 to 3): which strings of an item are copy, of what kind and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lint.document import Kind
from lint.formats import fields
from lint.formats.json_tree import Node, Object, String, value
from lint.typed import NamedTuple

_STRINGS = {
    "headline": Kind.HEADLINE,
    "title": Kind.HEADLINE,
    "byline": Kind.BYLINE,
    "by": Kind.BYLINE,
    "located": Kind.DATELINE,
    "creditline": Kind.CREDIT,
}
_LISTS = {"headlines": Kind.HEADLINE, "bylines": Kind.BYLINE, "bodies": Kind.BODY, "descriptions": Kind.CELL}
_ROLES = {"creditline": Kind.CREDIT, "credit": Kind.CREDIT, "caption": Kind.CAPTION, "writer": Kind.BYLINE}
_NAMED = {"person", "people", "organisation", "organisations", "place", "places", "event", "events"}
_PICTURES = {"picture", "graphic", "video", "audio"}
_FIRST = {"$schema", "standard", "uri"}
_SIGNS = {"versioncreated", "versionCreated", "pubstatus", "pubStatus", "representationtype", "representationType"}
_UNREAD = {"json", "newsml", "nitf", "xml"}  # forms of a body, after the _ of its key
_COPY = {*_LISTS, "headline", "body_text", "body_xhtml", "description_text", "associations"}
_SCHEMA = re.compile(
    rb'"\$schema"\s*:\s*"[^"]{0,500}ninjs|"standard"\s*:\s*\{[^{}]{0,500}"name"\s*:\s*"[^"]{0,99}ninjs', re.IGNORECASE
)


class Copy(NamedTuple):
    """A string that is copy; ``markup`` says whether it is HTML, None that it shows in the string itself."""

    string: String
    kind: Kind
    language: str | None
    markup: bool | None


def is_item(node: Object, source: str) -> bool:
    """Say whether an object is a news item: by its schema, or by a uri beside keys that only ninjs has together."""
    members = dict(node.members)
    if _FIRST.isdisjoint(members):
        return False
    schema, standard = members.get("$schema"), members.get("standard")
    if isinstance(standard, Object):
        schema = dict(standard.members).get("name")
    if isinstance(schema, String) and "ninjs" in value(source, schema).lower():
        return True
    return "uri" in members and not _SIGNS.isdisjoint(members) and not _COPY.isdisjoint(members)


def may_begin(head: bytes) -> bool:
    """Say whether a file that begins so may hold a news item; nothing is parsed, and the order of keys is free."""
    head = head.replace(b"\0", b"")  # UTF-16 has one beside each letter of ASCII
    return _SCHEMA.search(head) is not None or (
        b'"uri"' in head and _holds_one(head, _SIGNS) and _holds_one(head, _COPY)
    )


def _holds_one(head: bytes, keys: Iterable[str]) -> bool:
    return any(f'"{key}"'.encode() in head for key in keys)


def strings(item: Object, source: str, language: str | None = None) -> Iterator[Copy]:
    """Yield the copy of an item and of the items associated with it, in the order of the file."""
    return _Item(item, source, language).strings()


class _Item:
    """One item: its type and language, and which of its texts have been read in another form already."""

    def __init__(self, item: Object, source: str, language: str | None) -> None:
        self._members, self._source = item.members, source
        members = dict(item.members)
        self._language = fields.language(self._said(members, "language")) or language
        self._picture = self._said(members, "type") in _PICTURES
        self._told: set[str] = set()

    def _said(self, members: dict[str, Node], key: str) -> str:
        found = members.get(key)
        return value(self._source, found) if isinstance(found, String) else ""

    def strings(self) -> Iterator[Copy]:
        """Yield the copy of this item."""
        for key, node in self._members:
            part, _, form = key.partition("_")
            if isinstance(node, String):
                if key in _STRINGS:
                    yield Copy(node, _STRINGS[key], self._language, False)
                elif part in {"headline", "body", "description"} and form and form not in _UNREAD:
                    yield self._text(node, part, "html" in form)
            elif key in _LISTS and isinstance(node, list):
                yield from self._list(key, node)
            elif key in _NAMED and isinstance(node, list):
                yield from self._names(node)
            elif key == "associations":
                yield from self._associated(node)

    def _list(self, key: str, nodes: list[Node]) -> Iterator[Copy]:
        """Yield the values of headlines, bylines, bodies and descriptions, each of which has a role and a type."""
        for node in nodes:
            if not isinstance(node, Object):
                continue
            members = dict(node.members)
            media = self._said(members, "contentType") or self._said(members, "contenttype")
            role = self._said(members, "role")
            for name, string in node.members:
                if name != "value" or not isinstance(string, String) or not _is_read(media):
                    continue
                markup = "html" in media if media else ("html" in role or None)
                if role in _ROLES or _LISTS[key] not in {Kind.BODY, Kind.CELL}:
                    yield Copy(string, _ROLES.get(role, _LISTS[key]), self._language, markup)
                else:
                    yield self._text(string, {"bodies": "body"}.get(key, "description"), markup)

    def _text(self, string: String, part: str, markup: bool | None) -> Copy:
        """Return a body or a description; the same in a second form is a cell, so that it counts as no repetition."""
        kind = {"headline": Kind.HEADLINE, "body": Kind.BODY}.get(part, Kind.CELL)
        if self._picture and part != "headline":
            kind = Kind.CAPTION
        if part in self._told and kind is not Kind.HEADLINE:
            kind = Kind.CELL
        self._told.add(part)
        return Copy(string, kind, self._language, markup)

    def _names(self, nodes: list[Node]) -> Iterator[Copy]:
        for node in nodes:
            if isinstance(node, Object):
                yield from (
                    Copy(string, Kind.CELL, self._language, False)
                    for name, string in node.members
                    if name == "name" and isinstance(string, String)
                )

    def _associated(self, node: Node) -> Iterator[Copy]:
        """Yield the copy of associated items: under names up to ninjs 1, in a list since."""
        items = [item for _, item in node.members] if isinstance(node, Object) else node
        for item in items if isinstance(items, list) else []:
            if isinstance(item, Object):
                yield from _Item(item, self._source, self._language).strings()


@lru_cache(maxsize=64)
def _is_read(media: str) -> bool:
    """Say whether a body of a media type is read; NITF and other XML inside JSON is not."""
    return not media or media.partition(";")[0].strip().lower() in {"text/plain", "text/html", "application/xhtml+xml"}
