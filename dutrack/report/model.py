"""A report as values."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda import Selection
    from dutrack.report.tally import Tally


class By(StrEnum):
    """What a row is about."""

    OWNER = "owner"
    PLAN = "plan"
    SECTION = "section"


class Row(Struct, frozen=True):
    """One row. ``id`` is that of the body, group, plan or section, "" where it has none.

    ``name`` is "" where nobody leads, for what is in no section, and for plans and sections that are confidential.
    ``plan`` is a section's plan. ``answering`` are the names of who answers today for a body that has ended.
    """

    id: str
    name: str
    tally: Tally
    plan: str | None = None
    answering: tuple[str, ...] = ()


class Report(Struct, frozen=True):
    """What stands on a day, counted. By plan and section a unit counts once, by owner once a member of its group.

    A unit with joint leads is in the row of each and once in ``total``; ``joint`` is how many such there are.
    ``first`` and ``last``, both inclusive, choose units by their due day in force; then ``left_out`` is how many were
    left out because they have none. ``announced_through`` is the last year whose days off are announced.
    """

    today: date
    by: By
    selection: Selection
    first: date | None
    last: date | None
    rows: tuple[Row, ...]
    total: Tally
    announced_through: int
    joint: int = 0
    left_out: int = 0
