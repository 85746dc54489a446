"""Which plans can have changed at all: of the others no day is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda.happenings import EventNames
from dutrack.progress import effective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.history.matching import Matching
    from dutrack.plan.model import Plan
    from dutrack.workspace import Workspace


def touched(before: Workspace, after: Workspace, matching: Matching) -> tuple[Workspace, Workspace]:
    """Return both workspaces with the plans that differ, and those that await the same documents as they do."""
    one, other = before.config, after.config
    if (one.policy, one.off, one.work, one.directory) != (other.policy, other.off, other.work, other.directory):
        return before, after
    there = {plan.id: plan for plan in after.plans}
    changed = {id_ for plan in before.plans for id_ in _pair(plan, there, before, after, matching)}
    changed |= there.keys() - set(matching.plans.values())
    documents = [_documents(side) for side in (before, after)]
    shared = set[str]().union(*(found[id_] for found in documents for id_ in changed & found.keys()))
    changed |= {id_ for found in documents for id_, awaited in found.items() if awaited & shared}
    changed |= {id_ for pair in matching.plans.items() if changed.intersection(pair) for id_ in pair}
    return _only(before, changed), _only(after, changed)


def _pair(plan: Plan, there: dict[str, Plan], before: Workspace, after: Workspace, matching: Matching) -> Iterable[str]:
    """Return the ids of a plan on both sides if anything in it differs."""
    id_ = matching.plans.get(plan.id)
    if id_ is None:
        return (plan.id,)
    other = there[id_]
    same = plan == other and effective(before.records_of(plan)) == effective(after.records_of(other))
    return () if same else (plan.id, id_)


def _documents(side: Workspace) -> dict[str, set[str]]:
    """Return, by plan, the names under which the workspace knows what is awaited."""
    names = EventNames(side.plans)
    return {plan.id: {names.of(plan, event.id) for event in plan.events} for plan in side.plans}


def _only(side: Workspace, ids: set[str]) -> Workspace:
    return replace(side, plans=tuple(plan for plan in side.plans if plan.id in ids))
