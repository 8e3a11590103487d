"""The reader of XML copy: it follows the tags by a vocabulary, and every place in the text is one in the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lint.document import Document, Kind, Region, Segment, Span
from lint.finding import Edit
from lint.formats import Place, Rewrite, chardata, nested, slices
from lint.formats.blocks import OBJECT, Blocks, Opened, remove_element
from lint.formats.chardata import BLANKS, CLOSE, OPEN, REFERENCES, cdata_escape, decoded, escape
from lint.formats.decoded import Decoded
from lint.formats.scanner import Markup, scan, value
from lint.formats.slices import Source
from lint.formats.tags import Attribute
from lint.formats.vocabulary import BLOCK, DATA, INLINE, LEFT_OUT, PLACEHOLDER, XHTML, Part, Role, Vocabulary
from lint.typed import NamedTuple

# Tuples and names of their own, since the hash of an enumeration is slow, and so is looking up a member of it.
_BLOCKS, _RUNNING = (Role.BLOCK, Role.DATA, Role.HTML), (Role.BLOCK, Role.INLINE)
_INLINE, _BLOCK, _HTML = Role.INLINE, Role.BLOCK, Role.HTML
_START, _END, _TEXT = Markup.START, Markup.END, Markup.TEXT
_NOWHERE = Opened(0, 0, 0)
_new = tuple.__new__  # half the time of calling the class, which a long file does once for each of its elements


class Sort(NamedTuple):
    """All that elements have in common which stand in the same elements under the same name; found out once."""

    name: str
    part: Part
    vocabulary: Vocabulary
    prefixes: Mapping[str, str]
    own: str  # the namespace of the root of its vocabulary
    inside: dict[str, Sort]  # by the name in the tag
    scope: str | None = None  # the attribute that says in which language the copy in it is; None if it is no scope
    saying: str | None = None  # the attribute that says it of the scope about it, "" for its text


class Element(NamedTuple):
    """An element that is open, and what it hands down to those inside it."""

    sort: Sort
    part: Part
    kind: Kind
    language: str | None
    quoted: bool
    opened: Opened
    content: int  # where its start tag ends in the source
    place: int  # where its text begins in the document
    running: bool  # whether text in it is copy

    @property
    def name(self) -> str:
        """The name under which the vocabulary knows it."""
        return self.sort.name


class Scope(NamedTuple):
    """The regions from one on, inside the element at ``depth``; their language may be said anywhere among them."""

    depth: int
    regions: int
    languages: list[str]
    usual: str | None


class Reader:
    """Follows the tokens of a source; a format that knows more than its vocabulary overrides `part` and `closed`."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.text, self.blocks = source.text, Blocks(source.text)
        self.segments: list[Segment] = []
        self.region: Region | None = None
        self._source = source
        self._cdata = cdata_escape(source.encoding)
        self._html: Decoded | None = None
        self._silent = 0  # how many elements are open from one on of which nothing is read
        self._quotes: list[Span] = []
        self._scopes = [Scope(0, 0, [], None)]
        outside = Sort("", DATA, vocabulary, {}, "", {})
        self.stack = [Element(outside, DATA, Kind.BODY, None, False, _NOWHERE, 0, 0, False)]

    def read(self, path: str) -> Document:
        """Turn the whole source into a document."""
        for markup, start, end, name, attributes, empty in scan(self.text):
            if markup is _TEXT:
                self._copy(start, end)
            elif markup is _START:
                self._start(name, attributes, start, end)
                if empty:
                    self._end(start, end)
            elif markup is _END:
                self._end(start, end)
            elif markup is Markup.CDATA:
                self._section(start + len(OPEN), end - len(CLOSE))
            elif markup is Markup.COMMENT:
                self.blocks.comment(self.text[start + 4 : end - 3])
        self._close_scope()
        blocks = self.blocks
        languages = {region.language for region in blocks.regions}
        language = languages.pop() if len(languages) == 1 else None
        document = slices.woven(
            path, self._source, blocks.loom, blocks.regions, blocks.removals, blocks.comments, language
        )
        return document._replace(segments=tuple(self.segments))

    def part(self, name: str, part: Part, attributes: Mapping[str, str]) -> Part:
        """Return what an element inside of the open ones is, which the vocabulary takes for ``part``."""
        return part

    def closed(self, element: Element, end: int) -> None:
        """Take note of an element whose content ends; ``region`` is the block that it ended, if there was one."""

    def _start(self, tag: str, said: Mapping[str, Attribute], start: int, end: int) -> None:
        if self._silent:
            self._silent += 1
            return
        parent = self.stack[-1] if self._html is None else self._mixed()
        attributes: Mapping[str, str] = {}
        if said:
            attributes = {name: value(self.text, found) for name, found in said.items()}
        sort = parent.sort.inside.get(tag)
        if sort is None or (attributes and any(name.startswith("xmlns") for name in attributes)):
            sort = self._sort(tag, parent.sort, attributes)
        part = self.part(sort.name, sort.part, attributes)
        role, language = part.role, parent.language
        if attributes:
            language = attributes.get("xml:lang", attributes.get("lang", language)) or None
        if role is not _INLINE:
            self._prepare(role)
        if sort.scope is not None:
            languages = [attributes.get(sort.scope, "")]
            self._scopes.append(_new(Scope, (len(self.stack), len(self.blocks.regions), languages, language)))
            language = None
        elif sort.saying and attributes:
            self._scopes[-1].languages.append(attributes.get(sort.saying, ""))
        quoted = parent.quoted or (part.quoted and role is Role.BLOCK)
        opened = self.blocks.opened(start)
        kind = part.kind or parent.kind
        place = self.blocks.loom.length
        running = role is _INLINE or role is _BLOCK
        self.stack.append(_new(Element, (sort, part, kind, language, quoted, opened, end, place, running)))

    def _prepare(self, role: Role) -> None:
        """Set what stands in the text for the beginning of an element that does not just run on."""
        if role in _BLOCKS:
            self._end_block()
            if role is _HTML:
                self._html = Decoded(self.text)
            return
        self._silent = 1
        if role is Role.BREAK:
            self.blocks.loom.gap("\n")
        else:
            self.blocks.thing()
            if role is Role.OBJECT:
                self.blocks.loom.gap(OBJECT)

    def _sort(self, tag: str, parent: Sort, attributes: Mapping[str, str]) -> Sort:
        """Find out what the vocabulary says of an element."""
        prefixes = _prefixes(parent.prefixes, attributes)
        prefix, _, name = tag.rpartition(":")
        uri, own, vocabulary = prefixes.get(prefix, ""), parent.own, parent.vocabulary
        inner = vocabulary.inner.get(uri) if uri != own else None
        inner = inner or vocabulary.inner.get(name)
        if inner is not None or not parent.name:
            vocabulary, own = inner or vocabulary, uri
        shown = vocabulary.namespaces.get(uri, uri) if uri != own else ""
        name = f"{shown}:{name}" if shown else name
        path = f"{parent.name}/{name}"
        part = vocabulary.parts.get(path) or vocabulary.parts.get(name)
        if part is None:
            running = parent.part.role in _RUNNING
            part = INLINE if running else vocabulary.otherwise
            if uri != own and uri not in vocabulary.namespaces:
                part = PLACEHOLDER if running else LEFT_OUT
        scope, saying = vocabulary.scopes.get(name), vocabulary.languages.get(path)
        sort = Sort(name, part, vocabulary, prefixes, own, {}, scope, saying)
        if prefixes is parent.prefixes:
            parent.inside[tag] = sort
        return sort

    def _end(self, start: int, end: int) -> None:
        if self._silent:
            self._silent -= 1
            if self._silent:
                return
        element = self.stack[-1]
        part, role = element.part, element.part.role
        if role is _HTML:
            self._read_html(element)
        elif role in _BLOCKS:
            self._end_block()
        elif part.quoted:
            self._quotes.append(Span(element.place, self.blocks.loom.length))
        self.closed(element, start)
        self.stack.pop()
        if part.removable:
            self.blocks.closed(element.opened, end)
        if element.sort.saying == "":
            self._scopes[-1].languages.append(self.text[element.content : start].strip())
        if self._scopes[-1].depth == len(self.stack):
            self._close_scope()

    def _close_scope(self) -> None:
        """Give the regions that name no language of their own that of their scope, if it says only one."""
        scope = self._scopes.pop()
        said = set(filter(None, scope.languages))
        language = said.pop() if len(said) == 1 else scope.usual
        regions = self.blocks.regions
        for index in range(scope.regions, len(regions) if language else 0):
            span, kind, own = regions[index]
            if not own:
                regions[index] = _new(Region, (span, kind, language))

    def _end_block(self) -> None:
        element = self.stack[-1]
        if element.part.role is _INLINE:  # what stood before it is as likely none of its own
            element = next(above for above in reversed(self.stack) if above.part.role is not _INLINE)
        self.region = self.blocks.end(element.kind, element.language, element.quoted, self._quotes)
        if self._quotes:
            self._quotes = []

    def _copy(self, start: int, end: int) -> None:
        if self._html is not None:
            self._html.decoded(start, end, REFERENCES, decoded, escape)
        elif self.stack[-1].running:
            text = self.text[start:end]
            if text.isspace() and not self.blocks.length():
                return
            if chardata.is_written_otherwise(text):
                self.blocks.loom.decoded(start, end, chardata.REFERENCES_AND_BLANKS, decoded, escape)
            else:
                self.blocks.loom.literal(start, end, escape)

    def _section(self, start: int, end: int) -> None:
        if self._html is not None:
            self._html.literal(start, end, self._cdata)
        elif self.stack[-1].running:
            self.blocks.loom.decoded(start, end, BLANKS, decoded, self._cdata)

    def _read_html(self, element: Element) -> None:
        """Read the text of an element as HTML; its places are those of the source."""
        html, self._html = self._html, None
        if html is not None and html.text():
            nested.read_html(self.blocks, html, element.kind, element.language)

    def _mixed(self) -> Element:
        """Go on with elements that stand where escaped HTML was expected."""
        element = self.stack[-1]
        self._read_html(element)
        vocabulary = element.sort.vocabulary.inner.get(XHTML, element.sort.vocabulary)
        sort = element.sort._replace(part=BLOCK, vocabulary=vocabulary, inside={})
        self.stack[-1] = element._replace(part=BLOCK, sort=sort, running=True)
        return self.stack[-1]


def _prefixes(known: Mapping[str, str], attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Return the namespaces by prefix that hold from an element on."""
    new = {name[6:]: uri for name, uri in attributes.items() if name == "xmlns" or name.startswith("xmlns:")}
    return {**known, **new} if new else known


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file with the edits applied; a paragraph of which nothing is left goes with its tags.

    A letter that the file's encoding cannot hold becomes a character reference.
    """
    return slices.write(document, edits, remove_element, "xmlcharrefreplace")


def places(document: Document, spans: Iterable[Span]) -> list[Place]:
    """Say where in the file each span lies."""
    return slices.places(document, spans)


def rewrites(document: Document, edits: Iterable[Edit]) -> list[tuple[Rewrite, ...]]:
    """Say for each edit what `write` would do to the file."""
    return slices.rewrites(document, edits, remove_element, "xmlcharrefreplace")


def comments(document: Document) -> list[tuple[int, str]]:
    """Return the bodies of the comments with the place of the text where each stands."""
    return slices.origin_of(document).comments
