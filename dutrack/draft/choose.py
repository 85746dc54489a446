"""Which candidates are tasks: a section that assigns nobody anything gives only what states a time or a lead."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.draft.headings import Role
from dutrack.draft.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.draft.model import DraftTask
    from dutrack.draft.tasks import Candidate

_MOST = 0.5
"""A section assigns where so many of its paragraphs name a lead or a time, or stand under one."""


def choose(candidates: Sequence[Candidate]) -> tuple[tuple[DraftTask, ...], tuple[LeftOut, ...]]:
    """Return the tasks, and what was left out; where no section assigns anything every paragraph is a task."""
    by_top: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_top[candidate.frame.top].append(candidate)
    assigning = {top for top, found in by_top.items() if _assigns(found)}
    kept: list[Candidate] = []
    left_out: list[LeftOut] = []
    for candidate in candidates:
        task = candidate.task
        if _stated(candidate) or (
            candidate.frame.role is not Role.FUNDING and (not assigning or candidate.frame.top in assigning)
        ):
            kept.append(candidate)
        else:
            left_out.append(LeftOut(task.section or "", task.text, task.place))
    shared = Counter(candidate.task.id for candidate in kept)
    tasks = (
        replace(candidate.task, id=candidate.task.id + (candidate.letter if shared[candidate.task.id] > 1 else ""))
        for candidate in kept
    )
    return tuple(tasks), tuple(left_out)


def _assigns(found: Sequence[Candidate]) -> bool:
    if any(candidate.frame.role is Role.ARRANGING for candidate in found):
        return True
    assigned = sum(bool(candidate.task.owners) or _stated(candidate) for candidate in found)
    return assigned >= _MOST * len(found)


def _stated(candidate: Candidate) -> bool:
    """Tell whether a time or a lead is stated for a candidate, or a time for all it stands with."""
    return candidate.plain or candidate.task.deadline is not None
