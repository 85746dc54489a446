"""Where an editor counts: lines and characters as the protocol does, in the encoding both sides agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from lsprotocol.types import Position, PositionEncodingKind, Range

from dutrack.lsp.outline import Span

if TYPE_CHECKING:
    from dutrack.problems import Place

_LINE_FEED = re.compile(r"\n")
_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """A text with the starts of its lines; offsets are characters from 0.

    ``encoding`` says what a position counts within its line: bytes of UTF-8, units of UTF-16 or characters.
    """

    def __init__(self, text: str, encoding: PositionEncodingKind | str) -> None:
        self.text = text
        self._encoding = encoding
        self._ends = [found.span() for found in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in self._ends)]
        self._rows = [0, *(found.end() for found in _LINE_FEED.finditer(text))]

    def position(self, offset: int) -> Position:
        """Return where an offset is for the editor."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self.text[self._starts[line] : offset]))

    def range(self, span: Span) -> Range:
        """Return where characters are for the editor."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """Return the offset of an editor's position; one past the end of a line or of the text is that end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        end = self._ends[position.line][0] if position.line < len(self._ends) else len(self.text)
        units = 0
        for offset in range(start, end):
            if units >= position.character:
                return offset
            units += self._units(self.text[offset])
        return end

    def span(self, place: Place) -> Span:
        """Return the characters a finding is about; the whole first line for one about the file."""
        if place.line == 0:
            return Span(0, self._ends[0][0] if self._ends else len(self.text))
        start = self._character(place.line, place.column)
        return Span(start, max(self._character(place.end_line, place.end_column), start))

    def _character(self, line: int, column: int) -> int:
        """Return the offset of a line and column from 1; places count line feeds only."""
        return min(self._rows[line - 1] + column - 1, len(self.text)) if line <= len(self._rows) else len(self.text)

    def _units(self, text: str) -> int:
        if self._encoding == PositionEncodingKind.Utf32 or text.isascii():
            return len(text)
        if self._encoding == PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
