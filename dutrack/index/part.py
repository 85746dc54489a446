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
from dutrack.workspace import assemble, is_plan, is_progress, read_plans

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dutrack.agenda.agenda import Agenda
    from dutrack.index.update import Group, Update
    from dutrack.plan.model import Plan
    from dutrack.progress import Record
    from dutrack.workspace import Workspace


class IndexedPart:
    """A workspace whose files were looked at and divided into groups, and no more.

    ``agenda`` and ``story`` are of the groups that some files are in; whatever they say of these plans is what an
    agenda of the whole workspace says.
    """

    def __init__(self, update: Update) -> None:
        """Take a pass over the workspace that has come so far. Raises NoIndexError where no plan can be read."""
        self.root = update.root
        self.today = update.day
        self._update = update
        self._rows = update.looked.rows
        self._reader = update.looked.reader
        if not any(row.is_read for row in self._rows.values()):
            raise NoIndexError

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """All plans, in the order of their paths."""
        with self._update.store.reading():
            return self._read([name for name in self._rows if is_plan(name)])

    def plan(self, id_: str) -> Plan | None:
        """Return the plan with an id, or that had it formerly; no other is read."""
        ids = {id_, id_.partition("?")[0]}  # of a second file of the same name
        plans = {name: row.homes for name, row in self._rows.items() if row.homes}
        stems = {homes[0] for homes in plans.values() if not ids.isdisjoint(homes)}
        return plan_called(id_, self._read([name for name, homes in plans.items() if homes[0] in stems]))

    def recorded(self) -> list[tuple[str, tuple[Record, ...]]]:
        """Return each file of records with what stands in it, whether it counts or not."""
        zone = self._update.looked.config.timezone
        with self._update.store.reading():
            names = filter(is_progress, sorted(self._rows))
            return [(name, self._reader.records(name, zone)[0] or ()) for name in names]

    def agenda(self, paths: Collection[str], events: Collection[str] = ()) -> Agenda:
        """Return what stands in some plans, in all they depend on, and in all that share some events.

        ``paths`` are those of plans or of their records. What others record of further events is in ``elsewhere`` of
        its workspace.
        """
        wanted, shared, groups = set(paths), set(events), self._update.groups
        found = [each for each in groups if not (wanted.isdisjoint(each.names) and shared.isdisjoint(each.shared))]
        return build_agenda(self._workspace(found), self.today)

    def story(self, path: str) -> Agenda:
        """Return what stands in a plan, and all that is recorded of the events it shares, in whichever plan."""
        own = next(group for group in self._update.groups if path in group.names)
        shared = set(own.shared)
        telling = {name for name, row in self._update.catalogue.shared.items() if not shared.isdisjoint(row.recorded)}
        workspace = self._workspace([group for group in self._update.groups if group is own or group.name in telling])
        plans = tuple(plan for plan in workspace.plans if plan.path in own.names)
        return agenda_of(workspace, plans, happenings(workspace, Today(self.today)), self.today)

    def _read(self, paths: list[str]) -> tuple[Plan, ...]:
        return read_plans(self._reader, sorted(paths), [])

    def _workspace(self, groups: Sequence[Group]) -> Workspace:
        update, firsts = self._update, {group.name for group in groups}
        names = tuple(sorted(name for group in groups for name in group.names))
        shared = {event for group in groups for event in group.shared}
        # Those in the groups themselves stand in their records, where they may be taken back.
        others = (row.records for name, row in update.catalogue.shared.items() if name not in firsts)
        elsewhere = tuple(record for records in others for record in records if record.event in shared)
        found = assemble(self.root, update.files, names, self._reader, update.looked.config)
        return replace(found, elsewhere=elsewhere)
