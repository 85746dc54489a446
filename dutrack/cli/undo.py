"""``dutrack undo``: the last record of whoever calls it is taken back, by another record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda.happenings import EventNames
from dutrack.cli import options, recording
from dutrack.cli.tree import command_app
from dutrack.i18n import msg
from dutrack.progress import Happened, Kind, effective
from dutrack.views.effects import change_words
from dutrack.views.history import record_words

if TYPE_CHECKING:
    from dutrack.agenda import Agenda
    from dutrack.progress import Record

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
    """Withdraw it; of an event that several plans await, in all of them."""
    run = recording.begin(workspace, today, by, yes=yes, dry_run=dry_run)
    found = _last(run.agenda, run.by)
    if not found:
        raise recording.RefusedError(
            msg("{by} has recorded nothing that could be taken back.", by=run.by), msg("Another name: --by NAME")
        )
    entries = [
        run.entry(plan, Kind.WITHDRAWN, record=record.key, on=run.agenda.today, reason=reason) for plan, record in found
    ]
    plan, record = found[0]
    told = msg("{plan}: taken back: {record}", plan=plan, record=record_words(record))
    run.record(entries, told, change_words(run.previews(entries)))


def _last(agenda: Agenda, by: str) -> list[tuple[str, Record]]:
    """Return the last record that counts by somebody, with its plan; of an event, its like in every plan."""
    workspace = agenda.workspace
    records = [(plan, record) for plan in workspace.plans for record in effective(workspace.records_of(plan))]
    own = [(plan, record) for plan, record in records if record.by == by]
    if not own:
        return []
    plan, last = max(own, key=lambda pair: pair[1].key)
    if not isinstance(last, Happened):
        return [(plan.id, last)]
    names = EventNames(workspace.plans)
    alike = [
        (other.id, record)
        for other, record in own
        if isinstance(record, Happened)
        and names.of(other, record.event) == names.of(plan, last.event)
        and (record.on, record.doc, record.note) == (last.on, last.doc, last.note)
    ]
    return sorted(alike, key=lambda pair: pair[1].key != last.key)
