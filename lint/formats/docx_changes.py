"""Changes of a Word document's text written into its runs: as tracked changes, formatting kept, or plainly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from lint.document import Document
from lint.finding import Edit
from lint.formats import office, parts
from lint.formats.docx_runs import Run, Splitter, shown_of, start_of
from lint.formats.parts import Element
from lint.formats.slices import Change

_MARK_FIRST = frozenset({"w:ins", "w:moveFrom", "w:moveTo"})
_AFTER_MARK = frozenset({"w:sectPr", "w:pPrChange"})


def rewritten(document: Document, edits: Iterable[Edit]) -> list[Change]:
    """Turn edits of the text into changes of the XML, sorted and apart from one another."""
    found = office.changes(document, edits)
    return _Writer(document).changes(found) if found else []


class _Writer:
    """Writes changes into runs; ``changes`` may be called once."""

    def __init__(self, document: Document) -> None:
        self._runs = Splitter[Change](document, self._run)
        self._text = self._runs.text
        self._removals = {cut.start: cut.end for cut in office.origin_of(document).woven.removals.values()}
        self._tracked = document.writing.tracked
        self._whole: list[Change] = []

    def changes(self, found: Iterable[Change]) -> list[Change]:
        """Return the changes of the XML, sorted."""
        by_run: dict[int, list[Change]] = {}
        for change in found:
            if self._removals.get(change.start) == change.end:
                self._remove(change, by_run)
            else:
                by_run.setdefault(self._runs.run_at(change.start), []).append(change)
        return sorted([*self._whole, *self._runs.rewritten(by_run)])

    def _remove(self, change: Change, by_run: dict[int, list[Change]]) -> None:
        """Remove a paragraph: its element, or as a tracked change all that it holds and the mark at its end."""
        if not self._tracked:
            self._whole.append(change)
            return
        atoms = self._runs.marks.atoms
        inside = atoms[bisect_left(atoms, change.start, key=start_of) : bisect_left(atoms, change.end, key=start_of)]
        for atom in inside:
            by_run.setdefault(atom.run, []).append(Change(atom.start, atom.end, ""))
        self._whole.append(self._mark_deleted(change))

    def _mark_deleted(self, change: Change) -> Change:
        """Return the change that marks a paragraph's end as deleted."""
        prefixes = self._runs.part_at(change.start).prefixes
        own = self._runs.prefix(change.start)
        mark = f"<{own}del{self._runs.attributes(change.start)}/>"
        paragraph, inside = parts.element(self._text, change.start, change.end, prefixes)
        if not inside or inside[0].name != "w:pPr":
            whole = f"<{own}pPr><{own}rPr>{mark}</{own}rPr></{own}pPr>"
            return Change(paragraph.inner, paragraph.inner, whole)
        outer = inside[0]
        if outer.inner == outer.end:
            return Change(outer.start, outer.end, f"<{own}pPr><{own}rPr>{mark}</{own}rPr></{own}pPr>")
        properties = parts.element(self._text, outer.start, outer.end, prefixes)[1]
        inner = next((each for each in properties if each.name == "w:rPr"), None)
        if inner is None:
            after = (each.start for each in properties if each.name in _AFTER_MARK)
            place = next(after, outer.inner_end)
            return Change(place, place, f"<{own}rPr>{mark}</{own}rPr>")
        if inner.inner == inner.end:
            return Change(inner.start, inner.end, f"<{own}rPr>{mark}</{own}rPr>")
        marks = parts.element(self._text, inner.start, inner.end, prefixes)[1]
        place = max((each.end for each in marks if each.name in _MARK_FIRST), default=inner.inner)
        return Change(place, place, mark)

    def _run(self, run: Run, children: list[Element], found: list[Change]) -> Iterator[str]:
        """Yield what takes the place of a run."""
        if self._tracked and not run.own:
            return self._tracked_run(run, children, office.whole_words(self._text, sorted(found)))
        return self._plain_run(run, children, sorted(found))

    def _plain_run(self, run: Run, children: list[Element], found: list[Change]) -> Iterator[str]:
        place = run.start
        for child in children:
            inside = [change for change in found if child.start <= change.start and change.end <= child.end]
            yield self._text[place : child.start]
            yield self._plain_child(run, child, inside) if inside else self._runs.as_is(child.start, child.end)
            place = child.end
        yield self._text[place : run.end]

    def _plain_child(self, run: Run, child: Element, inside: list[Change]) -> str:
        if child.name != "w:t":  # an element that stands for a letter
            return self._runs.t(run, "t", parts.written(inside[0].text))
        start, end = shown_of(self._text, child)
        escaped = [change._replace(text=parts.written(change.text)) for change in inside]
        content = office.mended(self._text, start, end, escaped)
        if "xml:space" not in child.attributes and content != content.strip():
            return self._runs.t(run, "t", content)
        return self._text[child.start : start] + content + self._text[end : child.end]

    def _tracked_run(self, run: Run, children: list[Element], found: list[Change]) -> Iterator[str]:
        """Yield the run in pieces: what stays, what is deleted, and what is inserted, all with its formatting."""
        runs, own, place = self._runs, self._runs.prefix(run.start), run.inner
        piece = runs.pieces(run, children)
        for change in found:
            kept = runs.cut(run, children, place, change.start, False)
            if kept:
                yield piece(kept)
            if change.start < change.end:
                gone = piece(runs.cut(run, children, change.start, change.end, True))
                yield f"<{own}del{runs.attributes(run.start)}>{gone}</{own}del>"
            if change.text:
                new = piece(runs.t(run, "t", parts.written(change.text)))
                yield self._apart(run, f"<{own}ins{runs.attributes(run.start)}>{new}</{own}ins>")
            place = change.end
        kept = runs.cut(run, children, place, run.end, False)
        if kept:
            yield piece(kept)

    def _apart(self, run: Run, inserted: str) -> str:
        """Return an insertion of ours, with that of another author about it ended before and begun again after it."""
        if run.within is None:
            return inserted
        start, end = run.within.start, run.within.end
        return f"</{self._runs.name(start)}>{inserted}{self._runs.numbered(self._text[start:end])}"
