"""Everything that is awaited in a workspace: each event once, with the units that wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda.happenings import EventNames
from dutrack.plan.crosscheck import TASK_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.agenda.agenda import Agenda
    from dutrack.agenda.model import Item
    from dutrack.agenda.tasks import Scheduled
    from dutrack.plan.model import Plan
    from dutrack.progress import EventDay


class Place(Struct, frozen=True):
    """An event as one plan knows it; ``id`` is what its conditions use."""

    plan: Plan
    id: str
    title: str

    @property
    def address(self) -> str:
        """PLAN/EVENT, PLAN/TASK for the event of a task that has no other, or task:PLAN/ID."""
        if self.id.startswith(TASK_PREFIX):
            return f"{TASK_PREFIX}{self.plan.id}/{self.id.removeprefix(TASK_PREFIX)}"
        return f"{self.plan.id}/{self.id}"

    @property
    def in_records(self) -> str:
        """The event as a record of the plan names it."""
        return self.id if any(event.id == self.id for event in self.plan.events) else f"{self.plan.id}/{self.id}"


class Awaited(Struct, frozen=True):
    """One event, in every plan that knows it as the same.

    ``waiting`` are the open units that still wait for it, ``since`` the day of the earliest plan among them. ``known``
    is the record that holds, None for an event not recorded and for the completion of a task.
    """

    places: tuple[Place, ...]
    waiting: tuple[Item, ...]
    known: EventDay | None
    since: date | None

    @property
    def is_task(self) -> bool:
        """Whether it is the completion of a task, which follows by itself."""
        return self.places[0].id.startswith(TASK_PREFIX)


def events_of(agenda: Agenda) -> tuple[Awaited, ...]:
    """Return every event that a plan declares or a task waits for, in the order of the plans."""
    names = EventNames(agenda.workspace.plans)
    tasks: dict[str, list[Scheduled]] = {}
    for scheduled in agenda.scheduled:
        tasks.setdefault(scheduled.plan.id, []).append(scheduled)
    places: dict[str, list[Place]] = {}
    for plan in agenda.workspace.plans:
        for place in _places(plan, tasks.get(plan.id, ())):
            places.setdefault(names.of(plan, place.id), []).append(place)
    waiting: dict[str, list[Item]] = {}
    for item in agenda.items:
        for address in item.awaiting if item.status.is_open else ():
            waiting.setdefault(address, []).append(item)
    return tuple(_awaited(agenda, tuple(each), waiting) for each in places.values())


def _places(plan: Plan, tasks: Iterable[Scheduled]) -> list[Place]:
    places = {event.id: Place(plan, event.id, event.title) for event in plan.events}
    titles = {f"{TASK_PREFIX}{task.id}": task.title for task in plan.tasks}
    for scheduled in tasks:
        for id_ in scheduled.awaited:
            title = scheduled.awaited_words if id_ == scheduled.task.id else titles.get(id_, id_)
            places.setdefault(id_, Place(plan, id_, title))
    return list(places.values())


def _awaited(agenda: Agenda, places: tuple[Place, ...], waiting: dict[str, list[Item]]) -> Awaited:
    items = tuple(item for place in places for item in waiting.get(place.address, ()))
    plans = {item.plan for item in items}
    days = [place.plan.issued for place in places if place.plan.id in plans and place.plan.issued is not None]
    known = next((day for place in places if (day := agenda.happenings[place.plan.id].known.get(place.id))), None)
    return Awaited(places, items, known, min(days, default=None))
