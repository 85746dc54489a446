"""Which plan, task and event of one state is which of another, where their ids have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from msgspec import Struct, field

from dutrack.plan.crosscheck import TASK_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from dutrack.plan.model import EventDeclaration, Plan

    Plans: TypeAlias = tuple[Plan, ...]

T = TypeVar("T")
Address: TypeAlias = tuple[str, str]
"""A plan's id, and that of a task or event in it."""


class Matching(Struct, frozen=True):
    """What became what, one to one: ids of plans, addresses of tasks and of events, before to after."""

    plans: dict[str, str] = field(default_factory=dict)
    tasks: dict[Address, Address] = field(default_factory=dict)
    events: dict[Address, Address] = field(default_factory=dict)

    def turned(self) -> Matching:
        """Return the same from after to before."""
        return Matching(_turned(self.plans), _turned(self.tasks), _turned(self.events))

    def awaited(self, plan: str, id_: str) -> str:
        """Return what a task of a plan awaits (an event, "task:ID", or itself) by the id it has after."""
        if id_.startswith(TASK_PREFIX):
            task = id_.removeprefix(TASK_PREFIX)
            return TASK_PREFIX + self.tasks.get((plan, task), (plan, task))[1]
        return (self.events.get((plan, id_)) or self.tasks.get((plan, id_)) or (plan, id_))[1]

    def awaiting(self, address: str) -> str:
        """Return what an item awaits (PLAN/EVENT, task:PLAN/ID) by the address it has after."""
        prefix = TASK_PREFIX if address.startswith(TASK_PREFIX) else ""
        plan, _, id_ = address.removeprefix(prefix).partition("/")
        after = self.awaited(plan, prefix + id_).removeprefix(prefix)
        return f"{prefix}{self.plans.get(plan, plan)}/{after}"


def match(before: Plans, after: Plans) -> Matching:
    """Match two states: by ids, then by what either says of its earlier ones; events also by what they are about."""
    here, there = {plan.id: plan for plan in before}, {plan.id: plan for plan in after}
    found = Matching()
    _add(found.plans, ((id_, id_) for id_ in here if id_ in there))
    _add(found.plans, ((former, plan.id) for plan in after for former in plan.formerly if former in here))
    _add(found.plans, ((plan.id, former) for plan in before for former in plan.formerly if former in there))
    _match_tasks(before, after, found)
    for id_, other in found.plans.items():
        _match_events(here[id_], there[other], found.events)
    return found


def _match_tasks(before: Plans, after: Plans, found: Matching) -> None:
    here = {(plan.id, task.id): None for plan in before for task in plan.tasks}
    there = {(plan.id, task.id) for plan in after for task in plan.tasks}
    same = (((plan, id_), (found.plans.get(plan, ""), id_)) for plan, id_ in here)
    _add(found.tasks, ((one, other) for one, other in same if other in there))
    earlier = _earlier(after, before, _turned(found.plans))
    _add(found.tasks, ((former, address) for address, former in earlier if former in here))
    earlier = _earlier(before, after, found.plans)
    _add(found.tasks, ((address, former) for address, former in earlier if former in there))


def _earlier(plans: Plans, others: Plans, homes: dict[str, str]) -> Iterator[tuple[Address, Address]]:
    """Yield the tasks that name earlier ids, each with such an id and the plan that it belongs to in another state.

    ``homes`` are the plans there of the plans here.
    """
    known = {name: plan.id for plan in others for name in (*plan.formerly, plan.id)}
    for plan in plans:
        for task in plan.tasks:
            for former in task.formerly:
                home, slash, id_ = former.rpartition("/")
                yield (plan.id, task.id), (known.get(home, home) if slash else homes.get(plan.id, plan.id), id_)


def _match_events(before: Plan, after: Plan, events: dict[Address, Address]) -> None:
    keys: tuple[Callable[[EventDeclaration], Hashable], ...] = (
        lambda event: event.id,
        lambda event: event.same_as or event,
        lambda event: event.title.casefold(),
    )
    for key in keys:
        there = {key(event): event.id for event in after.events}
        named = ((event.id, there[key(event)]) for event in before.events if key(event) in there)
        _add(events, (((before.id, one), (after.id, other)) for one, other in named))


def _add(pairs: dict[T, T], more: Iterable[tuple[T, T]]) -> None:
    """Add pairs of which neither half has a pair yet."""
    taken = set(pairs.values())
    for one, other in more:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)


def _turned(pairs: dict[T, T]) -> dict[T, T]:
    return {other: one for one, other in pairs.items()}
