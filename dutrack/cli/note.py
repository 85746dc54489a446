"""``dutrack note``: a remark about a task."""

from __future__ import annotations

from typing import Annotated

import typer

from dutrack.cli import options, recording
from dutrack.cli.pick import pick_task
from dutrack.cli.tree import command_app
from dutrack.i18n import msg
from dutrack.progress import Kind

app, _command = command_app("note", msg("Record a remark about a task."))


@_command
def note(  # noqa: PLR0913, PLR0917 - the options of the command
    address: recording.TaskArgument,
    text: Annotated[str, typer.Argument(metavar=msg("TEXT").msgid, help=msg("The remark.").msgid)],
    on: recording.OnOption = None,
    doc: recording.DocOption = None,
    owner: recording.OwnerOption = None,
    by: recording.ByOption = None,
    yes: recording.YesOption = False,
    dry_run: recording.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
) -> None:
    """Record it."""
    run = recording.begin(workspace, today, by, yes=yes, dry_run=dry_run)
    plan, task, part = pick_task(run.agenda.workspace, address)
    unit = f"{task.id}{part}" if part else None
    day = on or run.agenda.today
    run.doubt_day(plan, day)
    entries = [run.entry(plan.id, Kind.NOTE, task=task.id, unit=unit, owner=owner, on=day, doc=doc, note=text)]
    run.record(entries, msg("{unit} {title}: noted", unit=f"{plan.id}/{unit or task.id}", title=task.title))
