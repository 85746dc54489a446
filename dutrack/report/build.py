"""From an agenda to a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda.leads import lead_by_lead, lead_key
from dutrack.agenda.sorting import sort_key
from dutrack.config import Body
from dutrack.dates.calendar import Calendar
from dutrack.report.model import By, Report, Row
from dutrack.report.outcome import Outcome, counted, together
from dutrack.report.tally import tally

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.agenda import Item, Selection
    from dutrack.agenda.standing import Standing
    from dutrack.report.tally import Tally


def build_report(
    agenda: Standing, selection: Selection, by: By, first: date | None = None, last: date | None = None
) -> Report:
    """Count the units that pass the selection and, with ``first`` or ``last``, whose due day in force lies between."""
    chosen = selection.choose(tuple(lead_by_lead(agenda.items, agenda.workspace)), agenda.workspace)
    return report_on(chosen, agenda, selection, by, first, last)


def report_on(  # noqa: PLR0913, PLR0917 - what a report is about
    chosen: tuple[Item, ...],
    agenda: Standing,
    selection: Selection,
    by: By,
    first: date | None = None,
    last: date | None = None,
) -> Report:
    """Count units that a selection has chosen, those with joint leads once for each of them (``lead_by_lead``)."""
    is_bounded = first is not None or last is not None
    items = tuple(item for item in chosen if _is_due(item, first, last)) if is_bounded else chosen
    counter = _Counter(agenda, by)
    rows = tuple(counter.row(key, group) for key, group in _grouped(items, by).items())
    return Report(
        today=agenda.today,
        by=by,
        selection=selection,
        first=first,
        last=last,
        rows=tuple(sorted(rows, key=_alphabetically)) if by is By.OWNER else rows,
        total=counter.tally(items),
        announced_through=Calendar().announced_through,
        joint=_joint(items) if by is By.OWNER else 0,
        left_out=len({_unit(item, by) for item in chosen if item.due is None}) if is_bounded else 0,
    )


def _is_due(item: Item, first: date | None, last: date | None) -> bool:
    return item.due is not None and (first is None or first <= item.due) and (last is None or item.due <= last)


class _Key(Struct, frozen=True):
    """What the items of one row have in common; ``id`` as in Row, ``plan`` but for owners."""

    id: str
    name: str = ""
    plan: str | None = None


def _grouped(items: Iterable[Item], by: By) -> dict[_Key, list[Item]]:
    """Return the items of each row, in the order in which the rows first appear."""
    groups: dict[_Key, list[Item]] = {}
    for item in items:
        groups.setdefault(_key(item, by), []).append(item)
    return groups


def _key(item: Item, by: By) -> _Key:
    match by:
        case By.PLAN:
            return _Key(item.plan, plan=item.plan)
        case By.SECTION:
            return _Key(item.section or "", plan=item.plan)
        case By.OWNER:
            return _Key(*lead_key(item))


def _unit(item: Item, by: By) -> tuple[str, str]:
    """Return what counts once: by plan and section a unit without its member."""
    return item.plan, item.unit if by is By.OWNER else item.shared


def _joint(items: Iterable[Item]) -> int:
    leads: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        leads.setdefault(_unit(item, By.OWNER), []).append(item)
    return sum(len({_key(item, By.OWNER) for item in several}) > 1 for several in leads.values() if len(several) > 1)


def _alphabetically(row: Row) -> tuple[bool, object, str]:
    return not row.name, sort_key(row.name), row.id


class _Counter:
    """Counts the items of one row after another."""

    def __init__(self, agenda: Standing, by: By) -> None:
        self.workspace = agenda.workspace
        self.today = agenda.today
        self.by = by
        self.never = agenda.never_overdue
        self.entries = {entry.id: entry for entry in self.workspace.directory.entries}

    def tally(self, items: Iterable[Item]) -> Tally:
        """Count items, each unit once, and the tasks that have any left that is not cancelled."""
        units: dict[tuple[str, str], list[Item]] = {}
        for item in items:
            units.setdefault(_unit(item, self.by), []).append(item)
        found = [together([counted(item, self.today) for item in members]) for members in units.values()]
        tasks = {
            (members[0].plan, members[0].task)
            for members, unit in zip(units.values(), found, strict=True)
            if unit.outcome is not Outcome.CANCELLED
        }
        return tally(found, len(tasks), len(tasks & self.never))

    def row(self, key: _Key, items: list[Item]) -> Row:
        """Return a row with its name."""
        numbers = self.tally(items)
        if self.by is not By.OWNER:
            return Row(key.id, self._title(key), numbers, key.plan if self.by is By.SECTION else None)
        entry = self.entries.get(key.id)
        name = entry.name if entry is not None else "".join(items[0].owners)
        answering = self.workspace.directory.answering(entry, self.today) if isinstance(entry, Body) else ()
        others = tuple(body.name for body in answering if body is not entry)
        return Row(key.id, name, numbers, answering=others)

    def _title(self, key: _Key) -> str:
        """Return the title of a plan or section; "" where the plan is confidential."""
        plan = self.workspace.plan(key.plan or "")
        if plan is None or plan.confidential:
            return ""
        if self.by is By.PLAN:
            return plan.title
        return next((section.title or "" for section in plan.sections if section.id == key.id), "")
