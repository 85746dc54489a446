"""The parts of a document around its body: letterhead, title, the sentence that introduces it, signature, annexes."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.draft.lines import Paragraph, paragraphs
from dutrack.draft.marks import Rank, mark_of
from dutrack.draft.source import Line, Table
from dutrack.draft.words import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dutrack.draft.source import Document, Piece, Place

_TITLE = pattern(r"""
    (?:DỰ THẢO\s+)?(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|CHỈ THỊ|NGHỊ QUYẾT|KẾT LUẬN|THÔNG BÁO|HƯỚNG DẪN|PHƯƠNG ÁN|CÔNG ĐIỆN
    |QUYẾT ĐỊNH|LỘ TRÌNH|CHIẾN LƯỢC)(?!\w)
""")  # fmt: skip
_SIGNED = re.compile(r"(?:T/M|TM\.?|KT\.?|TL\.?|TUQ\.?)\s+\w{2}")
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC|BẢNG|KẾ HOẠCH CHI TIẾT|PHÂN CÔNG|TIẾN ĐỘ)(?![^\W\d_])[^.;]*$")
_SET_IN = re.compile(r"CỘNG H[ÒO][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|[Nn]ơi nhận|NƠI NHẬN|(?:T/M|TM\.|KT\.)\s+\w")
"""What stands in a table that is only there to set two columns."""
_FRONT = 60
_LONGEST_TITLE = 700
_TITLE_LINES = 6
_INTRODUCES = re.compile(r"(?:căn cứ|thực hiện|triển khai|xét|theo|để|nhằm)\b", re.IGNORECASE)


class Annex(Struct, frozen=True):
    """What follows the signature: its heading and its content."""

    title: str
    place: Place
    content: tuple[Paragraph | Table, ...]


class Parts(Struct, frozen=True):
    """The parts of a document. ``letterhead`` are lines, ``title`` paragraphs, ``body`` what holds the tasks.

    ``articles`` are those of a decision that puts the plan into force.
    """

    letterhead: tuple[str, ...]
    title: tuple[str, ...]
    introduction: tuple[Paragraph, ...]
    body: tuple[Paragraph | Table, ...]
    annexes: tuple[Annex, ...]
    articles: tuple[Paragraph, ...] = ()


def parts_of(document: Document) -> Parts:
    """Take a document apart."""
    pieces = [line for piece in document.pieces for line in _opened(piece)]
    first, at = _title_at(pieces)
    lines = [piece.text for piece in pieces[: max(first, 0)] if isinstance(piece, Line)]
    letterhead = tuple(column for line in lines for column in re.split(r"\s{3,}|\t", line))
    joined = paragraphs(document.name, pieces[at:], wrapped=document.wrapped)
    title = _taken(joined, lambda piece, taken: first > -1 and len(taken) < _TITLE_LINES and _is_title(piece, taken))
    introduction = _taken(joined, lambda piece, _: _introduces(piece))
    decision = _decision(document, pieces[first:at]) if 0 <= first < at else []
    end = next((i for i, piece in enumerate(joined) if isinstance(piece, Paragraph) and _ends(piece.text)), len(joined))
    return Parts(
        letterhead,
        tuple(paragraph.text for paragraph in title),
        (*(piece for piece in decision if _INTRODUCES.match(piece.text)), *introduction),
        tuple(joined[:end]),
        tuple(_annexes(joined[end:])),
        tuple(itertools.dropwhile(lambda piece: not piece.text.startswith("Điều"), decision)),
    )


def _decision(document: Document, pieces: Sequence[Piece]) -> list[Paragraph]:
    """Return the paragraphs of a decision up to its signature."""
    joined = paragraphs(document.name, pieces, wrapped=document.wrapped)
    found = [piece for piece in joined if isinstance(piece, Paragraph)]
    return list(itertools.takewhile(lambda piece: not _ends(piece.text), found))


def _taken(pieces: list[Paragraph | Table], goes_on: Callable[[Paragraph, list[Paragraph]], bool]) -> list[Paragraph]:
    """Take the first paragraphs off a list as long as they go on with those taken."""
    taken: list[Paragraph] = []
    while pieces and isinstance(piece := pieces[0], Paragraph) and goes_on(piece, taken):
        taken.append(piece)
        pieces.pop(0)
    return taken


def _opened(piece: Piece) -> Iterable[Piece]:
    """Turn a table that a letterhead or signature is set in into lines, column by column."""
    if isinstance(piece, Line) or not any(_SET_IN.search(cell) for row in piece.rows for cell in row.cells):
        return (piece,)
    width = max((len(row.cells) for row in piece.rows), default=0)
    cells = dict.fromkeys((row.cells[i], row.place) for i in range(width) for row in piece.rows if i < len(row.cells))
    return [
        Line(text.strip(), place, starts=True) for cell, place in cells for text in cell.split("\n") if text.strip()
    ]


def _title_at(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return where the letterhead ends and the title begins; -1 and 0 for a document without a title.

    The title is the kind of document in capitals; where a decision puts a plan into force, that of the plan.
    """
    kinds = [i for i, piece in enumerate(pieces) if _is_kind(piece)]
    if not kinds or kinds[0] >= _FRONT:
        return -1, 0
    own = (i for i in kinds if not _text(pieces[i]).startswith("QUYẾT ĐỊNH"))
    return kinds[0], next(own, kinds[0])


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, Line) else ""


def _is_kind(piece: Piece) -> bool:
    """Tell whether a line says in capitals what kind of document it is, with or without what it is about."""
    return _text(piece).isupper() and _TITLE.match(_text(piece).strip()) is not None


def _is_title(piece: Paragraph, title: list[Paragraph]) -> bool:
    if sum(len(line.text) for line in title) + len(piece.text) > _LONGEST_TITLE:
        return False
    if not title or piece.text.startswith("("):
        return True
    return mark_of(piece.text) is None and not re.search(
        r"[.:;]\s*$|như sau|ban hành kế hoạch", piece.text, re.IGNORECASE
    )


def _introduces(piece: Paragraph) -> bool:
    mark = mark_of(piece.text)
    if mark is None:
        return not piece.heading
    return mark.rank >= Rank.DASH and _INTRODUCES.match(piece.text[mark.length :]) is not None


def _ends(text: str) -> bool:
    signed = _SIGNED.match(text)
    return text.lower().startswith("nơi nhận") or (
        signed is not None and text[signed.end() - 2 : signed.end()].isupper()
    )


def _annexes(after: Sequence[Paragraph | Table]) -> Iterable[Annex]:
    """Return what follows the signature: from each heading of an annex, or a table of tasks that has none."""
    starts = [i for i, piece in enumerate(after) if isinstance(piece, Paragraph) and _ANNEX.match(piece.text)]
    starts = [at for number, at in enumerate(starts) if number == 0 or at - starts[number - 1] > 3]
    if not starts and any(isinstance(piece, Table) for piece in after):
        starts = [next(i for i, piece in enumerate(after) if isinstance(piece, Table))]
    for number, start in enumerate(starts):
        content = list(after[start : starts[number + 1] if number + 1 < len(starts) else len(after)])
        title: list[str] = []
        while (
            content
            and isinstance(piece := content[0], Paragraph)
            and mark_of(piece.text) is None
            and len(title) < _TITLE_LINES
        ):
            title.append(piece.text)
            content.pop(0)
        first = after[start]
        place = first.place if isinstance(first, Paragraph) else first.rows[0].place
        yield Annex(" ".join(text for text in title if not text.startswith("(")), place, tuple(content))
