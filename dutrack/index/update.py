"""Brings an index up to date: works out anew what rests on files that have changed, or on a day that is over."""

from __future__ import annotations

import time
from functools import reduce
from operator import xor
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from dutrack.agenda.build import agenda_on
from dutrack.agenda.happenings import EventNames, precedence, recorded_events
from dutrack.agenda.model import SOON, Status
from dutrack.agenda.morning import morning_of
from dutrack.agenda.moving import items_on
from dutrack.check.serious import serious_paths, serious_problems
from dutrack.dates.today import Today
from dutrack.files import CONFIG, Folder
from dutrack.index.groups import groups_of, is_one
from dutrack.index.look import Looked
from dutrack.index.rows import (
    Catalogue,
    GroupRow,
    HeadRow,
    MorningMark,
    MorningRow,
    PlanMark,
    PlanRow,
    ProblemsRow,
    Sealed,
    SharedRow,
    StateRow,
    Told,
)
from dutrack.index.sources import digest
from dutrack.index.stamps import workspace_stamp
from dutrack.index.store import ChangedError, DamagedError, unpack
from dutrack.problems import Severity
from dutrack.progress import Happened
from dutrack.workspace import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date
    from pathlib import Path

    from dutrack.agenda.model import Item
    from dutrack.index.sources import StoredReader
    from dutrack.index.stamps import Listing
    from dutrack.index.store import Store
    from dutrack.problems import Problem
    from dutrack.workspace import Workspace

    Progress = Callable[[int, int], object]

_HOLD = 2.0
"""After so many seconds what was written is committed, so that others can read and a kill loses little."""
_NO_KEY = bytes(16)
CATALOGUE = "catalogue"
"""The row that tells of all others."""


class Group:
    """Files that depend on each other: ``key`` tells all that what is said of them is made of."""

    __slots__ = ("content", "elsewhere", "key", "names", "shared")

    def __init__(self, names: tuple[str, ...], content: bytes, shared: tuple[str, ...]) -> None:
        """Take the names of the files, the digest of their contents, and the events they have in common with others."""
        self.names = names
        self.content = content
        self.shared = shared
        self.elsewhere: tuple[Happened, ...] = ()
        self.key = content

    @property
    def name(self) -> str:
        """What the group is called: its first file."""
        return self.names[0]


class Update:
    """One pass over a workspace."""

    def __init__(self, root: Path, store: Store, progress: Progress) -> None:
        """Take the folder of a workspace and its index, open for writing; ``progress`` hears how many of how many."""
        self.root = root
        self.store = store
        self.files = Folder(root)
        self.catalogue = Catalogue({}, {}, {})
        self._progress = progress
        self._done = self._total = 0
        self._kept: int | None = None
        self._began = 0.0

    def run(self, listing: Listing, choose_day: Callable[[str], date], wanted: Collection[str]) -> None:
        """Make the index complete for a day; of mornings and problems only what is ``wanted``.

        ``choose_day`` returns the day from the time zone of the workspace. Raises what an index may raise, and
        ChangedError where a file, or the index, changes meanwhile.
        """
        self._total = 2 * len(listing.stats)
        self._begin()
        self._divide(listing, choose_day)
        self._build()
        if "mornings" in wanted:
            self._greet()
        settings = tuple(found for found in self.looked.problems if found.severity is not Severity.NOTE)
        if "problems" in wanted:
            of_settings = self._tell(settings)
        sealed = self._seals(wanted)
        if "problems" in wanted:
            sealed["problems"] = self._seal_problems(of_settings)
        state = StateRow(
            read_at=listing.read_at,
            clean=self.looked.clean,
            settings=self.looked.digests.get(CONFIG, b""),
            timezone=self.looked.config.timezone,
            told=self._told(settings),
            sealed=sealed,
        )
        self.store.put("state", "stamp", _NO_KEY, workspace_stamp(listing))
        self.store.put("state", "state", _NO_KEY, state)
        self._commit()

    def divide(self, listing: Listing, choose_day: Callable[[str], date]) -> None:
        """Look at the files, note what is in those that have changed, and find the groups; nothing is said of them.

        Raises as ``run`` does.
        """
        self._total = len(listing.stats)
        self._begin()
        self._divide(listing, choose_day)
        self._end()

    def look(self, listing: Listing) -> StoredReader:
        """Look at the files, note what is in those that have changed, and return what reads them all.

        Raises as ``run`` does.
        """
        self._total = len(listing.stats)
        self._begin()
        self.looked = Looked(self.files, self.store, listing, self.catalogue.files, self._step)
        self._end()
        self.store.read()
        return self.looked.reader

    def _divide(self, listing: Listing, choose_day: Callable[[str], date]) -> None:
        self.looked = Looked(self.files, self.store, listing, self.catalogue.files, self._step)
        self.day = choose_day(self.looked.config.timezone)
        self.groups = self._groups()
        self._share_events()

    # --- writing ---

    def _begin(self) -> None:
        """Begin to write, where nobody else has written since this pass last did."""
        self.store.begin()
        found = self.store.row("state", CATALOGUE)
        if self._kept is None:
            if found is not None:
                self.catalogue = unpack(found.data, Catalogue)
        elif found is None or found.checksum != self._kept:
            raise ChangedError(CATALOGUE)
        self.store.delete("state", ("state", "stamp"))
        self._began = time.monotonic()

    def _commit(self) -> None:
        self._kept = self.store.put("state", CATALOGUE, _NO_KEY, self.catalogue)
        self.store.commit()

    def _end(self) -> None:
        """Keep what was noted, or leave everything as it was where no file had changed."""
        if self.looked.changed:
            self._commit()
        else:
            self.store.roll_back()

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)
        if time.monotonic() - self._began > _HOLD:
            self._commit()
            self._begin()

    # --- groups ---

    def _groups(self) -> list[Group]:
        """Return the groups in which the files depend on each other."""
        config, rows = self.looked.config, self.looked.rows
        settings = (config.timezone, config.policy, config.off, config.work, config.directory)
        base = digest(msgspec.msgpack.encode(settings))
        found: list[Group] = []
        files = {name: row.ties for name, row in sorted(rows.items()) if name != CONFIG}
        if is_one(config, self.day, rows):
            groups = [tuple(files)]
            base = digest(base, self.looked.digests.get(CONFIG, b""))  # what is said of it may have a place there
        else:
            groups = groups_of(files)
        for names in groups:
            content = digest(base, *(part for name in names for part in (name.encode(), rows[name].digest)))
            shared = {event for name in names for event in rows[name].shared}
            found.append(Group(names, content, tuple(sorted(shared))))
        return found

    def _share_events(self) -> None:
        """Tell each group what is recorded of the events it shares, in whichever group it stands."""
        stored = self.catalogue.shared
        latest: dict[str, Happened] = {}
        sharing = {group.name: group for group in self.groups if group.shared}
        for group in sharing.values():
            row = stored.get(group.name)
            if row is None or row.key != group.content:
                row = stored[group.name] = self._shared_events(group)
            for record in row.records:
                if record.event not in latest or precedence(latest[record.event]) < precedence(record):
                    latest[record.event] = record
        for gone in stored.keys() - sharing.keys():
            del stored[gone]
        for group in sharing.values():
            group.elsewhere = tuple(latest[event] for event in group.shared if event in latest)
            if group.elsewhere:
                group.key = digest(group.content, msgspec.msgpack.encode(group.elsewhere))

    def _shared_events(self, group: Group) -> SharedRow:
        workspace = self._assemble(group)
        names = EventNames(workspace.plans)
        records = sorted(recorded_events(workspace, names), key=precedence)
        latest = {record.event: record for record in records if record.event in names.shared}
        recorded = {
            names.of(plan, record.event)
            for plan in workspace.plans
            for record in workspace.records_of(plan)
            if isinstance(record, Happened)
        }
        return SharedRow(group.content, tuple(latest.values()), tuple(sorted(recorded & names.shared)))

    def _assemble(self, group: Group) -> Workspace:
        workspace = assemble(self.root, self.files, group.names, self.looked.reader, self.looked.config)
        return replace(workspace, elsewhere=group.elsewhere)

    def _build(self) -> None:
        """Find what is said of each group on the day, and say anew what is missing."""
        rows = self.catalogue.groups
        before = {path for row in rows.values() for path in row.plans}
        self._total = self._done + len(self.groups)
        names = {group.name for group in self.groups}
        for gone in rows.keys() - names:
            del rows[gone]
            self.store.delete("problems", (gone,))
        for group in self.groups:
            row = rows.get(group.name)
            if row is None or row.key != group.key or not row.first <= self.day <= row.last:
                self._say(group)
            self._step()
        known = {path for row in rows.values() for path in row.plans}
        for table in ("heads", "plans", "mornings"):
            self.store.delete(table, before - known)

    def _say(self, group: Group) -> None:
        """Work out what stands in a group of files, and write it."""
        today = Today(self.day)
        agenda = agenda_on(self._assemble(group), today)
        paths = serious_paths(agenda)
        plans = {plan.id: plan for plan in agenda.workspace.plans}
        items: dict[str, list[Item]] = {id_: [] for id_ in plans}
        for item in agenda.items:
            items[item.plan].append(item)
        never: dict[str, list[str]] = {id_: [] for id_ in plans}
        for id_, task in sorted(agenda.never_overdue):
            never[id_].append(task)
        marks: dict[str, PlanMark] = {}
        for id_, plan in plans.items():
            row = PlanRow(tuple(items[id_]), tuple(never[id_]))
            head = self.store.put("heads", plan.path, group.key, HeadRow(plan.outline))
            marks[plan.path] = PlanMark(head, self.store.put("plans", plan.path, group.key, row))
        files = tuple(sorted(set(paths)))
        self.catalogue.groups[group.name] = GroupRow(group.key, today.first, today.last, len(paths), files, marks)

    def _told(self, settings: tuple[Problem, ...]) -> Told:
        """Return how much is wrong in all; what is wrong in the settings may be said of a group too."""
        rows = self.catalogue.groups.values()
        files = {path for row in rows for path in row.in_files} | {found.place.path for found in settings}
        return Told(sum(row.findings for row in rows) + len(settings), len(files))

    # --- what only some commands want ---

    def _greet(self) -> None:
        """Make the morning of every plan that has none for the day."""
        for row in self.catalogue.groups.values():
            for path, mark in row.plans.items():
                morning = mark.morning
                if morning is None or not morning.first <= self.day <= morning.last:
                    row.plans[path] = replace(mark, morning=self._morning(row.key, path))

    def _morning(self, key: bytes, path: str) -> MorningMark:
        found = self.store.get("plans", path, PlanRow)
        if found is None or found[0] != key:
            raise DamagedError(path)
        today = Today(self.day)
        morning = morning_of(items_on(found[1].items, today, SOON))
        row = MorningRow(morning.tasks, tuple(morning.counts.get(status, 0) for status in Status), morning.shown)
        return MorningMark(self.store.put("mornings", path, key, row), today.first, today.last)

    def _tell(self, settings: tuple[Problem, ...]) -> int | None:
        """Note the errors and warnings of every group that has any, with their places.

        Returns the checksum of those of the settings, None where there are none.
        """
        rows = self.catalogue.groups
        for group in self.groups:
            row = rows[group.name]
            if row.findings and row.problems is None:
                agenda = agenda_on(self._assemble(group), Today(self.day))
                checksum = self.store.put("problems", group.name, group.key, ProblemsRow(serious_problems(agenda)))
                rows[group.name] = replace(row, problems=checksum)
        self.store.delete("problems", (CONFIG, *(name for name, row in rows.items() if not row.findings)))
        return self.store.put("problems", CONFIG, _NO_KEY, ProblemsRow(settings)) if settings else None

    # --- seals ---

    def _seals(self, wanted: Collection[str]) -> dict[str, Sealed]:
        rows = self.catalogue.groups.values()
        first = max((row.first for row in rows), default=self.day)
        last = min((row.last for row in rows), default=self.day)
        marks = [mark for row in rows for mark in row.plans.values()]
        span = Today(self.day)  # whether the workspace is one group may change where a body ends
        for body in self.looked.config.directory.bodies:
            if body.valid_to is not None:
                span.passed(body.valid_to)
        first, last = max(first, span.first), min(last, span.last)
        sealed = {
            "heads": _seal([mark.head for mark in marks], first, last),
            "plans": _seal([mark.plan for mark in marks], first, last),
        }
        mornings = [mark.morning for mark in marks if mark.morning]
        if "mornings" in wanted:
            first = max((first, *(morning.first for morning in mornings)))
            last = min((last, *(morning.last for morning in mornings)))
            sealed["mornings"] = _seal([morning.checksum for morning in mornings], first, last)
        return sealed

    def _seal_problems(self, of_settings: int | None) -> Sealed:
        rows = self.catalogue.groups.values()
        found = [checksum for checksum in (of_settings, *(row.problems for row in rows)) if checksum is not None]
        first = max((row.first for row in rows), default=self.day)
        return _seal(found, first, min((row.last for row in rows), default=self.day))


def _seal(checksums: list[int], first: date, last: date) -> Sealed:
    return Sealed(first, last, len(checksums), reduce(xor, checksums, 0))
