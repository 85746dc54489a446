"""What is doubtful about a text that was put on the calendar."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dutrack.dates.weekdays import weekday
from dutrack.deadline.readings import Day, Doubt, Warned
from dutrack.deadline.walk import ends
from dutrack.i18n import Message, msg
from dutrack.schedule.resolved import SeriesPart, Step
from dutrack.schedule.rules import RuleId
from dutrack.schedule.spans import days_of

if TYPE_CHECKING:
    from datetime import date

    from dutrack.deadline.readings import Calendar, Span
    from dutrack.schedule.frames import Frame
    from dutrack.schedule.resolved import Context, ResolvedPart

_FEW = 3


class Doubts:
    """Collects the warnings about one part, and the steps that go with them."""

    def __init__(self, context: Context, at: Span) -> None:
        self.context = context
        self.at = at
        self.warnings: list[Warned] = []
        self.steps: list[Step] = []

    def year(self, year: int | None) -> None:
        """Warn that a year was left out, and which was taken; None if none was."""
        if year is not None:
            issued = self.context.issued
            message = msg(
                "the year is left out: {year} is taken from the issue date {issued}", year=str(year), issued=issued
            )
            self._warn(Doubt.YEAR_CHOSEN, message)
            self.steps.append(Step(RuleId.YEAR_LEFT_OUT, message, self.at))

    def before_issue(self, due: date) -> None:
        """Warn of a deadline that ends before the plan was issued."""
        if due < self.context.issued:
            message = msg("{due} is before the issue date {issued}", due=due, issued=self.context.issued)
            self._warn(Doubt.BEFORE_ISSUE, message)

    def weekdays(self, span: Calendar, frame: Frame) -> None:
        """Warn of weekdays that are not those of the dates they stand beside."""
        for part in ends(span):
            if type(part) is Day and part.weekday is not None:
                day = days_of(part, frame).due
                right, wrong = weekday(day.weekday()), weekday(part.weekday)
                if right != wrong:
                    self._warn(
                        Doubt.WEEKDAY_CONTRADICTS,
                        msg("{day} is a {right}, not a {wrong}", day=day, right=right, wrong=wrong),
                    )

    def forecasts(self, part: ResolvedPart) -> None:
        """Warn of days that rest on a day off not announced yet; of a series, its first days."""
        steps, forecast = part.steps, RuleId.FORECAST_HOLIDAY
        if type(part) is SeriesPart and part.series.moved_by_days_off:
            steps += tuple(step for found in islice(part.series.occurrences(), _FEW) for step in found.steps)
        for step in steps:
            if step.rule is forecast:
                self._warn(Doubt.FORECAST_HOLIDAY, step.message)

    def _warn(self, kind: Doubt, message: Message) -> None:
        self.warnings.append(Warned(kind, message, self.at))
