"""Completion: what can be written where the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.files import CONFIG
from dutrack.lsp.keys import codes_of, keys_of, tables_of
from dutrack.lsp.offers import Offer, Sort
from dutrack.lsp.roles import ANY
from dutrack.lsp.slots import header_slot, key_slot, value_slot
from dutrack.lsp.values import offered_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.lsp.desk import Desk
    from dutrack.lsp.outline import Outline, Span
    from dutrack.lsp.slots import KeySlot

_ONCE = ("plan", "policy", "calendar", "schedule", "git", "mail", "outbox")
"""The tables a file has at most one of."""
_BY_ID = ("issuers", "owners", "groups")
"""The tables whose entries have ids for names."""
_USUAL = ("owner", "deadline")
"""What a new task gets besides the keys that it must have."""


def completions(desk: Desk, name: str, offset: int, today: date) -> list[Offer]:
    """Return what can be written at an offset of a file, the most likely first."""
    outline = desk.outline(name)
    if (value := value_slot(outline, offset)) is not None:
        return list(offered_values(desk, name, value, today))
    if (header := header_slot(outline, offset)) is not None:
        return list(_tables(outline, name, header))
    if (key := key_slot(outline, offset)) is not None:
        return [*_keys(outline, name, key), *_codes(desk, name, key, today)]
    return []


def _keys(outline: Outline, name: str, slot: KeySlot) -> Iterator[Offer]:
    """Yield the keys a table does not have yet, those it must have first."""
    written = outline.text[slice(*slot.span)]
    there = {key for key in outline.keys_of(slot.table) if key != written}
    known = keys_of(name, slot.table)
    for key in sorted(known.keys() - there, key=lambda key: (not known[key].required, [*known].index(key))):
        text, snippet = (key, None) if slot.has_value else (f"{key} = ", f"{key} = {known[key].value % 1}")
        yield Offer(Sort.KEY, key, text, slot.span, key, meaning=str(known[key].meaning), snippet=snippet)


def _codes(desk: Desk, name: str, slot: KeySlot, today: date) -> Iterator[Offer]:
    """Yield the codes that can be silenced there, first those that the checks of the plan find."""
    codes, plan = codes_of(name, slot.table), desk.plan(name)
    found = {problem.code.value for problem in desk.view(plan, today).problems} if codes and plan else set()
    for code in sorted(codes, key=lambda code: code not in found):
        title = str(codes[code])
        text, snippet = (code, None) if slot.has_value else (f'{code} = ""', f'{code} = "$1"')
        yield Offer(Sort.CODE, code, text, slot.span, f"{code} {title}", detail=title, snippet=snippet)


def _tables(outline: Outline, name: str, span: Span) -> Iterator[Offer]:
    """Yield the tables a file may still have, each with the keys it is begun with."""
    there = {header.key for header in outline.headers if header.line.start != span.start}
    for table, meaning in tables_of(name).items():
        if (table,) in there and table in _ONCE:
            continue
        # The rules of a workspace may change over time; a plan has only one set of them.
        once = table in _ONCE and (name, table) != (CONFIG, "policy")
        label = f"[{table}]" if once else f"[{table}.ID]" if table in _BY_ID else f"[[{table}]]"
        header = label.replace("ID", "$1")
        known = keys_of(name, (table, ANY) if table in _BY_ID else (table,))
        begun = [key for key in known if known[key].required or (table == "tasks" and key in _USUAL)]
        lines = [f"{key} = {known[key].value % number}" for number, key in enumerate(begun, 2)]
        snippet = "\n".join([header, *lines])
        yield Offer(Sort.TABLE, label, label, span, label, meaning=str(meaning), snippet=snippet)
