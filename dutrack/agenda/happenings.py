"""Which awaited events have happened, or are expected, as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from dutrack.progress import EventDay, Happened, effective, events_as_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.dates.today import Today
    from dutrack.plan.model import Plan
    from dutrack.workspace import Workspace


class Happenings(Struct):
    """What is known of one plan's events, by the ids its conditions use.

    These are the plan's own events, "task:ID", and a task's id for the event that has no other. ``happened`` are days
    not after today, ``expected`` later ones; ``known`` are the records behind them.
    """

    happened: dict[str, date] = field(default_factory=dict)
    expected: dict[str, date] = field(default_factory=dict)
    known: dict[str, EventDay] = field(default_factory=dict)

    def copy(self) -> Happenings:
        """Return the same in dicts of its own."""
        return Happenings(dict(self.happened), dict(self.expected), dict(self.known))


def happenings(workspace: Workspace, today: Today) -> dict[str, Happenings]:
    """Return what is known of each plan's events, by plan id.

    Events with the same ``same_as`` are one: the latest record counts, in whichever plan it stands.
    """
    names = EventNames(workspace.plans)
    records = [*recorded_events(workspace, names), *workspace.elsewhere]
    records.sort(key=precedence)
    known = events_as_of(records, today.day)
    for day in known.values():
        today.reached(day.on)
    return {plan.id: _of_plan(plan, known, names) for plan in workspace.plans}


def recorded_events(workspace: Workspace, names: EventNames) -> list[Happened]:
    """Return the effective records of events of all plans, each under the event's name in the whole workspace."""
    return [
        replace(record, event=names.of(plan, record.event))
        for plan in workspace.plans
        for record in effective(workspace.records_of(plan))
        if isinstance(record, Happened)
    ]


def precedence(record: Happened) -> tuple[str, date, str]:
    """Return what orders the records of one event; the last holds. A file that was copied has the same keys again."""
    return record.key, record.on, record.place.path


class EventNames:
    """The names under which events are known in the whole workspace: the same document has one in every plan."""

    def __init__(self, plans: tuple[Plan, ...]) -> None:
        self._same = dict(_same(plans))

    @property
    def shared(self) -> frozenset[str]:
        """The names of events that may stand in other plans too."""
        return frozenset(self._same.values())

    def of(self, plan: Plan, event: str) -> str:
        """Return the name of an event as the plan, or a record of it, writes it: ID, or PLAN/ID."""
        before, slash, own = event.rpartition("/")
        address = f"{plan.id}/{own if slash and before in (plan.id, *plan.formerly) else event}"
        return self._same.get(address, address)


def _same(plans: tuple[Plan, ...]) -> Iterator[tuple[str, str]]:
    """Yield PLAN/EVENT and the text that makes it one with others."""
    for plan in plans:
        for event in plan.events:
            if event.common_name:
                yield f"{plan.id}/{event.id}", event.common_name


def _of_plan(plan: Plan, known: dict[str, EventDay], names: EventNames) -> Happenings:
    found = Happenings()
    prefix = f"{plan.id}/"
    own = {address.removeprefix(prefix) for address in known if address.startswith(prefix)}
    for id_ in (*(event.id for event in plan.events), *sorted(own)):
        day = known.get(names.of(plan, id_))
        if day is not None:
            found.known[id_] = day
            (found.expected if day.expected else found.happened)[id_] = day.on
    return found
