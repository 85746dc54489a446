"""What the server answers: each request of the protocol, put to the module that knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

from dutrack.lsp.actions import fixes, safe_fixes
from dutrack.lsp.completion import completions
from dutrack.lsp.deadlines import deadlines
from dutrack.lsp.definitions import definitions
from dutrack.lsp.hover import hover
from dutrack.lsp.outline import Span
from dutrack.lsp.server import PlanServer
from dutrack.lsp.symbols import symbols
from dutrack.lsp.wire import FIX_ALL, completion_item, document_symbol, fix_all, inlay_hint, quick_fix

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import BinaryIO

_WATCHED = ("**/dutrack.toml", "**/plans/**/*.toml")


def serve(clock: Callable[[str], date], language: str | None, stdin: BinaryIO, stdout: BinaryIO) -> bool:
    """Serve one editor until it says goodbye or is gone; return whether it said so."""
    server = PlanServer(clock, language)
    for method, answer, options in _FEATURES:
        server.feature(method, options)(answer)
    server.start_io(stdin, stdout)
    return server.ended


# --- the life of the server and of documents ---


def _initialize(ls: PlanServer, params: lsp.InitializeParams) -> None:
    ls.locale = params.locale


def _initialized(ls: PlanServer, _params: lsp.InitializedParams) -> None:
    """Ask to be told of files that change on disk, where the editor can."""
    workspace = ls.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace is not None else None
    if watched is not None and watched.dynamic_registration:
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
        ls.client_register_capability(lsp.RegistrationParams([lsp.Registration("files", method, options)]))


def _shutdown(ls: PlanServer, _params: None) -> None:
    ls.ended = True


def _did_open(ls: PlanServer, params: lsp.DidOpenTextDocumentParams) -> None:
    ls.put(params.text_document.uri, params.text_document.text)


def _did_change(ls: PlanServer, params: lsp.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.put(uri, ls.workspace.get_text_document(uri).source)


def _did_close(ls: PlanServer, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.drop(params.text_document.uri)


def _did_save(ls: PlanServer, _params: lsp.DidSaveTextDocumentParams) -> None:
    ls.refresh_all()


def _did_change_files(ls: PlanServer, _params: lsp.DidChangeWatchedFilesParams) -> None:
    ls.refresh_all()


# --- requests ---


def _inlay_hints(ls: PlanServer, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
    document = ls.document(params.text_document.uri)
    if document is None:
        return []
    desk, name, lines, today = document
    first, last = lines.offset(params.range.start), lines.offset(params.range.end)
    found = [each for each in deadlines(desk, name, today) if first <= each.node.value.end <= last]
    return [inlay_hint(each.node.value.end, hint, lines) for each in found if (hint := each.hint())]


def _hover(ls: PlanServer, params: lsp.HoverParams) -> lsp.Hover | None:
    document = ls.document(params.text_document.uri)
    if document is None:
        return None
    desk, name, lines, today = document
    shown = hover(desk, name, lines.offset(params.position), today)
    if shown is None:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, shown.text), lines.range(shown.span))


def _completion(ls: PlanServer, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    document = ls.document(params.text_document.uri)
    if document is None:
        return []
    desk, name, lines, today = document
    offers = completions(desk, name, lines.offset(params.position), today)
    snippets = _takes_snippets(ls)
    return [completion_item(offer, number, lines, snippets=snippets) for number, offer in enumerate(offers)]


def _takes_snippets(ls: PlanServer) -> bool:
    document = ls.client_capabilities.text_document
    completion = document.completion if document is not None else None
    item = completion.completion_item if completion is not None else None
    return item is not None and item.snippet_support is True


def _definition(ls: PlanServer, params: lsp.DefinitionParams) -> list[lsp.Location]:
    document = ls.document(params.text_document.uri)
    if document is None:
        return []
    desk, name, lines, _ = document
    found = []
    for target in definitions(desk, name, lines.offset(params.position)):
        uri, text = ls.target(desk, target.name)
        found.append(lsp.Location(uri, text.range(target.span)))
    return found


def _code_actions(ls: PlanServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    document = ls.document(params.text_document.uri)
    if document is None:
        return []
    desk, name, lines, today = document
    uri, found = params.text_document.uri, []
    if _wants(params.context.only, lsp.CodeActionKind.QuickFix.value):
        span = Span(lines.offset(params.range.start), lines.offset(params.range.end))
        found += [quick_fix(uri, problem, fix, lines) for problem, fix in fixes(desk, name, lines, span, today)]
    if params.context.only and _wants(params.context.only, FIX_ALL):
        safe = tuple(safe_fixes(desk, name, today))
        found += [fix_all(uri, safe, lines)] if safe else []
    return found


def _wants(kinds: Sequence[lsp.CodeActionKind | str] | None, kind: str) -> bool:
    """Tell whether a kind is among those asked for, or below one of them."""
    return kinds is None or any(f"{kind}.".startswith(f"{getattr(asked, 'value', asked)}.") for asked in kinds)


def _symbols(ls: PlanServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    document = ls.document(params.text_document.uri)
    if document is None:
        return []
    return [document_symbol(symbol, document.lines) for symbol in symbols(document.desk.outline(document.name))]


_FEATURES: tuple[tuple[str, Callable[..., Any], Any], ...] = (
    (lsp.INITIALIZE, _initialize, None),
    (lsp.INITIALIZED, _initialized, None),
    (lsp.SHUTDOWN, _shutdown, None),
    (lsp.TEXT_DOCUMENT_DID_OPEN, _did_open, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, _did_change, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, _did_close, None),
    (lsp.TEXT_DOCUMENT_DID_SAVE, _did_save, None),
    (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, _did_change_files, None),
    (lsp.TEXT_DOCUMENT_INLAY_HINT, _inlay_hints, None),
    (lsp.TEXT_DOCUMENT_HOVER, _hover, None),
    (lsp.TEXT_DOCUMENT_COMPLETION, _completion, lsp.CompletionOptions(trigger_characters=['"', "=", "[", ",", ":"])),
    (lsp.TEXT_DOCUMENT_DEFINITION, _definition, None),
    (
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        _code_actions,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL]),
    ),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols, None),
)
