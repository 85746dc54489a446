"""What the columns of a table hold, by their headings."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from dutrack.deadline.spelling import key
from dutrack.draft.words import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.draft.source import Row


class Column(StrEnum):
    """What stands in a column."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    HELP = "help"
    TIME = "time"
    PRODUCT = "product"
    NOTE = "note"


_HEADINGS = (
    (Column.NUMBER, pattern(r"(?:s|số )?tt|số thứ tự|no\.?|#")),
    (Column.NOTE, pattern(r"""
        .*(?:ghi chú|kinh phí|căn cứ|lãnh đạo|theo dõi|cấp trình|thẩm quyền|tình hình|mã số).*
    """)),
    (Column.LEAD, pattern(r".*(?:chủ trì|đầu mối|chịu trách nhiệm).*")),
    (Column.HELP, pattern(r".*phối hợp.*")),
    (Column.TIME, pattern(r".*(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình|hoàn thành).*")),
    (Column.PRODUCT, pattern(r".*(?:sản phẩm|kết quả|đầu ra|hình thức).*")),
    (Column.LEAD, pattern(r"""
        .*(?:(?:cơ quan|đơn vị|người|bộ phận) (?:thực hiện|phụ trách|tham mưu)|phân công|trách nhiệm
        |tổ chức thực hiện).*
        |cơ quan|đơn vị|cơ quan, đơn vị
    """)),
    (Column.TASK, pattern(r"""
        .*(?:nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|tên|văn bản|đề án|chuyên đề|chương trình|đầu việc).*
    """)),
)  # fmt: skip
"""What the headings of columns say; the first that fits counts."""
_HEADER_ROWS = 4
_LONGEST = 60


def columns_of(rows: Sequence[Row]) -> tuple[dict[int, Column], int] | None:
    """Return what each column holds and the first row below the headings; None for a table of something else.

    Tasks stand in a table with a column for them and one for who or when. Headings may take two rows: "Phân công thực
    hiện" over "Chủ trì" and "Phối hợp".
    """
    for at, row in enumerate(rows[:_HEADER_ROWS]):
        found = kinds(row)
        held = set(found.values())
        if Column.TASK not in held or held.isdisjoint((Column.LEAD, Column.TIME, Column.HELP)):
            continue
        below = rows[at + 1] if at + 1 < len(rows) else None
        more = {i: kind for i, kind in kinds(below).items() if below.cells[i] != row.cells[i]} if below else {}
        return (found | more, at + 2) if len(more) >= 2 else (found, at + 1)
    return None


def kinds(row: Row) -> dict[int, Column]:
    """Return the kinds of a row's cells as headings; of several that could hold the task the first does."""
    found: dict[int, Column] = {}
    for i, cell in enumerate(row.cells):
        words = key(cell)
        kind = next((kind for kind, heading in _HEADINGS if heading.fullmatch(words)), None)
        if kind is not None and len(words) <= _LONGEST and not (kind is Column.TASK and kind in found.values()):
            found[i] = kind
    return found
