"""Which files depend on each other, so that the rest of a workspace need not be looked at when one of them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.plan.ids import plan_id
from dutrack.workspace import is_plan, is_progress, progress_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from dutrack.config import Config
    from dutrack.index.rows import FileRow
    from dutrack.plan.model import Plan


def ties_of(path: str, plan: Plan | None) -> tuple[str, ...]:
    """Return the names under which a file and others depend on each other: ids of plans, present, earlier and later.

    Records are found under them; who has a name and who wants it are compared; a plan ends when its successor begins.
    What plans that share an event say of it is no tie: that is passed on by itself.
    """
    if not is_plan(path):
        return (progress_name(path),)
    if plan is None:
        return (plan_id(path)[0],)
    formers = (former.partition("/")[0] for task in plan.tasks for former in task.formerly if "/" in former)
    names = (plan.id, *plan.formerly, *formers, plan.replaced_by)
    return tuple(dict.fromkeys(name for name in names if name is not None))


def shared_of(plan: Plan | None) -> tuple[str, ...]:
    """Return the names of the events that other plans may have in common with a plan."""
    return () if plan is None else tuple(sorted({event.common_name for event in plan.events if event.common_name}))


def homes_of(path: str, plan: Plan | None) -> tuple[str, ...]:
    """Return the ids under which the records of a plan may stand: its own and its earlier ones."""
    if not is_plan(path):
        return ()
    return (plan_id(path)[0],) if plan is None else (plan.id, *plan.formerly)


def is_one(config: Config, day: date, rows: Mapping[str, FileRow]) -> bool:
    """Tell whether what is said of a workspace must be said of it as a whole.

    So it is while records belong to no plan, or a plan is replaced by none that is there, as any plan may be the one
    that is meant, and while a body has ended with nobody to follow it, as all is counted that it still leads. All are
    mistakes that ``check`` names.
    """
    directory = config.directory
    ended = (body for body in directory.bodies if body.valid_to is not None and body.valid_to < day)
    if any(not directory.answering(body, day) for body in ended):
        return True
    homes = {home for row in rows.values() for home in row.homes}
    if not all(progress_name(path) in homes for path in rows if is_progress(path)):
        return True
    read = {home for row in rows.values() if row.is_read for home in row.homes}
    replaced = (row for row in rows.values() if row.successor is not None)
    return any(row.successor not in read or row.successor in row.homes for row in replaced)


def groups_of(ties: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the files in groups, each in the order given; files are in one group where they share a tie."""
    leaders: dict[str, str] = {}

    def leader(name: str) -> str:
        while (above := leaders.setdefault(name, name)) != name:
            leaders[name] = leaders[above]
            name = above
        return name

    for names in ties.values():
        first, *others = names
        for other in others:
            leaders[leader(other)] = leader(first)
    found: dict[str, list[str]] = {}
    for path, (first, *_) in ties.items():
        found.setdefault(leader(first), []).append(path)
    return [tuple(paths) for paths in found.values()]
