"""Tables of tasks, read by their headings: STT, nội dung, cơ quan chủ trì, phối hợp, thời hạn, sản phẩm."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.deadline.spelling import key
from dutrack.draft.bodies import begins_body
from dutrack.draft.labels import Kind, labelled
from dutrack.draft.leads import split_names
from dutrack.draft.lines import all_capitals
from dutrack.draft.marks import Rank, mark_of
from dutrack.draft.model import Doubt, DraftTask
from dutrack.draft.shared import Said, assigned, said_by
from dutrack.draft.times import reading_of
from dutrack.draft.titles import title_of
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dutrack.draft.marks import Mark
    from dutrack.draft.source import Place, Row, Table


class Column(StrEnum):
    """What stands in a column."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    HELP = "help"
    TIME = "time"
    PRODUCT = "product"
    NOTE = "note"


class RowTask(Struct, frozen=True):
    """A row that is a task, without its section: its label for an id, and the headings it stands under."""

    task: DraftTask
    label: str
    words: str
    headings: tuple[tuple[str, str, Place], ...]


_HEADINGS = (
    (Column.NUMBER, re.compile(r"(?:s|số )?tt|số thứ tự|tt|no\.?|#")),
    (Column.NOTE, re.compile(r".*(?:ghi chú|kinh phí|căn cứ|lãnh đạo|theo dõi|cấp trình|thẩm quyền|tình hình|mã).*")),
    (Column.LEAD, re.compile(r".*(?:chủ trì|đầu mối|chịu trách nhiệm).*")),
    (Column.HELP, re.compile(r".*phối hợp.*")),
    (Column.TIME, re.compile(r".*(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình|hoàn thành).*")),
    (Column.PRODUCT, re.compile(r".*(?:sản phẩm|kết quả|đầu ra|hình thức).*")),
    (Column.LEAD, re.compile(r".*(?:(?:cơ quan|đơn vị|người|bộ phận) (?:thực hiện|phụ trách|tham mưu)|phân công|trách nhiệm|tổ chức thực hiện).*|cơ quan|đơn vị|cơ quan, đơn vị")),
    (Column.TASK, re.compile(r".*(?:nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|tên|văn bản|đề án|chuyên đề|chương trình|đầu việc).*")),
)  # fmt: skip
_HEADER_ROWS = 4
_NUMBERS = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?|")
_LABEL = re.compile(r"[^\w.]+")


def rows_of(table: Table) -> tuple[RowTask, ...]:
    """Return the tasks of a table; () for one whose headings are not those of tasks."""
    found = _columns(table.rows)
    if found is None:
        return ()
    columns, start = found
    return tuple(_Reader(columns).rows(table.rows[start:]))


def is_tasks(table: Table) -> bool:
    """Tell whether a table has the headings of tasks."""
    return _columns(table.rows) is not None


def _columns(rows: Sequence[Row]) -> tuple[dict[int, Column], int] | None:
    """Return what each column holds and the first row below the headings."""
    for at, row in enumerate(rows[:_HEADER_ROWS]):
        kinds = _kinds(row)
        if Column.TASK not in kinds.values() or not {Column.LEAD, Column.TIME, Column.HELP} & set(kinds.values()):
            continue
        below = _kinds(rows[at + 1]) if at + 1 < len(rows) else {}
        if sum(below.get(i) is not None and rows[at + 1].cells[i] != row.cells[i] for i in below) >= 2:
            return kinds | below, at + 2
        return kinds, at + 1
    return None


def _kinds(row: Row) -> dict[int, Column]:
    """Return the kinds of a row's cells; of several that could hold the task the first does."""
    kinds: dict[int, Column] = {}
    for i, cell in enumerate(row.cells):
        words = key(cell)
        kind = next((kind for kind, pattern in _HEADINGS if pattern.fullmatch(words)), None)
        if kind is not None and len(words) <= 60 and not (kind is Column.TASK and Column.TASK in kinds.values()):
            kinds[i] = kind
    return kinds


class _Reader:
    """Reads rows below their headings."""

    def __init__(self, columns: Mapping[int, Column]) -> None:
        self.columns = columns
        self.open: list[tuple[Mark | None, str, str, Place]] = []
        self.count = 0
        self.headed = 0

    def rows(self, rows: Sequence[Row]) -> Iterator[RowTask]:
        """Yield the rows that are tasks."""
        last: RowTask | None = None
        for row in rows:
            if _kinds(row) == self.columns or all(_NUMBERS.fullmatch(cell.strip()) for cell in row.cells):
                continue
            if self.heads(row):
                self.enter(row)
                continue
            found = self.task(row)
            if found is None or (last is not None and found.task.text == last.task.text and found.label == last.label):
                last = _joined(last, row, self) if last is not None else None
                continue
            if last is not None:
                yield last
            last = found
        if last is not None:
            yield last

    def cell(self, row: Row, column: Column) -> str:
        """Return the text of a row in the columns of a kind."""
        texts = dict.fromkeys(row.cells[i].strip() for i, kind in self.columns.items() if kind is column and i < len(row.cells))
        return "\n".join(text for text in texts if text)

    def heads(self, row: Row) -> bool:
        """Tell whether a row is a heading: merged, or with nothing but a number and a title."""
        texts = {cell.strip() for cell in row.cells if cell.strip()}
        if len(texts) == 1:
            return True
        others = [self.cell(row, column) for column in (Column.LEAD, Column.HELP, Column.TIME, Column.PRODUCT)]
        number, title = self.cell(row, Column.NUMBER), self.cell(row, Column.TASK)
        if any(others) or not title:
            return False
        mark = mark_of(f"{number.rstrip('.')}. x") if number else None
        return all_capitals(title) or (mark is not None and mark.rank <= Rank.ROMAN + 1)

    def enter(self, row: Row) -> None:
        """Open the section a heading begins, and close those it ends."""
        texts = list(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))
        number = self.cell(row, Column.NUMBER) if len(texts) > 1 else ""
        text = " ".join((f"{number.rstrip('.')}. " if number else "").split() + [self.cell(row, Column.TASK) or texts[0]])
        text = " ".join(text.split())
        mark = mark_of(text)
        self.headed += 1
        label = mark.label if mark and mark.label else str(self.headed)
        rank = mark.rank if mark else Rank.CHAPTER
        while self.open and (self.open[-1][0].rank if self.open[-1][0] else Rank.CHAPTER) >= rank:
            self.open.pop()
        self.open.append((mark, label, text[mark.length :] if mark else text, row.place))

    def task(self, row: Row) -> RowTask | None:
        """Return a row as a task, None where it names none."""
        text = " ".join(self.cell(row, Column.TASK).split())
        if not text:
            return None
        self.count += 1
        number = _LABEL.sub("", self.cell(row, Column.NUMBER)).strip(".") or str(self.count)
        mark = mark_of(text)
        words, values = labelled(text[mark.length :] if mark else text)
        said = self.said(row)
        for value in values:
            said = said.over(said_by(value, row.place))
        doubts = [*said.doubts]
        if not said.owners:
            doubts.insert(0, Doubt(msg("nobody is named to lead"), row.place))
        task = DraftTask(
            "", None, title_of(words), text, row.place, said.owners, said.helpers, said.deadline, said.product, doubts=tuple(doubts)
        )
        return RowTask(task, number, f"STT {number}", tuple((label, title, place) for _, label, title, place in self.open))

    def said(self, row: Row) -> Said:
        """Return what the other columns say."""
        owners, helpers = assigned(_lines(self.cell(row, Column.LEAD)))
        others = split_names(_lines(self.cell(row, Column.HELP)))
        deadline = _time(self.cell(row, Column.TIME))
        doubts = ()
        if deadline and reading_of(deadline) is None:
            doubts = (Doubt(msg("the deadline is not understood: {text}", text=deadline), row.place),)
        product = " ".join(self.cell(row, Column.PRODUCT).split())
        return Said(owners, tuple(dict.fromkeys((*helpers, *others))), deadline or None, product or None, doubts)


def _joined(last: RowTask, row: Row, reader: _Reader) -> RowTask:
    """Add to a task what the next row says of it: a cell that goes on over a page, or a second lead."""
    said, task = reader.said(row), last.task
    deadline = task.deadline
    if said.deadline and task.deadline and said.deadline != task.deadline:
        deadline = f"{task.deadline}; {said.deadline}"
    values = {
        "owners": tuple(dict.fromkeys((*task.owners, *said.owners))),
        "helpers": tuple(dict.fromkeys((*task.helpers, *said.helpers))),
        "deadline": deadline or said.deadline,
    }
    from msgspec.structs import replace

    return replace(last, task=replace(task, **values))


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


def _time(cell: str) -> str:
    """Return a cell's deadline: in one line where that can be read, else its lines joined by "; "."""
    whole = " ".join(cell.split())
    if not whole or reading_of(whole) is not None:
        return whole
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    joined = "; ".join(lines)
    return joined if len(lines) > 1 and reading_of(joined) is not None else whole
