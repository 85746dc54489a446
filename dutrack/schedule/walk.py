"""What stands in a calendar span."""

from __future__ import annotations

from functools import lru_cache
from typing import cast, get_args

from msgspec.structs import astuple

from dutrack.deadline.readings import Calendar, Day, Month, Months, Quarter, Relative, Weekday, WorkingDay, Year

_SPANS = frozenset(get_args(Calendar))
"""The types of span; none of them has subclasses."""


@lru_cache(maxsize=4096)
def walk(span: object) -> tuple[Calendar, ...]:
    """Return a span and every span in it; nothing for what is none."""
    if type(span) not in _SPANS:
        return ()
    found = [cast("Calendar", span)]
    for value in astuple(found[0]):
        if type(value) in _SPANS:
            found += walk(value)
    return tuple(found)


def years_left_out(span: object) -> bool:
    """Tell whether a span leaves out a year."""
    return any(isinstance(part, Year) and part.number is None for part in walk(span))


def stated_year(*spans: object) -> int | None:
    """Return the last year that spans state by its number: it holds for those that leave theirs out."""
    for span in reversed(spans):
        for part in reversed(walk(span)):
            if isinstance(part, Year) and isinstance(part.number, int):
                return part.number
    return None


def names_part_of_year(span: Calendar | None) -> bool:
    """Tell whether a span names a month or quarter by its number: such a span comes once a year."""
    return any(
        isinstance(part, Months | Month | Quarter) and not isinstance(_number(part), Relative) for part in walk(span)
    )


def is_named_day(span: Calendar) -> bool:
    """Tell whether a span is one day named as such, for which "before" may be inclusive; other spans are periods."""
    return isinstance(span, Day | Weekday | WorkingDay)


def _number(part: Months | Month | Quarter) -> int | Relative:
    return part.count if isinstance(part, Months) else part.number
