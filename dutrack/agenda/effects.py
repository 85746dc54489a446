"""What records would change: the agenda with them beside the agenda without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.agenda.build import build_agenda

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.agenda.agenda import Agenda
    from dutrack.agenda.model import Item
    from dutrack.progress import Record
    from dutrack.workspace import Workspace


class Change(Struct, frozen=True):
    """One unit before and after; None where it is not there."""

    before: Item | None
    after: Item | None

    @property
    def item(self) -> Item:
        """The unit as it is after, or was if it is gone."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change has a side
        return found


def with_records(workspace: Workspace, records: Iterable[tuple[str, Record]]) -> Workspace:
    """Return the workspace as it is once records, each with the id of its plan, are appended."""
    found = dict(workspace.records)
    for plan, record in records:
        found[plan] = tuple(sorted((*found.get(plan, ()), record), key=lambda each: each.key))
    return replace(workspace, records=found)


def effects(agenda: Agenda, records: Iterable[tuple[str, Record]], today: date | None = None) -> tuple[Change, ...]:
    """Return the units whose days, waiting or status records change, as of the agenda's day or another."""
    day = today or agenda.today
    before = agenda if day == agenda.today else build_agenda(agenda.workspace, day)
    after = build_agenda(with_records(agenda.workspace, records), day)
    were = {(item.plan, item.unit): item for item in before.items}
    are = {(item.plan, item.unit): item for item in after.items}
    return tuple(
        Change(were.get(address), are.get(address))
        for address in dict.fromkeys((*are, *were))
        if _telling(were.get(address)) != _telling(are.get(address))
    )


def _telling(item: Item | None) -> tuple[object, ...] | None:
    return (
        None if item is None else (item.status, item.start, item.due, item.awaiting, item.released_on, item.review_on)
    )
