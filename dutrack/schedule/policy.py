"""The choices a plan or an office makes about dates and reminders."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct, field

from dutrack.dates.counting import Period, Roll, Unit


class PolicyEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one ``[policy]`` table says; None for the keys it does not have.

    ``start`` is its ``from`` (always None in a plan).
    """

    after_event: Period | None = None
    named: Roll | None = None
    counted: Roll | None = None
    before_inclusive: bool | None = None
    series_from: date | None = None
    remind: tuple[Period, ...] | None = None
    remind_overdue: tuple[Period, ...] | None = None
    remind_with: bool | None = None
    monitor_after: Period | None = None
    leader_after: Period | None = None
    review: str | None = None
    start: date | None = None

    @property
    def values(self) -> tuple[tuple[str, Any], ...]:
        """The keys it has, each with its value."""
        stated = ((name, getattr(self, name)) for name in self.__struct_fields__ if name != "start")
        return tuple((name, value) for name, value in stated if value is not None)


_BUILT_IN = PolicyEntry(
    named=Roll.NONE,
    counted=Roll.NEXT,
    before_inclusive=False,
    remind=(Period(30, Unit.DAY), Period(7, Unit.DAY), Period(1, Unit.DAY), Period(0, Unit.DAY)),
    remind_overdue=(Period(1, Unit.DAY), Period(7, Unit.DAY), Period(14, Unit.DAY), Period(28, Unit.DAY)),
    remind_with=False,
    monitor_after=Period(7, Unit.DAY),
    leader_after=Period(30, Unit.DAY),
    review="hằng quý",
)


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
        own = getattr(self.plan, key)
        if own is not None:
            return own
        best: tuple[date, Any] | None = None
        for entry in self.workspace:
            start = entry.start or date.min
            if start <= day and (best is None or start >= best[0]):
                value = getattr(entry, key)
                if value is not None:
                    best = (start, value)
        return best[1] if best else getattr(_BUILT_IN, key)

    def ever(self, key: str) -> tuple[Any, ...]:
        """Return every value a key of the policy has on some day: one, unless the workspace changes it over time."""
        own = getattr(self.plan, key)
        if own is not None:
            return (own,)
        stated = [(entry.start, value) for entry in self.workspace if (value := getattr(entry, key)) is not None]
        values = [value for _, value in stated]
        always = any(start is None for start, _ in stated)
        return tuple(dict.fromkeys(values if always else [getattr(_BUILT_IN, key), *values]))

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
        keys = ("remind", "remind_overdue", "remind_with", "monitor_after", "leader_after")
        of_task = [getattr(own, key) for key in keys]
        return Reminding(
            *(self._value(key, day) if value is None else value for key, value in zip(keys, of_task, strict=True))
        )
