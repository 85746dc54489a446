"""The kinds of record, each with the fields it has."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations
from enum import StrEnum
from typing import ClassVar, TypeAlias

from dutrack.problems import Place  # noqa: TC001 - likewise
from dutrack.values import Annotated


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


class Record(Annotated, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened. ``key`` is when it was recorded (``progress.keys``); records sort by it.

    ``on`` is the local day it happened, never converted; where the line has none, the local day of the key. ``by`` is
    who recorded it, ``doc`` the document that shows it. ``place`` is its line.
    """

    aside = frozenset(("place",))

    kind: ClassVar[Kind]

    key: str
    on: date
    doc: str | None = None
    note: str | None = None
    by: str | None = None
    place: Place


class TaskRecord(Record, frozen=True, kw_only=True):
    """A record about a task, or with ``unit`` about one unit of it; ``owner`` says who acted and decides nothing."""

    task: str
    unit: str | None = None
    owner: str | None = None
    reason: str | None = None


class Done(TaskRecord, frozen=True, kw_only=True, tag=Kind.DONE.value):
    """It is finished; late when ``on`` is after the due day."""

    kind = Kind.DONE


class Reopened(TaskRecord, frozen=True, kw_only=True, tag=Kind.REOPENED.value):
    """It is open again."""

    kind = Kind.REOPENED


class Skipped(TaskRecord, frozen=True, kw_only=True, tag=Kind.SKIPPED.value):
    """An occurrence will not be done."""

    kind = Kind.SKIPPED


class Extended(TaskRecord, frozen=True, kw_only=True, tag=Kind.EXTENDED.value):
    """A unit with a due day has another: ``to`` reads as one dated part, counted from ``on``."""

    kind = Kind.EXTENDED
    to: str
    approved_by: str | None = None


class Dated(TaskRecord, frozen=True, kw_only=True, tag=Kind.DATED.value):
    """A person gave a day to a unit whose text gives none: ``to`` reads as one dated part, counted from ``on``."""

    kind = Kind.DATED
    to: str
    approved_by: str | None = None


class Cancelled(TaskRecord, frozen=True, kw_only=True, tag=Kind.CANCELLED.value):
    """It need not be done any more."""

    kind = Kind.CANCELLED


class Reviewed(TaskRecord, frozen=True, kw_only=True, tag=Kind.REVIEWED.value):
    """Somebody looked at a standing task."""

    kind = Kind.REVIEWED


class Confirmed(TaskRecord, frozen=True, kw_only=True, tag=Kind.CONFIRMED.value):
    """A second person looked; ``record`` is the key of what was confirmed, if it is one record."""

    kind = Kind.CONFIRMED
    record: str | None = None


class Note(Record, frozen=True, kw_only=True, tag=Kind.NOTE.value):
    """A remark, about a task or the whole plan."""

    kind = Kind.NOTE
    task: str | None = None
    unit: str | None = None
    owner: str | None = None


class Happened(Record, frozen=True, kw_only=True, tag=Kind.EVENT.value):
    """An awaited event happened, or with a later ``on`` is expected; the latest by key holds."""

    kind = Kind.EVENT
    event: str


class Withdrawn(Record, frozen=True, kw_only=True, tag=Kind.WITHDRAWN.value):
    """The record with the key ``record`` counts no more."""

    kind = Kind.WITHDRAWN
    record: str
    reason: str | None = None


Closing: TypeAlias = Done | Skipped | Cancelled
"""What closes a unit."""

AnyRecord: TypeAlias = (
    Done | Reopened | Skipped | Extended | Dated | Cancelled | Reviewed | Confirmed | Happened | Withdrawn | Note
)

KINDS: dict[str, type[Record]] = {
    kind.kind.value: kind
    for kind in (
        Done, Reopened, Skipped, Extended, Dated, Cancelled, Reviewed, Confirmed, Happened, Withdrawn, Note,
    )
}  # fmt: skip
