"""Which task or event is meant: an address, a piece of an id, or words of its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from dutrack.agenda.sorting import plain
from dutrack.cli.ask import choose
from dutrack.cli.usage import WrongUseError, not_found
from dutrack.i18n import Message, msg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dutrack.plan.model import Plan, Task
    from dutrack.workspace import Workspace

T = TypeVar("T")

_PART = re.compile(r"[/#@]")
_MOST = 12
"""More candidates than this are not all named."""


def pick_task(workspace: Workspace, asked: str) -> tuple[Plan, Task, str]:
    """Return the task that is meant and what its id is followed by: "", "#2", "/2023", "@body" or several of these.

    An exact address comes first, then an earlier id, then a piece of an id, then words of the title. Asks where that is
    not one task. Raises WrongUseError where there is none or nobody answers.
    """
    tasks = [(plan, task) for plan in workspace.plans for task in plan.tasks]
    for plan_asked, task_asked, part in _readings(workspace, asked):
        among = [(plan, task) for plan, task in tasks if plan_asked is None or plan in plan_asked]
        for fits in _ways(task_asked):
            if found := [pair for pair in among if fits(pair[1])]:
                return *_one_task(asked, found), part
    words = plain(asked)
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


def _readings(workspace: Workspace, asked: str) -> list[tuple[tuple[Plan, ...] | None, str, str]]:
    """Return the plans an address may name (None for any), the task's id or a piece of it, and what follows it."""
    name, slash, rest = asked.partition("/")
    readings: list[tuple[tuple[Plan, ...] | None, str, str]] = []
    if slash and rest:
        exact = workspace.plan(name)
        pieces = tuple(plan for plan in workspace.plans if name.casefold() in plan.id)
        if plans := (exact,) if exact else pieces:
            readings.append((plans, *_split(rest)))
    readings.append((None, *_split(asked)))
    return [reading for reading in readings if reading[1]]


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
    named = ", ".join(addresses[:_MOST]) + (" …" if len(addresses) > _MOST else "")
    refusal = WrongUseError(several, msg("Name one: {addresses}", addresses=named))
    if len(found) > _MOST:
        raise refusal
    return found[choose(several, [f"{address}: {title}" for address, title in labels], refusal)]
