"""What an official document says, before it is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date, datetime

    from dutrack.config import Issuer
    from dutrack.export.official.forms import Form

HEADING = "# "
"""What a paragraph begins with that is a heading."""


class Annex(Struct, frozen=True):
    """A table behind the document. ``widths`` are shares of the page; the columns of ``centred`` are centred."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    centred: frozenset[int] = frozenset()


class Document(Struct, frozen=True):
    """A document. ``kind`` is its name in capitals, "" for a letter, which has ``to`` instead.

    ``paragraphs`` are its text; one that begins with HEADING is a heading. ``stamp`` says the day and the data, at the
    end of each annex; ``moment`` is the time the file names as its own.
    """

    form: Form
    issuer: Issuer
    day: date
    abbreviation: str
    kind: str
    subject: str
    to: tuple[str, ...]
    paragraphs: tuple[str, ...]
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...]
    stamp: str
    moment: datetime

    @property
    def name(self) -> str:
        """How an annex names the document it belongs to."""
        return self.kind.capitalize() or "Công văn"
