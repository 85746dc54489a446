"""A plan as people wrote it: frozen values, no day resolved yet."""

from __future__ import annotations

import unicodedata
from datetime import date  # noqa: TC003 - msgspec reads the annotations
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from dutrack.dates.counting import Period  # noqa: TC001 - likewise
from dutrack.dates.terms import Term  # noqa: TC001 - likewise
from dutrack.problems import KeyPath  # noqa: TC001 - likewise
from dutrack.schedule.policy import PolicyEntry

if TYPE_CHECKING:
    from collections.abc import Sequence


class EventDeclaration(Struct, frozen=True, omit_defaults=True):
    """An ``[[events]]`` entry: something a deadline may wait for."""

    id: str
    title: str
    same_as: str | None = None

    @property
    def common_name(self) -> str | None:
        """What makes it one with the events of other plans: ``same_as`` in one Unicode form, with single spaces."""
        return self.same_as and f"={unicodedata.normalize('NFC', ' '.join(self.same_as.split()))}"


class Section(Struct, frozen=True, omit_defaults=True):
    """A ``[[sections]]`` entry; what its tasks share is already copied into them. ``key`` is its place in the file."""

    id: str
    key: KeyPath
    title: str | None = None


class Task(Struct, frozen=True, omit_defaults=True):
    """An assignment, with what its sections share already in it.

    ``owners`` are names as the plan writes them. ``deadline`` is None where there is none; a TOML date has become
    "đến ngày D/M/YYYY". ``awaits`` holds event ids of the plan or ``task:ID``. ``key`` is the task's place in the file;
    ``deadline_key`` that of the deadline in force, also when it is a section's; it is there with ``deadline`` None
    where the author wrote "" or something that is no text. An ``id`` with a "?" was made up, for a task whose own id is
    missing, malformed or taken; a ``title`` that is missing is the id.
    """

    id: str
    title: str
    key: KeyPath
    section: str | None = None
    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    deadline: str | None = None
    deadline_key: KeyPath | None = None
    awaits: tuple[str, ...] = ()
    within: Period | None = None
    product: str | None = None
    source: str | None = None
    formerly: tuple[str, ...] = ()
    policy: PolicyEntry = field(default_factory=PolicyEntry)
    allow: tuple[tuple[str, str], ...] = ()


class Head(Struct, frozen=True, omit_defaults=True):
    """What a plan file says of the plan itself, as opposed to its tasks. ``path`` is relative to the workspace.

    Where the file lacks them ``title`` is the id, ``issuer`` is empty and ``issued`` None: then no deadline can become
    a day. An ``id`` with a "?" was made up, for a second file of the same name. ``ended`` is the plan's last day.
    ``silenced`` are the keys of ``allow`` (("plan", "D009"), ("tasks", 3, "D009")) that hid something as it was read.
    """

    id: str
    path: str
    title: str
    issuer: str
    issued: date | None
    number: str | None = None
    monitor: str | None = None
    basis: tuple[str, ...] = ()
    source: str | None = None
    ended: date | None = None
    replaced_by: str | None = None
    formerly: tuple[str, ...] = ()
    confidential: bool = False
    allow: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()


class Plan(Head, frozen=True, omit_defaults=True):
    """One plan file; ``tasks`` are all of it, each as far as it was read."""

    policy: PolicyEntry = field(default_factory=PolicyEntry)
    terms: tuple[Term, ...] = ()
    events: tuple[EventDeclaration, ...] = ()
    tasks: tuple[Task, ...] = ()
    silenced: frozenset[KeyPath] = frozenset()

    @property
    def leads(self) -> tuple[str, ...]:
        """The names of who leads its tasks, each once."""
        return tuple(dict.fromkeys(name for task in self.tasks for name in task.owners))

    @property
    def section_ids(self) -> tuple[str, ...]:
        """The ids of the sections it declares or puts tasks into, each once."""
        used = (task.section for task in self.tasks if task.section is not None)
        return tuple(dict.fromkeys((*(section.id for section in self.sections), *used)))

    @property
    def outline(self) -> Outline:
        """The plan without its tasks, events and rules."""
        return Outline(**{name: getattr(self, name) for name in Outline.__struct_fields__})


class Outline(Head, frozen=True, omit_defaults=True):
    """A plan without its tasks: of them it tells who leads them, and the sections they are in."""

    leads: tuple[str, ...] = ()
    section_ids: tuple[str, ...] = ()


H = TypeVar("H", bound=Head)


def plan_called(id_: str, plans: Sequence[H]) -> H | None:
    """Return the first of some plans with an id, else the first that had it formerly."""
    named = next((plan for plan in plans if plan.id == id_), None)
    return named or next((plan for plan in plans if id_ in plan.formerly), None)
