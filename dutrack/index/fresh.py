"""What stands on a day, worked out from the files; it answers like the index."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dutrack.agenda.morning import Morning, morning_of
from dutrack.check.serious import serious_paths, serious_problems

if TYPE_CHECKING:
    from collections.abc import Collection, Container
    from datetime import date

    from dutrack.agenda.agenda import Agenda
    from dutrack.agenda.model import Item
    from dutrack.plan.model import Plan
    from dutrack.problems import Problem
    from dutrack.progress import Record
    from dutrack.workspace import Workspace


class FreshStanding:
    """Everything on a day."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda

    @property
    def today(self) -> date:
        """The day."""
        return self._agenda.today

    @property
    def workspace(self) -> Workspace:
        """The plans, and the directory of bodies."""
        return self._agenda.workspace

    @property
    def items(self) -> tuple[Item, ...]:
        """All units, by plan, then as in the file."""
        return self._agenda.items

    @cached_property
    def never_overdue(self) -> frozenset[tuple[str, str]]:
        """The (plan, task) ids of open tasks that nothing gives a day."""
        return self._agenda.never_overdue

    def morning(self, plans: Container[str] | None = None) -> Morning:
        """Return the morning of all plans, or of those with some ids."""
        return morning_of(item for item in self.items if plans is None or item.plan in plans)

    @property
    def findings(self) -> tuple[int, int]:
        """How many errors and warnings there are, and in how many files."""
        paths = serious_paths(self._agenda)
        return len(paths), len(set(paths))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The errors and warnings, with their places."""
        return serious_problems(self._agenda)


class FreshPart:
    """Everything on a day, whichever part of it is asked for."""

    def __init__(self, agenda: Agenda) -> None:
        self.root = agenda.workspace.root
        self.today = agenda.today
        self._agenda = agenda

    @property
    def plans(self) -> tuple[Plan, ...]:
        """All plans, in the order of their paths."""
        return self._agenda.workspace.plans

    def plan(self, id_: str) -> Plan | None:
        """Return the plan with an id, or that had it formerly."""
        return self._agenda.workspace.plan(id_)

    def recorded(self) -> list[tuple[str, tuple[Record, ...]]]:
        """Return no file of records: there is no part to be chosen by them."""
        return []

    def agenda(self, _paths: Collection[str], _events: Collection[str] = ()) -> Agenda:
        """Return what stands in some plans."""
        return self._agenda

    def story(self, _path: str) -> Agenda:
        """Return what stands in a plan, and all that is recorded of its events."""
        return self._agenda
