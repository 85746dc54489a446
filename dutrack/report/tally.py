"""The numbers of one row, and its rates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.report.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.report.outcome import Counted

BANDS = (7, 30)
"""Overdue by up to so many days, by up to so many, and by more: 1-7, 8-30, over 30."""


class Rate(Struct, frozen=True):
    """How many of those that can be judged were in time."""

    in_time: int
    judged: int

    @property
    def permille(self) -> int | None:
        """The share in tenths of a percent, halves rounded up, but 1000 only if it is all of them; None of nothing."""
        if not self.judged:
            return None
        share = (2000 * self.in_time + self.judged) // (2 * self.judged)
        return share if self.in_time == self.judged else min(share, 999)


class Tally(Struct, frozen=True):
    """Units by outcome. ``overdue_bands`` add up to ``overdue``; ``extended`` are among the others.

    ``tasks`` counts the tasks behind the units that are not cancelled, ``never_overdue`` those of them that are open
    and have neither a due day nor a period that would give one.
    """

    done_in_time: int
    done_late: int
    done_without_day: int
    in_time: int
    overdue: int
    waiting: int
    undated: int
    standing: int
    cancelled: int
    overdue_bands: tuple[int, int, int]
    extended: int
    first: Rate
    tasks: int
    never_overdue: int

    @property
    def total(self) -> int:
        """All units but the cancelled ones."""
        return sum((
            self.done_in_time, self.done_late, self.done_without_day, self.in_time, self.overdue,
            self.waiting, self.undated, self.standing,
        ))  # fmt: skip

    @property
    def current(self) -> Rate:
        """The on-time rate by the due days in force: of what is done or overdue, what was done in time.

        A unit that is still in time is judged later. ``first`` is the same by the due days before any extension.
        """
        return Rate(self.done_in_time, self.done_in_time + self.done_late + self.overdue)


def tally(units: Iterable[Counted], tasks: int, never_overdue: int) -> Tally:
    """Count units."""
    units = tuple(units)
    found = Counter(unit.outcome for unit in units)
    over = [unit.days_over for unit in units if unit.outcome is Outcome.OVERDUE]
    firsts = [unit.first_in_time for unit in units if unit.first_in_time is not None]
    return Tally(
        done_in_time=found[Outcome.DONE_IN_TIME],
        done_late=found[Outcome.DONE_LATE],
        done_without_day=found[Outcome.DONE_WITHOUT_DAY],
        in_time=found[Outcome.IN_TIME],
        overdue=found[Outcome.OVERDUE],
        waiting=found[Outcome.WAITING],
        undated=found[Outcome.UNDATED],
        standing=found[Outcome.STANDING],
        cancelled=found[Outcome.CANCELLED],
        overdue_bands=_bands(over),
        extended=sum(unit.extended for unit in units),
        first=Rate(sum(firsts), len(firsts)),
        tasks=tasks,
        never_overdue=never_overdue,
    )


def _bands(over: list[int]) -> tuple[int, int, int]:
    short, middle = BANDS
    return (
        sum(days <= short for days in over),
        sum(short < days <= middle for days in over),
        sum(days > middle for days in over),
    )
