"""Lines become paragraphs: page numbers and ornaments go, wrapped and cut paragraphs are put together again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.draft import refusals
from dutrack.draft.labels import Kind, label_of
from dutrack.draft.marks import Rank, mark_of
from dutrack.draft.source import Line, Place, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.draft.source import Piece


class Paragraph(Struct, frozen=True):
    """A paragraph in one line, single-spaced, and where it begins."""

    text: str
    place: Place
    heading: bool = False


_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)
_ORNAMENT = re.compile(r"[\W_]+")
_ENDED = re.compile(r"[.;:!?…][\s\"”’»)\]*]*$|[.;:]\s*/\.?\s*$|/\.\s*$")
_LAST = re.compile(r"/\.?\s*$")
"""What ends a document: "./."."""
_OF_ITS_OWN = re.compile(r"Nơi nhận|(?:T/M|TM\.|KT\.|TL\.)\s|PHỤ LỤC|Phụ lục [IVX\d]")
_FULL = 0.8
"""A line of this share of the usual width was broken by the margin, so the paragraph may go on."""
_VERY_FULL = 0.92
"""Likewise for one that ends like a sentence."""
_DANGLING = frozenset(
    "của và các về với theo cho tại trong số là để từ đến do bởi hoặc những một ở trên ngày tháng năm thuộc".split()
)
_DANGLING_NAMES = frozenset("Sở Bộ Ban Phòng Cục Vụ Hội Đảng Nghị Luật Căn".split())
"""What no line ends in, written so: the first word of a name."""
_LONG_HEADING = 200
"""An item of more characters than this that ends in no mark was cut off: no heading is so long."""
_LONG_RAGGED = 100
"""Likewise where lines are broken anywhere."""
_RAGGED = 0.1
"""A page copied from the web is broken anywhere: so many of its lines go on in small letters."""
_LONGEST = 20_000
_TAIL = 20
"""The marks that end a paragraph lie within so many of its last characters."""


def paragraphs(name: str, pieces: Iterable[Piece], *, wrapped: bool) -> list[Paragraph | Table]:
    """Join the lines of a document into paragraphs; tables stay where they are. Raises UnreadableError."""
    lines = [piece for piece in pieces if isinstance(piece, Table) or not is_furniture(piece.text)]
    joiner = _Joiner(name, _width(lines) if wrapped else None, ragged=not wrapped and _ragged(lines))
    for piece in lines:
        joiner.add(piece)
    return joiner.done


def is_furniture(text: str) -> bool:
    """Tell whether a line is a page's number or an ornament."""
    text = text.strip()
    return _PAGE_NUMBER.fullmatch(text) is not None or _ORNAMENT.fullmatch(text) is not None


def all_capitals(text: str) -> bool:
    """Tell whether a text is written in capitals."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def _width(lines: Iterable[Piece]) -> int:
    lengths = sorted(len(line.text) for line in lines if isinstance(line, Line))
    return lengths[len(lengths) * 19 // 20] if lengths else 0


def _ragged(lines: Iterable[Piece]) -> bool:
    """Tell whether lines are broken anywhere."""
    texts = [line.text.strip() for line in lines if isinstance(line, Line)]
    going_on = sum(text[:1].islower() and mark_of(text) is None for text in texts)
    return going_on > _RAGGED * len(texts)


class _Joiner:
    """Puts paragraphs together.

    ``width`` is that of a full line, None where lines are no page's; ``ragged`` lines are broken anywhere.
    """

    def __init__(self, name: str, width: int | None, *, ragged: bool) -> None:
        self.name = name
        self.width = width
        self.ragged = ragged
        self.done: list[Paragraph | Table] = []
        self.last = ""
        """The last line of the paragraph that is open, as it stood on its page."""

    def add(self, piece: Piece) -> None:
        """Take the next piece."""
        if isinstance(piece, Table):
            self.done.append(piece)
            return
        text = " ".join(piece.text.split())
        if len(text) > _LONGEST:
            raise refusals.too_long(self.name)
        before = self.done[-1] if self.done else None
        if isinstance(before, Paragraph) and self.continues(before, piece, text):
            glue = "" if before.text.endswith("-") and text[:1].isupper() else " "
            self.done[-1] = Paragraph(before.text + glue + text, before.place, before.heading)
        else:
            self.done.append(Paragraph(text, piece.place, piece.heading))
        self.last = text

    def continues(self, before: Paragraph, line: Line, text: str) -> bool:
        """Tell whether a line goes on with the paragraph before it."""
        if line.starts or line.heading or before.heading or len(before.text) > _LONGEST:
            return False
        if _begins_label(text) or _OF_ITS_OWN.match(text):
            return False
        ended = self.ended(before.text)
        if (mark := mark_of(text)) is not None:
            rest = text[mark.length :]
            return mark.bullet and not ended and rest[:1].islower() and self.reaches(_FULL)
        if before.text.endswith((",", "-")) or text[:1].islower():
            return not before.text.endswith(":")
        if all_capitals(before.text) or all_capitals(text):
            return (
                not ended and not line.gap and all_capitals(before.text) == all_capitals(text) and self.titles(before)
            )
        if self.width is not None:
            sentence = ended and not before.text.endswith(":")
            return self.reaches(_VERY_FULL if sentence else _FULL) and not _LAST.search(before.text[-_TAIL:])
        return not ended and _is_cut(before.text, ragged=self.ragged and not line.gap)

    def reaches(self, share: float) -> bool:
        """Tell whether the last line was so full; False where lines are no page's."""
        return self.width is not None and len(self.last) >= share * self.width

    def titles(self, before: Paragraph) -> bool:
        """Tell whether a line in capitals may go on with one: only where that began a heading."""
        mark = mark_of(before.text)
        return (
            mark is not None and mark.rank <= Rank.ROMAN and (self.width is None or len(self.last) >= 0.5 * self.width)
        )

    def ended(self, text: str) -> bool:
        """Tell whether a paragraph ended; where lines are broken anywhere, an item may go on after a semicolon."""
        if self.ragged and text.endswith(";") and mark_of(text) is not None:
            return False
        return _ENDED.search(text[-_TAIL:]) is not None


def _begins_label(text: str) -> bool:
    """Tell whether a line says who or when of the paragraph before it: "Đơn vị chủ trì: …"."""
    label = label_of(text)
    return label is not None and label.kind is not Kind.CONTENT and ":" in text


def _is_cut(text: str, *, ragged: bool) -> bool:
    """Tell whether a text that ends in no mark was cut off by a page's end, and is no heading."""
    mark, last = mark_of(text), text.rpartition(" ")[2]
    if last.lower() in _DANGLING or last in _DANGLING_NAMES:
        return True
    if mark is None:
        return ragged and len(text) > _LONG_RAGGED
    return mark.bullet or len(text) > (_LONG_RAGGED if ragged else _LONG_HEADING) or ". " in text[mark.length :]
