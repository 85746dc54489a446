"""What every reader makes of a document: lines of text and tables, in order, each with its place."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from dutrack.errors import DutrackError
from dutrack.i18n import Message, msg


class Unit(StrEnum):
    """What a place in a document is counted in."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    ROW = "row"


class Place(Struct, frozen=True):
    """Where in a document, counted from 1; ``within`` is the page of a line or the table of a row, 0 for none."""

    number: int
    unit: Unit = Unit.LINE
    within: int = 0


class Line(Struct, frozen=True):
    """A line of text, with the spaces inside it as they are and no mark-up.

    ``starts`` says that a paragraph begins here for certain; ``gap`` that an empty line stands before it, which in a
    converted document may be no more than a page's end. ``heading`` says that the document itself calls it one.
    """

    text: str
    place: Place
    starts: bool = False
    gap: bool = False
    heading: bool = False


class Row(Struct, frozen=True):
    """A row of a table. A cell merged over several columns or rows has its text in each of them."""

    cells: tuple[str, ...]
    place: Place


class Table(Struct, frozen=True):
    """A table; rows may differ in length."""

    rows: tuple[Row, ...]


Piece: TypeAlias = Line | Table


class Document(Struct, frozen=True):
    """A document as read. ``wrapped`` says that its lines are those of a page, to be joined into paragraphs."""

    name: str
    pieces: tuple[Piece, ...]
    wrapped: bool = False


class UnreadableError(DutrackError):
    """A document cannot be read, or not safely."""


def place_words(place: Place) -> Message:
    """Return where something stands, in words: "line 45", "page 2, line 7"."""
    match place.unit:
        case Unit.ROW:
            return msg("table {table}, row {row}", table=place.within, row=place.number)
        case Unit.PARAGRAPH:
            return msg("paragraph {number}", number=place.number)
        case _ if place.within:
            return msg("page {page}, line {line}", page=place.within, line=place.number)
        case _:
            return msg("line {line}", line=place.number)
