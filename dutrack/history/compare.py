"""Two states task by task and unit by unit: what changed, before anybody asks why."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.history.changes import Cause, Change, Kind
from dutrack.history.units import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.agenda import Item
    from dutrack.history.matching import Address, Matching
    from dutrack.history.state import State


def compare(before: State, after: State, matching: Matching) -> Iterator[Change]:
    """Yield the changes of every task: in the order of the tasks after, then those that are gone.

    Words that are others come after what became of the units, whether or not it comes from them.
    """
    former = {address: one for one, address in matching.tasks.items()}
    for address, items in after.items.items():
        was = former.get(address)
        if was is None or was not in before.items:
            yield from (Change(Kind.ADDED, None, item, whole=True) for item in items)
        else:
            yield from _Task(before, after, matching, was, address).changes()
    for address, items in before.items.items():
        if matching.tasks.get(address) not in after.items:
            yield from (Change(Kind.REMOVED, item, None, whole=True) for item in items)


def without_told_words(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes without other words where they are the cause of another change of their task."""
    changes = tuple(changes)
    told = {_address(change) for change in changes if any(each.cause is Cause.TEXT for each in change.causes)}
    return tuple(change for change in changes if change.kind is not Kind.REWORDED or _address(change) not in told)


def _address(change: Change) -> Address:
    return change.item.plan, change.item.task


class _Task:
    """One task before and after; units are the same whose ids after the task's are."""

    def __init__(self, before: State, after: State, matching: Matching, was: Address, is_: Address) -> None:
        self.before, self.after, self.matching = before, after, matching
        self.was, self.is_ = was, is_
        self.here, self.there = before.items[was], after.items[is_]

    def changes(self) -> Iterator[Change]:
        first, now = self.here[0], self.there[0]
        if self.was[1] != self.is_[1] or self.matching.plans.get(self.was[0], self.was[0]) != self.is_[0]:
            yield Change(Kind.RENAMED, first, now)
        yield from self._units()
        if _words(first) != _words(now):
            yield Change(Kind.REWORDED, first, now)
        if _lead_changed(self.here, self.there):
            yield Change(Kind.LEAD, replace(first, owners=_names(self.here)), replace(now, owners=_names(self.there)))

    def _units(self) -> Iterator[Change]:
        """Yield what became of each unit; who of a group has one is told as a change of the lead."""
        here, there = _by_base(self.here, self.was[1]), _by_base(self.there, self.is_[1])
        for base, after in there.items():
            before = here.get(base)
            if before is not None:
                yield from self._same(before, after)
            elif not self.before.goes_on_to(self.was, self.was[1] + base, _first(after)):
                yield from (Change(Kind.ADDED, None, item) for item in after.values())
        for base, before in here.items():
            if base not in there and not self.after.goes_on_to(self.is_, self.is_[1] + base, _first(before)):
                yield from (Change(Kind.REMOVED, item, None) for item in before.values())

    def _same(self, before: dict[str, Item], after: dict[str, Item]) -> Iterator[Change]:
        """Yield what became of a unit, of each member's own where a group leads."""
        pairs = [(before[member], item) for member, item in after.items() if member in before]
        for one, other in pairs or [(_first(before), _first(after))]:
            awaiting = tuple(self.matching.awaiting(address) for address in one.awaiting)
            kind = kind_of(replace(one, awaiting=awaiting), other)
            if kind is not None:
                yield Change(kind, one, other)


def _by_base(items: tuple[Item, ...], task: str) -> dict[str, dict[str, Item]]:
    """Return items by what follows the task's id in the unit's, and then by member, "" for no member."""
    found: dict[str, dict[str, Item]] = {}
    for item in items:
        base, _, member = item.unit.removeprefix(task).partition("@")
        found.setdefault(base, {})[member] = item
    return found


def _first(members: dict[str, Item]) -> Item:
    return next(iter(members.values()))


def _words(item: Item) -> str:
    return " ".join(unicodedata.normalize("NFC", item.deadline or "").split())


def _names(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for item in items for name in item.owners))


def _lead_changed(here: tuple[Item, ...], there: tuple[Item, ...]) -> bool:
    """Tell whether others lead than before: other bodies, where all are in the directory, else other names."""
    if all(len(item.owner_ids) == len(item.owners) and item.owners for item in (*here, *there)):
        return _ids(here) != _ids(there)
    return set(map(_folded, _names(here))) != set(map(_folded, _names(there)))


def _ids(items: tuple[Item, ...]) -> set[str]:
    return {id_ for item in items for id_ in item.owner_ids}


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
