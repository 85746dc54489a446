"""The morning of a day: what is overdue, due or was closed today, and how much else there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda.model import Item, Status, counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Morning(Struct, frozen=True):
    """``shown`` are the units that are listed; ``counts`` counts all, ``tasks`` the tasks behind them."""

    tasks: int
    counts: Mapping[Status, int]
    shown: tuple[Item, ...]


def morning_of(items: Iterable[Item]) -> Morning:
    """Return the morning of units: listed is what is overdue, due today or soon, what needs a day, and what was closed.

    In the order of ``items``.
    """
    items = tuple(items)
    shown = tuple(item for item in items if _is_shown(item))
    return Morning(len({(item.plan, item.task) for item in items}), counts(items), shown)


def _is_shown(item: Item) -> bool:
    if item.status in (Status.OVERDUE, Status.DUE_TODAY, Status.DUE_SOON):
        return True
    return item.needs_day or item.closed_today
