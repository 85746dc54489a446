"""Reads .docx: paragraphs with the numbers Word puts before them, and tables with their merged cells.

python-docx parses with entities unresolved and no network, and loads nothing that stands outside the package; macros
are only stored bytes to it.
"""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, Any

from dutrack.draft import refusals
from dutrack.draft.decode import refuse_legacy
from dutrack.draft.numbering import Numbering
from dutrack.draft.source import Document, Line, Place, Row, Table, Unit, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.draft.source import Piece

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTS = {f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"}
_HIDDEN = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}pict",
    f"{_W}object",
    f"{_W}txbxContent",
    f"{_MC}Fallback",
    f"{_W}instrText",
}
"""What is deleted, drawn or said twice."""
_INSIDE = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"}
"""What only wraps paragraphs and tables."""
_MOST = 50_000


def read_word(name: str, data: bytes) -> Document:
    """Read a Word document. Raises UnreadableError."""
    try:
        from docx import api  # noqa: PLC0415 - heavy, and of the extra "draft"
    except ModuleNotFoundError:
        raise refusals.library_missing(name) from None
    try:
        pieces = tuple(_Reader(name, api.Document(io.BytesIO(data))).pieces())
    except UnreadableError:
        raise
    except Exception as error:  # a damaged part can fail anywhere in the library, with anything
        raise refusals.damaged(name, error) from error
    texts = [piece.text for piece in pieces if isinstance(piece, Line)]
    texts += [cell for piece in pieces if isinstance(piece, Table) for row in piece.rows for cell in row.cells]
    if not any(text.strip() for text in texts):
        raise refusals.scanned(name)
    refuse_legacy(name, "\n".join(texts))
    return Document(name, pieces)


class _Reader:
    """Walks the body of a document."""

    def __init__(self, name: str, document: Any) -> None:
        self.name = name
        self.body = document.element.body
        self.numbering = Numbering(document)
        self.paragraph = 0
        self.table = 0

    def pieces(self) -> Iterator[Piece]:
        """Yield paragraphs and tables in order."""
        for element in _blocks(self.body):
            if element.tag == f"{_W}tbl":
                self.table += 1
                yield Table(tuple(self.rows(element, self.table)))
                continue
            self.paragraph += 1
            if self.paragraph > _MOST:
                raise refusals.too_long(self.name)
            yield from self.lines(element)

    def lines(self, element: Any) -> Iterator[Line]:
        """Yield the lines of a paragraph, its number before the first."""
        label = self.numbering.label(element)
        heading = self.numbering.is_heading(element)
        for number, text in enumerate(_text(element).split("\n")):
            whole = f"{label} {text}".strip() if number == 0 and text.strip() else text.strip()
            if whole:
                yield Line(whole, Place(self.paragraph, Unit.PARAGRAPH), starts=number == 0, heading=heading)

    def rows(self, table: Any, number: int) -> Iterator[Row]:
        """Yield the rows of a table; a merged cell's text stands in every place it covers."""
        above: dict[int, str] = {}
        for at, row in enumerate(table.iterchildren(f"{_W}tr"), 1):
            cells: list[str] = []
            for cell in (cell for block in _wrapped(row) if (cell := block).tag == f"{_W}tc"):
                span, merged = _spans(cell)
                text = "\n".join(filter(None, (self.cell_text(block) for block in _blocks(cell))))
                text = above.get(len(cells), "") if merged else text
                for _ in range(span):
                    above[len(cells)] = text
                    cells.append(text)
            yield Row(tuple(cells), Place(at, Unit.ROW, number))

    def cell_text(self, block: Any) -> str:
        """Return the text of a block in a cell; a table inside one is read cell by cell."""
        if block.tag == f"{_W}tbl":
            return "\n".join(
                filter(None, (self.cell_text(inner) for cell in block.iter(f"{_W}tc") for inner in _blocks(cell)))
            )
        label = self.numbering.label(block)
        text = _text(block).strip()
        return f"{label} {text}".strip() if text else ""


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables in a body or cell, through what only wraps them."""
    for child in _wrapped(parent):
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child


def _wrapped(parent: Any) -> Iterator[Any]:
    for child in parent.iterchildren():
        if child.tag in _INSIDE:
            yield from _wrapped(child)
        else:
            yield child


def _text(element: Any) -> str:
    """Return the text of a paragraph, what is deleted left out."""
    pieces: list[str] = []
    stack = [iter(element.iterchildren())]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _TEXTS:
            pieces.append({f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}.get(child.tag, "\n"))
        elif child.tag not in _HIDDEN:
            stack.append(iter(child.iterchildren()))
    return unicodedata.normalize("NFC", "".join(pieces))


def _spans(cell: Any) -> tuple[int, bool]:
    """Return how many columns a cell takes, and whether it goes on with the one above it."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, False
    grid, merge = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
    value = grid.get(f"{_W}val", "1") if grid is not None else "1"
    span = min(int(value), 100) if value.isdecimal() else 1
    return max(span, 1), merge is not None and merge.get(f"{_W}val", "continue") == "continue"
