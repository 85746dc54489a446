"""``dutrack date``: a person sets the day a text does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.cli import dating, options, recording
from dutrack.cli.tree import command_app
from dutrack.cli.units import Asked, find_target
from dutrack.i18n import msg
from dutrack.progress import Kind

if TYPE_CHECKING:
    from dutrack.agenda import Item

app, _command = command_app("date", msg("Give a date to what has none."))


@_command
def date_(  # noqa: PLR0913, PLR0917 - the options of the command
    address: recording.TaskArgument,
    to: dating.ToOption = None,
    reason: recording.ReasonOption = None,
    doc: recording.DocOption = None,
    approved_by: dating.ApprovedByOption = None,
    on: recording.OnOption = None,
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
    nothing = msg("Nothing of {task} needs a date.", task=address)
    target = find_target(run.agenda, Asked(address, occurrence, owner), _is_datable, nothing)
    day = on or run.agenda.today
    for item in target.items:
        _refuse(item)
    value, window = dating.read_window(run.agenda.workspace, target.plan, to, day)
    run.doubt_day(target.plan, day)
    if window.due < run.agenda.today:
        run.doubt(msg("{day} is already over.", day=window.due))
    entries = target.entries(
        run, Kind.DATED, on=day, to=value, reason=reason, doc=doc, approved_by=approved_by, note=note
    )
    told = msg("{unit} {title}: due {due}", unit=target.name, title=target.task.title, due=window.due)
    run.record(entries, told)


def _is_datable(item: Item) -> bool:
    """Tell whether a person may give the day: there is none, or a person gave it."""
    if item.due is not None:
        return item.status.is_open and item.dated and not item.extensions
    return item.status is Status.UNDATED or (item.status is Status.WAITING and item.occurrence is None)


def _refuse(item: Item) -> None:
    unit = item.address
    if _is_datable(item):
        return
    if not item.status.is_open:
        hint = msg("Open it first: dutrack reopen {address}", address=unit)
        raise recording.RefusedError(msg("{unit} is closed.", unit=unit), hint)
    if item.due is not None:
        hint = msg("It is moved by: dutrack extend {address} --to … --reason …", address=unit)
        raise recording.RefusedError(msg("{unit} has a day already: {due}.", unit=unit, due=item.due), hint)
    if item.status is Status.WAITING:
        hint = msg("See: dutrack event")
        raise recording.RefusedError(msg("{unit} gets its day from what it waits for.", unit=unit), hint)
    raise recording.RefusedError(msg("{unit} is standing; it has no last day.", unit=unit))
