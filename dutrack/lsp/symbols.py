"""The outline of a file: its tables, each by its id and title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dutrack.lsp.outline import Header, Outline, Span
from dutrack.toml import show_key

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("id", "name", "title")


class Symbol(NamedTuple):
    """A table: ``table`` is the name of the list or group it is in, ``chosen`` the characters that name it."""

    table: str
    label: str
    detail: str
    whole: Span
    chosen: Span


def symbols(outline: Outline) -> Iterator[Symbol]:
    """Yield the tables of a file in its order; a header that is not yet written is left out."""
    for header in outline.headers:
        if header.key:
            yield _symbol(outline, header)


def _symbol(outline: Outline, header: Header) -> Symbol:
    words = [text for key in _NAMES if (text := outline.string((*header.key, key)))]
    end = len(outline.text[: header.body.end].rstrip())
    return Symbol(
        table=str(header.key[0]),
        label=" ".join(" ".join(words[:2]).split()) or show_key(header.key),
        detail=outline.string((*header.key, "deadline")) or "",
        whole=Span(header.line.start, max(end, header.line.end)),
        chosen=header.line,
    )
