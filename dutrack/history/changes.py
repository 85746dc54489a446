"""What changed between two states of a workspace, as values."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.i18n import Message
    from dutrack.problems import Problem


class Kind(StrEnum):
    """What happened to a unit or, from RENAMED on, to a task."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # another first or last day
    WAITING = "waiting"  # for something, or for something else
    RELEASED = "released"  # what it waited for has happened
    DATED = "dated"  # has a day, which it had not
    UNDATED = "undated"  # needs a date, which it did not
    STANDING = "standing"
    RENAMED = "renamed"
    LEAD = "lead"
    REWORDED = "reworded"  # the text of the deadline, and no day

    @property
    def moves(self) -> bool:
        """Whether a deadline is another than before."""
        return self not in (Kind.RENAMED, Kind.LEAD, Kind.REWORDED)


class Cause(StrEnum):
    """What a change comes from."""

    TEXT = "text"
    ISSUED = "issued"
    TERM = "term"
    EVENT = "event"
    EXTENSION = "extension"
    DATE = "date"  # a person gave the day
    POLICY = "policy"
    CALENDAR = "calendar"
    DIRECTORY = "directory"
    PROGRAM = "program"


class Because(Struct, frozen=True):
    """A cause of one change; ``details`` say what of it changed."""

    cause: Cause
    details: tuple[Message | str, ...] = ()


class Change(Struct, frozen=True):
    """One unit, or from Kind.RENAMED on one task, before and after; None where it is not there.

    ``whole``: all of its task came or went.
    """

    kind: Kind
    before: Item | None
    after: Item | None
    causes: tuple[Because, ...] = ()
    whole: bool = False

    @property
    def item(self) -> Item:
        """What it is after, or was if it is gone."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change has a side
        return found

    @property
    def days(self) -> int | None:
        """By how many days the last day is later, negative where it is earlier; None where there are not two."""
        if self.before is None or self.after is None or self.before.due is None or self.after.due is None:
            return None
        return (self.after.due - self.before.due).days

    @property
    def start_days(self) -> int | None:
        """By how many days the first day is later, likewise."""
        if self.before is None or self.after is None or self.before.start is None or self.after.start is None:
            return None
        return (self.after.start - self.before.start).days


class PlanChange(Struct, frozen=True):
    """A plan in which something changed; ``was`` is its id before, ``ends`` its last day before and after.

    ``kind`` is None, or how the plan itself came, went or was renamed; ``ends`` None where it is the same.
    """

    id: str
    title: str
    was: str
    kind: Kind | None = None
    ends: tuple[date | None, date | None] | None = None
    confidential: bool = False


class Trouble(Struct, frozen=True):
    """What could not be read in one of the states, by its name; ``left_out`` is the plan that is not compared for it.

    None where all is compared all the same: without single records, or with the settings of the other state.
    """

    state: Message
    problem: Problem
    left_out: str | None = None


class Diff(Struct, frozen=True):
    """All that changed as of a day. ``names`` are what people call the states, before and after.

    ``plans`` come in the order of the files, plans that are gone last; ``changes`` likewise, in each plan as in its
    file. ``titles`` say what is awaited, by address. ``notes`` are what whoever reads them should know.
    """

    names: tuple[Message, Message]
    commits: tuple[str | None, str | None]
    today: date
    plans: tuple[PlanChange, ...]
    changes: tuple[Change, ...]
    titles: Mapping[str, str]
    notes: tuple[Message, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether any deadline is another than before."""
        return any(change.kind.moves for change in self.changes) or any(plan.ends for plan in self.plans)
