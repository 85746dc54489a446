"""What changed between two states of a workspace as of a day, with the causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda import build_agenda
from dutrack.agenda.status import last_day
from dutrack.history.causes import explained
from dutrack.history.changes import Diff, Kind, PlanChange, Trouble
from dutrack.history.compare import compare, without_told_words
from dutrack.history.details import titles_of
from dutrack.history.matching import match
from dutrack.history.renames import likely_renames
from dutrack.history.sides import plan_of
from dutrack.history.state import state_of
from dutrack.history.touched import touched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.agenda import Item, Selection
    from dutrack.history.changes import Change
    from dutrack.history.matching import Matching
    from dutrack.history.sides import Side
    from dutrack.history.state import State
    from dutrack.plan.model import Plan
    from dutrack.workspace import Workspace


def diff(before: Side, after: Side, today: date, selection: Selection) -> Diff:
    """Compare two sides; ``selection`` takes what it chooses on either. What one of them cannot read is left out."""
    troubles = tuple(_troubles(before, after))
    one, other = _readable(before.workspace, after.workspace, {each.left_out for each in troubles})
    matching = match(one.plans, other.plans)
    here, there = (build_agenda(part, today) for part in touched(one, other, matching))
    states = state_of(here), state_of(there)
    found = chosen(compare(*states, matching), states, (one, other), selection)
    changes = without_told_words(explained(found, here, there, matching))
    return Diff(
        names=(before.name, after.name),
        commits=(before.id, after.id),
        today=today,
        plans=tuple(plan_changes(changes, one, other, matching, selection)),
        changes=changes,
        titles=titles_of(here) | titles_of(there),
        notes=tuple(likely_renames(_taken(one, selection), _taken(other, selection), matching)),
        troubles=troubles,
    )


def _troubles(before: Side, after: Side) -> Iterator[Trouble]:
    """Yield what cannot be read on one side; a record that cannot be read on either is no difference."""
    told = [{(found.place.path, found.message) for found in side.torn} for side in (before, after)]
    for side, elsewhere in ((before, told[1]), (after, told[0])):
        for problem in side.unreadable:
            yield Trouble(side.name, problem, plan_of(problem))
        for problem in side.torn:
            if problem not in side.unreadable and (problem.place.path, problem.message) not in elsewhere:
                yield Trouble(side.name, problem)


def _readable(before: Workspace, after: Workspace, left_out: set[str | None]) -> tuple[Workspace, Workspace]:
    """Return both workspaces without the plans of which one side cannot read a file."""
    pairs = match(before.plans, after.plans).plans.items()
    gone = left_out.union(*(pair for pair in pairs if left_out.intersection(pair)))
    return _without(before, gone), _without(after, gone)


def _without(side: Workspace, gone: set[str | None]) -> Workspace:
    return replace(side, plans=tuple(plan for plan in side.plans if plan.id not in gone))


def chosen(
    changes: Iterator[Change], states: tuple[State, State], sides: tuple[Workspace, Workspace], selection: Selection
) -> Iterator[Change]:
    """Yield the changes of units that the filters take on either side; a change of a task where they take any."""
    taken = [
        {item.address for item in selection.choose(tuple(item for each in state.items.values() for item in each), side)}
        for state, side in zip(states, sides, strict=True)
    ]
    for change in changes:
        for side, item in enumerate((change.before, change.after)):
            if item is not None and any(each.address in taken[side] for each in _meant(change, item, states[side])):
                yield change
                break


def _meant(change: Change, item: Item, state: State) -> tuple[Item, ...]:
    of_task = change.kind in (Kind.RENAMED, Kind.LEAD, Kind.REWORDED)
    return state.items[item.plan, item.task] if of_task else (item,)


def plan_changes(
    changes: tuple[Change, ...], before: Workspace, after: Workspace, matching: Matching, selection: Selection
) -> Iterator[PlanChange]:
    """Yield the plans in which something changed; without filters on tasks also those that are otherwise different."""
    with_changes = {change.item.plan for change in changes}
    only_tasks = bool(selection.owners or selection.sections or selection.statuses or selection.search)
    for found, names in _plans(before, after, matching):
        differs = found.kind is not None or found.ends is not None
        if found.id in with_changes or (differs and not only_tasks and selection.takes_plan(found.id, names)):
            yield found


def _plans(before: Workspace, after: Workspace, matching: Matching) -> Iterator[tuple[PlanChange, tuple[str, ...]]]:
    """Yield every plan of either side, with its other names."""
    here, former = {plan.id: plan for plan in before.plans}, matching.turned().plans
    for plan in after.plans:
        was = here.get(former.get(plan.id, ""))
        if was is None:
            found = PlanChange(plan.id, plan.title, plan.id, Kind.ADDED, confidential=plan.confidential)
        else:
            ends = last_day(was, before), last_day(plan, after)
            found = PlanChange(
                plan.id,
                plan.title,
                was.id,
                None if was.id == plan.id else Kind.RENAMED,
                None if ends[0] == ends[1] else ends,
                confidential=plan.confidential or was.confidential,
            )
        yield found, (found.was, *plan.formerly)
    for plan in before.plans:
        if plan.id not in matching.plans:
            gone = PlanChange(plan.id, plan.title, plan.id, Kind.REMOVED, confidential=plan.confidential)
            yield gone, plan.formerly


def _taken(side: Workspace, selection: Selection) -> tuple[Plan, ...]:
    return tuple(plan for plan in side.plans if selection.takes_plan(plan.id, plan.formerly))
