"""What a value of a file is for: a body's name, an awaited event, a deadline."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from dutrack.files import CONFIG, PROGRESS

if TYPE_CHECKING:
    from dutrack.toml import KeyPath


class FileKind(Enum):
    """The three kinds of file a workspace has."""

    PLAN = "plan"
    CONFIG = "config"
    PROGRESS = "progress"


class Role(Enum):
    """What a value says, as far as an editor can help with it."""

    DEADLINE = "deadline"
    AWAITED = "awaited"
    """An event's id, or task:ID."""
    EVENT = "event"
    """An event's id, or PLAN/TASK for the event of a task that has no other."""
    BODY_NAME = "body-name"
    """A body as a plan names it."""
    BODY_ID = "body-id"
    PLAN = "plan"
    SECTION = "section"
    TASK = "task"
    UNIT = "unit"
    RECORD = "record"


ANY = "*"
"""Stands for the id of an entry in a key path."""

_ROLES = {
    (FileKind.PLAN, "plan", "monitor"): Role.BODY_NAME,
    (FileKind.PLAN, "plan", "replaced_by"): Role.PLAN,
    (FileKind.PLAN, "events", "id"): Role.AWAITED,
    (FileKind.PLAN, "sections", "id"): Role.SECTION,
    (FileKind.PLAN, "sections", "owner"): Role.BODY_NAME,
    (FileKind.PLAN, "sections", "with"): Role.BODY_NAME,
    (FileKind.PLAN, "sections", "deadline"): Role.DEADLINE,
    (FileKind.PLAN, "sections", "awaits"): Role.AWAITED,
    (FileKind.PLAN, "tasks", "section"): Role.SECTION,
    (FileKind.PLAN, "tasks", "owner"): Role.BODY_NAME,
    (FileKind.PLAN, "tasks", "with"): Role.BODY_NAME,
    (FileKind.PLAN, "tasks", "deadline"): Role.DEADLINE,
    (FileKind.PLAN, "tasks", "awaits"): Role.AWAITED,
    (FileKind.CONFIG, "owners", ANY, "succeeded_by"): Role.BODY_ID,
    (FileKind.CONFIG, "groups", ANY, "members"): Role.BODY_ID,
    (FileKind.PROGRESS, "records", ANY, "task"): Role.TASK,
    (FileKind.PROGRESS, "records", ANY, "unit"): Role.UNIT,
    (FileKind.PROGRESS, "records", ANY, "owner"): Role.BODY_NAME,
    (FileKind.PROGRESS, "records", ANY, "event"): Role.EVENT,
    (FileKind.PROGRESS, "records", ANY, "record"): Role.RECORD,
}

_NAMED = ("owners", "groups", "issuers", "records")
"""The tables whose entries have ids for keys."""


def kind_of(name: str) -> FileKind:
    """Return what kind of file a name is, relative to the workspace."""
    if name == CONFIG:
        return FileKind.CONFIG
    return FileKind.PROGRESS if name.startswith(f"{PROGRESS}/") else FileKind.PLAN


def shape_of(key: KeyPath) -> tuple[str, ...]:
    """Return a key path without what differs from entry to entry: ("tasks", "owner"), ("owners", "*", "cc")."""
    words = [part for part in key if isinstance(part, str)]
    if len(words) > 1 and words[0] in _NAMED:
        words[1] = ANY
    return tuple(words)


def role_of(name: str, key: KeyPath) -> Role | None:
    """Return what the value at a key path of a file says; None for what an editor knows nothing about."""
    return _ROLES.get((kind_of(name), *shape_of(key)))
