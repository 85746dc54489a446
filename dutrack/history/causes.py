"""Why a day is another: all is computed again with one ingredient as it was, and what then differs is a cause."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda import build_agenda
from dutrack.history.changes import Because, Cause, Change, Kind
from dutrack.history.details import Details
from dutrack.history.state import by_task
from dutrack.history.swaps import SWAPS
from dutrack.progress import Note, Record, effective

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.agenda import Agenda, Item
    from dutrack.history.matching import Address, Matching
    from dutrack.workspace import Workspace


def explained(changes: Iterable[Change], before: Agenda, after: Agenda, matching: Matching) -> Iterator[Change]:
    """Yield changes with their causes; a task that came or went, or was renamed, has none.

    A cause is an ingredient without whose change the unit would not stand as it does. Where each of several would be
    enough alone they all are causes.
    """
    former = matching.turned()
    undone, done = Trial(after, before, matching), Trial(before, after, former)
    details = Details(before, after, matching)
    for change in changes:
        if change.whole or change.kind in (Kind.RENAMED, Kind.REWORDED):
            yield change
        elif change.kind is Kind.LEAD:
            cause = Cause.TEXT if details.names_others(change) else Cause.DIRECTORY
            yield replace(change, causes=(Because(cause),))
        else:
            found = undone.moving(*_place(change.after, change.item, matching))
            found = found or done.moving(*_place(change.before, change.item, former)) or details.differing(change)
            yield replace(change, causes=tuple(details.because(cause, change) for cause in found))


class Trial:
    """What units would be with each ingredient of another state in turn; nothing is computed before it is asked."""

    def __init__(self, base: Agenda, donor: Agenda, matching: Matching) -> None:
        self._base, self._donor, self._matching = base, donor, matching
        self._actual = by_task(base.items)

    @cached_property
    def _swapped(self) -> dict[Cause, dict[Address, tuple[Item, ...]]]:
        base, donor = self._base.workspace, self._donor.workspace
        found = {}
        for cause, swap in SWAPS.items():
            workspace = swap(base, donor, self._matching)
            if _ingredients(workspace) != _ingredients(base):
                found[cause] = by_task(build_agenda(workspace, self._base.today).items)
        return found

    def moving(self, task: Address, suffix: str) -> tuple[Cause, ...]:
        """Return the ingredients that alone make a unit stand otherwise; ``suffix`` follows the task's id in its."""
        actual = _telling(self._actual, task, suffix)
        return tuple(cause for cause, items in self._swapped.items() if _telling(items, task, suffix) != actual)


def _place(item: Item | None, other: Item, matching: Matching) -> tuple[Address, str]:
    """Return the task of an item, and what follows its id in that of the unit; if it is gone, where the other was."""
    found = item or other
    address, suffix = (found.plan, found.task), found.unit.removeprefix(found.task)
    return (address if item is not None else matching.tasks.get(address, address)), suffix


def _telling(items: dict[Address, tuple[Item, ...]], task: Address, suffix: str) -> object:
    """Return how a unit stands; where a group leads and it is none of a member, as the first member's does."""
    units = {item.unit.removeprefix(task[1]): item for item in reversed(items.get(task, ()))}
    bases = {unit.partition("@")[0]: item for unit, item in units.items()}
    item = units.get(suffix) or bases.get(suffix.partition("@")[0])
    if item is None:
        return None
    return item.start, item.due, frozenset(item.awaiting), item.released_on


def _ingredients(workspace: Workspace) -> tuple[object, ...]:
    """Return all of a workspace that can decide on days."""
    config = workspace.config
    records = {id_: _counting(records) for id_, records in workspace.records.items()}
    return workspace.plans, config.policy, config.off, config.work, {id_: each for id_, each in records.items() if each}


def _counting(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(record for record in effective(records) if not isinstance(record, Note))
