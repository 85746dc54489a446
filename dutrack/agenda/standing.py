"""What lists and reports need to know of a day, whether it is worked out now or was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from dutrack.agenda.model import Item
    from dutrack.config import Directory
    from dutrack.plan.model import Outline, Plan


class Plans(Protocol):
    """The plans of a workspace, and the directory of its bodies."""

    @property
    def root(self) -> Path:
        """The folder of the workspace."""

    @property
    def plans(self) -> tuple[Plan | Outline, ...]:
        """The plans in the order of their paths."""

    @property
    def directory(self) -> Directory:
        """The bodies and groups."""

    def plan(self, id_: str) -> Plan | Outline | None:
        """Return the plan with an id, or that had it formerly."""


class Standing(Protocol):
    """Everything on a day; an ``Agenda`` is one."""

    @property
    def today(self) -> date:
        """The day."""

    @property
    def workspace(self) -> Plans:
        """The plans."""

    @property
    def items(self) -> Iterable[Item]:
        """All units, by plan, then as in the file."""

    @property
    def never_overdue(self) -> frozenset[tuple[str, str]]:
        """The (plan, task) ids of open tasks that have no due day and wait for nothing that would give one."""
