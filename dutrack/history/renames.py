"""Plans and tasks that went and came with the same title: their records are lost unless ``formerly`` says so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dutrack.i18n import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.history.matching import Matching
    from dutrack.plan.model import Plan


def likely_renames(before: tuple[Plan, ...], after: tuple[Plan, ...], matching: Matching) -> Iterator[Message]:
    """Yield a sentence for each plan or task that seems to have another id, and does not say which it had."""
    there = {plan.id: plan for plan in after}
    gone = [(plan.id, (plan.title, plan.issued)) for plan in before if plan.id not in matching.plans]
    come = [(plan.id, (plan.title, plan.issued)) for plan in after if plan.id not in matching.plans.values()]
    for old, new in _alike(gone, come):
        yield msg(
            'The plan {new} has the title of {old}, which is gone. If it is the same, write formerly = ["{old}"] into '
            "its [plan]: else its records and sent mail are lost.",
            new=new,
            old=old,
        )
    kept = set(matching.tasks.values())
    for plan in before:
        other = there.get(matching.plans.get(plan.id, ""))
        if other is None:
            continue
        lost = [(task.id, task.title) for task in plan.tasks if (plan.id, task.id) not in matching.tasks]
        found = [(task.id, task.title) for task in other.tasks if (other.id, task.id) not in kept]
        for old, new in _alike(lost, found):
            yield msg(
                'The task {new} has the title of {old}, which is gone. If it is the same, write formerly = ["{old}"] '
                "into it: else its records are lost.",
                new=f"{other.id}/{new}",
                old=old,
            )


def _alike(gone: Iterable[tuple[str, object]], come: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    """Yield the ids, old and new, of what is alike and the only one of its kind on either side."""
    gone, come = list(gone), list(come)
    times = Counter(mark for _, mark in gone), Counter(mark for _, mark in come)
    new_of = {mark: id_ for id_, mark in come}
    for old, mark in gone:
        if times[0][mark] == times[1][mark] == 1:
            yield old, new_of[mark]
