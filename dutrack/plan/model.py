"""A plan as people wrote it: frozen values, no day resolved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from dutrack.schedule.policy import PolicyEntry

if TYPE_CHECKING:
    from datetime import date

    from dutrack.dates.counting import Period
    from dutrack.dates.terms import Term
    from dutrack.toml import KeyPath


class EventDeclaration(Struct, frozen=True):
    """An ``[[events]]`` entry: something a deadline may wait for."""

    id: str
    title: str
    same_as: str | None = None


class Section(Struct, frozen=True):
    """A ``[[sections]]`` entry; what its tasks share is already copied into them. ``key`` is its place in the file."""

    id: str
    key: KeyPath
    title: str | None = None


class Task(Struct, frozen=True):
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


class Plan(Struct, frozen=True):
    """One plan file. ``path`` is relative to the workspace; ``tasks`` are all of the file, each as far as it was read.

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
    policy: PolicyEntry = field(default_factory=PolicyEntry)
    terms: tuple[Term, ...] = ()
    events: tuple[EventDeclaration, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    silenced: frozenset[KeyPath] = frozenset()
