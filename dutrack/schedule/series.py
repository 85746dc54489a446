"""Series: the windows of a recurring part, made one at a time and near any day."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.dates.counting import Roll
from dutrack.dates.window import Window
from dutrack.deadline.readings import Bound, Calendar
from dutrack.deadline.walk import is_named_day
from dutrack.i18n import msg
from dutrack.schedule.marks import WorkingMark, moved
from dutrack.schedule.resolved import Occurrence, Step
from dutrack.schedule.rrule import rule_of
from dutrack.schedule.rules import RuleId
from dutrack.schedule.windows import bounded, named_days, off_days_moved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.deadline.readings import Span
    from dutrack.schedule.marks import Mark
    from dutrack.schedule.periods import MonthPeriods, WeekPeriods
    from dutrack.schedule.resolved import Context


class CycleSeries(Struct, frozen=True):
    """One window in every period: the marks of ``span`` put on it, bounded, cut by ``since`` and ``until``.

    ``span`` None is the whole period; ``number`` is the period of the first occurrence. The series ends with the last
    period that lies within the years 1-9999.
    """

    periods: MonthPeriods | WeekPeriods
    span: Calendar | None
    first: Mark
    last: Mark
    bound: Bound
    since: date | None
    until: date | None
    context: Context
    at: Span
    number: int = 0

    @property
    def moved_by_days_off(self) -> bool:
        """Whether its days rest on which days are worked."""
        working = isinstance(self.first, WorkingMark) or isinstance(self.last, WorkingMark)
        return working or self.context.policy.ever("named") != (Roll.NONE,)

    @property
    def bounded(self) -> bool:
        """Whether the series has a last occurrence."""
        return self.until is not None

    @property
    def rrule(self) -> str | None:
        """The due days, from the first one on, as an RRULE (RFC 5545); None where no rule says them."""
        policy, mark = self.context.policy, self.last
        if self.moved_by_days_off:
            return None
        if self.bound is Bound.BEFORE:
            named = self.span is not None and is_named_day(self.span)
            inclusive = policy.ever("before_inclusive") if named else (False,)
            if len(set(inclusive)) > 1:
                return None
            mark = moved(self.first, 0 if inclusive[0] else -1)
        rule = rule_of(self.periods, mark, self.context.calendar)
        if rule is None or self.until is None:
            return rule
        number = self.periods.number(self.until)
        while (last := self.occurrence(number)) is None:
            number -= 1
        if last.window.due != mark.on(self.periods.base(number), self.context.calendar):
            return None  # cut short: not on the rule
        return f"{rule};UNTIL={last.window.due:%Y%m%d}"

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield from the first occurrence on."""
        return (found for _, found in self._from(self.number))

    def starting(self, day: date) -> Iterator[Occurrence]:
        """Yield from the first occurrence that is due on or after a day."""
        return (found for _, found in self.due_from(day, self.number))

    def due_from(self, day: date, lowest: int | None) -> Iterator[tuple[int, Occurrence]]:
        """Yield from the first occurrence due on or after a day in no period below ``lowest``, each with its number."""
        number = self.periods.number(day if self.until is None else min(day, self.until))
        if lowest is not None:
            number = max(number, lowest)
        while number != lowest and (found := self.occurrence(number - 1)) is not None and found.window.due >= day:
            number -= 1
        return dropwhile(lambda numbered: numbered[1].window.due < day, self._from(number))

    def _from(self, number: int) -> Iterator[tuple[int, Occurrence]]:
        while (found := self.occurrence(number)) is not None:
            yield number, found
            number += 1

    def occurrence(self, number: int) -> Occurrence | None:
        """Return the occurrence of a period; None outside ``since`` and ``until`` and past the years 1-9999."""
        try:
            return self._occurrence(number)
        except OverflowError:
            return None

    def _occurrence(self, number: int) -> Occurrence | None:
        period, base = self.periods.window(number), self.periods.base(number)
        first, last = self.first.on(base, self.context.calendar), self.last.on(base, self.context.calendar)
        # Reversed in one period only: a stretch to a weekday, in a short month.
        days = Window(min(first, last), last)
        if not self._is_in(period, first, last):
            return None
        named = first if self.bound is Bound.BEFORE else last
        steps = named_days(self, days, self.context)
        days = self._cut(days, period, steps)
        window = bounded(self, days, self.context, steps)
        window = off_days_moved(self, window, named, self.context, steps)
        return Occurrence(self.periods.name(number), period, window, tuple(steps))

    def _is_in(self, period: Window, first: date, last: date) -> bool:
        """Tell whether the days named, or for those of a later period this period, touch ``since`` to ``until``."""
        if first > period.due:
            assert period.start is not None  # noqa: S101 - a period has a first day
            first, last = period.start, period.due
        elif self.bound is Bound.BEFORE:
            last = first
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)

    def _cut(self, days: Window, period: Window, steps: list[Step]) -> Window:
        assert days.start is not None  # noqa: S101 - the days a span names have a first
        if (self.since is None and self.until is None) or days.start > period.due or self.bound is Bound.BEFORE:
            return days
        start = days.start if self.since is None else max(days.start, self.since)
        due = days.due if self.until is None else min(days.due, self.until)
        cut = Window(start, due)
        if cut != days:
            message = msg("cut to {first} to {last}", first=start, last=due)
            steps.append(Step(RuleId.SERIES_CUT, message, self.at, days, cut))
        return cut
