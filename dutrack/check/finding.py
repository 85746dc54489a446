"""A finding before its place is looked up, which is slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from dutrack.toml import Target

if TYPE_CHECKING:
    from dutrack.agenda import Agenda
    from dutrack.i18n import Message
    from dutrack.plan.model import Plan, Task
    from dutrack.problems import Code, Place, Severity
    from dutrack.toml import Change, KeyPath


class Finding(Struct, frozen=True):
    """What a check found. ``keys`` are where it may stand in the plan's file: the first that is there, else the last.

    ``span`` are the characters of the first key's text it is about. ``place`` is given where it is known. ``severity``
    is that of the code unless it is set. ``change`` puts it right where it stands.
    """

    code: Code
    message: Message
    plan: Plan
    task: Task | None = None
    keys: tuple[KeyPath, ...] = ()
    target: Target = Target.VALUE
    span: tuple[int, int] | None = None
    hint: Message | None = None
    severity: Severity | None = None
    place: Place | None = None
    change: Change | None = None


Check: TypeAlias = Callable[["Agenda"], Iterator[Finding]]
