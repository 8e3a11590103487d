"""The state of the server: pages that are read anew when their text or the rules change."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from lint import __version__
from lint.config import ConfigError
from lint.files import discover
from lint.formats import FormatError
from lint.lsp.page import Page, diagnostics, read_page
from lint.position import Unit
from lint.result import Failure
from lint.run import Runner, Settings

PAUSE, LONGEST_PAUSE = 0.15, 2.0
"""Seconds without a keystroke before a text is read again: as many as the last reading of it took, between these."""

_UNITS = {unit.value: unit for unit in Unit}
_SUFFIXES = {"markdown": ".md", "html": ".html", "json": ".json"}
"""What a text that was never saved would be called, by the editor's name for its language."""


class Server(LanguageServer):
    """Pages, and the rules they are read with."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("onym", __version__)
        self.settings = settings
        self.runner = Runner(settings)
        self.pages: dict[str, tuple[int | None, Page | None]] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.pauses: dict[str, float] = {}
        self.told: frozenset[str] = frozenset()

    @property
    def unit(self) -> Unit:
        """What the editor's columns count: UTF-16 unless it has agreed to something else."""
        agreed = self.workspace.position_encoding
        return _UNITS.get(str(getattr(agreed, "value", agreed)), Unit.UTF16)

    @property
    def pulls(self) -> bool:
        """Whether the editor asks for diagnostics itself, so that none need be pushed."""
        document = self.client_capabilities.text_document
        return bool(document and document.diagnostic)

    def text_of(self, path: str) -> str | None:
        """Return a file's text as it is open here, or as it lies on the disk; None if it cannot be had."""
        document = self.opened(from_fs_path(path) or "")
        if document:
            return document.source
        try:
            with open(path, encoding="utf-8", newline="") as file:
                return file.read()
        except (OSError, UnicodeDecodeError):
            return None

    def opened(self, uri: str) -> TextDocument | None:
        """Return an open text; of two ways to quote an address pygls keeps one."""
        texts = self.workspace.text_documents
        found: TextDocument | None = texts.get(uri) or texts.get(unquote(uri))
        return found

    def page(self, uri: str) -> Page | None:
        """Return the page of an open text, read now if it has changed; None for one that is closed or unreadable."""
        document = self.opened(uri)
        if document is None:
            return None
        version, page = self.pages.get(uri, (None, None))
        if uri not in self.pages or version != document.version:
            started = time.monotonic()
            page = self.read(uri, document.source, _SUFFIXES.get(document.language_id or "", ""))
            self.pages[uri] = document.version, page
            self.pauses[uri] = min(max(PAUSE, time.monotonic() - started), LONGEST_PAUSE)
        return page

    def is_stale(self, uri: str) -> bool:
        """Say whether a text has changed since it was read."""
        document = self.opened(uri)
        return document is not None and uri in self.pages and self.pages[uri][0] != document.version

    def read(self, uri: str, text: str, suffix: str = "") -> Page | None:
        """Read a text with the configuration that holds where it lies; one that lies nowhere is given a suffix."""
        path = to_fs_path(uri) or uri.rpartition("/")[2] + suffix
        try:
            if self.runner.is_left_out(path):
                return None
            return read_page(uri, path, text, self.runner.engine_for(path), self.unit)
        except (ConfigError, FormatError):
            return None
        except Exception as error:  # a fault of the program costs this text only
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, f"onym failed on {path}: {error!r}"))
            return None

    def diagnostics(self, uri: str) -> list[lsp.Diagnostic]:
        """Return what is shown in an open text."""
        page = self.page(uri)
        return diagnostics(page) if page else []

    def show(self, uri: str) -> None:
        """Push the diagnostics of a text, and those of rules that cannot be used."""
        document = self.opened(uri)
        if document and not self.pulls:
            self.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(uri, self.diagnostics(uri), version=document.version)
            )
        self._show_broken()

    def show_soon(self, uri: str, pause: float) -> None:
        """Show a text after so many seconds, unless it is asked for anew by then."""
        before = self.waiting.pop(uri, None)
        if before:
            before.cancel()
        self.waiting[uri] = asyncio.ensure_future(self._show_later(uri, pause))

    async def _show_later(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        self.show(uri)

    def rules_changed(self) -> None:
        """Read rules and texts anew, and show every open text as it is now."""
        self.runner = Runner(self.settings)
        self.pages.clear()
        for document in self.workspace.text_documents.values():
            self.show_soon(document.uri, 0)
        if self.pulls:
            self.workspace_diagnostic_refresh(None)

    def close(self, uri: str) -> None:
        """Forget a text that is no longer open."""
        self.pages.pop(uri, None)
        self.pauses.pop(uri, None)
        if not self.pulls:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def _show_broken(self) -> None:
        shown: dict[str, list[lsp.Diagnostic]] = {}
        for failure in self.runner.broken():
            uri = from_fs_path(os.path.abspath(failure.path)) or ""
            shown.setdefault(uri, []).append(_broken(failure))
        for uri in self.told - set(shown):
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
        for uri, found in shown.items():
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))
        self.told = frozenset(shown)

    def everything(self) -> Iterator[tuple[str, Page]]:
        """Yield the page of every file in the folders of the workspace, and of every open text."""
        folders = [to_fs_path(uri) or "" for uri in self.workspace.folders] or [self.workspace.root_path or ""]
        paths = discover(folder for folder in folders if folder)
        uris = [*(from_fs_path(os.path.abspath(path)) or "" for path in paths), *self.pages]
        for uri in {unquote(uri): uri for uri in uris}.values():
            page = self.page(uri) if self.opened(uri) else self._found(uri)
            if page:
                yield uri, page

    def _found(self, uri: str) -> Page | None:
        """Return the page of a file that nobody has opened."""
        path = to_fs_path(uri) or ""
        with suppress(ConfigError):  # it is told as a rule that cannot be used
            if self.runner.is_data(path):
                return None
        text = self.text_of(path)
        return None if text is None else self.read(uri, text)


def _broken(failure: Failure) -> lsp.Diagnostic:
    place = lsp.Position((failure.line or 1) - 1, (failure.column or 1) - 1)
    return lsp.Diagnostic(lsp.Range(place, place), failure.message, lsp.DiagnosticSeverity.Error, source="onym")
