"""From a reading to days: every part put on the calendar where its plan stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from dutrack.dates.window import Window
from dutrack.deadline import DeadlineError, parse
from dutrack.deadline.readings import (
    Bound,
    Calendar,
    Counted,
    Dated,
    Event,
    Part,
    Reading,
    Recurring,
    Relative,
    Standing,
    Stretch,
    Warned,
)
from dutrack.deadline.walk import ends, year_of
from dutrack.i18n import msg
from dutrack.schedule.counted import counted
from dutrack.schedule.doubts import Doubts
from dutrack.schedule.frames import issue_frame
from dutrack.schedule.marks import CannotPlaceError
from dutrack.schedule.recurring import make_series
from dutrack.schedule.resolved import EventPart, Resolution, ResolvedPart, SeriesPart, StandingPart, Step, WindowPart
from dutrack.schedule.rules import RuleId
from dutrack.schedule.spans import UndeclaredTermError, days_of, in_order
from dutrack.schedule.windows import bounded, named_days, off_days_moved

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.schedule.frames import Frame
    from dutrack.schedule.resolved import Context

P = TypeVar("P")

_YEARS_AHEAD = 8
"""29 February comes at most this many years on (1896-1904)."""


def resolve(reading: Reading, context: Context) -> Resolution:
    """Put a reading on the calendar. Raises DeadlineError, with the place, for words that name no day there."""
    warnings = list(reading.warnings)
    parts = [_resolve_part(part, context, warnings) for part in reading.parts]
    return Resolution(tuple(parts), reading.joins, tuple(warnings))


def read(text: str, context: Context) -> Resolution:
    """Read a text and put it on the calendar of its plan. Raises DeadlineError, and nothing else whatever the text."""
    terms = tuple(words for term in context.terms for words in (*term.words, term.name)) if context.terms else ()
    return resolve(parse(text, terms), context)


def _resolve_part(part: Part, context: Context, warnings: list[Warned]) -> ResolvedPart:
    doubts = Doubts(context, part.at)
    try:
        found = _on_calendar(part, context, doubts)
    except UndeclaredTermError as error:
        words = error.span.text
        message = msg("the plan declares no such term: {words} is awaited", words=words)
        return EventPart(words, None, part.at, (Step(RuleId.TERM_UNDECLARED, message, part.at),))
    except CannotPlaceError as error:
        raise DeadlineError(error.message, part.at) from error
    except OverflowError as error:
        raise DeadlineError(msg("this lies outside the years 1 to 9999"), part.at) from error
    doubts.forecasts(found)
    warnings += doubts.warnings
    return found


def _on_calendar(part: Part, context: Context, doubts: Doubts) -> ResolvedPart:
    match part:
        case Dated():
            return _dated(part, context, doubts)
        case Counted():
            return _counted(part, context, doubts)
        case Recurring():
            return _recurring(part, context, doubts)
        case Standing():
            return _standing(part, context, doubts)
        case Event(words, within, at):
            message = msg("{words} is awaited", words=words)
            return EventPart(words, within, at, (Step(RuleId.EVENT, message, at),))


# --- years left out --------------------------------------------------------------------------------------------------


_Attempt: TypeAlias = tuple[Window, tuple[Step, ...]]
"""What a part comes to where the years it leaves out are those of a frame: a window, and the steps to it."""


class _InYear(Struct, frozen=True):
    """What a part comes to in its year; ``chosen`` is the year taken for those that it leaves out, if one was."""

    window: Window
    steps: tuple[Step, ...]
    frame: Frame
    chosen: int | None


def _in_its_year(
    spans: tuple[Calendar, ...], context: Context, attempt: Callable[[P, Frame], _Attempt], part: P
) -> _InYear:
    """Return what an attempt at a part comes to where all of its spans that leave out their year take the same one.

    That is a year stated beside them, else the first in which it is due on or after the issue date. Raises what
    ``attempt`` raises.
    """
    (stated, left_out), issued = _years(spans), context.issued
    if stated is not None or not left_out:
        frame = issue_frame(context, issued.year if stated is None else stated)
        window, steps = attempt(part, frame)
        return _InYear(window, steps, frame, None)
    failure: CannotPlaceError | None = None
    for year in range(issued.year, issued.year + _YEARS_AHEAD + 1):
        frame = issue_frame(context, year)
        try:
            window, steps = attempt(part, frame)
        except CannotPlaceError as error:
            failure = failure or error
            continue
        if window.due >= issued:
            return _InYear(window, steps, frame, year)
    raise failure or OverflowError(issued.year)


def _years(spans: tuple[Calendar, ...]) -> tuple[int | None, bool]:
    """Return the last year that spans state by its number, and whether any of them leaves its year out."""
    stated, left_out = None, False
    for span in spans:
        for end in ends(span):
            if (year := year_of(end)) is not None:
                left_out = left_out or year.number is None
                stated = year.number if isinstance(year.number, int) else stated
    return stated, left_out


# --- the kinds of part -----------------------------------------------------------------------------------------------


def _dated(part: Dated, context: Context, doubts: Doubts) -> WindowPart:
    spans = (part.span,) if part.start is None or isinstance(part.start, Relative) else (part.span, part.start)
    found = None if part.list_end is None else _in_its_list(spans, part, part.list_end, context)
    found = found or _in_its_year(spans, context, _window, part)
    doubts.year(found.chosen)
    for span in spans:
        doubts.weekdays(span, found.frame)
    doubts.before_issue(found.window.due)
    return WindowPart(found.window, part.at, (*doubts.steps, *found.steps))


def _in_its_list(spans: tuple[Calendar, ...], part: Dated, list_end: Calendar, context: Context) -> _InYear | None:
    """Return what a member of a list comes to in the year of the whole list; None for one that has its own."""
    stated, left_out = _years(spans)
    if stated is not None or not left_out:
        return None
    end = replace(part, span=list_end, start=None)
    last = _in_its_year((list_end,), context, _window, end)
    window, steps = _window(part, last.frame)
    return replace(last, window=window, steps=steps)


def _window(part: Dated, frame: Frame) -> _Attempt:
    context = frame.context
    days = days_of(part.span, frame)
    steps = named_days(part, days, context)
    window = bounded(part, days, context, steps)
    if part.start is not None:
        from_now = isinstance(part.start, Relative)
        start = context.issued if isinstance(part.start, Relative) else days_of(part.start, frame).start
        assert start is not None  # noqa: S101 - the days a span names have a first
        before, window = window, in_order(start, window.due)
        rule = RuleId.FROM_ISSUE if from_now else RuleId.STATED_START
        steps.append(Step(rule, msg("the start is {day}", day=start), part.at, before, window))
    named = days.due if part.bound is not Bound.BEFORE or days.start is None else days.start
    window = off_days_moved(part, window, named, context, steps)
    return window, tuple(steps)


def _counted(part: Counted, context: Context, doubts: Doubts) -> WindowPart:
    found = _in_its_year(() if part.start is None else (part.start,), context, _count, part)
    doubts.year(found.chosen)
    doubts.before_issue(found.window.due)
    return WindowPart(found.window, part.at, (*doubts.steps, *found.steps))


def _count(part: Counted, frame: Frame) -> _Attempt:
    context = frame.context
    base = context.issued if part.start is None else days_of(part.start, frame).start
    assert base is not None  # noqa: S101 - the days a span names have a first
    due, steps = counted(base, part.period, context, RuleId.FIRST_DAY_NOT_COUNTED, part.at)
    return Window(base if base <= due else None, due), steps


def _recurring(part: Recurring, context: Context, doubts: Doubts) -> SeriesPart:
    ends = tuple(span for span in (part.since, part.until) if span is not None)
    since = until = None
    if ends:
        found = _in_its_year(ends, context, _days, Stretch(ends[0], ends[-1]))
        since = found.window.start if part.since is not None else None
        until = found.window.due if part.until is not None else None
        doubts.year(found.chosen)
        if until is not None:
            doubts.before_issue(until)
    series = make_series(part, since, until, context)
    return replace(series, steps=(*doubts.steps, *series.steps))


def _standing(part: Standing, context: Context, doubts: Doubts) -> StandingPart:
    if part.since is None:
        return StandingPart(None, part.at, (Step(RuleId.STANDING, msg("no last day is named"), part.at),))
    span = part.since
    found = _in_its_year((span,), context, _days, span)
    doubts.year(found.chosen)
    start = found.window.start
    assert start is not None  # noqa: S101 - the days a span names have a first
    message = msg("from {day} on; no last day is named", day=start)
    return StandingPart(start, part.at, (*doubts.steps, Step(RuleId.STANDING, message, part.at)))


def _days(span: Calendar, frame: Frame) -> _Attempt:
    return days_of(span, frame), ()
