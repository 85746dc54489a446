"""What records say as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.progress.records import Happened, Record, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class EventDay(Struct, frozen=True):
    """What is known of an event: its latest record. One that is ``expected`` releases nothing yet."""

    record: Happened
    expected: bool

    @property
    def on(self) -> date:
        """The day it happened, or is expected to."""
        return self.record.on


def effective(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records that count, by key: without the withdrawn ones and the withdrawals, whatever their day.

    A withdrawal can itself be withdrawn; of two that withdraw each other the later counts.
    """
    ordered = sorted(records, key=lambda record: record.key)
    dead: set[str] = set()
    for record in reversed(ordered):
        if isinstance(record, Withdrawn) and record.key not in dead:
            dead.add(record.record)
    return tuple(record for record in ordered if record.key not in dead and not isinstance(record, Withdrawn))


def counting(records: Iterable[Record], today: date) -> tuple[Record, ...]:
    """Return the effective records, by key, whose day is not after ``today``, but those of events."""
    return tuple(record for record in effective(records) if record.on <= today and not isinstance(record, Happened))


def events_as_of(records: Iterable[Record], today: date) -> dict[str, EventDay]:
    """Return what is known of each event id: the latest effective record by key, whatever its day."""
    latest = {record.event: record for record in effective(records) if isinstance(record, Happened)}
    return {event: EventDay(record, expected=record.on > today) for event, record in latest.items()}
