"""``dutrack reopen``: what was closed is open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.cli import options, recording
from dutrack.cli.pick import pick_task
from dutrack.cli.tree import command_app
from dutrack.cli.units import Asked, Target, find_target
from dutrack.i18n import msg
from dutrack.progress import Kind

if TYPE_CHECKING:
    from dutrack.agenda import Item

app, _command = command_app("reopen", msg("Record that something closed is open again."))


@_command
def reopen(  # noqa: PLR0913, PLR0917 - the options of the command
    address: recording.TaskArgument,
    on: recording.OnOption = None,
    reason: recording.ReasonOption = None,
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
    """Record it."""
    run = recording.begin(workspace, today, by, yes=yes, dry_run=dry_run)
    asked, day = Asked(address, occurrence, owner), on or run.agenda.today
    target = _whole(run, asked) or _part(run, asked)
    run.doubt_day(target.plan, day)
    entries = target.entries(run, Kind.REOPENED, on=day, reason=reason, doc=doc, note=note)
    run.record(entries, msg("{unit} {title}: open again", unit=target.name, title=target.task.title))


def _whole(run: recording.Recording, asked: Asked) -> Target | None:
    """Return the task as a whole where one record closed all of it; None where a part is named or was closed."""
    plan, task, part = pick_task(run.agenda.workspace, asked.address)
    items = tuple(item for item in run.agenda.items if (item.plan, item.task) == (plan.id, task.id))
    closed_by = {item.closing for item in items}
    if part or asked.occurrence or asked.owner or len(closed_by) != 1:
        return None
    closing = closed_by.pop()
    return None if closing is None or closing.unit is not None else Target(plan, task, items[:1], None, whole=True)


def _part(run: recording.Recording, asked: Asked) -> Target:
    nothing = msg("Nothing of {task} is closed.", task=asked.address)
    target = find_target(run.agenda, asked, _is_closed, nothing)
    if not all(map(_is_closed, target.items)):
        raise recording.RefusedError(msg("{unit} is not closed.", unit=target.name))
    return target


def _is_closed(item: Item) -> bool:
    return item.closing is not None
