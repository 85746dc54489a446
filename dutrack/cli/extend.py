"""``dutrack extend``: a due day is moved; the first one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.cli import dating, options, recording
from dutrack.cli.closing import require_reason
from dutrack.cli.tree import command_app
from dutrack.cli.units import Asked, find_target, is_open
from dutrack.i18n import Message, msg, plural
from dutrack.progress import Kind

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.cli.units import Target

app, _command = command_app("extend", msg("Record that a due day was extended; the first one is kept."))


@_command
def extend(  # noqa: PLR0913, PLR0917 - the options of the command
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
    why = require_reason(reason)
    run = recording.begin(workspace, today, by, yes=yes, dry_run=dry_run)
    nothing = msg("Nothing of {task} has a due day that could be extended now.", task=address)
    target = find_target(run.agenda, Asked(address, occurrence, owner), _is_extendable, nothing)
    day = on or run.agenda.today
    value, window = dating.read_window(run.agenda.workspace, target.plan, to, day)
    for item in target.items:
        _refuse(item, window.due)
    run.doubt_day(target.plan, day)
    if window.due < run.agenda.today:
        run.doubt(msg("{day} is already over.", day=window.due))
    entries = target.entries(
        run, Kind.EXTENDED, on=day, to=value, reason=why, doc=doc, approved_by=approved_by, note=note
    )
    run.record(entries, _told(target, window.due))


def _is_extendable(item: Item) -> bool:
    return is_open(item) and item.due is not None


def _refuse(item: Item, due: date) -> None:
    unit = item.address
    if not item.status.is_open:
        hint = msg("Open it first: dutrack reopen {address}", address=unit)
        raise recording.RefusedError(msg("{unit} is closed.", unit=unit), hint)
    if item.due is None:
        hint = msg("A first date is given by: dutrack date {address} --to …", address=unit)
        raise recording.RefusedError(msg("{unit} has no due day to extend.", unit=unit), hint)
    if due <= item.due:
        hint = msg("A mistaken extension is taken back by: dutrack undo")
        message = msg("{day} is not after {due}, the day {unit} is due.", day=due, due=item.due, unit=unit)
        raise recording.RefusedError(message, hint)


def _told(target: Target, due: date) -> Message:
    item = target.items[0]
    assert item.due is not None  # noqa: S101 - refused above
    return plural(
        "{unit} {title}: due {due} instead of {was} ({count} extension; at first {first})",
        "{unit} {title}: due {due} instead of {was} ({count} extensions; at first {first})",
        count=item.extensions + 1,
        unit=target.name,
        title=target.task.title,
        due=due,
        was=item.due,
        first=item.first_due or item.due,
    )
