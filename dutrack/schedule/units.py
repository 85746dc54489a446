"""Units: what of a task is closed on its own, and its days once it is known which events have happened."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from dutrack.dates.counting import show_period
from dutrack.dates.window import Window
from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.readings import Join
from dutrack.i18n import msg
from dutrack.schedule.conditions import Condition, Release, condition_of
from dutrack.schedule.counted import event_due
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import EventPart, Resolution, SeriesPart, StandingPart, Step, WindowPart
from dutrack.schedule.rules import RuleId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from dutrack.dates.counting import Period
    from dutrack.i18n import Message
    from dutrack.schedule.conditions import Events
    from dutrack.schedule.resolved import Context, Occurrence


class Undated(StrEnum):
    """Why a unit has no day until a person gives it one."""

    NO_DEADLINE = "no-deadline"
    NOT_UNDERSTOOD = "not-understood"
    NO_PERIOD = "no-period"  # released by its event, and nothing says how long it may take
    OUT_OF_RANGE = "out-of-range"  # its period ends past the year 9999


class Days(Struct, frozen=True):
    """The days of a unit as things stand.

    ``start`` and ``due`` are inclusive; ``start`` is None under a bound. ``awaiting`` are the ids still awaited, also
    where a due day stands beside them; ``released_on`` is the day the last of them happened. ``counted`` tells from
    which day the due day was counted, where an event gave it: such days are no period that anybody named.
    """

    start: date | None = None
    due: date | None = None
    awaiting: tuple[str, ...] = ()
    released_on: date | None = None
    undated: Undated | None = None
    counted: Message | None = None
    steps: tuple[Step, ...] = ()


class DatedUnit(Struct, frozen=True):
    """A window; with a condition it is the outer bound. ``suffix`` follows the task's id in the unit's."""

    suffix: str
    part: WindowPart
    condition: Condition | None = None

    def days(self, context: Context, events: Events, expected: Events | None = None) -> Days:
        """Return the unit's days; ``expected`` are events announced for a later day."""
        window, steps = self.part.window, self.part.steps
        if self.condition is None:
            return Days(window.start, window.due, steps=steps)
        waited = _after_events(self.condition, context, events, expected)
        due = waited.due
        if due is None or waited.counted is None or due >= window.due:
            return Days(window.start, window.due, waited.awaiting, waited.released_on, steps=steps)
        message = msg("{due} is earlier than the date {bound}", due=due, bound=window.due)
        steps = (*steps, *waited.steps, Step(RuleId.OUTER_BOUND, message, self.part.at, window, Window(None, due)))
        is_before = window.start is not None and window.start > due
        start = waited.start if is_before else window.start
        counted = _beside(waited.counted, window, is_before=is_before)
        return Days(start, due, waited.awaiting, waited.released_on, counted=counted, steps=steps)


class SeriesUnit(Struct, frozen=True):
    """A series, whose occurrences are the units; ``order`` is 1 for the task's first series.

    ``condition`` holds back the occurrences due before its events.
    """

    order: int
    part: SeriesPart
    condition: Condition | None = None

    def suffix(self, occurrence: Occurrence) -> str:
        """Return what follows the task's id in the id of an occurrence: "/2023-Q1", "/2023-Q1/2"."""
        return f"/{occurrence.id}" if self.order == 1 else f"/{occurrence.id}/{self.order}"

    def release(self, context: Context, events: Events) -> Release:
        """Tell what the series still waits for, or since when it runs; nothing at all for one without a condition."""
        return Release(()) if self.condition is None else self.condition.release(events, context)

    def occurrences(self, release: Release, day: date | None = None) -> Iterator[Occurrence]:
        """Yield the occurrences that are due on or after a day and the release, without going through those before.

        Those of a series that still waits are yielded from its first on: they are awaiting, not due.
        """
        days = [found for found in (day, release.on) if found is not None]
        series = self.part.series
        return series.starting(max(days)) if days else series.occurrences()

    def days(self, occurrence: Occurrence, release: Release) -> Days:
        """Return the days of an occurrence; none are due while the series waits."""
        window, steps = occurrence.window, (*self.part.steps, *occurrence.steps)
        if release.awaiting:
            message = msg("not due before what is awaited has happened")
            steps = (*steps, Step(RuleId.HELD_BACK, message, self.part.at, window))
            return Days(awaiting=release.awaiting, steps=steps)
        return Days(window.start, window.due, released_on=release.on, steps=steps)


class EventUnit(Struct, frozen=True):
    """The event parts of a task together: no day until what they wait for has happened."""

    suffix: str
    parts: tuple[EventPart, ...]
    condition: Condition

    def days(self, context: Context, events: Events, expected: Events | None = None) -> Days:
        """Return the unit's days; ``expected`` are events announced for a later day."""
        days = _after_events(self.condition, context, events, expected)
        steps = tuple(step for part in self.parts for step in part.steps)
        return replace(days, steps=(*steps, *days.steps))


class StandingUnit(Struct, frozen=True):
    """Done all the time or whenever needed; ``part.since`` is the day it begins, if the text names one."""

    suffix: str
    part: StandingPart

    def days(self) -> Days:
        """Return the unit's days: at most a start."""
        return Days(self.part.since, steps=self.part.steps)


class UndatedUnit(Struct, frozen=True):
    """A task without a deadline, or with one that is not understood: then ``error`` says why."""

    reason: Undated
    error: DeadlineError | None = None
    suffix: str = ""

    def days(self) -> Days:
        """Return the unit's days: none."""
        return Days(undated=self.reason)


Unit: TypeAlias = DatedUnit | SeriesUnit | EventUnit | StandingUnit | UndatedUnit


def units_of_text(
    deadline: str | None, context: Context, task_id: str, awaits: Sequence[str] = (), within: Period | None = None
) -> tuple[Unit, ...]:
    """Return the units of a task with this deadline: at least one, whatever the text."""
    if deadline is None or not deadline.strip():
        return (UndatedUnit(Undated.NO_DEADLINE),)
    try:
        found = read(deadline, context)
    except DeadlineError as error:
        return (UndatedUnit(Undated.NOT_UNDERSTOOD, error),)
    return units_of(found, task_id, awaits, within)


def units_of(
    resolution: Resolution, task_id: str, awaits: Sequence[str] = (), within: Period | None = None
) -> tuple[Unit, ...]:
    """Return the units of a task with this reading, in the order of the text.

    Every dated, recurring and standing part is one; the event parts together are one where no dated part is their outer
    bound and no series is held back by them. ``awaits`` and ``within`` are the task's; ids without an event part wait
    for nothing.
    """
    parts, joins = resolution.parts, resolution.joins
    places = [place for place, part in enumerate(parts) if isinstance(part, EventPart)]
    events = tuple(part for part in parts if isinstance(part, EventPart))
    condition = None
    if events:
        condition = condition_of(events, [joins[place - 1] for place in places[1:]], task_id, awaits, within)
    bounded = any(isinstance(part, WindowPart) for part in parts)
    held = any(isinstance(part, SeriesPart) and _held_back(resolution, place) for place, part in enumerate(parts))
    units: list[Unit] = []
    plain = series = 0
    for place, part in enumerate(parts):
        if isinstance(part, SeriesPart):
            series += 1
            units.append(SeriesUnit(series, part, condition if held else None))
            continue
        if isinstance(part, EventPart) and (place != places[0] or bounded or held):
            continue
        plain += 1
        suffix = "" if plain == 1 else f"#{plain}"
        match part:
            case WindowPart():
                units.append(DatedUnit(suffix, part, condition))
            case StandingPart():
                units.append(StandingUnit(suffix, part))
            case EventPart():
                assert condition is not None  # noqa: S101 - there is an event part
                units.append(EventUnit(suffix, events, condition))
    return tuple(units)


def _held_back(resolution: Resolution, place: int) -> bool:
    """Tell whether an event stands beside a series with nothing between them."""
    parts, joins = resolution.parts, resolution.joins
    before = place > 0 and isinstance(parts[place - 1], EventPart) and joins[place - 1] is Join.NOTHING
    after = place < len(joins) and isinstance(parts[place + 1], EventPart) and joins[place] is Join.NOTHING
    return before or after


def _after_events(condition: Condition, context: Context, events: Events, expected: Events | None) -> Days:
    """Return the days that follow from events alone.

    A period that runs back from an event ends before it: there a day the event is expected on counts as well, though
    the event is still awaited.
    """
    release = condition.release(events, context)
    awaiting, released_on = release.awaiting, release.on
    if released_on is None and expected:
        ahead = condition.release({**expected, **events}, context)
        if ahead.within is not None and ahead.within.count < 0:
            release = ahead
    if release.on is None:
        return Days(awaiting=awaiting)
    step = Step(RuleId.EVENT_RELEASED, msg("what is awaited happens on {day}", day=release.on))
    if release.within is None:
        return Days(released_on, None, awaiting, released_on, Undated.NO_PERIOD, steps=(step,))
    try:
        due, steps = event_due(release.on, release.within, context)
    except OverflowError:
        return Days(released_on, None, awaiting, released_on, Undated.OUT_OF_RANGE, steps=(step,))
    start = released_on if released_on is not None and released_on <= due else None
    words = show_period(release.within)
    period = Step(RuleId.EVENT_PERIOD, msg("the period is {period}", period=words))
    counted = msg("{period} from {day}", period=words, day=release.on)
    if release.within.count < 0:
        counted = msg("{period} before {day}", period=words, day=release.on)
    return Days(start, due, awaiting, released_on, counted=counted, steps=(step, period, *steps))


def _beside(counted: Message, window: Window, *, is_before: bool) -> Message:
    """Tell where the day an event gave lies beside the window the text names."""
    named = msg("by {due}", due=window.due)
    if window.start is not None:
        named = msg("from {first} to {last}", first=window.start, last=window.due)
    if is_before:
        return msg("{counted}, before the text's own days: {window}", counted=counted, window=named)
    return msg("{counted}, within the text's own days: {window}", counted=counted, window=named)
