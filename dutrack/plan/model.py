"""A plan as people wrote it: frozen values, no day resolved yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dutrack.schedule.policy import PolicyEntry

if TYPE_CHECKING:
    from datetime import date

    from dutrack.dates.counting import Period
    from dutrack.dates.terms import Term

KeyPath = tuple[str | int, ...]
"""Keys and list indexes from the top of a file, such as ("tasks", 3, "deadline")."""


@dataclass(frozen=True, slots=True)
class EventDeclaration:
    """An ``[[events]]`` entry: something a deadline may wait for."""

    id: str
    title: str
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A ``[[sections]]`` entry; what its tasks share is already copied into them."""

    id: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment. ``owners``, ``helpers``, ``deadline``, ``awaits``, ``within`` are those in force (the section's included).

    ``owners`` are names as the plan writes them. ``deadline`` is None where there is none; a TOML date has become
    "đến ngày D". ``awaits`` holds event ids of the plan or ``task:ID``. ``key`` is the task's place in the file;
    ``deadline_key`` that of the deadline in force, also when it is a section's.
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


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan file. ``path`` is relative to the workspace; ``tasks`` holds only those that could be read."""

    id: str
    path: str
    title: str
    issuer: str
    issued: date
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
