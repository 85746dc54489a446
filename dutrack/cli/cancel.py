"""``dutrack cancel``: something need not be done any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.cli import options, recording
from dutrack.cli.closing import doubt_closed, require_reason
from dutrack.cli.pick import pick_task
from dutrack.cli.tree import command_app
from dutrack.cli.units import Asked, find_target
from dutrack.i18n import Message, msg, plural
from dutrack.progress import Kind

if TYPE_CHECKING:
    from dutrack.agenda import Item

app, _command = command_app("cancel", msg("Record that something need not be done any more."))


@_command
def cancel(  # noqa: PLR0913, PLR0917 - the options of the command
    address: recording.TaskArgument,
    reason: recording.ReasonOption = None,
    on: recording.OnOption = None,
    doc: recording.DocOption = None,
    note: recording.NoteOption = None,
    occurrence: recording.OccurrenceOption = None,
    owner: recording.OwnerOption = None,
    by: recording.ByOption = None,
    yes: recording.YesOption = False,
    dry_run: recording.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
) -> None:
    """Record it: the whole task, or the part that is named."""
    why = require_reason(reason)
    run = recording.begin(workspace, today, by, yes=yes, dry_run=dry_run)
    day = on or run.agenda.today
    plan, task, part = pick_task(run.agenda.workspace, address)
    name = f"{plan.id}/{task.id}"
    units: list[str | None] = [None]
    if part or occurrence or owner:
        nothing = msg("Nothing of {task} is open.", task=address)
        target = find_target(run.agenda, Asked(f"{name}{part}", occurrence, owner), _is_open, nothing)
        units, name, owner = [target.unit(item) for item in target.items], target.name, target.owner
        for item in target.items:
            doubt_closed(run, item)
    else:
        _doubt_whole(run, [item for item in run.agenda.items if (item.plan, item.task) == (plan.id, task.id)])
    run.doubt_day(plan, day)
    entries = [
        run.entry(plan.id, Kind.CANCELLED, task=task.id, unit=unit, owner=owner, on=day, reason=why, doc=doc, note=note)
        for unit in units
    ]
    run.record(entries, msg("{unit} {title}: cancelled", unit=name, title=task.title))


def _is_open(item: Item) -> bool:
    return item.status.is_open


def _doubt_whole(run: recording.Recording, items: list[Item]) -> None:
    """Doubt a record for the whole task where some of it is done, or nothing of it is open."""
    if len(items) == 1 or not any(map(_is_open, items)):
        for item in items:
            doubt_closed(run, item)
        return
    done = [item for item in items if item.status is Status.DONE]
    if done:
        run.doubt(_done_too(len(done)))


def _done_too(count: int) -> Message:
    return plural(
        "{count} part is done and would count as cancelled too; name one part with --occurrence or --owner.",
        "{count} parts are done and would count as cancelled too; name one part with --occurrence or --owner.",
        count=count,
    )
