"""“Not this”, written down: a comment before the paragraph where one can stand, else an entry in the baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lint.document import Document, Kind, Span
from lint.engine import Engine
from lint.finding import Edit, Finding
from lint.formats.remarks import has_remarks
from lint.reporters.fingerprint import fingerprint
from lint.review.found import entries_of, marked, unknown
from lint.review.store import Row
from lint.silence import silence
from lint.typed import NamedTuple


class Quiet(NamedTuple):
    """A file with its new comments and their number, and what the baseline has to hold besides.

    ``left`` counts the places that cannot be switched off without others that nobody has decided.
    """

    data: bytes
    comments: int = 0
    entries: Mapping[str, str] = {}
    left: int = 0


def marks_after(document: Document, edits: Sequence[Edit], places: Iterable[Row]) -> dict[int, str]:
    """Return the fingerprint of each place once the edits are made; what lies inside an edit has none any more.

    ``edits`` are in the order of the text and do not meet; each of the ``places`` has id, check_id, start and end.
    """
    pieces, at = [], 0
    for edit in edits:
        pieces += [document.text[at : edit.span.start], edit.text]
        at = edit.span.end
    written = document._replace(text="".join([*pieces, document.text[at:]]))
    seen: Counter[str] = Counter()
    marks = {}
    for place in places:
        span = Span(place["start"], place["end"])
        if not any(edit.span.meets(span) for edit in edits):
            before = [edit for edit in edits if edit.span.end <= span.start]
            ahead = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in before)
            moved = Finding(place["check_id"], Span(span.start + ahead, span.end + ahead), "")
            marks[place["id"]] = fingerprint(moved, document.path, written, seen)
    return marks


def quiet(engine: Engine, path: str, data: bytes, dismissed: Mapping[str, str], baseline: str) -> Quiet:
    """Switch off what was dismissed: the fingerprints of places in the file as it is, each with the reason in words.

    A comment is written only where it switches nothing else off; what is left goes into the baseline at that path.
    Raises FormatError.
    """
    document = engine.read(path, data)
    found = unknown(engine, document, engine.lint(document))
    marks = marked(document, found)
    whole = [number for number, those in enumerate(marks) if dismissed.keys() >= {*those}]
    left = sum(mark in dismissed for number, those in enumerate(marks) if number not in whole for mark in those)
    comments, rest = 0, whole
    if has_remarks(path):
        out = [found[number] for number in whole]
        lonely = [number for number in whole if _is_lonely(found[number], out, found, document)]
        reasons = {number: dismissed[marks[number][0]] for number in lonely}
        for reason in dict.fromkeys(reasons.values()):
            those = [number for number in lonely if reasons[number] == reason]
            silenced = silence(engine, path, data, [found[number] for number in those], reason)
            data, comments = silenced.data, comments + silenced.comments
            rest = [number for number in rest if number not in those or found[number] in silenced.left]
    return Quiet(data, comments, _entries(engine, path, data, [found[number] for number in rest], baseline), left)


def _entries(engine: Engine, path: str, data: bytes, findings: Sequence[Finding], baseline: str) -> dict[str, str]:
    """Return what a baseline has to hold of some findings of a file, in which more may be found."""
    if not findings:
        return {}
    document = engine.read(path, data)
    found = engine.lint(document)
    wanted = {(each.check, each.span) for each in findings}
    entries = entries_of(baseline, document, found).items()
    return dict(entry for each, entry in zip(found, entries, strict=True) if (each.check, each.span) in wanted)


def _is_lonely(finding: Finding, dismissed: Sequence[Finding], found: Sequence[Finding], document: Document) -> bool:
    """Say whether all that the check finds in the block of a finding was dismissed."""
    blocks = [region.span for region in document.regions if region.kind is not Kind.QUOTE]
    block = next((span for span in blocks if finding.span.start in span), finding.span)
    return all(each in dismissed for each in found if each.check == finding.check and each.span.start in block)
