"""A task's units as they stand: their ids and days, those of a series one an occurrence."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.schedule.units import DatedUnit, Days, EventUnit, SeriesUnit, StandingUnit, Undated, UndatedUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dutrack.agenda.happenings import Happenings
    from dutrack.agenda.tasks import Scheduled
    from dutrack.dates.today import Today
    from dutrack.progress import TaskRecord
    from dutrack.schedule.resolved import Occurrence

_FAR_AHEAD = 120
"""Occurrences so many periods ahead of the current one are not looked for, though a record names them."""


class Opened(Struct, frozen=True):
    """One unit, before members and records. ``fixed``: the text itself gives its day, or no day is wanted."""

    id: str
    days: Days
    occurrence: Occurrence | None = None
    fixed: bool = False

    def is_due_from(self, today: Today) -> bool:
        """Tell whether it is an occurrence that is due today or later, by its text."""
        return self.occurrence is not None and not today.passed(self.occurrence.window.due)


def named_units(records: Iterable[TaskRecord]) -> frozenset[str]:
    """Return the ids of the units that records name, without the member."""
    return frozenset(record.unit.partition("@")[0] for record in records if record.unit)


def opened(scheduled: Scheduled, known: Happenings, named: frozenset[str], today: Today) -> Iterator[Opened]:
    """Yield a task's units in the order of the text; ``named`` are the ``named_units`` of its records."""
    id_, context = scheduled.task.id, scheduled.context
    for unit in scheduled.units:
        if isinstance(unit, UndatedUnit | StandingUnit):
            yield Opened(id_ + unit.suffix, unit.days(), fixed=isinstance(unit, StandingUnit))
        elif context is not None:
            if isinstance(unit, DatedUnit | EventUnit):
                days = unit.days(context, known.happened, known.expected)
                yield Opened(id_ + unit.suffix, days, fixed=isinstance(unit, DatedUnit))
            else:
                yield from _occurrences(scheduled, unit, known, named, today)


def all_of_series(scheduled: Scheduled, unit: SeriesUnit, known: Happenings) -> Iterator[Opened]:
    """Yield every occurrence of a bounded series."""
    assert scheduled.context is not None  # noqa: S101 - a series stands on a calendar
    release = unit.release(scheduled.context, known.happened)
    for found in unit.occurrences(release):
        yield Opened(scheduled.task.id + unit.suffix(found), unit.days(found, release), found, fixed=True)


def has_occurrence(scheduled: Scheduled, known: Happenings, id_: str, last: date) -> bool:
    """Tell whether a series of a task has the occurrence with this id, among those due on ``last`` or before."""
    for unit in scheduled.units:
        if isinstance(unit, SeriesUnit) and scheduled.context is not None:
            for found in unit.occurrences(unit.release(scheduled.context, known.happened)):
                if scheduled.task.id + unit.suffix(found) == id_:
                    return True
                if found.window.due > last:
                    break
    return False


def _occurrences(
    scheduled: Scheduled, unit: SeriesUnit, known: Happenings, named: frozenset[str], today: Today
) -> Iterator[Opened]:
    """Yield those up to the current, the first due today or later, the next, and any other one that records name.

    A series that waits for its event shows the current one only, one that has none left after its event the first.
    """
    assert scheduled.context is not None  # noqa: S101 - a series stands on a calendar
    task_id, release = scheduled.task.id, unit.release(scheduled.context, known.happened)
    recorded = {id_ for id_ in named if id_.startswith(f"{task_id}/")}

    def open_(found: Occurrence) -> Opened:
        return Opened(task_id + unit.suffix(found), unit.days(found, release), found, fixed=True)

    if release.awaiting:
        ahead_of = unit.occurrences(release, today.onward())
        current = open_(next(ahead_of, None) or next(unit.occurrences(release)))
        current.is_due_from(today)  # so that it is looked for again once it is over
        yield from _recorded(map(open_, unit.occurrences(release)), recorded | {current.id}, today)
        return
    if (on := release.on) is not None and recorded:
        held = takewhile(lambda found: found.window.due < on, unit.part.series.occurrences())
        yield from _recorded(map(open_, held), recorded, today)
    ahead, none = 0, True
    for found in map(open_, unit.occurrences(release)):
        none = False
        if ahead < 2 or found.id in recorded:
            yield found
        recorded.discard(found.id)
        ahead += found.is_due_from(today)
        if ahead >= 2 and (not recorded or ahead > _FAR_AHEAD):
            break
    if none:
        for first in islice(unit.part.series.occurrences(), 1):
            days = Days(released_on=release.on, undated=Undated.NO_PERIOD)
            yield Opened(task_id + unit.suffix(first), days, first)


def _recorded(occurrences: Iterator[Opened], recorded: set[str], today: Today) -> Iterator[Opened]:
    """Yield those of a series that records name."""
    left, ahead = set(recorded), 0
    for found in occurrences:
        if found.id in left:
            yield found
            left.discard(found.id)
        ahead += found.is_due_from(today)
        if not left or ahead > _FAR_AHEAD:
            break
