"""A real editor's session: the server runs as a process and is spoken to as an editor does."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

from lint.lsp.page import MOST

CONFIG = ClientServerConfig(server_command=[sys.executable, "-m", "lint", "lsp"], server_env=os.environ)
COPY = (
    "🎉 Später: President Volodymyr Selenskyj said 🇺🇦 the Nato met.\r\n\r\n"
    "Later Selenskyj's aide Andrij Jermak left.\r\n"
)
CONSISTENT = (
    "Igor Klimovich came to the town with his wife and their children, and spoke to the people.\n\n"
    "Later Klymovych left; Igor Klymovych came.\n"
)

pytestmark = pytest.mark.asyncio


def capabilities(pull: bool) -> lsp.ClientCapabilities:
    return lsp.ClientCapabilities(
        workspace=lsp.WorkspaceClientCapabilities(
            apply_edit=True, workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True)
        ),
        text_document=lsp.TextDocumentClientCapabilities(
            publish_diagnostics=lsp.PublishDiagnosticsClientCapabilities(related_information=True),
            diagnostic=lsp.DiagnosticClientCapabilities() if pull else None,
        ),
    )


async def started(client: LanguageClient, folder: Path, pull: bool = False) -> None:
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "onym.yaml").write_text("# the house\nlanguage: en\nallow: [Kiev]  # as ever\n", "utf-8")
    await client.initialize_session(
        lsp.InitializeParams(
            capabilities(pull),
            root_uri=folder.as_uri(),
            workspace_folders=[lsp.WorkspaceFolder(folder.as_uri(), "desk")],
        )
    )


@pytest_lsp.fixture(config=CONFIG)
async def client(lsp_client: LanguageClient):
    yield
    await lsp_client.shutdown_session()


def opened(client: LanguageClient, path: Path, text: str, version: int = 1) -> str:
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(path.as_uri(), "plaintext", version, text))
    )
    return path.as_uri()


async def told(client: LanguageClient, uri: str) -> list[lsp.Diagnostic]:
    for _ in range(6000):  # two minutes: the first answer compiles the rules, on a machine that may be busy
        if uri in client.diagnostics:
            return list(client.diagnostics.pop(uri))
        await asyncio.sleep(0.02)
    raise AssertionError(f"no diagnostics for {uri}")


def applied(text: str, edits: list[lsp.TextEdit]) -> str:
    """Apply edits as an editor does: UTF-16 columns, lines that end at LF, CRLF and CR."""
    lines = text.replace("\r\n", "\n").split("\n")
    starts = [0]
    for line in text.split("\r\n" if "\r\n" in text else "\n"):
        starts.append(starts[-1] + len(line) + (2 if "\r\n" in text else 1))

    def place(position: lsp.Position) -> int:
        units = lines[position.line].encode("utf-16-le")[: 2 * position.character]
        return starts[position.line] + len(units.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        text = text[: place(edit.range.start)] + edit.new_text + text[place(edit.range.end) :]
    return text


def shown(text: str, range_: lsp.Range) -> str:
    edit = lsp.TextEdit(range_, "\0")
    before, _, after = applied(text, [edit]).partition("\0")
    return text[len(before) : len(text) - len(after)]


async def actions(client: LanguageClient, uri: str, found: lsp.Diagnostic, only: list[str] | None = None):
    context = lsp.CodeActionContext([found], only=only)
    return await client.text_document_code_action_async(
        lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), found.range, context)
    )


async def test_open_change_fix(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    uri = opened(client, tmp_path / "a.txt", COPY)
    found = await told(client, uri)
    assert [(shown(COPY, each.range), each.code) for each in found] == [
        ("Selenskyj", "name-variant"),
        ("Nato", "letter-case"),
        ("Selenskyj's", "name-variant"),
        ("Andrij Jermak", "name-variant"),
    ]
    assert found[0].range.start == lsp.Position(0, 31)  # the party popper takes two of UTF-16's units

    fixes = await actions(client, uri, found[0])
    assert [fix.title for fix in fixes] == [
        "Write “Zelensky”",
        "Fix all 2 places of this name here",
        "Accept “Selenskyj” for volodymyr-zelensky in onym.yaml",
        "Fix all safe findings of onym",
    ]
    assert fixes[0].is_preferred
    assert applied(COPY, fixes[0].edit.changes[uri]) == COPY.replace("Selenskyj", "Zelensky", 1)
    assert applied(COPY, fixes[1].edit.changes[uri]) == COPY.replace("Selenskyj", "Zelensky")
    mended = applied(COPY, fixes[3].edit.changes[uri])
    assert mended == COPY.replace("Selenskyj", "Zelensky").replace("Nato", "NATO").replace(
        "Andrij Jermak", "Andriy Yermak"
    )

    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(2, uri), [lsp.TextDocumentContentChangeWholeDocument(mended)]
        )
    )
    assert await told(client, uri) == []


@pytest.mark.parametrize("name", ["two words.txt", "Größe (1).txt", "Київ.txt"])
async def test_any_name_of_a_file(client: LanguageClient, tmp_path: Path, name: str) -> None:
    await started(client, tmp_path)
    (tmp_path / name).write_text(COPY, "utf-8", newline="")
    uri = opened(client, tmp_path / name, COPY)
    assert len(await told(client, uri)) == 4
    where = lsp.Position(0, 33)
    assert await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), where))
    edit = await client.text_document_rename_async(lsp.RenameParams(lsp.TextDocumentIdentifier(uri), where, "X"))
    assert list(edit.changes) == [uri]
    (tmp_path / "onym.yaml").write_text("language: en\nchecks: {name-variant: off}\n", "utf-8")
    client.text_document_did_save(
        lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier((tmp_path / "onym.yaml").as_uri()))
    )
    assert [each.code for each in await told(client, uri)] == ["letter-case"]


async def test_a_text_that_was_never_saved_is_of_its_language(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    uri, text = "untitled:Untitled-1", "`Selenskyj` and President Volodymyr Selenskyj came to the town with them.\n"
    document = lsp.TextDocumentItem(uri, "markdown", 1, text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
    assert [each.range.start.character for each in await told(client, uri)] == [36]


async def test_a_text_that_is_not_open_has_nothing_to_say(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    gone = lsp.TextDocumentIdentifier((tmp_path / "gone.txt").as_uri())
    assert await client.text_document_hover_async(lsp.HoverParams(gone, lsp.Position(0, 3))) is None
    assert not await client.text_document_code_lens_async(lsp.CodeLensParams(gone))


async def test_only_what_is_asked_for(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    uri = opened(client, tmp_path / "a.txt", COPY)
    found = await told(client, uri)
    assert [fix.kind for fix in await actions(client, uri, found[0], ["source.fixAll"])] == ["source.fixAll.onym"]
    assert {fix.kind for fix in await actions(client, uri, found[0], ["quickfix"])} == {"quickfix"}
    assert await actions(client, uri, found[0], ["refactor"]) == ()


async def test_a_spelling_is_accepted_in_the_house_file(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    uri = opened(client, tmp_path / "a.txt", COPY)
    found = await told(client, uri)
    accept = next(fix for fix in await actions(client, uri, found[0]) if fix.title.startswith("Accept"))
    (change,) = accept.edit.document_changes
    house = tmp_path / "onym.yaml"
    assert change.text_document.uri == house.as_uri()
    before = house.read_text("utf-8")
    after = applied(before, change.edits)
    assert after == before + "accept: {volodymyr-zelensky: {en: [Selenskyj]}}\n"
    house.write_text(after, "utf-8")
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(house.as_uri())))
    assert [each.code for each in await told(client, uri)] == ["letter-case", "name-variant"]


async def test_a_discovered_name_becomes_a_rule(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    (tmp_path / "onym.yaml").unlink()
    uri = opened(client, tmp_path / "a.txt", CONSISTENT)
    (found,) = await told(client, uri)
    assert found.code == "inconsistent-name"
    titles = {fix.title: fix for fix in await actions(client, uri, found)}
    rule = titles["Add a rule for “Klimovich” to onym.yaml"]
    create, change = rule.edit.document_changes
    assert create.kind == "create"
    assert applied("", change.edits) == "names: [{native: {en: Klimovich}}]\n"
    never = titles["Never report “Klymovych” (allow in onym.yaml)"]
    assert applied("", never.edit.document_changes[1].edits) == "allow: [Klymovych]\n"


async def test_broken_rules_are_shown_where_they_are_broken(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    house = tmp_path / "onym.yaml"
    house.write_text("allow: [Kiev\n", "utf-8")
    opened(client, tmp_path / "a.txt", COPY)
    (broken,) = await told(client, house.as_uri())
    assert broken.severity is lsp.DiagnosticSeverity.Error
    assert broken.range.start == lsp.Position(0, 7)
    house.write_text("allow: [Kiev]\n", "utf-8")
    client.workspace_did_change_watched_files(
        lsp.DidChangeWatchedFilesParams([lsp.FileEvent(house.as_uri(), lsp.FileChangeType.Changed)])
    )
    assert await told(client, house.as_uri()) == []


async def test_hover_and_lens(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    uri = opened(client, tmp_path / "a.txt", COPY)
    found = await told(client, uri)
    document = lsp.TextDocumentIdentifier(uri)
    card = await client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 33)))
    assert shown(COPY, card.range) == "Volodymyr Selenskyj"
    assert "Зеленський (uk)" in card.contents.value
    assert "| fr | Volodymyr Zelensky |" in card.contents.value
    assert await client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 4))) is None

    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(document))
    assert lenses[0].command.title == "volodymyr-zelensky: Selenskyj 1, Selenskyj's 1"
    assert lenses[0].range == found[0].range
    edits: list[lsp.ApplyWorkspaceEditParams] = []
    client.feature(lsp.WORKSPACE_APPLY_EDIT)(
        lambda params: edits.append(params) or lsp.ApplyWorkspaceEditResult(applied=True)
    )
    for lens in (lenses[0],):
        params = lsp.ExecuteCommandParams(lens.command.command, lens.command.arguments)
        await client.workspace_execute_command_async(params)
    assert applied(COPY, edits[0].edit.changes[uri]) == COPY.replace("Selenskyj", "Zelensky")


async def test_rename_over_files_keeps_the_ending(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    (tmp_path / "b.txt").write_text("KLIMOVICH and Klimovich’s men spoke.\n", "utf-8")
    uri = opened(client, tmp_path / "a.txt", CONSISTENT)
    await told(client, uri)
    where = lsp.TextDocumentPositionParams(lsp.TextDocumentIdentifier(uri), lsp.Position(0, 8))
    word = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(where.text_document, where.position))
    assert shown(CONSISTENT, word) == "Klimovich"
    edit = await client.text_document_rename_async(lsp.RenameParams(where.text_document, where.position, "Klimowitsch"))
    assert applied(CONSISTENT, edit.changes[uri]) == CONSISTENT.replace("Klimovich", "Klimowitsch")
    other = (tmp_path / "b.txt").as_uri()
    assert (
        applied((tmp_path / "b.txt").read_text("utf-8"), edit.changes[other])
        == "KLIMOWITSCH and Klimowitsch’s men spoke.\n"
    )


async def test_an_editor_that_asks_is_not_pushed(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path, pull=True)
    (tmp_path / "b.txt").write_text("The Nato met.\n", "utf-8")
    uri = opened(client, tmp_path / "a.txt", COPY)
    report = await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri)))
    assert len(report.items) == 4
    whole = await client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams(previous_result_ids=[]))
    counts = {Path(item.uri).name: len(item.items) for item in whole.items}
    assert counts == {"a.txt": 4, "b.txt": 1}
    assert uri not in client.diagnostics


async def test_markup_and_left_out_files(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    (tmp_path / "onym.yaml").write_text("language: en\nexclude: [old/]\n", "utf-8")
    page = "<p>S<b>elens</b>kyj met them.</p>\n"
    uri = opened(client, tmp_path / "a.html", page)
    (found,) = await told(client, uri)
    fix = (await actions(client, uri, found))[0]
    assert applied(page, fix.edit.changes[uri]) == "<p>Z<b>elens</b>ky met them.</p>\n"
    assert await told(client, opened(client, tmp_path / "old" / "b.txt", COPY)) == []


async def test_a_text_with_thousands_of_findings(client: LanguageClient, tmp_path: Path) -> None:
    text = "The Nato was there.\n" * (MOST + 50) + "Later President Volodymyr Selenskyj left.\n"
    await started(client, tmp_path)
    uri = opened(client, tmp_path / "long.txt", text)
    note, *found = await told(client, uri)
    assert (note.severity, note.code) == (lsp.DiagnosticSeverity.Information, None)
    assert note.message == f"51 more findings are not shown here: onym check lists all {MOST + 51:,}"
    assert len(found) == MOST
    assert (found[-1].code, found[-1].severity) == ("name-variant", lsp.DiagnosticSeverity.Error)  # the worst are shown
    fixes = {each.title: each for each in await actions(client, uri, found[0])}
    whole = fixes[f"Fix all {MOST + 50} places of this name here"]
    assert len(whole.edit.changes[uri]) == MOST + 50
    assert len(fixes["Fix all safe findings of onym"].edit.changes[uri]) == MOST + 52  # Selenskyj takes two


async def test_copy_whose_language_is_not_certain(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path)
    (tmp_path / "onym.yaml").unlink()
    uri = opened(client, tmp_path / "brief.txt", "Wolodymyr Selenskyj, Andrij Jermak. Kiew.\n")
    (note,) = await told(client, uri)
    assert note.severity == lsp.DiagnosticSeverity.Information
    assert note.message.startswith("3 known names could not be judged, since the language is not certain")
    (tmp_path / "onym.yaml").write_text("language: en\n", "utf-8")
    client.text_document_did_save(
        lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier((tmp_path / "onym.yaml").as_uri()))
    )
    assert [each.code for each in await told(client, uri)] == ["name-variant"] * 3


async def test_an_editor_that_asks_at_every_key(client: LanguageClient, tmp_path: Path) -> None:
    await started(client, tmp_path, pull=True)
    uri = opened(client, tmp_path / "a.txt", COPY)
    asked = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
    assert len((await client.text_document_diagnostic_async(asked)).items) == 4
    answers = []
    for version, text in enumerate(("The Nato met.\n", "The Nato met Andrij Jermak.\n", "The NATO met.\n"), 2):
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version, uri), [whole])
        )
        answers.append(client.text_document_diagnostic_async(asked))
    assert [len((await answer).items) for answer in answers] == [0, 0, 0]  # none of a text that is no longer there
