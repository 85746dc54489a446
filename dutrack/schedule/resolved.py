"""A reading put on the calendar: windows, series and waits, with the steps that made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from dutrack.values import Annotated

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
    from dutrack.schedule.rules import RuleId


class Context(Struct, frozen=True):
    """Where a text stands: all that decides which days its words mean."""

    issued: date
    calendar: Calendar
    policy: Policy
    terms: tuple[Term, ...] = ()


class Step(Struct, frozen=True):
    """One step from words to days, recorded while it was taken.

    ``rule`` names the rule, whose legal source ``schedule.rules`` holds; ``at`` are the words it rests on; ``before``
    and ``after`` the window as it was and became.
    """

    rule: RuleId
    message: Message
    at: Span | None = None
    before: Window | None = None
    after: Window | None = None


class Occurrence(Annotated, frozen=True):
    """One window of a series; ``id`` names its period: "2023", "2023-Q1", "2023-W12", "2023-01-2023-02"."""

    aside = frozenset(("steps",))

    id: str
    period: Window
    window: Window
    steps: tuple[Step, ...] = ()


class Series(Protocol):
    """The occurrences of a recurring part, first to last, by due day; endless unless the text bounds it."""

    @property
    def rrule(self) -> str | None:
        """The due days, from the first one on, as an RRULE (RFC 5545).

        None where no rule says them: working days of an office's calendar, days moved off days off, a last window that
        is cut short.
        """

    @property
    def moved_by_days_off(self) -> bool:
        """Whether its days rest on which days are worked: working days, or days that the policy moves."""

    @property
    def bounded(self) -> bool:
        """Whether the series has a last occurrence."""

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield from the first occurrence on."""

    def starting(self, day: date) -> Iterator[Occurrence]:
        """Yield from the first occurrence that is due on or after a day, without going through those before it."""


class WindowPart(Annotated, frozen=True):
    """A dated part on the calendar."""

    aside = frozenset(("steps",))

    window: Window
    at: Span
    steps: tuple[Step, ...] = ()


class SeriesPart(Annotated, frozen=True):
    """A recurring part on the calendar."""

    aside = frozenset(("steps",))

    series: Series
    at: Span
    steps: tuple[Step, ...] = ()


class EventPart(Annotated, frozen=True):
    """A part that waits; ``within`` is the text's own period."""

    aside = frozenset(("steps",))

    words: str
    within: Period | None
    at: Span
    steps: tuple[Step, ...] = ()


class StandingPart(Annotated, frozen=True):
    """A part with no end; ``since`` is the day it begins, if the text names one."""

    aside = frozenset(("steps",))

    since: date | None
    at: Span
    steps: tuple[Step, ...] = ()


ResolvedPart: TypeAlias = WindowPart | SeriesPart | EventPart | StandingPart


class Resolution(Struct, frozen=True):
    """A whole text on the calendar; ``joins[i]`` stands before ``parts[i + 1]``."""

    parts: tuple[ResolvedPart, ...]
    joins: tuple[Join, ...]
    warnings: tuple[Warned, ...]
