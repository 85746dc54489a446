"""Which task or event is meant: an address, a piece of an id, or words of its title; and the agenda it stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

from dutrack.agenda.sorting import plain
from dutrack.cli.ask import choose
from dutrack.cli.session import ask_part
from dutrack.cli.usage import WrongUseError, not_found
from dutrack.i18n import Message, msg
from dutrack.views.text import first_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from dutrack.agenda import Agenda
    from dutrack.cli.session import AnyPart
    from dutrack.plan.model import Plan, Task

T = TypeVar("T")

_PART = re.compile(r"[/#@]")
_MOST = 12
"""More candidates than this are not all named."""


class Plans(Protocol):
    """The plans of a workspace."""

    @property
    def plans(self) -> tuple[Plan, ...]:
        """All of them, in the order of their paths."""

    def plan(self, id_: str) -> Plan | None:
        """Return the plan with an id, or that had it formerly."""


class Picked(Struct, frozen=True):
    """A task, what its id is followed by, and the agenda of all that depends on its plan."""

    agenda: Agenda
    plan: Plan
    task: Task
    part: str


def open_task(folder: Path | None, today: date | None, asked: str, *, story: bool = False) -> Picked:
    """Return the task that is meant, as ``pick_task`` does, as it stands on a day: the present one unless it is given.

    The agenda need not be that of other plans; with ``story`` it has all records of the events that the plan shares
    with them. Raises DutrackError.
    """
    address = asked

    def find(part: AnyPart) -> Picked:
        nonlocal address
        plan, task, rest = pick_task(part, address)
        address = f"{plan.id}/{task.id}{rest}"  # nobody is asked twice
        agenda = part.story(plan.path) if story else part.agenda([plan.path])
        plan = next(found for found in agenda.workspace.plans if found.path == plan.path)
        return Picked(agenda, plan, next(found for found in plan.tasks if found.id == task.id), rest)

    return ask_part(find, folder, today)


def require_unit(picked: Picked, asked: str) -> None:
    """Refuse an address whose last part names no unit of the task. Raises WrongUseError."""
    items, unit = picked.agenda.items_of(picked.plan, picked.task), f"{picked.task.id}{picked.part}"
    if picked.part and not any(item.unit == unit or item.unit.startswith(f"{unit}@") for item in items):
        raise not_found(msg("There is no task {id}.", id=asked), asked, tuple(item.address for item in items))


def pick_task(workspace: Plans, asked: str) -> tuple[Plan, Task, str]:
    """Return the task that is meant and what its id is followed by: "", "#2", "/2023", "@body" or several of these.

    An exact address comes first, then an earlier id, then a piece of an id, then words of the title. Asks where that is
    not one task. Raises WrongUseError where there is none or nobody answers.
    """
    for plans, task_asked, part in _readings(workspace, asked):
        among = _tasks(plans)
        for fits in _ways(task_asked):
            if found := [pair for pair in among if fits(pair[1])]:
                return *_one_task(asked, found), part
    tasks, words = _tasks(workspace.plans), plain(asked)
    if found := [(plan, task) for plan, task in tasks if words and words in plain(task.title)]:
        return *_one_task(asked, found), ""
    known = tuple(f"{plan.id}/{task.id}" for plan, task in tasks)
    near = asked if "/" in asked else f"{workspace.plans[0].id}/{asked}"
    raise not_found(msg("There is no task {id}.", id=asked), near, known)


def pick_address(asked: str, known: Iterable[tuple[str, str]], missing: Message) -> str:
    """Return one of ``known`` addresses, PLAN/ID with a title: the one that is meant, as for tasks.

    Raises WrongUseError, ``missing`` where there is none.
    """
    entries = dict(known)
    own, words = asked.casefold(), plain(asked)
    ways: tuple[Callable[[str], bool], ...] = (
        lambda address: address == asked,
        lambda address: address.partition("/")[2] == asked,
        lambda address: own in address.casefold(),
        lambda address: bool(words) and words in plain(entries[address]),
    )
    for fits in ways:
        if found := [address for address in entries if fits(address)]:
            several = msg("{id} can mean {count} events.", id=asked, count=len(found))
            return _one(found, lambda address: (address, entries[address]), several)
    raise not_found(missing, asked, tuple(entries))


def _readings(workspace: Plans, asked: str) -> Iterator[tuple[tuple[Plan, ...], str, str]]:
    """Yield the plans an address may name, the task's id or a piece of it, and what follows it."""
    name, slash, rest = asked.partition("/")
    if slash and rest:
        exact = workspace.plan(name)
        plans = (exact,) if exact else tuple(plan for plan in workspace.plans if name.casefold() in plan.id)
        id_, part = _split(rest)
        if id_:
            yield plans, id_, part
    id_, part = _split(asked)
    if id_:
        yield workspace.plans, id_, part


def _tasks(plans: Iterable[Plan]) -> list[tuple[Plan, Task]]:
    return [(plan, task) for plan in plans for task in plan.tasks]


def _split(text: str) -> tuple[str, str]:
    found = _PART.search(text)
    return (text, "") if found is None else (text[: found.start()], text[found.start() :])


def _ways(asked: str) -> tuple[Callable[[Task], bool], ...]:
    return (
        lambda task: task.id == asked,
        lambda task: task.id.casefold() == asked.casefold(),
        lambda task: asked in task.formerly or any(former.endswith(f"/{asked}") for former in task.formerly),
        lambda task: asked.casefold() in task.id.casefold(),
    )


def _one_task(asked: str, found: list[tuple[Plan, Task]]) -> tuple[Plan, Task]:
    several = msg("{id} can mean {count} tasks.", id=asked, count=len(found))
    return _one(found, lambda pair: (f"{pair[0].id}/{pair[1].id}", pair[1].title), several)


def _one(found: list[T], label: Callable[[T], tuple[str, str]], several: Message) -> T:
    if len(found) == 1:
        return found[0]
    labels = [label(each) for each in found]
    addresses = [address for address, _ in labels]
    refusal = WrongUseError(several, msg("Name one: {addresses}", addresses=first_names(addresses, _MOST)))
    if len(found) > _MOST:
        raise refusal
    return found[choose(several, [f"{address}: {title}" for address, title in labels], refusal)]
