"""Which unit of a task a record is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import Status
from dutrack.agenda.build import build_agenda
from dutrack.agenda.effects import with_records
from dutrack.cli.recording import RefusedError
from dutrack.cli.usage import WrongUseError, not_found
from dutrack.config import Ambiguous
from dutrack.i18n import Message, msg
from dutrack.problems import Place
from dutrack.progress import Reviewed
from dutrack.views.text import first_names
from dutrack.views.words import days_words, status_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.agenda import Agenda, Item
    from dutrack.cli.pick import Picked
    from dutrack.cli.recording import Recording
    from dutrack.plan.model import Plan, Task
    from dutrack.progress import Kind
    from dutrack.progress.entry import Entry, Value

_MOST = 8
"""So many units are named in a hint."""
_STARTED = (Status.OVERDUE, Status.DUE_TODAY, Status.DUE_SOON, Status.IN_PROGRESS)


class Target(Struct, frozen=True):
    """What of a task is meant: one unit, the members' parts of one, or all of it.

    ``whole``: its records name no unit. ``owner`` is who acted, as it is recorded.
    """

    plan: Plan
    task: Task
    items: tuple[Item, ...]
    owner: str | None
    whole: bool

    def entries(self, run: Recording, kind: Kind, **values: Value | None) -> list[Entry]:
        """Return an entry of a kind for each of the units, or one for the whole task."""
        units = [None] if self.whole else [item.unit for item in self.items]
        return [
            run.entry(self.plan.id, kind, task=self.task.id, unit=unit, owner=self.owner, **values) for unit in units
        ]

    @property
    def name(self) -> str:
        """The address of what is meant."""
        if self.whole:
            return f"{self.plan.id}/{self.task.id}"
        if len(self.items) == 1:
            return self.items[0].address
        return f"{self.plan.id}/{self.items[0].shared}"


class Asked(Struct, frozen=True):
    """How a command names a unit: ``address`` as it was written, and the task it was taken for."""

    address: str
    picked: Picked
    occurrence: str | None = None
    owner: str | None = None


def is_open(item: Item) -> bool:
    """Tell whether a unit can be closed now: open, not standing, and of a series begun."""
    if not item.status.is_open or item.status is Status.STANDING:
        return False
    return item.occurrence is None or item.status in _STARTED


def whole_task(asked: Asked) -> Target | None:
    """Return a task with all its units; None where a part of it is named."""
    picked = asked.picked
    if picked.part or asked.occurrence or asked.owner:
        return None
    return Target(picked.plan, picked.task, picked.agenda.items_of(picked.plan, picked.task), None, whole=True)


def find_target(asked: Asked, fits: Callable[[Item], bool], nothing: Message) -> Target:
    """Return what is meant: of the units named those that fit, where they are one unit or members of one.

    A unit that stands alone is returned though it does not fit; what is wrong with it is for the command to say.
    Raises WrongUseError where there is no such period or body, RefusedError where nothing or too much fits:
    ``nothing`` says the first.
    """
    agenda, plan, task, part = asked.picked.agenda, asked.picked.plan, asked.picked.task, asked.picked.part
    everything = agenda.items_of(plan, task)
    named = _named(agenda, plan, task, part, asked.occurrence) if part or asked.occurrence else everything
    owner, named = _led(agenda, plan, named, asked.owner, fits)
    fitting = tuple(item for item in named if fits(item))
    found = fitting or (named if len({item.shared for item in named}) == 1 else ())
    units = dict.fromkeys(item.shared for item in found)
    if not units:
        raise RefusedError(nothing, _hint(named))
    if len(units) > 1:
        message = msg("{task} has several parts that can be meant.", task=f"{plan.id}/{task.id}")
        raise RefusedError(message, _hint(found))
    whole = len(everything) == 1 and everything[0].unit == task.id
    return Target(plan, task, found, owner, whole)


def _item_words(name: str, item: Item) -> str:
    """Return a unit with where it stands: "IV.1/2023 (3 days overdue, 31/3/2023)"."""
    days = days_words(item)
    return f"{name} ({status_words(item)}{f', {days}' if days else ''})"


def _named(agenda: Agenda, plan: Plan, task: Task, part: str, occurrence: str | None) -> tuple[Item, ...]:
    """Return the units an address and a period name. Raises WrongUseError where there is none."""
    wanted = f"{task.id}{part}" if occurrence is None else f"{task.id}/{occurrence}"

    def is_named(item: Item) -> bool:
        if part and item.unit != f"{task.id}{part}" and not item.unit.startswith(f"{task.id}{part}@"):
            return False
        return occurrence is None or (
            item.occurrence is not None and occurrence in (item.occurrence, item.occurrence.partition("/")[0])
        )

    found = tuple(filter(is_named, agenda.items_of(plan, task)))
    found = found or tuple(filter(is_named, _with_unit(agenda, plan, task, wanted).items_of(plan, task)))
    if found:
        return found
    everything = agenda.items_of(plan, task)
    if not any(item.occurrence for item in everything) and occurrence:
        raise WrongUseError(msg("{task} does not recur; it has no periods.", task=f"{plan.id}/{task.id}"))
    message = msg("{task} has no part {unit}.", task=f"{plan.id}/{task.id}", unit=occurrence or part)
    raise WrongUseError(message, _hint(everything))


def _with_unit(agenda: Agenda, plan: Plan, task: Task, unit: str) -> Agenda:
    """Return the agenda with an occurrence that is further ahead than those it has, if it exists."""
    here = Place(plan.path)
    naming = Reviewed(
        key="20000101T000000.000000Z-a", on=agenda.today, task=task.id, unit=unit.partition("@")[0], place=here
    )
    return build_agenda(with_records(agenda.workspace, [(plan.id, naming)]), agenda.today)


def _led(
    agenda: Agenda, plan: Plan, items: tuple[Item, ...], owner: str | None, fits: Callable[[Item], bool]
) -> tuple[str | None, tuple[Item, ...]]:
    """Return the body that acted and its part of the units; where no group leads that is all.

    A member's part is its own, though it answers for another too. Raises WrongUseError where it has none, or answers
    for several; the hint names first of all those that fit.
    """
    if owner is None:
        return None, items
    directory = agenda.workspace.directory
    found = directory.body(owner) or directory.find(owner, plan.id, agenda.today)
    if isinstance(found, Ambiguous):
        ids = ", ".join(entry.id for entry in found.matches)
        raise WrongUseError(
            msg("{name} means more than one body.", name=owner), msg("Name one: {addresses}", addresses=ids)
        )
    if found is None:
        if directory.entries:
            known = tuple(name for entry in directory.entries for name in (entry.id, entry.name))
            raise not_found(msg("There is no body {id}.", id=owner), owner, known)
        return owner, items
    if not any(item.members for item in items):
        return found.id, items
    part = tuple(item for item in items if found.id in item.owner_ids)
    if part:
        return found.id, part
    part = tuple(item for item in items if found.id in (body.id for body in item.answering))
    if len({item.owner_ids for item in part}) > 1:
        named = first_names([item.address for item in tuple(filter(fits, part)) or part], _MOST)
        raise WrongUseError(
            msg("{name} answers for the parts of several bodies.", name=found.name),
            msg("Name one: {addresses}", addresses=named),
        )
    if not part:
        names = dict.fromkeys(name for item in items for name in item.owners)
        raise WrongUseError(
            msg("{name} has no part in it.", name=found.name), msg("Leads: {names}", names=", ".join(names))
        )
    return found.id, part


def _hint(items: tuple[Item, ...]) -> Message | None:
    """Return the hint that names the units and where they stand; the members of a group only where it is one unit."""
    units: dict[str, Item] = {}
    for item in items:
        units.setdefault(item.shared, item)
    chosen = units if len(units) > 1 else {item.unit: item for item in items}
    if not chosen:
        return None
    named = [_item_words(name, item) for name, item in chosen.items()]
    return msg("Name one: {addresses}", addresses=first_names(named, _MOST))
