"""The kinds of record, each with the fields it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import date

    from dutrack.problems import Place


class Kind(StrEnum):
    """The word for each kind in a file."""

    DONE = "done"
    REOPENED = "reopened"
    SKIPPED = "skipped"
    EXTENDED = "extended"
    DATED = "dated"
    CANCELLED = "cancelled"
    REVIEWED = "reviewed"
    CONFIRMED = "confirmed"
    EVENT = "event"
    WITHDRAWN = "withdrawn"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Something that happened. ``key`` is when it was recorded (``progress.keys``); records sort by it.

    ``on`` is the local day it happened, never converted; where the line has none, the local day of the key. ``by`` is
    who recorded it, ``doc`` the document that shows it. ``place`` is its line.
    """

    kind: ClassVar[Kind]

    key: str
    on: date
    doc: str | None = None
    note: str | None = None
    by: str | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord(Record):
    """A record about a task, or with ``unit`` about one unit of it; ``owner`` says who acted and decides nothing."""

    task: str
    unit: str | None = None
    owner: str | None = None
    reason: str | None = None


class Done(TaskRecord):
    """It is finished; late when ``on`` is after the due day."""

    __slots__ = ()
    kind = Kind.DONE


class Reopened(TaskRecord):
    """It is open again."""

    __slots__ = ()
    kind = Kind.REOPENED


class Skipped(TaskRecord):
    """An occurrence will not be done."""

    __slots__ = ()
    kind = Kind.SKIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(TaskRecord):
    """A unit with a due day has another: ``to`` reads as one dated part, counted from ``on``."""

    kind = Kind.EXTENDED
    to: str
    approved_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(TaskRecord):
    """A person gave a day to a unit whose text gives none: ``to`` reads as one dated part, counted from ``on``."""

    kind = Kind.DATED
    to: str
    approved_by: str | None = None


class Cancelled(TaskRecord):
    """It need not be done any more."""

    __slots__ = ()
    kind = Kind.CANCELLED


class Reviewed(TaskRecord):
    """Somebody looked at a standing task."""

    __slots__ = ()
    kind = Kind.REVIEWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(TaskRecord):
    """A second person looked; ``record`` is the key of what was confirmed, if it is one record."""

    kind = Kind.CONFIRMED
    record: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A remark, about a task or the whole plan."""

    kind = Kind.NOTE
    task: str | None = None
    unit: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Record):
    """An awaited event happened, or with a later ``on`` is expected; the latest by key holds."""

    kind = Kind.EVENT
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Record):
    """The record with the key ``record`` counts no more."""

    kind = Kind.WITHDRAWN
    record: str
    reason: str | None = None


KINDS: dict[str, type[Record]] = {
    kind.kind.value: kind
    for kind in (
        Done, Reopened, Skipped, Extended, Dated, Cancelled, Reviewed, Confirmed, Happened, Withdrawn, Note,
    )
}  # fmt: skip
