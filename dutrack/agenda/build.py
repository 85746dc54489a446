"""From a workspace and a day to its items."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dutrack.agenda.agenda import Agenda
from dutrack.agenda.closing import Given, closing, concerns, confirmed, given
from dutrack.agenda.completion import completed_on, in_order_of_waiting
from dutrack.agenda.happenings import happenings
from dutrack.agenda.leads import answering, leads_of
from dutrack.agenda.model import SOON, Item, Status
from dutrack.agenda.moving import dated_status, together
from dutrack.agenda.opened import named_units, opened
from dutrack.agenda.review import Reviews
from dutrack.agenda.status import last_day, started, status_of, why_undated
from dutrack.agenda.tasks import context_at, scheduled_tasks
from dutrack.dates.today import Today
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.progress import TaskRecord, effective, local_day, recorded_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from dutrack.agenda.happenings import Happenings
    from dutrack.agenda.leads import Lead, Leads
    from dutrack.agenda.opened import Opened
    from dutrack.agenda.tasks import Scheduled
    from dutrack.plan.model import Plan
    from dutrack.progress.records import Closing
    from dutrack.workspace import Workspace


def build_agenda(workspace: Workspace, today: date, soon: int = SOON) -> Agenda:
    """Return every unit of every task as it stands on ``today``; ``soon`` is in days.

    No task is left out, whatever its deadline. Of a series there are the closed occurrences, the unclosed ones up to
    the first that is due today or later, and the next.
    """
    return agenda_on(workspace, Today(today), soon)


def agenda_on(workspace: Workspace, today: Today, soon: int = SOON) -> Agenda:
    """Do what ``build_agenda`` does; on all days that ``today`` then spans the items differ by ``items_on`` alone."""
    return _make(workspace, workspace.plans, happenings(workspace, today), today, soon)


def agenda_of(workspace: Workspace, plans: tuple[Plan, ...], known: Mapping[str, Happenings], today: date) -> Agenda:
    """Return the agenda of some plans of a workspace; ``known`` are all its ``happenings``, left as they are."""
    return _make(workspace, plans, known, Today(today), SOON)


def _make(
    workspace: Workspace, plans: tuple[Plan, ...], known: Mapping[str, Happenings], today: Today, soon: int
) -> Agenda:
    scheduled = tuple(task for plan in plans for task in scheduled_tasks(workspace, plan))
    builder = _Builder(workspace, plans, known, today, soon)
    items = {(task.plan.id, task.task.id): builder.items(task) for task in in_order_of_waiting(scheduled)}
    return Agenda(
        workspace=workspace,
        today=today.day,
        items=tuple(item for task in scheduled for item in items[task.plan.id, task.task.id]),
        scheduled=scheduled,
        happenings=builder.happenings,
        plans=plans,
        stray=tuple(builder.stray(items)),
    )


class _Builder:
    """Makes the items of one task after another; a task that others await comes before them."""

    def __init__(
        self, workspace: Workspace, plans: tuple[Plan, ...], known: Mapping[str, Happenings], today: Today, soon: int
    ) -> None:
        self.workspace = workspace
        self.today = today
        self.near = Today(today.day)
        self.soon = soon
        for entry in workspace.config.policy:
            if entry.start is not None:
                today.reached(entry.start)
        # The completion of tasks is noted in them.
        self.happenings = {**known, **{plan.id: known[plan.id].copy() for plan in plans}}
        self.reviews = Reviews(today)
        self.last_days = {plan.id: last_day(plan, workspace) for plan in plans}
        self.records: dict[tuple[str, str], list[TaskRecord]] = defaultdict(list)
        for plan in plans:
            for record in effective(workspace.records_of(plan)):
                if isinstance(record, TaskRecord) and today.reached(record.on):
                    self.records[plan.id, record.task].append(record)

    def items(self, scheduled: Scheduled) -> tuple[Item, ...]:
        """Return a task's items, and note the day on which it was completed for those that await it."""
        plan, task = scheduled.plan, scheduled.task
        known, records = self.happenings[plan.id], self.records.get((plan.id, task.id), [])
        leads = leads_of(self.workspace, plan, task)
        items = tuple(
            item
            for unit in opened(scheduled, known, named_units(records), self.today)
            for item in self._unit_items(scheduled, unit, leads, records)
        )
        done = completed_on(scheduled, leads, records, known) if records else None
        if done is not None:
            known.happened[TASK_PREFIX + task.id] = done
        return items

    def stray(self, items: dict[tuple[str, str], tuple[Item, ...]]) -> Iterator[TaskRecord]:
        """Yield the records about a task or unit that is not there."""
        for address, records in self.records.items():
            units = [item.unit for item in items.get(address, ())]
            yield from (record for record in records if not any(concerns(record, unit) for unit in units))

    def _unit_items(
        self, scheduled: Scheduled, unit: Opened, leads: Leads, records: list[TaskRecord]
    ) -> tuple[Item, ...]:
        items = tuple(self._item(scheduled, unit, lead, records) for lead in leads.leads)
        if leads.group is None:
            return items
        return together(items, leads.group)

    def _item(self, scheduled: Scheduled, unit: Opened, lead: Lead, records: list[TaskRecord]) -> Item:
        plan, task = scheduled.plan, scheduled.task
        id_ = unit.id if lead.member is None else f"{unit.id}@{lead.member}"
        closed = closing(records, id_) if records else None
        days = Given(unit.days.start, unit.days.due)
        if records:
            # The records of a plan without an issue date have days all the same.
            context = scheduled.context or context_at(self.workspace, plan, self.today.day)
            days = given(days, records, id_, context, fixed=unit.fixed)
        last = self.last_days[plan.id]
        status, begun = status_of(unit, days, closed, last=last, today=self.today), None
        if status is None and days.due is not None:
            begun = started(plan, unit, days)
            status = dated_status(days.due, begun, self.near, self.soon)
        assert status is not None  # noqa: S101 - without a due day it follows from the rest
        review_on = None
        if status is Status.STANDING and scheduled.context is not None:
            review_on = self.reviews.next(scheduled.context, unit.days.start, records, id_)
        done_on = closed.on if status is Status.DONE and closed is not None else None
        is_undated = status is Status.UNDATED
        return Item(
            plan=plan.id,
            task=task.id,
            unit=id_,
            title=task.title,
            section=task.section,
            owners=lead.names,
            owner_ids=lead.ids,
            helpers=task.helpers,
            status=status,
            deadline=task.deadline,
            start=days.start,
            due=days.due,
            first_due=days.first_due,
            days_left=(days.due - self.today.day).days if days.due is not None and status.is_open else None,
            occurrence=_occurrence_name(unit, task.id),
            counted=unit.days.counted if days.due == unit.days.due else None,
            awaiting=tuple(_awaited(plan.id, awaited) for awaited in unit.days.awaiting),
            released_on=unit.days.released_on,
            done_on=done_on,
            late=done_on > days.due if done_on is not None and days.due is not None else None,
            reason=why_undated(scheduled, unit) if is_undated else None,
            needs_day=is_undated and task.deadline is not None,
            closed_today=closed is not None and not status.is_open and self._closed_today(closed),
            closing=None if status.is_open else closed,
            confirmed=closed is not None and not status.is_open and confirmed(records, closed, id_),
            extensions=days.extensions,
            dated=days.dated,
            review_on=review_on,
            answering=answering(self.workspace.directory, lead, self.today),
            started=begun,
        )

    def _closed_today(self, closed: Closing) -> bool:
        if self.today.reached(closed.on) and not self.today.passed(closed.on):
            return True
        # Looking up a time zone is slow; a day in UTC is never more than one day off.
        near = self.today.near(recorded_at(closed.key).date())
        return near and local_day(closed.key, self.workspace.config.timezone) == self.today.day


def _occurrence_name(unit: Opened, task_id: str) -> str | None:
    """Return what names the occurrence after the task: "2023-Q1", "2023-Q1/2" in the second series."""
    return None if unit.occurrence is None else unit.id.removeprefix(f"{task_id}/")


def _awaited(plan_id: str, id_: str) -> str:
    if id_.startswith(TASK_PREFIX):
        return f"{TASK_PREFIX}{plan_id}/{id_.removeprefix(TASK_PREFIX)}"
    return f"{plan_id}/{id_}"
