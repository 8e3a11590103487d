"""Comments put into a Word document: what they say, the places they hang on, and the part that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lint.document import Document, Span
from lint.formats import office, parts, slices, zipped
from lint.formats.docx_runs import Run, Splitter
from lint.formats.office import AUTHOR
from lint.formats.parts import Element
from lint.typed import NamedTuple

TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = {  # by the namespace that the document itself is in
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    ),
    "http://purl.oclc.org/ooxml/wordprocessingml/main": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
    ),
}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class _Mark(NamedTuple):
    """What goes in at a place of the source."""

    place: int
    markup: str


def annotated(document: Document, notes: Iterable[tuple[Span, str]], part: str | None) -> bytes:
    """Return the file with a comment for each note that lies in the main text; ``part`` keeps the comments, if any."""
    origin = office.origin_of(document)
    runs = Splitter[_Mark](document, lambda run, children, marks: _marked(runs, run, children, marks))
    by_run: dict[int, list[_Mark]] = {}
    said = []
    for span, message in notes:
        start, end = slices.source_span(origin.woven.pieces, span)
        if start < origin.parts[0].end:
            number = str(runs.number())
            said.append((number, message))
            _anchor(runs, by_run, start, end, number)
    if not said:
        return origin.archive.data
    space = origin.parts[0].prefixes.namespace("w")
    changed, added = _kept(origin, part, space, "".join(_comment(document, space, *each) for each in said))
    return office.write(document, sorted(runs.rewritten(by_run)), changed, added)


def _anchor(runs: Splitter[_Mark], by_run: dict[int, list[_Mark]], start: int, end: int, number: str) -> None:
    """Mark the stretch of the source that a comment hangs on."""
    own = runs.prefix(runs.marks.runs[runs.run_at(start)].start)
    said = f'{own}id="{number}"'
    opening = f"<{own}commentRangeStart {said}/>"
    closing = f"<{own}commentRangeEnd {said}/><{own}r><{own}commentReference {said}/></{own}r>"
    by_run.setdefault(runs.run_at(start), []).append(_Mark(start, opening))
    by_run.setdefault(runs.run_at(end - 1), []).append(_Mark(end, closing))


def _marked(runs: Splitter[_Mark], run: Run, children: list[Element], marks: list[_Mark]) -> Iterator[str]:
    """Yield a run cut at marks, and the marks."""
    piece, place = runs.pieces(run, children), run.inner
    for mark in sorted(marks):
        kept = runs.cut(run, children, place, mark.place, False)
        if kept:
            yield piece(kept)
        yield mark.markup
        place = mark.place
    kept = runs.cut(run, children, place, run.end, False)
    if kept:
        yield piece(kept)


def _comment(document: Document, space: str, number: str, message: str) -> str:
    who = f'w:id="{number}" w:author="{AUTHOR}" w:date="{office.date_of(document)}" w:initials="{AUTHOR}"'
    text = f'<w:t xml:space="preserve">{parts.written(message)}</w:t>'
    return f'<w:comment xmlns:w="{space}" {who}><w:p><w:r>{text}</w:r></w:p></w:comment>'


def _kept(
    origin: office.Origin, part: str | None, space: str, comments: str
) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """Return the members that change and those that are new once the comments are kept somewhere."""
    archive = origin.archive
    if part:
        return {part: _appended(archive, part, comments)}, {}
    folder, _, main = origin.parts[0].name.rpartition("/")
    part = f"{folder}/comments.xml".lstrip("/")
    relations = f"{folder}/_rels/{main}.rels".lstrip("/")
    added = {part: f'{_HEAD}<w:comments xmlns:w="{space}">{comments}</w:comments>'.encode()}
    override = f'<Override xmlns="{parts.TYPES}" PartName="/{part}" ContentType="{_TYPE}"/>'
    changed = {TYPES: _appended(archive, TYPES, override)}
    where = f'Type="{_RELATION[space]}" Target="comments.xml"'
    link = f'<Relationship xmlns="{_RELATIONS}" Id="{AUTHOR}Comments" {where}/>'
    if relations in archive.members:
        changed[relations] = _appended(archive, relations, link)
    else:
        added[relations] = f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{link}</Relationships>'.encode()
    return changed, added


def _appended(archive: zipped.Archive, member: str, markup: str) -> bytes:
    """Return a member with markup at the end of its root element."""
    loaded = parts.load(archive, [member], {})
    text, part = loaded.text, loaded.parts[0]
    root = parts.element(text, 0, len(text), part.prefixes)[0]
    if root.inner < root.end:
        return parts.encoded(part, text[: root.inner_end] + markup + text[root.inner_end :])
    tag = text[root.start : root.end]
    opened = f"{tag.removesuffix('/>')}>{markup}</{parts.raw_name(tag)}>"
    return parts.encoded(part, text[: root.start] + opened + text[root.end :])
