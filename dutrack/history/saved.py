"""A list that was saved, against what the program says now: ``dutrack list --format json > FILE``."""

from __future__ import annotations

import codecs
from datetime import date  # noqa: TC003 - msgspec reads the annotations
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field
from msgspec.structs import asdict, replace

from dutrack.agenda import Item, Status, build_agenda
from dutrack.errors import DutrackError
from dutrack.history.changes import Because, Cause, Diff, Trouble
from dutrack.history.compare import compare, without_told_words
from dutrack.history.details import reworded, titles_of
from dutrack.history.diff import chosen, plan_changes
from dutrack.history.matching import match
from dutrack.history.sides import plan_of
from dutrack.history.state import State, by_task, state_of
from dutrack.i18n import Message, msg
from dutrack.plan.model import Plan, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dutrack.agenda import Selection
    from dutrack.history.changes import Change
    from dutrack.history.matching import Matching
    from dutrack.history.sides import Side


class SavedItem(Struct, frozen=True):
    """What an item of the list tells, as far as it is compared; days are ISO 8601."""

    plan: str
    task: str
    unit: str
    title: str
    section: str | None
    owners: tuple[str, ...]
    owner_ids: tuple[str, ...]
    status: Status
    deadline: str | None
    start: date | None
    due: date | None
    first_due: date | None
    occurrence: str | None
    awaiting: tuple[str, ...]
    released_on: date | None
    helpers: tuple[str, ...] = field(name="with", default=())

    def item(self) -> Item:
        """Return it as an item."""
        return Item(**asdict(self))


class Saved(Struct, frozen=True):
    """A whole list of schema 1."""

    schema: int
    today: date
    counts: dict[str, int]
    items: tuple[SavedItem, ...]


class NotAListError(DutrackError):
    """A file is no list that can be compared."""


def read_saved(path: Path) -> Saved:
    """Read a saved list. Raises NotAListError, and OSError where the file cannot be read."""
    hint = msg("Save one with: dutrack list --format json")
    try:
        saved = msgspec.json.decode(_text(path.read_bytes()), type=Saved)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise NotAListError(msg("{path} is not a saved list.", path=str(path)), hint) from None
    if saved.schema != 1:
        raise NotAListError(msg("{path} is a list in a form that is not known here.", path=str(path)), hint)
    if sum(saved.counts.values()) != len(saved.items):
        raise NotAListError(msg("{path} holds only a part of the tasks.", path=str(path)), hint)
    return saved


def diff_saved(saved: Saved, name: str, after: Side, selection: Selection) -> Diff:
    """Compare a saved list, called ``name``, with a side as of the day of the list.

    What a list does not tell, issue dates, policies, terms and the calendar, cannot be told apart from the program.
    """
    troubles = tuple(Trouble(after.name, found, plan_of(found)) for found in after.unreadable)
    left_out = {each.left_out for each in troubles}
    items = tuple(each.item() for each in saved.items if each.plan not in left_out)
    workspace = replace(after.workspace, plans=tuple(p for p in after.workspace.plans if p.id not in left_out))
    before = State(tuple(_plans(items)), by_task(items), {})
    agenda = build_agenda(workspace, saved.today)
    states = before, state_of(agenda)
    sides = replace(workspace, plans=before.plans), workspace
    matching = match(before.plans, workspace.plans)
    found = chosen(compare(*states, matching), states, sides, selection)
    beside = _Beside(states, matching)
    changes = without_told_words(replace(change, causes=tuple(_causes(change, beside))) for change in found)
    return Diff(
        names=(msg("{path} of {day}", path=name, day=saved.today), after.name),
        commits=(None, after.id),
        today=saved.today,
        plans=tuple(plan_changes(changes, *sides, matching, selection)),
        changes=changes,
        titles=titles_of(agenda),
        notes=tuple(_notes(changes)),
        troubles=troubles,
    )


def _text(data: bytes) -> str:
    """Return what a file says; PowerShell saves in UTF-16. Raises UnicodeDecodeError."""
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if utf_16 else "utf-8-sig")


def _plans(items: tuple[Item, ...]) -> Iterator[Plan]:
    """Yield what the list tells of plans: their ids and those of their tasks."""
    tasks: dict[str, dict[str, Task]] = {}
    for item in items:
        tasks.setdefault(item.plan, {}).setdefault(item.task, Task(item.task, item.title, ()))
    for id_, found in tasks.items():
        yield Plan(id_, "", id_, "", None, tasks=tuple(found.values()))


class _Beside:
    """Looks up what a task says on the side that lacks a unit: any other of its units."""

    def __init__(self, states: tuple[State, State], matching: Matching) -> None:
        self._before, self._after = states
        self._now, self._former = matching.tasks, matching.turned().tasks

    def both(self, change: Change) -> tuple[Item, Item]:
        """Return a unit, or what stands for it, before and after."""
        address = (change.item.plan, change.item.task)
        if change.before is None:
            return self._before.items[self._former[address]][0], change.item
        return change.before, change.after or self._after.items[self._now[address]][0]


def _causes(change: Change, beside: _Beside) -> Iterator[Because]:
    """Yield what the list itself shows to have changed; else it is the program."""
    if change.kind.moves and not change.whole:
        yield from tuple(_shown(*beside.both(change))) or (Because(Cause.PROGRAM),)


def _shown(before: Item, after: Item) -> Iterator[Because]:
    if before.deadline != after.deadline:
        yield Because(Cause.TEXT, (reworded(before.deadline, after.deadline),))
    if before.awaiting != after.awaiting or before.released_on != after.released_on:
        yield Because(Cause.EVENT)
    if before.first_due != after.first_due or after.extensions > 1:
        yield Because(Cause.EXTENSION)
    if after.dated and before.due is None:
        yield Because(Cause.DATE)


def _notes(changes: tuple[Change, ...]) -> Iterator[Message]:
    if any(each.cause is Cause.PROGRAM for change in changes for each in change.causes):
        yield msg(
            "A saved list does not tell issue dates, policies, terms and the office's days off: where those changed "
            "since, they and not the program can be the cause."
        )
