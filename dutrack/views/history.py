"""What happened to a task, from its first record to its last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dutrack.agenda.happenings import EventNames
from dutrack.i18n import Message, msg, show_day
from dutrack.progress import Happened, Kind, Note, Record, TaskRecord, Withdrawn, effective, local_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dutrack.agenda import Agenda
    from dutrack.plan.model import Plan, Task


class Told(Struct, frozen=True):
    """One record of a story: the local day it was recorded, and the withdrawal that took it back."""

    record: Record
    recorded: date
    withdrawn: Withdrawn | None
    ahead: bool


def history(agenda: Agenda, plan: Plan, task: Task) -> tuple[Told, ...]:
    """Return every record about a task and the events it awaits, by key, those that were taken back included."""
    workspace = agenda.workspace
    awaited = _awaited_names(agenda, plan, task)
    names = EventNames(workspace.plans)
    zone, today = workspace.config.timezone, agenda.today
    found: dict[str, Told] = {}
    for other in workspace.plans:
        records = workspace.records_of(other)
        withdrawals = {record.record: record for record in records if isinstance(record, Withdrawn)}
        alive = {record.key for record in effective(records)} if withdrawals else ()
        for record in records:
            if isinstance(record, Happened):
                is_told = names.of(other, record.event) in awaited
            else:
                is_told = other is plan and isinstance(record, TaskRecord | Note) and record.task == task.id
            if is_told:
                withdrawn = None if record.key in alive else withdrawals.get(record.key)
                found[record.key] = Told(record, local_day(record.key, zone), withdrawn, record.on > today)
    return tuple(told for _, told in sorted(found.items()))


def told_words(told: Told) -> str:
    """Return one line of a story."""
    words: list[Message | str] = [record_words(told.record)]
    if told.recorded != told.record.on:
        words.append(msg("recorded {day}", day=told.recorded))
    if told.ahead:
        words.append(msg("not yet: counts from that day on"))
    if (withdrawn := told.withdrawn) is not None:
        by, day = withdrawn.by, withdrawn.on
        taken = msg("withdrawn {day} by {by}", day=day, by=by) if by else msg("withdrawn {day}", day=day)
        words.append(f"{taken} ({withdrawn.reason})" if withdrawn.reason else taken)
    return " · ".join(map(str, words))


def record_words(record: Record) -> str:
    """Return a record in one line: its day, what happened, the details, who recorded it."""
    details = [getattr(record, name, None) for name in ("unit", "event", "owner", "to", "doc", "reason", "note")]
    if (approved := getattr(record, "approved_by", None)) is not None:
        details.append(str(msg("granted by {name}", name=approved)))
    details.append(record.by)
    return " · ".join([show_day(record.on), str(kind_words(record.kind)), *map(str, filter(None, details))])


def history_values(found: Iterable[Told]) -> list[dict[str, Any]]:
    """Return a story as plain values for JSON; days as ISO 8601."""
    return [_values(told) for told in found]


def kind_words(kind: Kind) -> Message:
    """Return the name of a kind of record."""
    return {
        Kind.DONE: msg("done"),
        Kind.REOPENED: msg("reopened"),
        Kind.SKIPPED: msg("skipped"),
        Kind.EXTENDED: msg("extended"),
        Kind.DATED: msg("dated"),
        Kind.CANCELLED: msg("cancelled"),
        Kind.REVIEWED: msg("reviewed"),
        Kind.CONFIRMED: msg("confirmed"),
        Kind.EVENT: msg("event"),
        Kind.WITHDRAWN: msg("withdrawn"),
        Kind.NOTE: msg("note"),
    }[kind]


def _values(told: Told) -> dict[str, Any]:
    record = told.record
    fields = {name: getattr(record, name) for name in record.__struct_fields__ if name not in ("key", "place", "on")}
    return {
        "key": record.key,
        "kind": record.kind.value,
        "on": record.on.isoformat(),
        "recorded": told.recorded.isoformat(),
        **{name: value for name, value in fields.items() if value is not None},
        "withdrawn_by": None if told.withdrawn is None else told.withdrawn.key,
    }


def _awaited_names(agenda: Agenda, plan: Plan, task: Task) -> frozenset[str]:
    """Return the names of the events a task awaits."""
    scheduled = agenda.scheduled_of(plan, task)
    names = EventNames(agenda.workspace.plans)
    return frozenset(names.of(plan, id_) for id_ in scheduled.awaited)
