"""The part of a workspace that a command is about, put on the calendar; of the rest is read what is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda.build import agenda_of, build_agenda
from dutrack.agenda.happenings import happenings
from dutrack.dates.today import Today
from dutrack.index.open import NoIndexError
from dutrack.plan.model import plan_called
from dutrack.workspace import assemble, is_plan, read_plans

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dutrack.agenda.agenda import Agenda
    from dutrack.index.update import Group, Update
    from dutrack.plan.model import Plan
    from dutrack.workspace import Workspace


class IndexedPart:
    """A workspace whose files were looked at and divided into groups, and no more."""

    def __init__(self, update: Update) -> None:
        """Take a pass over the workspace that has come so far."""
        self._update = update
        self._rows = update.looked.rows

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """All plans, in the order of their paths. Raises NoIndexError where none can be read."""
        store = self._update.store
        store.read()
        found = self._read([name for name in self._rows if is_plan(name)])
        store.commit()
        if not found:
            raise NoIndexError
        return found

    def plan(self, id_: str) -> Plan | None:
        """Return the plan with an id, or that had it formerly; no other is read."""
        ids = {id_, id_.partition("?")[0]}  # of a second file of the same name
        return plan_called(id_, self._read([name for name, row in self._rows.items() if not ids.isdisjoint(row.homes)]))

    def agenda(self, paths: Collection[str], events: Collection[str] = ()) -> Agenda:
        """Return what stands in some plans, in all they depend on, and in all that share some events.

        Records of other events that others share are in ``elsewhere`` of its workspace.
        """
        return build_agenda(self._workspace(self._groups(paths, events)), self._update.day)

    def story(self, path: str) -> Agenda:
        """Return what stands in a plan, and all that is recorded of the events it shares, in whichever plan."""
        own = self._groups([path], ())
        shared = {event for group in own for event in group.shared}
        rows = self._update.catalogue.shared
        others = [
            group
            for group in self._update.groups
            if group.shared and group not in own and not shared.isdisjoint(rows[group.name].recorded)
        ]
        workspace, day = self._workspace(own, others), self._update.day
        names = {name for group in own for name in group.names}
        plans = tuple(plan for plan in workspace.plans if plan.path in names)
        return agenda_of(workspace, plans, happenings(workspace, Today(day)), day)

    def _read(self, paths: list[str]) -> tuple[Plan, ...]:
        return read_plans(self._update.looked.reader, sorted(paths), [])

    def _groups(self, paths: Collection[str], events: Collection[str]) -> list[Group]:
        wanted, shared = set(paths), set(events)
        groups = self._update.groups
        return [group for group in groups if not (wanted.isdisjoint(group.names) and shared.isdisjoint(group.shared))]

    def _workspace(self, groups: Sequence[Group], others: Sequence[Group] = ()) -> Workspace:
        names = tuple(sorted(name for group in (*groups, *others) for name in group.names))
        update = self._update
        found = assemble(update.root, update.files, names, update.looked.reader, update.looked.config)
        return replace(found, elsewhere=tuple({record: None for group in groups for record in group.elsewhere}))
