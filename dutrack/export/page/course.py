"""How many units were overdue at the end of each month."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dutrack.agenda import Item

MONTHS = 12
"""So many ends of months before the day are counted."""


class Point(Struct, frozen=True):
    """How many units were overdue at the end of a day."""

    day: date
    overdue: int


def course(items: Iterable[Item], today: date) -> tuple[Point, ...]:
    """Count what was overdue at the last MONTHS ends of months, and on ``today``.

    A unit was overdue on a day if its due day in force today lies before it and it was closed later or is open. An
    extension is taken as if it had always held: the course shows the work, not the paper.
    """
    days = (*_ends(today.replace(day=1)), today)
    starts, stops = [0] * len(days), [0] * len(days)
    for item in items:
        if item.due is None:
            continue
        closed = item.done_on or (item.closing.on if item.closing is not None else None)
        if closed is None and not item.status.is_open:
            continue
        _count(starts, days, item.due)
        if closed is not None:
            _count(stops, days, max(closed - timedelta(1), item.due))
    return tuple(Point(day, begun - ended) for day, begun, ended in zip(days, starts, stops, strict=True))


def _ends(first: date) -> Iterator[date]:
    """Yield the last MONTHS ends of months before the first day of one, but for those before the year 1."""
    for back in reversed(range(MONTHS)):
        with suppress(OverflowError, ValueError):
            yield first - relativedelta(months=back) - timedelta(1)


def _count(numbers: list[int], days: tuple[date, ...], day: date) -> None:
    """Count one for each of the days after a day."""
    for place in range(len(days) - 1, -1, -1):
        if days[place] <= day:
            return
        numbers[place] += 1
