"""The day on which things stand, and how long they stand so."""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)


class Today:
    """A day that notes with which other days it is compared.

    From ``first`` to ``last``, both inclusive, every comparison made so far comes out as it does on ``day``, which lies
    between them: what follows from these comparisons alone is the same on all those days.
    """

    __slots__ = ("day", "first", "last")

    def __init__(self, day: date) -> None:
        self.day = day
        self.first = date.min
        self.last = date.max

    def reached(self, day: date) -> bool:
        """Tell whether a day has come: it is today or gone by."""
        if day <= self.day:
            self.first = max(self.first, day)
            return True
        self.last = min(self.last, day - _DAY)
        return False

    def passed(self, day: date) -> bool:
        """Tell whether a day is over."""
        if day < self.day:
            self.first = max(self.first, day + _DAY)
            return True
        self.last = min(self.last, day)
        return False

    def near(self, day: date) -> bool:
        """Tell whether a day is yesterday, today or tomorrow."""
        days = (day - self.day).days
        if days < -1:
            self.first = max(self.first, day + 2 * _DAY)
        elif days > 1:
            self.last = min(self.last, day - 2 * _DAY)
        else:
            self.first = self.last = self.day
        return -1 <= days <= 1

    def only(self) -> date:
        """Return the day for what is not a comparison: it need not hold on any other."""
        self.first = self.last = self.day
        return self.day

    def onward(self) -> date:
        """Return the day for what holds until a comparison says otherwise, but perhaps not on earlier days."""
        self.first = self.day
        return self.day
