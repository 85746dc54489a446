"""Where something can be written at a cursor: a value in its quotes, a key, the header of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dutrack.lsp.outline import Kind, Span

if TYPE_CHECKING:
    from dutrack.lsp.outline import Node, Outline
    from dutrack.toml import KeyPath

_WORD = re.compile(r"[^\s\[\]{},\"'=#]*\Z")
_BARE_KEY = re.compile(r"[\w-]*")
_BARE_KEY_BEFORE = re.compile(r"[\w-]*\Z")
_HEADER_BEFORE = re.compile(r"[ \t]*(\[{1,2}[ \t]*[\w-]*)")
_HEADER_AFTER = re.compile(r"[\w-]*[ \t]*\]{0,2}")


class Slot(NamedTuple):
    """Where a value goes: its key path, the characters it takes the place of, and the quotes it still needs."""

    key: KeyPath
    span: Span
    before: str = ""
    after: str = ""
    escapes: bool = True

    def fit(self, text: str) -> str:
        """Return a text as it is written here."""
        if self.escapes:
            text = text.replace("\\", "\\\\").replace('"', '\\"')
        return f"{self.before}{text}{self.after}"


def value_slot(outline: Outline, offset: int) -> Slot | None:
    """Return where a text goes that is written at an offset; None where no text is begun or can begin."""
    for node in reversed(outline.nodes):  # the inner ones come after those they stand in
        value = node.value
        match node.kind:
            case Kind.STRING if value.start < offset < value.end or (offset == value.end and not node.closed):
                return _in_string(outline.text, node, offset)
            case Kind.LIST if value.start < offset < value.end or (offset == value.end and not node.closed):
                word = _WORD.search(outline.text, value.start + 1, offset)
                return Slot(node.key, Span(word.start() if word else offset, offset), '"', '"')
            case Kind.OTHER if value.start <= offset <= value.end and not outline.text[value.start].isdigit():
                return Slot(node.key, value, '"', '"')
            case Kind.NONE if node.name and "=" in outline.text[node.name.end : offset] and offset <= value.end:
                return Slot(node.key, Span(offset, offset), '"', '"')
    return None


def _in_string(text: str, node: Node, offset: int) -> Slot | None:
    quote = text[node.value.start]
    quotes = 3 if text.startswith(3 * quote, node.value.start) else 1
    start = node.value.start + quotes
    if offset < start:
        return None
    if node.closed:
        return Slot(node.key, Span(start, node.value.end - quotes), escapes=quote == '"')
    # What follows the cursor may belong to something else: a bracket that the editor has put there.
    return Slot(node.key, Span(start, offset), after=quotes * quote, escapes=quote == '"')


class KeySlot(NamedTuple):
    """Where a key goes: the table it is in, the characters it takes the place of, and whether it has a value."""

    table: KeyPath
    span: Span
    has_value: bool


def key_slot(outline: Outline, offset: int) -> KeySlot | None:
    """Return where a key goes that is written at an offset; None where there is no place for one."""
    text = outline.text
    start = _BARE_KEY_BEFORE.search(text, 0, offset)
    word = Span(start.start() if start else offset, _end_of(_BARE_KEY, text, offset))
    has_value = text[word.end :].lstrip(" \t").startswith("=")
    around = [node for node in outline.nodes if node.value.start < word.start and _reaches(node, offset)]
    if around:
        table = around[-1]
        before = text[table.value.start + 1 : word.start].rstrip()
        if table.kind is Kind.TABLE and (not before or before.endswith(",")):
            return KeySlot(table.key, word, has_value)
        return None
    if text[text.rfind("\n", 0, offset) + 1 : word.start].strip(" \t"):
        return None
    header = outline.header_at(word.start)
    return KeySlot(header.key if header else (), word, has_value)


def header_slot(outline: Outline, offset: int) -> Span | None:
    """Return the characters of a table's header that is being written at an offset; None where none is."""
    text = outline.text
    line = text.rfind("\n", 0, offset) + 1
    begun = _HEADER_BEFORE.fullmatch(text, line, offset)
    if begun is None or any(node.value.start < offset and _reaches(node, offset) for node in outline.nodes):
        return None
    return Span(begun.start(1), _end_of(_HEADER_AFTER, text, offset))


def _reaches(node: Node, offset: int) -> bool:
    """Tell whether a list, table or string that begins before an offset goes on there."""
    return node.kind not in (Kind.OTHER, Kind.NONE) and (offset < node.value.end or not node.closed)


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
