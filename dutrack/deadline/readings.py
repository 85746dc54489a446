"""What a deadline text means, before any calendar, plan or today: frozen values, a type for every meaning.

A reading is symbolic. "tháng 3" is ``Month(3, None)``: which year that is, is decided by ``schedule``, which knows the
issue date. Two readings are equal when they mean the same; the places they came from do not count.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from dutrack.values import Annotated

if TYPE_CHECKING:
    from dutrack.dates.counting import Period
    from dutrack.i18n import Message

Span: TypeAlias = tuple[int, int]
"""Start and exclusive end, in characters of the text as it was given."""


class Relative(Enum):
    """A period known only from the day one stands on: the issue date, or in a series the occurrence's own period."""

    THIS = "this"
    NEXT = "next"


class Point(Enum):
    """A part of a period that stands for one day: đầu, giữa, cuối."""

    BEGINNING = "beginning"
    MIDDLE = "middle"
    END = "end"


class Edge(Enum):
    """The first or the last of something."""

    FIRST = "first"
    LAST = "last"


# --- spans of the calendar -------------------------------------------------------------------------------------------


class Year(Struct, frozen=True):
    """A calendar year. ``number`` None: left out, the earliest that still lies ahead of the issue date."""

    number: int | Relative | None


class Months(Struct, frozen=True):
    """N tháng đầu / cuối năm: the first or last ``count`` (1-11) months of a year."""

    edge: Edge
    count: int
    year: Year


class Quarter(Struct, frozen=True):
    """A quarter, 1-4, of a year; or this or the next one (``year`` is then Relative.THIS)."""

    number: int | Relative
    year: Year


class Month(Struct, frozen=True):
    """A month, 1-12, of a year; or this or the next one (``year`` is then Relative.THIS)."""

    number: int | Relative
    year: Year


class MonthOfQuarter(Struct, frozen=True):
    """tháng đầu / giữa / cuối quý: the first, second or third month, 1-3, of a quarter."""

    index: int
    quarter: Quarter


class Week(Struct, frozen=True):
    """The week, Monday to Sunday, that holds the day one stands on, or the next one."""

    which: Relative


class WeekOfMonth(Struct, frozen=True):
    """tuần đầu tháng = days 1-7, tuần cuối tháng = the last 7 days."""

    edge: Edge
    month: Month | MonthOfQuarter


class Day(Struct, frozen=True):
    """A day of a month; ``number`` 1-31, or -1 for the last day.

    ``weekday`` (0 = Monday) is one the text states beside the date, to be held against it.
    """

    number: int
    month: Month | MonthOfQuarter
    weekday: int | None = None


class Weekday(Struct, frozen=True):
    """A weekday, 0 = Monday, of a week; in a WeekOfMonth the one day of those seven."""

    number: int
    week: Week | WeekOfMonth


class WorkingDay(Struct, frozen=True):
    """ngày làm việc đầu tiên / thứ N / cuối cùng của tháng: the N-th working day, -1 the last, of a period."""

    number: int
    period: Month | MonthOfQuarter | Quarter | Year


class PointOf(Struct, frozen=True):
    """đầu tháng, giữa quý, cuối năm …: one day."""

    point: Point
    period: Month | MonthOfQuarter | Quarter | Year


class DaysOf(Struct, frozen=True):
    """15 ngày đầu quý, 10 ngày cuối tháng: the first or last ``count`` days of a period."""

    edge: Edge
    count: int
    period: Month | MonthOfQuarter | Quarter | Year


class TermYear(Struct, frozen=True):
    """A year of a term of office: the N-th (a number), or its first, middle, last (a Point), or all of it (None).

    ``words`` are the term's, as written ("Đại hội Đảng", "HĐND các cấp"); ``text`` is the whole phrase, what is
    awaited where no such term is declared.
    """

    position: int | Point | None
    words: str
    text: str


class Stretch(Struct, frozen=True):
    """From the first day of ``first`` to the last day of ``last``."""

    first: Calendar
    last: Calendar


Calendar: TypeAlias = (
    Year | Months | Quarter | Month | MonthOfQuarter | Week | WeekOfMonth | Day | Weekday | WorkingDay | PointOf
    | DaysOf | TermYear | Stretch
)  # fmt: skip
"""Anything that is a window of days once one knows where one stands."""


# --- parts -----------------------------------------------------------------------------------------------------------


class Bound(StrEnum):
    """How a window follows from a calendar span."""

    WITHIN = "within"  # trong quý I: the whole span
    BEFORE = "before"  # trước ngày D: strict, no start
    BY = "by"  # đến, chậm nhất, muộn nhất, không quá D: the span's last day, no start


class Dated(Annotated, frozen=True):
    """One window. ``start`` is where the text says it begins, Relative.THIS for "từ nay" (the issue date).

    ``list_end`` is the last member of the list it stands in ("tháng 3, 6 và 9"): where the year is left out, the whole
    list takes the earliest year in which that member ends on or after the issue date.
    """

    aside = frozenset(("at",))

    span: Calendar
    bound: Bound = Bound.WITHIN
    start: Calendar | Relative | None = None
    list_end: Calendar | None = None
    at: Span = (0, 0)


class Counted(Annotated, frozen=True):
    """A period counted from the issue date ("15 ngày kể từ ngày ban hành", "10 ngày tới") or from a day named."""

    aside = frozenset(("at",))

    period: Period
    start: Calendar | None = None
    at: Span = (0, 0)


class Cycle(StrEnum):
    """The unit of a recurrence (FREQ of RFC 5545)."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Recurring(Annotated, frozen=True):
    """A series: one window in every period of ``count`` cycles (a quarter is three months).

    ``span`` is read with the occurrence's period as the place one stands on: "trước ngày 31/3 năm sau" is in the year
    after the occurrence's own; None is the whole period. ``since`` and ``until`` bound the series and cut its windows.
    """

    aside = frozenset(("at",))

    count: int
    cycle: Cycle
    span: Calendar | None = None
    bound: Bound = Bound.WITHIN
    since: Calendar | None = None
    until: Calendar | None = None
    at: Span = (0, 0)


class Event(Annotated, frozen=True):
    """Waits for something to happen (BLDS Điều 144 khoản 2); ``words`` say what, as written, without the lead-in.

    ``within`` is the period counted from the event's day; None where the text names none.
    """

    aside = frozenset(("at",))

    words: str
    within: Period | None = None
    at: Span = (0, 0)


class Standing(Annotated, frozen=True):
    """No end: done all the time or whenever needed; ``since`` is where the text says it begins."""

    aside = frozenset(("at",))

    since: Calendar | None = None
    at: Span = (0, 0)


Part: TypeAlias = Dated | Counted | Recurring | Event | Standing


class Join(StrEnum):
    """What stands between a part and the one before it."""

    AND = "and"
    OR = "or"
    COMMA = "comma"
    NOTHING = "nothing"


class Doubt(StrEnum):
    """The kinds of warning about a text that was read."""

    WORDS_DROPPED = "words-dropped"
    """A lead-in or tail of the author's own was left out of the reading; it holds no day, period or number."""
    AFTER_NAMES_A_START = "after-names-a-start"
    """"sau 30 ngày kể từ ngày ký" names a start; it is read as a period that ends on that day."""
    NO_PERIOD_NAMED = "no-period-named"
    """"định kỳ" without a period: read as standing."""
    INSTRUCTION_GIVEN = "instruction-given"
    """"theo … tại Thông báo số …" or "theo quy định" names nothing that can still happen."""
    WEEKDAY_CONTRADICTS = "weekday-contradicts"
    """The weekday beside a date is not that date's."""
    YEAR_CHOSEN = "year-chosen"
    """The year was left out and taken from the issue date."""
    BEFORE_ISSUE = "before-issue"
    """The deadline ends before the plan was issued."""
    FORECAST_HOLIDAY = "forecast-holiday"
    """The day rests on a day off that is not announced yet."""


class Warned(Struct, frozen=True):
    """A warning about a text that was read."""

    kind: Doubt
    message: Message
    at: Span


class Reading(Struct, frozen=True):
    """The whole meaning of a text: its parts in order; ``joins[i]`` stands before ``parts[i + 1]``."""

    parts: tuple[Part, ...]
    joins: tuple[Join, ...] = ()
    warnings: tuple[Warned, ...] = ()
