"""Reads plain text and Markdown: their lines without mark-up, and pipe tables.

Published plans come as plain text that is sprinkled with Markdown (bold titles, ``##``, italic brackets), so both are
read as Markdown; for plain text the marks are not taken that would turn text into something else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dutrack.draft import refusals
from dutrack.draft.decode import decode
from dutrack.draft.source import Document, Line, Place, Row, Table
from dutrack.draft.words import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from dutrack.draft.source import Piece

_PLAIN = phrases("code|fence|blockquote|reference|html_block|html_inline|lheading|link|image|autolink|backticks|entity")
"""What Markdown makes of indented lines, angles and brackets; in plain text they are only that."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MOST_LINES = 100_000


def read_text(name: str, data: bytes, *, markdown: bool) -> Document:
    """Read a text file; ``markdown`` takes all of its marks. Raises UnreadableError."""
    text = unicodedata.normalize("NFC", decode(name, data)).replace("\f", "\n")
    lines = text.splitlines()
    if len(lines) > _MOST_LINES:
        raise refusals.too_long(name)
    pieces = tuple(_Reader(lines, markdown=markdown).pieces())
    return Document(name, pieces, wrapped=_wrapped([piece.text for piece in pieces if isinstance(piece, Line)]))


def _wrapped(lines: list[str]) -> bool:
    """Tell whether the lines are those of a page: most end near the same short width."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(lengths) < 12:
        return False
    width = lengths[len(lengths) * 19 // 20]
    full = sum(0.75 * width <= length <= width for length in lengths)
    return width <= 140 and full >= 0.4 * len(lengths)


class _Reader:
    """Walks the tokens of a Markdown document."""

    def __init__(self, lines: list[str], *, markdown: bool) -> None:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - heavy

        parser = MarkdownIt("commonmark").enable("table")
        self.lines = lines
        self.tokens = (parser if markdown else parser.disable(list(_PLAIN))).parse("\n".join(lines))
        self.at = 0
        self.last = 0
        self.mark = ""

    def pieces(self) -> Iterator[Piece]:
        """Yield what stands in the document, in order."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            match token.type:
                case "list_item_open":
                    self.mark = f"{self.mark} {token.info}{token.markup}".strip()
                    self.last = self.first_line(token)
                case "list_item_close" if self.mark:  # "2030." alone on a line looks like an empty item
                    yield Line(self.mark, Place(self.last), gap=self.gap(self.last))
                    self.mark = ""
                case "inline":
                    heading = self.tokens[self.at - 2].type == "heading_open"
                    yield from self.text(token, heading=heading)
                case "table_open":
                    yield Table(tuple(self.rows()))
                case "code_block" | "fence":
                    yield from self.verbatim(token)

    def text(self, token: Token, *, heading: bool) -> Iterator[Line]:
        """Yield the lines of a block, the mark of its list item before the first."""
        first = self.first_line(token)
        for number, text in enumerate(_plain(token)):
            mark, self.mark = self.mark, ""
            whole = f"{mark} {text}".strip()
            if whole:
                yield Line(whole, Place(first + number), gap=number == 0 and self.gap(first), heading=heading)
        self.last = first

    def verbatim(self, token: Token) -> Iterator[Line]:
        """Yield the lines of a code block as they are."""
        first = self.first_line(token)
        for number, text in enumerate(token.content.split("\n")):
            if text.strip():
                yield Line(text.strip(), Place(first + number), gap=number == 0)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of a table."""
        cells: list[str] = []
        number = 0
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            match token.type:
                case "tr_open":
                    number, cells = self.first_line(token), []
                case "inline":
                    cells.append(_BREAK.sub("\n", "\n".join(_plain(token))))
                case "tr_close":
                    yield Row(tuple(cells), Place(number))
        self.at += 1

    def first_line(self, token: Token) -> int:
        return (token.map[0] if token.map else self.last) + 1

    def gap(self, line: int) -> bool:
        return line < 2 or not self.lines[line - 2].strip()


def _plain(token: Token) -> list[str]:
    """Return the lines of an inline token without its marks."""
    pieces = []
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                pieces.append("\n")
            case "text" | "code_inline":
                pieces.append(child.content)
            case "html_inline" if _BREAK.fullmatch(child.content):
                pieces.append("\n")
    return "".join(pieces).split("\n")
