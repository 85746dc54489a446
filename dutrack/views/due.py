"""What the morning list shows, and in which order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import Item, Status
from dutrack.agenda.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.agenda.morning import Morning
    from dutrack.config import Directory

_ORDER = {
    status: place
    for place, status in enumerate(
        (Status.OVERDUE, Status.DUE_TODAY, Status.DUE_SOON, Status.UNDATED, Status.DONE, Status.CANCELLED)
    )
}


class Row(Struct, frozen=True):
    """One line of the list: a unit, or with ``missed`` all the overdue occurrences of a series, the first in front."""

    item: Item
    missed: tuple[str, ...] = ()


class DueList(Struct, frozen=True):
    """What there is to list on a day: ``morning`` of what is asked for, ``everything`` without filters.

    ``days`` is how many days ahead is soon.
    """

    today: date
    days: int
    morning: Morning
    everything: Morning
    directory: Directory

    @property
    def is_filtered(self) -> bool:
        """Whether filters leave anything out."""
        return sum(self.morning.counts.values()) < sum(self.everything.counts.values())


class Lead(Struct, frozen=True):
    """Who leads, as the directory names it; ``plans`` tell bodies of one name apart by the plans that name them."""

    names: tuple[str, ...]
    plans: tuple[str, ...] = ()


def by_urgency(shown: Iterable[Item]) -> tuple[Item, ...]:
    """Return the units the list shows, the most urgent first."""
    return tuple(sorted(shown, key=lambda item: (_ORDER[item.status], item.due is None, item.due)))


def by_lead(items: Iterable[Item], directory: Directory) -> list[tuple[Lead, list[Row]]]:
    """Return the rows of each lead, in the order of ``items``; leads by the Vietnamese alphabet, nobody last.

    What plans call by several names and the directory knows as one body is one lead.
    """
    names = {entry.id: entry.name for entry in directory.entries}
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Item]] = {}
    for item in items:
        is_known = len(item.owner_ids) == len(item.owners)
        shown = tuple(names[id_] for id_ in item.owner_ids) if is_known else item.owners
        groups.setdefault((shown, item.owner_ids), []).append(item)
    named = Counter(shown for shown, _ in groups)
    leads = [
        (Lead(shown, tuple(sorted({item.plan for item in group})) if named[shown] > 1 else ()), group)
        for (shown, _), group in groups.items()
    ]
    leads.sort(key=lambda lead: (not lead[0].names, [sort_key(name) for name in lead[0].names], lead[0].plans))
    return [(lead, _rows(group)) for lead, group in leads]


def _rows(items: Iterable[Item]) -> list[Row]:
    """Put the overdue occurrences of each series into one row, where the first of them stands."""
    rows: list[Item] = []
    missed: dict[tuple[str, ...], list[str]] = {}
    for item in items:
        series = _series(item)
        if series is not None and item.occurrence is not None:
            missed.setdefault(series, []).append(item.occurrence.partition("/")[0])
            if len(missed[series]) > 1:
                continue
        rows.append(item)
    return [Row(item, _of_series(item, missed)) for item in rows]


def _of_series(item: Item, missed: dict[tuple[str, ...], list[str]]) -> tuple[str, ...]:
    series = _series(item)
    names = missed[series] if series is not None else []
    return tuple(names) if len(names) > 1 else ()


def _series(item: Item) -> tuple[str, ...] | None:
    """Return what tells the series of an overdue occurrence from others."""
    if item.occurrence is None or item.status is not Status.OVERDUE:
        return None
    return item.plan, item.task, item.series, *item.owner_ids
