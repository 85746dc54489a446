"""The choices a plan or an office makes about dates and reminders."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct, field

from dutrack.dates.counting import Period, Roll, Unit


class PolicyEntry(Struct, frozen=True):
    """What one ``[policy]`` table says; only the keys it has. ``start`` is its ``from`` (always None in a plan)."""

    values: tuple[tuple[str, Any], ...] = ()
    start: date | None = None


_BUILT_IN: dict[str, Any] = {
    "after_event": None,
    "named": Roll.NONE,
    "counted": Roll.NEXT,
    "before_inclusive": False,
    "series_from": None,
    "remind": (Period(30, Unit.DAY), Period(7, Unit.DAY), Period(1, Unit.DAY), Period(0, Unit.DAY)),
    "remind_overdue": (Period(1, Unit.DAY), Period(7, Unit.DAY), Period(14, Unit.DAY), Period(28, Unit.DAY)),
    "remind_with": False,
    "monitor_after": Period(7, Unit.DAY),
    "leader_after": Period(30, Unit.DAY),
    "review": "hằng quý",
}


class Reminding(Struct, frozen=True):
    """When who is reminded: periods before and after the due day, the last one after it repeating.

    ``monitor_after`` and ``leader_after`` are how long after the due day the monitoring body and a leader hear too.
    """

    ahead: tuple[Period, ...]
    overdue: tuple[Period, ...]
    helpers: bool
    monitor_after: Period
    leader_after: Period


class Policy(Struct, frozen=True):
    """The policy in force: per key the plan's value, else the workspace's latest entry in force, else the built-in."""

    plan: PolicyEntry = field(default_factory=PolicyEntry)
    workspace: tuple[PolicyEntry, ...] = ()

    def _value(self, key: str, day: date) -> Any:
        if not (self.plan.values or self.workspace):
            return _BUILT_IN[key]
        for name, value in self.plan.values:
            if name == key:
                return value
        best: tuple[date, Any] | None = None
        for entry in self.workspace:
            start = entry.start or date.min
            if start <= day and (best is None or start >= best[0]):
                for name, value in entry.values:
                    if name == key:
                        best = (start, value)
        return best[1] if best else _BUILT_IN[key]

    def ever(self, key: str) -> tuple[Any, ...]:
        """Return every value a key of the policy has on some day: one, unless the workspace changes it over time."""
        if not (self.plan.values or self.workspace):
            return (_BUILT_IN[key],)
        for name, value in self.plan.values:
            if name == key:
                return (value,)
        stated = [value for entry in self.workspace for name, value in entry.values if name == key]
        always = any(entry.start is None and key in dict(entry.values) for entry in self.workspace)
        return tuple(dict.fromkeys(stated if always else [_BUILT_IN[key], *stated]))

    def after_event(self, day: date) -> Period | None:
        """Return the period for events that have none of their own; there is no built-in one."""
        value = self._value("after_event", day)
        assert value is None or isinstance(value, Period)  # noqa: S101
        return value

    def review(self, day: date) -> str:
        """Return how often a standing task is looked at: the text of a series."""
        return str(self._value("review", day))

    def named(self, day: date) -> Roll:
        """Return where a named day that is a day off goes."""
        value = self._value("named", day)
        assert isinstance(value, Roll)  # noqa: S101
        return value

    def counted(self, day: date) -> Roll:
        """Return where the last day of a counted period goes when it is a day off."""
        value = self._value("counted", day)
        assert isinstance(value, Roll)  # noqa: S101
        return value

    def before_inclusive(self, day: date) -> bool:
        """Tell whether a named day D is itself in time under "trước ngày D"."""
        return bool(self._value("before_inclusive", day))

    def series_from(self, day: date) -> date | None:
        """Return the day on or after which a series with no start of its own begins, if the policy sets one."""
        value = self._value("series_from", day)
        assert value is None or isinstance(value, date)  # noqa: S101
        return value

    def reminding(self, day: date, own: PolicyEntry) -> Reminding:
        """Return when who is reminded as of a day; ``own`` are the keys the task has itself."""
        of_task = dict(own.values)
        keys = ("remind", "remind_overdue", "remind_with", "monitor_after", "leader_after")
        return Reminding(*(of_task[key] if key in of_task else self._value(key, day) for key in keys))
