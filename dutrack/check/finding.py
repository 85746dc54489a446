"""A finding before its place is looked up, which is slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from dutrack.files import CONFIG
from dutrack.problems import Severity, rules
from dutrack.toml import Target, show_key

if TYPE_CHECKING:
    from dutrack.agenda import Agenda
    from dutrack.i18n import Message
    from dutrack.plan.model import Plan, Task
    from dutrack.problems import Code, Place
    from dutrack.toml import Change, KeyPath


class Finding(Struct, frozen=True):
    """What a check found, in a plan's file or, without ``plan``, in the settings.

    ``keys`` are where it may stand in the file: the first that is there, else the last. ``span`` are the characters of
    the first key's text it is about. Of a record ``place`` is the line, and ``keys`` name a field of it. ``milder`` is
    set where it is less bad than its code says. ``change`` puts it right where it stands.
    """

    code: Code
    message: Message
    plan: Plan | None = None
    task: Task | None = None
    keys: tuple[KeyPath, ...] = ()
    target: Target = Target.VALUE
    span: tuple[int, int] | None = None
    hint: Message | None = None
    milder: Severity | None = None
    place: Place | None = None
    change: Change | None = None

    @property
    def path(self) -> str:
        """The file it stands in, within the workspace."""
        if self.place is not None:
            return self.place.path
        return CONFIG if self.plan is None else self.plan.path

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.milder or rules()[self.code].severity


def shown_id(task: Task) -> str:
    """Return what people call a task: its id, or where that was made up its place in the file."""
    return show_key(task.key) if "?" in task.id else task.id


Check: TypeAlias = Callable[["Agenda"], Iterator[Finding]]
