"""Items: the units of all tasks as they stand on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date  # noqa: TC003 - msgspec reads the annotations
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.config.bodies import Body  # noqa: TC001 - likewise
from dutrack.i18n import Message  # noqa: TC001 - likewise
from dutrack.progress.records import Closing  # noqa: TC001 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterable

SOON = 7
"""A unit is due soon when it is due within so many days, unless told otherwise."""


class Status(StrEnum):
    """Where a unit stands. Derived, never stored; the first that holds wins, in this order."""

    CANCELLED = "cancelled"
    DONE = "done"
    OVERDUE = "overdue"
    DUE_TODAY = "due-today"
    DUE_SOON = "due-soon"
    IN_PROGRESS = "in-progress"
    UPCOMING = "upcoming"
    UNDATED = "undated"
    WAITING = "waiting"
    STANDING = "standing"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self not in (Status.CANCELLED, Status.DONE)


OPEN_FIRST = (
    Status.OVERDUE, Status.DUE_TODAY, Status.DUE_SOON, Status.IN_PROGRESS, Status.UNDATED, Status.UPCOMING,
    Status.STANDING, Status.WAITING,
)  # fmt: skip
"""The order in which a task shows its first open unit."""


class Members(Struct, frozen=True, omit_defaults=True):
    """How far the members of a leading group are with one unit; ``overdue`` are their names."""

    group: str
    done: int
    total: int
    overdue: tuple[str, ...]


class Item(Struct, frozen=True, omit_defaults=True):
    """One unit on a day. Names are as the plan writes them; days are inclusive.

    ``unit`` is its id. ``deadline`` is the text in force, a section's too. ``days_left`` is negative when overdue, None
    with no due day. ``first_due`` is the due day before the first extension, None where there is none. ``occurrence``
    names the period of a series. ``counted`` tells from which day an event's period runs to ``due``, None where the
    text or a person gave that. ``awaiting`` holds PLAN/EVENT or task:PLAN/ID. ``late`` is None unless it is done and
    had a due day. ``reason`` tells why an undated unit has no day; ``needs_day`` that its plan states a deadline all
    the same. ``started`` is the day from which an open unit with a due day counts as begun, None for since ever.
    ``closed_today``: it was closed, or its closing recorded, today; ``closing`` is the record that closed it,
    ``confirmed`` that a second person looked at it. ``extensions`` are how often the due day was extended; ``dated``: a
    person gave it. ``review_on`` is the next review day of a standing unit, in the past where it was missed.
    ``answering`` are the bodies that answer today, where a lead has ended; () where the leads do.
    """

    plan: str
    task: str
    unit: str
    title: str
    section: str | None
    owners: tuple[str, ...]
    owner_ids: tuple[str, ...]
    helpers: tuple[str, ...]
    status: Status
    deadline: str | None
    start: date | None = None
    due: date | None = None
    first_due: date | None = None
    days_left: int | None = None
    occurrence: str | None = None
    counted: Message | None = None
    awaiting: tuple[str, ...] = ()
    released_on: date | None = None
    done_on: date | None = None
    late: bool | None = None
    members: Members | None = None
    reason: Message | None = None
    needs_day: bool = False
    closed_today: bool = False
    closing: Closing | None = None
    confirmed: bool = False
    extensions: int = 0
    dated: bool = False
    review_on: date | None = None
    answering: tuple[Body, ...] = ()
    started: date | None = None

    @property
    def address(self) -> str:
        """The unit's address in the workspace: PLAN/UNIT."""
        return f"{self.plan}/{self.unit}"

    @property
    def shared(self) -> str:
        """The unit's id without the member: what the parts of a leading group's members have in common."""
        return self.unit.partition("@")[0]

    @property
    def series(self) -> str:
        """What the occurrences of one series of a task have in common; of any other unit it is ``shared``."""
        return self.shared if self.occurrence is None else f"/{self.occurrence.partition('/')[2]}"


def counts(items: Iterable[Item]) -> dict[Status, int]:
    """Count items by status, in the order of the statuses; statuses without any are left out."""
    found = Counter(item.status for item in items)
    return {status: found[status] for status in Status if found[status]}
