"""``dutrack undo``: the last record of whoever calls it is taken back, by another record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.agenda.happenings import EventNames
from dutrack.cli import options, recording
from dutrack.cli.session import ask_part
from dutrack.cli.tree import command_app
from dutrack.i18n import Message, msg, plural
from dutrack.progress import Happened, Kind, TaskRecord, effective, local_day, recorded_at
from dutrack.progress.keys import follows
from dutrack.views.effects import change_words
from dutrack.views.history import record_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.agenda import Agenda
    from dutrack.cli.session import AnyPart
    from dutrack.progress import Record

_RECENT = timedelta(days=1)
"""What was recorded longer ago is hardly meant by whoever wants to take back what they just did."""

app, _command = command_app("undo", msg("Take back your last record, by another record."))


@_command
def undo(  # noqa: PLR0913, PLR0917 - the options of the command
    reason: recording.ReasonOption = None,
    by: recording.ByOption = None,
    yes: recording.YesOption = False,
    dry_run: recording.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
) -> None:
    """Withdraw it; of an event that several plans await, in all of them; of a group, for every member."""

    def begin(part: AnyPart) -> tuple[recording.Recording, list[tuple[str, Record]]]:
        name = by or recording.who(part.root)
        agenda, found = _find(part, name)
        return recording.Recording(agenda, name, yes=yes, dry_run=dry_run), found

    run, found = ask_part(begin, workspace, today)
    if not found:
        raise recording.RefusedError(
            msg("{by} has recorded nothing that could be taken back.", by=run.by), msg("Another name: --by NAME")
        )
    _, last = found[-1]
    if datetime.now(UTC) - recorded_at(last.key) > _RECENT:
        day = local_day(last.key, run.agenda.workspace.config.timezone)
        run.doubt(msg("{record}: that was recorded on {day}.", record=record_words(last), day=day))
    entries = [
        run.entry(plan, Kind.WITHDRAWN, record=record.key, on=run.agenda.today, reason=reason) for plan, record in found
    ]
    run.record(entries, _told(found), change_words(run.previews(entries)))


def _told(found: Sequence[tuple[str, Record]]) -> Message:
    plan, record = found[0]
    task = getattr(record, "task", None)
    name = plan if task is None else f"{plan}/{task}"
    if len(found) == 1 or not isinstance(record, TaskRecord):
        return msg("{name}: taken back: {record}", name=name, record=record_words(record))
    shared = replace(record, unit=_base(record))
    return plural(
        "{name}: taken back, {count} record: {record}",
        "{name}: taken back, {count} records: {record}",
        count=len(found),
        name=name,
        record=record_words(shared),
    )


def _find(part: AnyPart, by: str) -> tuple[Agenda, list[tuple[str, Record]]]:
    """Return the last record that counts by somebody, as ``_last`` does, and the agenda of what it concerns."""
    own = [(path, [record.key for record in records if record.by == by]) for path, records in part.recorded()]
    newest = sorted(((max(keys), path) for path, keys in own if keys), reverse=True)
    count = 1
    while True:
        paths = [path for _, path in newest[:count]]
        agenda = part.agenda(paths)
        found = _last(agenda, by)
        # What was taken back may be newer than what counts.
        if count >= len(newest) or (found and max(record.key for _, record in found) > newest[count][0]):
            break
        count *= 2
    if found and isinstance(event := found[0][1], Happened):
        plan = next(plan for plan in agenda.workspace.plans if plan.id == found[0][0])
        agenda = part.agenda(paths, [EventNames(agenda.workspace.plans).of(plan, event.event)])
        found = _last(agenda, by)
    return agenda, found


def _last(agenda: Agenda, by: str) -> list[tuple[str, Record]]:
    """Return the last record that counts by somebody, with its plan; of an event, its like in every plan.

    Of a command that wrote one for each member of a group these are all of its records.
    """
    workspace = agenda.workspace
    records = [(plan, record) for plan in workspace.plans for record in effective(workspace.records_of(plan))]
    own = [(plan, record) for plan, record in records if record.by == by]
    if not own:
        return []
    plan, last = max(own, key=lambda pair: pair[1].key)
    if not isinstance(last, Happened):
        return [(plan.id, record) for record in _together(workspace.records_of(plan), last)]
    names = EventNames(workspace.plans)
    alike = [
        (other.id, record)
        for other, record in own
        if isinstance(record, Happened)
        and names.of(other, record.event) == names.of(plan, last.event)
        and (record.on, record.doc, record.note) == (last.on, last.doc, last.note)
    ]
    return sorted(alike, key=lambda pair: pair[1].key != last.key)


def _together(records: Sequence[Record], last: Record) -> list[Record]:
    """Return the records of the members of a group that one command wrote, by key, up to its ``last``."""
    found = [last]
    for record in reversed([record for record in records if record.key < last.key]):
        if not follows(found[0].key, record.key) or (record.kind, record.by) != (last.kind, last.by):
            break
        found.insert(0, record)
    alive = {record.key for record in effective(records)}
    return [record for record in found if record.key in alive]


def _base(record: TaskRecord) -> str | None:
    """Return the unit of a record without the member."""
    return None if record.unit is None else record.unit.partition("@")[0]
