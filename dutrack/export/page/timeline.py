"""The windows of the leads with the most to do, laid out on a scale of months."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda import Item, Status

MOST_LANES = 20
BEFORE, AFTER = 6, 12
"""Months shown before that of the day, and after it."""
ROW = 14
_GAP = 6
_HEAD = 26
_DAY = timedelta(days=1)
_LEAST = 6.0
"""The least width of a bar: a window of a day is still seen."""
WIDTH = 960
"""The width of the scale, in units of the drawing."""


class Bar(Struct, frozen=True):
    """``count`` units of one lead with one window and status; ``x``, ``y`` and ``width`` are of the drawing."""

    start: date | None
    due: date
    status: Status
    count: int
    x: float
    y: float
    width: float


class Lane(Struct, frozen=True):
    """One lead; its name stands above its bars."""

    name: str
    y: float
    bars: tuple[Bar, ...]


class Month(Struct, frozen=True):
    """A month on the scale, from ``x`` on."""

    first: date
    x: float


class Timeline(Struct, frozen=True):
    """The drawing; ``left_out`` are the leads without a lane, ``outside`` the units before or after the scale."""

    lanes: tuple[Lane, ...]
    months: tuple[Month, ...]
    today: float
    height: float
    left_out: int
    outside: int


def timeline(leads: Iterable[tuple[str, list[Item]]], today: date) -> Timeline:
    """Lay out the open dated units of each lead whose windows touch the scale."""
    scale = _Scale(today)
    found = []
    outside = 0
    for name, items in leads:
        dated = [item for item in items if item.due is not None and item.status.is_open]
        shown = [item for item in dated if item.due and scale.holds(item)]
        outside += len(dated) - len(shown)
        if shown:
            found.append((name, shown))
    busiest = sorted(found, key=lambda lead: -len(lead[1]))[:MOST_LANES]
    kept = {name for name, _ in busiest}
    lanes, y = [], float(_HEAD)
    for name, items in found:
        if name in kept:
            bars, rows = _bars(items, scale, y + ROW)
            lanes.append(Lane(name, y, bars))
            y += ROW + rows * ROW + _GAP
    return Timeline(tuple(lanes), scale.months(), scale.x(today), y, left_out=len(found) - len(lanes), outside=outside)


class _Scale:
    """Days on the drawing."""

    def __init__(self, today: date) -> None:
        self.first = _months_from(today.replace(day=1), -BEFORE)
        self.end = _months_from(today.replace(day=1), AFTER + 1)
        self.unit = WIDTH / (self.end - self.first).days

    def holds(self, item: Item) -> bool:
        return item.due is not None and item.due >= self.first and (item.start or item.due) < self.end

    def x(self, day: date) -> float:
        within = min(max(day, self.first), self.end)
        return round((within - self.first).days * self.unit, 1)

    def x_after(self, day: date) -> float:
        """Return where a day ends."""
        return self.x(day + _DAY) if day < self.end else self.x(self.end)

    def months(self) -> tuple[Month, ...]:
        firsts = (_months_from(self.first, number) for number in range(BEFORE + AFTER + 1))
        return tuple(Month(first, self.x(first)) for first in firsts if first < self.end)


def _months_from(day: date, months: int) -> date:
    """Return the day so many months later, or the first or last there is: the scale ends with the years 1-9999."""
    try:
        return day + relativedelta(months=months)
    except ValueError:
        return date.min if months < 0 else date.max


def _bars(items: Iterable[Item], scale: _Scale, y: float) -> tuple[tuple[Bar, ...], int]:
    """Return the bars of a lane, each in the first row where it has room, and how many rows there are."""
    windows = Counter((item.start, item.due, item.status) for item in items if item.due is not None)
    ordered = sorted(windows.items(), key=lambda entry: (entry[0][0] or entry[0][1], entry[0][1], entry[0][2]))
    rows: list[float] = []
    bars = []
    for (start, due, status), count in ordered:
        end = scale.x_after(due)
        x = max(min(scale.x(start or due), end - _LEAST), 0.0)
        width = max(end - x, _LEAST)
        row = next((number for number, used in enumerate(rows) if used + 1 <= x), len(rows))
        rows[row : row + 1] = [x + width]
        bars.append(Bar(start, due, status, count, round(x, 1), y + row * ROW, round(width, 1)))
    return tuple(bars), len(rows)
