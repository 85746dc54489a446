"""What a unit waits for: events joined by and and or, and the period that runs from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from dutrack.deadline.readings import Join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from dutrack.dates.counting import Period
    from dutrack.schedule.resolved import Context, EventPart

    Events: TypeAlias = Mapping[str, date]
    """The days of the events that have happened, by id: an event of the plan, "task:ID", or a task's own id."""


class Awaited(Struct, frozen=True):
    """One event: its id, and the period the text counts from it."""

    id: str
    within: Period | None = None


class Release(Struct, frozen=True):
    """How a condition stands: what is still awaited, or since when nothing is, and the period that runs from then."""

    awaiting: tuple[str, ...]
    on: date | None = None
    within: Period | None = None


class Condition(Struct, frozen=True):
    """Any one of the alternatives is enough; of an alternative all events are needed.

    ``within`` is the task's period for events whose text names none.
    """

    alternatives: tuple[tuple[Awaited, ...], ...]
    within: Period | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id awaited, in the order of the text."""
        return _once(event.id for events in self.alternatives for event in events)

    def release(self, events: Events, context: Context) -> Release:
        """Tell how the condition stands when these events have happened.

        All the events of an alternative happen on the day of the last; of several alternatives the first counts. The
        period is that of the text (of the last event, else of the first that has one), else of the task, else of the
        policy on that day.
        """
        ready = [found for found in self.alternatives if all(event.id in events for event in found)]
        if not ready:
            return Release(tuple(id_ for id_ in self.ids if id_ not in events))
        days = [max(events[event.id] for event in found) for found in ready]
        on = min(days)
        needed = ready[days.index(on)]
        last = [event for event in needed if events[event.id] == on]
        periods = (event.within for event in (*last, *needed) if event.within is not None)
        return Release((), on, next(periods, None) or self.within or context.policy.after_event(on))


def condition_of(
    parts: Sequence[EventPart], joins: Sequence[Join], task_id: str, awaits: Sequence[str], within: Period | None
) -> Condition:
    """Return what the event parts of a task wait for together; ``joins[i]`` stands before ``parts[i + 1]``.

    As many ids as parts pair with them in the order of the text; else all ids stand for all the parts together. With
    no ids the task waits for an event of its own, whose id is the task's.
    """
    if len(awaits) == len(parts):
        events = [Awaited(id_, part.within) for id_, part in zip(awaits, parts, strict=True)]
        return Condition(tuple(_alternatives(events, joins)), within)
    period = next((part.within for part in parts if part.within is not None), None)
    together = tuple(Awaited(id_, period) for id_ in _once(awaits or (task_id,)))
    only_or = bool(joins) and set(_without_commas(joins)) == {Join.OR}
    return Condition(tuple((event,) for event in together) if only_or else (together,), within)


def _alternatives(events: Sequence[Awaited], joins: Sequence[Join]) -> Iterator[tuple[Awaited, ...]]:
    group = [events[0]]
    for join, event in zip(_without_commas(joins), events[1:], strict=True):
        if join is Join.OR:
            yield tuple(group)
            group = []
        group.append(event)
    yield tuple(group)


def _without_commas(joins: Sequence[Join]) -> list[Join]:
    """Return the joins with every comma as the hoặc that ends its list ("a, b hoặc c"), else as và."""
    found: list[Join] = []
    later = Join.AND
    for join in reversed(joins):
        if join is not Join.COMMA:
            later = Join.OR if join is Join.OR else Join.AND
        found.insert(0, later)
    return found


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
