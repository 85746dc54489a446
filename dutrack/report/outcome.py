"""What one unit counts as, and what the parts of a group's members count as together."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import Status

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from dutrack.agenda import Item


class Outcome(IntEnum):
    """Where a unit is counted. Of a group's members the first in this order that any of them is in holds for all.

    ``IN_TIME`` is open. ``DONE_WITHOUT_DAY`` had no due day, and so was neither in time nor late.
    """

    OVERDUE = auto()
    IN_TIME = auto()
    UNDATED = auto()
    WAITING = auto()
    STANDING = auto()
    DONE_LATE = auto()
    DONE_IN_TIME = auto()
    DONE_WITHOUT_DAY = auto()
    CANCELLED = auto()


class Counted(Struct, frozen=True):
    """One unit in a report.

    ``days_over`` is how long it is overdue, else 0. ``first_in_time`` tells whether it was done by its first due day,
    the one before every extension: False also while it is open past that day, None while nothing can be said.
    """

    outcome: Outcome
    days_over: int = 0
    first_in_time: bool | None = None
    extended: bool = False


def counted(item: Item, today: date) -> Counted:
    """Return what a unit counts as. What is overdue today is not in time by its first due day either, whatever it was.

    A standing part that has not begun is standing.
    """
    if item.status is Status.CANCELLED:
        return Counted(Outcome.CANCELLED)
    first, extended = item.first_due or item.due, item.first_due is not None
    if item.status is Status.DONE:
        if first is None or item.done_on is None:
            return Counted(Outcome.DONE_WITHOUT_DAY)
        outcome = Outcome.DONE_LATE if item.late else Outcome.DONE_IN_TIME
        return Counted(outcome, first_in_time=item.done_on <= first, extended=extended)
    if first is None:
        return Counted(_WITHOUT_DAY.get(item.status, Outcome.STANDING))
    if item.status is Status.OVERDUE:
        return Counted(Outcome.OVERDUE, -(item.days_left or 0), first_in_time=False, extended=extended)
    return Counted(Outcome.IN_TIME, first_in_time=False if first < today else None, extended=extended)


_WITHOUT_DAY = {Status.UNDATED: Outcome.UNDATED, Status.WAITING: Outcome.WAITING}


def together(parts: Collection[Counted]) -> Counted:
    """Return what the parts of one unit, at least one, count as: done once all are, in time if every one was."""
    if len(parts) == 1:
        return next(iter(parts))
    firsts = {part.first_in_time for part in parts if part.outcome is not Outcome.CANCELLED}
    return Counted(
        outcome=min(part.outcome for part in parts),
        days_over=max(part.days_over for part in parts),
        first_in_time=False if False in firsts else None if None in firsts else True in firsts or None,
        extended=any(part.extended for part in parts),
    )
