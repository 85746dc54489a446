"""Tables of tasks become tasks, by the headings of their columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.draft.bodies import begins_body
from dutrack.draft.columns import Column, columns_of, kinds
from dutrack.draft.labels import labelled
from dutrack.draft.lines import all_capitals
from dutrack.draft.marks import Rank, mark_of
from dutrack.draft.model import Doubt, DraftTask
from dutrack.draft.names import split_names
from dutrack.draft.shared import Said, assigned, said_by
from dutrack.draft.source import Row
from dutrack.draft.timing import reading_of
from dutrack.draft.titles import title_of
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dutrack.draft.source import Place, Table


class Heading(Struct, frozen=True):
    """A row that is a heading: how deep, its label for an id, its title."""

    rank: int
    label: str
    title: str
    place: Place


class RowTask(Struct, frozen=True):
    """A row that is a task, without id and section: its label for an id, and the headings it stands under."""

    task: DraftTask
    label: str
    headings: tuple[Heading, ...]


_NUMBERS = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?|")
_DITTO = re.compile(r"[-–\s]*(?:nt|như trên)[-–\s]*|[\"″〃”]+", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[-–+•]\s*\w", re.MULTILINE)
_LABEL = re.compile(r"[^\w.]+")


def rows_of(table: Table) -> tuple[RowTask, ...]:
    """Return the tasks of a table; () for one whose headings are not those of tasks."""
    found = columns_of(table.rows)
    if found is None:
        return ()
    columns, start = found
    return tuple(_Reader(columns).rows(table.rows[start:]))


class _Reader:
    """Reads the rows below the headings."""

    def __init__(self, columns: Mapping[int, Column]) -> None:
        self.columns = columns
        self.open: list[Heading] = []
        self.count = 0
        self.headed = 0

    def rows(self, rows: Sequence[Row]) -> Iterator[RowTask]:
        """Yield the rows that are tasks; one that only goes on with the row above it is joined to that."""
        last: RowTask | None = None
        for row in self.written_out(rows):
            if kinds(row) == self.columns or all(_NUMBERS.fullmatch(cell.strip()) for cell in row.cells):
                continue  # headings repeated on a new page; the numbers of columns
            if self.is_heading(row):
                self.enter(row)
                continue
            found = self.task(row)
            same = last is not None and found is not None
            if last is not None and (found is None or (same and _is_same(last, found))):
                last = self.joined(last, row)
                continue
            if last is not None:
                yield last
            last = found
        if last is not None:
            yield last

    def written_out(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield the rows with what they say of the one above: "nt", "như trên", ditto marks."""
        above: tuple[str, ...] = ()
        for row in rows:
            cells = tuple(
                above[i] if _DITTO.fullmatch(cell.strip()) and i < len(above) and i in self.columns else cell
                for i, cell in enumerate(row.cells)
            )
            above = cells
            yield Row(cells, row.place)

    def cell(self, row: Row, column: Column) -> str:
        """Return the text of a row in the columns of a kind, a merged cell's once."""
        texts = dict.fromkeys(
            row.cells[i].strip() for i, kind in self.columns.items() if kind is column and i < len(row.cells)
        )
        return "\n".join(text for text in texts if text)

    def is_heading(self, row: Row) -> bool:
        """Tell whether a row is a heading: merged, or nothing but a number and a title as headings have them."""
        number, title = self.cell(row, Column.NUMBER), self.cell(row, Column.TASK)
        texts = {cell.strip() for cell in row.cells if cell.strip()}
        if len(texts) == 1:
            return True
        if not title or texts != {number, title}:
            return False
        mark = mark_of(f"{number.rstrip('.')}. x")
        merged = sum(cell.strip() == title for cell in row.cells) > 1
        return merged or all_capitals(title) or (mark is not None and mark.rank <= Rank.ROMAN + 1)

    def enter(self, row: Row) -> None:
        """Open the section a heading begins, and close those it ends."""
        texts = list(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))
        number = self.cell(row, Column.NUMBER).rstrip(".") if len(texts) > 1 else ""
        title = self.cell(row, Column.TASK) or texts[0]
        text = " ".join(f"{number}. {title}".split()) if number else " ".join(title.split())
        mark = mark_of(text)
        self.headed += 1
        label = mark.label if mark and mark.label else str(self.headed)
        rank = mark.rank if mark else Rank.CHAPTER
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()
        self.open.append(Heading(rank, label, text[mark.length :] if mark else text, row.place))

    def task(self, row: Row) -> RowTask | None:
        """Return a row as a task, None where it names none."""
        whole = self.cell(row, Column.TASK)
        text = " ".join(whole.split())
        if not text:
            return None
        self.count += 1
        label = _LABEL.sub("", self.cell(row, Column.NUMBER)).strip(".") or str(self.count)
        mark = mark_of(text)
        words, values = labelled(text[mark.length :] if mark else text)
        said = self.said(row)
        for value in values:
            said = said.over(said_by(value, row.place))
        nobody = () if said.owners else (Doubt(msg("nobody is named to lead"), row.place),)
        items = len(_ITEM.findall(whole))
        several = (Doubt(msg("the row lists {count} things; each may be a task", count=items), row.place),)
        task = DraftTask(
            id="",
            section=None,
            title=title_of(words),
            text=text,
            place=row.place,
            owners=said.owners,
            helpers=said.helpers,
            deadline=said.deadline,
            product=said.product,
            doubts=(*nobody, *(several if items > 1 else ()), *said.doubts),
        )
        return RowTask(task, label, tuple(self.open))

    def said(self, row: Row) -> Said:
        """Return what the other columns say."""
        owners, helpers = assigned(_lines(self.cell(row, Column.LEAD)))
        others = split_names(_lines(self.cell(row, Column.HELP)))
        deadline = _deadline(self.cell(row, Column.TIME))
        doubt = Doubt(msg("the deadline is not understood: {text}", text=deadline), row.place)
        doubts = (doubt,) if deadline and reading_of(deadline) is None else ()
        product = " ".join(self.cell(row, Column.PRODUCT).split())
        return Said(owners, tuple(dict.fromkeys((*helpers, *others))), deadline or None, product or None, doubts)

    def joined(self, last: RowTask, row: Row) -> RowTask:
        """Add to a task what the next row says of it: cells that go on over a page, or a second lead."""
        said, task = self.said(row), last.task
        deadline = task.deadline or said.deadline
        if said.deadline and task.deadline and said.deadline != task.deadline:
            deadline = f"{task.deadline}; {said.deadline}"
        whole = replace(
            task,
            owners=tuple(dict.fromkeys((*task.owners, *said.owners))),
            helpers=tuple(dict.fromkeys((*task.helpers, *said.helpers))),
            deadline=deadline,
        )
        return replace(last, task=whole)


def _is_same(last: RowTask, found: RowTask) -> bool:
    return found.task.text == last.task.text and found.label == last.label


def _lines(cell: str) -> str:
    """Return a cell's lines, those put together that go on with the one before."""
    lines: list[str] = []
    for line in cell.split("\n"):
        text = line.strip().lstrip("-–+• ").strip()
        if lines and not begins_body(text):
            lines[-1] = f"{lines[-1]} {text}"
        elif text:
            lines.append(text)
    return "\n".join(lines)


def _deadline(cell: str) -> str:
    """Return a cell's deadline: in one line where that can be read, else its lines joined by "; "."""
    whole = " ".join(cell.split())
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    joined = "; ".join(lines)
    if whole and len(lines) > 1 and reading_of(whole) is None and reading_of(joined) is not None:
        return joined
    return whole
