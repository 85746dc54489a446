"""A reading put on the calendar: windows, series and waits, with the steps that made them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.dates.calendar import Calendar
    from dutrack.dates.counting import Period
    from dutrack.dates.terms import Term
    from dutrack.dates.window import Window
    from dutrack.deadline.readings import Join, Span, Warned
    from dutrack.i18n import Message
    from dutrack.schedule.policy import Policy


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands: all that decides which days its words mean."""

    issued: date
    calendar: Calendar
    policy: Policy
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step from words to days, recorded while it was taken.

    ``rule`` is an id of ``schedule.rules``, which holds its legal source; ``at`` the words it rests on; ``before`` and
    ``after`` the window as it was and became.
    """

    rule: str
    message: Message
    at: Span | None = None
    before: Window | None = None
    after: Window | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One window of a series; ``id`` names its period: "2023", "2023-Q1", "2023-W12", "2023-01-2023-02"."""

    id: str
    period: Window
    window: Window
    steps: tuple[Step, ...] = field(default=(), compare=False)


class Series(Protocol):
    """The occurrences of a recurring part, first to last, by due day; endless unless the text bounds it."""

    @property
    def rrule(self) -> str | None:
        """The due days, from the first one on, as an RRULE (RFC 5545).

        None where no rule says them: working days of an office's calendar, days moved off days off, a last window that
        is cut short.
        """

    @property
    def bounded(self) -> bool:
        """Whether the series has a last occurrence."""

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield from the first occurrence on."""

    def starting(self, day: date) -> Iterator[Occurrence]:
        """Yield from the first occurrence that is due on or after a day, without going through those before it."""


@dataclass(frozen=True, slots=True)
class WindowPart:
    """A dated part on the calendar."""

    window: Window
    at: Span
    steps: tuple[Step, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """A recurring part on the calendar."""

    series: Series
    at: Span
    steps: tuple[Step, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class EventPart:
    """A part that waits; ``within`` is the text's own period."""

    words: str
    within: Period | None
    at: Span
    steps: tuple[Step, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class StandingPart:
    """A part with no end; ``since`` is the day it begins, if the text names one."""

    since: date | None
    at: Span
    steps: tuple[Step, ...] = field(default=(), compare=False)


ResolvedPart: TypeAlias = WindowPart | SeriesPart | EventPart | StandingPart


@dataclass(frozen=True, slots=True)
class Resolution:
    """A whole text on the calendar; ``joins[i]`` stands before ``parts[i + 1]``."""

    parts: tuple[ResolvedPart, ...]
    joins: tuple[Join, ...]
    warnings: tuple[Warned, ...]
