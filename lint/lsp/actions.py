"""What the light bulb offers: fixes, all fixes of a name, and changes of the house's own rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lsprotocol import types as lsp

from lint import amend
from lint.finding import Safety
from lint.lsp.page import Page, diagnostic, group_of
from lint.position import Unit, lines, measured
from lint.reporters.places import Placed

FIX_ALL = "source.fixAll.onym"
TextOf = Callable[[str], "str | None"]
"""Path of a file -> its text as the editor has it or the disk, None if there is no such file."""


def actions(page: Page, params: lsp.CodeActionParams, text_of: TextOf) -> Iterator[lsp.CodeAction]:
    """Yield the actions for a range: those asked for by kind, or all."""
    only = params.context.only
    at = [each for each in page.found if page.touches(each.place, params.range)]
    if _wanted(lsp.CodeActionKind.QuickFix, only):
        for each in at:
            yield from _quick_fixes(page, each)
        for each in at:
            yield from _house_rules(page, each, text_of)
    if _wanted(FIX_ALL, only):
        edits = page.safe_edits
        if edits:
            yield lsp.CodeAction("Fix all safe findings of onym", FIX_ALL, edit=_workspace(page.uri, edits))


def _wanted(kind: str, only: Iterable[str] | None) -> bool:
    return not only or any(kind == asked or kind.startswith(asked + ".") for asked in only)


def _quick_fixes(page: Page, each: Placed) -> Iterator[lsp.CodeAction]:
    finding = each.finding
    if finding.fix is None or not each.rewrites:
        return
    shown = [diagnostic(page, each)]
    yield lsp.CodeAction(
        finding.fix.title,
        lsp.CodeActionKind.QuickFix,
        diagnostics=shown,
        is_preferred=finding.fix.safety is Safety.SAFE,
        edit=_workspace(page.uri, page.edits(each.rewrites)),
    )
    group = group_of(finding)
    siblings = sum(group_of(other.finding) == group for other in page.found) if group else 0
    edits = page.edits_of(group) if group and siblings > 1 else []
    if edits:
        title = f"Fix all {siblings} places of this name here"
        yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, diagnostics=shown, edit=_workspace(page.uri, edits))


def fix_name(page: Page, group: str) -> lsp.WorkspaceEdit | None:
    """Return the edit that mends every finding of one name, or None where nothing can be mended."""
    edits = page.edits_of(group)
    return _workspace(page.uri, edits) if edits else None


def fix_safe(page: Page) -> lsp.WorkspaceEdit | None:
    """Return the edit that makes every safe fix of a page, or None where there is none."""
    return _workspace(page.uri, page.safe_edits) if page.safe_edits else None


def _workspace(uri: str, edits: list[lsp.TextEdit]) -> lsp.WorkspaceEdit:
    return lsp.WorkspaceEdit(changes={uri: edits})


def _house_rules(page: Page, each: Placed, text_of: TextOf) -> Iterator[lsp.CodeAction]:
    """Offer to accept the spelling, and to say a discovered name as a rule."""
    finding = each.finding
    form = page.document.text[finding.span.start : finding.span.end]
    if "\n" in form or len(form) > 80:
        return
    language = page.context.language_at(finding.span.start)
    config = page.engine.config.path
    if config is None or not config.endswith(".yaml"):
        config = os.path.join(page.engine.config.root, "onym.yaml")
    shown = [diagnostic(page, each)]
    path: tuple[str, ...]
    if finding.name and language:
        path = ("accept", finding.name, language)
        title = f"Accept “{form}” for {finding.name} in {os.path.basename(config)}"
    else:
        path, title = ("allow",), f"Never report “{form}” (allow in {os.path.basename(config)})"
    edit = _amended(config, text_of, page.unit, lambda text: amend.add(text, path, form))
    if edit:
        yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, diagnostics=shown, edit=edit)
    if finding.name is None and finding.group and finding.spellings and language:
        record: amend.Value = {"native": {language: finding.group}}
        edit = _amended(config, text_of, page.unit, lambda text: amend.append(text or "names: []\n", record))
        if edit:
            title = f"Add a rule for “{finding.group}” to {os.path.basename(config)}"
            yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, diagnostics=shown, edit=edit)


def _amended(path: str, text_of: TextOf, unit: Unit, change: Callable[[str], str]) -> lsp.WorkspaceEdit | None:
    """Return the edit of a file of the house's own, made if it is not there; None if it cannot be changed."""
    old = text_of(path)
    uri = Path(path).as_uri()
    try:
        new = change(old or "")
    except amend.AmendError:
        return None
    if new == old:
        return None
    changed = lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(uri), [_one_edit(old or "", new, unit)])
    if old is not None:
        return lsp.WorkspaceEdit(document_changes=[changed])
    return lsp.WorkspaceEdit(document_changes=[lsp.CreateFile(uri), changed])


def _one_edit(old: str, new: str, unit: Unit) -> lsp.TextEdit:
    """Return the shortest single edit that turns one text into the other."""
    head = _alike(old, new)
    if head and old[head - 1] == "\r":
        head -= 1  # an edit may not begin inside a line break
    tail = _alike(old[head:][::-1], new[head:][::-1])
    end = len(old) - tail
    return lsp.TextEdit(lsp.Range(_position(old, head, unit), _position(old, end, unit)), new[head : len(new) - tail])


def _alike(one: str, other: str) -> int:
    """Count the letters that two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _position(text: str, place: int, unit: Unit) -> lsp.Position:
    before = lines(text[:place])
    return lsp.Position(len(before) - 1, measured(before[-1], len(before[-1]), unit))
