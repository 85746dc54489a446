"""What moves from day to day without anything happening: how an open unit with a due day stands."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda.model import Item, Members, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.dates.today import Today


def dated_status(due: date, started: date | None, today: Today, soon: int) -> Status:
    """Return where an open unit with a due day stands; ``soon`` is in days."""
    if today.passed(due):
        return Status.OVERDUE
    if today.reached(due):
        return Status.DUE_TODAY
    if due.toordinal() <= soon or today.reached(due - timedelta(days=soon)):
        return Status.DUE_SOON
    return Status.IN_PROGRESS if started is None or today.reached(started) else Status.UPCOMING


def together(members: tuple[Item, ...], group: str) -> tuple[Item, ...]:
    """Return the units of a leading group's members, each with how far all of them are."""
    overdue = tuple(name for item in members if item.status is Status.OVERDUE for name in item.owners)
    done = sum(item.status is Status.DONE for item in members)
    found = Members(group, done, len(members), overdue)
    return tuple(replace(item, members=found) for item in members)


def items_on(items: Iterable[Item], today: Today, soon: int) -> tuple[Item, ...]:
    """Return items as they stand on another day on which all else is the same."""
    moved = [_moved(item, today, soon) for item in items]
    if not any(item.members for item in moved):
        return tuple(moved)
    found: list[Item] = []
    for _, unit in groupby(moved, key=lambda item: (item.plan, item.shared)):
        parts = tuple(unit)
        members = parts[0].members
        found += parts if members is None else together(parts, members.group)
    return tuple(found)


def counted_down(items: Iterable[Item], today: date) -> tuple[Item, ...]:
    """Return items with the days they have left on another day on which they stand as they are."""
    return tuple(
        item if item.days_left is None or item.due is None else replace(item, days_left=(item.due - today).days)
        for item in items
    )


def _moved(item: Item, today: Today, soon: int) -> Item:
    if item.due is None or not item.status.is_open:
        return item
    status = dated_status(item.due, item.started, today, soon)
    left = (item.due - today.day).days
    if status is item.status and left == item.days_left:
        return item
    return replace(item, status=status, days_left=left)
