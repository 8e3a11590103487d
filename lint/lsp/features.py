"""What the editor asks and tells the server, each answered in one place."""

from __future__ import annotations

import asyncio

from lsprotocol import types as lsp

from lint.config import NAMES
from lint.lsp import names
from lint.lsp.actions import FIX_ALL, actions, fix_name, fix_safe
from lint.lsp.page import diagnostics
from lint.lsp.server import PAUSE, Server
from lint.run import Settings


def serve(settings: Settings) -> None:
    """Talk with an editor over standard input and output until it leaves."""
    build(settings).start_io()


def build(settings: Settings) -> Server:
    """Make a server that knows what to do."""
    server = Server(settings)
    for register in (_follow, _diagnose, _inform, _rename, _fix):
        register(server)
    return server


def _follow(server: Server) -> None:
    """Follow the texts that are open, and the rules."""

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        server.show_soon(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.show_soon(uri, server.pauses.get(uri, PAUSE))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: lsp.DidSaveTextDocumentParams) -> None:
        if _is_rules(params.text_document.uri):
            server.rules_changed()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: lsp.DidChangeWatchedFilesParams) -> None:
        if any(_is_rules(change.uri) for change in params.changes):
            server.rules_changed()


def _is_rules(uri: str) -> bool:
    return uri.endswith((".yaml", *NAMES))


def _diagnose(server: Server) -> None:
    """Tell the findings of a text, and of all texts."""

    @server.feature(
        lsp.TEXT_DOCUMENT_DIAGNOSTIC,
        lsp.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=True, identifier="onym"),
    )
    async def pull(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        uri = params.text_document.uri
        if server.is_stale(uri):  # an editor asks at every key, and takes its question back at the next one
            await asyncio.sleep(server.pauses.get(uri, PAUSE))
        return lsp.RelatedFullDocumentDiagnosticReport(server.diagnostics(uri))

    @server.feature(lsp.WORKSPACE_DIAGNOSTIC)
    def pull_all(params: lsp.WorkspaceDiagnosticParams) -> lsp.WorkspaceDiagnosticReport:
        return lsp.WorkspaceDiagnosticReport(
            [lsp.WorkspaceFullDocumentDiagnosticReport(uri, diagnostics(page)) for uri, page in server.everything()]
        )


def _inform(server: Server) -> None:
    """Show the card of a name, and how often each spelling stands in the text."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        page = server.page(params.text_document.uri)
        return names.hover(page, params.position) if page else None

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    def code_lens(params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        page = server.page(params.text_document.uri)
        return list(names.lenses(page)) if page else []


def _rename(server: Server) -> None:
    """Change a name in every file."""

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: lsp.PrepareRenameParams) -> lsp.Range | None:
        page = server.page(params.text_document.uri)
        word = names.word_at(page, params.position) if page else None
        return page.ranges([word])[0] if page and word else None

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        page = server.page(params.text_document.uri)
        word = names.word_at(page, params.position) if page else None
        if page is None or word is None:
            return None
        old = page.document.text[word.start : word.end]
        pages = dict(server.everything()) | {page.uri: page}
        changes = {uri: each.rewritten(names.renamed(each, old, params.new_name)) for uri, each in pages.items()}
        return lsp.WorkspaceEdit(changes={uri: edits for uri, edits in changes.items() if edits})


def _fix(server: Server) -> None:
    """Offer corrections, and make those that are asked for."""

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL]),
    )
    def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        page = server.page(params.text_document.uri)
        return list(actions(page, params, server.text_of)) if page else []

    @server.command("onym.fixName")
    async def fix_one_name(uri: str, group: str) -> None:
        page = server.page(uri)
        await apply(f"Fix {group}", fix_name(page, group) if page else None)

    @server.command("onym.fixSafe")
    async def fix_all_safe(uri: str) -> None:
        page = server.page(uri)
        await apply("Fix all safe findings", fix_safe(page) if page else None)

    async def apply(label: str, edit: lsp.WorkspaceEdit | None) -> None:
        if edit:
            await server.workspace_apply_edit_async(lsp.ApplyWorkspaceEditParams(edit, label=label))
