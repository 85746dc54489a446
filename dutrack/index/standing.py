"""What stands on a day, as the index has it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dutrack.agenda.model import SOON, Status
from dutrack.agenda.morning import Morning, morning_of
from dutrack.agenda.moving import counted_down, items_on
from dutrack.config.bodies import Directory
from dutrack.dates.today import Today
from dutrack.files import CONFIG
from dutrack.index.rows import ConfigSource, HeadRow, MorningRow, PlanRow, ProblemsRow, StateRow
from dutrack.index.store import DamagedError, unpack
from dutrack.plan.model import plan_called

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date
    from pathlib import Path

    from dutrack.agenda.model import Item
    from dutrack.index.store import Row, Store
    from dutrack.plan.model import Outline
    from dutrack.problems import Problem


class IndexedPlans:
    """The plans of a workspace, and the directory of its bodies."""

    def __init__(self, root: Path, rows: Rows) -> None:
        self.root = root
        self._rows = rows

    @cached_property
    def plans(self) -> tuple[Outline, ...]:
        """The plans in the order of their paths."""
        return tuple(unpack(row.data, HeadRow).head for _, row in self._rows.of("heads"))

    @cached_property
    def directory(self) -> Directory:
        """The bodies and groups."""
        key = self._rows.state.settings
        if not key:
            return Directory()
        found = self._rows.store.get("sources", CONFIG, ConfigSource)
        if found is None or found[0] != key:
            raise DamagedError(CONFIG)
        return found[1].config.directory

    def plan(self, id_: str) -> Outline | None:
        """Return the plan with an id, or that had it formerly."""
        return plan_called(id_, self.plans)


class Rows:
    """The tables that are complete, and hold on a day."""

    def __init__(self, store: Store, state: StateRow, today: date) -> None:
        self.store = store
        self.state = state
        self._today = today

    def has(self, table: str) -> bool:
        """Tell whether a table is complete and holds."""
        sealed = self.state.sealed.get(table)
        return sealed is not None and sealed.first <= self._today <= sealed.last

    def of(self, table: str) -> Iterator[tuple[str, Row]]:
        """Yield the rows of a table by name, packed. Raises DamagedError, at the end, where they are not all there."""
        sealed = self.state.sealed[table]
        count = sum_ = 0
        for name, row in self.store.rows(table):
            count, sum_ = count + 1, sum_ ^ row.checksum
            yield name, row
        if (count, sum_) != (sealed.count, sealed.checksum):
            raise DamagedError(table)


class IndexedStanding:
    """Everything on a day, read as far as it is asked for."""

    def __init__(self, root: Path, rows: Rows, today: date, soon: int) -> None:
        self.today = today
        self.soon = soon
        self.workspace = IndexedPlans(root, rows)
        self._rows = rows

    @property
    def items(self) -> Iterator[Item]:
        """All units, by plan, then as in the file."""
        today = Today(self.today)
        for _, row in self._rows.of("plans"):
            yield from items_on(unpack(row.data, PlanRow).items, today, self.soon)

    @cached_property
    def never_overdue(self) -> frozenset[tuple[str, str]]:
        """The (plan, task) ids of open tasks that nothing gives a day."""
        ids = {plan.path: plan.id for plan in self.workspace.plans}
        return frozenset(
            (ids[path], task)
            for path, row in self._rows.of("plans")
            for task in unpack(row.data, PlanRow).never_overdue
        )

    def morning(self, plans: Container[str] | None = None) -> Morning:
        """Return the morning of all plans, or of those with some ids."""
        if self.soon != SOON:
            return morning_of(item for item in self.items if plans is None or item.plan in plans)
        paths = None if plans is None else {plan.path for plan in self.workspace.plans if plan.id in plans}
        tasks, counts = 0, [0] * len(Status)
        shown: list[Item] = []
        for path, row in self._rows.of("mornings"):
            if paths is None or path in paths:
                morning = unpack(row.data, MorningRow)
                tasks += morning.tasks
                counts = list(map(int.__add__, counts, morning.counts))
                shown += morning.shown
        by_status = {status: count for status, count in zip(Status, counts, strict=True) if count}
        return Morning(tasks, by_status, counted_down(shown, self.today))

    @property
    def findings(self) -> tuple[int, int]:
        """How many errors and warnings there are, and in how many files."""
        told = self._rows.state.told
        return told.findings, told.files

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The errors and warnings, with their places."""
        found = [problem for _, row in self._rows.of("problems") for problem in unpack(row.data, ProblemsRow).problems]
        return tuple(sorted(found, key=lambda problem: problem.place))
