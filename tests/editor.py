"""An editor for the tests: a real client of the protocol that starts the server and speaks to it over its pipes."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio import Queue
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PATIENCE = 60
"""Seconds after which the server is taken for dead, however busy the machine is."""

SERVER = ("-m", "dutrack", "lsp", "--today", "2023-03-27")
EVERYTHING = lsp.Range(lsp.Position(0, 0), lsp.Position(100_000, 0))


@dataclass
class Editor:
    """A client with the documents it has open and what it was told."""

    root: Path
    client: LanguageClient = field(default_factory=lambda: LanguageClient("tests", "1"))
    capabilities: lsp.ServerCapabilities = field(default_factory=lsp.ServerCapabilities)
    texts: dict[str, str] = field(default_factory=dict)
    told: dict[str, Queue[lsp.PublishDiagnosticsParams]] = field(default_factory=lambda: defaultdict(Queue))
    asked: Queue[str] = field(default_factory=Queue)
    version: int = 0

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def document(self, name: str) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.uri(name))

    def at(self, name: str, words: str) -> lsp.TextDocumentPositionParams:
        """Return a place in an open document, in UTF-16: after the first of some words."""
        before, found, _ = self.texts[name].partition(words)
        assert found
        line = (before + found).rpartition("\n")[2]
        position = lsp.Position((before + found).count("\n"), len(line.encode("utf-16-le")) // 2)
        return lsp.TextDocumentPositionParams(self.document(name), position)

    # --- documents ---

    async def open(self, name: str, text: str | None = None) -> list[lsp.Diagnostic]:
        """Open a document and return its first findings."""
        self.texts[name] = (self.root / name).read_text("utf-8") if text is None else text
        item = lsp.TextDocumentItem(self.uri(name), "toml", self._next(), self.texts[name])
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.findings(name)

    def type(self, name: str, text: str) -> None:
        """Change a document without waiting for anything."""
        self.texts[name] = text
        document = lsp.VersionedTextDocumentIdentifier(self._next(), self.uri(name))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    async def change(self, name: str, old: str, new: str) -> list[lsp.Diagnostic]:
        """Put something in the place of something else and return the findings that follow."""
        assert old in self.texts[name]
        self.type(name, self.texts[name].replace(old, new, 1))
        return await self.findings(name)

    async def findings(self, name: str) -> list[lsp.Diagnostic]:
        """Return the findings of an open document as it is now, when they come."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = await self.told[self.uri(name)].get()
                if found.version == self.version:
                    return list(found.diagnostics)

    async def told_next(self, name: str) -> list[lsp.Diagnostic]:
        """Return what is told next of a file, open or not."""
        async with asyncio.timeout(PATIENCE):
            return list((await self.told[self.uri(name)].get()).diagnostics)

    async def wait_until_asked(self, method: str) -> None:
        """Wait until the server asks for something."""
        async with asyncio.timeout(PATIENCE):
            while await self.asked.get() != method:
                pass

    def touched(self, name: str, how: lsp.FileChangeType) -> None:
        """Say that a file has changed on disk."""
        event = lsp.FileEvent(self.uri(name), how)
        self.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))

    # --- requests ---

    async def hints(self, name: str) -> list[lsp.InlayHint]:
        params = lsp.InlayHintParams(self.document(name), EVERYTHING)
        return list(await self.client.text_document_inlay_hint_async(params) or ())

    async def hover(self, name: str, words: str) -> str | None:
        place = self.at(name, words)
        found = await self.client.text_document_hover_async(lsp.HoverParams(place.text_document, place.position))
        if found is None:
            return None
        assert isinstance(found.contents, lsp.MarkupContent)
        return found.contents.value

    async def completions(self, name: str, words: str) -> list[lsp.CompletionItem]:
        place = self.at(name, words)
        params = lsp.CompletionParams(place.text_document, place.position)
        found = await self.client.text_document_completion_async(params)
        assert isinstance(found, list)
        return found

    async def definitions(self, name: str, words: str) -> list[lsp.Location]:
        place = self.at(name, words)
        params = lsp.DefinitionParams(place.text_document, place.position)
        found = await self.client.text_document_definition_async(params)
        assert isinstance(found, list)
        return [location for location in found if isinstance(location, lsp.Location)]

    async def actions(self, name: str, found: lsp.Diagnostic, *kinds: str) -> list[lsp.CodeAction]:
        context = lsp.CodeActionContext([found], only=kinds or None)
        params = lsp.CodeActionParams(self.document(name), found.range, context)
        actions = await self.client.text_document_code_action_async(params)
        return [action for action in actions or () if isinstance(action, lsp.CodeAction)]

    async def apply(self, name: str, action: lsp.CodeAction) -> list[lsp.Diagnostic]:
        """Make the changes of an action and return the findings that follow."""
        assert action.edit is not None
        assert action.edit.changes is not None
        [(uri, edits)] = action.edit.changes.items()
        assert uri == self.uri(name)
        text = self.texts[name]
        for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
            start, end = self._offset(text, edit.range.start), self._offset(text, edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        self.type(name, text)
        return await self.findings(name)

    @staticmethod
    def _offset(text: str, position: lsp.Position) -> int:
        """Return the place of a position in UTF-16."""
        lines = text.splitlines(keepends=True)
        before = lines[position.line].encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
        return sum(map(len, lines[: position.line])) + len(before)

    def _next(self) -> int:
        self.version += 1
        return self.version


@dataclass
class Ended:
    """How the server ended."""

    status: int | None = None
    errors: str = ""


@asynccontextmanager
async def editing(
    root: Path,
    *arguments: str,
    capabilities: lsp.ClientCapabilities | None = None,
    locale: str | None = "en",
    environ: dict[str, str] | None = None,
    ended: Ended | None = None,
    goodbye: bool = True,
) -> AsyncIterator[Editor]:
    """Start a server for a workspace, and end it politely; ``ended`` then holds how it went."""
    editor = Editor(root)
    _listen(editor)
    surroundings = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
    surroundings.pop("DUTRACK_LANG", None)
    await editor.client.start_io(sys.executable, *(arguments or SERVER), env=surroundings | (environ or {}))
    server = editor.client._server
    assert server is not None
    assert server.stderr is not None
    errors = asyncio.create_task(server.stderr.read())
    initialize = lsp.InitializeParams(capabilities or lsp.ClientCapabilities(), root_uri=root.as_uri(), locale=locale)
    async with asyncio.timeout(PATIENCE):
        editor.capabilities = (await editor.client.initialize_async(initialize)).capabilities
        editor.client.initialized(lsp.InitializedParams())
    try:
        yield editor
    finally:
        if goodbye:
            await editor.client.shutdown_async(None)
        editor.client.exit(None)
        await editor.client.stop()
        said = (await errors).decode()
        if ended is not None:
            ended.status, ended.errors = server.returncode, said


def _listen(editor: Editor) -> None:
    """Note what the server says of its own accord."""

    @editor.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        editor.told[params.uri].put_nowait(params)

    def asked(method: str) -> Any:
        def note(_params: Any) -> None:
            editor.asked.put_nowait(method)

        return note

    for method in (lsp.WORKSPACE_INLAY_HINT_REFRESH, lsp.CLIENT_REGISTER_CAPABILITY, lsp.WINDOW_SHOW_MESSAGE):
        editor.client.feature(method)(asked(method))
