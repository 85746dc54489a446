"""Who is to be told of what on a day: a pure function of the agenda and of what was told.

Each unit has a ladder for every role. A body that has reached a new point of any of them gets a digest, and that lists
everything open that concerns it. Nobody is told anything on a day off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import Item, Status
from dutrack.agenda.ladders import Ladders
from dutrack.dates.calendar import Calendar
from dutrack.dates.counting import Roll, roll
from dutrack.reminders.bodies import Addressee, Bodies
from dutrack.reminders.contracts import Moment, Reader, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dutrack.agenda import Agenda
    from dutrack.reminders.told import Told
    from dutrack.schedule.ladder import Ladder

RELEASED = "released"
REVIEW = "review:"
"""The labels of what has no due day: an event released the unit; its review day (which follows) has come."""

_NEAR = (Status.OVERDUE, Status.DUE_TODAY, Status.DUE_SOON)


class Concern(Struct, frozen=True):
    """One unit as it concerns one body: ``moments`` are the points reached, told or not, ``to`` is who leads or helps.

    ``open`` tells that it is listed in every digest until it is closed; else it is listed when it is new, and counted.
    """

    item: Item
    role: Role
    to: Addressee
    reader: Reader
    moments: tuple[Moment, ...] = ()
    open: bool = True


class Planned(Struct, frozen=True):
    """A digest to be sent: all that concerns the reader, and the moments that are new."""

    reader: Reader
    concerns: tuple[Concern, ...]
    new: tuple[Moment, ...]


def works(agenda: Agenda) -> bool:
    """Tell whether the office works on the agenda's day; on others nobody is told anything."""
    config = agenda.workspace.config
    return Calendar(frozenset(config.off), frozenset(config.work)).is_working(agenda.today)


def planned(concerns: Iterable[Concern], told: Told) -> dict[Reader, Planned]:
    """Return the digests that are due, by reader, in the order in which the units stand."""
    by_reader: dict[Reader, list[Concern]] = {}
    new: dict[Reader, dict[Moment, None]] = {}
    for concern in concerns:
        by_reader.setdefault(concern.reader, []).append(concern)
        fresh = [moment for moment in concern.moments if moment not in told]
        if fresh:
            new.setdefault(concern.reader, {}).update(dict.fromkeys(fresh))
    return {reader: Planned(reader, tuple(by_reader[reader]), tuple(moments)) for reader, moments in new.items()}


def concerns(agenda: Agenda, reached: date | None = None) -> Iterator[Concern]:
    """Yield every open unit that concerns somebody, once a role and body.

    The points are those reached by the agenda's day, or by the day ``reached``.
    """
    watch = _Watch(agenda, reached or agenda.today)
    for item in agenda.items:
        if item.status.is_open:
            yield from watch.concerns(item)


class _Watch:
    """Looks at units one by one; what they share is looked up once."""

    def __init__(self, agenda: Agenda, day: date) -> None:
        self.agenda = agenda
        self.day = day
        self.bodies = Bodies(agenda.workspace, agenda.today)
        self.ladders = Ladders(agenda)

    def concerns(self, item: Item) -> Iterator[Concern]:
        reminding, ladder = self.ladders.of(item)
        leads = self.bodies.leads(item)
        yield from self._of_leads(item, leads, ladder)
        if item.due is None:
            return
        told = {lead.id for lead in leads}
        if reminding.helpers:
            helpers = tuple(found for found in self.bodies.helpers(item) if found.id not in told)
            point = ladder.reached(item.due, self.day) if helpers else None
            yield from self._at_point(item, Role.COOPERATING, helpers, point)
        if item.due >= self.day:
            return
        urging = (
            (Role.MONITOR, reminding.monitor_after, [m for m in self.bodies.monitors(item) if m.id not in told]),
            (Role.LEADER, reminding.leader_after, leads),
        )
        for role, first, people in urging:
            point = ladder.reached_after(item.due, self.day, first) if people else None
            yield from self._at_point(item, role, people, point)

    def _of_leads(self, item: Item, leads: Iterable[Addressee], ladder: Ladder) -> Iterator[Concern]:
        points: list[tuple[date | None, str]] = []
        if item.due is not None:
            point = ladder.reached(item.due, self.day)
            if point is not None:
                points.append((item.due, _label(point)))
        if item.review_on is not None and roll(item.review_on, Roll.PREVIOUS, self.ladders.calendar) <= self.day:
            points.append((None, f"{REVIEW}{item.review_on.isoformat()}"))
        is_open = bool(points) or item.needs_day or item.status in _NEAR
        if item.released_on is not None and item.released_on <= self.day:
            points.append((None, RELEASED))
        for lead in leads:
            moments = tuple(_moment(item, due, label, Role.LEAD, lead) for due, label in points)
            reader = lead.reader(Role.LEAD)
            if reader is not None:
                yield Concern(item, Role.LEAD, lead, reader, moments, is_open)

    def _at_point(self, item: Item, role: Role, people: Iterable[Addressee], point: int | None) -> Iterator[Concern]:
        if point is not None:
            for person in people:
                reader = person.reader(role)
                if reader is not None:
                    yield Concern(item, role, person, reader, (_moment(item, item.due, _label(point), role, person),))


def _label(point: int) -> str:
    return f"{point:+d}" if point else "0"


def _moment(item: Item, due: date | None, label: str, role: Role, to: Addressee) -> Moment:
    unit = _series(item) if label == RELEASED else item.unit
    return Moment(item.plan, item.task, unit, due, label, role, to.id, item.extensions)


def _series(item: Item) -> str:
    """Return the unit an event releases: of a series it is the whole, not each occurrence."""
    if item.occurrence is None:
        return item.unit
    before, at, member = item.unit.partition("@")
    return before.removesuffix(f"/{item.occurrence}") + at + member
