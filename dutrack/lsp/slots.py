"""Where something can be written at a cursor: a value in its quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dutrack.lsp.outline import Kind, Span

if TYPE_CHECKING:
    from dutrack.lsp.outline import Node, Outline
    from dutrack.toml import KeyPath

_WORD = re.compile(r"[^\s\[\]{},\"'=#]*$")


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
