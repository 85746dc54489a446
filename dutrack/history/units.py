"""What became of one unit: two items compared by their days and by what they wait for, never by what closed them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.history.changes import Kind

if TYPE_CHECKING:
    from dutrack.agenda import Item


class _Stand(Enum):
    """How a unit stands by its days."""

    DUE = 1
    WAITING = 2
    UNDATED = 3
    ENDLESS = 4
    CLOSED = 5  # without any day: it no longer matters which


def kind_of(before: Item, after: Item) -> Kind | None:
    """Return what became of a unit, None for nothing; both must name what they await alike."""
    was, is_ = _stand(before), _stand(after)
    if is_ is not was:
        return _turned(was, is_, after)
    if (before.start, before.due) != (after.start, after.due):
        return Kind.MOVED
    if set(before.awaiting) == set(after.awaiting):
        return None
    return Kind.RELEASED if set(after.awaiting) < set(before.awaiting) else Kind.WAITING


def _stand(item: Item) -> _Stand:
    if item.due is not None:
        return _Stand.DUE
    if item.awaiting:
        return _Stand.WAITING
    if item.status is Status.UNDATED:
        return _Stand.UNDATED
    return _Stand.ENDLESS if item.status.is_open else _Stand.CLOSED


def _turned(was: _Stand, is_: _Stand, after: Item) -> Kind | None:
    """Return what became of a unit that stands in another way."""
    if is_ is _Stand.WAITING:
        return Kind.WAITING
    if was is _Stand.WAITING and after.released_on is not None:
        return Kind.RELEASED
    if is_ is _Stand.DUE:
        return Kind.DATED
    if is_ is _Stand.CLOSED:
        return Kind.UNDATED if was is _Stand.DUE else None
    if was is _Stand.CLOSED:
        return None
    return Kind.UNDATED if is_ is _Stand.UNDATED else Kind.STANDING
