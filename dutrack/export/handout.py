"""What is handed on: the units asked for, as far as they may be shown, and where they come from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.agenda import Item, Selection
from dutrack.agenda.leads import lead_by_lead, lead_key
from dutrack.i18n import msg
from dutrack.report import By, report_on

if TYPE_CHECKING:
    from dutrack.agenda import Agenda
    from dutrack.export.stamp import Stamp
    from dutrack.plan.model import Plan, Task
    from dutrack.report import Report


class Options(Struct, frozen=True):
    """The options that only some formats have.

    ``excel``: for a Vietnamese Excel. ``todo``: a calendar has to-dos too. ``issuer`` is the id of who issues a
    document, ``form`` the value of its IssuerForm.
    """

    excel: bool = False
    todo: bool = False
    issuer: str | None = None
    form: str | None = None


class Handout(Struct, frozen=True, dict=True):
    """The units that are asked for. ``counted`` has them whole, also those of confidential plans.

    ``selection`` is what chose them. ``lead`` is whose share they are, as in ``lead_key``, and ``name`` what it is
    called; None and "" where they are all.
    """

    agenda: Agenda
    counted: tuple[Item, ...]
    stamp: Stamp
    options: Options
    selection: Selection = Selection()
    lead: tuple[str, str] | None = None
    name: str = ""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The units as they may be shown."""
        return tuple(item if self.plan(item.plan) else _bare(item) for item in self.counted)

    def plan(self, id_: str) -> Plan | None:
        """Return a plan by its id if its words may be shown; None where it is confidential."""
        return self._plans.get(id_)

    def task(self, item: Item) -> Task | None:
        """Return the task of a unit if its words may be shown."""
        return self._tasks.get((item.plan, item.task))

    @cached_property
    def report(self) -> Report:
        """The units counted by lead, those of confidential plans together; of a share only that of its lead."""
        split = self.selection.choose(tuple(lead_by_lead(self.counted, self.agenda.workspace)), self.agenda.workspace)
        chosen = (item for item in split if self.lead is None or lead_key(item) == self.lead)
        nameless = {"owners": (str(msg("Confidential plans")),), "owner_ids": (), "answering": ()}
        shown = tuple(item if self.plan(item.plan) else replace(item, **nameless) for item in chosen)
        return report_on(shown, self.agenda, self.selection, By.OWNER)

    @cached_property
    def _plans(self) -> dict[str, Plan]:
        return {plan.id: plan for plan in self.agenda.workspace.plans if not plan.confidential}

    @cached_property
    def _tasks(self) -> dict[tuple[str, str], Task]:
        return {(plan.id, task.id): task for plan in self._plans.values() for task in plan.tasks}


def _bare(item: Item) -> Item:
    """Return a unit with its ids and its status, and in time or late: what may be counted."""
    return Item(
        plan=item.plan,
        task=item.task,
        unit=item.unit,
        title="",
        section=item.section,
        owners=(),
        owner_ids=(),
        helpers=(),
        status=item.status,
        deadline=None,
        occurrence=item.occurrence,
        late=item.late,
    )
