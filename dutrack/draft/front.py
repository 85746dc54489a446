"""The parts of a document around its body: letterhead, title, the sentence that introduces it, signature, annexes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.draft.lines import Paragraph, paragraphs
from dutrack.draft.marks import Rank, mark_of
from dutrack.draft.source import Line, Table
from dutrack.draft.tables import is_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dutrack.draft.source import Document, Piece

_KINDS = (
    "KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|CHỈ THỊ|NGHỊ QUYẾT|KẾT LUẬN|THÔNG BÁO|HƯỚNG DẪN|PHƯƠNG ÁN|CÔNG ĐIỆN|QUYẾT ĐỊNH|LỘ TRÌNH|CHIẾN LƯỢC"
)
_TITLE = re.compile(rf"(?:DỰ THẢO\s+)?(?:{_KINDS})(?!\w)")
_SIGNED = re.compile(r"(?:T/M|TM\.?|KT\.?|TL\.?|TUQ\.?)\s+\w{2}")
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC|BẢNG|KẾ HOẠCH CHI TIẾT|PHÂN CÔNG|TIẾN ĐỘ)(?![^\W\d_])[^.;]*$")
_FRONT = 60
_LONGEST_TITLE = 700
_TITLE_LINES = 6
_INTRODUCES = re.compile(r"(?:căn cứ|thực hiện|triển khai|xét|theo|để|nhằm)\b", re.IGNORECASE)


class Annex(Struct, frozen=True):
    """What follows the signature: its heading and its content."""

    title: str
    content: tuple[Paragraph | Table, ...]


class Parts(Struct, frozen=True):
    """The parts of a document. ``letterhead`` are lines, ``title`` paragraphs, ``body`` what holds the tasks."""

    letterhead: tuple[str, ...]
    title: tuple[str, ...]
    introduction: tuple[Paragraph, ...]
    body: tuple[Paragraph | Table, ...]
    signature: tuple[str, ...]
    annexes: tuple[Annex, ...]


def parts_of(document: Document) -> Parts:
    """Take a document apart."""
    pieces = [line for piece in document.pieces for line in _opened(piece)]
    at = _title_at(pieces)
    letterhead = tuple(column for piece in pieces[: at or 0] if isinstance(piece, Line) for column in re.split(r"\s{3,}|\t", piece.text))
    joined = paragraphs(pieces[at or 0 :], wrapped=document.wrapped)
    title: list[str] = []
    if at is not None:
        while joined and len(title) < _TITLE_LINES and _is_title(joined[0], title):
            piece = joined.pop(0)
            title.append(piece.text if isinstance(piece, Paragraph) else "")
    introduction: list[Paragraph] = []
    while joined and isinstance(piece := joined[0], Paragraph) and _introduces(piece):
        introduction.append(piece)
        joined.pop(0)
    end = next((i for i, piece in enumerate(joined) if isinstance(piece, Paragraph) and _ends(piece.text)), len(joined))
    body, after = joined[:end], joined[end:]
    signature = tuple(piece.text for piece in after if isinstance(piece, Paragraph))
    return Parts(letterhead, tuple(title), tuple(introduction), tuple(body), signature, tuple(_annexes(after)))


def _opened(piece: Piece) -> Iterable[Piece]:
    """Turn a table that holds no tasks, as letterheads and signatures are set in, into lines, column by column."""
    if isinstance(piece, Line) or is_tasks(piece):
        return (piece,)
    width = max((len(row.cells) for row in piece.rows), default=0)
    cells = dict.fromkeys((row.cells[i], row.place) for i in range(width) for row in piece.rows if i < len(row.cells))
    return [Line(text.strip(), place, starts=True) for cell, place in cells for text in cell.split("\n") if text.strip()]


def _title_at(pieces: Sequence[Piece]) -> int | None:
    """Return where the title begins: the kind of document in capitals; a plan's title after a decision's."""
    found = [i for i, piece in enumerate(pieces[:_FRONT]) if _is_kind(piece)]
    if not found:
        return None
    first = pieces[found[0]]
    if isinstance(first, Line) and first.text.startswith("QUYẾT ĐỊNH"):
        later = (i for i in range(found[0] + 1, len(pieces)) if _is_kind(pieces[i]) and pieces[i] != first)
        return next(later, found[0])
    return found[0]


def _is_kind(piece: Piece) -> bool:
    """Tell whether a line says in capitals what kind of document it is, with or without what it is about."""
    return isinstance(piece, Line) and piece.text.isupper() and _TITLE.match(piece.text.strip()) is not None


def _is_title(piece: Paragraph | Table, title: list[str]) -> bool:
    if not isinstance(piece, Paragraph) or sum(map(len, title)) + len(piece.text) > _LONGEST_TITLE:
        return False
    if not title or piece.text.startswith("("):
        return True
    return mark_of(piece.text) is None and not re.search(r"[.:;]\s*$|như sau|ban hành kế hoạch", piece.text, re.IGNORECASE)


def _introduces(piece: Paragraph) -> bool:
    mark = mark_of(piece.text)
    if mark is None:
        return not piece.heading
    return mark.rank >= Rank.DASH and _INTRODUCES.match(piece.text[mark.length :]) is not None


def _ends(text: str) -> bool:
    signed = _SIGNED.match(text)
    return text.lower().startswith("nơi nhận") or (signed is not None and text[signed.end() - 2 : signed.end()].isupper())


def _annexes(after: Sequence[Paragraph | Table]) -> Iterable[Annex]:
    """Return what follows the signature: from each heading of an annex, or a table of tasks that has none."""
    starts = [i for i, piece in enumerate(after) if isinstance(piece, Paragraph) and _ANNEX.match(piece.text)]
    starts = [at for number, at in enumerate(starts) if number == 0 or at - starts[number - 1] > 3]
    if not starts and any(isinstance(piece, Table) for piece in after):
        starts = [next(i for i, piece in enumerate(after) if isinstance(piece, Table))]
    for number, start in enumerate(starts):
        content = list(after[start : starts[number + 1] if number + 1 < len(starts) else len(after)])
        title: list[str] = []
        while content and isinstance(piece := content[0], Paragraph) and mark_of(piece.text) is None and len(title) < _TITLE_LINES:
            title.append(piece.text)
            content.pop(0)
        yield Annex(" ".join(text for text in title if not text.startswith("(")), tuple(content))
