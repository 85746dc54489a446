"""From dutrack's values to those of the protocol; places become positions in the encoding agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from dutrack.i18n import msg
from dutrack.lsp.offers import Sort
from dutrack.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.lsp.offers import Offer
    from dutrack.lsp.positions import Lines
    from dutrack.lsp.symbols import Symbol
    from dutrack.problems import Fix, Problem

SOURCE = "dutrack"
FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{SOURCE}"
"""The kind of action by which an editor asks for all safe fixes, on saving for instance."""

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}
_COMPLETION_KINDS = {
    Sort.TABLE: lsp.CompletionItemKind.Struct,
    Sort.CODE: lsp.CompletionItemKind.Constant,
    Sort.CHOICE: lsp.CompletionItemKind.EnumMember,
    Sort.KEY: lsp.CompletionItemKind.Property,
    Sort.BODY: lsp.CompletionItemKind.Class,
    Sort.EVENT: lsp.CompletionItemKind.Event,
    Sort.TASK: lsp.CompletionItemKind.Reference,
    Sort.SECTION: lsp.CompletionItemKind.Module,
    Sort.PLAN: lsp.CompletionItemKind.File,
    Sort.PHRASE: lsp.CompletionItemKind.Snippet,
}
_SYMBOL_KINDS = {
    "plan": lsp.SymbolKind.File,
    "events": lsp.SymbolKind.Event,
    "sections": lsp.SymbolKind.Namespace,
    "tasks": lsp.SymbolKind.Method,
    "terms": lsp.SymbolKind.Constant,
    "owners": lsp.SymbolKind.Class,
    "groups": lsp.SymbolKind.Enum,
}


def diagnostic(problem: Problem, lines: Lines) -> lsp.Diagnostic:
    """Return a finding in the active language, its hint on a line of its own."""
    message = str(problem.message)
    if problem.hint is not None:
        hint = msg("Hint: {hint}", hint=problem.hint)
        message = f"{message}\n{hint}"
    span = lines.span(problem.place)
    return lsp.Diagnostic(
        lines.range(span), message, _SEVERITIES[problem.severity], code=problem.code.value, source=SOURCE
    )


def quick_fix(uri: str, problem: Problem, fix: Fix, lines: Lines) -> lsp.CodeAction:
    """Return the change that settles a finding."""
    return lsp.CodeAction(
        str(fix.title),
        lsp.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(problem, lines)],
        is_preferred=fix.safe,
        edit=_edit(uri, (fix,), lines),
    )


def fix_all(uri: str, fixes: Iterable[Fix], lines: Lines) -> lsp.CodeAction:
    """Return several changes of a document as one."""
    return lsp.CodeAction(str(msg("Make all safe fixes")), FIX_ALL, edit=_edit(uri, fixes, lines))


def _edit(uri: str, fixes: Iterable[Fix], lines: Lines) -> lsp.WorkspaceEdit:
    return lsp.WorkspaceEdit({uri: [lsp.TextEdit(lines.range(lines.span(fix.place)), fix.text) for fix in fixes]})


def inlay_hint(offset: int, text: str, lines: Lines) -> lsp.InlayHint:
    """Return words that stand behind a character."""
    return lsp.InlayHint(lines.position(offset), text, padding_left=True)


def completion_item(offer: Offer, number: int, lines: Lines, *, snippets: bool) -> lsp.CompletionItem:
    """Return something that can be written; ``number`` keeps it in its place among the others."""
    with_stops = snippets and offer.snippet is not None
    return lsp.CompletionItem(
        offer.label,
        label_details=lsp.CompletionItemLabelDetails(description=offer.about) if offer.about else None,
        kind=_COMPLETION_KINDS[offer.sort],
        detail=offer.detail,
        documentation=offer.meaning,
        sort_text=f"{number:05}",
        filter_text=offer.found_by,
        insert_text_format=lsp.InsertTextFormat.Snippet if with_stops else lsp.InsertTextFormat.PlainText,
        text_edit=lsp.TextEdit(lines.range(offer.span), offer.snippet if with_stops and offer.snippet else offer.text),
    )


def document_symbol(symbol: Symbol, lines: Lines) -> lsp.DocumentSymbol:
    """Return a table of the outline."""
    return lsp.DocumentSymbol(
        symbol.label,
        _SYMBOL_KINDS.get(symbol.table, lsp.SymbolKind.Object),
        lines.range(symbol.whole),
        lines.range(symbol.chosen),
        detail=symbol.detail,
    )
