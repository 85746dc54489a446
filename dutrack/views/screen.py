"""Lists on a terminal: lines of coloured pieces, folded into columns.

A table of rich costs half a millisecond a row, and the list of a ministry has thousands of rows. These lines cost a
hundredth of that, and rich is imported only where there is a colour to show.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from dutrack.views.text import cells, is_simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Piece: TypeAlias = tuple[str, str]
"""A text and its style, in rich's words: "bold red", "dim", ""."""
Line: TypeAlias = tuple[Piece, ...]

PIPED_WIDTH = 100
"""How wide a list is where there is no terminal and COLUMNS does not say."""

_WORD = re.compile(r"\s*\S+\s*")


class Screen:
    """Collects lines, and writes them to standard output: in colour on a terminal, unless NO_COLOR is set."""

    def __init__(self) -> None:
        terminal = sys.stdout.isatty()
        self._coloured = terminal and not os.environ.get("NO_COLOR")
        self._lines: list[Line] = []
        self.width = screen_width(terminal=terminal)

    def add(self, *pieces: Piece) -> None:
        """Add a line, folded where it is too long."""
        self._lines += folded(pieces, self.width)

    def add_lines(self, lines: Iterable[Line]) -> None:
        """Add lines that are not too long."""
        self._lines += lines

    def show(self) -> None:
        """Write what was added."""
        if self._coloured:
            self._show_in_colour()
        else:
            # Columns are filled up with spaces, of no use in a file.
            print("\n".join(["".join([text for text, _ in line]).rstrip() for line in self._lines]))  # noqa: T201

    def _show_in_colour(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - heavy
        from rich.segment import Segment, Segments  # noqa: PLC0415 - likewise

        console = Console(highlight=False, markup=False, emoji=False)
        styles = {style: console.get_style(style) for style in {style for line in self._lines for _, style in line}}
        segments: list[Segment] = []
        for line in self._lines:
            segments += [Segment(text, styles[style]) for text, style in line]
            segments.append(Segment.line())
        console.print(Segments(segments), end="")


def screen_width(*, terminal: bool) -> int:
    """Return how many columns there are: as COLUMNS says, else the terminal's own."""
    if not terminal and not os.environ.get("COLUMNS"):
        return PIPED_WIDTH
    return max(shutil.get_terminal_size((80, 25)).columns - (os.name == "nt" and terminal), 1)


def folded(pieces: Sequence[Piece], width: int) -> list[Line]:
    """Return a line as lines of at most ``width`` cells, broken at spaces, within a word only where it is too long."""
    text = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces])
    if cells(text) <= width:
        return [tuple(pieces)]
    places = pairwise((0, *_breaks(text, width), len(text)))
    if len(pieces) == 1:
        style = pieces[0][1]
        return [((text[start:end].rstrip(), style),) for start, end in places]
    return [_cut(pieces, start, end) for start, end in places]


def _cut(pieces: Sequence[Piece], start: int, end: int) -> Line:
    """Return the characters from ``start`` to ``end`` (exclusive) without the spaces at the end of the line."""
    found: list[Piece] = []
    at = 0
    for text, style in pieces:
        part = text[max(start - at, 0) : max(end - at, 0)]
        at += len(text)
        if part:
            found.append((part, style))
    while found and not found[-1][0].rstrip():
        found.pop()
    if found:
        found[-1] = found[-1][0].rstrip(), found[-1][1]
    return tuple(found)


@lru_cache(maxsize=4096)
def _breaks(text: str, width: int) -> tuple[int, ...]:
    """Return where lines of a text begin, but for the first."""
    breaks: list[int] = []
    used = start = 0
    if is_simple(text) and "  " not in text:
        while len(text) - start > width and (space := text.rfind(" ", start, start + width + 1)) > start:
            start = space + 1
            breaks.append(start)
        if len(text) - start <= width:
            return tuple(breaks)
        breaks.clear()  # a word is too long
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        length = cells(word.rstrip())
        if length <= width - used:
            used += cells(word)
        elif length <= width:
            if start:
                breaks.append(start)
            used = cells(word)
        else:
            for part in _chopped(word, width):
                if start:
                    breaks.append(start)
                start += len(part)
                used = cells(part)
    return tuple(breaks)


def _chopped(word: str, width: int) -> list[str]:
    parts, used = [""], 0
    for char in word:
        size = cells(char)
        if used + size > width:
            parts.append("")
            used = 0
        parts[-1] += char
        used += size
    return parts


def columns(cells_of_row: Sequence[list[Line]], widths: Sequence[int], gap: str) -> list[Line]:
    """Return cells, each of some lines that fit its column, beside each other; the last column needs no filling."""
    last = len(widths) - 1
    found: list[Line] = []
    for number in range(max(map(len, cells_of_row))):
        line: list[Piece] = []
        missing = 0
        for place, cell in enumerate(cells_of_row):
            if number < len(cell) and cell[number]:
                if missing:
                    line.append((" " * missing, ""))
                line += cell[number]
                missing = widths[place] - sum([cells(text) for text, _ in cell[number]])
            else:
                missing += widths[place]
            missing += len(gap) if place < last else 0
        found.append(tuple(line))
    return found


def stacked(
    head: Sequence[list[Line]], widths: Sequence[int], under: Iterable[Line], gap: str, width: int
) -> list[Line]:
    """Return cells beside each other, or below each other where ``width`` is too little, and lines below, a gap in."""
    if sum(widths) + len(gap) * (len(widths) - 1) <= width:
        lines = columns(head, widths, gap)
    else:
        lines = [part for cell in head for line in cell for part in folded(line, width)]
    inside = max(width - len(gap), 1)
    below = [part for line in under for part in folded(line, inside)]
    return [*lines, *columns([[()], below], [0, inside], gap)]
