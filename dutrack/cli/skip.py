"""``dutrack skip``: a period of a recurring task will not be done."""

from __future__ import annotations

from dutrack.cli import options, recording
from dutrack.cli.closing import doubt_closed, require_reason
from dutrack.cli.tree import command_app
from dutrack.cli.units import Asked, find_target, is_open
from dutrack.i18n import msg
from dutrack.progress import Kind

app, _command = command_app("skip", msg("Record that a period of a recurring task will not be done."))


@_command
def skip(  # noqa: PLR0913, PLR0917 - the options of the command
    address: recording.TaskArgument,
    reason: recording.ReasonOption = None,
    occurrence: recording.OccurrenceOption = None,
    on: recording.OnOption = None,
    doc: recording.DocOption = None,
    note: recording.NoteOption = None,
    owner: recording.OwnerOption = None,
    by: recording.ByOption = None,
    yes: recording.YesOption = False,
    dry_run: recording.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
) -> None:
    """Record it."""
    why = require_reason(reason)
    run = recording.begin(workspace, today, by, yes=yes, dry_run=dry_run)
    nothing = msg("No period of {task} is open that could be skipped now.", task=address)
    target = find_target(run.agenda, Asked(address, occurrence, owner), is_open, nothing)
    if not all(item.occurrence for item in target.items):
        hint = msg("What need not be done at all is cancelled: dutrack cancel {address}", address=target.name)
        raise recording.RefusedError(msg("{unit} does not recur.", unit=target.name), hint)
    day = on or run.agenda.today
    run.doubt_day(target.plan, day)
    for item in target.items:
        doubt_closed(run, item)
    entries = target.entries(run, Kind.SKIPPED, on=day, reason=why, doc=doc, note=note)
    run.record(entries, msg("{unit} {title}: skipped", unit=target.name, title=target.task.title))
