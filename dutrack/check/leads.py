"""Who leads and urges: bodies that are not there, not yet or no more, and tasks without exactly one lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.check.finding import Finding, shown_id
from dutrack.config import Ambiguous, Body, Group
from dutrack.i18n import msg, plural
from dutrack.problems import Code
from dutrack.toml import Target, meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.config import Directory
    from dutrack.plan.model import Plan, Task
    from dutrack.toml import KeyPath


def unknown_bodies(agenda: Agenda) -> Iterator[Finding]:
    """Find leads and monitors that are not in the directory; a workspace without a directory needs none.

    So are those found that mean two bodies, or one that did not exist when the plan was issued.
    """
    directory = agenda.workspace.directory
    if not directory.entries:
        return
    seen: set[tuple[str, str]] = set()
    for plan, task, number, name in _names(agenda):
        if (plan.id, name) in seen:
            continue
        seen.add((plan.id, name))
        found = directory.find(name, plan.id, plan.issued)
        if isinstance(found, Group) or (isinstance(found, Body) and (not plan.issued or found.is_valid(plan.issued))):
            continue
        keys = (("plan", "monitor"),) if task is None else _owner_keys(plan, task, number)
        if found is None:
            yield _unknown(directory, name, plan, task, keys)
        elif isinstance(found, Ambiguous):
            matches = ", ".join(entry.id for entry in found.matches)
            message = msg("{name} means more than one body: {ids}.", name=name, ids=matches)
            hint = msg("Say in dutrack.toml, with plans, where each name holds.")
            yield Finding(Code.AMBIGUOUS_NAME, message, plan, task, keys, hint=hint)
        else:
            yield _not_there(found, name, plan, task, keys)


def _unknown(directory: Directory, name: str, plan: Plan, task: Task | None, keys: tuple[KeyPath, ...]) -> Finding:
    message = msg("{name} is not in the directory of bodies.", name=name)
    near = meant(name, directory.names(plan.id))
    hint = near.get("hint") or msg("Add it to dutrack.toml: [owners.ID] with its name.")
    return Finding(Code.UNKNOWN_BODY, message, plan, task, keys, hint=hint, change=near.get("change"))


def _not_there(body: Body, name: str, plan: Plan, task: Task | None, keys: tuple[KeyPath, ...]) -> Finding:
    if body.valid_from is not None and plan.issued is not None and plan.issued < body.valid_from:
        message = msg("{name} begins on {day}, after the plan was issued.", name=name, day=body.valid_from)
    else:
        ended = body.valid_to
        assert ended is not None  # noqa: S101 - it is not valid
        message = msg("{name} ended on {day}, before the plan was issued.", name=name, day=ended)
    hint = msg("A plan names the bodies of its day: see valid_from and valid_to of {id}.", id=body.id)
    return Finding(Code.BODY_NOT_THERE_YET, message, plan, task, keys, hint=hint)


def _names(agenda: Agenda) -> Iterator[tuple[Plan, Task | None, int, str]]:
    """Yield every body a plan names to urge or, with the task and its place among the leads, to lead."""
    for plan in agenda.plans:
        if plan.monitor:
            yield plan, None, 0, plan.monitor
        for task in plan.tasks:
            for number, name in enumerate(task.owners):
                yield plan, task, number, name


def _owner_keys(plan: Plan, task: Task, *number: int) -> tuple[KeyPath, ...]:
    """Return where the leads of a task, or one of them, may stand: in it or in a section, the longest id first."""
    section = task.section
    shared = [
        (len(declared.id), (*declared.key, "owner"))
        for declared in (plan.sections if section else ())
        if section and (section == declared.id or section.startswith(f"{declared.id}."))
    ]
    keys = ((*task.key, "owner"), *(key for _, key in sorted(shared, reverse=True)))
    return tuple((*key, *number) for key in keys)


def without_lead(agenda: Agenda) -> Iterator[Finding]:
    """Note tasks that nobody leads."""
    for plan in agenda.plans:
        for task in plan.tasks:
            if not task.owners:
                message = msg("Nobody leads the task {id}.", id=shown_id(task))
                yield Finding(Code.NO_LEAD, message, plan, task, (task.key,), Target.HEADER)


def several_leads(agenda: Agenda) -> Iterator[Finding]:
    """Note tasks with joint leads: a task has exactly one (Kết luận 226-KL/TW, 11/12/2025)."""
    for plan in agenda.plans:
        for task in plan.tasks:
            if len(task.owners) > 1:
                message = plural(
                    "{count} body leads together; a task has exactly one lead.",
                    "{count} bodies lead together; a task has exactly one lead.",
                    count=len(task.owners),
                )
                yield Finding(Code.SEVERAL_LEADS, message, plan, task, _owner_keys(plan, task))


def without_successor(agenda: Agenda) -> Iterator[Finding]:
    """Find bodies that have ended, with nobody to follow them, and still have something open."""
    directory, open_ = agenda.workspace.directory, dict[str, int]()
    for item in agenda.items:
        for id_ in item.owner_ids if item.status.is_open and not item.answering else ():
            open_[id_] = open_.get(id_, 0) + 1
    for body in directory.bodies:
        if body.id in open_ and body.valid_to is not None and not directory.answering(body, agenda.today):
            message = plural(
                "{name} ended on {day}, nobody follows it, and {count} task of it is open.",
                "{name} ended on {day}, nobody follows it, and {count} tasks of it are open.",
                count=open_[body.id],
                name=body.name,
                day=body.valid_to,
            )
            hint = msg("Name in succeeded_by who answers now.")
            keys = (("owners", body.id, "succeeded_by"), ("owners", body.id, "valid_to"))
            yield Finding(Code.NO_SUCCESSOR, message, keys=keys, hint=hint)
